/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Questions that a test asks of its database itself, past the program: a connection of its own to the server that
 * IMI_TEST_DB_SOCKET names.
 */
#ifndef IMI_TESTS_SQL_H
#define IMI_TESTS_SQL_H

#include <check.h>
#include <mysql.h>
#include <stdarg.h>
#include <stdlib.h>
#include <talloc.h>

static MYSQL *sql_connection;

/* sql_begin - ask this database from now on. Once for each test: a connection does not survive a fork. */
static inline void
sql_begin(const char *database)
{
    sql_connection = mysql_init(NULL);
    ck_assert_msg(mysql_real_connect(sql_connection, NULL, "root", NULL, database, 0, getenv("IMI_TEST_DB_SOCKET"), 0) != NULL,
                  "%s", mysql_error(sql_connection));
}

static inline void
sql_end(void)
{
    mysql_close(sql_connection);
}

/* The columns of a row with blanks between them, the rows with line ends; NULL is "-". */
static inline char *
sql_join(TALLOC_CTX *mem, MYSQL_RES *result)
{
    char *text = talloc_strdup(mem, "");
    MYSQL_ROW row;

    while ((row = mysql_fetch_row(result)) != NULL)
        for (unsigned i = 0; i < mysql_num_fields(result); i++)
            text = talloc_asprintf_append(text, "%s%s", *text == '\0' ? "" : i == 0 ? "\n" : " ", row[i] != NULL ? row[i] : "-");
    return text;
}

static inline char *sql_ask(TALLOC_CTX *mem, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* sql_ask - what a statement gives, as text; "" for no row, and for a statement that gives none. */
static inline char *
sql_ask(TALLOC_CTX *mem, const char *format, ...)
{
    MYSQL_RES *result;
    va_list args;
    char *text;

    va_start(args, format);
    text = talloc_vasprintf(mem, format, args);
    va_end(args);
    ck_assert_msg(mysql_query(sql_connection, text) == 0, "%s: %s", mysql_error(sql_connection), text);
    result = mysql_store_result(sql_connection);
    if (result == NULL)
        return talloc_strdup(mem, "");
    text = sql_join(mem, result);
    mysql_free_result(result);
    return text;
}

#endif
