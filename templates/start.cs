<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs def:content() ?>
<?cs call:page_title(t("What do you need?"), "") ?><?cs if:lead ?>
<p class="govuk-body-l"><?cs var:lead ?></p><?cs /if ?><?cs if:subcount(waiting) > #0 ?>
<section class="imi-waiting" aria-labelledby="waiting-title"><h2 class="govuk-heading-m" id="waiting-title"><?cs var:t("Waits for you") ?></h2><?cs call:choices(waiting) ?></section><?cs /if ?><?cs
each:g = groups ?>
<section><?cs if:g.title ?><h2 class="govuk-heading-m"><?cs var:g.title ?></h2><?cs /if ?><?cs call:choices(g.choices) ?></section><?cs /each ?><?cs if:!?chrome.user ?>
<p class="govuk-body"><?cs call:button_link(t("Sign in"), "/sign-in", "") ?></p><?cs /if ?>
<?cs /def ?><?cs include:"layout.cs" ?>
