/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A struct filled after its field table: every text is `text`, every list has two entries, every number and day is there.
 * So a page is tested with the table that it has, whatever is added to it.
 */
#ifndef IMI_TESTS_VIEW_FILLED_H
#define IMI_TESTS_VIEW_FILLED_H

#include "base/mem.h"
#include "model/control.h"
#include "view/view.h"

#include <string.h>

#define FILLED_DAY 20783 /* 26 November 2026 */
#define FILLED_MOMENT (INT64_C(20783) * 86400000000)

struct filling {
    TALLOC_CTX *mem;
    const char *text;
    bool flags; /* what every flag is: pages differ by them */
};

static void filled_into(const struct filling *filling, const struct model_table *table, char *at, unsigned depth);

static const void *
filled(const struct filling *filling, const struct model_table *table, unsigned depth)
{
    char *made = mem_size(filling->mem, table->size);

    memset(made, 0, table->size);
    filled_into(filling, table, made, depth);
    return made;
}

/* Controls of every kind; two of anything else; nothing where a page does not go. */
static struct model_list
filled_list(const struct filling *filling, const struct model_table *table, unsigned depth)
{
    static const char *const kinds[] = {"line", "text", "number", "code", "select", "codes", "day", "flag", "file", "password",
                                        "search", "note"};
    size_t count = depth >= VIEW_DEPTH_MAX - 2 ? 0 : table == &view_control_table ? sizeof kinds / sizeof kinds[0] : 2;
    char *items = mem_size(filling->mem, (count + 1) * table->size);

    memset(items, 0, (count + 1) * table->size);
    for (size_t i = 0; i < count; i++) {
        filled_into(filling, table, items + i * table->size, depth + 1);
        if (table == &view_control_table)
            ((struct view_control *)(void *)(items + i * table->size))->kind = kinds[i];
    }
    return (struct model_list){items, count};
}

static void
filled_field(const struct filling *filling, const struct model_field *field, void *at, unsigned depth)
{
    switch (field->type) {
    case MODEL_TEXT:
        *(const char **)at = filling->text;
        break;
    case MODEL_LINK:
        *(const char **)at = "/x?a=1&b=2"; /* another is left out (test_view) */
        break;
    case MODEL_BOOL:
        *(bool *)at = filling->flags;
        break;
    case MODEL_NUMBER:
        *(int64_t *)at = 12345;
        break;
    case MODEL_DAY:
        *(int32_t *)at = FILLED_DAY;
        break;
    case MODEL_MOMENT:
        *(int64_t *)at = FILLED_MOMENT;
        break;
    case MODEL_CODED:
        *(struct model_coded *)at = (struct model_coded){filling->text, filling->text};
        break;
    case MODEL_WORDS:
        *(struct model_words *)at = (struct model_words){filling->text, "el"};
        break;
    case MODEL_ONE:
        *(const void **)at = depth < VIEW_DEPTH_MAX - 2 ? filled(filling, field->table, depth + 1) : NULL;
        break;
    case MODEL_MANY:
        *(struct model_list *)at = filled_list(filling, field->table, depth);
        break;
    default:
        break;
    }
}

static void
filled_into(const struct filling *filling, const struct model_table *table, char *at, unsigned depth)
{
    for (const struct model_field *field = table->fields; field->name != NULL; field++)
        filled_field(filling, field, at + field->offset, depth);
}

#endif
