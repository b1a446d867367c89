// SPDX-License-Identifier: EUPL-1.2
// Measures lists, tasks, searches and the directory on two installations that differ in size alone.
//   node growth.mjs SMALL LARGE [PATTERN]    folders of installations that tests/bench/growth made; PATTERN chooses by name
// For each address: rows that the database read for it (Handler_read_*, the least of some requests, because the clerk reads too)
// and CPU time of endpoint and database (from the scheduler, in us), in turn on both. Prints name, small, large, ratio, unit.
// The rows do not vary; CPU time is of whole requests, as a person meets them. GROWTH_REQUESTS: how many are timed for each
// address; 0: none.
import http from 'node:http'
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'

const timed = Number(process.env.GROWTH_REQUESTS ?? 24)
const parse = file => Object.fromEntries(readFileSync(file, 'utf8').trim().split('\n').map(line => line.split(/=(.*)/s).slice(0, 2)))

class Installation {
    constructor(folder) {
        const env = parse(`${folder}/stack.env`)
        this.url = new URL(env.URL)
        this.socket = env.DB_SOCKET
        this.folder = folder
        this.tokens = readFileSync(`${folder}/tokens.txt`, 'utf8').trim().split('\n')
        this.agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
        this.turn = 0
        this.pids = ['database', 'portal', 'services'].flatMap(name => {
            const pid = readFileSync(`${folder}/run/${name}.pid`, 'utf8').split(' ')[0]
            return [pid, ...readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)]
        })
        try { process.kill(Number(readFileSync(`${folder}/run/clerk.pid`, 'utf8').split(' ')[0]), 'SIGTERM') } catch { /* it reads, too; it has ended already */ }
    }
    sql(text) { return execFileSync('mariadb', ['--no-defaults', `--socket=${this.socket}`, '--user=root', '--database=imi', '--batch', '--skip-column-names', '-e', text]).toString().trim() }
    read() { return this.sql("SHOW GLOBAL STATUS LIKE 'Handler_read%'").split('\n').reduce((sum, line) => sum + Number(line.split('\t')[1]), 0) }
    cpu() {
        return this.pids.reduce((sum, pid) => sum + readdirSync(`/proc/${pid}/task`).reduce((s, task) => {
            try { return s + Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) } catch { return s }
        }, 0), 0)
    }
    call([path, body]) {
        const token = this.tokens[this.turn++ % this.tokens.length], text = body && JSON.stringify(body)
        const headers = { Authorization: `Bearer ${token}`, 'Accept-Language': 'en', ...text && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) } }
        return new Promise((resolve, reject) => {
            const request = http.request({ host: this.url.hostname, port: this.url.port, method: text ? 'POST' : 'GET', path, headers, agent: this.agent, timeout: 60000 }, response => {
                const chunks = []
                response.on('data', chunk => chunks.push(chunk))
                response.on('end', () => response.statusCode === 200 ? resolve(JSON.parse(Buffer.concat(chunks))) : reject(new Error(`${path}: ${response.statusCode} ${Buffer.concat(chunks)}`)))
            })
            request.on('error', reject)
            request.end(text)
        })
    }
    async rows(address) {
        let least = Infinity, last
        for (let i = 0; i < 3; i++) {
            const before = this.read(), own = this.read() - before // asking for the numbers reads, too
            last = await this.call(address)
            least = Math.min(least, this.read() - before - 2 * own)
        }
        return [least, last]
    }
    async time(address, count) {
        const before = this.cpu()
        for (let i = 0; i < count; i++) await this.call(address)
        return (this.cpu() - before) / count / 1000
    }
}

const filters = { flow: 'request', state: 'closed', class: 'open', direction: 'sent', country: 'IT', waits: '1', overdue: '1' }
const others = { state: 'accepted', class: 'draft', direction: 'received', country: 'MT' }
const names = Object.keys(filters), cases = query => [`/services/api/v1/cases?limit=20${query}`]
const addresses = new Map([['list', cases('')], ['list of all areas', ['/api/v1/cases?limit=20']], ['tasks', ['/api/v1/tasks']]])
for (const [i, a] of names.entries()) {
    for (const set of [filters, others]) if (set[a]) addresses.set(`list ${a}=${set[a]}`, cases(`&${a}=${set[a]}`))
    for (const b of names.slice(i + 1))
        for (const x of [filters, others]) for (const y of [filters, others])
            if (x[a] && y[b]) addresses.set(`list ${a}=${x[a]} ${b}=${y[b]}`, cases(`&${a}=${x[a]}&${b}=${y[b]}`))
}
const search = words => ['/services/api/v1/searches', { words }]
const directory = query => [`/api/v1/authorities?${query}`]
for (const words of ['s', 'a', 'hrb', 'hrb55', 'hrb55 s', 's a', 'zzz']) addresses.set(`search ${words}`, search(words))
for (const query of ['', 'country=DE', 'country=MT', 'area=services', 'area=services&flow=request', 'country=IT&area=services&flow=request', 'country=DE&q=amt', 'q=amt', 'q=no21', 'q=de+amt', 'area=services&activity=construction', 'country=PL&area=services&activity=roofing', 'area=patients&country=FR'])
    addresses.set(`directory ${query}`, directory(query))

const [small, large] = process.argv.slice(2, 4).map(folder => new Installation(folder))
const only = process.argv[4] && new RegExp(process.argv[4])
const show = (name, a, b, unit) => console.log([name, a.toFixed(0), b.toFixed(0), (b / Math.max(a, 1)).toFixed(2), unit].join('\t'))
// Texts are prepared and indexes are in memory.
for (const installation of [small, large]) for (const address of addresses.values()) if (!address[1]) await installation.call(address)
// Where the small one answers with fewer rows, the large one is asked for as many: what a row costs to show is not the question.
const items = answer => (answer.items ?? answer.waiting ?? answer.cases ?? answer.authorities ?? []).length
const fair = async (name, address) => {
    const count = items(await small.call(address))
    return name.startsWith('list') && count > 0 && count < 20 ? [address[0].replace('limit=20', `limit=${count}`), address[1]] : address
}
for (const [name, asked] of addresses) {
    if (only && !only.test(name)) continue
    const address = await fair(name, asked)
    const [a, first] = await small.rows(address), [b, answer] = await large.rows(address)
    const answers = `${items(first)} and ${items(answer)} in the answer${answer.incomplete ? ', incomplete' : ''}`
    show(name, a, b, `rows, ${answers}`)
    if (timed > 0) {
        const times = [[], []]
        for (let round = 0; round < 3; round++) for (const [i, installation] of [small, large].entries()) times[i].push(await installation.time(address, timed / 3))
        show(name, Math.min(...times[0]), Math.min(...times[1]), 'us')
    }
    if (answer.next_cursor && name.startsWith('list')) {
        const page = at => [`${address[0]}&cursor=${at.next_cursor}`]
        const [p] = first.next_cursor ? await small.rows(page(first)) : [0], [q] = await large.rows(page(answer))
        show(`${name}, page 2`, p, q, 'rows')
    }
}
