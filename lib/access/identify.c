/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/identify.h"

#include <string.h>

#include "access/session.h"
#include "access/token.h"
#include "base/clock.h"
#include "base/mem.h"

struct actor_row {
    uint64_t session_id;
    int64_t seen_at, idle_until, absolute_until;
    uint64_t user_id, authority_id;
    char *sign_in_name, *full_name, *email, *language;
    bool second_factor;
    char *authority_name, *authority_language, *country;
    int64_t case_offset;
    char *area, *role; /* one of the user's; area NULL: the authority has no access to it */
    int64_t blocked_until;
};

DB_SHAPE(actor_shape, actor_row, DB_COLUMN(DB_U64, actor_row, session_id), DB_COLUMN(DB_MOMENT, actor_row, seen_at),
         DB_COLUMN(DB_MOMENT, actor_row, idle_until), DB_COLUMN(DB_MOMENT, actor_row, absolute_until),
         DB_COLUMN(DB_U64, actor_row, user_id), DB_COLUMN(DB_U64, actor_row, authority_id),
         DB_COLUMN(DB_TEXT, actor_row, sign_in_name), DB_COLUMN(DB_TEXT, actor_row, full_name),
         DB_COLUMN(DB_TEXT, actor_row, email), DB_COLUMN(DB_TEXT, actor_row, language),
         DB_COLUMN(DB_FLAG, actor_row, second_factor), DB_COLUMN(DB_TEXT, actor_row, authority_name),
         DB_COLUMN(DB_TEXT, actor_row, authority_language), DB_COLUMN(DB_TEXT, actor_row, country),
         DB_COLUMN(DB_I64, actor_row, case_offset),
         DB_COLUMN(DB_TEXT, actor_row, area), DB_COLUMN(DB_TEXT, actor_row, role),
         DB_COLUMN(DB_MOMENT, actor_row, blocked_until));

/* The areas in which the user holds roles and the authority has access; roles elsewhere do not count. */
static void
fill_areas(TALLOC_CTX *mem, struct actor *actor, const struct actor_row *rows, size_t n_rows)
{
    struct actor_area *areas = mem_zeros(mem, struct actor_area, n_rows + 1);
    size_t n = 0;

    for (size_t i = 0; i < n_rows; i++) {
        enum decl_role role = rows[i].role == NULL ? ROLE_COUNT : decl_role(rows[i].role);
        size_t at = 0;

        if (rows[i].area == NULL || role == ROLE_COUNT)
            continue;
        while (at < n && strcmp(areas[at].area, rows[i].area) != 0)
            at++;
        if (at == n)
            areas[n++].area = rows[i].area;
        areas[at].roles |= UINT32_C(1) << role;
    }
    actor->areas = areas;
    actor->n_areas = n;
}

static struct actor *
make_actor(TALLOC_CTX *mem, const struct actor_row *row, size_t n_rows)
{
    struct actor *actor = mem_zero(mem, struct actor);

    actor->user_id = row->user_id;
    actor->authority_id = row->authority_id;
    actor->sign_in_name = row->sign_in_name;
    actor->full_name = row->full_name;
    actor->email = row->email;
    actor->language = row->language;
    actor->authority_name = row->authority_name;
    actor->authority_language = row->authority_language;
    actor->country = row->country;
    actor->second_factor = row->second_factor;
    actor->session_id = row->session_id;
    actor->idle_until = row->idle_until;
    actor->absolute_until = row->absolute_until;
    fill_areas(mem, actor, row, n_rows);
    clock_shift(row->case_offset);
    return actor;
}

/* Who it is, from the rows of one of the three statements; nobody is ERR_NOT_FOUND. */
static enum err_code
find_actor(struct db *db, TALLOC_CTX *mem, uint64_t statement, const struct db_value *args, size_t n_args,
           struct actor **actor, struct actor_row **row, struct err *err)
{
    size_t n_rows;

    TRY(db_select(db, mem, statement, args, n_args, &actor_shape, row, &n_rows, err));
    if (n_rows == 0)
        return FAIL(err, ERR_NOT_FOUND, "nobody");
    *actor = make_actor(mem, *row, n_rows);
    return ERR_OK;
}

enum err_code
identify_session(TALLOC_CTX *mem, struct db *db, const struct keys *keys, const char *cookie,
                 enum throttle_class class, struct identity *identity, struct err *err)
{
    unsigned char hash[HASH_BYTES];
    int64_t now = clock_machine_now();
    struct actor_row *row;
    struct actor *actor;
    enum err_code code;

    if (!keys_stamp_hash(keys, SESSION_LABEL, cookie, hash))
        return FAIL(err, ERR_SIGN_IN, "no session, or not one of ours");
    code = find_actor(db, mem, SQL_ACTOR_BY_SESSION,
                      DB_ARGS(db_text(throttle_scope(class)), db_bytes(hash, sizeof hash), db_moment(now), db_moment(now)),
                      &actor, &row, err);
    if (code == ERR_NOT_FOUND)
        return FAIL(err, ERR_SIGN_IN, "the session has ended");
    TRY(code);
    actor->binding = hash_hex(mem, hash, sizeof hash);
    *identity = (struct identity){.actor = actor, .seen_at = row->seen_at, .blocked_until = row->blocked_until};
    return ERR_OK;
}

enum err_code
identify_token(TALLOC_CTX *mem, struct db *db, const struct keys *keys, const char *token,
               enum throttle_class class, struct identity *identity, struct err *err)
{
    unsigned char hash[HASH_BYTES];
    struct actor_row *row;
    struct actor *actor;
    enum err_code code;

    if (!keys_stamp_hash(keys, TOKEN_LABEL, token, hash))
        return FAIL(err, ERR_SIGN_IN, "no token, or not one of ours");
    code = find_actor(db, mem, SQL_ACTOR_BY_TOKEN,
                      DB_ARGS(db_text(throttle_scope(class)), db_bytes(hash, sizeof hash), db_moment(clock_machine_now())),
                      &actor, &row, err);
    if (code == ERR_NOT_FOUND)
        return FAIL(err, ERR_SIGN_IN, "the token has ended or was revoked");
    TRY(code);
    actor->by_token = true;
    *identity = (struct identity){.actor = actor, .seen_at = DB_NO_MOMENT, .blocked_until = row->blocked_until};
    return ERR_OK;
}

enum err_code
identify_user(TALLOC_CTX *mem, struct db *db, const char *name, const struct actor **actor, struct err *err)
{
    struct actor_row *row;
    struct actor *found;

    TRY(find_actor(db, mem, SQL_ACTOR_BY_NAME, DB_ARGS(db_text(throttle_scope(THROTTLE_PAGE)), db_text(name)),
                   &found, &row, err));
    *actor = found;
    return ERR_OK;
}
