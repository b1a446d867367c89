// SPDX-License-Identifier: EUPL-1.2
// The way in where a second factor is demanded (stack.sh production), by keyboard alone, with axe on each page of it.
import { Keys, URL_BASE, axeSource, check, notOk, open } from './lib.mjs';
import { totp } from '../totp.mjs';

const source = axeSource();
const password = process.env.PASSWORD;
const browser = await open('en', { ignoreHTTPSErrors: true, bypassCSP: true });
const page = browser.page, keys = new Keys(page);

// look(name): what axe finds on the page, and whether anything speaks of training
async function look(name) {
    await page.evaluate(source);
    const result = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'],
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    const faults = result.violations.map(v => `${v.id} ${v.nodes[0].target.join(' ')}`);
    if (/training/i.test(await page.content())) faults.push('speaks of training');
    check(`production: ${name}`, faults.length === 0, faults.join(' | '));
}

const path = () => new URL(page.url()).pathname;

async function withPassword() {
    await page.goto(`${URL_BASE}/sign-in`);
    await keys.type('#name', 'ask');
    await keys.type('#password', password);
    await keys.enter();
}

try {
    await page.goto(`${URL_BASE}/sign-in`);
    await look('the sign-in page');
    await withPassword();
    await page.goto(`${URL_BASE}/tasks`);
    check('production: without a second factor one is led to set one up', path() === '/account/code', page.url());
    await look('the page that sets up one-time codes');
    const secret = (await page.textContent('code.imi-secret')).replace(/\s/g, '');
    await keys.type('#code', totp(secret));
    await keys.type('#password', password);
    await keys.enter();
    check('production: ten recovery codes are shown', await page.locator('.imi-codes code').count() === 10);
    await look('the recovery codes');
    await page.context().clearCookies();
    await withPassword();
    check('production: the password leads to the code', await page.locator('#code').count() === 1, page.url());
    await look('the page that asks for the code');
    await keys.type('#code', '000000');
    await keys.enter();
    check('production: a wrong code is told at its field', await page.locator('#code[aria-describedby*="error"]').count() === 1, page.url());
    await look('the same page with a fault');
    await keys.type('#code', totp(secret, 1));
    await keys.enter();
    await page.goto(`${URL_BASE}/tasks`);
    check('production: the right code signs in', path() === '/tasks', page.url());
    await look('the tasks');
    check('production: no console message', browser.messages.length === 0, browser.messages.slice(0, 3).join(' | '));
} catch (error) {
    notOk('production', error.message);
} finally {
    await browser.close();
}
