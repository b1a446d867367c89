<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs def:content() ?>
<?cs call:breadcrumbs(crumbs) ?>
<?cs call:case_head(head) ?><?cs call:actions(flows) ?>
<div class="imi-columns"><div><h2 class="govuk-heading-m"><?cs var:t("Questions and answers") ?></h2><?cs call:answers(answers, lead, what) ?>
<h2 class="govuk-heading-m"><?cs var:t("Details") ?></h2><?cs call:summary_list(rows) ?><?cs call:personal_note() ?>
<h2 class="govuk-heading-m"><?cs var:t("Messages") ?></h2><?cs call:messages(messages) ?></div>
<aside><h2 class="govuk-heading-m"><?cs var:t("History") ?></h2><?cs call:timeline(events) ?><?cs call:files(files) ?></aside></div>
<?cs call:inset(purpose) ?>
<?cs /def ?><?cs include:"layout.cs" ?>
