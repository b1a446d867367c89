/* SPDX-License-Identifier: EUPL-1.2 */
/* The way of a request: what its route needs is checked here, once, in one order; then its handler is called. */
#include <string.h>

#include "api/read.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "decl/reserved.h"
#include "http/body.h"
#include "http/csrf.h"
#include "text/negotiate.h"
#include "web/core.h"

#define UNSAFE (METHOD_POST | METHOD_PUT | METHOD_PATCH | METHOD_DELETE)

static bool
is_watch(const struct route *route)
{
    return route->limit != NULL && strcmp(route->limit, "watch") == 0;
}

/* The class of limit of an address: the API has its own where the row names none. */
static enum throttle_class
limit_of(const struct route *route)
{
    return route->limit == NULL && route->sign_in == ROUTE_TOKEN ? THROTTLE_API : throttle_class(route->limit);
}

static bool
is_unsafe(const struct exchange *exchange)
{
    return (exchange->req->method & UNSAFE) != 0;
}

static enum err_code
find_route(struct exchange *exchange, struct err *err)
{
    const struct app *app = exchange->app;
    const char *area;
    enum err_code code = route_find(app->routes, exchange->req, &exchange->match, err);

    if (code == ERR_METHOD)
        response_header(exchange->resp, "Allow", exchange->match.allow);
    TRY(code);
    exchange->route = exchange->match.route;
    area = app->area == NULL ? NULL : route_capture(&exchange->match, "area");
    if (area != NULL && strcmp(area, app->area->id) != 0) {
        exchange->route = NULL;
        return FAIL(err, ERR_NOT_FOUND, "another area's address came to %s", app->endpoint);
    }
    return ERR_OK;
}

/* The language of the answer: ?lang= is remembered for the browser; a GET changes nothing else. */
static void
choose_language(struct exchange *exchange)
{
    const struct text *text = exchange->app->text;
    const char *asked = form_value(exchange->req->query, "lang");
    const char *remembered = request_cookie(exchange->req, COOKIE_LANG);
    const struct text_lang *lang = NULL;
    bool api = app_is_api(exchange);

    if (!api && asked != NULL && (lang = negotiate_code(text, asked)) != NULL)
        response_cookie(exchange->resp, COOKIE_LANG, text_lang_code(lang), LANG_MAX_AGE_S);
    if (!api && lang == NULL && remembered != NULL)
        lang = negotiate_code(text, remembered);
    if (api && exchange->req->accept_language != NULL)
        lang = negotiate_accept(text, exchange->req->accept_language);
    if (lang == NULL && exchange->actor != NULL)
        lang = negotiate_code(text, exchange->actor->language);
    if (lang != NULL)
        exchange->lang = lang;
}

static enum err_code
wait_for_limit(const struct identity *identity, struct err *err)
{
    int64_t wait = identity->blocked_until == DB_NO_MOMENT ? 0 : identity->blocked_until - clock_machine_now();

    if (wait <= 0)
        return ERR_OK;
    (void)FAIL(err, ERR_TOO_MANY, "a limit was reached, perhaps on another host");
    err->retry_after_s = (unsigned)(wait / CLOCK_SECOND + 1);
    return ERR_TOO_MANY;
}

/* Who asks, by cookie or token; a page for anybody does without. */
static enum err_code
identify(struct exchange *exchange, struct err *err)
{
    const struct app *app = exchange->app;
    const struct route *route = exchange->route;
    enum throttle_class class = limit_of(route);
    const char *cookie = request_cookie(exchange->req, COOKIE_SESSION);
    struct identity identity;
    enum err_code code;

    if (route->sign_in == ROUTE_TOKEN) {
        TRY(identify_token(exchange->mem, app->db, app->keys, request_bearer(exchange->req), class, &identity, err));
    } else {
        if (route->sign_in == ROUTE_OPEN && cookie == NULL)
            return ERR_OK;
        code = identify_session(exchange->mem, app->db, app->keys, cookie, class, &identity, err);
        if (code == ERR_SIGN_IN && cookie != NULL)
            response_cookie(exchange->resp, COOKIE_SESSION, "", 0);
        if (route->sign_in == ROUTE_OPEN && (code == ERR_SIGN_IN || code == ERR_UNAVAILABLE))
            return ERR_OK;
        TRY(code);
        TRY(session_touch(app->db, &app->core->times, identity.actor->session_id, identity.seen_at, err));
    }
    exchange->actor = identity.actor;
    TRY(wait_for_limit(&identity, err));
    if (exchange->req->body_state == REQUEST_BODY_ANNOUNCED)
        return ERR_OK; /* the request itself is counted */
    return throttle_user(app->core->throttle, app->db, class, identity.actor->user_id, err);
}

/* What the form token of this answer's forms is bound to; who has no session gets a signed visitor cookie. */
static void
bind_forms(struct exchange *exchange)
{
    const unsigned char *key = exchange->app->core->form_key;
    int64_t now_s = clock_machine_now() / CLOCK_SECOND;
    const char *visitor = request_cookie(exchange->req, COOKIE_VISITOR);

    if (exchange->actor != NULL || app_is_api(exchange)) {
        exchange->binding = exchange->actor == NULL ? NULL : exchange->actor->binding;
        return;
    }
    if (!csrf_visitor_valid(key, visitor, now_s, VISITOR_MAX_AGE_S)) {
        if (is_unsafe(exchange))
            return; /* a form that nobody was given */
        visitor = csrf_visitor(exchange->mem, key, now_s);
        response_cookie(exchange->resp, COOKIE_VISITOR, visitor, VISITOR_MAX_AGE_S);
    }
    exchange->binding = visitor;
}

/* In production an account without a second factor can do one thing: set it up. Source: ASVS 5.0.0-6.3.3. */
static bool
needs_second_factor(const struct exchange *exchange)
{
    static const char *const open_to_all[] = {"/account", "/account/code", "/sign-out", "/help"};
    const char *pattern = exchange->route->pattern;

    if (exchange->app->config->training || exchange->actor == NULL || exchange->actor->by_token ||
        exchange->actor->second_factor || exchange->route->sign_in != ROUTE_SESSION)
        return false;
    for (size_t i = 0; i < sizeof open_to_all / sizeof open_to_all[0]; i++)
        if (strcmp(pattern, open_to_all[i]) == 0)
            return false;
    return true;
}

static enum err_code
read_json(struct exchange *exchange, struct err *err)
{
    struct form *form = form_new(exchange->mem);
    struct read_pairs *pairs;
    const char *bytes = "";
    size_t length = 0;

    if (exchange->req->content_length > 0)
        TRY(body_read(exchange->mem, exchange->req, "application/json", exchange->route->max_body_bytes, &bytes,
                      &length, err));
    TRY(read_object(exchange->mem, bytes, length, &pairs, err));
    for (size_t i = 0; i < pairs->count; i++)
        TRY(form_add(form, pairs->items[i].name, pairs->items[i].value, NULL, err));
    exchange->form = form;
    exchange->json = pairs;
    return ERR_OK;
}

static enum err_code
read_body(struct exchange *exchange, struct err *err)
{
    const struct route *route = exchange->route;
    struct form *form;

    if (route->body == ROUTE_JSON)
        return read_json(exchange, err);
    if (route->body != ROUTE_FORM)
        return ERR_OK;
    TRY(body_form(exchange->mem, exchange->req, NULL, route->max_body_bytes, &form, err));
    exchange->form = form;
    return ERR_OK;
}

enum err_code
app_form_token(const struct exchange *exchange, const struct form *form, struct err *err)
{
    if (exchange->binding == NULL)
        return FAIL(err, ERR_FORBIDDEN, "a form without a visitor or session");
    return csrf_check(exchange->app->core->form_key, exchange->binding, form_value(form, CONTROL_CSRF), err);
}

static enum err_code
check_input(struct exchange *exchange, struct err *err)
{
    const struct route *route = exchange->route;
    const struct form *from = is_unsafe(exchange) ? exchange->form : exchange->req->query;

    if (route->input == NULL || from == NULL)
        return ERR_OK;
    exchange->input = input_check(exchange->mem, route->input, from);
    if (route->sign_in == ROUTE_TOKEN && exchange->input->invalid > 0)
        return FAIL(err, ERR_INVALID, "%zu values are not what the address declares", exchange->input->invalid);
    return ERR_OK;
}

/* By the length that the head of the request gives: nothing of a body that is too large is read. */
static enum err_code
check_length(const struct exchange *exchange, struct err *err)
{
    size_t most = exchange->route->max_body_bytes != 0 ? exchange->route->max_body_bytes : LIMIT_BODY_BYTES;

    if ((uint64_t)exchange->req->content_length > most)
        return FAIL(err, ERR_TOO_LARGE, "a body over %zu bytes", most);
    return ERR_OK;
}

static enum err_code
check_form(struct exchange *exchange, struct err *err)
{
    if (!is_unsafe(exchange))
        return ERR_OK;
    if (exchange->route->sign_in != ROUTE_TOKEN)
        TRY(csrf_check_origin(exchange->req, exchange->app->config->site_address, err));
    TRY(check_length(exchange, err));
    if (exchange->req->body_state == REQUEST_BODY_REFUSED)
        return FAIL(err, ERR_UNAVAILABLE, "a body that was refused would be taken now");
    if (exchange->req->body_state == REQUEST_BODY_ANNOUNCED)
        return ERR_OK;
    TRY(read_body(exchange, err));
    if (exchange->route->csrf && exchange->route->body == ROUTE_FORM)
        return app_form_token(exchange, exchange->form, err);
    return ERR_OK;
}

/* nginx let it through to no endpoint, so that its address may be another's: no route is looked for, but who asks is greeted. */
static enum err_code
refuse_too_large(struct exchange *exchange, struct err *err)
{
    const struct app *app = exchange->app;
    const char *cookie = request_cookie(exchange->req, COOKIE_SESSION);
    struct identity identity;
    struct err ignored;

    if (cookie != NULL && !app_is_api(exchange) &&
        identify_session(exchange->mem, app->db, app->keys, cookie, THROTTLE_PAGE, &identity, &ignored) == ERR_OK)
        exchange->actor = identity.actor;
    choose_language(exchange);
    bind_forms(exchange);
    return FAIL(err, ERR_TOO_LARGE, "a body larger than nginx takes in");
}

enum err_code
dispatch(struct exchange *exchange, struct err *err)
{
    struct app *app = (struct app *)exchange->app; /* its database and what is known of it belong to this worker */
    bool announced = exchange->req->body_state == REQUEST_BODY_ANNOUNCED;
    enum err_code code;

    if (exchange->req->body_state == REQUEST_BODY_TOO_LARGE)
        return refuse_too_large(exchange, err);
    TRY(find_route(exchange, err));
    if (is_watch(exchange->route))
        return exchange->route->handler(exchange, err);
    if (!announced)
        TRY(throttle_address(app->core->throttle, limit_of(exchange->route), exchange->req->client_address, err));
    code = identify(exchange, err);
    choose_language(exchange);
    bind_forms(exchange);
    TRY(code);
    if (needs_second_factor(exchange)) {
        app_go(exchange, "/account/code", "second-factor");
        return ERR_OK;
    }
    if (exchange->actor != NULL)
        TRY(core_check_published(app, err));
    TRY(right_check(exchange, err));
    TRY(check_form(exchange, err));
    if (announced) {
        response_status(exchange->resp, 204);
        return ERR_OK;
    }
    TRY(check_input(exchange, err));
    return exchange->route->handler(exchange, err);
}
