/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A request, read once and checked. Lives as long as its talloc context `mem`, which ends after the
 * answer is sent.
 *
 * What the client says about itself stands in the fields below and is never taken for its identity. The
 * client's address, the scheme and the request number come from parameters that only our own nginx
 * configuration sets (conf/nginx/imi-fastcgi.conf names exactly those that request.c reads). The Host
 * header is not read at all: links are made from the configured address.
 */
#ifndef IMI_HTTP_REQUEST_H
#define IMI_HTTP_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#include "base/err.h"
#include "base/limits.h"
#include "http/form.h"

enum method {
    METHOD_OTHER = 0, /* matches no route */
    METHOD_GET = 1,
    METHOD_HEAD = 2,
    METHOD_POST = 4,
    METHOD_PUT = 8,
    METHOD_PATCH = 16,
    METHOD_DELETE = 32
};


/* Where the body's bytes come from: fills up to `size` bytes; 0 at the end. */
struct body_source {
    size_t (*read)(void *data, void *bytes, size_t size);
    void *data;
};

/* Where the body is. nginx asks before it takes in a large one, and has its own refusals explained (conf/nginx/). */
enum request_body {
    REQUEST_BODY_HERE,      /* the usual */
    REQUEST_BODY_ANNOUNCED, /* it would follow: may it? Answered by 204 or 403 alone */
    REQUEST_BODY_REFUSED,   /* it was not taken, since the announcement was answered by 403: the answer says why */
    REQUEST_BODY_TOO_LARGE  /* it was not taken, since it is larger than nginx lets through to any address like this */
};

struct request {
    TALLOC_CTX *mem;
    enum method method;
    const char *path;                            /* decoded; begins with '/' */
    const char *segments[LIMIT_PATH_SEGMENTS];  /* "/a/b" = a, b; "/a/" = a, ""; "/" = "" */
    size_t segment_count;
    const struct form *query;   /* never NULL */
    const struct form *cookies; /* never NULL */

    /* As the client sent them; NULL where absent or empty. Valid UTF-8 without control characters. */
    const char *accept;
    const char *accept_language;
    const char *authorization;
    const char *content_disposition;
    const char *content_type;
    const char *if_match;
    const char *idempotency_key;
    const char *origin;
    const char *sec_fetch_site;
    const char *user_agent;
    int64_t content_length; /* bytes; 0 where there is no body */

    /* From our nginx */
    const char *client_address; /* text of an IP address, or "" */
    const char *id;             /* request number for logs and error pages, [0-9A-Za-z_-]{1,64}, or "" */
    bool https;

    struct body_source body;
    int64_t body_left; /* bytes of the body not read yet; 0 where it is not here */
    enum request_body body_state;
    const char *(*parameter)(void *data, const char *name);
    void *parameter_data;
};

/*
 * request_read - check the parameters of one request and fill `*req`, which is allocated on `mem`.
 *
 * parameter  gives the value of a FastCGI parameter, or NULL
 * body       where the body will be read from, by body.h
 * *req       set also on error, with what could be read, so that an error page can be made
 * Errors: ERR_BAD_REQUEST the address, a header or Content-Length is malformed (caller: answer 400).
 */
enum err_code request_read(TALLOC_CTX *mem, const char *(*parameter)(void *data, const char *name),
                           void *parameter_data, struct body_source body, struct request **req,
                           struct err *err) ERR_MUST_CHECK;

/*
 * request_trusted - a parameter set by the host's nginx, for sign-in by a proxy (IMI_AUTH_USER).
 * Only names that begin with IMI_ are given out: HTTP_* and REMOTE_USER can be set by anybody.
 * NULL where absent, empty, or not clean UTF-8.
 */
const char *request_trusted(const struct request *req, const char *name);

/* request_cookie - the cookie that response_cookie() set under this name; NULL where absent or sent twice. */
const char *request_cookie(const struct request *req, const char *name);

/* request_media_type - the Content-Type in lower case without its parameters; "" where absent. Memory: the request. */
const char *request_media_type(const struct request *req);

/*
 * request_filename - the name of a file that is the whole body, from `Content-Disposition: attachment; filename=...`
 * (filename*=UTF-8''... goes before it), or NULL; read as the names of a form are (http/filename.h). In memory of the
 * request.
 */
const char *request_filename(const struct request *req);

/* request_bearer - the token of "Authorization: Bearer ...", or NULL. */
const char *request_bearer(const struct request *req);

/* request_method_name - "GET" ...; "OTHER" for what no route takes. */
const char *request_method_name(enum method method);

#endif
