<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs def:content() ?>
<?cs call:page_title(t("Help"), "") ?><?cs if:lead ?>
<p class="govuk-body-l"><?cs var:lead ?></p><?cs /if ?>
<div class="imi-text"><?cs each:s = sections ?>
<section<?cs if:s.id ?> id="<?cs var:s.id ?>"<?cs /if ?>><h2 class="govuk-heading-m"><?cs var:s.title ?></h2><?cs each:p = s.paragraphs ?>
<p class="govuk-body"><?cs var:p.text ?></p><?cs /each ?><?cs if:subcount(s.links) > #0 ?>
<ul class="govuk-list"><?cs each:l = s.links ?>
<li><a class="govuk-link" href="<?cs var:l.href ?>"><?cs var:l.label ?></a></li><?cs /each ?>
</ul><?cs /if ?></section><?cs /each ?>
<section><h2 class="govuk-heading-m"><?cs var:t("Keyboard") ?></h2>
<dl class="imi-keys"><div><dt><kbd>Ctrl</kbd> <kbd>K</kbd></dt><dd><?cs var:t("Go to the search field") ?></dd></div><div><dt><kbd>Tab</kbd></dt><dd><?cs var:t("At the top of a page: skip to the main content") ?></dd></div><div><dt><kbd>Esc</kbd></dt><dd><?cs var:t("Close the list of languages") ?></dd></div></dl></section><?cs if:contact ?>
<section><h2 class="govuk-heading-m"><?cs var:t("Contact") ?></h2><p class="govuk-body"><?cs var:contact ?></p></section><?cs /if ?></div>
<?cs /def ?><?cs include:"layout.cs" ?>
