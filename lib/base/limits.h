/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The limits of limits.def: as constants for the program, as a table for texts and documents.
 */
#ifndef IMI_BASE_LIMITS_H
#define IMI_BASE_LIMITS_H

#include <stddef.h>
#include <stdint.h>

enum {
#define LIMIT(name, value, unit, bounds, refused) LIMIT_##name = value,
#include "base/limits.def"
#undef LIMIT
};

enum limit_unit { LIMIT_UNIT_BYTES, LIMIT_UNIT_CHARS, LIMIT_UNIT_COUNT };

struct limit {
    const char *name; /* as in limits.def: "FILE_BYTES" */
    int64_t value;
    enum limit_unit unit;
};

/* limits_all - the table, in the order of limits.def; *count receives its length. */
const struct limit *limits_all(size_t *count);

#endif
