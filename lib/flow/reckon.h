/* SPDX-License-Identifier: EUPL-1.2 */
/* The period that a use of the effect `due` declares, for the authorities that take part in a case. Inside lib/flow. */
#ifndef IMI_FLOW_RECKON_H
#define IMI_FLOW_RECKON_H

#include "base/period.h"
#include "content/case.h"

struct reckon {
    struct period period; /* its closed days are those below */
    const struct closed_days *closed[CASE_PARTS];
    const struct decl_calendar *calendars[CASE_PARTS]; /* each once; as many as period.n_closed */
};

/*
 * reckon_period - fill with the period of a use of `due`.
 *
 * count      how many units
 * countries  the state of each part, by its index; NULL: nobody fills it. A state without a calendar has no closed days
 * What it fills borrows from decl and points into itself: it must not be copied.
 */
void reckon_period(struct reckon *reckon, const struct decl *decl, const struct decl_flow *flow, const struct verb_due *args,
                   int32_t count, const char *const countries[CASE_PARTS]);

#endif
