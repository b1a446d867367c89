/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Conditions, guards and effects as structs, made from the rows of verbs.def: each verb has a struct of its own for its
 * arguments. An argument that may be left out and was is NULL or 0.
 */
#ifndef IMI_DECL_VERBS_H
#define IMI_DECL_VERBS_H

#include <stdint.h>

#include "base/period.h"
#include "yaml/load.h"

enum decl_verb {
#define CONDITION(id, name, key, verifier, arguments, words) CONDITION_##id,
#define GUARD(id, name, verifier, arguments, words) GUARD_##id,
#define EFFECT(id, name, verifier, arguments, words) EFFECT_##id,
#include "decl/verbs.def"
    VERB_COUNT
};

/* What a condition may ask: about a day, about a moment or day, or about a setting; which settings there are. */
enum decl_day_test { DAY_REACHED, DAY_PASSED, DAY_NOT_PASSED };
enum decl_standing { STANDS_SET, STANDS_NOT_SET };
enum decl_setting {
#define SETTING(id, name) SETTING_##id,
#include "decl/settings.def"
    SETTING_COUNT
};

/* The type in C of each type of argument. */
#define TYPE(id, c_type, reading, check, words) typedef c_type argument_##id;
#include "decl/verbs.def"

/* struct verb_due and so on: where the use of the verb stands, and a member for each argument. */
#define ARG(type, key, need) argument_##type key;
#define STRUCT_OF(name, ...)                                                                               \
    struct verb_##name {                                                                                   \
        struct yaml_pos pos;                                                                               \
        __VA_ARGS__                                                                                        \
    };
#define CONDITION(id, name, key, verifier, arguments, words) STRUCT_OF(name, arguments)
#define GUARD(id, name, verifier, arguments, words) STRUCT_OF(name, arguments)
#define EFFECT(id, name, verifier, arguments, words) STRUCT_OF(name, arguments)
#include "decl/verbs.def"
#undef ARG
#undef STRUCT_OF

struct verb_any {
    struct yaml_pos pos;
};

/* A verb with its arguments: those of due stand in args.due. */
struct decl_verb_use {
    enum decl_verb verb;
    union {
        struct verb_any any;
#define CONDITION(id, name, key, verifier, arguments, words) struct verb_##name name;
#define GUARD(id, name, verifier, arguments, words) struct verb_##name name;
#define EFFECT(id, name, verifier, arguments, words) struct verb_##name name;
#include "decl/verbs.def"
    } args;
};

/* decl_verb_name - the name of a guard or effect as written in the data; of a condition the key by which it is known. */
const char *decl_verb_name(enum decl_verb verb);

/* decl_condition_subject - what a condition is about: the id of a field or stamp, the name of a setting. NULL: it names none. */
const char *decl_condition_subject(const struct decl_verb_use *use);

/* decl_condition_text - what a person is told while it does not hold: the msgid that was declared, or NULL. */
const char *decl_condition_text(const struct decl_verb_use *use);

#endif
