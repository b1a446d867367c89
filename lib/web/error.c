/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Answers to what went wrong: a page that says what to do next, or a problem for the API. Values that were sent are never
 * repeated, but for the address of a form that more was sent to than it takes.
 */
#include <string.h>

#include "api/answer.h"
#include "base/log.h"
#include "base/mem.h"
#include "model/control.h"
#include "text/fill.h"
#include "web/core.h"

struct error_page {
    const char *title;
    const char *what;
    const char *next;
    struct model_list links; /* struct view_link */
};

static const struct model_field error_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, error_page, title),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, error_page, what),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, error_page, next),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, error_page, links, &view_link_table),
    MODEL_END,
};
static const struct model_table error_table = {"ErrorPage", sizeof(struct error_page), error_fields};

/* What it means, and what one can do; by code. */
static const struct advice {
    enum err_code code;
    const char *what;
    const char *next;
} advices[] = {
    {ERR_BAD_REQUEST, N_("The browser sent something that this site does not understand."),
     N_("Go back and try again. If it happens again, tell your help desk the request number.")},
    {ERR_FORBIDDEN, N_("Your role does not allow this, or the form was open too long."),
     N_("Go back, load the page anew and try again. If you should have this right, ask the access manager of your authority.")},
    {ERR_NOT_FOUND, N_("There is nothing at this address, or nothing that you may see."),
     N_("Check the address or the case number, or look for it from the start page.")},
    {ERR_METHOD, N_("This address cannot be used in this way."), N_("Start from the start page.")},
    {ERR_CONFLICT, N_("While this page was open, something else happened to it."),
     N_("Load it anew to see how things stand now.")},
    {ERR_DUPLICATE, N_("It had been done already."), N_("Load the page anew to see how things stand now.")},
    {ERR_STALE, N_("While this page was open, somebody else changed it."),
     N_("Load it anew, look at the changes, and do it again if it is still needed.")},
    {ERR_TOO_LARGE, N_("More was sent than this page can take."), N_("Send less at once. A file may be at most {file_bytes}, and all files of a case together at most {case_file_bytes}.")},
    {ERR_MEDIA_TYPE, N_("This page takes another kind of content."), N_("Use the form on the page itself.")},
    {ERR_INVALID, N_("Something that was entered cannot be used."), N_("Go back, mend it and send it again.")},
    {ERR_KEY_REUSED, N_("This key was used before, with other input."), N_("Use a new key for each act.")},
    {ERR_PRECONDITION, N_("An act must name the version of the case that you have seen."),
     N_("Send the version in the header If-Match.")},
    {ERR_TOO_MANY, N_("There were too many tries in a short time."), N_("Wait {seconds} seconds, then try again.")},
    {ERR_SIGN_IN, N_("This is only for people who are signed in."), N_("Sign in and try again.")},
    {ERR_INTERNAL, N_("Something went wrong on our side. What you did may not have been saved."),
     N_("Try again in a moment. If it happens again, tell your help desk the request number.")},
    {ERR_UNAVAILABLE, N_("The service cannot be reached for the moment. What you did was not saved."),
     N_("Try again in a minute. What you typed may still be in the browser: go back to it.")},
    {ERR_COMMIT_LOST, N_("The connection was lost in the last moment, so it is not certain whether this was done."),
     N_("Try again: if it had been done, it is not done twice.")},
};

static const struct advice *
advice_for(enum err_code code)
{
    const struct advice *unavailable = NULL, *internal = NULL;

    for (size_t i = 0; i < sizeof advices / sizeof advices[0]; i++) {
        if (advices[i].code == code)
            return &advices[i];
        if (advices[i].code == ERR_UNAVAILABLE)
            unavailable = &advices[i];
        if (advices[i].code == ERR_INTERNAL)
            internal = &advices[i];
    }
    return err_status(code) == 503 ? unavailable : internal;
}

static const char *
next_text(const struct exchange *exchange, const struct err *err)
{
    struct fill_arg arg = {"seconds", mem_printf(exchange->mem, "%u", err->retry_after_s)};

    return fill(exchange->mem, app_t(exchange, advice_for(err->code)->next), &arg, 1);
}

bool
app_is_api(const struct exchange *exchange)
{
    const struct request *req = exchange->req;

    for (size_t i = 0; i + 1 < req->segment_count && i < 2; i++)
        if (strcmp(req->segments[i], "api") == 0 && req->segments[i + 1][0] == 'v')
            return true;
    return exchange->route != NULL && exchange->route->sign_in == ROUTE_TOKEN;
}

static const char *
what_and_next(const struct exchange *exchange, const struct err *err)
{
    if (err->why != NULL)
        return app_t(exchange, err->why);
    return mem_printf(exchange->mem, "%s %s", app_t(exchange, advice_for(err->code)->what), next_text(exchange, err));
}

static void
write_problem(struct exchange *exchange, const struct err *err, const struct answer_fault *faults, size_t n_faults)
{
    struct answer_problem problem = {
        .type = mem_printf(exchange->mem, "%s/help#%s", exchange->app->config->site_address, err_slug(err->code)),
        .title = app_t(exchange, err_title(err->code)),
        .status = err_status(err->code),
        .detail = what_and_next(exchange, err),
        .request_id = exchange->req->id,
        .faults = faults,
        .n_faults = n_faults,
    };

    buf_clear(exchange->resp->body);
    answer_problem(exchange->resp->body, &problem);
    response_status(exchange->resp, problem.status);
    response_type(exchange->resp, "application/problem+json");
    response_header(exchange->resp, "Content-Language", text_lang_tag(exchange->lang));
    response_header(exchange->resp, "Vary", "Accept-Language, Authorization");
}

enum err_code
app_problem(struct exchange *exchange, enum err_code code, const struct app_fault *faults, size_t n_faults,
            struct err *err)
{
    struct answer_fault *items = mem_zeros(exchange->mem, struct answer_fault, n_faults + 1);
    struct err shown = {.code = code};

    for (size_t i = 0; i < n_faults; i++)
        items[i] = (struct answer_fault){faults[i].field, faults[i].text};
    write_problem(exchange, &shown, items, n_faults);
    return buf_full(exchange->resp->body) ? FAIL(err, ERR_INTERNAL, "the problem is too long") : ERR_OK;
}

/* What of the declared input was wrong, one line a field. */
static void
problem_of_input(struct exchange *exchange, const struct err *err)
{
    const struct input *input = exchange->input;
    struct answer_fault *faults = NULL;
    size_t count = 0;

    for (size_t i = 0; input != NULL && i < input->spec->count; i++) {
        const struct input_value *value = &input->values[i];
        struct fill_arg args[2] = {{"min", mem_printf(exchange->mem, "%lld", (long long)value->field->min)},
                                   {"max", mem_printf(exchange->mem, "%lld", (long long)value->field->max)}};

        if (value->state != INPUT_INVALID)
            continue;
        if (value->reason == INPUT_TOO_LONG)
            args[1].value = mem_printf(exchange->mem, "%u", value->field->max_chars);
        else if (value->reason == INPUT_TOO_MANY)
            args[1].value = mem_printf(exchange->mem, "%u", value->field->max_items);
        faults = mem_grow(exchange->mem, faults, struct answer_fault, count + 1);
        faults[count++] = (struct answer_fault){
            value->field->name, fill(exchange->mem, app_t(exchange, input_reason_text(value->reason)), args, 2)};
    }
    write_problem(exchange, err, faults, count);
}

/* What was too large came from a form at the same address: the way back to it, with its section. NULL: there is none. */
static const char *
form_href(const struct exchange *exchange, const struct err *err)
{
    const struct request *req = exchange->req;
    const char *section = form_value(req->query, "section"), *path = page_escape(exchange->mem, req->path);

    if (err->code != ERR_TOO_LARGE || req->method != METHOD_POST || !response_is_own_path(path))
        return NULL;
    return section == NULL ? path : mem_printf(exchange->mem, "%s?section=%s", path, page_escape(exchange->mem, section));
}

static struct model_list
ways_on(const struct exchange *exchange, const struct err *err)
{
    struct view_link *links = mem_zeros(exchange->mem, struct view_link, 2);
    const char *form = form_href(exchange, err);
    size_t count = 0;

    if (form != NULL)
        links[count++] = (struct view_link){.label = app_t(exchange, N_("Go back to the form")), .href = form};
    links[count++] = (struct view_link){.label = app_t(exchange, N_("Go to the start page")), .href = "/"};
    return (struct model_list){links, count};
}

/* The page of an error; the plainest one when even that cannot be made. */
static void
write_page(struct exchange *exchange, const struct err *err)
{
    struct error_page page = {.title = app_t(exchange, err_title(err->code)),
                              .what = app_t(exchange, advice_for(err->code)->what),
                              .next = next_text(exchange, err),
                              .links = ways_on(exchange, err)};
    struct view_bytes bytes;
    struct err again = {0};

    exchange->case_ref = NULL;
    exchange->faulty = true;
    if (app_page(exchange, err_status(err->code), "error", page.title, &error_table, &page, &again) == ERR_OK)
        return;
    log_err(LOG_ERROR, "error page", &again);
    bytes = view_plain_error(exchange->mem, exchange->lang, err->code, exchange->req->id);
    response_status(exchange->resp, err_status(err->code));
    response_type(exchange->resp, "text/html");
    buf_clear(exchange->resp->body);
    buf_add(exchange->resp->body, bytes.data, bytes.size);
}

static void
log_refusal(const struct exchange *exchange, const struct err *err)
{
    const struct actor *actor = exchange->actor;
    int status = err_status(err->code);

    if (status >= 500) {
        log_err(status == 503 ? LOG_WARNING : LOG_ERROR, "request failed", err);
    } else if (status == 403 || status == 429) {
        log_line(LOG_WARNING, "refused", "code", err_slug(err->code), "why", err->detail, "user",
                 actor == NULL ? NULL : log_number((int64_t)actor->user_id), NULL);
    }
}

static void
to_sign_in(struct exchange *exchange)
{
    const char *next = exchange->req->method == METHOD_POST ? "/" : page_link(exchange, "lang", NULL);

    if (strcmp(next, "/") == 0)
        app_go(exchange, "/sign-in", NULL);
    else
        app_go(exchange, mem_printf(exchange->mem, "/sign-in?next=%s", page_escape(exchange->mem, next)), NULL);
}

void
dispatch_error(struct exchange *exchange, const struct err *err)
{
    char allow[sizeof exchange->match.allow];
    bool api = app_is_api(exchange);

    log_refusal(exchange, err);
    memcpy(allow, exchange->match.allow, sizeof allow);
    if (err->code != ERR_SIGN_IN)
        response_reset(exchange->resp);
    if (err->code == ERR_SIGN_IN && !api && exchange->route != NULL && exchange->route->sign_in == ROUTE_SESSION) {
        to_sign_in(exchange);
        return;
    }
    if (api)
        problem_of_input(exchange, err);
    else
        write_page(exchange, err);
    if (err->code == ERR_METHOD)
        response_header(exchange->resp, "Allow", allow);
    if (err->code == ERR_SIGN_IN)
        response_header(exchange->resp, "WWW-Authenticate", "Bearer");
    if (err->retry_after_s > 0)
        response_header(exchange->resp, "Retry-After", mem_printf(exchange->mem, "%u", err->retry_after_s));
    else if (err_status(err->code) == 503)
        response_header(exchange->resp, "Retry-After", "10");
}
