/* SPDX-License-Identifier: EUPL-1.2 */
/* A calendar day, stored as YYYY-MM-DD; a page asks for it in three inputs. */
#include "base/day.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "kinds/common.h"

static const struct kind_key keys[] = {{"past_only", false}, {NULL, false}};

static const char *
store(TALLOC_CTX *mem, const struct kind_limits *limits, const char *typed, struct kind_problem *problem)
{
    int32_t day;

    (void)mem;
    if (*typed == '\0')
        return typed;
    if (!day_parse(typed, &day))
        return kind_refuse(problem, N_("{label}: give a date that exists, with day, month and year"), 0);
    if (limits->past_only && day > clock_today())
        return kind_refuse(problem, N_("{label}: the date must be in the past"), 0);
    return typed;
}

static const char *
join(TALLOC_CTX *mem, const char *const given[KIND_PARTS])
{
    const char *year = given[0] + strspn(given[0], " "), *month = given[1] + strspn(given[1], " "),
               *day = given[2] + strspn(given[2], " ");

    if (*year == '\0' && *month == '\0' && *day == '\0')
        return "";
    return mem_printf(mem, "%s-%s%s-%s%s", year, strlen(month) == 1 ? "0" : "", month,
                      strlen(day) == 1 ? "0" : "", day);
}

static void
split(TALLOC_CTX *mem, const char *typed, const char *parts[KIND_PARTS])
{
    for (int i = 0; i < KIND_PARTS - 1; i++) {
        size_t length = strcspn(typed, "-");

        parts[i] = mem_copy_n(mem, typed, length);
        typed += length + (typed[length] == '-');
    }
    parts[KIND_PARTS - 1] = typed;
}

static const struct kind_parts parts = {{"-year", "-month", "-day"}, join, split};

static struct kind_control
control(const struct kind_limits *limits)
{
    (void)limits;
    return (struct kind_control){.widget = "day"};
}

static void
show(TALLOC_CTX *mem, const char *stored, struct kind_shown *shown)
{
    (void)mem;
    day_parse(stored, &shown->day);
}

static struct kind_schema
schema(const struct kind_limits *limits)
{
    (void)limits;
    return (struct kind_schema){.type = "string", .format = "date"};
}

const struct kind kind_day = {
    .word = "day",
    .late = true,
    .keys = keys,
    .store = store,
    .missing = N_("{label}: give a date"),
    .control = control,
    .parts = &parts,
    .show = show,
    .schema = schema,
};
