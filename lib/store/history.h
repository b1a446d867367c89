/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * History: an append-only chain of events per case, with a commitment for each value written, keyed outside
 * the database (docs/personal-data.md, History). It holds ids, codes, dates and states, never a value.
 *
 * commitment = BLAKE2b-256, keyed with the 32 random bytes that lie beside the value, of all of struct committed.
 * hash = BLAKE2b-256, keyed with the history key, of the hash before and all columns of the event and of its values in the
 * order of field and version. Both begin with the number of their format, and each part has its length before it
 * (base/hash.h, hash_parts).
 */
#ifndef IMI_STORE_HISTORY_H
#define IMI_STORE_HISTORY_H

#include "base/hash.h"
#include "db/db.h"
#include "store/subject.h"

struct event_row {
    uint64_t id, seq, user_id, authority_id, version, other_id, user_authority;
    int part; /* -1: none */
    int64_t at;
    const char *action, *from_state, *to_state, *rule;
    struct db_bytes previous, hash;
    const char *user_name, *user_status;
    bool contact_shown; /* the part of the event has ticked that its handlers are named */
    const char *authority_name, *authority_language, *authority_country;
    const char *other_name, *other_language, *other_country;
};

struct event_value {
    uint64_t event_id, member, seq;
    const char *field;
    uint64_t version, store;
    struct db_bytes commitment; /* length 0: erased by this event */
};

struct event_new {
    uint64_t case_id, member, user_id, authority_id, version, other_id; /* member 0: the case itself */
    int part; /* -1: none */
    int64_t at;
    const char *action, *from_state, *to_state, *rule;
    const char *facts; /* of facts_text */
    const struct event_value *values;
    size_t n_values;
};

/* What an act commits to of a value: all that decides what it says and who reads it. */
struct committed {
    uint64_t member;      /* whose life in the case it is of; 0: of the case itself */
    uint64_t part, store; /* who wrote it; where it lies (enum value_store) */
    const char *field;
    uint64_t version;
    const char *language; /* NULL: none */
    const char *value;
};

/* history_commit - the commitment for a value; out 32 bytes. */
void history_commit(unsigned char out[HASH_BYTES], const unsigned char commit_key[32], const struct committed *value);

/* Where the chain of a case goes on. */
struct history_head {
    uint64_t seq;    /* of the event to be */
    uint64_t sealed; /* the newest seal; 0: none, or it is the first event of its case, which asks for none */
    unsigned char previous[HASH_BYTES];
};

/*
 * history_next - the number that the next event of a case, or of a member (0: of none), will get, so that its stamps can name it
 * and its facts be told. The case, or the member, must be locked by the running transaction.
 */
enum err_code history_next(struct db *db, uint64_t case_id, uint64_t member, struct history_head *head,
                           struct err *err) ERR_MUST_CHECK;

/* history_append - add an event to the chain of a case that the running transaction has locked. head: of history_next. */
enum err_code history_append(struct db *db, TALLOC_CTX *mem, const unsigned char *history_key,
                             const struct history_head *head, const struct event_new *event, struct err *err) ERR_MUST_CHECK;

/* history_hash - the hash that an event must have, given where it stands and its values. */
void history_hash(unsigned char out[HASH_BYTES], TALLOC_CTX *mem, const unsigned char *history_key,
                  const struct history_head *head, const struct event_new *event);

/*
 * history_events - up to `limit` events of a case (member 0) or of a member, the newest first; before: only those with a lower
 * number, 0 for all.
 * contact: the flag that lets the other side see the names of a part's handlers (event_row.contact_shown); NULL: none.
 */
enum err_code history_events(struct db *db, TALLOC_CTX *mem, uint64_t case_id, uint64_t member, const char *contact,
                             uint64_t before, unsigned limit, struct event_row **events, size_t *count,
                             struct err *err) ERR_MUST_CHECK;

/* history_values - what the events of a case (member 0) or of a member from the number `first` to `last` wrote, in order. */
enum err_code history_values(struct db *db, TALLOC_CTX *mem, uint64_t case_id, uint64_t member, uint64_t first, uint64_t last,
                             struct event_value **values, size_t *count, struct err *err) ERR_MUST_CHECK;

struct read_new {
    int64_t at;
    uint64_t user_id, authority_id;
    enum subject_kind subject_kind;
    const char *subject_ids; /* of that kind, with blanks between them */
    const char *role, *door, *purpose, *value_ids, *request_id;
};

struct written_value {
    const char *field;
    uint64_t version;
};

/* history_before_other - which versions had been written when an authority took a part last, that act's own included. */
enum err_code history_before_other(struct db *db, TALLOC_CTX *mem, uint64_t case_id, struct written_value **values,
                                   size_t *count, struct err *err) ERR_MUST_CHECK;

/* history_first_month - YYYYMM of the first month whose records of reads are still kept at a moment of case time: five years. */
uint64_t history_first_month(int64_t now);

/* history_read - record that personal values are about to be shown; if this fails they must not be. */
enum err_code history_read(struct db *db, const struct read_new *read, struct err *err) ERR_MUST_CHECK;

#endif
