/* SPDX-License-Identifier: EUPL-1.2 */
#include "api/read.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

#define NAME_BYTES "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-"

struct reader {
    TALLOC_CTX *mem;
    struct read_pairs *pairs;
    size_t capacity;
};

static enum err_code read_value(struct reader *reader, const char *name, json_t *value, unsigned depth, bool in_list,
                                struct err *err);

/* jansson recurses for each level: count them before it may. Brackets inside strings do not count. */
static bool
too_deep(const char *bytes, size_t length)
{
    unsigned depth = 0;
    bool in_string = false;

    for (size_t i = 0; i < length; i++) {
        if (in_string) {
            if (bytes[i] == '\\')
                i++;
            else if (bytes[i] == '"')
                in_string = false;
        } else if (bytes[i] == '"') {
            in_string = true;
        } else if (bytes[i] == '{' || bytes[i] == '[') {
            if (++depth > LIMIT_JSON_DEPTH)
                return true;
        } else if ((bytes[i] == '}' || bytes[i] == ']') && depth > 0) {
            depth--;
        }
    }
    return false;
}

static enum err_code
add_pair(struct reader *reader, const char *name, const char *value, struct err *err)
{
    struct read_pairs *pairs = reader->pairs;

    if (pairs->count == LIMIT_FORM_PAIRS)
        return FAIL(err, ERR_BAD_REQUEST, "more than %d values", LIMIT_FORM_PAIRS);
    if (pairs->count == reader->capacity) {
        reader->capacity = reader->capacity == 0 ? 32 : reader->capacity * 2;
        pairs->items = mem_grow(pairs, pairs->items, struct read_pair, reader->capacity);
    }
    pairs->items[pairs->count++] =
        (struct read_pair){.name = mem_copy(reader->mem, name), .value = mem_copy(reader->mem, value)};
    return ERR_OK;
}

static bool
name_fits(const char *name)
{
    size_t length = strlen(name);

    return length > 0 && length <= READ_NAME_BYTES && strspn(name, NAME_BYTES) == length;
}

static enum err_code
read_members(struct reader *reader, const char *prefix, json_t *object, unsigned depth, struct err *err)
{
    const char *key;
    json_t *value;

    json_object_foreach(object, key, value)
    {
        char *name = prefix[0] == '\0' ? mem_copy(reader->mem, key) : mem_printf(reader->mem, "%s.%s", prefix, key);

        if (!name_fits(name))
            return FAIL(err, ERR_BAD_REQUEST, "a name that no field can have");
        TRY(read_value(reader, name, value, depth + 1, false, err));
    }
    return ERR_OK;
}

static enum err_code
read_list(struct reader *reader, const char *name, json_t *list, unsigned depth, struct err *err)
{
    size_t i;
    json_t *value;

    if (json_array_size(list) == 0)
        return add_pair(reader, name, "", err);
    json_array_foreach(list, i, value)
    {
        TRY(read_value(reader, name, value, depth + 1, true, err));
    }
    return ERR_OK;
}

static enum err_code
read_value(struct reader *reader, const char *name, json_t *value, unsigned depth, bool in_list, struct err *err)
{
    char number[24];

    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return in_list ? FAIL(err, ERR_BAD_REQUEST, "an object in a list")
                       : read_members(reader, name, value, depth, err);
    case JSON_ARRAY:
        return in_list ? FAIL(err, ERR_BAD_REQUEST, "a list in a list") : read_list(reader, name, value, depth, err);
    case JSON_STRING:
        return add_pair(reader, name, json_string_value(value), err);
    case JSON_INTEGER:
        snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        return add_pair(reader, name, number, err);
    case JSON_TRUE:
        return add_pair(reader, name, "yes", err);
    case JSON_FALSE:
    case JSON_NULL:
        return add_pair(reader, name, "", err);
    case JSON_REAL:
        break;
    }
    return FAIL(err, ERR_BAD_REQUEST, "a number with a fraction or exponent");
}

static bool
is_blank(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (strchr(" \t\r\n", bytes[i]) == NULL || bytes[i] == '\0')
            return false;
    return true;
}

enum err_code
read_object(TALLOC_CTX *mem, const char *bytes, size_t length, struct read_pairs **pairs, struct err *err)
{
    struct reader reader = {.mem = mem, .pairs = mem_zero(mem, struct read_pairs)};
    json_error_t where;
    json_t *root;
    enum err_code code;

    *pairs = reader.pairs;
    if (length > LIMIT_BODY_BYTES)
        return FAIL(err, ERR_TOO_LARGE, "%zu bytes of JSON", length);
    if (is_blank(bytes, length))
        return ERR_OK;
    if (!utf8_valid(bytes, length))
        return FAIL(err, ERR_BAD_REQUEST, "JSON: not UTF-8");
    if (too_deep(bytes, length))
        return FAIL(err, ERR_BAD_REQUEST, "JSON: more than %d levels", LIMIT_JSON_DEPTH);
    root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &where);
    if (root == NULL)
        return FAIL(err, ERR_BAD_REQUEST, "JSON: fault %d at line %d, column %d", (int)json_error_code(&where),
                    where.line, where.column);
    code = json_is_object(root) ? read_members(&reader, "", root, 0, err)
                                : FAIL(err, ERR_BAD_REQUEST, "JSON: not an object");
    json_decref(root);
    return code;
}
