/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Periods under Regulation (EEC, Euratom) No 1182/71: on which day one ends that runs from an event. Knows no country; which
 * days are closed is told by the caller.
 */
#ifndef IMI_BASE_PERIOD_H
#define IMI_BASE_PERIOD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum period_unit { PERIOD_CALENDAR_DAY, PERIOD_WORKING_DAY, PERIOD_MONTH };

/* Days that are closed besides Saturdays and Sundays, each once, in ascending order (base/day.h). */
struct closed_days {
    const int32_t *days;
    size_t count;
};

struct period {
    int32_t count; /* of the unit; 0 or more */
    enum period_unit unit;
    bool exact;    /* it ends where the counting ends: Art. 3(4) and (5) are excepted by the act that sets the period */
    const struct closed_days *const *closed; /* a day in any of them is no working day; may be NULL when n_closed is 0 */
    size_t n_closed;
};

/* closed_has - whether a day is among closed days. */
bool closed_has(const struct closed_days *closed, int32_t day);

/* period_is_working - whether a day is a working day: no Saturday, no Sunday, not closed. Art. 2(2). */
bool period_is_working(const struct period *period, int32_t day);

/*
 * period_counted - the day to which the counting alone leads. The day of the event does not count (Art. 3(1)); a month ends on
 * the same date as the event, or on the last of the month where there is no such date (Art. 3(2)(c)); closed days count as
 * any other, but in working days (Art. 3(3)).
 */
int32_t period_counted(const struct period *period, int32_t event);

/*
 * period_end - the last day of the period: period_counted, and unless the period is exact, the next working day where that is
 * none (Art. 3(4)), and so late that a period of two days or more includes two working days (Art. 3(5)).
 */
int32_t period_end(const struct period *period, int32_t event);

/*
 * period_back - the day that lies the period before `day`, for reminders. Nothing moves it: Art. 3(4) does not apply to periods
 * calculated retroactively. Units: calendar days and working days.
 */
int32_t period_back(const struct period *period, int32_t day);

#endif
