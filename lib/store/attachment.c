/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/attachment.h"

#include <inttypes.h>
#include <string.h>

#include "base/mem.h"
#include "base/part.h"
#include "base/rng.h"
#include "store/history.h"
#include "store/value.h"

DB_SHAPE(row_shape, attachment_row, DB_COLUMN(DB_U64, attachment_row, id),
         DB_COLUMN(DB_U64, attachment_row, part), DB_COLUMN(DB_TEXT, attachment_row, field),
         DB_COLUMN(DB_TEXT, attachment_row, name), DB_COLUMN(DB_TEXT, attachment_row, media_type),
         DB_COLUMN(DB_TEXT, attachment_row, language), DB_COLUMN(DB_TEXT, attachment_row, kind),
         DB_COLUMN(DB_U64, attachment_row, size), DB_COLUMN(DB_BYTES, attachment_row, sha256),
         DB_COLUMN(DB_U64, attachment_row, notes), DB_COLUMN(DB_TEXT, attachment_row, state),
         DB_COLUMN(DB_BYTES, attachment_row, commit_key),
         DB_COLUMN(DB_U64, attachment_row, uploaded_by),
         DB_COLUMN(DB_MOMENT, attachment_row, uploaded_at));

DB_SHAPE(left_shape, attachment_left, DB_COLUMN(DB_U64, attachment_left, id),
         DB_COLUMN(DB_U64, attachment_left, case_id), DB_COLUMN(DB_U64, attachment_left, part));

struct chunk {
    struct db_bytes data;
};

DB_SHAPE(chunk_shape, chunk, DB_COLUMN(DB_BYTES, chunk, data));

struct sums {
    uint64_t person, authority;
};

DB_SHAPE(sums_shape, sums, DB_COLUMN(DB_U64, sums, person), DB_COLUMN(DB_U64, sums, authority));

struct totals {
    uint64_t files, bytes;
};

DB_SHAPE(totals_shape, totals, DB_COLUMN(DB_U64, totals, files),
         DB_COLUMN(DB_U64, totals, bytes));

enum err_code
attachment_insert(struct db *db, const struct attachment_new *new, uint64_t *id, struct err *err)
{
    static const unsigned char no_hash[HASH_BYTES];
    unsigned char commit_key[ATTACHMENT_COMMIT_KEY_BYTES];
    struct db_done done;

    rng_bytes(commit_key, sizeof commit_key);
    TRY(db_exec(db, SQL_ATTACHMENT_INSERT,
                DB_ARGS(db_u64(new->case_id), db_u64(new->part), db_text(new->field),
                        db_text(new->name), db_bytes(no_hash, sizeof no_hash),
                        db_bytes(commit_key, sizeof commit_key), db_u64(new->user_id),
                        db_moment(new->now), db_bytes(new->upload_key, new->upload_key != NULL ? HASH_BYTES : 0)),
                &done, err));
    *id = done.insert_id;
    return ERR_OK;
}

enum err_code
attachment_chunk_put(struct db *db, uint64_t id, unsigned seq, const void *data, size_t length,
                     struct err *err)
{
    return db_exec(db, SQL_CHUNK_INSERT,
                   DB_ARGS(db_u64(id), db_u64(seq), db_bytes(data, length)), NULL, err);
}

enum err_code
attachment_chunk(struct db *db, TALLOC_CTX *mem, uint64_t id, unsigned seq, struct db_bytes *data,
                 struct err *err)
{
    struct chunk *rows;
    size_t count;

    TRY(db_select(db, mem, SQL_CHUNK_READ, DB_ARGS(db_u64(id), db_u64(seq)), &chunk_shape, &rows,
                  &count, err));
    *data = count > 0 ? rows->data : (struct db_bytes){NULL, 0};
    return ERR_OK;
}

enum err_code
attachment_rewrite(struct db *db, uint64_t id, unsigned chunks, const void *data, size_t size,
                   size_t chunk_bytes, struct err *err)
{
    unsigned seq = 0;

    for (size_t at = 0; at < size; at += chunk_bytes, seq++) {
        size_t length = size - at < chunk_bytes ? size - at : chunk_bytes;

        TRY(db_exec(db, SQL_CHUNK_REPLACE,
                    DB_ARGS(db_bytes((const char *)data + at, length), db_u64(id), db_u64(seq)),
                    NULL, err));
    }
    if (seq == 0 || seq > chunks)
        return FAIL(err, ERR_INTERNAL, "a rewritten file of %u chunks instead of %u", seq, chunks);
    if (seq == chunks)
        return ERR_OK;
    return db_exec(db, SQL_CHUNK_DROP_AFTER, DB_ARGS(db_u64(id), db_u64(seq - 1)), NULL, err);
}

enum err_code
attachment_finish(struct db *db, uint64_t id, const struct attachment_facts *facts, struct err *err)
{
    struct db_done done;

    TRY(db_exec(db, SQL_ATTACHMENT_FINISH,
                DB_ARGS(db_text(facts->media_type), db_u64(facts->size),
                        db_bytes(facts->sha256, sizeof facts->sha256), db_u64(facts->notes),
                        db_text(facts->language), db_text(facts->kind), db_u64(id)),
                &done, err));
    if (done.affected != 1)
        return FAIL(err, ERR_NOT_FOUND, "attachment %" PRIu64 " is not pending", id);
    return ERR_OK;
}

enum err_code
attachment_describe(struct db *db, uint64_t case_id, unsigned part, uint64_t id,
                    const char *language, const char *kind, struct err *err)
{
    return db_exec(db, SQL_ATTACHMENT_DESCRIBE,
                   DB_ARGS(db_text(language), db_text(kind), db_u64(id), db_u64(case_id),
                           db_u64(part)),
                   NULL, err);
}

enum err_code
attachment_link(struct db *db, TALLOC_CTX *mem, const uint64_t *ids, size_t count, struct err *err)
{
    struct db_value *rows = mem_zeros(mem, struct db_value, count + 1);

    for (size_t i = 0; i < count; i++)
        rows[i] = db_u64(ids[i]);
    return db_exec_many(db, SQL_ATTACHMENT_LINK, rows, 1, count, err);
}

enum err_code
attachment_drop(struct db *db, uint64_t case_id, unsigned part, uint64_t id, struct err *err)
{
    TRY(db_exec(db, SQL_ATTACHMENT_DROP_CHUNKS,
                DB_ARGS(db_u64(id), db_u64(case_id), db_u64(part)), NULL, err));
    return db_exec(db, SQL_ATTACHMENT_DROP, DB_ARGS(db_u64(id), db_u64(case_id), db_u64(part)),
                   NULL, err);
}

enum err_code
attachments_of_case(struct db *db, TALLOC_CTX *mem, uint64_t case_id, struct attachment_row **rows,
                    size_t *count, struct err *err)
{
    return db_select(db, mem, SQL_ATTACHMENTS_OF_CASE, DB_ARGS(db_u64(case_id)), &row_shape, rows,
                     count, err);
}

enum err_code
attachment_by_key(struct db *db, TALLOC_CTX *mem, uint64_t case_id, const unsigned char *upload_key, struct attachment_row **row,
                  struct err *err)
{
    size_t count;

    TRY(db_select(db, mem, SQL_ATTACHMENT_BY_KEY, DB_ARGS(db_u64(case_id), db_bytes(upload_key, HASH_BYTES)), &row_shape, row,
                  &count, err));
    if (count == 0)
        *row = NULL;
    return ERR_OK;
}

enum err_code
attachment_totals(struct db *db, uint64_t case_id, int member, uint64_t *files, uint64_t *bytes,
                  struct err *err)
{
    bool alone = member >= MEMBER_FIRST;
    uint64_t first = alone ? (uint64_t)member : 0, last = alone ? (uint64_t)member : MEMBER_FIRST - 1;
    struct totals *row;

    TRY(db_one(db, db, SQL_ATTACHMENT_TOTALS, DB_ARGS(db_u64(case_id), db_u64(first), db_u64(last)), &totals_shape, &row, err));
    *files = row->files;
    *bytes = row->bytes;
    talloc_free(row);
    return ERR_OK;
}

enum err_code
attachment_sums(struct db *db, uint64_t user_id, uint64_t authority_id, int64_t since, uint64_t *person, uint64_t *authority,
                struct err *err)
{
    struct sums *row;

    TRY(db_one(db, db, SQL_ATTACHMENT_SUMS, DB_ARGS(db_u64(user_id), db_moment(since), db_u64(authority_id)), &sums_shape, &row,
               err));
    *person = row->person;
    *authority = row->authority;
    talloc_free(row);
    return ERR_OK;
}

enum err_code
attachments_stale(struct db *db, TALLOC_CTX *mem, int64_t before, struct attachment_left **rows,
                  size_t *count, struct err *err)
{
    return db_select(db, mem, SQL_ATTACHMENT_STALE, DB_ARGS(db_moment(before)), &left_shape, rows,
                     count, err);
}

enum err_code
attachments_erase(struct db *db, TALLOC_CTX *mem, uint64_t case_id, bool *left, struct err *err)
{
    struct attachment_row *rows;
    struct db_done done;
    size_t count;

    TRY(db_select(db, mem, SQL_ATTACHMENT_ALL_OF_CASE, DB_ARGS(db_u64(case_id)), &row_shape, &rows,
                  &count, err));
    *left = count > 0;
    if (count == 0)
        return ERR_OK;
    TRY(db_exec(db, SQL_ATTACHMENT_ERASE_CHUNKS, DB_ARGS(db_u64(rows[0].id)), &done, err));
    if (done.affected >= 10)
        return ERR_OK;
    TRY(db_exec(db, SQL_ATTACHMENT_ERASE, DB_ARGS(db_u64(rows[0].id), db_u64(case_id)), NULL, err));
    *left = count > 1;
    return ERR_OK;
}

const char *
attachment_field(TALLOC_CTX *mem, const struct attachment_row *row)
{
    return mem_printf(mem, "file.%" PRIu64, row->id);
}

void
attachment_commit(unsigned char out[HASH_BYTES], const struct attachment_row *row)
{
    TALLOC_CTX *mem = mem_new(NULL, "commitment");
    unsigned char commit_key[ATTACHMENT_COMMIT_KEY_BYTES] = {0};
    char *value = mem_printf(mem, "%s\n%s\n%" PRIu64 "\n%s\n%s\n%s\n%s\n%" PRIu64 "\n%" PRIu64 "\n%" PRId64, row->name,
                             row->media_type, row->size, hash_hex(mem, row->sha256.data, row->sha256.length), row->field,
                             row->language != NULL ? row->language : "", row->kind != NULL ? row->kind : "", row->notes,
                             row->uploaded_by, row->uploaded_at);

    if (row->commit_key.length == sizeof commit_key)
        memcpy(commit_key, row->commit_key.data, sizeof commit_key);
    history_commit(out, commit_key, &(struct committed){.member = member_chain(row->part),
                                                    .part = row->part, .store = STORE_FILE,
                                                        .field = attachment_field(mem, row), .version = 1, .value = value});
    talloc_free(mem);
}
