/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rows of cases: the file itself, who takes part, stamps, coded values. No rules: what may happen and who
 * may see is decided in lib/flow, the only caller.
 */
#ifndef IMI_STORE_CASE_H
#define IMI_STORE_CASE_H

#include "base/limits.h"
#include "base/part.h"
#include "db/db.h"

#define CASE_PARTS LIMIT_PARTS
#define CASE_REF_LENGTH 10 /* XXXX-XXXXX */

enum case_class { CASE_DRAFT, CASE_OPEN, CASE_CLOSED };

/* Who takes a part in a case. */
struct case_party {
    uint64_t authority_id; /* 0: nobody yet */
    const char *name, *language, *country;
    const char *other_name; /* in the reader's language, or NULL */
    const char *file_number;
    bool replaced; /* it was asked in place of another */
    int64_t since, opened_at;
    int32_t informed_on;
};

struct case_row {
    uint64_t id;
    const char *ref, *area, *flow, *state;
    uint64_t flow_version, class, version, made_by;
    int64_t made_at, changed_at, closed_at, blocked_at, erased_at;
    int32_t block_due, erase_due, due;
    int32_t waits; /* part that it waits for, or -1 */
    struct case_party parties[CASE_PARTS];
    bool allocation;  /* the reader's authority uses allocation in this flow */
    bool allocated;   /* the case is allocated to the reader */
};

/* A row of a list: the shell and the own file number only, as the part case_row in sql/statements/case.sql has its columns. */
struct case_shell {
    SQL_CASE_ROW(DB_MEMBER)
};

struct case_stamp {
    uint64_t member; /* whose it is; 0: that of the case itself */
    const char *field;
    uint64_t seq;
    int64_t moment;
    int32_t day;
};

/* case_new_ref - a reference that can be read aloud: eight random characters without vowels and look-alikes, and a check
 * character. */
void case_new_ref(char ref[CASE_REF_LENGTH + 1]);

/* case_ref_from - the reference that spells a number (modulo 26^8): for a training set, whose cases keep their numbers. */
void case_ref_from(uint64_t number, char ref[CASE_REF_LENGTH + 1]);

/* case_ref_valid - whether a text has the form of a reference and its check character is right (capitals only). */
bool case_ref_valid(const char *ref);

/*
 * case_open - a case as one authority and user meet it.
 * language  of descriptive names. Errors: ERR_NOT_FOUND there is none; those of db_one.
 */
enum err_code case_open(struct db *db, TALLOC_CTX *mem, const char *ref, const char *language,
                        uint64_t authority_id, uint64_t user_id, struct case_row **row,
                        struct err *err) ERR_MUST_CHECK;

struct case_locked {
    uint64_t id, version;
    bool blocked; /* or erased */
    int32_t block_due, erase_due;
};

struct case_relations {
    bool coordinates; /* request coordinator of a party */
    bool linked;      /* linked authority of a party */
};

/* case_relations - how an authority that takes no part in a case stands to those that do. */
enum err_code case_relations(struct db *db, TALLOC_CTX *mem, const struct case_row *row, uint64_t authority_id,
                             struct case_relations *relations, struct err *err) ERR_MUST_CHECK;

/* case_lock - lock a case for the running transaction; shared: for an act of one of its members. Errors: ERR_NOT_FOUND. */
enum err_code case_lock(struct db *db, const char *ref, bool shared, struct case_locked *locked, struct err *err) ERR_MUST_CHECK;
enum err_code case_lock_id(struct db *db, uint64_t id, struct err *err) ERR_MUST_CHECK;

struct case_new {
    const char *ref, *area, *flow, *state;
    unsigned flow_version;
    uint64_t user_id, authority_id;
    int64_t now; /* case time */
    bool waits;  /* the draft waits for its author */
};

/* case_ref_of - the reference of a case by its id. Errors: ERR_NOT_FOUND. */
enum err_code case_ref_of(struct db *db, TALLOC_CTX *mem, uint64_t id, const char **ref, struct err *err) ERR_MUST_CHECK;

/* case_insert - a new case in its initial state with its first part. Errors: ERR_DUPLICATE the reference is taken: try another.
 */
enum err_code case_insert(struct db *db, const struct case_new *new, uint64_t *id,
                          struct err *err) ERR_MUST_CHECK;

struct case_step {
    uint64_t id, version; /* the version that must be present */
    const char *state;
    enum case_class class;
    int64_t now, closed_at;
    int32_t block_due, erase_due;
    int waits_for; /* part, or -1 */
    int32_t due;   /* DB_NO_DAY: none */
    uint64_t authorities[CASE_PARTS]; /* of the parts, after the step; 0: nobody has it yet */
};

/*
 * case_other - the authority that the holder of a part deals with, as lists show it: for who begins the case the first of the
 * others, for all others who begins it. 0: nobody yet.
 */
uint64_t case_other(const uint64_t authorities[CASE_PARTS], unsigned part);

/* case_advance - the one writer of a case's state. Errors: ERR_STALE the version is not `step->version` any more. */
enum err_code case_advance(struct db *db, const struct case_step *step, struct err *err) ERR_MUST_CHECK;

/* case_touch - a draft was worked on at this moment; nothing for a case that has been sent. */
enum err_code case_touch(struct db *db, uint64_t id, int64_t now, struct err *err) ERR_MUST_CHECK;

/*
 * case_take_part - let the authority of step->authorities take a part, in place of another if `replace`, as the case will
 * stand after the step: case_advance follows.
 */
enum err_code case_take_part(struct db *db, const struct case_row *row, const struct case_step *step, unsigned part,
                             bool replace, struct err *err) ERR_MUST_CHECK;

/* case_opened - note that a party or member has opened the case for the first time; nothing if it had. */
enum err_code case_opened(struct db *db, uint64_t id, unsigned member, uint64_t authority_id,
                          int64_t now, struct err *err) ERR_MUST_CHECK;

/*
 * case_own - set the own file number of a party or member (NULL: none) and the day on which the person was informed
 * (DB_NO_DAY: none).
 */
enum err_code case_own(struct db *db, uint64_t id, unsigned member, uint64_t authority_id,
                       const char *file_number, int32_t informed_on, struct err *err) ERR_MUST_CHECK;

/* case_stamps_put - write moments and days, each under the number of the event that sets it; one round trip. */
enum err_code case_stamps_put(struct db *db, TALLOC_CTX *mem, uint64_t id, const struct case_stamp *stamps,
                              size_t count, struct err *err) ERR_MUST_CHECK;

/* case_stamps - the stamps of a case, then those of a member (0: of none), oldest first within a field. */
enum err_code case_stamps(struct db *db, TALLOC_CTX *mem, uint64_t id, uint64_t member, struct case_stamp **stamps,
                          size_t *count, struct err *err) ERR_MUST_CHECK;

/* case_stamp_last - the newest stamp of a field among those that case_stamps gave, or NULL. */
const struct case_stamp *case_stamp_last(const struct case_stamp *stamps, size_t count, const char *field);

/* Coded filters of a list; NULL, negative or 0 means any. */
struct case_filter {
    const char *area, *flow, *state, *country;
    int class; /* enum case_class or -1 */
    unsigned parts; /* bit set of the parts that the authority holds; 0: any */
    bool waits;
    int32_t due_before; /* open and due before this day; DB_NO_DAY: any */
    int64_t after;      /* cursor: moment of change, of a list by deadline its midnight; DB_NO_MOMENT from the start */
    uint64_t after_id;
    unsigned limit; /* 1..200 */
};

/* The indexes of case_part that a list goes by, each named for what it is asked for besides the authority. */
enum case_index {
    CASE_BY_AREAS,   /* nothing: the areas are tried on the rows */
    CASE_BY_AREA,    /* area */
    CASE_BY_STATE,   /* area, state, class, part */
    CASE_BY_CLASS,   /* area, class, part */
    CASE_BY_COUNTRY, /* area, country, class */
    CASE_BY_DUE      /* area, waits, class: in the order of deadlines */
};

/* One range of such an index: a piece of a list. */
struct case_key {
    const char *area, *state, *country;
    int class, part;
    bool waits;
};

/* A list: its pieces, and what must be tried on their rows because the index does not carry it. */
struct case_query {
    enum case_index index;
    const struct case_key *keys;
    size_t n_keys; /* 1..SQL_TIMES_MAX */
    const char *areas; /* joined by commas, with CASE_BY_AREAS only */
    struct case_filter rest; /* what is tried, and the cursor and limit; due_before is of the index CASE_BY_DUE */
};

/* Rows of a list, and where the search for more of them was given up; the next page begins there. */
struct case_rows {
    struct case_shell *items;
    size_t count;
    bool given_up; /* LIMIT_LIST_EXAMINED rows were tried and there are more */
    int64_t place;
    uint64_t place_id;
};

/* case_list - rows of an authority: latest change first, by CASE_BY_DUE the first deadline first and those without one last. */
enum err_code case_list(struct db *db, TALLOC_CTX *mem, uint64_t authority_id, const struct case_query *query,
                        struct case_rows *rows, struct err *err) ERR_MUST_CHECK;

/* What the column due of a part says of a case without a deadline: 9999-12-31, in days since 1970-01-01. */
#define CASE_NO_DEADLINE 2932896

/* Each number at most LIMIT_TASKS_COUNTED; with `more` there are more than that. */
struct case_count {
    const char *area, *state;
    uint64_t class, cases, overdue, today;
    bool more, overdue_more, today_more;
};

/* case_count_row - add one row of a list of tasks to counts that have room for one group more. */
void case_count_row(struct case_count *counts, size_t *count, const struct case_shell *row, int32_t today);

/* case_counts_sort - by area, open before drafts, by state: the order in which case_task_counts gives them. */
void case_counts_sort(struct case_count *counts, size_t count);

/* case_task_counts - how many cases wait, how many of them are overdue or due today, for each area and state of the keys. */
enum err_code case_task_counts(struct db *db, TALLOC_CTX *mem, uint64_t authority_id, const struct case_key *keys,
                               size_t n_keys, int32_t today, struct case_count **counts, size_t *count,
                               struct err *err) ERR_MUST_CHECK;

#endif
