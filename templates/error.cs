<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs def:content() ?>
<?cs call:page_title(title, "") ?>
<div class="imi-text"><?cs if:what ?><p class="govuk-body"><?cs var:what ?></p><?cs /if ?><?cs if:next ?>
<h2 class="govuk-heading-m"><?cs var:t("What you can do") ?></h2>
<p class="govuk-body"><?cs var:next ?></p><?cs /if ?><?cs if:subcount(links) > #0 ?>
<ul class="govuk-list"><?cs each:l = links ?>
<li><a class="govuk-link" href="<?cs var:l.href ?>"><?cs var:l.label ?></a></li><?cs /each ?>
</ul><?cs /if ?><?cs if:chrome.request_id ?>
<p class="imi-note"><?cs var:t("Request number") ?> <code><?cs var:chrome.request_id ?></code> <?cs var:t("Name it when you ask for help.") ?></p><?cs /if ?></div>
<?cs /def ?><?cs include:"layout.cs" ?>
