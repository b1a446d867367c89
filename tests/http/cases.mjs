// SPDX-License-Identifier: EUPL-1.2
// The checks of cases.sh: whatever a client sends, it is refused clearly, nothing is half done and what was typed is kept.
import { people, Case, authority, each, field, fingerprint, noCase, origin, send, sql, Results } from '../client.mjs'

const results = new Results('http cases')
const all = await people()
const rq = all.get('rq.handler'), rs = all.get('rs.handler'), foreign = all.get('fo.all'), colleague = all.get('rq.actor')
const whole = {
    recipient: authority('mx-rs'), provider_kind: 'legal_person', provider_name: 'Zqcasename', phone: '12345', provider_region: 'Zqcaseregion', service_activities: ['roofing'],
    legal_basis: 'art30_3', case_type: 'temporary_service', reply_days: 20, reason: 'Zqcasereason', 'ask.SD-D3': true, 'ask.SD-A1': true,
}
const answers = { 'answer.SD-D3.text': 'Zqcaseanswer', 'answer.SD-A1': 'yes' }
const bring = async state => {
    const one = await Case.begin(rq, whole)
    if (state === 'draft') return one
    await one.act(rq, 'send')
    if (state === 'sent') return one
    await one.act(rs, 'accept', { accepted_days: 9 })
    if (state === 'accepted') return one
    await one.act(rs, 'reply', answers)
    if (state === 'replied') return one
    await one.act(rq, 'ask-clarification', { clarification_text: 'What exactly?' })
    return one
}
const kept = async (name, one, work) => {
    const before = fingerprint(one.ref)
    await work()
    results.equal(`${name}: nothing was done`, before, fingerprint(one.ref))
}
const problem = answer => { try { return JSON.parse(answer.text) } catch { return {} } }
const isProblem = (name, answer, status, slug) => {
    const p = problem(answer)
    results.check(name, answer.status === status && p.status === status && /problem\+json/.test(answer.headers['content-type'] ?? '') && (slug === undefined || p.type.endsWith(`#${slug}`)),
        `wanted ${status} ${slug ?? ''}, got ${answer.status} ${answer.text.slice(0, 200)}`)
}
const json = { 'Content-Type': 'application/json' }
const bytes = (...parts) => Buffer.concat(parts.map(p => typeof p === 'string' ? Buffer.from(p) : Buffer.from(p)))

// ---- the API: what is no JSON of ours ---------------------------------------------------------------------------------------
{
    const one = await bring('draft'), sent = await bring('sent')
    const bad = {
        'an open bracket': ['{', 400], 'cut off in a text': ['{"reason":"abc', 400], 'cut off after a name': ['{"reason":', 400], 'a list': ['[1,2]', 400], 'a text': ['"reason"', 400],
        'a number': ['7', 400], 'null': ['null', 400], 'two documents': ['{}{}', 400], 'a comment': ['{/**/}', 400], 'a name given twice': ['{"reason":"a","reason":"b"}', 400],
        'a name given twice in two ways': ['{"ask":{"SD-A1":true},"ask.SD-A1":false}', [400, 422, 200]], 'a fraction': ['{"reply_days":1.5}', 400], 'an exponent': ['{"reply_days":1e1}', 400],
        'a NUL': ['{"reason":"a\\u0000b"}', 400], 'a raw NUL': [bytes('{"reason":"a', [0], 'b"}'), 400], 'bytes that are no UTF-8': [bytes('{"reason":"', [0xc3, 0x28, 0xff], '"}'), 400],
        'an overlong form': [bytes('{"reason":"', [0xc0, 0xaf], '"}'), 400], 'half a surrogate pair': ['{"reason":"\\ud800"}', 400], 'the other half': ['{"reason":"\\udc00x"}', 400],
        'a surrogate in UTF-8': [bytes('{"reason":"', [0xed, 0xa0, 0x80], '"}'), 400], 'seventeen levels': [`${'{"a":'.repeat(17)}1${'}'.repeat(17)}`, 400],
        'a hundred thousand levels': ['['.repeat(60000), 400], 'a list in a list': ['{"service_activities":[["roofing"]]}', 400], 'an object in a list': ['{"service_activities":[{"a":1}]}', 400],
        'a name of no field': ['{"re ason":"a"}', 400], 'an empty name': ['{"":"a"}', 400], 'a name that is too long': [`{"${'a'.repeat(200)}":1}`, 400],
        'two thousand values': [JSON.stringify(Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`f${i}`, i]))), 400], 'a number beyond counting': ['{"reply_days":99999999999999999999999}', [400, 422]],
        'a megabyte of text': [JSON.stringify({ reason: 'x'.repeat(1 << 20) }), 413], 'nearly a megabyte of text': [JSON.stringify({ reason: 'x'.repeat(900000) }), [413, 422]],
        'nearly a megabyte of breaks': [JSON.stringify({ reason: 'a\n'.repeat(300000) }), [413, 422]],
    }
    const before = [fingerprint(one.ref), fingerprint(sent.ref)], drafts = sql('SELECT COUNT(*) FROM case_file'), wrong = []
    for (const [name, [body, wanted]] of Object.entries(bad)) {
        const statuses = []
        for (const [who, path, version] of [[rq, `${one.apiPath}/actions/save`, '"0"'], [rq, `${sent.apiPath}/actions/edit`, await sent.version()], [rs, `${sent.apiPath}/actions/accept`, await sent.version()],
            [rq, '/services/api/v1/cases'], [rq, '/services/api/v1/searches']]) {
            const answer = await who.api('POST', path, { body, headers: { ...json, ...(version ? { 'If-Match': version } : {}) } })
            statuses.push(answer.status)
            if (answer.status >= 400 && /x{50}|Zqcase/.test(answer.text)) wrong.push(`${name}: the value is repeated`)
        }
        const good = [wanted].flat()
        // The last two know no field of the first three: 422 for them, never more.
        const fits = statuses.every(s => (good.includes(s) || (s === 422 && !good.includes(400)) || (Array.isArray(wanted) && s < 500)))
        results.check(`API, ${name}`, fits, `wanted ${wanted}, got ${statuses}`)
    }
    results.check('API: no refusal repeats a value', wrong.length === 0, wrong.join('; '))
    // A name given in two ways may be taken as a repeated one; all the others leave no trace.
    results.equal('API, bad documents: the sent case is as it was', before[1], fingerprint(sent.ref))
    results.equal('API, bad documents: no draft was begun', drafts, sql('SELECT COUNT(*) FROM case_file'))
}
{
    const one = await bring('sent'), version = await one.version()
    const save = options => rq.api('POST', `${one.apiPath}/actions/edit`, { ...options, headers: { 'If-Match': version, ...options.headers } })
    await kept('API, other kinds of content', one, async () => {
        for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonx', 'text/json', '', ';;;'])
            isProblem(`API, content of type '${type}'`, await save({ body: '{"edit_reason":"x"}', headers: type ? { 'Content-Type': type } : {} }), 415)
    })
    const fields = {
        reply_days: ['abc', '-1', '0', '366', 366, -1, '1.5', '１２', true], provider_kind: ['nobody', 'natural_person legal_person', 7], service_activities: ['nothing', ['roofing', 'nothing']],
        recipient: ['x', '999999999', '-1', '1 2'], email: ['no address'], provider_name: ['x'.repeat(201), 'a\u0001b', 'two\nlines', 'a\u202eb'], reason: ['x'.repeat(4001), 'a\u0007b'],
        'ask.SD-A1': ['perhaps'], provider_kinds: ['x'], 'ask.SD-XX': [true], 'answer.SD-A1': ['yes'], accepted_days: [3], edit_reason: ['x'.repeat(1001)], state: ['closed'], version: [0], blocked: [false],
    }
    await kept('API, wrong values', one, async () => {
        for (const [name, values] of Object.entries(fields)) for (const value of values) {
            const answer = await save({ body: JSON.stringify({ edit_reason: 'A slip', [name]: value }), headers: json })
            const p = problem(answer)
            const named = (p.errors ?? []).some(e => e.pointer === `/${name.replaceAll('.', '/')}`)
            results.check(`API, ${name} = ${JSON.stringify(value).slice(0, 30)}`, answer.status === 422 && named, `${answer.status} ${answer.text.slice(0, 300)}`)
        }
    })
    await kept('API, a text where another thing is asked for', one, async () => {
        isProblem('API, an object for a text', await save({ body: '{"edit_reason":{"a":"b"}}', headers: json }), 422)
        isProblem('API, nothing at all', await save({ body: '', headers: json }), 422)
        isProblem('API, an emptied reason', await save({ body: '{"edit_reason":null}', headers: json }), 422)
        isProblem('API, only blanks', await save({ body: '{"edit_reason":" \\n\\t "}', headers: json }), 422)
    })
}
// Past dates of a person: the 30th of February, tomorrow, another order.
{
    const one = await bring('draft')
    for (const day of ['2026-02-30', '2999-01-01', '14.03.1961', '1961-3-14', '1961-13-01', 'yesterday', '0000-00-00', '19610314', '-1961-03-14'])
        isProblem(`API, born on ${day}`, await rq.api('POST', `${one.apiPath}/actions/save`, { json: { provider_kind: 'natural_person', birth_date: day }, headers: { 'If-Match': '"0"' } }), 422)
    results.equal('API, no such day was kept', '0', sql(`SELECT COUNT(*) FROM draft_value d JOIN case_file c ON c.id = d.case_id WHERE c.ref = '${one.ref}' AND d.field = 'birth_date'`))
}
// In which JSON a value is given: what is declared is what the API takes, and files are given elsewhere.
{
    const { flows } = JSON.parse((await rq.api('GET', '/services/api/v1/flows')).text)
    results.equal('API: a flow names its legal acts', 'Reg. (EU) No 1024/2012 Art. 7; Dir. 2006/123/EC Art. 28 to 34', flows.find(f => f.id === 'request').source)
    const told = {}
    for (const { kind, type = 'none', format = '' } of flows.flatMap(f => [...f.fields, ...f.actions.flatMap(a => a.fields)])) (told[kind] ??= new Set()).add(`${type}${format}`)
    const jsons = { line: 'string', text: 'string', code: 'string', codes: 'array', day: 'stringdate', number: 'integer', flag: 'boolean', authority: 'integer', files: 'none' }
    const wrong = Object.entries(told).filter(([kind, all]) => [...all].join() !== jsons[kind])
    results.check('API: the JSON of each kind of field is declared', wrong.length === 0 && Object.keys(told).length > 5, wrong.map(([kind, all]) => `${kind}: ${[...all]}`).join('; '))
}

// ---- incomplete acts ----------------------------------------------------------------------------------------------------------
{
    const empty = await Case.begin(rq, {})
    await kept('API, an empty draft sent', empty, async () => {
        const answer = await rq.api('POST', `${empty.apiPath}/actions/send`, { json: {}, headers: { 'If-Match': '"0"' } })
        isProblem('API, an empty draft cannot be sent', answer, 422, 'invalid-input')
        for (const name of ['recipient', 'provider_name', 'legal_basis', 'reason', 'reply_days', 'questions']) results.check(`API, it is told that ${name} is missing`, answer.text.includes(`"/${name}"`), answer.text)
    })
    const sent = await bring('sent'), accepted = await bring('accepted'), replied = await bring('replied'), asked = await bring('clarification')
    for (const [one, who, action, inputs] of [
        [sent, rs, 'accept', [{}, { accepted_days: 0 }, { accepted_days: -3 }, { accepted_days: 366 }, { accepted_days: 'soon' }, { accepted_days: '' }, { accepted_days: 5, reason: 'x' }, { accepted_days: 5, provider_name: 'x' }]],
        [sent, rq, 'withdraw', [{}, { withdraw_reason: ' ' }, { withdraw_reason: 'x'.repeat(1001) }]],
        [accepted, rs, 'reply', [{}, { 'answer.SD-A1': 'yes' }, { ...answers, 'answer.SD-A1': 'yes no' }, { ...answers, 'answer.SD-B1': 'yes' }, { ...answers, reason: 'x' }, { ...answers, 'answer.SD-A1': '' }]],
        [replied, rq, 'ask-clarification', [{}, { clarification_text: 'x'.repeat(4001) }, { clarification_text: 'x', clarification_answer: 'y' }]],
        [replied, rq, 'close', [{ timeliness: 'so so' }, { timeliness: ['positive', 'negative'] }, { effort: 5 }]],
        [asked, rs, 'answer-clarification', [{}, { clarification_answer: '' }]],
    ]) await kept(`API, ${action} with wrong input`, one, async () => {
        for (const input of inputs) isProblem(`API, ${action} with ${JSON.stringify(input).slice(0, 60)}`, await who.api('POST', `${one.apiPath}/actions/${action}`, { json: input, headers: { 'If-Match': await one.version() } }), 422)
    })
    // ---- out of order, versions, keys
    const early = [[sent, rs, 'reply'], [sent, rq, 'close'], [sent, rs, 'save-reply'], [accepted, rq, 'withdraw'], [accepted, rs, 'accept'], [accepted, rq, 'close'], [replied, rs, 'reply'], [replied, rs, 'answer-clarification'], [asked, rq, 'close'], [asked, rq, 'send']]
    for (const [one, who, action] of early) await kept(`API, ${action} out of order`, one, async () =>
        isProblem(`API, ${action} out of order is told`, await who.api('POST', `${one.apiPath}/actions/${action}`, { json: answers, headers: { 'If-Match': await one.version() } }), 409, 'not-from-this-state'))
    await kept('API, versions', sent, async () => {
        const path = `${sent.apiPath}/actions/accept`, body = { accepted_days: 9 }
        isProblem('API, no If-Match', await rs.api('POST', path, { json: body }), 428, 'if-match-needed')
        isProblem('API, an old version', await rs.api('POST', path, { json: body, headers: { 'If-Match': '"0"' } }), 412, 'stale-version')
        isProblem('API, a version to come', await rs.api('POST', path, { json: body, headers: { 'If-Match': '"99"' } }), 412)
        for (const text of ['1', '*', 'W/"1"', '"x"', '""', '"1', '"1", "2"', '"-1"', '" 1"', '"1x"', '""1""'])
            isProblem(`API, If-Match ${text}`, await rs.api('POST', path, { json: body, headers: { 'If-Match': text } }), 400)
        isProblem('API, a version beyond counting', await rs.api('POST', path, { json: body, headers: { 'If-Match': '"99999999999999999999999999"' } }), 412)
        for (const key of ['short', 'x'.repeat(65), 'x'.repeat(5000)])
            isProblem(`API, an act key of ${key.length} characters`, await rs.api('POST', path, { json: body, headers: { 'If-Match': '"1"', 'Idempotency-Key': key } }), 400)
    })
}
{
    const one = await bring('sent'), other = await bring('sent'), version = await one.version()
    const act = (who, target, action, body, key, seen = version) => who.api('POST', `${target.apiPath}/actions/${action}`, { json: body, headers: { 'If-Match': seen, 'Idempotency-Key': key } })
    const events = () => sql(`SELECT GROUP_CONCAT(e.action ORDER BY e.seq) FROM case_event e JOIN case_file c ON c.id = e.case_id WHERE c.ref = '${one.ref}'`)
    const first = await act(rs, one, 'accept', { accepted_days: 9 }, 'key-of-the-test-1')
    const again = await act(rs, one, 'accept', { accepted_days: 9 }, 'key-of-the-test-1')
    results.equal('API, an act with a key', 200, first.status)
    results.check('API, the same key again gives the same outcome', again.status === 200 && problem(again).version === problem(first).version && problem(again).repeated === true, `${again.status} ${again.text}`)
    results.equal('API, and one event', 'send,accept', events())
    results.equal('API, and one notice', '1', sql(`SELECT COUNT(*) FROM outbox o JOIN case_file c ON c.id = o.subject_case WHERE c.ref = '${one.ref}' AND o.message = 'request_accepted'`))
    await kept('API, keys used again', one, async () => {
        isProblem('API, the same key with other input', await act(rs, one, 'accept', { accepted_days: 8 }, 'key-of-the-test-1'), 422, 'key-reused')
        isProblem('API, the same key for another act', await act(rs, one, 'save-reply', answers, 'key-of-the-test-1'), 422, 'key-reused')
        isProblem('API, the same key for another case', await act(rs, other, 'accept', { accepted_days: 9 }, 'key-of-the-test-1'), 422, 'key-reused')
        isProblem('API, a key of somebody else is not his', await act(rq, one, 'withdraw', { withdraw_reason: 'x' }, 'key-of-the-test-1', await one.version()), 409)
        isProblem('API, a new key for what was done', await act(rs, one, 'accept', { accepted_days: 9 }, 'key-of-the-test-2'), 412)
    })
    {
        const draft = await Case.begin(rq, whole), save = (key, reason) => rq.api('POST', `${draft.apiPath}/actions/save`, { json: { reason }, headers: { 'If-Match': '"0"', 'Idempotency-Key': key } })
        const kept1 = await save('key-of-a-save-1', 'first')
        await save('key-of-a-save-2', 'second')
        const late = await save('key-of-a-save-1', 'first')
        results.check('API, a save repeated with its key is not done again', kept1.status === 200 && late.status === 200 && problem(late).repeated === true, `${late.status} ${late.text}`)
        results.equal('API, and takes nothing back', 'second', sql(`SELECT d.value FROM draft_value d JOIN case_file c ON c.id = d.case_id WHERE c.ref = '${draft.ref}' AND d.field = 'reason'`))
        isProblem('API, the key of a save with other input', await save('key-of-a-save-1', 'third'), 422, 'key-reused')
    }
    const foreignTry = await foreign.api('POST', `${one.apiPath}/actions/accept`, { json: { accepted_days: 9 }, headers: { 'If-Match': version, 'Idempotency-Key': 'key-of-the-test-1' } })
    isProblem('API, a key opens no case to a stranger', foreignTry, 404)
    const begin = (key, body) => rq.api('POST', '/services/api/v1/cases', { json: { flow: 'request', ...body }, headers: { 'Idempotency-Key': key } })
    const a = await begin('key-of-a-draft-1', { reason: 'x' }), b = await begin('key-of-a-draft-1', { reason: 'x' }), c = await begin('key-of-a-draft-1', { reason: 'y' })
    results.check('API, a draft begun twice with one key is one draft', problem(a).ref !== undefined && problem(a).ref === problem(b).ref, `${a.text} ${b.text}`)
    isProblem('API, and with other input refused', c, 422, 'key-reused')
    const twins = await Promise.all(Array.from({ length: 6 }, () => begin('key-of-many-drafts', { reason: 'z' })))
    results.equal('API, six at once with one key make one draft', 1, new Set(twins.map(t => problem(t).ref)).size)
    const race = await bring('sent'), at = await race.version()
    const many = await Promise.all(Array.from({ length: 6 }, (_, i) => rs.api('POST', `${race.apiPath}/actions/accept`, { json: { accepted_days: 9 }, headers: { 'If-Match': at, 'Idempotency-Key': `key-of-racer-${i}` } })))
    results.equal('API, six at once with six keys: one does it', '200,412,412,412,412,412', many.map(m => m.status).sort().join())
}
// ---- doors --------------------------------------------------------------------------------------------------------------------
{
    const one = await bring('sent'), version = await one.version(), path = `${one.apiPath}/actions/withdraw`
    await kept('doors', one, async () => {
        const cookie = { Cookie: [...rq.cookies].map(([k, v]) => `${k}=${v}`).join('; ') }
        isProblem('the API takes no cookie', await send('POST', path, { body: '{"withdraw_reason":"x"}', headers: { ...json, ...cookie, 'If-Match': version } }), 401)
        isProblem('the API takes no token in the address', await send('GET', `${one.apiPath}?access_token=${rq.token}`), 401)
        isProblem('the API takes no token that is not one', await send('GET', one.apiPath, { headers: { Authorization: 'Bearer abc' } }), 401)
        isProblem('the API takes no other scheme', await send('GET', one.apiPath, { headers: { Authorization: `Basic ${Buffer.from('mx-rq.handler:x').toString('base64')}` } }), 401)
        results.equal('a page takes no token', 303, (await send('GET', one.path, { headers: { Authorization: `Bearer ${rq.token}` } })).status)
        for (const [method, address] of [['PUT', one.apiPath], ['DELETE', one.apiPath], ['PATCH', one.apiPath], ['GET', path], ['POST', one.apiPath]])
            isProblem(`${method} ${address.split('/').slice(-2).join('/').replace(one.ref, 'REF')} by API`, await rq.api(method, address), 405)
        results.equal('DELETE of a case by page', 405, (await rq.page('DELETE', one.path)).status)
        isProblem('an act that there is not', await rq.api('POST', `${one.apiPath}/actions/explode`, { json: {}, headers: { 'If-Match': version } }), 404)
        results.equal('an act that there is not, by page', '404 404', `${(await rq.get(`${one.path}/explode`)).status} ${(await rq.post(`${one.path}/explode`, {})).status}`)
        isProblem('the case by another area', await rq.api('GET', one.apiPath.replace('/services/', '/patients/')), 404)
        results.equal('the case by another area, by page', 404, (await rq.get(one.path.replace('/services/', '/patients/'))).status)
        for (const ref of ['', 'x', '%00', one.ref.toLowerCase() + 'x', `${one.ref}%20`, `${one.ref}'`, '..%2f..', 'A'.repeat(3000), '%F0%9F%98%80', one.ref.slice(0, -1) + (one.ref.endsWith('2') ? '3' : '2')]) {
            const answer = await rq.api('GET', `/services/api/v1/cases/${ref}`)
            results.check(`a reference that is none: ${ref.slice(0, 20)}`, [400, 404, 414, 200].includes(answer.status) && (answer.status !== 200 || ref === ''), answer.status)
        }
    })
}

// ---- pages: forms that were not ours ------------------------------------------------------------------------------------------------
const hidden = page => Object.fromEntries([...page.text.matchAll(/<input type="hidden" name="(version|key|seen)" value="([^"]*)"/g)].map(m => [m[1], m[2]]))
const unescaped = text => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
{
    const one = await bring('sent'), path = `${one.path}/withdraw`, input = { withdraw_reason: 'Zqtypedtext' }
    const form = hidden(await rq.get(path))
    await kept('page, foreign forms', one, async () => {
        const refused = async (name, answer) => results.equal(`page, ${name}`, 403, (await answer).status)
        await refused('no form token', rq.page('POST', path, { form: { ...form, ...input } }))
        await refused('an empty form token', rq.page('POST', path, { form: { csrf: '', ...form, ...input } }))
        await refused('a made-up form token', rq.page('POST', path, { form: { csrf: 'A'.repeat(86), ...form, ...input } }))
        await refused('the form token of somebody else', rq.page('POST', path, { form: { csrf: rs.csrf, ...form, ...input } }))
        await refused('a foreign origin', rq.post(path, { ...form, ...input }, { headers: { Origin: 'https://evil.example' } }))
        await refused('an origin that only begins like ours', rq.post(path, { ...form, ...input }, { headers: { Origin: `${origin}.evil.example` } }))
        await refused('an origin of another scheme', rq.post(path, { ...form, ...input }, { headers: { Origin: origin.replace('http:', 'https:') } }))
        await refused('a null origin', rq.post(path, { ...form, ...input }, { headers: { Origin: 'null' } }))
        await refused('cross-site', rq.post(path, { ...form, ...input }, { headers: { 'Sec-Fetch-Site': 'cross-site' } }))
        await refused('same-site, not same-origin', rq.post(path, { ...form, ...input }, { headers: { 'Sec-Fetch-Site': 'same-site' } }))
        for (const other of [`${one.path}/own`, `${one.path}/save?section=grounds`, '/services/new/request', '/services/cases'])
            await refused(`no form token at ${other.replace(one.ref, 'REF')}`, rq.page('POST', other, { form: { words: 'x', reason: 'x', file_number: 'x' } }))
        const crossed = await rq.page('POST', `${one.path}/save?section=attachments`, { body: '--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n', headers: { 'Content-Type': 'multipart/form-data; boundary=b' } })
        results.equal('page, no form token with a file', 403, crossed.status)
    })
    await kept('page, broken bodies', one, async () => {
        const raw = (body, type = 'application/x-www-form-urlencoded', target = path) => rq.page('POST', target, { body, headers: { 'Content-Type': type } })
        const start = `csrf=${rq.csrf}&version=${form.version}&key=${form.key}`
        for (const [name, body, type, wanted] of [
            ['JSON', '{"withdraw_reason":"x"}', 'application/json', [415]], ['plain text', 'withdraw_reason=x', 'text/plain', [415]], ['no type', `${start}&withdraw_reason=x`, '', [415]],
            ['a NUL', `${start}&withdraw_reason=a%00b`, undefined, [400, 422]], ['no UTF-8', `${start}&withdraw_reason=%c3%28`, undefined, [400, 422]], ['half a surrogate', `${start}&withdraw_reason=%ed%a0%80`, undefined, [400, 422]],
            ['a broken escape', `${start}&withdraw_reason=%zz`, undefined, [400, 422]], ['a cut-off escape', `${start}&withdraw_reason=a%4`, undefined, [400, 422]],
            ['five thousand fields', `${start}&${Array.from({ length: 5000 }, (_, i) => `f${i}=1`).join('&')}`, undefined, [400, 413]],
            ['two megabytes', `${start}&withdraw_reason=${'x'.repeat(2100000)}`, undefined, [413]], ['one megabyte of text', `${start}&withdraw_reason=${'x'.repeat(1 << 20)}`, undefined, [413, 422]],
            ['a field that is no word', `${start}&${'n'.repeat(4000)}=1`, undefined, [400, 422]], ['a form of pieces without a boundary', 'x', 'multipart/form-data', [400]],
            ['a form of pieces that ends early', `--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${rq.csrf}\r\n--b\r\nContent-Disposition: form-data; name="withdraw_reason"\r\n\r\nabc`, 'multipart/form-data; boundary=b', [400]],
            ['a form of pieces without end of heads', '--b\r\nContent-Disposition: form-data', 'multipart/form-data; boundary=b', [400]], ['a boundary that is too long', 'x', `multipart/form-data; boundary=${'b'.repeat(300)}`, [400]],
            ['nothing', '', undefined, [403, 400, 415]],
        ]) {
            const answer = await raw(body, type)
            results.check(`page, ${name}`, wanted.includes(answer.status), `wanted ${wanted}, got ${answer.status}`)
        }
    })
    // What was typed is kept.
    const typed = async (name, one, who, action, input, words, target = `${one.path}/${action}`) => kept(`page, ${name}`, one, async () => {
        const page = await who.get(target)
        const answer = await who.post(target, { ...hidden(page), ...input })
        const text = unescaped(answer.text)
        results.check(`page, ${name} is refused with what was typed`, answer.status === 422 && words.every(w => text.includes(w)) && /govuk-error-summary/.test(answer.text), `${answer.status}, ${words.filter(w => !text.includes(w)).map(w => w.slice(0, 40))} missing`)
        results.check(`page, ${name}: a new form with all it needs`, field(answer, 'csrf') !== undefined && /<main[^>]* data-case=/.test(answer.text))
        results.check(`page, ${name}: the title says that there is an error`, /<title>[^<]*(Error|rror)[^<]*<\/title>/.test(answer.text), /<title>[^<]*<\/title>/.exec(answer.text)?.[0])
    })
    const accepted = await bring('accepted'), replied = await bring('replied'), asked = await bring('clarification')
    const long = (length, mark = 'Zqtyped "<b>&amp;</b>" ') => mark + 'y'.repeat(length - mark.length)
    await typed('a withdrawal that is too long', one, rq, 'withdraw', { withdraw_reason: long(1001) }, [long(1001)])
    await typed('a number that is none', one, rs, 'accept', { accepted_days: 'zwölf "Tage"' }, ['value="zwölf "Tage""'])
    await typed('a clarification that is too long', replied, rq, 'ask-clarification', { clarification_text: long(4001) }, [long(4001)])
    await typed('an answer that is too long', asked, rs, 'answer-clarification', { clarification_answer: long(4001) }, [long(4001)])
    await typed('an edit without a reason that fits', one, rq, 'edit', { edit_reason: long(1001) }, [long(1001)])
    await typed('a note that is no number', one, rq, 'own', { file_number: 'Zqnot;allowed', informed_on: '2026-02-30' }, ['value="Zqnot;allowed"', 'value="2026-02-30"'])
    const draft = await bring('draft')
    {
        const target = `${draft.path}/save?section=provider`, page = await rq.get(target)
        const answer = await rq.post(target, { ...hidden(page), provider_kind: 'legal_person', provider_name: long(201), email: 'zq no address', phone: 'Zq 0815', go: 'next' })
        const text = unescaped(answer.text)
        results.check('page, a section with faults keeps all that was typed', answer.status === 422 && [long(201), 'zq no address', 'Zq 0815'].every(w => text.includes(w)), answer.status)
        results.check('page, each fault is told at its field', /provider_name-error/.test(answer.text) && /email-error/.test(answer.text))
        const grounds = `${draft.path}/save?section=grounds`
        const second = await rq.post(grounds, { ...hidden(await rq.get(grounds)), reason: long(4001), reply_days: '0x10', go: 'next' })
        results.check('page, so does a section with a long text', second.status === 422 && unescaped(second.text).includes(long(4001)) && second.text.includes('value="0x10"'), second.status)
        results.equal('page, a section that there is not', 404, (await rq.get(`${draft.path}/save?section=nothing`)).status)
    }
    {
        const target = `${accepted.path}/save-reply`, page = await rs.get(target)
        const answer = await rs.post(target, { ...hidden(page), 'answer.SD-D3.text': long(4001), 'answer.SD-A1': 'yes' })
        results.check('page, a reply with a fault keeps what was typed', answer.status === 422 && unescaped(answer.text).includes(long(4001)), answer.status)
        results.equal('page, a reply that is not whole is not sent', 422, (await rs.post(`${accepted.path}/reply`, hidden(await rs.get(`${accepted.path}/reply`)))).status)
        results.equal('page, and the case stays accepted', 'accepted', sql(`SELECT state FROM case_file WHERE ref = '${accepted.ref}'`))
    }
    {
        const name = 'page, a field given twice'
        const body = new URLSearchParams([['csrf', rq.csrf], ['withdraw_reason', 'Zqone'], ['withdraw_reason', 'Zqtwo'], ['version', hidden(await rq.get(path)).version]])
        const answer = await rq.page('POST', path, { form: body })
        results.check(name, [303, 400, 422].includes(answer.status), answer.status)
    }
}
// ---- what is said in the words of the flow -------------------------------------------------------------------------------
{
    const one = await bring('sent')
    const parties = async who => JSON.parse((await who.api('GET', one.apiPath)).text).parties.map(p => `${p.part} ${p.label} ${p.waits} ${p.you} ${p.authority.country.code}`)
    const codes = (await parties(rq)).map(p => p.split(' ').at(-1))
    results.equal('API, who takes part, as the flow calls them, and whom the case waits for',
        `requester Requesting authority false true ${codes[0]},responder Responding authority true false ${codes[1]}`, (await parties(rq)).join())
    results.equal('API, to the other one', `requester Requesting authority false false ${codes[0]},responder Responding authority true true ${codes[1]}`, (await parties(rs)).join())
    const text = async who => unescaped((await who.get(one.path)).text)
    results.check('page, who reads only what is early is told when it reads the rest', (await text(rs)).includes('Names, addresses, free text and files are shown after accepting.'))
    results.check('page, who asked is told that the other has opened it', /Opened on [^<]+, not yet accepted\./.test(await text(rq)), 'it is not')
    await rs.post(`${one.path}/accept`, { ...hidden(await rs.get(`${one.path}/accept`)), accepted_days: 9 })
    const after = await text(rs), again = await text(rs)
    results.check('page, what was done is said once, in the words of the flow', /Accepted\./.test(after) && !/Accepted\./.test(again), 'it is not')
}

// ---- what was said, and how much of it -------------------------------------------------------------------------------------------------
{
    const one = await bring('clarified'), said = async who => JSON.parse((await who.api('GET', one.apiPath)).text).said
    await one.act(rs, 'answer-clarification', { clarification_answer: 'Zqexactly' })
    await one.act(rq, 'ask-clarification', { clarification_text: 'Zqwhatelse?' })
    const told = await said(rq)
    results.equal('API, what was said is told in the order of time, each with its values', 'accepted_days,clarification_text,clarification_answer,clarification_text',
        told.map(m => m.rows.map(r => r.field).join('+')).join())
    results.check('API, a second clarification does not hide the first', JSON.stringify(told[1]).includes('What exactly?') && JSON.stringify(told[3]).includes('Zqwhatelse?'), JSON.stringify(told))
    results.equal('API, what the reader said is told as his own', 'false,true,false,true', told.map(m => m.own).join())
}
{
    const one = await bring('sent')
    for (let i = 0; i < 25; i++) await one.act(rq, 'edit', { edit_reason: `Zqedit${i}`, reason: `Zqwhy${i} ${'x'.repeat(200)}` })
    const half = (await rq.get(one.path)).text.length
    for (let i = 25; i < 75; i++) await one.act(rq, 'edit', { edit_reason: `Zqedit${i}`, reason: `Zqwhy${i} ${'x'.repeat(200)}` })
    const page = (await rq.get(one.path)).text, older = /href="([^"]*\?before=\d+)"/.exec(page)?.[1], before = older ? (await rq.get(older)).text : ''
    results.check('page, a case shows fifty events with what was said, and leads to the others', page.includes('Zqedit74') && !page.includes('Zqedit3<') && before.includes('Zqedit3<') && !before.includes('Zqedit74'), older)
    results.check('page, a case does not grow with its history', page.length < half * 2.2, `${half} bytes after 25 edits, ${page.length} after 75`)
    const history = await rq.api('GET', `${one.apiPath}/history`), first = JSON.parse(history.text), rest = JSON.parse((await rq.api('GET', first.older)).text)
    results.equal('API, the history comes in pieces', '50 26', `${first.events.length} ${rest.events.length}`)
    isProblem('API, no number of an event', await rq.api('GET', `${one.apiPath}/history?before=x`), 400)
}
// ---- pages: late and repeated forms ---------------------------------------------------------------------------------------------------
{
    const one = await bring('sent')
    const late = hidden(await rs.get(`${one.path}/accept`)), lateWithdraw = hidden(await rq.get(`${one.path}/withdraw`))
    await one.act(colleague, 'edit', { edit_reason: 'Something else' })
    await kept('page, late forms', one, async () => {
        const a = await rs.post(`${one.path}/accept`, { ...late, accepted_days: 13 })
        results.equal('page, accepting what was changed meanwhile', 409, a.status)
        const b = await rq.post(`${one.path}/withdraw`, { ...lateWithdraw, withdraw_reason: 'Zqlatetext' })
        results.check('page, a late form shows what was typed and what happened', b.status === 409 && b.text.includes('Zqlatetext') && /changed the request/.test(b.text), `${b.status}`)
    })
    const form = hidden(await rs.get(`${one.path}/accept`))
    const twice = await Promise.all([1, 2].map(() => rs.post(`${one.path}/accept`, { ...form, accepted_days: 13 })))
    results.equal('page, a double click acts once and both go on', '303 303', twice.map(t => t.status).join(' '))
    const accepted = () => sql(`SELECT COUNT(*) FROM case_event e JOIN case_file c ON c.id = e.case_id WHERE c.ref = '${one.ref}' AND e.action = 'accept'`)
    results.equal('page, with one event', '1', accepted())
    results.equal('page, sent once more later', 303, (await rs.post(`${one.path}/accept`, { ...form, accepted_days: 13 })).status)
    await kept('page, forms from before', one, async () => {
        results.equal('page, the same form with other input', 409, (await rs.post(`${one.path}/accept`, { ...form, accepted_days: 14 })).status)
        const lost = await rq.post(`${one.path}/withdraw`, { ...lateWithdraw, withdraw_reason: 'Zqtoolate' })
        results.check('page, a withdrawal that comes too late shows the text typed', lost.status === 409 && lost.text.includes('Zqtoolate'), lost.status)
        results.equal('page, which shows nothing stored and records no read', '0', sql(`SELECT COUNT(*) FROM read_record r JOIN case_file c ON r.subject_ids = c.id WHERE c.ref = '${one.ref}' AND r.purpose = 'conflict'`))
    })
    results.equal('page, and one event still', '1', accepted())
}
{
    const one = await bring('draft'), target = `${one.path}/save?section=grounds`
    const mine = hidden(await rq.get(target)), theirs = hidden(await colleague.get(target))
    results.equal('page, a colleague saves first', 303, (await colleague.post(target, { ...theirs, reason: 'Zqtheirs', reply_days: '20', go: 'list' })).status)
    const answer = await rq.post(target, { ...mine, reason: 'Zqmine', reply_days: '20', go: 'list' })
    results.check('page, two in one section: the later is shown both texts', answer.status === 409 && answer.text.includes('Zqmine') && answer.text.includes('Zqtheirs'), answer.status)
    results.equal('page, and the first text stays', 'Zqtheirs', sql(`SELECT d.value FROM draft_value d JOIN case_file c ON c.id = d.case_id WHERE c.ref = '${one.ref}' AND d.field = 'reason'`))
    const asked = `${one.path}/save?section=questions`, myTicks = hidden(await rq.get(asked)), theirTicks = hidden(await colleague.get(asked))
    results.equal('page, a colleague ticks a question', 303, (await colleague.post(asked, { ...theirTicks, 'ask.SD-A1': 'yes', 'ask.SD-A2': 'yes', go: 'list' })).status)
    results.equal('page, whoever did not see the tick does not take it back', 409, (await rq.post(asked, { ...myTicks, 'ask.SD-A1': 'yes', 'ask.SD-A3': 'yes', go: 'list' })).status)
    results.equal('page, and the tick stays', 'yes', sql(`SELECT d.value FROM draft_value d JOIN case_file c ON c.id = d.case_id WHERE c.ref = '${one.ref}' AND d.field = 'ask.SD-A2'`))
    const begin = hidden(await rq.get('/services/new/request')), count = () => sql('SELECT COUNT(*) FROM case_file')
    const before = Number(count()), both = await Promise.all([1, 2].map(() => rq.post('/services/new/request', begin)))
    results.check('page, a draft begun by a double click is one draft', Number(count()) === before + 1 && both[0].headers.location === both[1].headers.location, both.map(b => b.headers.location))
}

// ---- reading changes nothing; strangers find nothing --------------------------------------------------------------------------------------
/** All addresses that pages (and the API) of one person link to, from some on. */
const crawl = async (person, from, most = 400) => {
    const seen = new Set(from), queue = [...from], answers = new Map()
    while (queue.length > 0 && answers.size < most) {
        await each(queue.splice(0, 8), async path => {
            const api = path.includes('/api/')
            const answer = api ? await person.api('GET', path) : await person.get(path)
            answers.set(path, answer)
            const text = unescaped(answer.text)
            const links = api ? text.matchAll(/"href":"(\/[^"]*)"/g) : text.matchAll(/(?:href|action|src)="(\/[^"]*)"/g)
            for (const [, link] of links) {
                const clean = link.split('#')[0]
                // Another language is the same page; static files are nginx's.
                if (/[?&]lang=|\/(static|brand)|cursor=/.test(clean) || seen.has(clean)) continue
                seen.add(clean)
                queue.push(clean)
            }
        })
    }
    return answers
}
const cases = {}
for (const state of ['draft', 'sent', 'accepted', 'replied', 'clarification']) cases[state] = await bring(state)
await cases.draft.file(rq, 'files', 'zq.txt', 'Zq\n')
await cases.accepted.file(rs, 'answer.SD-D3.files', 'zq2.txt', 'Zq\n')
const starts = person => ['/', '/tasks', '/cases', '/services/', '/services/cases', '/account', '/directory', ...Object.values(cases).flatMap(one => [one.path, one.apiPath, `${one.apiPath}/history`, `${one.apiPath}/attachments`])]
const foundAt = (await rq.post('/services/cases', { words: 'Zqcasename' })).headers.location
const tables = sql("SHOW TABLES").split('\n').filter(name => !['read_record', 'session', 'lane', 'throttle', 'outbox', 'outbox_mail', 'case_part'].includes(name))
const everything = () => `${sql(`CHECKSUM TABLE ${tables.join(', ')}`)}\n${sql("SELECT MD5(GROUP_CONCAT(case_id, part, authority_id, COALESCE(file_number, ''), state, class, waits, COALESCE(due, ''), changed_at ORDER BY case_id, part)) FROM case_part".replace('SELECT', 'SET SESSION group_concat_max_len = 100000000; SELECT'))}`
const before = everything()
const visited = { rq: await crawl(rq, starts(rq)), rs: await crawl(rs, starts(rs)) }
for (const [name, answers] of Object.entries(visited)) {
    const bad = [...answers].filter(([path, a]) => a.status >= 500 || (a.status === 404 && !Object.values(cases).some(one => path.includes(one.ref))))
    results.check(`crawl of ${name}.handler: ${answers.size} addresses, none broken`, answers.size > 60 && bad.length === 0, bad.map(([path, a]) => `${a.status} ${path}`).join(' '))
}
results.equal('reading every address that is linked changes no row', before, everything())
{
    const never = noCase(), wrong = []
    const refs = Object.values(cases).map(one => one.ref)
    const plain = (text, ref) => text.replaceAll(ref, 'REF').replace(/[0-9a-f]{32}/g, 'ID').replace(/name="csrf" value="[^"]*"/g, '')
    const addresses = new Set([...visited.rq.keys(), ...visited.rs.keys()].filter(path => refs.some(ref => path.includes(ref))))
    for (const one of Object.values(cases)) for (const action of ['save', 'send', 'edit', 'withdraw', 'accept', 'save-reply', 'reply', 'ask-clarification', 'answer-clarification', 'close', 'own', 'report'])
        addresses.add(`${one.path}/${action}`)
    const ids = sql(`SELECT CONCAT(c.ref, ' ', a.id) FROM attachment a JOIN case_file c ON c.id = a.case_id WHERE c.ref IN ('${refs.join("','")}')`).split('\n').map(line => line.split(' '))
    for (const [ref, id] of ids) for (const path of [`/services/cases/${ref}/attachments/${id}`, `/services/api/v1/cases/${ref}/attachments/${id}`]) addresses.add(path)
    const compare = async (name, ask, path) => {
        const ref = refs.find(r => path.includes(r))
        const there = await ask(path), nowhere = await ask(path.replace(ref, never))
        if (there.status !== 404 && there.status !== 405) wrong.push(`${name} ${path}: ${there.status}`)
        if (plain(there.text, ref) !== plain(nowhere.text, never) || there.status !== nowhere.status) wrong.push(`${name} ${path}: differs from a case that never was`)
        if (Object.keys(there.headers).join() !== Object.keys(nowhere.headers).join()) wrong.push(`${name} ${path}: other headers`)
    }
    const marks = refs.map(fingerprint).join()
    for (const stranger of [foreign, all.get('rq.admin'), all.get('rs.none')]) await each([...addresses], async path => {
        const api = path.includes('/api/')
        await compare(`${stranger.name} GET`, p => api ? stranger.api('GET', p) : stranger.get(p), path)
        if (!api) await compare(`${stranger.name} POST`, p => stranger.post(p, { reason: 'x', withdraw_reason: 'x', accepted_days: '3', file_number: '1' }), path)
    })
    for (const one of Object.values(cases)) for (const action of ['save', 'send', 'withdraw', 'accept', 'reply', 'close'])
        await compare('API POST', p => foreign.api('POST', p, { json: {}, headers: { 'If-Match': '"1"' } }), `${one.apiPath}/actions/${action}`)
    for (const [ref, id] of ids) {
        await compare('API DELETE', p => foreign.api('DELETE', p), `/services/api/v1/cases/${ref}/attachments/${id}`)
        await compare('API PATCH', p => foreign.api('PATCH', p, { json: { kind: 'other' } }), `/services/api/v1/cases/${ref}/attachments/${id}`)
    }
    for (const one of Object.values(cases)) await compare('API upload', p => foreign.api('POST', p, { body: 'x', headers: { 'Content-Type': 'text/plain', 'Content-Disposition': 'attachment; filename="a.txt"' } }), `${one.apiPath}/attachments?field=files`)
    results.check(`${addresses.size} addresses of cases are nothing to strangers`, addresses.size > 60 && wrong.length === 0, wrong.slice(0, 6).join('; '))
    results.equal('and strangers change nothing', marks, refs.map(fingerprint).join())
    // A file of one case is not reached through another; an answer to a search is its asker's.
    const [ref, id] = ids[0], other = refs.find(r => r !== ref)
    results.equal('a file is not reached through another case', '404 404', `${(await rq.get(`/services/cases/${other}/attachments/${id}`)).status} ${(await rq.api('GET', `/services/api/v1/cases/${other}/attachments/${id}`)).status}`)
    const made = foundAt.replace(/[^/]*$/, 'A'.repeat(32))
    const hit = await foreign.get(foundAt), none = await foreign.get(made), mate = await colleague.get(foundAt)
    results.check('an answer to a search is nothing to anybody else', (await rq.get(foundAt)).status === 200 && hit.status === 404 && mate.status === 404 &&
        plain(hit.text, foundAt) === plain(none.text, made), `${hit.status} ${none.status} ${mate.status}`)
}
{
    // The plain lists of a stranger: not one number of these cases.
    const text = (await each(['/tasks', '/cases', '/services/cases', '/'], path => foreign.get(path))).map(a => a.text).join() + (await each(['/api/v1/tasks', '/api/v1/cases', '/services/api/v1/cases'], path => foreign.api('GET', path))).map(a => a.text).join()
    results.check('no list of a stranger names one of them', !Object.values(cases).some(one => text.includes(one.ref)))
}
for (const query of ['cursor=%00', 'cursor=abc', 'cursor=' + 'A'.repeat(500), 'state=%27', 'class=nothing', 'direction=up', 'area=nowhere', 'limit=0', 'limit=-1', 'limit=1e9', 'limit=x', 'country=%F0%9F%98%80', 'state=%F0%9F%98%80', 'flow=%C3%A6', 'area=%C3%A6', 'class=%C3%A6', 'state=' + 'x'.repeat(3000), '%zz=1', 'waits=1&waits=2', 'flow=%00']) {
    const api = await rq.api('GET', `/services/api/v1/cases?${query}`), page = await rq.get(`/services/cases?${query}`)
    results.check(`a list asked for with ${query.slice(0, 30)}`, [200, 400, 404, 414, 422].includes(api.status) && [200, 400, 404, 414, 422].includes(page.status), `${api.status} ${page.status}`)
}
for (const query of ['state=nosuch', 'flow=nosuch', 'country=QQ', 'country=dk', 'class=nothing', 'direction=up', 'area=nowhere', 'waits=0', 'overdue=no', 'limit=2abc', 'limit=4294967297', 'limit=0',
    ...['5:', ':5', '5:-1', ' 5:1', '5'].map(text => `cursor=${Buffer.from(text).toString('base64url')}`)])
    isProblem(`a list asked for with ${query} is told`, await rq.api('GET', `/api/v1/cases?${query}`), 400)
{
    const pages = await rq.api('GET', '/services/api/v1/cases?limit=1&class=open')
    results.check('a list goes on with the limit and the filters that were asked for', /limit=1\b/.test(pages.headers.link) && /class=open/.test(pages.headers.link), pages.headers.link)
}
for (const path of ['/directory', '/api/v1/authorities', `${cases.draft.path}/save`]) for (const query of ['country=%F0%9F%98%80', 'country=dk', 'country=XX', 'country=%27', 'area=%C3%A6', 'area=nowhere', 'flow=%C3%A6',
    'activity=%F0%9F%98%80', 'activity=nothing', 'q=%00', 'q=%F0%9F%98%80', 'q=' + 'x'.repeat(3000), 'q=%25%5F%21', 'cursor=%F0%9F%98%80', 'q=a&q=b']) {
    const address = `${path}?section=counterpart&${query}`, answer = path.includes('/api/') ? await rq.api('GET', address) : await rq.get(address)
    results.check(`${path.replace(cases.draft.ref, 'REF')} asked with ${query.slice(0, 30)}`, [200, 400, 404, 414, 422].includes(answer.status), answer.status)
}
// ---- asked in place of another: what had been said to that one is not told ----------------------------------------------------
{
    const stays = await bring('sent'), moves = await bring('sent')
    await stays.act(rq, 'edit', { reason: 'Zqsecondreason', edit_reason: 'Zqfirstwhy' })
    await stays.act(rq, 'edit', { reason: 'Zqthirdreason', edit_reason: 'Zqsecondwhy' })
    await stays.act(rs, 'accept', { accepted_days: 9 })
    await moves.act(rq, 'edit', { reason: 'Zqsecondreason', edit_reason: 'Zqfirstwhy' })
    await moves.act(rq, 'edit', { recipient: authority('mx-fo'), reason: 'Zqthirdreason', edit_reason: 'Zqsecondwhy' })
    await moves.act(foreign, 'accept', { accepted_days: 9 })
    const [before, after] = [(await rs.get(stays.path)).text, (await foreign.get(moves.path)).text]
    results.check('who was asked first sees what an edit changed', /imi-changed/.test(before) && ['Zqthirdreason', 'Zqfirstwhy', 'Zqsecondwhy'].every(w => before.includes(w)), before.match(/Zq\w+/g)?.join(' '))
    results.check('who was asked in place of another sees the request as it was put to it', after.includes('Zqthirdreason') &&
        !/imi-changed|Zqcasereason|Zqsecondreason|Zqfirstwhy/.test(after), after.match(/Zq\w+/g)?.join(' '))
    results.equal('and no read of the rest is recorded', '0', sql(`SELECT COUNT(*) FROM read_record r JOIN personal_value v ON v.case_id = (SELECT id FROM case_file WHERE ref = '${moves.ref}')
        AND v.field = 'reason' AND v.version < 3 WHERE r.authority_id = ${authority('mx-fo')} AND FIND_IN_SET(CONCAT('v', v.id), REPLACE(r.value_ids, ' ', ','))`))
}
{
    const page = await rq.post('/services/cases', { words: ' !! ' })
    results.check('a search without a word is refused beside the field, with what was typed', page.status === 422 && /govuk-error-summary/.test(page.text) &&
        /id="words-error"/.test(page.text) && /name="words"[^>]* value=" ?!! ?"/.test(page.text), `${page.status} ${page.text.match(/<input[^>]*name="words"[^>]*>/)?.[0]}`)
}
{
    const seven = 'one two three four five six seven', find = words => rq.api('POST', '/services/api/v1/searches', { json: { words }, headers: { 'Accept-Language': 'en' } })
    const many = await find(seven), page = await rq.post('/services/cases', { words: seven })
    results.check('API, a search for seven words names how many it takes', many.status === 422 && /at most 6 words/.test(many.text), many.text)
    results.check('page, so does the word beside the field, with what was typed', page.status === 422 && /id="words-error"/.test(page.text) && page.text.includes(`value="${seven}"`), page.status)
    const competent = await rq.api('GET', '/api/v1/authorities?country=DE&activity=roofing'), shown = await rq.get('/directory?country=DE&activity=roofing')
    results.check('directory, who is competent is found without naming the area', JSON.parse(competent.text).items.length > 0 && shown.text.includes(JSON.parse(competent.text).items[0].name.text), competent.text)
    const bodies = await rq.api('GET', '/api/v1/authorities?q=one+two+three+four', { headers: { 'Accept-Language': 'en' } }), directory = await rq.get('/directory?q=one+two+three+four')
    results.check('API, a search for four words of an authority names how many it takes', bodies.status === 422 && /at most 3 words/.test(bodies.text), bodies.text)
    results.check('page, so does the word beside the field', directory.status === 422 && /id="q-error"/.test(directory.text) && directory.text.includes('value="one two three four"'), directory.status)
    const names = Array.from({ length: 10 }, (_, line) => Array.from({ length: 30 }, (_, i) => `w${line}x${i}`).join(' ')).join('\n')
    const one = await Case.begin(rq, { ...whole, trade_names: names })
    await one.act(rq, 'send')
    results.check('a case is found by the last of three hundred words', (await find('w9x29')).text.includes(one.ref), 'it is not')
}
for (const words of ['', ' ', '%', '_', '!', '\u0000', 'x'.repeat(5000), '😀', '\u202e', "' OR 1=1", 'a '.repeat(2000)]) {
    const api = await rq.api('POST', '/services/api/v1/searches', { json: { words } }), page = await rq.post('/services/cases', { words })
    results.check(`a search for ${JSON.stringify(words).slice(0, 20)}`, [200, 400, 422].includes(api.status) && [303, 400, 422].includes(page.status) && !api.text.includes(cases.sent.ref), `${api.status} ${page.status}`)
}
process.exit(results.failed > 0 ? 1 : 0)
