/* SPDX-License-Identifier: EUPL-1.2 */
/* Guards, effects and notices: uses of the closed lists in verbs.def, with the arguments told there. */
#include <string.h>

#include "base/mem.h"
#include "decl/build.h"

struct raw_verb {
    const struct node *node;
    const struct node *name;
    const char *field, *from, *since, *is, *group;
    int64_t number;
    int unit; /* -1: not given */
};

struct raw_notify {
    const struct node *node;
    const struct node *to, *message;
};

enum verb_class { CLASS_GUARD, CLASS_EFFECT, CLASS_MESSAGE };

static const struct verb {
    const char *name;
    enum verb_class class;
    const char *arguments; /* of a message: the subject of its mail */
} verbs[VERB_COUNT] = {
#define GUARD(id, name, arguments) [GUARD_##id] = {name, CLASS_GUARD, arguments},
#define EFFECT(id, name, arguments) [EFFECT_##id] = {name, CLASS_EFFECT, arguments},
#define MESSAGE(id, name, subject) [MESSAGE_##id] = {name, CLASS_MESSAGE, ""},
#include "decl/verbs.def"
#undef GUARD
#undef EFFECT
#undef MESSAGE
};

static const char *const class_names[] = {"guard", "effect", "message"};
static const char *const unit_words[] = {"calendar_day", "working_day", NULL};

/* The keys that carry arguments; guards and effects differ only in the key of the verb. */
#define ARGUMENT_KEYS                                                                              \
    KEY_TEXT("field", raw_verb, field, false, SHAPE_NAME, 48),                                     \
        KEY_TEXT("from", raw_verb, from, false, SHAPE_NAME, 48),                                   \
        KEY_TEXT("since", raw_verb, since, false, SHAPE_NAME, 48),                                 \
        KEY_TEXT("is", raw_verb, is, false, SHAPE_CODE, 40),                                       \
        KEY_TEXT("group", raw_verb, group, false, SHAPE_GROUP, 1),                                 \
        KEY_NUMBER("number", raw_verb, number, false, 1, 10000, 0),                                \
        KEY_CHOICE("unit", raw_verb, unit, false, unit_words, -1), KEY_END

static const struct walk_key guard_keys[] = {
    KEY_REF("check", raw_verb, name, true, SHAPE_NAME),
    ARGUMENT_KEYS,
};

static const struct walk_key effect_keys[] = {
    KEY_REF("do", raw_verb, name, true, SHAPE_NAME),
    ARGUMENT_KEYS,
};

const struct walk_table guard_table = {
    .what = "a guard",
    .size = sizeof(struct raw_verb),
    .keys = guard_keys,
    .alone = "check",
};

const struct walk_table effect_table = {
    .what = "an effect",
    .size = sizeof(struct raw_verb),
    .keys = effect_keys,
    .alone = "do",
};

static const struct walk_key notify_keys[] = {
    KEY_REF("to", raw_notify, to, true, SHAPE_NAME),
    KEY_REF("message", raw_notify, message, true, SHAPE_NAME),
    KEY_END,
};

const struct walk_table notify_table = {
    .what = "a notice",
    .size = sizeof(struct raw_notify),
    .keys = notify_keys,
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
verb_is_guard(const char *name)
{
    return find_verb(name, CLASS_GUARD) != VERB_COUNT;
}

enum decl_verb
verb_message(const char *name)
{
    return find_verb(name, CLASS_MESSAGE);
}

/* Whether the argument stands in the list of a verb: 0 no, 1 it may be given, 2 it must. */
static int
wants(const char *arguments, const char *name)
{
    size_t length = strlen(name);

    for (const char *at = arguments; *at != '\0';) {
        size_t word = strcspn(at, " ");
        bool may = at[0] == '?';

        if (word - may == length && strncmp(at + may, name, length) == 0)
            return may ? 1 : 2;
        at += word;
        at += strspn(at, " ");
    }
    return 0;
}

static void
check_arguments(struct load *load, const struct raw_verb *raw, enum decl_verb verb)
{
    static const char *const names[] = {"field", "from", "since", "is", "group", "number", "unit"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct node *given = node_child(raw->node, names[i]);
        int wanted = wants(verbs[verb].arguments, names[i]);

        if (given != NULL && wanted == 0)
            fault_add(load, given->pos, given->key, "is no argument of %s", verbs[verb].name);
        if (given == NULL && wanted == 2)
            fault_add(load, raw->node->pos, names[i], "is missing: %s needs it", verbs[verb].name);
    }
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

        if (rows[i].name == NULL)
            continue;
        use->verb = find_verb(rows[i].name->text, class);
        if (use->verb == VERB_COUNT) {
            fault_add(load, rows[i].name->pos, class == CLASS_GUARD ? "check" : "do",
                      "there is no %s \"%s\"", class_names[class], rows[i].name->text);
            continue;
        }
        check_arguments(load, &rows[i], use->verb);
        use->field = rows[i].field;
        use->from = rows[i].from;
        use->since = rows[i].since;
        use->is = rows[i].is;
        use->group = rows[i].group;
        use->number = rows[i].number;
        use->unit = rows[i].unit < 0 ? NULL : unit_words[rows[i].unit];
        use->pos = rows[i].node->pos;
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

const struct decl_notify *
verb_build_notices(struct flow_build *fb, const struct walk_rows *raw, size_t *count)
{
    const struct raw_notify *rows = raw->rows;
    struct load *load = fb->build->load;
    struct decl_notify *notices = mem_zeros(load->mem, struct decl_notify, raw->count + 1);

    *count = 0;
    for (size_t i = 0; i < raw->count; i++) {
        struct decl_notify *notice = &notices[*count];

        if (rows[i].to == NULL || rows[i].message == NULL)
            continue;
        notice->part = build_part(fb, rows[i].to, "to");
        notice->message = verb_message(rows[i].message->text);
        notice->pos = rows[i].node->pos;
        if (notice->message == VERB_COUNT)
            fault_add(load, rows[i].message->pos, "message", "there is no message \"%s\"",
                      rows[i].message->text);
        else if (notice->part >= 0)
            (*count)++;
    }
    return notices;
}
