/* SPDX-License-Identifier: EUPL-1.2 */
#define _GNU_SOURCE /* ppoll */
#include "jobs/clerk.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef IMI_LIBSYSTEMD
#include <systemd/sd-daemon.h>
#endif

#include "base/clock.h"
#include "base/log.h"

#define LEAVE_WITHIN (30 * CLOCK_SECOND)
#define SHORT_LIFE CLOCK_SECOND
#define LONGEST_WAIT (5 * CLOCK_SECOND)
#define FORK_AGAIN CLOCK_SECOND /* a fork that failed */

/* Every lane there is. */
static const struct lane *const lanes[] = {&lane_time, &lane_mail};
#define N_LANES (sizeof lanes / sizeof lanes[0])

struct place {
    pid_t pid;         /* 0: nobody */
    int64_t born, due; /* steady clock: when it was made; when the next may be */
    int64_t wait;
};

static volatile sig_atomic_t asked_to_stop, asked_again, child_ended;

static void
on_signal(int number)
{
    if (number == SIGCHLD)
        child_ended = 1;
    else if (number == SIGHUP)
        asked_again = 1;
    else
        asked_to_stop = 1;
}

/* Signals come only while the master waits; `open` is the mask for that. */
static void
listen_for_signals(sigset_t *open)
{
    static const int numbers[] = {SIGTERM, SIGINT, SIGHUP, SIGCHLD};
    struct sigaction action = {.sa_handler = on_signal};
    sigset_t closed;

    sigemptyset(&action.sa_mask);
    sigemptyset(&closed);
    asked_to_stop = asked_again = child_ended = 0;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        sigaction(numbers[i], &action, NULL);
        sigaddset(&closed, numbers[i]);
    }
    signal(SIGPIPE, SIG_IGN);
    sigprocmask(SIG_BLOCK, &closed, NULL);
    sigemptyset(open);
}

static void
tell_systemd(const char *state)
{
#ifdef IMI_LIBSYSTEMD
    sd_notify(0, state);
#else
    (void)state;
#endif
}

static void
be_lane(const struct lane *lane, const struct lane_setup *setup, pid_t master)
{
    struct err err;

    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != master)
        exit(0);
    if (lane_main(lane, setup, &err) != ERR_OK) {
        log_err(LOG_ERROR, "a lane could not start", &err);
        exit(1);
    }
    exit(0);
}

static void
fill(struct place *places, const struct lane_setup *setup, int64_t now)
{
    pid_t master = getpid();

    for (size_t i = 0; i < N_LANES; i++) {
        if (places[i].pid != 0 || places[i].due > now)
            continue;
        places[i].pid = fork();
        if (places[i].pid < 0) {
            log_line(LOG_ERROR, "fork failed", "lane", lanes[i]->name, "error", strerror(errno), NULL);
            places[i] = (struct place){.due = now + FORK_AGAIN};
            continue;
        }
        if (places[i].pid == 0)
            be_lane(lanes[i], setup, master);
        places[i].born = now;
    }
}

static void
bury(struct place *places, bool stopping)
{
    pid_t pid;
    int status;

    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        for (size_t i = 0; i < N_LANES; i++) {
            int64_t now = clock_steady_now();

            if (places[i].pid != pid)
                continue;
            places[i].pid = 0;
            if (now - places[i].born >= SHORT_LIFE)
                places[i].wait = 0;
            else
                places[i].wait = places[i].wait == 0 ? CLOCK_SECOND / 4 : places[i].wait * 2;
            if (places[i].wait > LONGEST_WAIT)
                places[i].wait = LONGEST_WAIT;
            places[i].due = now + places[i].wait;
            if (!stopping)
                log_line(LOG_WARNING, "a lane has ended and is started again", "lane", lanes[i]->name, NULL);
        }
}

static size_t
send_all(const struct place *places, int number)
{
    size_t n = 0;

    for (size_t i = 0; i < N_LANES; i++)
        if (places[i].pid > 0) {
            kill(places[i].pid, number);
            n++;
        }
    return n;
}

static void
wait_a_little(const sigset_t *open, int64_t most)
{
    struct timespec time = {.tv_sec = (time_t)(most / CLOCK_SECOND), .tv_nsec = (long)(most % CLOCK_SECOND * 1000)};

    ppoll(NULL, 0, &time, open);
}

static void
let_go(struct place *places, const sigset_t *open)
{
    int64_t until = clock_steady_now() + LEAVE_WITHIN;

    send_all(places, SIGTERM);
    while (clock_steady_now() < until) {
        bury(places, true);
        if (send_all(places, 0) == 0)
            return;
        wait_a_little(open, CLOCK_SECOND / 10);
    }
    log_line(LOG_WARNING, "a lane did not leave and is killed", NULL);
    send_all(places, SIGKILL);
    while (send_all(places, 0) > 0) {
        bury(places, true);
        wait_a_little(open, CLOCK_SECOND / 10);
    }
}

bool
clerk_run(const struct lane_setup *setup)
{
    struct place places[N_LANES] = {{0}};
    sigset_t open;

    asked_again = 0;
    listen_for_signals(&open);
    tell_systemd("READY=1");
    while (!asked_to_stop && !asked_again) {
        bury(places, false);
        fill(places, setup, clock_steady_now());
        wait_a_little(&open, CLOCK_SECOND);
    }
    tell_systemd(asked_to_stop ? "STOPPING=1" : "RELOADING=1");
    let_go(places, &open);
    return !asked_to_stop; /* it may have been told while the lanes left */
}
