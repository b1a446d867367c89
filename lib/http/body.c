/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/body.h"

#include <string.h>

#include "base/mem.h"

#define PIECE_BYTES (64 * 1024)

/* The next bytes of the body, never more than Content-Length promised; 0 at its end, early or not. */
static size_t
next_piece(struct request *req, void *bytes, size_t size)
{
    size_t got;

    if ((uint64_t)size > (uint64_t)req->body_left)
        size = (size_t)req->body_left;
    got = size > 0 ? req->body.read(req->body.data, bytes, size) : 0;
    req->body_left -= (int64_t)got;
    return got;
}

static enum err_code
check_length(const struct request *req, size_t max_bytes, struct err *err)
{
    if ((uint64_t)req->content_length > (uint64_t)max_bytes)
        return FAIL(err, ERR_TOO_LARGE, "body over %zu bytes", max_bytes);
    return ERR_OK;
}

static enum err_code
read_whole(TALLOC_CTX *mem, struct request *req, size_t max_bytes, const char **bytes, size_t *length,
           struct err *err)
{
    char *all;
    size_t used = 0, got;

    TRY(check_length(req, max_bytes, err));
    all = mem_size(mem, (size_t)req->content_length + 1);
    while ((got = next_piece(req, all + used, (size_t)req->body_left)) > 0)
        used += got;
    if (req->body_left > 0)
        return FAIL(err, ERR_BAD_REQUEST, "body cut short");
    all[used] = '\0';
    *bytes = all;
    *length = used;
    return ERR_OK;
}

enum err_code
body_read(TALLOC_CTX *mem, struct request *req, const char *media_type, size_t max_bytes, const char **bytes,
          size_t *length, struct err *err)
{
    if (strcmp(request_media_type(req), media_type) != 0)
        return FAIL(err, ERR_MEDIA_TYPE, "Content-Type is not %s", media_type);
    return read_whole(mem, req, max_bytes != 0 ? max_bytes : LIMIT_BODY_BYTES, bytes, length, err);
}

static enum err_code
read_multipart(TALLOC_CTX *mem, struct request *req, const struct form_sink *sink, struct form *form,
               struct err *err)
{
    struct multipart *multipart;
    char *piece = mem_size(req->mem, PIECE_BYTES);
    size_t got;

    TRY(multipart_new(mem, req->content_type, form, sink, &multipart, err));
    while ((got = next_piece(req, piece, PIECE_BYTES)) > 0)
        TRY(multipart_feed(multipart, piece, got, err));
    if (req->body_left > 0)
        return FAIL(err, ERR_BAD_REQUEST, "body cut short");
    return multipart_end(multipart, err);
}

enum err_code
body_form(TALLOC_CTX *mem, struct request *req, const struct form_sink *sink, size_t max_bytes, struct form **form,
          struct err *err)
{
    const char *type = request_media_type(req), *bytes;
    size_t length;

    if (max_bytes == 0)
        max_bytes = LIMIT_BODY_BYTES;
    if (strcmp(type, "application/x-www-form-urlencoded") == 0) {
        if (max_bytes > LIMIT_FORM_TEXT_BYTES)
            max_bytes = LIMIT_FORM_TEXT_BYTES;
        TRY(read_whole(mem, req, max_bytes, &bytes, &length, err));
        return form_parse(mem, bytes, length, form, err);
    }
    if (strcmp(type, "multipart/form-data") != 0)
        return FAIL(err, ERR_MEDIA_TYPE, "not a form");
    TRY(check_length(req, max_bytes, err));
    *form = form_new(mem);
    return read_multipart(mem, req, sink, *form, err);
}

void
body_discard(struct request *req)
{
    char piece[8192];

    while (next_piece(req, piece, sizeof piece) > 0)
        ;
    /* The record that ends the body, too: nginx takes a close before it has sent that for a failure. */
    if (req->content_length > 0)
        (void)req->body.read(req->body.data, piece, 1);
}
