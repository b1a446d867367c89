<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs def:content() ?>
<?cs call:back_link(back, t("All parts of the request")) ?>
<?cs call:error_summary(faults) ?>
<?cs call:page_title(title, caption) ?><?cs if:intro ?>
<p class="govuk-body imi-text"><?cs var:intro ?></p><?cs /if ?><?cs if:warning ?>
<?cs call:warning(warning) ?><?cs /if ?>
<form class="imi-form" method="post" action="<?cs var:action ?>" novalidate<?cs if:autosave ?> data-autosave-address="<?cs var:action ?>" data-leave="1"<?cs /if ?>>
<?cs call:work_hidden() ?><?cs call:controls(controls) ?>
<?cs call:personal_note() ?>
<?cs call:saved_line() ?>
<?cs call:go_buttons(submit, other) ?>
</form>
<?cs /def ?><?cs include:"layout.cs" ?>
