/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Kinds of fields. A kind is one file with one struct kind, and a line in kinds.def: what the data may say of such a
 * field, what of a typed text is taken, how it is stored, and what pages and the API make of it. Declared fields and
 * the parts of answers share the kinds. No other module compares a field's kind with a particular one: it asks for a
 * property or calls a function of the struct.
 *
 * Two forms of a value: the typed text comes from a page or the API; the stored text stands in the database and is what
 * seals and conditions see. "" is no value in both. A kind knows no page: what it shows and how it is asked for are
 * told in the neutral structs below, and lib/cases makes a page of them.
 */
#ifndef IMI_KINDS_KIND_H
#define IMI_KINDS_KIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#include "base/err.h"
#include "base/re.h"
#include "kinds/code_list.h"

/* What one field, or one part of an answer, demands of its values; the members are named as the keys of the data. */
struct kind_limits {
    const struct decl_list *list; /* the codes to choose from, or NULL */
    const char *more_codes;       /* codes allowed besides, joined by blanks, or NULL */
    const char *lone_codes;       /* the same, but none of them goes together with another */
    size_t min, max;              /* characters of a text that is given */
    int64_t least, most;          /* of a number */
    const char *pattern_text;     /* what the whole text must match, or NULL */
    const struct re *pattern;     /* made from pattern_text */
    bool past_only;               /* not after today */
    bool repeat;                  /* up to ten values, one a line */
};

/* A key of a field that only some kinds take. */
struct kind_key {
    const char *name; /* NULL ends the list */
    bool must;        /* the field cannot be without it */
};

/* Why a typed text is not taken. */
struct kind_problem {
    const char *msgid; /* says how to mend it: {label}, {number} */
    int64_t number;
};

/* How a page asks for a value. */
struct kind_control {
    const char *widget;         /* `kind` of a control (model/control.h): which macro draws it */
    const char *widget_of_many; /* the same where the choices are too many to stand side by side; NULL: no difference */
    const char *width;          /* of an input, in characters; NULL: full */
    const char *input_mode;     /* HTML inputmode; NULL: that of the widget */
    const char *suffix;         /* the unit behind an input, or NULL */
    size_t counter;             /* count the characters left of so many; 0: no counter */
    bool multiple;              /* several files at once */
};

#define KIND_PARTS 3

/* A value that a page asks for in several inputs: each has the name of the field with an ending. */
struct kind_parts {
    const char *endings[KIND_PARTS];
    /* join - one typed text from what the inputs hold; "" when all are empty. None of `given` is NULL. */
    const char *(*join)(TALLOC_CTX *mem, const char *const given[KIND_PARTS]);
    /* split - a typed text, right or wrong, as the texts of the inputs. */
    void (*split)(TALLOC_CTX *mem, const char *typed, const char *parts[KIND_PARTS]);
};

#define KIND_NO_DAY INT32_MIN

/* What is shown of a stored value: one of these. */
struct kind_shown {
    const char *text;      /* as it stands, in no language */
    const char *words;     /* written by people, in the language stored with the value */
    const char *msgid;     /* a text of the program, to be translated */
    const char *codes;     /* joined by blanks; their labels stand in the list */
    int32_t day;           /* days since 1970-01-01; KIND_NO_DAY = none */
    uint64_t authority_id; /* to be named by whoever shows it; 0 = none */
};

/* The JSON in which the API takes a value. */
struct kind_schema {
    const char *type;    /* string, integer, boolean, array (of strings); NULL: not sent as a value */
    const char *format;  /* of a string, as JSON Schema calls it; NULL: free */
    bool ranged;         /* the value is a number between these */
    int64_t least, most;
};

struct kind {
    const char *word; /* as in kinds.def */

    /* Properties: what other modules may ask. */
    bool coded;           /* codes of a list */
    bool several;         /* may hold more than one code */
    bool ticked;          /* a box: "yes" or nothing */
    bool prose;           /* sentences: stored with the language that they are written in */
    bool free;            /* whatever people write or attach: never marked `personal: none` */
    bool late;            /* nothing of it is read early, however it is marked */
    bool counts;          /* a whole number in digits, which an effect may take as a number of days */
    bool names_authority; /* the id of an authority in digits, chosen from the directory */
    bool attached;        /* no value at all, but files at this place */

    /* The declared field. */
    const struct kind_key *keys; /* those it takes of the keys that only some kinds take */
    /* check - what contradicts in the limits as declared, a sentence without a full stop, and at which key; or NULL. */
    const char *(*check)(const struct kind_limits *limits, const char **key); /* NULL: there is nothing to check */
    /* can_be - whether a condition may compare the value with `code`. */
    bool (*can_be)(const struct kind_limits *limits, const char *code); /* NULL: with none */

    /* The value. */
    /*
     * store - the stored form of a typed text, which is trimmed (kind_store).
     * Returns a text that lives as long as `typed` and `mem`, "" for no value, or NULL after filling `problem`.
     */
    const char *(*store)(TALLOC_CTX *mem, const struct kind_limits *limits, const char *typed,
                         struct kind_problem *problem);
    /* type - the typed form of a stored text: store() of it is that text again. */
    const char *(*type)(TALLOC_CTX *mem, const char *stored); /* NULL: the two forms are one */
    const char *missing; /* msgid: what is said where a value is needed and none is given */

    /* What is made of it. The stored text is not empty. */
    struct kind_control (*control)(const struct kind_limits *limits);
    const struct kind_parts *parts; /* NULL: one input */
    void (*show)(TALLOC_CTX *mem, const char *stored, struct kind_shown *shown);
    struct kind_schema (*schema)(const struct kind_limits *limits);
    /* search - the text by whose words a case is found. */
    const char *(*search)(TALLOC_CTX *mem, const char *stored); /* NULL: it cannot be searched for */
};

#define KIND(word) extern const struct kind kind_##word;
#include "kinds/kinds.def"
#undef KIND

/* kind_list - all kinds, ended by NULL; kind_words - their words in the same order, ended by NULL. */
extern const struct kind *const kind_list[];
extern const char *const kind_words[];

/* kind_takes - whether a kind takes a key; kinds_take - whether any does, so that it does not fit all others. */
bool kind_takes(const struct kind *kind, const char *key);
bool kinds_take(const char *key);

/*
 * kind_store - bring a typed text into the stored form of a kind: space around it goes, line ends become LF.
 *
 * mem    owner of the stored text
 * typed  as it came; NULL is ""
 * Returns the stored text, "" for no value, or NULL after filling `problem`.
 */
const char *kind_store(const struct kind *kind, TALLOC_CTX *mem, const struct kind_limits *limits,
                       const char *typed, struct kind_problem *problem);

/* kind_typed - a stored text as somebody would type it. */
const char *kind_typed(const struct kind *kind, TALLOC_CTX *mem, const char *stored);

/* kind_shown - what is shown of a stored text; of "" nothing. */
struct kind_shown kind_shown(const struct kind *kind, TALLOC_CTX *mem, const char *stored);

#endif
