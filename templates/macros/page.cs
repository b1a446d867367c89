<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs
# Parts that any page may need. What each takes: templates/README.md.
?><?cs

def:site_name() ?><?cs if:chrome.site_name ?><?cs var:chrome.site_name ?><?cs else ?><?cs var:t("IMI") ?><?cs /if ?><?cs /def ?><?cs

def:csrf() ?><input type="hidden" name="csrf" value="<?cs var:chrome.csrf ?>"><?cs /def ?><?cs

def:personal_mark() ?> <span class="imi-personal"><span aria-hidden="true">(!)</span><span class="govuk-visually-hidden"><?cs var:t("personal data") ?></span></span><?cs /def ?><?cs

def:personal_note() ?>
<details class="govuk-details imi-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:t("What does (!) mean?") ?></span></summary>
<div class="govuk-details__text"><?cs var:t("Fields with (!) may hold personal data. Enter only what the other authority needs for its answer. Who reads them is recorded, and they are blocked and deleted on time after the case is closed.") ?></div></details><?cs /def ?><?cs

def:details(label, text) ?>
<details class="govuk-details imi-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:label ?></span></summary>
<div class="govuk-details__text"><?cs var:text ?></div></details><?cs /def ?><?cs

def:page_title(title, caption) ?>
<h1 class="govuk-heading-l"><?cs if:caption ?><span class="govuk-caption-l"><?cs var:caption ?></span> <?cs /if ?><?cs var:title ?></h1><?cs /def ?><?cs

def:back_link(href, label) ?>
<a href="<?cs var:href ?>" class="govuk-back-link"><?cs if:label ?><?cs var:label ?><?cs else ?><?cs var:t("Back") ?><?cs /if ?></a><?cs /def ?><?cs

def:banner(kind, title, text) ?>
<div class="govuk-notification-banner imi-banner imi-banner--<?cs var:kind ?><?cs if:kind == "done" ?> govuk-notification-banner--success<?cs /if ?>" role="<?cs if:kind == "fault" ?>alert<?cs else ?>status<?cs /if ?>">
<div class="govuk-notification-banner__header"><p class="govuk-notification-banner__title"><?cs var:title ?></p></div>
<div class="govuk-notification-banner__content"><p class="govuk-notification-banner__heading"><?cs var:text ?></p></div>
</div><?cs /def ?><?cs

def:inset(text) ?><div class="govuk-inset-text"><?cs var:text ?></div><?cs /def ?><?cs

def:warning(text) ?>
<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span><strong class="govuk-warning-text__text"><span class="govuk-visually-hidden"><?cs var:t("Warning") ?> </span><?cs var:text ?></strong></div><?cs /def ?><?cs

def:error_summary(faults) ?><?cs if:subcount(faults) > #0 ?>
<div class="govuk-error-summary" data-error-summary="1" tabindex="-1">
<div role="alert"><h2 class="govuk-error-summary__title"><?cs var:t("There is a problem") ?></h2>
<div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list"><?cs each:f = faults ?>
<li><?cs if:f.name ?><a href="#<?cs var:f.name ?>"><?cs var:f.text ?></a><?cs else ?><?cs var:f.text ?><?cs /if ?></li><?cs /each ?>
</ul></div></div></div><?cs /if ?><?cs /def ?><?cs

def:button(label, name, value, kind) ?><button class="govuk-button<?cs if:kind ?> govuk-button--<?cs var:kind ?><?cs /if ?>"<?cs if:name ?> name="<?cs var:name ?>" value="<?cs var:value ?>"<?cs /if ?> data-once="1"><?cs var:label ?></button><?cs /def ?><?cs

def:button_link(label, href, kind) ?><a class="govuk-button<?cs if:kind ?> govuk-button--<?cs var:kind ?><?cs /if ?>" href="<?cs var:href ?>"><?cs var:label ?></a><?cs /def ?><?cs

def:tag(code, label) ?><strong class="govuk-tag imi-tag imi-tag--<?cs var:code ?>"><?cs var:label ?></strong><?cs /def ?><?cs

def:day_long(day) ?><time datetime="<?cs var:day ?>"><?cs var:long_day(day) ?></time><?cs /def ?><?cs

def:day_short(day) ?><time datetime="<?cs var:day ?>"><?cs var:short_day(day) ?></time><?cs /def ?><?cs

def:moment(at) ?><time datetime="<?cs var:at ?>"><?cs var:short_moment(at) ?></time><?cs /def ?><?cs

def:words(w) ?><?cs if:w.lang && w.lang != chrome.lang ?><span lang="<?cs var:w.lang ?>" class="imi-words"><?cs var:w.text ?></span> <span class="imi-lang"><?cs var:language(w.lang) ?></span><?cs else ?><span class="imi-words"><?cs var:w.text ?></span><?cs /if ?><?cs /def ?><?cs

def:choices(links) ?>
<ul class="imi-choices"><?cs each:l = links ?>
<li class="imi-choices__item"><a class="imi-choices__link" href="<?cs var:l.href ?>"><?cs var:l.label ?></a><?cs if:l.count > #0 ?> <span class="imi-count-badge"><?cs var:number(l.count) ?></span><?cs /if ?><?cs if:l.hint ?><p class="imi-choices__hint"><?cs var:l.hint ?></p><?cs /if ?></li><?cs /each ?>
</ul><?cs /def ?>
