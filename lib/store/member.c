/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/member.h"

#include <inttypes.h>
#include <string.h>

#include "base/mem.h"

#define MEMBER_COLUMN(type, name) DB_COLUMN(DB_##type, case_member, name),

static const struct db_column member_columns[] = {SQL_MEMBER(MEMBER_COLUMN)};
static const struct db_shape member_shape = {sizeof(struct case_member), member_columns,
                                             sizeof member_columns / sizeof member_columns[0]};

DB_SHAPE(progress_shape, member_progress, DB_COLUMN(DB_U64, member_progress, part), DB_COLUMN(DB_TEXT, member_progress, state),
         DB_COLUMN(DB_U64, member_progress, members), DB_COLUMN(DB_DAY, member_progress, due));

DB_SHAPE(candidate_shape, member_candidate, DB_COLUMN(DB_U64, member_candidate, id),
         DB_COLUMN(DB_TEXT, member_candidate, country));

struct number {
    uint64_t n;
};

DB_SHAPE(number_shape, number, DB_COLUMN(DB_U64, number, n));

enum err_code
member_of(struct db *db, TALLOC_CTX *mem, uint64_t case_id, uint64_t authority_id, const char *language,
          struct case_member **member, struct err *err)
{
    size_t count;

    TRY(db_select(db, mem, SQL_MEMBER_OF, DB_ARGS(db_text(language), db_u64(case_id), db_u64(authority_id), db_u64(MEMBER_FIRST)),
                  &member_shape, member, &count, err));
    if (count == 0)
        *member = NULL;
    return ERR_OK;
}

enum err_code
member_read(struct db *db, TALLOC_CTX *mem, uint64_t case_id, uint64_t number, const char *language, struct case_member **member,
            struct err *err)
{
    return db_one(db, mem, SQL_MEMBER_READ, DB_ARGS(db_text(language), db_u64(case_id), db_u64(number)), &member_shape, member,
                  err);
}

enum err_code
members_of_part(struct db *db, TALLOC_CTX *mem, uint64_t case_id, unsigned part, uint64_t after, unsigned limit,
                const char *language, struct case_member **members, size_t *count, struct err *err)
{
    uint64_t last = after >= MEMBER_FIRST ? after : MEMBER_FIRST - 1;

    return db_select(db, mem, SQL_MEMBERS_OF_PART,
                     DB_ARGS(db_text(language), db_u64(case_id), db_u64(last), db_u64(part), db_u64(limit)), &member_shape,
                     members, count, err);
}

enum err_code
members_progress(struct db *db, TALLOC_CTX *mem, uint64_t case_id, struct member_progress **progress, size_t *count,
                 struct err *err)
{
    return db_select(db, mem, SQL_MEMBERS_PROGRESS, DB_ARGS(db_u64(case_id), db_u64(MEMBER_FIRST)), &progress_shape, progress,
                     count, err);
}

enum err_code
members_coordinating(struct db *db, TALLOC_CTX *mem, const char *area, const char *countries, struct member_candidate **found,
                     size_t *count, struct err *err)
{
    struct member_candidate *all;
    size_t n_all, n = 0;

    TRY(db_select(db, mem, SQL_MEMBERS_COORDINATING, DB_ARGS(db_text(area), db_text(countries)), &candidate_shape, &all, &n_all,
                  err));
    for (size_t i = 0; i < n_all; i++)
        if (n == 0 || strcmp(all[n - 1].country, all[i].country) != 0)
            all[n++] = all[i];
    *found = all;
    *count = n;
    return ERR_OK;
}

enum err_code
members_related(struct db *db, TALLOC_CTX *mem, uint64_t authority_id, const char *area, const char *relation,
                struct member_candidate **found, size_t *count, struct err *err)
{
    return db_select(db, mem, SQL_MEMBERS_RELATED, DB_ARGS(db_u64(authority_id), db_text(area), db_text(relation)),
                     &candidate_shape, found, count, err);
}

enum err_code
members_authorities(struct db *db, TALLOC_CTX *mem, uint64_t case_id, int part, uint64_t **ids, size_t *count, struct err *err)
{
    struct number *rows;

    TRY(db_select(db, mem, SQL_MEMBERS_AUTHORITIES,
                  DB_ARGS(db_u64(case_id), db_u64(MEMBER_FIRST), db_index(part), db_index(part)),
                  &number_shape, &rows, count, err));
    *ids = mem_zeros(mem, uint64_t, *count + 1);
    for (size_t i = 0; i < *count; i++)
        (*ids)[i] = rows[i].n;
    return ERR_OK;
}

enum err_code
members_next(struct db *db, uint64_t case_id, uint64_t *number, struct err *err)
{
    struct number *last;

    TRY(db_one(db, db, SQL_MEMBERS_LAST, DB_ARGS(db_u64(case_id)), &number_shape, &last, err));
    *number = last->n < MEMBER_FIRST ? MEMBER_FIRST : last->n + 1;
    talloc_free(last);
    return ERR_OK;
}

enum err_code
members_insert(struct db *db, TALLOC_CTX *mem, const struct case_row *row, const struct case_member *members, size_t count,
               uint64_t other_id, struct err *err)
{
    enum { WIDTH = 16 };
    struct db_value *rows = mem_zeros(mem, struct db_value, WIDTH * count + 1);

    for (size_t i = 0; i < count; i++) {
        const struct case_member *member = &members[i];
        const struct db_value values[WIDTH] = {
            db_u64(row->id), db_u64(member->part), db_u64(member->member), db_text(row->ref), db_u64(member->authority_id),
            db_id_or_null(other_id), db_id_or_null(other_id), db_moment(member->since), db_text(row->area), db_text(row->flow),
            db_u64(row->flow_version), db_text(member->state), db_u64(member->class), db_flag(member->waits),
            db_day(member->due), db_moment(member->changed_at)};

        memcpy(rows + WIDTH * i, values, sizeof values);
    }
    return db_exec_many(db, SQL_CASE_PART_INSERT, rows, WIDTH, count, err);
}

enum err_code
member_lock(struct db *db, uint64_t case_id, uint64_t number, struct err *err)
{
    struct number *version;

    TRY(db_one(db, db, SQL_MEMBER_LOCK, DB_ARGS(db_u64(case_id), db_u64(number)), &number_shape, &version, err));
    talloc_free(version);
    return ERR_OK;
}

enum err_code
member_advance(struct db *db, uint64_t case_id, const struct case_member *was, const struct case_member *to, struct err *err)
{
    struct db_done done;

    TRY(db_exec(db, SQL_MEMBER_ADVANCE,
                DB_ARGS(db_text(to->state), db_u64(to->class), db_flag(to->waits), db_day(to->due), db_moment(to->changed_at),
                        db_u64(case_id), db_u64(was->member), db_u64(was->version)),
                &done, err));
    if (done.affected != 1)
        return FAIL(err, ERR_STALE, "member %" PRIu64 " is not at version %" PRIu64, was->member, was->version);
    return ERR_OK;
}

enum err_code
members_end(struct db *db, uint64_t case_id, enum case_class class, struct err *err)
{
    return db_exec(db, SQL_MEMBERS_END, DB_ARGS(db_u64(class), db_u64(case_id), db_u64(MEMBER_FIRST)), NULL, err);
}

struct facts
member_facts_of(TALLOC_CTX *mem, const struct case_member *member)
{
    struct facts facts = {NULL, 0};

    facts_add(mem, &facts, "authority", mem_printf(mem, "%" PRIu64, member->authority_id));
    facts_add(mem, &facts, "changed_at", facts_moment(mem, member->changed_at));
    facts_add(mem, &facts, "class", mem_printf(mem, "%" PRIu64, member->class));
    facts_add(mem, &facts, "due", facts_day(mem, member->due));
    facts_add(mem, &facts, "part", mem_printf(mem, "%" PRIu64, member->part));
    facts_add(mem, &facts, "since", facts_moment(mem, member->since));
    facts_add(mem, &facts, "waits", member->waits ? "1" : "");
    return facts;
}

const char *
member_facts(TALLOC_CTX *mem, const struct case_member *before, const struct case_member *after, const struct case_stamp *stamps,
             size_t n_stamps)
{
    struct facts was = {NULL, 0}, is = member_facts_of(mem, after);

    if (before != NULL)
        was = member_facts_of(mem, before);
    return facts_changed(mem, before != NULL ? &was : NULL, &is, stamps, n_stamps);
}
