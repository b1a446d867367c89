/* SPDX-License-Identifier: EUPL-1.2 */
/* Several lines of text, in a language. */
#include <string.h>

#include "base/utf8.h"
#include "kinds/common.h"

#define COUNTER_FROM 500 /* a text that may be longer than this says how many characters are left */

static const struct kind_key keys[] = {{"max", true}, {"min", false}, {NULL, false}};

static const char *
check(const struct kind_limits *limits, const char **key)
{
    *key = "min";
    return limits->max != 0 && limits->min > limits->max ? "is more than `max`" : NULL;
}

static const char *
store(TALLOC_CTX *mem, const struct kind_limits *limits, const char *typed, struct kind_problem *problem)
{
    size_t length = strlen(typed);

    (void)mem;
    if (!utf8_valid(typed, length) || !utf8_clean_text(typed, length))
        return kind_refuse(problem, N_("{label}: has characters that cannot be shown"), 0);
    return text_length(limits, typed, problem);
}

static struct kind_control
control(const struct kind_limits *limits)
{
    return (struct kind_control){.widget = "text", .counter = limits->max > COUNTER_FROM ? limits->max : 0};
}

static void
show(TALLOC_CTX *mem, const char *stored, struct kind_shown *shown)
{
    (void)mem;
    shown->words = stored;
}

const struct kind kind_text = {
    .word = "text",
    .prose = true,
    .free = true,
    .late = true,
    .keys = keys,
    .check = check,
    .store = store,
    .missing = N_("{label}: fill this in"),
    .control = control,
    .show = show,
    .schema = schema_string,
};
