/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/day.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define DAYS_TO_1970 719468 /* from 0000-03-01, where the count below begins */
#define DAYS_OF_400_YEARS 146097

static bool
is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

bool
day_valid(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= month_length(year, month);
}

/* The year is counted from March, so that the leap day is its last and months need no table. */
int32_t
day_from_civil(int year, int month, int day)
{
    int shifted, cycle, year_of_cycle, day_of_year;

    assert(day_valid(year, month, day));
    shifted = month <= 2 ? year - 1 : year;
    cycle = shifted / 400;
    year_of_cycle = shifted % 400;
    day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return cycle * DAYS_OF_400_YEARS + year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year -
           DAYS_TO_1970;
}

void
day_to_civil(int32_t number, int *year, int *month, int *day)
{
    int64_t days = (int64_t)number + DAYS_TO_1970;
    int64_t cycle = (days >= 0 ? days : days - (DAYS_OF_400_YEARS - 1)) / DAYS_OF_400_YEARS;
    int of_cycle = (int)(days - cycle * DAYS_OF_400_YEARS);
    int year_of_cycle = (of_cycle - of_cycle / 1460 + of_cycle / 36524 - of_cycle / 146096) / 365;
    int of_year = of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    int shifted = (5 * of_year + 2) / 153;

    *day = of_year - (153 * shifted + 2) / 5 + 1;
    *month = shifted < 10 ? shifted + 3 : shifted - 9;
    *year = (int)(cycle * 400) + year_of_cycle + (*month <= 2 ? 1 : 0);
}

int
day_year(int32_t number)
{
    int year, month, day;

    day_to_civil(number, &year, &month, &day);
    return year;
}

int
day_weekday(int32_t number)
{
    int64_t since_monday = (int64_t)number + 3; /* 1970-01-01 was a Thursday */

    return (int)((since_monday % 7 + 7) % 7) + 1;
}

int32_t
day_add_months(int32_t number, int months)
{
    int year, month, day, index, length;

    day_to_civil(number, &year, &month, &day);
    index = year * 12 + month - 1 + months;
    year = index / 12;
    month = index % 12 + 1;
    length = month_length(year, month);
    return day_from_civil(year, month, day < length ? day : length);
}

static int
digits(const char *text, int count)
{
    int value = 0;

    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + text[i] - '0';
    }
    return value;
}

bool
day_parse(const char *text, int32_t *number)
{
    int year, month, day;

    if (strlen(text) != DAY_TEXT_SIZE - 1 || text[4] != '-' || text[7] != '-')
        return false;
    year = digits(text, 4);
    month = digits(text + 5, 2);
    day = digits(text + 8, 2);
    if (!day_valid(year, month, day))
        return false;
    *number = day_from_civil(year, month, day);
    return true;
}

void
day_digits(char *out, int value, int count)
{
    for (int i = count - 1; i >= 0; i--, value /= 10)
        out[i] = (char)('0' + value % 10);
}

void
day_format(int32_t number, char out[DAY_TEXT_SIZE])
{
    int year, month, day;

    day_to_civil(number, &year, &month, &day);
    assert(day_valid(year, month, day));
    day_digits(out, year, 4);
    out[4] = '-';
    day_digits(out + 5, month, 2);
    out[7] = '-';
    day_digits(out + 8, day, 2);
    out[10] = '\0';
}
