// SPDX-License-Identifier: EUPL-1.2
// One request through a version of the flow in which saving is called keep and sending dispatch: renamed.sh.
import { people, Case, authority, sql, field, Results } from '../client.mjs'

const results = new Results('http renamed')
const all = await people(), rq = all.get('rq.handler'), rs = all.get('rs.handler')
const links = page => [...page.text.matchAll(/href="([^"]*section=[^"]*)"/g)].map(m => m[1].replaceAll('&amp;', '&'))

const one = await Case.begin(rq, { provider_kind: 'legal_person' })
results.equal('a draft is of the new version', process.env.VERSION, sql(`SELECT flow_version FROM case_file WHERE ref = '${one.ref}'`))
results.equal('there is no other name for saving', 404, (await rq.api('POST', `${one.apiPath}/actions/save`, { json: {}, headers: { 'If-Match': await one.version() } })).status)

// ---- by page ------------------------------------------------------------------------------------------------------------------
const draft = links(await rq.get(one.path))
results.check('each part of the draft leads to its form', draft.length > 5 && draft.every(href => href.startsWith(`${one.path}/keep?section=`)), draft.join(' '))
const address = `${one.path}/keep?section=provider`
const form = await rq.get(address)
results.check('the form is sent to where it came from', form.text.includes(`action="${address}"`))
const saved = await rq.post(address, { seen: field(form, 'seen'), provider_kind: 'legal_person', provider_name: 'Zqfirm', phone: '12345', provider_region: 'Zqregion', go: 'next' })
results.equal('from a part one goes on to the next', `303 ${one.path}/keep?section=legal`, `${saved.status} ${saved.headers.location}`)
results.equal('what was typed is kept', 'Zqfirm', sql(`SELECT d.value FROM draft_value d JOIN case_file c ON c.id = d.case_id WHERE c.ref = '${one.ref}' AND d.field = 'provider_name'`))
await one.act(rq, 'keep', { recipient: authority('mx-rs'), service_activities: ['roofing'], legal_basis: 'art30_3', case_type: 'temporary_service', reply_days: 20,
    reason: 'Because', 'ask.SD-A1': true })
await one.file(rq, 'files', 'offer.txt', 'An offer.\n')
const check = links(await rq.get(`${one.path}/dispatch`))
for (const section of ['questions', 'attachments']) results.check(`the check leads back to the ${section}`, check.includes(`${one.path}/keep?section=${section}`), check.join(' '))

// ---- the way on ---------------------------------------------------------------------------------------------------------------
await one.act(rq, 'dispatch')
results.check('what was sent can be edited', links(await rq.get(`${one.path}/edit`)).every(href => href.startsWith(`${one.path}/keep?section=`)))
await one.act(rs, 'accept', { accepted_days: 9 })
await one.act(rs, 'reply', { 'answer.SD-A1': 'yes' })
await one.act(rq, 'close')
results.equal('the request is closed', 'closed', sql(`SELECT state FROM case_file WHERE ref = '${one.ref}'`))
process.exit(results.failed > 0 ? 1 : 0)
