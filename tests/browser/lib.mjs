// SPDX-License-Identifier: EUPL-1.2
// Browsers for the journeys: Debian's chromium through playwright-core, driven by the keyboard alone.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { totp } from '../totp.mjs';

export const ROOT = process.env.NODE_ROOT || process.env.ROOT;
const need = createRequire(join(ROOT, 'package.json'));
export const URL_BASE = process.env.URL.replace(/\/$/, '');
let passed = 0;

export function ok(name) { passed++; console.log(`ok browser ${name}`); }
export function notOk(name, why) { console.log(`not ok browser ${name}: ${String(why).split('\n')[0].slice(0, 300)}`); }
export function check(name, condition, why = 'not so') { condition ? ok(name) : notOk(name, why); return condition; }

// accounts(): the lines of accounts.tsv as objects
export function accounts() {
    const [head, ...lines] = readFileSync(process.env.ACCOUNTS, 'utf8').trim().split('\n').map(l => l.split('\t'));
    return lines.map(cells => Object.fromEntries(head.map((name, i) => [name, cells[i]])));
}

// open(locale, options): a browser with a profile of its own; its console messages are collected
export async function open(locale, options = {}) {
    const { chromium } = need('playwright-core');
    const profile = mkdtempSync(join(tmpdir(), 'imi-chrome-'));
    const context = await chromium.launchPersistentContext(profile, {
        executablePath: process.env.CHROME || '/usr/bin/chromium', headless: true, locale, viewport: { width: 1280, height: 900 },
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
            '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'], ...options });
    const page = context.pages()[0] || await context.newPage();
    const messages = [];
    page.on('console', m => { if (!/status of (4|5)\d\d/.test(m.text())) messages.push(`${m.type()}: ${m.text()}`); });
    page.on('pageerror', e => messages.push(`error: ${e.message}`));
    page.setDefaultTimeout(15000);
    return { page, context, messages, close: async () => { await context.close(); rmSync(profile, { recursive: true, force: true }); } };
}

export const axeSource = () => readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8');
export const vnuJar = () => join(ROOT, 'node_modules/vnu-jar/build/dist/vnu.jar');

// Keyboard: everything below only presses keys.
export class Keys {
    constructor(page) { this.page = page; }

    // tabTo(selector): press Tab until the element that has the focus matches; it must be seen to have it
    async tabTo(selector, most = 250) {
        for (let i = 0; i < most; i++) {
            await this.page.keyboard.press('Tab');
            const found = await this.page.evaluate(s => {
                const el = document.activeElement;
                if (!el || el === document.body || !el.matches(s)) return false;
                const box = el.getBoundingClientRect(), style = getComputedStyle(el);
                return { width: box.width, visible: style.visibility !== 'hidden', outline: style.outlineStyle, shadow: style.boxShadow };
            }, selector);
            if (found) return found;
        }
        throw new Error(`no way by Tab to ${selector} on ${this.page.url()}`);
    }

    async enter() {
        await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), this.page.keyboard.press('Enter')]);
    }

    async go(selector) { await this.tabTo(selector); await this.enter(); }
    async press(selector) { await this.tabTo(selector); await this.enter(); }

    async type(selector, text) {
        await this.tabTo(selector);
        await this.page.keyboard.press('Control+A');
        await this.page.keyboard.type(text);
    }

    async tick(selector) {
        await this.tabTo(selector);
        if (!await this.page.evaluate(() => document.activeElement.checked)) await this.page.keyboard.press('Space');
    }

    // A group of radio buttons is one stop of Tab; the arrows move within.
    async radio(name, value) {
        await this.tabTo(`input[type=radio][name="${name}"]`);
        for (let i = 0; i < 60; i++) {
            const now = await this.page.evaluate(() => ({ value: document.activeElement.value, checked: document.activeElement.checked }));
            if (now.value === value) {
                if (!now.checked) await this.page.keyboard.press('Space');
                return;
            }
            await this.page.keyboard.press('ArrowDown');
        }
        throw new Error(`no radio ${name}=${value}`);
    }

    // A drop-down list: letters of the option as the reader sees it.
    async choose(selector, value) {
        await this.tabTo(selector);
        const label = await this.page.evaluate(v => [...document.activeElement.options].find(o => o.value === v)?.textContent.trim(), value);
        if (!label) throw new Error(`no option ${value} in ${selector}`);
        await this.page.keyboard.type(label, { delay: 5 });
        const now = await this.page.evaluate(() => document.activeElement.value);
        if (now !== value) throw new Error(`typing "${label}" chose ${now}`);
    }
}

export async function signIn(page, account) {
    const keys = new Keys(page);
    await page.goto(`${URL_BASE}/sign-in`);
    await keys.type('#name', account.name);
    await keys.type('#password', account.password);
    await keys.enter();
    if (await page.$('#code')) {
        await keys.type('#code', totp(account.secret || account.code_secret));
        await keys.enter();
    }
    return keys;
}

// What <main> says of the case on the page.
export const caseOf = page => page.evaluate(() => ({ ...document.querySelector('main').dataset }));
