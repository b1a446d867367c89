/* SPDX-License-Identifier: EUPL-1.2 */
/* Code lists, and codes written in one text, joined by blanks. */
#ifndef IMI_KINDS_CODE_LIST_H
#define IMI_KINDS_CODE_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "yaml/load.h"

struct decl_code {
    const char *id;    /* [a-z0-9_]{1,40}; for ever */
    const char *label; /* msgid */
    const char *note;  /* msgid shown as a hint, or NULL */
    int32_t from_day;  /* first day it may be chosen; INT32_MIN = always */
    int32_t to_day;    /* last day; INT32_MAX = no end */
    struct yaml_pos pos;
};

struct decl_list {
    const char *id;
    const struct decl_code *codes;
    size_t n_codes;
    bool countries; /* the list is the 30 states; labels come from the language data */
    struct yaml_pos pos;
};

/* decl_code - a code of a list by its id, or NULL. */
const struct decl_code *decl_code(const struct decl_list *list, const char *id);

/*
 * codes_next - step through codes joined by blanks.
 *
 * rest          the text, and after each step what follows the code; NULL is an empty text
 * code, length  the code found, not ended by a NUL
 * Returns false when no code is left.
 */
bool codes_next(const char **rest, const char **code, size_t *length);

/* codes_have - whether a code of `length` bytes is among `codes`. */
bool codes_have(const char *codes, const char *code, size_t length);

#endif
