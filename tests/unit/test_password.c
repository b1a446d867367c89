/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/password.h"

#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "runner.h"

static TALLOC_CTX *mem;
static const struct password_list *list;

static void
setup(void)
{
    const char *source = getenv("IMI_SRCDIR") != NULL ? getenv("IMI_SRCDIR") : ".";
    struct err err = {0};

    mem = mem_new(NULL, "test");
    ck_assert_msg(password_list_load(mem, mem_printf(mem, "%s/conf/passwords/common.txt", source), &list, &err) == ERR_OK,
                  "%s", err.detail);
}

static void
teardown(void)
{
    talloc_free(mem);
}

static enum password_fault
judge(const char *password)
{
    static const char *const names[] = {"IMI training", "jorgensen", "Jette Jørgensen", "Sikkerhedsstyrelsen", NULL};

    return password_judge(list, password, names, 5);
}

START_TEST(short_and_long_ones_are_refused_by_characters_not_bytes)
{
    char text[PASSWORD_MAX_CHARS + 2];

    ck_assert_int_eq(judge("elevenchars"), PASSWORD_SHORT);
    ck_assert_int_eq(judge("æøåæøåæøåæø"), PASSWORD_SHORT);
    ck_assert_int_eq(judge("æøåqjvæxåkøz"), PASSWORD_FINE);
    for (size_t i = 0; i + 1 < sizeof text; i++)
        text[i] = (char)('a' + (i * i * 7 + i / 3) % 26);
    text[sizeof text - 1] = '\0';
    ck_assert_int_eq(judge(text), PASSWORD_LONG);
    text[PASSWORD_MAX_CHARS] = '\0';
    ck_assert_int_eq(judge(text), PASSWORD_FINE);
}
END_TEST

START_TEST(common_ones_are_refused_with_their_decoration)
{
    static const char *const common[] = {"Password1234", "P@ssw0rd!!2026", "passwordpassword", "123456789012", "111111111111",
                                         "abcabcabcabcabc", "qwertyuiop12", "qwertyuiopas", "abcdefghijkl", "!!liverpool!!99",
                                         "1q2w3e4r1q2w3e4r", "aaaaaaaaaaaa", "zyxwvutsrqpo", "Willkommen2026"};

    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
        ck_assert_msg(judge(common[i]) == PASSWORD_COMMON, "%s", common[i]);
}
END_TEST

START_TEST(names_of_site_user_and_authority_are_refused)
{
    ck_assert_int_eq(judge("hemmelig-Jorgensen-7"), PASSWORD_NAMED);
    ck_assert_int_eq(judge("my jette is the best"), PASSWORD_NAMED);
    ck_assert_int_eq(judge("sikkerhedsstyrelsen og mere"), PASSWORD_NAMED);
    ck_assert_int_eq(judge("the training of whales"), PASSWORD_NAMED);
}
END_TEST

START_TEST(a_few_words_in_a_row_are_fine)
{
    ck_assert_int_eq(judge("seven grey herons wade"), PASSWORD_FINE);
    ck_assert_int_eq(judge("kolde fisk synger tirsdag"), PASSWORD_FINE);
    ck_assert_int_eq(judge("tV9#kq2!mZx8"), PASSWORD_FINE);
}
END_TEST

START_TEST(a_hash_is_of_its_password_only)
{
    char hash[PASSWORD_HASH_SIZE], other[PASSWORD_HASH_SIZE];
    struct err err = {0};
    bool matches, outdated;

    ck_assert_int_eq(password_hash(NULL, "seven grey herons wade", hash, &err), ERR_OK);
    ck_assert_int_eq(password_hash(NULL, "seven grey herons wade", other, &err), ERR_OK);
    ck_assert_str_ne(hash, other);
    ck_assert_int_eq(strncmp(hash, "$argon2id$v=19$m=19456,t=2,p=1$", 31), 0);
    ck_assert_int_eq(password_verify(NULL, hash, "seven grey herons wade", &matches, &outdated, &err), ERR_OK);
    ck_assert(matches && !outdated);
    ck_assert_int_eq(password_verify(NULL, hash, "seven grey herons wade ", &matches, &outdated, &err), ERR_OK);
    ck_assert(!matches);
    ck_assert_int_eq(password_verify(NULL, "not a hash", "seven grey herons wade", &matches, &outdated, &err), ERR_OK);
    ck_assert(!matches);
}
END_TEST

START_TEST(a_hash_of_weaker_parameters_is_told_to_be_outdated)
{
    char hash[PASSWORD_HASH_SIZE];
    struct err err = {0};
    bool matches, outdated;

    ck_assert_int_eq(crypto_pwhash_argon2id_str(hash, "seven grey herons wade", 22, 1, 8 * 1024 * 1024), 0);
    ck_assert_int_eq(password_verify(NULL, hash, "seven grey herons wade", &matches, &outdated, &err), ERR_OK);
    ck_assert(matches && outdated);
    ck_assert_int_eq(password_verify(NULL, hash, "another one altogether", &matches, &outdated, &err), ERR_OK);
    ck_assert(!matches && !outdated);
}
END_TEST

START_TEST(an_unknown_user_takes_the_same_work)
{
    char hash[PASSWORD_HASH_SIZE];
    struct err err = {0};
    bool matches, outdated;
    int64_t start, known, unknown;

    ck_assert_int_eq(password_hash(NULL, "seven grey herons wade", hash, &err), ERR_OK);
    ck_assert_int_eq(password_verify(NULL, NULL, "warm the dummy", &matches, &outdated, &err), ERR_OK);
    start = clock_steady_now();
    ck_assert_int_eq(password_verify(NULL, hash, "wrong one here", &matches, &outdated, &err), ERR_OK);
    known = clock_steady_now() - start;
    start = clock_steady_now();
    ck_assert_int_eq(password_verify(NULL, NULL, "wrong one here", &matches, &outdated, &err), ERR_OK);
    unknown = clock_steady_now() - start;
    ck_assert(!matches);
    ck_assert_msg(unknown * 4 > known && known * 4 > unknown, "%lld us against %lld us", (long long)known, (long long)unknown);
}
END_TEST

/* A process that holds a place until it is killed. */
static pid_t
hold_place(struct password_gate *gate, const char *hash)
{
    pid_t pid = fork();

    if (pid == 0) {
        struct err err = {0};
        bool matches, outdated;

        for (;;)
            (void)!password_verify(gate, hash, "x", &matches, &outdated, &err);
    }
    return pid;
}

START_TEST(a_killed_holder_gives_its_place_back)
{
    struct password_gate *gate;
    char hash[PASSWORD_HASH_SIZE];
    struct err err = {0};
    bool matches, outdated;
    pid_t holders[4];

    ck_assert_int_eq(password_gate_new(mem, &gate, &err), ERR_OK);
    ck_assert_int_eq(password_hash(gate, "seven grey herons wade", hash, &err), ERR_OK);
    for (int i = 0; i < 4; i++)
        holders[i] = hold_place(gate, hash);
    usleep(200 * 1000);
    for (int i = 0; i < 4; i++) {
        kill(holders[i], SIGKILL);
        waitpid(holders[i], NULL, 0);
    }
    ck_assert_int_eq(password_verify(gate, hash, "seven grey herons wade", &matches, &outdated, &err), ERR_OK);
    ck_assert(matches);
}
END_TEST

static Suite *
suite(void)
{
    Suite *suite = suite_create("password");
    TCase *tests = tcase_create("password");

    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, short_and_long_ones_are_refused_by_characters_not_bytes);
    tcase_add_test(tests, common_ones_are_refused_with_their_decoration);
    tcase_add_test(tests, names_of_site_user_and_authority_are_refused);
    tcase_add_test(tests, a_few_words_in_a_row_are_fine);
    tcase_add_test(tests, a_hash_is_of_its_password_only);
    tcase_add_test(tests, a_hash_of_weaker_parameters_is_told_to_be_outdated);
    tcase_add_test(tests, an_unknown_user_takes_the_same_work);
    tcase_add_test(tests, a_killed_holder_gives_its_place_back);
    suite_add_tcase(suite, tests);
    return suite;
}

RUN(suite)
