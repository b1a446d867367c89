/* SPDX-License-Identifier: EUPL-1.2 */
#include "retention/retention.h"

#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "retention/erase.h"

struct due {
    uint64_t id;
    const char *ref;
    int64_t at; /* midnight of its day, or when the draft was touched */
};

DB_SHAPE(due_shape, due, DB_COLUMN(DB_U64, due, id), DB_COLUMN(DB_TEXT, due, ref),
         DB_COLUMN(DB_MOMENT, due, at));

struct counts {
    uint64_t n_values, n_files, n_drafts;
};

DB_SHAPE(counts_shape, counts, DB_COLUMN(DB_U64, counts, n_values),
         DB_COLUMN(DB_U64, counts, n_files), DB_COLUMN(DB_U64, counts, n_drafts));

struct closed {
    uint64_t id;
    const char *ref, *area;
    int64_t closed_at, changed_at, blocked_at;
    int32_t block_due, erase_due;
};

DB_SHAPE(closed_shape, closed, DB_COLUMN(DB_U64, closed, id), DB_COLUMN(DB_TEXT, closed, ref),
         DB_COLUMN(DB_TEXT, closed, area), DB_COLUMN(DB_MOMENT, closed, closed_at),
         DB_COLUMN(DB_MOMENT, closed, changed_at),
         DB_COLUMN(DB_DAY, closed, block_due), DB_COLUMN(DB_DAY, closed, erase_due),
         DB_COLUMN(DB_MOMENT, closed, blocked_at));

/* The months of an area as closed cases were last compared with them, all that had changed until then. */
struct months {
    const char *area;
    uint64_t block_months, erase_months;
    int64_t compared_at;
};

DB_SHAPE(months_shape, months, DB_COLUMN(DB_TEXT, months, area), DB_COLUMN(DB_U64, months, block_months),
         DB_COLUMN(DB_U64, months, erase_months), DB_COLUMN(DB_MOMENT, months, compared_at));

static bool
stopped(const struct retention *retention)
{
    return retention->stop != NULL && retention->stop(retention->closure);
}

/* Tell of a case before it is done: afterwards there is nothing left to count. */
static enum err_code
tell_note(const struct retention *retention, TALLOC_CTX *mem, const struct due *due,
          enum retention_what what, struct err *err)
{
    struct retention_note note = {.what = what, .ref = due->ref};
    struct counts *counts;

    if (retention->note == NULL)
        return ERR_OK;
    if (what != RETENTION_BLOCK) {
        TRY(db_one(retention->db, mem, SQL_ERASE_COUNTS,
                   DB_ARGS(db_u64(due->id), db_u64(due->id), db_u64(due->id)), &counts_shape,
                   &counts, err));
        note.n_values = counts->n_values;
        note.n_files = counts->n_files;
        note.n_drafts = counts->n_drafts;
    }
    retention->note(&note, retention->closure);
    return ERR_OK;
}

static enum err_code
one(const struct retention *retention, TALLOC_CTX *mem, const struct due *due,
    enum retention_what what, uint64_t *done, struct err *err)
{
    bool changed = true;

    TRY(tell_note(retention, mem, due, what, err));
    if (!retention->dry_run && what == RETENTION_BLOCK)
        TRY(erase_block(retention, due->id, &changed, err));
    else if (!retention->dry_run)
        TRY(erase_case(retention, due->id, what == RETENTION_DRAFT, &changed, err));
    *done += changed;
    return ERR_OK;
}

/* What became of a case: its fault, unless it is passed over. */
static enum err_code
outcome(const struct retention *retention, const char *ref, enum err_code code, const struct err *err)
{
    bool passed = code != ERR_OK && retention->passes_over != NULL && retention->passes_over(ref, err, retention->closure);

    return passed ? ERR_OK : code;
}

/* All cases that a statement finds due; `limit` is the day until which, or the moment before which, they are. */
static enum err_code
walk_due(const struct retention *retention, uint64_t statement, struct db_value limit,
         enum retention_what what, uint64_t *done, struct err *err)
{
    enum err_code code = ERR_OK;
    struct due last = {0};
    size_t count = 1;

    while (code == ERR_OK && count > 0 && !stopped(retention)) {
        TALLOC_CTX *mem = mem_new(NULL, "retention");
        struct due *rows;

        code = db_select(retention->db, mem, statement, DB_ARGS(limit, db_moment(last.at), db_u64(last.id)),
                         &due_shape, &rows, &count, err);
        for (size_t i = 0; code == ERR_OK && i < count && !stopped(retention); i++) {
            code = outcome(retention, rows[i].ref, one(retention, mem, &rows[i], what, done, err), err);
            last = rows[i];
        }
        talloc_free(mem);
    }
    return code;
}

static const struct decl_area *
area_of(const struct retention *retention, const struct closed *row)
{
    return row->closed_at == DB_NO_MOMENT ? NULL : decl_area(retention->decl, row->area);
}

/* The days that hold today: never later than those set at closure. */
static bool
shorter(const struct retention *retention, const struct closed *row, int32_t *block, int32_t *erase)
{
    const struct decl_area *area = area_of(retention, row);
    int32_t day;

    *block = row->block_due;
    *erase = row->erase_due;
    if (area == NULL || area->block_months == 0 || area->erase_months == 0)
        return false;
    day = clock_day(row->closed_at);
    if (day_add_months(day, (int)area->block_months) < *block)
        *block = day_add_months(day, (int)area->block_months);
    if (day_add_months(day, (int)area->erase_months) < *erase)
        *erase = day_add_months(day, (int)area->erase_months);
    return *block != row->block_due || *erase != row->erase_due;
}

static enum err_code
shorten_one(const struct retention *retention, TALLOC_CTX *mem, const struct closed *row,
            struct err *err)
{
    int32_t block, erase, today = clock_day(retention->now);
    struct due due = {row->id, row->ref, 0};

    if (!shorter(retention, row, &block, &erase))
        return ERR_OK;
    if (!retention->dry_run)
        return erase_shorten(retention, row->id, block, erase, err);
    /* What is due by the days as they stand is told by the walks. */
    if (row->blocked_at == DB_NO_MOMENT && block <= today && row->block_due > today)
        TRY(tell_note(retention, mem, &due, RETENTION_BLOCK, err));
    if (erase <= today && row->erase_due > today)
        TRY(tell_note(retention, mem, &due, RETENTION_ERASE, err));
    return ERR_OK;
}

/* *passed: a case was passed over, and is to be looked at again. */
static enum err_code
shorten_closed(const struct retention *retention, int64_t since, bool *passed, struct err *err)
{
    enum err_code code = ERR_OK;
    uint64_t after = 0;
    size_t count = 1;

    while (code == ERR_OK && count > 0 && !stopped(retention)) {
        TALLOC_CTX *mem = mem_new(NULL, "shorten");
        struct closed *rows;

        code = db_select(retention->db, mem, SQL_RETENTION_CLOSED, DB_ARGS(db_moment(since), db_moment(since), db_u64(after)),
                         &closed_shape, &rows, &count, err);
        for (size_t i = 0; code == ERR_OK && i < count; i++) {
            code = shorten_one(retention, mem, &rows[i], err);
            *passed = *passed || code != ERR_OK;
            code = outcome(retention, rows[i].ref, code, err);
            after = rows[i].id;
            since = rows[i].changed_at;
        }
        talloc_free(mem);
    }
    return code;
}

static const struct months *
months_of(const struct months *known, size_t count, const char *area)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(known[i].area, area) == 0)
            return &known[i];
    return NULL;
}

/*
 * Since when closed cases of an area may have days that are longer than today's rule: from the beginning when its months are new
 * or shorter. Otherwise since they were last compared, because an endpoint that was not yet started anew may close by older
 * months; an hour before that, because an act that was under way then was not seen.
 */
static int64_t
longer_since(const struct decl_area *area, const struct months *known, int64_t now)
{
    if (known == NULL || area->block_months < known->block_months || area->erase_months < known->erase_months ||
        known->compared_at > now)
        return 0;
    return known->compared_at - CLOCK_HOUR;
}

static enum err_code
shorten(const struct retention *retention, TALLOC_CTX *mem, struct err *err)
{
    const struct decl *decl = retention->decl;
    struct months *known;
    int64_t since = retention->now;
    bool passed = false;
    size_t count;

    TRY(db_select(retention->db, mem, SQL_RETENTION_MONTHS, DB_NO_ARGS, &months_shape, &known, &count, err));
    for (size_t i = 0; i < decl->n_areas; i++) {
        const struct decl_area *area = &decl->areas[i];
        int64_t from = longer_since(area, months_of(known, count, area->id), retention->now);

        since = from < since ? from : since;
    }
    TRY(shorten_closed(retention, retention->dry_run ? 0 : since, &passed, err));
    /* Noted, all that was closed until now would be taken for compared. */
    for (size_t i = 0; i < decl->n_areas && !retention->dry_run && !passed && !stopped(retention); i++)
        TRY(db_exec(retention->db, SQL_RETENTION_MONTHS_NOTE,
                    DB_ARGS(db_text(decl->areas[i].id), db_u64(decl->areas[i].block_months),
                            db_u64(decl->areas[i].erase_months), db_moment(retention->now)),
                    NULL, err));
    return ERR_OK;
}

enum err_code
retention_shorten(const struct retention *retention, struct err *err)
{
    TALLOC_CTX *mem = mem_new(NULL, "shorten");
    enum err_code code = shorten(retention, mem, err);

    talloc_free(mem);
    return code;
}

enum err_code
retention_run(const struct retention *retention, struct retention_totals *totals, struct err *err)
{
    int32_t today = clock_day(retention->now);
    int64_t old = retention->now - RETENTION_DRAFT_ERASE_DAYS * CLOCK_DAY;

    *totals = (struct retention_totals){0};
    TRY(walk_due(retention, SQL_RETENTION_TO_BLOCK, db_day(today), RETENTION_BLOCK, &totals->blocked, err));
    TRY(walk_due(retention, SQL_RETENTION_TO_ERASE, db_day(today), RETENTION_ERASE, &totals->erased, err));
    return walk_due(retention, SQL_RETENTION_OLD_DRAFTS, db_moment(old), RETENTION_DRAFT, &totals->drafts, err);
}

const char *
retention_rule_text(const char *rule)
{
    return strcmp(rule, RETENTION_RULE_DRAFT) == 0 ? N_("draft untouched for 90 days") : rule;
}
