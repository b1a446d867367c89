<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs
# Parts of a case page. What each takes: templates/README.md.
?><?cs

def:case_head(h) ?>
<div class="imi-case-head"><h1 class="govuk-heading-l"><span class="govuk-caption-l"><?cs var:h.caption ?></span> <?cs var:h.title ?></h1><?cs if:h.state.code ?>
<p class="imi-case-head__state"><?cs call:tag(h.state_class, h.state.label) ?></p><?cs /if ?></div><?cs if:h.waits ?>
<p class="imi-waits<?cs if:h.level ?> imi-waits--<?cs var:h.level ?><?cs /if ?>"><?cs var:h.waits ?><?cs if:h.todo ?> <strong><?cs var:h.todo ?></strong><?cs /if ?></p><?cs /if ?><?cs /def ?><?cs

def:actions(list) ?><?cs if:subcount(list) > #0 ?>
<div class="govuk-button-group imi-actions"><?cs each:a = list ?><?cs if:a.plain ?>
<a class="govuk-link" href="<?cs var:a.href ?>"><?cs var:a.label ?></a><?cs elif:first(a) ?>
<a class="govuk-button" href="<?cs var:a.href ?>"><?cs var:a.label ?></a><?cs else ?>
<a class="govuk-button govuk-button--secondary" href="<?cs var:a.href ?>"><?cs var:a.label ?></a><?cs /if ?><?cs /each ?>
</div><?cs /if ?><?cs /def ?><?cs

def:files(list) ?><?cs if:subcount(list) > #0 ?>
<ul class="govuk-list imi-files"><?cs each:f = list ?>
<li><a class="govuk-link" href="<?cs var:f.href ?>" download><?cs var:f.label ?></a><?cs if:f.size ?> <span class="imi-note"><?cs var:f.size ?></span><?cs /if ?><?cs if:f.lang ?> <span class="imi-lang"><?cs var:language(f.lang) ?></span><?cs /if ?></li><?cs /each ?>
</ul><?cs /if ?><?cs /def ?><?cs

def:timeline(events) ?>
<ol class="imi-timeline"><?cs each:e = events ?>
<li class="imi-timeline__event<?cs if:e.kind ?> imi-timeline__event--<?cs var:e.kind ?><?cs /if ?>"><h3 class="imi-timeline__title"><?cs var:e.title ?></h3>
<p class="imi-timeline__by"><?cs if:?e.at ?><?cs call:moment(e.at) ?><?cs /if ?><?cs if:e.authority ?> · <?cs var:e.authority ?><?cs /if ?><?cs if:e.actor ?> · <?cs var:e.actor ?><?cs /if ?></p><?cs if:?e.words.text ?>
<div class="imi-timeline__text"><?cs call:words(e.words) ?></div><?cs /if ?><?cs if:subcount(e.changes) > #0 ?>
<dl class="imi-changes"><?cs each:c = e.changes ?><div><dt><?cs var:c.label ?></dt><dd><?cs if:?c.before ?><del><?cs var:c.before ?></del> <?cs /if ?><?cs if:?c.after ?><ins><?cs var:c.after ?></ins><?cs /if ?></dd></div><?cs /each ?></dl><?cs /if ?></li><?cs /each ?>
</ol><?cs /def ?><?cs

def:messages(list) ?>
<ol class="imi-messages"><?cs each:m = list ?>
<li class="imi-message<?cs if:m.own ?> imi-message--own<?cs /if ?>"><p class="imi-message__by"><strong><?cs var:m.authority ?></strong><?cs if:m.actor ?> <?cs var:m.actor ?><?cs /if ?> <?cs if:?m.at ?><?cs call:moment(m.at) ?><?cs /if ?></p>
<div class="imi-message__text"><?cs call:words(m.words) ?></div><?cs if:?m.translation ?>
<details class="imi-translation"><summary><?cs var:t("Machine translation") ?></summary><p class="imi-words"><?cs var:m.translation ?></p></details><?cs /if ?><?cs call:files(m.files) ?></li><?cs /each ?>
</ol><?cs /def ?><?cs

def:answer_cell(a) ?><?cs if:a.answer.label ?><p class="imi-answer"><?cs var:a.answer.label ?></p><?cs elif:subcount(a.answers) > #0 ?><ul class="govuk-list imi-plain"><?cs each:x = a.answers ?><li><?cs var:x.label ?></li><?cs /each ?></ul><?cs elif:?a.day ?><p class="imi-answer"><?cs call:day_long(a.day) ?></p><?cs elif:?a.words.text ?><p class="imi-answer"><?cs call:words(a.words) ?></p><?cs else ?><p class="imi-none"><?cs var:t("Not answered") ?></p><?cs /if ?><?cs if:?a.comment.text ?><div class="imi-comment"><span class="imi-comment__label"><?cs var:t("Comment:") ?></span> <?cs call:words(a.comment) ?></div><?cs /if ?><?cs /def ?><?cs

def:answers(list, left, right) ?>
<div class="imi-answers"><div class="imi-answers__head" aria-hidden="true"><span></span><?cs if:left ?><span><?cs var:left ?></span><?cs /if ?><?cs if:right ?><span><?cs var:right ?></span><?cs /if ?></div><?cs each:a = list ?>
<div class="imi-answers__row<?cs if:a.changed ?> imi-answers__row--changed<?cs /if ?><?cs if:!right ?> imi-answers__row--two<?cs /if ?>"><div class="imi-answers__question"><h3 class="imi-answers__title"><?cs if:a.number ?><span class="imi-answers__number"><?cs var:a.number ?></span> <?cs /if ?><?cs var:a.question ?></h3><?cs if:?a.note.text ?><div class="imi-comment"><?cs call:words(a.note) ?></div><?cs /if ?></div>
<div class="imi-answers__cell"><?cs if:left ?><p class="imi-answers__side"><?cs var:left ?></p><?cs /if ?><?cs call:answer_cell(a.left) ?></div><?cs if:right ?>
<div class="imi-answers__cell"><p class="imi-answers__side"><?cs var:right ?></p><?cs if:a.changed ?><p class="imi-changed"><?cs var:t("Changed") ?></p><?cs /if ?><?cs call:answer_cell(a.right) ?></div><?cs /if ?></div><?cs /each ?>
</div><?cs /def ?>
