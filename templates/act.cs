<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs def:content() ?>
<?cs call:back_link(back, t("Back to the case")) ?>
<?cs call:error_summary(faults) ?>
<?cs call:page_title(title, caption) ?><?cs if:intro ?>
<p class="govuk-body imi-text"><?cs var:intro ?></p><?cs /if ?><?cs if:warning ?>
<?cs call:warning(warning) ?><?cs /if ?>
<form class="imi-form" method="post" action="<?cs var:action ?>" novalidate>
<?cs call:work_hidden() ?><?cs call:controls(controls) ?><?cs each:c = controls ?><?cs if:c.personal ?><?cs set:marked = "1" ?><?cs /if ?><?cs /each ?><?cs if:marked ?>
<?cs call:personal_note() ?><?cs /if ?>
<div class="govuk-button-group"><?cs call:button(submit, "", "", "") ?><a class="govuk-link" href="<?cs var:back ?>"><?cs var:t("Not now") ?></a></div>
</form>
<?cs /def ?><?cs include:"layout.cs" ?>
