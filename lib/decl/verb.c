/* SPDX-License-Identifier: EUPL-1.2 */
/* Guards and effects: uses of the closed lists in verbs.def, with the arguments told there. */
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

enum verb_class { CLASS_GUARD, CLASS_EFFECT };

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
#define GUARD(id, name, verifier, arguments, words) [GUARD_##id] = {#name, CLASS_GUARD, arguments_of_##name, words},
#define EFFECT(id, name, verifier, arguments, words) [EFFECT_##id] = {#name, CLASS_EFFECT, arguments_of_##name, words},
#include "decl/verbs.def"
};

static const char *const unit_words[] = {"calendar_day", "working_day", "month", NULL};

static const struct {
    struct walk_key key; /* without its name, need and place */
    const char *words;
} types[ARGUMENT_TYPES] = {
#define READ_TEXT(text_shape, characters) {.type = WALK_TEXT, .shape = text_shape, .most = characters}
#define READ_NUMBER(from, to) {.type = WALK_NUMBER, .least = from, .most = to}
#define READ_WORD(list) {.type = WALK_CHOICE, .words = list}
#define READ_FLAG {.type = WALK_FLAG}
#define READ_TEXTS(text_shape, characters) {.type = WALK_TEXTS, .shape = text_shape, .most = characters}
#define TYPE(id, c_type, reading, check, words) [ARGUMENT_##id] = {reading, words},
#include "decl/verbs.def"
};

static const struct {
    const char *what, *one, *key; /* the key that names the verb */
} classes[] = {{"guard", "a guard", "check"}, {"effect", "an effect", "do"}};

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
    return find_verb(name, CLASS_GUARD) != VERB_COUNT;
}

bool
verb_is_guard(enum decl_verb verb)
{
    return verbs[verb].class == CLASS_GUARD;
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

const char *const *
verb_texts(const struct decl_verb_use *use, const struct verb_argument *argument)
{
    const char *const *texts = NULL;

    if (types[argument->type].key.type == WALK_TEXTS)
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

/* ---- reading ------------------------------------------------------------------------------------------ */

/* The keys of a verb: the one that names it, and its arguments. `verb` VERB_COUNT: the name alone. */
static const struct walk_table *
table_of(struct load *load, enum verb_class class, enum decl_verb verb)
{
    const struct verb_argument *arguments = verb == VERB_COUNT ? no_arguments() : verb_arguments(verb);
    struct walk_table *table = mem_zero(load->scratch, struct walk_table);
    struct walk_key *keys;
    size_t count = 0;

    while (arguments[count].key != NULL)
        count++;
    keys = mem_zeros(load->scratch, struct walk_key, count + 2);
    keys[0] = (struct walk_key)KEY_REF(classes[class].key, raw_verb, name, true, SHAPE_NAME);
    for (size_t i = 0; i < count; i++) {
        keys[1 + i] = types[arguments[i].type].key;
        keys[1 + i].name = arguments[i].key;
        keys[1 + i].required = arguments[i].required;
        keys[1 + i].offset = offsetof(struct raw_verb, use.args) + arguments[i].offset;
        keys[1 + i].size = arguments[i].size;
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

static const struct walk_table *
choose_guard(struct load *load, const struct node *node)
{
    return choose(load, node, CLASS_GUARD);
}

static const struct walk_table *
choose_effect(struct load *load, const struct node *node)
{
    return choose(load, node, CLASS_EFFECT);
}

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

static const struct decl_verb_use *
build_uses(struct flow_build *fb, const struct walk_rows *raw, size_t *count, enum verb_class class)
{
    const struct raw_verb *rows = raw->rows;
    struct load *load = fb->build->load;
    struct decl_verb_use *uses = mem_zeros(load->mem, struct decl_verb_use, raw->count + 1);

    *count = 0;
    for (size_t i = 0; i < raw->count; i++) {
        struct decl_verb_use *use = &uses[*count];

        if (rows[i].name == NULL)
            continue;
        *use = rows[i].use;
        use->verb = find_verb(rows[i].name->text, class);
        use->args.any.pos = rows[i].node->pos;
        (*count)++;
    }
    return uses;
}

const struct decl_verb_use *
verb_build_guards(struct flow_build *fb, const struct walk_rows *raw, size_t *count)
{
    return build_uses(fb, raw, count, CLASS_GUARD);
}

const struct decl_verb_use *
verb_build_effects(struct flow_build *fb, const struct walk_rows *raw, size_t *count)
{
    return build_uses(fb, raw, count, CLASS_EFFECT);
}
