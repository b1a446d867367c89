/* SPDX-License-Identifier: EUPL-1.2 */
/* The start of an endpoint, and the frame around each request. */
#include "web/app.h"
#include "web/assets.h"

#include <stdio.h>
#include <string.h>

#include "access/installation.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/option.h"
#include "config/setup.h"
#include "http/body.h"
#include "http/pool.h"
#include "text/negotiate.h"
#include "web/core.h"


/* What main knows before anything is loaded. */
struct start {
    const struct app_conf *conf;
    const char *config_path;
};

static enum err_code
load_texts(TALLOC_CTX *mem, struct app *app, struct err *err)
{
    const struct config *config = app->config;
    struct text_setup texts = {.dir = config->translations, .langs = config->languages, .lang_count = config->n_languages};
    struct view_setup views = {.dir = mem_printf(mem, "%s/templates", config->data), .reload = config->development};
    struct text *text;

    TRY(text_open(mem, &texts, &text, err));
    app->text = text;
    return view_start(mem, &views, &app->view, err);
}

static enum err_code
load_access(TALLOC_CTX *mem, struct app *app, struct err *err)
{
    struct app_core *core = app->core;
    const struct config *config = app->config;

    TRY(keys_load(mem, config->keys, &app->keys, err));
    keys_derive(app->keys, "form", core->form_key);
    core->times = (struct session_times){config->idle_minutes, config->absolute_hours};
    TRY(password_list_load(mem, mem_printf(mem, "%s/conf/passwords/common.txt", config->data), &core->passwords, err));
    TRY(password_gate_new(mem, &core->gate, err));
    TRY(throttle_new(mem, app->keys, config->development ? 100 : 1, &core->throttle, err));
    return metrics_new(mem, &core->metrics, err);
}

/* With the database at hand a changed flow stops the start; without it, the first request asks: an endpoint answers 503 until
 * then. */
static enum err_code
look_at_published(TALLOC_CTX *mem, struct app *app, struct err *err)
{
    enum err_code code;

    app->db = db_new(mem, &app->core->db);
    code = core_check_published(app, err);
    TALLOC_FREE(app->db);
    if (code == ERR_DECLARED)
        return code;
    if (code != ERR_OK)
        log_err(LOG_WARNING, "database not reached at start", err);
    return ERR_OK;
}

static enum err_code
pool_start(TALLOC_CTX *mem, void *setup, void **state, struct err *err)
{
    const struct start *start = setup;
    struct app *app = mem_zero(mem, struct app);

    app->core = mem_zero(mem, struct app_core);
    app->core->conf = start->conf;
    app->endpoint = start->conf->endpoint;
    app->routes = start->conf->routes;
    app->site = start->conf->site;
    TRY(route_check(app->routes, err));
    TRY(config_load(mem, start->config_path, &app->config, err));
    TRY(setup_declared(mem, app->config, &app->decl, err));
    if (start->conf->area != NULL && (app->area = decl_area(app->decl, start->conf->area)) == NULL)
        return FAIL(err, ERR_DECLARED, "conf/areas declares no area %s", start->conf->area);
    /* Files are taken in where an area is at work; the workers share what checks them. */
    if (app->area != NULL)
        TRY(app->site->prepare_area(err));
    TRY(load_texts(mem, app, err));
    TRY(load_access(mem, app, err));
    TRY(setup_database(mem, app->config, &app->config->web, &app->core->db, err));
    app->core->asset_version = assets_version(mem, app->config);
    assets_stories(mem, app->config, &app->core->stories, &app->core->n_stories);
    TRY(look_at_published(mem, app, err));
    *state = app;
    return ERR_OK;
}

static enum err_code
pool_worker_start(void *state, struct err *err)
{
    struct app *app = state;

    (void)err;
    app->db = db_new(app, &app->core->db);
    return ERR_OK;
}

static void
pool_worker_end(void *state)
{
    struct app *app = state;

    TALLOC_FREE(app->db);
}

static enum metrics_class
class_of(const struct exchange *exchange)
{
    const struct route *route = exchange->route;

    if (route != NULL && route->limit != NULL && strcmp(route->limit, "watch") == 0)
        return METRICS_WATCH;
    if (app_is_api(exchange))
        return METRICS_API;
    return exchange->req->method == METHOD_POST ? METRICS_ACT : METRICS_PAGE;
}

/* One line a request: the pattern of its address, never the address; numbers, never values. */
static void
log_exchange(const struct exchange *exchange, int64_t microseconds, unsigned statements)
{
    const struct actor *actor = exchange->actor;
    enum metrics_class class = class_of(exchange);

    metrics_count(exchange->app->core->metrics, class, exchange->resp->status, microseconds, statements);
    if (class == METRICS_WATCH && exchange->resp->status < 500)
        return;
    log_line(LOG_INFO, "request", "method", request_method_name(exchange->req->method), "route",
             exchange->route == NULL ? "-" : exchange->route->pattern, "status", log_number(exchange->resp->status),
             "us", log_number(microseconds), "statements", log_number((int64_t)statements), "user",
             actor == NULL ? NULL : log_number((int64_t)actor->user_id), "authority",
             actor == NULL ? NULL : log_number((int64_t)actor->authority_id), NULL);
}

static struct exchange
make_exchange(struct app *app, struct request *req, struct response *resp)
{
    const char *chosen = request_cookie(req, COOKIE_LANG);
    const struct text_lang *lang = chosen == NULL ? NULL : negotiate_code(app->text, chosen);

    return (struct exchange){.mem = req->mem,
                             .app = app,
                             .req = req,
                             .resp = resp,
                             .lang = lang != NULL ? lang : negotiate_accept(app->text, req->accept_language)};
}

/* nginx asks whether a body may follow; of a refusal it learns no more, and comes again for the answer. */
static void
answer_announced(struct exchange *exchange, enum err_code code)
{
    bool may = code == ERR_OK && exchange->resp->status == 204;

    response_reset(exchange->resp);
    response_status(exchange->resp, may ? 204 : 403);
}

static void
pool_handle(void *state, struct request *req, struct response *resp)
{
    struct app *app = state;
    int64_t started = clock_steady_now();
    struct exchange exchange = make_exchange(app, req, resp);
    struct err err = {0};
    enum err_code code;

    log_request(req->id);
    db_statements_reset(app->db);
    code = dispatch(&exchange, &err);
    if (req->body_state == REQUEST_BODY_ANNOUNCED)
        answer_announced(&exchange, code);
    else if (code != ERR_OK)
        dispatch_error(&exchange, &err);
    body_discard(req);
    log_exchange(&exchange, clock_steady_now() - started, db_statements(app->db));
    log_request(NULL);
}

static void
pool_refuse(void *state, struct request *req, struct response *resp, const struct err *err)
{
    struct exchange exchange = make_exchange(state, req, resp);

    if (req->body_state == REQUEST_BODY_ANNOUNCED)
        answer_announced(&exchange, err->code);
    else
        dispatch_error(&exchange, err);
    log_exchange(&exchange, 0, 0);
}

int
app_run(const struct app_conf *conf, int argc, char **argv)
{
    static const struct option_spec specs[] = {SETUP_CONFIG_OPTION, {0}};
    TALLOC_CTX *mem = mem_new(NULL, "main");
    const struct option_call call = {.program = mem_printf(mem, "imi-%s", conf->endpoint), .operands = "", .options = specs,
                                     .does = "An endpoint of IMI: answers requests that nginx passes to its socket."};
    struct options options;
    int status = option_read(&call, &options, argc, argv);
    struct start start = {.conf = conf};
    struct pool_app pool = {.setup = &start, .start = pool_start, .worker_start = pool_worker_start,
                            .handle = pool_handle, .refuse = pool_refuse, .worker_end = pool_worker_end};
    const struct config *config;
    struct pool_settings settings = {0};
    struct err err = {0};
    enum err_code code;

    if (status >= 0)
        return status;
    start.config_path = setup_config_path(mem, option_value(&options, "config"));
    log_start(call.program, LOG_INFO);
    code = config_load(mem, start.config_path, &config, &err);
    if (code == ERR_OK) {
        settings.socket_path = mem_printf(mem, "%s/%s.sock", config->sockets, conf->endpoint);
        settings.workers = config->workers;
        code = pool_run(&settings, &pool, &err);
    }
    if (code != ERR_OK)
        fprintf(stderr, "%s: %s\n", call.program, err.detail);
    talloc_free(mem);
    return code == ERR_OK ? 0 : 1;
}
