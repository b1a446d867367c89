/* SPDX-License-Identifier: EUPL-1.2 */
/* A request without a server: parameters from an array of names and values, a body from a string. */
#ifndef IMI_TESTS_FAKE_REQUEST_H
#define IMI_TESTS_FAKE_REQUEST_H

#include <string.h>

#include "http/request.h"

struct fake_body {
    const char *bytes;
    size_t left;
    size_t piece; /* at most so many bytes at once; 0 = all */
};

static inline const char *
fake_parameter(void *data, const char *name)
{
    for (const char *const *pair = data; pair[0] != NULL; pair += 2)
        if (strcmp(pair[0], name) == 0)
            return pair[1];
    return NULL;
}

static inline size_t
fake_read(void *data, void *bytes, size_t size)
{
    struct fake_body *body = data;
    size_t got = size < body->left ? size : body->left;

    if (body->piece > 0 && got > body->piece)
        got = body->piece;
    memcpy(bytes, body->bytes, got);
    body->bytes += got;
    body->left -= got;
    return got;
}

/* parameters: name, value, name, value, ..., NULL. body may be NULL. */
static inline enum err_code
fake_request(TALLOC_CTX *mem, const char *const *parameters, struct fake_body *body, struct request **req,
             struct err *err)
{
    static struct fake_body none;
    struct body_source source = {fake_read, body != NULL ? body : &none};

    return request_read(mem, fake_parameter, (void *)(uintptr_t)parameters, source, req, err);
}

#endif
