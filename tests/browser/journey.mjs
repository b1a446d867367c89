// SPDX-License-Identifier: EUPL-1.2
// One request there and back, by keyboard alone, in two browsers: Copenhagen in Danish, Berlin in German.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Keys, URL_BASE, accounts, caseOf, check, notOk, ok, open, signIn } from './lib.mjs';

const all = accounts();
const jette = all.find(a => a.name === 'jette.holm@dk');
const karsten = all.find(a => a.name === 'karsten.tiefensee@de');
const pages = process.env.PAGES; // folder that takes each page's HTML, for the W3C checker
if (pages) mkdirSync(pages, { recursive: true });
let number = 0;
async function keep(page, name) {
    if (pages) writeFileSync(join(pages, `${String(++number).padStart(2, '0')}-${name}.html`), await page.content());
}

const denmark = await open('da-DK'), germany = await open('de-DE');
const dk = denmark.page, de = germany.page;
try {
    const kj = await signIn(dk, jette), kk = await signIn(de, karsten);
    check('journey: Copenhagen reads Danish', await dk.evaluate(() => document.documentElement.lang) === 'da');
    check('journey: Berlin reads German', await de.evaluate(() => document.documentElement.lang) === 'de');

    // Begin
    await dk.goto(`${URL_BASE}/tasks`);
    await keep(dk, 'tasks');
    await kj.go('main a[href="/services/new/request"]');
    await keep(dk, 'new');
    await kj.press('main form button');
    const draft = await caseOf(dk);
    check('journey: a draft is begun', draft.state === 'draft', JSON.stringify(draft));
    const ref = draft.case, home = `/services/cases/${ref}`;
    await keep(dk, 'draft');

    // Who to ask
    await kj.go(`a[href="${home}/save?section=counterpart"]`);
    await kj.choose('select[name=country]', 'DE');
    await kj.type('input[name=q]', 'gewerbe spree');
    await kj.enter();
    await keep(dk, 'counterpart');
    const hits = await dk.$$eval('main form [name=recipient]', inputs => inputs.map(i => i.value));
    check('journey: the counterpart is found by part of its name', hits.length >= 1, `${hits.length} hits`);
    check('journey: the search ends with the coordinator', await dk.evaluate(() => /koordinator/i.test(document.querySelector('main').textContent)));
    await dk.goto(`${URL_BASE}${home}/save?section=counterpart&country=DE&q=${encodeURIComponent('gewerbeaufsicht berlin')}`);
    await kj.press('main form button[data-choose], main form[method=post] button');

    // The provider
    if (!/section=provider/.test(dk.url())) await dk.goto(`${URL_BASE}${home}/save?section=provider`);
    await kj.radio('provider_kind', 'legal_person');
    await kj.type('[name=provider_name]', 'Spreefenster Glasbau GmbH');
    await kj.type('[name=reg_number]', 'HRB 204417 B');
    await kj.type('[name=address_home]', 'Köpenicker Ufer 12, 10997 Berlin');
    await kj.type('[name=provider_town]', 'Berlin');
    await kj.press('button[name=go][value=next]');
    await keep(dk, 'legal');

    // Activity and legal basis
    await kj.tick('input[name=service_activities][value=painting_glazing]');
    await kj.radio('legal_basis', 'art29_1');
    await kj.radio('case_type', 'temporary_service');
    await kj.press('button[name=go][value=list]');
    await dk.goto(`${URL_BASE}${home}/save?section=legal`);
    await kj.choose('select[name=ms_of_establishment]', 'DE');
    await kj.press('button[name=go][value=next]');

    // Questions: groups that are shut are opened first
    await keep(dk, 'questions');
    await kj.tabTo('main details summary');
    await dk.keyboard.press('Enter');
    await kj.tick('input[name="ask.SD-A1"]');
    await kj.tick('input[name="ask.SD-A4"]');
    await kj.press('button[name=go][value=next]');

    // Reason
    await kj.type('textarea[name=reason]', 'Virksomheden har tilbudt at udskifte vinduer i en andelsboligforening i Valby. Den har ikke kunnet dokumentere, at den er lovligt etableret i Tyskland.');
    await kj.type('input[name=reply_days]', '21');
    await kj.press('button[name=go][value=next]');
    await keep(dk, 'files');
    await dk.goto(URL_BASE + home);
    await keep(dk, 'draft-done');

    // Check and send
    await kj.go(`main a[href="${home}/send"]`);
    await keep(dk, 'check');
    const own = await dk.textContent('main');
    check('journey: the check shows what was typed', own.includes('Spreefenster Glasbau GmbH'));
    await kj.go('main a[href*="as=other"]');
    const other = await dk.textContent('main');
    check('journey: as the other authority will see it, without names', !other.includes('Spreefenster') && !other.includes('andelsboligforening'));
    await keep(dk, 'check-as-other');
    await dk.goto(`${URL_BASE}${home}/send`);
    await kj.press('main form.imi-send button');
    const sent = await caseOf(dk);
    check('journey: the request is sent', sent.state === 'sent', JSON.stringify(sent));
    await keep(dk, 'case-sent');

    // Berlin finds it among its tasks, and reads no name before accepting
    await de.goto(`${URL_BASE}/tasks`);
    await keep(de, 'tasks-berlin');
    await kk.go(`main a[href="${home}"]`);
    const before = await de.textContent('main');
    check('journey: before acceptance no name is read', !before.includes('Spreefenster') && !before.includes('204417'));
    check('journey: before acceptance the questions are read', /niedergelassen/.test(before), 'no German question');
    await keep(de, 'case-before');
    await dk.goto(URL_BASE + home);
    check('journey: the asker sees that it was opened', await dk.evaluate(() => /åbnet/i.test(document.querySelector('main').textContent)));
    await kk.go(`main a[href="${home}/accept"]`);
    await kk.type('input[name=accepted_days]', '10');
    await keep(de, 'accept');
    await kk.press('main form button');
    check('journey: Berlin accepts', (await caseOf(de)).state === 'accepted');
    check('journey: after acceptance the name is read', (await de.textContent('main')).includes('Spreefenster'));
    await keep(de, 'case-accepted');

    // The reply, over two sittings
    await de.goto(`${URL_BASE}${home}/save-reply`);
    await keep(de, 'answers');
    await kk.radio('answer.SD-A1', 'yes');
    await kk.press('button[name=go][value=later]');
    await de.goto(`${URL_BASE}${home}/save-reply`);
    check('journey: a reply begun is found again', await de.isChecked('input[name="answer.SD-A1"][value=yes]'));
    await kk.radio('answer.SD-A4', 'yes');
    await kk.press('button[name=go][value=next]');
    await keep(de, 'check-reply');
    await kk.press('main form.imi-send button');
    check('journey: Berlin replies', (await caseOf(de)).state === 'replied');

    // Copenhagen asks one thing more, gets it, and closes
    await dk.goto(`${URL_BASE}/tasks`);
    await kj.go(`main a[href="${home}"]`);
    await keep(dk, 'case-replied');
    await kj.go(`main a[href="${home}/ask-clarification"]`);
    await kj.type('textarea[name=clarification_text]', 'Siden hvornår er virksomheden etableret på adressen?');
    await kj.press('main form button');
    check('journey: one thing more is asked', (await caseOf(dk)).state === 'clarification');
    await de.goto(`${URL_BASE}${home}`);
    await kk.go(`main a[href="${home}/answer-clarification"]`);
    await kk.type('textarea[name=clarification_answer]', 'Seit dem 3. Mai 2019; die Anschrift wurde im September vor Ort geprüft.');
    await kk.press('main form button');
    check('journey: it is answered', (await caseOf(de)).state === 'replied');
    await dk.goto(`${URL_BASE}${home}`);
    check('journey: the answer is read', (await dk.textContent('main')).includes('3. Mai 2019'));
    await kj.go(`main a[href="${home}/close"]`);
    await keep(dk, 'close');
    await kj.press('main form button');
    check('journey: the request is closed', (await caseOf(dk)).state === 'closed');
    check('journey: the clocks of blocking and deletion are shown', /spærre/i.test(await dk.textContent('main')));
    await keep(dk, 'case-closed');

    for (const [where, messages] of [['Danish', denmark.messages], ['German', germany.messages]])
        check(`journey: no console message in ${where}`, messages.length === 0, messages.join(' | '));
} catch (error) {
    notOk('journey', `${error.message} (${dk.url()} ${de.url()})`);
} finally {
    await denmark.close();
    await germany.close();
}
