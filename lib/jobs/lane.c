/* SPDX-License-Identifier: EUPL-1.2 */
#define _GNU_SOURCE /* ppoll */
#include "jobs/lane.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "access/installation.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/rng.h"

#define FULL_EVERY (5 * CLOCK_SECOND)
#define PAUSE_MS 500
#define LONGEST_PAUSE_MS 5000

/* A piece of work that failed. */
struct lane_passed {
    const char *work;
    char ref[24];
};

static volatile sig_atomic_t told_to_stop;

static void
on_stop(int number)
{
    (void)number;
    told_to_stop = 1;
}

bool
lane_stop(void)
{
    return told_to_stop != 0;
}

static void
listen_for_stop(void)
{
    struct sigaction action = {.sa_handler = on_stop, .sa_flags = SA_RESTART};
    sigset_t none;

    sigemptyset(&action.sa_mask);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    signal(SIGHUP, SIG_IGN); /* the master's */
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Wait without losing a signal that comes just before. */
static void
pause_for(unsigned ms)
{
    struct timespec time = {.tv_sec = (time_t)(ms / 1000), .tv_nsec = (long)(ms % 1000) * 1000000L};
    sigset_t stops, before;

    sigemptyset(&stops);
    sigaddset(&stops, SIGTERM);
    sigaddset(&stops, SIGINT);
    sigprocmask(SIG_BLOCK, &stops, &before);
    if (!told_to_stop)
        ppoll(NULL, 0, &time, &before);
    sigprocmask(SIG_SETMASK, &before, NULL);
}

enum err_code
lane_open(TALLOC_CTX *mem, const struct lane *lane, const struct lane_setup *setup,
          struct lane_run **run, struct err *err)
{
    struct lane_run *made = mem_zero(mem, struct lane_run);
    char host[32] = "";

    made->mem = made;
    made->setup = setup;
    made->name = lane->name;
    made->db = db_new(made, &setup->db);
    if (gethostname(host, sizeof host - 1) != 0 || host[0] == '\0')
        snprintf(host, sizeof host, "host");
    for (char *c = host; *c != '\0'; c++)
        if (*c < '!' || *c > '~')
            *c = '_';
    snprintf(made->owner, sizeof made->owner, "%s.%d.%08x", host, (int)getpid(), rng_below(UINT32_MAX));
    *run = made;
    return lane->start == NULL ? ERR_OK : lane->start(made, err);
}

static bool
passed_before(const struct lane_run *run, const char *work, const char *ref)
{
    for (size_t i = 0; i < run->n_passed; i++)
        if (strcmp(run->passed[i].work, work) == 0 && strcmp(run->passed[i].ref, ref) == 0)
            return true;
    return false;
}

bool
lane_passes_over(struct lane_run *run, const char *work, const char *ref, const struct err *err)
{
    int32_t today = clock_day(run->upto);
    struct lane_passed *passed;

    if (err_status(err->code) == 503)
        return false;
    if (run->passed_on != today)
        run->n_passed = 0;
    run->passed_on = today;
    if (passed_before(run, work, ref))
        return true;
    run->passed = mem_grow(run->mem, run->passed, struct lane_passed, run->n_passed + 1);
    passed = &run->passed[run->n_passed++];
    passed->work = work;
    snprintf(passed->ref, sizeof passed->ref, "%s", ref);
    log_line(LOG_ERROR, "a case was passed over", "work", work, "case", ref, "error", err_slug(err->code), "why", err->detail,
             NULL);
    return true;
}

static enum err_code
beat(struct lane_run *run, struct err *err)
{
    return db_exec(run->db, SQL_LANE_WRITE,
                   DB_ARGS(db_text(run->name), db_moment(run->upto), db_moment(clock_machine_now())),
                   NULL, err);
}

enum err_code
lane_round(const struct lane *lane, struct lane_run *run, struct err *err)
{
    struct installation *installation;
    enum err_code code = installation_read(run->mem, run->db, &installation, err);
    int64_t offset;

    if (code != ERR_OK)
        return code;
    offset = installation->case_offset;
    talloc_free(installation);
    clock_shift(offset);
    run->moved = run->offset != offset;
    run->full = run->last_full == 0 || run->moved || clock_steady_now() - run->last_full >= FULL_EVERY;
    run->offset = offset;
    run->upto = clock_case_now();
    run->worked = run->behind = false;
    code = lane->round(run, err);
    if (code == ERR_OK && (run->full || run->worked) && !lane_stop())
        code = beat(run, err);
    if (code != ERR_OK || run->behind)
        run->last_full = 0;
    else if (run->full)
        run->last_full = clock_steady_now();
    return code;
}

enum err_code
lane_main(const struct lane *lane, const struct lane_setup *setup, struct err *err)
{
    TALLOC_CTX *mem = mem_new(NULL, "lane");
    pid_t master = getppid();
    struct lane_run *run;
    unsigned failed = 0;
    enum err_code code;

    listen_for_stop();
    code = lane_open(mem, lane, setup, &run, err);
    while (code == ERR_OK && !lane_stop() && getppid() == master) {
        struct err fault;

        if (lane_round(lane, run, &fault) == ERR_OK) {
            failed = 0;
            if (!run->worked)
                pause_for(PAUSE_MS);
            continue;
        }
        /* A database that is away is told once, not every second. */
        if (failed++ == 0)
            log_err(LOG_WARNING, "a round of the clerk failed", &fault);
        pause_for(failed * 1000 < LONGEST_PAUSE_MS ? failed * 1000 : LONGEST_PAUSE_MS);
    }
    talloc_free(mem);
    return code;
}
