/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Names and values as they were sent: query strings, cookies, urlencoded and multipart bodies become one
 * list of pairs. Everything is checked once here: UTF-8, no NUL, limits; names outside
 * [A-Za-z0-9_.-]{1,128} are dropped and counted. What the values mean is input.h's matter.
 *
 * All functions work on bytes, so that they can be fuzzed without a server.
 */
#ifndef IMI_HTTP_FORM_H
#define IMI_HTTP_FORM_H

#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#include "base/err.h"
#include "base/limits.h"

#define FORM_MAX_HEADER_LINE_BYTES 8192 /* multipart */
#define FORM_MAX_BOUNDARY_BYTES 70

struct form_pair {
    const char *name;
    const char *value; /* valid UTF-8 without NUL; of a file: its name without folders */
    void *file;        /* what the sink's begin gave; NULL for text */
};

struct form {
    struct form_pair *pairs;
    size_t count;
    size_t dropped; /* pairs whose names no field can have */
    size_t seen;    /* all pairs, for the limit */
    size_t capacity;
};

/* form_new - an empty list. */
struct form *form_new(TALLOC_CTX *mem);

/*
 * form_add - append a pair; the strings are kept, not copied. file is NULL for text.
 * Errors: ERR_BAD_REQUEST more than LIMIT_FORM_PAIRS pairs.
 */
enum err_code form_add(struct form *form, const char *name, const char *value, void *file,
                       struct err *err) ERR_MUST_CHECK;

/* form_value - the first value of a name, or NULL. */
const char *form_value(const struct form *form, const char *name);

/*
 * form_parse - read a query string or an application/x-www-form-urlencoded body.
 * Errors: ERR_BAD_REQUEST bad escape, not UTF-8, NUL, too many pairs.
 */
enum err_code form_parse(TALLOC_CTX *mem, const char *bytes, size_t length, struct form **form,
                         struct err *err) ERR_MUST_CHECK;

/*
 * form_parse_cookies - read a Cookie header (RFC 6265, 4.2). Values are not decoded. A pair that is not
 * well-formed is dropped and counted, since foreign cookies of the same host must not shut people out.
 * Errors: ERR_BAD_REQUEST more than LIMIT_FORM_PAIRS pairs.
 */
enum err_code form_parse_cookies(TALLOC_CTX *mem, const char *bytes, size_t length, struct form **form,
                                 struct err *err) ERR_MUST_CHECK;

/*
 * Where the bytes of uploaded files go, piece by piece; they are never held whole.
 *
 * begin  a file starts: `form` holds the text parts before it (so that a one-time token placed first can be
 *        checked before a byte is stored), `filename` has no folder, no control character and at most 255
 *        bytes, `type` is the declared media type in lower case or "". *file, not NULL, is kept in the pair. How many
 *        files there may be is for the sink to say.
 * bytes  the next piece, 1 byte or more
 * end    the file is whole
 *
 * An error from any ends the reading with that error; what was begun and not ended is the sink's to undo.
 */
struct form_sink {
    enum err_code (*begin)(void *data, const struct form *form, const char *field, const char *filename,
                           const char *type, void **file, struct err *err);
    enum err_code (*bytes)(void *data, void *file, const void *bytes, size_t length, struct err *err);
    enum err_code (*end)(void *data, void *file, struct err *err);
    void *data;
};

struct multipart;

/*
 * multipart_new - start reading a multipart/form-data body.
 *
 * content_type  the whole header, with its boundary (1..70 characters of RFC 2046, 5.1.1)
 * form          receives the pairs
 * sink          receives files; NULL refuses them. A file part without a name (nothing chosen) is dropped.
 * Errors: ERR_BAD_REQUEST no usable boundary.
 */
enum err_code multipart_new(TALLOC_CTX *mem, const char *content_type, struct form *form,
                            const struct form_sink *sink, struct multipart **multipart,
                            struct err *err) ERR_MUST_CHECK;

/*
 * multipart_feed - the next piece of the body, of any size.
 * Errors: ERR_BAD_REQUEST malformed or over a count limit; ERR_TOO_LARGE text over LIMIT_FORM_TEXT_BYTES;
 * the sink's own. After an error the reader is dead: feed it no more.
 */
enum err_code multipart_feed(struct multipart *multipart, const char *bytes, size_t length,
                             struct err *err) ERR_MUST_CHECK;

/* multipart_end - the body is over. Errors: ERR_BAD_REQUEST the closing boundary is missing. */
enum err_code multipart_end(struct multipart *multipart, struct err *err) ERR_MUST_CHECK;

#endif
