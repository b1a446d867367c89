/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Declared timers of open cases, and the end of drafts. A reminder rings once for a case and the day that it is
 * about: the row in timer_rung and the notices are one transaction, so any number of clerks may look. What a timer does, it
 * does once, too: acts.h.
 * Source: Reg. (EU) 1024/2012 Art. 14(7): technical means push actors to close quickly.
 */
#ifndef IMI_JOBS_TIMERS_H
#define IMI_JOBS_TIMERS_H

#include "jobs/lane.h"

/* How far the walk over the open cases has come; zero: from the start. Cases change behind the cursor, or the day does. */
struct timers {
    int32_t day;        /* legal day of the walk */
    int64_t changed_at; /* of the last case looked at */
    uint64_t id;
    int64_t drafts_before; /* drafts untouched since this moment have been looked at; 0: none */
    int64_t looked_at;  /* steady clock: when the last whole walk ended; 0: a walk is due */
    uint64_t *failed;   /* cases of which an act by time failed in the last walk */
    size_t n_failed;
};

/*
 * timers_fire - look at the open cases changed since the last walk, once a minute, or at all of them on a new day and when
 * the clock was moved; ring and do what is due at run->upto. Before a day: on the days from `before` days ahead until it. On
 * passing it: from the day after. A case or timer that fails is passed over (lane_passes_over).
 */
enum err_code timers_fire(struct lane_run *run, struct timers *timers, struct err *err) ERR_MUST_CHECK;

/*
 * timers_drafts - announce the end of drafts that nobody has touched for RETENTION_DRAFT_ANNOUNCE_DAYS: of those that have become
 * so old since the last call, of all at the first, on a new day and when the clock was moved. One that fails is passed over.
 */
enum err_code timers_drafts(struct lane_run *run, struct timers *timers, struct err *err) ERR_MUST_CHECK;

#endif
