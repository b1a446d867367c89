/* SPDX-License-Identifier: EUPL-1.2 */
#define _GNU_SOURCE /* ppoll */
#include "http/worker.h"

#include <errno.h>
#include <fcgiapp.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/rng.h"
#include "http/body.h"

#define FAULT_PAUSE_NS 50000000L

static volatile sig_atomic_t leaving;

static void
on_leave(int number)
{
    (void)number;
    leaving = 1;
}

/* ---- between FastCGI and our own types ---- */

static const char *
parameter(void *data, const char *name)
{
    return FCGX_GetParam(name, data);
}

static size_t
read_body(void *data, void *bytes, size_t size)
{
    int got = FCGX_GetStr(bytes, size > INT_MAX ? INT_MAX : (int)size, data);

    return got > 0 ? (size_t)got : 0;
}

static bool
write_out(void *data, const void *bytes, size_t length)
{
    const char *at = bytes;

    while (length > 0) {
        int piece = length > INT_MAX ? INT_MAX : (int)length;

        if (FCGX_PutStr(at, piece, data) < piece)
            return false;
        at += piece;
        length -= (size_t)piece;
    }
    return true;
}

/* ---- one request ---- */

static void
answer(const struct worker *worker, struct request *req, struct response *resp, const struct err *err)
{
    if (err->code == ERR_OK) {
        worker->app->handle(worker->state, req, resp);
        return;
    }
    log_err(LOG_INFO, "request refused", err);
    if (worker->app->refuse != NULL)
        worker->app->refuse(worker->state, req, resp, err);
    else
        response_error(resp, err);
}

static void
serve(const struct worker *worker, FCGX_Request *fcgi)
{
    TALLOC_CTX *mem = mem_new(NULL, "request");
    struct body_source body = {read_body, fcgi->in};
    struct err err = {.code = ERR_OK};
    struct request *req;
    struct response *resp;
    bool sent;

    if (request_read(mem, parameter, fcgi->envp, body, &req, &err) == ERR_OK)
        err.code = ERR_OK;
    log_request(req->id);
    resp = response_new(req);
    answer(worker, req, resp, &err);
    body_discard(req);
    sent = response_send(resp, write_out, fcgi->out);
    log_request(NULL);
    talloc_free(mem);
    if (sent)
        FCGX_Finish_r(fcgi);
    else
        FCGX_Free(fcgi, 1); /* no end record: nginx must not take what it has for the whole */
}

/* ---- waiting ---- */

static void
set_up_signals(sigset_t *unblocked)
{
    struct sigaction leave = {.sa_handler = on_leave};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction usual = {.sa_handler = SIG_DFL};

    sigemptyset(&leave.sa_mask);
    sigaction(SIGTERM, &leave, NULL);
    sigaction(SIGINT, &ignore, NULL); /* Ctrl-C reaches the whole group: the master decides */
    sigaction(SIGHUP, &ignore, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGUSR1, &ignore, NULL);
    sigaction(SIGCHLD, &usual, NULL);
    sigprocmask(SIG_SETMASK, NULL, unblocked);
    sigdelset(unblocked, SIGTERM);
}

/*
 * Waits up to a second for a connection; signals are let in only here. While connections queue, ppoll returns without
 * letting any in, and under steady load it would never do so: then what is pending is looked up.
 */
static bool
wait_for_connection(int fd, const sigset_t *unblocked)
{
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    struct timespec second = {.tv_sec = 1};
    bool came = ppoll(&waiting, 1, &second, unblocked) > 0;
    sigset_t pending;

    if (came && sigpending(&pending) == 0 && sigismember(&pending, SIGTERM) == 1)
        leaving = 1;
    return came;
}

/* True when a request came; another worker may have been faster. */
static bool
accept_request(FCGX_Request *fcgi)
{
    static const struct timespec pause = {.tv_nsec = FAULT_PAUSE_NS};
    int rc = FCGX_Accept_r(fcgi);

    if (rc == 0)
        return true;
    if (rc != -EAGAIN && rc != -EINTR && rc != -ECONNABORTED) {
        log_line(LOG_WARNING, "connection not accepted", "rc", log_number(rc), NULL);
        nanosleep(&pause, NULL);
    }
    return false;
}

static void
tick(const struct worker *worker, int64_t *last)
{
    int64_t now = clock_steady_now();

    if (now - *last < CLOCK_SECOND)
        return;
    *last = now;
    if (worker->app->tick != NULL)
        worker->app->tick(worker->state);
}

static void
serve_until_told(const struct worker *worker, FCGX_Request *fcgi, const sigset_t *unblocked)
{
    unsigned spread = worker->max_requests / 10;
    unsigned left = worker->max_requests - spread + rng_below(2 * spread + 1);
    int64_t last_tick = clock_steady_now();

    while (!leaving && left > 0) {
        bool waiting = wait_for_connection(worker->listen_fd, unblocked);

        tick(worker, &last_tick);
        if (leaving || !waiting || !accept_request(fcgi))
            continue;
        serve(worker, fcgi);
        left--;
    }
}

noreturn void
worker_run(const struct worker *worker)
{
    FCGX_Request fcgi;
    struct err err = {0};
    sigset_t unblocked;
    pid_t self = getpid();

    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != worker->master)
        exit(0);
    if (FCGX_Init() != 0 || FCGX_InitRequest(&fcgi, worker->listen_fd, FCGI_FAIL_ACCEPT_ON_INTR) != 0) {
        log_line(LOG_ERROR, "libfcgi did not start", NULL);
        exit(1);
    }
    set_up_signals(&unblocked); /* after FCGX_Init, which brings handlers of its own */
    if (worker->app->worker_start != NULL && worker->app->worker_start(worker->state, &err) != ERR_OK) {
        log_err(LOG_ERROR, "worker did not start", &err);
        exit(1);
    }
    if (write(worker->ready_fd, &self, sizeof self) != (ssize_t)sizeof self)
        log_line(LOG_WARNING, "worker could not report itself", NULL);
    serve_until_told(worker, &fcgi, &unblocked);
    if (worker->app->worker_end != NULL)
        worker->app->worker_end(worker->state);
    FCGX_Free(&fcgi, 1);
    exit(0);
}
