/* SPDX-License-Identifier: EUPL-1.2 */
/* The way in and out: name and password, then a code, then a session; and the end of one. */
#include <string.h>

#include "account/account.h"
#include "base/mem.h"
#include "model/case.h"
#include "web/core.h"
#include "web/handler.h"

static const struct input_field show_fields[] = {
    {.name = "next", .type = INPUT_LINE, .max_chars = 1000},
    {.name = "step", .type = INPUT_CODE},
    {.name = "name", .type = INPUT_LINE, .max_chars = 80},
};
const struct input_spec sign_in_show_input = INPUT_SPEC(show_fields);

static const struct input_field fields[] = {
    {.name = "next", .type = INPUT_LINE, .max_chars = 1000},
    {.name = "name", .type = INPUT_LINE, .max_chars = 200},
    {.name = "code", .type = INPUT_LINE, .max_chars = 60},
};
const struct input_spec sign_in_input = INPUT_SPEC(fields);

struct story {
    const char *name;
    const char *authority;
    struct model_coded country;
    const char *roles;
    struct model_list lines; /* struct model_link: a story each, in the language of the training set */
};

static const struct model_field story_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, story, name), MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, story, authority),
    MODEL_FIELD(MODEL_CODED, MODEL_PAGE, story, country), MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, story, roles),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, story, lines, &model_link_table), MODEL_END};
static const struct model_table story_table = {"SignInStory", sizeof(struct story), story_fields};

struct sign_in_page {
    const char *next;
    const char *step;
    struct model_list controls;
    struct model_list faults;
    struct model_list stories;
};

static const struct model_field page_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, sign_in_page, next), MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, sign_in_page, step),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, sign_in_page, controls, &view_control_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, sign_in_page, faults, &view_fault_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, sign_in_page, stories, &story_table), MODEL_END};
static const struct model_table page_table = {"SignInPage", sizeof(struct sign_in_page), page_fields};

struct authentication
authentication_of(const struct exchange *exchange)
{
    const struct app *app = exchange->app;

    return (struct authentication){.db = app->db, .keys = app->keys, .gate = app->core->gate, .throttle = app->core->throttle,
                                   .times = app->core->times, .address = exchange->req->client_address,
                                   .agent = exchange->req->user_agent};
}

/* Where to go afterwards: a path of this site that is not the sign-in page itself, else the start page. */
static const char *
next_of(const struct exchange *exchange)
{
    const char *next = input_text(exchange->input, "next");

    if (next == NULL || !response_is_own_path(next) || strncmp(next, "/sign-", 6) == 0)
        return "/";
    return next;
}

/* "services:handler services:administrator" in the reader's words: "Services: Request handler, Local data administrator". */
static const char *
roles_in_words(const struct exchange *exchange, const char *codes)
{
    char *left = mem_copy(exchange->mem, codes), *pair;
    const char *text = "", *last = "";

    while ((pair = strsep(&left, " ")) != NULL) {
        char *role = strchr(pair, ':');
        const struct decl_area *area;

        if (role == NULL)
            continue;
        *role++ = '\0';
        area = decl_area(exchange->app->decl, pair);
        if (area == NULL || decl_role(role) == ROLE_COUNT)
            continue;
        if (strcmp(last, pair) == 0)
            text = mem_printf(exchange->mem, "%s, %s", text, app_t(exchange, decl_role_label(decl_role(role))));
        else
            text = mem_printf(exchange->mem, "%s%s%s: %s", text, *text != '\0' ? "; " : "", app_t(exchange, area->title),
                              app_t(exchange, decl_role_label(decl_role(role))));
        last = pair;
    }
    return text;
}

/* "One story (REF); another (REF)": a line each. */
static struct model_list
lines_of(const struct exchange *exchange, const char *stories)
{
    char *left = mem_copy(exchange->mem, stories), *end;
    struct model_link *lines = NULL;
    size_t n = 0;

    while (left != NULL && *left != '\0') {
        end = strstr(left, "; ");
        if (end != NULL)
            *end = '\0';
        lines = mem_grow(exchange->mem, lines, struct model_link, n + 1);
        lines[n++] = (struct model_link){.label = left};
        left = end != NULL ? end + 2 : NULL;
    }
    return model_list_of(lines, n);
}

static struct model_list
make_stories(const struct exchange *exchange)
{
    const struct app_core *core = exchange->app->core;
    struct story *items = mem_zeros(exchange->mem, struct story, core->n_stories + 1);

    for (size_t i = 0; i < core->n_stories; i++) {
        const struct app_story *from = &core->stories[i];

        items[i] = (struct story){from->name, from->authority,
                                  {from->country, text_country(exchange->lang, from->country)},
                                  roles_in_words(exchange, from->roles), lines_of(exchange, from->story)};
    }
    return (struct model_list){items, core->n_stories};
}

static enum err_code
show_names(struct exchange *exchange, int status, const char *name, const char *fault, struct err *err)
{
    struct view_control *controls = mem_zeros(exchange->mem, struct view_control, 2);
    struct view_fault *faults = mem_zeros(exchange->mem, struct view_fault, 1);
    struct sign_in_page page = {.next = next_of(exchange), .controls = {controls, 2}, .stories = make_stories(exchange)};

    controls[0] = page_control(exchange, "line", "name", N_("Sign-in name"));
    controls[0].value = name;
    controls[0].autocomplete = "username";
    controls[1] = page_control(exchange, "password", "password", N_("Password"));
    controls[1].autocomplete = "current-password";
    if (fault != NULL) {
        faults[0] = (struct view_fault){"name", fault};
        controls[0].error = fault;
        page.faults = (struct model_list){faults, 1};
        exchange->failed = true;
    }
    return app_page(exchange, status, "sign-in", app_t(exchange, N_("Sign in")), &page_table, &page, err);
}

static enum err_code
show_code(struct exchange *exchange, int status, const char *fault, struct err *err)
{
    struct view_control *control = mem_zeros(exchange->mem, struct view_control, 1);
    struct view_fault *faults = mem_zeros(exchange->mem, struct view_fault, 1);
    struct sign_in_page page = {.next = next_of(exchange), .step = "code", .controls = {control, 1}};

    *control = page_control(exchange, "line", "code", N_("One-time code"));
    control->hint = app_t(exchange, N_("The six digits that your app shows now"));
    control->autocomplete = "one-time-code";
    control->width = "10";
    if (fault != NULL) {
        faults[0] = (struct view_fault){"code", fault};
        control->error = fault;
        page.faults = (struct model_list){faults, 1};
        exchange->failed = true;
    }
    return app_page(exchange, status, "sign-in-code", app_t(exchange, N_("Enter your one-time code")), &page_table,
                    &page, err);
}

enum err_code
sign_in_show(struct exchange *exchange, struct err *err)
{
    const char *step = input_text(exchange->input, "step");
    struct authentication authentication = authentication_of(exchange);

    if (exchange->actor != NULL) {
        app_go(exchange, next_of(exchange), NULL);
        return ERR_OK;
    }
    if (step != NULL && strcmp(step, "code") == 0 &&
        authentication_half_valid(&authentication, request_cookie(exchange->req, COOKIE_HALF)))
        return show_code(exchange, 200, NULL, err);
    return show_names(exchange, 200, exchange->app->config->training ? input_text(exchange->input, "name") : NULL, NULL,
                      err);
}

/* Signed in: a fresh session in place of whatever the browser held. */
static enum err_code
welcome(struct exchange *exchange, const struct authentication_outcome *outcome, struct err *err)
{
    if (exchange->actor != NULL) {
        enum err_code code = session_end(exchange->app->db, exchange->actor->user_id, exchange->actor->session_id, err);

        if (code != ERR_OK && code != ERR_NOT_FOUND)
            return code;
    }
    response_cookie(exchange->resp, COOKIE_SESSION, outcome->cookie, 0);
    response_cookie(exchange->resp, COOKIE_HALF, "", 0);
    response_cookie(exchange->resp, COOKIE_VISITOR, "", 0);
    app_go(exchange, outcome->recovery ? "/account" : next_of(exchange), outcome->recovery ? "recovery-used" : NULL);
    return ERR_OK;
}

static enum err_code
take_code(struct exchange *exchange, const char *half, struct err *err)
{
    struct authentication authentication = authentication_of(exchange);
    struct authentication_outcome outcome;
    const char *code = input_text(exchange->input, "code");
    enum err_code result;

    result = authenticate_code(exchange->mem, &authentication, half, code == NULL ? "" : code, &outcome, err);
    if (result == ERR_SIGN_IN) {
        response_cookie(exchange->resp, COOKIE_HALF, "", 0);
        return show_names(exchange, 422, NULL, app_t(exchange, N_("That took too long. Begin again with your name and password.")), err);
    }
    TRY(result);
    if (outcome.next == SIGNIN_DONE)
        return welcome(exchange, &outcome, err);
    return show_code(exchange, 422, app_t(exchange, N_("This code is not right, or was used before. Enter the one that your app shows now.")), err);
}

static enum err_code
take_password(struct exchange *exchange, struct err *err)
{
    struct authentication authentication = authentication_of(exchange);
    struct authentication_outcome outcome;
    const char *name = input_text(exchange->input, "name");

    TRY(authenticate_password(exchange->mem, &authentication, name == NULL ? "" : name, page_secret(exchange, "password"),
                              &outcome, err));
    if (outcome.next == SIGNIN_DONE)
        return welcome(exchange, &outcome, err);
    if (outcome.next == SIGNIN_REFUSED)
        return show_names(exchange, 422, name, app_t(exchange, N_("Name or password is not right. Check both and try again.")), err);
    if (input_text(exchange->input, "code") != NULL) /* all three at once */
        return take_code(exchange, outcome.half, err);
    response_cookie(exchange->resp, COOKIE_HALF, outcome.half, SIGNIN_HALF_S);
    app_go(exchange, mem_printf(exchange->mem, "/sign-in?step=code&next=%s", page_escape(exchange->mem, next_of(exchange))),
           NULL);
    return ERR_OK;
}

enum err_code
sign_in_do(struct exchange *exchange, struct err *err)
{
    bool named = input_value(exchange->input, "name")->sent || form_value(exchange->form, "password") != NULL;

    if (!named && input_value(exchange->input, "code")->sent)
        return take_code(exchange, request_cookie(exchange->req, COOKIE_HALF), err);
    return take_password(exchange, err);
}

enum err_code
sign_out_do(struct exchange *exchange, struct err *err)
{
    enum err_code code = session_end(exchange->app->db, exchange->actor->user_id, exchange->actor->session_id, err);

    if (code != ERR_OK && code != ERR_NOT_FOUND)
        return code;
    response_cookie(exchange->resp, COOKIE_SESSION, "", 0);
    response_header(exchange->resp, "Clear-Site-Data", "\"cache\", \"storage\"");
    app_go(exchange, "/sign-in", "signed-out");
    return ERR_OK;
}
