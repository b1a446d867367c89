// SPDX-License-Identifier: EUPL-1.2
// Two at once, through API and page in every mixture and both orders: one act is done, the other is told what happened,
// history has one event more, its chain holds.
import { execFileSync } from 'node:child_process'
import { Api, Browser, check, equal, explain, failed, full, rows, together } from './client.mjs'

const api = Object.fromEntries(['race-ask', 'race-ask2', 'race-answer', 'race-answer2'].map(name => [name, new Api(name)]))
const page = {}
for (const name of Object.keys(api)) page[name] = await new Browser(name).signIn()

const answer = { answer: { 'SD-A1': 'yes', 'SD-A5': 'no', 'SD-A6.text': 'Bent Jensen' } }
const answerForm = { 'answer.SD-A1': 'yes', 'answer.SD-A5': 'no', 'answer.SD-A6.text': 'Bent Jensen', 'answer.SD-A6.text.lang': 'en' }
const wait = ms => new Promise(resolve => setTimeout(resolve, ms))
const good = status => status === 200 || status === 303
const refused = status => status === 409 || status === 412

/** The way to a state, each step by the API. */
const steps = [['sent', 'race-ask', 'send', {}], ['accepted', 'race-answer', 'accept', { accepted_days: 10 }],
    ['replied', 'race-answer', 'reply', answer], ['clarification', 'race-ask', 'ask-clarification', { clarification_text: 'Which register?' }]]
const caseIn = async state => {
    const ref = await api['race-ask'].draft()
    let version = 0
    if (state === 'draft') return { ref, version }
    for (const [reached, who, action, body] of steps) {
        const done = await api[who].act(ref, action, version, body)
        if (done.status !== 200) throw new Error(`${action} to get to ${state}: ${done.status} ${done.text}`)
        version = done.json.version
        if (reached === state) return { ref, version }
    }
    throw new Error(`no way to ${state}`)
}

/** What an act needs: action, who, values by API and by form. */
const act = (who, action, body = {}, form = body) => ({ who, action, body, form })
const acts = {
    send: who => act(who, 'send'),
    accept: who => act(who, 'accept', { accepted_days: 10 }),
    withdraw: who => act(who, 'withdraw', { withdraw_reason: 'The firm has left.' }, { withdraw_reason: 'The firm has left.', 'withdraw_reason.lang': 'en' }),
    edit: who => act(who, 'edit', { edit_reason: 'A typing error.' }, { edit_reason: 'A typing error.', 'edit_reason.lang': 'en' }),
    reply: who => act(who, 'reply', answer, {}),
    ask: who => act(who, 'ask-clarification', { clarification_text: 'Since when?' }, { clarification_text: 'Since when?', 'clarification_text.lang': 'en' }),
    explain: who => act(who, 'answer-clarification', { clarification_answer: 'Since 2012.' }, { clarification_answer: 'Since 2012.', 'clarification_answer.lang': 'en' }),
    close: who => act(who, 'close', {}),
}

/** Makes ready everything that comes before the act itself, and gives the act. */
const ready = async (channel, { ref, version }, { who, action, body, form }) => {
    if (channel === 'api') return async () => ({ channel, ...await api[who].act(ref, action, version, body) })
    const path = `/services/cases/${ref}/${action}`
    const { page: shown, hidden } = await page[who].form(path)
    if (shown.status !== 200 || !hidden.csrf) throw new Error(`${path} for ${who}: ${shown.status}`)
    return async () => ({ channel, ...await page[who].send('POST', path, { ...hidden, ...form }) })
}

const touched = []
const state = ref => {
    const [[name, version, events, last, outbox, keys, doubles]] = rows(`SELECT c.state, c.version,
        (SELECT COUNT(*) FROM case_event e WHERE e.case_id = c.id),
        (SELECT GROUP_CONCAT(e.action ORDER BY e.seq SEPARATOR ' ') FROM case_event e WHERE e.case_id = c.id),
        (SELECT COUNT(*) FROM outbox o WHERE o.subject_case = c.id),
        (SELECT COUNT(*) FROM act_key k WHERE k.subject_case = c.id),
        (SELECT COUNT(*) FROM case_value v WHERE v.case_id = c.id) + (SELECT COUNT(*) FROM personal_value v WHERE v.case_id = c.id)
        - (SELECT COUNT(*) FROM event_value v JOIN case_event e ON e.id = v.event_id WHERE e.case_id = c.id)
        FROM case_file c WHERE c.ref = '${ref}'`)
    return { name, version: Number(version), events: Number(events), actions: last, outbox: Number(outbox), keys: Number(keys), doubles: Number(doubles) }
}

const told = answer => answer.channel === 'api'
    ? /#(stale-version|not-from-this-state)$/.test(answer.json.type ?? '') && (answer.json.detail ?? '') !== ''
    : /What happened last/.test(answer.text) && /Open the case as it is now/.test(answer.text)

/** Both acts at once from one state. One is done; the other hears what happened. */
const pair = async (name, from, first, second) => {
    const mixtures = [['api', 'api'], ['page', 'api'], ['api', 'page'], ['page', 'page']]
    const faults = []
    const winners = [0, 0]
    let number = 0
    for (const mixture of mixtures) {
        for (const order of full ? [0, 1, 0, 1, 0, 1, 0, 1] : [0, 1]) {
            const label = `${mixture.join('+')} ${order ? 'second first' : 'first first'}`
            const begun = await caseIn(from)
            const before = state(begun.ref)
            touched.push(begun.ref)
            const calls = [await ready(mixture[0], begun, first), await ready(mixture[1], begun, second)]
            const head = async (call, late) => { if (late) await wait(number % 3); return call() }
            const answers = order
                ? (await together(() => head(calls[1], 0), () => head(calls[0], 1))).reverse()
                : await together(() => head(calls[0], 0), () => head(calls[1], 1))
            number++
            const after = state(begun.ref)
            const done = answers.filter(a => good(a.status)).length
            answers.forEach((a, i) => { if (good(a.status)) winners[i]++ })
            const lost = answers.find(a => !good(a.status))
            if (done !== 1) faults.push(`${label}: ${done} done (${answers.map(a => a.status)})`)
            else if (!refused(lost.status)) faults.push(`${label}: the other got ${lost.status}`)
            else if (!told(lost)) faults.push(`${label}: the other, ${lost.status} by ${lost.channel}, is not told what happened: ${lost.text.slice(0, 300)}`)
            const winner = [first, second][answers.findIndex(a => good(a.status))]
            if (after.events !== before.events + 1 || after.version !== before.version + 1) faults.push(`${label}: ${after.actions}, version ${after.version}`)
            else if (done === 1 && !after.actions.endsWith(winner.action)) faults.push(`${label}: ${winner.action} won, history says ${after.actions}`)
            if (after.outbox !== before.outbox + 1) faults.push(`${label}: ${after.outbox - before.outbox} notices`)
            if (after.doubles !== 0) faults.push(`${label}: values and commitments differ by ${after.doubles}`)
        }
    }
    check(`pair ${name}: one is done, the other is told`, faults.length === 0, faults.join('; '))
    explain(`pair ${name}: won by ${winners.join(' and ')}`)
}

await pair('two accept', 'sent', acts.accept('race-answer'), acts.accept('race-answer2'))
await pair('accept and withdraw', 'sent', acts.accept('race-answer'), acts.withdraw('race-ask'))
await pair('accept and edit', 'sent', acts.accept('race-answer'), acts.edit('race-ask'))
await pair('edit and withdraw', 'sent', acts.edit('race-ask'), acts.withdraw('race-ask2'))
await pair('two withdraw', 'sent', acts.withdraw('race-ask'), acts.withdraw('race-ask2'))
await pair('two edit', 'sent', acts.edit('race-ask'), acts.edit('race-ask2'))
await pair('two send', 'draft', acts.send('race-ask'), acts.send('race-ask2'))
await pair('close and ask for clarification', 'replied', acts.close('race-ask'), acts.ask('race-ask2'))
await pair('two close', 'replied', acts.close('race-ask'), acts.close('race-ask2'))
await pair('two answer a clarification', 'clarification', acts.explain('race-answer'), acts.explain('race-answer2'))

// A reply has its answers in the working copy; the page sends what stands there.
{
    const stored = acts.reply('race-answer')
    const faults = []
    for (const mixture of [['api', 'api'], ['page', 'api'], ['page', 'page']]) {
        const begun = await caseIn('accepted')
        touched.push(begun.ref)
        const saved = await api['race-answer'].act(begun.ref, 'save-reply', begun.version, answer)
        if (saved.status !== 200) faults.push(`save-reply ${saved.status}`)
        const calls = [await ready(mixture[0], begun, stored), await ready(mixture[1], begun, { ...stored, who: 'race-answer2' })]
        const answers = await together(...calls)
        const after = state(begun.ref)
        if (answers.filter(a => good(a.status)).length !== 1 || after.events !== 3 || !answers.every(a => good(a.status) || told(a))) {
            faults.push(`${mixture}: ${answers.map(a => a.status)}, ${after.actions}`)
        }
    }
    check('pair two reply: one is done, the other is told', faults.length === 0, faults.join('; '))
}
{
    // Withdrawing is over once the request is accepted; whoever still has the form open hears it.
    const begun = await caseIn('sent')
    touched.push(begun.ref)
    const late = await ready('page', begun, acts.withdraw('race-ask'))
    const accepted = await api['race-answer'].act(begun.ref, 'accept', begun.version, { accepted_days: 9 })
    const [reply, withdraw] = await together(() => api['race-answer'].act(begun.ref, 'reply', accepted.json.version, answer), late)
    const after = state(begun.ref)
    check('pair reply and a withdrawal that comes too late: only the reply is done', reply.status === 200 && withdraw.status === 409 && told(withdraw) &&
        after.actions === 'send accept reply', `${reply.status} ${withdraw.status} ${after.actions}`)
}

// ---- one key ------------------------------------------------------------------------------------------------
const twice = async (name, from, who, action, body) => {
    const faults = []
    for (let i = 0; i < (full ? 20 : 6); i++) {
        const begun = await caseIn(from)
        touched.push(begun.ref)
        const before = state(begun.ref)
        const key = `race-key-${begun.ref}`
        const answers = await together(...Array.from({ length: 3 }, () => () => api[who].act(begun.ref, action, begun.version, body, key)))
        const after = state(begun.ref)
        const firsts = answers.filter(a => a.status === 200 && a.json.repeated === false).length
        if (!answers.every(a => a.status === 200) || firsts !== 1) faults.push(answers.map(a => `${a.status} ${a.json.repeated}`).join(', '))
        if (after.events !== before.events + 1 || after.outbox !== before.outbox + 1 || after.keys !== before.keys + 1) faults.push(JSON.stringify(after))
        const other = await api[who].act(begun.ref, action, begun.version, { ...body, ...(action === 'send' ? { reply_days: 30 } : { accepted_days: 11 }) }, key)
        if (other.status !== 422) faults.push(`other input with the key: ${other.status}`)
    }
    check(`key ${name} three times at once: done once, answered alike`, faults.length === 0, faults.join('; '))
}
await twice('send', 'draft', 'race-ask', 'send', {})
await twice('accept', 'sent', 'race-answer', 'accept', { accepted_days: 10 })
{
    const faults = []
    for (let i = 0; i < 6; i++) {
        const key = `race-new-${Date.now()}-${i}`
        const refs = await together(...Array.from({ length: 3 }, () => () => api['race-ask'].draft({}, key)))
        const made = rows(`SELECT COUNT(*) FROM act_key k WHERE k.act_key = '${key}'`)[0][0]
        if (new Set(refs).size !== 1 || made !== '1') faults.push(`${refs} ${made}`)
    }
    check('key a draft begun three times at once is one draft', faults.length === 0, faults.join('; '))
}
{
    // The same form sent twice, as by a double click: both times the browser is led to the case, and it is done once.
    const faults = []
    for (const order of [0, 2]) {
        const begun = await caseIn('sent')
        touched.push(begun.ref)
        const call = await ready('page', begun, acts.accept('race-answer'))
        const answers = await together(call, async () => { await wait(order); return call() })
        const after = state(begun.ref)
        if (!answers.every(a => a.status === 303) || after.actions !== 'send accept') faults.push(`${answers.map(a => a.status)} ${after.actions}`)
    }
    check('key a form clicked twice acts once and leads to the case both times', faults.length === 0, faults.join('; '))
}

// ---- two colleagues in one field of a draft ------------------------------------------------------------------
const section = async (who, ref, id) => {
    const path = `/services/cases/${ref}/save?section=${id}`
    const { page: shown, hidden } = await page[who].form(path)
    if (shown.status !== 200 || !hidden.seen) throw new Error(`${path}: ${shown.status}, seen ${hidden.seen}`)
    return values => page[who].send('POST', path, { ...hidden, go: 'list', ...values })
}
const reason = text => ({ reason: text, 'reason.lang': 'en', reply_days: '21' })
{
    const faults = []
    for (let i = 0; i < (full ? 20 : 6); i++) {
        const { ref } = await caseIn('draft')
        const saves = [await section('race-ask', ref, 'grounds'), await section('race-ask2', ref, 'grounds')]
        const texts = ['One colleague says that the scaffold was not fastened.', 'The other says that nobody had a contract there.']
        const answers = await together(() => saves[0](reason(texts[0])), () => saves[1](reason(texts[1])))
        const winner = answers.findIndex(a => a.status === 303), lost = answers[1 - winner]
        const [[kept]] = rows(`SELECT d.value FROM draft_value d JOIN case_file c ON c.id = d.case_id WHERE c.ref = '${ref}' AND d.field = 'reason'`)
        if (answers.filter(a => a.status === 303).length !== 1 || lost.status !== 409) faults.push(`${answers.map(a => a.status)}`)
        else if (kept !== texts[winner]) faults.push(`kept: ${kept}`)
        else if (!texts.every(text => lost.text.includes(text))) faults.push('the 409 does not show both texts')
        if (state(ref).events !== 0) faults.push('a saved draft made history')
    }
    check('draft two colleagues in one field: one is kept, the other sees both texts', faults.length === 0, faults.join('; '))
}
{
    const { ref } = await caseIn('draft')
    const saves = [await section('race-ask', ref, 'grounds'), await section('race-ask2', ref, 'grounds')]
    const answers = await together(...saves.map(save => () => save(reason('Both write the same words here.'))))
    equal('draft two colleagues who write the same are both done', '303,303', answers.map(a => a.status).join(','))
}
{
    const { ref } = await caseIn('draft')
    const saves = [await section('race-ask', ref, 'grounds'), await section('race-ask2', ref, 'provider')]
    const answers = await together(() => saves[0](reason('Another section is no quarrel.')),
        () => saves[1]({ provider_kind: 'legal_person', provider_name: 'Nyt Navn ApS' }))
    equal('draft two colleagues in two sections are both done', '303,303', answers.map(a => a.status).join(','))
}
{
    // A save that is under way while the draft is sent is either in what was sent, or is told that it came too late.
    const faults = []
    for (let i = 0; i < (full ? 20 : 6); i++) {
        const begun = await caseIn('draft')
        touched.push(begun.ref)
        const save = await section('race-ask2', begun.ref, 'grounds')
        const text = 'Saved while a colleague was sending it.'
        const [sent, saved] = await together(() => api['race-ask'].act(begun.ref, 'send', 0), async () => { await wait(i % 3 * 2); return save(reason(text)) })
        const [[published, draft]] = rows(`SELECT COALESCE((SELECT value FROM personal_value v WHERE v.case_id = c.id AND v.field = 'reason' AND v.version = 1), ''),
            COALESCE((SELECT value FROM draft_value v WHERE v.case_id = c.id AND v.field = 'reason'), '') FROM case_file c WHERE ref = '${begun.ref}'`)
        if (sent.status !== 200) faults.push(`send ${sent.status}`)
        if (saved.status === 303 && published !== text && draft !== text) faults.push('an answered save is nowhere')
        if (saved.status !== 303 && (published === text || draft === text)) faults.push(`a save answered ${saved.status} was kept`)
    }
    check('draft a save beside the sending is not lost in silence', faults.length === 0, faults.join('; '))
}

// ---- the chains -----------------------------------------------------------------------------------------------
{
    const broken = []
    for (const ref of full ? touched : touched.filter((_, i) => i % 4 === 0)) {
        try { execFileSync(`${process.env.BUILD}/imictl`, ['history', 'verify', ref], { env: { ...process.env, IMI_CONFIG: process.env.CONFIG }, stdio: 'pipe' }) }
        catch (error) { broken.push(`${ref}: ${error.stdout}`) }
    }
    check('chain the history of every case raced over is intact', broken.length === 0 && touched.length > 40, broken.join('; '))
}
process.exit(failed() ? 1 : 0)
