/* SPDX-License-Identifier: EUPL-1.2 */
/* Conditions of actions: that they can hold at all, and tell nobody what he does not read. */
#include <string.h>

#include "decl/verb.h"
#include "decl/verify.h"

/* A condition that is looked at. */
struct asked {
    struct load *load;
    const struct decl_flow *flow;
    const struct decl_action *action;
    const struct decl_verb_use *use;
};

static struct yaml_pos
pos_of(const struct asked *asked)
{
    return asked->use->args.any.pos;
}

static bool
same_subject(const struct decl_verb_use *a, const struct decl_verb_use *b)
{
    const char *x = decl_condition_subject(a), *y = decl_condition_subject(b);

    return x != NULL && y != NULL && strcmp(x, y) == 0;
}

/* ---- contradictions ----------------------------------------------------------------------------------- */

static bool
has_code(const char *const *codes, const char *code)
{
    for (; *codes != NULL; codes++)
        if (strcmp(*codes, code) == 0)
            return true;
    return false;
}

/* Whether every code of `a` is (not) among those of `b`. */
static bool
all_in(const char *const *a, const char *const *b, bool in)
{
    for (; *a != NULL; a++)
        if (has_code(b, *a) != in)
            return false;
    return true;
}

/* A field of several codes may have one of each condition. */
static bool
values_exclude(const struct verb_field_is *a, const struct verb_field_is *b)
{
    if (a->is != NULL && b->is_not != NULL)
        return all_in(a->is, b->is_not, true);
    if (a->is_not != NULL && b->is != NULL)
        return all_in(b->is, a->is_not, true);
    return false;
}

static bool
days_exclude(enum decl_day_test a, enum decl_day_test b)
{
    return (a == DAY_PASSED && b == DAY_NOT_PASSED) || (a == DAY_NOT_PASSED && b == DAY_PASSED);
}

/* Whether two conditions never hold at once. */
static bool
uses_exclude(const struct decl_verb_use *a, const struct decl_verb_use *b)
{
    if (!same_subject(a, b))
        return false;
    if (a->verb == CONDITION_STAMP_IS && b->verb == CONDITION_DAY_IS)
        return a->args.stamp_is.is == STANDS_NOT_SET;
    if (a->verb == CONDITION_DAY_IS && b->verb == CONDITION_STAMP_IS)
        return b->args.stamp_is.is == STANDS_NOT_SET;
    if (a->verb != b->verb)
        return false;
    if (a->verb == CONDITION_FIELD_IS)
        return values_exclude(&a->args.field_is, &b->args.field_is);
    if (a->verb == CONDITION_DAY_IS)
        return days_exclude(a->args.day_is.is, b->args.day_is.is);
    if (a->verb == CONDITION_STAMP_IS)
        return a->args.stamp_is.is != b->args.stamp_is.is;
    return a->args.setting_is.is != b->args.setting_is.is;
}

bool
verify_excludes(const struct decl_action *a, const struct decl_action *b)
{
    for (size_t i = 0; i < a->n_when; i++)
        for (size_t j = 0; j < b->n_when; j++)
            if (uses_exclude(&a->when[i], &b->when[j]))
                return true;
    return false;
}

static void
check_earlier_ones(const struct asked *asked)
{
    for (const struct decl_verb_use *other = asked->action->when; other < asked->use; other++) {
        if (uses_exclude(other, asked->use))
            fault_add(asked->load, pos_of(asked), "when", "never holds together with the condition in line %u",
                      other->args.any.pos.line);
        else if (other->verb == asked->use->verb && same_subject(other, asked->use))
            fault_add(asked->load, pos_of(asked), "when", "the condition in line %u asks about %s already", other->args.any.pos.line,
                      decl_condition_subject(other));
    }
}

/* ---- what must have happened before --------------------------------------------------------------------- */

static uint64_t
from_states(const struct decl_action *action)
{
    uint64_t set = 0;

    for (size_t i = 0; i < action->n_from; i++)
        set |= UINT64_C(1) << action->from[i];
    return set;
}

/* The states of the case in which an action is open: for an act of a member those in which it goes on. */
static uint64_t
case_states(const struct decl_flow *flow, const struct decl_action *action)
{
    uint64_t set = 0;

    if (action->of == OF_CASE)
        return from_states(action);
    for (size_t s = 0; s < flow->n_states; s++)
        if (flow->states[s].of == OF_CASE && decl_goes_on(flow, action, (int)s))
            set |= UINT64_C(1) << s;
    return set;
}

/* Whether an action may have been done before another one is open. Acts of a member move only the member. */
static bool
comes_before(const struct decl_flow *flow, const struct decl_action *action, const struct decl_action *other)
{
    bool apart = action->of != other->of;
    uint64_t from = apart ? case_states(flow, action) : from_states(action);
    uint64_t after = action->to >= 0 && (!apart || action->of == OF_CASE) ? UINT64_C(1) << action->to : from;

    return action != other && (verify_reach(flow, after) & (apart ? case_states(flow, other) : from_states(other))) != 0;
}

static bool
sets_stamp(const struct decl_action *action, const char *id)
{
    for (size_t e = 0; e < action->n_effects; e++) {
        const char *moment = verb_text_of(&action->effects[e], ARGUMENT_MOMENT);
        const char *day = verb_text_of(&action->effects[e], ARGUMENT_DAY);

        if ((moment != NULL && strcmp(moment, id) == 0) || (day != NULL && strcmp(day, id) == 0))
            return true;
    }
    return false;
}

static void
check_stamp_comes(const struct asked *asked, const char *id)
{
    bool set = false, before = false;

    for (size_t a = 0; id != NULL && a < asked->flow->n_actions; a++)
        if (sets_stamp(&asked->flow->actions[a], id)) {
            set = true;
            before = before || comes_before(asked->flow, &asked->flow->actions[a], asked->action);
        }
    if (set && !before)
        fault_add(asked->load, pos_of(asked), "when", "never holds: no action that sets %s comes before this one", id);
}

/* ---- fields --------------------------------------------------------------------------------------------- */

static const struct decl_form *
form_of(const struct decl_flow *flow, const char *id)
{
    for (size_t f = 0; f < flow->n_forms; f++)
        if (decl_field(&flow->forms[f], id) != NULL)
            return &flow->forms[f];
    return flow->main;
}

static void
check_field_comes(const struct asked *asked, const struct decl_field *field, const struct decl_form *form)
{
    bool before = form == asked->flow->main;

    if (form == asked->action->form) {
        fault_add(asked->load, pos_of(asked), "when", "%s is asked for by this action itself", field->id);
        return;
    }
    for (size_t a = 0; a < asked->flow->n_actions; a++)
        before = before ||
                 (asked->flow->actions[a].form == form && comes_before(asked->flow, &asked->flow->actions[a], asked->action));
    if (!before)
        fault_add(asked->load, pos_of(asked), "when", "never holds: no action that asks for %s comes before this one", field->id);
}

/* Whether a field is a part's own: of the draft, or of a form of one of its actions. */
static bool
fills(const struct decl_flow *flow, const struct decl_form *form, int part)
{
    if (form == flow->main)
        return part == 0;
    for (size_t a = 0; a < flow->n_actions; a++)
        if (flow->actions[a].form == form && decl_is_by(&flow->actions[a], part))
            return true;
    return false;
}

/* Whether an action is offered would tell a part what it does not read. */
static void
check_readers(const struct asked *asked, const struct decl_field *field, const struct decl_form *form)
{
    const struct decl_flow *flow = asked->flow;

    uint64_t states = case_states(flow, asked->action);

    for (int part = 0; part < (int)flow->n_parts; part++)
        for (int s = 0; s < (int)flow->n_states && decl_is_by(asked->action, part) && !fills(flow, form, part); s++)
            if ((states >> s & 1) != 0 && !field->early && !decl_reveals(flow, field->reveal, part, s)) {
                fault_add(asked->load, pos_of(asked), "when", "%s does not read %s in %s: `reveal` or `early` must let it",
                          flow->parts[part].id, field->id, flow->states[s].id);
                break;
            }
}

static void
check_field(const struct asked *asked)
{
    const char *id = asked->use->args.field_is.field;
    const struct decl_field *field = id == NULL ? NULL : verify_field(asked->flow, id);
    const struct decl_form *form = id == NULL ? NULL : form_of(asked->flow, id);

    if (field == NULL)
        return;
    check_field_comes(asked, field, form);
    check_readers(asked, field, form);
}

/* The words of a condition about a day may name it; nothing else is filled in. */
static void
check_text(const struct asked *asked, const char *text)
{
    bool day = asked->use->verb == CONDITION_DAY_IS;

    for (const char *at = text == NULL ? NULL : strchr(text, '{'); at != NULL; at = strchr(at + 1, '{'))
        if (!day || strncmp(at, "{day}", 5) != 0)
            fault_key(asked->load, pos_of(asked), "text", day ? "only {day} can stand there" : "nothing is filled in there");
}

static void
check_condition(const struct asked *asked)
{
    const struct decl_verb_use *use = asked->use;

    check_earlier_ones(asked);
    check_text(asked, decl_condition_text(use));
    if (use->verb == CONDITION_FIELD_IS)
        check_field(asked);
    else if (use->verb == CONDITION_DAY_IS)
        check_stamp_comes(asked, use->args.day_is.day);
    else if (use->verb == CONDITION_STAMP_IS && use->args.stamp_is.is == STANDS_SET)
        check_stamp_comes(asked, use->args.stamp_is.stamp);
}

void
verify_when(struct load *load, const struct decl_flow *flow, const struct decl_action *action)
{
    if (action->working_copy && action->n_when > 0)
        fault_key(load, action->pos, "when", "what is begun can always be saved on: a working copy has no conditions");
    for (size_t i = 0; i < action->n_when; i++)
        check_condition(&(struct asked){load, flow, action, &action->when[i]});
}
