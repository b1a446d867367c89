/* SPDX-License-Identifier: EUPL-1.2 */
/* One code of a list. */
#include <string.h>

#include "kinds/common.h"

static const struct kind_key keys[] = {{"list", true}, {NULL, false}};

static const char *
store(TALLOC_CTX *mem, const struct kind_limits *limits, const char *typed, struct kind_problem *problem)
{
    (void)mem;
    if (*typed == '\0' || code_offered(limits, typed, strlen(typed)))
        return typed;
    return kind_refuse(problem, N_("{label}: choose one of the answers offered"), 0);
}

static struct kind_control
control(const struct kind_limits *limits)
{
    (void)limits;
    return (struct kind_control){.widget = "code", .widget_of_many = "select"};
}

const struct kind kind_code = {
    .word = "code",
    .coded = true,
    .keys = keys,
    .can_be = code_can_be,
    .store = store,
    .missing = N_("{label}: choose an answer"),
    .control = control,
    .show = shown_as_codes,
    .schema = schema_string,
};
