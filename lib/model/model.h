/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The answers' structs, described: a handler fills one typed struct, and the page (lib/view) and the
 * JSON (lib/api) walk the same field table. What is not in the table cannot be shown by either face.
 *
 * A field table is a constant array ended by MODEL_END. Types:
 *   text    const char *             NULL = absent
 *   bool    bool
 *   number  int64_t                  MODEL_NO_NUMBER = absent
 *   day     int32_t                  days since 1970-01-01; MODEL_NO_DAY = absent
 *   moment  int64_t                  microseconds since 1970-01-01T00:00Z; MODEL_NO_MOMENT = absent
 *   coded   struct model_coded       a code and its label in the reader's language
 *   words   struct model_words       text that somebody wrote, with the language it is in
 *   link    const char *             a path of this site; page only
 *   one     const T *                another described struct; NULL = absent
 *   many    struct model_list        an array of described structs
 *
 * A page sees days (YYYY-MM-DD), moments (RFC 3339 without a fraction) and numbers bare; functions of the templates write
 * them for the reader. `coded` stands as x.code and x.label, `words` as x.text and x.lang, `many` as x.0, x.1 ... Absent
 * fields and false flags are not set at all.
 * JSON: text, bool, number as they are; day YYYY-MM-DD; moment RFC 3339 with Z; coded
 * {"code","label"}; words {"text","lang"}; lists as arrays, empty ones too; absent fields left out.
 */
#ifndef IMI_MODEL_MODEL_H
#define IMI_MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/member.h"

#define MODEL_NO_NUMBER INT64_MIN
#define MODEL_NO_DAY INT32_MIN
#define MODEL_NO_MOMENT INT64_MIN

struct model_coded {
    const char *code;  /* NULL = absent */
    const char *label; /* in the reader's language */
};

struct model_words {
    const char *text; /* NULL = absent */
    const char *lang; /* BCP 47, two letters */
};

struct model_list {
    const void *items; /* array of the described struct */
    size_t count;
};

enum model_type {
    MODEL_TEXT,
    MODEL_BOOL,
    MODEL_NUMBER,
    MODEL_DAY,
    MODEL_MOMENT,
    MODEL_CODED,
    MODEL_WORDS,
    MODEL_LINK,
    MODEL_ONE,
    MODEL_MANY,
    MODEL_STOP
};

enum model_flag {
    MODEL_API = 1,      /* stands in the JSON and in OpenAPI */
    MODEL_PAGE = 2,     /* stands in the page */
    MODEL_PERSONAL = 4, /* may hold personal data: (!) on the page, marked in OpenAPI */
    MODEL_BOTH = MODEL_API | MODEL_PAGE
};

struct model_table;

struct model_field {
    const char *name; /* [a-z][a-z0-9_]*: the node in the page and the key in the JSON */
    enum model_type type;
    unsigned flags; /* enum model_flag */
    size_t offset;
    const struct model_table *table; /* of MODEL_ONE and MODEL_MANY */
};

struct model_table {
    const char *name; /* of the schema in OpenAPI, CamelCase */
    size_t size;      /* of one struct, bytes: the stride of a list */
    const struct model_field *fields;
};

/* MODEL_FITS - whether a member has the C type that stands above for a type. A nested one is a list or a pointer. */
#define MODEL_FITS(type_, member_)                                                                 \
    _Generic(&(member_),                                                                           \
        const char **: (type_) == MODEL_TEXT || (type_) == MODEL_LINK,                             \
        char **: (type_) == MODEL_TEXT || (type_) == MODEL_LINK,                                   \
        bool *: (type_) == MODEL_BOOL,                                                             \
        int64_t *: (type_) == MODEL_NUMBER || (type_) == MODEL_MOMENT,                             \
        int32_t *: (type_) == MODEL_DAY,                                                           \
        struct model_coded *: (type_) == MODEL_CODED,                                              \
        struct model_words *: (type_) == MODEL_WORDS,                                              \
        default: false)
#define MODEL_MANY_FITS(member_) _Generic(&(member_), struct model_list *: true, default: false)
#define MODEL_ONE_FITS(member_)                                                                    \
    (_Generic(&(member_), const char **: false, char **: false, default: true) && sizeof *(member_) > 0)

#define MODEL_FIELD(type_, flags_, struct_, member)                                                \
    {#member, type_, flags_, MEMBER_OFFSET(struct_, member, MODEL_FITS(type_, MEMBER(struct_, member))), NULL}
#define MODEL_NESTED(type_, flags_, struct_, member, table_)                                       \
    {#member, type_, flags_, MEMBER_OFFSET(struct_, member, type_##_FITS(MEMBER(struct_, member))), table_}
#define MODEL_END {NULL, MODEL_STOP, 0, 0, NULL}

/* model_list_of - an array as a list of a model; it is borrowed. */
struct model_list model_list_of(const void *items, size_t count);

#endif
