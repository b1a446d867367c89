// SPDX-License-Identifier: EUPL-1.2
// Requests are sent while workers and the database are killed, statements are stopped and connections cut, all at random
// moments. What was answered is there once and whole; what was not is there whole or not at all; repeating every one
// with its key makes all of them whole, once.
import { execFileSync } from 'node:child_process'
import { Api, Console, check, equal, explain, failed, full, ids, rows, sql } from './client.mjs'

const N = full ? 500 : 120
const DATABASE_KILLS = full ? 12 : 2
const DIR = process.env.DIR
const instance = (...words) => execFileSync(`${import.meta.dirname ?? new URL('.', import.meta.url).pathname}/instance.sh`, words,
    { stdio: ['ignore', 'pipe', 'pipe'] }).toString().trim()
const wait = ms => new Promise(resolve => setTimeout(resolve, ms))
const between = (low, high) => low + Math.random() * (high - low)

const api = new Api('race-ask')
const cases = []
for (let i = 0; i < N; i += 10) {
    const made = await Promise.all(Array.from({ length: 10 }, () => api.draft()))
    for (const ref of made) cases.push({ ref, key: `race-kill-${ref}`, answers: [] })
}

/** Everything that one sending writes, counted for each case. */
const traces = () => {
    const found = new Map()
    for (const [ref, ...numbers] of rows(`SELECT c.ref, c.state = 'sent', c.class, c.version,
        (SELECT COUNT(*) FROM case_event e WHERE e.case_id = c.id),
        (SELECT COUNT(*) FROM case_event e WHERE e.case_id = c.id AND e.seq = 1 AND e.action = 'send' AND e.to_state = 'sent'),
        (SELECT COUNT(*) FROM event_value v JOIN case_event e ON e.id = v.event_id WHERE e.case_id = c.id),
        (SELECT COUNT(*) FROM case_value v WHERE v.case_id = c.id AND v.version = 1),
        (SELECT COUNT(*) FROM personal_value v WHERE v.case_id = c.id AND v.version = 1),
        (SELECT COUNT(*) FROM draft_value v WHERE v.case_id = c.id),
        (SELECT COUNT(*) FROM case_stamp s WHERE s.case_id = c.id AND s.seq = 1),
        (SELECT COUNT(*) FROM case_part p WHERE p.case_id = c.id AND p.part = 1 AND p.authority_id = ${ids.de} AND p.state = 'sent' AND p.waits AND p.due < '9999-12-31'),
        (SELECT COUNT(*) FROM case_part p WHERE p.case_id = c.id AND p.part = 0 AND p.state = 'sent' AND NOT p.waits),
        (SELECT COUNT(*) FROM outbox o WHERE o.subject_case = c.id AND o.message = 'request_received'),
        (SELECT COUNT(*) FROM act_key k WHERE k.subject_case = c.id),
        (SELECT COUNT(*) FROM search_key s WHERE s.case_id = c.id) > 0
        FROM case_file c WHERE c.ref IN (${cases.map(c => `'${c.ref}'`).join(',')})`)) found.set(ref, numbers.join(' '))
    return found
}

// One that is sent in peace says what whole means; a draft says what nothing means.
const sample = { ref: await api.draft() }
const drafted = await api.draft()
cases.push(sample, { ref: drafted })
await api.act(sample.ref, 'send', 0, {}, `race-kill-${sample.ref}`)
const whole = traces().get(sample.ref), nothing = traces().get(drafted)
cases.splice(-2)
explain(`kill: whole is ${whole}; nothing is ${nothing}`)
check('kill the peaceful sending leaves one event, key, notice and part', /^1 1 1 1 1 (\d+) \d+ \d+ 0 3 1 1 1 1 1$/.test(whole), whole)

let running = true
const done = { workers: 0, database: 0, queries: 0, connections: 0 }
const killWorkers = async () => {
    while (running) {
        await wait(between(30, 400))
        try {
            const workers = instance('workers', DIR, 'services').split(' ').filter(Boolean)
            if (workers.length > 0) { process.kill(Number(workers[Math.floor(Math.random() * workers.length)]), 'SIGKILL'); done.workers++ }
        } catch { /* it was gone already */ }
    }
}
const killStatements = async () => {
    let client = new Console()
    while (running) {
        await wait(between(5, 60))
        const ids = (await client.run("SELECT id FROM information_schema.processlist WHERE user = 'imi_web' AND (command <> 'Sleep' OR RAND() < 0.2) ORDER BY RAND() LIMIT 1")).trim()
        // The database was killed, and this client with it.
        if (!/^\d*$/.test(ids)) { client.end(); await wait(100); client = new Console(); continue }
        if (ids === '') continue
        // Three statements to two connections, in turn, so that a short run hits both.
        const hard = done.connections * 1.5 <= done.queries
        await client.run(`KILL HARD ${hard ? 'CONNECTION' : 'QUERY'} ${ids}`)
        done[hard ? 'connections' : 'queries']++
    }
    client.end()
}
// MariaDB gives NULL, and no error, for a subquery with GROUP_CONCAT that is stopped. Who asks then has no role for this one
// request, and hears "not found": it errs on the safe side, so it is counted and let pass while statements are being stopped.
const odd = []
let blind = 0
const attempt = async item => {
    try {
        const answer = await api.act(item.ref, 'send', 0, {}, item.key)
        item.answers.push(answer.status)
        if (running && answer.status === 404) blind++
        else if (answer.status !== 200 && answer.status !== 503) odd.push(`${item.ref}: ${answer.status} ${answer.text.slice(0, 200)}`)
        return answer
    } catch (error) {
        item.answers.push(error.code ?? 'broken')
        return { status: 0 }
    }
}

// ---- each is sent once, four at a time; killed meanwhile -----------------------------------------------------
const helpers = [killWorkers(), killStatements()]
const queue = [...cases]
const killAt = new Set(Array.from({ length: DATABASE_KILLS }, (_, i) => Math.floor(N * (i + 0.3 + Math.random() * 0.4) / DATABASE_KILLS)))
const sender = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) {
        if (killAt.delete(N - queue.length)) {
            setTimeout(() => { try { instance('kill-database', DIR); done.database++ } catch (error) { odd.push(`the database did not come back: ${error.stderr}`) } }, between(0, 8))
        }
        await attempt(item)
        await wait(between(0, 60))
    }
}
await Promise.all(Array.from({ length: 4 }, sender))
running = false
await Promise.all(helpers)
explain(`kill: ${done.workers} workers, ${done.database} databases killed, ${done.queries} statements stopped, ${done.connections} connections cut`)
equal('kill the database was killed as often as meant', DATABASE_KILLS, done.database)
check('kill workers, statements and connections were hit', done.workers >= 1 && done.queries >= 1 && done.connections >= 1, JSON.stringify(done))

// ---- what is there -------------------------------------------------------------------------------------------
for (let i = 0; i < 100; i++) { if ((await api.call('GET', '/api/v1/tasks').catch(() => ({}))).status === 200) break; await wait(100) }
await wait(300)
const after = traces()
const answered = cases.filter(item => item.answers[0] === 200)
const lost = answered.filter(item => after.get(item.ref) !== whole)
const half = cases.filter(item => ![whole, nothing].includes(after.get(item.ref)))
check(`kill each answered sending is there, once and whole`, lost.length === 0 && answered.length > 0,
    `${answered.length} answered; ${lost.map(item => `${item.ref}: ${after.get(item.ref)}`).join('; ')}`)
check('kill nothing is half there', half.length === 0, half.map(item => `${item.ref} (${item.answers}): ${after.get(item.ref)}`).join('; '))
check('kill what fails, fails as unavailable', odd.length === 0 && blind <= done.queries, `${odd.length}: ${odd.join('; ')}`)
const silent = cases.filter(item => item.answers[0] !== 200 && after.get(item.ref) === whole).length
explain(`kill: ${answered.length} of ${N} answered, ${silent} done without an answer, ${cases.length - answered.length - silent} not done, ${blind} of them not recognised`)

// ---- each is repeated with its key ---------------------------------------------------------------------------
const again = []
for (const item of cases) {
    const before = after.get(item.ref) === whole
    let answer = { status: 0 }
    for (let i = 0; i < 20 && answer.status !== 200; i++) { answer = await attempt(item); if (answer.status !== 200) await wait(200) }
    if (answer.status !== 200 || answer.json.repeated !== before) again.push(`${item.ref}: ${answer.status}, repeated ${answer.json?.repeated}, done before ${before}`)
}
check('kill repeated with its key, each is done, and known if it was done before', again.length === 0, again.join('; '))
const end = traces()
const wrong = cases.filter(item => end.get(item.ref) !== whole)
check('kill after that each is there once', wrong.length === 0, wrong.map(item => `${item.ref}: ${end.get(item.ref)}`).join('; '))
{
    let said = ''
    try { execFileSync(`${process.env.BUILD}/imictl`, ['history', 'verify'], { env: { ...process.env, IMI_CONFIG: process.env.CONFIG }, stdio: 'pipe' }) }
    catch (error) { said = `${error.stdout}${error.stderr}` }
    check('kill every history is intact', said === '', said)
    equal('kill no transaction was left open', '0', sql("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE TIMESTAMPDIFF(SECOND, trx_started, NOW()) > 3"))
}
process.exit(failed() ? 1 : 0)
