<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs def:content() ?>
<?cs call:page_title(title, "") ?>
<p class="govuk-body imi-text"><?cs var:what ?></p>
<p class="govuk-body"><?cs call:button_link(t("Open the case as it is now"), href, "") ?></p><?cs if:subcount(texts) > #0 ?>
<section aria-labelledby="texts-title"><h2 class="govuk-heading-m" id="texts-title"><?cs var:t("Both texts") ?></h2><?cs each:x = texts ?>
<h3 class="govuk-heading-s"><?cs var:x.label ?><?cs call:personal_mark() ?></h3>
<div class="imi-both"><div class="imi-both__side"><h4 class="imi-both__head"><?cs var:t("Yours, not saved") ?></h4><p class="imi-words"><?cs var:x.yours ?></p></div><div class="imi-both__side"><h4 class="imi-both__head"><?cs var:t("What stands there now") ?></h4><?cs if:x.present ?><p class="imi-words"><?cs var:x.present ?></p><?cs else ?><p class="imi-none"><?cs var:t("Nothing") ?></p><?cs /if ?></div></div><?cs /each ?></section><?cs /if ?><?cs if:subcount(events) > #0 ?>
<section aria-labelledby="events-title"><h2 class="govuk-heading-m" id="events-title"><?cs var:t("What happened last") ?></h2><?cs call:case_events(events) ?></section><?cs /if ?>
<?cs /def ?><?cs include:"layout.cs" ?>
