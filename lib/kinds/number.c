/* SPDX-License-Identifier: EUPL-1.2 */
/* A whole number from `least` to `most`, in digits. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "kinds/common.h"

#define MOST_DIGITS 15

static const struct kind_key keys[] = {{"least", true}, {"most", true}, {NULL, false}};

static const char *
check(const struct kind_limits *limits, const char **key)
{
    *key = "least";
    if (limits->least < 0)
        return "is below 0: a number is given in digits alone";
    return limits->least > limits->most ? "is more than `most`" : NULL;
}

static const char *
store(TALLOC_CTX *mem, const struct kind_limits *limits, const char *typed, struct kind_problem *problem)
{
    long long number;

    if (*typed == '\0')
        return typed;
    if (strspn(typed, "0123456789") != strlen(typed) || strlen(typed) > MOST_DIGITS)
        return kind_refuse(problem, N_("{label}: give a whole number in digits"), 0);
    number = strtoll(typed, NULL, 10);
    if (number < limits->least)
        return kind_refuse(problem, N_("{label}: at least {number}"), limits->least);
    if (number > limits->most)
        return kind_refuse(problem, N_("{label}: at most {number}"), limits->most);
    return mem_printf(mem, "%lld", number);
}

static struct kind_control
control(const struct kind_limits *limits)
{
    (void)limits;
    return (struct kind_control){.widget = "number", .width = "4"};
}

static struct kind_schema
schema(const struct kind_limits *limits)
{
    return (struct kind_schema){.type = "integer", .ranged = true, .least = limits->least, .most = limits->most};
}

const struct kind kind_number = {
    .word = "number",
    .counts = true,
    .keys = keys,
    .check = check,
    .store = store,
    .missing = N_("{label}: fill this in"),
    .control = control,
    .show = shown_as_text,
    .schema = schema,
};
