/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/clock.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/day.h"

#define HOUR (INT64_C(3600) * CLOCK_SECOND)

static_assert(sizeof(time_t) == 8, "the clock of the machine goes beyond 2038");

static int64_t offset_now;

static int64_t
read_clock(clockid_t id)
{
    struct timespec now;

    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * CLOCK_SECOND + now.tv_nsec / 1000;
}

int64_t
clock_machine_now(void)
{
    return read_clock(CLOCK_REALTIME);
}

int64_t
clock_steady_now(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

int64_t
clock_case_now(void)
{
    return clock_machine_now() + offset_now;
}

void
clock_shift(int64_t offset)
{
    offset_now = offset;
}

static int64_t
floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

/* 01:00 UTC of the last Sunday of a month with 31 days. */
static int64_t
summer_edge(int year, int month)
{
    int32_t last = day_from_civil(year, month, 31);

    /* 1970-01-01 was a Thursday: days since a Sunday are (day + 4) mod 7. */
    return (int64_t)(last - (int32_t)(((int64_t)last + 4) % 7)) * CLOCK_DAY + HOUR;
}

static int64_t
zone_offset(int64_t moment)
{
    int year, month, day;

    day_to_civil((int32_t)floor_div(moment, CLOCK_DAY), &year, &month, &day);
    return moment >= summer_edge(year, 3) && moment < summer_edge(year, 10) ? 2 * HOUR : HOUR;
}

int32_t
clock_day(int64_t moment)
{
    return (int32_t)floor_div(moment + zone_offset(moment), CLOCK_DAY);
}

int64_t
clock_day_start(int32_t day)
{
    int64_t midnight = (int64_t)day * CLOCK_DAY;

    return midnight - zone_offset(midnight - HOUR);
}

int32_t
clock_today(void)
{
    return clock_day(clock_case_now());
}

void
clock_rfc3339(int64_t moment, char *out, size_t size)
{
    int64_t seconds = floor_div(moment, CLOCK_SECOND);
    int64_t fraction = moment - seconds * CLOCK_SECOND;
    int64_t days = floor_div(seconds, 86400);
    int rest = (int)(seconds - days * 86400);

    if (size < sizeof "2026-11-23T10:00:00.123456Z") {
        if (size > 0)
            *out = '\0';
        return;
    }
    day_format((int32_t)days, out);
    out[10] = 'T';
    day_digits(out + 11, rest / 3600, 2);
    out[13] = ':';
    day_digits(out + 14, rest / 60 % 60, 2);
    out[16] = ':';
    day_digits(out + 17, rest % 60, 2);
    out[19] = '.';
    day_digits(out + 20, (int)fraction, 6);
    out[26] = 'Z';
    out[27] = '\0';
}

static int
digits(const char **text, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++, (*text)++) {
        if (**text < '0' || **text > '9')
            return -1;
        *value = *value * 10 + (**text - '0');
    }
    return 0;
}

static int
one_of(const char **text, const char *set)
{
    if (**text == '\0' || strchr(set, **text) == NULL)
        return -1;
    (*text)++;
    return 0;
}

static int
parse_fraction(const char **text, int64_t *fraction)
{
    int64_t unit = CLOCK_SECOND / 10;

    *fraction = 0;
    if (**text != '.')
        return 0;
    for ((*text)++; **text >= '0' && **text <= '9'; (*text)++, unit /= 10)
        *fraction += (**text - '0') * unit;
    return 0;
}

static int
parse_zone(const char *text, int64_t *offset)
{
    int hours, minutes, sign = *text == '-' ? -1 : 1;

    *offset = 0;
    if (strcmp(text, "Z") == 0 || strcmp(text, "z") == 0)
        return 0;
    if (one_of(&text, "+-") != 0 || digits(&text, 2, &hours) != 0 || one_of(&text, ":") != 0 ||
        digits(&text, 2, &minutes) != 0 || *text != '\0' || hours > 23 || minutes > 59)
        return -1;
    *offset = sign * (hours * HOUR + minutes * 60 * CLOCK_SECOND);
    return 0;
}

int
clock_parse(const char *text, int64_t *moment)
{
    int year, month, day, hour, minute, second;
    int64_t fraction, offset;

    if (digits(&text, 4, &year) != 0 || one_of(&text, "-") != 0 || digits(&text, 2, &month) != 0 ||
        one_of(&text, "-") != 0 || digits(&text, 2, &day) != 0 || one_of(&text, "Tt ") != 0 ||
        digits(&text, 2, &hour) != 0 || one_of(&text, ":") != 0 || digits(&text, 2, &minute) != 0 ||
        one_of(&text, ":") != 0 || digits(&text, 2, &second) != 0 ||
        parse_fraction(&text, &fraction) != 0 || parse_zone(text, &offset) != 0)
        return -1;
    if (!day_valid(year, month, day) || hour > 23 || minute > 59 || second > 59)
        return -1;
    *moment = (int64_t)day_from_civil(year, month, day) * CLOCK_DAY +
              hour * HOUR + minute * 60 * CLOCK_SECOND + second * CLOCK_SECOND + fraction - offset;
    return 0;
}
