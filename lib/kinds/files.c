/* SPDX-License-Identifier: EUPL-1.2 */
/* Files attached at this place; lib/attach takes them in, and no value is ever stored. */
#include "kinds/common.h"

static const char *
store(TALLOC_CTX *mem, const struct kind_limits *limits, const char *typed, struct kind_problem *problem)
{
    (void)mem;
    (void)limits;
    (void)typed;
    return kind_refuse(problem, N_("{label}: files are sent on their own"), 0);
}

static struct kind_control
control(const struct kind_limits *limits)
{
    (void)limits;
    return (struct kind_control){.widget = "file", .multiple = true};
}

static struct kind_schema
schema(const struct kind_limits *limits)
{
    (void)limits;
    return (struct kind_schema){.type = NULL};
}

const struct kind kind_files = {
    .word = "files",
    .free = true,
    .late = true,
    .attached = true,
    .store = store,
    .missing = N_("{label}: attach a file"),
    .control = control,
    .show = shown_as_text,
    .schema = schema,
};
