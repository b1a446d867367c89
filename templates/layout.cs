<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs
# The frame of every page. A page defines content() and then includes this file. Values: lib/view/chrome.h.
?><!DOCTYPE html>
<html lang="<?cs var:chrome.lang ?>" class="govuk-template">
<head>
<meta charset="utf-8">
<title><?cs if:chrome.failed ?><?cs var:t("Error:") ?> <?cs /if ?><?cs var:chrome.title ?> – <?cs call:site_name() ?><?cs if:chrome.training ?> – <?cs var:t("Training") ?><?cs /if ?></title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/static/imi.css?v=<?cs var:url_escape(chrome.version) ?>"><?cs if:chrome.brand ?>
<link rel="stylesheet" href="<?cs var:chrome.brand ?>"><?cs /if ?>
<link rel="icon" href="/static/icon.svg" type="image/svg+xml"><?cs each:l = chrome.languages ?><?cs if:l.href && !l.current ?>
<link rel="alternate" hreflang="<?cs var:l.code ?>" href="<?cs var:l.href ?>"><?cs /if ?><?cs /each ?>
<script src="/static/imi.js?v=<?cs var:url_escape(chrome.version) ?>" defer></script>
</head>
<body class="govuk-template__body">
<a href="#main-content" class="govuk-skip-link"><?cs var:t("Skip to main content") ?></a><?cs if:chrome.training ?>
<aside class="imi-band" aria-label="<?cs var:t("Training") ?>"><p class="govuk-width-container"><strong><?cs var:t("Training system") ?></strong> <?cs var:t("All people and cases here are invented. Do not enter real personal data.") ?></p></aside><?cs /if ?>
<header class="imi-header">
<div class="govuk-width-container imi-header__row">
<a class="imi-header__home" href="/"><?cs if:chrome.logo ?><img class="imi-header__logo" src="<?cs var:chrome.logo ?>" alt="" height="36"><?cs /if ?><span><?cs call:site_name() ?></span></a>
<div class="imi-header__side"><?cs if:?chrome.user ?>
<p class="imi-header__who"><span class="imi-header__user"><?cs var:chrome.user ?></span><?cs if:chrome.authority ?> <span class="imi-header__authority"><?cs var:chrome.authority ?></span><?cs /if ?></p><?cs /if ?><?cs if:chrome.languages.0.code && chrome.languages.1.code ?>
<details class="imi-languages" name="imi-header"><summary><span class="govuk-visually-hidden"><?cs var:t("Language:") ?> </span><?cs each:l = chrome.languages ?><?cs if:l.current ?><span lang="<?cs var:l.code ?>"><?cs var:l.label ?></span><?cs /if ?><?cs /each ?></summary>
<ul class="imi-languages__list"><?cs each:l = chrome.languages ?>
<li><?cs if:l.current ?><span lang="<?cs var:l.code ?>" aria-current="true"><?cs var:l.label ?></span><?cs else ?><a href="<?cs var:l.href ?>" lang="<?cs var:l.code ?>" hreflang="<?cs var:l.code ?>" rel="alternate"><?cs var:l.label ?></a><?cs /if ?></li><?cs /each ?>
</ul></details><?cs /if ?><?cs if:?chrome.user ?>
<ul class="imi-user"><?cs each:n = chrome.user_nav ?>
<li><a href="<?cs var:n.href ?>"<?cs if:n.current ?> aria-current="page"<?cs /if ?>><?cs var:n.label ?></a></li><?cs /each ?>
<li><form method="post" action="/sign-out"><?cs call:csrf() ?><button class="imi-link-button"><?cs var:t("Sign out") ?></button></form></li>
</ul><?cs else ?>
<ul class="imi-user"><li><a href="/sign-in"><?cs var:t("Sign in") ?></a></li></ul><?cs /if ?>
</div>
</div>
</header><?cs if:chrome.nav.0.label ?>
<div class="govuk-service-navigation imi-nav">
<div class="govuk-width-container">
<nav aria-label="<?cs var:t("Service") ?>">
<ul class="govuk-service-navigation__list"><?cs each:n = chrome.nav ?>
<li class="govuk-service-navigation__item<?cs if:n.current ?> govuk-service-navigation__item--active<?cs /if ?>"><a class="govuk-service-navigation__link" href="<?cs var:n.href ?>"<?cs if:n.current ?> aria-current="true"<?cs /if ?>><?cs if:n.current ?><strong class="govuk-service-navigation__active-fallback"><?cs var:n.label ?></strong><?cs else ?><?cs var:n.label ?><?cs /if ?><?cs if:n.count > #0 ?> <span class="imi-count-badge"><?cs var:number(n.count) ?></span><?cs /if ?></a></li><?cs /each ?>
</ul>
</nav>
</div>
</div><?cs /if ?>
<div class="govuk-width-container">
<main class="govuk-main-wrapper imi-main" id="main-content" tabindex="-1"<?cs if:chrome.case_ref ?> data-case="<?cs var:chrome.case_ref ?>" data-state="<?cs var:chrome.case_state ?>" data-version="<?cs var:chrome.case_version ?>"<?cs /if ?>><?cs if:chrome.notice ?>
<?cs call:banner("done", t("Done"), chrome.notice) ?><?cs /if ?>
<?cs call:content() ?>
</main>
</div>
<footer class="imi-footer">
<div class="govuk-width-container imi-footer__row">
<ul class="imi-footer__links">
<li><a href="/help"><?cs var:t("Help") ?></a></li><?cs if:chrome.contact_href ?>
<li><a href="<?cs var:url_validate(chrome.contact_href) ?>"><?cs var:t("Contact the operator") ?></a></li><?cs /if ?>
</ul>
<p><?cs if:chrome.operator_name ?><?cs var:t1("Run by {operator}", "operator", chrome.operator_name) ?><?cs else ?><?cs call:site_name() ?><?cs /if ?></p>
</div>
</footer>
</body>
</html>
