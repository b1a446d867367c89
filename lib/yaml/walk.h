/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The schema walker: fills C structs from a tree of nodes after tables that say, for each key, its name,
 * type and limits. It tells of unknown, missing and wrongly typed keys and of values beyond the limits.
 * Every struct that it fills begins with `const struct node *node`, the map it came from. What a key
 * leaves unset stays zero, or its fallback. For lib/decl, and for lib/training, whose files are read the same way.
 */
#ifndef IMI_YAML_WALK_H
#define IMI_YAML_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/member.h"
#include "yaml/yaml.h"

/* Shapes of ids; {} of a name, an action and a code: at most LIMIT_ID_CHARS characters. */
enum walk_shape {
    SHAPE_ANY,      /* any single line, 1..200 characters */
    SHAPE_NAME,     /* [a-z][a-z0-9_]{} */
    SHAPE_ACTION,   /* [a-z][a-z-]{} */
    SHAPE_CODE,     /* [a-z0-9_]{} */
    SHAPE_COUNTRY,  /* [A-Z]{2} */
    SHAPE_QUESTION, /* [A-Z]{2}-[A-Z][0-9]{1,3} */
    SHAPE_GROUP     /* [A-Z] */
};

enum walk_type {
    WALK_TEXTS,  /* const char *const *: a list of lines, each as WALK_TEXT, ended by NULL */
    WALK_TEXTS_1, /* const char *const *: such a list, or one of them alone */
    WALK_TEXT,   /* const char *: one line, at most `most` characters, of a shape */
    WALK_MSGID,  /* const char *: a text that people read and that is translated */
    WALK_NUMBER, /* a whole number between least and most; 4 or 8 bytes by size */
    WALK_FLAG,   /* bool: true or false */
    WALK_CHOICE, /* int: the index in a list of words */
    WALK_DAY,    /* int32_t: YYYY-MM-DD as days since 1970-01-01 */
    WALK_REF,    /* const struct node *: a text of a shape, that names something */
    WALK_REFS,   /* const struct node *: a list of such texts */
    WALK_REFS_1, /* const struct node *: such a list, or one of them alone */
    WALK_MSGIDS, /* const struct node *: a list of texts that are translated */
    WALK_MAP,    /* a struct by a table of its own */
    WALK_ROWS,   /* struct walk_rows: a map with free keys, each value a struct by a table */
    WALK_ITEMS,  /* struct walk_rows: a list, each item a struct by a table */
    WALK_ANY     /* const struct node *: read elsewhere */
};

struct walk_rows {
    void *rows; /* array of the table's struct, in scratch memory */
    size_t count;
};

struct walk_table;

struct walk_key {
    const char *name; /* NULL ends the table */
    enum walk_type type;
    bool required;
    size_t offset, size;
    int64_t least, most, fallback; /* NUMBER; TEXT and MSGID: most = characters; DAY, CHOICE: fallback */
    enum walk_shape shape;
    const char *const *words;      /* CHOICE, ended by NULL */
    const struct walk_table *table;
};

struct walk_table {
    const char *what; /* "a state", in complaints */
    size_t size;
    const struct walk_key *keys;
    const char *alone;    /* a text in place of the map stands for this key; or NULL */
    size_t id_offset;     /* ROWS: where the free key goes */
    enum walk_shape id_shape;
    bool bare;            /* ROWS: nothing at all may stand in place of the map */
    /* Where the keys depend on what stands there: the table of this node, whose struct is the same; NULL when it has
     * complained and nothing is to be read. NULL: this table is the table. */
    const struct walk_table *(*choose)(struct load *load, const struct node *node);
};

/* WALK_FITS - whether a member has the C type that enum walk_type names. An enum is as an int or unsigned. */
#define WALK_FITS(type_, member_)                                                                  \
    _Generic(&(member_),                                                                           \
        const char **: (type_) == WALK_TEXT || (type_) == WALK_MSGID,                              \
        const char *const **: (type_) == WALK_TEXTS || (type_) == WALK_TEXTS_1,                    \
        bool *: (type_) == WALK_FLAG,                                                              \
        int *: (type_) == WALK_CHOICE || (type_) == WALK_NUMBER || (type_) == WALK_DAY,            \
        unsigned *: (type_) == WALK_CHOICE || (type_) == WALK_NUMBER,                              \
        long *: (type_) == WALK_NUMBER,                                                            \
        unsigned long *: (type_) == WALK_NUMBER,                                                   \
        long long *: (type_) == WALK_NUMBER,                                                       \
        unsigned long long *: (type_) == WALK_NUMBER,                                              \
        const struct node **: (type_) >= WALK_REF && (type_) != WALK_MAP && (type_) != WALK_ROWS && \
            (type_) != WALK_ITEMS,                                                                 \
        struct walk_rows *: (type_) == WALK_ROWS || (type_) == WALK_ITEMS,                         \
        default: false)

#define WALK_AT(type_, row, member_)                                                               \
    MEMBER_OFFSET(row, member_, WALK_FITS(type_, MEMBER(row, member_))), sizeof(MEMBER(row, member_))
/* A struct of a table's own begins with the node it came from. */
#define WALK_AT_MAP(row, member_)                                                                  \
    MEMBER_OFFSET(row, member_, _Generic(&MEMBER(row, member_).node, const struct node **: true, default: false)), \
        sizeof(MEMBER(row, member_))

/* Entries of a table; the comment at enum walk_type says what they fill. */
#define KEY_TEXT(name, row, member, required, shape, most)                                         \
    {name, WALK_TEXT, required, WALK_AT(WALK_TEXT, row, member), 0, most, 0, shape, NULL, NULL}
#define KEY_MSGID(name, row, member, required)                                                     \
    {name, WALK_MSGID, required, WALK_AT(WALK_MSGID, row, member), 0, 1000, 0, SHAPE_ANY, NULL, NULL}
#define KEY_NUMBER(name, row, member, required, least, most, fallback)                             \
    {name, WALK_NUMBER, required, WALK_AT(WALK_NUMBER, row, member), least, most, fallback, SHAPE_ANY, NULL, NULL}
#define KEY_FLAG(name, row, member)                                                                \
    {name, WALK_FLAG, false, WALK_AT(WALK_FLAG, row, member), 0, 0, 0, SHAPE_ANY, NULL, NULL}
#define KEY_CHOICE(name, row, member, required, words, fallback)                                   \
    {name, WALK_CHOICE, required, WALK_AT(WALK_CHOICE, row, member), 0, 0, fallback, SHAPE_ANY, words, NULL}
#define KEY_DAY(name, row, member, fallback)                                                       \
    {name, WALK_DAY, false, WALK_AT(WALK_DAY, row, member), 0, 0, fallback, SHAPE_ANY, NULL, NULL}
#define KEY_REF(name, row, member, required, shape)                                                \
    {name, WALK_REF, required, WALK_AT(WALK_REF, row, member), 0, 200, 0, shape, NULL, NULL}
#define KEY_REFS(name, row, member, required, shape)                                               \
    {name, WALK_REFS, required, WALK_AT(WALK_REFS, row, member), 0, 200, 0, shape, NULL, NULL}
#define KEY_REFS_1(name, row, member, required, shape)                                             \
    {name, WALK_REFS_1, required, WALK_AT(WALK_REFS_1, row, member), 0, 200, 0, shape, NULL, NULL}
#define KEY_MSGIDS(name, row, member, required)                                                    \
    {name, WALK_MSGIDS, required, WALK_AT(WALK_MSGIDS, row, member), 0, 1000, 0, SHAPE_ANY, NULL, NULL}
#define KEY_MAP(name, row, member, required, table)                                                \
    {name, WALK_MAP, required, WALK_AT_MAP(row, member), 0, 0, 0, SHAPE_ANY, NULL, table}
#define KEY_ROWS(name, row, member, required, table)                                               \
    {name, WALK_ROWS, required, WALK_AT(WALK_ROWS, row, member), 0, 0, 0, SHAPE_ANY, NULL, table}
#define KEY_ITEMS(name, row, member, required, table)                                              \
    {name, WALK_ITEMS, required, WALK_AT(WALK_ITEMS, row, member), 0, 0, 0, SHAPE_ANY, NULL, table}
#define KEY_ANY(name, row, member, required)                                                       \
    {name, WALK_ANY, required, WALK_AT(WALK_ANY, row, member), 0, 0, 0, SHAPE_ANY, NULL, NULL}
#define KEY_END {NULL, WALK_ANY, false, 0, 0, 0, 0, 0, SHAPE_ANY, NULL, NULL}

/* walk - fill `row`, a struct of table->size bytes, from a map. Whatever is wrong becomes a fault. */
void walk(struct load *load, const struct node *node, const struct walk_table *table, void *row);

/* walk_shape_fits, walk_shape_text - whether a text has a shape, and how people call the shape. */
bool walk_shape_fits(enum walk_shape shape, const char *text);
const char *walk_shape_text(enum walk_shape shape);

/* walk_id - whether a key that is an id has its shape and is not too long; if not, the fault is told at `pos` under the id. */
bool walk_id(struct load *load, struct yaml_pos pos, enum walk_shape shape, const char *id);

#endif
