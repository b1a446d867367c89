/* SPDX-License-Identifier: EUPL-1.2 */
/* The description of the API, OpenAPI 3.1, made from what the routes and field tables declare. */
#ifndef IMI_API_OPENAPI_H
#define IMI_API_OPENAPI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "model/model.h"

struct openapi_parameter {
    const char *name;
    const char *in;        /* "path", "query", "header" */
    const char *type;      /* "string", "integer", "boolean", "array" (of strings) */
    const char *format;    /* "date" or NULL */
    bool required;
    const char *const *values; /* allowed ones, NULL-ended; or NULL */
};

struct openapi_operation {
    const char *method;  /* "get", "post" ... */
    const char *path;    /* "/{area}/api/v1/cases/{ref}" */
    const char *id;      /* unique */
    const char *summary; /* in the reader's language */
    const char *tag;
    bool open;           /* needs no token */
    const struct openapi_parameter *parameters;
    size_t n_parameters;
    const struct model_table *request; /* NULL = none */
    bool free_request;                 /* a JSON object whose fields are declared data */
    const struct model_table *answer;  /* NULL = none */
    bool etag;                         /* the answer carries a version */
};

struct openapi_setup {
    const char *title;
    const char *version;
    const char *server;   /* address of the site */
    const char *contact;  /* mail or address; NULL = none */
    const struct openapi_operation *operations;
    size_t n_operations;
};

/*
 * openapi_write - append the document. Every field table met, also through others, becomes a schema; fields that may
 * hold personal data carry `x-personal`.
 * Errors: ERR_INTERNAL two tables of one name, two operations of one id, or no memory.
 */
enum err_code openapi_write(struct buf *buf, const struct openapi_setup *setup, struct err *err) ERR_MUST_CHECK;

#endif
