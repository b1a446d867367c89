/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Every last day below was counted by hand on a paper calendar. Easter Sunday is 5 April 2026, 28 March 2027 and 16 April 2028.
 */
#include "base/period.h"

#include "base/day.h"
#include "runner.h"

/* Maundy Thursday to Easter Monday, 1 May, Christmas and New Year: closed days as a northern state has them. */
static const char *const northern[] = {
    "2026-01-01", "2026-04-02", "2026-04-03", "2026-04-06", "2026-05-01", "2026-12-25",
    "2027-01-01", "2027-03-25", "2027-03-26", "2027-03-29", "2028-04-13", "2028-04-14",
    "2028-04-17", "2028-05-01", "2028-12-25", "2028-12-26", NULL};
/* A state that keeps Christmas Eve and gives a day in lieu of Saturday 26 December 2026. */
static const char *const eastern[] = {"2026-12-24", "2026-12-25", "2026-12-28", NULL};

enum calendars { NONE, NORTHERN, EASTERN, BOTH };

struct row {
    const char *event;
    int count;
    enum period_unit unit;
    bool exact;
    enum calendars calendars;
    const char *end;
};

static int32_t
day_of(const char *text)
{
    int32_t day = 0;

    ck_assert_msg(day_parse(text, &day), "%s", text);
    return day;
}

static struct closed_days
closed_of(const char *const *texts, int32_t *days)
{
    size_t n = 0;

    for (; texts[n] != NULL; n++)
        days[n] = day_of(texts[n]);
    return (struct closed_days){days, n};
}

static void
check_rows(const struct row *rows, size_t count, int32_t (*ends)(const struct period *, int32_t))
{
    int32_t days[2][20];
    const struct closed_days sets[] = {closed_of(northern, days[0]), closed_of(eastern, days[1])};
    const struct closed_days *const closed[] = {&sets[0], &sets[1]};

    for (size_t i = 0; i < count; i++) {
        const struct row *row = &rows[i];
        struct period period = {row->count, row->unit, row->exact, closed + (row->calendars == EASTERN),
                                row->calendars == NONE ? 0 : row->calendars == BOTH ? 2 : 1};
        char text[DAY_TEXT_SIZE];

        day_format(ends(&period, day_of(row->event)), text);
        ck_assert_msg(strcmp(text, row->end) == 0, "row %zu, from %s: %s, not %s", i, row->event, text, row->end);
    }
}

#define CHECK(rows, ends) check_rows(rows, sizeof rows / sizeof rows[0], ends)

START_TEST(a_saturday_a_sunday_or_a_closed_day_is_no_working_day)
{
    int32_t days[20];
    const struct closed_days closed = closed_of(northern, days), *const list[] = {&closed};
    const struct period with = {.closed = list, .n_closed = 1}, without = {0};

    ck_assert(!period_is_working(&without, day_of("2026-03-07")));
    ck_assert(!period_is_working(&without, day_of("2026-03-08")));
    ck_assert(!period_is_working(&with, day_of("2026-12-25")));
    ck_assert(!period_is_working(&with, day_of("2026-01-01")));
    ck_assert(!period_is_working(&with, day_of("2028-12-26")));
    ck_assert(period_is_working(&without, day_of("2026-12-25")));
    ck_assert(period_is_working(&with, day_of("2026-12-24")));
}
END_TEST

/* Art. 3(1), (3): the day of the event does not count, and closed days within count as any other. */
START_TEST(calendar_days_are_counted_from_the_day_after_the_event)
{
    static const struct row rows[] = {
        {"2026-03-02", 7, PERIOD_CALENDAR_DAY, false, NONE, "2026-03-09"},
        {"2026-03-31", 8, PERIOD_CALENDAR_DAY, false, NORTHERN, "2026-04-08"}, /* over Easter */
        {"2028-02-22", 7, PERIOD_CALENDAR_DAY, false, NONE, "2028-02-29"},
        {"2028-02-28", 2, PERIOD_CALENDAR_DAY, false, NONE, "2028-03-01"},
        {"2026-03-02", 0, PERIOD_CALENDAR_DAY, false, NONE, "2026-03-02"},
    };

    CHECK(rows, period_end);
}
END_TEST

/* Art. 3(4). */
START_TEST(a_period_that_ends_on_no_working_day_ends_with_the_next)
{
    static const struct row rows[] = {
        {"2026-03-07", 7, PERIOD_CALENDAR_DAY, false, NONE, "2026-03-16"},     /* Saturday 14 */
        {"2026-03-08", 7, PERIOD_CALENDAR_DAY, false, NONE, "2026-03-16"},     /* Sunday 15 */
        {"2026-03-26", 7, PERIOD_CALENDAR_DAY, false, NORTHERN, "2026-04-07"}, /* Maundy Thursday: Tuesday after Easter */
        {"2027-03-18", 7, PERIOD_CALENDAR_DAY, false, NORTHERN, "2027-03-30"},
        {"2028-04-06", 7, PERIOD_CALENDAR_DAY, false, NORTHERN, "2028-04-18"},
        {"2026-04-24", 7, PERIOD_CALENDAR_DAY, false, NORTHERN, "2026-05-04"}, /* Friday 1 May */
        {"2027-04-24", 7, PERIOD_CALENDAR_DAY, false, NORTHERN, "2027-05-03"}, /* Saturday 1 May */
        {"2028-04-24", 7, PERIOD_CALENDAR_DAY, false, NORTHERN, "2028-05-02"}, /* Monday 1 May */
        {"2026-12-18", 7, PERIOD_CALENDAR_DAY, false, NORTHERN, "2026-12-28"}, /* Friday 25 December */
        {"2026-12-18", 7, PERIOD_CALENDAR_DAY, false, EASTERN, "2026-12-29"},  /* the 28th is a day in lieu there */
        {"2026-12-18", 7, PERIOD_CALENDAR_DAY, false, BOTH, "2026-12-29"},
        {"2026-12-18", 7, PERIOD_CALENDAR_DAY, false, NONE, "2026-12-25"},     /* nobody's closed days count */
        {"2026-12-31", 1, PERIOD_CALENDAR_DAY, false, NORTHERN, "2027-01-04"}, /* over the end of the year */
        {"2028-12-18", 7, PERIOD_CALENDAR_DAY, false, NORTHERN, "2028-12-27"},
    };

    CHECK(rows, period_end);
}
END_TEST

/* Art. 3(5). */
START_TEST(a_period_of_two_days_or_more_includes_two_working_days)
{
    static const struct row rows[] = {
        {"2026-03-06", 1, PERIOD_CALENDAR_DAY, false, NONE, "2026-03-09"},    /* a Friday; one day: Monday is enough */
        {"2026-03-06", 2, PERIOD_CALENDAR_DAY, false, NONE, "2026-03-10"},    /* Sunday 8, moved to Monday: only one */
        {"2026-03-06", 3, PERIOD_CALENDAR_DAY, false, NONE, "2026-03-10"},    /* Monday 9: only one */
        {"2026-03-06", 4, PERIOD_CALENDAR_DAY, false, NONE, "2026-03-10"},
        {"2026-03-05", 2, PERIOD_CALENDAR_DAY, false, NONE, "2026-03-09"},    /* Friday and Monday */
        {"2026-12-23", 2, PERIOD_CALENDAR_DAY, false, EASTERN, "2026-12-30"}, /* Tuesday 29 is the first, Wednesday the second */
        {"2026-04-01", 5, PERIOD_CALENDAR_DAY, false, NORTHERN, "2026-04-08"}, /* over Easter: Tuesday 7 and Wednesday 8 */
    };

    CHECK(rows, period_end);
}
END_TEST

/* Art. 3(2)(c). */
START_TEST(months_end_on_the_same_date_or_on_the_last_of_the_month)
{
    static const struct row rows[] = {
        {"2026-03-02", 1, PERIOD_MONTH, false, NONE, "2026-04-02"},
        {"2026-03-02", 1, PERIOD_MONTH, false, NORTHERN, "2026-04-07"}, /* Maundy Thursday */
        {"2026-01-31", 1, PERIOD_MONTH, true, NONE, "2026-02-28"},
        {"2026-01-31", 1, PERIOD_MONTH, false, NONE, "2026-03-02"},     /* 28 February is a Saturday */
        {"2026-08-31", 6, PERIOD_MONTH, false, NONE, "2027-03-01"},     /* 28 February is a Sunday */
        {"2028-01-31", 1, PERIOD_MONTH, false, NONE, "2028-02-29"},
        {"2028-02-29", 12, PERIOD_MONTH, false, NONE, "2029-02-28"},
    };

    CHECK(rows, period_end);
}
END_TEST

/* Art. 3(3): in working days, closed days do not count. */
START_TEST(working_days_leave_out_saturdays_sundays_and_closed_days)
{
    static const struct row rows[] = {
        {"2026-03-06", 1, PERIOD_WORKING_DAY, false, NONE, "2026-03-09"},
        {"2026-03-06", 7, PERIOD_WORKING_DAY, false, NONE, "2026-03-17"},
        {"2026-03-07", 7, PERIOD_WORKING_DAY, false, NONE, "2026-03-17"},
        {"2026-12-18", 5, PERIOD_WORKING_DAY, false, NONE, "2026-12-25"},
        {"2026-12-18", 5, PERIOD_WORKING_DAY, false, NORTHERN, "2026-12-28"},
        {"2026-12-18", 5, PERIOD_WORKING_DAY, false, EASTERN, "2026-12-30"},
        {"2026-03-31", 5, PERIOD_WORKING_DAY, false, NORTHERN, "2026-04-10"}, /* 1, 7, 8, 9, 10 April */
        {"2028-04-10", 5, PERIOD_WORKING_DAY, false, NORTHERN, "2028-04-20"}, /* 11, 12, 18, 19, 20 April */
    };

    CHECK(rows, period_end);
}
END_TEST

START_TEST(an_exact_period_ends_where_the_counting_ends)
{
    static const struct row rows[] = {
        {"2026-12-18", 7, PERIOD_CALENDAR_DAY, true, NORTHERN, "2026-12-25"},
        {"2026-03-06", 2, PERIOD_CALENDAR_DAY, true, NONE, "2026-03-08"},
        {"2026-08-31", 6, PERIOD_MONTH, true, NONE, "2027-02-28"},
    };

    CHECK(rows, period_end);
}
END_TEST

START_TEST(counting_alone_moves_nothing)
{
    static const struct row rows[] = {
        {"2026-12-18", 7, PERIOD_CALENDAR_DAY, false, NORTHERN, "2026-12-25"},
        {"2026-03-06", 2, PERIOD_CALENDAR_DAY, false, NONE, "2026-03-08"},
    };

    CHECK(rows, period_counted);
}
END_TEST

/* Art. 3(4), second sentence. */
START_TEST(a_period_calculated_back_is_not_moved)
{
    static const struct row rows[] = {
        {"2026-03-10", 2, PERIOD_CALENDAR_DAY, false, NONE, "2026-03-08"}, /* a Sunday */
        {"2026-03-10", 2, PERIOD_WORKING_DAY, false, NONE, "2026-03-06"},
        {"2026-12-28", 2, PERIOD_WORKING_DAY, false, NORTHERN, "2026-12-23"},
        {"2026-03-10", 0, PERIOD_WORKING_DAY, false, NONE, "2026-03-10"},
    };

    CHECK(rows, period_back);
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("period");
    TCase *tc = tcase_create("period");

    tcase_add_test(tc, a_saturday_a_sunday_or_a_closed_day_is_no_working_day);
    tcase_add_test(tc, an_exact_period_ends_where_the_counting_ends);
    tcase_add_test(tc, counting_alone_moves_nothing);
    tcase_add_test(tc, a_period_calculated_back_is_not_moved);
    tcase_add_test(tc, calendar_days_are_counted_from_the_day_after_the_event);
    tcase_add_test(tc, a_period_that_ends_on_no_working_day_ends_with_the_next);
    tcase_add_test(tc, a_period_of_two_days_or_more_includes_two_working_days);
    tcase_add_test(tc, months_end_on_the_same_date_or_on_the_last_of_the_month);
    tcase_add_test(tc, working_days_leave_out_saturdays_sundays_and_closed_days);
    suite_add_tcase(made, tc);
    return made;
}

RUN(suite)
