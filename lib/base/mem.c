/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/mem.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

void *
mem_or_end(void *pointer)
{
    if (pointer == NULL) {
        log_line(LOG_ERROR, "out of memory", NULL);
        abort();
    }
    return pointer;
}

TALLOC_CTX *
mem_new(TALLOC_CTX *mem, const char *name)
{
    return mem_or_end(talloc_named_const(mem, 0, name));
}

char *
mem_copy(TALLOC_CTX *mem, const char *text)
{
    return text == NULL ? NULL : mem_or_end(talloc_strdup(mem, text));
}

char *
mem_copy_n(TALLOC_CTX *mem, const char *text, size_t length)
{
    char *copy = mem_size(mem, length + 1);

    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *
mem_join(TALLOC_CTX *mem, const char *const parts[], size_t count)
{
    size_t length = 0;
    char *text;

    for (size_t i = 0; i < count; i++)
        length += parts[i] != NULL ? strlen(parts[i]) : 0;
    text = mem_size(mem, length + 1);
    length = 0;
    for (size_t i = 0; i < count; i++) {
        size_t piece = parts[i] != NULL ? strlen(parts[i]) : 0;

        if (piece > 0)
            memcpy(text + length, parts[i], piece);
        length += piece;
    }
    text[length] = '\0';
    return text;
}

char *
mem_printf(TALLOC_CTX *mem, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = mem_or_end(talloc_vasprintf(mem, format, args));
    va_end(args);
    return text;
}
