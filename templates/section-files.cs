<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs def:content() ?>
<?cs call:back_link(back, t("All parts of the request")) ?>
<?cs call:error_summary(faults) ?>
<?cs call:page_title(title, caption) ?><?cs if:intro ?>
<p class="govuk-body imi-text"><?cs var:intro ?></p><?cs /if ?>
<form class="imi-form" method="post" action="<?cs var:action ?>" enctype="multipart/form-data" novalidate>
<?cs call:work_hidden() ?><?cs call:controls(controls) ?>
<?cs call:file_rules() ?><?cs if:quota ?>
<p class="govuk-body"><strong><?cs var:quota ?></strong></p><?cs /if ?>
<?cs call:button(t("Upload"), "go", "stay", "secondary") ?>
</form>
<section aria-labelledby="files-title"><h2 class="govuk-heading-m" id="files-title"><?cs var:t("Files of this request") ?></h2><?cs if:subcount(files) > #0 ?>
<form class="imi-form" method="post" action="<?cs var:action ?>" enctype="multipart/form-data"><?cs call:csrf() ?>
<ul class="imi-kept"><?cs each:f = files ?>
<li class="imi-kept__item"><div><?cs if:f.href ?><a class="govuk-link" href="<?cs var:f.href ?>" download><?cs var:f.label ?></a><?cs call:personal_mark() ?><?cs else ?><?cs var:t("A file") ?><?cs /if ?><br><span class="imi-note"><?cs var:f.size ?><?cs if:f.lang ?> · <?cs var:language(f.lang) ?><?cs /if ?><?cs if:f.charset ?> · <?cs var:t1("Encoding, as far as it can be told: {charset}", "charset", f.charset) ?><?cs /if ?><?cs if:f.cleaned ?> · <?cs var:t("Position data were removed.") ?><?cs /if ?></span><?cs if:f.warning ?><br><strong><?cs var:t("Careful:") ?> <?cs var:f.warning ?></strong><?cs /if ?></div><?cs if:f.removable ?>
<div><input type="hidden" name="go" value="stay"><button class="govuk-button govuk-button--secondary imi-small" name="remove" value="<?cs var:f.id ?>"><?cs var:t("Remove") ?><span class="govuk-visually-hidden"> <?cs var:f.label ?></span></button></div><?cs /if ?></li><?cs /each ?>
</ul></form><?cs else ?>
<p class="govuk-body"><span class="imi-none"><?cs var:t("None yet. A request can be sent without files.") ?></span></p><?cs /if ?></section>
<form method="post" action="<?cs var:action ?>"><?cs call:csrf() ?>
<?cs call:go_buttons(t("Continue"), "") ?></form>
<?cs /def ?><?cs include:"layout.cs" ?>
