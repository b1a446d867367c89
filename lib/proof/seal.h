/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Seals: each night the heads of the chains that have grown, and the records of reads of the day before, are written into
 * history_seal, which is a chain itself (docs/personal-data.md, History). From its seal on a cut tail, a vanished case and a
 * removed record of a read can be proved.
 *
 * hash = BLAKE2b-256, keyed outside the database, of the hash of the seal before and all columns of the seal, each with its
 * length. Seals are numbered without gaps, and each says how many cases and events are sealed with it. Where their chain
 * ends stands in seal_end, keyed too; so the newest seals cannot go unseen unless an older seal_end is put back in its place,
 * which only a head tells that was kept elsewhere.
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

/* A seal over the head of a case, or, where there is no case, over the records of reads of one month in a range of numbers. */
struct seal {
    uint64_t case_id; /* first: see verify_slice; 0: of records of reads */
    uint64_t id;      /* counts from 1 without gaps */
    uint64_t member;  /* whose chain in the case it is; 0: of the case itself */
    uint64_t seq;     /* of the head; of records how many there are */
    uint64_t month, reads_after, reads_upto; /* YYYYMM, (after, upto]; 0: it is of a case */
    uint64_t cases, events;                  /* sealed by the whole chain so far */
    struct db_bytes head, previous, hash;
    int64_t sealed_at;
};

extern const struct db_shape seal_shape;

/* seal_true - whether a seal is as it was written, under any of the keys. */
bool seal_true(const struct seal_keys *keys, const struct seal *seal);

/* Where the chain of seals ends, as the row of seal_end says, and where it does end. */
struct seal_end {
    uint64_t seal_id;      /* the newest seal; 0: there is none */
    uint64_t reads_sealed; /* the last record of a read that a seal covers */
    uint64_t reads_seen;   /* the last one that there was when the sealing before ran */
    int64_t seen_at;       /* when that was: case time; DB_NO_MOMENT: never */
    struct db_bytes keyed; /* hash of the row; empty: it is not there */
    uint64_t newest;       /* the newest seal that there is; 0: none */
};

/* seal_end_read - the end as it stands; all zero when nothing was ever sealed. In memory of `mem`. */
enum err_code seal_end_read(struct db *db, TALLOC_CTX *mem, struct seal_end **end, struct err *err) ERR_MUST_CHECK;

/* seal_end_true - whether the row is as it was written, under any of the keys; true of one that was never written. */
bool seal_end_true(const struct seal_keys *keys, const struct seal_end *end);

/* A head of the chain of seals: kept elsewhere, it proves later that all that was sealed until then is still there. */
struct seal_head {
    uint64_t id; /* 0: nothing is sealed */
    uint64_t cases, events;
    char hash[HASH_HEX_SIZE];
};

/* seal_head_of - the head that a seal is. */
struct seal_head seal_head_of(TALLOC_CTX *mem, const struct seal *seal);

/* seal_head_text - SEAL:HASH:CASES:EVENTS, in memory of `mem`. */
const char *seal_head_text(TALLOC_CTX *mem, const struct seal_head *head);

/* seal_head_read - read such a text; false when it is none. */
bool seal_head_read(const char *text, struct seal_head *head);

struct seal_outcome {
    uint64_t sealed; /* heads of cases sealed now */
    uint64_t reads;  /* records of reads sealed now */
    struct seal_head head;
};

/*
 * history_seal_all - seal the records of reads that were there when the sealing before ran, a minute ago at least, so that
 * none comes in late; then every head that has grown since its last seal. In transactions of up to 1,000 records or events; of
 * events only those since the last seal are read, with some before it. Any number may run at once, and one may die at any
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
