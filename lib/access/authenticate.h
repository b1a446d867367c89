/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Signing in, step by step: name and password; then, where the account has one-time codes, a code or a
 * recovery code; then a session. Between the steps the browser holds a signed note of who got half-way,
 * good for SIGNIN_HALF_S; the database holds nothing of it. A refusal never says what was wrong.
 */
#ifndef IMI_ACCESS_AUTHENTICATE_H
#define IMI_ACCESS_AUTHENTICATE_H

#include <stdbool.h>
#include <stdint.h>
#include <talloc.h>

#include "access/keys.h"
#include "access/password.h"
#include "access/session.h"
#include "access/throttle.h"
#include "base/err.h"
#include "db/db.h"

#define SIGNIN_HALF_S 300

/* What the steps work with; `address` and `agent` are the client's. */
struct authentication {
    struct db *db;
    const struct keys *keys;
    struct password_gate *gate;
    struct throttle *throttle;
    struct session_times times;
    const char *address;
    const char *agent;
};

enum signin_next {
    SIGNIN_REFUSED, /* say: name, password or code is not right */
    SIGNIN_CODE,    /* ask for a code; `half` is the note */
    SIGNIN_DONE     /* signed in; `cookie` is the session */
};

struct authentication_outcome {
    enum signin_next next;
    const char *half;
    const char *cookie;
    uint64_t user_id;     /* SIGNIN_CODE and DONE */
    bool recovery;        /* a recovery code was used up */
};

/*
 * authenticate_password - the first step. name: as typed; upper case and space around it do not matter.
 * Errors: ERR_TOO_MANY wait retry_after_s; those of the database.
 */
enum err_code authenticate_password(TALLOC_CTX *mem, const struct authentication *authentication, const char *name,
                                    const char *password, struct authentication_outcome *outcome, struct err *err) ERR_MUST_CHECK;

/*
 * authenticate_code - the second step. half: the note as the browser sent it, or NULL.
 * Errors: ERR_SIGN_IN the note is missing, altered or too old: begin again; ERR_TOO_MANY; the database's.
 */
enum err_code authenticate_code(TALLOC_CTX *mem, const struct authentication *authentication, const char *half, const char *code,
                                struct authentication_outcome *outcome, struct err *err) ERR_MUST_CHECK;

/* authentication_half_valid - whether a note (or NULL) can still be used: which form to show. */
bool authentication_half_valid(const struct authentication *authentication, const char *half);

/*
 * authenticate_again - whether `password` is that of a signed-in user: asked before factors are changed.
 * Counts towards the same limits. Errors: ERR_TOO_MANY; the database's.
 */
enum err_code authenticate_again(TALLOC_CTX *mem, const struct authentication *authentication, uint64_t user_id,
                                 const char *password, bool *matches, struct err *err) ERR_MUST_CHECK;

#endif
