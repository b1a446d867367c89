/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Proof that a form came from our own page (ASVS 5.0.0-3.5.1, 3.5.3): a token bound to the session, and the
 * browser's own word about where the request started. Before sign-in a signed visitor cookie stands in for
 * the session.
 *
 * `key` is a sub-key of its own for this use, HASH_KEY_BYTES long (base/hash.h: hash_derive).
 */
#ifndef IMI_HTTP_CSRF_H
#define IMI_HTTP_CSRF_H

#include <stdbool.h>
#include <stdint.h>
#include <talloc.h>

#include "base/err.h"
#include "http/request.h"

/*
 * csrf_token - the token for forms of a session: a new text at each call (it is masked, so that compression
 * of the page tells nothing), valid as long as the session. binding: session id or visitor cookie.
 */
char *csrf_token(TALLOC_CTX *mem, const unsigned char *key, const char *binding);

/*
 * csrf_check - whether a token was made by csrf_token() for this session.
 * Errors: ERR_FORBIDDEN the token is missing (NULL), malformed or another session's.
 */
enum err_code csrf_check(const unsigned char *key, const char *binding, const char *token,
                         struct err *err) ERR_MUST_CHECK;

/* csrf_visitor - a new value for the cookie of someone not signed in. now_s: machine time, seconds. */
char *csrf_visitor(TALLOC_CTX *mem, const unsigned char *key, int64_t now_s);

/* csrf_visitor_valid - whether a cookie (or NULL) was made by csrf_visitor() at most `max_age_s` seconds ago. */
bool csrf_visitor_valid(const unsigned char *key, const char *value, int64_t now_s, int64_t max_age_s);

/*
 * csrf_check_origin - whether the browser says that the request started on our own pages.
 *
 * base_url  the configured address of the site, "https://imi.example.org/"; only its origin counts
 * A client that sends neither Sec-Fetch-Site nor Origin is no browser of today and is let through to the token.
 * Errors: ERR_FORBIDDEN it started elsewhere.
 */
enum err_code csrf_check_origin(const struct request *req, const char *base_url, struct err *err) ERR_MUST_CHECK;

#endif
