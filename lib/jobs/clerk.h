/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The clerk: a small master that keeps one process per lane alive.
 *
 *   SIGTERM, SIGINT  the lanes end what they have in hand and leave; after 30 s what is left is killed
 *   SIGHUP           the same, then the caller begins anew with its configuration
 *   a dead lane      is replaced at once; one that dies within a second of its birth, ever more slowly (to 5 s)
 *   a failed fork    is logged and tried again after a second
 */
#ifndef IMI_JOBS_CLERK_H
#define IMI_JOBS_CLERK_H

#include "jobs/lane.h"

/*
 * clerk_run - be the master until told to stop. Returns whether that was by SIGHUP, so that the caller loads anew.
 * Lanes end inside this call, through exit().
 */
bool clerk_run(const struct lane_setup *setup) ERR_MUST_CHECK;

#endif
