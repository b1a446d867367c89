<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs include:"macros/work.cs" ?><?cs def:content() ?><?cs
each:g = groups ?><?cs each:q = g.questions ?><?cs if:q.answered ?><?cs set:told = "1" ?><?cs /if ?><?cs /each ?><?cs /each ?>
<?cs call:back_link("/" + area.code + "/cases", t("Cases")) ?>
<div class="imi-case-head"><h1 class="govuk-heading-l"><span class="govuk-caption-l"><?cs var:caption ?></span> <?cs var:title ?></h1>
<p class="imi-case-head__state"><?cs if:level == "closed" ?><?cs call:tag("final", state.label) ?><?cs else ?><?cs call:tag("active", state.label) ?><?cs /if ?><?cs if:own_state.label ?> <span class="imi-note"><?cs var:t("Your authority:") ?></span> <?cs call:tag("active", own_state.label) ?><?cs /if ?></p></div>
<div class="imi-turn imi-turn--<?cs var:level ?>"><p class="imi-turn__waits"><?cs var:waits ?><?cs if:todo ?> <strong><?cs var:todo ?></strong><?cs /if ?></p><?cs if:opened ?>
<p class="imi-turn__note"><?cs var:opened ?></p><?cs /if ?><?cs if:early && !erased && !blocked && !shell_only ?>
<p class="imi-turn__note"><?cs var:early_text ?></p><?cs /if ?><?cs call:case_actions(actions) ?></div><?cs if:pending ?>
<div class="govuk-inset-text"><?cs var:pending ?><?cs if:pending_href ?> <a class="govuk-link" href="<?cs var:pending_href ?>"><?cs var:t("Continue") ?></a><?cs /if ?></div><?cs /if ?><?cs if:erased ?>
<?cs call:inset(t("The personal data of this case were deleted. What was done, when and by which authority stays.")) ?><?cs elif:blocked ?>
<?cs call:inset(t("The personal data of this case are blocked: nobody can read them here. What was done, when and by which authority stays.")) ?><?cs elif:shell_only ?>
<?cs call:inset(t("You see what kind of case this is and how it stands. Its contents are for the request handlers of your authority.")) ?><?cs /if ?>
<?cs if:reading_text ?>
<div class="govuk-inset-text"><?cs var:reading_text ?> <a class="govuk-link" href="<?cs var:reading_back ?>"><?cs var:t("Show the case alone") ?></a></div><?cs /if ?>
<div class="<?cs if:subcount(groups) > #0 || subcount(sections) > #0 || subcount(said) > #0 || subcount(members) > #0 ?>imi-columns<?cs else ?>imi-shell<?cs /if ?>">
<div><?cs if:subcount(groups) > #0 ?>
<section aria-labelledby="questions-title"><h2 class="govuk-heading-m" id="questions-title"><?cs if:told ?><?cs var:t("Questions and answers") ?><?cs else ?><?cs var:t("Questions") ?><?cs /if ?></h2><?cs if:told && purpose ?>
<p class="imi-purpose"><?cs var:purpose ?></p><?cs /if ?><?cs if:languages_href ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:languages_href ?>"><?cs if:both ?><?cs var:t("Show the questions in your language only") ?><?cs else ?><?cs var:t("Show the questions in both languages") ?><?cs /if ?></a></p><?cs /if ?><?cs call:case_questions(groups, told, "") ?></section><?cs /if ?><?cs if:subcount(said) > #0 ?>
<section aria-labelledby="said-title"><h2 class="govuk-heading-m" id="said-title"><?cs var:t("Reasons and messages") ?></h2>
<ol class="imi-messages"><?cs each:m = said ?>
<li class="imi-message<?cs if:m.own ?> imi-message--own<?cs /if ?>"><p class="imi-message__by"><strong><?cs if:m.authority ?><?cs var:m.authority ?><?cs else ?><?cs var:m.actor ?><?cs /if ?></strong> <?cs var:m.title ?> · <?cs call:moment(m.at) ?><?cs if:m.authority && m.actor ?> · <?cs var:m.actor ?><?cs /if ?></p><?cs call:case_rows(m.rows) ?></li><?cs /each ?>
</ol></section><?cs /if ?><?cs each:s = sections ?><?cs if:!s.authority ?>
<section><h2 class="govuk-heading-m"><?cs var:s.label ?></h2><?cs call:case_rows(s.rows) ?></section><?cs /if ?><?cs /each ?><?cs if:n_files > #0 ?>
<section aria-labelledby="files-title"><h2 class="govuk-heading-m" id="files-title"><?cs var:t("Attachments") ?><?cs if:!early ?><?cs call:personal_mark() ?><?cs /if ?></h2><?cs if:early ?>
<p class="govuk-body"><?cs var:tn("{count} file. You cannot open it yet.", "{count} files. You cannot open them yet.", n_files) ?></p><?cs /if ?><?cs call:case_files(files) ?></section><?cs /if ?><?cs each:m = members ?><?cs call:case_members(m) ?><?cs /each ?><?cs if:subcount(sections) > #0 && !early ?>
<?cs call:personal_note() ?><?cs /if ?></div>
<aside class="imi-side" aria-label="<?cs var:t("About this case") ?>"><?cs if:subcount(dates) > #0 ?>
<section aria-labelledby="dates-title"><h2 class="govuk-heading-m" id="dates-title"><?cs var:t("Dates") ?></h2>
<dl class="imi-facts"><?cs each:d = dates ?>
<div><dt><?cs var:d.label ?></dt><dd><?cs if:d.left ?><?cs call:deadline(d.day, d.left, d.level) ?><?cs else ?><?cs call:day_short(d.day) ?><?cs /if ?><?cs if:d.how ?><span class="imi-note"><?cs var:d.how ?></span><?cs /if ?></dd></div><?cs /each ?>
</dl></section><?cs /if ?>
<section aria-labelledby="sides-title"><h2 class="govuk-heading-m" id="sides-title"><?cs var:t("Authorities") ?></h2>
<dl class="imi-facts"><?cs each:p = parties ?>
<div><dt><?cs var:p.label ?><?cs if:p.you ?> <span class="imi-note"><?cs var:t("(your authority)") ?></span><?cs /if ?></dt><dd><?cs call:body_lines(p.authority) ?></dd></div><?cs /each ?>
</dl></section><?cs if:own_notes || file_number ?>
<section aria-labelledby="own-title"><h2 class="govuk-heading-m" id="own-title"><?cs var:t("Notes of your authority") ?></h2>
<dl class="imi-facts">
<div><dt><?cs var:t("Own file number") ?></dt><dd><?cs if:file_number ?><?cs var:file_number ?><?cs else ?><span class="imi-none"><?cs var:t("Not given") ?></span><?cs /if ?></dd></div>
<div><dt><?cs var:t("Person informed on") ?></dt><dd><?cs if:?informed_on ?><?cs call:day_short(informed_on) ?><?cs else ?><span class="imi-none"><?cs var:t("Not given") ?></span><?cs /if ?></dd></div>
</dl><?cs if:own_notes ?>
<p class="govuk-body"><a class="govuk-link" href="/<?cs var:area.code ?>/cases/<?cs var:ref ?>/own"><?cs var:t("Change") ?><span class="govuk-visually-hidden"> <?cs var:t("Notes of your authority") ?></span></a></p><?cs /if ?></section><?cs /if ?><?cs if:?block_due || ?erase_due ?>
<section aria-labelledby="clocks-title"><h2 class="govuk-heading-m" id="clocks-title"><?cs var:t("Personal data") ?></h2>
<dl class="imi-facts"><?cs if:?block_due ?>
<div><dt><?cs if:blocked || erased ?><?cs var:t("Blocked since") ?><?cs else ?><?cs var:t("To be blocked from") ?><?cs /if ?></dt><dd><?cs call:day_short(block_due) ?></dd></div><?cs /if ?><?cs if:?erase_due ?>
<div><dt><?cs if:erased ?><?cs var:t("Deleted") ?><?cs else ?><?cs var:t("To be deleted from") ?><?cs /if ?></dt><dd><?cs call:day_short(erase_due) ?></dd></div><?cs /if ?>
</dl></section><?cs /if ?><?cs if:subcount(events) > #0 ?>
<section aria-labelledby="events-title"><h2 class="govuk-heading-m" id="events-title"><?cs var:t("History") ?></h2><?cs call:case_events(events) ?><?cs if:older ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:older ?>"><?cs var:t("Older entries") ?></a></p><?cs /if ?></section><?cs /if ?></aside>
</div>
<?cs /def ?><?cs include:"layout.cs" ?>
