/* SPDX-License-Identifier: EUPL-1.2 */
/* Code lists: `lists:` in area.yaml, in lists/ and in common files. */
#include <string.h>

#include "base/mem.h"
#include "decl/build.h"

struct raw_code {
    const struct node *node;
    struct decl_code d;
};

struct raw_list {
    const struct node *node;
    const char *id;
    struct walk_rows codes;
    const struct node *countries;
};

static const struct walk_key code_keys[] = {
    KEY_MSGID("label", raw_code, d.label, true),
    KEY_MSGID("note", raw_code, d.note, false),
    KEY_DAY("from", raw_code, d.from_day, INT32_MIN),
    KEY_DAY("to", raw_code, d.to_day, INT32_MAX),
    KEY_END,
};

static const struct walk_table code_table = {
    .what = "a code",
    .size = sizeof(struct raw_code),
    .keys = code_keys,
    .alone = "label",
    .id_offset = offsetof(struct raw_code, d.id),
    .id_shape = SHAPE_CODE,
};

static const struct walk_key list_keys[] = {
    KEY_ROWS("codes", raw_list, codes, false, &code_table),
    KEY_REFS("countries", raw_list, countries, false, SHAPE_COUNTRY),
    KEY_END,
};

const struct walk_table lists_table = {
    .what = "a code list",
    .size = sizeof(struct raw_list),
    .keys = list_keys,
    .id_offset = offsetof(struct raw_list, id),
    .id_shape = SHAPE_NAME,
};

/* Every question can be answered with these besides its own codes (docs/api.md, Names of fields), so no list may use them. */
static bool
reserved(const char *id)
{
    return strcmp(id, "not_known") == 0 || strcmp(id, "not_allowed") == 0;
}

static void
add_codes(struct build *build, const struct raw_list *raw, struct decl_list *list)
{
    const struct raw_code *rows = raw->codes.rows;
    struct decl_code *codes = mem_zeros(build->load->mem, struct decl_code, raw->codes.count + 1);

    for (size_t i = 0; i < raw->codes.count; i++) {
        codes[i] = rows[i].d;
        codes[i].pos = rows[i].node->pos;
        if (reserved(codes[i].id))
            fault_add(build->load, codes[i].pos, codes[i].id,
                      "is an answer that every question has; choose another id");
        if (codes[i].from_day > codes[i].to_day)
            fault_key(build->load, codes[i].pos, "to", "lies before `from`");
    }
    list->codes = codes;
    list->n_codes = raw->codes.count;
}

static void
add_countries(struct build *build, const struct raw_list *raw, struct decl_list *list)
{
    size_t count = node_count(raw->countries);
    struct decl_code *codes = mem_zeros(build->load->mem, struct decl_code, count + 1);

    for (size_t i = 0; i < count; i++) {
        const struct node *node = node_at(raw->countries, i);

        codes[i].id = node->text;
        codes[i].label = node->text;
        codes[i].from_day = INT32_MIN;
        codes[i].to_day = INT32_MAX;
        codes[i].pos = node->pos;
    }
    list->countries = true;
    list->codes = codes;
    list->n_codes = count;
}

static bool
already(struct build *build, const struct raw_list *raw)
{
    for (size_t i = 0; i < build->n_lists; i++)
        if (strcmp(build->lists[i]->id, raw->id) == 0) {
            const struct yaml_pos *pos = &build->lists[i]->pos;

            fault_add(build->load, raw->node->pos, raw->id, "stands in %s, line %u, too", pos->file,
                      pos->line);
            return true;
        }
    return false;
}

void
lists_build(struct build *build, const struct walk_rows *raw)
{
    const struct raw_list *rows = raw->rows;

    for (size_t i = 0; i < raw->count; i++) {
        struct decl_list *list;

        if (already(build, &rows[i]))
            continue;
        list = mem_zero(build->load->mem, struct decl_list);
        list->id = rows[i].id;
        list->pos = rows[i].node->pos;
        if ((rows[i].codes.count > 0) == (node_count(rows[i].countries) > 0))
            fault_add(build->load, list->pos, list->id, "needs either codes or countries");
        if (node_count(rows[i].countries) > 0)
            add_countries(build, &rows[i], list);
        else
            add_codes(build, &rows[i], list);
        build->lists = mem_grow(build->load->mem, build->lists, const struct decl_list *, build->n_lists + 1);
        build->lists[build->n_lists++] = list;
    }
}

const struct decl_list *
lists_find(struct build *build, const struct node *name, const char *key)
{
    if (name == NULL)
        return NULL;
    for (size_t i = 0; i < build->n_lists; i++)
        if (strcmp(build->lists[i]->id, name->text) == 0)
            return build->lists[i];
    fault_add(build->load, name->pos, key, "there is no code list \"%s\"", name->text);
    return NULL;
}
