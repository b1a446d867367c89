// SPDX-License-Identifier: EUPL-1.2
// A client of pages and API, the people of fixture.sh, and a look into the database. From the environment: URL, DB_SOCKET, PEOPLE.
import http from 'node:http'
import https from 'node:https'
import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

const base = new URL(process.env.URL)
const transport = base.protocol === 'https:' ? https : http // NODE_EXTRA_CA_CERTS names the certificate of a test installation
const people = Object.fromEntries(readFileSync(process.env.PEOPLE, 'utf8').trim().split('\n').map(line => line.split(/=(.*)/s).slice(0, 2)))
const password = 'seven grey herons wade'

export const ids = { dk: Number(people.race_dk), de: Number(people.race_de) }
export const token = name => people[name.replaceAll('-', '_')]
export const full = process.env.IMI_TEST_FULL === '1'

let failures = 0
export const check = (name, good, why = 'it failed') => {
    if (!good) failures++
    console.log(good ? `ok race ${name}` : `not ok race ${name}: ${String(why).replace(/\s+/g, ' ').slice(0, 400)}`)
}
export const equal = (name, wanted, got) => check(name, wanted === got, `wanted ${wanted}, got ${got}`)
export const explain = text => console.log(`# ${text}`)
export const failed = () => failures

const mariadb = ['--no-defaults', `--socket=${process.env.DB_SOCKET}`, '--user=root', '--database=imi', '--batch', '--skip-column-names']
export const sql = text => execFileSync('mariadb', [...mariadb, '-e', text], { stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim()
export const rows = text => sql(text).split('\n').filter(Boolean).map(line => line.split('\t'))

/** A session of the database's own client: statements go in one after the other, answers come out. */
export class Console {
    constructor() {
        this.process = spawn('mariadb', [...mariadb, '--unbuffered', '--force'], { stdio: ['pipe', 'pipe', 'pipe'] })
        this.text = ''
        this.process.stdout.on('data', data => { this.text += data; this.wake?.() })
        this.process.stderr.on('data', data => { this.text += data; this.wake?.() })
        this.process.on('close', () => { this.gone = true; this.wake?.() })
        this.process.stdin.on('error', () => { this.gone = true; this.wake?.() })
        this.number = 0
    }
    /** Runs a statement and gives what it printed. */
    async run(text) {
        const mark = `done-${++this.number}`
        this.process.stdin.write(`${text};\nSELECT '${mark}';\n`)
        while (!this.text.includes(`${mark}\n`)) {
            if (this.gone || /ERROR (2006|2013|1927)/.test(this.text)) return 'ERROR: the connection is gone'
            await new Promise(resolve => { this.wake = resolve })
        }
        const [answer, rest] = this.text.split(`${mark}\n`)
        this.text = rest
        return answer
    }
    end() { this.process.stdin.end() }
}

const send = (agent, method, path, headers, body) => new Promise((resolve, reject) => {
    if (body !== undefined) headers = { ...headers, 'Content-Length': Buffer.byteLength(body) }
    const request = transport.request({ host: base.hostname, port: base.port, method, path, headers, agent, timeout: 40000 }, response => {
        const chunks = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() }))
    })
    request.on('timeout', () => request.destroy(new Error('no answer in 40 s')))
    // A kept connection that nginx has closed while nobody looked (a bench looks away for a minute): a page is asked for again.
    request.on('error', error => request.reusedSocket && error.code === 'ECONNRESET' && method === 'GET'
        ? send(agent, method, path, headers, body).then(resolve, reject) : reject(error))
    request.end(body)
})

/** Somebody who speaks the API. */
export class Api {
    constructor(name) {
        this.name = name
        this.agent = new transport.Agent({ keepAlive: true, maxSockets: 64 })
    }
    async call(method, path, { body, version, key } = {}) {
        const headers = { Authorization: `Bearer ${token(this.name)}`, 'Accept-Language': 'en' }
        if (body !== undefined) headers['Content-Type'] = 'application/json'
        if (version !== undefined) headers['If-Match'] = `"${version}"`
        if (key !== undefined) headers['Idempotency-Key'] = key
        const answer = await send(this.agent, method, path, headers, body === undefined ? undefined : JSON.stringify(body))
        try { answer.json = JSON.parse(answer.text) } catch { answer.json = {} }
        return answer
    }
    act(ref, action, version, body = {}, key) {
        return this.call('POST', `/services/api/v1/cases/${ref}/actions/${action}`, { body, version, key })
    }
    async draft(more = {}, key) {
        const answer = await this.call('POST', '/services/api/v1/cases', { body: { ...request, ...more }, key })
        if (answer.status !== 201) throw new Error(`no draft: ${answer.status} ${answer.text.slice(0, 500)}`)
        return answer.json.ref
    }
}

/** Somebody with a browser: keeps cookies. */
export class Browser {
    constructor(name) {
        this.name = name
        this.cookies = new Map()
        this.agent = new transport.Agent({ keepAlive: true, maxSockets: 64 })
    }
    async send(method, path, form) {
        const headers = { Cookie: [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; '), 'Accept-Language': 'en' }
        let body
        if (form) {
            body = new URLSearchParams(form).toString()
            headers['Content-Type'] = 'application/x-www-form-urlencoded'
        }
        const answer = await send(this.agent, method, path, headers, body)
        for (const line of answer.headers['set-cookie'] ?? []) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
            if (value === '') this.cookies.delete(name)
            else this.cookies.set(name, value)
        }
        return answer
    }
    get(path) { return this.send('GET', path) }
    /** The hidden fields of the form of a page which posts to an address. */
    async form(path) {
        const page = await this.get(path)
        const forms = [...page.text.matchAll(/<form[^>]*method="post"[^>]*>[\s\S]*?<\/form>/g)].map(match => match[0])
            .filter(text => !text.includes('action="/sign-out"'))
        const hidden = {}
        for (const [tag] of (forms.at(-1) ?? '').matchAll(/<input type="hidden"[^>]*>/g)) {
            hidden[/name="([^"]*)"/.exec(tag)[1]] = /value="([^"]*)"/.exec(tag)?.[1] ?? ''
        }
        return { page, hidden }
    }
    async signIn() {
        const { hidden } = await this.form('/sign-in')
        const answer = await this.send('POST', '/sign-in', { ...hidden, name: this.name, password })
        if (answer.status !== 303) throw new Error(`${this.name} cannot sign in: ${answer.status}`)
        return this
    }
    cookie() { return [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ') }
}

/** A request that can be sent as it is. */
export const request = {
    flow: 'request', recipient: ids.de, provider_kind: 'legal_person', provider_name: 'Fjordens Murerfirma ApS', provider_town: 'Ebeltoft',
    reg_number: 'DK-30405060', address_home: 'Strandvejen 7, 8400 Ebeltoft', service_activities: ['construction', 'roofing'],
    legal_basis: 'art30_3', case_type: process.env.CASE_TYPE ?? 'establishment', reply_days: 21,
    reason: 'The firm works on a building site here and says that it is established with you. We must know whether that is so.',
    ask: { 'SD-A1': true, 'SD-A5': true, 'SD-A6': true },
}
export const answers = {}

/** Settled outcomes of calls that start together. */
export const together = (...calls) => Promise.all(calls.map(call => call()))
