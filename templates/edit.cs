<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs def:content() ?>
<?cs call:back_link(back, t("Back to the case")) ?>
<?cs call:error_summary(faults) ?>
<?cs call:page_title(t("Change what was sent"), caption) ?>
<p class="govuk-body imi-text"><?cs var:t("Until you send the changes, the other authority reads the request as it was sent. What you type is saved.") ?></p>
<section aria-labelledby="tasks-title"><h2 class="govuk-heading-m" id="tasks-title"><?cs var:t("What to change") ?></h2><?cs call:task_list(tasks) ?></section>
<section class="imi-wide" aria-labelledby="now-title"><h2 class="govuk-heading-m" id="now-title"><?cs var:t("The request with your changes") ?></h2>
<details class="govuk-details imi-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:t("Show the whole request") ?></span></summary>
<div class="imi-whole"><?cs each:s = sections ?>
<h3 class="govuk-heading-s"><?cs var:s.label ?></h3><?cs call:case_rows(s.rows) ?><?cs /each ?><?cs call:case_questions(answers, "", "") ?><?cs if:subcount(files) > #0 ?>
<h3 class="govuk-heading-s"><?cs var:t("Attachments") ?></h3><?cs call:case_files(files) ?><?cs /if ?></div></details></section>
<form class="imi-form imi-send" method="post" action="<?cs var:action ?>" novalidate><?cs call:work_hidden() ?><?cs call:controls(controls) ?><?cs call:personal_note() ?><?cs if:intro ?>
<p class="govuk-body"><?cs var:intro ?></p><?cs /if ?>
<div class="govuk-button-group"><?cs call:button(t("Send the changes"), "", "", "") ?><a class="govuk-link" href="<?cs var:back ?>"><?cs var:t("Not now") ?></a></div>
</form>
<?cs /def ?><?cs include:"layout.cs" ?>
