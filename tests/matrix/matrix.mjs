// SPDX-License-Identifier: EUPL-1.2
// Every state, action and reader against may.tsv and sees.tsv, through page and API.
import { people, Case, authority, each, fingerprint, imictl, sql, table, noCase, Results } from '../client.mjs'

const full = process.env.IMI_TEST_FULL === '1'
const seed = Number(process.env.SEED ?? 0)
const results = new Results('matrix')
const all = await people()
const who = name => all.get(name)
const RS = authority('mx-rs'), RA = authority('mx-ra')

// ---- the tables -----------------------------------------------------------------------------------------------------
const may = table('matrix/may.tsv')
const actions = [...new Set(may.map(row => row[1]))]
const isFrom = (state, action) => may.some(row => row[0] === state && row[1] === action)
const isAllowed = (state, action, reader) => may.some(row => row[0] === state && row[1] === action && row[2] === reader)
const sees = new Map(), valueKinds = new Set()
for (const [reader, kind, states] of table('matrix/sees.tsv')) {
    if (kind !== 'shell' && kind !== 'found') valueKinds.add(kind)
    for (const word of states.split(' ')) {
        const [state, door] = word.split(':')
        for (const d of door ? [door] : ['page', 'api']) sees.set(`${reader} ${kind} ${state} ${d}`, true)
    }
}
const isSeen = (reader, kind, state, door = 'page') => sees.has(`${reader} ${kind} ${state} ${door}`)

// ---- the words: another invented one for each value -----------------------------------------------------------------
let counter = 0
const syllables = ['bar', 'dek', 'fim', 'gol', 'hun', 'jaz', 'kev', 'lod', 'mip', 'nux']
const word = () => 'Zq' + String(1000 + counter++).split('').map(d => syllables[d]).join('')
const words = natural => {
    const kinds = { region: [word()], town: natural ? [] : [word()], identity: [], person: [], text: [], sensitive: [], question: ['Which document of your country proves'],
        legal: ['checks of facts'], coded: ['Sole trader'] }
    const one = kind => { const w = word(); (kinds[kind] ??= []).push(w); return w }
    const request = {
        provider_kind: natural ? 'natural_person' : 'legal_person', provider_region: kinds.region[0], service_activities: ['roofing'],
        legal_basis: 'art30_3', case_type: 'temporary_service', reply_days: 20, sensitive_data_needed: true,
        sensitive_justification: `There are doubts about the provider, ${one('sensitive')}.`, reason: `We ask because ${one('text')}.`,
        'ask.SD-A1': true, 'ask.SD-A3': true, 'ask.SD-D3': true, 'ask.SD-A1.comment': one('text'), 'ask.SD-D3.comment': one('text'),
    }
    for (const f of ['provider_name', 'trade_names', 'former_names', 'reg_number', 'reg_name', 'vat_number', 'tax_number', 'address_home', 'address_host', 'phone']) request[f] = one('identity')
    request.web = `https://${one('identity')}.example`
    request.email = `post@${one('identity')}.example`
    if (natural) {
        for (const f of ['first_name', 'birth_place', 'nationality']) request[f] = one('person')
        request.birth_date = '1961-03-14'
        kinds.person.push(/1961-03-14|14 March 1961/)
    } else {
        request.provider_town = kinds.town[0]
    }
    const answers = { 'answer.SD-A1': 'yes', 'answer.SD-A3': 'sole_trader', 'answer.SD-D3.text': one('answer'), 'answer.SD-A1.comment': one('answer') }
    kinds.rq_user = ['Vornaquill']
    kinds.rs_user = ['Brindlequorn']
    // What is written on the way has a word from the start: it must not be seen before either.
    for (const kind of valueKinds) if (!(kind in kinds)) one(kind)
    const of = kind => { if (!(kind in kinds)) throw new Error(`sees.tsv has no line of ${kind}`); return kinds[kind][0] }
    return { kinds, request, answers, of }
}

// ---- building cases ---------------------------------------------------------------------------------------------------
const asker = who('rq.actor')
const answerer = responder => who(responder === RS ? 'rs.actor' : 'ra.actor')
const allocate = (ref, name) => sql(`INSERT IGNORE INTO case_allocation SELECT c.id, u.id, u.authority_id, '2026-01-01' FROM case_file c, user_account u
    WHERE c.ref = '${ref}' AND u.name = 'mx-${name}'`)
const number = async (one, person, text) => {
    const answer = await person.post(`${one.path}/own`, { file_number: text, informed_on: '' })
    if (answer.status !== 303) throw new Error(`own file number: ${answer.status}`)
}
/** The way of a case: what brings it into the next state. */
const ways = {
    draft: async w => {
        w.case = await Case.begin(asker, { recipient: w.responder, ...w.words.request })
        w.file = await w.case.file(asker, 'files', `${w.words.of('file_name')}.txt`, `Some text with ${w.words.of('file')} in it.\n`)
        await number(w.case, asker, w.words.of('rq_number'))
    },
    sent: async w => {
        await w.case.act(asker, 'send')
        if (w.responder === RA) for (const name of ['ra.allocated', 'ra.actor']) allocate(w.case.ref, name)
        await w.case.act(asker, 'edit', { edit_reason: `Changed: ${w.words.of('edit')}` })
        await number(w.case, answerer(w.responder), w.words.of('rs_number'))
    },
    withdrawn: async w => w.case.act(asker, 'withdraw', { withdraw_reason: w.words.of('withdraw') }),
    accepted: async w => {
        const person = answerer(w.responder)
        await w.case.act(person, 'accept', { accepted_days: 9 })
        await w.case.act(person, 'save-reply', w.words.answers)
        await w.case.file(person, 'answer.SD-D3.files', `${w.words.of('answer_file_name')}.txt`, `Answered with ${w.words.of('answer_file')}.\n`)
    },
    replied: async w => w.case.act(answerer(w.responder), 'reply'),
    clarification: async w => w.case.act(asker, 'ask-clarification', { clarification_text: w.words.of('clarify') }),
    clarified: async w => w.case.act(answerer(w.responder), 'answer-clarification', { clarification_answer: w.words.of('clarified') }),
    closed: async w => w.case.act(asker, 'close'),
}
/** The line that cases are led along, step by step; `clarified` leads back to a state that has been looked at. */
const line = ['draft', 'sent', 'accepted', 'replied', 'clarification', 'clarified', 'closed']
const passing = ['clarified']
/** States beside the line, and the one they are reached from. */
const beside = { withdrawn: 'sent' }
const route = state => state in beside ? [...route(beside[state]), state] : line.slice(0, line.indexOf(state) + 1)
const states = [...line.filter(step => !passing.includes(step)), ...Object.keys(beside)]
const walk = (responder, natural = false) => ({ responder, words: words(natural) })
const brought = async (state, responder) => {
    const w = walk(responder)
    for (const step of route(state)) await ways[step](w)
    return w
}

// ---- what is refused ----------------------------------------------------------------------------------------------------
const inputs = {
    save: { reason: 'Because of this' }, send: {}, edit: { edit_reason: 'A slip' }, withdraw: { withdraw_reason: 'Not needed' }, accept: { accepted_days: 10 },
    'save-reply': { 'answer.SD-A1': 'no' }, reply: {}, 'ask-clarification': { clarification_text: 'What exactly?' },
    'answer-clarification': { clarification_answer: 'This.' }, close: { timeliness: 'positive' },
}
const unready = [...actions.filter(action => !(action in inputs)).map(action => `inputs: nothing for ${action}`),
    ...[...new Set(may.flatMap(row => [row[0], row[3]]))].filter(state => !states.includes(state)).map(state => `line, beside: no way to ${state}`),
    ...[...line, ...Object.keys(beside)].filter(step => !(step in ways)).map(step => `ways: nothing for ${step}`)]
results.check('every state and action of may.tsv can be reached by this script', unready.length === 0, unready.join('; '))
if (unready.length > 0) process.exit(1)
const formPath = (one, action) => `${one.path}/${action}${action === 'save' ? '?section=grounds' : ''}`
const expected = (state, action, reader, seenAs) => {
    if (reader === 'nobody') return { api: 401, page: 303 }
    const status = !isSeen(seenAs, 'shell', state) ? 404 : isFrom(state, action) ? 403 : 409
    return { api: status, page: status }
}
const readers = [...all.keys()].filter(name => !name.endsWith('.actor'))
const turn = list => full ? list : list.filter((_, i) => (i + seed) % 3 === 0)

/** Everything that a reader may not do to a case in this state, tried; nothing may have changed afterwards. */
const refusals = async (w, state, list) => {
    const before = fingerprint(w.case.ref), wrong = []
    const version = /^[^|]*\|[^|]*\|(\d+)/.exec(before)[1]
    let tried = 0
    const cells = list.flatMap(({ reader, as = reader }) => [...actions, 'forward'].map(action => ({ reader, as, action })))
    await each(cells, async ({ reader, as, action }) => {
        if (isAllowed(state, action, as)) return
        const person = who(reader), want = expected(state, action, reader, as)
        if (action === 'forward' && want.api !== 401) want.api = want.page = 404
        const input = inputs[action] ?? {}
        const got = {
            api: (await person.api('POST', `${w.case.apiPath}/actions/${action}`, { json: input, headers: { 'If-Match': `"${version}"` } })).status,
            get: (await person.get(formPath(w.case, action))).status,
            post: (await person.post(formPath(w.case, action), { version, ...input })).status,
        }
        tried += 3
        if (got.api !== want.api || got.get !== want.page || got.post !== want.page) wrong.push(`${reader} ${action}: wanted ${want.api}, got API ${got.api}, form ${got.get}, act ${got.post}`)
    })
    results.check(`${state}: ${tried} acts by ${list.length} readers are refused as they should be`, wrong.length === 0, wrong.join('; '))
    results.equal(`${state}: refused acts change nothing`, before, fingerprint(w.case.ref))
}

// ---- what is seen -------------------------------------------------------------------------------------------------------
const sections = ['counterpart', 'provider', 'legal', 'questions', 'grounds', 'attachments']
const found = async (person, text) => {
    const api = await person.api('POST', '/services/api/v1/searches', { json: { words: text } })
    const page = await person.post('/services/cases', { words: text })
    const at = page.headers.location ?? ''
    return { api: api.text, page: at.includes('/found/') ? (await person.get(at)).text : '' }
}
/** Everything that a reader can get at, by page and by API. */
const everything = async (w, reader) => {
    const person = who(reader), one = w.case
    const ids = sql(`SELECT a.id FROM attachment a JOIN case_file c ON c.id = a.case_id WHERE c.ref = '${one.ref}'`).split('\n').filter(Boolean)
    const pages = [one.path, `${one.path}?both=1`, `${one.path}/own`, ...actions.map(a => `${one.path}/${a}`), ...sections.map(s => `${one.path}/save?section=${s}`),
        `${one.path}/send?as=other`, `${one.path}/edit?as=other`, ...ids.map(id => `${one.path}/attachments/${id}`), '/tasks', '/cases', '/services/cases', '/services/', '/']
    const apis = [one.apiPath, `${one.apiPath}/history`, `${one.apiPath}/attachments`, ...ids.map(id => `${one.apiPath}/attachments/${id}`), '/api/v1/tasks',
        '/api/v1/cases', '/services/api/v1/cases']
    const page = [], api = []
    for (const path of pages) page.push(await person.get(path))
    for (const path of apis) api.push(await person.api('GET', path))
    return { page, api }
}
const holds = (text, w) => w instanceof RegExp ? w.test(text) : text.includes(w)

const looks = async (w, state, list, kinds = Object.keys(w.words.kinds).filter(kind => kind !== 'unsent')) => {
    const search = reader => reader === 'nobody' ? { page: '', api: '' } : found(who(reader), w.words.of('identity'))
    await each(list, async ({ reader, as = reader }) => {
        const got = await everything(w, reader), hits = await search(reader), wrong = []
        const text = { page: got.page.map(a => a.text).join('\n'), api: got.api.map(a => a.text).join('\n') }
        for (const door of ['page', 'api']) {
            const status = got[door][0].status, seen = isSeen(as, 'shell', state, door)
            const want = seen ? 200 : reader === 'nobody' ? (door === 'page' ? 303 : 401) : 404
            if (status !== want) wrong.push(`${door}: ${status} instead of ${want}`)
            if (seen && !got[door][0].text.includes(w.case.ref)) wrong.push(`${door}: no number`)
            if (!seen && text[door].replaceAll(`%2Fcases%2F${w.case.ref}`, '').includes(w.case.ref)) wrong.push(`${door}: the number is seen`)
            for (const kind of kinds) {
                for (const item of w.words.kinds[kind]) {
                    const seenItem = holds(text[door], item)
                    if (seenItem !== isSeen(as, kind, state, door)) wrong.push(`${door}: ${kind} ${item} is ${seenItem ? '' : 'not '}seen`)
                }
            }
            if (hits[door].includes(`"${w.case.ref}"`) || hits[door].includes(`>${w.case.ref}<`) ? !isSeen(as, 'found', state, door) : isSeen(as, 'found', state, door)) wrong.push(`${door}: found by name wrongly`)
            if (got[door].some(a => a.status >= 500)) wrong.push(`${door}: an answer of ${got[door].find(a => a.status >= 500).status}`)
        }
        results.check(`${state}${w.responder === RA ? ' with allocation' : ''}: what ${reader} sees`, wrong.length === 0, wrong.join('; '))
    })
}

// ---- the walks ------------------------------------------------------------------------------------------------------------
const own = readers.filter(name => !name.startsWith('ra.')).map(reader => ({ reader }))
const core = new Set(['rq.handler', 'rs.handler', 'ra.allocated', 'ra.handler', 'fo.all'])
const chosen = list => full ? list : [...list.filter(r => core.has(r.reader)), ...turn(list.filter(r => !core.has(r.reader)))]
const stage = async (w, state, list, kinds) => {
    await refusals(w, state, chosen(list))
    await looks(w, state, chosen(list), kinds)
}
const main = walk(RS), third = walk(RA, true), pending = walk(RS)
for (const step of line) {
    await ways[step](main)
    if (!passing.includes(step)) await stage(main, step, own)
}
for (const state of Object.keys(beside)) await stage(await brought(state, RS), state, own)

// Changes of a sent request that were not sent yet.
for (const state of ['draft', 'sent']) await ways[state](pending)
await pending.case.act(asker, 'save', { former_names: `${pending.words.request.former_names}\n${pending.words.of('unsent')}` })
await looks(pending, 'sent', chosen(own), ['unsent', 'identity', 'text'])

// Allocation, and what only a natural person has.
const withAllocation = [...readers.filter(name => name.startsWith('ra.')).map(reader => ({ reader })), { reader: 'rs.handler', as: 'fo.handler' },
    { reader: 'rs.basic', as: 'fo.handler' }, { reader: 'cs.referral' }, { reader: 'ls.handler' }, { reader: 'fo.handler' }, { reader: 'rq.handler' }]
for (const step of line) {
    await ways[step](third)
    if (step !== 'draft' && !passing.includes(step)) await stage(third, step, withAllocation)
}

// Another authority is asked instead: the first one sees nothing any more.
{
    const w = await brought('sent', RS)
    const was = await who('rs.handler').api('GET', w.case.apiPath)
    await w.case.act(asker, 'edit', { recipient: RA, edit_reason: 'The wrong one' })
    const now = await who('rs.handler').api('GET', w.case.apiPath)
    results.equal('an authority that is asked no more sees nothing any more', '200 404', `${was.status} ${now.status}`)
    const hits = await found(who('rs.handler'), w.words.of('identity'))
    results.check('nor does it find the case', !hits.api.includes(w.case.ref) && !hits.page.includes(w.case.ref))
    results.equal('the one that is asked now sees it', 200, (await who('ra.basic').api('GET', w.case.apiPath)).status)
}

// ---- what is allowed is done, through both doors ---------------------------------------------------------------------------
const stateOf = ref => sql(`SELECT state FROM case_file WHERE ref = '${ref}'`)
for (const [state, action, reader, to] of may) {
    const responder = reader.startsWith('ra.') ? RA : RS, person = who(reader)
    for (const door of ['API', 'page']) {
        const w = await brought(state, responder), one = w.case, before = fingerprint(one.ref)
        let answer
        if (door === 'API') {
            answer = await person.api('POST', `${one.apiPath}/actions/${action}`, { json: inputs[action], headers: { 'If-Match': await one.version(person) } })
            if (answer.status === 200) answer.status = 303
        } else {
            const form = await person.get(formPath(one, action))
            const hidden = Object.fromEntries([...form.text.matchAll(/<input type="hidden" name="(version|key|seen)" value="([^"]*)"/g)].map(m => [m[1], m[2]]))
            answer = form.status === 200 ? await person.post(formPath(one, action), { ...hidden, ...inputs[action] }) : form
        }
        const done = answer.status === 303 && stateOf(one.ref) === to && fingerprint(one.ref) !== before
        results.check(`${state}: ${reader} may ${action} by ${door}`, done, `${answer.status}, state ${stateOf(one.ref)}: ${answer.text.replace(/<[^>]*>/g, ' ').slice(0, 600)}`)
    }
}

// ---- what is offered is what may be done -------------------------------------------------------------------------------------
const standing = {}
for (const state of states) standing[state] = await brought(state, RS)
{
    const wrong = []
    for (const [state, w] of Object.entries(standing)) for (const { reader } of own.filter(r => isSeen(r.reader, 'shell', state))) {
        const offered = JSON.parse((await who(reader).api('GET', w.case.apiPath)).text).actions.map(a => a.id).sort().join(' ')
        const wanted = may.filter(row => row[0] === state && row[2] === reader).map(row => row[1]).sort().join(' ')
        if (offered !== wanted) wrong.push(`${state} ${reader}: wanted '${wanted}', got '${offered}'`)
    }
    results.check('a case offers to each reader what the table allows him', wrong.length === 0, wrong.join('; '))
}
{
    const wrong = []
    for (const reader of readers) {
        const want = reader === 'nobody' ? '401 303' : reader === 'rq.handler' || /^(r[sa]|co|cs|li|ls|fo)\.(handler|allocated|all)$/.test(reader) ? '201 200'
            : reader.endsWith('.none') ? '404 404' : '403 403'
        const api = await who(reader).api('POST', '/services/api/v1/cases', { json: { flow: 'request' } })
        const page = await who(reader).get('/services/new/request')
        if (`${api.status} ${page.status}` !== want) wrong.push(`${reader}: wanted ${want}, got ${api.status} ${page.status}`)
    }
    results.check('only handlers begin a draft', wrong.length === 0, wrong.join('; '))
}

// ---- who has lost the right ---------------------------------------------------------------------------------------------------
const shut = async (name, change, back, wantApi, wantPage, person = who('rq.handler')) => {
    sql(change)
    const wrong = []
    for (const [state, w] of Object.entries(standing)) for (const action of actions) {
        const before = fingerprint(w.case.ref)
        const api = await person.api('POST', `${w.case.apiPath}/actions/${action}`, { json: inputs[action], headers: { 'If-Match': `"${before.split('|')[2]}"` } })
        const get = await person.get(formPath(w.case, action)), act = await person.post(formPath(w.case, action), inputs[action])
        if (api.status !== wantApi || get.status !== wantPage || act.status !== wantPage) wrong.push(`${state} ${action}: ${api.status} ${get.status} ${act.status}`)
        if (fingerprint(w.case.ref) !== before) wrong.push(`${state} ${action}: done`)
    }
    const look = await person.api('GET', standing.closed.case.apiPath)
    if (look.status !== wantApi) wrong.push(`reading: ${look.status}`)
    sql(back)
    results.check(name, wrong.length === 0, wrong.join('; '))
}
const RQ = authority('mx-rq'), handler = "(SELECT id FROM user_account WHERE name = 'mx-rq.handler')"
const session = [...who('rq.handler').cookies]
const restore = () => { who('rq.handler').cookies = new Map(session) }
await shut('a right in the area that was taken away shuts everything', `DELETE FROM user_role WHERE user_id = ${handler}`,
    `INSERT INTO user_role VALUES (${handler}, 'services', 'handler')`, 404, 404)
await shut('an area that was suspended for the authority shuts everything', `UPDATE authority_area SET status = 'suspended' WHERE authority_id = ${RQ} AND area = 'services'`,
    `UPDATE authority_area SET status = 'granted' WHERE authority_id = ${RQ} AND area = 'services'`, 404, 404)
await shut('a suspended authority\'s handler is nobody', `UPDATE authority SET status = 'suspended' WHERE id = ${RQ}`, `UPDATE authority SET status = 'active' WHERE id = ${RQ}`, 401, 303)
restore()
await shut('a suspended user is nobody', `UPDATE user_account SET status = 'suspended' WHERE id = ${handler}`, `UPDATE user_account SET status = 'active' WHERE id = ${handler}`, 401, 303)
restore()
results.equal('given back, the right works again', 200, (await who('rq.handler').get(standing.sent.case.path)).status)

// ---- blocked, then deleted ------------------------------------------------------------------------------------------------------
const lastLook = async state => {
    for (const w of [main, third]) {
        const list = chosen(w === main ? own : withAllocation)
        await refusals(w, state, list)
        await looks(w, state, list)
    }
}
imictl('clock', 'advance', '7mo')
results.equal('after seven months the closed case is blocked', '1', sql(`SELECT blocked_at IS NOT NULL FROM case_file WHERE ref = '${main.case.ref}'`))
await lastLook('blocked')
imictl('clock', 'advance', '36mo')
results.equal('after three years its data are deleted', '1 0', sql(`SELECT CONCAT(c.erased_at IS NOT NULL, ' ', (SELECT COUNT(*) FROM personal_value p WHERE p.case_id = c.id)) FROM case_file c WHERE c.ref = '${main.case.ref}'`))
await lastLook('erased')
results.check('the history of every case is still whole', /intact/.test(imictl('history', 'verify', main.case.ref)), imictl('history', 'verify', main.case.ref))

// A case that never was, for comparison.
results.equal('a case that never was is not found', '404 404', await (async () => {
    const ref = noCase()
    return `${(await who('rq.handler').get(`/services/cases/${ref}`)).status} ${(await who('rq.handler').api('GET', `/services/api/v1/cases/${ref}`)).status}`
})())
process.exit(results.failed > 0 ? 1 : 0)
