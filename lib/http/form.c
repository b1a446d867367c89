/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/form.h"

#include <stdbool.h>
#include <string.h>

#include "base/mem.h"
#include "http/url.h"

struct form *
form_new(TALLOC_CTX *mem)
{
    return mem_zero(mem, struct form);
}

static bool
name_possible(const char *name)
{
    size_t length = strlen(name);

    return length >= 1 && length <= LIMIT_FIELD_NAME_BYTES &&
           strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-") == length;
}

/* Counts a pair that may still be dropped: also those cost work, and so fall under the limit. */
static enum err_code
count_pair(struct form *form, struct err *err)
{
    if (++form->seen > LIMIT_FORM_PAIRS)
        return FAIL(err, ERR_BAD_REQUEST, "more than %d parameters", LIMIT_FORM_PAIRS);
    return ERR_OK;
}

static enum err_code
drop(struct form *form, struct err *err)
{
    TRY(count_pair(form, err));
    form->dropped++;
    return ERR_OK;
}

enum err_code
form_add(struct form *form, const char *name, const char *value, void *file, struct err *err)
{
    if (!name_possible(name))
        return drop(form, err);
    TRY(count_pair(form, err));
    if (form->count == form->capacity) {
        form->capacity = form->capacity == 0 ? 16 : form->capacity * 2;
        form->pairs = mem_grow(form, form->pairs, struct form_pair, form->capacity);
    }
    form->pairs[form->count++] = (struct form_pair){name, value, file};
    return ERR_OK;
}

const char *
form_value(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form->count; i++)
        if (form->pairs[i].file == NULL && strcmp(form->pairs[i].name, name) == 0)
            return form->pairs[i].value;
    return NULL;
}

static enum err_code
parse_pair(struct form *form, const char *bytes, size_t length, struct err *err)
{
    const char *equals = memchr(bytes, '=', length);
    size_t name_length = equals != NULL ? (size_t)(equals - bytes) : length;
    size_t value_at = equals != NULL ? name_length + 1 : length;
    char *name, *value;

    TRY(url_decode(form, bytes, name_length, true, &name, err));
    TRY(url_decode(form, bytes + value_at, length - value_at, true, &value, err));
    return form_add(form, name, value, NULL, err);
}

enum err_code
form_parse(TALLOC_CTX *mem, const char *bytes, size_t length, struct form **form, struct err *err)
{
    struct form *made = form_new(mem);

    for (size_t start = 0; start < length;) {
        const char *ampersand = memchr(bytes + start, '&', length - start);
        size_t end = ampersand != NULL ? (size_t)(ampersand - bytes) : length;

        if (end > start)
            TRY(parse_pair(made, bytes + start, end - start, err));
        start = end + 1;
    }
    *form = made;
    return ERR_OK;
}

static bool
cookie_value_possible(const char *value, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)value[i];

        if (c <= 0x20 || c >= 0x7f || c == '"' || c == ',' || c == ';' || c == '\\')
            return false;
    }
    return true;
}

static enum err_code
parse_cookie(struct form *form, const char *bytes, size_t length, struct err *err)
{
    const char *equals;
    size_t name_length;

    while (length > 0 && (bytes[0] == ' ' || bytes[0] == '\t')) {
        bytes++;
        length--;
    }
    while (length > 0 && (bytes[length - 1] == ' ' || bytes[length - 1] == '\t'))
        length--;
    if (length == 0)
        return ERR_OK;
    equals = memchr(bytes, '=', length);
    name_length = equals != NULL ? (size_t)(equals - bytes) : 0;
    if (equals == NULL || memchr(bytes, '\0', name_length) != NULL ||
        !cookie_value_possible(equals + 1, length - name_length - 1))
        return drop(form, err);
    return form_add(form, mem_copy_n(form, bytes, name_length),
                    mem_copy_n(form, equals + 1, length - name_length - 1), NULL, err);
}

enum err_code
form_parse_cookies(TALLOC_CTX *mem, const char *bytes, size_t length, struct form **form, struct err *err)
{
    struct form *made = form_new(mem);

    for (size_t start = 0; start < length;) {
        const char *semicolon = memchr(bytes + start, ';', length - start);
        size_t end = semicolon != NULL ? (size_t)(semicolon - bytes) : length;

        TRY(parse_cookie(made, bytes + start, end - start, err));
        start = end + 1;
    }
    *form = made;
    return ERR_OK;
}
