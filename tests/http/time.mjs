// SPDX-License-Identifier: EUPL-1.2
// The checks of time.sh: the last day of each limit, and the sentence that says why, by page and API, to both sides. Days were
// counted by hand: 18 December 2026 is a Friday; in Germany 25 and 26 December and 1 January are closed, and 1 May 2026, a Friday.
import { people, Case, authority, imictl, sql, Results } from '../client.mjs'

const results = new Results('http time')
const all = await people()
const rq = all.get('rq.handler'), rs = all.get('rs.handler')
const whole = {
    recipient: authority('mx-rs'), provider_kind: 'legal_person', provider_name: 'Zqtimename', phone: '12345', service_activities: ['roofing'],
    legal_basis: 'art30_3', case_type: 'temporary_service', reply_days: 20, reason: 'Zqtimereason', 'ask.SD-A1': true,
}
const at = moment => imictl('clock', 'set', moment)
const date = async (who, one, id, language = 'en') => {
    const answer = await who.api('GET', one.apiPath, { headers: { 'Accept-Language': language } })
    return JSON.parse(answer.text).dates.find(d => d.id === id) ?? {}
}
const sentAt = async moment => {
    at(moment)
    const one = await Case.begin(rq, whole)
    await one.act(rq, 'send')
    return one
}

const christmas = await sentAt('2026-12-18T10:00:00Z')
const due = await date(rq, christmas, 'accept_by')
results.equal('sent on 18 December, it is to be accepted by the Monday after Christmas', '2026-12-28', due.day)
const why = 'Friday 25 December 2026, a public holiday (Germany): the next working day counts.'
results.equal('the API says why', `7 calendar days after 18 Dec 2026. That would be ${why}`, due.how)
results.equal('to the other side, too', due.how, (await date(rs, christmas, 'accept_by')).how)
results.check('in German', (await date(rs, christmas, 'accept_by', 'de')).how.includes('Freitag, 25. Dezember 2026, ein Feiertag (Deutschland)'), due.how)
results.check('in Danish', (await date(rs, christmas, 'accept_by', 'da')).how.includes('fredag den 25. december 2026, som er helligdag (Tyskland)'), due.how)
const page = await rq.get(christmas.path)
results.check('the page says why', page.status === 200 && page.text.includes(why), page.text.slice(0, 200))
results.equal('20 days wanted end on a Thursday, and nothing is moved', '2027-01-07 20 calendar days after 18 Dec 2026.',
    await date(rq, christmas, 'reply_wanted_by').then(d => `${d.day} ${d.how}`))

at('2026-12-24T10:00:00Z')
await christmas.act(rs, 'accept', { accepted_days: 2 })
const promised = await date(rq, christmas, 'reply_by')
results.equal('two days over Christmas include two working days', '2026-12-29', promised.day)
results.check('and the API says so', promised.how.endsWith('A period of two days or more includes at least two working days.'), promised.how)

const may = await sentAt('2026-04-24T10:00:00Z')
results.equal('1 May is closed where the request goes to, and open where it comes from', '2026-05-04', (await date(rq, may, 'accept_by')).day)

// Half past eleven at night in Brussels is the next day in Helsinki: one event has one date all the same, and names its zone.
sql("UPDATE authority SET time_zone = 'Europe/Helsinki' WHERE slug = 'mx-rq'")
const night = await sentAt('2026-12-15T22:30:00Z')
const late = await rq.get(night.path)
results.check('one event has one date, and the page names its zone', late.text.includes('15 Dec 2026, 23:30 GMT+1') && !late.text.includes('16 Dec 2026, '),
    [...late.text.matchAll(/1[56] Dec 2026[^<]*/g)].join(' | '))

process.exit(results.failed > 0 ? 1 : 0)
