/* SPDX-License-Identifier: EUPL-1.2 */
/* Periods as they are declared, and how a day that one has set came about. */
#include "flow/reckon.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "content/values.h"
#include "flow/flow.h"

static bool
has_calendar(const struct reckon *reckon, const struct decl_calendar *calendar)
{
    for (size_t i = 0; i < reckon->period.n_closed; i++)
        if (reckon->calendars[i] == calendar)
            return true;
    return false;
}

void
reckon_period(struct reckon *reckon, const struct decl *decl, const struct decl_flow *flow, const struct verb_due *args,
              int32_t count, const char *const countries[CASE_PARTS])
{
    *reckon = (struct reckon){.period = {.count = count, .unit = args->unit, .exact = args->exact, .closed = reckon->closed}};
    for (size_t i = 0; args->calendar != NULL && args->calendar[i] != NULL; i++) {
        const char *country = countries[decl_part(flow, args->calendar[i])];
        const struct decl_calendar *calendar = country == NULL ? NULL : decl_calendar(decl, country);

        if (calendar == NULL || has_calendar(reckon, calendar))
            continue;
        reckon->closed[reckon->period.n_closed] = &calendar->closed;
        reckon->calendars[reckon->period.n_closed++] = calendar;
    }
}

/* ---- how a day came about ------------------------------------------------------------------------------------------ */

static const struct flow_event *
event_of(const struct flow_event *events, size_t count, const struct case_stamp *stamp)
{
    for (size_t i = 0; i < count; i++)
        if (events[i].member == stamp->member && events[i].seq == stamp->seq)
            return &events[i];
    return NULL;
}

static const struct verb_due *
due_of(const struct decl_action *action, const char *field)
{
    for (size_t i = 0; action != NULL && i < action->n_effects; i++)
        if (action->effects[i].verb == EFFECT_DUE && strcmp(action->effects[i].args.due.field, field) == 0)
            return &action->effects[i].args.due;
    return NULL;
}

/* The moment from which the period ran when the event was written. */
static int64_t
moment_of(const struct verb_due *args, const struct flow_event *event, const struct case_stamp *stamps, size_t count)
{
    int64_t moment = DB_NO_MOMENT;

    for (size_t i = 0; args->since != NULL && i < count; i++)
        if (strcmp(stamps[i].field, args->since) == 0 && stamps[i].seq <= event->seq)
            moment = stamps[i].moment;
    return moment != DB_NO_MOMENT ? moment : event->at;
}

/* How many units, where the reader has been given it; -1: he has not. */
static int32_t
count_of(const struct verb_due *args, const struct content_values *values)
{
    const struct content_value *value = args->from == NULL ? NULL : values_settled(values, args->from);

    if (args->from == NULL)
        return (int32_t)args->number;
    return value == NULL || value->value[0] == '\0' ? -1 : (int32_t)strtol(value->value, NULL, 10);
}

static void
fill_reckoning(const struct reckon *reckon, int32_t day, struct flow_reckoning *reckoning)
{
    const struct period *period = &reckon->period;
    struct period weekend = {0}, next = *period;

    next.count = 0;
    reckoning->closed = !period_is_working(period, reckoning->counted) && day != reckoning->counted;
    reckoning->lengthened = day != period_end(&next, reckoning->counted) && day != reckoning->counted;
    for (size_t i = 0; i < period->n_closed; i++) {
        const struct decl_calendar *calendar = reckon->calendars[i];

        reckoning->countries[reckoning->n_countries++] = calendar->country;
        if (period_is_working(&weekend, reckoning->counted) && closed_has(&calendar->closed, reckoning->counted))
            reckoning->closed_in = calendar->country;
    }
}

bool
flow_reckon(const struct env *env, const struct content_case *the_case, const struct content_values *values,
            const struct flow_event *events, size_t n_events, const struct case_stamp *stamps, size_t n_stamps,
            const struct case_stamp *stamp, struct flow_reckoning *reckoning)
{
    const struct flow_event *event = event_of(events, n_events, stamp);
    const struct verb_due *args = event == NULL ? NULL : due_of(decl_action(the_case->decl, event->action), stamp->field);
    const char *countries[CASE_PARTS];
    struct reckon reckon;

    if (args == NULL || count_of(args, values) < 0)
        return false;
    for (size_t i = 0; i < CASE_PARTS; i++)
        countries[i] = the_case->row->parties[i].authority_id == 0 ? NULL : the_case->row->parties[i].country;
    reckon_period(&reckon, env->decl, the_case->decl, args, count_of(args, values), countries);
    *reckoning = (struct flow_reckoning){.event = clock_day(moment_of(args, event, stamps, n_stamps)),
                                         .count = reckon.period.count, .unit = args->unit};
    reckoning->counted = period_counted(&reckon.period, reckoning->event);
    if (period_end(&reckon.period, reckoning->event) != stamp->day)
        return false;
    fill_reckoning(&reckon, stamp->day, reckoning);
    return true;
}
