/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The master. A generation is what one load of the shared data made, and the workers forked from it. There is
 * a current one; while a reload is under way a coming one, which takes over when all its workers can serve; and
 * old ones, whose workers are leaving.
 */
#define _GNU_SOURCE /* ppoll */
#include "http/pool.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef IMI_LIBSYSTEMD
#include <systemd/sd-daemon.h>
#endif

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "http/listen.h"
#include "http/worker.h"

#define MS (CLOCK_SECOND / 1000)
#define YOUNG (CLOCK_SECOND)
#define FIRST_BACK_OFF (100 * MS)
#define LONGEST_BACK_OFF (5 * CLOCK_SECOND)
#define FORK_AGAIN (CLOCK_SECOND) /* a fork that failed */
#define REPEAT_TERM (100 * MS)
#define PATIENCE (30 * CLOCK_SECOND)
#define DRAIN (20 * CLOCK_SECOND)

struct child {
    pid_t pid; /* 0 = none */
    bool ready;
    int64_t born; /* steady clock, microseconds, like all times here */
};

struct generation {
    struct generation *next; /* among the old */
    void *state;
    struct child children[POOL_MAX_WORKERS];
    int64_t back_off, not_before; /* when a missing worker may be forked again */
    int64_t leave_since, last_term;
};

struct master {
    const struct pool_settings *settings;
    const struct pool_app *app;
    unsigned workers;
    int listen_fd;
    bool bound;
    int ready[2];
    sigset_t unblocked;
    struct generation *current, *coming, *old;
    bool announced; /* systemd was told that we are ready */
};

static volatile sig_atomic_t got_stop, got_reload;

static void
on_signal(int number)
{
    if (number == SIGHUP)
        got_reload = 1;
    else if (number != SIGCHLD)
        got_stop = 1;
}

static void
notify_systemd(const char *state)
{
#ifdef IMI_LIBSYSTEMD
    sd_notify(0, state);
#else
    (void)state;
#endif
}

/* ---- workers ---- */

static bool
fork_worker(struct master *master, struct generation *generation, struct child *child)
{
    struct worker worker = {master->app, generation->state, master->listen_fd, master->ready[1],
                            master->settings->max_requests != 0 ? master->settings->max_requests : 10000, getpid()};
    pid_t pid = fork();

    if (pid == 0) {
        close(master->ready[0]);
        worker_run(&worker);
    }
    if (pid < 0) {
        log_line(LOG_ERROR, "fork failed", "error", strerror(errno), NULL);
        generation->not_before = clock_steady_now() + FORK_AGAIN;
        return false;
    }
    *child = (struct child){pid, false, clock_steady_now()};
    return true;
}

static void
fork_missing(struct master *master, struct generation *generation)
{
    if (generation == NULL || clock_steady_now() < generation->not_before)
        return;
    for (unsigned i = 0; i < master->workers; i++)
        if (generation->children[i].pid == 0 && !fork_worker(master, generation, &generation->children[i]))
            return;
}

static unsigned
count_children(const struct generation *generation, bool ready_only)
{
    unsigned count = 0;

    for (unsigned i = 0; i < POOL_MAX_WORKERS; i++)
        count += generation->children[i].pid != 0 && (!ready_only || generation->children[i].ready);
    return count;
}

static bool
is_incomplete(const struct master *master, const struct generation *generation)
{
    return generation != NULL && count_children(generation, false) < master->workers;
}

static void
signal_children(const struct generation *generation, int number)
{
    for (unsigned i = 0; i < POOL_MAX_WORKERS; i++)
        if (generation->children[i].pid != 0)
            kill(generation->children[i].pid, number);
}

/* ---- generations ---- */

static enum err_code
load_generation(struct master *master, struct generation **generation, struct err *err)
{
    struct generation *made = mem_zero(NULL, struct generation);
    enum err_code code = master->app->start(made, master->app->setup, &made->state, err);

    if (code != ERR_OK)
        talloc_free(made);
    else
        *generation = made;
    return code;
}

/* Its workers finish what they have in hand; the rest is forgotten when the last is gone. */
static void
retire(struct master *master, struct generation *generation)
{
    assert(generation != NULL);
    generation->leave_since = generation->last_term = clock_steady_now();
    signal_children(generation, SIGTERM);
    generation->next = master->old;
    master->old = generation;
}

static void
tend_old(struct master *master)
{
    int64_t now = clock_steady_now();

    for (struct generation **at = &master->old; *at != NULL;) {
        struct generation *old = *at;

        if (count_children(old, false) == 0) {
            *at = old->next;
            talloc_free(old);
            continue;
        }
        if (now - old->leave_since > PATIENCE) {
            log_line(LOG_WARNING, "workers killed that did not leave", NULL);
            signal_children(old, SIGKILL);
        } else if (now - old->last_term >= REPEAT_TERM) {
            signal_children(old, SIGTERM);
            old->last_term = now;
        }
        at = &old->next;
    }
}

static void
begin_reload(struct master *master)
{
    struct err err = {0};

    if (master->coming != NULL) {
        retire(master, master->coming);
        master->coming = NULL;
    }
    log_line(LOG_INFO, "reload", NULL);
    if (load_generation(master, &master->coming, &err) != ERR_OK)
        log_err(LOG_ERROR, "reload refused: the old data stay in use", &err);
}

static void
promote_coming(struct master *master)
{
    if (master->coming == NULL || count_children(master->coming, true) < master->workers)
        return;
    retire(master, master->current);
    master->current = master->coming;
    master->coming = NULL;
    log_line(LOG_INFO, "reloaded", NULL);
}

/* ---- what happened to children ---- */

static struct child *
find_child(struct generation *generation, pid_t pid)
{
    for (unsigned i = 0; generation != NULL && i < POOL_MAX_WORKERS; i++)
        if (generation->children[i].pid == pid)
            return &generation->children[i];
    return NULL;
}

static void
lose_current(struct generation *current, const struct child *child, int status)
{
    bool orderly = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    int64_t now = clock_steady_now();

    if (orderly)
        return;
    log_line(LOG_ERROR, "worker died", "worker", log_number(child->pid),
             WIFSIGNALED(status) ? "signal" : "exit",
             log_number(WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status)), NULL);
    if (now - child->born >= YOUNG)
        current->back_off = 0;
    else if (current->back_off == 0)
        current->back_off = FIRST_BACK_OFF;
    else if (current->back_off < LONGEST_BACK_OFF / 2)
        current->back_off *= 2;
    else
        current->back_off = LONGEST_BACK_OFF;
    current->not_before = now + current->back_off;
}

static void
reap(struct master *master)
{
    struct child *child;
    int status;
    pid_t pid;

    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        if ((child = find_child(master->current, pid)) != NULL) {
            lose_current(master->current, child, status);
            child->pid = 0;
        } else if ((child = find_child(master->coming, pid)) != NULL) {
            child->pid = 0;
            log_line(LOG_ERROR, "reload refused: a new worker died; the old data stay in use", NULL);
            retire(master, master->coming);
            master->coming = NULL;
        } else {
            for (struct generation *old = master->old; old != NULL; old = old->next)
                if ((child = find_child(old, pid)) != NULL)
                    child->pid = 0;
        }
    }
}

static void
read_ready(struct master *master)
{
    struct child *child;
    pid_t pid;

    while (read(master->ready[0], &pid, sizeof pid) == (ssize_t)sizeof pid) {
        if ((child = find_child(master->current, pid)) != NULL || (child = find_child(master->coming, pid)) != NULL)
            child->ready = true;
    }
    if (!master->announced && count_children(master->current, true) == master->workers) {
        master->announced = true;
        log_line(LOG_INFO, "ready", "workers", log_number(master->workers), NULL);
        notify_systemd("READY=1");
    }
}

/* ---- the life of the master ---- */

static enum err_code
set_up_signals(struct master *master, struct err *err)
{
    static const int numbers[] = {SIGHUP, SIGTERM, SIGINT, SIGCHLD};
    struct sigaction action = {.sa_handler = on_signal};
    sigset_t blocked;

    got_stop = got_reload = 0;
    sigemptyset(&blocked);
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        sigaddset(&blocked, numbers[i]);
        sigaction(numbers[i], &action, NULL);
    }
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    sigprocmask(SIG_SETMASK, NULL, &master->unblocked);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        sigdelset(&master->unblocked, numbers[i]);
    if (pipe(master->ready) != 0)
        return FAIL(err, ERR_CONFIG, "pipe: %s", strerror(errno));
    for (int i = 0; i < 2; i++)
        fcntl(master->ready[i], F_SETFD, FD_CLOEXEC);
    fcntl(master->ready[0], F_SETFL, O_NONBLOCK);
    return ERR_OK;
}

/* Signals are let in only here, so that none falls between looking and waiting. */
static void
wait_for_news(struct master *master)
{
    struct pollfd waiting = {.fd = master->ready[0], .events = POLLIN};
    bool busy = master->old != NULL || got_stop || is_incomplete(master, master->current) ||
                is_incomplete(master, master->coming);
    struct timespec timeout = {.tv_sec = busy ? 0 : 60, .tv_nsec = busy ? 20 * 1000000L : 0};

    if (ppoll(&waiting, 1, &timeout, &master->unblocked) < 0 && errno != EINTR)
        log_line(LOG_ERROR, "ppoll failed", "error", strerror(errno), NULL);
}

static void
serve_until_told(struct master *master)
{
    while (!got_stop) {
        wait_for_news(master);
        reap(master);
        read_ready(master);
        if (got_reload) {
            got_reload = 0;
            begin_reload(master);
        }
        promote_coming(master);
        tend_old(master);
        fork_missing(master, master->current);
        fork_missing(master, master->coming);
    }
}

/*
 * On a socket of our own nobody can connect once its name is gone, and what had connected before is still
 * served. A socket of systemd's stays, and the next start serves what waits on it.
 */
static void
drain(struct master *master)
{
    static const struct timespec pause = {.tv_nsec = 5 * 1000000L};
    struct pollfd waiting = {.fd = master->listen_fd, .events = POLLIN};
    int64_t until = clock_steady_now() + DRAIN;

    if (!master->bound)
        return;
    unlink(master->settings->socket_path);
    while (poll(&waiting, 1, 0) > 0 && clock_steady_now() < until) {
        nanosleep(&pause, NULL);
        reap(master);
        fork_missing(master, master->current);
    }
}

static void
stop(struct master *master)
{
    log_line(LOG_INFO, "stopping", NULL);
    notify_systemd("STOPPING=1");
    drain(master);
    if (master->coming != NULL)
        retire(master, master->coming);
    retire(master, master->current);
    master->current = master->coming = NULL;
    while (master->old != NULL) {
        struct timespec pause = {.tv_nsec = 10 * 1000000L};

        ppoll(NULL, 0, &pause, &master->unblocked);
        reap(master);
        tend_old(master);
    }
    log_line(LOG_INFO, "stopped", NULL);
}

enum err_code
pool_run(const struct pool_settings *settings, const struct pool_app *app, struct err *err)
{
    struct master master = {.settings = settings, .app = app};
    enum err_code code;

    master.workers = settings->workers == 0 ? 2 : settings->workers;
    if (master.workers > POOL_MAX_WORKERS)
        return FAIL(err, ERR_CONFIG, "more than %d workers", POOL_MAX_WORKERS);
    /* libfcgi otherwise waits up to 2 s in close(), and for a peer that connects and says nothing. */
    setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "0", 1);
    setenv("LIBFCGI_IS_AF_UNIX_KEEPER_POLL_TIMEOUT", "500", 1);
    TRY(load_generation(&master, &master.current, err));
    code = set_up_signals(&master, err);
    if (code == ERR_OK)
        code = listen_open(settings, &master.listen_fd, &master.bound, err);
    if (code != ERR_OK) {
        talloc_free(master.current);
        return code;
    }
    fork_missing(&master, master.current);
    serve_until_told(&master);
    stop(&master);
    close(master.listen_fd);
    close(master.ready[0]);
    close(master.ready[1]);
    return ERR_OK;
}
