/* SPDX-License-Identifier: EUPL-1.2 */
/* Actions: what one asks for, checks and does fits together. */
#include <string.h>

#include "decl/reserved.h"
#include "decl/verb.h"
#include "decl/verify.h"

static bool
has_effect(const struct decl_action *action, enum decl_verb verb)
{
    for (size_t i = 0; i < action->n_effects; i++)
        if (action->effects[i].verb == verb)
            return true;
    return false;
}

/* ---- the action as a whole ---------------------------------------------------------------------------- */

static void
check_working_copy(struct load *load, const struct decl_action *action)
{
    if (action->input == INPUT_FORM)
        fault_key(load, action->pos, "working_copy", "needs `input: main` or `input: answers`");
    if (action->to >= 0)
        fault_key(load, action->pos, "to", "saving a working copy changes no state");
    if (action->n_effects > 0)
        fault_key(load, action->pos, "effects", "saving a working copy has no effects");
    if (action->n_notify > 0)
        fault_key(load, action->pos, "notify", "saving a working copy tells nobody");
}

/* Who takes part reads what is published, and finds the case by what is indexed. */
static void
check_taking(struct load *load, const struct decl_action *action)
{
    static const enum decl_verb needed[] = {EFFECT_PUBLISH, EFFECT_INDEX};

    for (size_t i = 0; i < sizeof needed / sizeof *needed && has_effect(action, EFFECT_TAKE); i++)
        if (!has_effect(action, needed[i]))
            fault_key(load, action->pos, "effects", "take needs the effect %s, or the part reads and finds nothing",
                      decl_verb_name(needed[i]));
}

/* Closing starts the clocks of blocking and deletion. Source: Reg. (EU) 1024/2012 Art. 14. */
static void
check_closing(struct load *load, const struct decl_flow *flow, const struct decl_action *action)
{
    bool final = action->of == OF_CASE && action->to >= 0 && flow->states[action->to].class == CLASS_FINAL;

    if (final && !has_effect(action, EFFECT_CLOSE))
        fault_key(load, action->pos, "effects",
                  "leads to the final state %s without the effect close: nothing would ever be blocked or deleted",
                  flow->states[action->to].id);
    if (!final && has_effect(action, EFFECT_CLOSE))
        fault_key(load, action->pos, "effects", "close fits only an action that leads to a final state");
}

static bool
asks_for_files(const struct decl_form *form)
{
    for (size_t s = 0; form != NULL && s < form->n_sections; s++)
        for (size_t f = 0; f < form->sections[s].n_fields; f++)
            if (form->sections[s].fields[f].kind->attached)
                return true;
    return false;
}

static void
check_input(struct load *load, const struct decl_flow *flow, const struct decl_action *action)
{
    bool writes = action->form != NULL || action->input != INPUT_FORM;

    if (asks_for_files(action->form) && action->input != INPUT_FORM)
        fault_key(load, action->pos, "form", "%s asks for files: only an action with `input: form` takes them", action->form->id);
    if (action->input == INPUT_ANSWERS && flow->questions == NULL)
        fault_key(load, action->pos, "input", "the flow has no questions to answer");
    if (action->working_copy)
        check_working_copy(load, action);
    else if (writes && !has_effect(action, EFFECT_PUBLISH))
        fault_key(load, action->pos, "effects", "what is entered would be lost: the effect publish is missing");
    else if (!writes && has_effect(action, EFFECT_PUBLISH))
        fault_key(load, action->pos, "effects", "publish: the action enters nothing");
}

static bool
shares(const struct decl_action *a, const struct decl_action *b)
{
    for (size_t i = 0; i < a->n_from; i++)
        for (size_t j = 0; j < b->n_from; j++)
            if (a->from[i] == b->from[j])
                for (size_t x = 0; x < a->n_by; x++)
                    for (size_t y = 0; y < b->n_by; y++)
                        if (a->by[x].part == b->by[y].part && a->by[x].role == b->by[y].role)
                            return true;
    return false;
}

/* Whether an action takes a case from one state to where a part's working copy cannot be filled on, unsent. */
static bool
loses_copy(const struct decl_flow *flow, const struct decl_action *action, int state, int part)
{
    return decl_starts_in(action, state) && action->to >= 0 && flow->states[action->to].class != CLASS_FINAL &&
           !decl_fills(flow, part, action->to) && !(action->input == INPUT_ANSWERS && decl_is_by(action, part));
}

/* What a part has saved of its answers in a state is sent by an action of that part, and no step on the way ends it. */
static void
check_saved_in(struct load *load, const struct decl_flow *flow, const struct decl_action *save, int state, int part)
{
    bool sent = false;

    for (size_t a = 0; a < flow->n_actions; a++) {
        const struct decl_action *other = &flow->actions[a];

        sent = sent || (decl_sends_answers(other) && decl_is_by(other, part));
        if (loses_copy(flow, other, state, part))
            fault_key(load, other->pos, "to",
                      "ends what %s has saved: let it be saved on in %s, or send it with `input: answers`", save->id,
                      flow->states[other->to].id);
    }
    if (!sent)
        fault_key(load, save->pos, "working_copy", "no primary action with `input: answers` sends what this saves");
}

static void
check_saved_answers(struct load *load, const struct decl_flow *flow, const struct decl_action *save)
{
    for (size_t i = 0; i < save->n_from; i++)
        for (int part = 0; part < (int)flow->n_parts; part++)
            if (decl_is_by(save, part))
                check_saved_in(load, flow, save, save->from[i], part);
}

static void
check_graph_of(struct load *load, const struct decl_flow *flow, const struct decl_action *action, int state, const char *key)
{
    if (state >= 0 && flow->states[state].of != action->of)
        fault_key(load, action->pos, key, "%s and %s are states of different graphs", flow->states[state].id,
                  flow->states[action->from[0]].id);
}

/* An act of a member is its own: it moves nobody else, and takes nothing but its own form. */
static void
check_member_act(struct load *load, const struct decl_flow *flow, const struct decl_action *action)
{
    static const enum decl_verb of_the_case[] = {EFFECT_TAKE, EFFECT_CLOSE, EFFECT_INDEX};

    for (size_t i = 0; i < action->n_by; i++)
        if (action->by[i].part != action->of)
            fault_key(load, action->pos, "by", "starts in a state of %s: it is by that part alone", flow->parts[action->of].id);
    for (size_t i = 0; i < sizeof of_the_case / sizeof *of_the_case; i++)
        if (has_effect(action, of_the_case[i]))
            fault_key(load, action->pos, "effects", "%s fits only an act of the case", decl_verb_name(of_the_case[i]));
    if (action->input != INPUT_FORM)
        fault_key(load, action->pos, "input", "an act of a member takes its own form");
    for (size_t i = 0; i < action->n_during; i++)
        if (flow->states[action->during[i]].of != OF_CASE || flow->states[action->during[i]].class != CLASS_ACTIVE)
            fault_key(load, action->pos, "while", "%s is no active state of the case", flow->states[action->during[i]].id);
}

static void
check_whose(struct load *load, const struct decl_flow *flow, const struct decl_action *action)
{
    for (size_t i = 0; i < action->n_from; i++)
        check_graph_of(load, flow, action, action->from[i], "from");
    check_graph_of(load, flow, action, action->to, "to");
    for (size_t i = 0; i < action->n_by && action->of == OF_CASE; i++)
        if (flow->parts[action->by[i].part].many)
            fault_key(load, action->pos, "by", "%s is held by many: its members do what starts in their own states",
                      flow->parts[action->by[i].part].id);
    if (action->of != OF_CASE)
        check_member_act(load, flow, action);
    else if (action->n_during > 0)
        fault_key(load, action->pos, "while", "fits only an action that starts in the states of a part");
}

static void
check_action(struct load *load, const struct decl_flow *flow, const struct decl_action *action)
{
    check_whose(load, flow, action);
    if (reserved_has(RESERVED_ACTION, action->id))
        fault_add(load, action->pos, action->id, "is an address of the program below a case: choose another id");
    verify_verbs(load, flow, action);
    verify_when(load, flow, action);
    check_input(load, flow, action);
    check_taking(load, action);
    check_closing(load, flow, action);
    if (action->working_copy && action->input == INPUT_ANSWERS)
        check_saved_answers(load, flow, action);
    if (action->primary)
        for (const struct decl_action *other = flow->actions; other < action; other++)
            if (other->primary && shares(other, action) && !verify_excludes(other, action))
                fault_key(load, action->pos, "primary", "%s is the primary action of the same state and role",
                          other->id);
}

bool
verify_takes(const struct decl_action *action, const char *part)
{
    for (size_t i = 0; i < action->n_effects; i++)
        if (action->effects[i].verb == EFFECT_TAKE && action->effects[i].args.take.part != NULL &&
            strcmp(action->effects[i].args.take.part, part) == 0)
            return true;
    return false;
}

/* The states are chosen in the main form, which is published before the part is taken. */
static void
check_states_field(struct load *load, const struct decl_flow *flow, const struct decl_part *part)
{
    const struct decl_field *field = flow->main == NULL ? NULL : decl_field(flow->main, part->fill.field);

    if (field == NULL || field->limits.list == NULL || !field->limits.list->countries)
        fault_key(load, part->fill.pos, "states_in", "%s is no field of the main form in which countries are chosen", part->fill.field);
}

static void
check_part(struct load *load, const struct decl_flow *flow, const struct decl_part *part)
{
    bool begins = part == &flow->parts[PART_BEGINS];

    if (begins && part->many)
        fault_key(load, part->pos, "many", "one authority begins a case");
    if (begins && part->fill.kind != FILL_FIELD)
        fault_key(load, part->pos, "fill", "whoever begins the case holds this part");
    if (!begins && part->many != (decl_initial(flow, (int)(part - flow->parts)) >= 0))
        fault_key(load, part->pos, part->many ? "many" : "states", "`many: true` and `states` belong together");
    if (part->many && part->fill.kind == FILL_FIELD)
        fault_key(load, part->pos, "many", "needs `fill`: who the many are");
    if (part->fill.kind == FILL_STATES)
        check_states_field(load, flow, part);
    if (part->fill.kind == FILL_RELATION && part->fill.of >= 0 &&
        (flow->parts[part->fill.of].many || &flow->parts[part->fill.of] == part))
        fault_key(load, part->fill.pos, "of", "must be another part, held by one authority");
    if (!part->many && part->fill.kind == FILL_STATES)
        fault_key(load, part->pos, "fill", "states_in gives many authorities: say `many: true`");
}

/* Every part but the one that begins is taken by an action. */
static void
check_parts_taken(struct load *load, const struct decl_flow *flow)
{
    for (size_t p = 0; p < flow->n_parts; p++)
        check_part(load, flow, &flow->parts[p]);
    for (size_t p = 1; p < flow->n_parts; p++) {
        bool taken = false;

        for (size_t a = 0; a < flow->n_actions; a++)
            taken = taken || verify_takes(&flow->actions[a], flow->parts[p].id);
        if (!taken)
            fault_key(load, flow->pos, "parts", "no effect take says who %s is", flow->parts[p].id);
    }
}

static bool
tells(const struct decl_verb_use *use, const struct decl_message *message)
{
    for (const struct verb_argument *argument = verb_arguments(use->verb); argument->key != NULL; argument++) {
        const char *text = argument->type == ARGUMENT_MESSAGE ? verb_text(use, argument) : NULL;

        if (text != NULL && strcmp(text, message->id) == 0)
            return true;
    }
    return false;
}

static bool
is_sent(const struct decl_flow *flow, const struct decl_message *message)
{
    for (size_t a = 0; a < flow->n_actions; a++) {
        const struct decl_action *action = &flow->actions[a];

        for (size_t i = 0; i < action->n_notify; i++)
            if (action->notify[i].message == message)
                return true;
        for (size_t i = 0; i < action->n_effects; i++)
            if (tells(&action->effects[i], message))
                return true;
    }
    for (size_t t = 0; t < flow->n_timers; t++)
        if (flow->timers[t].message == message)
            return true;
    return false;
}

static void
check_messages_sent(struct load *load, const struct decl_flow *flow)
{
    for (size_t m = 0; m < flow->n_messages; m++)
        if (!is_sent(flow, &flow->messages[m]))
            fault_add(load, flow->messages[m].pos, flow->messages[m].id, "nothing sends this message");
}

static void
check_forms_used(struct load *load, const struct decl_flow *flow)
{
    for (size_t f = 0; f < flow->n_forms; f++) {
        bool used = false;

        for (size_t a = 0; a < flow->n_actions; a++)
            used = used || flow->actions[a].form == &flow->forms[f];
        if (!used)
            fault_add(load, flow->forms[f].pos, flow->forms[f].id, "no action uses this form");
    }
}

void
verify_actions(struct load *load, const struct decl_flow *flow)
{
    for (size_t a = 0; a < flow->n_actions; a++)
        check_action(load, flow, &flow->actions[a]);
    check_parts_taken(load, flow);
    check_messages_sent(load, flow);
    check_forms_used(load, flow);
}
