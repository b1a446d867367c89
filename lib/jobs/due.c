/* SPDX-License-Identifier: EUPL-1.2 */
#include "jobs/due.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/period.h"

DB_SHAPE(due_shape, due_row, DB_COLUMN(DB_U64, due_row, id), DB_COLUMN(DB_TEXT, due_row, ref), DB_COLUMN(DB_TEXT, due_row, area),
         DB_COLUMN(DB_TEXT, due_row, flow), DB_COLUMN(DB_U64, due_row, flow_version), DB_COLUMN(DB_TEXT, due_row, state),
         DB_COLUMN(DB_U64, due_row, version), DB_COLUMN(DB_MOMENT, due_row, changed_at), DB_COLUMN(DB_TEXT, due_row, field),
         DB_COLUMN(DB_U64, due_row, seq), DB_COLUMN(DB_DAY, due_row, day));

static int
by_change(const void *a, const void *b)
{
    const struct due_row *x = a, *y = b;
    int order = (x->changed_at > y->changed_at) - (x->changed_at < y->changed_at);

    return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

enum err_code
due_rows_from(struct lane_run *run, TALLOC_CTX *mem, int64_t changed_at, uint64_t id, struct due_row **rows, size_t *count,
              struct err *err)
{
    TRY(db_select(run->db, mem, SQL_TIMER_STAMPS, DB_ARGS(db_moment(changed_at), db_moment(changed_at), db_u64(id)), &due_shape,
                  rows, count, err));
    qsort(*rows, *count, sizeof **rows, by_change);
    return ERR_OK;
}

enum err_code
due_rows_of(struct lane_run *run, TALLOC_CTX *mem, uint64_t id, struct due_row **rows, size_t *count, struct err *err)
{
    return db_select(run->db, mem, SQL_TIMER_STAMPS_OF_CASE, DB_ARGS(db_u64(id)), &due_shape, rows, count, err);
}

size_t
due_count_rows(const struct due_row *rows, size_t count)
{
    size_t n = 1;

    while (n < count && rows[n].id == rows[0].id)
        n++;
    return n;
}

enum err_code
due_flow(const struct lane_run *run, const struct due_row *row, const struct decl_flow **flow, struct err *err)
{
    const struct decl_area *area = decl_area(run->setup->decl, row->area);

    *flow = area != NULL ? decl_flow(area, row->flow, (unsigned)row->flow_version) : NULL;
    if (*flow == NULL)
        return FAIL(err, ERR_DECLARED, "there is no conf/areas/%s/%s.%u.yaml", row->area, row->flow, (unsigned)row->flow_version);
    return ERR_OK;
}

int32_t
due_day(const struct decl_timer *timer, const struct due_row *rows, size_t count)
{
    const struct period idle = {.count = timer->idle, .unit = timer->unit};
    const struct due_row *newest = NULL;

    if (timer->idle > 0)
        return period_counted(&idle, clock_day(rows[0].changed_at));
    for (size_t i = 0; i < count; i++)
        if (rows[i].field != NULL && strcmp(rows[i].field, timer->field) == 0 && (newest == NULL || rows[i].seq > newest->seq))
            newest = &rows[i];
    return newest != NULL ? newest->day : DB_NO_DAY;
}

bool
due_since(const struct decl_timer *timer, int32_t day, int32_t today)
{
    const struct period ahead = {.count = timer->before, .unit = timer->unit};

    if (day == DB_NO_DAY)
        return false;
    return timer->before == 0 ? today > day : today >= period_back(&ahead, day);
}
