/* SPDX-License-Identifier: EUPL-1.2 */
/* Percent-encoding, decoded once and strictly. Works on bytes; knows neither FastCGI nor requests. */
#ifndef IMI_HTTP_URL_H
#define IMI_HTTP_URL_H

#include <stdbool.h>
#include <stddef.h>
#include <talloc.h>

#include "base/err.h"

/*
 * url_decode - decode %XX, and + as a space where `plus` is set.
 *
 * Returns text of `mem` that is valid UTF-8 without NUL; other control characters may be in it.
 * Errors: ERR_BAD_REQUEST a broken escape, a NUL or bytes that are not UTF-8 (caller: refuse the request).
 */
enum err_code url_decode(TALLOC_CTX *mem, const char *bytes, size_t length, bool plus, char **text,
                         struct err *err) ERR_MUST_CHECK;

/* url_encode - everything but letters, digits and "-._~" as %XX: fit for one path segment or query value. */
char *url_encode(TALLOC_CTX *mem, const char *text);

#endif
