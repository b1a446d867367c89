/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/period.h"

#include <stdlib.h>

#include "base/day.h"

#define WORKING_DAYS_LEAST 2 /* Art. 3(5) */

static int
compare_days(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

    return (x > y) - (x < y);
}

bool
closed_has(const struct closed_days *closed, int32_t day)
{
    return closed->count > 0 && bsearch(&day, closed->days, closed->count, sizeof day, compare_days) != NULL;
}

bool
period_is_working(const struct period *period, int32_t day)
{
    if (day_weekday(day) > 5)
        return false;
    for (size_t i = 0; i < period->n_closed; i++)
        if (closed_has(period->closed[i], day))
            return false;
    return true;
}

/* The working day that is `count` after `day`, or before it with a step of -1; 0 gives the day itself. */
static int32_t
step_working(const struct period *period, int32_t day, int32_t count, int step)
{
    while (count > 0) {
        day += step;
        if (period_is_working(period, day))
            count--;
    }
    return day;
}

int32_t
period_counted(const struct period *period, int32_t event)
{
    switch (period->unit) {
    case PERIOD_WORKING_DAY:
        return step_working(period, event, period->count, 1);
    case PERIOD_MONTH:
        return day_add_months(event, period->count);
    case PERIOD_CALENDAR_DAY:
        break;
    }
    return event + period->count;
}

int32_t
period_end(const struct period *period, int32_t event)
{
    int32_t end = period_counted(period, event), least;

    if (period->exact)
        return end;
    if (!period_is_working(period, end))
        end = step_working(period, end, 1, 1);
    least = step_working(period, event, WORKING_DAYS_LEAST, 1);
    return period->count >= WORKING_DAYS_LEAST && end < least ? least : end;
}

int32_t
period_back(const struct period *period, int32_t day)
{
    return period->unit == PERIOD_WORKING_DAY ? step_working(period, day, period->count, -1) : day - period->count;
}
