/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * An answer, built whole before its first byte leaves (or streamed with its length known), always with
 * the security headers (ASVS 5.0.0-3.4) and Cache-Control: no-store unless said otherwise.
 *
 * The setters do not fail: a slip (CR or LF in a header, a redirect to a foreign place, a body over its
 * limit) spoils the answer, and a spoiled answer is sent as 500 with a line in the log.
 */
#ifndef IMI_HTTP_RESPONSE_H
#define IMI_HTTP_RESPONSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#include "base/buf.h"
#include "base/err.h"
#include "http/request.h"

#define RESPONSE_MAX_BODY_BYTES (8 * 1024 * 1024)
#define RESPONSE_MAX_HEADERS 40

struct response_header {
    const char *name;
    const char *value;
};

/*
 * Gives the next piece of a streamed body: *bytes stays valid until the next call; *length 0 = the end.
 * An error after the head is sent breaks the connection, so that the client sees that bytes are missing.
 */
typedef enum err_code response_source(void *data, const void **bytes, size_t *length, struct err *err);

struct response {
    TALLOC_CTX *mem;
    const struct request *req;
    int status;       /* 200 until set */
    struct buf *body; /* write into this; at most RESPONSE_MAX_BODY_BYTES */
    struct response_header headers[RESPONSE_MAX_HEADERS];
    size_t header_count;
    const char *spoiled; /* private reason why it cannot be sent; NULL = in order */
    response_source *stream;
    void *stream_data;
    uint64_t stream_length; /* bytes */
};

/* response_new - an empty 200 answer to `req`, in its memory. */
struct response *response_new(const struct request *req);

/* response_reset - forget all that was set, cookies too: for an error page in place of a half-built answer. */
void response_reset(struct response *resp);

/* response_status - set the status, 200..599. */
void response_status(struct response *resp, int status);

/* response_header - set a header in place of an earlier or default one; NULL removes it. Both are copied. */
void response_header(struct response *resp, const char *name, const char *value);

/* response_type - set Content-Type; a text type gets "; charset=utf-8". */
void response_type(struct response *resp, const char *type);

/*
 * response_redirect - 303 to a path of this site ("/tasks?due=7"). It must begin with one '/', not followed by
 * '/' or '\', and be visible ASCII: anything else spoils the answer.
 */
void response_redirect(struct response *resp, const char *path);

/* response_is_own_path - whether response_redirect() would take this path; ask it of a `next` that was sent. */
bool response_is_own_path(const char *path);

/*
 * response_cookie - set a cookie: Path=/, HttpOnly, SameSite=Lax; on https Secure and with the prefix
 * __Host- before its name (on plain http, which only a training installation on this machine has, neither).
 *
 * name       [a-z_]+; read back with request_cookie()
 * value      characters of RFC 6265, 4.1.1; "" removes the cookie
 * max_age_s  seconds; 0 = until the browser closes
 */
void response_cookie(struct response *resp, const char *name, const char *value, int64_t max_age_s);

/*
 * response_attachment - a file to be saved, never shown: Content-Disposition per RFC 6266, and a policy that
 * shuts in whatever a browser might make of it (ASVS 5.0.0-3.2.1, 5.4.2).
 */
void response_attachment(struct response *resp, const char *type, const char *filename);

/* response_stream - the body comes piece by piece from `source` and is `length` bytes long. */
void response_stream(struct response *resp, response_source *source, void *data, uint64_t length);

/* response_error - a plain answer for an error, for use where no page can be made; also sets Retry-After. */
void response_error(struct response *resp, const struct err *err);

/* Takes bytes of the answer; false when the peer is gone. */
typedef bool response_write(void *data, const void *bytes, size_t length);

/*
 * response_send - write status line, headers and body. For HEAD, 204 and 304 no body follows.
 * Returns false when the answer could not be sent whole: the caller closes the connection.
 */
bool response_send(struct response *resp, response_write *write, void *data);

#endif
