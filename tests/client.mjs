// SPDX-License-Identifier: EUPL-1.2
// What tests of case work share: requests to a private IMI as browser and as API client, its database, invented
// authorities and people (matrix/fixture.sql), and cases brought into any state through the API.
// From the environment: URL, DB_SOCKET, IMI_CONFIG, IMICTL.
import http from 'node:http'
import https from 'node:https'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const base = new URL(process.env.URL)
const transport = base.protocol === 'https:' ? https : http // NODE_EXTRA_CA_CERTS names the certificate of a test installation
const agent = new transport.Agent({ keepAlive: true, maxSockets: 8 })
export const origin = base.origin

export const sql = text => execFileSync('mariadb', ['--no-defaults', `--socket=${process.env.DB_SOCKET}`, '--user=root', '--database=imi',
    '--default-character-set=utf8mb4', '--batch', '--skip-column-names'], { input: text }).toString().trim()
export const imictl = (...words) => execFileSync(process.env.IMICTL, words, { stdio: ['pipe', 'pipe', 'pipe'], input: '' }).toString().trim()

const closed = ['ECONNRESET', 'EPIPE']

/** One request; body is text or bytes. */
export const send = (method, path, { headers = {}, body } = {}) => new Promise((resolve, reject) => {
    if (body !== undefined && !('Content-Length' in headers)) headers = { ...headers, 'Content-Length': Buffer.byteLength(body) }
    const request = transport.request({ host: base.hostname, port: base.port, method, path, headers, agent }, response => {
        const chunks = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() }))
    })
    request.setTimeout(30000, () => request.destroy(new Error(`${method} ${path}: no answer in 30 s`)))
    // A kept connection may have been closed while this program waited for another: asked again on a new one.
    request.on('error', error => request.reusedSocket && closed.includes(error.code) ? resolve(send(method, path, { headers, body })) : reject(error))
    if (body !== undefined) request.write(body)
    request.end()
})

/** Run a function over a list, four at a time, in order of the list. */
export const each = async (list, work, width = 4) => {
    const answers = []
    let next = 0
    await Promise.all(Array.from({ length: width }, async () => {
        while (next < list.length) {
            const i = next++
            answers[i] = await work(list[i], i)
        }
    }))
    return answers
}

/** Somebody: a browser with a session, and a token. Without a name nobody in particular. */
export class Person {
    constructor(name, token, session) {
        this.name = name
        this.token = token
        this.cookies = new Map(session ? [['session', session]] : [])
        this.csrf = ''
    }

    async page(method, path, { form, headers = {}, body } = {}) {
        if (form !== undefined) {
            body = (form instanceof URLSearchParams ? form : new URLSearchParams(form)).toString()
            headers = { 'Content-Type': 'application/x-www-form-urlencoded', ...headers }
        }
        if (this.cookies.size > 0) headers = { Cookie: [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; '), ...headers }
        const answer = await send(method, path, { headers, body })
        for (const line of answer.headers['set-cookie'] ?? []) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
            if (value === '') this.cookies.delete(name)
            else this.cookies.set(name, value)
        }
        return answer
    }

    get(path) { return this.page('GET', path) }

    /** Post a form with the token of this session's forms. */
    post(path, form, options = {}) { return this.page('POST', path, { form: { csrf: this.csrf, ...form }, ...options }) }

    async signIn(password) {
        this.csrf = token(await this.get('/sign-in'))
        const answer = await this.post('/sign-in', { name: this.name, password })
        if (answer.status !== 303 || !this.cookies.has('session')) throw new Error(`${this.name} cannot sign in: ${answer.status}`)
        this.csrf = token(await this.get('/account'))
    }

    api(method, path, { json, body, headers = {} } = {}) {
        if (json !== undefined) {
            body = JSON.stringify(json)
            headers = { 'Content-Type': 'application/json', ...headers }
        }
        if (this.token) headers = { Authorization: `Bearer ${this.token}`, ...headers }
        return send(method, path, { headers, body })
    }
}

export const token = answer => /name="csrf" value="([^"]+)"/.exec(answer.text)?.[1] ?? ''
export const field = (answer, name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(answer.text)?.[1]

const PASSWORD = 'nine blue otters nap'

/** Authorities and people of the fixture, signed in: Map of "rq.handler" to Person. */
export const people = async () => {
    if (authority('mx-rq') === '') sql(readFileSync(new URL('matrix/fixture.sql', import.meta.url), 'utf8'))
    const names = sql("SELECT u.name FROM user_account u WHERE u.name LIKE 'mx-%' ORDER BY u.id").split('\n')
    // One password is enough for all: making a hash is slow by design.
    execFileSync(process.env.IMICTL, ['account', 'password', names[0]], { input: `${PASSWORD}\n` })
    sql(`UPDATE user_account SET password = (SELECT p.password FROM (SELECT password FROM user_account WHERE name = '${names[0]}') p) WHERE name LIKE 'mx-%'`)
    const all = new Map()
    for (const name of names) all.set(name.slice(3), new Person(name, imictl('token', 'add', name)))
    await each([...all.values()], person => person.signIn(PASSWORD))
    all.set('nobody', new Person())
    return all
}

export const authority = slug => sql(`SELECT id FROM authority WHERE slug = '${slug}'`)

/** What is wrong with an answer that should have been good. */
const must = (answer, status, what) => {
    if (answer.status !== status) throw new Error(`${what}: ${answer.status} instead of ${status}: ${answer.text.slice(0, 500)}`)
    return answer
}

/** A case of the services area, moved on through the API by those who may. */
export class Case {
    static async begin(asker, json) {
        const made = must(await asker.api('POST', '/services/api/v1/cases', { json: { flow: 'request', ...json } }), 201, 'a new draft')
        return new Case(JSON.parse(made.text).ref, asker)
    }

    constructor(ref, asker) {
        this.ref = ref
        this.asker = asker
    }

    get path() { return `/services/cases/${this.ref}` }
    get apiPath() { return `/services/api/v1/cases/${this.ref}` }

    async version(person = this.asker) { return must(await person.api('GET', this.apiPath), 200, 'the version').headers.etag }

    async act(person, action, json = {}) {
        const headers = { 'If-Match': await this.version(person) }
        return must(await person.api('POST', `${this.apiPath}/actions/${action}`, { json, headers }), 200, action)
    }

    async file(person, place, name, content) {
        return must(await person.api('POST', `${this.apiPath}/attachments?field=${place}`, { body: content,
            headers: { 'Content-Type': 'text/plain', 'Content-Disposition': `attachment; filename="${name}"` } }), 201, 'a file')
    }
}

/** A mark of all that is kept of a case; two are equal when nothing was done in between. What reading writes is left out. */
export const fingerprint = ref => sql(`SELECT CONCAT_WS('|', c.state, c.class, c.version, c.changed_at, c.closed_at, c.block_due,
    (SELECT CONCAT(COUNT(*), ' ', COALESCE(GROUP_CONCAT(e.action ORDER BY e.seq), '')) FROM case_event e WHERE e.case_id = c.id),
    (SELECT COUNT(*) FROM case_value v WHERE v.case_id = c.id), (SELECT COUNT(*) FROM personal_value v WHERE v.case_id = c.id),
    (SELECT COALESCE(SUM(CRC32(CONCAT(d.part, d.field, d.version, d.value))), 0) FROM draft_value d WHERE d.case_id = c.id),
    (SELECT CONCAT(COUNT(*), ' ', COALESCE(GROUP_CONCAT(a.id, a.state, COALESCE(a.kind, '') ORDER BY a.id), '')) FROM attachment a WHERE a.case_id = c.id),
    (SELECT GROUP_CONCAT(p.authority_id, COALESCE(p.file_number, '-'), COALESCE(p.informed_on, '-') ORDER BY p.part) FROM case_part p WHERE p.case_id = c.id),
    (SELECT COUNT(*) FROM case_stamp s WHERE s.case_id = c.id), (SELECT COUNT(*) FROM outbox o WHERE o.subject_case = c.id),
    (SELECT COUNT(*) FROM act_key k WHERE k.subject_case = c.id)) FROM case_file c WHERE c.ref = '${ref}'`)

/** A reference with a right check character, of a case that there is not. */
export const noCase = () => {
    const alphabet = '23456789BCDFGHJKMNPQRTVWXY', weights = [1, 3, 5, 7, 0, 9, 11, 15, 17]
    for (;;) {
        const letters = weights.map((w, i) => i === 4 ? '-' : alphabet[Math.floor(Math.random() * 26)])
        const sum = letters.reduce((all, c, i) => i === 4 ? all : all + weights[i] * alphabet.indexOf(c), 0)
        const ref = letters.join('') + alphabet[sum % 26]
        if (sql(`SELECT COUNT(*) FROM case_file WHERE ref = '${ref}'`) === '0') return ref
    }
}

/** A table of tests: lines of words between tabs, # explains. */
export const table = name => readFileSync(new URL(name, import.meta.url), 'utf8').split('\n')
    .filter(line => line !== '' && !line.startsWith('#')).map(line => line.split('\t'))

/** One line a result. */
export class Results {
    failed = 0
    constructor(family) { this.family = family }
    check(name, good, why = '') {
        if (!good) this.failed++
        console.log(good ? `ok ${this.family}: ${name}` : `not ok ${this.family}: ${name}: ${String(why).replace(/\s+/g, ' ').slice(0, 400)}`)
    }
    equal(name, wanted, got) { this.check(name, wanted === got, `wanted ${wanted}, got ${got}`) }
}
