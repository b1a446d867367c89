<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs
# Lists, tables, filters. What each takes: templates/README.md.
?><?cs

def:deadline(due, left, level) ?><span class="imi-due imi-due--<?cs var:level ?>"><time datetime="<?cs var:due ?>"><?cs var:short_day(due) ?></time><?cs if:left ?> <span class="imi-due__left"><?cs var:left ?></span><?cs /if ?></span><?cs /def ?><?cs

def:task_list(items) ?>
<ul class="govuk-task-list"><?cs each:i = items ?>
<li class="govuk-task-list__item<?cs if:i.href ?> govuk-task-list__item--with-link<?cs /if ?>">
<div class="govuk-task-list__name-and-hint"><?cs if:i.href ?><a class="govuk-link govuk-task-list__link" href="<?cs var:i.href ?>" aria-describedby="task-<?cs var:name(i) ?>-status"><?cs var:i.label ?></a><?cs else ?><?cs var:i.label ?><?cs /if ?><?cs if:i.hint ?>
<div class="govuk-task-list__hint"><?cs var:i.hint ?></div><?cs /if ?></div>
<div class="govuk-task-list__status" id="task-<?cs var:name(i) ?>-status"><?cs if:i.status.code == "completed" ?><?cs var:i.status.label ?><?cs else ?><?cs call:tag(i.status.code, i.status.label) ?><?cs /if ?></div>
</li><?cs /each ?>
</ul><?cs /def ?><?cs

def:value(v) ?><?cs if:?v.words.text ?><?cs call:words(v.words) ?><?cs elif:?v.day ?><?cs call:day_long(v.day) ?><?cs elif:?v.at ?><?cs call:moment(v.at) ?><?cs elif:subcount(v.values) > #0 ?><ul class="govuk-list imi-plain"><?cs each:x = v.values ?><li><?cs var:x.label ?></li><?cs /each ?></ul><?cs elif:?v.text ?><?cs var:v.text ?><?cs else ?><span class="imi-none"><?cs var:t("Not given") ?></span><?cs /if ?><?cs /def ?><?cs

def:summary_list(rows) ?>
<dl class="govuk-summary-list imi-summary"><?cs each:r = rows ?>
<div class="govuk-summary-list__row<?cs if:!r.href ?> govuk-summary-list__row--no-actions<?cs /if ?>">
<dt class="govuk-summary-list__key"><?cs var:r.label ?><?cs if:r.personal ?><?cs call:personal_mark() ?><?cs /if ?></dt>
<dd class="govuk-summary-list__value"><?cs if:r.open ?><a href="<?cs var:r.open ?>"><?cs call:value(r) ?></a><?cs else ?><?cs call:value(r) ?><?cs /if ?></dd><?cs if:r.href ?>
<dd class="govuk-summary-list__actions"><a class="govuk-link" href="<?cs var:r.href ?>"><?cs var:t("Change") ?><span class="govuk-visually-hidden"> <?cs var:r.label ?></span></a></dd><?cs /if ?></div><?cs /each ?>
</dl><?cs /def ?><?cs

def:cell(c) ?><?cs if:c.href ?><a class="govuk-link" href="<?cs var:c.href ?>"><?cs var:c.text ?></a><?cs elif:c.tag.code ?><?cs call:tag(c.tag.code, c.tag.label) ?><?cs elif:?c.due ?><?cs call:deadline(c.due, c.left_text, c.level) ?><?cs elif:?c.day ?><?cs call:day_short(c.day) ?><?cs elif:?c.at ?><?cs call:moment(c.at) ?><?cs elif:c.lang ?><span lang="<?cs var:c.lang ?>"><?cs var:c.text ?></span><?cs elif:?c.number ?><?cs var:number(c.number) ?><?cs else ?><?cs var:c.text ?><?cs /if ?><?cs if:c.note_text ?> <span class="imi-note"><?cs var:c.note_text ?></span><?cs /if ?><?cs /def ?><?cs

def:table(x) ?>
<div class="imi-scroll" role="region" aria-label="<?cs var:x.caption ?>" tabindex="0"><table class="govuk-table imi-table imi-cards"><caption class="govuk-table__caption<?cs if:x.caption_hidden ?> govuk-visually-hidden<?cs /if ?>"><?cs var:x.caption ?></caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><?cs each:h = x.columns ?>
<th scope="col" class="govuk-table__header<?cs if:h.numeric ?> govuk-table__header--numeric<?cs /if ?>"<?cs if:h.sorted ?> aria-sort="<?cs var:h.sorted ?>"<?cs /if ?>><?cs if:h.href ?><a href="<?cs var:h.href ?>"><?cs var:h.label ?></a><?cs else ?><?cs var:h.label ?><?cs /if ?></th><?cs /each ?>
</tr></thead>
<tbody class="govuk-table__body"><?cs each:r = x.rows ?>
<tr class="govuk-table__row<?cs if:r.level ?> imi-row--<?cs var:r.level ?><?cs /if ?>"><?cs each:c = r.cells ?><?cs if:first(c) ?>
<th scope="row" class="govuk-table__header"><?cs call:cell(c) ?></th><?cs else ?>
<td class="govuk-table__cell<?cs if:?c.number ?> govuk-table__cell--numeric<?cs /if ?>" data-label="<?cs var:x.columns[name(c)].label ?>"><?cs call:cell(c) ?></td><?cs /if ?><?cs /each ?>
</tr><?cs /each ?>
</tbody></table></div><?cs /def ?><?cs

def:nothing(text, href, label) ?>
<div class="imi-nothing"><p class="govuk-body"><?cs var:text ?></p><?cs if:href ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:href ?>"><?cs var:label ?></a></p><?cs /if ?></div><?cs /def ?><?cs

def:filters(f) ?>
<form class="imi-filters" method="get" action="<?cs var:f.action ?>" aria-label="<?cs var:t("Filters") ?>"><?cs if:subcount(f.active) > #0 ?>
<div class="imi-filters__active"><h2 class="govuk-heading-s"><?cs var:t("Selected filters") ?></h2><ul><?cs each:a = f.active ?>
<li><a class="imi-chip" href="<?cs var:a.href ?>"><span class="govuk-visually-hidden"><?cs var:t("Remove this filter:") ?> </span><?cs var:a.label ?> <span aria-hidden="true">×</span></a></li><?cs /each ?>
</ul><?cs if:f.clear ?><p><a class="govuk-link" href="<?cs var:f.clear ?>"><?cs var:t("Clear filters") ?></a></p><?cs /if ?></div><?cs /if ?>
<details class="imi-filters__body"<?cs if:f.open ?> open<?cs /if ?>><summary><?cs var:t("Filters") ?></summary><?cs each:c = f.controls ?><?cs call:control(c) ?><?cs /each ?><?cs each:h = f.hidden ?>
<input type="hidden" name="<?cs var:h.name ?>" value="<?cs var:h.value ?>"><?cs /each ?>
<button class="govuk-button govuk-button--secondary"><?cs var:t("Apply filters") ?></button></details>
</form><?cs /def ?><?cs

def:pagination(p) ?><?cs if:p.previous || p.next ?>
<nav class="govuk-pagination" aria-label="<?cs var:t("Pagination") ?>"><?cs if:p.previous ?>
<div class="govuk-pagination__prev"><a class="govuk-link govuk-pagination__link" href="<?cs var:p.previous ?>" rel="prev"><span aria-hidden="true">←</span> <span class="govuk-pagination__link-title"><?cs var:t("Previous page") ?></span></a></div><?cs /if ?><?cs if:p.next ?>
<div class="govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="<?cs var:p.next ?>" rel="next"><span class="govuk-pagination__link-title"><?cs var:t("Next page") ?></span> <span aria-hidden="true">→</span></a></div><?cs /if ?>
</nav><?cs /if ?><?cs /def ?><?cs

def:result_count(text) ?><p class="imi-result-count" role="status"><?cs var:text ?></p><?cs /def ?>
