/* SPDX-License-Identifier: EUPL-1.2 */
/* From what a client holds (cookie or bearer token) to who it is: one statement, on every request. */
#ifndef IMI_ACCESS_IDENTIFY_H
#define IMI_ACCESS_IDENTIFY_H

#include <stdbool.h>
#include <stdint.h>
#include <talloc.h>

#include "access/actor.h"
#include "access/keys.h"
#include "access/throttle.h"
#include "base/err.h"
#include "db/db.h"

struct identity {
    const struct actor *actor;
    int64_t seen_at;       /* of the session; for session_touch() */
    int64_t blocked_until; /* a limit of `class` that was reached on any host; DB_NO_MOMENT = none */
};

/*
 * identify_session, identify_token - who holds this value; also sets case time (clock_shift).
 * class: limit to look up in the same statement.
 * Errors: ERR_SIGN_IN nobody (unknown, ended, user or authority not active); those of db_one.
 */
enum err_code identify_session(TALLOC_CTX *mem, struct db *db, const struct keys *keys, const char *cookie,
                               enum throttle_class class, struct identity *identity, struct err *err) ERR_MUST_CHECK;
enum err_code identify_token(TALLOC_CTX *mem, struct db *db, const struct keys *keys, const char *token,
                             enum throttle_class class, struct identity *identity, struct err *err) ERR_MUST_CHECK;

/*
 * identify_user - the actor of a user without any proof: for the training set, imictl and the clerk.
 * Errors: ERR_NOT_FOUND no active user of this name.
 */
enum err_code identify_user(TALLOC_CTX *mem, struct db *db, const char *name, const struct actor **actor,
                            struct err *err) ERR_MUST_CHECK;

#endif
