<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs
# Parts of the pages of case work, from the structs of lib/model/case.h. Include it after all.cs.
?><?cs

def:work_hidden() ?><?cs call:csrf() ?><?cs if:?version ?><input type="hidden" name="version" value="<?cs var:version ?>"><?cs /if ?><?cs if:?key ?><input type="hidden" name="key" value="<?cs var:key ?>"><?cs /if ?><?cs if:?seen ?><input type="hidden" name="seen" value="<?cs var:seen ?>"><?cs /if ?><?cs /def ?><?cs

# The name of a body in its own language, then in the reader's. ?><?cs
def:body_name(b) ?><?cs if:b.name.lang && b.name.lang != chrome.lang ?><span lang="<?cs var:b.name.lang ?>"><?cs var:b.name.text ?></span><?cs else ?><?cs var:b.name.text ?><?cs /if ?><?cs /def ?><?cs

def:body_place(b) ?><?cs if:b.town ?><?cs var:b.town ?>, <?cs elif:b.region ?><?cs var:b.region ?>, <?cs /if ?><?cs var:b.country.label ?><?cs /def ?><?cs

def:body_lines(b) ?><?cs if:b.href ?><a class="govuk-link" href="<?cs var:b.href ?>"><?cs call:body_name(b) ?></a><?cs else ?><?cs call:body_name(b) ?><?cs /if ?><?cs if:b.other_name && b.other_name != b.name.text ?><br><?cs var:b.other_name ?><?cs /if ?><br><span class="imi-note"><?cs call:body_place(b) ?></span><?cs /def ?><?cs

# Values of a section as a list; with href each has its "Change". ?><?cs
def:case_rows(rows) ?>
<dl class="govuk-summary-list imi-summary"><?cs each:r = rows ?>
<div class="govuk-summary-list__row">
<dt class="govuk-summary-list__key"><?cs var:r.label ?><?cs if:r.personal ?><?cs call:personal_mark() ?><?cs /if ?></dt>
<dd class="govuk-summary-list__value"><?cs if:r.changed ?><span class="imi-changed"><?cs var:t("Changed") ?></span> <?cs /if ?><?cs if:r.open ?><a class="govuk-link" href="<?cs var:r.open ?>"><?cs call:value(r) ?></a><?cs else ?><?cs call:value(r) ?><?cs /if ?></dd><?cs if:r.href ?>
<dd class="govuk-summary-list__actions"><a class="govuk-link" id="<?cs var:r.field ?>" href="<?cs var:r.href ?>"><?cs var:t("Change") ?><span class="govuk-visually-hidden"> <?cs var:r.label ?></span></a></dd><?cs /if ?></div><?cs /each ?>
</dl><?cs /def ?><?cs

# Attachments: a link where the name may be seen, else what kind of file it is. ?><?cs
def:case_files(list) ?>
<ul class="govuk-list imi-files"><?cs each:f = list ?>
<li><?cs if:f.href ?><a class="govuk-link" href="<?cs var:f.href ?>" download<?cs if:f.lang ?> hreflang="<?cs var:f.lang ?>"<?cs /if ?>><?cs var:f.label ?></a><?cs else ?><?cs var:t("A file") ?><?cs if:f.media_type ?> <span class="imi-note"><?cs var:f.media_type ?></span><?cs /if ?><?cs /if ?><?cs if:f.bytes > #0 ?> <span class="imi-note"><?cs var:f.size ?></span><?cs /if ?><?cs if:f.lang ?> <span class="imi-lang"><?cs var:language(f.lang) ?></span><?cs /if ?><?cs if:f.charset ?> <span class="imi-note"><?cs var:t1("Encoding, as far as it can be told: {charset}", "charset", f.charset) ?></span><?cs /if ?><?cs if:f.cleaned ?> <span class="imi-note"><?cs var:t("Position data were removed.") ?></span><?cs /if ?><?cs if:f.warning ?><br><strong><?cs var:t("Careful:") ?> <?cs var:f.warning ?></strong><?cs /if ?></li><?cs /each ?>
</ul><?cs /def ?><?cs

def:case_answer(q) ?><?cs if:subcount(q.answers) > #0 ?><?cs each:a = q.answers ?><p class="imi-answer"><?cs var:a.label ?></p><?cs /each ?><?cs /if ?><?cs if:subcount(q.parts) > #0 ?><dl class="imi-parts"><?cs each:p = q.parts ?><div><dt><?cs var:p.label ?><?cs if:p.personal ?><?cs call:personal_mark() ?><?cs /if ?></dt><dd><?cs call:value(p) ?></dd></div><?cs /each ?></dl><?cs /if ?><?cs if:?q.comment.text ?><div class="imi-comment"><span class="imi-comment__label"><?cs var:t("Comment:") ?></span> <?cs call:words(q.comment) ?><?cs call:personal_mark() ?></div><?cs /if ?><?cs if:subcount(q.files) > #0 ?><?cs call:case_files(q.files) ?><?cs /if ?><?cs if:!q.answered ?><p class="imi-none"><?cs if:q.when ?><?cs var:q.when ?><?cs else ?><?cs var:t("Not answered") ?><?cs /if ?></p><?cs /if ?><?cs /def ?><?cs

# Questions group by group, with their answers beside them when told is set. ?><?cs
def:case_questions(groups, told, change) ?><?cs each:g = groups ?>
<h3 class="govuk-heading-s imi-group"><?cs var:g.label ?></h3>
<div class="imi-answers<?cs if:!told ?> imi-answers--asked<?cs /if ?>"><?cs each:q = g.questions ?>
<div class="imi-answers__row"><div class="imi-answers__question"><h4 class="imi-answers__title"><?cs var:q.question ?> <span class="imi-answers__id"><?cs var:q.id ?></span></h4><?cs if:?q.other.text ?>
<p class="imi-answers__other"><?cs call:words(q.other) ?></p><?cs /if ?><?cs if:?q.note.text ?>
<div class="imi-comment"><span class="imi-comment__label"><?cs var:t("Details:") ?></span> <?cs call:words(q.note) ?><?cs call:personal_mark() ?></div><?cs /if ?></div><?cs if:told ?>
<div class="imi-answers__cell"><p class="imi-answers__side"><?cs var:t("Answer") ?></p><?cs call:case_answer(q) ?><?cs if:change ?>
<p class="imi-answers__change"><a class="govuk-link" id="answer.<?cs var:q.id ?>" href="<?cs var:change ?>#question-<?cs var:q.id ?>"><?cs var:t("Change") ?><span class="govuk-visually-hidden"> <?cs var:q.question ?></span></a></p><?cs /if ?></div><?cs /if ?></div><?cs /each ?>
</div><?cs /each ?><?cs /def ?><?cs

# What may be done: in colour what the reader is waited for. ?><?cs
def:case_actions(list) ?><?cs if:subcount(list) > #0 ?>
<div class="govuk-button-group imi-actions"><?cs each:a = list ?><?cs if:a.main ?><?cs call:button_link(a.label, a.href, "") ?><?cs else ?><?cs call:button_link(a.label, a.href, "secondary") ?><?cs /if ?><?cs /each ?>
</div><?cs /if ?><?cs /def ?><?cs

# Who did what, the newest first as the list comes. ?><?cs
def:case_events(events) ?>
<ol class="imi-timeline"><?cs each:e = events ?>
<li class="imi-timeline__event<?cs if:e.kind ?> imi-timeline__event--<?cs var:e.kind ?><?cs /if ?>"><p class="imi-timeline__title"><?cs if:e.authority ?><?cs var:e.authority ?><?cs else ?><?cs var:e.actor ?><?cs /if ?> <?cs var:e.title ?></p>
<p class="imi-timeline__by"><?cs if:?e.at ?><?cs call:moment(e.at) ?><?cs /if ?><?cs if:e.authority && e.actor ?> · <?cs var:e.actor ?><?cs /if ?></p></li><?cs /each ?>
</ol><?cs /def ?><?cs

# Those who hold a part together: how far they are in words, then how many are in which state, then each of them. ?><?cs
def:case_members(m) ?>
<section aria-labelledby="members-<?cs var:m.part ?>"><h2 class="govuk-heading-m" id="members-<?cs var:m.part ?>"><?cs var:m.label ?></h2>
<p class="govuk-body"><?cs var:m.summary ?></p>
<dl class="imi-progress"><?cs each:p = m.progress ?>
<div class="imi-progress__row"><dt><?cs var:p.state.label ?></dt><dd><progress class="imi-progress__bar" max="100" value="<?cs var:p.share ?>" aria-hidden="true"></progress> <?cs var:p.text ?></dd></div><?cs /each ?>
</dl>
<div class="imi-scroll" role="region" aria-label="<?cs var:m.label ?>" tabindex="0"><table class="govuk-table imi-table imi-cards"><caption class="govuk-table__caption govuk-visually-hidden"><?cs var:m.label ?></caption>
<thead><tr><th scope="col"><?cs var:t("Authority") ?></th><th scope="col"><?cs var:t("State") ?></th><th scope="col"><?cs var:t("Deadline") ?></th></tr></thead>
<tbody><?cs each:r = m.rows ?>
<tr<?cs if:r.level == "late" ?> class="imi-row--late"<?cs /if ?>><th scope="row"><?cs call:body_lines(r.authority) ?></th><td data-label="<?cs var:t("State") ?>"><?cs if:r.href ?><a class="govuk-link" href="<?cs var:r.href ?>"><?cs var:r.state.label ?><span class="govuk-visually-hidden"> <?cs var:r.authority.name.text ?></span></a><?cs else ?><?cs var:r.state.label ?><?cs /if ?></td><td data-label="<?cs var:t("Deadline") ?>"><?cs if:r.left ?><?cs call:deadline(r.due, r.left, r.level) ?><?cs elif:?r.due ?><?cs call:day_short(r.due) ?><?cs /if ?></td></tr><?cs /each ?>
</tbody></table></div><?cs if:m.next ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:m.next ?>#members-<?cs var:m.part ?>"><?cs var:t("More authorities") ?></a></p><?cs /if ?></section><?cs /def ?><?cs

# Cases as a table: number and kind, the other side, state, the deadline in words, one's own number. There are many rows,
# so a row is plain: what is the same in all is looked up once, cells have no classes, and an empty cell is empty. ?><?cs
def:case_table(rows, caption) ?><?cs set:text_deadline = t("Deadline") ?><?cs set:text_number = t("Own file number") ?><?cs set:text_sent = t("Sent by us") ?><?cs set:text_received = t("Received by us") ?>
<div class="imi-scroll" role="region" aria-label="<?cs var:caption ?>" tabindex="0"><table class="govuk-table imi-table imi-cards"><caption class="govuk-table__caption govuk-visually-hidden"><?cs var:caption ?></caption>
<thead><tr><th scope="col"><?cs var:t("Case") ?></th><th scope="col"><?cs var:t("Other authority") ?></th><th scope="col"><?cs var:t("State") ?></th><th scope="col"><?cs var:text_deadline ?></th><th scope="col"><?cs var:text_number ?></th></tr></thead>
<tbody><?cs each:r = rows ?>
<tr<?cs if:r.level == "late" ?> class="imi-row--late"<?cs /if ?>><th scope="row"><a class="govuk-link" href="<?cs var:r.href ?>"><?cs var:r.ref ?></a><span class="imi-note"><?cs var:r.flow.label ?> · <?cs if:r.direction == "sent" ?><?cs var:text_sent ?><?cs else ?><?cs var:text_received ?><?cs /if ?></span></th>
<td><?cs if:r.other.name.text ?><?cs call:body_name(r.other) ?><span class="imi-note"><?cs var:r.other.country.label ?></span><?cs /if ?></td>
<td><strong class="govuk-tag imi-tag imi-tag--<?cs if:r.waits ?>active<?cs else ?>plain<?cs /if ?>"><?cs var:r.state.label ?></strong></td>
<td<?cs if:?r.due ?> data-label="<?cs var:text_deadline ?>"><?cs call:deadline(r.due, r.left, r.level) ?><?cs else ?>><?cs /if ?></td>
<td<?cs if:r.file_number ?> data-label="<?cs var:text_number ?>"><?cs var:r.file_number ?><?cs else ?>><?cs /if ?></td></tr><?cs /each ?>
</tbody></table></div><?cs /def ?><?cs

def:choose_button(b, address, field, kind) ?>
<form method="post" action="<?cs var:address ?>"><?cs call:csrf() ?><input type="hidden" name="<?cs var:field ?>" value="<?cs var:b.choose ?>"><button class="govuk-button<?cs if:kind ?> govuk-button--<?cs var:kind ?><?cs /if ?> imi-small" name="go" value="stay" data-once="1"><?cs var:t("Choose") ?><span class="govuk-visually-hidden"> <?cs var:b.name.text ?></span></button></form><?cs /def ?><?cs

# Authorities that a search found; choose is the form's address, "" where none is chosen; field, what the choice fills. ?><?cs
def:body_hits(list, choose, field) ?><?cs if:choose ?>
<form method="post" action="<?cs var:choose ?>"><?cs call:csrf() ?><input type="hidden" name="go" value="stay"><?cs /if ?>
<ul class="imi-hits"><?cs each:b = list ?>
<li class="imi-hits__item"><div class="imi-hits__text"><p class="imi-hits__name"><a class="govuk-link" href="<?cs var:b.href ?>"><?cs call:body_name(b) ?></a><?cs if:b.acronym ?> (<?cs var:b.acronym ?>)<?cs /if ?></p><?cs if:b.other_name && b.other_name != b.name.text ?>
<p class="imi-hits__other"><?cs var:b.other_name ?></p><?cs /if ?>
<p class="imi-hits__place"><?cs call:body_place(b) ?></p></div><?cs if:choose ?>
<button class="govuk-button govuk-button--secondary imi-small" name="<?cs var:field ?>" value="<?cs var:b.choose ?>"><?cs var:t("Choose") ?><span class="govuk-visually-hidden"> <?cs var:b.name.text ?></span></button><?cs /if ?></li><?cs /each ?>
</ul><?cs if:choose ?></form><?cs /if ?><?cs /def ?><?cs

# The two ways out of a form of the working copy: on, and back to the list. ?><?cs
def:go_buttons(submit, other) ?>
<div class="govuk-button-group"><?cs call:button(submit, "go", "next", "") ?><?cs if:other ?><?cs call:button(other, "go", "list", "secondary") ?><?cs /if ?></div><?cs /def ?><?cs

def:kept_files(files) ?>
<ul class="imi-kept"><?cs each:f = files ?><?cs if:f.removable ?>
<li class="imi-kept__item"><div><?cs if:f.href ?><a class="govuk-link" href="<?cs var:f.href ?>" download><?cs var:f.label ?></a><?cs call:personal_mark() ?><?cs else ?><?cs var:t("A file") ?><?cs /if ?><br><span class="imi-note"><?cs var:f.size ?><?cs if:f.lang ?> · <?cs var:language(f.lang) ?><?cs /if ?></span></div>
<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" name="remove" value="<?cs var:f.id ?>" id="remove-<?cs var:f.id ?>"><label class="govuk-label govuk-checkboxes__label" for="remove-<?cs var:f.id ?>"><?cs var:t("Remove") ?><span class="govuk-visually-hidden"> <?cs var:f.label ?></span></label></div></div></li><?cs /if ?><?cs /each ?>
</ul><?cs /def ?><?cs

def:file_rules() ?>
<ul class="govuk-list govuk-list--bullet imi-note"><li><?cs var:t("PDF, PNG, JPEG, DOCX, XLSX, ODT, ODS, TXT, CSV, EML, XML, P7M, P7S, ASICE or ASICS; without passwords and macros") ?></li><li><?cs var:t("at most {file_bytes} a file, {case_files} files and {case_file_bytes} a case") ?></li><li><?cs var:t("position and device data are taken out of photos") ?></li></ul><?cs /def ?>
