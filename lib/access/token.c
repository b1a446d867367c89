/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/token.h"

#include "base/clock.h"

DB_SHAPE(token_shape, token_row, DB_COLUMN(DB_U64, token_row, id), DB_COLUMN(DB_TEXT, token_row, label),
         DB_COLUMN(DB_MOMENT, token_row, made_at), DB_COLUMN(DB_MOMENT, token_row, expires_at));

enum err_code
token_add(TALLOC_CTX *mem, struct db *db, const struct keys *keys, uint64_t user_id, const char *label,
          unsigned days, char **token, struct err *err)
{
    unsigned char hash[HASH_BYTES];
    int64_t now = clock_machine_now();
    char *value = keys_stamp(mem, keys, TOKEN_LABEL, hash);

    TRY(db_exec(db, SQL_TOKEN_ADD,
                DB_ARGS(db_bytes(hash, sizeof hash), db_u64(user_id), db_text(label), db_moment(now),
                        db_moment(now + (int64_t)days * CLOCK_DAY)),
                NULL, err));
    *token = value;
    return ERR_OK;
}

enum err_code
token_list(TALLOC_CTX *mem, struct db *db, uint64_t user_id, const struct token_row **rows, size_t *count,
           struct err *err)
{
    return db_select(db, mem, SQL_TOKEN_LIST, DB_ARGS(db_u64(user_id), db_moment(clock_machine_now())), &token_shape,
                     rows, count, err);
}

enum err_code
token_revoke(struct db *db, uint64_t user_id, uint64_t token_id, struct err *err)
{
    struct db_done done;

    TRY(db_exec(db, SQL_TOKEN_REVOKE, DB_ARGS(db_u64(user_id), db_u64(token_id)), &done, err));
    return done.affected == 1 ? ERR_OK : FAIL(err, ERR_NOT_FOUND, "no such token of this user");
}
