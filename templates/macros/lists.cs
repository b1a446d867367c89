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

def:nothing(text, href, label) ?>
<div class="imi-nothing"><p class="govuk-body"><?cs var:text ?></p><?cs if:href ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:href ?>"><?cs var:label ?></a></p><?cs /if ?></div><?cs /def ?><?cs

def:result_count(text) ?><p class="imi-result-count" role="status"><?cs var:text ?></p><?cs /def ?>
