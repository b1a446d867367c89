/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/session.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"

#define MINUTE (60 * CLOCK_SECOND)

DB_SHAPE(session_shape, session_row, DB_COLUMN(DB_U64, session_row, id), DB_COLUMN(DB_TEXT, session_row, agent),
         DB_COLUMN(DB_MOMENT, session_row, made_at), DB_COLUMN(DB_MOMENT, session_row, seen_at));

/* The browser's name for itself, cut to what the column holds. */
static char *
shorten_agent(TALLOC_CTX *mem, const char *agent)
{
    size_t length = agent == NULL ? 0 : utf8_cut(agent, SESSION_AGENT_CHARS);

    return mem_copy_n(mem, agent == NULL ? "" : agent, length);
}

enum err_code
session_start(TALLOC_CTX *mem, struct db *db, const struct keys *keys, const struct session_times *times,
              uint64_t user_id, const char *agent, char **cookie, struct err *err)
{
    unsigned char hash[HASH_BYTES];
    int64_t now = clock_machine_now();
    int64_t absolute = now + times->absolute_hours * 60 * MINUTE;
    int64_t idle = now + times->idle_minutes * MINUTE;
    char *value = keys_stamp(mem, keys, SESSION_LABEL, hash);

    TRY(db_exec(db, SQL_SESSION_ADD,
                DB_ARGS(db_bytes(hash, sizeof hash), db_u64(user_id), db_text(shorten_agent(mem, agent)), db_moment(now),
                        db_moment(now), db_moment(idle < absolute ? idle : absolute), db_moment(absolute)),
                NULL, err));
    *cookie = value;
    return ERR_OK;
}

enum err_code
session_touch(struct db *db, const struct session_times *times, uint64_t session_id, int64_t seen_at,
              struct err *err)
{
    int64_t now = clock_machine_now();

    if (now - seen_at < SESSION_TOUCH_S * CLOCK_SECOND)
        return ERR_OK;
    return db_exec(db, SQL_SESSION_TOUCH,
                   DB_ARGS(db_moment(now), db_moment(now + times->idle_minutes * MINUTE), db_u64(session_id),
                           db_moment(now)),
                   NULL, err);
}

enum err_code
session_end(struct db *db, uint64_t user_id, uint64_t session_id, struct err *err)
{
    struct db_done done;

    TRY(db_exec(db, SQL_SESSION_END, DB_ARGS(db_u64(user_id), db_u64(session_id)), &done, err));
    return done.affected == 1 ? ERR_OK : FAIL(err, ERR_NOT_FOUND, "no such session of this user");
}

enum err_code
session_end_all(struct db *db, uint64_t user_id, uint64_t except, struct err *err)
{
    return db_exec(db, SQL_SESSION_END_ALL, DB_ARGS(db_u64(user_id), db_u64(except)), NULL, err);
}

enum err_code
session_list(TALLOC_CTX *mem, struct db *db, uint64_t user_id, const struct session_row **rows, size_t *count,
             struct err *err)
{
    int64_t now = clock_machine_now();

    return db_select(db, mem, SQL_SESSION_LIST, DB_ARGS(db_u64(user_id), db_moment(now), db_moment(now)),
                     &session_shape, rows, count, err);
}

enum err_code
session_sweep(struct db *db, struct err *err)
{
    return db_exec(db, SQL_SESSION_SWEEP, DB_ARGS(db_moment(clock_machine_now())), NULL, err);
}
