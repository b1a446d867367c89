/* SPDX-License-Identifier: EUPL-1.2 */
/* Members: what waits for one can be done by it, and the days by which it must act are those that it was given. */
#include "decl/verb.h"
#include "decl/verify.h"

/* The active states of the case in which a part may have members: those that can be reached from where it is taken. */
static uint64_t
states_with(const struct decl_flow *flow, int part)
{
    uint64_t set = 0;

    for (size_t a = 0; a < flow->n_actions; a++) {
        const struct decl_action *action = &flow->actions[a];

        if (!verify_takes(action, flow->parts[part].id))
            continue;
        for (size_t i = 0; action->to < 0 && i < action->n_from; i++)
            set |= UINT64_C(1) << action->from[i];
        if (action->to >= 0)
            set |= UINT64_C(1) << action->to;
    }
    set = verify_reach(flow, set);
    for (size_t s = 0; s < flow->n_states; s++)
        if (flow->states[s].of != OF_CASE || flow->states[s].class != CLASS_ACTIVE)
            set &= ~(UINT64_C(1) << s);
    return set;
}

static bool
can_act(const struct decl_flow *flow, int state, int case_state)
{
    for (size_t a = 0; a < flow->n_actions; a++)
        if (flow->actions[a].of != OF_CASE && decl_starts_in(&flow->actions[a], state) &&
            decl_goes_on(flow, &flow->actions[a], case_state))
            return true;
    return false;
}

/* A member that is waited for has a task: it must be one that it can do. */
static void
check_task(struct load *load, const struct decl_flow *flow, int state)
{
    uint64_t set = states_with(flow, flow->states[state].of);

    for (int s = 0; s < (int)flow->n_states; s++)
        if ((set >> s & 1) != 0 && !can_act(flow, state, s)) {
            fault_key(load, flow->states[state].pos, "waits_text", "while the case is in %s a member can do nothing here",
                      flow->states[s].id);
            return;
        }
}

/* A member keeps the day with which it entered its state: the act that lets it join sets the day, and no other sets another. */
static void
check_day(struct load *load, const struct decl_flow *flow, const struct decl_state *state)
{
    for (size_t a = 0; a < flow->n_actions; a++) {
        const struct decl_action *action = &flow->actions[a];
        bool takes = verify_takes(action, flow->parts[state->of].id), sets = verify_sets_day(action, state->due_field);

        if (state->class == CLASS_INITIAL && takes && !sets)
            fault_key(load, action->pos, "effects", "lets %s be taken without setting its time limit \"%s\"",
                      flow->parts[state->of].id, state->due_field);
        if (action->of == OF_CASE && sets && !takes)
            fault_key(load, action->pos, "effects", "sets \"%s\" again, but who is in %s keeps the day that was given",
                      state->due_field, state->id);
    }
}

/* `idle` counts the acts of the case, and knows nothing of those of its members. */
static void
check_idle(struct load *load, const struct decl_flow *flow, const struct decl_timer *timer)
{
    for (size_t s = 0; s < flow->n_states; s++)
        if (flow->states[s].of != OF_CASE && can_act(flow, (int)s, timer->state)) {
            fault_key(load, timer->pos, "idle", "members act while the case is in %s, which is not counted",
                      flow->states[timer->state].id);
            return;
        }
}

void
verify_members(struct load *load, const struct decl_flow *flow)
{
    for (int s = 0; s < (int)flow->n_states; s++) {
        const struct decl_state *state = &flow->states[s];

        if (state->of == OF_CASE)
            continue;
        if (state->waits_for >= 0 && state->class != CLASS_FINAL)
            check_task(load, flow, s);
        if (state->due_field != NULL)
            check_day(load, flow, state);
    }
    for (size_t t = 0; t < flow->n_timers; t++)
        if (flow->timers[t].idle > 0)
            check_idle(load, flow, &flow->timers[t]);
}
