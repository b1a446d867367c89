/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/csrf.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/rng.h"

#define TOKEN_BYTES (2 * HASH_BYTES) /* mask, and hash under the mask */
#define VISITOR_BYTES (8 + 16 + HASH_BYTES) /* time, random, hash of both */
#define SIGNED_BYTES (8 + 16)

static void
bind(unsigned char out[HASH_BYTES], const unsigned char *key, const char *binding)
{
    const struct hash_part parts[] = {hash_text("form"), hash_text(binding)};

    hash_parts(out, key, HASH_FORMAT, parts, 2);
}

char *
csrf_token(TALLOC_CTX *mem, const unsigned char *key, const char *binding)
{
    unsigned char token[TOKEN_BYTES], hash[HASH_BYTES];

    bind(hash, key, binding);
    rng_bytes(token, HASH_BYTES);
    for (size_t i = 0; i < HASH_BYTES; i++)
        token[HASH_BYTES + i] = token[i] ^ hash[i];
    return hash_base64url(mem, token, sizeof token);
}

enum err_code
csrf_check(const unsigned char *key, const char *binding, const char *token, struct err *err)
{
    unsigned char given[TOKEN_BYTES], hash[HASH_BYTES];

    if (token == NULL || binding == NULL || !hash_from_base64url(token, given, sizeof given))
        return FAIL(err, ERR_FORBIDDEN, "form token missing or malformed");
    bind(hash, key, binding);
    for (size_t i = 0; i < HASH_BYTES; i++)
        given[HASH_BYTES + i] ^= given[i];
    if (!hash_equal(hash, given + HASH_BYTES, HASH_BYTES))
        return FAIL(err, ERR_FORBIDDEN, "form token of another session");
    return ERR_OK;
}

static void
sign_visitor(unsigned char visitor[VISITOR_BYTES], unsigned char hash[HASH_BYTES], const unsigned char *key)
{
    const struct hash_part parts[] = {hash_text("visitor"), hash_data(visitor, SIGNED_BYTES)};

    hash_parts(hash, key, HASH_FORMAT, parts, 2);
}

char *
csrf_visitor(TALLOC_CTX *mem, const unsigned char *key, int64_t now_s)
{
    unsigned char visitor[VISITOR_BYTES];

    for (size_t i = 0; i < 8; i++)
        visitor[i] = (unsigned char)((uint64_t)now_s >> (8 * i));
    rng_bytes(visitor + 8, 16);
    sign_visitor(visitor, visitor + SIGNED_BYTES, key);
    return hash_base64url(mem, visitor, sizeof visitor);
}

bool
csrf_visitor_valid(const unsigned char *key, const char *value, int64_t now_s, int64_t max_age_s)
{
    unsigned char visitor[VISITOR_BYTES], hash[HASH_BYTES];
    uint64_t made = 0;

    if (value == NULL || !hash_from_base64url(value, visitor, sizeof visitor))
        return false;
    sign_visitor(visitor, hash, key);
    if (!hash_equal(hash, visitor + SIGNED_BYTES, HASH_BYTES))
        return false;
    for (size_t i = 0; i < 8; i++)
        made |= (uint64_t)visitor[i] << (8 * i);
    return (int64_t)made <= now_s && now_s - (int64_t)made <= max_age_s;
}

/* Bytes of the origin in an address: scheme, host and port. */
static size_t
origin_length(const char *url)
{
    const char *host = strstr(url, "://");

    return host != NULL ? (size_t)(host + 3 - url) + strcspn(host + 3, "/?#") : 0;
}

enum err_code
csrf_check_origin(const struct request *req, const char *base_url, struct err *err)
{
    size_t length = origin_length(base_url);
    bool vouched = req->sec_fetch_site != NULL && strcmp(req->sec_fetch_site, "same-origin") == 0;

    if (req->sec_fetch_site != NULL && !vouched)
        return FAIL(err, ERR_FORBIDDEN, "Sec-Fetch-Site is not same-origin");
    if (req->origin == NULL)
        return ERR_OK;
    /* "null" comes from our own pages too where an extension hides the referrer; then the browser must vouch. */
    if (strcmp(req->origin, "null") == 0 && vouched)
        return ERR_OK;
    if (length == 0 || strlen(req->origin) != length || strncasecmp(req->origin, base_url, length) != 0)
        return FAIL(err, ERR_FORBIDDEN, "Origin is not this site");
    return ERR_OK;
}
