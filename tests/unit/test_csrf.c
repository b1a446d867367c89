/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/csrf.h"

#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "runner.h"

static const unsigned char key[HASH_KEY_BYTES] = {1, 2, 3}, other_key[HASH_KEY_BYTES] = {1, 2, 4};

static TALLOC_CTX *mem;
static struct err err;

static void
setup(void)
{
    mem = mem_new(NULL, "test");
}

static void
teardown(void)
{
    talloc_free(mem);
}

START_TEST(a_missing_malformed_or_foreign_token_is_refused)
{
    char *token = csrf_token(mem, key, "session-1");

    ck_assert_int_eq(csrf_check(key, "session-1", NULL, &err), ERR_FORBIDDEN);
    ck_assert_int_eq(csrf_check(key, "session-1", "", &err), ERR_FORBIDDEN);
    ck_assert_int_eq(csrf_check(key, "session-1", "AAAA", &err), ERR_FORBIDDEN);
    ck_assert_int_eq(csrf_check(key, "session-2", token, &err), ERR_FORBIDDEN);
    ck_assert_int_eq(csrf_check(key, NULL, token, &err), ERR_FORBIDDEN);
    ck_assert_int_eq(csrf_check(other_key, "session-1", token, &err), ERR_FORBIDDEN);
    for (size_t i = 0; token[i] != '\0'; i++) {
        char kept = token[i];

        token[i] = kept == 'A' ? 'B' : 'A';
        ck_assert_msg(csrf_check(key, "session-1", token, &err) == ERR_FORBIDDEN, "character %zu", i);
        token[i] = kept;
    }
    ck_assert_int_eq(csrf_check(key, "session-1", token, &err), ERR_OK);
}
END_TEST

START_TEST(tokens_of_a_session_look_different_each_time_and_are_all_good)
{
    char *first = csrf_token(mem, key, "s"), *second = csrf_token(mem, key, "s");

    ck_assert_str_ne(first, second);
    ck_assert_int_eq(csrf_check(key, "s", first, &err), ERR_OK);
    ck_assert_int_eq(csrf_check(key, "s", second, &err), ERR_OK);
}
END_TEST

START_TEST(a_visitor_cookie_that_is_forged_old_or_of_the_future_is_refused)
{
    char *value = csrf_visitor(mem, key, 1000);

    ck_assert(!csrf_visitor_valid(key, NULL, 1000, 60));
    ck_assert(!csrf_visitor_valid(key, "", 1000, 60));
    ck_assert(!csrf_visitor_valid(other_key, value, 1000, 60));
    ck_assert(!csrf_visitor_valid(key, value, 1061, 60));
    ck_assert(!csrf_visitor_valid(key, value, 999, 60));
    ck_assert(csrf_visitor_valid(key, value, 1060, 60));
    value[3] = value[3] == 'A' ? 'B' : 'A';
    ck_assert(!csrf_visitor_valid(key, value, 1000, 60));
}
END_TEST

static enum err_code
from(const char *site, const char *origin, const char *base_url)
{
    struct request req = {.sec_fetch_site = site, .origin = origin};

    return csrf_check_origin(&req, base_url, &err);
}

START_TEST(requests_that_started_elsewhere_are_refused)
{
    static const char base[] = "https://imi.example.org/";

    ck_assert_int_eq(from("cross-site", NULL, base), ERR_FORBIDDEN);
    ck_assert_int_eq(from("same-site", "https://imi.example.org", base), ERR_FORBIDDEN);
    ck_assert_int_eq(from("none", NULL, base), ERR_FORBIDDEN);
    ck_assert_int_eq(from(NULL, "https://evil.example", base), ERR_FORBIDDEN);
    ck_assert_int_eq(from(NULL, "http://imi.example.org", base), ERR_FORBIDDEN);
    ck_assert_int_eq(from(NULL, "https://imi.example.org.evil", base), ERR_FORBIDDEN);
    ck_assert_int_eq(from(NULL, "https://imi.example.org:444", base), ERR_FORBIDDEN);
    ck_assert_int_eq(from(NULL, "https://imi.example", base), ERR_FORBIDDEN);
    ck_assert_int_eq(from(NULL, "null", base), ERR_FORBIDDEN);
    ck_assert_int_eq(from("same-origin", "https://evil.example", base), ERR_FORBIDDEN);
    ck_assert_int_eq(from(NULL, "https://imi.example.org", "imi.example.org"), ERR_FORBIDDEN);
}
END_TEST

START_TEST(requests_from_own_pages_pass)
{
    ck_assert_int_eq(from("same-origin", "https://imi.example.org", "https://imi.example.org/"), ERR_OK);
    ck_assert_int_eq(from("same-origin", NULL, "https://imi.example.org"), ERR_OK);
    ck_assert_int_eq(from("same-origin", "null", "https://imi.example.org"), ERR_OK);
    ck_assert_int_eq(from(NULL, "http://127.0.0.1:8080", "http://127.0.0.1:8080/"), ERR_OK);
    ck_assert_int_eq(from(NULL, NULL, "https://imi.example.org"), ERR_OK);
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("csrf");
    TCase *tc = tcase_create("csrf");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_missing_malformed_or_foreign_token_is_refused);
    tcase_add_test(tc, tokens_of_a_session_look_different_each_time_and_are_all_good);
    tcase_add_test(tc, a_visitor_cookie_that_is_forged_old_or_of_the_future_is_refused);
    tcase_add_test(tc, requests_that_started_elsewhere_are_refused);
    tcase_add_test(tc, requests_from_own_pages_pass);
    suite_add_tcase(made, tc);
    return made;
}

RUN(suite)
