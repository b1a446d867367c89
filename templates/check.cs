<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs def:content() ?>
<?cs call:back_link(back, t("Back to the case")) ?>
<?cs call:error_summary(faults) ?><?cs
each:g = answers ?><?cs each:q = g.questions ?><?cs if:q.answered ?><?cs set:told = "1" ?><?cs /if ?><?cs /each ?><?cs /each ?>
<?cs if:as_other ?><?cs call:page_title(t("As the other authority will see it"), caption) ?>
<?cs call:inset(t("This is what the other authority reads at first. It reads the rest later.")) ?><?cs else ?><?cs call:page_title(title, caption) ?><?cs /if ?><?cs if:as_href ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:as_href ?>"><?cs if:as_other ?><?cs var:t("Show everything again") ?><?cs else ?><?cs var:t("Show as the other authority will see it") ?><?cs /if ?></a></p><?cs /if ?>
<div class="imi-wide"><?cs if:other_href ?><?cs set:told = "1" ?><?cs /if ?><?cs each:s = sections ?>
<section aria-labelledby="section-<?cs var:s.id ?>"><h2 class="govuk-heading-m" id="section-<?cs var:s.id ?>"><?cs var:s.label ?></h2><?cs call:case_rows(s.rows) ?></section><?cs /each ?><?cs if:subcount(answers) > #0 ?>
<section aria-labelledby="questions-title"><h2 class="govuk-heading-m" id="questions-title"><?cs if:told ?><?cs var:t("Questions and answers") ?><?cs else ?><?cs var:t("Questions") ?><?cs /if ?></h2><?cs if:questions_href ?>
<p class="govuk-body"><a class="govuk-link" id="questions" href="<?cs var:questions_href ?>"><?cs var:t("Change the questions") ?></a></p><?cs /if ?><?cs call:case_questions(answers, told, other_href) ?></section><?cs elif:questions_href ?>
<section aria-labelledby="questions-title"><h2 class="govuk-heading-m" id="questions-title"><?cs var:t("Questions") ?></h2><p class="govuk-body"><span class="imi-none"><?cs var:t("No question is chosen yet.") ?></span> <a class="govuk-link" id="questions" href="<?cs var:questions_href ?>"><?cs var:t("Choose questions") ?></a></p></section><?cs /if ?><?cs if:subcount(files) > #0 ?>
<section aria-labelledby="files-title"><h2 class="govuk-heading-m" id="files-title"><?cs var:t("Attachments") ?></h2><?cs if:as_other ?>
<p class="govuk-body"><?cs var:tn("{count} file, which cannot be opened yet.", "{count} files, which cannot be opened yet.", subcount(files)) ?></p><?cs else ?><?cs if:files_href ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:files_href ?>"><?cs var:t("Change the attachments") ?></a></p><?cs /if ?><?cs call:case_files(files) ?><?cs /if ?></section><?cs /if ?><?cs if:!as_other ?>
<?cs call:personal_note() ?>
<form class="imi-form imi-send" method="post" action="<?cs var:action ?>" novalidate><?cs call:work_hidden() ?><?cs call:controls(controls) ?><?cs if:intro ?>
<p class="govuk-body"><?cs var:intro ?></p><?cs /if ?>
<div class="govuk-button-group"><?cs call:button(submit, "", "", "") ?><a class="govuk-link" href="<?cs var:back ?>"><?cs var:t("Not now") ?></a></div>
</form><?cs /if ?></div>
<?cs /def ?><?cs include:"layout.cs" ?>
