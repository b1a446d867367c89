// SPDX-License-Identifier: EUPL-1.2
// Each kind of page: axe-core in light and dark at 1280 and 320 pixels, at all widths nothing to scroll sideways and equal margins,
// no console message.
// SHOTS=folder keeps a picture of each.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { URL_BASE, accounts, axeSource, check, notOk, open, signIn } from './lib.mjs';

const full = process.env.IMI_TEST_FULL === '1';
const turn = Number(process.env.IMI_TEST_SEED || Math.floor(Date.now() / 86400000));
const shots = process.env.SHOTS;
if (shots) mkdirSync(shots, { recursive: true });
const all = accounts();
const source = axeSource();

// The pages by which account, with cases of the told stories in each state.
function addresses(user) {
    const stories = [...(user.story || '').matchAll(/[2-9B-Y]{4}-[2-9B-Y]{5}/g)].map(m => m[0]);
    const base = ['/', '/tasks', '/cases', '/services/', '/services/cases', '/services/cases?class=open', '/directory',
        '/directory?country=DE&q=berlin', '/account', '/help', '/services/new/request', '/ecommerce/', '/patients/', '/nothing-here'];
    return base.concat(stories.map(ref => `/services/cases/${ref}`));
}

const forms = ['save?section=counterpart&country=DE&q=', 'save?section=provider', 'save?section=legal', 'save?section=questions',
    'save?section=grounds', 'save?section=attachments', 'send', 'send?as=other', 'edit', 'withdraw', 'accept', 'save-reply', 'reply',
    'ask-clarification', 'answer-clarification', 'close', 'own'];

const ways = [];
for (const lang of ['en', 'da', 'de'])
    for (const dark of [false, true])
        for (const width of [1280, 320]) ways.push({ lang, dark, width });
const people = ['jette.holm@dk', 'karsten.tiefensee@de'];

// The short form shows each of the two people the pages in one way, another one each day.
for (const [place, way] of ways.entries()) {
    const name = `${way.lang} ${way.dark ? 'dark' : 'light'} ${way.width}`;
    for (const who of people.filter((_, i) => full || place === (turn + 5 * i) % ways.length)) {
        const browser = await open(way.lang, { viewport: { width: way.width, height: 900 }, colorScheme: way.dark ? 'dark' : 'light', bypassCSP: true });
        const user = all.find(a => a.name === who);
        try {
            await browser.page.goto(`${URL_BASE}/?lang=${way.lang}`);
            await signIn(browser.page, user);
            const seen = new Set();
            for (const path of addresses(user)) {
                await look(browser, way, name, who, path);
                const state = await browser.page.evaluate(() => document.querySelector('main')?.dataset.state);
                if (!state || seen.has(state)) continue;
                seen.add(state);
                for (const form of forms) {
                    const answer = await browser.page.request.get(`${URL_BASE}${path}/${form}`, { maxRedirects: 0 });
                    if (answer.status() === 200) await look(browser, way, name, who, `${path}/${form}`);
                }
            }
            check(`pages ${name} ${who}: no console message`, browser.messages.length === 0, browser.messages.slice(0, 3).join(' | '));
        } catch (error) {
            notOk(`pages ${name} ${who}`, error.message);
        } finally {
            await browser.close();
        }
    }
}

let picture = 0;
async function look(browser, way, name, who, path) {
    const page = browser.page;
    await page.goto(URL_BASE + path);
    await page.evaluate(source);
    const result = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'],
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    const faults = result.violations.map(v => `${v.id} ${v.nodes[0].target.join(' ')}`);
    for (const width of [320, 641, 768, 1024, 1200, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const fault = await page.evaluate(() => {
            const root = document.documentElement, main = document.querySelector('main')?.getBoundingClientRect();
            if (root.scrollWidth > root.clientWidth) return 'scrolls sideways';
            return main && Math.abs(main.left - (root.clientWidth - main.right)) > 1 ? `has margins of ${main.left} and ${root.clientWidth - main.right}` : '';
        });
        if (fault) faults.push(`at ${width} it ${fault}`);
    }
    await page.setViewportSize({ width: way.width, height: 900 });
    if (shots) await page.screenshot({ path: join(shots, `${name.replace(/ /g, '-')}-${String(++picture).padStart(3, '0')}${path.replace(/\W+/g, '_')}.png`), fullPage: true });
    check(`pages ${name} ${who} ${path.replace(/[2-9B-Y]{4}-[2-9B-Y]{5}/, 'CASE')}`, faults.length === 0, faults.join(' | '));
}
