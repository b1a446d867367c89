/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/limit.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/mem.h"
#include "text/fill.h"
#include "text/format.h"

/* The limit of a placeholder, at the byte behind its brace, or NULL. */
static const struct limit *
named(const char *at, size_t length)
{
    size_t count;
    const struct limit *limits = limits_all(&count);

    for (size_t i = 0; at[length] == '}' && i < count; i++)
        if (strlen(limits[i].name) == length && strncasecmp(limits[i].name, at, length) == 0)
            return &limits[i];
    return NULL;
}

static const char *
value_of(TALLOC_CTX *mem, const struct text_lang *lang, const struct limit *limit)
{
    return limit->unit == LIMIT_UNIT_BYTES ? format_size(mem, lang, limit->value) : format_number(mem, lang, limit->value);
}

const char *
limit_fill(TALLOC_CTX *mem, const struct text_lang *lang, const char *pattern)
{
    struct fill_arg *args = NULL;
    size_t count = 0;

    for (const char *at = strchr(pattern, '{'); at != NULL; at = strchr(at, '{')) {
        size_t length = strspn(++at, "abcdefghijklmnopqrstuvwxyz_");
        const struct limit *limit = named(at, length);

        if (limit == NULL)
            continue;
        args = mem_grow(mem, args, struct fill_arg, count + 1);
        args[count++] = (struct fill_arg){mem_copy_n(mem, at, length), value_of(mem, lang, limit)};
    }
    return count > 0 ? fill(mem, pattern, args, count) : pattern;
}
