<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs
# Form controls. Each takes a node as described by struct view_control (lib/model/control.h); control(c)
# chooses by c.kind. The id of a control is its name, so that the error summary can link to it.
?><?cs

def:control_extra(c) ?><?cs if:c.optional ?> <span class="imi-optional"><?cs var:t("(optional)") ?></span><?cs /if ?><?cs if:c.personal ?><?cs call:personal_mark() ?><?cs /if ?><?cs /def ?><?cs

def:control_label(c) ?>
<label class="govuk-label" for="<?cs var:c.name ?>"><?cs var:c.label ?><?cs call:control_extra(c) ?></label><?cs /def ?><?cs

def:control_notes(c) ?><?cs if:c.hint ?>
<div id="<?cs var:c.name ?>-hint" class="govuk-hint"><?cs var:c.hint ?></div><?cs /if ?><?cs if:c.error ?>
<p id="<?cs var:c.name ?>-error" class="govuk-error-message"><span class="govuk-visually-hidden"><?cs var:t("Error:") ?></span> <?cs var:c.error ?></p><?cs /if ?><?cs /def ?><?cs

def:control_described(c) ?><?cs if:c.hint || c.error || c.max > #0 ?> aria-describedby="<?cs if:c.hint ?><?cs var:c.name ?>-hint <?cs /if ?><?cs if:c.error ?><?cs var:c.name ?>-error <?cs /if ?><?cs if:c.max > #0 ?><?cs var:c.name ?>-info<?cs /if ?>"<?cs /if ?><?cs if:c.error ?> aria-invalid="true"<?cs /if ?><?cs if:c.autosave ?> data-autosave="1"<?cs /if ?><?cs if:c.max > #0 ?> data-max="<?cs var:c.max ?>"<?cs /if ?><?cs /def ?><?cs

def:control_counter(c) ?><?cs if:c.max > #0 ?>
<div id="<?cs var:c.name ?>-info" class="govuk-hint imi-counter" data-left="<?cs var:t("Characters left: {count}") ?>" data-over="<?cs var:t("Characters too many: {count}") ?>"><?cs var:tn("You can enter up to {count} character", "You can enter up to {count} characters", c.max) ?></div><?cs /if ?><?cs /def ?><?cs

def:group_open(c) ?><div class="govuk-form-group<?cs if:c.error ?> govuk-form-group--error<?cs /if ?>"><?cs /def ?><?cs

def:control_input(c, type, extra) ?><input class="govuk-input<?cs if:c.width ?> govuk-input--width-<?cs var:c.width ?><?cs /if ?><?cs if:c.error ?> govuk-input--error<?cs /if ?>" id="<?cs var:c.name ?>" name="<?cs var:c.name ?>" type="<?cs var:type ?>"<?cs if:type != "password" ?> value="<?cs var:c.value ?>"<?cs /if ?><?cs if:c.lang ?> lang="<?cs var:c.lang ?>"<?cs /if ?> autocomplete="<?cs if:c.autocomplete ?><?cs var:c.autocomplete ?><?cs else ?>off<?cs /if ?>"<?cs if:c.input_mode ?> inputmode="<?cs var:c.input_mode ?>"<?cs elif:extra ?> inputmode="<?cs var:extra ?>"<?cs /if ?><?cs call:control_described(c) ?>><?cs /def ?><?cs

def:control_affixed(c, type, extra) ?><?cs if:c.prefix || c.suffix ?>
<div class="govuk-input__wrapper"><?cs if:c.prefix ?><div class="govuk-input__prefix" aria-hidden="true"><?cs var:c.prefix ?></div><?cs /if ?><?cs call:control_input(c, type, extra) ?><?cs if:c.suffix ?><div class="govuk-input__suffix" aria-hidden="true"><?cs var:c.suffix ?></div><?cs /if ?></div><?cs else ?>
<?cs call:control_input(c, type, extra) ?><?cs /if ?><?cs /def ?><?cs

def:control_line(c) ?>
<?cs call:group_open(c) ?><?cs call:control_label(c) ?><?cs call:control_notes(c) ?><?cs call:control_affixed(c, "text", "") ?><?cs call:control_counter(c) ?></div><?cs /def ?><?cs

def:control_number(c) ?>
<?cs call:group_open(c) ?><?cs call:control_label(c) ?><?cs call:control_notes(c) ?><?cs call:control_affixed(c, "text", "numeric") ?></div><?cs /def ?><?cs

def:control_password(c) ?>
<?cs call:group_open(c) ?><?cs call:control_label(c) ?><?cs call:control_notes(c) ?>
<?cs call:control_input(c, "password", "") ?></div><?cs /def ?><?cs

def:control_search(c) ?>
<?cs call:group_open(c) ?><?cs call:control_label(c) ?><?cs call:control_notes(c) ?>
<?cs call:control_input(c, "search", "") ?></div><?cs /def ?><?cs

def:control_text(c) ?>
<?cs call:group_open(c) ?><?cs call:control_label(c) ?><?cs call:control_notes(c) ?>
<textarea class="govuk-textarea<?cs if:c.error ?> govuk-textarea--error<?cs /if ?>" id="<?cs var:c.name ?>" name="<?cs var:c.name ?>" rows="<?cs if:c.rows > #0 ?><?cs var:c.rows ?><?cs else ?>5<?cs /if ?>"<?cs if:c.lang ?> lang="<?cs var:c.lang ?>"<?cs /if ?><?cs call:control_described(c) ?>>
<?cs var:c.value ?></textarea><?cs call:control_counter(c) ?><?cs if:subcount(c.langs) > #0 ?>
<div class="imi-written"><label class="govuk-label" for="<?cs var:c.name ?>_lang"><?cs var:t("Written in") ?></label>
<select class="govuk-select" id="<?cs var:c.name ?>_lang" name="<?cs var:c.name ?>_lang"<?cs if:c.autosave ?> data-autosave="1"<?cs /if ?>><?cs each:o = c.langs ?>
<option value="<?cs var:o.code ?>"<?cs if:o.selected ?> selected<?cs /if ?>><?cs var:o.label ?></option><?cs /each ?>
</select></div><?cs /if ?></div><?cs /def ?><?cs

def:control_select(c) ?>
<?cs call:group_open(c) ?><?cs call:control_label(c) ?><?cs call:control_notes(c) ?>
<select class="govuk-select<?cs if:c.error ?> govuk-select--error<?cs /if ?>" id="<?cs var:c.name ?>" name="<?cs var:c.name ?>"<?cs call:control_described(c) ?>><?cs each:o = c.options ?>
<option value="<?cs var:o.code ?>"<?cs if:o.selected ?> selected<?cs /if ?>><?cs var:o.label ?></option><?cs /each ?>
</select></div><?cs /def ?><?cs

def:control_legend(c) ?>
<legend class="govuk-fieldset__legend"><?cs var:c.label ?><?cs call:control_extra(c) ?></legend><?cs /def ?><?cs

def:control_code(c) ?>
<?cs call:group_open(c) ?><fieldset class="govuk-fieldset"<?cs call:control_described(c) ?>><?cs call:control_legend(c) ?><?cs call:control_notes(c) ?>
<div class="govuk-radios govuk-radios--small"><?cs each:o = c.options ?>
<div class="govuk-radios__item"><input class="govuk-radios__input" id="<?cs var:c.name ?><?cs if:!first(o) ?>-<?cs var:o.code ?><?cs /if ?>" name="<?cs var:c.name ?>" type="radio" value="<?cs var:o.code ?>"<?cs if:o.selected ?> checked<?cs /if ?><?cs if:o.hint ?> aria-describedby="<?cs var:c.name ?>-<?cs var:o.code ?>-hint"<?cs /if ?><?cs if:c.autosave ?> data-autosave="1"<?cs /if ?>>
<label class="govuk-label govuk-radios__label" for="<?cs var:c.name ?><?cs if:!first(o) ?>-<?cs var:o.code ?><?cs /if ?>"><?cs var:o.label ?></label><?cs if:o.hint ?>
<div class="govuk-hint govuk-radios__hint" id="<?cs var:c.name ?>-<?cs var:o.code ?>-hint"><?cs var:o.hint ?></div><?cs /if ?></div><?cs /each ?>
</div></fieldset></div><?cs /def ?><?cs

def:control_codes(c) ?>
<?cs call:group_open(c) ?><fieldset class="govuk-fieldset"<?cs call:control_described(c) ?>><?cs call:control_legend(c) ?><?cs call:control_notes(c) ?>
<div class="govuk-checkboxes govuk-checkboxes--small"><?cs each:o = c.options ?>
<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="<?cs var:c.name ?><?cs if:!first(o) ?>-<?cs var:o.code ?><?cs /if ?>" name="<?cs var:c.name ?>" type="checkbox" value="<?cs var:o.code ?>"<?cs if:o.selected ?> checked<?cs /if ?><?cs if:o.hint ?> aria-describedby="<?cs var:c.name ?>-<?cs var:o.code ?>-hint"<?cs /if ?><?cs if:c.autosave ?> data-autosave="1"<?cs /if ?>>
<label class="govuk-label govuk-checkboxes__label" for="<?cs var:c.name ?><?cs if:!first(o) ?>-<?cs var:o.code ?><?cs /if ?>"><?cs var:o.label ?></label><?cs if:o.hint ?>
<div class="govuk-hint govuk-checkboxes__hint" id="<?cs var:c.name ?>-<?cs var:o.code ?>-hint"><?cs var:o.hint ?></div><?cs /if ?></div><?cs /each ?>
</div></fieldset></div><?cs /def ?><?cs

def:control_flag(c) ?>
<?cs call:group_open(c) ?><?cs if:c.error ?><p id="<?cs var:c.name ?>-error" class="govuk-error-message"><span class="govuk-visually-hidden"><?cs var:t("Error:") ?></span> <?cs var:c.error ?></p><?cs /if ?>
<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="<?cs var:c.name ?>" name="<?cs var:c.name ?>" type="checkbox" value="1"<?cs if:c.value ?> checked<?cs /if ?><?cs call:control_described(c) ?>>
<label class="govuk-label govuk-checkboxes__label" for="<?cs var:c.name ?>"><?cs var:c.label ?><?cs call:control_extra(c) ?></label><?cs if:c.hint ?>
<div class="govuk-hint govuk-checkboxes__hint" id="<?cs var:c.name ?>-hint"><?cs var:c.hint ?></div><?cs /if ?></div></div></div><?cs /def ?><?cs

def:day_part(c, id, name, label, value, width) ?>
<div class="govuk-date-input__item"><label class="govuk-label govuk-date-input__label" for="<?cs var:id ?>"><?cs var:label ?></label><input class="govuk-input govuk-date-input__input govuk-input--width-<?cs var:width ?><?cs if:c.error ?> govuk-input--error<?cs /if ?>" id="<?cs var:id ?>" name="<?cs var:name ?>" type="text" inputmode="numeric" autocomplete="off" value="<?cs var:value ?>"<?cs if:c.autosave ?> data-autosave="1"<?cs /if ?>></div><?cs /def ?><?cs

def:control_day(c) ?>
<?cs call:group_open(c) ?><fieldset class="govuk-fieldset"<?cs if:c.hint || c.error ?> aria-describedby="<?cs if:c.hint ?><?cs var:c.name ?>-hint <?cs /if ?><?cs if:c.error ?><?cs var:c.name ?>-error<?cs /if ?>"<?cs /if ?>><?cs call:control_legend(c) ?><?cs call:control_notes(c) ?>
<div class="govuk-date-input"><?cs call:day_part(c, c.name, c.name + "-day", t("Day"), c.day_day, "2") ?><?cs call:day_part(c, c.name + "_month", c.name + "-month", t("Month"), c.day_month, "2") ?><?cs call:day_part(c, c.name + "_year", c.name + "-year", t("Year"), c.day_year, "4") ?>
</div></fieldset></div><?cs /def ?><?cs

def:control_file(c) ?>
<?cs call:group_open(c) ?><?cs call:control_label(c) ?><?cs call:control_notes(c) ?>
<input class="govuk-file-upload<?cs if:c.error ?> govuk-file-upload--error<?cs /if ?>" id="<?cs var:c.name ?>" name="<?cs var:c.name ?>" type="file"<?cs if:c.multiple ?> multiple<?cs /if ?><?cs if:c.accept ?> accept="<?cs var:c.accept ?>"<?cs /if ?><?cs call:control_described(c) ?>></div><?cs /def ?><?cs

def:control(c) ?><?cs
if:c.kind == "line" ?><?cs call:control_line(c) ?><?cs
elif:c.kind == "text" ?><?cs call:control_text(c) ?><?cs
elif:c.kind == "number" ?><?cs call:control_number(c) ?><?cs
elif:c.kind == "code" ?><?cs call:control_code(c) ?><?cs
elif:c.kind == "select" ?><?cs call:control_select(c) ?><?cs
elif:c.kind == "codes" ?><?cs call:control_codes(c) ?><?cs
elif:c.kind == "day" ?><?cs call:control_day(c) ?><?cs
elif:c.kind == "flag" ?><?cs call:control_flag(c) ?><?cs
elif:c.kind == "file" ?><?cs call:control_file(c) ?><?cs
elif:c.kind == "password" ?><?cs call:control_password(c) ?><?cs
elif:c.kind == "search" ?><?cs call:control_search(c) ?><?cs
elif:c.kind == "note" ?><h2 class="govuk-heading-m"><?cs var:c.label ?></h2><?cs if:c.hint ?><p class="govuk-body"><?cs var:c.hint ?></p><?cs /if ?><?cs
/if ?><?cs /def ?><?cs

def:controls(list) ?><?cs each:c = list ?><?cs call:control(c) ?><?cs /each ?><?cs /def ?><?cs

def:saved_line() ?>
<p class="imi-saved" role="status" data-saved="<?cs var:t("Saved {time}") ?>" data-saving="<?cs var:t("Saving") ?>" data-unsaved="<?cs var:t("Not saved. Save before you leave.") ?>"></p><?cs /def ?>
