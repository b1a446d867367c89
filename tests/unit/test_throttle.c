/* SPDX-License-Identifier: EUPL-1.2 */
/* Limits, with the database where IMI_TEST_DB_SOCKET names one. */
#include "access/throttle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "access/throttle_table.h"
#include "base/clock.h"
#include "base/mem.h"
#include "runner.h"
#include "sql.h"

static TALLOC_CTX *mem;
static struct throttle *throttle;
static struct db *db;
static struct err err;
static char path[64];

static const char table[] =
    "DROP DATABASE IF EXISTS imi_throttle;\nCREATE DATABASE imi_throttle CHARACTER SET utf8mb4;\nUSE imi_throttle;\n"
    "CREATE TABLE throttle (scope VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, subject BINARY(32) NOT NULL,"
    " hits INT UNSIGNED NOT NULL, window_end DATETIME(6) NOT NULL, blocked_until DATETIME(6) NULL,"
    " PRIMARY KEY (scope, subject)) ENGINE = InnoDB;\n";

static void
setup(void)
{
    const struct keys *keys;
    struct db_conf conf = {.socket = getenv("IMI_TEST_DB_SOCKET"), .name = "mysql", .user = "root"};

    mem = mem_new(NULL, "test");
    snprintf(path, sizeof path, "/tmp/imi-throttle-%d", (int)getpid());
    unlink(path);
    ck_assert_int_eq(keys_create(path, &err), ERR_OK);
    ck_assert_int_eq(keys_load(mem, path, &keys, &err), ERR_OK);
    unlink(path);
    ck_assert_int_eq(throttle_new(mem, keys, 1, &throttle, &err), ERR_OK);
    db = NULL;
    if (conf.socket == NULL)
        return;
    db = db_new(mem, &conf);
    ck_assert_msg(db_script(db, table, &err) == ERR_OK, "%s", err.detail);
}

static void
teardown(void)
{
    talloc_free(mem);
}

static unsigned
tries_until_refused(const char *name, const char *address, unsigned most)
{
    for (unsigned i = 0; i < most; i++) {
        if (throttle_sign_in(throttle, db, name, address, &err) == ERR_TOO_MANY)
            return i;
        ck_assert_int_eq(throttle_failed(throttle, db, name, address, 0, &err), ERR_OK);
    }
    return most;
}

START_TEST(an_address_is_limited_and_another_is_not)
{
    unsigned refused = 0;

    for (int i = 0; i < 200; i++)
        refused += throttle_address(throttle, THROTTLE_SIGN_IN, "192.0.2.1", &err) == ERR_TOO_MANY;
    ck_assert_uint_ge(refused, 70);
    ck_assert_uint_ge(err.retry_after_s, 1);
    ck_assert_uint_le(err.retry_after_s, 60);
    ck_assert_int_eq(throttle_address(throttle, THROTTLE_SIGN_IN, "192.0.2.2", &err), ERR_OK);
}
END_TEST

static unsigned
minute_now(void)
{
    return (unsigned)(clock_machine_now() / (60 * CLOCK_SECOND));
}

/* How many hits of a new address, or of a new user, are let through within one minute of the clock. */
static unsigned
let_through(enum throttle_class class, bool by_address)
{
    static unsigned number;
    unsigned minute, passed;
    char address[32];

    do {
        minute = minute_now();
        snprintf(address, sizeof address, "198.51.100.%u", ++number);
        for (passed = 0; passed < 4000; passed++)
            if ((by_address ? throttle_address(throttle, class, address, &err)
                            : throttle_user(throttle, db, class, number, &err)) == ERR_TOO_MANY)
                break;
    } while (minute_now() != minute);
    return passed;
}

START_TEST(each_limit_lets_through_as_many_as_it_says)
{
    ck_assert_uint_eq(let_through(THROTTLE_SIGN_IN, true), 120);
    if (db == NULL)
        return;
    ck_assert_uint_eq(let_through(THROTTLE_SEARCH, false), 60);
    ck_assert_uint_eq(let_through(THROTTLE_EXPORT, false), 30);
    ck_assert_uint_eq(let_through(THROTTLE_UPLOAD, false), 60);
    ck_assert_uint_eq(let_through(THROTTLE_API, false), 3000);
}
END_TEST

START_TEST(one_ipv6_network_counts_as_one_address)
{
    char address[64];
    unsigned refused = 0;

    for (int i = 0; i < 200; i++) {
        snprintf(address, sizeof address, "2001:db8:1:2:%x::%x", i, i);
        refused += throttle_address(throttle, THROTTLE_SIGN_IN, address, &err) == ERR_TOO_MANY;
    }
    ck_assert_uint_ge(refused, 70);
    ck_assert_int_eq(throttle_address(throttle, THROTTLE_SIGN_IN, "2001:db8:1:3::1", &err), ERR_OK);
}
END_TEST

START_TEST(processes_share_the_counters_and_lose_few_hits)
{
    struct throttle_table *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    unsigned char subject[HASH_BYTES] = {7};
    pid_t children[4];

    for (int c = 0; c < 4; c++) {
        children[c] = fork();
        if (children[c] == 0) {
            for (int i = 0; i < 1000; i++)
                throttle_table_hit(shared, subject, 1, 5);
            _exit(0);
        }
    }
    for (int c = 0; c < 4; c++)
        waitpid(children[c], NULL, 0);
    ck_assert_uint_eq(throttle_table_hit(shared, subject, 1, 5), 4001);
    ck_assert_uint_eq(throttle_table_hit(shared, subject, 1, 6), 1);
    ck_assert_uint_eq(throttle_table_hit(shared, subject, 2, 5), 1);
    munmap(shared, sizeof *shared);
}
END_TEST

START_TEST(a_full_table_goes_on_counting)
{
    struct throttle_table *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    unsigned char subject[HASH_BYTES] = {0};

    for (unsigned i = 0; i < 4 * THROTTLE_SLOTS; i++) {
        memcpy(subject, &i, sizeof i);
        ck_assert_uint_ge(throttle_table_hit(shared, subject, 1, 5), 1);
    }
    for (unsigned i = 1; i < 50; i++)
        ck_assert_uint_eq(throttle_table_hit(shared, subject, 1, 6), i);
    munmap(shared, sizeof *shared);
}
END_TEST

START_TEST(guessing_waits_longer_and_longer)
{
    unsigned first;

    if (db == NULL)
        return;
    ck_assert_uint_eq(tries_until_refused("jette", "192.0.2.1", 20), 5);
    first = err.retry_after_s;
    ck_assert_uint_ge(first, 4);
    ck_assert_int_eq(throttle_failed(throttle, db, "jette", "192.0.2.1", 0, &err), ERR_OK);
    ck_assert_int_eq(throttle_sign_in(throttle, db, "jette", "192.0.2.1", &err), ERR_TOO_MANY);
    ck_assert_uint_gt(err.retry_after_s, first);
    for (int i = 0; i < 15; i++)
        ck_assert_int_eq(throttle_failed(throttle, db, "jette", "192.0.2.1", 0, &err), ERR_OK);
    ck_assert_int_eq(throttle_sign_in(throttle, db, "jette", "192.0.2.1", &err), ERR_TOO_MANY);
    ck_assert_uint_le(err.retry_after_s, 900);
}
END_TEST

/* Five seconds after the fifth failure, then twice as long each time: 5 10 20 40 80 160 320 640, then 15 minutes. */
START_TEST(the_wait_doubles_from_five_seconds_to_fifteen_minutes)
{
    static const char *const waits[] = {"-", "-", "-", "-", "5", "10", "20", "40", "80", "160", "320", "640", "900", "900"};

    if (db == NULL)
        return;
    sql_begin("imi_throttle");
    for (size_t i = 0; i < sizeof waits / sizeof waits[0]; i++) {
        ck_assert_int_eq(throttle_failed(throttle, db, "jette", "192.0.2.1", 0, &err), ERR_OK);
        /* Failures are remembered for an hour from the last: that tells when it was. */
        ck_assert_str_eq(sql_ask(mem, "SELECT TIMESTAMPDIFF(SECOND, window_end - INTERVAL 1 HOUR, blocked_until) FROM throttle"
                                 " WHERE scope = 'sign_in_pair'"), waits[i]);
    }
    sql_end();
}
END_TEST

START_TEST(nobody_locks_anothers_account)
{
    if (db == NULL)
        return;
    ck_assert_uint_eq(tries_until_refused("jette", "192.0.2.1", 20), 5);
    ck_assert_int_eq(throttle_sign_in(throttle, db, "jette", "198.51.100.7", &err), ERR_OK);
    ck_assert_int_eq(throttle_sign_in(throttle, db, "other", "192.0.2.1", &err), ERR_OK);
}
END_TEST

START_TEST(many_names_from_one_address_are_stopped_too)
{
    char name[16];
    unsigned i;

    if (db == NULL)
        return;
    for (i = 0; i < 60; i++) {
        snprintf(name, sizeof name, "name%u", i);
        if (throttle_sign_in(throttle, db, name, "192.0.2.1", &err) == ERR_TOO_MANY)
            break;
        ck_assert_int_eq(throttle_failed(throttle, db, name, "192.0.2.1", 0, &err), ERR_OK);
    }
    ck_assert_uint_eq(i, 31);
}
END_TEST

START_TEST(success_forgets_the_failures_of_that_name)
{
    if (db == NULL)
        return;
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(throttle_failed(throttle, db, "jette", "192.0.2.1", 17, &err), ERR_OK);
    ck_assert_int_eq(throttle_passed(throttle, db, "jette", "192.0.2.1", 17, &err), ERR_OK);
    ck_assert_uint_eq(tries_until_refused("jette", "192.0.2.1", 20), 5);
}
END_TEST

START_TEST(wrong_codes_are_counted_by_user_wherever_they_come_from)
{
    char address[32];

    if (db == NULL)
        return;
    for (int i = 0; i < 6; i++) {
        ck_assert_int_eq(throttle_code(throttle, db, 17, &err), ERR_OK);
        snprintf(address, sizeof address, "192.0.2.%d", i + 1);
        ck_assert_int_eq(throttle_failed(throttle, db, "jette", address, 17, &err), ERR_OK);
    }
    ck_assert_int_eq(throttle_code(throttle, db, 17, &err), ERR_TOO_MANY);
    ck_assert_int_eq(throttle_code(throttle, db, 18, &err), ERR_OK);
}
END_TEST

START_TEST(a_limit_that_is_reached_is_written_once)
{
    unsigned refused = 0;

    if (db == NULL)
        return;
    db_statements_reset(db);
    for (int i = 0; i < 130; i++)
        refused += throttle_user(throttle, db, THROTTLE_SEARCH, 17, &err) == ERR_TOO_MANY;
    ck_assert_uint_ge(refused, 9); /* fewer only where a minute ended in between */
    ck_assert_uint_le(db_statements(db), 2);
    ck_assert_int_eq(throttle_user(throttle, db, THROTTLE_SEARCH, 18, &err), ERR_OK);
    ck_assert_int_eq(throttle_user(throttle, db, THROTTLE_PAGE, 17, &err), ERR_OK);
}
END_TEST

static Suite *
suite(void)
{
    Suite *suite = suite_create("throttle");
    TCase *tests = tcase_create("throttle");

    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, an_address_is_limited_and_another_is_not);
    tcase_add_test(tests, each_limit_lets_through_as_many_as_it_says);
    tcase_add_test(tests, the_wait_doubles_from_five_seconds_to_fifteen_minutes);
    tcase_add_test(tests, one_ipv6_network_counts_as_one_address);
    tcase_add_test(tests, processes_share_the_counters_and_lose_few_hits);
    tcase_add_test(tests, a_full_table_goes_on_counting);
    tcase_add_test(tests, guessing_waits_longer_and_longer);
    tcase_add_test(tests, nobody_locks_anothers_account);
    tcase_add_test(tests, many_names_from_one_address_are_stopped_too);
    tcase_add_test(tests, success_forgets_the_failures_of_that_name);
    tcase_add_test(tests, wrong_codes_are_counted_by_user_wherever_they_come_from);
    tcase_add_test(tests, a_limit_that_is_reached_is_written_once);
    suite_add_tcase(suite, tests);
    return suite;
}

RUN(suite)
