// SPDX-License-Identifier: EUPL-1.2
// Measures pages against the floor and acts against the raw transaction, in turn on the same nginx and database, 16 at once.
// Prints name, value, unit. Arguments: subjects. The environment is that of a stack (figures sets it up).
import { execFileSync, spawn } from 'node:child_process'
import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { Api, Browser, ids, rows, sql, token } from '../race/client.mjs'

const { DIR, LOGS, BUILD, CONFIG, DB_SOCKET, URL: url, WORK } = process.env
const here = new URL('.', import.meta.url).pathname
const rounds = Number(process.env.BENCH_ROUNDS ?? 5), seconds = Number(process.env.BENCH_SECONDS ?? 2)
// Searches of one person in a minute are limited to 60; what is under way when a round ends counts too.
const PEOPLE = 24, TOKENS = 8, DIRECTORY_LIMIT = Math.floor(PEOPLE * 40 / rounds)
const run = (...words) => execFileSync(words[0], words.slice(1), { maxBuffer: 1 << 26 }).toString().trim()
const print = (name, value, unit) => console.log(`${name}\t${Number(value.toFixed(value < 10 ? 3 : 1))}\t${unit}`)
const median = list => list.sort((a, b) => a - b)[list.length >> 1]
const wait = ms => new Promise(resolve => setTimeout(resolve, ms))

// ---- people and cases --------------------------------------------------------------------------------------------
const answers = { answer: { 'SD-A1': 'yes', 'SD-A5': 'no', 'SD-A6.text': 'Bent Jensen' } }
for (const [prefix, like] of [['race-dk', 'race-ask'], ['race-de', 'race-answer']]) {
    // So many only to stay below the limits of one person. Without an address: two handlers of each side get the notices.
    sql(`INSERT IGNORE INTO user_account (name, authority_id, full_name, email, language, password, code_step, status, made_at, changed_at)
        SELECT CONCAT('${prefix}-', seq), authority_id, full_name, '', 'en', password, 0, 'active', made_at, changed_at FROM user_account, seq_1_to_${PEOPLE} WHERE name = '${like}';
        INSERT IGNORE INTO user_role SELECT id, 'services', 'handler' FROM user_account WHERE name LIKE '${prefix}-%'`)
}
const tokens = name => Array.from({ length: TOKENS }, (_, i) => execFileSync(`${BUILD}/imictl`, ['token', 'add', `${name}-${i + 1}`],
    { env: { ...process.env, IMI_CONFIG: CONFIG } }).toString().trim())

const alphabet = '23456789BCDFGHJKMNPQRTVWXY'
/** A reference with its check character, as lib/store/case.c makes them. */
const weights = [1, 3, 5, 7, 9, 11, 15, 17]
const reference = () => {
    const places = weights.map(() => Math.floor(Math.random() * 26)), text = places.map(p => alphabet[p]).join('')
    return `${text.slice(0, 4)}-${text.slice(4)}${alphabet[places.reduce((sum, p, i) => sum + weights[i] * p, 0) % 26]}`
}
/** Copies a case with all that it has; gives references and numbers. */
const copies = (ref, count) => {
    const refs = [...new Set(Array.from({ length: count }, reference))]
    const [[id]] = rows(`SELECT id FROM case_file WHERE ref = '${ref}'`)
    sql('CREATE OR REPLACE TABLE bench_copy (ref CHAR(10) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY, id BIGINT UNSIGNED, n INT AUTO_INCREMENT, KEY (n), KEY (id))')
    for (let i = 0; i < refs.length; i += 1000) sql(`INSERT INTO bench_copy (ref) VALUES ${refs.slice(i, i + 1000).map(r => `('${r}')`).join(',')}`)
    const each = (table, columns) => `INSERT INTO ${table} (case_id, ${columns}) SELECT b.id, ${columns.split(', ').map(c => `t.${c}`).join(', ')} FROM bench_copy b JOIN ${table} t ON t.case_id = ${id};`
    sql(`INSERT IGNORE INTO case_file (ref, area, flow, flow_version, state, class, version, made_by, made_at, changed_at)
            SELECT b.ref, t.area, t.flow, t.flow_version, t.state, t.class, t.version, t.made_by, t.made_at, t.changed_at - INTERVAL b.n SECOND FROM bench_copy b JOIN case_file t ON t.id = ${id};
        UPDATE bench_copy b JOIN case_file c ON c.ref = b.ref SET b.id = c.id;
        INSERT INTO case_part (case_id, part, ref, authority_id, other_id, file_number, opened_at, informed_on, since, area, flow, flow_version, state, class, waits, due, changed_at)
            SELECT b.id, t.part, b.ref, t.authority_id, t.other_id, t.file_number, t.opened_at, t.informed_on, t.since, t.area, t.flow, t.flow_version, t.state, t.class, t.waits, t.due, t.changed_at - INTERVAL b.n SECOND FROM bench_copy b JOIN case_part t ON t.case_id = ${id};
        ${each('case_stamp', 'field, seq, moment, day')}
        ${each('case_value', 'field, version, part, commit_key, value')}
        ${each('personal_value', 'field, version, part, commit_key, language, value')}
        ${each('draft_value', 'part, field, version, language, value, changed_by, changed_at')}
        ${each('search_key', 'authority_id, word')}
        ${each('case_event', 'seq, at, user_id, authority_id, part, action, from_state, to_state, version, other_id, rule, facts, previous, hash')}
        INSERT INTO event_value (event_id, field, version, store, commitment) SELECT e.id, v.field, v.version, v.store, v.commitment
            FROM bench_copy b JOIN case_event e ON e.case_id = b.id JOIN case_event o ON o.case_id = ${id} AND o.seq = e.seq JOIN event_value v ON v.event_id = o.id`)
    return rows('SELECT ref, id FROM bench_copy ORDER BY n').map(([r, n]) => ({ ref: r, id: n }))
}
const ask = new Api('race-ask'), answer = new Api('race-answer')
const must = async promise => { const a = await promise; if (a.status !== 200) throw new Error(`${a.status} ${a.text}`); return a }
const caseIn = async state => {
    await wait(50) // connections that were closed while a measuring held this script up are noticed and not used
    const ref = await ask.draft()
    if (state === 'draft') return ref
    await must(ask.act(ref, 'send', 0))
    if (state === 'sent') return ref
    await must(answer.act(ref, 'accept', 1, { accepted_days: 10 }))
    await must(answer.act(ref, 'save-reply', 2, answers))
    if (state === 'accepted') return ref
    await must(answer.act(ref, 'reply', 2))
    return ref
}

// ---- what is running --------------------------------------------------------------------------------------------
const number = name => Number(readFileSync(`${DIR}/run/${name}.pid`, 'utf8').split(' ')[0])
const fields = pid => { const text = readFileSync(`/proc/${pid}/stat`, 'utf8'); return text.slice(text.lastIndexOf(')') + 2).split(' ') }
const children = pid => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
/** Microseconds that a program and its children, dead ones too, have used. Ticks are 10 ms. */
const used = name => [number(name), ...children(number(name))].reduce((sum, pid, i) => {
    const f = fields(pid)
    return sum + 1e4 * (Number(f[11]) + Number(f[12]) + (i === 0 ? Number(f[13]) + Number(f[14]) : 0))
}, 0)
const cpu = endpoint => ({ app: used(endpoint), mariadbd: used('database'), nginx: used('nginx') })
/** The line that an endpoint logged of its last request. */
const logged = endpoint => JSON.parse(readFileSync(`${LOGS}/${endpoint}.log`, 'utf8').trim().split('\n').filter(l => l.includes('"event":"request"')).at(-1))

const wrk = (script, path, ...words) => {
    const out = run('wrk', '-t', '1', '-c', '16', '-d', `${seconds}s`, '--timeout', '20s', '-s', `${here}${script}`, `${url}${path}`, '--', ...words)
    const [requests, us, bad, p50, p99] = /figures (.*)/.exec(out)[1].split(' ').map(Number)
    return { rps: requests / us * 1e6, requests, bad, p50: p50 / 1000, p99: p99 / 1000 }
}

// ---- pages ------------------------------------------------------------------------------------------------------
const floorEndpoint = async () => {
    const socket = `${DIR}/run/floor.sock`
    const floor = spawn(`${BUILD}/bench_floor`, [socket, DB_SOCKET, `${here}floor.cs`, '2', String(ids.dk)], { stdio: ['ignore', 'ignore', 'inherit'] })
    process.on('exit', () => floor.kill('SIGKILL'))
    const file = `${DIR}/nginx/extra-areas.conf`
    if (!readFileSync(file, 'utf8').includes('/floor')) appendFileSync(file, `location = /floor { fastcgi_pass unix:${socket}; include ${here}../../conf/nginx/imi-fastcgi.conf; }\n`)
    process.kill(number('nginx'), 'SIGHUP')
    await wait(600)
    return rows('SELECT id FROM session ORDER BY id DESC LIMIT 1')[0][0]
}
const pages = async chosen => {
    const browsers = [], others = []
    for (let i = 1; i <= PEOPLE; i++) browsers.push(await new Browser(`race-dk-${i}`).signIn())
    for (let i = 1; i <= PEOPLE; i++) others.push(await new Browser(`race-de-${i}`).signIn())
    const session = await floorEndpoint()
    const ref = await caseIn('replied'), draft = await caseIn('draft')
    const subjects = { sign_in_page: ['portal', '/sign-in'], tasks: ['portal', '/tasks'], tasks_many: ['portal', '/tasks', others], list: ['services', '/services/cases'], case: ['services', `/services/cases/${ref}`],
        directory: ['portal', '/directory?country=DE'], form: ['services', `/services/cases/${draft}/save?section=provider`] }
    const floors = []
    for (const [name, [endpoint, path, people = browsers]] of Object.entries(subjects)) {
        if (chosen.length > 0 && !chosen.includes(name)) continue
        const browser = name === 'sign_in_page' ? new Browser('race-ask') : people[0]
        for (let i = 0; i < 3; i++) await browser.get(path)
        const page = await browser.get(path)
        await wait(30)
        if (page.status !== 200) throw new Error(`${path}: ${page.status}`)
        print(`${name}.statements`, Number(logged(endpoint).statements), 'statements')
        print(`${name}.bytes`, Buffer.byteLength(page.text), 'bytes')
        const ratios = [], found = [], spent = { app: 0, mariadbd: 0, nginx: 0 }
        let requests = 0
        for (let i = 0; i < rounds; i++) {
            const floor = wrk('page.lua', `/floor?${session}`, '0')
            const before = cpu(endpoint)
            const product = wrk('page.lua', path, name === 'directory' ? String(DIRECTORY_LIMIT) : '0', ...(name === 'sign_in_page' ? [] : people.map(b => b.cookie())))
            const after = cpu(endpoint)
            if (product.bad > 0 || floor.bad > 0) throw new Error(`${path}: ${product.bad} bad answers, of the floor ${floor.bad}`)
            for (const key of Object.keys(spent)) spent[key] += after[key] - before[key]
            requests += product.requests
            floors.push(floor)
            found.push(product)
            ratios.push(product.rps / floor.rps)
        }
        print(`${name}.ratio`, median(ratios), 'of floor')
        print(`${name}.rps`, median(found.map(f => f.rps)), 'requests/s')
        print(`${name}.p50`, median(found.map(f => f.p50)), 'ms')
        print(`${name}.p99`, median(found.map(f => f.p99)), 'ms')
        print(`${name}.cpu`, Object.values(spent).reduce((a, b) => a + b) / requests, 'us')
        for (const key of Object.keys(spent)) print(`${name}.cpu_${key}`, spent[key] / requests, 'us')
    }
    if (floors.length > 0) for (const key of ['rps', 'p50', 'p99']) print(`floor.${key}`, median(floors.map(f => f[key])), key === 'rps' ? 'requests/s' : 'ms')
}

// ---- mail -------------------------------------------------------------------------------------------------------
const mails = () => Number(rows('SELECT COUNT(*) FROM outbox_mail')[0][0])
/** Until the clerk has nothing left to send: a raw transaction is not to bear what the acts before it have announced. */
const quiet = async () => {
    const open = () => Number(rows("SELECT COUNT(*) FROM outbox WHERE lane = 'mail' AND done_at IS NULL AND failed_at IS NULL AND due_at <= UTC_TIMESTAMP(6)")[0][0])
    for (let i = 0; open() > 0; i++) {
        if (i === 300) throw new Error(`the clerk has ${open()} messages left`)
        await wait(500)
    }
}

// ---- acts -------------------------------------------------------------------------------------------------------
const acts = async chosen => {
    const subjects = { send: ['draft', ask, 0, {}], accept: ['sent', answer, 1, { accepted_days: 10 }], reply: ['accepted', answer, 2, {}] }
    const raws = []
    for (const [name, [state, client, version, body]] of Object.entries(subjects)) {
        if (chosen.length > 0 && !chosen.includes(name)) continue
        const keys = tokens(client === ask ? 'race-dk' : 'race-de')
        const model = await caseIn(state)
        const each = Math.ceil(seconds * 900)
        const ready = copies(model, rounds * each), raw = copies(model, rounds * each * 2)
        const one = await caseIn(state)
        await must(client.act(one, name, version, body))
        await wait(30)
        print(`${name}.statements`, Number(logged('services').statements), 'statements')
        const ratios = [], found = [], spent = { app: 0, mariadbd: 0, nginx: 0 }
        let requests = 0
        for (let i = 0; i < rounds; i++) {
            const file = `${WORK}/refs`
            writeFileSync(file, ready.slice(i * each, (i + 1) * each).map(c => c.ref).join('\n'))
            await quiet()
            const [done, ms] = execFileSync(`${BUILD}/bench_raw`, [DB_SOCKET, name, '2', String(seconds * 1000)],
                { input: raw.slice(i * each * 2, (i + 1) * each * 2).map(c => c.id).join('\n') }).toString().trim().split(' ').map(Number)
            const before = cpu('services'), sent = mails()
            const product = wrk('act.lua', '/', file, name, String(version), JSON.stringify(body), ...keys)
            const after = cpu('services')
            if (product.bad > 0) throw new Error(`${name}: ${product.bad} bad answers`)
            if (mails() === sent) throw new Error(`${name}: the clerk has not mailed meanwhile`)
            for (const key of Object.keys(spent)) spent[key] += after[key] - before[key]
            requests += product.requests
            raws.push(done / ms * 1000)
            found.push(product)
            ratios.push(product.rps / (done / ms * 1000))
        }
        print(`${name}.ratio`, median(ratios), 'of raw')
        print(`${name}.rps`, median(found.map(f => f.rps)), 'acts/s')
        print(`${name}.p50`, median(found.map(f => f.p50)), 'ms')
        print(`${name}.p99`, median(found.map(f => f.p99)), 'ms')
        print(`${name}.cpu`, Object.values(spent).reduce((a, b) => a + b) / requests, 'us')
        for (const key of Object.keys(spent)) print(`${name}.cpu_${key}`, spent[key] / requests, 'us')
    }
    sql('DROP TABLE IF EXISTS bench_copy')
    if (raws.length > 0) print('raw.rps', median(raws), 'transactions/s')
}

// ---- memory -----------------------------------------------------------------------------------------------------
const memory = async chosen => {
    if (chosen.length > 0 && !chosen.includes('memory')) return
    const browser = await new Browser('race-dk-1').signIn()
    const path = `/services/cases/${await caseIn('replied')}`
    const resident = pid => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1])
    const wanted = Number(process.env.BENCH_MEMORY_REQUESTS ?? 5000)
    const rest = count => {
        for (let done = 0; done < count;) {
            const out = run('wrk', '-t', '1', '-c', '4', '-d', `${Math.min(20, Math.ceil(count / 1000))}s`, '--timeout', '20s', '-s', `${here}page.lua`, `${url}${path}`, '--', '0', browser.cookie())
            done += Number(/figures (\d+)/.exec(out)[1])
        }
    }
    // Before: enough for each worker to have made all that it keeps. Workers that leave in between are not compared.
    rest(Math.min(2000, Math.max(600, wanted / 5)))
    const before = new Map(children(number('services')).map(pid => [pid, resident(pid)]))
    rest(wanted)
    const grown = [...before].filter(([pid]) => children(number('services')).includes(pid)).map(([pid, kb]) => resident(pid) - kb)
    print('memory.growth', grown.length > 0 ? Math.max(...grown) : 0, 'KiB')
    let pss = 0
    for (const file of readdirSync(`${DIR}/run`).filter(f => f.endsWith('.pid') && !/^(database|nginx|mail|dev)\./.test(f))) {
        const master = number(file.slice(0, -4))
        for (const pid of [master, ...children(master)]) pss += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1])
    }
    print('memory.pss', pss / 1024, 'MiB')
}

const chosen = process.argv.slice(2)
const known = ['sign_in_page', 'tasks', 'tasks_many', 'list', 'case', 'directory', 'form', 'send', 'accept', 'reply', 'memory']
for (const name of chosen) if (!known.includes(name)) { console.error(`bench: there is no ${name}; there are: ${known.join(' ')}`); process.exit(2) }
{
    const [first] = copies(await caseIn('sent'), 300)
    const seen = await ask.call('GET', `/services/api/v1/cases/${first.ref}`)
    if (seen.status !== 200) throw new Error(`a copied case is not found (${seen.status}): is its check character right?`)
}
// A day's work: some twenty rows wait, among two hundred cases; for the other side (tasks_many) more than a page shows.
copies(await caseIn('draft'), 5)
copies(await caseIn('replied'), 15)
copies(await caseIn('accepted'), 200)
sql('ANALYZE TABLE case_file, case_part')
await pages(chosen)
await acts(chosen)
await memory(chosen)
process.exit(0)
