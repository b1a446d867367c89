<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs def:content() ?>
<?cs call:page_title(t("My tasks"), "") ?>
<p class="govuk-body-l"><?cs var:summary ?></p><?cs if:subcount(counts) > #0 ?>
<ul class="imi-counts"><?cs each:n = counts ?>
<li class="imi-counts__item"><a class="imi-counts__link" href="<?cs var:n.href ?>"><span class="imi-counts__number"><?cs if:n.cases_text ?><?cs var:n.cases_text ?><?cs else ?><?cs var:number(n.cases) ?><?cs /if ?></span> <span class="imi-counts__label"><?cs var:n.state.label ?></span></a><span class="imi-note"><?cs var:n.area.label ?></span><?cs if:n.overdue_text ?> <?cs call:tag("late", n.overdue_text) ?><?cs elif:n.overdue > #0 ?> <?cs call:tag("late", tn("{count} late", "{count} late", n.overdue)) ?><?cs /if ?><?cs if:n.today_text ?> <?cs call:tag("soon", n.today_text) ?><?cs elif:n.today > #0 ?> <?cs call:tag("soon", tn("{count} today", "{count} today", n.today)) ?><?cs /if ?></li><?cs /each ?>
</ul><?cs /if ?><?cs if:subcount(waiting) > #0 ?>
<div><h2 class="govuk-heading-m" id="waiting-title"><?cs var:t("Waits for your authority") ?></h2><?cs call:case_table(waiting, t("Waits for your authority")) ?><?cs if:next ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:next ?>"><?cs var:t("Next page") ?></a></p><?cs /if ?></div><?cs /if ?><?cs if:subcount(drafts) > #0 ?>
<section aria-labelledby="drafts-title"><h2 class="govuk-heading-m" id="drafts-title"><?cs var:t("Drafts of your authority") ?></h2>
<ul class="imi-drafts"><?cs each:r = drafts ?>
<li><a class="govuk-link" href="<?cs var:r.href ?>"><?cs var:r.ref ?></a> <span class="imi-note"><?cs var:r.flow.label ?> · <?cs if:r.other.name.text ?><?cs call:body_name(r.other) ?><?cs if:r.other.country.label ?>, <?cs var:r.other.country.label ?><?cs /if ?> · <?cs /if ?><?cs var:t("last changed") ?> <?cs call:moment(r.changed_at) ?><?cs if:r.file_number ?> · <?cs var:r.file_number ?><?cs /if ?></span></li><?cs /each ?>
</ul></section><?cs /if ?><?cs if:subcount(begin) > #0 ?>
<section aria-labelledby="begin-title"><h2 class="govuk-heading-m" id="begin-title"><?cs var:t("Begin") ?></h2><?cs call:choices(begin) ?></section><?cs /if ?>
<?cs /def ?><?cs include:"layout.cs" ?>
