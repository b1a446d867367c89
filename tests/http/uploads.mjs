// SPDX-License-Identifier: EUPL-1.2
// The checks of uploads.sh: what the pages promise of files holds to the byte, and what is over is refused in words, with the rest kept.
import http from 'node:http'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { people, Case, authority, noCase, sql, Results } from '../client.mjs'

const results = new Results('http uploads')
const { ROOT, LOGS } = process.env
const limit = Object.fromEntries([...readFileSync(`${ROOT}/lib/base/limits.def`, 'utf8').matchAll(/^LIMIT\((\w+), ([\d* ]+),/gm)]
    .map(([, name, value]) => [name, value.split('*').reduce((product, factor) => product * Number(factor), 1)]))
const all = await people()
const rq = all.get('rq.handler'), rs = all.get('rs.handler'), nobody = all.get('nobody')
for (const person of [rq, rs]) person.cookies.set('lang', 'en')

const whole = {
    recipient: authority('mx-rs'), provider_kind: 'legal_person', provider_name: 'Upload', phone: '12345', provider_region: 'Uploadregion', service_activities: ['roofing'],
    legal_basis: 'art30_3', case_type: 'temporary_service', reply_days: 20, reason: 'Why', 'ask.SD-D3': true, 'ask.SD-A1': true,
}
const bring = async state => {
    const one = await Case.begin(rq, whole)
    if (state === 'draft') return one
    await one.act(rq, 'send')
    if (state === 'sent') return one
    await one.act(rs, 'accept', { accepted_days: 9 })
    return one
}

const text = Buffer.alloc(limit.FILE_BYTES + 1, 'All of this is text. ')
const file = (field, name, bytes) => ({ field, name, bytes: typeof bytes === 'number' ? text.subarray(0, bytes) : Buffer.from(bytes) })
/** A multipart form: pairs of text, then files. */
const form = (pairs, files) => Buffer.concat([
    ...Object.entries(pairs).map(([name, value]) => Buffer.from(`--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)),
    ...files.flatMap(({ field, name, bytes }) => [Buffer.from(`--b\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n`), bytes, Buffer.from('\r\n')]),
    Buffer.from('--b--\r\n')])
const multipart = { 'Content-Type': 'multipart/form-data; boundary=b' }
const page = (person, path, pairs, files) => person.page('POST', path, { body: form({ csrf: person.csrf, ...pairs }, files), headers: multipart })
const stored = ref => sql(`SELECT COALESCE(GROUP_CONCAT(a.name, ' ', a.size ORDER BY a.id), '') FROM attachment a JOIN case_file c ON c.id = a.case_id WHERE c.ref = '${ref}' AND a.state <> 'pending'`)
const draft = (ref, field) => sql(`SELECT d.value FROM draft_value d JOIN case_file c ON c.id = d.case_id WHERE c.ref = '${ref}' AND d.field = '${field}'`)
const refusal = 'The file is larger than 10 MB'
const beside = (answer, field) => new RegExp(`id="${field.replaceAll('.', '\\.')}-error"[^>]*>(?:(?!</p>).)*`, 's').exec(answer.text)?.[0] ?? ''
const summary = answer => /<div class="govuk-error-summary"[\s\S]*?<\/ul>/.exec(answer.text)?.[0] ?? ''

// ---- every address that takes files: the largest file, and one byte more beside a good one and text -------------------------------
const place = 'answer.SD-D3.files'
const ways = [
    { name: 'a draft', state: 'draft', who: rq, path: 'save?section=attachments', field: 'files', pairs: { go: 'list' } },
    { name: 'a change after sending', state: 'sent', who: rq, path: 'save?section=attachments', field: 'files', pairs: { go: 'list' } },
    { name: 'the reply, saved', state: 'accepted', who: rs, path: 'save-reply', field: place, pairs: { 'answer.SD-D3.text': 'Typed beside it', go: 'list' }, typed: 'answer.SD-D3.text' },
]
for (const { name, state, who, path, field, pairs, typed } of ways) {
    const most = await bring(state), over = await bring(state)
    const taken = await page(who, `${most.path}/${path}`, pairs, [file(field, 'most.txt', limit.FILE_BYTES)])
    results.equal(`${name}: a file of exactly the limit is taken`, '303', `${taken.status}`)
    results.equal(`${name}: it is kept whole`, `most.txt ${limit.FILE_BYTES}`, stored(most.ref))
    const refused = await page(who, `${over.path}/${path}`, pairs, [file(field, 'good.txt', 'good'), file(field, 'over.txt', limit.FILE_BYTES + 1), file(field, 'too.txt', 'also good')])
    results.equal(`${name}: one byte more is refused`, 422, refused.status)
    results.check(`${name}: the summary says which file and why`, summary(refused).includes(`over.txt: ${refusal}`), summary(refused))
    results.check(`${name}: so does the word beside the field`, beside(refused, field).includes(`over.txt: ${refusal}`), beside(refused, field))
    results.equal(`${name}: the other files are kept`, 'good.txt 4,too.txt 9', stored(over.ref))
    if (typed) results.equal(`${name}: what was typed is kept`, pairs[typed], draft(over.ref, typed))
}
{
    // The page on which all is read once more takes files too.
    for (const [name, state, who, action, field, pairs] of [['the reply, sent', 'accepted', rs, 'reply', place, { 'answer.SD-D3.text': 'Typed', 'answer.SD-A1': 'yes' }], ['a change, sent', 'sent', rq, 'edit', 'files', { edit_reason: 'It was wrong', edit_reason_lang: 'en' }]]) {
        const one = await bring(state)
        const save = action === 'reply' ? ['save-reply', pairs] : ['save?section=grounds', { reason: 'Another reason', reason_lang: 'en' }]
        await page(who, `${one.path}/${save[0]}`, save[1], [])
        const key = /name="key" value="([^"]+)"/.exec((await who.get(`${one.path}/${action}`)).text)?.[1]
        const over = await page(who, `${one.path}/${action}`, { key }, [file(field, 'over.txt', limit.FILE_BYTES + 1)])
        results.equal(`${name}: one byte more is refused, and nothing sent`, `422 ${state}`, `${over.status} ${sql(`SELECT state FROM case_file WHERE ref = '${one.ref}'`)}`)
        results.check(`${name}: it says why`, over.text.includes(refusal), over.text.slice(0, 300))
        const most = await page(who, `${one.path}/${action}`, { key, ...pairs }, [file(field, 'most.txt', limit.FILE_BYTES)])
        results.equal(`${name}: a file of exactly the limit goes with it`, `303 most.txt ${limit.FILE_BYTES} `, `${most.status} ${stored(one.ref)} ${summary(most)}`)
    }
}
{
    const one = await bring('draft'), at = `${one.apiPath}/attachments`
    const raw = bytes => rq.api('POST', `${at}?field=files`, { body: text.subarray(0, bytes), headers: { 'Content-Type': 'text/plain', 'Content-Disposition': 'attachment; filename="raw.txt"', 'Accept-Language': 'en' } })
    const pieces = files => rq.api('POST', at, { body: form({}, files), headers: { ...multipart, 'Accept-Language': 'en' } })
    results.equal('API, a file as the body: exactly the limit is taken', 201, (await raw(limit.FILE_BYTES)).status)
    const rawOver = await raw(limit.FILE_BYTES + 1)
    results.check('API, a file as the body: one byte more is a problem that names the limit', rawOver.status === 413 && rawOver.text.includes('10 MB') && /problem\+json/.test(rawOver.headers['content-type']), rawOver.text)
    results.equal('API, a form: exactly the limit is taken', 201, (await pieces([file('files', 'form.txt', limit.FILE_BYTES)])).status)
    const over = JSON.parse((await pieces([file('files', 'good.txt', 'good'), file('files', 'over.txt', limit.FILE_BYTES + 1)])).text)
    results.equal('API, a form: one byte more is refused by itself', `good.txt 2 ${refusal}`, `${over.items?.[0].label} ${over.refused?.[0].index ?? over.refused?.[0].file} ${over.refused?.[0].reason}`)
    const alone = await pieces([file('files', 'over.txt', limit.FILE_BYTES + 1)])
    results.check('API, a form with no other file: a problem that points to the file', alone.status === 422 && JSON.parse(alone.text).errors[0].detail === refusal && JSON.parse(alone.text).errors[0].pointer === '/files/0', alone.text)
    results.equal('API: what is kept', `raw.txt ${limit.FILE_BYTES},form.txt ${limit.FILE_BYTES},good.txt 4`, stored(one.ref))
}
{
    const one = await bring('draft'), at = `${one.apiPath}/attachments`
    const named = async (field, disposition) => {
        const body = Buffer.concat([Buffer.from(`--b\r\nContent-Disposition: form-data; name="${field}"; `), Buffer.from(disposition, 'latin1'), Buffer.from('\r\n\r\nok\r\n--b--\r\n')])
        const answer = await rq.api('POST', at, { body, headers: { ...multipart, 'Accept-Language': 'en' } })
        return { status: answer.status, ...JSON.parse(answer.text) }
    }
    const wrong = await named('file', 'filename="a.txt"')
    results.check('API: a part called file is told that it should be files', wrong.status === 422 && wrong.errors[0].pointer === '/file/0' && wrong.errors[0].detail.includes('sent as files'), JSON.stringify(wrong))
    for (const [sent, kept] of [['filename="Mu\xcc\x88ller.txt"', 'M\u00fcller.txt'], ["filename*=utf-8''f%C3%BCr%20uns.txt", 'f\u00fcr uns.txt'], ['filename="=?utf-8?B?ZsO8ci50eHQ=?="', 'f\u00fcr.txt'],
        ['filename="a\xe2\x80\xaetxt.exe.txt"', 'atxt.exe.txt'], ['filename="f\xfcr.txt"', 'f\u00fcr.txt']]) {
        const answer = await named('files', sent)
        results.equal(`API: the name in ${JSON.stringify(sent)} is read`, `201 ${kept}`, `${answer.status} ${answer.items?.[0].label}`)
    }
}
{
    const one = await bring('draft'), at = `${one.apiPath}/attachments`
    const raw = (key, name, body) => rq.api('POST', at, { body, headers: { 'Content-Type': 'text/plain', 'Content-Disposition': `attachment; filename="${name}"`, 'Idempotency-Key': key } })
    const first = JSON.parse((await raw('upload-one', 'a.txt', 'once')).text), again = JSON.parse((await raw('upload-one', 'a.txt', 'once')).text)
    results.equal('API: an upload sent again with its key is kept once, and said to be repeated', `${first.items[0].id} false true`, `${again.items[0].id} ${first.repeated} ${again.repeated}`)
    results.equal('API: another file with the same key is refused', 422, (await raw('upload-one', 'a.txt', 'twice')).status)
    results.equal('API: a key of three characters is none', 400, (await raw('abc', 'a.txt', 'once')).status)
    const both = await Promise.all([1, 2, 3].map(() => raw('upload-two', 'b.txt', 'at once')))
    results.equal('API: three at once with one key keep one file', '201 201 201 a.txt 4,b.txt 7', `${both.map(answer => answer.status).join(' ')} ${stored(one.ref)}`)
    await raw('upload-3rd', 'c.txt', 'once')
    await raw('upload-4th', 'c.txt', 'once')
    results.equal('API: the answer says how much may still be sent', limit.CASE_FILE_BYTES - 19, JSON.parse((await rq.api('GET', at)).text).bytes_left)
    results.equal('API: the same file with two keys is two files', 'a.txt 4,b.txt 7,c.txt 4,c.txt 4', stored(one.ref))
    const other = await bring('draft'), path = `${other.path}/save?section=attachments`
    const key = /name="key" value="([^"]+)"/.exec((await rq.get(path)).text)?.[1]
    for (let i = 0; i < 2; i++) results.equal('a form sent twice is taken twice', 303, (await page(rq, path, { key, go: 'list' }, [file('files', 'a.txt', 'once')])).status)
    results.equal('a form sent twice keeps its file once', 'a.txt 4', stored(other.ref))
}
for (const [language, words] of [['da', 'Filen er større end 10 MB'], ['de', 'Die Datei ist größer als 10 MB']]) {
    const one = await bring('draft')
    rq.cookies.set('lang', language)
    const answer = await page(rq, `${one.path}/save?section=attachments`, {}, [file('files', 'over.txt', limit.FILE_BYTES + 1)])
    results.check(`the refusal is in the reader's language (${language})`, answer.status === 422 && beside(answer, 'files').includes(words), beside(answer, 'files'))
    rq.cookies.set('lang', 'en')
}

// ---- each refusal with its own reason, and warnings for who opens a file --------------------------------------------------------------
{
    const one = await bring('draft'), at = `${one.path}/save?section=attachments`
    const pdf = more => `%PDF-1.4\n1 0 obj<</Type/Catalog${more}>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`
    const body = form({ csrf: rq.csrf, go: 'list' }, []).subarray(0, -'--b--\r\n'.length)
    const untyped = (name, content) => Buffer.from(`--b\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\n\r\n${content}\r\n`, 'latin1')
    const mixed = await rq.page('POST', at, { headers: multipart, body: Buffer.concat([body, untyped('scan.tif', 'II*\0'), untyped('note.pdf', pdf('/OpenAction<</S/JavaScript>>')), untyped('run.pdf', pdf('/OpenAction<</S/Launch>>')),
        untyped('list.csv', 'Name;Stra\xdfe\r\n'), untyped('half.pdf', '%PDF-1.4\n'), Buffer.from('--b--\r\n')]) })
    results.equal('a form of good and bad files is refused', 422, mixed.status)
    for (const [name, why] of [['scan.tif', 'save it as PDF, or as PNG'], ['run.pdf', 'The PDF starts a program'], ['half.pdf', 'The file is damaged or a part of it is missing']]) {
        results.check(`the summary tells ${name} its own reason`, new RegExp(`${name}: [^<]*${why}`).test(summary(mixed)), summary(mixed))
        results.check(`so does the word beside the field: ${name}`, new RegExp(`${name}: [^<]*${why}`).test(beside(mixed, 'files')), beside(mixed, 'files'))
    }
    results.equal('the good ones are kept byte for byte', `note.pdf ${pdf('/OpenAction<</S/JavaScript>>').length},list.csv 13`, stored(one.ref))
    const list = (await rq.get(at)).text
    results.check('who opens a file with scripts is warned', /note\.pdf[\s\S]*Careful:<?[^<]*It holds scripts/.test(list), 'no warning')
    results.check('the encoding of a text is told', list.includes('Encoding, as far as it can be told: windows-1252'), 'it is not')
    const items = JSON.parse((await rq.api('GET', `${one.apiPath}/attachments`, { headers: { 'Accept-Language': 'de' } })).text).items
    results.equal('API: warning in the language of the reader, encoding in the media type', 'Sie enthält Skripte: Lassen Sie diese beim Öffnen nicht ausführen. text/csv; charset=windows-1252', `${items[0].warning} ${items[1].media_type}`)
    const raw = await rq.api('POST', `${one.apiPath}/attachments`, { body: 'x', headers: { 'Content-Disposition': 'attachment; filename="a.doc"', 'Content-Type': 'application/octet-stream', 'Accept-Language': 'en' } })
    results.check('API: a kind that is not taken is a problem that says how to convert it', raw.status === 422 && JSON.parse(raw.text).detail.includes('save it as DOCX or PDF'), raw.text)
}

// ---- sums ------------------------------------------------------------------------------------------------------------------------
{
    const one = await bring('draft'), at = `${one.path}/save?section=attachments`
    const rules = (await rq.get(at)).text
    results.check('the form says the limits', rules.includes('at most 10 MB a file, 20 files and 100 MB a case'), 'it does not')
    const count = limit.CASE_FILE_BYTES / limit.FILE_BYTES
    const full = await page(rq, at, { go: 'list' }, Array.from({ length: count }, (_, i) => file('files', `${i}.txt`, limit.FILE_BYTES)))
    results.equal('one form takes all that a case may hold', `303 ${count}`, `${full.status} ${stored(one.ref).split(',').length}`)
    const more = await page(rq, at, { go: 'list' }, [file('files', 'more.txt', 'x')])
    results.check('one byte over the sum of a case is refused beside the field', more.status === 422 && beside(more, 'files').includes('The case has no room for this file: at most 20 files, and 100 MB together'), beside(more, 'files'))
}
{
    const one = await bring('draft'), at = `${one.path}/save?section=attachments`
    const many = await page(rq, at, { go: 'list' }, Array.from({ length: limit.FORM_FILES + 1 }, (_, i) => file('files', `${i}.txt`, 'x')))
    results.check('a file over the number of one form is refused beside the field', many.status === 422 && beside(many, 'files').includes('20.txt: At most 20 files can be sent at once'), `${many.status} ${beside(many, 'files')}`)
    results.equal('the others of the form are kept', limit.FORM_FILES, stored(one.ref).split(',').length)
}

// ---- bodies over the limit of their address --------------------------------------------------------------------------------------
const secured = answer => /default-src 'none'/.test(answer.headers['content-security-policy']) && answer.headers['x-content-type-options'] === 'nosniff' && answer.headers['cache-control'] === 'no-store'
{
    const one = await bring('draft'), at = `${one.path}/save?section=attachments`
    const huge = Buffer.alloc(limit.FILES_BODY_BYTES + 1)
    const answer = await rq.page('POST', at, { body: huge, headers: multipart })
    results.check('a form over the sum: a page with our headers', answer.status === 413 && secured(answer) && /text\/html/.test(answer.headers['content-type']), `${answer.status} ${JSON.stringify(answer.headers)}`)
    results.check('it says what the largest file is and leads back to the form', answer.text.includes('A file may be at most 10 MB') && answer.text.includes(`href="${at}"`), answer.text.slice(0, 300))
    results.check('it greets who is signed in', answer.text.includes('action="/sign-out"'), 'no sign-out button')
    const problem = await rq.api('POST', `${one.apiPath}/attachments`, { body: huge, headers: { ...multipart, 'Accept-Language': 'de' } })
    results.check('a call over the sum: a problem with our headers', problem.status === 413 && secured(problem) && /problem\+json/.test(problem.headers['content-type']) && JSON.parse(problem.text).detail.includes('höchstens 10 MB'), problem.text)
    results.equal('nothing of it was kept', '', stored(one.ref))
    for (const [path, body] of [['/sign-in', limit.SHORT_BODY_BYTES + 1], ['/sign-in', limit.BODY_BYTES + 1], ['/zzqx', limit.BODY_BYTES + 1], [`${one.path}/own`, limit.SHORT_BODY_BYTES + 1]]) {
        const long = await rq.page('POST', path, { body: Buffer.alloc(body, 'a'), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })
        results.check(`${body} bytes to ${path.replace(one.ref, 'REF')}: refused by their number`, long.status === 413 && secured(long), long.status)
    }
    const own = `${one.path}/own`
    results.equal('a large body to a form of a case that takes none is refused before it is sent', 413, (await rq.page('POST', own, { body: Buffer.alloc(3000000, 'a'), headers: multipart })).status)
    const unreadable = bytes => rq.page('POST', `${one.path}/save?a=%ff`, { body: Buffer.alloc(bytes, 'a'), headers: multipart }).then(answer => answer.status)
    results.equal('a large body to an address that cannot be read is refused as a small one is', '400 400', `${await unreadable(10)} ${await unreadable(3000000)}`)
}

// ---- who may not send gets nothing on the disk -----------------------------------------------------------------------------------
const chunked = path => new Promise((resolve, reject) => {
    const request = http.request(new URL(path, process.env.URL), { method: 'POST', headers: { ...multipart, 'Transfer-Encoding': 'chunked' } }, answer => { resolve(answer.statusCode); answer.resume() })
    request.on('error', reject)
    request.end(Buffer.alloc(300000))
})
const buffered = () => (readFileSync(`${LOGS}/nginx.log`, 'utf8').match(/buffered to a temporary file/g) ?? []).length
{
    const tables = execFileSync('grep', ['-rlE', '--include=*.[ch]', 'ROUTE_FILES,', `${ROOT}/lib`]).toString().trim().split('\n')
    const patterns = tables.flatMap(name => readFileSync(name, 'utf8').split(/\{(?=METHOD_|\.methods)/)).filter(row => row.includes('ROUTE_FILES,')).map(row => /"([^"]+)"/.exec(row)[1]).filter(pattern => pattern.startsWith('/'))
    results.check('the addresses that take files are found', patterns.length >= 2, patterns.join(' '))
    for (const pattern of patterns) {
        const path = pattern.replace('{area}', 'services').replace('{ref}', noCase()).replace('{action}', 'save'), before = buffered()
        const stranger = await nobody.page('POST', path, { body: Buffer.alloc(3000000), headers: multipart })
        results.equal(`POST ${pattern}: a stranger is sent to the sign-in, or told to`, path.includes('/api/') ? 401 : 303, stranger.status)
        const forged = await nobody.page('POST', path, { body: Buffer.alloc(3000000), headers: { ...multipart, Cookie: 'session=abc', Authorization: 'Bearer 1-abc' } })
        results.equal(`POST ${pattern}: so is one with a forged session`, path.includes('/api/') ? 401 : 303, forged.status)
        results.equal(`POST ${pattern}: so is a body without a length`, path.includes('/api/') ? 401 : 303, await chunked(path))
        results.equal(`POST ${pattern}: nothing of theirs came onto the disk`, before, buffered())
        const ours = await rq.page('POST', path, { body: form({ csrf: rq.csrf }, [file('files', 'a.txt', 3000000)]), headers: { ...multipart, ...(path.includes('/api/') ? { Authorization: `Bearer ${rq.token}` } : {}) } })
        results.check(`POST ${pattern}: from us it reaches the program`, ours.status === 404 && buffered() > before, `${ours.status}`)
    }
    for (const path of ['/.imi/may-send', '/.imi/refused', '/.imi/files/services/cases/x/save']) results.equal(`${path} is for nginx alone`, 404, (await nobody.page('GET', path)).status)
}
process.exit(results.failed > 0 ? 1 : 0)
