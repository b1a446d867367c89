/* SPDX-License-Identifier: EUPL-1.2 */
#include "jobs/timers.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/mem.h"
#include "jobs/acts.h"
#include "retention/retention.h"

#define DRAFT_TIMER "draft.ends"
/* A case may become visible a little after its time: that much is looked at again. */
#define OVERLAP (60 * CLOCK_SECOND)
/* Timers are about days: what has changed meanwhile may wait so long, or busy hours are read over and over. */
#define LOOK_EVERY (60 * CLOCK_SECOND)

struct rung {
    const char *timer;
    int32_t day;
};

DB_SHAPE(rung_shape, rung, DB_COLUMN(DB_TEXT, rung, timer), DB_COLUMN(DB_DAY, rung, day));

struct only_id {
    uint64_t id;
};

DB_SHAPE(id_shape, only_id, DB_COLUMN(DB_U64, only_id, id));

struct draft {
    uint64_t id, version;
    const char *ref;
    int64_t changed_at;
};

DB_SHAPE(draft_shape, draft, DB_COLUMN(DB_U64, draft, id), DB_COLUMN(DB_TEXT, draft, ref), DB_COLUMN(DB_U64, draft, version),
         DB_COLUMN(DB_MOMENT, draft, changed_at));

/* One ringing: a transaction. */
struct firing {
    TALLOC_CTX *mem;
    uint64_t case_id, version;
    int64_t touched_before; /* a draft must not have been touched since; 0: an open case at its version */
    int64_t now;
    const char *timer;
    int32_t day;
    const char *message;
    const int *parts;
    size_t n_parts;
    bool coordinators;
};

static enum err_code
still_so(struct db *db, const struct firing *firing, bool *so, struct err *err)
{
    struct only_id *rows;
    size_t count;

    if (firing->touched_before != 0)
        TRY(db_select(db, firing->mem, SQL_DRAFT_LOCK,
                      DB_ARGS(db_u64(firing->case_id), db_moment(firing->touched_before)), &id_shape,
                      &rows, &count, err));
    else
        TRY(db_select(db, firing->mem, SQL_TIMER_LOCK,
                      DB_ARGS(db_u64(firing->case_id), db_u64(firing->version)), &id_shape, &rows,
                      &count, err));
    *so = count > 0;
    return ERR_OK;
}

static enum err_code
notify(struct db *db, const struct firing *firing, int part, struct err *err)
{
    int64_t machine = clock_machine_now();
    const struct db_value args[] = {db_text(firing->message), db_moment(machine), db_moment(machine),
                                    db_u64(firing->case_id), db_i64(part)};

    TRY(db_exec(db, SQL_OUTBOX_TO_PART, args, 5, NULL, err));
    return firing->coordinators ? db_exec(db, SQL_OUTBOX_TO_COORDINATORS, args, 5, NULL, err) : ERR_OK;
}

static enum err_code
ring_work(struct db *db, void *argument, struct err *err)
{
    const struct firing *firing = argument;
    struct db_done done;
    bool so;

    TRY(still_so(db, firing, &so, err));
    if (!so)
        return ERR_OK;
    TRY(db_exec(db, SQL_TIMER_RING,
                DB_ARGS(db_u64(firing->case_id), db_text(firing->timer), db_day(firing->day), db_moment(firing->now)),
                &done, err));
    for (size_t i = 0; i < firing->n_parts && done.affected > 0; i++)
        TRY(notify(db, firing, firing->parts[i], err));
    return ERR_OK;
}

static bool
has_rung(const struct rung *rung, size_t count, const char *timer, int32_t day)
{
    for (size_t i = 0; i < count; i++)
        if (rung[i].day == day && strcmp(rung[i].timer, timer) == 0)
            return true;
    return false;
}

/* A case with the rows of its stamps, and what has rung for it: read once, and only when something is due. */
struct ringing {
    struct lane_run *run;
    TALLOC_CTX *mem;
    const struct due_row *rows;
    size_t count;
    struct rung *rung;
    size_t n_rung;
};

static enum err_code
ring_timer(struct ringing *ringing, const struct decl_timer *timer, struct err *err)
{
    const struct due_row *row = ringing->rows;
    struct lane_run *run = ringing->run;
    int32_t day = due_day(timer, ringing->rows, ringing->count), today = clock_day(run->upto);
    struct firing firing = {.mem = ringing->mem, .case_id = row->id, .version = row->version, .now = run->upto,
                            .day = day, .message = timer->message->id, .parts = timer->remind,
                            .n_parts = timer->n_remind, .coordinators = timer->coordinators};

    /* What is near is not near any more once it has passed. */
    if (!due_since(timer, day, today) || (timer->before > 0 && today > day))
        return ERR_OK;
    firing.timer = decl_timer_name(ringing->mem, timer, row->state);
    if (strlen(firing.timer) > LIMIT_TIMER_NAME_CHARS)
        return FAIL(err, ERR_DECLARED, "timer %s: its name is too long", firing.timer);
    if (ringing->rung == NULL)
        TRY(db_select(run->db, ringing->mem, SQL_TIMERS_RUNG_OF_CASE, DB_ARGS(db_u64(row->id)), &rung_shape, &ringing->rung,
                      &ringing->n_rung, err));
    if (has_rung(ringing->rung, ringing->n_rung, firing.timer, day))
        return ERR_OK;
    return db_transaction(run->db, ring_work, &firing, err);
}

/* All reminders of the state that a case is in, each by itself. */
static enum err_code
ring_case(struct ringing *ringing, const struct decl_flow *flow, struct err *err)
{
    const struct due_row *row = ringing->rows;

    for (size_t i = 0; i < flow->n_timers; i++) {
        enum err_code code = ERR_OK;

        if (flow->timers[i].then == NULL && flow->timers[i].state == decl_state(flow, row->state))
            code = ring_timer(ringing, &flow->timers[i], err);
        if (code != ERR_OK && !lane_passes_over(ringing->run, "timer", row->ref, err))
            return code;
    }
    return ERR_OK;
}

/* A case whose timers are looked at: reminders are rung, what is to be done is noted. */
static enum err_code
look_at_case(struct ringing *ringing, struct acts *acts, struct err *err)
{
    const struct decl_flow *flow;
    enum err_code code = due_flow(ringing->run, ringing->rows, &flow, err);

    if (code != ERR_OK)
        return lane_passes_over(ringing->run, "timers", ringing->rows->ref, err) ? ERR_OK : code;
    acts_look(acts, ringing->run, flow, ringing->rows, ringing->count);
    return ring_case(ringing, flow, err);
}

static enum err_code
look_at_batch(struct lane_run *run, TALLOC_CTX *mem, struct timers *timers, struct acts *acts, bool *more, struct err *err)
{
    struct due_row *rows;
    size_t count;

    TRY(due_rows_from(run, mem, timers->changed_at, timers->id, &rows, &count, err));
    *more = count > 0;
    for (size_t i = 0; i < count && !lane_stop();) {
        size_t n = due_count_rows(rows + i, count - i);

        TRY(look_at_case(&(struct ringing){.run = run, .mem = mem, .rows = rows + i, .count = n}, acts, err));
        timers->changed_at = rows[i].changed_at;
        timers->id = rows[i].id;
        i += n;
    }
    return ERR_OK;
}

/* From the cursor to the last case that has changed. */
static enum err_code
look_at_all(struct lane_run *run, struct timers *timers, struct acts *acts, struct err *err)
{
    enum err_code code = ERR_OK;
    bool more = true;

    while (code == ERR_OK && more && !lane_stop()) {
        TALLOC_CTX *mem = mem_new(run->mem, "timers");

        code = look_at_batch(run, mem, timers, acts, &more, err);
        talloc_free(mem);
    }
    return code;
}

/* What is done by time changes cases, and brings them behind the cursor again. */
static enum err_code
look_and_act(struct lane_run *run, struct timers *timers, struct acts *acts, struct err *err)
{
    TRY(acts_look_again(acts, run, timers->failed, timers->n_failed, err));
    do {
        acts->any = false;
        TRY(look_at_all(run, timers, acts, err));
        TRY(acts_do(acts, run, err));
    } while (acts->any && !lane_stop());
    return ERR_OK;
}

/* The cases whose act failed are kept for the next round. */
static void
keep_failed(struct lane_run *run, struct timers *timers, const struct acts *acts)
{
    talloc_free(timers->failed);
    timers->failed = mem_zeros(run->mem, uint64_t, acts->n_failed + 1);
    timers->n_failed = acts->n_failed;
    for (size_t i = 0; i < acts->n_failed; i++)
        timers->failed[i] = acts->failed[i];
}

enum err_code
timers_fire(struct lane_run *run, struct timers *timers, struct err *err)
{
    int32_t today = clock_day(run->upto);
    struct acts acts = {.mem = NULL};
    enum err_code code;

    /* Moved back, the clock gives cases a time behind the cursor. */
    if (timers->day != today || run->moved)
        *timers = (struct timers){.day = today, .failed = timers->failed, .n_failed = timers->n_failed};
    if (timers->looked_at != 0 && clock_steady_now() - timers->looked_at < LOOK_EVERY)
        return ERR_OK;
    if (timers->changed_at > OVERLAP) {
        timers->changed_at -= OVERLAP;
        timers->id = 0;
    }
    timers->looked_at = 0;
    acts.mem = mem_new(run->mem, "acts");
    code = look_and_act(run, timers, &acts, err);
    if (code == ERR_OK) {
        keep_failed(run, timers, &acts);
        timers->looked_at = clock_steady_now();
    }
    talloc_free(acts.mem);
    return code;
}

static enum err_code
announce_one(struct lane_run *run, TALLOC_CTX *mem, const struct draft *draft, int64_t before, struct err *err)
{
    static const int author[] = {0};
    struct firing firing = {.mem = mem, .case_id = draft->id, .touched_before = before, .now = run->upto,
                            .timer = DRAFT_TIMER, .message = DECL_MESSAGE_DRAFT_ENDS, .parts = author,
                            .n_parts = 1, .day = clock_day(draft->changed_at) + RETENTION_DRAFT_ERASE_DAYS};
    enum err_code code = db_transaction(run->db, ring_work, &firing, err);

    return code == ERR_OK || lane_passes_over(run, "end of a draft", draft->ref, err) ? ERR_OK : code;
}

/* A batch of drafts behind the one at the cursor, which goes on with them. */
static enum err_code
announce(struct lane_run *run, TALLOC_CTX *mem, struct draft *cursor, int64_t before, bool *more, struct err *err)
{
    struct draft *rows;
    size_t count;

    TRY(db_select(run->db, mem, SQL_DRAFTS_TO_ANNOUNCE,
                  DB_ARGS(db_moment(cursor->changed_at), db_moment(cursor->changed_at), db_u64(cursor->id), db_moment(before),
                          db_text(DRAFT_TIMER)),
                  &draft_shape, &rows, &count, err));
    for (size_t i = 0; i < count && !lane_stop(); i++) {
        TRY(announce_one(run, mem, &rows[i], before, err));
        *cursor = (struct draft){.id = rows[i].id, .changed_at = rows[i].changed_at};
    }
    *more = count > 0;
    return ERR_OK;
}

enum err_code
timers_drafts(struct lane_run *run, struct timers *timers, struct err *err)
{
    int64_t before = run->upto - RETENTION_DRAFT_ANNOUNCE_DAYS * CLOCK_DAY;
    struct draft cursor = {.changed_at = run->moved || timers->drafts_before < OVERLAP ? 0 : timers->drafts_before - OVERLAP};
    enum err_code code = ERR_OK;
    bool more = true;

    while (code == ERR_OK && more && !lane_stop()) {
        TALLOC_CTX *mem = mem_new(run->mem, "drafts");

        code = announce(run, mem, &cursor, before, &more, err);
        talloc_free(mem);
    }
    if (code == ERR_OK && !lane_stop())
        timers->drafts_before = before;
    return code;
}
