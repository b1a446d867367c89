/* SPDX-License-Identifier: EUPL-1.2 */
#include "view/walk.h"

#include "base/clock.h"
#include "base/day.h"
#include "base/log.h"
#include "view/view.h"

#include <stdio.h>
#include <string.h>

#define NUMBER_SIZE 24
#define MOMENT_SIZE 32

bool
walk_link_fits(const char *link)
{
    const char *at;

    if (link[0] != '/' && link[0] != '?' && link[0] != '#')
        return false;
    if (link[0] == '/' && (link[1] == '/' || link[1] == '\\'))
        return false; /* browsers take both for another host */
    for (at = link; *at != '\0'; at++)
        if ((unsigned char)*at <= ' ' || *at == '\\' || *at == 0x7f)
            return false;
    return true;
}

static HDF *
set_text(struct tree *tree, HDF *node, const char *name, const char *value)
{
    return value != NULL ? tree_add(tree, node, name, value) : NULL;
}

static HDF *
set_link(struct tree *tree, HDF *node, const char *name, const char *value)
{
    if (value == NULL || walk_link_fits(value))
        return set_text(tree, node, name, value);
    log_line(LOG_WARNING, "a link that leaves the site is left out", "field", name, NULL);
    return NULL;
}

static HDF *
set_number(struct tree *tree, HDF *node, const char *name, int64_t value)
{
    char *digits;

    if (value == MODEL_NO_NUMBER)
        return NULL;
    digits = tree_text(tree, NUMBER_SIZE);
    snprintf(digits, NUMBER_SIZE, "%lld", (long long)value);
    return tree_add(tree, node, name, digits);
}

static HDF *
set_day(struct tree *tree, HDF *node, const char *name, int32_t value)
{
    char *iso;

    if (value == MODEL_NO_DAY)
        return NULL;
    iso = tree_text(tree, DAY_TEXT_SIZE);
    day_format(value, iso);
    return tree_add(tree, node, name, iso);
}

static HDF *
set_moment(struct tree *tree, HDF *node, const char *name, int64_t value)
{
    char *iso;

    if (value == MODEL_NO_MOMENT)
        return NULL;
    iso = tree_text(tree, MOMENT_SIZE);
    clock_rfc3339(value, iso, MOMENT_SIZE);
    memcpy(iso + strlen("2026-11-26T13:00:00"), "Z", sizeof "Z"); /* HTML's datetime takes no microseconds */
    return tree_add(tree, node, name, iso);
}

static HDF *
set_coded(struct tree *tree, HDF *node, const char *name, const struct model_coded *value)
{
    HDF *field;

    if (value->code == NULL)
        return NULL;
    field = tree_add(tree, node, name, NULL);
    tree_add(tree, field, "code", value->code);
    tree_add(tree, field, "label", value->label != NULL ? value->label : value->code);
    return field;
}

static HDF *
set_words(struct tree *tree, HDF *node, const char *name, const struct model_words *value)
{
    HDF *field;

    if (value->text == NULL)
        return NULL;
    field = tree_add(tree, node, name, NULL);
    tree_add(tree, field, "text", value->text);
    set_text(tree, field, "lang", value->lang);
    return field;
}

static enum err_code
set_many(struct tree *tree, HDF *node, const struct model_field *field, const struct model_list *list, unsigned depth,
         struct err *err)
{
    const char *item = list->items;
    HDF *items;

    if (list->count == 0)
        return ERR_OK;
    items = tree_add(tree, node, field->name, NULL);
    for (size_t i = 0; i < list->count; i++)
        TRY(walk_struct(tree, tree_add_place(tree, items, i), field->table, item + i * field->table->size, depth + 1,
                        err));
    return ERR_OK;
}

static enum err_code
set_one(struct tree *tree, HDF *node, const struct model_field *field, const void *model, unsigned depth,
        struct err *err)
{
    if (model == NULL)
        return ERR_OK;
    return walk_struct(tree, tree_add(tree, node, field->name, NULL), field->table, model, depth + 1, err);
}

/* A value of its own; NULL when it is absent. */
static HDF *
set_value(struct tree *tree, HDF *node, const struct model_field *field, const void *at)
{
    switch (field->type) {
    case MODEL_TEXT:
        return set_text(tree, node, field->name, *(const char *const *)at);
    case MODEL_BOOL:
        return set_text(tree, node, field->name, *(const bool *)at ? "1" : NULL);
    case MODEL_NUMBER:
        return set_number(tree, node, field->name, *(const int64_t *)at);
    case MODEL_DAY:
        return set_day(tree, node, field->name, *(const int32_t *)at);
    case MODEL_MOMENT:
        return set_moment(tree, node, field->name, *(const int64_t *)at);
    case MODEL_CODED:
        return set_coded(tree, node, field->name, at);
    case MODEL_WORDS:
        return set_words(tree, node, field->name, at);
    case MODEL_LINK:
        return set_link(tree, node, field->name, *(const char *const *)at);
    case MODEL_ONE:
    case MODEL_MANY:
    case MODEL_STOP:
        break;
    }
    return NULL;
}

static enum err_code
set_field(struct tree *tree, HDF *node, const struct model_field *field, const void *at, unsigned depth,
          struct err *err)
{
    HDF *shown;

    if (field->type == MODEL_ONE)
        return set_one(tree, node, field, *(const void *const *)at, depth, err);
    if (field->type == MODEL_MANY)
        return set_many(tree, node, field, at, depth, err);
    shown = set_value(tree, node, field, at);
    /* A value that may be personal says so, so that the page puts the mark beside it. */
    if (shown != NULL && (field->flags & MODEL_PERSONAL) != 0)
        tree_add(tree, shown, "personal", "1");
    return ERR_OK;
}

enum err_code
walk_struct(struct tree *tree, HDF *node, const struct model_table *table, const void *model, unsigned depth,
            struct err *err)
{
    const struct model_field *field;

    if (depth > VIEW_DEPTH_MAX)
        return FAIL(err, ERR_INTERNAL, "%s lies deeper than %d structs", table->name, VIEW_DEPTH_MAX);
    for (field = table->fields; field->type != MODEL_STOP; field++)
        if ((field->flags & MODEL_PAGE) != 0)
            TRY(set_field(tree, node, field, (const char *)model + field->offset, depth, err));
    return ERR_OK;
}
