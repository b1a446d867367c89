/* SPDX-License-Identifier: EUPL-1.2 */
/* When things happen: a course that is over by the distributions of the data, or one that stands open today. */
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "training/background.h"

#define TRIES 60
#define WEEK 7
#define LATE 7 /* days after the counting ends: more than closed days can stand in a row, so that it is late */

static bool
is_workday(int32_t day)
{
    return day_weekday(day) <= 5;
}

/* The next working day from a day on; the last one before with `back`. */
static int32_t
workday(int32_t day, bool back)
{
    while (!is_workday(day))
        day += back ? -1 : 1;
    return day;
}

/* A working day of a span that has one. */
static int32_t
draw_workday(struct draw *draw, int32_t least, int32_t most)
{
    int32_t day = least;

    for (int i = 0; i < TRIES; i++) {
        day = (int32_t)draw_between(draw, least, most);
        if (is_workday(day))
            return day;
    }
    return workday(day, true);
}

/* More each year, by month and weekday. */
static int32_t
draw_sent(struct request *request)
{
    const struct data_background *background = request->background;
    size_t span = (size_t)background->span_days;
    int64_t *weights = mem_zeros(request->loading->mem, int64_t, span + 1);
    int32_t last = request->loading->today - (int32_t)background->last_sent_days_ago, day;

    for (size_t i = 0; i < span; i++) {
        int year, month, of_month;
        int64_t growth = 100 + background->growth_percent_a_year * (int64_t)(span - i) / 365;

        day = last - (int32_t)i;
        day_to_civil(day, &year, &month, &of_month);
        weights[i] = growth * background->months.weights[month - 1] * background->weekdays.weights[day_weekday(day) - 1];
    }
    day = last - (int32_t)draw_weight(&request->draw, weights, span);
    talloc_free(weights);
    return day;
}

static struct data_shift
shift_of(const struct request *request, const char *country)
{
    const struct data_shift *rows = request->background->shifts.rows;

    for (size_t i = 0; i < request->background->shifts.count; i++)
        if (strcmp(rows[i].country, country) == 0)
            return rows[i];
    return (struct data_shift){0};
}

static int64_t
draw_delay(struct request *request, const struct data_shift *shift)
{
    const struct data_accept *accept = &request->background->accept;
    struct draw *draw = &request->draw;

    if (!draw_percent(draw, accept->within_7_days_percent + shift->within_7_days))
        /* Two draws, the smaller: long waits are rare. */
        return draw_between(draw, WEEK + 1, draw_between(draw, WEEK + 1, accept->longest_days));
    if (draw_percent(draw, accept->same_day_percent))
        return 0;
    return draw_percent(draw, 50) ? draw_between(draw, 1, accept->median_days)
                                  : draw_between(draw, accept->median_days + 1, WEEK);
}

static int64_t
draw_reply(struct request *request, const struct data_shift *shift, int64_t agreed)
{
    const struct data_reply *reply = &request->background->reply;
    struct draw *draw = &request->draw;
    int64_t mean = reply->mean_days + shift->mean_days, days;

    if (draw_percent(draw, reply->on_time_percent + shift->on_time)) {
        days = draw_between(draw, mean / 2, mean * 3 / 2);
        days = days > agreed ? agreed - draw_between(draw, 0, 2) : days;
        return days < reply->shortest_days ? reply->shortest_days : days;
    }
    days = agreed + 1 + draw_between(draw, 0, draw_between(draw, 1, mean * 2));
    return days > reply->longest_days ? reply->longest_days : days;
}

static int32_t
draw_rounds(struct request *request, int32_t last)
{
    const struct data_background *background = request->background;
    struct course *course = &request->course;
    int rounds = draw_percent(&request->draw, background->clarification_percent)
                     ? 1 + draw_percent(&request->draw,
                                        background->clarification_twice_percent * 100 / background->clarification_percent)
                     : 0;

    for (int i = 0; i < rounds; i++) {
        course->asked[i] = workday(last + (int32_t)draw_between(&request->draw, 1, 9), false);
        last = workday(course->asked[i] + (int32_t)draw_day(&request->draw, &background->clarify_days), false);
        course->answered[i] = last;
    }
    return last;
}

/* Returns the day on which it is over. */
static int32_t
draw_over(struct request *request, const struct data_shift *shift)
{
    const struct data_background *background = request->background;
    struct course *course = &request->course;
    struct draw *draw = &request->draw;
    int64_t delay;

    course->sent = draw_sent(request);
    if (draw_percent(draw, background->withdrawn_percent)) {
        course->withdrawn = workday(course->sent + (int32_t)draw_day(draw, &background->withdrawn_days), false);
        return course->withdrawn;
    }
    delay = draw_delay(request, shift);
    course->accepted = workday(course->sent + (int32_t)delay, false);
    if (delay >= 2 && draw_percent(draw, background->edited_after_sending_percent * 2))
        course->edited = workday(course->sent + 1, false);
    if (course->edited >= course->accepted)
        course->edited = NO_DAY;
    /* What falls on a weekend is done before it, so that it is still in time. */
    course->replied = workday(course->accepted + (int32_t)draw_reply(request, shift, course->accepted_days), true);
    if (course->replied < course->accepted)
        course->replied = course->accepted;
    course->closed = workday(draw_rounds(request, course->replied) +
                                 (int32_t)draw_day(draw, &background->close_days), false);
    return course->closed;
}

static void
clear(struct course *course)
{
    *course = (struct course){.made = NO_DAY, .sent = NO_DAY, .edited = NO_DAY, .withdrawn = NO_DAY,
                              .accepted = NO_DAY, .replied = NO_DAY, .closed = NO_DAY,
                              .accepted_days = course->accepted_days};
    for (int i = 0; i < COURSE_ROUNDS; i++)
        course->asked[i] = course->answered[i] = NO_DAY;
}

static void
draw_open(struct request *request)
{
    struct course *course = &request->course;
    struct draw *draw = &request->draw;
    int32_t today = request->loading->today, agreed = (int32_t)course->accepted_days;

    switch (request->end) {
    case END_DRAFT:
        course->made = draw_workday(draw, today - (int32_t)request->background->draft_days, today - 1);
        return;
    case END_SENT:
        course->sent = request->overdue ? draw_workday(draw, today - 24, today - WEEK - LATE)
                                        : draw_workday(draw, today - WEEK, today - 1);
        return;
    case END_ACCEPTED:
        course->accepted = request->overdue ? draw_workday(draw, today - agreed - 18, today - agreed - LATE)
                                            : draw_workday(draw, today - agreed, today - 1);
        break;
    case END_CLARIFICATION:
        course->asked[0] = draw_workday(draw, today - 13, today - 1);
        course->replied = workday(course->asked[0] - (int32_t)draw_between(draw, 1, 8), true);
        break;
    case END_REPLIED:
        course->replied = draw_workday(draw, today - 30, today - 1);
        break;
    case END_OVER:
        break;
    }
    if (course->accepted == NO_DAY)
        course->accepted = workday(course->replied - (int32_t)draw_between(draw, 2, agreed), true);
    course->sent = workday(course->accepted - (int32_t)draw_between(draw, 0, WEEK), true);
}

void
course_draw(struct request *request, const char *asked_country)
{
    struct data_shift shift = shift_of(request, asked_country);
    struct course *course = &request->course;

    course->accepted_days = draw_day(&request->draw, &request->background->reply.accepted_days);
    clear(course);
    if (request->end != END_OVER)
        draw_open(request);
    else
        for (int i = 0; i < TRIES; i++) {
            clear(course);
            if (draw_over(request, &shift) < request->loading->today)
                break;
        }
    if (course->made == NO_DAY)
        course->made = workday(course->sent - (int32_t)draw_between(&request->draw, 0, 2), true);
}
