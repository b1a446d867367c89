<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs def:card_row(label, text) ?><?cs if:text ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:label ?></dt><dd class="govuk-summary-list__value"><?cs var:text ?></dd></div><?cs /if ?><?cs /def ?><?cs def:content() ?>
<?cs call:back_link("/directory", t("Directory")) ?>
<h1 class="govuk-heading-l"><span class="govuk-caption-l"><?cs var:body.country.label ?></span> <?cs call:body_name(body) ?><?cs if:body.acronym ?> (<?cs var:body.acronym ?>)<?cs /if ?></h1><?cs if:body.other_name && body.other_name != body.name.text ?>
<p class="govuk-body-l"><?cs var:body.other_name ?></p><?cs /if ?><?cs if:suspended ?>
<?cs call:warning(t("This authority does not take part at present. Ask the coordinator of its state.")) ?><?cs /if ?><?cs if:?what.text ?>
<p class="govuk-body imi-text"><?cs call:words(what) ?></p><?cs /if ?><?cs if:subcount(receives) > #0 ?>
<div class="govuk-button-group"><?cs each:l = receives ?><?cs call:button_link(l.label, l.href, "") ?><?cs /each ?></div><?cs /if ?>
<div class="imi-columns">
<div><section aria-labelledby="contact-title"><h2 class="govuk-heading-m" id="contact-title"><?cs var:t("How to reach it") ?></h2>
<dl class="govuk-summary-list govuk-summary-list--no-actions imi-summary"><?cs if:?informal.text && informal.text != body.name.text ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:t("Also called") ?></dt><dd class="govuk-summary-list__value"><?cs call:words(informal) ?></dd></div><?cs /if ?><?cs call:card_row(t("Kind"), kind) ?><?cs call:card_row(t("Address"), address) ?><?cs call:card_row(t("Region"), body.region) ?><?cs call:card_row(t("Telephone"), phone) ?><?cs call:card_row(t("E-mail address"), email) ?><?cs if:website ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:t("Website") ?></dt><dd class="govuk-summary-list__value"><a class="govuk-link" href="<?cs var:url_validate(website) ?>" rel="noreferrer"><?cs var:website ?></a></dd></div><?cs /if ?><?cs call:card_row(t("Office hours"), hours) ?><?cs call:card_row(t("Languages"), languages) ?>
</dl></section></div>
<aside class="imi-side" aria-label="<?cs var:t("What it takes part in") ?>"><?cs if:subcount(areas) > #0 ?>
<section aria-labelledby="areas-title"><h2 class="govuk-heading-m" id="areas-title"><?cs var:t("Takes part in") ?></h2>
<ul class="govuk-list"><?cs each:a = areas ?><li><?cs var:a.label ?></li><?cs /each ?></ul></section><?cs /if ?><?cs if:subcount(activities) > #0 ?>
<section aria-labelledby="activities-title"><h2 class="govuk-heading-m" id="activities-title"><?cs var:t("Competent for") ?></h2>
<ul class="govuk-list"><?cs each:a = activities ?><li><?cs var:a.label ?></li><?cs /each ?></ul></section><?cs /if ?><?cs if:liaison_point ?>
<p class="govuk-body"><?cs call:tag("active", t("Liaison point")) ?></p><?cs /if ?></aside>
</div>
<?cs /def ?><?cs include:"layout.cs" ?>
