/* SPDX-License-Identifier: EUPL-1.2 */
/* Act keys, so that a repeated act acts once, and the outbox, through which all that leaves the database goes. */
#ifndef IMI_STORE_ACT_H
#define IMI_STORE_ACT_H

#include "db/db.h"
#include "store/subject.h"

struct act_row {
    struct db_bytes digest;
    const char *subject_kind;
    uint64_t subject_id, version;
};

/* act_find - what was done under a key; *row NULL when nothing was. */
enum err_code act_find(struct db *db, TALLOC_CTX *mem, uint64_t user_id, const char *key,
                       struct act_row **row, struct err *err) ERR_MUST_CHECK;

/*
 * act_insert - note that a key was used to act on a subject; kept 24 hours. version: of the subject after the act.
 * Errors: ERR_DUPLICATE it was used meanwhile.
 */
enum err_code act_insert(struct db *db, uint64_t user_id, const char *key,
                         const unsigned char digest[32], struct subject subject, uint64_t version,
                         int64_t machine_now, struct err *err) ERR_MUST_CHECK;

/*
 * outbox_to_authority, outbox_to_person - a message about a subject to an authority, or to the person that the subject is;
 * the clerk sends it after the commit. message: one that lib/jobs knows for that kind of subject.
 */
enum err_code outbox_to_authority(struct db *db, const char *lane, const char *message, struct subject subject,
                                  uint64_t authority_id, int64_t machine_now, struct err *err) ERR_MUST_CHECK;
enum err_code outbox_to_person(struct db *db, const char *lane, const char *message, uint64_t user_id,
                               int64_t machine_now, struct err *err) ERR_MUST_CHECK;

/* outbox_to_members - the same about a case to each of those who hold a part of it together. */
enum err_code outbox_to_members(struct db *db, const char *message, uint64_t case_id, unsigned part, int64_t machine_now,
                                struct err *err) ERR_MUST_CHECK;

#endif
