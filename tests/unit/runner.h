/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The main of a unit test program: RUN(suite) where `static Suite *suite(void)` makes the suite.
 * Exit code 0 only when at least one test ran and none failed: an emptied suite must not pass. CK_FORK=no runs
 * all in one process (valgrind, leak checks). The last line is "N passed, N failed".
 */
#ifndef IMI_TESTS_RUNNER_H
#define IMI_TESTS_RUNNER_H

#include <check.h>
#include <stdio.h>

static int
runner_run(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    int ran, failed;

    srunner_run_all(runner, CK_ENV);
    ran = srunner_ntests_run(runner);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    printf("%d passed, %d failed\n", ran - failed, failed);
    if (ran == 0)
        fputs("no test ran\n", stderr);
    return ran > 0 && failed == 0 ? 0 : 1;
}

#define RUN(make_suite)                                                                            \
    int main(void)                                                                                 \
    {                                                                                              \
        return runner_run(make_suite());                                                           \
    }

#endif
