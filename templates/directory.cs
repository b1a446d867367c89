<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs def:content() ?>
<?cs call:page_title(t("Directory"), "") ?>
<p class="govuk-body imi-text"><?cs var:t("The authorities that take part, in all states. Search in your own language.") ?></p>
<form class="imi-find" method="get" action="/directory" role="search"><?cs call:controls(controls) ?>
<p class="imi-find__go"><?cs call:button(t("Find"), "", "", "") ?></p></form><?cs if:searched ?>
<section aria-labelledby="hits-title"><h2 class="govuk-heading-m" id="hits-title"><?cs var:t("Authorities") ?></h2><?cs if:subcount(items) > #0 || next ?><?cs if:count_text ?>
<?cs call:result_count(count_text) ?><?cs /if ?><?cs call:body_hits(items, "", "") ?><?cs if:next ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:next ?>" rel="next"><?cs var:t("Next page") ?></a></p><?cs /if ?><?cs else ?>
<?cs call:nothing(t("No authority was found. Try fewer words, another spelling, or only the country."), "", "") ?><?cs /if ?></section><?cs /if ?>
<?cs /def ?><?cs include:"layout.cs" ?>
