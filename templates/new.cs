<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs def:content() ?>
<?cs call:back_link(back, "") ?>
<?cs call:error_summary(faults) ?>
<?cs call:page_title(title, caption) ?><?cs if:intro ?>
<p class="govuk-body-l imi-text"><?cs var:intro ?></p><?cs /if ?>
<ul class="govuk-list govuk-list--bullet imi-text"><li><?cs var:t("You fill in a few parts, in any order and in several sittings. What you type is saved.") ?></li><li><?cs var:t("The questions are already translated. You write in your own language.") ?></li><li><?cs var:t("Nobody outside your authority sees the draft before you send it.") ?></li></ul>
<form method="post" action="<?cs var:action ?>"><?cs call:work_hidden() ?><?cs call:button(submit, "", "", "") ?></form>
<?cs /def ?><?cs include:"layout.cs" ?>
