/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The clerk: a small master that keeps one process per lane alive.
 *
 *   SIGTERM, SIGINT  the lanes end what they have in hand and leave; after 30 s what is left is killed
 *   SIGHUP           the same, then the caller begins anew with its configuration
 *   a dead lane      is replaced at once; one that dies within a second of its birth, ever more slowly (to 5 s)
 */
#ifndef IMI_JOBS_CLERK_H
#define IMI_JOBS_CLERK_H

#include "jobs/lane.h"

/*
 * clerk_run - be the master until told to stop. *again: by SIGHUP, so the caller loads anew. Lanes end inside
 * this call, through exit(). Errors: ERR_INTERNAL no process could be made.
 */
enum err_code clerk_run(const struct lane_setup *setup, bool *again, struct err *err) ERR_MUST_CHECK;

#endif
