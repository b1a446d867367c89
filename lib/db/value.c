/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "db/db.h"

struct db_value
db_u64(uint64_t value)
{
    return (struct db_value){.type = DB_U64, .as.u64 = value};
}

struct db_value
db_id_or_null(uint64_t id)
{
    return id == 0 ? (struct db_value){.type = DB_NULL} : db_u64(id);
}

struct db_value
db_i64(int64_t value)
{
    return (struct db_value){.type = DB_I64, .as.i64 = value};
}

struct db_value
db_flag(bool value)
{
    return db_u64(value ? 1 : 0);
}

struct db_value
db_text(const char *text)
{
    if (text == NULL)
        return (struct db_value){.type = DB_NULL};
    return (struct db_value){.type = DB_TEXT, .as.bytes = {text, strlen(text)}};
}

struct db_value
db_bytes(const void *data, size_t length)
{
    if (data == NULL)
        return (struct db_value){.type = DB_NULL};
    return (struct db_value){.type = DB_BYTES, .as.bytes = {data, length}};
}

struct db_value
db_moment(int64_t moment)
{
    if (moment == DB_NO_MOMENT)
        return (struct db_value){.type = DB_NULL};
    return (struct db_value){.type = DB_MOMENT, .as.i64 = moment};
}

struct db_value
db_day(int32_t day)
{
    if (day == DB_NO_DAY)
        return (struct db_value){.type = DB_NULL};
    return (struct db_value){.type = DB_DAY, .as.i64 = day};
}

struct db_value
db_index(int index)
{
    if (index < 0)
        return (struct db_value){.type = DB_NULL};
    return db_u64((uint64_t)index);
}
