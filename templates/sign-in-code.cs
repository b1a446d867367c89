<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs def:content() ?>
<?cs call:error_summary(faults) ?>
<?cs call:page_title(t("Enter your one-time code"), t("Sign in")) ?>
<form class="imi-form" method="post" action="/sign-in" novalidate>
<?cs call:csrf() ?><input type="hidden" name="next" value="<?cs var:next ?>"><input type="hidden" name="step" value="<?cs var:step ?>"><?cs call:controls(controls) ?>
<?cs call:button(t("Sign in"), "", "", "") ?>
</form>
<?cs call:details(t("I cannot get a code"), t("Use one of your recovery codes in the same field. If you have none left, the access manager of your authority can give you a new start.")) ?>
<p class="govuk-body"><a class="govuk-link" href="/sign-in"><?cs var:t("Start again with another name") ?></a></p>
<?cs /def ?><?cs include:"layout.cs" ?>
