/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/day.h"

#include "runner.h"

START_TEST(days_that_do_not_exist_are_refused)
{
    static const int days[][3] = {{2026, 2, 29}, {2100, 2, 29}, {2026, 4, 31}, {2026, 13, 1}, {2026, 0, 1},
                                  {2026, 1, 0},  {0, 1, 1},     {10000, 1, 1}, {-1, 1, 1},   {2026, 1, 32}};

    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
        ck_assert_msg(!day_valid(days[i][0], days[i][1], days[i][2]), "row %zu", i);
    ck_assert(day_valid(2028, 2, 29));
    ck_assert(day_valid(2000, 2, 29));
}
END_TEST

START_TEST(texts_that_are_no_day_are_refused_and_leave_the_number)
{
    static const char *const texts[] = {"",           "2026-2-03",  "2026-02-30", "2026-02-03 ", " 2026-02-03",
                                        "2026/02/03", "20260203",   "2026-02-0x", "-026-02-03",  "2026-02-+3",
                                        "0000-01-01", "2026-02-03T00:00"};
    int32_t number = 77;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        ck_assert_msg(!day_parse(texts[i], &number), "%s", texts[i]);
    ck_assert_int_eq(number, 77);
}
END_TEST

START_TEST(known_days_have_their_numbers_and_weekdays)
{
    ck_assert_int_eq(day_from_civil(1970, 1, 1), 0);
    ck_assert_int_eq(day_from_civil(1969, 12, 31), -1);
    ck_assert_int_eq(day_from_civil(2000, 3, 1), 11017);
    ck_assert_int_eq(day_from_civil(2026, 11, 23), 20780);
    ck_assert_int_eq(day_from_civil(1, 1, 1), -719162);
    ck_assert_int_eq(day_weekday(0), 4);
    ck_assert_int_eq(day_weekday(day_from_civil(2026, 11, 23)), 1);
    ck_assert_int_eq(day_weekday(day_from_civil(1, 1, 1)), 1);
    ck_assert_int_eq(day_weekday(-1), 3);
}
END_TEST

START_TEST(every_day_from_year_1_to_9999_goes_there_and_back_in_order)
{
    int32_t last = day_from_civil(9999, 12, 31);
    int32_t expected = day_from_civil(1, 1, 1);
    int year, month, day;

    for (int32_t number = expected; number <= last; number++) {
        day_to_civil(number, &year, &month, &day);
        if (!day_valid(year, month, day) || day_from_civil(year, month, day) != number)
            ck_abort_msg("day %d is %d-%d-%d", number, year, month, day);
    }
}
END_TEST

START_TEST(a_month_later_is_the_last_day_where_there_is_no_such)
{
    int32_t number = 0;
    char text[DAY_TEXT_SIZE];

    ck_assert(day_parse("2026-01-31", &number));
    day_format(day_add_months(number, 1), text);
    ck_assert_str_eq(text, "2026-02-28");
    day_format(day_add_months(number, 25), text);
    ck_assert_str_eq(text, "2028-02-29");
    day_format(day_add_months(number, -1), text);
    ck_assert_str_eq(text, "2025-12-31");
    day_format(day_add_months(number, 6), text);
    ck_assert_str_eq(text, "2026-07-31");
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("day");
    TCase *tc = tcase_create("day");

    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, days_that_do_not_exist_are_refused);
    tcase_add_test(tc, texts_that_are_no_day_are_refused_and_leave_the_number);
    tcase_add_test(tc, known_days_have_their_numbers_and_weekdays);
    tcase_add_test(tc, every_day_from_year_1_to_9999_goes_there_and_back_in_order);
    tcase_add_test(tc, a_month_later_is_the_last_day_where_there_is_no_such);
    suite_add_tcase(made, tc);
    return made;
}

RUN(suite)
