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

/* Of several timers that are due in a state the one of the earliest day acts: after that the state is another. */
void
acts_look(struct acts *acts, const struct lane_run *run, const struct decl_flow *flow, const struct due_row *rows, size_t count)
{
    int32_t today = clock_day(run->upto), day;
    struct acts_one one = {.id = rows[0].id, .version = rows[0].version};

    for (size_t i = 0; i < flow->n_timers; i++) {
        const struct decl_timer *timer = &flow->timers[i];

        if (timer->then == NULL || timer->state != decl_state(flow, rows[0].state))
            continue;
        day = due_day(timer, rows, count);
        if (due_since(timer, day, today) && (one.action == NULL || day < one.day)) {
            one.day = day;
            one.action = timer->then;
        }
    }
    if (one.action == NULL)
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

static enum err_code
do_one(struct lane_run *run, TALLOC_CTX *mem, const struct acts_one *one, struct err *err)
{
    const struct env env = {.mem = mem, .db = run->db, .decl = run->setup->decl, .history_key = run->setup->keys->history[0],
                            .actor = actor_system(), .language = actor_system()->language, .request_id = run->owner,
                            .door = "clerk"};
    const struct flow_act act = {.ref = one->ref, .action = one->action->id, .has_version = true, .version = one->version};
    struct flow_outcome outcome;

    return flow_apply(&env, &act, &outcome, err);
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
