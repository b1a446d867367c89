/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Values of a case in their two stores and its working copy (docs/personal-data.md, Two stores): personal_value can be erased,
 * case_value stays, draft_value is replaced in place. lib/content/release.c is the only way from here to a reader.
 */
#ifndef IMI_STORE_VALUE_H
#define IMI_STORE_VALUE_H

#include "base/hash.h"
#include "base/limits.h"
#include "db/db.h"

enum value_store { STORE_CODED, STORE_PERSONAL, STORE_DRAFT, STORE_FILE = 2 };

struct value_row {
    uint64_t id; /* of a personal value, for the read record; 0 otherwise */
    const char *field;
    uint64_t version, part, store;
    struct db_bytes commit_key;
    const char *language;
    const char *value;
};

/*
 * values_of_case - all versions of what the parties and one member (-1: none) have written, and the working copy of a party or
 * member (-1: of none), in no order.
 */
enum err_code values_of_case(struct db *db, TALLOC_CTX *mem, uint64_t case_id, int member, int copy,
                             struct value_row **rows, size_t *count, struct err *err) ERR_MUST_CHECK;

/* A value about to be written for good. */
struct value_new {
    const char *field;
    uint64_t version;
    bool personal;
    const char *language;
    const char *value;
    unsigned char commit_key[32];
};

/* value_store - where a value that is about to be written will lie. */
enum value_store value_store(const struct value_new *value);

/* value_commit - what history commits to for a value that a part is about to write; out HASH_BYTES. */
void value_commit(unsigned char out[HASH_BYTES], unsigned part, const struct value_new *value);

/* values_insert - write new versions, two round trips at most. */
enum err_code values_insert(struct db *db, TALLOC_CTX *mem, uint64_t case_id, unsigned part,
                            const struct value_new *values, size_t count,
                            struct err *err) ERR_MUST_CHECK;

struct draft_new {
    const char *field, *language, *value; /* value NULL: take it out of the working copy */
};

/* drafts_put - write values of a working copy. */
enum err_code drafts_put(struct db *db, TALLOC_CTX *mem, uint64_t case_id, unsigned part,
                         uint64_t user_id, int64_t now, const struct draft_new *values,
                         size_t count, struct err *err) ERR_MUST_CHECK;

/* drafts_drop - end the working copy of a part. drafts_drop_all - those of all parts. */
enum err_code drafts_drop(struct db *db, uint64_t case_id, int part, struct err *err) ERR_MUST_CHECK;
enum err_code drafts_drop_all(struct db *db, uint64_t case_id, struct err *err) ERR_MUST_CHECK;

/* values_erase - delete up to 500 personal values of owners numbered from `first` to `last`; *left: there may be more of them. */
enum err_code values_erase(struct db *db, uint64_t case_id, uint64_t first, uint64_t last, bool *left,
                           struct err *err) ERR_MUST_CHECK;

struct search_key {
    uint64_t authority_id; /* who finds the case by the word */
    const char *word;
};

/* search_keys_put - make a case findable by words; one round trip. */
enum err_code search_keys_put(struct db *db, TALLOC_CTX *mem, uint64_t case_id, const struct search_key *keys,
                              size_t count, struct err *err) ERR_MUST_CHECK;

/* search_keys_drop - no authority finds the case by words any more. */
enum err_code search_keys_drop(struct db *db, uint64_t case_id, struct err *err) ERR_MUST_CHECK;

/* Ids of cases, newest first, at most LIMIT_SEARCH_FOUND; complete: no other case fits. */
struct search_found {
    uint64_t *ids;
    size_t count;
    bool complete;
};

/*
 * search_cases - an authority's cases of which each word (folded) begins a key. Of the rarest word LIMIT_SEARCH_EXAMINED hits are
 * looked through.
 * words  1 to LIMIT_SEARCH_WORDS. area  NULL: all.
 */
enum err_code search_cases(struct db *db, TALLOC_CTX *mem, uint64_t authority_id, const char *const *words,
                           size_t n_words, const char *area, struct search_found *found,
                           struct err *err) ERR_MUST_CHECK;

/* store_like - a prefix as a LIKE pattern with `!` as escape character. */
const char *store_like(TALLOC_CTX *mem, const char *prefix);

#endif
