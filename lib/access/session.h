/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sessions: 32 random bytes in a cookie, their keyed hash in the database. They end when idle, after an
 * absolute time, at sign-out, and at once for a user who is no longer active (the statement that reads
 * them looks). Machine time only. Source: ASVS 5.0.0-7.2 to 7.5.
 */
#ifndef IMI_ACCESS_SESSION_H
#define IMI_ACCESS_SESSION_H

#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#include "access/keys.h"
#include "base/err.h"
#include "db/db.h"

#define SESSION_LABEL "session"
#define SESSION_TOUCH_S 60 /* a session's time is written at most this often */
#define SESSION_AGENT_CHARS 200

struct session_times {
    unsigned idle_minutes;
    unsigned absolute_hours;
};

/* A session on the account page of its user. */
struct session_row {
    uint64_t id;
    const char *agent;
    int64_t made_at;
    int64_t seen_at;
};

/*
 * session_start - begin a session of a user who has proved who he or she is, with a value never seen before.
 * agent: the browser's own name for itself, or NULL; cut to SESSION_AGENT_CHARS.
 * *cookie: in `mem`, for the client only.
 */
enum err_code session_start(TALLOC_CTX *mem, struct db *db, const struct keys *keys,
                            const struct session_times *times, uint64_t user_id, const char *agent,
                            char **cookie, struct err *err) ERR_MUST_CHECK;

/* session_touch - put off the idle end of a session; writes only when `seen_at` is older than SESSION_TOUCH_S. */
enum err_code session_touch(struct db *db, const struct session_times *times, uint64_t session_id,
                            int64_t seen_at, struct err *err) ERR_MUST_CHECK;

/* session_end - end one session of a user. Errors: ERR_NOT_FOUND the user has no such session. */
enum err_code session_end(struct db *db, uint64_t user_id, uint64_t session_id, struct err *err) ERR_MUST_CHECK;

/* session_end_all - end all sessions of a user but `except` (0 = none is kept). */
enum err_code session_end_all(struct db *db, uint64_t user_id, uint64_t except, struct err *err) ERR_MUST_CHECK;

/* session_list - the live sessions of a user, newest first, at most 100. */
enum err_code session_list(TALLOC_CTX *mem, struct db *db, uint64_t user_id, const struct session_row **rows,
                           size_t *count, struct err *err) ERR_MUST_CHECK;

/* session_sweep - remove up to 1,000 that ended before now. For the clerk. */
enum err_code session_sweep(struct db *db, struct err *err) ERR_MUST_CHECK;

#endif
