/* SPDX-License-Identifier: EUPL-1.2 */
/* The clerk's master when the system gives no more processes; in a process of its own, with a limit of its own. */
#include <grp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "config/config.h"
#include "jobs/clerk.h"
#include "runner.h"

#define NOBODY 65534

static FILE *log_file;

static void
limit_processes(int number)
{
    struct rlimit limit;

    getrlimit(RLIMIT_NPROC, &limit);
    limit.rlim_cur = number == SIGUSR1 ? limit.rlim_max : 1;
    setrlimit(RLIMIT_NPROC, &limit);
}

/* Limits of processes do not hold for root. SIGUSR1 lifts the limit. */
static void
be_clerk(void)
{
    struct config config = {0};
    struct lane_setup setup = {.config = &config, .db = {.socket = "/nonexistent/socket", .name = "imi"}};

    dup2(fileno(log_file), STDERR_FILENO);
    if (geteuid() == 0 && (setgroups(0, NULL) != 0 || setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
        _exit(2);
    signal(SIGUSR1, limit_processes);
    limit_processes(0);
    log_start("clerk", LOG_INFO);
    _exit(clerk_run(&setup) ? 3 : 0);
}

static bool
is_logged(const char *event)
{
    static const struct timespec pause = {.tv_nsec = 50 * 1000000L};
    static char text[65536];

    for (int i = 0; i < 100; i++) {
        ssize_t length = pread(fileno(log_file), text, sizeof text - 1, 0);

        text[length < 0 ? 0 : length] = '\0';
        if (strstr(text, event) != NULL)
            return true;
        nanosleep(&pause, NULL);
    }
    return false;
}

START_TEST(lanes_that_cannot_be_forked_are_tried_again_and_the_clerk_stays)
{
    int status;
    pid_t clerk;

    log_file = tmpfile();
    clerk = fork();
    if (clerk == 0)
        be_clerk();
    ck_assert(is_logged("\"fork failed\""));
    ck_assert_int_eq(waitpid(clerk, &status, WNOHANG), 0);
    kill(clerk, SIGUSR1);
    ck_assert(is_logged("\"a round of the clerk failed\"")); /* a lane is there, and says that no database is */
    kill(clerk, SIGTERM);
    ck_assert_int_eq(waitpid(clerk, &status, 0), clerk);
    ck_assert_int_eq(status, 0);
    fclose(log_file);
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("clerk");
    TCase *all = tcase_create("all");

    tcase_add_test(all, lanes_that_cannot_be_forked_are_tried_again_and_the_clerk_stays);
    tcase_set_timeout(all, 30);
    suite_add_tcase(made, all);
    return made;
}

RUN(suite)
