/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reading a request's body: at most Content-Length bytes, at most the route's limit, once.
 */
#ifndef IMI_HTTP_BODY_H
#define IMI_HTTP_BODY_H

#include <stddef.h>
#include <talloc.h>

#include "base/err.h"
#include "base/limits.h"
#include "http/form.h"
#include "http/request.h"


/*
 * body_read - the whole body as it is, NUL-terminated, in memory of `mem`. For JSON.
 *
 * media_type  what Content-Type must be ("application/json"); its parameters are not looked at
 * max_bytes   limit of the route; 0 = LIMIT_BODY_BYTES
 * Errors: ERR_MEDIA_TYPE another Content-Type; ERR_TOO_LARGE; ERR_BAD_REQUEST fewer bytes than said.
 */
enum err_code body_read(TALLOC_CTX *mem, struct request *req, const char *media_type, size_t max_bytes,
                        const char **bytes, size_t *length, struct err *err) ERR_MUST_CHECK;

/*
 * body_form - the pairs of an urlencoded or multipart form, in memory of `mem`.
 *
 * sink       where files go (form.h); NULL = this form takes none
 * max_bytes  limit of the route, files included; 0 = LIMIT_BODY_BYTES. An urlencoded body, which is
 *            held whole, is limited to the smaller of this and LIMIT_FORM_TEXT_BYTES.
 * Errors: ERR_MEDIA_TYPE neither kind of form; ERR_TOO_LARGE; ERR_BAD_REQUEST malformed or cut short; the sink's.
 */
enum err_code body_form(TALLOC_CTX *mem, struct request *req, const struct form_sink *sink, size_t max_bytes,
                        struct form **form, struct err *err) ERR_MUST_CHECK;

/*
 * body_discard - read what is left and forget it. The worker does so before it answers: nginx, still writing, would
 * see a broken pipe and not the answer.
 */
void body_discard(struct request *req);

#endif
