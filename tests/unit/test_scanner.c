/* SPDX-License-Identifier: EUPL-1.2 */
/* Files through a scanner of clamd's protocol: what it finds, and what happens when it does not answer. */
#include "clamd.h"

#include "filecheck/fault.h"
#include "filecheck/scanner.h"
#include "runner.h"

static char path[60];
static pid_t server;
static struct err err;

static void
setup(void)
{
    snprintf(path, sizeof path, "/tmp/imi-test-clamd-%d", (int)getpid());
    server = clamd_start(path);
    err = (struct err){0};
}

static void
teardown(void)
{
    clamd_stop(server, path);
}

START_TEST(what_the_scanner_finds_is_refused)
{
    static char large[600000];

    ck_assert_int_eq(scanner_check(path, "some MALWARE inside", 19, &err), ERR_MEDIA_TYPE);
    ck_assert_ptr_eq(err.why, file_fault_text(FILE_MALWARE));
    memset(large, 'x', sizeof large);
    memcpy(large + 262140, "MALWARE", 7); /* where two pieces meet */
    ck_assert_int_eq(scanner_check(path, large, sizeof large, &err), ERR_MEDIA_TYPE);
}
END_TEST

START_TEST(a_file_that_the_scanner_does_not_look_at_is_not_kept)
{
    static char huge[2000000];

    ck_assert_int_eq(scanner_check(path, huge, sizeof huge, &err), ERR_UNAVAILABLE);
    ck_assert_ptr_eq(err.why, file_fault_text(FILE_SCANNER));
    ck_assert_int_eq(scanner_check(path, "SILENCE", 7, &err), ERR_UNAVAILABLE);
    ck_assert_int_eq(scanner_check("/tmp/imi-test-no-clamd", "x", 1, &err), ERR_UNAVAILABLE);
    ck_assert_ptr_eq(err.why, file_fault_text(FILE_SCANNER));
    ck_assert_int_eq(scanner_ping("/tmp/imi-test-no-clamd", &err), ERR_UNAVAILABLE);
}
END_TEST

START_TEST(clean_files_pass)
{
    static char large[600000];

    ck_assert_msg(scanner_ping(path, &err) == ERR_OK, "%s", err.detail);
    ck_assert_msg(scanner_check(path, "harmless", 8, &err) == ERR_OK, "%s", err.detail);
    ck_assert_msg(scanner_check(path, large, sizeof large, &err) == ERR_OK, "%s", err.detail);
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("scanner");
    TCase *tc = tcase_create("scanner");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, what_the_scanner_finds_is_refused);
    tcase_add_test(tc, a_file_that_the_scanner_does_not_look_at_is_not_kept);
    tcase_add_test(tc, clean_files_pass);
    suite_add_tcase(made, tc);
    return made;
}

RUN(suite)
