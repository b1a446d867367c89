// SPDX-License-Identifier: EUPL-1.2
// The walks of new-version.sh. Arguments: a pipe that is written to when a case of an earlier version is under way, and one
// that is read until the new one is there. VERSION: its number.
import { readFileSync, writeFileSync } from 'node:fs'
import { people, Case, authority, sql, field, Results } from '../client.mjs'

const results = new Results('http new version')
const all = await people(), rq = all.get('rq.handler'), rs = all.get('rs.handler')
const request = { recipient: authority('mx-rs'), provider_kind: 'legal_person', provider_name: 'Zqfirm', phone: '12345', provider_region: 'Zqregion', service_activities: ['roofing'],
    legal_basis: 'art30_3', case_type: 'temporary_service', reply_days: 20, reason: 'Because Zqreason', 'ask.SD-A1': true }
const accepted = async more => {
    const one = await Case.begin(rq, { ...request, ...more })
    await one.act(rq, 'send')
    await one.act(rs, 'accept', { accepted_days: 9 })
    return one
}
const caseOf = async (person, one) => JSON.parse((await person.api('GET', one.apiPath)).text)
const offered = async (person, one) => (await caseOf(person, one)).actions.map(action => action.id).sort().join(' ')
const acts = async (person, one, action, json = {}) =>
    person.api('POST', `${one.apiPath}/actions/${action}`, { json, headers: { 'If-Match': await one.version(person) } })
const link = (page, label) => [...page.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)</g)].filter(m => m[2].trim() === label).map(m => m[1])

const old = await accepted(), wasOffered = await offered(rs, old)
writeFileSync(process.argv[2], 'ready')
readFileSync(process.argv[3]) // every worker has the new data now
const questions = async () => (await rq.api('GET', '/services/api/v1/questions/services')).text
results.check('the programs have loaded it', (await questions()).includes('SD-G4'))

const follows = JSON.parse(await questions()).questions.find(q => q.id === 'SD-G5')
results.equal('and say what a form needs to know of a question', '{"test":"is","subject":"SD-G4","codes":[{"code":"yes"}]} Insured until, The insurance has no end date',
    `${JSON.stringify(follows.when[0])} ${follows.date_labels[0].label}, ${follows.unlimited_label}`)

// ---- a case of an earlier version keeps to it ----------------------------------------------------------------------------
results.equal('an old case offers what it offered', wasOffered, await offered(rs, old))
results.equal('and refuses what its version does not know', 404, (await acts(rs, old, 'put-on-hold', { hold_reason: 'x', hold_days: 3 })).status)
results.equal('its old reply goes out', 200, (await acts(rs, old, 'reply', { 'answer.SD-A1': 'yes' })).status)

// ---- a new one: the state ---------------------------------------------------------------------------------------------------
const one = await accepted({ 'ask.SD-G4': true, 'ask.SD-G5': true })
results.equal('a new case is of the new version', process.env.VERSION, sql(`SELECT flow_version FROM case_file WHERE ref = '${one.ref}'`))
await one.act(rs, 'save-reply', { 'answer.SD-A1': 'yes', 'answer.SD-A1.comment': 'Zqsaved' })
const page = (await rs.get(one.path)).text
for (const label of ['Answer the questions', 'Check and reply', 'Put on hold']) results.equal(`the page has one link "${label}"`, 1, link(page, label).length)
const hold = await rs.get(`${one.path}/put-on-hold`)
results.check('the page of the step is called as the step', /<h1[^>]*>(<span[^>]*>[^<]*<\/span>)?\s*Put on hold\s*<\/h1>/.test(hold.text), /<h1.*<\/h1>/.exec(hold.text)?.[0])
const reply = await rs.get(`${one.path}/save-reply`)
const next = await rs.post(`${one.path}/save-reply`, { version: field(reply, 'version'), seen: field(reply, 'seen'), 'answer.SD-A1': 'yes', 'answer.SD-A1.comment': 'Zqsaved', go: 'next' })
results.equal('from the answers one goes on to the reply, not to the step', `303 ${one.path}/reply`, `${next.status} ${next.headers.location}`)
const late = await rs.post(`${one.path}/put-on-hold`, { version: field(hold, 'version'), key: field(hold, 'key'), hold_reason: '', hold_days: 8 })
results.equal('without a reason it is refused', 422, late.status)
results.equal('the asker may not', 403, (await acts(rq, one, 'put-on-hold', { hold_reason: 'x', hold_days: 3 })).status)
const put = await rs.post(`${one.path}/put-on-hold`, { version: field(hold, 'version'), key: field(hold, 'key'), hold_reason: 'Zqcourt decides', hold_days: 8 })
results.equal('with one it is done', '303 on_hold', `${put.status} ${(await caseOf(rs, one)).state.code}`)
const theirs = (await rq.get(one.path)).text
results.check('the asker reads state, reason and day', theirs.includes('On hold') && theirs.includes('Zqcourt') && theirs.includes('is to resume the request by'))
results.check('but no answer that is not given yet', !theirs.includes('Zqsaved'))
const meanwhile = await rs.get(`${one.path}/save-reply`)
results.check('the reply is written on, but not sent', meanwhile.text.includes('Zqsaved') && !meanwhile.text.includes('Check and reply') && />\s*Save\s*<\/button>/.test(meanwhile.text))
const saved = await rs.post(`${one.path}/save-reply`, { version: field(meanwhile, 'version'), seen: field(meanwhile, 'seen'), 'answer.SD-A1': 'yes', 'answer.SD-A1.comment': 'Zqsaved on', go: 'next' })
results.equal('saved one is back at the case', `303 ${one.path}`, `${saved.status} ${saved.headers.location.split('?')[0]}`)
results.equal('nobody replies meanwhile', 409, (await acts(rs, one, 'reply')).status)
results.equal('resumed it is accepted again', '200 accepted', `${(await acts(rs, one, 'resume', { resumed_days: 9 })).status} ${(await caseOf(rs, one)).state.code}`)
results.check('what was saved is still there', (await rs.get(`${one.path}/save-reply`)).text.includes('Zqsaved on'))

// ---- the questions -----------------------------------------------------------------------------------------------------------
const half = await acts(rs, one, 'reply', { 'answer.SD-A1': 'yes', 'answer.SD-G4': 'yes' })
results.equal('the new question is to be answered, and what follows from it', '422 /answer/SD-G5', `${half.status} ${JSON.parse(half.text).errors.map(e => e.pointer).join()}`)
await one.act(rs, 'save-reply', { 'answer.SD-G4': 'yes' })
const done = async () => (await rs.get(`${one.path}/save-reply`)).text.match(/imi-jump__done/g)?.length ?? 0
const before = await done()
await one.act(rs, 'save-reply', { 'answer.SD-G5.day1': '2027-03-31' })
results.equal('a question that is answered by a day counts as answered', `${before + 1}`, `${await done()}`)
results.equal('answered it goes out', 200, (await acts(rs, one, 'reply', { 'answer.SD-A1': 'yes', 'answer.SD-G4': 'yes', 'answer.SD-G5.day1': '2027-03-31' })).status)
const read = (await rq.get(one.path)).text
results.check('and is read', read.includes('professional liability insurance at present') && read.includes('31 March 2027') && read.includes('Zqsaved'))
results.equal('the history tells all', 'send accept put-on-hold resume reply', (await (async () => JSON.parse((await rq.api('GET', `${one.apiPath}/history`)).text).events)()).map(e => e.action.code ?? e.action).reverse().join(' '))
process.exit(results.failed > 0 ? 1 : 0)
