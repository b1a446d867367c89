/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/route.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* One segment of a pattern: a literal, or a name in braces. */
struct step {
    const char *at;
    size_t length;
    bool capture;
};

/* Reads the segment behind *at, which stands on a '/'; false at the end of the pattern. */
static bool
next_step(const char **at, struct step *step)
{
    if (**at != '/')
        return false;
    step->at = *at + 1;
    step->length = strcspn(step->at, "/");
    *at = step->at + step->length;
    step->capture = step->length > 2 && step->at[0] == '{' && step->at[step->length - 1] == '}';
    if (step->capture) {
        step->at++;
        step->length -= 2;
    }
    return true;
}

static bool
step_fits(const struct step *step, const char *segment)
{
    if (step->capture)
        return segment[0] != '\0';
    return strlen(segment) == step->length && memcmp(segment, step->at, step->length) == 0;
}

static bool
pattern_fits(const char *pattern, const struct request *req)
{
    struct step step;
    size_t i = 0;

    while (next_step(&pattern, &step)) {
        if (i == req->segment_count || !step_fits(&step, req->segments[i]))
            return false;
        i++;
    }
    return i > 0 && i == req->segment_count;
}

/* Which of two fitting patterns says more, compared from the left. */
static bool
is_closer(const char *pattern, const char *than)
{
    struct step a, b;

    while (next_step(&pattern, &a) && next_step(&than, &b))
        if (a.capture != b.capture)
            return b.capture;
    return false;
}

static unsigned
with_head(unsigned methods)
{
    return methods & METHOD_GET ? methods | METHOD_HEAD : methods;
}

static void
write_allow(unsigned methods, char *out, size_t size)
{
    size_t used = 0;

    out[0] = '\0';
    for (unsigned bit = METHOD_GET; bit <= METHOD_DELETE; bit <<= 1) {
        if (!(methods & bit))
            continue;
        used += (size_t)snprintf(out + used, size - used, "%s%s", used > 0 ? ", " : "",
                                 request_method_name((enum method)bit));
    }
}

static void
take_captures(const struct request *req, struct route_match *match)
{
    const char *pattern = match->route->pattern;
    struct step step;

    match->capture_count = 0;
    for (size_t i = 0; next_step(&pattern, &step); i++) {
        if (!step.capture)
            continue;
        assert(match->capture_count < ROUTE_MAX_CAPTURES);
        match->captures[match->capture_count].name = step.at;
        match->captures[match->capture_count].name_length = step.length;
        match->captures[match->capture_count].value = req->segments[i];
        match->capture_count++;
    }
}

enum err_code
route_find(const struct route_table *table, const struct request *req, struct route_match *match, struct err *err)
{
    const struct route *best = NULL;
    unsigned methods = 0;

    memset(match, 0, sizeof *match);
    for (size_t i = 0; i < table->count; i++) {
        const struct route *route = &table->routes[i];

        if (!pattern_fits(route->pattern, req))
            continue;
        methods |= with_head(route->methods);
        if (with_head(route->methods) & req->method && (best == NULL || is_closer(route->pattern, best->pattern)))
            best = route;
    }
    if (methods == 0)
        return FAIL(err, ERR_NOT_FOUND, "no such address");
    if (best == NULL) {
        write_allow(methods, match->allow, sizeof match->allow);
        return FAIL(err, ERR_METHOD, "not with this method");
    }
    match->route = best;
    take_captures(req, match);
    return ERR_OK;
}

const char *
route_capture(const struct route_match *match, const char *name)
{
    size_t length = strlen(name);

    for (size_t i = 0; i < match->capture_count; i++)
        if (match->captures[i].name_length == length && memcmp(match->captures[i].name, name, length) == 0)
            return match->captures[i].value;
    return NULL;
}

/* ---- the table itself ---- */

static bool
step_in_order(const struct step *step, bool last)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    size_t span = 0;

    while (span < step->length && (strchr(letters, step->at[span]) != NULL || strchr("-_.", step->at[span]) != NULL))
        span++;
    return span == step->length && (step->length > 0 || last);
}

static bool
pattern_in_order(const char *pattern)
{
    struct step step;
    size_t steps = 0, captures = 0;

    while (next_step(&pattern, &step)) {
        if (!step_in_order(&step, *pattern == '\0'))
            return false;
        steps++;
        captures += step.capture;
    }
    return steps > 0 && *pattern == '\0' && steps <= LIMIT_PATH_SEGMENTS && captures <= ROUTE_MAX_CAPTURES;
}

/* Two rows that the same requests fit equally well: the later would never be reached. */
static bool
same_shape(const char *pattern, const char *other)
{
    struct step a, b;
    bool more_a, more_b;

    for (;;) {
        more_a = next_step(&pattern, &a);
        more_b = next_step(&other, &b);
        if (!more_a || !more_b)
            return more_a == more_b;
        if (a.capture != b.capture)
            return false;
        if (!a.capture && (a.length != b.length || memcmp(a.at, b.at, a.length) != 0))
            return false;
    }
}

enum err_code
route_check(const struct route_table *table, struct err *err)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct route *route = &table->routes[i];

        if (route->pattern == NULL || !pattern_in_order(route->pattern))
            return FAIL(err, ERR_DECLARED, "route %zu: malformed pattern %s", i,
                        route->pattern != NULL ? route->pattern : "(none)");
        if (route->methods == 0 || route->handler == NULL)
            return FAIL(err, ERR_DECLARED, "route %s: no method or no handler", route->pattern);
        for (size_t j = 0; j < i; j++)
            if (with_head(table->routes[j].methods) & with_head(route->methods) &&
                same_shape(table->routes[j].pattern, route->pattern))
                return FAIL(err, ERR_DECLARED, "route %s: hidden by %s", route->pattern, table->routes[j].pattern);
    }
    return ERR_OK;
}

bool
route_has(const struct route_table *table, const char *pattern)
{
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->routes[i].pattern, pattern) == 0)
            return true;
    return false;
}
