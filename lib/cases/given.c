/* SPDX-License-Identifier: EUPL-1.2 */
/* What a request gives for the items of a case, and the case of its address. */
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"
#include "cases/casework.h"

enum err_code
handler_open(struct exchange *exchange, const struct env *env, struct content_case **the_case,
             struct err *err)
{
    TRY(content_open(env, app_capture(exchange, "ref"), the_case, err));
    if (exchange->app->area != NULL && (*the_case)->area != exchange->app->area)
        return FAIL(err, ERR_NOT_FOUND, "case of another area");
    return ERR_OK;
}

bool
handler_autosaves(const struct form *form)
{
    const char *go = form_value(form, CONTROL_GO);

    return go != NULL && strcmp(go, "autosave") == 0;
}

/* A value in several inputs, each with the name of the field and an ending. */
static const char *
raw_of_parts(TALLOC_CTX *mem, const struct content_item *item, const struct form *form, bool *sent)
{
    const struct kind_parts *parts = item->kind->parts;
    const char *given[KIND_PARTS];

    for (int i = 0; i < KIND_PARTS; i++) {
        given[i] = form_value(form, mem_printf(mem, "%s%s", item->name, parts->endings[i]));
        *sent = *sent || given[i] != NULL;
        given[i] = given[i] != NULL ? given[i] : "";
    }
    return parts->join(mem, given);
}

/* Several values of one name are joined by blanks; what a page asks for in several inputs may also come in one. */
static const char *
raw_of(TALLOC_CTX *mem, const struct content_item *item, const struct form *form, bool *sent)
{
    struct buf *joined = buf_new(mem, LIMIT_FORM_TEXT_BYTES + LIMIT_FORM_PAIRS);

    *sent = false;
    for (size_t i = 0; i < form->count; i++)
        if (strcmp(form->pairs[i].name, item->name) == 0 && form->pairs[i].file == NULL) {
            buf_printf(joined, "%s%s", joined->length > 0 ? " " : "", form->pairs[i].value);
            *sent = true;
        }
    return *sent || item->kind->parts == NULL ? joined->data : raw_of_parts(mem, item, form, sent);
}

size_t
given_from_form(struct exchange *exchange, const struct content_items *items, const struct form *form,
                struct content_input **inputs)
{
    bool whole = !handler_autosaves(form);
    size_t n = 0;

    *inputs = mem_zeros(exchange->mem, struct content_input, items->count + 1);
    for (size_t i = 0; i < items->count; i++) {
        const struct content_item *item = &items->items[i];
        bool boxes = item->kind->ticked || item->kind->coded;
        bool sent;
        const char *raw;

        if (item->kind->attached)
            continue;
        raw = raw_of(exchange->mem, item, form, &sent);
        if (!sent && !(whole && boxes && item->shown))
            continue;
        (*inputs)[n++] = (struct content_input){
            .field = item->name,
            .raw = raw,
            .language = item->kind->prose
                            ? form_value(form, mem_printf(exchange->mem, "%s" CONTROL_LANGUAGE_END, item->name))
                            : NULL};
    }
    return n;
}

static bool
ends_in(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);

    return length > tail && strcmp(text + length - tail, end) == 0;
}

size_t
given_from_json(struct exchange *exchange, struct content_input **inputs)
{
    const struct form *form = exchange->form;
    size_t n = 0;

    *inputs = mem_zeros(exchange->mem, struct content_input, form->count + 1);
    for (size_t i = 0; i < form->count; i++) {
        const char *name = form->pairs[i].name;
        struct content_input *same = NULL;

        if (ends_in(name, ".lang") || strcmp(name, CONTROL_FLOW) == 0)
            continue;
        for (size_t j = 0; j < n; j++)
            if (strcmp((*inputs)[j].field, name) == 0)
                same = &(*inputs)[j];
        if (same != NULL)
            same->raw = mem_printf(exchange->mem, "%s %s", same->raw, form->pairs[i].value);
        else
            (*inputs)[n++] = (struct content_input){
                .field = name,
                .raw = form->pairs[i].value,
                .language = form_value(form, mem_printf(exchange->mem, "%s.lang", name))};
    }
    return n;
}
