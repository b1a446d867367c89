/* SPDX-License-Identifier: EUPL-1.2 */
/* Periods as they are declared. */
#include "flow/reckon.h"

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
