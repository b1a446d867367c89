/* SPDX-License-Identifier: EUPL-1.2 */
/* What is kept for a while only, and taken away when that is over (docs/personal-data.md, The record of reads, Copies). */
#ifndef IMI_JOBS_CLEANING_H
#define IMI_JOBS_CLEANING_H

#include "jobs/lane.h"

#define CLEANING_SHORT_HOURS 24      /* act keys, search answers, uploads that were never finished */
#define CLEANING_OUTBOX_DAYS 30      /* messages that have gone out */

/*
 * cleaning_run - take away what is over, in statements of at most 1,000 rows each; what is left is for the next round.
 * Uploads and the record of reads go by case time (run->upto); the rest by machine time.
 */
enum err_code cleaning_run(struct lane_run *run, struct err *err) ERR_MUST_CHECK;

#endif
