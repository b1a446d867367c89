/* SPDX-License-Identifier: EUPL-1.2 */
/* The chain of seals and its end: what a seal and the end are hashed of, and how seals are put behind the newest one. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "proof/seal_chain.h"

/* Of the hashes (hash_parts); a change of what is hashed counts them up. */
#define SEAL_FORMAT 2
#define END_FORMAT 1
#define SEAL_COLUMNS 13

DB_SHAPE(end_shape, seal_end, DB_COLUMN(DB_U64, seal_end, seal_id), DB_COLUMN(DB_U64, seal_end, reads_sealed),
         DB_COLUMN(DB_U64, seal_end, reads_seen), DB_COLUMN(DB_MOMENT, seal_end, seen_at),
         DB_COLUMN(DB_BYTES, seal_end, keyed), DB_COLUMN(DB_U64, seal_end, newest));

static const struct db_column seal_columns[] = {
    DB_COLUMN(DB_U64, seal, case_id), DB_COLUMN(DB_U64, seal, id), DB_COLUMN(DB_U64, seal, member),
    DB_COLUMN(DB_U64, seal, seq), DB_COLUMN(DB_U64, seal, month), DB_COLUMN(DB_U64, seal, reads_after),
    DB_COLUMN(DB_U64, seal, reads_upto), DB_COLUMN(DB_U64, seal, cases), DB_COLUMN(DB_U64, seal, events),
    DB_COLUMN(DB_BYTES, seal, head), DB_COLUMN(DB_BYTES, seal, previous), DB_COLUMN(DB_BYTES, seal, hash),
    DB_COLUMN(DB_MOMENT, seal, sealed_at)
};

const struct db_shape seal_shape = {sizeof(struct seal), seal_columns, sizeof seal_columns / sizeof seal_columns[0]};

static void
seal_hash(unsigned char out[HASH_BYTES], const unsigned char *key, const struct seal *seal)
{
    const struct hash_part parts[] = {
        hash_data(seal->previous.data, seal->previous.length), hash_number(seal->id), hash_number(seal->case_id),
        hash_number(seal->member), hash_number(seal->seq), hash_data(seal->head.data, seal->head.length),
        hash_number(seal->month), hash_number(seal->reads_after), hash_number(seal->reads_upto),
        hash_number(seal->cases), hash_number(seal->events), hash_number((uint64_t)seal->sealed_at),
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

/* The first part tells it from a seal, which is hashed with the same key. */
static void
end_hash(unsigned char out[HASH_BYTES], const unsigned char *key, const struct seal_end *end)
{
    const struct hash_part parts[] = {
        hash_text("end"), hash_number(end->seal_id), hash_number(end->reads_sealed), hash_number(end->reads_seen),
        hash_number((uint64_t)end->seen_at),
    };

    hash_parts(out, key, END_FORMAT, parts, sizeof parts / sizeof parts[0]);
}

bool
seal_end_true(const struct seal_keys *keys, const struct seal_end *end)
{
    unsigned char hash[HASH_BYTES];

    if (end->keyed.length == 0)
        return end->seal_id == 0;
    for (size_t i = 0; i < keys->count && end->keyed.length == HASH_BYTES; i++) {
        end_hash(hash, keys->seal[i], end);
        if (hash_equal(hash, end->keyed.data, HASH_BYTES))
            return true;
    }
    return false;
}

enum err_code
seal_end_read(struct db *db, TALLOC_CTX *mem, struct seal_end **end, struct err *err)
{
    return db_one(db, mem, SQL_SEAL_END_READ, DB_NO_ARGS, &end_shape, end, err);
}

enum err_code
seal_chain_lock(const struct sealing *sealing, TALLOC_CTX *mem, struct seal_end **end, struct err *err)
{
    struct db_done done;

    TRY(db_exec(sealing->db, SQL_SEAL_LOCK, DB_NO_ARGS, &done, err));
    if (done.affected == 0)
        TRY(db_exec(sealing->db, SQL_LANE_WRITE,
                    DB_ARGS(db_text("time"), db_moment(sealing->now), db_moment(clock_machine_now())), NULL, err));
    TRY(seal_end_read(sealing->db, mem, end, err));
    /* What is sealed on would make a new end, and what was done to the old one would not be told any more. */
    if (!seal_end_true(sealing->keys, *end) || (*end)->seal_id < (*end)->newest)
        return FAIL(err, ERR_INTERNAL, "the end of the seals is not as it was written, and nothing is sealed: imictl history verify");
    return ERR_OK;
}

static enum err_code
write_end(const struct sealing *sealing, struct seal_end *end, struct err *err)
{
    unsigned char keyed[HASH_BYTES];

    end_hash(keyed, sealing->keys->seal[0], end);
    return db_exec(sealing->db, SQL_SEAL_END_WRITE,
                   DB_ARGS(db_u64(end->seal_id), db_u64(end->reads_sealed), db_u64(end->reads_seen),
                            db_moment(end->seen_at), db_bytes(keyed, sizeof keyed)),
                   NULL, err);
}

static void
put_row(struct db_value *row, const struct seal *seal)
{
    *row++ = db_u64(seal->id);
    *row++ = db_id_or_null(seal->case_id);
    *row++ = db_u64(seal->member);
    *row++ = db_u64(seal->seq);
    *row++ = db_bytes(seal->head.data, seal->head.length);
    *row++ = db_id_or_null(seal->month);
    *row++ = db_u64(seal->reads_after);
    *row++ = db_u64(seal->reads_upto);
    *row++ = db_u64(seal->cases);
    *row++ = db_u64(seal->events);
    *row++ = db_moment(seal->sealed_at);
    *row++ = db_bytes(seal->previous.data, seal->previous.length);
    *row = db_bytes(seal->hash.data, seal->hash.length);
}

/* The newest seal; all zero before the first. */
static enum err_code
newest(struct db *db, TALLOC_CTX *mem, struct seal *seal, struct err *err)
{
    static const unsigned char no_hash[HASH_BYTES];
    struct seal *last;
    size_t count;

    TRY(db_select(db, mem, SQL_SEAL_LAST, DB_NO_ARGS, &seal_shape, &last, &count, err));
    *seal = count > 0 ? *last : (struct seal){.hash = {no_hash, HASH_BYTES}, .sealed_at = DB_NO_MOMENT};
    return ERR_OK;
}

enum err_code
seal_chain_add(const struct sealing *sealing, TALLOC_CTX *mem, struct seal_end *end, struct seal *seals, size_t count,
               struct err *err)
{
    struct db_value *rows = mem_zeros(mem, struct db_value, SEAL_COLUMNS * count + 1);
    struct seal before;

    TRY(newest(sealing->db, mem, &before, err));
    /* Numbers of seals that are gone are not used again: the gap tells of them for ever. */
    before.id = end->seal_id;
    for (size_t i = 0; i < count; i++) {
        unsigned char *hash = mem_size(mem, HASH_BYTES);
        struct seal *seal = &seals[i];

        seal->id = before.id + 1;
        seal->cases += before.cases;
        seal->events += before.events;
        seal->sealed_at = sealing->now;
        seal->previous = before.hash;
        seal_hash(hash, sealing->keys->seal[0], seal);
        seal->hash = (struct db_bytes){hash, HASH_BYTES};
        put_row(rows + SEAL_COLUMNS * i, seal);
        before = *seal;
    }
    TRY(db_exec_many(sealing->db, SQL_SEAL_INSERT, rows, SEAL_COLUMNS, count, err));
    end->seal_id = before.id;
    return write_end(sealing, end, err);
}

enum err_code
history_sealed_at(struct db *db, int64_t *moment, struct err *err)
{
    TALLOC_CTX *mem = mem_new(NULL, "last seal");
    struct seal last;
    enum err_code code = newest(db, mem, &last, err);

    *moment = code == ERR_OK ? last.sealed_at : DB_NO_MOMENT;
    talloc_free(mem);
    return code;
}

enum err_code
seal_chain_head(struct db *db, struct seal_head *head, struct err *err)
{
    TALLOC_CTX *mem = mem_new(NULL, "head");
    struct seal last;
    enum err_code code = newest(db, mem, &last, err);

    *head = (struct seal_head){.id = 0};
    if (code == ERR_OK && last.id != 0)
        *head = seal_head_of(mem, &last);
    talloc_free(mem);
    return code;
}

struct seal_head
seal_head_of(TALLOC_CTX *mem, const struct seal *seal)
{
    struct seal_head head = {.id = seal->id, .cases = seal->cases, .events = seal->events};

    if (seal->hash.length == HASH_BYTES)
        memcpy(head.hash, hash_hex(mem, seal->hash.data, HASH_BYTES), HASH_HEX_SIZE);
    return head;
}

const char *
seal_head_text(TALLOC_CTX *mem, const struct seal_head *head)
{
    return mem_printf(mem, "%" PRIu64 ":%s:%" PRIu64 ":%" PRIu64, head->id, head->hash, head->cases, head->events);
}

bool
seal_head_read(const char *text, struct seal_head *head)
{
    unsigned char hash[HASH_BYTES];
    int length = 0;

    *head = (struct seal_head){.id = 0};
    if (sscanf(text, "%" SCNu64 ":%64[0-9a-f]:%" SCNu64 ":%" SCNu64 "%n", &head->id, head->hash, &head->cases, &head->events,
               &length) != 4)
        return false;
    return text[length] == '\0' && head->id != 0 && hash_from_hex(head->hash, hash, sizeof hash);
}
