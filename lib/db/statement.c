/* SPDX-License-Identifier: EUPL-1.2 */
/* Statements: their texts, their preparation and the binding of what goes in. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "db/internal.h"
#include "db/prepared.h"
#include "db/statement_list.h"

static struct prepared *
find_prepared(struct db *db, uint64_t statement)
{
    struct prepared *oldest = &db->kept[0];

    for (unsigned i = 0; i < DB_KEPT_STATEMENTS; i++) {
        struct prepared *prepared = &db->kept[i];

        if (prepared->handle != NULL && prepared->statement == statement)
            return prepared;
        if (prepared->handle == NULL || prepared->last_use < oldest->last_use)
            if (oldest->handle != NULL)
                oldest = prepared;
    }
    return oldest;
}

static void
close_prepared(struct prepared *prepared)
{
    if (prepared->handle != NULL)
        mysql_stmt_close(prepared->handle);
    TALLOC_FREE(prepared->order);
    memset(prepared, 0, sizeof *prepared);
}

enum err_code
statement_prepare(struct db *db, uint64_t statement, struct prepared **out, struct err *err)
{
    struct prepared *prepared = find_prepared(db, statement);
    char *text;
    enum err_code code;

    if (prepared->handle == NULL || prepared->statement != statement) {
        close_prepared(prepared);
        text = statement_join(db, statement);
        prepared->handle = mem_or_end(mysql_stmt_init(db->mysql));
        prepared->statement = statement;
        if (mysql_stmt_prepare(prepared->handle, text, strlen(text)) != 0) {
            MYSQL_STMT *handle = prepared->handle;

            talloc_free(text);
            prepared->handle = NULL;
            code = db_error(db, mysql_stmt_errno(handle), statement_name(statement),
                            mysql_stmt_error(handle), err);
            mysql_stmt_close(handle);
            return code;
        }
        talloc_free(text);
    }
    prepared->last_use = ++db->uses;
    *out = prepared;
    return ERR_OK;
}

static void
put_day(int32_t number, MYSQL_TIME *out)
{
    int year, month, day;

    memset(out, 0, sizeof *out);
    day_to_civil(number, &year, &month, &day);
    out->year = (unsigned)year;
    out->month = (unsigned)month;
    out->day = (unsigned)day;
}

static void
moment_to_mysql(int64_t moment, MYSQL_TIME *out)
{
    int64_t days = moment / CLOCK_DAY - (moment % CLOCK_DAY < 0 ? 1 : 0);
    int64_t rest = moment - days * CLOCK_DAY;
    int64_t seconds = rest / CLOCK_SECOND;
    put_day((int32_t)days, out);
    out->hour = (unsigned)(seconds / 3600);
    out->minute = (unsigned)(seconds / 60 % 60);
    out->second = (unsigned)(seconds % 60);
    out->second_part = (unsigned long)(rest % CLOCK_SECOND);
    out->time_type = MYSQL_TIMESTAMP_DATETIME;
}

static void
day_to_mysql(int32_t day, MYSQL_TIME *out)
{
    put_day(day, out);
    out->time_type = MYSQL_TIMESTAMP_DATE;
}

static void
bind_value(const struct db_value *value, MYSQL_BIND *bind, MYSQL_TIME *time)
{
    switch (value->type) {
    case DB_NULL:
        bind->buffer_type = MYSQL_TYPE_NULL;
        break;
    case DB_U64:
    case DB_I64:
    case DB_INDEX:
    case DB_FLAG:
        bind->buffer_type = MYSQL_TYPE_LONGLONG;
        bind->buffer = (void *)&value->as;
        bind->is_unsigned = value->type != DB_I64;
        break;
    case DB_TEXT:
    case DB_BYTES:
        bind->buffer_type = value->type == DB_TEXT ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
        bind->buffer = (void *)value->as.bytes.data;
        bind->buffer_length = value->as.bytes.length;
        break;
    case DB_MOMENT:
        moment_to_mysql(value->as.i64, time);
        bind->buffer_type = MYSQL_TYPE_DATETIME;
        bind->buffer = time;
        break;
    case DB_DAY:
        day_to_mysql((int32_t)value->as.i64, time);
        bind->buffer_type = MYSQL_TYPE_DATE;
        bind->buffer = time;
        break;
    }
}

static enum err_code
send_once(struct db *db, uint64_t statement, const struct db_value *args, size_t n_args,
          struct prepared **out, struct err *err)
{
    MYSQL_BIND binds[DB_MOST_ARGS];
    MYSQL_TIME times[DB_MOST_ARGS];
    struct prepared *prepared;

    TRY(db_connect(db, err));
    TRY(statement_prepare(db, statement, &prepared, err));
    if (mysql_stmt_param_count(prepared->handle) != n_args || n_args > DB_MOST_ARGS)
        return FAIL(err, ERR_INTERNAL, "%s wants %lu values, got %zu", statement_name(statement),
                    mysql_stmt_param_count(prepared->handle), n_args);
    memset(binds, 0, n_args * sizeof binds[0]);
    for (size_t i = 0; i < n_args; i++)
        bind_value(&args[i], &binds[i], &times[i]);
    db->statements++;
    if (mysql_stmt_bind_param(prepared->handle, binds) != 0 ||
        mysql_stmt_execute(prepared->handle) != 0)
        return db_error(db, mysql_stmt_errno(prepared->handle), statement_name(statement),
                        mysql_stmt_error(prepared->handle), err);
    *out = prepared;
    return ERR_OK;
}

enum err_code
statement_send(struct db *db, uint64_t statement, bool may_repeat, const struct db_value *args,
               size_t n_args, struct prepared **prepared, struct err *err)
{
    bool repeat = may_repeat && !db->in_transaction && db->mysql != NULL;
    enum err_code code = send_once(db, statement, args, n_args, prepared, err);

    /* The connection had been closed while idle: once more on a new one. */
    if (code == ERR_UNAVAILABLE && repeat && db->mysql == NULL)
        code = send_once(db, statement, args, n_args, prepared, err);
    return code;
}

enum err_code
db_exec(struct db *db, uint64_t statement, const struct db_value *args, size_t n_args,
        struct db_done *done, struct err *err)
{
    struct prepared *prepared;

    TRY(statement_send(db, statement, false, args, n_args, &prepared, err));
    if (mysql_stmt_field_count(prepared->handle) != 0) {
        mysql_stmt_free_result(prepared->handle);
        return FAIL(err, ERR_INTERNAL, "%s gives rows", statement_name(statement));
    }
    if (done != NULL) {
        done->affected = mysql_stmt_affected_rows(prepared->handle);
        done->insert_id = mysql_stmt_insert_id(prepared->handle);
    }
    return ERR_OK;
}

/* One column of many rows, as the connector wants it. */
static void
bind_column(TALLOC_CTX *mem, const struct db_value *args, size_t n_args, size_t n_rows,
            size_t column, MYSQL_BIND *bind)
{
    char *indicators = mem_zeros(mem, char, n_rows);
    unsigned long *lengths = mem_zeros(mem, unsigned long, n_rows);
    void **pointers = mem_zeros(mem, void *, n_rows);
    uint64_t *numbers = mem_zeros(mem, uint64_t, n_rows);
    MYSQL_TIME *times = mem_zeros(mem, MYSQL_TIME, n_rows);
    enum db_type type = DB_NULL;

    for (size_t i = 0; i < n_rows; i++) {
        const struct db_value *value = &args[i * n_args + column];
        MYSQL_BIND one = {0};

        bind_value(value, &one, &times[i]);
        if (value->type == DB_NULL) {
            indicators[i] = STMT_INDICATOR_NULL;
            continue;
        }
        type = value->type;
        pointers[i] = one.buffer;
        lengths[i] = one.buffer_length;
        numbers[i] = value->as.u64;
        bind->buffer_type = one.buffer_type;
        bind->is_unsigned = one.is_unsigned;
    }
    bind->u.indicator = indicators;
    bind->length = lengths;
    /* Of times, too, the connector wants one pointer a row. */
    if (type == DB_TEXT || type == DB_BYTES || type == DB_MOMENT || type == DB_DAY)
        bind->buffer = pointers;
    else
        bind->buffer = numbers;
    if (type == DB_NULL)
        bind->buffer_type = MYSQL_TYPE_LONGLONG;
}

enum err_code
db_exec_many(struct db *db, uint64_t statement, const struct db_value *args, size_t n_args,
             size_t n_rows, struct err *err)
{
    MYSQL_BIND binds[DB_MOST_ARGS];
    struct prepared *prepared;
    TALLOC_CTX *mem;
    unsigned rows = (unsigned)n_rows, one = 0; /* to the connector 0 is one row, in plain binds */
    int failed;

    if (n_rows == 0)
        return ERR_OK;
    TRY(db_connect(db, err));
    TRY(statement_prepare(db, statement, &prepared, err));
    if (mysql_stmt_param_count(prepared->handle) != n_args || n_args > DB_MOST_ARGS)
        return FAIL(err, ERR_INTERNAL, "%s wants %lu values, got %zu", statement_name(statement),
                    mysql_stmt_param_count(prepared->handle), n_args);
    mem = mem_new(db, "many");
    memset(binds, 0, n_args * sizeof binds[0]);
    for (size_t i = 0; i < n_args; i++)
        bind_column(mem, args, n_args, n_rows, i, &binds[i]);
    db->statements++;
    mysql_stmt_attr_set(prepared->handle, STMT_ATTR_ARRAY_SIZE, &rows);
    failed = mysql_stmt_bind_param(prepared->handle, binds) != 0 ||
             mysql_stmt_execute(prepared->handle) != 0;
    mysql_stmt_attr_set(prepared->handle, STMT_ATTR_ARRAY_SIZE, &one);
    talloc_free(mem);
    if (failed)
        return db_error(db, mysql_stmt_errno(prepared->handle), statement_name(statement),
                        mysql_stmt_error(prepared->handle), err);
    return ERR_OK;
}

static enum err_code
prepare_variants(struct db *db, unsigned number, struct err *err)
{
    const struct statement_text *text = &statement_list[number];
    struct prepared *prepared;
    unsigned flags = 0;

    for (unsigned i = 0; i < text->n_lines; i++)
        if (text->lines[i].flag > flags)
            flags = text->lines[i].flag;
    /* Each optional line alone, and none. */
    for (unsigned i = 0; i <= flags; i++)
        TRY(statement_prepare(db, number | (i == 0 ? 0 : UINT64_C(1) << (VARIANT_SHIFT + i)), &prepared, err));
    return ERR_OK;
}

enum err_code
db_prepare_all(struct db *db, struct err *err)
{
    TRY(db_connect(db, err));
    for (unsigned i = 0; i < statement_count; i++) {
        if (i == SQL_SESSION_NAMES || i == SQL_SESSION_SETTINGS || i == SQL_SESSION_NO_TIME_LIMIT)
            continue;
        TRY(prepare_variants(db, i, err));
    }
    return ERR_OK;
}
