/* SPDX-License-Identifier: EUPL-1.2 */
/* Private to lib/http: one worker, the only place that speaks FastCGI. */
#ifndef IMI_HTTP_WORKER_H
#define IMI_HTTP_WORKER_H

#include <stdnoreturn.h>
#include <sys/types.h>

#include "http/pool.h"

struct worker {
    const struct pool_app *app;
    void *state;
    int listen_fd;         /* non-blocking */
    int ready_fd;          /* its pid is written here when it can serve */
    unsigned max_requests; /* +- 10 % */
    pid_t master;
};

/*
 * worker_run - serve until told to leave, then exit(). Called in a child with all signals of the pool blocked, so
 * that none can fall between looking at the flag and waiting.
 */
noreturn void worker_run(const struct worker *worker);

#endif
