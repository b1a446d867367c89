// SPDX-License-Identifier: EUPL-1.2
// The checks of canary.sh. One line a result; exit 1 when one failed.
import http from 'node:http'
import net from 'node:net'
import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const { URL: address, DB_SOCKET, BUILD, WORK, TEMPORARY, LOGS, MAIL, PASSWORD, PEOPLE, ROOT } = process.env
const base = new URL(address)
const area = '/services', apiBase = '/services/api/v1'
let failed = 0
const began = Date.now()
const check = (name, good, why = 'it failed') => {
    if (!good) failed++
    console.log(good ? `ok http canary: ${name}` : `not ok http canary: ${name}: ${String(why).replace(/\s+/g, ' ').slice(0, 500)}`)
}
const must = (what, answer, ...statuses) => {
    if (statuses.includes(answer.status)) return answer
    check(what, false, `${answer.status} ${answer.text.slice(0, 400)}`)
    process.exit(1)
}

// ---- words ----------------------------------------------------------------------------------------------------------
// A word has twelve letters and begins with zv. It is known by its first ten, so that a cut one is found too.
const words = new Map() // first ten letters -> { id, group }
const dates = []        // { id, group, shown }
const pick = letters => letters[Math.floor(Math.random() * letters.length)]
const word = (id, group) => {
    let text
    do {
        text = 'zv'
        for (let i = 0; i < 5; i++) text += pick('bdfgklmnprst') + pick('aiou')
    } while (words.has(text.slice(0, 10)))
    words.set(text.slice(0, 10), { id, group, text })
    return text
}
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const day = (id, group) => {
    const n = dates.length, y = 1901 + n, m = 1 + n * 5 % 12, d = 13 + n % 12
    const two = value => String(value).padStart(2, '0'), iso = `${y}-${two(m)}-${two(d)}`
    const month = `${months[m - 1].slice(0, 3)}\\w*`
    dates.push({ id, group, iso, shown: new RegExp(`${iso}|${d} ${month}\\.? ${y}|${month} ${d}, ${y}|0?${d}[./]0?${m}[./]${y}|value="${y}"`) })
    return iso
}
const seenIn = text => {
    const seen = new Map()
    for (const [hit] of text.matchAll(/zv[a-z]{8}/gi)) {
        const known = words.get(hit.toLowerCase())
        if (known) seen.set(known.id, known)
    }
    for (const date of dates) if (date.shown.test(text)) seen.set(date.id, date)
    return seen
}
const ofGroups = (...groups) => [...words.values(), ...dates].filter(item => groups.includes(item.group)).map(item => item.id)
const list = ids => `${ids.length}: ${ids.slice(0, 12).join(', ')}`

// ---- people ---------------------------------------------------------------------------------------------------------
// What every answer, whoever gets it, must never hold outside its body: words in headers, title, links.
const aside = []
let stage = 'begin'
const watch = (who, method, path, answer) => {
    const headers = Object.entries(answer.headers).map(([k, v]) => `${k}: ${v}`).join('\n')
    const titles = [...answer.text.matchAll(/<title>[^<]*<\/title>/g)].map(m => m[0]).join('\n')
    const links = [...answer.text.matchAll(/\s(?:href|src|action|formaction|data-autosave-address)="([^"]*)"/g)].map(m => m[1]).join('\n')
    for (const [what, text] of [['headers', headers], ['title', titles], ['links', links], ['address', path]])
        for (const id of seenIn(decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, ''))).keys()) aside.push(`${stage}: ${id} in the ${what} of ${method} ${path} for ${who}`)
}

class Person {
    constructor(name, authority, token) {
        Object.assign(this, { name, authority: Number(authority), token, cookies: new Map(), agent: new http.Agent({ keepAlive: true, maxSockets: 4 }) })
    }
    send(method, path, { headers = {}, body } = {}) {
        if (body !== undefined) headers = { ...headers, 'Content-Length': Buffer.byteLength(body) }
        return new Promise((resolve, reject) => {
            const request = http.request({ host: base.hostname, port: base.port, method, path, agent: this.agent, headers: { 'Accept-Language': 'en', ...headers } }, response => {
                const chunks = []
                response.on('data', chunk => chunks.push(chunk))
                response.on('end', () => {
                    const text = Buffer.concat(chunks).toString('latin1')
                    const answer = { status: response.statusCode, headers: response.headers, text }
                    try { answer.json = JSON.parse(Buffer.concat(chunks).toString()) } catch { answer.json = {} }
                    watch(this.name, method, path, answer)
                    resolve(answer)
                })
            })
            // A kept connection may have been closed while this program waited for another: asked again on a new one.
            request.on('error', error => request.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(error.code) ? resolve(this.send(method, path, { headers, body })) : reject(error))
            request.end(body)
        })
    }
    api(method, path, { json, version, headers = {}, body } = {}) {
        headers = { Authorization: `Bearer ${this.token}`, ...headers }
        if (json !== undefined) headers['Content-Type'] = 'application/json'
        if (version !== undefined) headers['If-Match'] = `"${version}"`
        return this.send(method, path, { headers, body: json !== undefined ? JSON.stringify(json) : body })
    }
    act(ref, action, version, json = {}) { return this.api('POST', `${apiBase}/cases/${ref}/actions/${action}`, { json, version }) }
    async page(method, path, form) {
        const headers = { Cookie: [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ') }
        if (form) headers['Content-Type'] = 'application/x-www-form-urlencoded'
        const answer = await this.send(method, path, { headers, body: form ? new URLSearchParams(form).toString() : undefined })
        for (const line of answer.headers['set-cookie'] ?? []) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
            if (value === '') this.cookies.delete(name)
            else this.cookies.set(name, value)
        }
        return answer
    }
    get(path) { return this.page('GET', path) }
    /** The hidden fields of the last form of a page. */
    async hidden(path) {
        const page = await this.get(path), hidden = {}
        const form = [...page.text.matchAll(/<form[^>]*method="post"[\s\S]*?<\/form>/g)].map(m => m[0]).filter(f => !f.includes('/sign-out')).at(-1) ?? ''
        for (const [tag] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) hidden[/name="([^"]*)"/.exec(tag)[1]] = /value="([^"]*)"/.exec(tag)?.[1] ?? ''
        return hidden
    }
    async post(path, form, from = path) { return this.page('POST', path, { ...await this.hidden(from), ...form }) }
    async signIn() {
        must(`${this.name} signs in`, await this.post('/sign-in', { name: this.name, password: PASSWORD }), 303)
        return this
    }
    upload(ref, field, name, type, content, more = {}) {
        const query = new URLSearchParams({ field, ...more })
        return this.api('POST', `${apiBase}/cases/${ref}/attachments?${query}`, { body: content, headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` } })
    }
    /** Finds by page: the answer's address and what stands there. */
    async find(text) {
        const sent = await this.post(`${area}/cases`, { words: text })
        return sent.status === 303 && /found/.test(sent.headers.location) ? { at: sent.headers.location, ...await this.get(sent.headers.location) } : { at: null, text: '' }
    }
}

const people = {}
for (const line of readFileSync(PEOPLE, 'utf8').trim().split('\n')) {
    const [name, authority, token] = line.split('\t')
    people[name] = await new Person(name, authority, token).signIn()
}
const ask = people['can-ask'], answer = people['can-answer']
const mariadb = ['--no-defaults', `--socket=${DB_SOCKET}`, '--user=root', '--database=imi', '--batch', '--skip-column-names']
const sql = text => execFileSync('mariadb', [...mariadb, '-e', text], { maxBuffer: 1 << 30 })
const ctl = (...args) => {
    const run = spawnSync(join(BUILD, 'imictl'), args, { encoding: 'utf8' })
    said += run.stdout + run.stderr
    return { status: run.status, text: run.stdout + run.stderr }
}
let said = ''

// ---- the request ----------------------------------------------------------------------------------------------------
// Made from what the area declares: a field that is added tomorrow gets its word by itself.
const flow = must('flows are declared', await ask.api('GET', `${apiBase}/flows`), 200).json.flows.find(f => f.id === 'request')
const questions = must('questions are declared', await ask.api('GET', `${apiBase}/questions/${flow.questions}`), 200).json.questions
const before = ['provider_region'] // what is read before acceptance, of a person
const forms = { email: w => `${w}@${w}.example`, web: w => `https://www.${w}.example/`, sensitive_justification: w => `Why this is needed: ${w} is not what it seems to be.` }
const request = {}, unseen = []
for (const field of flow.fields.filter(f => f.personal)) {
    const group = before.includes(field.id) ? 'early' : field.id === 'provider_town' ? 'hidden' : 'request'
    if (field.kind === 'day') request[field.id] = day(field.id, group)
    else if (field.kind === 'line' || field.kind === 'text') {
        const text = word(field.id, group)
        request[field.id] = forms[field.id]?.(text) ?? (field.id.endsWith('_names') ? `${text}\n${word(`${field.id} 2`, group)}` : field.kind === 'text' ? `First line\n${text}, and so on.` : text)
    } else unseen.push(`${field.id} is ${field.kind}`)
}
check('every personal field of the request can hold a word', unseen.length === 0, unseen)
const coded = { recipient: answer.authority, provider_kind: 'natural_person', service_activities: ['construction'], legal_basis: 'art33', case_type: 'establishment', reply_days: 20, sensitive_data_needed: true }
const asked = {}
for (const question of questions) {
    asked[question.id] = true
    if (question.comment !== 'no') asked[`${question.id}.comment`] = `Look: ${word(`comment on ${question.id}`, 'request')}`
}

// Files. A photo's hidden data never stays at all.
const exif = word('data in a photo', 'never')
const segment = (marker, data) => Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]), data])
const photo = readFileSync(join(ROOT, 'conf/training/files/baustelle-foto.jpg'))
const tiff = Buffer.concat([Buffer.from('Exif\0\0II*\0\x08\0\0\0\x01\0\x0e\x01\x02\0', 'latin1'), Buffer.from([exif.length + 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0]), Buffer.from(`${exif}\0`)])
const jpeg = Buffer.concat([photo.subarray(0, 2), segment(0xe1, tiff), segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x>${exif}</x>`)), segment(0xfe, Buffer.from(exif)), photo.subarray(2)])
const pdf = text => Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj\n4 0 obj<</Length 60>>stream\nBT (${text}) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`)
const putFiles = async (who, ref, field, group) => {
    const files = [[`${word(`name of a text, ${field}, ${group}`, group)}.txt`, 'text/plain', Buffer.from(`Dear colleague, ${word(`text, ${field}, ${group}`, group)}\n`)],
        [`${word(`name of a PDF, ${field}, ${group}`, group)}.pdf`, 'application/pdf', pdf(word(`PDF, ${field}, ${group}`, group))],
        [`${word(`name of a photo, ${field}, ${group}`, group)}.jpg`, 'image/jpeg', jpeg]]
    const ids = []
    for (const [name, type, content] of files) ids.push(must(`a file is taken in (${type})`, await who.upload(ref, field, name, type, content, { language: 'en' }), 201).json.items[0].id)
    return ids
}

// ---- doors ----------------------------------------------------------------------------------------------------------
const actions = flow.actions.map(action => action.id)
const cases = [] // { ref, files }
const pagesOf = ({ ref, files }) => [`${area}/cases/${ref}`, `${area}/cases/${ref}?both=1`, `${area}/cases/${ref}/own`, `${area}/cases/${ref}/report`,
    ...actions.filter(a => a !== 'save').map(a => `${area}/cases/${ref}/${a}`), `${area}/cases/${ref}/send?as=other`, `${area}/cases/${ref}/edit?as=other`,
    ...['counterpart', 'provider', 'legal', 'questions', 'grounds', 'attachments'].map(s => `${area}/cases/${ref}/save?section=${s}`), ...files.map(id => `${area}/cases/${ref}/attachments/${id}`)]
const callsOf = ({ ref, files }) => [`${apiBase}/cases/${ref}`, `${apiBase}/cases/${ref}/history`, `${apiBase}/cases/${ref}/messages`, `${apiBase}/cases/${ref}/attachments`, ...files.map(id => `${apiBase}/cases/${ref}/attachments/${id}`)]
const pages = ['/', '/help', '/account', '/tasks', '/cases', '/cases?class=open', '/cases?class=closed', '/cases?direction=sent', '/cases?direction=received', '/directory', '/directory?q=Kanarien', '/statistics', '/registers',
    `${area}/`, `${area}/cases`, `${area}/cases?class=draft`, `${area}/cases?state=sent`, `${area}/cases?waits=1`, `${area}/new/request`, '/admin/']
const calls = ['/api/v1/tasks', '/api/v1/cases', '/api/v1/authorities?country=DE', `${apiBase}/cases`, `${apiBase}/cases?class=closed`, `${apiBase}/flows`]
const searchable = ['provider_name', 'first_name', 'reg_number', 'vat_number', 'tax_number', 'trade_names', 'trade_names 2', 'former_names']
const textOf = id => [...words.values()].find(item => item.id === id).text

const inTurns = async (jobs, width = 4) => {
    const rest = [...jobs]
    await Promise.all(Array.from({ length: width }, async () => { while (rest.length > 0) await rest.shift()() }))
}

/** All that somebody can open: which words it shows. Own words that one posts oneself do not count: nothing is posted here but searches. */
const sweep = async who => {
    const seen = new Map(), found = [], faults = []
    const look = (path, got) => {
        if (got.status >= 500 || got.status === 429) faults.push(`${path}: ${got.status}`)
        for (const id of seenIn(got.text).keys()) if (!seen.has(id)) seen.set(id, path)
    }
    const jobs = []
    for (const path of [...pages, ...cases.flatMap(pagesOf)]) jobs.push(async () => look(path, await who.get(path)))
    for (const path of [...calls, ...cases.flatMap(callsOf)]) jobs.push(async () => look(path, await who.api('GET', path)))
    for (const { ref } of cases) for (const action of actions) jobs.push(async () => look(`POST ${action}`, await who.act(ref, action, 999)))
    for (const id of [...searchable, 'birth_place', 'reason', 'comment on SD-A1'])
        jobs.push(async () => {
            const got = await who.api('POST', `${apiBase}/searches`, { json: { words: textOf(id) } })
            look('POST searches', got)
            if ((got.json.items ?? []).length > 0) found.push(id)
        })
    await inTurns(jobs)
    const page = await who.find(textOf('provider_name'))
    if (cases.some(({ ref }) => page.text.includes(ref))) found.push('provider_name by page')
    if (page.at) { who.answers = [...who.answers ?? [], page.at]; look('found', { status: page.status, text: page.text.replace(/<form[\s\S]*?<\/form>/g, '') }) }
    return { seen, found, faults }
}
const mayKnow = {} // name -> groups
const stageOf = async (name, who, { sees = {}, finds = {} } = {}) => {
    stage = name
    const faults = [], wrong = [], finders = []
    for (const person of who) {
        const { seen, found, faults: broken } = await sweep(person)
        const allowed = ofGroups(...mayKnow[person.name] ?? [], ...person.authority === ask.authority ? ['dk file number'] : person.authority === answer.authority ? ['de file number'] : [])
        for (const [id, path] of seen) if (!allowed.includes(id)) wrong.push(`${person.name} reads ${id} at ${path}`)
        for (const group of sees[person.name] ?? []) for (const id of ofGroups(group)) if (!seen.has(id)) faults.push(`${person.name} does not see ${id}`)
        for (const path of broken) faults.push(`${person.name} ${path}`)
        const wanted = finds[person.name] ?? []
        for (const id of found) if (!wanted.includes(id)) finders.push(`${person.name} finds by ${id}`)
        for (const id of wanted) if (!found.includes(id)) faults.push(`${person.name} does not find by ${id}`)
    }
    check(`${name}: nobody reads a word that is not for him`, wrong.length === 0, list(wrong))
    check(`${name}: nobody finds the case by a word that he may not read`, finders.length === 0, list(finders))
    check(`${name}: who may read, does, and every door answers`, faults.length === 0, list(faults))
}
const everybody = Object.values(people), both = [ask, answer]

// ---- what is written on the side --------------------------------------------------------------------------------------
const filesBelow = folder => readdirSync(folder, { withFileTypes: true }).flatMap(entry => entry.isDirectory() ? filesBelow(join(folder, entry.name)) : entry.isFile() ? [join(folder, entry.name)] : [])
const plain = text => {
    // Mails: encoded words, quoted-printable and base64 as they read.
    const parts = [text, text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))]
    for (const [, code] of text.matchAll(/=\?utf-8\?b\?([^?]*)\?=/gi)) parts.push(Buffer.from(code, 'base64').toString())
    for (const [block] of text.matchAll(/(?:^[A-Za-z0-9+/=]{20,}\r?\n?)+/gm)) parts.push(Buffer.from(block, 'base64').toString())
    return parts.join('\n')
}
const sideOf = folders => {
    const hits = []
    for (const file of folders.flatMap(filesBelow)) {
        if (statSync(file).size > 64 << 20) continue
        const text = readFileSync(file, 'latin1')
        for (const id of seenIn(file.endsWith('.eml') ? plain(text) : text).keys()) hits.push(`${id} in ${file.slice(WORK.length)}`)
    }
    return hits
}
const metricsOf = async () => (await Promise.all(['/metrics', `${area}/metrics`].map(path => ask.send('GET', path)))).map(got => got.text).join('\n')
const sideClean = async name => {
    const hits = [...sideOf([LOGS, MAIL]), ...[...seenIn(await metricsOf()).keys()].map(id => `${id} in the metrics`), ...[...seenIn(said).keys()].map(id => `${id} said by imictl`)]
    check(`${name}: logs, mails, metrics and imictl hold no word`, hits.length === 0, list(hits))
    check(`${name}: no word stands in a header, title, link or address`, aside.length === 0, list(aside))
}

/** Every column of every table as it is now. */
const inDatabase = () => {
    const seen = new Map()
    for (const table of sql('SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()').toString().trim().split('\n'))
        for (const [id] of seenIn(sql(`SELECT * FROM \`${table}\``).toString('latin1'))) if (!seen.has(id)) seen.set(id, table)
    return seen
}

// ---- the course -----------------------------------------------------------------------------------------------------
stage = 'draft'
const begun = await ask.post(`${area}/new/request`, {})
must('a draft is begun by page', begun, 303)
const ref = begun.headers.location.split('/').at(-1)
cases.push({ ref, files: [] })
// A firm at first: what was given of it is hidden when it turns out to be a person.
const autosave = async (section, form) => {
    const path = `${area}/cases/${ref}/save?section=${section}`
    const hidden = await ask.hidden(path)
    for (const [name, value] of Object.entries(form)) {
        const got = must(`autosave of ${name}`, await ask.page('POST', path, { ...hidden, go: 'autosave', [name]: value }), 200)
        if (got.json.seen) hidden.seen = got.json.seen
    }
}
await autosave('provider', { provider_kind: 'legal_person', provider_town: request.provider_town, provider_name: request.provider_name, trade_names: request.trade_names })
await autosave('grounds', { reason: request.reason })
// What is refused or late is given back to its writer alone.
const typed = id => word(id, 'typed')
must('a wrong date is refused by page', await ask.post(`${area}/cases/${ref}/save?section=provider`, { provider_kind: 'natural_person', 'birth_date-day': typed('typed day'), 'birth_date-month': '1', 'birth_date-year': '1980', email: typed('typed address') }), 422)
const refused = await ask.act(ref, 'save', 0, { birth_date: typed('typed date'), email: typed('typed mail'), [typed('typed field')]: typed('typed value') })
check('a problem of the API echoes no value', refused.status === 422 && seenIn(refused.text.replace(/"field":"[^"]*"|"pointer":"[^"]*"/g, '')).size === 0, refused.text)
const { provider_town: town, ...rest } = request
must('the rest is saved', await ask.act(ref, 'save', 0, { ...coded, ...rest, ask: asked }), 200)
cases[0].files.push(...await putFiles(ask, ref, 'files', 'request'))
must('a file is taken out again', await ask.api('DELETE', `${apiBase}/cases/${ref}/attachments/${must('a file to take out', await ask.upload(ref, 'files', `${word('name of a file taken out', 'gone')}.txt`, 'text/plain', word('file taken out', 'gone')), 201).json.items[0].id}`), 204)
must('a file of a wrong kind is refused', await ask.upload(ref, 'files', `${word('name of a file refused', 'gone')}.exe`, 'application/octet-stream', word('file refused', 'gone')), 415, 422)
must('a file that is not what it says is refused', await ask.upload(ref, 'files', `${word('name of a false file', 'gone')}.pdf`, 'application/pdf', word('false file', 'gone')), 415, 422)
// An upload that breaks off.
await new Promise(resolve => {
    const socket = net.connect(base.port, base.hostname, () => {
        socket.write(`POST ${apiBase}/cases/${ref}/attachments HTTP/1.1\r\nHost: ${base.host}\r\nAuthorization: Bearer ${ask.token}\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="${word('name of a broken upload', 'gone')}.txt"\r\nContent-Length: 3000000\r\n\r\n`)
        socket.write(`${word('broken upload', 'gone')} `.repeat(20000), () => { socket.destroy(); resolve() })
    })
})
must('an own file number', await ask.post(`${area}/cases/${ref}/own`, { file_number: word('file number of Copenhagen', 'dk file number'), informed_on: '2026-01-31' }), 303)
mayKnow['can-ask'] = ['request', 'early', 'hidden']
const few = [...both, people['can-ask-basic'], people['can-answer-allocator'], people['can-coord'], people['can-foreign']]
await stageOf('draft', few, { sees: { 'can-ask': ['request', 'early', 'dk file number'] } })
const asOther = await ask.get(`${area}/cases/${ref}/send?as=other`)
const shownAsOther = [...seenIn(asOther.text.replace(/<form[\s\S]*<\/form>/g, '')).keys()].filter(id => !ofGroups('early').includes(id))
check('"as the other authority will see it" shows what it will see', asOther.status === 200 && shownAsOther.length === 0 && ofGroups('early').every(id => seenIn(asOther.text).has(id)), `${asOther.status} ${list(shownAsOther)}`)

must('the request is sent', await ask.act(ref, 'send', 0), 200)
mayKnow['can-ask'] = ['request', 'early']
mayKnow['can-answer'] = ['early']
must('an own file number of the other side', await answer.post(`${area}/cases/${ref}/own`, { file_number: word('file number of Berlin', 'de file number'), informed_on: '' }), 303)
const found = { 'can-ask': [...searchable, 'provider_name by page'] }
await stageOf('sent', everybody, { sees: { 'can-ask': ['request', 'early'], 'can-answer': ['early', 'de file number'] }, finds: found })

// An edit: its working copy is the asker's alone, and its reason is not read before acceptance.
const changed = { provider_name: word('provider_name, edited', 'edit'), reason: `Better: ${word('reason, edited', 'edit')}`, birth_date: day('birth_date, edited', 'edit') }
must('an edit is prepared', await ask.act(ref, 'save', 1, changed), 200)
cases[0].files.push(...await putFiles(ask, ref, 'files', 'edit'))
mayKnow['can-ask'].push('edit')
await stageOf('edit prepared', both, { sees: { 'can-ask': ['request', 'edit'] }, finds: found })
must('the edit is sent', await ask.act(ref, 'edit', 1, { edit_reason: word('edit_reason', 'edit') }), 200)
const stale = await answer.post(`${area}/cases/${ref}/accept`, { accepted_days: '10', version: '1' })
check('a stale act of the other side is told without a word', stale.status === 409 && seenIn(stale.text).size <= ofGroups('early').length, stale.status)
const foundNow = { 'can-ask': [...searchable.filter(id => id !== 'provider_name')] }
await stageOf('edit sent', both, { sees: { 'can-ask': ['edit'] }, finds: foundNow })
await sideClean('before acceptance')

must('the request is accepted', await answer.act(ref, 'accept', 2, { accepted_days: 10 }), 200)
mayKnow['can-answer'] = ['request', 'early', 'edit', 'reply']
// The reply: what stands in its working copy is Berlin's alone.
const reply = {}
for (const q of questions) {
    const codes = q.codes.map(code => code.code)
    const code = q.id === 'SD-B1' ? 'no' : q.id === 'SD-H3' ? 'none' : codes.includes('yes') ? 'yes' : codes[0] ?? (q.has_text || q.has_files || q.dates > 0 ? undefined : 'construction')
    if (code) reply[q.id] = q.many ? [code] : code
    // What follows from another answer than the one given is shown to nobody, and not sent.
    const group = q.id === 'SD-A8' ? 'never sent' : 'reply'
    if (q.has_text) reply[`${q.id}.text`] = `In words: ${word(`text of ${q.id}`, group)}`
    if (q.comment !== 'no') reply[`${q.id}.comment`] = `More: ${word(`comment of ${q.id}`, group)}`
    for (let i = 1; i <= q.dates; i++) reply[`${q.id}.day${i}`] = day(`day ${i} of ${q.id}`, group)
}
delete reply['SD-A8.comment']
delete reply['SD-A8']
must('a reply is prepared', await answer.act(ref, 'save-reply', 3, { answer: reply }), 200)
const answerFiles = questions.filter(q => q.has_files).map(q => `answer.${q.id}.files`)
for (const field of answerFiles) cases[0].files.push(...await putFiles(answer, ref, field, 'reply'))
const foundByBoth = { ...foundNow, 'can-answer': foundNow['can-ask'] }
await stageOf('reply prepared', few, { sees: { 'can-ask': ['edit'], 'can-answer': ['edit', 'reply'] }, finds: foundByBoth })
const late = await ask.post(`${area}/cases/${ref}/withdraw`, { withdraw_reason: typed('typed too late'), version: '2' }, `${area}/cases/${ref}`)
check('an act that comes too late is refused', late.status === 409 || late.status === 403, late.status)
must('the reply is sent', await answer.act(ref, 'reply', 3), 200)
mayKnow['can-ask'].push('reply')
await stageOf('replied', everybody, { sees: { 'can-ask': ['reply'], 'can-answer': ['reply'] }, finds: foundByBoth })

must('a clarification is asked for', await ask.act(ref, 'ask-clarification', 4, { clarification_text: word('clarification_text', 'clarification') }), 200)
mayKnow['can-ask'].push('clarification', 'clarified')
mayKnow['can-answer'].push('clarification', 'clarified')
await stageOf('clarification', both, { sees: { 'can-answer': ['clarification'] }, finds: foundByBoth })
must('the clarification is answered', await answer.act(ref, 'answer-clarification', 5, { clarification_answer: word('clarification_answer', 'clarified') }), 200)
must('the case is closed', await ask.act(ref, 'close', 6, { timeliness: 'positive', effort: 'positive' }), 200)

// Beside it: one that is withdrawn, and a draft that is forgotten.
const small = group => ({ ...coded, legal_basis: 'art30_3', sensitive_data_needed: undefined, provider_name: word(`name, ${group}`, group), phone: word(`phone, ${group}`, group), reason: word(`reason, ${group}`, group), ask: { 'SD-A1': true, 'SD-A1.comment': word(`comment, ${group}`, group) } })
for (const group of ['withdrawn', 'forgotten']) {
    const made = must(`another draft (${group})`, await ask.api('POST', `${apiBase}/cases`, { json: { flow: 'request', ...small(group) } }), 201).json.ref
    cases.push({ ref: made, files: await putFiles(ask, made, 'files', group) })
    mayKnow['can-ask'].push(group)
}
must('the second is sent', await ask.act(cases[1].ref, 'send', 0), 200)
must('the second is withdrawn', await ask.act(cases[1].ref, 'withdraw', 1, { withdraw_reason: word('withdraw_reason', 'withdrawn') }), 200)
await stageOf('closed', few, { sees: { 'can-ask': ['edit', 'reply', 'clarification', 'clarified', 'withdrawn', 'forgotten'], 'can-answer': ['edit', 'reply', 'clarification', 'clarified'] }, finds: foundByBoth })
// Somebody who types words where they do not belong.
await ask.page('GET', `/directory?q=${typed('typed in a query')}`).then(() => aside.pop())
aside.splice(0, aside.length, ...aside.filter(text => !/typed in a query/.test(text)))
await new Person('nobody', 0, 'none').post('/sign-in', { name: typed('typed name'), password: typed('typed password') })
await ask.find(typed('typed search'))
const closedEvents = ctl('history', 'verify', ref)
check('history is whole when the case is closed', closedEvents.status === 0 && /intact/.test(closedEvents.text), closedEvents.text)
ctl('history', 'seal')
// The control of the test itself: the scan of the database finds every word that is kept, and none that is not.
{
    const seen = inDatabase()
    const kept = ofGroups('request', 'early', 'edit', 'reply', 'clarification', 'clarified', 'withdrawn', 'forgotten', 'dk file number', 'de file number')
    const missed = kept.filter(id => !seen.has(id)), extra = [...seen.keys()].filter(id => !kept.includes(id))
    check('the database holds every word that was given', missed.length === 0, list(missed))
    check('the database holds no word that was refused, taken back, hidden or only typed', extra.length === 0, list(extra.map(id => `${id} in ${seen.get(id)}`)))
}
await sideClean('closed')

console.log(`# http canary: ${((Date.now() - began) / 1000).toFixed(0)} s to the closing`)

// ---- blocked --------------------------------------------------------------------------------------------------------
const moved = ctl('clock', 'advance', '7mo')
check('the clock goes on by seven months', moved.status === 0, moved.text)
check('retention has nothing left to do after the clerk', /^0 blocked, 0 erased, 0 drafts erased$/m.test(ctl('retention', 'run').text), said.slice(-300))
for (const name of Object.keys(mayKnow)) mayKnow[name] = []
await stageOf('blocked', everybody)
const old = []
for (const person of everybody) for (const path of person.answers ?? []) {
    const got = await person.get(path)
    if (cases.some(item => got.text.includes(item.ref))) old.push(`${person.name} ${path}`)
}
check('blocked: an older search answer does not list the case any more', old.length === 0, list(old))
const shell = await ask.get(`${area}/cases/${ref}`)
check('blocked: the shell stays', shell.status === 200 && shell.text.includes(ref) && shell.text.includes('data-state="closed"'), shell.status)
const download = await answer.api('GET', `${apiBase}/cases/${ref}/attachments/${cases[0].files[0]}`)
check('blocked: no file is given out', [403, 404, 409, 410].includes(download.status), download.status)
{
    const seen = inDatabase(), gone = ofGroups('forgotten')
    check('an untouched draft is erased after 90 days', gone.every(id => !seen.has(id)), list(gone.filter(id => seen.has(id))))
}
await sideClean('blocked')

// ---- erased ---------------------------------------------------------------------------------------------------------
const years = ctl('clock', 'advance', '36mo')
check('the clock goes on by three years', years.status === 0, years.text)
ctl('retention', 'run')
await stageOf('erased', process.env.IMI_TEST_FULL === '1' ? everybody : [...both, people['can-ask-dpo'], people['can-coord'], people['can-foreign']])
{
    const seen = inDatabase()
    check('erased: the database holds no word', seen.size === 0, list([...seen].map(([id, table]) => `${id} in ${table}`)))
}
const side = sideOf(readdirSync(WORK, { withFileTypes: true }).filter(entry => entry.isDirectory() && entry.name !== 'db').map(entry => join(WORK, entry.name)).concat(TEMPORARY))
check('erased: work folder, logs, mails and temporary files hold no word', side.length === 0, list(side))
await sideClean('erased')
const verified = ctl('history', 'verify', ref)
check('erased: history is whole and names the rule', verified.status === 0 && /intact/.test(verified.text) && /[1-9][0-9]* values erased under \S/.test(verified.text), verified.text.slice(0, 600))
const all = ctl('history', 'verify')
check('erased: history of everything is whole', all.status === 0, all.text.slice(0, 400))
console.log(`# http canary: ${words.size} words and ${dates.length} dates; ${verified.text.match(/[0-9]+ values erased under .*/)?.[0]}`)
process.exit(failed === 0 ? 0 : 1)
