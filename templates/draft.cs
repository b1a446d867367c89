<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs def:content() ?>
<?cs call:back_link("/tasks", t("My tasks")) ?>
<div class="imi-case-head"><h1 class="govuk-heading-l"><span class="govuk-caption-l"><?cs var:caption ?></span> <?cs var:title ?></h1>
<p class="imi-case-head__state"><?cs call:tag("plain", state.label) ?></p></div>
<div class="imi-turn imi-turn--draft"><p class="imi-turn__waits"><?cs var:waits ?></p></div>
<div class="imi-columns">
<div><?cs if:subcount(tasks) > #0 ?>
<section aria-labelledby="tasks-title"><h2 class="govuk-heading-m" id="tasks-title"><?cs var:t("What to fill in") ?></h2>
<p class="govuk-body"><?cs var:t2("{done} of {all} parts are completed. Take them in any order; what you type is saved.", "done", number(tasks_done), "all", number(tasks_all)) ?></p><?cs call:task_list(tasks) ?><?cs if:subcount(actions) > #0 ?>
<div class="govuk-button-group"><?cs each:a = actions ?><?cs if:first(a) ?>
<a class="govuk-button<?cs if:tasks_done != tasks_all ?> govuk-button--secondary<?cs /if ?>" href="<?cs var:a.href ?>"><?cs var:t("Check and send") ?></a><?cs else ?>
<a class="govuk-link" href="<?cs var:a.href ?>"><?cs var:a.label ?></a><?cs /if ?><?cs /each ?></div><?cs /if ?></section><?cs else ?>
<?cs call:inset(t("Only the request handlers of your authority fill in this draft.")) ?><?cs /if ?></div>
<aside class="imi-side" aria-label="<?cs var:t("About this case") ?>">
<section aria-labelledby="other-title"><h2 class="govuk-heading-m" id="other-title"><?cs var:t("Who is asked") ?></h2><?cs each:s = sections ?><?cs if:s.authority ?><?cs set:found = "1" ?><?cs each:r = s.rows ?>
<p class="govuk-body"><?cs call:value(r) ?></p><?cs /each ?><?cs /if ?><?cs /each ?><?cs if:!found ?>
<p class="govuk-body"><span class="imi-none"><?cs var:t("Not chosen yet") ?></span></p><?cs /if ?></section>
<section aria-labelledby="next-title"><h2 class="govuk-heading-m" id="next-title"><?cs var:t("What happens next") ?></h2>
<ol class="govuk-list govuk-list--number imi-next"><li><?cs var:t("You check everything on one page and send it.") ?></li><?cs each:a = actions ?><?cs if:first(a) && a.hint ?><li><?cs var:a.hint ?></li><?cs /if ?><?cs /each ?></ol>
<p class="imi-note"><?cs var:t("A draft that nobody touches for 90 days is deleted. You are told before.") ?></p></section><?cs if:own_notes ?>
<section aria-labelledby="own-title"><h2 class="govuk-heading-m" id="own-title"><?cs var:t("Notes of your authority") ?></h2>
<dl class="imi-facts"><div><dt><?cs var:t("Own file number") ?></dt><dd><?cs if:file_number ?><?cs var:file_number ?><?cs else ?><span class="imi-none"><?cs var:t("Not given") ?></span><?cs /if ?></dd></div></dl>
<p class="govuk-body"><a class="govuk-link" href="/<?cs var:area.code ?>/cases/<?cs var:ref ?>/own"><?cs var:t("Change") ?><span class="govuk-visually-hidden"> <?cs var:t("Notes of your authority") ?></span></a></p></section><?cs /if ?></aside>
</div>
<?cs /def ?><?cs include:"layout.cs" ?>
