<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs def:content() ?>
<?cs call:page_title(title, "") ?><?cs if:purpose ?>
<p class="govuk-body-l imi-text"><?cs var:purpose ?></p><?cs /if ?><?cs if:subcount(flows) > #0 ?>
<section aria-labelledby="flows-title"><h2 class="govuk-heading-m" id="flows-title"><?cs var:t("What you can do here") ?></h2><?cs call:choices(flows) ?></section><?cs /if ?><?cs if:subcount(lists) > #0 ?>
<section aria-labelledby="lists-title"><h2 class="govuk-heading-m" id="lists-title"><?cs var:t("Cases") ?></h2><?cs call:choices(lists) ?></section><?cs /if ?><?cs if:subcount(acts) > #0 ?>
<section aria-labelledby="acts-title"><h2 class="govuk-heading-m" id="acts-title"><?cs var:t("Legal acts") ?></h2>
<ul class="govuk-list govuk-list--bullet"><?cs each:a = acts ?>
<li><?cs var:a.label ?></li><?cs /each ?>
</ul></section><?cs /if ?><?cs if:subcount(rules) > #0 ?>
<section aria-labelledby="rules-title"><h2 class="govuk-heading-m" id="rules-title"><?cs var:t("Time limits and data") ?></h2><?cs call:summary_list(rules) ?></section><?cs /if ?>
<?cs /def ?><?cs include:"layout.cs" ?>
