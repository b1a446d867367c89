<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs def:content() ?>
<?cs call:back_link(back, t("Back to the case")) ?>
<?cs call:error_summary(faults) ?>
<?cs call:page_title(title, caption) ?><?cs if:intro ?>
<p class="govuk-body imi-text"><?cs var:intro ?></p><?cs /if ?><?cs if:warning ?>
<?cs call:warning(warning) ?><?cs /if ?>
<form class="imi-form" method="post" action="<?cs var:action ?>"<?cs if:upload ?> enctype="multipart/form-data"<?cs /if ?> novalidate>
<?cs call:work_hidden() ?><?cs call:controls(controls) ?><?cs if:upload ?>
<?cs call:file_rules() ?><?cs /if ?><?cs if:subcount(files) > #0 ?>
<section aria-labelledby="files-title"><h2 class="govuk-heading-s" id="files-title"><?cs var:t("Files already uploaded") ?></h2>
<?cs call:kept_files(files) ?></section><?cs /if ?><?cs each:c = controls ?><?cs if:c.personal ?><?cs set:marked = "1" ?><?cs /if ?><?cs /each ?><?cs if:marked ?>
<?cs call:personal_note() ?><?cs /if ?>
<div class="govuk-button-group"><?cs call:button(submit, "", "", "") ?><a class="govuk-link" href="<?cs var:back ?>"><?cs var:t("Not now") ?></a></div>
</form>
<?cs /def ?><?cs include:"layout.cs" ?>
