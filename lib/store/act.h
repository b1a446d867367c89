/* SPDX-License-Identifier: EUPL-1.2 */
/* Act keys, so that a repeated act acts once, and the outbox, through which all that leaves the database goes. */
#ifndef IMI_STORE_ACT_H
#define IMI_STORE_ACT_H

#include "db/db.h"

struct act_row {
    struct db_bytes digest;
    uint64_t case_id, version;
    const char *ref;
};

/* act_find - what was done under a key; *row NULL when nothing was. */
enum err_code act_find(struct db *db, TALLOC_CTX *mem, uint64_t user_id, const char *key,
                       struct act_row **row, struct err *err) ERR_MUST_CHECK;

/* act_insert - note that a key was used; kept 24 hours. Errors: ERR_DUPLICATE it was used meanwhile. */
enum err_code act_insert(struct db *db, uint64_t user_id, const char *key,
                         const unsigned char digest[32], uint64_t case_id, uint64_t version,
                         int64_t machine_now, struct err *err) ERR_MUST_CHECK;

/* outbox_insert - a message to an authority about a case; the clerk sends it after the commit. */
enum err_code outbox_insert(struct db *db, const char *lane, const char *message, uint64_t case_id,
                            uint64_t authority_id, int64_t machine_now, struct err *err) ERR_MUST_CHECK;

#endif
