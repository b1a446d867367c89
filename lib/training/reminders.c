/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reminders of the past: what the clerk would have rung until yesterday is noted as rung, without mail, so
 * that it begins with today's. See lib/jobs/timers.c.
 */
#include "base/clock.h"
#include "base/mem.h"
#include "retention/retention.h"
#include "training/load.h"

#define DRAFT_TIMER "draft.ends" /* as lib/jobs/timers.c names it */

static enum err_code
note_timer(const struct loading *loading, const struct decl_area *area, const struct decl_flow *flow,
           const struct decl_timer *timer, struct err *err)
{
    const char *state = flow->states[timer->state].id;
    const char *name = mem_printf(loading->mem, "%s.%s.%d", state, timer->field, timer->before);
    /* On passing a day it rings on the day after it, before a day so many days ahead. */
    int32_t last = timer->before == 0 ? loading->today - 2 : loading->today - 1 + timer->before;
    int64_t hours = timer->before == 0 ? 24 : -24 * (int64_t)timer->before;

    return db_exec(loading->db, SQL_TRAINING_TIMER_NOTE,
                   DB_ARGS(db_text(name), db_i64(hours), db_text(timer->field), db_text(area->id), db_text(flow->id),
                           db_u64(flow->version), db_text(state), db_day(last), db_text(timer->field)),
                   NULL, err);
}

enum err_code
reminders_note(const struct loading *loading, struct err *err)
{
    const struct decl *decl = loading->set->decl;
    int64_t touched = loading->start - RETENTION_DRAFT_ANNOUNCE_DAYS * CLOCK_DAY;

    for (size_t i = 0; i < decl->n_areas; i++)
        for (size_t j = 0; j < decl->areas[i].n_flows; j++) {
            const struct decl_flow *flow = decl->areas[i].flows[j];

            for (size_t k = 0; k < flow->n_timers; k++)
                TRY(note_timer(loading, &decl->areas[i], flow, &flow->timers[k], err));
        }
    return db_exec(loading->db, SQL_TRAINING_DRAFT_NOTE,
                   DB_ARGS(db_text(DRAFT_TIMER), db_i64(RETENTION_DRAFT_ERASE_DAYS),
                           db_i64(RETENTION_DRAFT_ANNOUNCE_DAYS), db_moment(touched)),
                   NULL, err);
}
