/* SPDX-License-Identifier: EUPL-1.2 */
#include <errmsg.h>
#include <mysqld_error.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "db/internal.h"

#define CONNECT_TIMEOUT_S 5
#define ANSWER_TIMEOUT_S 30
#define NO_TIME_LIMIT_S (12 * 3600)

static int
close_all(struct db *db)
{
    db_disconnect(db);
    return 0;
}

struct db *
db_new(TALLOC_CTX *mem, const struct db_conf *conf)
{
    struct db *db = mem_zero(mem, struct db);

    db->conf.socket = mem_copy(db, conf->socket);
    db->conf.host = mem_copy(db, conf->host);
    db->conf.port = conf->port;
    db->conf.name = mem_copy(db, conf->name);
    db->conf.user = mem_copy(db, conf->user);
    db->conf.password = mem_copy(db, conf->password);
    talloc_set_destructor(db, close_all);
    return db;
}

void
db_disconnect(struct db *db)
{
    for (unsigned i = 0; i < DB_KEPT_STATEMENTS; i++) {
        if (db->kept[i].handle != NULL)
            mysql_stmt_close(db->kept[i].handle);
        TALLOC_FREE(db->kept[i].order);
        memset(&db->kept[i], 0, sizeof db->kept[i]);
    }
    if (db->mysql != NULL)
        mysql_close(db->mysql);
    db->mysql = NULL;
}

void
db_no_time_limit(struct db *db)
{
    db_disconnect(db);
    db->patient = true;
}

enum err_code
db_connect(struct db *db, struct err *err)
{
    unsigned connect_timeout = CONNECT_TIMEOUT_S, answer_timeout = db->patient ? NO_TIME_LIMIT_S : ANSWER_TIMEOUT_S;
    TALLOC_CTX *mem;
    enum err_code code = ERR_OK;

    if (db->doomed != ERR_OK)
        return FAIL(err, db->doomed, "a statement after the one by which its transaction was lost");
    if (db->mysql != NULL)
        return ERR_OK;
    mem = mem_new(db, "connect");
    db->mysql = mem_or_end(mysql_init(NULL));
    mysql_options(db->mysql, MYSQL_OPT_CONNECT_TIMEOUT, &connect_timeout);
    mysql_options(db->mysql, MYSQL_OPT_READ_TIMEOUT, &answer_timeout);
    mysql_options(db->mysql, MYSQL_OPT_WRITE_TIMEOUT, &answer_timeout);
    mysql_options(db->mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    mysql_options(db->mysql, MYSQL_INIT_COMMAND, statement_join(mem, SQL_SESSION_NAMES));
    mysql_options(db->mysql, MYSQL_INIT_COMMAND, statement_join(mem, SQL_SESSION_SETTINGS));
    if (db->patient)
        mysql_options(db->mysql, MYSQL_INIT_COMMAND, statement_join(mem, SQL_SESSION_NO_TIME_LIMIT));
    if (mysql_real_connect(db->mysql, db->conf.host, db->conf.user, db->conf.password,
                           db->conf.name, db->conf.port, db->conf.socket, 0) == NULL) {
        code = FAIL(err, ERR_UNAVAILABLE, "connect: %u %s", mysql_errno(db->mysql),
                    mysql_error(db->mysql));
        err->retry_after_s = 5;
        db_disconnect(db);
    }
    talloc_free(mem);
    return code;
}

bool
db_lost(unsigned number)
{
    return number == CR_SERVER_GONE_ERROR || number == CR_SERVER_LOST ||
           number == ER_CONNECTION_KILLED || number == ER_SERVER_SHUTDOWN ||
           number == CR_CONNECTION_ERROR || number == ER_UNKNOWN_COM_ERROR;
}

enum err_code
db_error(struct db *db, unsigned number, const char *what, const char *text, struct err *err)
{
    enum err_code code = ERR_INTERNAL;

    switch (number) {
    case ER_LOCK_DEADLOCK:
    case ER_LOCK_WAIT_TIMEOUT:
    case ER_ERROR_DURING_COMMIT:
        code = db->in_transaction ? ERR_RETRY : ERR_UNAVAILABLE;
        break;
    case ER_DUP_ENTRY:
        code = ERR_DUPLICATE;
        break;
    case ER_STATEMENT_TIMEOUT:
    case ER_QUERY_INTERRUPTED: /* an operator stopped it */
    case ER_OPTION_PREVENTS_STATEMENT: /* read-only server */
    case ER_CON_COUNT_ERROR:
        code = ERR_UNAVAILABLE;
        break;
    default:
        if (db_lost(number))
            code = ERR_UNAVAILABLE;
    }
    (void)FAIL(err, code, "%s: %u %s", what, number, text);
    if (code == ERR_UNAVAILABLE)
        err->retry_after_s = 5;
    if (db->in_transaction && (code == ERR_RETRY || db_lost(number)))
        db->doomed = code;
    if (db_lost(number))
        db_disconnect(db);
    return code;
}

enum err_code
db_ping(struct db *db, struct err *err)
{
    bool was_connected = db->mysql != NULL;

    TRY(db_connect(db, err));
    if (mysql_ping(db->mysql) == 0)
        return ERR_OK;
    db_error(db, mysql_errno(db->mysql), "ping", mysql_error(db->mysql), err);
    /* An idle connection may have been closed by the server, which answers a new one. */
    return was_connected && db->mysql == NULL ? db_connect(db, err) : err->code;
}

unsigned
db_statements(const struct db *db)
{
    return db->statements;
}

void
db_statements_reset(struct db *db)
{
    db->statements = 0;
}
