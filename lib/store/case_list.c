/* SPDX-License-Identifier: EUPL-1.2 */
/* Rows of lists: read in pieces, each one range of an index that the statement names. */
#include "store/case.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/mem.h"
#include "store/shell.h"

#define PIECE_VALUES 16

#define SHELL_COLUMN(type, name) DB_COLUMN(DB_##type, case_shell, name),

static const struct db_column shell_columns[] = {SQL_CASE_ROW(SHELL_COLUMN)};
const struct db_shape case_shell_shape = {sizeof(struct case_shell), shell_columns,
                                          sizeof shell_columns / sizeof shell_columns[0]};

DB_SHAPE(count_shape, case_count, DB_COLUMN(DB_TEXT, case_count, area),
         DB_COLUMN(DB_TEXT, case_count, state), DB_COLUMN(DB_U64, case_count, class),
         DB_COLUMN(DB_U64, case_count, cases), DB_COLUMN(DB_U64, case_count, overdue),
         DB_COLUMN(DB_U64, case_count, today));

struct end {
    int64_t place;
    uint64_t id;
};

DB_SHAPE(end_shape, end, DB_COLUMN(DB_MOMENT, end, place), DB_COLUMN(DB_U64, end, id));

/* The optional lines of a statement by what they are for; of its twin that looks for the end they are others. */
struct lines {
    uint64_t statement, index[CASE_BY_DUE + 1], late, after, flow, state, class, parts, country, waits, until, many;
};

static const struct lines list_lines = {
    .statement = SQL_CASE_LIST,
    .index = {[CASE_BY_AREAS] = SQL_CASE_LIST__BY_AREAS,
              [CASE_BY_AREA] = SQL_CASE_LIST__AREA | SQL_CASE_LIST__BY_AREA,
              [CASE_BY_STATE] = SQL_CASE_LIST__AREA | SQL_CASE_LIST__BY_STATE,
              [CASE_BY_CLASS] = SQL_CASE_LIST__AREA | SQL_CASE_LIST__BY_CLASS,
              [CASE_BY_COUNTRY] = SQL_CASE_LIST__AREA | SQL_CASE_LIST__BY_COUNTRY},
    .after = SQL_CASE_LIST__AFTER,
    .flow = SQL_CASE_LIST__FLOW,
    .state = SQL_CASE_LIST__STATE,
    .class = SQL_CASE_LIST__CLASS,
    .parts = SQL_CASE_LIST__PARTS,
    .country = SQL_CASE_LIST__COUNTRY,
    .waits = SQL_CASE_LIST__WAITS,
    .until = SQL_CASE_LIST__UNTIL,
    .many = SQL_CASE_LIST__MANY};

static const struct lines list_end_lines = {
    .statement = SQL_CASE_LIST_END,
    .index = {[CASE_BY_AREAS] = SQL_CASE_LIST_END__BY_AREAS,
              [CASE_BY_AREA] = SQL_CASE_LIST_END__AREA | SQL_CASE_LIST_END__BY_AREA,
              [CASE_BY_STATE] = SQL_CASE_LIST_END__AREA | SQL_CASE_LIST_END__BY_STATE,
              [CASE_BY_CLASS] = SQL_CASE_LIST_END__AREA | SQL_CASE_LIST_END__BY_CLASS,
              [CASE_BY_COUNTRY] = SQL_CASE_LIST_END__AREA | SQL_CASE_LIST_END__BY_COUNTRY},
    .after = SQL_CASE_LIST_END__AFTER};

static const struct lines due_lines = {.statement = SQL_CASE_DUE_LIST,
                                       .late = SQL_CASE_DUE_LIST__LATE,
                                       .after = SQL_CASE_DUE_LIST__AFTER,
                                       .flow = SQL_CASE_DUE_LIST__FLOW,
                                       .state = SQL_CASE_DUE_LIST__STATE,
                                       .parts = SQL_CASE_DUE_LIST__PARTS,
                                       .country = SQL_CASE_DUE_LIST__COUNTRY,
                                       .until = SQL_CASE_DUE_LIST__UNTIL,
                                       .many = SQL_CASE_DUE_LIST__MANY};

static const struct lines due_end_lines = {
    .statement = SQL_CASE_DUE_END, .late = SQL_CASE_DUE_END__LATE, .after = SQL_CASE_DUE_END__AFTER};

/* A statement being put together: its lines, and its values piece by piece. */
struct listing {
    const struct lines *lines;
    const struct case_query *query;
    uint64_t authority_id;
    uint64_t statement;
    struct db_value *values;
    size_t n;
};

static void
add(struct listing *listing, struct db_value value)
{
    listing->values[listing->n++] = value;
}

static void
add_line(struct listing *listing, uint64_t line, struct db_value value)
{
    listing->statement |= line;
    add(listing, value);
}

/* A place in the order of the list, as a pair is compared: beyond it, or in it with an id beyond. */
static void
add_place(struct listing *listing, uint64_t line, int64_t place, uint64_t id)
{
    bool due = listing->query->index == CASE_BY_DUE;
    struct db_value value = due ? db_day((int32_t)(place / CLOCK_DAY)) : db_moment(place);

    add_line(listing, line, value);
    add(listing, value);
    add(listing, db_u64(id));
}

static void
add_key(struct listing *listing, const struct case_key *key)
{
    enum case_index index = listing->query->index;

    add_line(listing, listing->lines->index[index], db_u64(listing->authority_id));
    if (index != CASE_BY_AREAS)
        add(listing, db_text(key->area));
    if (index == CASE_BY_STATE)
        add(listing, db_text(key->state));
    if (index == CASE_BY_DUE)
        add(listing, db_flag(key->waits));
    if (index == CASE_BY_COUNTRY)
        add(listing, db_text(key->country));
    if (index != CASE_BY_AREAS && index != CASE_BY_AREA)
        add(listing, db_u64((uint64_t)key->class));
    if (index == CASE_BY_STATE || index == CASE_BY_CLASS)
        add(listing, db_u64((uint64_t)key->part));
}

static void
add_range(struct listing *listing, const struct case_key *key)
{
    const struct case_filter *rest = &listing->query->rest;

    add_key(listing, key);
    if (rest->due_before != DB_NO_DAY)
        add_line(listing, listing->lines->late, db_day(rest->due_before));
    if (rest->after != DB_NO_MOMENT)
        add_place(listing, listing->lines->after, rest->after, rest->after_id);
}

/* What the index does not carry. */
static void
add_rest(struct listing *listing)
{
    const struct lines *lines = listing->lines;
    const struct case_filter *rest = &listing->query->rest;

    if (listing->query->index == CASE_BY_AREAS)
        add(listing, db_text(listing->query->areas));
    if (rest->flow != NULL)
        add_line(listing, lines->flow, db_text(rest->flow));
    if (rest->state != NULL)
        add_line(listing, lines->state, db_text(rest->state));
    if (rest->class >= 0)
        add_line(listing, lines->class, db_i64(rest->class));
    if (rest->parts != 0)
        add_line(listing, lines->parts, db_u64(rest->parts));
    if (rest->country != NULL)
        add_line(listing, lines->country, db_text(rest->country));
    if (rest->waits)
        listing->statement |= lines->waits;
}

static bool
tries_rows(const struct case_query *query)
{
    const struct case_filter *rest = &query->rest;

    return query->index == CASE_BY_AREAS || rest->flow != NULL || rest->state != NULL || rest->class >= 0 ||
           rest->parts != 0 || rest->country != NULL || rest->waits;
}

static struct listing
begin(TALLOC_CTX *mem, uint64_t authority_id, const struct case_query *query, const struct lines *lines)
{
    return (struct listing){.lines = lines,
                            .query = query,
                            .authority_id = authority_id,
                            .statement = lines->statement | SQL_TIMES(query->n_keys),
                            .values = mem_zeros(mem, struct db_value, PIECE_VALUES * query->n_keys + 1)};
}

static enum err_code
find_end(struct db *db, TALLOC_CTX *mem, uint64_t authority_id, const struct case_query *query, struct end **end,
         struct err *err)
{
    struct listing listing =
        begin(mem, authority_id, query, query->index == CASE_BY_DUE ? &due_end_lines : &list_end_lines);
    size_t count;

    for (size_t i = 0; i < query->n_keys; i++) {
        add_range(&listing, &query->keys[i]);
        add(&listing, db_u64(LIMIT_LIST_EXAMINED / query->n_keys));
    }
    TRY(db_select(db, mem, listing.statement, listing.values, listing.n, &end_shape, end, &count, err));
    if (count == 0)
        *end = NULL;
    return ERR_OK;
}

enum err_code
case_list(struct db *db, TALLOC_CTX *mem, uint64_t authority_id, const struct case_query *query,
          struct case_rows *rows, struct err *err)
{
    struct listing listing =
        begin(mem, authority_id, query, query->index == CASE_BY_DUE ? &due_lines : &list_lines);
    struct end *end = NULL;

    *rows = (struct case_rows){.count = 0};
    if (query->n_keys == 0)
        return ERR_OK;
    if (tries_rows(query))
        TRY(find_end(db, mem, authority_id, query, &end, err));
    for (size_t i = 0; i < query->n_keys; i++) {
        add_range(&listing, &query->keys[i]);
        add_rest(&listing);
        if (end != NULL)
            add_place(&listing, listing.lines->until, end->place, end->id);
        add(&listing, db_u64(query->rest.limit));
    }
    if (query->n_keys > 1)
        add_line(&listing, listing.lines->many, db_u64(query->rest.limit));
    TRY(db_select(db, mem, listing.statement, listing.values, listing.n, &case_shell_shape, &rows->items,
                  &rows->count, err));
    rows->given_up = end != NULL && rows->count < query->rest.limit;
    if (rows->given_up) {
        rows->place = end->place;
        rows->place_id = end->id;
    }
    return ERR_OK;
}

static int
by_area_class_state(const void *a, const void *b)
{
    const struct case_count *x = a, *y = b;
    int order = strcmp(x->area, y->area);

    if (order == 0)
        order = (x->class < y->class) - (x->class > y->class);
    return order != 0 ? order : strcmp(x->state, y->state);
}

void
case_counts_sort(struct case_count *counts, size_t count)
{
    if (count > 0)
        qsort(counts, count, sizeof *counts, by_area_class_state);
}

void
case_count_row(struct case_count *counts, size_t *count, const struct case_shell *row, int32_t today)
{
    size_t at = 0;

    while (at < *count && (strcmp(counts[at].area, row->area) != 0 || strcmp(counts[at].state, row->state) != 0 ||
                           counts[at].class != row->class))
        at++;
    if (at == *count)
        counts[(*count)++] = (struct case_count){.area = row->area, .state = row->state, .class = row->class};
    counts[at].cases++;
    counts[at].overdue += row->due != DB_NO_DAY && row->due < today;
    counts[at].today += row->due != DB_NO_DAY && row->due == today;
}

/* One more than the most was asked for, the most pressing first: what is late, then what is due today, then the rest. */
static void
cut(struct case_count *count)
{
    count->more = count->cases > LIMIT_TASKS_COUNTED;
    count->overdue_more = count->overdue > LIMIT_TASKS_COUNTED;
    count->today_more = count->more && !count->overdue_more && count->overdue + count->today == count->cases;
    count->cases -= count->more;
    count->overdue -= count->overdue_more;
    count->today -= count->today_more;
}

static enum err_code
count_some(struct db *db, TALLOC_CTX *mem, uint64_t authority_id, const struct case_key *keys, size_t n_keys,
           int32_t today, struct case_count **counts, size_t *count, struct err *err)
{
    struct db_value *values = mem_zeros(mem, struct db_value, PIECE_VALUES * n_keys);
    size_t n = 0;

    for (size_t i = 0; i < n_keys; i++) {
        values[n++] = db_day(today);
        values[n++] = db_day(today);
        values[n++] = db_u64(authority_id);
        values[n++] = db_text(keys[i].area);
        values[n++] = db_text(keys[i].state);
        values[n++] = db_u64(LIMIT_TASKS_COUNTED + 1);
    }
    return db_select(db, mem, SQL_CASE_TASK_COUNTS | SQL_TIMES(n_keys), values, n, &count_shape, counts, count, err);
}

enum err_code
case_task_counts(struct db *db, TALLOC_CTX *mem, uint64_t authority_id, const struct case_key *keys, size_t n_keys,
                 int32_t today, struct case_count **counts, size_t *count, struct err *err)
{
    *counts = mem_zeros(mem, struct case_count, n_keys + 1);
    *count = 0;
    for (size_t at = 0; at < n_keys; at += SQL_TIMES_MAX) {
        size_t left = n_keys - at, n;
        struct case_count *some;

        TRY(count_some(db, mem, authority_id, keys + at, left < SQL_TIMES_MAX ? left : SQL_TIMES_MAX, today, &some, &n,
                       err));
        for (size_t i = 0; i < n; i++) {
            (*counts)[*count] = some[i];
            cut(&(*counts)[(*count)++]);
        }
    }
    case_counts_sort(*counts, *count);
    return ERR_OK;
}
