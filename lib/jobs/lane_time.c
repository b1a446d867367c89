/* SPDX-License-Identifier: EUPL-1.2 */
/* The lane of time: what becomes due by itself. Everything here may be done twice, and by several clerks at once. */
#include <stdio.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "jobs/cleaning.h"
#include "jobs/lane.h"
#include "jobs/timers.h"
#include "retention/retention.h"

#define CLEAN_EVERY (60 * CLOCK_SECOND)
#define SEAL_HOUR 2

struct time_lane {
    struct timers timers;
    int32_t shortened_on; /* legal day on which the days of closed cases were last compared with the areas' months */
    int32_t sealed_on;    /* legal day of the last sealing; 0: not since this process began */
    int64_t cleaned_at;   /* steady clock */
};

static enum err_code
start(struct lane_run *run, struct err *err)
{
    (void)err;
    run->state = mem_zero(run->mem, struct time_lane);
    return ERR_OK;
}

static bool
stop(void *closure)
{
    (void)closure;
    return lane_stop();
}

static bool
passes_over(const char *ref, const struct err *err, void *closure)
{
    return lane_passes_over(closure, "retention", ref, err);
}

static enum err_code
keep_retention(struct lane_run *run, struct time_lane *lane, struct err *err)
{
    struct retention retention = {.db = run->db, .decl = run->setup->decl, .keys = run->setup->keys,
                                  .now = run->upto, .stop = stop, .passes_over = passes_over, .closure = run};
    int32_t today = clock_day(run->upto);
    struct retention_totals totals;

    if (lane->shortened_on != today)
        TRY(retention_shorten(&retention, err));
    lane->shortened_on = today;
    TRY(retention_run(&retention, &totals, err));
    if (totals.blocked + totals.erased + totals.drafts > 0)
        log_line(LOG_INFO, "retention", "blocked", log_number((int64_t)totals.blocked), "erased",
                 log_number((int64_t)totals.erased), "drafts", log_number((int64_t)totals.drafts), NULL);
    return ERR_OK;
}

/* An end of the seals that was altered ends the sealing, said once a day, and nothing else that this lane does. */
static enum err_code
seal_now(struct lane_run *run, struct err *err)
{
    struct seal_outcome outcome;
    enum err_code code = history_seal_all(run->db, run->setup->keys, run->upto, &outcome, err);

    if (code == ERR_INTERNAL)
        log_err(LOG_ERROR, "nothing is sealed", err);
    else if (code == ERR_OK)
        log_line(LOG_INFO, "sealed", "heads", log_number((int64_t)outcome.sealed), "reads",
                 log_number((int64_t)outcome.reads), "last", log_number((int64_t)outcome.head.id), "hash", outcome.head.hash,
                 NULL);
    return code == ERR_INTERNAL ? ERR_OK : code;
}

/* Once a legal day, after two in the morning; another clerk's sealing counts. */
static enum err_code
keep_seals(struct lane_run *run, struct time_lane *lane, struct err *err)
{
    int32_t today = clock_day(run->upto);
    int64_t from = clock_day_start(today) + SEAL_HOUR * CLOCK_HOUR, last;

    if (lane->sealed_on == today || run->upto < from)
        return ERR_OK;
    TRY(history_sealed_at(run->db, &last, err));
    if (last < from || last > run->upto)
        TRY(seal_now(run, err));
    lane->sealed_on = today;
    return ERR_OK;
}

static enum err_code
ring_timers(struct lane_run *run, struct time_lane *lane, struct err *err)
{
    return timers_fire(run, &lane->timers, err);
}

static enum err_code
tell_of_drafts(struct lane_run *run, struct time_lane *lane, struct err *err)
{
    return timers_drafts(run, &lane->timers, err);
}

static enum err_code
clean(struct lane_run *run, struct time_lane *lane, struct err *err)
{
    if (lane->cleaned_at != 0 && clock_steady_now() - lane->cleaned_at < CLEAN_EVERY && !run->moved)
        return ERR_OK;
    TRY(cleaning_run(run, err));
    lane->cleaned_at = clock_steady_now();
    return ERR_OK;
}

/* A step that fails by itself does not keep the others from their work; the round has failed all the same. */
static enum err_code
work(struct lane_run *run, struct err *err)
{
    static enum err_code (*const steps[])(struct lane_run *run, struct time_lane *lane, struct err *err) = {
        ring_timers, tell_of_drafts, keep_retention, keep_seals, clean};
    enum err_code first = ERR_OK;

    for (size_t i = 0; run->full && i < sizeof steps / sizeof steps[0]; i++) {
        struct err fault;
        enum err_code code = steps[i](run, run->state, &fault);

        if (code != ERR_OK && first == ERR_OK)
            *err = fault;
        first = first == ERR_OK ? code : first;
        if (code != ERR_OK && err_status(code) == 503)
            break;
    }
    return first;
}

const struct lane lane_time = {"time", start, work};
