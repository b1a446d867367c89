// SPDX-License-Identifier: EUPL-1.2
// Two at once in an installation in mode production: of two that bring the same one-time code one gets in; of two acts one is done.
import { Api, Browser, check, equal, failed, rows, sql, together } from './client.mjs'
import { totp } from '../totp.mjs'

const password = process.env.PASSWORD
const asker = new Api('ask'), answerer = new Api('answer')

// ---- one code, two browsers --------------------------------------------------------------------------------------
const withPassword = async () => {
    const browser = new Browser('ask')
    const { hidden } = await browser.form('/sign-in')
    await browser.send('POST', '/sign-in', { ...hidden, name: 'ask', password })
    return browser
}
const first = await withPassword()
const { page, hidden } = await first.form('/account/code')
const secret = /<code class="imi-secret">([\s\S]*?)<\/code>/.exec(page.text)[1].replace(/<[^>]*>|\s/g, '')
equal('production: a second factor is set up', 200, (await first.send('POST', '/account/code', { ...hidden, code: totp(secret), password })).status)
{
    const two = await Promise.all([withPassword(), withPassword()])
    const forms = await Promise.all(two.map(browser => browser.form('/sign-in?step=code')))
    const code = totp(secret, 1)
    const answers = await together(...two.map((browser, i) => () => browser.send('POST', '/sign-in', { ...forms[i].hidden, code })))
    equal('production: of two that bring one code at once one gets in', '303,422', answers.map(answer => answer.status).sort().join())
    equal('production: and has the one session more', '2', sql("SELECT COUNT(*) FROM session s JOIN user_account u ON u.id = s.user_id WHERE u.name = 'ask' AND u.code_secret IS NOT NULL AND s.made_at >= (SELECT MIN(t.made_at) FROM session t)"))
}

// ---- accept and withdraw, both orders -------------------------------------------------------------------------------
for (const order of [0, 1]) {
    const ref = await asker.draft()
    const { json } = await asker.act(ref, 'send', 0)
    const acts = [() => answerer.act(ref, 'accept', json.version, { accepted_days: 10 }), () => asker.act(ref, 'withdraw', json.version, { withdraw_reason: 'The firm has left.' })]
    const answers = await together(...(order ? acts.reverse() : acts))
    const statuses = answers.map(answer => answer.status).sort().join()
    check(`production: of accepting and withdrawing at once one is done (${order ? 'second' : 'first'} first)`, /^200,4(09|12|04)$/.test(statuses), statuses)
    const [[state, events]] = rows(`SELECT c.state, (SELECT GROUP_CONCAT(e.action ORDER BY e.seq) FROM case_event e WHERE e.case_id = c.id) FROM case_file c WHERE c.ref = '${ref}'`)
    check('production: and history has one event more', /^(accepted send,accept|withdrawn send,withdraw)$/.test(`${state} ${events}`), `${state} ${events}`)
}
process.exit(failed() > 0 ? 1 : 0)
