/* SPDX-License-Identifier: EUPL-1.2 */
#include "decl/reserved.h"

#include <stddef.h>
#include <string.h>

const char *const *
reserved_words(enum reserved_class class)
{
    static const char *const areas[] = {
#define AREA(word) #word,
#include "decl/reserved.def"
        NULL};
    static const char *const actions[] = {
#define ACTION(word) #word,
#include "decl/reserved.def"
        NULL};
    static const char *const controls[] = {
#define CONTROL(id, word) #word,
#include "decl/reserved.def"
        NULL};

    return class == RESERVED_AREA ? areas : class == RESERVED_ACTION ? actions : controls;
}

static bool
ends_as_language(const char *word)
{
    static const char end[] = CONTROL_LANGUAGE_END;
    size_t length = strlen(word);

    return length >= sizeof end && strcmp(word + length - (sizeof end - 1), end) == 0;
}

bool
reserved_has(enum reserved_class class, const char *word)
{
    for (const char *const *at = reserved_words(class); *at != NULL; at++)
        if (strcmp(*at, word) == 0)
            return true;
    return class == RESERVED_CONTROL && ends_as_language(word);
}
