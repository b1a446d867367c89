<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs def:content() ?>
<?cs call:error_summary(faults) ?>
<?cs call:page_title(t("Your account"), "") ?>
<section aria-labelledby="details-title"><h2 class="govuk-heading-m" id="details-title"><?cs var:t("Details") ?></h2><?cs call:summary_list(details) ?></section>
<section aria-labelledby="settings-title"><h2 class="govuk-heading-m" id="settings-title"><?cs var:t("Language and time") ?></h2>
<form class="imi-form" method="post" action="/account" novalidate>
<?cs call:csrf() ?><?cs call:controls(settings) ?>
<?cs call:button(t("Save"), "act", "settings", "secondary") ?>
</form></section><?cs if:subcount(password) > #0 ?>
<section aria-labelledby="password-title"><h2 class="govuk-heading-m" id="password-title"><?cs var:t("Password") ?></h2>
<form class="imi-form" method="post" action="/account" novalidate>
<?cs call:csrf() ?><input type="text" autocomplete="username" value="<?cs var:chrome.user ?>" hidden><?cs call:controls(password) ?>
<?cs call:button(t("Change password"), "act", "password", "secondary") ?>
</form></section><?cs /if ?>
<section aria-labelledby="code-title"><h2 class="govuk-heading-m" id="code-title"><?cs var:t("One-time codes") ?></h2><?cs if:code.set ?>
<p class="govuk-body"><?cs call:tag("done", t("Set up")) ?></p><?cs if:?code.recovery_left ?>
<p class="govuk-body"><?cs var:tn("{count} recovery code is left.", "{count} recovery codes are left.", code.recovery_left) ?></p><?cs /if ?><?cs else ?>
<?cs call:warning(t("Without one-time codes a stolen password is enough to act in your name.")) ?><?cs /if ?>
<p class="govuk-body"><?cs if:code.set ?><a class="govuk-link" href="/account/code"><?cs var:t("Set up one-time codes anew") ?></a><?cs else ?><?cs call:button_link(t("Set up one-time codes"), "/account/code", "secondary") ?><?cs /if ?></p></section>
<section aria-labelledby="sessions-title"><h2 class="govuk-heading-m" id="sessions-title"><?cs var:t("Where you are signed in") ?></h2>
<ul class="imi-sessions"><?cs each:s = sessions ?>
<li class="imi-sessions__item"><div><strong><?cs var:s.label ?></strong><?cs if:s.current ?> <?cs call:tag("done", t("This one")) ?><?cs /if ?><br><span class="imi-note"><?cs var:t2("Since {since}, last used {used}", "since", short_moment(s.since), "used", short_moment(s.used)) ?></span></div><?cs if:!s.current ?>
<form method="post" action="/account"><?cs call:csrf() ?><input type="hidden" name="session" value="<?cs var:s.id ?>"><button class="govuk-button govuk-button--secondary imi-small" name="act" value="end-session"><?cs var:t("End") ?><span class="govuk-visually-hidden"> <?cs var:s.label ?></span></button></form><?cs /if ?></li><?cs /each ?>
</ul></section>
<?cs /def ?><?cs include:"layout.cs" ?>
