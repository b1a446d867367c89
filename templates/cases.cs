<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs def:case_next() ?><?cs if:next ?>
<nav class="govuk-pagination" aria-label="<?cs var:t("Pagination") ?>">
<div class="govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="<?cs var:next ?>" rel="next"><span class="govuk-pagination__link-title"><?cs if:incomplete_text ?><?cs var:t("Continue the search from here") ?><?cs else ?><?cs var:t("Next page") ?><?cs /if ?></span> <span aria-hidden="true">→</span></a></div>
</nav><?cs /if ?><?cs /def ?><?cs def:case_list() ?><?cs if:intro ?>
<?cs call:result_count(intro) ?><?cs /if ?><?cs if:subcount(items) > #0 ?><?cs call:case_table(items, title) ?><?cs if:incomplete_text ?>
<p class="govuk-body"><?cs var:incomplete_text ?></p><?cs /if ?><?cs call:case_next() ?><?cs elif:incomplete_text ?>
<p class="govuk-body"><?cs var:incomplete_text ?></p><?cs call:case_next() ?><?cs elif:filtered ?>
<?cs call:nothing(empty, clear, t("Clear filters")) ?><?cs elif:empty ?>
<?cs call:nothing(empty, "", "") ?><?cs /if ?><?cs /def ?><?cs def:content() ?>
<?cs call:error_summary(faults) ?>
<?cs call:page_title(title, chrome.area) ?><?cs if:search_action ?>
<form class="imi-search" method="post" action="<?cs var:search_action ?>" role="search"><?cs call:csrf() ?><?cs call:controls(search) ?>
<?cs call:button(t("Find"), "", "", "") ?></form><?cs /if ?><?cs if:subcount(controls) > #0 ?>
<div class="imi-with-filters">
<form class="imi-filters" method="get" action="<?cs var:action ?>" aria-label="<?cs var:t("Filters") ?>"><?cs if:subcount(active) > #0 ?>
<div class="imi-filters__active"><h2 class="govuk-heading-s"><?cs var:t("Selected filters") ?></h2><ul><?cs each:a = active ?>
<li><a class="imi-chip" href="<?cs var:a.href ?>"><span class="govuk-visually-hidden"><?cs var:t("Remove this filter:") ?> </span><?cs var:a.label ?> <span aria-hidden="true">×</span></a></li><?cs /each ?>
</ul><?cs if:clear ?><p><a class="govuk-link" href="<?cs var:clear ?>"><?cs var:t("Clear filters") ?></a></p><?cs /if ?></div><?cs /if ?>
<details class="imi-filters__body"><summary><?cs var:t("Filters") ?></summary><?cs call:controls(controls) ?>
<button class="govuk-button govuk-button--secondary"><?cs var:t("Apply filters") ?></button></details>
</form>
<div><?cs call:case_list() ?></div></div><?cs else ?>
<?cs call:case_list() ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:search_action ?>"><?cs var:t("All cases") ?></a></p><?cs /if ?>
<?cs /def ?><?cs include:"layout.cs" ?>
