/* SPDX-License-Identifier: EUPL-1.2 */
#include "jobs/timers.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/period.h"
#include "retention/retention.h"

#define DRAFT_TIMER "draft.ends"
/* A case may become visible a little after its time: that much is looked at again. */
#define OVERLAP (60 * CLOCK_SECOND)
/* Timers are about days: what has changed meanwhile may wait so long, or busy hours are read over and over. */
#define LOOK_EVERY (60 * CLOCK_SECOND)

/* A case with one of its stamps; cases without any have a NULL field. */
struct stamped {
    uint64_t id, flow_version, version, seq;
    const char *ref, *area, *flow, *state, *field;
    int64_t changed_at;
    int32_t day;
};

DB_SHAPE(stamped_shape, stamped, DB_COLUMN(DB_U64, stamped, id), DB_COLUMN(DB_TEXT, stamped, ref),
         DB_COLUMN(DB_TEXT, stamped, area),
         DB_COLUMN(DB_TEXT, stamped, flow), DB_COLUMN(DB_U64, stamped, flow_version),
         DB_COLUMN(DB_TEXT, stamped, state), DB_COLUMN(DB_U64, stamped, version),
         DB_COLUMN(DB_MOMENT, stamped, changed_at), DB_COLUMN(DB_TEXT, stamped, field),
         DB_COLUMN(DB_U64, stamped, seq), DB_COLUMN(DB_DAY, stamped, day));

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

/* The stamps of one case among the rows: its newest of a field, even when that says that there is no day any more. */
static int32_t
stamp_day(const struct stamped *rows, size_t count, const char *field)
{
    const struct stamped *newest = NULL;

    for (size_t i = 0; i < count; i++)
        if (rows[i].field != NULL && strcmp(rows[i].field, field) == 0 &&
            (newest == NULL || rows[i].seq > newest->seq))
            newest = &rows[i];
    return newest != NULL ? newest->day : DB_NO_DAY;
}

static bool
is_due(const struct decl_timer *timer, int32_t day, int32_t today)
{
    const struct period ahead = {.count = timer->before, .unit = timer->unit};

    if (day == DB_NO_DAY)
        return false;
    return timer->before == 0 ? today > day : today >= period_back(&ahead, day) && today <= day;
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
    const struct stamped *rows;
    size_t count;
    struct rung *rung;
    size_t n_rung;
};

static enum err_code
ring_timer(struct ringing *ringing, const struct decl_timer *timer, struct err *err)
{
    const struct stamped *row = ringing->rows;
    struct lane_run *run = ringing->run;
    int32_t day = stamp_day(ringing->rows, ringing->count, timer->field);
    struct firing firing = {.mem = ringing->mem, .case_id = row->id, .version = row->version, .now = run->upto,
                            .day = day, .message = timer->message->id, .parts = timer->remind,
                            .n_parts = timer->n_remind, .coordinators = timer->coordinators};

    if (!is_due(timer, day, clock_day(run->upto)))
        return ERR_OK;
    firing.timer = mem_printf(ringing->mem, "%s.%s.%d", row->state, timer->field, timer->before);
    if (strlen(firing.timer) > LIMIT_TIMER_NAME_CHARS)
        return FAIL(err, ERR_DECLARED, "timer %s: its name is too long", firing.timer);
    if (ringing->rung == NULL)
        TRY(db_select(run->db, ringing->mem, SQL_TIMERS_RUNG_OF_CASE, DB_ARGS(db_u64(row->id)), &rung_shape, &ringing->rung,
                      &ringing->n_rung, err));
    if (has_rung(ringing->rung, ringing->n_rung, firing.timer, day))
        return ERR_OK;
    return db_transaction(run->db, ring_work, &firing, err);
}

/* All timers of the state that a case is in, each by itself. */
static enum err_code
ring_case(struct ringing *ringing, struct err *err)
{
    const struct stamped *row = ringing->rows;
    const struct decl_area *area = decl_area(ringing->run->setup->decl, row->area);
    const struct decl_flow *flow = area != NULL ? decl_flow(area, row->flow, (unsigned)row->flow_version) : NULL;

    if (flow == NULL) {
        enum err_code code = FAIL(err, ERR_DECLARED, "there is no conf/areas/%s/%s.%u.yaml", row->area, row->flow,
                                  (unsigned)row->flow_version);
        return lane_passes_over(ringing->run, "timers", row->ref, err) ? ERR_OK : code;
    }
    for (size_t i = 0; i < flow->n_timers; i++) {
        enum err_code code = ERR_OK;

        if (flow->timers[i].state == decl_state(flow, row->state))
            code = ring_timer(ringing, &flow->timers[i], err);
        if (code != ERR_OK && !lane_passes_over(ringing->run, "timer", row->ref, err))
            return code;
    }
    return ERR_OK;
}

static int
by_change(const void *a, const void *b)
{
    const struct stamped *x = a, *y = b;
    int order = (x->changed_at > y->changed_at) - (x->changed_at < y->changed_at);

    return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

static enum err_code
ring_batch(struct lane_run *run, TALLOC_CTX *mem, struct timers *timers, bool *more, struct err *err)
{
    struct stamped *rows;
    size_t count;

    TRY(db_select(run->db, mem, SQL_TIMER_STAMPS,
                  DB_ARGS(db_moment(timers->changed_at), db_moment(timers->changed_at), db_u64(timers->id)),
                  &stamped_shape, &rows, &count, err));
    *more = count > 0;
    qsort(rows, count, sizeof *rows, by_change);
    for (size_t i = 0; i < count && !lane_stop();) {
        size_t n = 1;

        while (i + n < count && rows[i + n].id == rows[i].id)
            n++;
        TRY(ring_case(&(struct ringing){.run = run, .mem = mem, .rows = rows + i, .count = n}, err));
        timers->changed_at = rows[i].changed_at;
        timers->id = rows[i].id;
        i += n;
    }
    return ERR_OK;
}

enum err_code
timers_fire(struct lane_run *run, struct timers *timers, struct err *err)
{
    int32_t today = clock_day(run->upto);
    enum err_code code = ERR_OK;
    bool more = true;

    /* Moved back, the clock gives cases a time behind the cursor. */
    if (timers->day != today || run->moved)
        *timers = (struct timers){.day = today};
    if (timers->looked_at != 0 && clock_steady_now() - timers->looked_at < LOOK_EVERY)
        return ERR_OK;
    if (timers->changed_at > OVERLAP)
        *timers = (struct timers){.day = today, .changed_at = timers->changed_at - OVERLAP,
                                  .drafts_before = timers->drafts_before};
    while (code == ERR_OK && more && !lane_stop()) {
        TALLOC_CTX *mem = mem_new(run->mem, "timers");

        code = ring_batch(run, mem, timers, &more, err);
        talloc_free(mem);
    }
    if (code == ERR_OK)
        timers->looked_at = clock_steady_now();
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
