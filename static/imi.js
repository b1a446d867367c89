/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Small helps on top of pages that work without them. All texts come from the page (data-*), in its language.
 *   [data-max]                 counts characters into #NAME-info
 *   form[data-autosave-address]  posts changed fields marked data-autosave, says so in .imi-saved
 *   form[data-leave]           asks before leaving with unsaved changes
 *   [data-error-summary]       takes the focus
 *   [data-once]                a button that sends once
 *   [data-question]            says that a question has an answer
 *   input[type=search]         Ctrl K goes there
 */
(function () {
  'use strict';

  const SAVE_AFTER_MS = 2500;
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));

  /* Characters as people count them: code points. CR LF of a sent form counts as one here and there. */
  const length = text => Array.from(text).length;

  function counter(field) {
    const info = document.getElementById(field.id + '-info');
    const max = Number(field.dataset.max);
    if (!info || !max) return;
    const spoken = document.createElement('div');
    spoken.className = 'govuk-visually-hidden';
    spoken.setAttribute('role', 'status');
    info.after(spoken);
    let later;
    function show() {
      const left = max - length(field.value);
      const pattern = left < 0 ? info.dataset.over : info.dataset.left;
      info.textContent = pattern.replace('{count}', Math.abs(left).toLocaleString(document.documentElement.lang));
      info.classList.toggle('imi-counter--over', left < 0);
      clearTimeout(later);
      later = setTimeout(() => { spoken.textContent = left < max / 10 ? info.textContent : ''; }, 1000);
    }
    field.addEventListener('input', show);
    show();
  }

  /* What goes with a field: the three parts of a date together, a text with its language. */
  function together(form, name) {
    const date = name.replace(/-(day|month|year)$/, '');
    if (date !== name) return ['-day', '-month', '-year'].map(part => date + part);
    const text = name.replace(/_lang$/, '');
    return [text, text + '_lang'].filter(n => n === name || form.elements.namedItem(n));
  }

  /* What one field would send: pairs of name and value. A group of boxes with none ticked sends the bare name. */
  function pairs(form, name) {
    const sent = new FormData(form).getAll(name).filter(value => typeof value === 'string');
    return sent.length ? sent.map(value => [name, value]) : [[name, '']];
  }

  function autosave(form) {
    const line = form.querySelector('.imi-saved');
    const changed = new Set();
    let timer, running = false, version = form.dataset.version;

    function say(text, failed) {
      if (!line) return;
      line.textContent = text;
      line.classList.toggle('imi-saved--failed', failed);
    }

    async function save(leaving) {
      if (running || !changed.size) return;
      const names = Array.from(changed);
      const body = new URLSearchParams();
      const csrf = form.querySelector('input[name="csrf"]');
      if (csrf) body.append('csrf', csrf.value);
      if (version) body.append('version', version);
      const seen = form.querySelector('input[name="seen"]');
      if (seen) body.append('seen', seen.value);
      body.append('go', 'autosave');
      names.forEach(name => { changed.delete(name); pairs(form, name).forEach(pair => body.append(pair[0], pair[1])); });
      running = true;
      if (line && !leaving) say(line.dataset.saving, false);
      try {
        const answer = await fetch(form.dataset.autosaveAddress, {
          method: 'POST', body, keepalive: leaving === true, credentials: 'same-origin', redirect: 'error',
          headers: { Accept: 'application/json' } });
        const said = await answer.json().catch(() => ({}));
        if (said.version) version = String(said.version);
        // Also of a form with a fault what could be kept was kept.
        if (said.seen && seen) seen.value = said.seen;
        if (!answer.ok) throw new Error(String(answer.status));
        const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', hour12: false });
        if (line) say(line.dataset.saved.replace('{time}', time), false);
      } catch (fault) {
        names.forEach(name => changed.add(name));
        if (line) say(line.dataset.unsaved, true);
      }
      running = false;
      if (changed.size && !line?.classList.contains('imi-saved--failed')) plan();
    }

    function plan() {
      clearTimeout(timer);
      timer = setTimeout(save, SAVE_AFTER_MS);
    }

    form.addEventListener('input', event => {
      if (!event.target.dataset.autosave || !event.target.name) return;
      together(form, event.target.name).forEach(name => changed.add(name));
      plan();
    });
    form.addEventListener('submit', () => { clearTimeout(timer); changed.clear(); });
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') save(true); });
    return () => changed.size > 0;
  }

  /* The browser's own question, in its own words: the only one that the platform still allows. */
  function askBeforeLeaving(form, unsaved) {
    let touched = false, sending = false;
    form.addEventListener('input', event => { touched = touched || !event.target.dataset.autosave; });
    form.addEventListener('submit', () => { sending = true; });
    window.addEventListener('beforeunload', event => {
      if (!sending && (touched || unsaved())) event.preventDefault();
    });
  }

  /* A second press while the first is on its way sends nothing. The button stays enabled for the keyboard. */
  function sendOnce(form) {
    let sent = 0;
    form.addEventListener('submit', event => {
      const now = Date.now();
      if (sent && now - sent < 5000) event.preventDefault();
      else sent = now;
    });
    window.addEventListener('pageshow', () => { sent = 0; });
  }

  /* The list of questions says what has an answer, also before it is sent. The page said so for the others. */
  function answered(state) {
    const section = document.getElementById(state.dataset.question);
    if (!section) return;
    section.addEventListener('input', () => {
      const given = all('input, textarea', section).some(field =>
        field.type === 'radio' || field.type === 'checkbox' ? field.checked : field.type === 'text' && field.value);
      if (!given) return;
      state.textContent = state.dataset.answered;
      state.className = 'imi-jump__done';
    });
  }

  /* No single-letter keys: they hurt those who speak to their computer (WCAG 2.1.4). */
  function keys(event) {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const search = document.querySelector('input[type="search"]');
    if (!search) return;
    const closed = search.closest('details:not([open])');
    if (closed) closed.open = true;
    search.focus();
    event.preventDefault();
  }

  /* The language list and the like close with Escape and when one clicks elsewhere. */
  function closing(details) {
    document.addEventListener('click', event => { if (!details.contains(event.target)) details.open = false; });
    details.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || !details.open) return;
      details.open = false;
      details.querySelector('summary').focus();
    });
  }

  all('[data-max]').forEach(counter);
  all('form').forEach(form => {
    const unsaved = form.dataset.autosaveAddress ? autosave(form) : () => false;
    if (form.dataset.leave) askBeforeLeaving(form, unsaved);
    if (form.querySelector('[data-once]')) sendOnce(form);
  });
  all('[data-question]').forEach(answered);
  all('details.imi-languages').forEach(closing);
  /* The filters stand open where there is room for them. */
  if (window.matchMedia('(min-width: 60em)').matches) all('details.imi-filters__body').forEach(d => { d.open = true; });
  const summary = document.querySelector('[data-error-summary]');
  if (summary) summary.focus();
  document.addEventListener('keydown', keys);
}());
