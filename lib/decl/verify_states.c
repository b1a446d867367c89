/* SPDX-License-Identifier: EUPL-1.2 */
/* States: the shape of the graph, who it waits for, and until when. */
#include <string.h>

#include "decl/verb.h"
#include "decl/verify.h"

/* ---- the graph ---------------------------------------------------------------------------------------- */

/* A graph: that of the case (OF_CASE), or that of each member of a part; and where it is declared. */
struct graph {
    int of;
    struct yaml_pos pos;
};

static int
check_beginning(struct load *load, const struct decl_flow *flow, const struct graph *graph)
{
    int initial = decl_initial(flow, graph->of);
    bool any = false;

    for (size_t i = 0; i < flow->n_states; i++) {
        any = any || flow->states[i].of == graph->of;
        if (flow->states[i].of == graph->of && flow->states[i].class == CLASS_INITIAL && (int)i != initial)
            fault_key(load, flow->states[i].pos, "class", "%s is initial already; a flow begins in one state",
                      flow->states[initial].id);
    }
    if (initial < 0 && any)
        fault_key(load, graph->pos, "states", "no state is initial");
    return initial;
}

/* A draft belongs to the part that begins: it waits for that one and is saved by it, and no act makes a draft of it again. */
static void
check_initial(struct load *load, const struct decl_flow *flow, int initial)
{
    const struct decl_state *state = &flow->states[initial];
    bool saved = false;

    if (flow->n_parts > 0 && state->waits_for < 0)
        fault_add(load, state->pos, "waits_for", "is missing: a draft waits for the first part, %s", flow->parts[0].id);
    else if (state->waits_for > 0)
        fault_key(load, state->pos, "waits_for", "must be the first part, %s: it begins", flow->parts[0].id);
    for (size_t a = 0; a < flow->n_actions; a++) {
        const struct decl_action *action = &flow->actions[a];

        saved = saved || (action->working_copy && action->input == INPUT_MAIN && decl_starts_in(action, initial) &&
                          decl_is_by(action, 0));
    }
    if (!saved)
        fault_key(load, flow->pos, "actions",
                  "no action saves a draft: one of the first part from %s needs `input: main` and `working_copy: true`", state->id);
}

/* What has begun begins no second time. */
static void
check_no_way_back(struct load *load, const struct decl_flow *flow, int initial)
{
    for (size_t a = 0; a < flow->n_actions; a++)
        if (flow->actions[a].to == initial)
            fault_key(load, flow->actions[a].pos, "to", "leads back to the initial state %s: return it to an active state of its own",
                      flow->states[initial].id);
}

uint64_t
verify_reach(const struct decl_flow *flow, uint64_t set)
{
    uint64_t before;

    do {
        before = set;
        for (size_t a = 0; a < flow->n_actions; a++)
            for (size_t s = 0; s < flow->n_states; s++)
                if ((set >> s & 1) != 0 && decl_leads_on(&flow->actions[a], (int)s))
                    set |= UINT64_C(1) << flow->actions[a].to;
    } while (set != before);
    return set;
}

static void
check_way_on(struct load *load, const struct decl_flow *flow, size_t s, uint64_t finals)
{
    const struct decl_state *state = &flow->states[s];
    bool out = false;

    for (size_t a = 0; a < flow->n_actions; a++) {
        out = out || decl_leads_on(&flow->actions[a], (int)s);
        if (state->class == CLASS_FINAL && decl_starts_in(&flow->actions[a], (int)s))
            fault_key(load, flow->actions[a].pos, "from", "%s is final: nothing can be done there", state->id);
    }
    if (state->class == CLASS_FINAL || state->of != OF_CASE)
        return;
    if (!out)
        fault_add(load, state->pos, state->id, "no action leads out of this state");
    else if ((verify_reach(flow, UINT64_C(1) << s) & finals) == 0)
        fault_add(load, state->pos, state->id, "no way leads from this state to a final one");
}

/* A member ends with its case, so that it needs no final state of its own. */
static void
check_graph(struct load *load, const struct decl_flow *flow, const struct graph *graph)
{
    int initial = check_beginning(load, flow, graph);
    uint64_t reached = initial < 0 ? UINT64_MAX : verify_reach(flow, UINT64_C(1) << initial);
    uint64_t finals = 0;

    for (size_t s = 0; s < flow->n_states; s++)
        if (flow->states[s].class == CLASS_FINAL || graph->of != OF_CASE)
            finals |= UINT64_C(1) << s;
    if (initial >= 0 && graph->of == OF_CASE)
        check_initial(load, flow, initial);
    if (initial >= 0)
        check_no_way_back(load, flow, initial);
    if (finals == 0 && flow->n_states > 0)
        fault_key(load, graph->pos, "states", "no state is final");
    for (size_t s = 0; s < flow->n_states; s++) {
        if (flow->states[s].of != graph->of)
            continue;
        if ((reached >> s & 1) == 0)
            fault_add(load, flow->states[s].pos, flow->states[s].id, "no way leads to this state");
        check_way_on(load, flow, s, finals == 0 ? UINT64_MAX : finals);
    }
}

/* ---- waiting ------------------------------------------------------------------------------------------ */

static bool
part_can_act(const struct decl_flow *flow, int state, int part)
{
    for (size_t a = 0; a < flow->n_actions; a++)
        if (decl_is_by(&flow->actions[a], part) && decl_starts_in(&flow->actions[a], state))
            return true;
    return false;
}

/* Only {authority} and {day} are filled in, each only where there is one. */
static void
check_placeholders(struct load *load, const struct decl_state *state)
{
    const char *text = state->waits_text;
    bool day = strstr(text, "{day}") != NULL;

    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{'))
        if (strncmp(at, "{authority}", 11) != 0 && strncmp(at, "{day}", 5) != 0)
            fault_key(load, state->pos, "waits_text", "only {authority} and {day} can stand there");
    if (state->waits_for < 0 && strstr(text, "{authority}") != NULL)
        fault_key(load, state->pos, "waits_text", "{authority} needs a `waits_for`");
    if (day && decl_state_day(state) == NULL)
        fault_key(load, state->pos, "waits_text", "{day} needs a `due_field`");
    if (!day && decl_state_day(state) != NULL)
        fault_key(load, state->pos, "waits_text", "does not say {day}, by when");
}

/* Whether some member has something to do while the case is in a state. */
static bool
members_go_on(const struct decl_flow *flow, const struct decl_state *state)
{
    for (size_t a = 0; a < flow->n_actions; a++)
        if (flow->actions[a].of != OF_CASE && decl_goes_on(flow, &flow->actions[a], (int)(state - flow->states)))
            return true;
    return false;
}

/* The page says for whom the case waits, or for which day; a member may wait for nothing. */
static void
check_waits_text(struct load *load, const struct decl_flow *flow, const struct decl_state *state)
{
    bool waits = state->waits_for >= 0 || state->until != NULL;

    if (!waits && state->of == OF_CASE && state->class == CLASS_ACTIVE && !members_go_on(flow, state))
        fault_add(load, state->pos, "waits_for",
                  "is missing: say who must act in %s, or with `until` which day it waits for", state->id);
    if (state->waits_text == NULL && waits && state->class == CLASS_ACTIVE)
        fault_key(load, state->pos, "waits_text", "is missing: the page says whom the case waits for");
    if (state->waits_text == NULL)
        return;
    if (!waits)
        fault_key(load, state->pos, "waits_text", "the state waits for nobody");
    check_placeholders(load, state);
}

/* Whether a timer reminds of a day of a state once it has passed. */
static bool
tells_passing(const struct decl_timer *timer, int state, const char *day)
{
    return timer->state == state && timer->then == NULL && timer->idle == 0 && timer->before == 0 &&
           strcmp(timer->field, day) == 0;
}

/* Every time limit, and every day that a state waits for, is set on the way in; when a limit passes, a timer tells. */
static void
check_due(struct load *load, const struct decl_flow *flow, int s)
{
    const struct decl_state *state = &flow->states[s];
    const char *day = decl_state_day(state);
    bool timer = false;

    if (day == NULL)
        return;
    if (!verify_day_is_set(flow, day)) {
        fault_key(load, state->pos, state->until == NULL ? "due_field" : "until", "no effect `due` sets \"%s\"", day);
        return;
    }
    for (size_t a = 0; a < flow->n_actions; a++)
        if (state->of == OF_CASE && flow->actions[a].to == s && !decl_starts_in(&flow->actions[a], s) &&
            !verify_sets_day(&flow->actions[a], day))
            fault_key(load, flow->actions[a].pos, "effects", "leads to %s without setting its time limit \"%s\"", state->id, day);
    if (state->due_field == NULL)
        return;
    for (size_t t = 0; t < flow->n_timers && state->of == OF_CASE; t++)
        timer = timer || tells_passing(&flow->timers[t], s, day);
    if (!timer && state->of == OF_CASE)
        fault_key(load, state->pos, "due_field", "no timer tells when \"%s\" has passed", state->due_field);
}

/* Words that the page of a case would never show. */
static void
check_words(struct load *load, const struct decl_flow *flow, int s)
{
    const struct decl_state *state = &flow->states[s];
    bool all = true;

    for (size_t p = 0; flow->main != NULL && state->of == OF_CASE && p < flow->n_parts; p++)
        all = all && decl_reads_main(flow, (int)p, s);
    if (state->of != OF_CASE && (state->early_text != NULL || state->opened_text != NULL))
        fault_key(load, state->pos, state->early_text != NULL ? "early_text" : "opened_text", "fits only a state of the case");
    if (state->early_text != NULL && (all || state->class != CLASS_ACTIVE))
        fault_key(load, state->pos, "early_text", "every part reads the whole main form in this state");
    if (state->opened_text != NULL && (state->waits_for < 0 || state->class != CLASS_ACTIVE))
        fault_key(load, state->pos, "opened_text", "fits only an active state that waits for a part");
    else if (state->opened_text != NULL && strstr(state->opened_text, "{day}") == NULL)
        fault_key(load, state->pos, "opened_text", "does not say {day}, when");
}

static void
check_waiting(struct load *load, const struct decl_flow *flow)
{
    for (size_t s = 0; s < flow->n_states; s++) {
        const struct decl_state *state = &flow->states[s];

        if (state->of == OF_CASE && state->waits_for >= 0 && flow->parts[state->waits_for].many)
            fault_key(load, state->pos, "waits_for", "%s is held by many: their own states say whom each waits for",
                      flow->parts[state->waits_for].id);
        else if (state->waits_for >= 0 && state->class == CLASS_FINAL)
            fault_key(load, state->pos, "waits_for", "a final state waits for nobody");
        else if (state->waits_for >= 0 && !part_can_act(flow, (int)s, state->waits_for))
            fault_key(load, state->pos, "waits_for", "%s can do nothing in this state",
                      flow->parts[state->waits_for].id);
        check_waits_text(load, flow, state);
        check_words(load, flow, (int)s);
        check_due(load, flow, (int)s);
    }
}

void
verify_states(struct load *load, const struct decl_flow *flow)
{
    check_graph(load, flow, &(struct graph){OF_CASE, flow->pos});
    for (size_t p = 1; p < flow->n_parts; p++)
        check_graph(load, flow, &(struct graph){(int)p, flow->parts[p].pos});
    check_waiting(load, flow);
}
