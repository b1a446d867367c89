/* SPDX-License-Identifier: EUPL-1.2 */
/* One line of text, or with `repeat` several such lines. */
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "kinds/common.h"

static const struct kind_key keys[] = {{"max", true},     {"pattern", false}, {"repeat", false},
                                       {"search", false}, {"contact", false}, {NULL, false}};

static const char *
check(const struct kind_limits *limits, const char **key)
{
    *key = "pattern";
    if (limits->repeat && limits->pattern_text != NULL)
        return "is not asked of several lines";
    *key = "max";
    return limits->max > LIMIT_LINE_CHARS ? "is more than a line may hold" : NULL;
}

static const char *
store_lines(const struct kind_limits *limits, const char *typed, struct kind_problem *problem)
{
    size_t lines = 1;

    for (const char *c = typed; *c != '\0'; c++)
        lines += *c == '\n';
    if (lines > LIMIT_VALUE_LINES)
        return kind_refuse(problem, N_("{label}: at most {number} lines"), LIMIT_VALUE_LINES);
    for (const char *c = typed; *c != '\0';) {
        size_t length = strcspn(c, "\n");

        if (text_chars(c, length) > limits->max)
            return kind_refuse(problem, N_("{label}: at most {number} characters in a line"), (int64_t)limits->max);
        c += length + (c[length] == '\n');
    }
    return typed;
}

static const char *
store(TALLOC_CTX *mem, const struct kind_limits *limits, const char *typed, struct kind_problem *problem)
{
    size_t length = strlen(typed);

    (void)mem;
    if (!utf8_valid(typed, length) ||
        !(limits->repeat ? utf8_clean_text(typed, length) : utf8_clean_line(typed, length)))
        return kind_refuse(problem, N_("{label}: has characters that cannot be shown"), 0);
    if (limits->repeat)
        return store_lines(limits, typed, problem);
    if (text_length(limits, typed, problem) == NULL)
        return NULL;
    if (*typed != '\0' && limits->pattern != NULL && !re_matches(limits->pattern, typed))
        return kind_refuse(problem, N_("{label}: not written in the right form"), 0);
    return typed;
}

static struct kind_control
control(const struct kind_limits *limits)
{
    return (struct kind_control){.widget = limits->repeat ? "text" : "line"};
}

static const char *
search(TALLOC_CTX *mem, const char *stored)
{
    (void)mem;
    return stored;
}

const struct kind kind_line = {
    .word = "line",
    .free = true,
    .keys = keys,
    .check = check,
    .store = store,
    .missing = N_("{label}: fill this in"),
    .control = control,
    .show = shown_as_text,
    .schema = schema_string,
    .search = search,
};
