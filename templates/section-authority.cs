<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs def:content() ?>
<?cs call:back_link(back, t("All parts of the request")) ?>
<?cs call:error_summary(faults) ?>
<?cs call:page_title(title, caption) ?><?cs if:intro ?>
<p class="govuk-body imi-text"><?cs var:intro ?></p><?cs /if ?><?cs if:chosen.id ?>
<section class="imi-chosen" aria-labelledby="chosen-title"><h2 class="govuk-heading-s" id="chosen-title"><?cs var:t("Chosen") ?></h2>
<p class="govuk-body"><?cs call:body_lines(chosen) ?></p>
<form method="post" action="<?cs var:action ?>"><?cs call:csrf() ?><input type="hidden" name="<?cs var:field ?>" value="<?cs var:chosen.choose ?>">
<?cs call:go_buttons(t("Continue"), t("Back to the list")) ?></form></section><?cs /if ?>
<section aria-labelledby="search-title"><h2 class="govuk-heading-m" id="search-title"><?cs if:chosen.id ?><?cs var:t("Find another authority") ?><?cs else ?><?cs var:t("Find the authority") ?><?cs /if ?></h2>
<form class="imi-find" method="get" action="<?cs var:action ?>" role="search" aria-labelledby="search-title"><input type="hidden" name="section" value="<?cs var:section ?>"><?cs call:controls(controls) ?>
<p class="imi-find__go"><?cs call:button(t("Find"), "", "", "secondary") ?></p></form></section><?cs if:searched ?>
<section aria-labelledby="hits-title"><h2 class="govuk-heading-m" id="hits-title"><?cs var:t("Authorities that take part") ?></h2><?cs if:subcount(bodies) > #0 ?>
<?cs call:result_count(tn("{count} authority found.", "{count} authorities found.", subcount(bodies))) ?><?cs call:body_hits(bodies, action, field) ?><?cs if:more ?>
<p class="govuk-body"><?cs var:t("There are more. Add a word or a country to narrow the search.") ?></p><?cs /if ?><?cs else ?>
<?cs call:nothing(t("No authority was found. Try fewer words, another spelling, or only the country."), "", "") ?><?cs /if ?></section><?cs /if ?><?cs if:national.id ?>
<section class="imi-unsure" aria-labelledby="unsure-title"><h2 class="govuk-heading-s" id="unsure-title"><?cs var:national_text ?></h2>
<p class="govuk-body"><?cs call:body_lines(national) ?></p><?cs call:choose_button(national, action, field, "secondary") ?></section><?cs /if ?>
<?cs /def ?><?cs include:"layout.cs" ?>
