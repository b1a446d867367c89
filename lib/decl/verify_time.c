/* SPDX-License-Identifier: EUPL-1.2 */
/* What happens by time: timers, and the acts of the system that they carry out. */
#include <string.h>

#include "decl/verb.h"
#include "decl/verify.h"

/* ---- timers ------------------------------------------------------------------------------------------- */

static bool
same_timer(const struct decl_timer *a, const struct decl_timer *b)
{
    bool about = a->idle > 0 ? a->idle == b->idle : b->idle == 0 && a->before == b->before && strcmp(a->field, b->field) == 0;

    return about && a->state == b->state && a->then == b->then;
}

/* An act tells by its own notices. */
static void
check_carries_out(struct load *load, const struct decl_flow *flow, const struct decl_timer *timer)
{
    const struct decl_action *action = timer->then;

    if (timer->n_remind > 0 || timer->message != NULL || timer->coordinators)
        fault_key(load, timer->pos, timer->n_remind > 0 ? "remind" : timer->message != NULL ? "message" : "coordinators",
                  "a timer either reminds or acts: what %s tells stands in its `notify`", action->id);
    if (!action->by_system)
        fault_key(load, timer->pos, "then", "%s is not `by: [system]`", action->id);
    if (!decl_starts_in(action, timer->state))
        fault_key(load, timer->pos, "then", "%s is not from %s", action->id, flow->states[timer->state].id);
}

static void
check_reminds(struct load *load, const struct decl_timer *timer)
{
    if (timer->n_remind == 0)
        fault_key(load, timer->pos, "remind", "is missing in a timer: say whom it reminds, or with `then` what is done");
    if (timer->message == NULL)
        fault_key(load, timer->pos, "message", "is missing in a timer");
}

static void
check_timer(struct load *load, const struct decl_flow *flow, const struct decl_timer *timer)
{
    const struct decl_state *state = &flow->states[timer->state];

    if (state->of != OF_CASE)
        fault_key(load, timer->pos, "in", "%s is a state of a member: timers are for states of the case", state->id);
    else if (state->class == CLASS_FINAL)
        fault_key(load, timer->pos, "in", "%s is final", state->id);
    if (state->of == OF_CASE && state->class == CLASS_INITIAL)
        fault_key(load, timer->pos, "in", "%s is a draft: it has no timers", state->id);
    if (timer->idle == 0 && !verify_day_is_set(flow, timer->field))
        fault_key(load, timer->pos, "field", "no effect `due` sets \"%s\"", timer->field);
    if (timer->idle > 0 && timer->before > 0)
        fault_key(load, timer->pos, "before", "does not fit a timer with `idle`");
    if (timer->unit != PERIOD_CALENDAR_DAY && timer->before == 0 && timer->idle == 0)
        fault_key(load, timer->pos, "unit", "says nothing without `before` or `idle`");
    for (const struct decl_timer *other = flow->timers; other < timer; other++)
        if (same_timer(other, timer))
            fault_key(load, timer->pos, "in", "the same timer stands in line %u", other->pos.line);
    if (timer->then != NULL)
        check_carries_out(load, flow, timer);
    else
        check_reminds(load, timer);
}

/* ---- acts of the system ------------------------------------------------------------------------------- */

/* Nobody is there who could enter anything, or be shown a page. */
static void
check_no_person(struct load *load, const struct decl_action *action)
{
    const struct {
        bool there;
        const char *key;
    } none[] = {{action->n_by > 0, "by"},         {action->input != INPUT_FORM, "input"}, {action->form != NULL, "form"},
                {action->confirm, "confirm"},     {action->primary, "primary"},           {action->hint != NULL, "hint"},
                {action->banner != NULL, "banner"}};

    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        if (none[i].there)
            fault_key(load, action->pos, none[i].key, "does not fit an act of the system: no person takes part in it");
    if (action->n_guards > 0)
        fault_key(load, action->pos, "guards", "ask about what is entered, and the system enters nothing: say it with `when`");
    for (size_t i = 0; i < action->n_when; i++)
        if (action->when[i].verb == CONDITION_SETTING_IS)
            fault_add(load, action->when[i].args.any.pos, "setting", "the system has no authority that could have it");
}

/* Whom to bring in is chosen by a person; who finds a case by which words changes only where a person publishes. */
static void
check_effects(struct load *load, const struct decl_action *action)
{
    for (size_t i = 0; i < action->n_effects; i++)
        if (action->effects[i].verb == EFFECT_TAKE || action->effects[i].verb == EFFECT_INDEX)
            fault_add(load, action->effects[i].args.any.pos, "effects", "%s is no effect of an act of the system",
                      decl_verb_name(action->effects[i].verb));
}

static bool
has_timer(const struct decl_flow *flow, const struct decl_action *action, int state)
{
    for (size_t t = 0; t < flow->n_timers; t++)
        if (flow->timers[t].then == action && flow->timers[t].state == state)
            return true;
    return false;
}

/* The states to which time alone leads from a state. */
static uint64_t
led_by_time(const struct decl_flow *flow, int state)
{
    uint64_t set = UINT64_C(1) << state, before, led = 0;

    do {
        before = set;
        for (size_t a = 0; a < flow->n_actions; a++)
            for (size_t s = 0; s < flow->n_states; s++)
                if ((set >> s & 1) != 0 && flow->actions[a].by_system && decl_leads_on(&flow->actions[a], (int)s))
                    led |= UINT64_C(1) << flow->actions[a].to;
        set |= led;
    } while (set != before);
    return led;
}

static void
check_way(struct load *load, const struct decl_flow *flow, const struct decl_action *action)
{
    if (action->to < 0)
        fault_key(load, action->pos, "to", "is missing: an act of the system leads to another state, or it would be done without end");
    for (size_t i = 0; i < action->n_from; i++) {
        const struct decl_state *state = &flow->states[action->from[i]];

        if (action->to >= 0 && (led_by_time(flow, action->to) | UINT64_C(1) << action->to) >> action->from[i] & 1)
            fault_key(load, action->pos, "from", "time alone leads back to %s: a person must act in between", state->id);
        if (!has_timer(flow, action, action->from[i]))
            fault_key(load, action->pos, "from", "no timer in %s says `then: %s`", state->id, action->id);
    }
}

void
verify_time(struct load *load, const struct decl_flow *flow)
{
    for (size_t t = 0; t < flow->n_timers; t++)
        check_timer(load, flow, &flow->timers[t]);
    for (size_t a = 0; a < flow->n_actions; a++)
        if (flow->actions[a].by_system) {
            check_no_person(load, &flow->actions[a]);
            check_effects(load, &flow->actions[a]);
            check_way(load, flow, &flow->actions[a]);
        }
}
