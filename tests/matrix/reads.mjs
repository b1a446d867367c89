// SPDX-License-Identifier: EUPL-1.2
// Who read what is recorded, as reads.tsv says; and what cannot be recorded is not shown.
import { people, Case, authority, sql, table, Results } from '../client.mjs'

const results = new Results('matrix')
const all = await people()
const NAME = 'Zqreadname', REASON = 'Zqreadreason', FILE = 'Zqreadfile', ANSWER = 'Zqreadanswer'
const draft = {
    recipient: authority('mx-rs'), provider_kind: 'legal_person', provider_name: NAME, phone: '12345', provider_region: 'Zqreadregion', service_activities: ['roofing'],
    legal_basis: 'art30_3', case_type: 'temporary_service', reply_days: 20, reason: REASON, 'ask.SD-D3': true, 'ask.SD-A1': true,
}
let one, file
const act = (person, action, json) => one.act(person, action, json)
// A form is sent as the page that was opened last has it.
let hidden = {}
const open_form = async (p, path) => {
    const page = await p.get(`${one.path}/${path}`)
    hidden = Object.fromEntries([...page.text.matchAll(/<input type="hidden" name="(version|key|seen)" value="([^"]*)"/g)].map(m => [m[1], m[2]]))
}
const sent = async (p, status, path, input) => {
    const answer = await p.post(`${one.path}/${path}`, { ...hidden, ...input })
    // What was saved is the newest that this person has seen.
    if (/"seen":"(\w+)"/.test(answer.text)) hidden.seen = /"seen":"(\w+)"/.exec(answer.text)[1]
    else delete hidden.seen
    results.equal(`${p.name}, ${path}: the answer`, status, answer.status)
    return answer
}
const autosaves = async (p, path, name) => {
    for (let i = 0; i < 10; i++) await sent(p, 200, path, { go: 'autosave', [name]: `${NAME}${i}` })
}
const provider = { provider_kind: 'legal_person', provider_name: NAME, provider_region: 'Zqreadregion', phone: '12345', email: '' }
const what = {
    'begin a draft by API': async p => { one = await Case.begin(p, draft) },
    'case by page': p => p.get(one.path),
    'case by API': p => p.api('GET', one.apiPath),
    'history by API': p => p.api('GET', `${one.apiPath}/history`),
    'form provider': p => open_form(p, 'save?section=provider'),
    'form counterpart': p => p.get(`${one.path}/save?section=counterpart`),
    'form grounds': p => p.get(`${one.path}/save?section=grounds`),
    'form accept': p => open_form(p, 'accept'),
    'form save-reply': p => open_form(p, 'save-reply'),
    '10 autosaves of provider': p => autosaves(p, 'save?section=provider', 'provider_name'),
    'save of provider by page': p => sent(p, 303, 'save?section=provider', { ...provider, go: 'list' }),
    'provider with a fault by page': p => sent(p, 422, 'save?section=provider', { ...provider, email: 'no address', go: 'list' }),
    'part of provider with a fault by page': p => sent(p, 422, 'save?section=provider', { provider_kind: 'legal_person', email: 'no address', go: 'list' }),
    'accept with a fault by page': p => sent(p, 422, 'accept', { accepted_days: 'Zq' }),
    '10 autosaves of save-reply': p => autosaves(p, 'save-reply', 'answer.SD-D3.text'),
    'autosave of save-reply with a fault': p => sent(p, 422, 'save-reply', { go: 'autosave', 'answer.SD-D3.text': 'x'.repeat(4001) }),
    'save-reply with a fault by page': p => sent(p, 422, 'save-reply', { 'answer.SD-D3.text': 'x'.repeat(4001) }),
    'list by page': p => p.get('/services/cases'),
    'tasks by page': p => p.get('/tasks'),
    'files by API': p => p.api('GET', `${one.apiPath}/attachments`),
    'file by page': p => p.get(`${one.path}/attachments/${file}`),
    'file by API': p => p.api('GET', `${one.apiPath}/attachments/${file}`),
    'search by API': p => p.api('POST', '/services/api/v1/searches', { json: { words: NAME } }),
    'search nothing by API': p => p.api('POST', '/services/api/v1/searches', { json: { words: 'Zqnobodyatall' } }),
}
const body = { accept: { accepted_days: 9 }, 'save-reply': { 'answer.SD-D3.text': ANSWER, 'answer.SD-A1': 'yes' } }
const mark = () => sql('SELECT COALESCE(MAX(id), 0) FROM read_record')
/** The records written since: whose, role, door, purpose, kinds. */
const since = (id, user) => sql(`SELECT CONCAT(r.role, ' ', r.door, ' ', REPLACE(r.purpose, ' ', '_'), ' ', IF(r.value_ids REGEXP 'd', 'd', ''), IF(r.value_ids REGEXP 'v', 'v', ''),
    IF(r.value_ids REGEXP 'f', 'f', ''), IF(r.value_ids = '', 'c', '')), u.name, r.authority_id = u.authority_id, r.subject_ids = (SELECT id FROM case_file WHERE ref = '${one.ref}'),
    r.request_id REGEXP '^[0-9a-f]{32}$', r.value_ids REGEXP '^(([vf][0-9]+|d)( |$))*$', r.month = DATE_FORMAT(r.at, '%Y%m')
    FROM read_record r JOIN user_account u ON u.id = r.user_id WHERE r.id > ${id} ORDER BY r.id`)
    .split('\n').filter(Boolean).map(line => {
        const [text, name, ...good] = line.split('\t')
        return name === `mx-${user}` && good.every(g => g === '1') ? text : `${text} by ${name} ${good.join('')}`
    })

let step = 0
for (const [user, doing, wanted] of table('matrix/reads.tsv')) {
    const person = all.get(user), form = /^form (.*)$/.exec(doing), api = /^(send|accept|save-reply|reply|close) by API$/.exec(doing)
    // The version is asked for before: that is a read of its own.
    const version = api ? await one.version(person) : ''
    const before = mark()
    if (api) await person.api('POST', `${one.apiPath}/actions/${api[1]}`, { json: body[api[1]] ?? {}, headers: { 'If-Match': version } })
    else if (form && !what[doing]) await person.get(`${one.path}/${form[1]}`)
    else await what[doing](person)
    results.equal(`record of reads ${++step}: ${user}, ${doing}`, wanted, since(before, user).join(' + ') || '-')
    if (doing.startsWith('begin')) {
        await one.file(person, 'files', `${FILE}.txt`, 'Zqreadcontent\n')
        file = sql(`SELECT a.id FROM attachment a JOIN case_file c ON c.id = a.case_id WHERE c.ref = '${one.ref}'`)
    }
}
results.equal('the way ended where it should', 'closed', sql(`SELECT state FROM case_file WHERE ref = '${one.ref}'`))
results.equal('no record holds a value', '0', sql("SELECT COUNT(*) FROM read_record WHERE CONCAT(role, door, purpose, subject_kind, subject_ids, value_ids, request_id) LIKE '%Zq%'"))

// What cannot be recorded is not shown, by no door.
const paths = person => [() => person.get(one.path), () => person.get(`${one.path}?both=1`), () => person.api('GET', one.apiPath), () => person.api('GET', `${one.apiPath}/attachments`),
    () => person.get(`${one.path}/attachments/${file}`), () => person.api('GET', `${one.apiPath}/attachments/${file}`)]
const open = await Case.begin(all.get('rq.actor'), draft)
const forms = [() => all.get('rq.actor').get(open.path), () => all.get('rq.actor').get(`${open.path}/save?section=provider`), () => all.get('rq.actor').get(`${open.path}/send`),
    () => all.get('rq.actor').get(`${open.path}/send?as=other`), () => all.get('rq.actor').api('GET', open.apiPath)]
const asks = [...paths(all.get('rq.handler')), ...paths(all.get('rs.handler')), ...forms]
const account = sql("SELECT CONCAT(QUOTE(user), '@', QUOTE(host)) FROM mysql.user WHERE user = 'imi_web'").split('\n')[0]
const look = async name => {
    const wrong = []
    for (const [i, ask] of asks.entries()) {
        const answer = await ask()
        if (answer.status !== 503 && answer.status !== 500) wrong.push(`${i}: ${answer.status}`)
        if (/Zqread/.test(answer.text)) wrong.push(`${i}: a word is shown`)
    }
    results.check(name, wrong.length === 0, wrong.join('; '))
}
sql(`REVOKE INSERT ON read_record FROM ${account}`)
await look('without a record of reads nothing is shown')
results.equal('who is shown no value is not kept waiting', 200, (await all.get('rq.basic').get(one.path)).status)
sql(`GRANT INSERT ON read_record TO ${account}`)
sql('RENAME TABLE read_record TO read_record_away')
await look('with the table of reads away nothing is shown')
sql('RENAME TABLE read_record_away TO read_record')
const again = []
for (const ask of asks) again.push((await ask()).status)
results.check('with the record back all is shown again', again.every(status => status === 200), again.join(' '))
process.exit(results.failed > 0 ? 1 : 0)
