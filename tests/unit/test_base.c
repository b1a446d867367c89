/* SPDX-License-Identifier: EUPL-1.2 */
/* buf, clock, utf8, re. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/re.h"
#include "base/utf8.h"
#include "runner.h"

START_TEST(a_full_buffer_drops_what_does_not_fit_and_says_so)
{
    struct buf *buf = buf_new(NULL, 5);

    buf_puts(buf, "1234");
    buf_puts(buf, "56");
    ck_assert(buf_full(buf));
    ck_assert_str_eq(buf->data, "1234");
    buf_puts(buf, "5");
    ck_assert_str_eq(buf->data, "1234");
    buf_clear(buf);
    buf_printf(buf, "%d", 12345);
    ck_assert(!buf_full(buf));
    ck_assert_str_eq(buf->data, "12345");
    buf_putc(buf, '6');
    ck_assert(buf_full(buf));
    talloc_free(buf);
}
END_TEST

START_TEST(texts_that_are_no_time_are_refused)
{
    static const char *const texts[] = {"", "2026-11-23", "2026-11-23T10:00:00", "2026-02-30T10:00:00Z",
                                        "2026-11-23T24:00:00Z", "2026-11-23T10:60:00Z", "2026-11-23T10:00:00+1",
                                        "2026-11-23T10:00:00Zx", "x026-11-23T10:00:00Z", "2026-11-23T10:00:00+25:00"};
    int64_t moment = 7;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        ck_assert_msg(clock_parse(texts[i], &moment) == -1, "%s", texts[i]);
    ck_assert_int_eq(moment, 7);
}
END_TEST

START_TEST(times_go_there_and_back)
{
    char text[40];
    int64_t moment;

    ck_assert_int_eq(clock_parse("2026-11-23T10:00:00.25+01:00", &moment), 0);
    clock_rfc3339(moment, text, sizeof text);
    ck_assert_str_eq(text, "2026-11-23T09:00:00.250000Z");
    ck_assert_int_eq(clock_parse("1969-12-31T23:59:59.999999Z", &moment), 0);
    ck_assert_int_eq(moment, -1);
    clock_rfc3339(moment, text, sizeof text);
    ck_assert_str_eq(text, "1969-12-31T23:59:59.999999Z");
}
END_TEST

static int32_t
legal_day(const char *text)
{
    int64_t moment = 0;

    ck_assert_int_eq(clock_parse(text, &moment), 0);
    return clock_day(moment);
}

START_TEST(the_legal_day_turns_at_midnight_in_brussels_in_winter_and_summer)
{
    ck_assert_int_eq(legal_day("2026-01-15T22:59:59Z"), day_from_civil(2026, 1, 15));
    ck_assert_int_eq(legal_day("2026-01-15T23:00:00Z"), day_from_civil(2026, 1, 16));
    ck_assert_int_eq(legal_day("2026-07-15T21:59:59Z"), day_from_civil(2026, 7, 15));
    ck_assert_int_eq(legal_day("2026-07-15T22:00:00Z"), day_from_civil(2026, 7, 16));
    /* The nights around both changes of 2026: 29 March and 25 October. */
    ck_assert_int_eq(legal_day("2026-03-28T23:00:00Z"), day_from_civil(2026, 3, 29));
    ck_assert_int_eq(legal_day("2026-03-29T22:00:00Z"), day_from_civil(2026, 3, 30));
    ck_assert_int_eq(legal_day("2026-10-24T22:00:00Z"), day_from_civil(2026, 10, 25));
    ck_assert_int_eq(legal_day("2026-10-25T22:59:59Z"), day_from_civil(2026, 10, 25));
    ck_assert_int_eq(legal_day("2026-10-25T23:00:00Z"), day_from_civil(2026, 10, 26));
}
END_TEST

START_TEST(each_legal_day_begins_at_its_start)
{
    for (int32_t day = day_from_civil(2024, 1, 1); day < day_from_civil(2030, 1, 1); day++) {
        ck_assert_int_eq(clock_day(clock_day_start(day)), day);
        ck_assert_int_eq(clock_day(clock_day_start(day) - 1), day - 1);
    }
}
END_TEST

START_TEST(case_time_is_machine_time_moved_by_the_shift)
{
    clock_shift(5 * CLOCK_DAY);
    ck_assert_int_le(clock_case_now() - clock_machine_now() - 5 * CLOCK_DAY, CLOCK_SECOND);
    ck_assert_int_ge(clock_case_now() - clock_machine_now() - 5 * CLOCK_DAY, -CLOCK_SECOND);
    clock_shift(0);
}
END_TEST

START_TEST(bytes_that_are_not_utf8_are_refused)
{
    static const char *const texts[] = {"\x80", "\xc0\xaf", "\xc3", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                        "\xf8\x88\x80\x80\x80", "a\xff", "\xe2\x82"};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        ck_assert_msg(!utf8_valid(texts[i], strlen(texts[i])), "text %zu", i);
    ck_assert(!utf8_valid("a\0b", 3));
    ck_assert(utf8_valid("Ærø Ελλάδα 🏛", strlen("Ærø Ελλάδα 🏛")));
}
END_TEST

START_TEST(control_and_direction_characters_are_not_clean)
{
    ck_assert(!utf8_clean_line("a\tb", 3));
    ck_assert(utf8_clean_text("a\tb\nc", 5));
    ck_assert(!utf8_clean_text("a\x07", 2));
    ck_assert(!utf8_clean_text("\xe2\x80\xae", 3)); /* right-to-left override */
    ck_assert(!utf8_clean_line("\xc2\x85", 2));     /* next line */
}
END_TEST

START_TEST(cutting_never_splits_a_character)
{
    ck_assert_uint_eq(utf8_cut("Ærø", 1), 0);
    ck_assert_uint_eq(utf8_cut("Ærø", 4), 3);
    ck_assert_uint_eq(utf8_cut("Ærø", 5), 5);
    ck_assert_uint_eq(utf8_count("Ærø"), 3);
}
END_TEST

START_TEST(a_pattern_matches_the_whole_text_within_its_limits)
{
    struct err err;
    struct re *re;

    ck_assert_int_eq(re_new(NULL, "(", &re, &err), ERR_DECLARED);
    ck_assert_int_eq(re_new(NULL, "[^@\\s]+@[^@\\s]+", &re, &err), ERR_OK);
    ck_assert(re_matches(re, "a@b"));
    ck_assert(!re_matches(re, "a@b c"));
    ck_assert(!re_matches(re, "x a@b"));
    talloc_free(re);
    /* A pattern that would take for ever ends without a match. */
    ck_assert_int_eq(re_new(NULL, "(a+)+", &re, &err), ERR_OK);
    ck_assert(!re_matches(re, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"));
    talloc_free(re);
}
END_TEST

static Suite *
suite(void)
{
    Suite *base = suite_create("base");
    TCase *all = tcase_create("all");

    tcase_add_test(all, a_full_buffer_drops_what_does_not_fit_and_says_so);
    tcase_add_test(all, texts_that_are_no_time_are_refused);
    tcase_add_test(all, times_go_there_and_back);
    tcase_add_test(all, the_legal_day_turns_at_midnight_in_brussels_in_winter_and_summer);
    tcase_add_test(all, each_legal_day_begins_at_its_start);
    tcase_add_test(all, case_time_is_machine_time_moved_by_the_shift);
    tcase_add_test(all, bytes_that_are_not_utf8_are_refused);
    tcase_add_test(all, control_and_direction_characters_are_not_clean);
    tcase_add_test(all, cutting_never_splits_a_character);
    tcase_add_test(all, a_pattern_matches_the_whole_text_within_its_limits);
    suite_add_tcase(base, all);
    return base;
}

RUN(suite)
