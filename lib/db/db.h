/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * MariaDB: one connection per process, named statements, transactions.
 *
 * All SQL stands in sql/statements; a call names a statement and binds typed values, so user input is
 * never part of a text. A statement is prepared at its first use; at most 100 stay prepared. A connection
 * that was lost is made anew at the next statement outside a transaction; inside one the transaction
 * fails as a whole. Only lib/db includes mysql.h.
 */
#ifndef IMI_DB_DB_H
#define IMI_DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#include "base/err.h"
#include "base/member.h"
#include "db/statements.gen.h"

struct db;

struct db_conf {
    const char *socket; /* unix socket; NULL: host and port */
    const char *host;
    unsigned port;
    const char *name;
    const char *user;
    const char *password; /* NULL: none */
};

/* How a NULL of the database reads in a moment, a day or a place in a list. */
#define DB_NO_MOMENT INT64_MIN
#define DB_NO_DAY INT32_MIN
#define DB_NO_INDEX (-1)

enum db_type {
    DB_NULL,
    DB_U64,    /* uint64_t; NULL reads as 0 */
    DB_I64,    /* int64_t; NULL reads as 0 */
    DB_FLAG,   /* bool; NULL reads as false */
    DB_TEXT,   /* char *; NULL reads as NULL */
    DB_BYTES,  /* struct db_bytes; NULL reads as {NULL, 0} */
    DB_MOMENT, /* int64_t, microseconds since 1970 UTC; NULL reads as DB_NO_MOMENT */
    DB_DAY,    /* int32_t, days since 1970; NULL reads as DB_NO_DAY */
    DB_INDEX   /* int, a place in a declared list, from 0; NULL reads as DB_NO_INDEX */
};

struct db_bytes {
    const void *data;
    size_t length;
};

struct db_value {
    enum db_type type;
    union {
        uint64_t u64;
        int64_t i64;
        struct db_bytes bytes;
    } as;
};

/* Makers of values to bind. Text and bytes are borrowed until the call returns; NULL text binds NULL. */
struct db_value db_u64(uint64_t value);
struct db_value db_id_or_null(uint64_t id); /* 0 binds NULL */
struct db_value db_i64(int64_t value);
struct db_value db_flag(bool value);
struct db_value db_text(const char *text);
struct db_value db_bytes(const void *data, size_t length);
struct db_value db_moment(int64_t moment); /* DB_NO_MOMENT binds NULL */
struct db_value db_day(int32_t day);       /* DB_NO_DAY binds NULL */
struct db_value db_index(int index);       /* DB_NO_INDEX, as any below 0, binds NULL */

#define DB_ARGS(...)                                                                               \
    (const struct db_value[]){__VA_ARGS__},                                                        \
        sizeof((const struct db_value[]){__VA_ARGS__}) / sizeof(struct db_value)
#define DB_NO_ARGS NULL, 0

/* How the columns of a result fill a struct: by name, each exactly once. */
struct db_column {
    const char *name;
    enum db_type type;
    size_t offset;
};

struct db_shape {
    size_t size;
    const struct db_column *columns;
    unsigned n_columns;
};

/* DB_FITS - whether a member has the C type that enum db_type names for a type of the database. */
#define DB_FITS(type_, member_)                                                                    \
    _Generic(&(member_),                                                                           \
        uint64_t *: (type_) == DB_U64,                                                             \
        int64_t *: (type_) == DB_I64 || (type_) == DB_MOMENT,                                      \
        int32_t *: (type_) == DB_DAY || (type_) == DB_INDEX,                                       \
        bool *: (type_) == DB_FLAG,                                                                \
        char **: (type_) == DB_TEXT,                                                               \
        const char **: (type_) == DB_TEXT,                                                         \
        struct db_bytes *: (type_) == DB_BYTES,                                                    \
        default: false)

/* DB_MEMBER - the member that a column fills, as the struct of a shared part of statements is made of them (statements.awk). */
#define DB_MEMBER(type_, name_) DB_MEMBER_##type_ name_;
#define DB_MEMBER_U64 uint64_t
#define DB_MEMBER_I64 int64_t
#define DB_MEMBER_MOMENT int64_t
#define DB_MEMBER_DAY int32_t
#define DB_MEMBER_INDEX int32_t
#define DB_MEMBER_FLAG bool
#define DB_MEMBER_TEXT const char *

/* DB_COLUMN - a column and the member of the same name; DB_COLUMN_AS - a column of another name, or a member within a member. */
#define DB_COLUMN(type_, struct_, member) DB_COLUMN_AS(#member, type_, struct_, member)
#define DB_COLUMN_AS(name_, type_, struct_, member_)                                               \
    {name_, type_, MEMBER_OFFSET(struct_, member_, DB_FITS(type_, MEMBER(struct_, member_)))}
#define DB_SHAPE(name_, struct_, ...)                                                              \
    static const struct db_column name_##_columns[] = {__VA_ARGS__};                               \
    static const struct db_shape name_ = {sizeof(struct struct_), name_##_columns,                 \
                                          sizeof name_##_columns / sizeof name_##_columns[0]}

/* A statement with a block that stands n times, 1 to SQL_TIMES_MAX; its values once for each, in order. */
#define SQL_TIMES_MAX 63u
#define SQL_TIMES(n) ((uint64_t)(n) << 12)

struct db_done {
    uint64_t affected;
    uint64_t insert_id;
};

/*
 * db_new - a connection to be; the server is called at the first statement. Freed (and closed) with mem.
 * Never use one across fork().
 */
struct db *db_new(TALLOC_CTX *mem, const struct db_conf *conf);

/*
 * db_select - run a statement that gives rows.
 *
 * statement  SQL_NAME, with SQL_NAME__FLAG added for optional lines, and SQL_TIMES(n) for a block that stands n times
 * args       values in the order of the question marks of the text so joined
 * shape      where columns go; its names must be those of the result
 * rows       receives an array of structs, owned by mem; never NULL
 * count      receives their number
 * Errors: ERR_UNAVAILABLE server away, overloaded or read-only (answer 503); ERR_RETRY deadlock or lock
 *         timeout inside a transaction (pass it up: db_transaction runs it again); ERR_INTERNAL anything else.
 */
enum err_code db_select(struct db *db, TALLOC_CTX *mem, uint64_t statement,
                        const struct db_value *args, size_t n_args, const struct db_shape *shape,
                        void *rows, size_t *count, struct err *err) ERR_MUST_CHECK;

/* db_one - the same for the one row that there is; ERR_NOT_FOUND when there is none. `row` is a pointer to a pointer. */
enum err_code db_one(struct db *db, TALLOC_CTX *mem, uint64_t statement,
                     const struct db_value *args, size_t n_args, const struct db_shape *shape,
                     void *row, struct err *err) ERR_MUST_CHECK;

/*
 * db_exec - run a statement that changes rows. `done` may be NULL.
 * Errors: as db_select, and ERR_DUPLICATE a unique key exists already.
 */
enum err_code db_exec(struct db *db, uint64_t statement, const struct db_value *args,
                      size_t n_args, struct db_done *done, struct err *err) ERR_MUST_CHECK;

/*
 * db_exec_many - run one statement for many rows in one round trip. `args` holds the rows one after the
 * other, n_args values each; the values of a column have one type in all rows, or are NULL. n_rows 0 does nothing.
 * Errors: as db_exec; after an error none or some of the rows stand: call it inside a transaction only.
 */
enum err_code db_exec_many(struct db *db, uint64_t statement, const struct db_value *args,
                           size_t n_args, size_t n_rows, struct err *err) ERR_MUST_CHECK;

/*
 * db_transaction - run `work` between BEGIN and COMMIT; from BEGIN again, up to 5 times, when the server
 * says deadlock or lock timeout (also at COMMIT, as Galera does). `work` must therefore be a function of
 * its input alone and do nothing outside the database.
 * Errors: what `work` returned (rolled back); ERR_UNAVAILABLE; ERR_COMMIT_LOST the connection went away at
 *         COMMIT, so nobody knows: ask for the act key; ERR_INTERNAL a transaction is open already.
 * After a statement that failed with ERR_RETRY, or that lost the connection, the transaction is over: each further
 * statement of `work` is refused, and nothing is committed whatever `work` returns.
 */
typedef enum err_code db_work(struct db *db, void *argument, struct err *err);
enum err_code db_transaction(struct db *db, db_work *work, void *argument,
                             struct err *err) ERR_MUST_CHECK;

/* db_in_transaction - whether a transaction is open (asserted by functions that need one). */
bool db_in_transaction(const struct db *db);

/* db_ping - whether the server answers; connects if needed. */
enum err_code db_ping(struct db *db, struct err *err) ERR_MUST_CHECK;

/* db_statements - statements sent since db_statements_reset: counted for the log and the bench. */
unsigned db_statements(const struct db *db);
void db_statements_reset(struct db *db);

/*
 * db_no_time_limit - from now on no statement is ended for taking long: a migration may rewrite a large table. What the
 * session had is gone; outside a transaction.
 */
void db_no_time_limit(struct db *db);

/*
 * db_script - run a file of statements separated by `;` at line ends (migrations, grants). Not for user input.
 * Errors: ERR_INTERNAL with the server's text and the statement's number.
 */
enum err_code db_script(struct db *db, const char *text, struct err *err) ERR_MUST_CHECK;

/* db_prepare_all - prepare each statement in each variant on the real schema; the first that fails is the error. For tests and
 * doctor. */
enum err_code db_prepare_all(struct db *db, struct err *err) ERR_MUST_CHECK;

#endif
