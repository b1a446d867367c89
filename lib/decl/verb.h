/* SPDX-License-Identifier: EUPL-1.2 */
/* The rows of verbs.def as a table, for those who treat all verbs alike: reading, checking, showing. Private to lib/decl. */
#ifndef IMI_DECL_VERB_H
#define IMI_DECL_VERB_H

#include <stdbool.h>
#include <stddef.h>

#include "decl/decl.h"

enum verb_type {
#define TYPE(id, c_type, reading, check, words) ARGUMENT_##id,
#include "decl/verbs.def"
    ARGUMENT_TYPES
};

struct verb_argument {
    const char *key; /* NULL ends a list */
    enum verb_type type;
    bool required;
    size_t offset, size; /* of its member in the struct of the verb */
};

/* verb_class_of - what a verb is. */
enum verb_class { VERB_CONDITION, VERB_GUARD, VERB_EFFECT };
enum verb_class verb_class_of(enum decl_verb verb);

/* verb_words - what a condition or guard demands, what an effect does: its line in README.md. */
const char *verb_words(enum decl_verb verb);

/* verb_type_words - what an argument of a type is, in README.md. */
const char *verb_type_words(enum verb_type type);

/* verb_arguments - the arguments of a verb, in the order of its row. */
const struct verb_argument *verb_arguments(enum decl_verb verb);

/* verb_text, verb_number - the value of an argument; NULL and 0 when it is not given or of another kind. */
const char *verb_text(const struct decl_verb_use *use, const struct verb_argument *argument);
int64_t verb_number(const struct decl_verb_use *use, const struct verb_argument *argument);

/* verb_word - the word chosen for an argument that is one of several words; NULL of another kind. */
const char *verb_word(const struct decl_verb_use *use, const struct verb_argument *argument);

/* verb_texts - the values of an argument that is a list, ended by NULL; NULL when it is not given or of another kind. */
const char *const *verb_texts(const struct decl_verb_use *use, const struct verb_argument *argument);

/* verb_text_of - the text of the first argument of a type; NULL when the verb has no such argument, or it is not given. */
const char *verb_text_of(const struct decl_verb_use *use, enum verb_type type);

#endif
