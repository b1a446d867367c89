/* SPDX-License-Identifier: EUPL-1.2 */
/* The list of kinds, and what is asked of it as a whole. */
#include <string.h>

#include "kinds/kind.h"

const struct kind *const kind_list[] = {
#define KIND(word) &kind_##word,
#include "kinds/kinds.def"
#undef KIND
    NULL};

const char *const kind_words[] = {
#define KIND(word) #word,
#include "kinds/kinds.def"
#undef KIND
    NULL};

bool
kind_takes(const struct kind *kind, const char *key)
{
    for (const struct kind_key *taken = kind->keys; taken != NULL && taken->name != NULL; taken++)
        if (strcmp(taken->name, key) == 0)
            return true;
    return false;
}

bool
kinds_take(const char *key)
{
    for (size_t i = 0; kind_list[i] != NULL; i++)
        if (kind_takes(kind_list[i], key))
            return true;
    return false;
}
