/* SPDX-License-Identifier: EUPL-1.2 */
/* Accounts: made and changed by imictl and by their owners on the account page. */
#ifndef IMI_ACCESS_ACCOUNT_H
#define IMI_ACCESS_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#include "access/keys.h"
#include "base/err.h"
#include "db/db.h"

#define ACCOUNT_NAME_MAX 80

struct account_new {
    const char *name;         /* sign-in name: [a-z0-9][a-z0-9._@-]{2,79} */
    uint64_t authority_id;
    const char *full_name;
    const char *email;
    const char *language;     /* of the interface: "en" */
    const char *password_hash; /* of password_hash(), or NULL: cannot sign in yet */
};

struct account_role {
    const char *area; /* a declared area */
    const char *role; /* decl_role_name() */
};

struct account_row {
    uint64_t id;
    const char *name;
    const char *full_name;
    const char *authority;
    const char *country;
    const char *status;
    const char *roles; /* "services:handler services:allocator" */
    bool second_factor;
};

/* What sign-in and the account page need of one account. */
struct account {
    uint64_t id;
    uint64_t authority_id;
    const char *name;
    const char *full_name;
    const char *email;
    const char *language;
    const char *password;        /* hash, or NULL */
    struct db_bytes code_secret; /* sealed; data NULL: no second factor */
    uint64_t code_step;
    const char *status;
    int64_t recovery_left;
    const char *authority_name;
};

/* account_name_valid - whether a text can be a sign-in name. */
bool account_name_valid(const char *name);

/*
 * account_add - make an account with its roles; in a transaction of its own unless one is open.
 * Errors: ERR_DUPLICATE the name is taken; ERR_INVALID the name cannot be one; the database's.
 */
enum err_code account_add(struct db *db, const struct account_new *account, const struct account_role *roles,
                          size_t n_roles, uint64_t *user_id, struct err *err) ERR_MUST_CHECK;

/* account_by_name, account_by_id - Errors: ERR_NOT_FOUND. The status is the caller's to look at. */
enum err_code account_by_name(TALLOC_CTX *mem, struct db *db, const char *name, struct account **account,
                              struct err *err) ERR_MUST_CHECK;
enum err_code account_by_id(TALLOC_CTX *mem, struct db *db, uint64_t user_id, struct account **account,
                            struct err *err) ERR_MUST_CHECK;

/* account_list - all accounts by name, `after` a name ("" = from the start), at most 1,000. */
enum err_code account_list(TALLOC_CTX *mem, struct db *db, const char *after, const struct account_row **rows,
                           size_t *count, struct err *err) ERR_MUST_CHECK;

/*
 * account_find_authority - an authority by its slug ("de-berlin-senat"), for the shell.
 * Errors: ERR_NOT_FOUND.
 */
enum err_code account_find_authority(TALLOC_CTX *mem, struct db *db, const char *slug, uint64_t *authority_id,
                                     const char **name, struct err *err) ERR_MUST_CHECK;

/* What a person is told of the own account by mail. */
enum account_message {
#define ACCOUNT_MESSAGE(id, name, headline, consequence) ACCOUNT_##id,
#include "access/messages.def"
#undef ACCOUNT_MESSAGE
};

/* account_tell - a mail to a person about the own account, sent when the running transaction has been committed. */
enum err_code account_tell(struct db *db, uint64_t user_id, enum account_message message, struct err *err) ERR_MUST_CHECK;

/*
 * account_change_password - store a hash, end all sessions but one, and tell the owner, in one transaction.
 * session_id  the session that stays; 0: none does
 */
enum err_code account_change_password(struct db *db, uint64_t user_id, const char *hash, uint64_t session_id,
                                      struct err *err) ERR_MUST_CHECK;

/* account_set_password - store a hash: the same password, hashed anew. */
enum err_code account_set_password(struct db *db, uint64_t user_id, const char *hash,
                                   struct err *err) ERR_MUST_CHECK;

/* account_set_language - the language of pages and mails, one that the site offers. */
enum err_code account_set_language(struct db *db, uint64_t user_id, const char *language,
                                   struct err *err) ERR_MUST_CHECK;

/* account_set_code - store a sealed one-time-code secret without asking for a code: for the training set. */
enum err_code account_set_code(struct db *db, const struct keys *keys, uint64_t user_id, const char *secret,
                               struct err *err) ERR_MUST_CHECK;

#endif
