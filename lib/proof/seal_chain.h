/* SPDX-License-Identifier: EUPL-1.2 */
/* Putting seals at the end of their chain. Shared by the seal*.c files. */
#ifndef IMI_PROOF_SEAL_CHAIN_H
#define IMI_PROOF_SEAL_CHAIN_H

#include "proof/seal.h"

/* A run of sealing. */
struct sealing {
    struct db *db;
    const struct seal_keys *keys;
    int64_t now;
};

/*
 * seal_chain_lock - wait for everybody else who seals, and read where the chain ends, in the running transaction.
 * Errors: ERR_INTERNAL the end is not as it was written: nothing is sealed behind it; those of the database.
 */
enum err_code seal_chain_lock(const struct sealing *sealing, TALLOC_CTX *mem, struct seal_end **end,
                              struct err *err) ERR_MUST_CHECK;

/*
 * seal_chain_add - number, chain and write seals that say what they are about, and the end after them. The chain is locked.
 * seals  their cases and events are how many each adds; written over
 */
enum err_code seal_chain_add(const struct sealing *sealing, TALLOC_CTX *mem, struct seal_end *end, struct seal *seals,
                             size_t count, struct err *err) ERR_MUST_CHECK;

/* seal_chain_head - the newest seal. */
enum err_code seal_chain_head(struct db *db, struct seal_head *head, struct err *err) ERR_MUST_CHECK;

/* seal_reads - seal the records of reads; *sealed is how many. */
enum err_code seal_reads(const struct sealing *sealing, uint64_t *sealed, struct err *err) ERR_MUST_CHECK;

/* A record of a read, all of it. */
struct sealed_read {
    uint64_t id, month, user_id, authority_id;
    int64_t at;
    const char *role, *door, *purpose, *subject_kind, *subject_ids, *value_ids, *request_id;
};

/* seal_reads_between - the records with numbers in (after, upto], at most `limit`. In memory of `mem`. */
enum err_code seal_reads_between(struct db *db, TALLOC_CTX *mem, uint64_t after, uint64_t upto, size_t limit,
                                 struct sealed_read **reads, size_t *count, struct err *err) ERR_MUST_CHECK;

/* seal_reads_hash - the hash over records in the order of their numbers; out HASH_BYTES. */
void seal_reads_hash(unsigned char out[HASH_BYTES], const struct sealed_read *reads, size_t count);

#endif
