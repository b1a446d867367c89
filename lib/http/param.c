/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/param.h"

#include <string.h>

#include "base/mem.h"

static const char *
skip_space(const char *text)
{
    return text + strspn(text, " \t");
}

static char *
lower_copy(TALLOC_CTX *mem, const char *text, size_t length)
{
    char *copy = mem_copy_n(mem, text, length);

    for (char *c = copy; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return copy;
}

char *
param_head(TALLOC_CTX *mem, const char *value, const char **rest)
{
    size_t length;

    value = skip_space(value);
    length = strcspn(value, ";");
    *rest = value + length;
    while (length > 0 && strchr(" \t", value[length - 1]) != NULL)
        length--;
    return lower_copy(mem, value, length);
}

/* Browsers write a quote as %22 or \", and leave every other backslash as it is. */
static int
quoted_value(TALLOC_CTX *mem, const char **rest, char **value)
{
    const char *at = *rest + 1;
    char *out = mem_size(mem, strlen(at) + 1);
    size_t used = 0;

    while (*at != '\0' && *at != '"') {
        if (at[0] == '\\' && at[1] == '"')
            at++;
        out[used++] = *at++;
    }
    if (*at != '"')
        return -1;
    out[used] = '\0';
    *value = out;
    *rest = at + 1;
    return 1;
}

int
param_next(TALLOC_CTX *mem, const char **rest, char **name, char **value)
{
    const char *at = skip_space(*rest);
    size_t length;

    if (*at == '\0')
        return 0;
    if (*at != ';')
        return -1;
    at = skip_space(at + 1);
    if (*at == '\0') { /* a closing semicolon is harmless */
        *rest = at;
        return 0;
    }
    length = strcspn(at, "=; \t\"");
    if (length == 0 || at[length] != '=')
        return -1;
    *name = lower_copy(mem, at, length);
    at += length + 1;
    if (*at == '"') {
        *rest = at;
        return quoted_value(mem, rest, value);
    }
    length = strcspn(at, "; \t\"");
    *value = mem_copy_n(mem, at, length);
    *rest = at + length;
    return 1;
}
