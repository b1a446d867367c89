/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/case.h"

#include <inttypes.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"

/* No vowels, so no words; no characters that look or sound alike. */
static const char alphabet[] = "23456789BCDFGHJKMNPQRTVWXY";
#define LETTERS (sizeof alphabet - 1)

/* What case_open reads: the case once for each party. */
struct read_case {
    struct case_row row;
    struct case_party party;
    uint64_t part;
    int32_t due;
    bool waits;
};

#define CASE(type, name) DB_COLUMN_AS(#name, DB_##type, read_case, row.name)
#define PARTY(type, name) DB_COLUMN_AS(#name, DB_##type, read_case, party.name)

DB_SHAPE(opened_shape, read_case, CASE(U64, id), CASE(TEXT, ref), CASE(TEXT, area), CASE(TEXT, flow), CASE(U64, flow_version),
         CASE(TEXT, state), CASE(U64, class), CASE(U64, version), CASE(U64, made_by), CASE(MOMENT, made_at),
         CASE(MOMENT, changed_at), CASE(MOMENT, closed_at), CASE(DAY, block_due), CASE(DAY, erase_due), CASE(MOMENT, blocked_at),
         CASE(MOMENT, erased_at), CASE(FLAG, allocation), CASE(FLAG, allocated), DB_COLUMN(DB_U64, read_case, part),
         DB_COLUMN(DB_FLAG, read_case, waits), DB_COLUMN(DB_DAY, read_case, due), PARTY(U64, authority_id), PARTY(TEXT, name),
         PARTY(TEXT, language), PARTY(TEXT, country), PARTY(TEXT, other_name), PARTY(TEXT, file_number), PARTY(FLAG, replaced),
         PARTY(MOMENT, opened_at), PARTY(DAY, informed_on), PARTY(MOMENT, since));

DB_SHAPE(stamp_shape, case_stamp, DB_COLUMN(DB_U64, case_stamp, member), DB_COLUMN(DB_TEXT, case_stamp, field),
         DB_COLUMN(DB_U64, case_stamp, seq), DB_COLUMN(DB_MOMENT, case_stamp, moment),
         DB_COLUMN(DB_DAY, case_stamp, day));

struct only_ref {
    const char *ref;
};

DB_SHAPE(ref_shape, only_ref, DB_COLUMN(DB_TEXT, only_ref, ref));

struct only_id {
    uint64_t id;
};

DB_SHAPE(id_shape, only_id, DB_COLUMN(DB_U64, only_id, id));

DB_SHAPE(relations_shape, case_relations, DB_COLUMN(DB_FLAG, case_relations, coordinates),
         DB_COLUMN(DB_FLAG, case_relations, linked));

DB_SHAPE(locked_shape, case_locked, DB_COLUMN(DB_U64, case_locked, id), DB_COLUMN(DB_U64, case_locked, version),
         DB_COLUMN(DB_FLAG, case_locked, blocked), DB_COLUMN(DB_DAY, case_locked, block_due),
         DB_COLUMN(DB_DAY, case_locked, erase_due));

/*
 * Weighted sum modulo 26. All weights are prime to 26, so every single wrong character is found, and all differ, so most
 * swaps are too.
 */
static char
check_character(const char *ref)
{
    static const unsigned weights[CASE_REF_LENGTH - 1] = {1, 3, 5, 7, 0, 9, 11, 15, 17};
    unsigned sum = 0;

    for (int i = 0; i < CASE_REF_LENGTH - 1; i++) {
        const char *place = i == 4 ? NULL : strchr(alphabet, ref[i]);

        if (place != NULL)
            sum += weights[i] * (unsigned)(place - alphabet);
    }
    return alphabet[sum % LETTERS];
}

void
case_new_ref(char ref[CASE_REF_LENGTH + 1])
{
    for (int i = 0; i < CASE_REF_LENGTH - 1; i++)
        ref[i] = i == 4 ? '-' : alphabet[rng_below(LETTERS)];
    ref[CASE_REF_LENGTH - 1] = check_character(ref);
    ref[CASE_REF_LENGTH] = '\0';
}

void
case_ref_from(uint64_t number, char ref[CASE_REF_LENGTH + 1])
{
    for (int i = 0; i < CASE_REF_LENGTH - 1; i++) {
        ref[i] = i == 4 ? '-' : alphabet[number % LETTERS];
        number = i == 4 ? number : number / LETTERS;
    }
    ref[CASE_REF_LENGTH - 1] = check_character(ref);
    ref[CASE_REF_LENGTH] = '\0';
}

bool
case_ref_valid(const char *ref)
{
    if (strlen(ref) != CASE_REF_LENGTH || ref[4] != '-')
        return false;
    for (int i = 0; i < CASE_REF_LENGTH; i++)
        if (i != 4 && strchr(alphabet, ref[i]) == NULL)
            return false;
    return ref[CASE_REF_LENGTH - 1] == check_character(ref);
}

/* Nobody has a part of which there is no row. */
static struct case_row *
join_parties(struct read_case *opened, size_t count)
{
    struct case_row *row = &opened[0].row;

    for (size_t i = 0; i < CASE_PARTS; i++)
        row->parties[i] = (struct case_party){.since = DB_NO_MOMENT, .opened_at = DB_NO_MOMENT, .informed_on = DB_NO_DAY};
    row->waits = -1;
    row->due = opened[0].due;
    for (size_t i = 0; i < count; i++) {
        if (opened[i].part >= CASE_PARTS)
            continue;
        row->parties[opened[i].part] = opened[i].party;
        if (opened[i].waits)
            row->waits = (int32_t)opened[i].part;
    }
    return row;
}

enum err_code
case_open(struct db *db, TALLOC_CTX *mem, const char *ref, const char *language,
          uint64_t authority_id, uint64_t user_id, struct case_row **row, struct err *err)
{
    struct read_case *opened;
    size_t count;

    TRY(db_select(db, mem, SQL_CASE_OPEN,
                  DB_ARGS(db_u64(authority_id), db_u64(user_id), db_u64(MEMBER_FIRST), db_text(language), db_text(ref)),
                  &opened_shape, &opened, &count, err));
    if (count == 0)
        return FAIL(err, ERR_NOT_FOUND, "no case %s", ref);
    *row = join_parties(opened, count);
    return ERR_OK;
}

enum err_code
case_relations(struct db *db, TALLOC_CTX *mem, const struct case_row *row, uint64_t authority_id,
               struct case_relations *relations, struct err *err)
{
    struct case_relations *found;

    TRY(db_one(db, mem, SQL_CASE_RELATIONS, DB_ARGS(db_u64(authority_id), db_text(row->area), db_u64(row->id)),
               &relations_shape, &found, err));
    *relations = *found;
    return ERR_OK;
}

uint64_t
case_other(const uint64_t authorities[CASE_PARTS], unsigned part)
{
    if (part != PART_BEGINS)
        return authorities[PART_BEGINS];
    for (size_t i = 0; i < CASE_PARTS; i++)
        if (i != PART_BEGINS && authorities[i] != 0)
            return authorities[i];
    return 0;
}

enum err_code
case_lock(struct db *db, const char *ref, bool shared, struct case_locked *locked, struct err *err)
{
    struct case_locked *row;

    TRY(db_one(db, db, shared ? SQL_CASE_LOCK_SHARED : SQL_CASE_LOCK, DB_ARGS(db_text(ref)), &locked_shape, &row, err));
    *locked = *row;
    talloc_free(row);
    return ERR_OK;
}

enum err_code
case_ref_of(struct db *db, TALLOC_CTX *mem, uint64_t id, const char **ref, struct err *err)
{
    struct only_ref *row;

    TRY(db_one(db, mem, SQL_CASE_REF, DB_ARGS(db_u64(id)), &ref_shape, &row, err));
    *ref = row->ref;
    return ERR_OK;
}

enum err_code
case_lock_id(struct db *db, uint64_t id, struct err *err)
{
    struct only_id *row;
    enum err_code code =
        db_one(db, db, SQL_CASE_LOCK_ID, DB_ARGS(db_u64(id)), &id_shape, &row, err);

    if (code == ERR_OK)
        talloc_free(row);
    return code;
}

enum err_code
case_insert(struct db *db, const struct case_new *new, uint64_t *id, struct err *err)
{
    struct db_done done;

    TRY(db_exec(db, SQL_CASE_INSERT,
                DB_ARGS(db_text(new->ref), db_text(new->area), db_text(new->flow),
                        db_u64(new->flow_version), db_text(new->state), db_u64(CASE_DRAFT),
                        db_u64(new->user_id), db_moment(new->now), db_moment(new->now)),
                &done, err));
    *id = done.insert_id;
    return db_exec(db, SQL_CASE_PART_INSERT,
                   DB_ARGS(db_u64(*id), db_u64(PART_BEGINS), db_u64(PART_BEGINS), db_text(new->ref), db_u64(new->authority_id),
                           db_text(NULL),
                           db_text(NULL), db_moment(new->now), db_text(new->area), db_text(new->flow),
                           db_u64(new->flow_version), db_text(new->state), db_u64(CASE_DRAFT),
                           db_flag(new->waits), db_day(DB_NO_DAY), db_moment(new->now)),
                   NULL, err);
}

enum err_code
case_advance(struct db *db, const struct case_step *step, struct err *err)
{
    struct db_done done;

    TRY(db_exec(db, SQL_CASE_ADVANCE,
                DB_ARGS(db_text(step->state), db_u64(step->class), db_moment(step->now),
                        db_moment(step->closed_at), db_day(step->block_due),
                        db_day(step->erase_due), db_u64(step->id), db_u64(step->version)),
                &done, err));
    if (done.affected != 1)
        return FAIL(err, ERR_STALE, "case %" PRIu64 " is not at version %" PRIu64, step->id, step->version);
    return db_exec(db, SQL_CASE_PART_FOLLOW,
                   DB_ARGS(db_text(step->state), db_u64(step->class), db_i64(step->waits_for),
                           db_day(step->due), db_moment(step->now), db_u64(PART_BEGINS),
                           db_id_or_null(case_other(step->authorities, PART_BEGINS)),
                           db_id_or_null(step->authorities[PART_BEGINS]), db_u64(step->id), db_u64(MEMBER_FIRST)),
                   NULL, err);
}

enum err_code
case_touch(struct db *db, uint64_t id, int64_t now, struct err *err)
{
    return db_exec(db, SQL_CASE_TOUCH, DB_ARGS(db_moment(now), db_moment(now), db_u64(id)), NULL,
                   err);
}

enum err_code
case_take_part(struct db *db, const struct case_row *row, const struct case_step *step, unsigned part, bool replace,
               struct err *err)
{
    uint64_t other_id = case_other(step->authorities, part);

    if (replace)
        return db_exec(db, SQL_CASE_PART_REPLACE,
                       DB_ARGS(db_u64(step->authorities[part]), db_moment(step->now), db_u64(row->id), db_u64(part)),
                       NULL, err);
    return db_exec(db, SQL_CASE_PART_INSERT,
                   DB_ARGS(db_u64(row->id), db_u64(part), db_u64(part), db_text(row->ref), db_u64(step->authorities[part]),
                           db_id_or_null(other_id), db_id_or_null(other_id),
                           db_moment(step->now), db_text(row->area),
                           db_text(row->flow), db_u64(row->flow_version), db_text(step->state), db_u64(step->class),
                           db_flag(step->waits_for == (int)part), db_day(step->due), db_moment(step->now)),
                   NULL, err);
}

enum err_code
case_opened(struct db *db, uint64_t id, unsigned member, uint64_t authority_id, int64_t now,
            struct err *err)
{
    return db_exec(db, SQL_CASE_PART_OPENED,
                   DB_ARGS(db_moment(now), db_u64(id), db_u64(member), db_u64(authority_id)), NULL,
                   err);
}

enum err_code
case_own(struct db *db, uint64_t id, unsigned member, uint64_t authority_id, const char *file_number,
         int32_t informed_on, struct err *err)
{
    return db_exec(db, SQL_CASE_PART_OWN,
                   DB_ARGS(db_text(file_number), db_day(informed_on), db_u64(id), db_u64(member),
                           db_u64(authority_id)),
                   NULL, err);
}

enum err_code
case_stamps_put(struct db *db, TALLOC_CTX *mem, uint64_t id, const struct case_stamp *stamps, size_t count,
                struct err *err)
{
    struct db_value *rows = mem_zeros(mem, struct db_value, 6 * count + 1);

    for (size_t i = 0; i < count; i++) {
        rows[6 * i] = db_u64(id);
        rows[6 * i + 1] = db_u64(stamps[i].member);
        rows[6 * i + 2] = db_text(stamps[i].field);
        rows[6 * i + 3] = db_u64(stamps[i].seq);
        rows[6 * i + 4] = db_moment(stamps[i].moment);
        rows[6 * i + 5] = db_day(stamps[i].day);
    }
    return db_exec_many(db, SQL_CASE_STAMP_INSERT, rows, 6, count, err);
}

enum err_code
case_stamps(struct db *db, TALLOC_CTX *mem, uint64_t id, uint64_t member, struct case_stamp **stamps, size_t *count,
            struct err *err)
{
    return db_select(db, mem, SQL_CASE_STAMPS, DB_ARGS(db_u64(id), db_u64(member)), &stamp_shape, stamps, count,
                     err);
}

const struct case_stamp *
case_stamp_last(const struct case_stamp *stamps, size_t count, const char *field)
{
    const struct case_stamp *last = NULL;

    for (size_t i = 0; i < count; i++)
        if (strcmp(stamps[i].field, field) == 0)
            last = &stamps[i];
    return last;
}
