/* SPDX-License-Identifier: EUPL-1.2 */
/* Open cases with their stamps, and whether a timer of the state that a case is in is due: for reminders and for acts by time. */
#ifndef IMI_JOBS_DUE_H
#define IMI_JOBS_DUE_H

#include "jobs/lane.h"

/* A case with one of its stamps; cases without any have one row with a NULL field. Rows of a case stand together. */
struct due_row {
    uint64_t id, flow_version, version, seq;
    const char *ref, *area, *flow, *state, *field;
    int64_t changed_at;
    int32_t day;
};

/*
 * due_rows_from - a batch of open cases with their stamps, in the order of their last change: those changed at a moment with an
 * id above `id`, and those changed later. due_rows_of - one case by its id; no rows: it is not open. In memory of `mem`.
 */
enum err_code due_rows_from(struct lane_run *run, TALLOC_CTX *mem, int64_t changed_at, uint64_t id, struct due_row **rows,
                            size_t *count, struct err *err) ERR_MUST_CHECK;
enum err_code due_rows_of(struct lane_run *run, TALLOC_CTX *mem, uint64_t id, struct due_row **rows, size_t *count,
                          struct err *err) ERR_MUST_CHECK;

/* due_count_rows - how many of the rows, from the first on, are of the case of the first. */
size_t due_count_rows(const struct due_row *rows, size_t count);

/* due_flow - the flow of a case in its version. Errors: ERR_DECLARED its file is gone. */
enum err_code due_flow(const struct lane_run *run, const struct due_row *row, const struct decl_flow **flow,
                       struct err *err) ERR_MUST_CHECK;

/*
 * due_day - the day that a timer is about in a case, by the rows of the case: the newest of its stamp, DB_NO_DAY when there is
 * none, or not any more; with `idle` the last of so many days after the last act.
 */
int32_t due_day(const struct decl_timer *timer, const struct due_row *rows, size_t count);

/* due_since - whether a timer about a day is due: so many units before it, or, where `before` is 0, once it has passed. */
bool due_since(const struct decl_timer *timer, int32_t day, int32_t today);

#endif
