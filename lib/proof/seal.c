/* SPDX-License-Identifier: EUPL-1.2 */
#include "proof/seal.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"

#define HISTORY_LABEL "history"
/* Not "seal": that sub-key encrypts secrets (access/keys.c). */
#define SEAL_LABEL "history seal"
/* Of the hash (hash_parts); a change of what is hashed counts it up. */
#define SEAL_FORMAT 1
/* Events that are looked at again: far more than are written while one transaction is open. */
#define SEAL_OVERLAP 100000

struct number {
    uint64_t n;
};

DB_SHAPE(number_shape, number, DB_COLUMN(DB_U64, number, n));

struct last {
    uint64_t id;
    struct db_bytes hash;
    int64_t sealed_at;
};

DB_SHAPE(last_shape, last, DB_COLUMN(DB_U64, last, id), DB_COLUMN(DB_BYTES, last, hash),
         DB_COLUMN(DB_MOMENT, last, sealed_at));

struct head {
    uint64_t id, seq;
    struct db_bytes hash;
};

DB_SHAPE(head_shape, head, DB_COLUMN(DB_U64, head, id), DB_COLUMN(DB_U64, head, seq),
         DB_COLUMN(DB_BYTES, head, hash));

static int
wipe(struct seal_keys *keys)
{
    hash_wipe(keys, sizeof *keys);
    return 0;
}

const struct seal_keys *
seal_keys_new(TALLOC_CTX *mem, const struct keys *keys)
{
    struct seal_keys *made = mem_zero(mem, struct seal_keys);

    talloc_set_destructor(made, wipe);
    for (size_t i = 0; i < keys_count(keys); i++) {
        uint32_t number = keys_number(keys, i);

        if (keys_derive_from(keys, number, HISTORY_LABEL, made->history[made->count]) &&
            keys_derive_from(keys, number, SEAL_LABEL, made->seal[made->count]))
            made->count++;
    }
    return made;
}

static void
seal_hash(unsigned char out[HASH_BYTES], const unsigned char *key, const struct seal *seal)
{
    const struct hash_part parts[] = {
        hash_data(seal->previous.data, seal->previous.length), hash_number(seal->case_id),
        hash_number(seal->seq), hash_data(seal->head.data, seal->head.length),
        hash_number((uint64_t)seal->sealed_at),
    };

    hash_parts(out, key, SEAL_FORMAT, parts, sizeof parts / sizeof parts[0]);
}

bool
seal_true(const struct seal_keys *keys, const struct seal *seal)
{
    unsigned char hash[HASH_BYTES];

    for (size_t i = 0; i < keys->count && seal->hash.length == HASH_BYTES; i++) {
        seal_hash(hash, keys->seal[i], seal);
        if (hash_equal(hash, seal->hash.data, HASH_BYTES))
            return true;
    }
    return false;
}

/* One range of events, whose heads are sealed in one transaction. */
struct piece {
    TALLOC_CTX *mem;
    const struct seal_keys *keys;
    uint64_t after, upto;
    int64_t now;
    uint64_t sealed;
};

/* Everybody who seals changes this row first, so that the chain of seals has one end. */
static enum err_code
lock_chain(struct db *db, int64_t now, struct err *err)
{
    struct db_done done;

    TRY(db_exec(db, SQL_SEAL_LOCK, DB_NO_ARGS, &done, err));
    if (done.affected > 0)
        return ERR_OK;
    return db_exec(db, SQL_LANE_WRITE,
                   DB_ARGS(db_text("time"), db_moment(now), db_moment(clock_machine_now())), NULL, err);
}

static enum err_code
last_hash(struct db *db, TALLOC_CTX *mem, unsigned char hash[HASH_BYTES], struct err *err)
{
    struct last *last;
    size_t count;

    TRY(db_select(db, mem, SQL_SEAL_LAST, DB_NO_ARGS, &last_shape, &last, &count, err));
    memset(hash, 0, HASH_BYTES);
    if (count > 0 && last->hash.length == HASH_BYTES)
        memcpy(hash, last->hash.data, HASH_BYTES);
    return ERR_OK;
}

static enum err_code
write_seals(struct db *db, struct piece *piece, const struct head *heads, size_t count,
            struct err *err)
{
    struct db_value *rows = mem_zeros(piece->mem, struct db_value, 6 * count + 1);
    unsigned char(*hashes)[HASH_BYTES] = mem_size(piece->mem, (count + 1) * HASH_BYTES);

    TRY(last_hash(db, piece->mem, hashes[0], err));
    for (size_t i = 0; i < count; i++) {
        struct seal seal = {.case_id = heads[i].id,
                            .seq = heads[i].seq,
                            .head = heads[i].hash,
                            .sealed_at = piece->now,
                            .previous = {hashes[i], HASH_BYTES}};

        seal_hash(hashes[i + 1], piece->keys->seal[0], &seal);
        rows[6 * i] = db_u64(seal.case_id);
        rows[6 * i + 1] = db_u64(seal.seq);
        rows[6 * i + 2] = db_bytes(seal.head.data, seal.head.length);
        rows[6 * i + 3] = db_moment(seal.sealed_at);
        rows[6 * i + 4] = db_bytes(hashes[i], HASH_BYTES);
        rows[6 * i + 5] = db_bytes(hashes[i + 1], HASH_BYTES);
    }
    piece->sealed = count;
    return db_exec_many(db, SQL_SEAL_INSERT, rows, 6, count, err);
}

static enum err_code
read_heads(struct db *db, struct piece *piece, struct head **heads, size_t *count, struct err *err)
{
    return db_select(db, piece->mem, SQL_SEAL_HEADS, DB_ARGS(db_u64(piece->after), db_u64(piece->upto)), &head_shape,
                     heads, count, err);
}

static enum err_code
seal_piece(struct db *db, void *argument, struct err *err)
{
    struct piece *piece = argument;
    struct head *heads;
    size_t count;

    piece->sealed = 0;
    TRY(lock_chain(db, piece->now, err));
    TRY(read_heads(db, piece, &heads, &count, err));
    return count > 0 ? write_seals(db, piece, heads, count, err) : ERR_OK;
}

/* Most ranges that are read again are sealed already: that is asked before anything is locked. */
static enum err_code
seal_range(struct db *db, struct piece *piece, struct err *err)
{
    struct head *heads;
    size_t count;

    piece->sealed = 0;
    TRY(read_heads(db, piece, &heads, &count, err));
    return count > 0 ? db_transaction(db, seal_piece, piece, err) : ERR_OK;
}

/*
 * Seals are written in the order of the events that they are about, so nothing before the event of the last one is unsealed
 * but what was committed late: ids are given when a row is written, and become visible when its transaction ends.
 */
static enum err_code
find_start(struct db *db, uint64_t *after, struct err *err)
{
    struct number *last;

    TRY(db_one(db, db, SQL_SEAL_LAST_EVENT, DB_NO_ARGS, &number_shape, &last, err));
    *after = last->n > SEAL_OVERLAP ? last->n - SEAL_OVERLAP : 0;
    talloc_free(last);
    return ERR_OK;
}

static enum err_code
tell_last(struct db *db, TALLOC_CTX *mem, struct seal_outcome *outcome, struct err *err)
{
    struct last *last;
    size_t count;

    TRY(db_select(db, mem, SQL_SEAL_LAST, DB_NO_ARGS, &last_shape, &last, &count, err));
    if (count > 0 && last->hash.length == HASH_BYTES) {
        outcome->last_id = last->id;
        memcpy(outcome->last_hash, hash_hex(mem, last->hash.data, HASH_BYTES), HASH_HEX_SIZE);
    }
    return ERR_OK;
}

enum err_code
history_seal_all(struct db *db, const struct seal_keys *keys, int64_t now,
                 struct seal_outcome *outcome, struct err *err)
{
    struct piece piece = {.keys = keys, .now = now};
    enum err_code code = ERR_OK;

    *outcome = (struct seal_outcome){0};
    TRY(find_start(db, &piece.after, err));
    while (code == ERR_OK) {
        struct number *upto;

        piece.mem = mem_new(NULL, "seal");
        code = db_one(db, piece.mem, SQL_SEAL_UPTO, DB_ARGS(db_u64(piece.after)), &number_shape,
                      &upto, err);
        piece.upto = code == ERR_OK ? upto->n : 0;
        if (piece.upto == 0)
            break;
        code = seal_range(db, &piece, err);
        outcome->sealed += piece.sealed;
        piece.after = piece.upto;
        talloc_free(piece.mem);
    }
    if (code == ERR_OK)
        code = tell_last(db, piece.mem, outcome, err);
    if (piece.upto == 0)
        talloc_free(piece.mem);
    return code;
}

enum err_code
history_sealed_at(struct db *db, int64_t *moment, struct err *err)
{
    struct last *last;
    size_t count;

    TRY(db_select(db, db, SQL_SEAL_LAST, DB_NO_ARGS, &last_shape, &last, &count, err));
    *moment = count > 0 ? last->sealed_at : DB_NO_MOMENT;
    talloc_free(last);
    return ERR_OK;
}
