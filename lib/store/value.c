/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/value.h"

#include <assert.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/part.h"
#include "store/history.h"

DB_SHAPE(value_shape, value_row, DB_COLUMN(DB_U64, value_row, id),
         DB_COLUMN(DB_TEXT, value_row, field), DB_COLUMN(DB_U64, value_row, version),
         DB_COLUMN(DB_U64, value_row, part), DB_COLUMN(DB_BYTES, value_row, commit_key),
         DB_COLUMN(DB_TEXT, value_row, language), DB_COLUMN(DB_TEXT, value_row, value),
         DB_COLUMN(DB_U64, value_row, store));

struct found_case {
    uint64_t case_id;
};

DB_SHAPE(found_shape, found_case, DB_COLUMN(DB_U64, found_case, case_id));

enum err_code
values_of_case(struct db *db, TALLOC_CTX *mem, uint64_t case_id, int member, int copy,
               struct value_row **rows, size_t *count, struct err *err)
{
    return db_select(db, mem, SQL_VALUES_OF_CASE,
                     DB_ARGS(db_u64(case_id), db_u64(MEMBER_FIRST), db_index(member), db_u64(case_id), db_u64(MEMBER_FIRST),
                             db_index(member), db_u64(case_id), db_index(copy)),
                     &value_shape, rows, count, err);
}

enum value_store
value_store(const struct value_new *value)
{
    return value->personal ? STORE_PERSONAL : STORE_CODED;
}

/* A coded value is the same in every language: none is kept with it. */
void
value_commit(unsigned char out[HASH_BYTES], unsigned part, const struct value_new *value)
{
    const struct committed committed = {.member = member_chain(part), .part = part, .store = value_store(value),
                                        .field = value->field, .version = value->version,
                                        .language = value->personal ? value->language : NULL, .value = value->value};

    history_commit(out, value->commit_key, &committed);
}

enum err_code
values_insert(struct db *db, TALLOC_CTX *mem, uint64_t case_id, unsigned part,
              const struct value_new *values, size_t count, struct err *err)
{
    struct db_value *coded = mem_zeros(mem, struct db_value, 6 * count + 1);
    struct db_value *personal = mem_zeros(mem, struct db_value, 7 * count + 1);
    size_t n_coded = 0, n_personal = 0;

    for (size_t i = 0; i < count; i++) {
        const struct value_new *value = &values[i];
        struct db_value *row = value->personal ? personal + 7 * n_personal++ : coded + 6 * n_coded++;

        *row++ = db_u64(case_id);
        *row++ = db_text(value->field);
        *row++ = db_u64(value->version);
        *row++ = db_u64(part);
        *row++ = db_bytes(value->commit_key, sizeof value->commit_key);
        if (value->personal)
            *row++ = db_text(value->language);
        *row = db_text(value->value);
    }
    TRY(db_exec_many(db, SQL_CASE_VALUE_INSERT, coded, 6, n_coded, err));
    return db_exec_many(db, SQL_PERSONAL_VALUE_INSERT, personal, 7, n_personal, err);
}

enum err_code
drafts_put(struct db *db, TALLOC_CTX *mem, uint64_t case_id, unsigned part, uint64_t user_id,
           int64_t now, const struct draft_new *values, size_t count, struct err *err)
{
    struct db_value *put = mem_zeros(mem, struct db_value, 7 * count + 1);
    struct db_value *drop = mem_zeros(mem, struct db_value, 3 * count + 1);
    size_t n_put = 0, n_drop = 0;

    for (size_t i = 0; i < count; i++) {
        const struct draft_new *value = &values[i];
        struct db_value *row = value->value != NULL ? put + 7 * n_put++ : drop + 3 * n_drop++;

        *row++ = db_u64(case_id);
        *row++ = db_u64(part);
        *row++ = db_text(value->field);
        if (value->value == NULL)
            continue;
        *row++ = db_text(value->language);
        *row++ = db_text(value->value);
        *row++ = db_u64(user_id);
        *row = db_moment(now);
    }
    TRY(db_exec_many(db, SQL_DRAFT_PUT, put, 7, n_put, err));
    return db_exec_many(db, SQL_DRAFT_DROP, drop, 3, n_drop, err);
}

enum err_code
drafts_drop(struct db *db, uint64_t case_id, int part, struct err *err)
{
    return db_exec(db, SQL_DRAFT_DROP_PART, DB_ARGS(db_u64(case_id), db_index(part)), NULL, err);
}

enum err_code
drafts_drop_all(struct db *db, uint64_t case_id, struct err *err)
{
    return db_exec(db, SQL_DRAFT_DROP_CASE, DB_ARGS(db_u64(case_id)), NULL, err);
}

enum err_code
values_erase(struct db *db, uint64_t case_id, uint64_t first, uint64_t last, bool *left, struct err *err)
{
    struct db_done done;

    TRY(db_exec(db, SQL_PERSONAL_VALUE_ERASE, DB_ARGS(db_u64(case_id), db_u64(first), db_u64(last)), &done, err));
    *left = done.affected >= 500;
    return ERR_OK;
}

enum err_code
search_keys_put(struct db *db, TALLOC_CTX *mem, uint64_t case_id, const struct search_key *keys, size_t count,
                struct err *err)
{
    struct db_value *rows = mem_zeros(mem, struct db_value, 3 * count + 1);

    for (size_t i = 0; i < count; i++) {
        rows[3 * i] = db_u64(keys[i].authority_id);
        rows[3 * i + 1] = db_text(keys[i].word);
        rows[3 * i + 2] = db_u64(case_id);
    }
    return db_exec_many(db, SQL_SEARCH_KEY_INSERT, rows, 3, count, err);
}

enum err_code
search_keys_drop(struct db *db, uint64_t case_id, struct err *err)
{
    return db_exec(db, SQL_SEARCH_KEY_DROP, DB_ARGS(db_u64(case_id)), NULL, err);
}

const char *
store_like(TALLOC_CTX *mem, const char *prefix)
{
    struct buf *pattern = buf_new(mem, 512);

    for (; *prefix != '\0'; prefix++) {
        if (*prefix == '!' || *prefix == '%' || *prefix == '_')
            buf_putc(pattern, '!');
        buf_putc(pattern, *prefix);
    }
    buf_putc(pattern, '%');
    return pattern->data;
}

struct hits {
    uint64_t place, hits;
};

DB_SHAPE(hits_shape, hits, DB_COLUMN(DB_U64, hits, place), DB_COLUMN(DB_U64, hits, hits));

/* The word with the fewest hits comes first; whether all its hits are looked through. */
static enum err_code
rarest_first(struct db *db, TALLOC_CTX *mem, uint64_t authority_id, const char **words, size_t n_words, bool *all,
             struct err *err)
{
    struct db_value args[4 * LIMIT_SEARCH_WORDS];
    struct hits *hits, least = {0, LIMIT_SEARCH_EXAMINED + 1};
    const char *first;
    size_t count;

    assert(n_words > 0);
    for (size_t i = 0; i < n_words; i++) {
        args[4 * i] = db_u64(i);
        args[4 * i + 1] = db_u64(authority_id);
        args[4 * i + 2] = db_text(store_like(mem, words[i]));
        args[4 * i + 3] = db_u64(LIMIT_SEARCH_EXAMINED + 1);
    }
    TRY(db_select(db, mem, SQL_SEARCH_WORD_HITS | SQL_TIMES(n_words), args, 4 * n_words, &hits_shape, &hits, &count, err));
    for (size_t i = 0; i < count; i++)
        if (hits[i].hits < least.hits)
            least = hits[i];
    first = words[least.place];
    words[least.place] = words[0];
    words[0] = first;
    *all = least.hits <= LIMIT_SEARCH_EXAMINED;
    return ERR_OK;
}

enum err_code
search_cases(struct db *db, TALLOC_CTX *mem, uint64_t authority_id, const char *const *words,
             size_t n_words, const char *area, struct search_found *found, struct err *err)
{
    static const uint64_t more[LIMIT_SEARCH_WORDS] = {
        0, SQL_CASE_BY_WORDS__WORD_B, SQL_CASE_BY_WORDS__WORD_C, SQL_CASE_BY_WORDS__WORD_D,
        SQL_CASE_BY_WORDS__WORD_E, SQL_CASE_BY_WORDS__WORD_F};
    const char *ordered[LIMIT_SEARCH_WORDS];
    struct db_value args[LIMIT_SEARCH_WORDS + 5];
    uint64_t statement = SQL_CASE_BY_WORDS;
    struct found_case *rows;
    size_t n = 0, count;

    for (size_t i = 0; i < n_words; i++)
        ordered[i] = words[i];
    TRY(rarest_first(db, mem, authority_id, ordered, n_words, &found->complete, err));
    args[n++] = db_u64(authority_id);
    args[n++] = db_text(store_like(mem, ordered[0]));
    args[n++] = db_u64(LIMIT_SEARCH_EXAMINED);
    args[n++] = db_u64(authority_id);
    for (size_t i = 1; i < n_words; i++) {
        statement |= more[i];
        args[n++] = db_text(store_like(mem, ordered[i]));
    }
    if (area != NULL) {
        statement |= SQL_CASE_BY_WORDS__AREA;
        args[n++] = db_text(area);
    }
    args[n++] = db_u64(LIMIT_SEARCH_FOUND + 1);
    TRY(db_select(db, mem, statement, args, n, &found_shape, &rows, &count, err));
    found->complete = found->complete && count <= LIMIT_SEARCH_FOUND;
    found->count = count <= LIMIT_SEARCH_FOUND ? count : LIMIT_SEARCH_FOUND;
    found->ids = mem_zeros(mem, uint64_t, found->count + 1);
    for (size_t i = 0; i < found->count; i++)
        found->ids[i] = rows[i].case_id;
    return ERR_OK;
}
