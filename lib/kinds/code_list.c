/* SPDX-License-Identifier: EUPL-1.2 */
#include "kinds/code_list.h"

#include <string.h>

const struct decl_code *
decl_code(const struct decl_list *list, const char *id)
{
    for (size_t i = 0; i < list->n_codes; i++)
        if (strcmp(list->codes[i].id, id) == 0)
            return &list->codes[i];
    return NULL;
}

bool
codes_next(const char **rest, const char **code, size_t *length)
{
    if (*rest == NULL)
        return false;
    *code = *rest + strspn(*rest, " ");
    *length = strcspn(*code, " ");
    *rest = *code + *length;
    return *length > 0;
}

bool
codes_have(const char *codes, const char *code, size_t length)
{
    const char *one;
    size_t n;

    while (codes_next(&codes, &one, &n))
        if (n == length && strncmp(one, code, length) == 0)
            return true;
    return false;
}
