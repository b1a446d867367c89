/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/limits.h"


/* Limits that hold only together. */
_Static_assert(LIMIT_FILE_BYTES <= LIMIT_CASE_FILE_BYTES, "one file has room in a case");
_Static_assert(LIMIT_CASE_FILE_BYTES + LIMIT_FORM_TEXT_BYTES <= LIMIT_FILES_BODY_BYTES, "a form carries all files of a case");
_Static_assert(LIMIT_FORM_FILES <= LIMIT_FORM_PAIRS, "a file is a field of a form");
_Static_assert(LIMIT_SHORT_BODY_BYTES <= LIMIT_BODY_BYTES && LIMIT_BODY_BYTES <= LIMIT_FILES_BODY_BYTES, "bodies by size");
_Static_assert(LIMIT_ID_CHARS <= LIMIT_VALUE_NAME_CHARS, "a field names a value");
_Static_assert(sizeof "answer.AB-C123.unlimited" <= LIMIT_VALUE_NAME_CHARS, "so does every part of a question");

const struct limit *
limits_all(size_t *count)
{
    static const struct limit table[] = {
#define LIMIT(name, value, unit, bounds, refused) {#name, value, LIMIT_UNIT_##unit},
#include "base/limits.def"
#undef LIMIT
    };

    *count = sizeof table / sizeof table[0];
    return table;
}
