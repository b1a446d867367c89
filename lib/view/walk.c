/* SPDX-License-Identifier: EUPL-1.2 */
#include "view/walk.h"

#include "base/clock.h"
#include "base/day.h"
#include "base/log.h"
#include "base/mem.h"
#include "view/view.h"

#include <stdio.h>
#include <string.h>

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

static enum err_code
set_text(HDF *node, const char *name, const char *value, struct err *err)
{
    if (value == NULL)
        return ERR_OK;
    NEO_TRY(hdf_set_value(node, name, value));
    return ERR_OK;
}

static enum err_code
set_link(HDF *node, const char *name, const char *value, struct err *err)
{
    if (value == NULL)
        return ERR_OK;
    if (!walk_link_fits(value)) {
        log_line(LOG_WARNING, "a link that leaves the site is left out", "field", name, NULL);
        return ERR_OK;
    }
    NEO_TRY(hdf_set_value(node, name, value));
    return ERR_OK;
}

static enum err_code
set_number(HDF *node, const char *name, int64_t value, struct err *err)
{
    char digits[24];

    if (value == MODEL_NO_NUMBER)
        return ERR_OK;
    snprintf(digits, sizeof digits, "%lld", (long long)value);
    return set_text(node, name, digits, err);
}

static enum err_code
set_day(HDF *node, const char *name, int32_t value, struct err *err)
{
    char iso[DAY_TEXT_SIZE];

    if (value == MODEL_NO_DAY)
        return ERR_OK;
    day_format(value, iso);
    return set_text(node, name, iso, err);
}

static enum err_code
set_moment(HDF *node, const char *name, int64_t value, struct err *err)
{
    char iso[40];

    if (value == MODEL_NO_MOMENT)
        return ERR_OK;
    clock_rfc3339(value, iso, sizeof iso);
    memcpy(iso + strlen("2026-11-26T13:00:00"), "Z", sizeof "Z"); /* HTML's datetime takes no microseconds */
    return set_text(node, name, iso, err);
}

static enum err_code
set_coded(HDF *node, const char *name, const struct model_coded *value, struct err *err)
{
    HDF *field;

    if (value->code == NULL)
        return ERR_OK;
    NEO_TRY(hdf_get_node(node, name, &field));
    TRY(set_text(field, "code", value->code, err));
    return set_text(field, "label", value->label != NULL ? value->label : value->code, err);
}

static enum err_code
set_words(HDF *node, const char *name, const struct model_words *value, struct err *err)
{
    HDF *field;

    if (value->text == NULL)
        return ERR_OK;
    NEO_TRY(hdf_get_node(node, name, &field));
    TRY(set_text(field, "text", value->text, err));
    return set_text(field, "lang", value->lang, err);
}

static enum err_code
set_many(HDF *node, const struct model_field *field,
         const struct model_list *list, unsigned depth, struct err *err)
{
    const char *item = list->items;
    HDF *items, *row;
    char index[24];
    size_t i;

    if (list->count == 0)
        return ERR_OK;
    NEO_TRY(hdf_get_node(node, field->name, &items));
    for (i = 0; i < list->count; i++) {
        snprintf(index, sizeof index, "%zu", i);
        NEO_TRY(hdf_get_node(items, index, &row));
        TRY(walk_struct(row, field->table, item + i * field->table->size, depth + 1, err));
    }
    return ERR_OK;
}

static enum err_code
set_one(HDF *node, const struct model_field *field, const void *model,
        unsigned depth, struct err *err)
{
    HDF *below;

    if (model == NULL)
        return ERR_OK;
    NEO_TRY(hdf_get_node(node, field->name, &below));
    return walk_struct(below, field->table, model, depth + 1, err);
}

static enum err_code
set_field(HDF *node, const struct model_field *field, const void *at,
          unsigned depth, struct err *err)
{
    switch (field->type) {
    case MODEL_TEXT:
        return set_text(node, field->name, *(const char *const *)at, err);
    case MODEL_BOOL:
        return *(const bool *)at ? set_text(node, field->name, "1", err) : ERR_OK;
    case MODEL_NUMBER:
        return set_number(node, field->name, *(const int64_t *)at, err);
    case MODEL_DAY:
        return set_day(node, field->name, *(const int32_t *)at, err);
    case MODEL_MOMENT:
        return set_moment(node, field->name, *(const int64_t *)at, err);
    case MODEL_CODED:
        return set_coded(node, field->name, at, err);
    case MODEL_WORDS:
        return set_words(node, field->name, at, err);
    case MODEL_LINK:
        return set_link(node, field->name, *(const char *const *)at, err);
    case MODEL_ONE:
        return set_one(node, field, *(const void *const *)at, depth, err);
    case MODEL_MANY:
        return set_many(node, field, at, depth, err);
    case MODEL_STOP:
        break;
    }
    return FAIL(err, ERR_INTERNAL, "field %s has no type that a page can show", field->name);
}

/* A value that may be personal says so, so that the page puts the mark beside it. */
static enum err_code
mark_personal(HDF *node, const struct model_field *field, struct err *err)
{
    HDF *shown;

    if ((field->flags & MODEL_PERSONAL) == 0 || field->type == MODEL_ONE || field->type == MODEL_MANY)
        return ERR_OK;
    shown = hdf_get_obj(node, field->name);
    if (shown == NULL)
        return ERR_OK;
    NEO_TRY(hdf_set_value(shown, "personal", "1"));
    return ERR_OK;
}

enum err_code
walk_struct(HDF *node, const struct model_table *table, const void *model,
            unsigned depth, struct err *err)
{
    const struct model_field *field;

    if (depth > VIEW_DEPTH_MAX)
        return FAIL(err, ERR_INTERNAL, "%s lies deeper than %d structs", table->name, VIEW_DEPTH_MAX);
    for (field = table->fields; field->type != MODEL_STOP; field++) {
        if ((field->flags & MODEL_PAGE) == 0)
            continue;
        TRY(set_field(node, field, (const char *)model + field->offset, depth, err));
        TRY(mark_personal(node, field, err));
    }
    return ERR_OK;
}
