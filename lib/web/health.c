/* SPDX-License-Identifier: EUPL-1.2 */
/* Watching. These answers need no sign-in and tell nothing about people or cases. */
#include <string.h>

#include "access/installation.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "web/core.h"
#include "web/health.h"

#define LANE_LATE_S 900 /* a clerk that has not worked for so long is told in the log; it stops no page */

static void
say(struct exchange *exchange, int status, const char *text)
{
    response_status(exchange->resp, status);
    response_type(exchange->resp, "text/plain");
    buf_clear(exchange->resp->body);
    buf_puts(exchange->resp->body, text);
}

enum err_code
health_live(struct exchange *exchange, struct err *err)
{
    (void)err;
    say(exchange, 200, "alive\n");
    return ERR_OK;
}

static void
note_lane(const struct installation_readiness *readiness)
{
    int64_t age = readiness->slowest_lane == DB_NO_MOMENT ? 0 : clock_machine_now() - readiness->slowest_lane;

    if (age > LANE_LATE_S * CLOCK_SECOND)
        log_line(LOG_WARNING, "the clerk is late", "seconds", log_number(age / CLOCK_SECOND), NULL);
}

/* 200 ready; 503 and the reason in one word, with the rest in the log. */
enum err_code
health_ready(struct exchange *exchange, struct err *err)
{
    struct app *app = (struct app *)exchange->app;
    struct installation_readiness *readiness;
    enum err_code code = installation_ready(exchange->mem, app->db, &readiness, err);

    if (code == ERR_OK && (strcmp(readiness->mode, "training") == 0) != app->config->training)
        code = FAIL(err, ERR_CONFIG, "the database is a %s installation", readiness->mode);
    if (code == ERR_OK)
        code = core_check_published(app, err);
    if (code == ERR_OK) {
        note_lane(readiness);
        say(exchange, 200, "ready\n");
        return ERR_OK;
    }
    log_err(LOG_WARNING, "not ready", err);
    say(exchange, 503, code == ERR_DECLARED ? "published flows differ or are missing: run imictl migrate\n"
                       : code == ERR_NOT_FOUND || code == ERR_INTERNAL ? "database not migrated\n"
                       : code == ERR_CONFIG ? "wrong mode\n" : "database away\n");
    response_header(exchange->resp, "Retry-After", "5");
    return ERR_OK;
}

/* Only for this machine: nginx gives the real address, and a direct caller of the socket has none. */
enum err_code
health_metrics(struct exchange *exchange, struct err *err)
{
    const char *address = exchange->req->client_address;

    if (*address != '\0' && strcmp(address, "::1") != 0 && strncmp(address, "127.", 4) != 0)
        return FAIL(err, ERR_NOT_FOUND, "metrics are for this machine only");
    say(exchange, 200, "");
    response_header(exchange->resp, "Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    metrics_write(exchange->resp->body, exchange->app->core->metrics, exchange->app->endpoint);
    return ERR_OK;
}

/* The operator's colour: the sheet of the site asks for it as a variable. */
enum err_code
brand_sheet(struct exchange *exchange, struct err *err)
{
    (void)err;
    say(exchange, 200, "");
    buf_printf(exchange->resp->body, ":root{--imi-brand:%s}\n", exchange->app->config->site_accent);
    response_type(exchange->resp, "text/css");
    response_header(exchange->resp, "Cache-Control", "public, max-age=86400");
    return ERR_OK;
}
