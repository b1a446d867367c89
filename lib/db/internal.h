/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of lib/db share; nobody else includes this. */
#ifndef IMI_DB_INTERNAL_H
#define IMI_DB_INTERNAL_H

#include <mysql.h>

#include "db/db.h"

#define DB_KEPT_STATEMENTS 100

struct prepared {
    uint64_t statement; /* with its variant bits */
    MYSQL_STMT *handle; /* NULL: free place */
    uint64_t last_use;
    const struct db_shape *shape; /* the one `order` was made for */
    unsigned *order;              /* column of the result -> column of the shape */
    unsigned n_columns;
};

struct db {
    struct db_conf conf;
    MYSQL *mysql; /* NULL: not connected */
    bool in_transaction;  /* set and ended by transaction.c only */
    enum err_code doomed; /* why the open transaction cannot be committed any more; ERR_OK: it can */
    bool patient; /* db_no_time_limit */
    unsigned statements;
    uint64_t uses;
    struct prepared kept[DB_KEPT_STATEMENTS];
};

/* db_connect - make the connection if there is none. */
enum err_code db_connect(struct db *db, struct err *err) ERR_MUST_CHECK;

/* db_disconnect - close it with all its statements. */
void db_disconnect(struct db *db);

/* db_error - the error for a failed call: number and text of the server; drops a lost connection. */
enum err_code db_error(struct db *db, unsigned number, const char *what, const char *text,
                       struct err *err);

/* db_lost - whether an error number says that the connection is gone. */
bool db_lost(unsigned number);

/*
 * A statement is its number, how often its block stands (SQL_TIMES), and its variant bits: bit VARIANT_SHIFT + n is its n-th
 * optional line, from 1 to 46 (statements.awk refuses more).
 */
#define TIMES_SHIFT 12
#define VARIANT_SHIFT 17

/* statement_join - the text of a statement, joined as its bits say; owned by mem. */
char *statement_join(TALLOC_CTX *mem, uint64_t statement);

/* statement_name - its name, for errors. */
const char *statement_name(uint64_t statement);

#endif
