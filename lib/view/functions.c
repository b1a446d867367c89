/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The functions that a template may call. Results are malloc'ed text that ClearSilver frees; they are
 * escaped like any other value. A function that fails logs it itself, because ClearSilver swallows
 * errors inside expressions.
 */
#include "view/template.h"

#include "base/clock.h"
#include "base/day.h"
#include "base/log.h"
#include "base/mem.h"
#include "text/fill.h"
#include "text/format.h"
#include "text/limit.h"

#include <stdlib.h>
#include <string.h>
#include <util/neo_str.h>

#define ARGS_MAX 7

/* The arguments of one call as text; a missing one is "". */
struct call {
    const struct render *render;
    size_t count;
    char *arg[ARGS_MAX]; /* malloc'ed by ClearSilver */
};

typedef const char *(*text_function)(const struct call *call);

static const char *
arg(const struct call *call, size_t index)
{
    return call->arg[index] != NULL ? call->arg[index] : "";
}

static const char *
filled(const struct call *call, const char *pattern, size_t first)
{
    struct fill_arg args[ARGS_MAX];
    size_t count = 0;
    size_t i;

    for (i = first; i + 1 < call->count; i += 2)
        args[count++] = (struct fill_arg){arg(call, i), arg(call, i + 1)};
    return fill(call->render->mem, pattern, args, count);
}

static const char *
text_plain(const struct call *call)
{
    return limit_fill(call->render->mem, call->render->lang, text_get(call->render->lang, arg(call, 0)));
}

static const char *
text_in_context(const struct call *call)
{
    return text_get_context(call->render->lang, arg(call, 0), arg(call, 1));
}

static const char *
text_with_values(const struct call *call)
{
    return filled(call, text_get(call->render->lang, arg(call, 0)), 1);
}

/* tn(msgid, plural, count, ...): {count} is the number as the reader writes it. */
static const char *
text_counted(const struct call *call)
{
    int64_t number = strtoll(arg(call, 2), NULL, 10);
    const char *pattern = text_get_plural(call->render->lang, arg(call, 0), arg(call, 1), number);
    struct fill_arg count = {"count", format_number(call->render->mem, call->render->lang, number)};

    return filled(call, fill(call->render->mem, pattern, &count, 1), 3);
}

static const char *
country(const struct call *call)
{
    return text_country(call->render->lang, arg(call, 0));
}

static const char *
language(const struct call *call)
{
    return text_language(call->render->lang, arg(call, 0));
}

/* A number as the reader writes it. */
static const char *
number(const struct call *call)
{
    return *arg(call, 0) == '\0' ? "" : format_number(call->render->mem, call->render->lang, strtoll(arg(call, 0), NULL, 10));
}

static const char *
day_in_words(const struct call *call, const char *(*format)(TALLOC_CTX *, const struct text_lang *, int32_t))
{
    int32_t day;

    return day_parse(arg(call, 0), &day) ? format(call->render->mem, call->render->lang, day) : "";
}

static const char *
long_day(const struct call *call)
{
    return day_in_words(call, format_day_long);
}

static const char *
short_day(const struct call *call)
{
    return day_in_words(call, format_day_short);
}

static const char *
short_moment(const struct call *call)
{
    const struct render *render = call->render;
    int64_t moment;

    if (clock_parse(arg(call, 0), &moment) != 0)
        return "";
    return format_moment_short(render->mem, render->lang, NULL, moment);
}

static const struct {
    const char *name;
    size_t count;
    text_function make;
} functions[] = {
    {"t", 1, text_plain},         {"tc", 2, text_in_context},  {"t1", 3, text_with_values},
    {"t2", 5, text_with_values},  {"t3", 7, text_with_values}, {"tn", 3, text_counted},
    {"tn1", 5, text_counted},     {"country", 1, country},     {"language", 1, language},
    {"number", 1, number},        {"long_day", 1, long_day},   {"short_day", 1, short_day},
    {"short_moment", 1, short_moment},
};
#define FUNCTION_COUNT (sizeof functions / sizeof functions[0])

static void
result_set(CSARG *result, const char *text)
{
    result->op_type = CS_TYPE_STRING;
    result->s = strdup(text);
    result->alloc = 1;
    if (result->s == NULL)
        mem_or_end(NULL);
}

static NEOERR *
call_function(CSPARSE *parse, CS_FUNCTION *function, CSARG *args, CSARG *result)
{
    const struct template *template = parse->fileload_ctx;
    struct call call = {template->now, 0, {NULL}};
    CSARG *next = args;
    size_t i, which;

    for (which = 0; which < FUNCTION_COUNT; which++)
        if (strcmp(functions[which].name, function->name) == 0)
            break;
    if (which == FUNCTION_COUNT || call.render == NULL)
        return nerr_raise(NERR_ASSERT, "function %s is called outside a page", function->name);
    for (; call.count < functions[which].count && next != NULL; next = next->next) {
        NEOERR *error = cs_arg_parse(parse, next, "s", &call.arg[call.count]);

        if (error != STATUS_OK) {
            log_line(LOG_ERROR, "an argument in a template has no value", "template", template->name,
                     "function", function->name, NULL);
            nerr_ignore(&error);
        }
        call.count++;
    }
    result_set(result, functions[which].make(&call));
    for (i = 0; i < call.count; i++)
        free(call.arg[i]);
    return STATUS_OK;
}

static NEOERR *
url_escape(const char *text, char **out)
{
    return neos_url_escape(text, out, NULL);
}

enum err_code
functions_register(CSPARSE *cs, struct err *err)
{
    static char escape_name[] = "url_escape";
    static char validate_name[] = "url_validate";
    size_t i;

    for (i = 0; i < FUNCTION_COUNT; i++)
        NEO_TRY(cs_register_function(cs, functions[i].name, (int)functions[i].count, call_function));
    NEO_TRY(cs_register_esc_strfunc(cs, escape_name, url_escape));
    NEO_TRY(cs_register_esc_strfunc(cs, validate_name, neos_url_validate));
    return ERR_OK;
}
