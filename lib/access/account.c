/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/account.h"

#include <string.h>

#include "access/code.h"
#include "access/session.h"
#include "base/clock.h"
#include "base/mem.h"
#include "store/act.h"

DB_SHAPE(account_shape, account, DB_COLUMN(DB_U64, account, id), DB_COLUMN(DB_U64, account, authority_id),
         DB_COLUMN(DB_TEXT, account, name), DB_COLUMN(DB_TEXT, account, full_name), DB_COLUMN(DB_TEXT, account, email),
         DB_COLUMN(DB_TEXT, account, language), DB_COLUMN(DB_TEXT, account, password),
         DB_COLUMN(DB_BYTES, account, code_secret), DB_COLUMN(DB_U64, account, code_step),
         DB_COLUMN(DB_TEXT, account, status), DB_COLUMN(DB_I64, account, recovery_left),
         DB_COLUMN(DB_TEXT, account, authority_name));

DB_SHAPE(account_row_shape, account_row, DB_COLUMN(DB_U64, account_row, id), DB_COLUMN(DB_TEXT, account_row, name),
         DB_COLUMN(DB_TEXT, account_row, full_name), DB_COLUMN(DB_TEXT, account_row, authority),
         DB_COLUMN(DB_TEXT, account_row, country), DB_COLUMN(DB_TEXT, account_row, status),
         DB_COLUMN(DB_TEXT, account_row, roles), DB_COLUMN(DB_FLAG, account_row, second_factor));

struct authority_row {
    uint64_t id;
    char *name;
};

DB_SHAPE(authority_shape, authority_row, DB_COLUMN(DB_U64, authority_row, id), DB_COLUMN(DB_TEXT, authority_row, name));

bool
account_name_valid(const char *name)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789._@-";
    size_t length = strlen(name);

    return length >= 3 && length <= ACCOUNT_NAME_MAX && strspn(name, allowed) == length &&
           strchr("._@-", name[0]) == NULL;
}

struct addition {
    const struct account_new *account;
    const struct account_role *roles;
    size_t n_roles;
    uint64_t user_id;
};

static enum err_code
write_account(struct db *db, void *argument, struct err *err)
{
    struct addition *addition = argument;
    const struct account_new *account = addition->account;
    int64_t now = clock_machine_now();
    struct db_done done;

    TRY(db_exec(db, SQL_ACCOUNT_ADD,
                DB_ARGS(db_text(account->name), db_u64(account->authority_id), db_text(account->full_name),
                        db_text(account->email), db_text(account->language), db_text(account->password_hash),
                        db_moment(now), db_moment(now)),
                &done, err));
    addition->user_id = done.insert_id;
    for (size_t i = 0; i < addition->n_roles; i++)
        TRY(db_exec(db, SQL_ACCOUNT_ROLE_ADD,
                    DB_ARGS(db_u64(done.insert_id), db_text(addition->roles[i].area), db_text(addition->roles[i].role)),
                    NULL, err));
    return ERR_OK;
}

enum err_code
account_add(struct db *db, const struct account_new *account, const struct account_role *roles, size_t n_roles,
            uint64_t *user_id, struct err *err)
{
    struct addition addition = {.account = account, .roles = roles, .n_roles = n_roles};

    if (!account_name_valid(account->name))
        return FAIL(err, ERR_INVALID, "a sign-in name is 3 to 80 of a-z 0-9 . _ @ - and begins with a letter or digit");
    if (db_in_transaction(db))
        TRY(write_account(db, &addition, err));
    else
        TRY(db_transaction(db, write_account, &addition, err));
    *user_id = addition.user_id;
    return ERR_OK;
}

enum err_code
account_by_name(TALLOC_CTX *mem, struct db *db, const char *name, struct account **account, struct err *err)
{
    return db_one(db, mem, SQL_ACCOUNT_BY_NAME, DB_ARGS(db_text(name)), &account_shape, account, err);
}

enum err_code
account_by_id(TALLOC_CTX *mem, struct db *db, uint64_t user_id, struct account **account, struct err *err)
{
    return db_one(db, mem, SQL_ACCOUNT_BY_ID, DB_ARGS(db_u64(user_id)), &account_shape, account, err);
}

enum err_code
account_list(TALLOC_CTX *mem, struct db *db, const char *after, const struct account_row **rows, size_t *count,
             struct err *err)
{
    return db_select(db, mem, SQL_ACCOUNT_LIST, DB_ARGS(db_text(after)), &account_row_shape, rows, count, err);
}

enum err_code
account_set_password(struct db *db, uint64_t user_id, const char *hash, struct err *err)
{
    return db_exec(db, SQL_ACCOUNT_PASSWORD, DB_ARGS(db_text(hash), db_moment(clock_machine_now()), db_u64(user_id)),
                   NULL, err);
}

enum err_code
account_set_language(struct db *db, uint64_t user_id, const char *language, struct err *err)
{
    return db_exec(db, SQL_ACCOUNT_LANGUAGE,
                   DB_ARGS(db_text(language), db_moment(clock_machine_now()), db_u64(user_id)), NULL, err);
}

enum err_code
account_set_code(struct db *db, const struct keys *keys, uint64_t user_id, const char *secret, struct err *err)
{
    TALLOC_CTX *mem = mem_new(NULL, "secret");
    unsigned char *sealed;
    size_t length;
    enum err_code code;

    code_seal(mem, keys, user_id, secret, &sealed, &length);
    code = db_exec(db, SQL_ACCOUNT_CODE,
                   DB_ARGS(db_bytes(sealed, length), db_u64(0), db_moment(clock_machine_now()), db_u64(user_id)), NULL,
                   err);
    talloc_free(mem);
    return code;
}

enum err_code
account_find_authority(TALLOC_CTX *mem, struct db *db, const char *slug, uint64_t *authority_id, const char **name,
                       struct err *err)
{
    struct authority_row *row;

    TRY(db_one(db, mem, SQL_ACCOUNT_AUTHORITY, DB_ARGS(db_text(slug)), &authority_shape, &row, err));
    *authority_id = row->id;
    *name = row->name;
    return ERR_OK;
}

enum err_code
account_tell(struct db *db, uint64_t user_id, enum account_message message, struct err *err)
{
    static const char *const names[] = {
#define ACCOUNT_MESSAGE(id, name, headline, consequence) [ACCOUNT_##id] = name,
#include "access/messages.def"
#undef ACCOUNT_MESSAGE
    };

    return outbox_to_person(db, "mail", names[message], user_id, clock_machine_now(), err);
}

struct change {
    uint64_t user_id, session_id;
    const char *hash;
};

static enum err_code
write_change(struct db *db, void *argument, struct err *err)
{
    const struct change *change = argument;

    TRY(account_set_password(db, change->user_id, change->hash, err));
    TRY(session_end_all(db, change->user_id, change->session_id, err));
    return account_tell(db, change->user_id, ACCOUNT_PASSWORD_CHANGED, err);
}

enum err_code
account_change_password(struct db *db, uint64_t user_id, const char *hash, uint64_t session_id, struct err *err)
{
    struct change change = {user_id, session_id, hash};

    return db_transaction(db, write_change, &change, err);
}
