/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The endpoint: a master that holds the listening socket and N workers, each serving one request at a time.
 *
 *   SIGHUP           load anew and fork new workers; the old ones finish what they have and leave. If loading,
 *                    or a new worker's start, fails, the old ones stay and the log says why.
 *   SIGTERM, SIGINT  no new requests; those in hand are answered; after 30 s what is left is killed
 *   a dead worker    is replaced at once; one that dies within a second of its birth, ever more slowly (to 5 s)
 *   a failed fork    is logged and tried again after a second; a new generation takes over once all its workers serve
 *
 * No request is lost in any of these: the socket stays open in the master, and the kernel queues.
 * A worker leaves by itself after max_requests +- 10 %, and when its master is gone.
 */
#ifndef IMI_HTTP_POOL_H
#define IMI_HTTP_POOL_H

#include <sys/types.h>
#include <talloc.h>

#include "base/err.h"
#include "http/request.h"
#include "http/response.h"

/*
 * What an endpoint does. All but start and handle may be NULL. `setup` is the caller's, given to start only.
 *
 * start         in the master, at first and at each reload: load everything that workers share into `mem` and give
 *               it as *state. A new generation gets a new `mem`; the old one is freed after the last of its workers
 *               has left, and `mem` of a failed start at once. It must leave no open database connection.
 * worker_start  in each new worker. Failing means the worker leaves and is tried again: a database that is away
 *               is no reason to fail, it is answered with 503.
 * handle        one request. `resp` is sent after it returns; all request memory (req->mem) ends then.
 * refuse        a request that could not even be read (400): makes the error page. req holds what could be read.
 *               Without it the answer is plain text.
 * tick          about once a second, between requests
 * worker_end    before a worker leaves of its own accord
 */
struct pool_app {
    void *setup;
    enum err_code (*start)(TALLOC_CTX *mem, void *setup, void **state, struct err *err);
    enum err_code (*worker_start)(void *state, struct err *err);
    void (*handle)(void *state, struct request *req, struct response *resp);
    void (*refuse)(void *state, struct request *req, struct response *resp, const struct err *err);
    void (*tick)(void *state);
    void (*worker_end)(void *state);
};

struct pool_settings {
    const char *socket_path;  /* bound here, unless systemd hands over a socket (LISTEN_FDS) */
    mode_t socket_mode;       /* 0 = 0660 */
    const char *socket_group; /* group that may connect (nginx's); NULL = as is */
    unsigned workers;         /* 1..256; 0 = 2 */
    unsigned max_requests;    /* per worker; 0 = 10,000 */
};

#define POOL_MAX_WORKERS 256

/*
 * pool_run - be the master until told to stop. Workers end inside this call, through exit().
 * Returns ERR_OK after an orderly stop.
 * Errors: ERR_CONFIG the socket cannot be bound (another master answers on it, no permission); start's own.
 * The caller prints the error and ends.
 */
enum err_code pool_run(const struct pool_settings *settings, const struct pool_app *app,
                       struct err *err) ERR_MUST_CHECK;

#endif
