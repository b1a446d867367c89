/* SPDX-License-Identifier: EUPL-1.2 */
/* An authority, stored as its id in digits. It is chosen from the directory. */
#include <stdlib.h>
#include <string.h>

#include "kinds/common.h"

#define MOST_DIGITS 18

static const char *
store(TALLOC_CTX *mem, const struct kind_limits *limits, const char *typed, struct kind_problem *problem)
{
    (void)mem;
    (void)limits;
    if (strspn(typed, "0123456789") != strlen(typed) || strlen(typed) > MOST_DIGITS)
        return kind_refuse(problem, N_("{label}: choose an authority from the directory"), 0);
    return typed;
}

static struct kind_control
control(const struct kind_limits *limits)
{
    (void)limits;
    return (struct kind_control){.widget = "line"};
}

static void
show(TALLOC_CTX *mem, const char *stored, struct kind_shown *shown)
{
    (void)mem;
    shown->authority_id = strtoull(stored, NULL, 10);
}

static struct kind_schema
schema(const struct kind_limits *limits)
{
    (void)limits;
    return (struct kind_schema){.type = "integer"};
}

const struct kind kind_authority = {
    .word = "authority",
    .names_authority = true,
    .store = store,
    .missing = N_("{label}: choose an authority from the directory"),
    .control = control,
    .show = show,
    .schema = schema,
};
