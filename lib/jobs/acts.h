/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Acts by time: what a timer's `then` says is done by the system, through the same gate as any act (flow_apply), so with history,
 * notices and seals. The version that was seen is part of the act, and an act leads to another state: of any number of clerks one
 * does it, and what a killed one did not commit is done by the next.
 */
#ifndef IMI_JOBS_ACTS_H
#define IMI_JOBS_ACTS_H

#include "jobs/due.h"

/* What is due of a case: the first of these actions whose conditions hold. */
struct acts_one {
    int32_t day; /* since when the first of them has been due */
    uint64_t id, version;
    const char *ref;
    const struct decl_action **actions; /* in the order of their days, of one day in declared order */
    size_t n_actions;
};

/* The acts of one round in the order of their days, and the cases whose act failed, which the next round looks at again. */
struct acts {
    TALLOC_CTX *mem;
    struct acts_one *items;
    size_t count, done; /* those before `done` have been tried */
    bool any;           /* one was done */
    uint64_t *failed;
    size_t n_failed;
};

/* acts_look - note what is due of one case, by its rows. */
void acts_look(struct acts *acts, const struct lane_run *run, const struct decl_flow *flow, const struct due_row *rows,
               size_t count);

/* acts_look_again - note what is due of cases by their ids: of those whose act failed in an earlier round. */
enum err_code acts_look_again(struct acts *acts, struct lane_run *run, const uint64_t *ids, size_t count,
                              struct err *err) ERR_MUST_CHECK;

/*
 * acts_do - carry out what is due, and what becomes due by that, in the order of days. Where an act fails, or the conditions of
 * none that is due in the state hold, the case is passed over (lane_passes_over) and tried again in the next round.
 */
enum err_code acts_do(struct acts *acts, struct lane_run *run, struct err *err) ERR_MUST_CHECK;

#endif
