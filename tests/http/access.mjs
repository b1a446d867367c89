// SPDX-License-Identifier: EUPL-1.2
// The checks of access.sh. One line a result; exit 1 when one failed.
import http from 'node:http'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { totp } from '../totp.mjs'

const base = new URL(process.env.URL)
const password = process.env.PASSWORD
const agent = new http.Agent({ keepAlive: true })
let failed = 0

const check = (name, good, why = '') => {
    if (!good) failed++
    console.log(good ? `ok http access: ${name}` : `not ok http access: ${name}: ${why}`)
}
const equal = (name, wanted, got) => check(name, wanted === got, `wanted ${wanted}, got ${got}`)

const sql = text => execFileSync('mariadb', ['--no-defaults', `--socket=${process.env.DB_SOCKET}`, '--user=root', '--database=imi',
    '--batch', '--skip-column-names', '-e', text]).toString().trim()

/** A browser: keeps cookies, sends them back. */
class Client {
    cookies = new Map()

    send(method, path, { form, headers = {}, body } = {}) {
        if (form) {
            body = form instanceof URLSearchParams ? form.toString() : new URLSearchParams(form).toString()
            headers = { 'Content-Type': 'application/x-www-form-urlencoded', ...headers }
        }
        if (this.cookies.size > 0 && !('Cookie' in headers)) {
            headers = { ...headers, Cookie: [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ') }
        }
        if (body !== undefined) headers = { ...headers, 'Content-Length': Buffer.byteLength(body) }
        return new Promise((resolve, reject) => {
            const request = http.request({ host: base.hostname, port: base.port, method, path, headers, agent }, response => {
                const chunks = []
                response.on('data', chunk => chunks.push(chunk))
                response.on('end', () => {
                    for (const line of response.headers['set-cookie'] ?? []) {
                        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
                        if (value === '') this.cookies.delete(name)
                        else this.cookies.set(name, value)
                    }
                    resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() })
                })
            })
            request.on('error', reject)
            if (body !== undefined) request.write(body)
            request.end()
        })
    }

    get(path, options) { return this.send('GET', path, options) }

    /** Post a form with the token of the page it stands on. */
    async post(path, form, { from = path, headers } = {}) {
        const page = await this.get(from)
        const token = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
        return this.send('POST', path, { form: { csrf: token, ...form }, headers })
    }

    async signIn(name, secret = password) {
        return this.post('/sign-in', { name, password: secret })
    }
}

// ---- nobody is signed in ------------------------------------------------------------------------------------
const pages = ['/account', '/account/code', '/services/', '/admin/']
const open = ['/', '/help', '/sign-in', '/healthz', '/readyz', '/services/healthz', '/services/readyz', '/admin/healthz', '/brand.css']

for (const path of open) equal(`${path} is open to anybody`, 200, (await new Client().get(path)).status)
for (const path of pages) {
    const answer = await new Client().get(path)
    equal(`${path} sends a stranger to the sign-in page`, 303, answer.status)
    equal(`${path} is remembered for afterwards`, `/sign-in?next=${path}`, answer.headers.location)
}
for (const [method, path] of [['POST', '/'], ['PUT', '/account'], ['DELETE', '/sign-in'], ['GET', '/sign-out'], ['POST', '/services/'],
    ['POST', '/api/v1/openapi.json'], ['PATCH', '/admin/']]) {
    const answer = await new Client().send(method, path)
    equal(`${method} ${path} is not allowed`, 405, answer.status)
    check(`${method} ${path} names the methods that are`, /GET|POST/.test(answer.headers.allow ?? ''), answer.headers.allow)
}
for (const path of ['/zzqx', '/services/zzqx/at/all', '/api/v1/zzqx', '/accounts', '/services/api/v1/zzqx', '/%61ccount/zzqx']) {
    const answer = await new Client().get(path)
    equal(`${path} is not found`, 404, answer.status)
    equal(`${path} is answered in its kind`, path.includes('/api/') ? 'application/problem+json' : 'text/html; charset=utf-8',
        answer.headers['content-type'].replace('problem+json; charset=utf-8', 'problem+json'))
    check(`${path} is not repeated to the sender`, !answer.text.includes('zzqx'), answer.text.slice(0, 200))
}
{
    const marker = 'zz<script>9'
    const answer = await new Client().get(`/${encodeURIComponent(marker)}?${encodeURIComponent(marker)}=${encodeURIComponent(marker)}`)
    check('an error page repeats no value that was sent', !answer.text.includes('zz<') && !answer.text.includes('zz&lt;'), 'it does')
    const problem = JSON.parse((await new Client().get('/api/v1/zzqx', { headers: { 'Accept-Language': 'en' } })).text)
    check('a problem has type, title and status', problem.type.endsWith('#not-found') && problem.title !== '' && problem.status === 404, JSON.stringify(problem))
    check('a problem names the request', /^[0-9a-f]{32}$/.test(problem.request_id), problem.request_id)
    check('every error of the API is explained on the help page', (await new Client().get('/help')).text.includes('id="not-found"'))
}
for (const path of ['/', '/zzqx', '/account', '/api/v1/zzqx', '/sign-in?%zz', '/healthz']) {
    const { headers } = await new Client().get(path)
    const good = /default-src 'none'/.test(headers['content-security-policy']) && headers['x-content-type-options'] === 'nosniff' &&
        /no-referrer|same-origin/.test(headers['referrer-policy']) && headers['cross-origin-opener-policy'] === 'same-origin' &&
        headers['cache-control'] === 'no-store' && !headers['access-control-allow-origin'] && !headers['x-powered-by']
    check(`${path} carries the security headers`, good, JSON.stringify(headers))
}
equal('a path with dots is a bad request', 400, (await new Client().get('/cases/../account/x')).status)
equal('a broken escape is a bad request', 400, (await new Client().get('/sign-in?%zz')).status)
check('the API sets no cookie', (await new Client().get('/api/v1/openapi.json')).headers['set-cookie'] === undefined)
equal('the description of the API is JSON', 'application/json', (await new Client().get('/api/v1/openapi.json')).headers['content-type'].split(';')[0])

// ---- the way in ---------------------------------------------------------------------------------------------
const me = new Client()
{
    const stranger = new Client()
    equal('a sign-in without a token of the form is refused', 403,
        (await stranger.send('POST', '/sign-in', { form: { name: 'acc-handler', password } })).status)
    await stranger.get('/sign-in')
    equal('a sign-in with a made-up token is refused', 403,
        (await stranger.send('POST', '/sign-in', { form: { name: 'acc-handler', password, csrf: 'A'.repeat(86) } })).status)
    equal('a sign-in from a foreign page is refused', 403,
        (await stranger.post('/sign-in', { name: 'acc-handler', password }, { headers: { Origin: 'https://evil.example' } })).status)
    equal('a sign-in that the browser calls cross-site is refused', 403,
        (await stranger.post('/sign-in', { name: 'acc-handler', password }, { headers: { 'Sec-Fetch-Site': 'cross-site' } })).status)
    const wrong = await stranger.signIn('acc-handler', 'not the password at all')
    const unknown = await stranger.signIn('acc-nobody', 'not the password at all')
    equal('a wrong password is refused', 422, wrong.status)
    equal('an unknown name is refused in the same way', 422, unknown.status)
    const plain = text => text.replace(/value="[^"]*"/g, '')
    check('the two cannot be told apart', plain(wrong.text) === plain(unknown.text), 'the pages differ')
    check('the password is not sent back', !wrong.text.includes('not the password'), 'it is')

    const visitor = (await me.get('/sign-in'), me.cookies.get('visitor'))
    const answer = await me.signIn(' ACC-Handler ')
    equal('the right password signs in', 303, answer.status)
    equal('and leads to the start page', '/', answer.headers.location)
    check('the session cookie is for the server only', /^session=\d+-[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/m.test(answer.headers['set-cookie'].join('\n')), answer.headers['set-cookie'].join('\n'))
    check('the visitor cookie goes', visitor !== undefined && !me.cookies.has('visitor'), 'it stays')
    const first = me.cookies.get('session')
    const again = new Client()
    again.cookies.set('session', 'planted-by-somebody')
    await again.signIn('acc-handler')
    check('a planted session value is not taken over', again.cookies.get('session') !== 'planted-by-somebody' && again.cookies.get('session') !== first)
    check('the database holds no value of a cookie', sql('SELECT HEX(hash) FROM session').split('\n').every(h => !h.toLowerCase().includes(Buffer.from(first.split('-').slice(1).join('-'), 'base64url').toString('hex'))))
    const next = await new Client().post('/sign-in', { name: 'acc-handler', password, next: '/services/' })
    equal('one goes where one wanted to go', '/services/', next.headers.location)
    for (const bad of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)', '/sign-out']) {
        const led = await new Client().post('/sign-in', { name: 'acc-handler', password, next: bad })
        equal(`but never to ${bad}`, '/', led.headers.location)
    }
}
equal('the start page greets', true, (await me.get('/')).text.includes('Prøvesen'))
equal('an area where one has a role opens', 200, (await me.get('/services/')).status)
equal('administration stays shut without the role', 403, (await me.get('/admin/')).status)
{
    const admin = new Client(), other = new Client()
    await admin.signIn('acc-admin')
    equal('administration opens with the role', 200, (await admin.get('/admin/')).status)
    await other.signIn('acc-other')
    equal('an area stays shut without a role in it', 403, (await other.get('/services/')).status)
}
{
    const html = (await me.get('/account')).text
    check('the account page has its forms', /name="new_password_again"/.test(html) && /name="language"/.test(html), html.slice(0, 300))
    const before = sql("SELECT * FROM user_account WHERE name = 'acc-handler'")
    for (const path of ['/', '/account', '/account/code', '/help', '/services/', '/?lang=da', '/account?lang=de', '/sign-in'])
        await me.get(path)
    equal('reading pages changes no account', before, sql("SELECT * FROM user_account WHERE name = 'acc-handler'"))
    const page = await me.get('/account')
    const token = /name="csrf" value="([^"]+)"/.exec(page.text)[1]
    const thief = new Client()
    await thief.signIn('acc-other')
    equal("another session's token is refused", 403, (await thief.send('POST', '/account', { form: { csrf: token, act: 'settings', language: 'en' } })).status)
    equal('a field sent twice is refused', 422, (await me.send('POST', '/account', { form: new URLSearchParams([['csrf', token], ['act', 'settings'], ['language', 'en'], ['language', 'en']]) })).status)
    equal('an unknown language is refused', 422, (await me.post('/account', { act: 'settings', language: 'xx' })).status)
    equal('the language is saved', 303, (await me.post('/account', { act: 'settings', language: 'en' })).status)
    check('and the next page says so once', (await me.get('/account')).text.includes('Your language was saved.') && !(await me.get('/account')).text.includes('Your language was saved.'))
    equal('a JSON body is not a form', 415, (await me.send('POST', '/account', { body: '{}', headers: { 'Content-Type': 'application/json' } })).status)
    const long = await me.send('POST', '/account', { form: { csrf: token, act: 'settings', language: 'x'.repeat(40000) } })
    equal('too long a form is refused', 413, long.status)
}

// ---- sessions -----------------------------------------------------------------------------------------------
{
    const one = new Client(), two = new Client()
    await one.signIn('acc-other')
    await two.signIn('acc-other')
    const mine = sql("SELECT MAX(s.id) FROM session s JOIN user_account u ON u.id = s.user_id WHERE u.name = 'acc-other'")
    const foreign = sql("SELECT MIN(s.id) FROM session s JOIN user_account u ON u.id = s.user_id WHERE u.name = 'acc-handler'")
    equal("another person's session cannot be ended", 404, (await one.post('/account', { act: 'end-session', session: foreign })).status)
    equal('one of my own can', 303, (await one.post('/account', { act: 'end-session', session: mine })).status)
    equal('it is out at once', 303, (await two.get('/account')).status)
    equal('the one that ended it is not', 200, (await one.get('/account')).status)
    const kept = one.cookies.get('session')
    const out = await one.post('/sign-out', {}, { from: '/account' })
    equal('signing out leads to the sign-in page', '/sign-in', out.headers.location)
    check('and clears what the browser kept', /cache/.test(out.headers['clear-site-data'] ?? ''), out.headers['clear-site-data'])
    one.cookies.set('session', kept)
    equal('the old cookie opens nothing any more', 303, (await one.get('/account')).status)

    const gone = new Client()
    await gone.signIn('acc-gone')
    equal('a user is in', 200, (await gone.get('/account')).status)
    sql("UPDATE user_account SET status = 'suspended' WHERE name = 'acc-gone'")
    equal('and out at once when suspended', 303, (await gone.get('/account')).status)
    equal('and does not come back', 422, (await gone.signIn('acc-gone')).status)
    const idle = new Client()
    await idle.signIn('acc-other')
    sql("UPDATE session s JOIN user_account u ON u.id = s.user_id SET s.idle_until = '2020-01-01' WHERE u.name = 'acc-other'")
    equal('an idle session has ended', 303, (await idle.get('/account')).status)
    await idle.signIn('acc-other')
    sql("UPDATE session s JOIN user_account u ON u.id = s.user_id SET s.absolute_until = '2020-01-01' WHERE u.name = 'acc-other'")
    equal('so has one that is too old', 303, (await idle.get('/account')).status)
}

// ---- password and one-time codes ----------------------------------------------------------------------------
{
    const fresh = 'brown llamas hum at dusk'
    const change = (now, wanted, again = wanted) => me.post('/account', { act: 'password', password: now, new_password: wanted, new_password_again: again })
    const told = () => sql("SELECT GROUP_CONCAT(message ORDER BY o.id) FROM outbox o JOIN user_account u ON u.id = o.subject_user WHERE u.name = 'acc-handler'").trim()
    equal('a password is not changed without the old one', 422, (await change('wrong password here', fresh)).status)
    equal('a short one is refused', 422, (await change(password, 'short one')).status)
    equal('a common one is refused', 422, (await change(password, 'Password1234!')).status)
    equal('one with the name in it is refused', 422, (await change(password, 'xylander and some more')).status)
    equal('two different ones are refused', 422, (await change(password, fresh, fresh + 'x')).status)
    equal('what is refused is told to nobody', 'NULL', told())
    const elsewhere = new Client()
    await elsewhere.signIn('acc-handler')
    equal('a good one is taken', 303, (await change(password, fresh)).status)
    equal('the owner is told by mail', 'password_changed', told())
    equal('the sessions elsewhere end', 303, (await elsewhere.get('/account')).status)
    equal('this one stays', 200, (await me.get('/account')).status)
    equal('the old password is dead', 422, (await new Client().signIn('acc-handler', password)).status)
    equal('the new one lives', 303, (await new Client().signIn('acc-handler', fresh)).status)

    const setup = await me.get('/account/code')
    const key = /name="key" value="([^"]+)"/.exec(setup.text)?.[1] ?? ''
    const secret = [.../<code class="imi-secret">(.*?)<\/code>/s.exec(setup.text)[1].matchAll(/<span>([A-Z2-7]+)<\/span>/g)].map(m => m[1]).join('')
    equal('the page shows a secret of 160 bits', 32, secret.length)
    check('and a QR code', /class="imi-qr__ink" d="M\d/.test(setup.text))
    const enrol = form => me.post('/account/code', { key, ...form })
    equal('codes are not set up without the password', 422, (await enrol({ code: totp(secret), password: 'no' })).status)
    equal('nor with a wrong code', 422, (await enrol({ code: '000000', password: fresh })).status)
    equal("nor with another's key", 422, (await enrol({ key: key.slice(0, -2) + 'AA', code: totp(secret), password: fresh })).status)
    const done = await enrol({ code: totp(secret), password: fresh })
    equal('the codes are shown on a page', 200, done.status)
    const recovery = [...done.text.matchAll(/<code>([a-z0-9-]{19})<\/code>/g)].map(m => m[1])
    equal('they are set up with both, and ten recovery codes are shown', 10, recovery.length)
    equal('the owner is told of them by mail', 'password_changed,codes_set_up', told())
    check('the database holds neither secret nor recovery codes', !sql('SELECT HEX(code_secret) FROM user_account WHERE code_secret IS NOT NULL').includes(Buffer.from(secret).toString('hex').toUpperCase()))

    const phone = new Client()
    const half = await phone.signIn('acc-handler', fresh)
    equal('now a code is asked for', '/sign-in?step=code&next=/', half.headers.location)
    check('nobody is signed in half-way', !phone.cookies.has('session'))
    equal('and nothing is open half-way', 303, (await phone.get('/account')).status)
    check('the code page asks for it', /name="code"/.test((await phone.get('/sign-in?step=code')).text))
    equal('a wrong code is refused', 422, (await phone.post('/sign-in', { code: '123456' }, { from: '/sign-in?step=code' })).status)
    equal('the code that set it up is used already', 422, (await phone.post('/sign-in', { code: totp(secret) }, { from: '/sign-in?step=code' })).status)
    sql("UPDATE user_account SET code_step = 0 WHERE name = 'acc-handler'")
    sql('DELETE FROM throttle')
    const code = totp(secret)
    const [a, b] = [new Client(), new Client()]
    await a.signIn('acc-handler', fresh)
    await b.signIn('acc-handler', fresh)
    const both = await Promise.all([a, b].map(c => c.post('/sign-in', { code }, { from: '/sign-in?step=code' })))
    equal('of two that send one code at once, one gets in', '303,422', both.map(r => r.status).sort().join())
    sql('DELETE FROM throttle')
    const tampered = new Client()
    await tampered.signIn('acc-handler', fresh)
    tampered.cookies.set('half', tampered.cookies.get('half').replace(/.$/, c => (c === 'A' ? 'B' : 'A')))
    equal('an altered half-way note is refused', 422, (await tampered.post('/sign-in', { code: recovery[0] }, { from: '/sign-in' })).status)
    const lost = new Client()
    await lost.signIn('acc-handler', fresh)
    equal('a recovery code lets in', 303, (await lost.post('/sign-in', { code: recovery[0].toUpperCase().replace(/-/g, ' ') }, { from: '/sign-in?step=code' })).status)
    equal('the way back is the account page', 200, (await lost.get('/account')).status)
    const twice = new Client()
    await twice.signIn('acc-handler', fresh)
    equal('it works once', 422, (await twice.post('/sign-in', { code: recovery[0] }, { from: '/sign-in?step=code' })).status)
    const all = await lost.post('/account/code', { act: 'renew', renew_password: fresh })
    equal('new recovery codes can be made', 10, [...all.text.matchAll(/<code>([a-z0-9-]{19})<\/code>/g)].length)
    equal('the owner is told of these too', 'password_changed,codes_set_up,recovery_renewed', told())
    sql('DELETE FROM throttle')
    equal('the others are dead then', 422, (await twice.post('/sign-in', { code: recovery[1] }, { from: '/sign-in?step=code' })).status)
    sql("UPDATE user_account SET code_step = 0 WHERE name = 'acc-handler'")
    equal('all three at once will do', 303, (await new Client().post('/sign-in', { name: 'acc-handler', password: fresh, code: totp(secret) })).status)
}

// ---- limits -------------------------------------------------------------------------------------------------
{
    sql('DELETE FROM throttle')
    const guesser = new Client()
    const statuses = []
    let last
    for (let i = 0; i < 7; i++) {
        last = await guesser.signIn('acc-victim', `guess number ${i} of many`)
        statuses.push(last.status)
    }
    equal('guessing is slowed down', '422,422,422,422,422,429,429', statuses.join())
    check('and told when to come back', Number(last.headers['retry-after']) >= 1 && Number(last.headers['retry-after']) <= 10, last.headers['retry-after'])
    equal('even with the right password', 429, (await guesser.signIn('acc-victim')).status)
    equal('another account from the same place is not shut out', 303, (await new Client().signIn('acc-admin')).status)
    sql("UPDATE throttle SET blocked_until = '2020-01-01'")
    equal('after the wait the owner gets in', 303, (await new Client().signIn('acc-victim')).status)
    equal('and the failures are forgotten', '0', sql("SELECT COUNT(*) FROM throttle WHERE scope = 'sign_in_pair'"))
    sql('DELETE FROM throttle')
}

// ---- who a client says it is --------------------------------------------------------------------------------
{
    const liar = new Client()
    const headers = { 'X-User': 'acc-admin', 'Remote-User': 'acc-admin', 'X-Forwarded-User': 'acc-admin', 'IMI-AUTH-USER': 'acc-admin',
        'X-Forwarded-For': '10.0.0.1', Authorization: 'Basic ' + Buffer.from('acc-admin:x').toString('base64') }
    equal('headers make nobody an administrator', 303, (await liar.get('/admin/', { headers })).status)
    equal('a bearer token opens no page', 303, (await liar.get('/account', { headers: { Authorization: `Bearer ${process.env.TOKEN}` } })).status)
}

// ---- languages ----------------------------------------------------------------------------------------------
{
    const answer = await new Client().get('/', { headers: { 'Accept-Language': 'tlh, en;q=0.5' } })
    equal('a page says in which language it is', 'en', answer.headers['content-language'])
}

// ---- the log ------------------------------------------------------------------------------------------------
{
    // mail.log is that of the mail server of the test, which names whom it takes mail for.
    const text = readdirSync(process.env.LOGS).filter(f => f.endsWith('.log') && f !== 'mail.log').map(f => readFileSync(`${process.env.LOGS}/${f}`, 'utf8')).join('\n')
    for (const word of [password, 'brown llamas', 'guess number', 'Xylander', 'acc-handler', 'acc-victim', process.env.TOKEN.split('-').slice(1).join('-')])
        check(`no log holds "${word.slice(0, 12)}..."`, !text.includes(word), 'it does')
    const lines = text.split('\n').filter(l => l.includes('"event":"request"')).map(l => JSON.parse(l))
    check('each request has a line with pattern, status, time and statements',
        lines.length > 50 && lines.every(l => l.route && l.status && l.us !== undefined && l.statements !== undefined), `${lines.length} lines`)
    const account = lines.filter(l => l.route === '/account' && l.method === 'GET' && l.status === '200')
    check('the account page takes at most four statements', account.every(l => Number(l.statements) <= 4), JSON.stringify(account.find(l => Number(l.statements) > 4)))
    check('no answer was a server error', lines.every(l => Number(l.status) < 500), JSON.stringify(lines.find(l => Number(l.status) >= 500)))
}
process.exit(failed > 0 ? 1 : 0)
