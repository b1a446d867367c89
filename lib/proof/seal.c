/* SPDX-License-Identifier: EUPL-1.2 */
/* Sealing: the heads of the chains that have grown, after the records of reads. */
#include "base/mem.h"
#include "proof/seal_chain.h"

#define HISTORY_LABEL "history"
/* Not "seal": that sub-key encrypts secrets (access/keys.c). */
#define SEAL_LABEL "history seal"
/* Events that are looked at again: far more than are written while one transaction is open. */
#define SEAL_OVERLAP 100000

struct number {
    uint64_t n;
};

DB_SHAPE(number_shape, number, DB_COLUMN(DB_U64, number, n));

/* The head of a chain that has grown, and how far its last seal goes. */
struct head {
    uint64_t id, member, seq, sealed;
    struct db_bytes hash;
};

DB_SHAPE(head_shape, head, DB_COLUMN(DB_U64, head, id), DB_COLUMN(DB_U64, head, member), DB_COLUMN(DB_U64, head, seq),
         DB_COLUMN(DB_U64, head, sealed), DB_COLUMN(DB_BYTES, head, hash));

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

/* One range of events, whose heads are sealed in one transaction. */
struct piece {
    TALLOC_CTX *mem;
    const struct sealing *sealing;
    uint64_t after, upto;
    uint64_t sealed;
};

static enum err_code
write_seals(struct piece *piece, struct seal_end *end, const struct head *heads, size_t count, struct err *err)
{
    struct seal *seals = mem_zeros(piece->mem, struct seal, count);

    for (size_t i = 0; i < count; i++)
        seals[i] = (struct seal){.case_id = heads[i].id, .member = heads[i].member, .seq = heads[i].seq,
                                 .head = heads[i].hash, .cases = heads[i].sealed == 0,
                                 .events = heads[i].seq - heads[i].sealed};
    piece->sealed = count;
    return seal_chain_add(piece->sealing, piece->mem, end, seals, count, err);
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
    struct seal_end *end;
    struct head *heads;
    size_t count;

    piece->sealed = 0;
    TRY(seal_chain_lock(piece->sealing, piece->mem, &end, err));
    TRY(read_heads(db, piece, &heads, &count, err));
    return count > 0 ? write_seals(piece, end, heads, count, err) : ERR_OK;
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
seal_heads(const struct sealing *sealing, uint64_t *sealed, struct err *err)
{
    struct piece piece = {.sealing = sealing};
    struct db *db = sealing->db;
    enum err_code code = ERR_OK;

    TRY(find_start(db, &piece.after, err));
    do {
        struct number *upto;

        piece.mem = mem_new(NULL, "seal");
        code = db_one(db, piece.mem, SQL_SEAL_UPTO, DB_ARGS(db_u64(piece.after)), &number_shape, &upto, err);
        piece.upto = code == ERR_OK ? upto->n : 0;
        if (piece.upto != 0)
            code = seal_range(db, &piece, err);
        *sealed += piece.sealed;
        piece.sealed = 0;
        piece.after = piece.upto;
        talloc_free(piece.mem);
    } while (code == ERR_OK && piece.upto != 0);
    return code;
}

enum err_code
history_seal_all(struct db *db, const struct seal_keys *keys, int64_t now,
                 struct seal_outcome *outcome, struct err *err)
{
    const struct sealing sealing = {db, keys, now};

    *outcome = (struct seal_outcome){0};
    TRY(seal_reads(&sealing, &outcome->reads, err));
    TRY(seal_heads(&sealing, &outcome->sealed, err));
    return seal_chain_head(db, &outcome->head, err);
}
