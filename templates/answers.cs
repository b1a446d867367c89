<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs
# A comment that nobody must give waits behind a click. ?><?cs
def:answer_controls(list) ?><?cs each:c = list ?><?cs if:c.optional && c.kind == "text" && !c.value && !c.error ?>
<details class="imi-ask-more"><summary><?cs var:t("Add a comment") ?></summary><?cs call:control(c) ?></details><?cs else ?><?cs call:control(c) ?><?cs /if ?><?cs /each ?><?cs /def ?><?cs def:content() ?>
<?cs call:back_link(back, t("Back to the case")) ?>
<?cs call:error_summary(faults) ?>
<?cs call:page_title(t("Answer the questions"), caption) ?>
<p class="govuk-body imi-text"><?cs var:t("What you type is saved. The other authority sees nothing until you send the reply.") ?></p>
<div class="imi-reply">
<nav class="imi-jump" aria-labelledby="jump-title"><h2 class="govuk-heading-s" id="jump-title"><?cs var:t("Questions") ?></h2>
<ol class="imi-jump__list"><?cs each:g = groups ?>
<li><a class="govuk-link" href="#question-<?cs var:g.id ?>"><?cs var:g.label ?></a> <?cs if:g.chosen > #0 ?><span class="imi-jump__done"><?cs var:t("Answered") ?></span><?cs else ?><span class="imi-jump__open" data-answered="<?cs var:t("Answered") ?>" data-question="question-<?cs var:g.id ?>"><?cs if:g.open ?><?cs var:t("To be answered") ?><?cs else ?><?cs var:t("Depends on other answers") ?><?cs /if ?></span><?cs /if ?></li><?cs /each ?>
</ol></nav>
<form class="imi-form" method="post" action="<?cs var:action ?>" enctype="multipart/form-data" novalidate data-autosave-address="<?cs var:action ?>" data-leave="1">
<?cs call:work_hidden() ?><?cs if:quota ?>
<p class="govuk-body"><strong><?cs var:quota ?></strong></p><?cs /if ?><?cs each:g = groups ?>
<section class="imi-question" id="question-<?cs var:g.id ?>" aria-labelledby="title-<?cs var:g.id ?>"><h2 class="imi-question__title" id="title-<?cs var:g.id ?>"><?cs var:g.label ?> <span class="imi-answers__id"><?cs var:g.id ?></span></h2><?cs if:g.hint ?>
<p class="imi-question__hint imi-words"><?cs var:g.hint ?></p><?cs /if ?><?cs if:g.open ?><?cs call:answer_controls(g.controls) ?><?cs else ?>
<details class="imi-ask-more"><summary><?cs var:t("Depends on an answer above. Open it to answer") ?></summary><?cs call:answer_controls(g.controls) ?></details><?cs /if ?></section><?cs /each ?><?cs each:f = files ?><?cs if:f.removable ?><?cs set:own_files = "1" ?><?cs /if ?><?cs /each ?><?cs if:own_files ?>
<section class="imi-question" aria-labelledby="files-title"><h2 class="imi-question__title" id="files-title"><?cs var:t("Attachments") ?></h2>
<?cs call:kept_files(files) ?></section><?cs /if ?>
<?cs call:personal_note() ?>
<?cs call:saved_line() ?>
<div class="govuk-button-group"><?cs call:button(submit, "go", "next", "") ?><?cs if:other ?><?cs call:button(other, "go", "later", "secondary") ?><?cs /if ?></div>
</form></div>
<?cs /def ?><?cs include:"layout.cs" ?>
