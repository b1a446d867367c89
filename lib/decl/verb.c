/* SPDX-License-Identifier: EUPL-1.2 */
/* Conditions, guards and effects: uses of the closed lists in verbs.def, with the arguments told there. */
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "decl/build.h"
#include "decl/verb.h"

struct raw_verb {
    const struct node *node;
    const struct node *name;
    struct decl_verb_use use;
};

/* The arguments of each verb: one array for each. */
#define ARG(type, key, need) {#key, ARGUMENT_##type, need, offsetof(struct_of_verb, key), sizeof(argument_##type)},
#define MUST true
#define MAY false
#define ARGUMENTS_OF(name, ...)                                                                            \
    static const struct verb_argument *arguments_of_##name(void)                                           \
    {                                                                                                      \
        typedef struct verb_##name struct_of_verb __attribute__((unused));                                 \
        static const struct verb_argument list[] = {__VA_ARGS__{NULL, ARGUMENT_TYPES, MAY, 0, 0}};         \
        return list;                                                                                       \
    }
#define CONDITION(id, name, key, verifier, arguments, words) ARGUMENTS_OF(name, arguments)
#define GUARD(id, name, verifier, arguments, words) ARGUMENTS_OF(name, arguments)
#define EFFECT(id, name, verifier, arguments, words) ARGUMENTS_OF(name, arguments)
#include "decl/verbs.def"
#undef ARG

static const struct verb_argument *
no_arguments(void)
{
    static const struct verb_argument none = {0};

    return &none;
}

static const struct verb {
    const char *name;
    enum verb_class class;
    const struct verb_argument *(*arguments)(void);
    const char *words;
} verbs[VERB_COUNT] = {
#define CONDITION(id, name, key, verifier, arguments, words)                                               \
    [CONDITION_##id] = {#key, VERB_CONDITION, arguments_of_##name, words},
#define GUARD(id, name, verifier, arguments, words) [GUARD_##id] = {#name, VERB_GUARD, arguments_of_##name, words},
#define EFFECT(id, name, verifier, arguments, words) [EFFECT_##id] = {#name, VERB_EFFECT, arguments_of_##name, words},
#include "decl/verbs.def"
};

static const char *const unit_words[] = {"calendar_day", "working_day", "month", NULL};
static const char *const day_test_words[] = {"reached", "passed", "not_passed", NULL};
static const char *const standing_words[] = {"set", "not_set", NULL};
static const char *const setting_words[] = {
#define SETTING(id, name) #name,
#include "decl/settings.def"
    NULL};

static const struct {
    struct walk_key key; /* without its name, need and place */
    const char *words;
} types[ARGUMENT_TYPES] = {
#define READ_TEXT(text_shape, characters) {.type = WALK_TEXT, .shape = text_shape, .most = characters}
#define READ_NUMBER(from, to) {.type = WALK_NUMBER, .least = from, .most = to}
#define READ_WORD(list) {.type = WALK_CHOICE, .words = list}
#define READ_FLAG {.type = WALK_FLAG}
#define READ_TEXTS(text_shape, characters) {.type = WALK_TEXTS, .shape = text_shape, .most = characters}
#define READ_TEXTS_1(text_shape, characters) {.type = WALK_TEXTS_1, .shape = text_shape, .most = characters}
#define READ_MSGID {.type = WALK_MSGID, .most = 1000}
#define TYPE(id, c_type, reading, check, words) [ARGUMENT_##id] = {reading, words},
#include "decl/verbs.def"
};

static const struct {
    const char *what, *one, *key; /* the key that names the verb; NULL: its first argument does */
} classes[] = {
    [VERB_CONDITION] = {"condition", "a condition", NULL},
    [VERB_GUARD] = {"guard", "a guard", "check"},
    [VERB_EFFECT] = {"effect", "an effect", "do"},
};

const char *
decl_verb_name(enum decl_verb verb)
{
    return verb < VERB_COUNT ? verbs[verb].name : "";
}

static enum decl_verb
find_verb(const char *name, enum verb_class class)
{
    for (int i = 0; i < VERB_COUNT; i++)
        if (verbs[i].class == class && strcmp(verbs[i].name, name) == 0)
            return (enum decl_verb)i;
    return VERB_COUNT;
}

bool
verb_names_guard(const char *name)
{
    return find_verb(name, VERB_GUARD) != VERB_COUNT;
}

enum verb_class
verb_class_of(enum decl_verb verb)
{
    return verbs[verb].class;
}

const char *
verb_words(enum decl_verb verb)
{
    return verbs[verb].words;
}

const char *
verb_type_words(enum verb_type type)
{
    return types[type].words;
}

const struct verb_argument *
verb_arguments(enum decl_verb verb)
{
    return verbs[verb].arguments();
}

const char *
verb_text(const struct decl_verb_use *use, const struct verb_argument *argument)
{
    const char *text = NULL;

    if (types[argument->type].key.type == WALK_TEXT)
        memcpy(&text, (const char *)&use->args + argument->offset, sizeof text);
    return text;
}

int64_t
verb_number(const struct decl_verb_use *use, const struct verb_argument *argument)
{
    int64_t number = 0;

    if (types[argument->type].key.type == WALK_NUMBER)
        memcpy(&number, (const char *)&use->args + argument->offset, sizeof number);
    return number;
}

const char *
verb_word(const struct decl_verb_use *use, const struct verb_argument *argument)
{
    int chosen = 0;

    if (types[argument->type].key.type != WALK_CHOICE)
        return NULL;
    memcpy(&chosen, (const char *)&use->args + argument->offset, sizeof chosen);
    return types[argument->type].key.words[chosen];
}

const char *const *
verb_texts(const struct decl_verb_use *use, const struct verb_argument *argument)
{
    const char *const *texts = NULL;

    if (types[argument->type].key.type == WALK_TEXTS || types[argument->type].key.type == WALK_TEXTS_1)
        memcpy(&texts, (const char *)&use->args + argument->offset, sizeof texts);
    return texts;
}

const char *
verb_text_of(const struct decl_verb_use *use, enum verb_type type)
{
    for (const struct verb_argument *argument = verb_arguments(use->verb); argument->key != NULL; argument++)
        if (argument->type == type)
            return verb_text(use, argument);
    return NULL;
}

const char *
decl_condition_subject(const struct decl_verb_use *use)
{
    const struct verb_argument *first = verb_arguments(use->verb);
    const char *text = verb_text(use, first);

    return text != NULL ? text : verb_word(use, first);
}

const char *
decl_condition_text(const struct decl_verb_use *use)
{
    switch (use->verb) {
#define CONDITION(id, name, key, verifier, arguments, words)                                               \
    case CONDITION_##id:                                                                                   \
        return use->args.name.text;
#include "decl/verbs.def"
    default:
        return NULL;
    }
}

/* ---- reading ------------------------------------------------------------------------------------------ */

/* The keys of a verb: the one that names it, where one does, and its arguments. `verb` VERB_COUNT: the name alone. */
static const struct walk_table *
table_of(struct load *load, enum verb_class class, enum decl_verb verb)
{
    const struct verb_argument *arguments = verb == VERB_COUNT ? no_arguments() : verb_arguments(verb);
    struct walk_table *table = mem_zero(load->scratch, struct walk_table);
    struct walk_key *keys;
    size_t count = 0, n = 0;

    while (arguments[count].key != NULL)
        count++;
    keys = mem_zeros(load->scratch, struct walk_key, count + 2);
    if (classes[class].key != NULL)
        keys[n++] = (struct walk_key)KEY_REF(classes[class].key, raw_verb, name, true, SHAPE_NAME);
    for (size_t i = 0; i < count; i++, n++) {
        keys[n] = types[arguments[i].type].key;
        keys[n].name = arguments[i].key;
        keys[n].required = arguments[i].required;
        keys[n].offset = offsetof(struct raw_verb, use.args) + arguments[i].offset;
        keys[n].size = arguments[i].size;
    }
    *table = (struct walk_table){
        .what = verb == VERB_COUNT ? classes[class].one
                                   : mem_printf(load->scratch, "the %s %s", classes[class].what, verbs[verb].name),
        .size = sizeof(struct raw_verb),
        .keys = keys,
        .alone = classes[class].key,
    };
    return table;
}

/* The table of the verb that a node names; NULL, and said so, when there is no such verb. */
static const struct walk_table *
choose(struct load *load, const struct node *node, enum verb_class class)
{
    const struct node *name = node->kind == NODE_MAP ? node_child(node, classes[class].key) : node;
    enum decl_verb verb;

    if (name == NULL || name->kind != NODE_TEXT)
        return table_of(load, class, VERB_COUNT);
    verb = find_verb(name->text, class);
    if (verb != VERB_COUNT)
        return table_of(load, class, verb);
    fault_add(load, name->pos, classes[class].key, "there is no %s \"%.60s\"", classes[class].what, name->text);
    return NULL;
}

/* A condition is known by what it is about: the first of its keys that is one of a condition. */
static enum decl_verb
condition_of(const struct node *node)
{
    enum decl_verb verb = VERB_COUNT;

    for (size_t i = 0; node->kind == NODE_MAP && i < node->count && verb == VERB_COUNT; i++)
        verb = find_verb(node->items[i].key, VERB_CONDITION);
    return verb;
}

static const struct walk_table *
choose_condition(struct load *load, const struct node *node)
{
    enum decl_verb verb = condition_of(node);

    if (verb != VERB_COUNT || node->kind != NODE_MAP)
        return table_of(load, VERB_CONDITION, verb);
    fault_add(load, node->pos, node->count > 0 ? node->items[0].key : "when",
              "is no condition: one names a field, a stamp, a day or a setting");
    return NULL;
}

static const struct walk_table *
choose_guard(struct load *load, const struct node *node)
{
    return choose(load, node, VERB_GUARD);
}

static const struct walk_table *
choose_effect(struct load *load, const struct node *node)
{
    return choose(load, node, VERB_EFFECT);
}

const struct walk_table condition_table = {
    .what = "a condition",
    .size = sizeof(struct raw_verb),
    .choose = choose_condition,
};

const struct walk_table guard_table = {
    .what = "a guard",
    .size = sizeof(struct raw_verb),
    .choose = choose_guard,
};

const struct walk_table effect_table = {
    .what = "an effect",
    .size = sizeof(struct raw_verb),
    .choose = choose_effect,
};

static enum decl_verb
verb_of(const struct raw_verb *row, enum verb_class class)
{
    if (class == VERB_CONDITION)
        return condition_of(row->node);
    return row->name == NULL ? VERB_COUNT : find_verb(row->name->text, class);
}

static const struct decl_verb_use *
build_uses(struct flow_build *fb, const struct walk_rows *raw, size_t *count, enum verb_class class)
{
    const struct raw_verb *rows = raw->rows;
    struct load *load = fb->build->load;
    struct decl_verb_use *uses = mem_zeros(load->mem, struct decl_verb_use, raw->count + 1);

    *count = 0;
    for (size_t i = 0; i < raw->count; i++) {
        struct decl_verb_use *use = &uses[*count];

        enum decl_verb verb = verb_of(&rows[i], class);

        if (verb == VERB_COUNT)
            continue;
        *use = rows[i].use;
        use->verb = verb;
        use->args.any.pos = rows[i].node->pos;
        (*count)++;
    }
    return uses;
}

const struct decl_verb_use *
verb_build_conditions(struct flow_build *fb, const struct walk_rows *raw, size_t *count)
{
    return build_uses(fb, raw, count, VERB_CONDITION);
}

const struct decl_verb_use *
verb_build_guards(struct flow_build *fb, const struct walk_rows *raw, size_t *count)
{
    return build_uses(fb, raw, count, VERB_GUARD);
}

const struct decl_verb_use *
verb_build_effects(struct flow_build *fb, const struct walk_rows *raw, size_t *count)
{
    return build_uses(fb, raw, count, VERB_EFFECT);
}
