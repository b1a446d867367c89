<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs def:content() ?>
<?cs call:error_summary(faults) ?>
<?cs call:back_link("/account", t("Your account")) ?><?cs if:subcount(recovery) > #0 ?>
<?cs call:page_title(t("Your recovery codes"), "") ?>
<?cs call:warning(t("These codes are shown once. Print them or write them down, and keep them away from your device.")) ?>
<ul class="imi-codes"><?cs each:r = recovery ?>
<li><code><?cs var:r.text ?></code></li><?cs /each ?>
</ul>
<p class="govuk-body"><?cs var:t("Each code works once, in place of a one-time code.") ?></p>
<p class="govuk-body"><?cs call:button_link(t("Continue"), "/account", "") ?></p><?cs else ?>
<?cs call:page_title(t("Set up one-time codes"), "") ?>
<ol class="govuk-list govuk-list--number imi-steps">
<li><p class="govuk-body"><?cs var:t("Open an app for one-time codes on your phone or computer.") ?></p></li>
<li><p class="govuk-body"><?cs var:t("Scan this picture with it, or enter the key below by hand.") ?></p><?cs if:qr.path ?>
<svg class="imi-qr" viewBox="0 0 <?cs var:qr.size ?> <?cs var:qr.size ?>" role="img" aria-label="<?cs var:t("Picture with the key for your app") ?>"><rect class="imi-qr__paper" width="100%" height="100%"/><path class="imi-qr__ink" d="<?cs var:qr.path ?>"/></svg><?cs elif:qr.href ?>
<img class="imi-qr" src="<?cs var:qr.href ?>" alt="<?cs var:t("Picture with the key for your app") ?>" width="220" height="220"><?cs /if ?>
<p class="govuk-body"><?cs var:t("Key:") ?> <code class="imi-secret"><?cs each:g = secret ?><span><?cs var:g.text ?></span> <?cs /each ?></code></p></li>
<li><p class="govuk-body"><?cs var:t("Enter the code that the app shows.") ?></p>
<form class="imi-form" method="post" action="/account/code" novalidate>
<?cs call:csrf() ?><input type="hidden" name="key" value="<?cs var:key ?>"><?cs call:controls(controls) ?>
<?cs call:button(t("Confirm"), "", "", "") ?>
</form></li>
</ol><?cs if:set ?>
<h2 class="govuk-heading-m"><?cs var:t("New recovery codes") ?></h2>
<p class="govuk-body"><?cs var:t("Ten new codes take the place of all that are left.") ?></p>
<form class="imi-form" method="post" action="/account/code" novalidate>
<?cs call:csrf() ?><?cs call:controls(renew) ?>
<?cs call:button(t("Make new recovery codes"), "act", "renew", "secondary") ?>
</form><?cs /if ?><?cs /if ?>
<?cs /def ?><?cs include:"layout.cs" ?>
