/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Seals: each night the heads of the chains that have grown are written into history_seal, which is a chain
 * itself (docs/personal-data.md, History). From the last seal on a cut tail and a vanished case can be proved.
 *
 * hash = BLAKE2b-256, keyed outside the database, of the seal's hash before, case, number of the event, its
 * hash (the head) and the case time of sealing, each with its length.
 */
#ifndef IMI_PROOF_SEAL_H
#define IMI_PROOF_SEAL_H

#include "access/keys.h"
#include "base/hash.h"
#include "db/db.h"

/* The sub-keys of history and seals of every key in the file, the current one first: old chains stay provable. */
struct seal_keys {
    size_t count;
    unsigned char history[KEYS_MAX][HASH_KEY_BYTES];
    unsigned char seal[KEYS_MAX][HASH_KEY_BYTES];
};

/* seal_keys_new - derive them; wiped when `mem` ends. Never NULL. */
const struct seal_keys *seal_keys_new(TALLOC_CTX *mem, const struct keys *keys);

struct seal {
    uint64_t case_id; /* first: see verify_slice */
    uint64_t id, seq;
    struct db_bytes head, previous, hash;
    int64_t sealed_at;
};

/* seal_true - whether a seal is as it was written, under any of the keys. */
bool seal_true(const struct seal_keys *keys, const struct seal *seal);

struct seal_outcome {
    uint64_t sealed;                /* heads sealed now */
    uint64_t last_id;               /* the last seal of all; 0: there is none */
    char last_hash[HASH_HEX_SIZE];  /* its hash: keep it elsewhere, and nobody can cut the chain of seals unseen */
};

/*
 * history_seal_all - seal every head that has grown since its last seal, in transactions of up to 1,000
 * events; only events since the last seal are read, with some before it. Any number may run at once, and one may die at any
 * point: what is left is done by the next.
 *
 * now  case time
 * Errors: those of the database.
 */
enum err_code history_seal_all(struct db *db, const struct seal_keys *keys, int64_t now,
                               struct seal_outcome *outcome, struct err *err) ERR_MUST_CHECK;

/* history_sealed_at - the case time of the newest seal; DB_NO_MOMENT when there is none. */
enum err_code history_sealed_at(struct db *db, int64_t *moment, struct err *err) ERR_MUST_CHECK;

#endif
