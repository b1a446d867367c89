/* SPDX-License-Identifier: EUPL-1.2 */
/* Rows of a result, put into structs by the names of their columns. */
#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "db/internal.h"
#include "db/prepared.h"

#define MOST_COLUMNS 64
#define MOST_ROWS 100000
/* Longer texts and bytes are fetched a second time at their real length. */
#define SCRATCH_BYTES 256

struct cell {
    char scratch[SCRATCH_BYTES];
    uint64_t number;
    MYSQL_TIME time;
    unsigned long length;
    my_bool is_null;
    my_bool is_cut;
};

/* Each column of the result must be one of the shape, and the other way round. */
static enum err_code
match_columns(struct db *db, struct prepared *prepared, const struct db_shape *shape,
              struct err *err)
{
    MYSQL_RES *meta = mysql_stmt_result_metadata(prepared->handle);
    MYSQL_FIELD *fields;
    unsigned n, found = 0;

    if (meta == NULL)
        return FAIL(err, ERR_INTERNAL, "%s gives no rows", statement_name(prepared->statement));
    n = mysql_num_fields(meta);
    fields = mysql_fetch_fields(meta);
    prepared->shape = NULL; /* what is kept is of the columns below or of none */
    TALLOC_FREE(prepared->order);
    prepared->order = mem_zeros(db, unsigned, n + 1);
    for (unsigned i = 0; i < n; i++)
        for (unsigned j = 0; j < shape->n_columns; j++)
            if (strcmp(fields[i].name, shape->columns[j].name) == 0) {
                prepared->order[i] = j;
                found++;
                break;
            }
    mysql_free_result(meta);
    if (found != n || n != shape->n_columns || n > MOST_COLUMNS)
        return FAIL(err, ERR_INTERNAL, "%s: %u columns, %u of them among the %u of the struct",
                    statement_name(prepared->statement), n, found, shape->n_columns);
    prepared->shape = shape;
    prepared->n_columns = n;
    return ERR_OK;
}

static void
bind_cell(enum db_type type, struct cell *cell, MYSQL_BIND *bind)
{
    memset(bind, 0, sizeof *bind);
    bind->length = &cell->length;
    bind->is_null = &cell->is_null;
    bind->error = &cell->is_cut;
    switch (type) {
    case DB_TEXT:
    case DB_BYTES:
        bind->buffer_type = type == DB_TEXT ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
        bind->buffer = cell->scratch;
        bind->buffer_length = sizeof cell->scratch;
        break;
    case DB_MOMENT:
    case DB_DAY:
        bind->buffer_type = MYSQL_TYPE_DATETIME;
        bind->buffer = &cell->time;
        break;
    default:
        bind->buffer_type = MYSQL_TYPE_LONGLONG;
        bind->buffer = &cell->number;
        bind->is_unsigned = type != DB_I64;
    }
}

static int64_t
moment_of(const MYSQL_TIME *time)
{
    return (int64_t)day_from_civil((int)time->year, (int)time->month, (int)time->day) * CLOCK_DAY +
           ((int64_t)time->hour * 3600 + time->minute * 60 + time->second) * CLOCK_SECOND +
           (int64_t)time->second_part;
}

/* The texts of a row stand one after the other in one piece of memory. */
static char *
room_for_texts(TALLOC_CTX *mem, const struct prepared *prepared, const struct cell *cells)
{
    size_t size = 0;

    for (unsigned i = 0; i < prepared->n_columns; i++) {
        enum db_type type = prepared->shape->columns[prepared->order[i]].type;

        if ((type == DB_TEXT || type == DB_BYTES) && !cells[i].is_null)
            size += cells[i].length + 1;
    }
    return size > 0 ? mem_size(mem, size) : NULL;
}

static enum err_code
take_bytes(struct db *db, struct prepared *prepared, unsigned column, struct cell *cell, char **room, char **out,
           struct err *err)
{
    MYSQL_BIND bind;

    assert(*room != NULL); /* made for all of the row before */
    *out = *room;
    *room += cell->length + 1;
    (*out)[cell->length] = '\0';
    if (cell->length <= SCRATCH_BYTES) {
        memcpy(*out, cell->scratch, cell->length);
        return ERR_OK;
    }
    memset(&bind, 0, sizeof bind);
    bind.buffer_type = MYSQL_TYPE_BLOB;
    bind.buffer = *out;
    bind.buffer_length = cell->length;
    if (mysql_stmt_fetch_column(prepared->handle, &bind, column, 0) != 0)
        return db_error(db, mysql_stmt_errno(prepared->handle), "fetch",
                        mysql_stmt_error(prepared->handle), err);
    return ERR_OK;
}

static enum err_code
fill_cell(struct db *db, struct prepared *prepared, unsigned column, struct cell *cell, char **room, char *row,
          struct err *err)
{
    const struct db_column *to = &prepared->shape->columns[prepared->order[column]];
    void *place = row + to->offset;
    char *bytes = NULL;

    switch (to->type) {
    case DB_NULL:
        break;
    case DB_U64:
    case DB_I64:
        *(uint64_t *)place = cell->is_null ? 0 : cell->number;
        break;
    case DB_INDEX:
        *(int *)place = cell->is_null ? DB_NO_INDEX : (int)cell->number;
        break;
    case DB_FLAG:
        *(bool *)place = !cell->is_null && cell->number != 0;
        break;
    case DB_MOMENT:
        *(int64_t *)place = cell->is_null ? DB_NO_MOMENT : moment_of(&cell->time);
        break;
    case DB_DAY:
        *(int32_t *)place = cell->is_null ? DB_NO_DAY
                                          : (int32_t)(moment_of(&cell->time) / CLOCK_DAY);
        break;
    case DB_TEXT:
    case DB_BYTES:
        if (!cell->is_null)
            TRY(take_bytes(db, prepared, column, cell, room, &bytes, err));
        if (to->type == DB_TEXT)
            *(char **)place = bytes;
        else
            *(struct db_bytes *)place =
                (struct db_bytes){bytes, cell->is_null ? 0 : cell->length};
        break;
    }
    return ERR_OK;
}

static enum err_code
fetch_all(struct db *db, TALLOC_CTX *mem, struct prepared *prepared, char **rows, size_t *count,
          struct err *err)
{
    struct cell cells[MOST_COLUMNS];
    MYSQL_BIND binds[MOST_COLUMNS];
    const struct db_shape *shape = prepared->shape;
    uint64_t total;
    size_t size;
    int fetched = 0;
    char *room;

    for (unsigned i = 0; i < prepared->n_columns; i++)
        bind_cell(shape->columns[prepared->order[i]].type, &cells[i], &binds[i]);
    if (mysql_stmt_bind_result(prepared->handle, binds) != 0 ||
        mysql_stmt_store_result(prepared->handle) != 0)
        return db_error(db, mysql_stmt_errno(prepared->handle),
                        statement_name(prepared->statement), mysql_stmt_error(prepared->handle),
                        err);
    total = mysql_stmt_num_rows(prepared->handle);
    if (total > MOST_ROWS)
        return FAIL(err, ERR_INTERNAL, "%s: %" PRIu64 " rows", statement_name(prepared->statement), total);
    size = (total == 0 ? 1 : (size_t)total) * shape->size;
    *rows = mem_size(mem, size);
    memset(*rows, 0, size);
    for (*count = 0; *count < total; (*count)++) {
        fetched = mysql_stmt_fetch(prepared->handle);
        if (fetched != 0 && fetched != MYSQL_DATA_TRUNCATED)
            return db_error(db, mysql_stmt_errno(prepared->handle),
                            statement_name(prepared->statement),
                            mysql_stmt_error(prepared->handle), err);
        room = room_for_texts(*rows, prepared, cells);
        for (unsigned i = 0; i < prepared->n_columns; i++)
            TRY(fill_cell(db, prepared, i, &cells[i], &room, *rows + *count * shape->size, err));
    }
    return ERR_OK;
}

enum err_code
db_select(struct db *db, TALLOC_CTX *mem, uint64_t statement, const struct db_value *args,
          size_t n_args, const struct db_shape *shape, void *rows, size_t *count, struct err *err)
{
    struct prepared *prepared;
    enum err_code code = ERR_OK;

    TRY(statement_send(db, statement, true, args, n_args, &prepared, err));
    if (prepared->shape != shape)
        code = match_columns(db, prepared, shape, err);
    if (code == ERR_OK)
        code = fetch_all(db, mem, prepared, (char **)rows, count, err);
    /* Without this the connection takes no other statement. */
    if (db->mysql != NULL)
        mysql_stmt_free_result(prepared->handle);
    return code;
}

enum err_code
db_one(struct db *db, TALLOC_CTX *mem, uint64_t statement, const struct db_value *args,
       size_t n_args, const struct db_shape *shape, void *row, struct err *err)
{
    size_t count;

    TRY(db_select(db, mem, statement, args, n_args, shape, row, &count, err));
    if (count > 0)
        return ERR_OK;
    /* Whoever goes on without a row finds NULL, not an empty array. */
    memset(row, 0, sizeof(void *));
    return FAIL(err, ERR_NOT_FOUND, "%s: no row", statement_name(statement));
}
