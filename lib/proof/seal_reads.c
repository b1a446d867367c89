/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sealing the record of reads. Numbers are given when a row is written and seen when its transaction ends, so what is sealed is
 * what the sealing before has seen: by then every record before the last one has come in. Whoever reads waits for nobody.
 */
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "proof/seal_chain.h"

#define READS_FORMAT 1
#define READS_PER_SEAL 1000
/* Far longer than the transaction that a record of a read stands in. */
#define SEEN_BEFORE (60 * CLOCK_SECOND)

DB_SHAPE(read_shape, sealed_read, DB_COLUMN(DB_U64, sealed_read, id), DB_COLUMN(DB_U64, sealed_read, month),
         DB_COLUMN(DB_U64, sealed_read, user_id), DB_COLUMN(DB_U64, sealed_read, authority_id),
         DB_COLUMN(DB_MOMENT, sealed_read, at), DB_COLUMN(DB_TEXT, sealed_read, role), DB_COLUMN(DB_TEXT, sealed_read, door),
         DB_COLUMN(DB_TEXT, sealed_read, purpose), DB_COLUMN(DB_TEXT, sealed_read, subject_kind),
         DB_COLUMN(DB_TEXT, sealed_read, subject_ids), DB_COLUMN(DB_TEXT, sealed_read, value_ids),
         DB_COLUMN(DB_TEXT, sealed_read, request_id));

struct number {
    uint64_t n;
};

DB_SHAPE(number_shape, number, DB_COLUMN(DB_U64, number, n));

enum err_code
seal_reads_between(struct db *db, TALLOC_CTX *mem, uint64_t after, uint64_t upto, size_t limit, struct sealed_read **reads,
                   size_t *count, struct err *err)
{
    return db_select(db, mem, SQL_SEAL_READS, DB_ARGS(db_u64(after), db_u64(upto), db_u64(limit)), &read_shape, reads, count,
                     err);
}

void
seal_reads_hash(unsigned char out[HASH_BYTES], const struct sealed_read *reads, size_t count)
{
    struct hash_part *parts = mem_zeros(NULL, struct hash_part, 12 * count + 1);
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        const struct sealed_read *read = &reads[i];

        parts[n++] = hash_number(read->id);
        parts[n++] = hash_number(read->month);
        parts[n++] = hash_number((uint64_t)read->at);
        parts[n++] = hash_number(read->user_id);
        parts[n++] = hash_number(read->authority_id);
        parts[n++] = hash_text(read->role);
        parts[n++] = hash_text(read->door);
        parts[n++] = hash_text(read->purpose);
        parts[n++] = hash_text(read->subject_kind);
        parts[n++] = hash_text(read->subject_ids);
        parts[n++] = hash_text(read->value_ids);
        parts[n++] = hash_text(read->request_id);
    }
    hash_parts(out, NULL, READS_FORMAT, parts, n);
    talloc_free(parts);
}

/* One transaction of a run. */
struct piece {
    const struct sealing *sealing;
    TALLOC_CTX *mem;
    uint64_t upto; /* the last record that the sealing before has seen; 0: it was a moment ago */
    size_t sealed;
};

/* What is there now is for the next sealing; what was there at the one before is for this. */
static enum err_code
look(struct db *db, void *argument, struct err *err)
{
    struct piece *piece = argument;
    const struct sealing *sealing = piece->sealing;
    struct seal_end *end;
    struct number *last;

    piece->upto = 0;
    TRY(seal_chain_lock(sealing, piece->mem, &end, err));
    if (end->seen_at != DB_NO_MOMENT && end->seen_at <= sealing->now && sealing->now - end->seen_at < SEEN_BEFORE)
        return ERR_OK;
    TRY(db_one(db, piece->mem, SQL_READ_LAST, DB_NO_ARGS, &number_shape, &last, err));
    piece->upto = end->reads_seen;
    end->reads_seen = last->n;
    end->seen_at = sealing->now;
    return seal_chain_add(sealing, piece->mem, end, NULL, 0, err);
}

/* The next records, as many as are of one month. */
static enum err_code
seal_piece(struct db *db, void *argument, struct err *err)
{
    struct piece *piece = argument;
    unsigned char hash[HASH_BYTES];
    struct sealed_read *reads;
    struct seal_end *end;
    struct seal seal;
    size_t count, n = 0;

    piece->sealed = 0;
    TRY(seal_chain_lock(piece->sealing, piece->mem, &end, err));
    TRY(seal_reads_between(db, piece->mem, end->reads_sealed, piece->upto, READS_PER_SEAL, &reads, &count, err));
    if (count == 0)
        return ERR_OK;
    while (n < count && reads[n].month == reads[0].month)
        n++;
    seal_reads_hash(hash, reads, n);
    seal = (struct seal){.seq = n, .month = reads[0].month, .reads_after = end->reads_sealed, .reads_upto = reads[n - 1].id,
                         .head = {hash, HASH_BYTES}};
    end->reads_sealed = seal.reads_upto;
    piece->sealed = n;
    return seal_chain_add(piece->sealing, piece->mem, end, &seal, 1, err);
}

enum err_code
seal_reads(const struct sealing *sealing, uint64_t *sealed, struct err *err)
{
    struct piece piece = {.sealing = sealing, .mem = mem_new(NULL, "look"), .sealed = 1};
    enum err_code code = db_transaction(sealing->db, look, &piece, err);

    talloc_free(piece.mem);
    while (code == ERR_OK && piece.upto != 0 && piece.sealed > 0) {
        piece.mem = mem_new(NULL, "reads");
        code = db_transaction(sealing->db, seal_piece, &piece, err);
        *sealed += piece.sealed;
        talloc_free(piece.mem);
    }
    return code;
}
