/* SPDX-License-Identifier: EUPL-1.2 */
#include "jobs/acts.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/mem.h"
#include "flow/flow.h"

/* By day, and on one day in the order in which the cases began. */
static bool
comes_before(const struct acts_one *a, const struct acts_one *b)
{
    return a->day != b->day ? a->day < b->day : a->id < b->id;
}

/* A case that has not moved since it was noted is noted once. */
static void
add(struct acts *acts, struct acts_one one)
{
    size_t at = acts->count;

    for (size_t i = 0; i < acts->count; i++)
        if (acts->items[i].id == one.id && acts->items[i].version == one.version)
            return;
    acts->count++;
    acts->items = mem_grow(acts->mem, acts->items, struct acts_one, acts->count);
    for (; at > acts->done && comes_before(&one, &acts->items[at - 1]); at--)
        acts->items[at] = acts->items[at - 1];
    acts->items[at] = one;
}

/* By the day on which each came due; the days of those before it stand in `days`. */
static void
add_action(struct acts *acts, struct acts_one *one, int32_t *days, const struct decl_action *action, int32_t day)
{
    size_t at = one->n_actions++;

    one->actions = mem_grow(acts->mem, one->actions, const struct decl_action *, one->n_actions);
    for (; at > 0 && day < days[at - 1]; at--) {
        one->actions[at] = one->actions[at - 1];
        days[at] = days[at - 1];
    }
    one->actions[at] = action;
    days[at] = day;
}

void
acts_look(struct acts *acts, const struct lane_run *run, const struct decl_flow *flow, const struct due_row *rows, size_t count)
{
    int32_t *days = mem_zeros(acts->mem, int32_t, flow->n_timers + 1);
    struct acts_one one = {.id = rows[0].id, .version = rows[0].version};

    for (size_t i = 0; i < flow->n_timers; i++) {
        const struct decl_timer *timer = &flow->timers[i];
        int32_t day;

        if (timer->then == NULL || timer->state != decl_state(flow, rows[0].state))
            continue;
        day = due_day(timer, rows, count);
        if (due_since(timer, day, clock_day(run->upto)))
            add_action(acts, &one, days, timer->then, day);
    }
    one.day = days[0];
    talloc_free(days);
    if (one.n_actions == 0)
        return;
    one.ref = mem_copy(acts->mem, rows[0].ref);
    add(acts, one);
}

static enum err_code
look_at_case(struct acts *acts, struct lane_run *run, uint64_t id, struct err *err)
{
    const struct decl_flow *flow;
    struct due_row *rows;
    size_t count;

    TRY(due_rows_of(run, acts->mem, id, &rows, &count, err));
    if (count == 0)
        return ERR_OK; /* it is closed */
    TRY(due_flow(run, rows, &flow, err));
    acts_look(acts, run, flow, rows, count);
    return ERR_OK;
}

enum err_code
acts_look_again(struct acts *acts, struct lane_run *run, const uint64_t *ids, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        enum err_code code = look_at_case(acts, run, ids[i], err);

        if (code != ERR_OK && !lane_passes_over(run, "act", mem_printf(acts->mem, "%" PRIu64, ids[i]), err))
            return code;
    }
    return ERR_OK;
}

/* The first action that is open. Errors: those of flow_apply; ERR_CONFLICT the conditions of none hold. */
static enum err_code
do_one(struct lane_run *run, TALLOC_CTX *mem, const struct acts_one *one, struct err *err)
{
    const struct env env = {.mem = mem, .db = run->db, .decl = run->setup->decl, .history_key = run->setup->keys->history[0],
                            .actor = actor_system(), .language = actor_system()->language, .request_id = run->owner,
                            .door = "clerk"};
    struct flow_act act = {.ref = one->ref, .has_version = true, .version = one->version};
    struct flow_outcome outcome = {.unmet = NULL};
    enum err_code code = ERR_OK;

    for (size_t i = 0; i < one->n_actions; i++) {
        act.action = one->actions[i]->id;
        code = flow_apply(&env, &act, &outcome, err);
        if (code != ERR_CONFLICT || outcome.unmet == NULL)
            break;
    }
    return code;
}

/* What is due of the case once the act was done, or somebody else has been faster. */
static enum err_code
try_one(struct acts *acts, struct lane_run *run, const struct acts_one *one, struct err *err)
{
    TALLOC_CTX *mem = mem_new(acts->mem, "act");
    enum err_code code = do_one(run, mem, one, err);

    talloc_free(mem);
    if (code == ERR_STALE)
        return look_at_case(acts, run, one->id, err);
    if (code != ERR_OK)
        return code;
    acts->any = true;
    return look_at_case(acts, run, one->id, err);
}

enum err_code
acts_do(struct acts *acts, struct lane_run *run, struct err *err)
{
    while (acts->done < acts->count && !lane_stop()) {
        const struct acts_one one = acts->items[acts->done++];
        enum err_code code = try_one(acts, run, &one, err);

        if (code == ERR_OK)
            continue;
        if (!lane_passes_over(run, "act", one.ref, err))
            return code;
        acts->failed = mem_grow(acts->mem, acts->failed, uint64_t, acts->n_failed + 1);
        acts->failed[acts->n_failed++] = one.id;
    }
    return ERR_OK;
}
