/* SPDX-License-Identifier: EUPL-1.2 */
/* Actions: `actions:` of a flow. */
#include <string.h>

#include "base/mem.h"
#include "decl/build.h"
#include "decl/verb.h"

struct raw_action {
    const struct node *node;
    struct decl_action d;
    const struct node *from, *to, *by, *form, *during;
    int input;
    struct walk_rows when, guards, effects, notify;
};

static const char *const input_words[] = {"form", "main", "answers", NULL};

static const struct walk_key action_keys[] = {
    KEY_REFS_1("from", raw_action, from, true, SHAPE_NAME),
    KEY_REF("to", raw_action, to, false, SHAPE_NAME),
    KEY_REFS("while", raw_action, during, false, SHAPE_NAME),
    KEY_MSGID("label", raw_action, d.label, true),
    KEY_MSGID("done", raw_action, d.done, true),
    KEY_MSGID("hint", raw_action, d.hint, false),
    KEY_MSGID("banner", raw_action, d.banner, false),
    KEY_REFS_1("by", raw_action, by, true, SHAPE_ANY),
    KEY_CHOICE("input", raw_action, input, false, input_words, INPUT_FORM),
    KEY_REF("form", raw_action, form, false, SHAPE_NAME),
    KEY_FLAG("working_copy", raw_action, d.working_copy),
    KEY_FLAG("confirm", raw_action, d.confirm),
    KEY_FLAG("primary", raw_action, d.primary),
    KEY_ITEMS("when", raw_action, when, false, &condition_table),
    KEY_ITEMS("guards", raw_action, guards, false, &guard_table),
    KEY_ITEMS("effects", raw_action, effects, false, &effect_table),
    KEY_ITEMS("notify", raw_action, notify, false, &notify_table),
    KEY_END,
};

const struct walk_table action_table = {
    .what = "an action",
    .size = sizeof(struct raw_action),
    .keys = action_keys,
    .id_offset = offsetof(struct raw_action, d.id),
    .id_shape = SHAPE_ACTION,
};

#define SYSTEM "system"

/* part.role */
static bool
build_one_who(struct flow_build *fb, const struct node *name, struct decl_who *who)
{
    struct load *load = fb->build->load;
    const char *dot = strchr(name->text, '.');
    enum decl_role role;

    if (dot == NULL) {
        fault_add(load, name->pos, "by", "\"%s\" is not of the form part.role", name->text);
        return false;
    }
    who->part = decl_part(fb->flow, mem_copy_n(load->scratch, name->text, (size_t)(dot - name->text)));
    if (who->part < 0)
        fault_add(load, name->pos, "by", "there is no part \"%.*s\"", (int)(dot - name->text), name->text);
    role = decl_role(dot + 1);
    if (role == ROLE_COUNT)
        fault_add(load, name->pos, "by", "there is no role \"%s\"", dot + 1);
    who->role = (unsigned)role;
    return who->part >= 0 && role != ROLE_COUNT;
}

static void
build_by(struct flow_build *fb, const struct node *names, struct decl_action *action)
{
    struct decl_who *by = mem_zeros(fb->build->load->mem, struct decl_who, node_count(names) + 1);

    for (size_t i = 0; i < node_count(names); i++)
        if (strcmp(node_at(names, i)->text, SYSTEM) == 0)
            action->by_system = true;
        else if (build_one_who(fb, node_at(names, i), &by[action->n_by]))
            action->n_by++;
    action->by = by;
}

static const struct decl_form *
find_form(struct flow_build *fb, const struct node *name)
{
    if (name == NULL)
        return NULL;
    for (size_t i = 0; i < fb->flow->n_forms; i++)
        if (strcmp(fb->flow->forms[i].id, name->text) == 0)
            return &fb->flow->forms[i];
    fault_add(fb->build->load, name->pos, "form", "there is no form \"%s\"", name->text);
    return NULL;
}

static void
build_action(struct flow_build *fb, const struct raw_action *raw, struct decl_action *action)
{
    *action = raw->d;
    action->pos = raw->node->pos;
    action->from = build_refs(fb, raw->from, "from", build_state, &action->n_from);
    action->to = raw->to == NULL ? -1 : build_state(fb, raw->to, "to");
    action->of = action->n_from > 0 ? fb->flow->states[action->from[0]].of : OF_CASE;
    action->during = build_refs(fb, raw->during, "while", build_state, &action->n_during);
    action->input = (enum decl_input)raw->input;
    action->form = find_form(fb, raw->form);
    build_by(fb, raw->by, action);
    action->when = verb_build_conditions(fb, &raw->when, &action->n_when);
    action->guards = verb_build_guards(fb, &raw->guards, &action->n_guards);
    action->effects = verb_build_effects(fb, &raw->effects, &action->n_effects);
    action->notify = message_build_notices(fb, &raw->notify, &action->n_notify);
}

/* The stamp that an effect sets, NULL when it sets none. */
static const char *
stamp_set(const struct decl_verb_use *use)
{
    const char *day = verb_text_of(use, ARGUMENT_DAY);

    return day != NULL ? day : verb_text_of(use, ARGUMENT_MOMENT);
}

/* The stamps of a flow are what its effects set, in order of appearance, each once. */
static void
collect_stamps(struct flow_build *fb, const struct decl_action *actions, size_t count)
{
    const char **stamps = NULL;
    size_t n = 0;

    for (size_t a = 0; a < count; a++)
        for (size_t e = 0; e < actions[a].n_effects; e++) {
            const char *stamp = stamp_set(&actions[a].effects[e]);
            bool known = stamp == NULL;

            for (size_t i = 0; i < n && !known; i++)
                known = strcmp(stamps[i], stamp) == 0;
            if (known)
                continue;
            stamps = mem_grow(fb->build->load->mem, stamps, const char *, n + 1);
            stamps[n++] = stamp;
        }
    fb->flow->stamps = stamps;
    fb->flow->n_stamps = n;
}

void
action_build(struct flow_build *fb, const struct walk_rows *raw)
{
    const struct raw_action *rows = raw->rows;
    struct decl_action *actions = mem_zeros(fb->build->load->mem, struct decl_action, raw->count + 1);

    for (size_t i = 0; i < raw->count; i++)
        build_action(fb, &rows[i], &actions[i]);
    fb->flow->actions = actions;
    fb->flow->n_actions = raw->count;
    collect_stamps(fb, actions, raw->count);
}
