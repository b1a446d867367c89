/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/code.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "runner.h"

/* "12345678901234567890", the secret of RFC 6238, appendix B. */
#define SECRET "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
#define NOW (INT64_C(1111111111) * CLOCK_SECOND)

static struct err err;

static const char *
code_of(int64_t moment)
{
    static char code[7];

    ck_assert_int_eq(code_at(SECRET, moment, code, &err), ERR_OK);
    return code;
}

START_TEST(codes_are_those_of_rfc_6238)
{
    ck_assert_str_eq(code_of(59 * CLOCK_SECOND), "287082");
    ck_assert_str_eq(code_of(INT64_C(1111111109) * CLOCK_SECOND), "081804");
    ck_assert_str_eq(code_of(INT64_C(1234567890) * CLOCK_SECOND), "005924");
    ck_assert_str_eq(code_of(INT64_C(20000000000) * CLOCK_SECOND), "353130");
}
END_TEST

START_TEST(a_code_counts_one_step_before_and_after_and_no_further)
{
    int64_t step = CODE_STEP_S * CLOCK_SECOND;

    ck_assert_uint_eq(code_step(SECRET, code_of(NOW), NOW, 0), 37037037);
    ck_assert_uint_ne(code_step(SECRET, code_of(NOW - step), NOW, 0), 0);
    ck_assert_uint_ne(code_step(SECRET, code_of(NOW + step), NOW, 0), 0);
    ck_assert_uint_eq(code_step(SECRET, code_of(NOW - 2 * step), NOW, 0), 0);
    ck_assert_uint_eq(code_step(SECRET, code_of(NOW + 2 * step), NOW, 0), 0);
}
END_TEST

START_TEST(a_used_step_and_every_earlier_one_count_no_more)
{
    uint64_t now = 37037037;

    ck_assert_uint_eq(code_step(SECRET, code_of(NOW), NOW, now), 0);
    ck_assert_uint_eq(code_step(SECRET, code_of(NOW - CODE_STEP_S * CLOCK_SECOND), NOW, now), 0);
    ck_assert_uint_eq(code_step(SECRET, code_of(NOW + CODE_STEP_S * CLOCK_SECOND), NOW, now), now + 1);
}
END_TEST

START_TEST(what_is_no_code_is_refused)
{
    static const char *const wrong[] = {"", "28708", "2870822", "28708a", "      ", "-50471"};

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        ck_assert_uint_eq(code_step(SECRET, wrong[i], NOW, 0), 0);
    ck_assert_uint_eq(code_step("not base32!", code_of(NOW), NOW, 0), 0);
}
END_TEST

START_TEST(a_new_secret_has_160_bits_and_is_another_each_time)
{
    TALLOC_CTX *mem = mem_new(NULL, "test");
    char *one = code_new_secret(mem), *other = code_new_secret(mem);

    ck_assert_uint_eq(strlen(one), 32);
    ck_assert_uint_eq(strspn(one, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), 32);
    ck_assert_str_ne(one, other);
    talloc_free(mem);
}
END_TEST

START_TEST(the_address_for_the_app_is_escaped_and_its_picture_square)
{
    TALLOC_CTX *mem = mem_new(NULL, "test");
    char *uri = code_uri(mem, "IMI & søn", "jette@x", SECRET);
    struct code_qr qr;

    ck_assert_str_eq(uri, "otpauth://totp/IMI%20%26%20s%C3%B8n:jette%40x?secret=" SECRET
                          "&issuer=IMI%20%26%20s%C3%B8n&algorithm=SHA1&digits=6&period=30");
    ck_assert_int_eq(code_qr(mem, uri, &qr, &err), ERR_OK);
    ck_assert_uint_ge(qr.size, 21);
    ck_assert_int_eq(strncmp(qr.path, "M0 0h7v1h-7z", 12), 0); /* the finder pattern in the corner */
    ck_assert_uint_eq(strspn(qr.path, "Mhvz-0123456789 "), strlen(qr.path));
    talloc_free(mem);
}
END_TEST

static Suite *
suite(void)
{
    Suite *suite = suite_create("code");
    TCase *tests = tcase_create("code");

    tcase_add_test(tests, codes_are_those_of_rfc_6238);
    tcase_add_test(tests, a_code_counts_one_step_before_and_after_and_no_further);
    tcase_add_test(tests, a_used_step_and_every_earlier_one_count_no_more);
    tcase_add_test(tests, what_is_no_code_is_refused);
    tcase_add_test(tests, a_new_secret_has_160_bits_and_is_another_each_time);
    tcase_add_test(tests, the_address_for_the_app_is_escaped_and_its_picture_square);
    suite_add_tcase(suite, tests);
    return suite;
}

RUN(suite)
