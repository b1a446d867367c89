/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/search.h"

#include "base/clock.h"
#include "base/mem.h"
#include "store/shell.h"

struct answer {
    const char *case_ids;
    bool complete;
};

DB_SHAPE(answer_shape, answer, DB_COLUMN(DB_TEXT, answer, case_ids), DB_COLUMN(DB_FLAG, answer, complete));

enum err_code
search_answer_insert(struct db *db, const unsigned char hash[32], uint64_t user_id,
                     const char *area, const char *case_ids, bool complete, int64_t machine_now, struct err *err)
{
    return db_exec(db, SQL_SEARCH_ANSWER_INSERT,
                   DB_ARGS(db_bytes(hash, 32), db_u64(user_id), db_text(area), db_text(case_ids),
                           db_flag(complete), db_moment(machine_now)),
                   NULL, err);
}

enum err_code
search_answer_cases(struct db *db, TALLOC_CTX *mem, const unsigned char hash[32], uint64_t user_id,
                    uint64_t authority_id, const char *areas, int64_t oldest, struct case_rows *rows,
                    struct err *err)
{
    struct answer *answer;

    TRY(db_one(db, mem, SQL_SEARCH_ANSWER_FIND,
               DB_ARGS(db_bytes(hash, 32), db_u64(user_id), db_moment(oldest)), &answer_shape,
               &answer, err));
    *rows = (struct case_rows){.given_up = !answer->complete};
    return db_select(db, mem, SQL_SEARCH_ANSWER_CASES,
                     DB_ARGS(db_text(answer->case_ids), db_u64(authority_id), db_day(clock_today()),
                             db_text(areas), db_u64(user_id)),
                     &case_shell_shape, &rows->items, &rows->count, err);
}
