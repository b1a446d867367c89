/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/response.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "http/url.h"

#define MAX_HEADER_VALUE_BYTES 4096
#define USUAL_HEAD_BYTES 2048
#define MAX_HEAD_BYTES ((size_t)RESPONSE_MAX_HEADERS * (MAX_HEADER_VALUE_BYTES + 256))

/*
 * Referrer-Policy is same-origin and not no-referrer: with the latter browsers send "Origin: null" with our
 * own forms, and the check of where a form came from would have nothing to look at.
 */
static const struct response_header defaults[] = {
    {"Content-Type", "text/html; charset=utf-8"},
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
     "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"},
};

static void
spoil(struct response *resp, const char *why)
{
    if (resp->spoiled == NULL)
        resp->spoiled = why;
}

struct response *
response_new(const struct request *req)
{
    struct response *resp = mem_zero(req->mem, struct response);

    resp->mem = req->mem;
    resp->req = req;
    resp->body = buf_new(resp, RESPONSE_MAX_BODY_BYTES);
    response_reset(resp);
    return resp;
}

void
response_reset(struct response *resp)
{
    resp->status = 200;
    resp->spoiled = NULL;
    resp->stream = NULL;
    resp->stream_length = 0;
    buf_clear(resp->body);
    memcpy(resp->headers, defaults, sizeof defaults);
    resp->header_count = sizeof defaults / sizeof defaults[0];
    if (resp->req->https)
        response_header(resp, "Strict-Transport-Security", "max-age=63072000; includeSubDomains");
}

void
response_status(struct response *resp, int status)
{
    if (status < 200 || status > 599)
        spoil(resp, "status out of range");
    else
        resp->status = status;
}

static bool
header_name_possible(const char *name)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
    size_t length = strlen(name);

    return length > 0 && length <= 128 && strspn(name, allowed) == length;
}

static bool
header_value_possible(const char *value)
{
    size_t length = strlen(value);

    return length <= MAX_HEADER_VALUE_BYTES && utf8_valid(value, length) && utf8_clean_line(value, length);
}

static void
add_header(struct response *resp, size_t at, const char *name, const char *value)
{
    if (at == RESPONSE_MAX_HEADERS) {
        spoil(resp, "too many headers");
        return;
    }
    resp->headers[at] = (struct response_header){mem_copy(resp, name), mem_copy(resp, value)};
    if (at == resp->header_count)
        resp->header_count++;
}

void
response_header(struct response *resp, const char *name, const char *value)
{
    size_t at = 0;

    if (!header_name_possible(name) || (value != NULL && !header_value_possible(value))) {
        spoil(resp, "a header with a control character, or too long");
        return;
    }
    while (at < resp->header_count && strcasecmp(resp->headers[at].name, name) != 0)
        at++;
    if (value != NULL)
        add_header(resp, at, name, value);
    else if (at < resp->header_count)
        resp->headers[at] = resp->headers[--resp->header_count];
}

void
response_type(struct response *resp, const char *type)
{
    bool text = strncmp(type, "text/", 5) == 0 && strchr(type, ';') == NULL;

    response_header(resp, "Content-Type", text ? mem_printf(resp, "%s; charset=utf-8", type) : type);
}

bool
response_is_own_path(const char *path)
{
    if (path == NULL || path[0] != '/' || path[1] == '/' || strlen(path) > LIMIT_PATH_BYTES)
        return false;
    for (const unsigned char *c = (const unsigned char *)path; *c != '\0'; c++)
        if (*c <= 0x20 || *c >= 0x7f || *c == '\\')
            return false;
    return true;
}

void
response_redirect(struct response *resp, const char *path)
{
    if (!response_is_own_path(path)) {
        spoil(resp, "a redirect that is not to an own path");
        return;
    }
    response_status(resp, 303);
    response_header(resp, "Location", path);
    buf_clear(resp->body);
}

static bool
cookie_value_possible(const char *value)
{
    for (const unsigned char *c = (const unsigned char *)value; *c != '\0'; c++)
        if (*c <= 0x20 || *c >= 0x7f || strchr("\",;\\", *c) != NULL)
            return false;
    return true;
}

void
response_cookie(struct response *resp, const char *name, const char *value, int64_t max_age_s)
{
    bool https = resp->req->https;
    const char *age = "";

    if (!cookie_value_possible(value) || strspn(name, "abcdefghijklmnopqrstuvwxyz_") != strlen(name)) {
        spoil(resp, "a cookie with characters that no cookie may have");
        return;
    }
    if (value[0] == '\0')
        age = "; Max-Age=0";
    else if (max_age_s > 0)
        age = mem_printf(resp, "; Max-Age=%" PRId64, max_age_s);
    add_header(resp, resp->header_count, "Set-Cookie",
               mem_printf(resp, "%s%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s", https ? "__Host-" : "", name, value,
                          https ? "; Secure" : "", age));
}

/* The name for those who know only ASCII: what could end or change the quoted text becomes _. */
static char *
ascii_name(TALLOC_CTX *mem, const char *filename)
{
    char *copy = mem_copy(mem, filename);

    for (char *c = copy; *c != '\0'; c++)
        if (*c < 0x20 || *c >= 0x7f || strchr("\"\\%/", *c) != NULL)
            *c = '_';
    return copy;
}

void
response_attachment(struct response *resp, const char *type, const char *filename)
{
    response_type(resp, type);
    response_header(resp, "Content-Disposition",
                    mem_printf(resp, "attachment; filename=\"%s\"; filename*=UTF-8''%s",
                               ascii_name(resp, filename), url_encode(resp, filename)));
    response_header(resp, "Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
}

void
response_stream(struct response *resp, response_source *source, void *data, uint64_t length)
{
    resp->stream = source;
    resp->stream_data = data;
    resp->stream_length = length;
}

void
response_error(struct response *resp, const struct err *err)
{
    response_reset(resp);
    response_status(resp, err_status(err->code));
    response_type(resp, "text/plain");
    if (err->retry_after_s > 0)
        response_header(resp, "Retry-After", mem_printf(resp, "%u", err->retry_after_s));
    buf_printf(resp->body, "%s\n", err_title(err->code));
}

static bool
has_body(const struct response *resp)
{
    return resp->status != 204 && resp->status != 304;
}

static void
write_head(const struct response *resp, struct buf *out)
{
    uint64_t length = resp->stream != NULL ? resp->stream_length : resp->body->length;

    buf_printf(out, "Status: %d\r\n", resp->status);
    for (size_t i = 0; i < resp->header_count; i++) {
        if (!has_body(resp) && strcasecmp(resp->headers[i].name, "Content-Type") == 0)
            continue;
        buf_printf(out, "%s: %s\r\n", resp->headers[i].name, resp->headers[i].value);
    }
    if (has_body(resp))
        buf_printf(out, "Content-Length: %" PRIu64 "\r\n", length);
    buf_puts(out, "\r\n");
}

static bool
send_stream(struct response *resp, response_write *write, void *data)
{
    uint64_t left = resp->stream_length;
    struct err err = {0};
    const void *bytes;
    size_t length;

    while (left > 0) {
        length = 0;
        if (resp->stream(resp->stream_data, &bytes, &length, &err) != ERR_OK) {
            log_err(LOG_ERROR, "streamed answer broken off", &err);
            return false;
        }
        if (length == 0 || length > left) {
            log_line(LOG_ERROR, "streamed answer is not as long as it said", NULL);
            return false;
        }
        if (!write(data, bytes, length))
            return false;
        left -= length;
    }
    return true;
}

static void
mend_spoiled(struct response *resp)
{
    struct err err = {0};

    if (resp->spoiled == NULL && !buf_full(resp->body))
        return;
    (void)FAIL(&err, ERR_INTERNAL, "answer spoiled: %s", resp->spoiled != NULL ? resp->spoiled : "body over its limit");
    log_err(LOG_ERROR, "answer not sent", &err);
    response_error(resp, &err);
}

bool
response_send(struct response *resp, response_write *write, void *data)
{
    struct buf *out;

    mend_spoiled(resp);
    out = buf_new(resp, MAX_HEAD_BYTES);
    buf_reserve(out, USUAL_HEAD_BYTES);
    write_head(resp, out);
    if (buf_full(out) || !write(data, out->data, out->length))
        return false;
    if (!has_body(resp) || resp->req->method == METHOD_HEAD)
        return true;
    return resp->stream != NULL ? send_stream(resp, write, data) : write(data, resp->body->data, resp->body->length);
}
