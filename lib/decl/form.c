/* SPDX-License-Identifier: EUPL-1.2 */
/* Forms: `main:` and `forms:` of a flow. */
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "decl/build.h"

struct raw_field {
    const struct node *node;
    struct decl_field d;
    int kind, personal, need; /* -1: not given */
    const struct node *list;
    struct walk_rows when;
};

struct raw_section {
    const struct node *node;
    struct decl_section d;
    int kind, personal;
    struct walk_rows fields;
};

struct raw_form {
    const struct node *node;
    struct decl_form d;
    struct raw_section only; /* label, hint and fields written straight into the form */
    struct walk_rows sections;
};

#define ABSENT INT64_MIN

static const char *const need_words[] = {"never", "save", "send", NULL};
static const char *const section_words[] = {"fields", "authority", "questions", "attachments", NULL};

static const struct walk_key field_keys[] = {
    KEY_MSGID("label", raw_field, d.label, true),
    KEY_MSGID("hint", raw_field, d.hint, false),
    KEY_MSGID("warning", raw_field, d.warning, false),
    KEY_CHOICE("kind", raw_field, kind, true, kind_words, -1),
    KEY_CHOICE("personal", raw_field, personal, true, data_class_words, -1),
    KEY_TEXT("reveal", raw_field, d.reveal, false, SHAPE_NAME, LIMIT_ID_CHARS),
    KEY_REF("list", raw_field, list, false, SHAPE_NAME),
    KEY_NUMBER("max", raw_field, d.limits.max, false, 1, 20000, 0),
    KEY_NUMBER("min", raw_field, d.limits.min, false, 1, 20000, 0),
    KEY_NUMBER("least", raw_field, d.limits.least, false, -1000000000000, 1000000000000, ABSENT),
    KEY_NUMBER("most", raw_field, d.limits.most, false, -1000000000000, 1000000000000, ABSENT),
    KEY_CHOICE("need", raw_field, need, false, need_words, NEED_NEVER),
    KEY_ITEMS("when", raw_field, when, false, &when_table),
    KEY_TEXT("pattern", raw_field, d.limits.pattern_text, false, SHAPE_ANY, 200),
    KEY_FLAG("past_only", raw_field, d.limits.past_only),
    KEY_FLAG("repeat", raw_field, d.limits.repeat),
    KEY_FLAG("search", raw_field, d.search),
    KEY_FLAG("early", raw_field, d.early),
    KEY_FLAG("contact", raw_field, d.contact),
    KEY_END,
};

static const struct walk_table field_table = {
    .what = "a field",
    .size = sizeof(struct raw_field),
    .keys = field_keys,
    .id_offset = offsetof(struct raw_field, d.id),
    .id_shape = SHAPE_NAME,
};

static const struct walk_key section_keys[] = {
    KEY_MSGID("label", raw_section, d.label, true),
    KEY_MSGID("hint", raw_section, d.hint, false),
    KEY_CHOICE("kind", raw_section, kind, false, section_words, SECTION_FIELDS),
    KEY_CHOICE("personal", raw_section, personal, false, data_class_words, -1),
    KEY_TEXT("reveal", raw_section, d.reveal, false, SHAPE_NAME, LIMIT_ID_CHARS),
    KEY_ROWS("fields", raw_section, fields, false, &field_table),
    KEY_END,
};

const struct walk_table section_table = {
    .what = "a section of a form",
    .size = sizeof(struct raw_section),
    .keys = section_keys,
    .id_offset = offsetof(struct raw_section, d.id),
    .id_shape = SHAPE_NAME,
};

static const struct walk_key form_keys[] = {
    KEY_MSGID("label", raw_form, only.d.label, false),
    KEY_MSGID("hint", raw_form, only.d.hint, false),
    KEY_ROWS("fields", raw_form, only.fields, false, &field_table),
    KEY_ROWS("sections", raw_form, sections, false, &section_table),
    KEY_END,
};

const struct walk_table form_table = {
    .what = "a form",
    .size = sizeof(struct raw_form),
    .keys = form_keys,
    .id_offset = offsetof(struct raw_form, d.id),
    .id_shape = SHAPE_NAME,
};

/* ---- fields ------------------------------------------------------------------------------------------- */

/* Keys that only some kinds take: whether those that stand here fit, and those are here that must be. */
static void
check_keys(struct load *load, const struct node *node, const struct kind *kind)
{
    for (size_t i = 0; i < node->count; i++) {
        const struct node *given = &node->items[i];

        if (kinds_take(given->key) && !kind_takes(kind, given->key))
            fault_add(load, given->pos, given->key, "does not fit a field of kind %s", kind->word);
    }
    for (const struct kind_key *key = kind->keys; key != NULL && key->name != NULL; key++)
        if (key->must && node_child(node, key->name) == NULL)
            fault_add(load, node->pos, key->name, "is missing in a field of kind %s", kind->word);
}

static void
check_limits(struct load *load, const struct decl_field *field)
{
    const char *key = NULL;
    const char *wrong = field->kind->check != NULL ? field->kind->check(&field->limits, &key) : NULL;

    if (wrong != NULL)
        fault_key(load, field->pos, key, "%s", wrong);
}

static void
check_marks(struct load *load, const struct decl_field *field, int personal)
{
    if (field->kind->free && personal == PERSONAL_NONE)
        fault_key(load, field->pos, "personal", "free text and files are never `none`");
    /* No name, number, address, birth date, free text, file name or file: docs/visibility.md, What is read early. */
    if (field->early &&
        (field->kind->late || field->data_class == PERSONAL_CONTENT || field->data_class == PERSONAL_SENSITIVE))
        fault_key(load, field->pos, "early", "cannot be read early");
    if (field->early && (field->search || field->contact))
        fault_key(load, field->pos, "early",
                  "what is searched for or is a contact cannot be read early");
}

/* The rule that governs a field unless it names another: what its mark is called; unmarked codes are `coded`. */
static const char *
default_reveal(int personal)
{
    return personal < 0 ? NULL : personal == PERSONAL_NONE ? "coded" : data_class_words[personal];
}

static void
compile_pattern(struct load *load, struct decl_field *field)
{
    struct re *re;
    struct err err;

    if (field->limits.pattern_text == NULL)
        return;
    if (re_new(load->mem, field->limits.pattern_text, &re, &err) == ERR_OK)
        field->limits.pattern = re;
    else
        fault_key(load, field->pos, "pattern", "%s", err.detail);
}

static void
build_field(struct flow_build *fb, const struct raw_field *raw, struct decl_field *field)
{
    struct load *load = fb->build->load;

    *field = raw->d;
    field->pos = raw->node->pos;
    field->kind = raw->kind < 0 ? &kind_flag : kind_list[raw->kind];
    field->data_class = raw->personal < 0 ? PERSONAL_NONE : (enum data_class)raw->personal;
    field->need = (enum decl_need)raw->need;
    field->limits.list = lists_find(fb->build, raw->list, "list");
    field->when = when_build(load, &raw->when);
    if (field->reveal == NULL)
        field->reveal = default_reveal(raw->personal);
    if (raw->kind >= 0)
        check_keys(load, raw->node, field->kind);
    if (field->limits.least == ABSENT)
        field->limits.least = 0;
    if (field->limits.most == ABSENT)
        field->limits.most = 0;
    check_limits(load, field);
    check_marks(load, field, raw->personal);
    compile_pattern(load, field);
}

/* ---- sections and forms ------------------------------------------------------------------------------- */

static void
check_section(struct load *load, const struct raw_section *raw, const struct decl_section *section)
{
    bool words = section->kind == SECTION_QUESTIONS || section->kind == SECTION_ATTACHMENTS;
    bool fields = section->kind == SECTION_FIELDS || section->kind == SECTION_AUTHORITY;

    if (words && raw->personal < 0 && node_child(raw->node, "personal") == NULL)
        fault_add(load, section->pos, "personal", "is missing: what is written or attached here is not marked");
    if (words && raw->personal == PERSONAL_NONE)
        fault_key(load, section->pos, "personal", "free text and files are never `none`");
    if (!words && raw->personal >= 0)
        fault_key(load, section->pos, "personal", "the fields of this section carry their own marks");
    if (!words && section->reveal != NULL)
        fault_key(load, section->pos, "reveal", "the fields of this section name their own rules");
    if (fields && section->n_fields == 0)
        fault_add(load, section->pos, "fields", "is missing in a section of fields");
}

static void
build_section(struct flow_build *fb, const struct raw_section *raw, struct decl_section *section)
{
    const struct raw_field *rows = raw->fields.rows;
    struct load *load = fb->build->load;
    struct decl_field *fields = mem_zeros(load->mem, struct decl_field, raw->fields.count + 1);

    *section = raw->d;
    section->pos = raw->node->pos;
    section->kind = raw->kind < 0 ? SECTION_FIELDS : (enum decl_section_kind)raw->kind;
    for (size_t i = 0; i < raw->fields.count; i++)
        build_field(fb, &rows[i], &fields[i]);
    section->fields = fields;
    section->n_fields = raw->fields.count;
    check_section(load, raw, section);
    if (section->reveal == NULL && section->kind != SECTION_FIELDS && section->kind != SECTION_AUTHORITY)
        section->reveal = default_reveal(raw->personal);
}

static void
build_sections(struct flow_build *fb, const struct raw_section *rows, size_t count, struct decl_form *form)
{
    struct decl_section *sections = mem_zeros(fb->build->load->mem, struct decl_section, count + 1);

    for (size_t i = 0; i < count; i++)
        build_section(fb, &rows[i], &sections[i]);
    form->sections = sections;
    form->n_sections = count;
}

const struct decl_form *
form_build_main(struct flow_build *fb, const struct node *node, const struct walk_rows *sections)
{
    struct decl_form *form = mem_zero(fb->build->load->mem, struct decl_form);

    form->id = "main";
    form->pos = node->pos;
    build_sections(fb, sections->rows, sections->count, form);
    return form;
}

static void
build_form(struct flow_build *fb, struct raw_form *raw, struct decl_form *form)
{
    *form = raw->d;
    form->pos = raw->node->pos;
    if (strcmp(form->id, "main") == 0)
        fault_add(fb->build->load, form->pos, "main", "is the form of the draft and stands outside `forms`");
    if (raw->sections.count > 0) {
        if (raw->only.fields.count > 0 || raw->only.d.label != NULL)
            fault_key(fb->build->load, form->pos, "sections", "a form has either sections, or a label and fields");
        build_sections(fb, raw->sections.rows, raw->sections.count, form);
        return;
    }
    if (raw->only.d.label == NULL && node_child(raw->node, "label") == NULL)
        fault_add(fb->build->load, form->pos, "label", "is missing in a form");
    raw->only.node = raw->node;
    raw->only.d.id = form->id;
    raw->only.personal = -1;
    build_sections(fb, &raw->only, 1, form);
}

void
form_build_others(struct flow_build *fb, const struct walk_rows *raw)
{
    struct raw_form *rows = raw->rows;
    struct decl_form *forms = mem_zeros(fb->build->load->mem, struct decl_form, raw->count + 1);

    for (size_t i = 0; i < raw->count; i++)
        build_form(fb, &rows[i], &forms[i]);
    fb->flow->forms = forms;
    fb->flow->n_forms = raw->count;
}
