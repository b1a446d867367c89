<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs def:content() ?>
<?cs call:back_link(back, t("All parts of the request")) ?>
<?cs call:error_summary(faults) ?>
<?cs call:page_title(title, caption) ?><?cs if:intro ?>
<p class="govuk-body imi-text"><?cs var:intro ?></p><?cs /if ?><?cs if:warning ?>
<?cs call:warning(warning) ?><?cs /if ?>
<form class="imi-ask-form" method="post" action="<?cs var:action ?>" novalidate<?cs if:autosave ?> data-autosave-address="<?cs var:action ?>" data-leave="1"<?cs /if ?>>
<?cs call:work_hidden() ?><?cs each:g = groups ?>
<details class="imi-asks"<?cs if:g.open ?> open<?cs /if ?>><summary class="imi-asks__head"><h2 class="imi-asks__title"><?cs var:g.label ?></h2><?cs if:g.chosen > #0 ?> <span class="imi-asks__count"><?cs var:tn("{count} chosen", "{count} chosen", g.chosen) ?></span><?cs /if ?><?cs if:g.hint ?> <span class="imi-asks__hint"><?cs var:g.hint ?></span><?cs /if ?></summary>
<div class="imi-asks__body"><?cs each:c = g.controls ?><?cs if:c.kind == "flag" ?><?cs call:control(c) ?><?cs else ?>
<details class="imi-ask-more"<?cs if:c.value || c.error ?> open<?cs /if ?>><summary><?cs var:t("Add details") ?></summary><?cs call:control(c) ?></details><?cs /if ?><?cs /each ?></div></details><?cs /each ?>
<?cs call:personal_note() ?>
<?cs call:saved_line() ?>
<?cs call:go_buttons(submit, other) ?>
</form>
<?cs /def ?><?cs include:"layout.cs" ?>
