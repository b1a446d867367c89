/* SPDX-License-Identifier: EUPL-1.2 */
/* A box: "yes" when it is ticked, else nothing. */
#include <string.h>

#include "kinds/common.h"

static bool
can_be(const struct kind_limits *limits, const char *code)
{
    (void)limits;
    return strcmp(code, "yes") == 0;
}

static bool
is_one_of(const char *text, const char *words)
{
    return codes_have(words, text, strlen(text));
}

static const char *
store(TALLOC_CTX *mem, const struct kind_limits *limits, const char *typed, struct kind_problem *problem)
{
    (void)mem;
    (void)limits;
    if (*typed == '\0' || is_one_of(typed, "no false"))
        return "";
    if (is_one_of(typed, "yes true 1"))
        return "yes";
    return kind_refuse(problem, N_("{label}: yes or nothing"), 0);
}

static struct kind_control
control(const struct kind_limits *limits)
{
    (void)limits;
    return (struct kind_control){.widget = "flag"};
}

static void
show(TALLOC_CTX *mem, const char *stored, struct kind_shown *shown)
{
    (void)mem;
    (void)stored;
    shown->msgid = N_("Yes");
}

static struct kind_schema
schema(const struct kind_limits *limits)
{
    (void)limits;
    return (struct kind_schema){.type = "boolean"};
}

const struct kind kind_flag = {
    .word = "flag",
    .ticked = true,
    .can_be = can_be,
    .store = store,
    .missing = N_("{label}: fill this in"),
    .control = control,
    .show = show,
    .schema = schema,
};
