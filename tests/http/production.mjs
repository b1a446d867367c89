// SPDX-License-Identifier: EUPL-1.2
// The checks of production.sh that ask pages and API.
import { readdirSync, readFileSync } from 'node:fs'
import { Case, Person, Results, authority, imictl, sql, token } from '../client.mjs'
import { totp } from '../totp.mjs'

const results = new Results('http production')
const { check, equal } = { check: results.check.bind(results), equal: results.equal.bind(results) }
const password = process.env.PASSWORD
const setCookies = answer => (answer.headers['set-cookie'] ?? []).join('\n')

/** Post a form with the token of the page that it stands on. */
const post = async (person, path, form, from = path) => {
    person.csrf = token(await person.get(from))
    return person.post(path, form)
}
const withPassword = (person, secret = password) => post(person, '/sign-in', { name: person.name, password: secret })

/** Set up one-time codes as the page asks for it; gives the secret. */
const enrol = async person => {
    const page = await person.get('/account/code')
    const secret = /<code class="imi-secret">([\s\S]*?)<\/code>/.exec(page.text)[1].replace(/<[^>]*>|\s/g, '')
    const key = /name="key" value="([^"]+)"/.exec(page.text)[1]
    person.csrf = token(page)
    const wrong = await person.post('/account/code', { key, code: '000000', password })
    equal(`${person.name}: a wrong code sets up no second factor`, 422, wrong.status)
    const used = totp(secret)
    const done = await person.post('/account/code', { key, code: used, password })
    equal(`${person.name}: a second factor is set up`, 200, done.status)
    return { secret, used, recovery: [...done.text.matchAll(/<code>([a-z0-9-]{19})<\/code>/g)].map(found => found[1]) }
}

// ---- nobody is signed in ---------------------------------------------------------------------------------------
{
    const stranger = new Person('ask')
    const page = await stranger.get('/sign-in?name=paula')
    check('the sign-in page names no people of a training set', !/BCDF-12345|Invented people/.test(page.text), page.text.slice(0, 300))
    check('and takes no name from its address', !/value="paula"/.test(page.text), 'it does')
    for (const path of ['/', '/sign-in', '/help', '/nothing-here'])
        check(`${path} carries no band of training`, !/training/i.test((await stranger.get(path)).text), 'it does')
    check('the cookie of a visitor is bound to this host and to TLS', /^__Host-visitor=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=43200$/m.test(setCookies(page)), setCookies(page))
    equal('browsers are told to come over TLS only', 'max-age=63072000; includeSubDomains', page.headers['strict-transport-security'])
    const wrong = await withPassword(stranger, 'not the password at all')
    equal('a wrong password is refused', 422, wrong.status)
    check('and gives no session', !/session/.test(setCookies(wrong)), setCookies(wrong))
}

// ---- without a second factor -------------------------------------------------------------------------------------
{
    const person = new Person('without')
    equal('a first sign-in by password', 303, (await withPassword(person)).status)
    for (const path of ['/tasks', '/cases', '/directory', '/services/', '/services/cases', '/services/new/request', '/admin/']) {
        const answer = await person.get(path)
        equal(`without a second factor ${path} leads to setting one up`, '303 /account/code', `${answer.status} ${(answer.headers.location ?? '').split('?')[0]}`)
    }
    person.csrf = token(await person.get('/account'))
    const made = await person.post('/services/new/request', { recipient: authority('real-de') })
    equal('without a second factor nothing is begun', '303 /account/code', `${made.status} ${(made.headers.location ?? '').split('?')[0]}`)
    equal('there is no case', '0', sql('SELECT COUNT(*) FROM case_file'))
    for (const path of ['/account', '/account/code', '/help']) equal(`${path} is open to set it up`, 200, (await person.get(path)).status)
}

// ---- with one ------------------------------------------------------------------------------------------------------
const people = {}
for (const name of ['ask', 'answer']) {
    const person = people[name] = new Person(name)
    await withPassword(person)
    Object.assign(person, await enrol(person))
    equal(`${name}: then the pages open`, 200, (await person.get('/tasks')).status)
}
{
    const half = new Person('ask'), { secret, used } = people.ask
    const answer = await withPassword(half)
    equal('the password alone leads to the code', '/sign-in?step=code&next=/', answer.headers.location)
    check('and gives no session', !/__Host-session=[^;]/.test(setCookies(answer)), setCookies(answer))
    for (const path of ['/tasks', '/services/cases', '/account'])
        equal(`half-way ${path} stays shut`, `303 /sign-in?next=${path}`, await half.get(path).then(got => `${got.status} ${got.headers.location}`))
    equal('a wrong code is refused', 422, (await post(half, '/sign-in', { code: '000000' }, '/sign-in?step=code')).status)
    equal('a code that was used is refused', 422, (await post(half, '/sign-in', { code: used }, '/sign-in?step=code')).status)
    equal('half-way is still no session', '0', sql("SELECT COUNT(*) FROM session s JOIN user_account u ON u.id = s.user_id WHERE u.name = 'ask' AND s.made_at > (SELECT MIN(made_at) FROM session t WHERE t.user_id = u.id)"))
    const done = await post(half, '/sign-in', { code: totp(secret, 1) }, '/sign-in?step=code')
    equal('the next code signs in', '303 /', `${done.status} ${done.headers.location}`)
    check('the session is bound to this host and to TLS', /^__Host-session=\d+-[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/m.test(setCookies(done)), setCookies(done))
    equal('and opens the pages', 200, (await half.get('/tasks')).status)
    const bare = new Person('ask')
    bare.cookies.set('session', half.cookies.get('__Host-session'))
    equal('the same value without the prefix is nobody\'s', 303, (await bare.get('/tasks')).status)
    const again = new Person('answer')
    await withPassword(again)
    equal('a recovery code signs in', 303, (await post(again, '/sign-in', { code: people.answer.recovery[0] }, '/sign-in?step=code')).status)
    equal('and leads on', 200, (await again.get('/account')).status)
}

// ---- a request all its way ---------------------------------------------------------------------------------------------
{
    const { ask, answer } = people
    for (const person of [ask, answer]) person.token = imictl('token', 'add', person.name)
    const one = await Case.begin(ask, { recipient: authority('real-de'), provider_kind: 'legal_person', provider_name: 'Virkelig Murer ApS', provider_town: 'Ebeltoft',
        address_home: 'Strandvejen 7', service_activities: ['construction'], legal_basis: 'art30_3', case_type: 'temporary_service', reply_days: 14,
        reason: 'It builds a roof here.', ask: { 'SD-A1': true, 'SD-A5': true } })
    const form = await ask.get(`${one.path}/send`)
    const hidden = Object.fromEntries([...form.text.matchAll(/<input type="hidden"[^>]*name="([^"]*)" value="([^"]*)"/g)].map(found => found.slice(1)))
    equal('a page sends it', 303, (await ask.page('POST', `${one.path}/send`, { form: hidden })).status)
    const seen = await answer.get(one.path)
    check('the other side reads no name before it accepts', seen.status === 200 && seen.text.includes('Ebeltoft') && !seen.text.includes('Virkelig Murer'), seen.text.slice(0, 300))
    await one.act(answer, 'accept', { accepted_days: 7 })
    check('and reads it then', (await answer.get(one.path)).text.includes('Virkelig Murer'), 'it does not')
    await one.act(answer, 'reply', { answer: { 'SD-A1': 'yes', 'SD-A5': 'no' } })
    await one.act(ask, 'close', { timeliness: 'positive' })
    const [state, ...actions] = sql(`SELECT c.state, (SELECT GROUP_CONCAT(e.action ORDER BY e.seq) FROM case_event e WHERE e.case_id = c.id) FROM case_file c`).split('\t')
    equal('it was sent, accepted, replied to and closed', 'closed send,accept,reply,close', [state, ...actions].join(' '))
    equal('case time is machine time', '1', sql("SELECT COUNT(*) FROM case_file WHERE closed_at BETWEEN UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE AND UTC_TIMESTAMP(6)"))
    equal('its history is intact', '1 cases verified, 0 faults', imictl('history', 'verify'))
    for (let i = 0; i < 100 && sql('SELECT COUNT(*) FROM outbox WHERE done_at IS NULL') !== '0'; i++) await new Promise(resolve => setTimeout(resolve, 100))
    const mails = readdirSync(process.env.MAIL).filter(name => name.endsWith('.eml')).map(name => readFileSync(`${process.env.MAIL}/${name}`, 'utf8'))
    equal('the handlers of both sides were told by mail', 6, mails.filter(mail => mail.includes(one.ref)).length) // two work for the one that asks
    check('no mail speaks of training', mails.every(mail => !/training/i.test(mail)), mails[0])
}
process.exit(results.failed > 0 ? 1 : 0)
