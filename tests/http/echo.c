/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A small endpoint for tests of lib/http: it answers with what it understood. Nothing of the product is in it.
 *
 *   echo SOCKET WORKERS [MAX_REQUESTS]
 *
 * /echo  the request in lines     /slow?ms=N  waits     /form  pairs of a form     /json  length of a body
 * /big?bytes=N  a streamed answer     /page?bytes=N  an answer in one piece     /generation  number of the load
 * /broken  a stream that ends too early     /ticks  housekeeping calls of this worker
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "http/body.h"
#include "http/input.h"
#include "http/pool.h"
#include "http/route.h"

#define FORM_LIMIT_BYTES (4 * 1024 * 1024)

struct state {
    int generation;
    int ticks;
};

struct exchange {
    const struct state *state;
    struct request *req;
    struct response *resp;
    struct route_match match;
};

static const struct input_field query_fields[] = {
    {"ms", INPUT_NUMBER, .min = 0, .max = 20000},
    {"bytes", INPUT_NUMBER, .min = 1, .max = 1000000000},
};
static const struct input_spec query_spec = INPUT_SPEC(query_fields);

static int64_t
asked(const struct exchange *exchange, const char *name)
{
    return input_number(input_check(exchange->req->mem, &query_spec, exchange->req->query), name, 1);
}

static enum err_code
echo(struct exchange *exchange, struct err *err)
{
    const struct request *req = exchange->req;
    struct buf *body = exchange->resp->body;

    (void)err;
    buf_printf(body, "method %s\npath %s\naddress %s\nid %s\nhttps %d\n", request_method_name(req->method), req->path,
               req->client_address, req->id, req->https);
    buf_printf(body, "user %s\n", request_trusted(req, "IMI_AUTH_USER") != NULL ? "set" : "none");
    for (size_t i = 0; i < req->query->count; i++)
        buf_printf(body, "query %s=%s\n", req->query->pairs[i].name, req->query->pairs[i].value);
    return ERR_OK;
}

static enum err_code
slow(struct exchange *exchange, struct err *err)
{
    int64_t ms = asked(exchange, "ms");
    struct timespec wait = {.tv_sec = (time_t)(ms / 1000), .tv_nsec = (long)(ms % 1000 * 1000000)};

    (void)err;
    while (nanosleep(&wait, &wait) != 0)
        ;
    buf_puts(exchange->resp->body, "done\n");
    return ERR_OK;
}

static enum err_code
generation(struct exchange *exchange, struct err *err)
{
    (void)err;
    buf_printf(exchange->resp->body, "%d\n", exchange->state->generation);
    return ERR_OK;
}

static enum err_code
ticks(struct exchange *exchange, struct err *err)
{
    (void)err;
    buf_printf(exchange->resp->body, "%d\n", exchange->state->ticks);
    return ERR_OK;
}

/* ---- bodies ---- */

static enum err_code
file_begin(void *data, const struct form *form, const char *field, const char *filename, const char *type, void **file,
           struct err *err)
{
    (void)form, (void)field, (void)filename, (void)type, (void)err;
    *file = mem_zero(data, size_t);
    return ERR_OK;
}

static enum err_code
file_bytes(void *data, void *file, const void *bytes, size_t length, struct err *err)
{
    (void)data, (void)bytes, (void)err;
    *(size_t *)file += length;
    return ERR_OK;
}

static enum err_code
file_end(void *data, void *file, struct err *err)
{
    (void)data, (void)file, (void)err;
    return ERR_OK;
}

static enum err_code
form(struct exchange *exchange, struct err *err)
{
    struct form_sink sink = {file_begin, file_bytes, file_end, exchange->req->mem};
    struct form *sent;

    TRY(body_form(exchange->req->mem, exchange->req, &sink, FORM_LIMIT_BYTES, &sent, err));
    for (size_t i = 0; i < sent->count; i++) {
        const struct form_pair *pair = &sent->pairs[i];

        if (pair->file != NULL)
            buf_printf(exchange->resp->body, "file %s=%s %zu\n", pair->name, pair->value, *(size_t *)pair->file);
        else
            buf_printf(exchange->resp->body, "text %s=%s\n", pair->name, pair->value);
    }
    return ERR_OK;
}

static enum err_code
json(struct exchange *exchange, struct err *err)
{
    const char *bytes;
    size_t length;

    TRY(body_read(exchange->req->mem, exchange->req, "application/json", 1000, &bytes, &length, err));
    buf_printf(exchange->resp->body, "json %zu\n", length);
    return ERR_OK;
}

/* ---- big answers ---- */

struct big {
    char piece[65536];
    uint64_t left;
};

static enum err_code
next_piece(void *data, const void **bytes, size_t *length, struct err *err)
{
    struct big *big = data;

    (void)err;
    *bytes = big->piece;
    *length = big->left < sizeof big->piece ? (size_t)big->left : sizeof big->piece;
    big->left -= *length;
    return ERR_OK;
}

static enum err_code
big(struct exchange *exchange, struct err *err)
{
    struct big *made = mem_zero(exchange->req->mem, struct big);

    (void)err;
    made->left = (uint64_t)asked(exchange, "bytes");
    memset(made->piece, 'x', sizeof made->piece);
    response_attachment(exchange->resp, "application/octet-stream", "b\"ø.bin");
    response_stream(exchange->resp, next_piece, made, made->left);
    return ERR_OK;
}

static enum err_code
broken(struct exchange *exchange, struct err *err)
{
    struct big *made = mem_zero(exchange->req->mem, struct big);

    (void)err;
    made->left = 200000;
    response_stream(exchange->resp, next_piece, made, 300000);
    return ERR_OK;
}

static enum err_code
page(struct exchange *exchange, struct err *err)
{
    (void)err;
    for (int64_t left = asked(exchange, "bytes"); left > 0; left--)
        buf_putc(exchange->resp->body, 'p');
    return ERR_OK;
}

/* ---- the endpoint ---- */

static const struct route routes[] = {
    {METHOD_GET, "/echo", echo},
    {METHOD_GET, "/echo/{any}", echo},
    {METHOD_GET | METHOD_POST, "/slow", slow},
    {METHOD_GET, "/generation", generation},
    {METHOD_POST, "/form", form},
    {METHOD_POST, "/json", json},
    {METHOD_GET, "/big", big},
    {METHOD_GET, "/page", page},
    {METHOD_GET, "/broken", broken},
    {METHOD_GET, "/ticks", ticks},
};
static const struct route_table table = ROUTE_TABLE(routes);

static enum err_code
start(TALLOC_CTX *mem, void *setup, void **state, struct err *err)
{
    static int loads;
    struct state *made = mem_zero(mem, struct state);

    (void)setup;
    TRY(route_check(&table, err));
    if (getenv("ECHO_REFUSE") != NULL && access(getenv("ECHO_REFUSE"), F_OK) == 0)
        return FAIL(err, ERR_DECLARED, "told to refuse");
    made->generation = ++loads;
    *state = made;
    return ERR_OK;
}

static enum err_code
worker_start(void *state, struct err *err)
{
    (void)state;
    if (getenv("ECHO_WORKER_FAILS") != NULL && access(getenv("ECHO_WORKER_FAILS"), F_OK) == 0)
        return FAIL(err, ERR_INTERNAL, "told to fail");
    return ERR_OK;
}

static void
handle(void *state, struct request *req, struct response *resp)
{
    struct exchange exchange = {.state = state, .req = req, .resp = resp};
    struct err err = {0};
    enum err_code code = route_find(&table, req, &exchange.match, &err);

    response_type(resp, "text/plain");
    if (code == ERR_OK)
        code = exchange.match.route->handler(&exchange, &err);
    if (code == ERR_OK)
        return;
    response_error(resp, &err);
    if (code == ERR_METHOD)
        response_header(resp, "Allow", exchange.match.allow);
}

static void
refuse(void *state, struct request *req, struct response *resp, const struct err *err)
{
    (void)state, (void)req;
    response_error(resp, err);
    response_header(resp, "X-Refused", "yes");
}

static void
tick(void *state)
{
    ((struct state *)state)->ticks++;
}

static void
worker_end(void *state)
{
    (void)state;
    log_line(LOG_INFO, "worker ended", NULL);
}

int
main(int argc, char **argv)
{
    struct pool_settings settings = {.socket_mode = 0666};
    struct pool_app app = {.start = start,
                           .worker_start = worker_start,
                           .handle = handle,
                           .refuse = refuse,
                           .tick = tick,
                           .worker_end = worker_end};
    struct err err = {0};

    log_start("echo", LOG_INFO);
    if (argc < 3) {
        fputs("echo SOCKET WORKERS [MAX_REQUESTS]\n", stderr);
        return 2;
    }
    settings.socket_path = argv[1];
    settings.workers = (unsigned)strtoul(argv[2], NULL, 10);
    settings.max_requests = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 0;
    if (pool_run(&settings, &app, &err) != ERR_OK) {
        log_err(LOG_ERROR, "not started", &err);
        return 1;
    }
    return 0;
}
