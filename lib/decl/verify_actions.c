/* SPDX-License-Identifier: EUPL-1.2 */
/* Actions: what one asks for, checks and does fits together. */
#include <string.h>

#include "decl/verify.h"

static bool
has_effect(const struct decl_action *action, enum decl_verb verb)
{
    for (size_t i = 0; i < action->n_effects; i++)
        if (action->effects[i].verb == verb)
            return true;
    return false;
}

static bool
known_stamp(const struct decl_flow *flow, const char *id)
{
    for (size_t i = 0; i < flow->n_stamps; i++)
        if (strcmp(flow->stamps[i], id) == 0)
            return true;
    return false;
}

/* ---- guards ------------------------------------------------------------------------------------------- */

static void
check_group_guard(struct load *load, const struct decl_flow *flow, const struct decl_verb_use *use)
{
    const struct decl_field *field = use->field == NULL ? NULL : decl_field(flow->main, use->field);

    if (use->group == NULL || use->field == NULL)
        return;
    if (verify_group(flow, use->group) == NULL)
        fault_key(load, use->pos, "group", "there is no group of questions \"%s\"", use->group);
    if (field == NULL)
        fault_key(load, use->pos, "field", "the main form has no field \"%s\"", use->field);
    else if (use->verb == GUARD_GROUP_NEEDS_CODE && use->is != NULL && !verify_code_fits(field, use->is))
        fault_key(load, use->pos, "is", "the field %s cannot be \"%s\"", field->id, use->is);
    else if (use->verb == GUARD_GROUP_NEEDS_TEXT && field->kind != KIND_TEXT)
        fault_key(load, use->pos, "field", "%s is no text", field->id);
    else if (use->verb == GUARD_GROUP_NEEDS_TEXT && use->number > (int64_t)field->max)
        fault_key(load, use->pos, "number", "is more than %s can hold", field->id);
}

static const struct decl_field *
find_in_main(const struct decl_flow *flow, bool (*fits)(const struct decl_field *))
{
    for (size_t s = 0; s < flow->main->n_sections; s++)
        for (size_t f = 0; f < flow->main->sections[s].n_fields; f++)
            if (fits(&flow->main->sections[s].fields[f]))
                return &flow->main->sections[s].fields[f];
    return NULL;
}

static bool
is_authority(const struct decl_field *field)
{
    return field->kind == KIND_AUTHORITY;
}

static bool
is_contact(const struct decl_field *field)
{
    return field->contact;
}

static void
check_guard(struct load *load, const struct decl_flow *flow, const struct decl_action *action,
            const struct decl_verb_use *use)
{
    switch (use->verb) {
    case GUARD_GROUP_NEEDS_CODE:
    case GUARD_GROUP_NEEDS_TEXT:
        check_group_guard(load, flow, use);
        break;
    case GUARD_RECIPIENT_COVERS_FLOW:
    case GUARD_RECIPIENT_IN_OTHER_COUNTRY:
        if (find_in_main(flow, is_authority) == NULL)
            fault_add(load, use->pos, "guards", "%s: the main form has no field of kind authority",
                      decl_verb_name(use->verb));
        break;
    case GUARD_ONE_CONTACT:
        if (find_in_main(flow, is_contact) == NULL)
            fault_add(load, use->pos, "guards", "one_contact: the main form has no field with `contact: true`");
        break;
    case GUARD_ONE_QUESTION:
    case GUARD_ANSWERS_COMPLETE:
        if (flow->questions == NULL)
            fault_add(load, use->pos, "guards", "%s: the flow has no questions", decl_verb_name(use->verb));
        break;
    default:
        break;
    }
    for (const struct decl_verb_use *other = action->guards; other < use; other++)
        if (other->verb == use->verb && use->field == NULL && use->group == NULL)
            fault_add(load, use->pos, "guards", "%s stands twice", decl_verb_name(use->verb));
}

/* ---- effects ------------------------------------------------------------------------------------------ */

static const struct decl_field *
field_asked(const struct decl_flow *flow, const struct decl_action *action, const char *id)
{
    const struct decl_field *field = action->form == NULL ? NULL : decl_field(action->form, id);

    return field != NULL ? field : decl_field(flow->main, id);
}

static void
check_due_effect(struct load *load, const struct decl_flow *flow, const struct decl_action *action,
                 const struct decl_verb_use *use)
{
    if ((use->number > 0) == (use->from != NULL))
        fault_add(load, use->pos, "effects", "due needs either `number` or `from`");
    if (use->number > DECL_DUE_DAYS_MAX)
        fault_key(load, use->pos, "number", "is more than %d days", DECL_DUE_DAYS_MAX);
    if (use->from != NULL) {
        const struct decl_field *field = field_asked(flow, action, use->from);

        if (field == NULL)
            fault_key(load, use->pos, "from", "neither the action's form nor the main form has a field \"%s\"",
                      use->from);
        else if (field->kind != KIND_NUMBER || field->least < 0)
            fault_key(load, use->pos, "from", "%s is no number of days", use->from);
        else if (field->most > DECL_DUE_DAYS_MAX)
            fault_key(load, use->pos, "from", "%s may be more than %d days", use->from, DECL_DUE_DAYS_MAX);
        else if (field->need != NEED_SEND || field->when.n_terms > 0)
            fault_key(load, use->pos, "from", "%s may be left empty: it needs `need: send` and no `when`", use->from);
    }
    if (use->since != NULL && !known_stamp(flow, use->since))
        fault_key(load, use->pos, "since", "no effect sets \"%s\"", use->since);
}

static bool
written_as(const struct decl_flow *flow, enum decl_verb verb, const char *id)
{
    for (size_t a = 0; a < flow->n_actions; a++)
        for (size_t e = 0; e < flow->actions[a].n_effects; e++) {
            const struct decl_verb_use *use = &flow->actions[a].effects[e];

            if (use->verb == verb && use->field != NULL && strcmp(use->field, id) == 0)
                return true;
        }
    return false;
}

static void
check_effect(struct load *load, const struct decl_flow *flow, const struct decl_action *action,
             const struct decl_verb_use *use)
{
    const struct decl_field *field;

    if (use->verb == EFFECT_DUE)
        check_due_effect(load, flow, action, use);
    if (use->field == NULL)
        return;
    if (use->verb == EFFECT_DUE && written_as(flow, EFFECT_STAMP, use->field))
        fault_key(load, use->pos, "field", "\"%s\" is a moment that another effect stamps", use->field);
    if (use->verb == EFFECT_CLEAR && !known_stamp(flow, use->field))
        fault_key(load, use->pos, "field", "no effect sets \"%s\"", use->field);
    if ((use->verb == EFFECT_STAMP || use->verb == EFFECT_DUE) && decl_field(flow->main, use->field) != NULL)
        fault_key(load, use->pos, "field", "\"%s\" is a field of the main form", use->field);
    if (use->verb == EFFECT_SET_COUNTERPART) {
        field = decl_field(flow->main, use->field);
        if (field == NULL || field->kind != KIND_AUTHORITY)
            fault_key(load, use->pos, "field", "the main form has no field \"%s\" of kind authority", use->field);
    }
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

/* Closing starts the clocks of blocking and deletion. Source: Reg. (EU) 1024/2012 Art. 14. */
static void
check_closing(struct load *load, const struct decl_flow *flow, const struct decl_action *action)
{
    bool final = action->to >= 0 && flow->states[action->to].class == CLASS_FINAL;

    if (final && !has_effect(action, EFFECT_CLOSE))
        fault_key(load, action->pos, "effects",
                  "leads to the final state %s without the effect close: nothing would ever be blocked or deleted",
                  flow->states[action->to].id);
    if (!final && has_effect(action, EFFECT_CLOSE))
        fault_key(load, action->pos, "effects", "close fits only an action that leads to a final state");
}

static void
check_input(struct load *load, const struct decl_flow *flow, const struct decl_action *action)
{
    bool writes = action->form != NULL || action->input != INPUT_FORM;

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
check_action(struct load *load, const struct decl_flow *flow, const struct decl_action *action)
{
    for (size_t i = 0; i < action->n_guards; i++)
        check_guard(load, flow, action, &action->guards[i]);
    for (size_t i = 0; i < action->n_effects; i++)
        check_effect(load, flow, action, &action->effects[i]);
    check_input(load, flow, action);
    check_closing(load, flow, action);
    if (action->working_copy && action->input == INPUT_ANSWERS)
        check_saved_answers(load, flow, action);
    if (action->primary)
        for (const struct decl_action *other = flow->actions; other < action; other++)
            if (other->primary && shares(other, action))
                fault_key(load, action->pos, "primary", "%s is the primary action of the same state and role",
                          other->id);
}

/* The second part is filled by an action before it can do anything. */
static void
check_second_part(struct load *load, const struct decl_flow *flow)
{
    if (flow->n_parts < 2 || flow->parts[1].many)
        return;
    for (size_t a = 0; a < flow->n_actions; a++)
        if (has_effect(&flow->actions[a], EFFECT_SET_COUNTERPART))
            return;
    fault_key(load, flow->pos, "parts", "no effect set_counterpart says who %s is", flow->parts[1].id);
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
    check_second_part(load, flow);
    check_forms_used(load, flow);
}
