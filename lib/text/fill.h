/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Named placeholders: "{count} cases wait for {authority}". A translated text is never a printf
 * format; a wrong translation can spoil a sentence but not the program.
 */
#ifndef IMI_TEXT_FILL_H
#define IMI_TEXT_FILL_H

#include <stddef.h>
#include <talloc.h>

#define FILL_NAME_BYTES 32          /* longest placeholder name; [a-z][a-z0-9_]* */
#define FILL_RESULT_BYTES (64 * 1024) /* longest result; what is longer is cut between characters */

struct fill_arg {
    const char *name;  /* without braces */
    const char *value; /* put in as it is; NULL = nothing */
};

/*
 * fill - replace each {name} that args know by its value.
 * A placeholder that args do not know stays as it is; a value that the pattern does not ask for is not
 * used; values are not searched for placeholders again. Escaping is the business of the face that shows
 * the result. pattern NULL counts as "".
 * Returns text in mem, never NULL.
 */
const char *fill(TALLOC_CTX *mem, const char *pattern, const struct fill_arg *args, size_t count);

#endif
