// SPDX-License-Identifier: EUPL-1.2
// The checks of members.sh. The clock is set to Monday 1 March 2027: one working day ends on the 2nd, ten on the 15th.
import { people, Case, authority, imictl, fingerprint, sql, each, Person, Results } from '../client.mjs'

const results = new Results('http members')
const all = await people(), author = all.get('rq.handler'), coordinator = all.get('co.handler'), german = all.get('cs.handler')
const stranger = all.get('fo.handler'), answering = all.get('rs.handler')
const at = moment => imictl('clock', 'set', moment)
const shown = async (who, one) => JSON.parse((await who.api('GET', one.apiPath)).text)
const offered = async (who, one) => (await shown(who, one)).actions.map(a => a.id).sort().join(' ')
const row = one => sql(`SELECT CONCAT_WS(' ', state, class, version) FROM case_file WHERE ref = '${one.ref}'`)
const members = one => sql(`SELECT p.member, a.slug, p.state, p.class, p.version, p.waits FROM case_part p JOIN authority a ON a.id = p.authority_id
    JOIN case_file c ON c.id = p.case_id WHERE c.ref = '${one.ref}' AND p.member >= 8 ORDER BY p.member`).replaceAll('\t', ' ').replaceAll('\n', '; ')
const has = (name, page, ...words) => results.check(name, words.every(word => page.text.includes(word)), `${page.status} ${page.text.replace(/<[^>]*>/g, ' ').slice(0, 1500)}`)
const lacks = (name, page, ...words) => results.check(name, page.status === 200 && !words.some(word => page.text.includes(word)), `${page.status} ${page.text.replace(/<[^>]*>/g, ' ').slice(0, 1500)}`)
const refused = async (name, status, who, one, action, json = {}) => {
    const before = fingerprint(one.ref) + members(one)
    const headers = { 'If-Match': (await who.api('GET', one.apiPath)).headers.etag ?? '"1"' }
    const api = await who.api('POST', `${one.apiPath}/actions/${action}`, { json, headers })
    results.equal(`${name}: by API`, status, api.status)
    const page = await who.post(`${one.path}/${action}`, json)
    results.check(`${name}: by page`, page.status === status, `${page.status}`)
    results.equal(`${name}: nothing was done`, before, fingerprint(one.ref) + members(one))
}

// The Danish, the German and the Austrian coordinator; in Germany the one of the fixture.
sql(`UPDATE authority_area g JOIN authority a ON a.id = g.authority_id SET g.kind = 'CA' WHERE a.country IN ('DE', 'DK') AND a.slug NOT LIKE 'mx-%'`)
at('2027-03-01T10:00:00Z')
const content = { product: 'Kettensäge Blitz', description: 'The chain leaves its guide.', warned_states: ['DE', 'AT', 'DK'] }
const one = await Case.begin(author, { flow: 'alert', ...content })

// ---- before anybody is warned ---------------------------------------------------------------------------------------------------
results.equal('a draft is saved and submitted by its author alone', 'save submit', await offered(author, one))
for (const [name, who] of [['the coordinator', coordinator], ['a state to be warned', german], ['a stranger', stranger]])
    results.equal(`${name} does not find a draft`, 404, (await who.api('GET', one.apiPath)).status)
await one.act(author, 'submit')
results.equal('it waits for the coordinator, who takes its part by a relation', 'submitted 1 1', row(one))
results.equal('who is named among the parties', 'author mx-rq coordinator mx-co', (await shown(author, one)).parties.map(p => `${p.part} ${sql(`SELECT slug FROM authority WHERE id = ${p.authority.id}`)}`).join(' '))
results.equal('the author can drop it', 'drop', await offered(author, one))
results.equal('the coordinator can return it or send it on', 'return send-on', await offered(coordinator, one))
results.equal('nobody else finds it', '404 404', [(await german.api('GET', one.apiPath)).status, (await stranger.api('GET', one.apiPath)).status].join(' '))
await refused('the author cannot send it on', 403, author, one, 'send-on')
await one.act(coordinator, 'return', { return_reason: 'Which model?' })
results.equal('a warning that was returned is mended by its author', 'drop save submit-again', await offered(author, one))
has('the reason is read', await author.get(one.path), 'Which model?')
await one.act(author, 'submit-again', { product: 'Kettensäge Blitz 2' })
results.equal('nobody is a member yet', '', members(one))

// ---- the states are warned ------------------------------------------------------------------------------------------------------
await one.act(coordinator, 'send-on', { remark: 'Urgent for dealers.' })
results.equal('the case goes on', 'open 1 4', row(one))
results.check('each state chosen has one member, but not the one that is a party already', /^8 .* received 1 0 1; 9 mx-cs received 1 0 1$/.test(members(one)), members(one))
results.equal('each of them is told', '2', sql(`SELECT COUNT(*) FROM outbox o JOIN case_file c ON c.id = o.subject_id WHERE c.ref = '${one.ref}' AND o.message = 'warning_received'`))
const first = await german.get(one.path)
has('a member reads the warning', first, 'Kettensäge Blitz 2', 'The chain leaves its guide.', 'Urgent for dealers.')
has('and what it must do, by when', first, 'Waits for Bundeskoordination to confirm the receipt until Tuesday 2 March 2027', 'You need to act.', 'Your authority:', 'Received')
results.equal('it can confirm', 'confirm', await offered(german, one))
results.check('it is among its tasks', (await german.api('GET', '/api/v1/tasks')).text.includes(one.ref))
const listed = JSON.parse((await german.api('GET', '/services/api/v1/cases?flow=alert&state=received')).text).items
results.equal('its list shows its own state and day', `${one.ref} received 2027-03-02`, listed.map(r => `${r.ref} ${r.state.code} ${r.due}`).join())
results.equal('the list of those who wait finds it too', '1', String(JSON.parse((await german.api('GET', '/services/api/v1/cases?waits=1&flow=alert')).text).items.length))
results.equal('a state that was not warned does not find it', 404, (await stranger.get(one.path)).status)
results.equal('an authority of a state that was warned does not, if it is not the one', 404, (await answering.get(one.path)).status)
has('the author reads how far the states are', await author.get(one.path), 'States warned', '2 of 2 authorities still have to act, the first of them by Tuesday 2 March 2027.', 'Bundeskoordination', 'Austria')
const progress = (await shown(author, one)).members[0]
results.equal('the API says the same', 'recipients 2 2 received 2', [progress.part, progress.all, progress.waiting, ...progress.progress.map(p => `${p.state.code} ${p.members}`)].join(' '))
await refused('the author confirms nothing', 403, author, one, 'confirm')
await refused('a member does nothing out of turn', 409, german, one, 'tell-measures', { measures_taken: 'None.' })
await refused('a member moves not the case', 403, german, one, 'propose-closing')

// ---- each by itself -------------------------------------------------------------------------------------------------------------
const before = (await german.api('GET', one.apiPath)).headers.etag
await one.act(german, 'confirm')
results.equal('an act of a member moves nobody else', 'open 1 4', row(one))
results.check('only itself', /^8 .* received 1 0 1; 9 mx-cs confirmed 1 1 0$/.test(members(one)), members(one))
const stale = await german.api('POST', `${one.apiPath}/actions/tell-measures`, { json: { measures_taken: 'Recalled.' }, headers: { 'If-Match': before } })
results.equal('what a member saw before its own act is out of date', 412, stale.status)
has('its history shows its own act among those of the case', await german.get(one.path), 'confirmed the receipt', 'sent the warning on')
lacks('that of the others does not', await author.get(one.path), 'confirmed the receipt')
const missing = await german.api('POST', `${one.apiPath}/actions/tell-measures`, { json: {}, headers: { 'If-Match': (await german.api('GET', one.apiPath)).headers.etag } })
results.equal('a form of a member is checked like any other', '422 /measures_taken', `${missing.status} ${JSON.parse(missing.text).errors?.[0]?.pointer}`)
const upload = async (who, name) => JSON.parse((await one.file(who, 'evidence', name, `What stands in ${name}.`)).text).items[0].id
const wrong = await upload(german, 'wrong.txt'), evidence = await upload(german, 'recall.txt')
results.equal('a member describes its file', 204, (await german.api('PATCH', `${one.apiPath}/attachments/${evidence}`, { json: { language: 'de' } })).status)
results.equal('and takes one out again', '204 404', [(await german.api('DELETE', `${one.apiPath}/attachments/${wrong}`)).status, (await german.api('GET', `${one.apiPath}/attachments/${wrong}`)).status].join(' '))
results.equal('nobody else reaches what is not sent', '404 404', [(await author.api('GET', `${one.apiPath}/attachments/${evidence}`)).status, (await coordinator.api('GET', `${one.apiPath}/attachments/${evidence}`)).status].join(' '))
await one.act(german, 'tell-measures', { measures_taken: 'Recalled from twelve dealers.', units_withdrawn: '40' })
has('a member reads what it said', await german.get(one.path), 'Recalled from twelve dealers.')
/** A handler of an authority of the training set, who signs in with the password of the others. */
const handlerOf = async slug => {
    const name = `mx-of.${slug}`
    if (sql(`SELECT COUNT(*) FROM user_account WHERE name = '${name}'`) === '0')
        sql(`INSERT INTO user_account (name, authority_id, full_name, email, language, password, code_step, status, made_at, changed_at)
             SELECT '${name}', a.id, CONCAT('Zwq', a.id), 'someone@matrix.example', 'en', u.password, 0, 'active', u.made_at, u.changed_at
               FROM authority a JOIN user_account u ON u.name = 'mx-rq.handler' WHERE a.slug = '${slug}';
             INSERT INTO user_role SELECT id, 'services', 'handler' FROM user_account WHERE name = '${name}'`)
    return new Person(name, imictl('token', 'add', name))
}
const slugs = which => sql(`SELECT a.slug FROM case_part p JOIN authority a ON a.id = p.authority_id JOIN case_file c ON c.id = p.case_id
    WHERE c.ref = '${which.ref}' AND p.member >= 8 ORDER BY p.member`).split('\n')
const austrian = await handlerOf(slugs(one)[0])
await austrian.signIn('nine blue otters nap')
lacks('another member does not', await austrian.get(one.path), 'Recalled from twelve dealers.')
results.equal('nor its file', 404, (await austrian.api('GET', `${one.apiPath}/attachments/${evidence}`)).status)
lacks('who warned reads it not among all the rest', await author.get(one.path), 'Recalled from twelve dealers.')
const of = await author.get(`${one.path}?member=9`)
has('but where it asks for that member', of, 'Recalled from twelve dealers.', '40', 'recall.txt', 'confirmed the receipt', 'what Bundeskoordination has done and said')
results.equal('and opens its file', 'What stands in recall.txt.', (await author.api('GET', `${one.apiPath}/attachments/${evidence}`)).text)
results.check('which the record of reads tells', Number(sql(`SELECT COUNT(*) FROM read_record r JOIN authority a ON a.id = r.authority_id WHERE a.slug = 'mx-rq' AND r.value_ids LIKE '%f${evidence}%'`)) > 0)
for (const [place, status] of [['x', 400], ['7', 404], ['0', 404], ['10', 404], ['99999', 404]]) results.equal(`member ${place} is none`, status, (await author.get(`${one.path}?member=${place}`)).status)
results.equal('a member reads of no other, and of itself without asking', '404 404', [(await austrian.get(`${one.path}?member=9`)).status, (await german.get(`${one.path}?member=9`)).status].join(' '))
results.equal('nor by API', false, (await austrian.api('GET', one.apiPath)).text.includes('Recalled'))
results.equal('the other member has still to confirm', 'confirm', await offered(austrian, one))
results.equal('the case page says so', '1 of 2 authorities still have to act, the first of them by Tuesday 2 March 2027.', (await shown(coordinator, one)).members[0].summary)

// ---- words are found by those who may read them -----------------------------------------------------------------------------------
for (const [name, who, found] of [['the author', author, true], ['a member', austrian, true], ['a stranger', stranger, false]]) {
    const answer = await who.post('/services/cases', { words: 'Kettensäge' })
    const page = answer.status === 303 ? await who.get(answer.headers.location) : answer
    results.equal(`${name} ${found ? 'finds' : 'does not find'} it by its words`, found, page.text.includes(one.ref))
}

// ---- the end ----------------------------------------------------------------------------------------------------------------------
await one.act(austrian, 'confirm')
await one.act(coordinator, 'propose-closing')
has('the day is said', await austrian.get(one.path), 'Objections may come until Monday 15 March 2027')
results.equal('who confirmed may object', 'object', await offered(austrian, one))
results.equal('who is done with it may not', '', await offered(german, one))
await one.act(austrian, 'object', { objection_reason: 'We found more.' })
results.equal('once', '', await offered(austrian, one))
at('2027-03-15T23:30:00Z')
results.equal('it is closed by itself when the day has passed', 'closed 2 6', row(one))
results.check('and with it all its members', /^8 .* confirmed 2 2 0; 9 mx-cs handled 2 2 0$/.test(members(one)), members(one))
results.equal('who are told', '2', sql(`SELECT COUNT(*) FROM outbox o JOIN case_file c ON c.id = o.subject_id WHERE c.ref = '${one.ref}' AND o.message = 'warning_closed' AND o.authority_id IN (SELECT authority_id FROM case_part WHERE case_id = c.id AND member >= 8)`))
results.equal('nobody can do anything any more', '', (await each([author, coordinator, german, austrian], who => offered(who, one))).join(''))
results.check('a member finds it among what is closed', JSON.parse((await german.api('GET', '/services/api/v1/cases?class=closed&flow=alert')).text).items.some(r => r.ref === one.ref))

// ---- all at once --------------------------------------------------------------------------------------------------------------------
const states = sql("SELECT GROUP_CONCAT(DISTINCT country ORDER BY country) FROM authority_area WHERE area = 'services' AND kind = 'NIMIC' AND status = 'granted'").split(',')
const wide = await Case.begin(author, { flow: 'alert', ...content, warned_states: states })
await wide.act(author, 'submit')
await wide.act(coordinator, 'send-on')
const warned = await each(slugs(wide), slug => handlerOf(slug))
results.check('a warning goes to every state but that of the coordinator who sends it', warned.length === states.length - 1 && warned.length >= 28, `${warned.length} of ${states.length}`)
const waits = () => Number(sql("SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_waits'").split('\t')[1])
const etags = await each(warned, async who => (await who.api('GET', wide.apiPath)).headers.etag)
const waited = waits()
const done = await Promise.all(warned.map((who, i) => who.api('POST', `${wide.apiPath}/actions/confirm`, { json: {}, headers: { 'If-Match': etags[i] } })))
results.equal('all confirm at once', `${warned.length} times 200`, `${done.filter(a => a.status === 200).length} times 200`)
results.equal('nobody waits for a lock', waited, waits())
const send = (who, name) => who.api('POST', `${wide.apiPath}/attachments?field=evidence`, { body: 'A proof.\n',
    headers: { 'Content-Type': 'text/plain', 'Content-Disposition': `attachment; filename="${name}"` } })
const left = [JSON.parse((await send(warned[0], 'a.txt')).text).bytes_left, JSON.parse((await send(warned[1], 'b.txt')).text).bytes_left]
results.check('nobody learns from the room that is left what others keep', left[0] > 0 && left[0] === left[1], left.join(' '))
const full = await each(Array.from({ length: 20 }, (_, i) => i), i => send(warned[0], `${i}.txt`), 1)
results.equal('who has filled its room', '19 times 201, then 413', `${full.filter(a => a.status === 201).length} times 201, then ${full.at(-1).status}`)
results.equal('leaves the others theirs', 201, (await send(warned[2], 'c.txt')).status)
const told = await Promise.all(warned.map(async (who, i) => who.api('POST', `${wide.apiPath}/actions/tell-measures`, {
    json: { measures_taken: `Measure ${i}.`, units_withdrawn: String(i) }, headers: { 'If-Match': (await who.api('GET', wide.apiPath)).headers.etag } })))
results.equal('all say what was done at once', `${warned.length} times 200`, `${told.filter(a => a.status === 200).length} times 200`)
results.equal('nothing is lost', `${warned.length} ${warned.length}`, sql(`SELECT CONCAT((SELECT COUNT(*) FROM case_part WHERE case_id = c.id AND state = 'handled' AND version = 2), ' ',
    (SELECT COUNT(DISTINCT v.part, v.value) FROM case_value v WHERE v.case_id = c.id AND v.field = 'units_withdrawn')) FROM case_file c WHERE c.ref = '${wide.ref}'`))
results.equal('the case has not moved', 'open 1 2', row(wide))
const read = await each(warned, who => who.api('GET', wide.apiPath))
results.check('each reads what it said, and nobody else did', read.every((a, i) => a.text.includes(`Measure ${i}.`) && a.text.match(/Measure \d+\./g).every(m => m === `Measure ${i}.`)))

// ---- thousands of them ----------------------------------------------------------------------------------------------------------------
/** How long the page of the author takes, of so many requests the median. */
const median = async path => {
    const times = []
    for (let i = 0; i < 300; i++) {
        const begin = process.hrtime.bigint()
        await author.get(path)
        times.push(Number(process.hrtime.bigint() - begin) / 1e6)
    }
    return times.sort((a, b) => a - b)[150].toFixed(2)
}
const small = process.env.MEASURE ? await median(wide.path) : ''
const shell = "area, flow, flow_version, 'received', 1, 1, due, changed_at, since"
sql(`INSERT INTO case_part (case_id, part, member, ref, authority_id, other_id, other_country, area, flow, flow_version, state, class, waits, due, changed_at, since)
     SELECT p.case_id, p.part, 100 + s.seq, p.ref, a.id, p.other_id, p.other_country, ${shell.replace(/\b(area|flow|flow_version|due|changed_at|since)\b/g, 'p.$1')}
       FROM case_part p JOIN case_file c ON c.id = p.case_id JOIN seq_1_to_2000 s
       JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS n FROM authority) a ON a.n = 1 + s.seq % (SELECT COUNT(*) FROM authority)
      WHERE c.ref = '${wide.ref}' AND p.member = 8`)
const many = await author.get(wide.path)
has('two thousand members: how far they are comes first', many, `2,000 of ${(warned.length + 2000).toLocaleString('en')} authorities still have to act`)
results.check('of them a page is shown, and the way to the others', (many.text.match(/<th scope="row">/g) ?? []).length === 30 && many.text.includes('?members=recipients.'), many.text.length)
const next = await author.get(`${wide.path}?members=recipients.${/members=recipients\.(\d+)/.exec(many.text)?.[1]}`)
results.check('the next page shows others', next.status === 200 && next.text.includes('More authorities') && next.text.match(/<th scope="row">.*?<\/th>/s)[0] !== many.text.match(/<th scope="row">.*?<\/th>/s)[0])
for (const place of ['x', '.9', 'author.8', 'nopart.8', 'recipients', 'recipients.x', 'recipients.999999']) results.equal(`${place} is no place among members`, 400, (await author.get(`${wide.path}?members=${place}`)).status)
if (process.env.MEASURE) console.log(`# page with ${warned.length} members ${small} ms, with ${warned.length + 2000} ${await median(wide.path)} ms`)
sql(`DELETE p FROM case_part p JOIN case_file c ON c.id = p.case_id WHERE c.ref = '${wide.ref}' AND p.member > 100`)

// ---- tampering is told ------------------------------------------------------------------------------------------------------------
const verify = () => { try { return imictl('history', 'verify', one.ref) } catch (error) { return error.stdout.toString() } }
const planted = (name, change, back, said) => {
    sql(`SET @c = (SELECT id FROM case_file WHERE ref = '${one.ref}'); ${change}`)
    const found = verify()
    sql(`SET @c = (SELECT id FROM case_file WHERE ref = '${one.ref}'); ${back}`)
    results.check(name, found.includes(said), found)
}
results.check('nothing is told of a warning that nobody touched', verify().includes('0 faults'), verify())
planted('a state altered by hand', "UPDATE case_part SET state = 'handled' WHERE case_id = @c AND member = 8", "UPDATE case_part SET state = 'confirmed' WHERE case_id = @c AND member = 8", 'member 8: altered state')
planted('another authority in a member\'s place', `UPDATE case_part SET authority_id = authority_id + 1 WHERE case_id = @c AND member = 8`, 'UPDATE case_part SET authority_id = authority_id - 1 WHERE case_id = @c AND member = 8', 'member 8: altered authority')
planted('a member moved to another part', 'UPDATE case_part SET part = 1 WHERE case_id = @c AND member = 8', 'UPDATE case_part SET part = 2 WHERE case_id = @c AND member = 8', 'member 8: altered part')
planted('a stamp of a member added', "INSERT INTO case_stamp (case_id, member, field, seq, day) VALUES (@c, 9, 'handled_at', 9, '2030-01-01')", "DELETE FROM case_stamp WHERE case_id = @c AND member = 9 AND seq = 9", 'member 9: altered stamp.handled_at.9')
planted('a value of a member altered', "UPDATE case_value SET value = '41' WHERE case_id = @c AND part = 9", "UPDATE case_value SET value = '40' WHERE case_id = @c AND part = 9", 'member 9: value altered units_withdrawn 1')
planted('an act of a member altered', "UPDATE case_event SET action = 'object' WHERE case_id = @c AND member = 9 AND seq = 2", "UPDATE case_event SET action = 'confirm' WHERE case_id = @c AND member = 9 AND seq = 2", 'member 9: event altered 2')
for (const [column, other] of [['ref', "'XXXX-XXXXX'"], ['area', "'patients'"], ['flow', "'request'"], ['flow_version', '9'], ['other_id', '1'], ['other_country', "'XX'"]]) {
    const was = sql(`SELECT QUOTE(p.${column}) FROM case_part p JOIN case_file c ON c.id = p.case_id WHERE c.ref = '${one.ref}' AND p.member = 9`)
    planted(`what lists read of a member, its ${column}`, `UPDATE case_part SET ${column} = ${other} WHERE case_id = @c AND member = 9`,
        `UPDATE case_part SET ${column} = ${was} WHERE case_id = @c AND member = 9`, `member 9: list row altered ${column}`)
}
planted('a party under another number', 'UPDATE case_part SET member = 2 WHERE case_id = @c AND member = 1', 'UPDATE case_part SET member = 1 WHERE case_id = @c AND member = 2', 'list row altered member of party 1')
// All that a member of the second case has is put aside, and back.
const aside = [['event_value', 'WHERE event_id IN (SELECT id FROM case_event WHERE case_id = @c AND member = 12)'], ['case_event', 'WHERE case_id = @c AND member = 12'],
    ['case_part', 'WHERE case_id = @c AND member = 12'], ['case_stamp', 'WHERE case_id = @c AND member = 12'], ['case_value', 'WHERE case_id = @c AND part = 12'],
    ['personal_value', 'WHERE case_id = @c AND part = 12']]
const second = `SET @c = (SELECT id FROM case_file WHERE ref = '${wide.ref}');`
sql(second + aside.map(([table, rows]) => `CREATE TABLE aside_${table} AS SELECT * FROM ${table} ${rows}; DELETE FROM ${table} ${rows};`).join(' '))
const without = (() => { try { return imictl('history', 'verify', wide.ref) } catch (error) { return error.stdout.toString() } })()
sql(aside.toReversed().map(([table]) => `INSERT INTO ${table} SELECT * FROM aside_${table}; DROP TABLE aside_${table};`).join(' '))
results.check('a member gone with all that it has', without.includes('member removed 12'), without)

// ---- and after three years --------------------------------------------------------------------------------------------------------
at('2030-04-01T10:00:00Z')
results.equal('what its members wrote is erased with the case', '0 0', sql(`SELECT CONCAT((SELECT COUNT(*) FROM personal_value WHERE case_id = c.id), ' ',
    (SELECT COUNT(*) FROM attachment WHERE case_id = c.id)) FROM case_file c WHERE c.ref = '${one.ref}'`))
results.check('each history says under which rule', verify().includes('0 faults'), verify())
results.equal('a blocked case shows nobody what a member said', false, (await author.get(`${one.path}?member=9`)).text.includes('Recalled'))
process.exit(results.failed > 0 ? 1 : 0)
