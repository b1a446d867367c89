/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Bearer tokens of the API: "NUMBER-RANDOM" like a session's value, kept as a keyed hash, with an end. A
 * token gives the rights of its user, and dies with the account.
 */
#ifndef IMI_ACCESS_TOKEN_H
#define IMI_ACCESS_TOKEN_H

#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#include "access/keys.h"
#include "base/err.h"
#include "db/db.h"

#define TOKEN_LABEL "api token"
#define TOKEN_DEFAULT_DAYS 365

struct token_row {
    uint64_t id;
    const char *label;
    int64_t made_at;
    int64_t expires_at;
};

/* token_add - a new token of a user; *token is shown once. days: 1..3660. */
enum err_code token_add(TALLOC_CTX *mem, struct db *db, const struct keys *keys, uint64_t user_id,
                        const char *label, unsigned days, char **token, struct err *err) ERR_MUST_CHECK;

/* token_list - the tokens of a user that have not ended, newest first, at most 100. */
enum err_code token_list(TALLOC_CTX *mem, struct db *db, uint64_t user_id, const struct token_row **rows,
                         size_t *count, struct err *err) ERR_MUST_CHECK;

/* token_revoke - end one. Errors: ERR_NOT_FOUND the user has no such token. */
enum err_code token_revoke(struct db *db, uint64_t user_id, uint64_t token_id, struct err *err) ERR_MUST_CHECK;

#endif
