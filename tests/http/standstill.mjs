// SPDX-License-Identifier: EUPL-1.2
// The checks of standstill.sh. Days were counted by hand: 1 March 2027 is a Monday; objections may come until the 15th, a standstill of
// fifteen working days ends with the 22nd, and an urgent measure lapses on the 12th.
import { readFileSync } from 'node:fs'
import { people, Case, authority, imictl, field, fingerprint, sql, Results } from '../client.mjs'

const results = new Results('http standstill')
const all = await people(), rq = all.get('rq.handler'), rs = all.get('rs.handler')
sql(`INSERT INTO authority_flow (authority_id, area, flow, can_send, can_receive, use_allocation, approve_request, approve_reply, coordinator_decides)
     SELECT id, 'services', 'notice', TRUE, TRUE, FALSE, FALSE, FALSE, FALSE FROM authority WHERE slug IN ('mx-rq', 'mx-rs')`)
const at = moment => imictl('clock', 'set', moment)
const begin = json => Case.begin(rq, { flow: 'notice', recipient: authority('mx-rs'), measure: 'rule', ...json })
const shown = async (who, one) => JSON.parse((await who.api('GET', one.apiPath)).text)
const offered = async (who, one) => (await shown(who, one)).actions.map(a => a.id).join(' ')
const state = one => sql(`SELECT state FROM case_file WHERE ref = '${one.ref}'`)
const has = (name, page, ...words) => results.check(name, words.every(word => page.text.includes(word)), `${page.status} ${page.text.replace(/<[^>]*>/g, ' ').slice(0, 1500)}`)

/** An action that is not open: no page, no API and no form does it, and each says why. */
const notOpen = async (name, who, one, action, about, why) => {
    const before = fingerprint(one.ref)
    const api = await who.api('POST', `${one.apiPath}/actions/${action}`, { json: {}, headers: { 'If-Match': await one.version(who) } })
    const problem = JSON.parse(api.text)
    results.equal(`${name}: the API says why`, `409 /${about} ${why}`, `${api.status} ${problem.errors?.[0]?.pointer} ${problem.errors?.[0]?.detail}`)
    for (const page of [await who.get(`${one.path}/${action}`), await who.post(`${one.path}/${action}`, {})]) {
        results.equal(`${name}: no page does it`, 409, page.status)
        has(`${name}: the page says why`, page, 'This cannot be done now', why, 'Open the case as it is now')
    }
    results.check(`${name}: it is not offered`, !(await offered(who, one)).split(' ').includes(action) && !(await who.get(one.path)).text.includes(`${one.path}/${action}"`))
    results.equal(`${name}: nothing was done`, before, fingerprint(one.ref))
}

/** An action that nobody but the system knows: it is not found, like one that there is not. */
const notThere = async (name, who, one, action) => {
    const api = await who.api('POST', `${one.apiPath}/actions/${action}`, { json: {}, headers: { 'If-Match': await one.version(who) } })
    const got = [api.status, (await who.get(`${one.path}/${action}`)).status, (await who.post(`${one.path}/${action}`, {})).status]
    results.equal(name, '404 404 404', got.join(' '))
}

// ---- conditions -----------------------------------------------------------------------------------------------------------------
at('2027-03-01T10:00:00Z')
const one = await begin({})
results.equal('a draft that is not urgent is notified', 'save notify', (await offered(rq, one)).split(' ').sort().reverse().join(' '))
await notOpen('not as urgent', rq, one, 'notify-urgent', 'ground', 'This can be done only where “Why it is urgent” is one of these: Health, Safety.')
await one.act(rq, 'notify')
await notOpen('not before its day', rq, one, 'adopt', 'object_by', 'Objections may come until Monday 15 March 2027.')
await notOpen('not without the setting', rq, one, 'drop', 'approve_request', 'The settings of your authority do not provide for this.')
await one.act(rs, 'object')
await notOpen('not twice', rs, one, 'object', 'objected_at', 'This can no longer be done after what was done before.')
await notOpen('not before the day has come', rq, one, 'answer-objection', 'object_by', 'This can be done from Monday 15 March 2027 on.')
has('whose turn it is reads from when on', await rq.get(one.path), 'This can be done from Monday 15 March 2027 on.')

// ---- a standstill ---------------------------------------------------------------------------------------------------------------
await one.act(rs, 'hold')
for (const [name, who] of [['the one', rq], ['the other', rs]]) {
    has(`${name} reads until which day the case stands still`, await who.get(one.path), 'The measure may not be taken before Monday 22 March 2027', 'You need do nothing.')
    results.equal(`${name} can do nothing`, '', await offered(who, one))
    const row = JSON.parse((await who.api('GET', '/services/api/v1/cases?flow=notice')).text).items.find(r => r.ref === one.ref)
    results.equal(`${name} finds the day in the list`, '2027-03-22 false', `${row?.due} ${row?.waits ?? false}`)
    has(`${name} sees the day in the list`, await who.get('/services/cases?flow=notice'), one.ref, 'datetime="2027-03-22"')
    results.check(`${name} has no task`, !(await who.api('GET', '/api/v1/tasks')).text.includes(one.ref))
    await notThere(`${name} does not find what the system does`, who, one, 'end-standstill')
}
at('2027-03-22T22:30:00Z') // 23:30
results.equal('it stands still on its last day', 'standstill', state(one))
at('2027-03-22T23:30:00Z') // the 23rd, 00:30
results.equal('it ends by itself', 'examined', state(one))
const ended = await rq.get(one.path)
has('the page says that the system ended it', ended, 'The system', 'ended the standstill')
results.equal('so does the history', 'end-standstill The system', await rq.api('GET', `${one.apiPath}/history`).then(a => JSON.parse(a.text).events[0]).then(e => `${e.action} ${e.actor}`))
results.equal('the notifying authority is told', '1', sql(`SELECT COUNT(*) FROM outbox o JOIN case_file c ON c.id = o.subject_id JOIN authority a ON a.id = o.authority_id
    WHERE c.ref = '${one.ref}' AND o.message = 'standstill_ended' AND a.slug = 'mx-rq'`))
await one.act(rq, 'adopt')
results.equal('the measure is adopted', 'adopted', state(one))

// ---- a file that an action needs ------------------------------------------------------------------------------------------------
at('2027-03-01T10:00:00Z')
const refused = await begin({})
await refused.act(rq, 'notify')
const address = `${refused.path}/refuse`
const pieces = (pairs, files) => [...Object.entries({ csrf: rs.csrf, ...pairs }).map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    ...files.map(([place, name, text]) => `--b\r\nContent-Disposition: form-data; name="${place}"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n${text}\r\n`), '--b--\r\n'].join('')
const submit = async (pairs, files) => {
    const form = await rs.get(address)
    return rs.page('POST', address, { headers: { 'Content-Type': 'multipart/form-data; boundary=b' }, body: pieces({ version: field(form, 'version'), key: field(form, 'key'), ...pairs }, files) })
}
has('the form asks for the files', await rs.get(address), 'enctype="multipart/form-data"', 'name="evidence" type="file"', 'name="evidence.language"', 'A refusal needs its evidence.')
const without = await submit({ refuse_reason: 'Zqreason' }, [])
results.equal('without a file it is not done', '422 examined', `${without.status} ${state(refused)}`)
has('the file is asked for beside its field, and what was typed stands there', without, 'href="#evidence"', 'Evidence: attach a file', 'id="evidence-error"', 'Zqreason</textarea>')
const form = await rs.get(address)
const plain = await rs.post(address, { version: field(form, 'version'), key: field(form, 'key'), refuse_reason: 'Zqreason' })
results.equal('nor by a form that could hold none', '422 examined', `${plain.status} ${state(refused)}`)
const halfway = await submit({ refuse_reason: '' }, [['evidence', 'proof.txt', 'Zqproof']])
results.equal('without its reason it is not done either', '422 examined', `${halfway.status} ${state(refused)}`)
has('the file is kept, and can be taken out again', halfway, 'Files already uploaded', 'proof.txt', 'name="remove"')
results.check('and is not asked for again', !halfway.text.includes('Evidence: attach a file'), halfway.text.slice(0, 300))
const kept = sql(`SELECT a.id FROM attachment a JOIN case_file c ON c.id = a.case_id WHERE c.ref = '${refused.ref}'`)
const taken = await submit({ refuse_reason: 'Zqreason', remove: kept }, [])
results.equal('taken out, it is asked for', '422 true', `${taken.status} ${taken.text.includes('Evidence: attach a file')}`)
const nothing = await rs.api('POST', `${refused.apiPath}/actions/refuse`, { json: { refuse_reason: 'Zqreason' }, headers: { 'If-Match': await refused.version(rs) } })
results.equal('the API asks for it, too', '422 /evidence Evidence: attach a file', `${nothing.status} ${JSON.parse(nothing.text).errors?.[0]?.pointer} ${JSON.parse(nothing.text).errors?.[0]?.detail}`)
const done = await submit({ refuse_reason: 'Zqreason' }, [['evidence', 'proof.txt', 'Zqproof']])
results.equal('with both it is done', `303 ${refused.path} dropped`, `${done.status} ${done.headers.location} ${state(refused)}`)
has('the other side finds the file', await rq.get(refused.path), 'proof.txt', 'Zqreason')
const byApi = await begin({})
await byApi.act(rq, 'notify')
await byApi.file(rs, 'evidence', 'proof.txt', 'Zqproof')
await byApi.act(rs, 'refuse', { refuse_reason: 'Zqreason' })
results.equal('by API it goes the same way', 'dropped', state(byApi))

// ---- an act that cannot be done -------------------------------------------------------------------------------------------------
at('2027-03-01T10:00:00Z')
const doctor = () => { try { return imictl('doctor') } catch (error) { return error.stdout.toString() } }
results.check('doctor knows that no act is overdue', doctor().includes('ok     acts by time: none is overdue'), doctor())
const stuck = await begin({ is_urgent: true, ground: 'health' }), good = await begin({ is_urgent: true, ground: 'safety' })
for (const each of [stuck, good]) await each.act(rq, 'notify-urgent')
await stuck.act(rq, 'extend')
at('2027-03-14T10:00:00Z')
results.equal('one that can be done is done', 'lapsed', state(good))
results.equal('the other is not', 'urgent', state(stuck))
results.check('doctor names it', doctor().includes(`FAULT  acts by time: services notice: lapse is overdue by more than a day: ${stuck.ref}\n`), doctor())
const log = readFileSync(`${process.env.LOGS}/clerk.log`, 'utf8').split('\n').filter(line => line.includes('passed over') && line.includes(stuck.ref))
results.check('the log of the clerk says why', log.length > 0 && log.every(line => line.includes('"work":"act"') && line.includes('does not hold')), log.join(' '))
process.exit(results.failed > 0 ? 1 : 0)
