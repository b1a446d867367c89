/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * JSON in: one object, read strictly and laid flat, so that it goes through the same checks as a form.
 *
 *   {"reply_days": 14, "ask": {"SD-A1": true}, "codes": ["a", "b"]}
 *   -> reply_days=14, ask.SD-A1=yes, codes=a, codes=b
 *
 * Names within names are joined by a dot. true is "yes"; false and null are "", an emptied field. Lists hold texts,
 * whole numbers or booleans. Refused: bytes that are not UTF-8, names given twice, NUL, numbers with a fraction,
 * more than LIMIT_JSON_DEPTH levels, LIMIT_FORM_PAIRS values, names no field can have.
 */
#ifndef IMI_API_READ_H
#define IMI_API_READ_H

#include <stddef.h>
#include <talloc.h>

#include "base/err.h"
#include "base/limits.h"

#define READ_NAME_BYTES 128

struct read_pair {
    const char *name; /* [A-Za-z0-9_.-]{1,128} */
    const char *value; /* UTF-8 */
};

struct read_pairs {
    struct read_pair *items;
    size_t count;
};

/*
 * read_object - read a document of `length` bytes. An empty one (only space) counts as {}.
 * Errors: ERR_BAD_REQUEST not such a document; ERR_TOO_LARGE over LIMIT_BODY_BYTES. The detail tells the kind of
 * fault and its position, never content.
 */
enum err_code read_object(TALLOC_CTX *mem, const char *bytes, size_t length, struct read_pairs **pairs,
                          struct err *err) ERR_MUST_CHECK;

#endif
