/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/act.h"

#include "base/part.h"

DB_SHAPE(act_shape, act_row, DB_COLUMN(DB_BYTES, act_row, digest),
         DB_COLUMN(DB_TEXT, act_row, subject_kind), DB_COLUMN(DB_U64, act_row, subject_id),
         DB_COLUMN(DB_U64, act_row, version));

enum err_code
act_find(struct db *db, TALLOC_CTX *mem, uint64_t user_id, const char *key, struct act_row **row,
         struct err *err)
{
    size_t count;

    TRY(db_select(db, mem, SQL_ACT_KEY_FIND, DB_ARGS(db_u64(user_id), db_text(key)), &act_shape,
                  row, &count, err));
    if (count == 0)
        *row = NULL;
    return ERR_OK;
}

enum err_code
act_insert(struct db *db, uint64_t user_id, const char *key, const unsigned char digest[32],
           struct subject subject, uint64_t version, int64_t machine_now, struct err *err)
{
    return db_exec(db, SQL_ACT_KEY_INSERT,
                   DB_ARGS(db_u64(user_id), db_text(key), db_bytes(digest, 32),
                           db_text(subject_word(subject.kind)), db_u64(subject.id), db_u64(version),
                           db_moment(machine_now)),
                   NULL, err);
}

static enum err_code
outbox_insert(struct db *db, const char *lane, const char *message, struct subject subject,
              struct db_value authority_id, int64_t machine_now, struct err *err)
{
    return db_exec(db, SQL_OUTBOX_INSERT,
                   DB_ARGS(db_text(lane), db_text(message), db_text(subject_word(subject.kind)),
                           db_u64(subject.id), authority_id, db_moment(machine_now), db_moment(machine_now)),
                   NULL, err);
}

enum err_code
outbox_to_authority(struct db *db, const char *lane, const char *message, struct subject subject,
                    uint64_t authority_id, int64_t machine_now, struct err *err)
{
    return outbox_insert(db, lane, message, subject, db_u64(authority_id), machine_now, err);
}

enum err_code
outbox_to_person(struct db *db, const char *lane, const char *message, uint64_t user_id, int64_t machine_now,
                 struct err *err)
{
    return outbox_insert(db, lane, message, (struct subject){SUBJECT_USER, user_id}, db_text(NULL), machine_now, err);
}

enum err_code
outbox_to_members(struct db *db, const char *message, uint64_t case_id, unsigned part, int64_t machine_now, struct err *err)
{
    return db_exec(db, SQL_OUTBOX_TO_MEMBERS,
                   DB_ARGS(db_text(message), db_moment(machine_now), db_moment(machine_now), db_u64(case_id), db_u64(part),
                           db_u64(MEMBER_FIRST)),
                   NULL, err);
}
