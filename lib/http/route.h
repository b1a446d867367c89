/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The table of addresses: what each row needs, takes and answers. Only the type and the matching live
 * here; app checks the needs before it calls the handler, and OpenAPI is made from the same rows.
 */
#ifndef IMI_HTTP_ROUTE_H
#define IMI_HTTP_ROUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "http/input.h"
#include "http/request.h"
#include "model/model.h"

#define ROUTE_MAX_CAPTURES 6

enum route_sign_in {
    ROUTE_OPEN,    /* anybody */
    ROUTE_SESSION, /* a page: a signed-in person, else 303 to /sign-in */
    ROUTE_TOKEN    /* the API: a bearer token, else 401 */
};

enum route_body {
    ROUTE_NO_BODY,
    ROUTE_FORM,  /* urlencoded or multipart without files */
    ROUTE_FILES, /* multipart with files: the handler calls body_form() with its sink */
    ROUTE_JSON
};

struct exchange; /* app's: request, answer, who is asking, database */

typedef enum err_code route_handler(struct exchange *exchange, struct err *err);

struct route {
    unsigned methods;    /* enum method, or'ed; GET brings HEAD with it */
    const char *pattern; /* "/{area}/cases/{ref}"; a name in braces takes one whole, non-empty segment */
    route_handler *handler;
    enum route_sign_in sign_in;
    const char *right;    /* what app asks access for; NULL = none. Opaque here */
    bool csrf;            /* the form must carry the session's token */
    enum route_body body;
    size_t max_body_bytes; /* 0 = LIMIT_BODY_BYTES */
    const struct input_spec *input;          /* query of a GET, form of a POST; NULL = handler builds its own */
    const char *limit;                       /* class of rate limit; NULL = the usual. Opaque here */
    const char *summary;                     /* msgid, for OpenAPI and the page of addresses */
    const struct model_table *request_model; /* API: the JSON body; NULL = none */
    const struct model_table *answer_model;  /* API: the JSON answer; NULL = none */
};

struct route_table {
    const struct route *routes;
    size_t count;
};

#define ROUTE_TABLE(array) {(array), sizeof(array) / sizeof((array)[0])}

struct route_match {
    const struct route *route;
    struct {
        const char *name; /* inside the braces; not NUL-terminated there */
        size_t name_length;
        const char *value; /* segment of the request */
    } captures[ROUTE_MAX_CAPTURES];
    size_t capture_count;
    char allow[64]; /* with ERR_METHOD: the value for the Allow header */
};

/*
 * route_find - the row for a request. Where several patterns fit, a literal segment goes before a capture,
 * compared from the left; then the earlier row.
 * Errors: ERR_NOT_FOUND no pattern fits (404); ERR_METHOD one does, but not with this method (405, `allow` set).
 */
enum err_code route_find(const struct route_table *table, const struct request *req, struct route_match *match,
                         struct err *err) ERR_MUST_CHECK;

/* route_capture - the segment under a name of the pattern, or NULL where the pattern has no such name. */
const char *route_capture(const struct route_match *match, const char *name);

/*
 * route_check - whether a table is in order: patterns well-formed, methods and handlers given, no row that an
 * earlier one hides. To be asked once, at start.
 * Errors: ERR_DECLARED with the pattern in the detail.
 */
enum err_code route_check(const struct route_table *table, struct err *err) ERR_MUST_CHECK;

/* route_has - whether a table has this very pattern: what is not there is not linked to. */
bool route_has(const struct route_table *table, const char *pattern);

#endif
