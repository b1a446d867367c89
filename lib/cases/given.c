/* SPDX-License-Identifier: EUPL-1.2 */
/* What a request gives for the items of a case, and the case of its address. */
#include <string.h>

#include "cases/casework.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"

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
    const char *go = form_value(form, "go");

    return go != NULL && strcmp(go, "autosave") == 0;
}

/* Several values of one name are joined by blanks; a day comes in three fields or in one. */
static const char *
raw_of(TALLOC_CTX *mem, const struct content_item *item, const struct form *form, bool *sent)
{
    static const char *const parts[] = {"-year", "-month", "-day"};
    struct buf *joined = buf_new(mem, LIMIT_FORM_TEXT_BYTES + LIMIT_FORM_PAIRS);
    const char *given[3];

    *sent = false;
    for (size_t i = 0; i < form->count; i++)
        if (strcmp(form->pairs[i].name, item->name) == 0 && form->pairs[i].file == NULL) {
            buf_printf(joined, "%s%s", joined->length > 0 ? " " : "", form->pairs[i].value);
            *sent = true;
        }
    if (*sent || item->kind != KIND_DAY)
        return joined->data;
    for (int i = 0; i < 3; i++) {
        given[i] = form_value(form, mem_printf(mem, "%s%s", item->name, parts[i]));
        *sent = *sent || given[i] != NULL;
        given[i] = given[i] != NULL ? given[i] + strspn(given[i], " ") : "";
    }
    if (*given[0] == '\0' && *given[1] == '\0' && *given[2] == '\0')
        return "";
    return mem_printf(mem, "%s-%s%s-%s%s", given[0], strlen(given[1]) == 1 ? "0" : "", given[1],
                      strlen(given[2]) == 1 ? "0" : "", given[2]);
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
        bool boxes = item->kind == KIND_FLAG || item->kind == KIND_CODES || item->kind == KIND_CODE;
        bool sent;
        const char *raw;

        if (item->kind == KIND_FILES)
            continue;
        raw = raw_of(exchange->mem, item, form, &sent);
        if (!sent && !(whole && boxes && item->shown))
            continue;
        (*inputs)[n++] = (struct content_input){
            .field = item->name,
            .raw = raw,
            .language = item->kind == KIND_TEXT
                            ? form_value(form, mem_printf(exchange->mem, "%s_lang", item->name))
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

        if (ends_in(name, ".lang") || strcmp(name, "flow") == 0)
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
