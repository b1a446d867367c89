/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/fill.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

/* The length of a placeholder's name at text (after the brace), 0 when there is none. */
static size_t
name_length(const char *text)
{
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");

    return length <= FILL_NAME_BYTES && text[length] == '}' ? length : 0;
}

static const struct fill_arg *
arg_find(const struct fill_arg *args, size_t count, const char *name, size_t length)
{
    size_t i;

    for (i = 0; i < count; i++)
        if (strlen(args[i].name) == length && memcmp(args[i].name, name, length) == 0)
            return &args[i];
    return NULL;
}

/* Append what fits, never a part of a character. */
static void
add_cut(struct buf *buf, const char *text, size_t length)
{
    size_t room = buf->limit - buf->length;

    if (length > room) {
        length = utf8_cut(text, room);
        buf_add(buf, text, length);
        buf->limit = buf->length;
        return;
    }
    buf_add(buf, text, length);
}

const char *
fill(TALLOC_CTX *mem, const char *pattern, const struct fill_arg *args, size_t count)
{
    struct buf *buf;
    const char *at = pattern;

    if (pattern == NULL)
        return "";
    buf = buf_new(mem, FILL_RESULT_BYTES);
    while (*at != '\0') {
        size_t plain = strcspn(at, "{");
        size_t length;
        const struct fill_arg *arg;

        add_cut(buf, at, plain);
        at += plain;
        if (*at == '\0')
            break;
        length = name_length(at + 1);
        arg = length > 0 ? arg_find(args, count, at + 1, length) : NULL;
        if (arg == NULL) {
            add_cut(buf, at++, 1);
            continue;
        }
        if (arg->value != NULL)
            add_cut(buf, arg->value, strlen(arg->value));
        at += length + 2;
    }
    return buf->data;
}
