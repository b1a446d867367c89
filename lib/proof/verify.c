/* SPDX-License-Identifier: EUPL-1.2 */
#include "proof/verify.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "proof/verify_case.h"
#include "store/case.h"

struct number {
    uint64_t n;
};

DB_SHAPE(number_shape, number, DB_COLUMN(DB_U64, number, n));

#define PARTY_COLUMN(type, name) DB_COLUMN_AS(#name, DB_##type, verify_part, party.name),
DB_SHAPE(part_shape, verify_part, SQL_PARTY(PARTY_COLUMN) DB_COLUMN(DB_U64, verify_part, flow_version),
         DB_COLUMN(DB_U64, verify_part, class),
         DB_COLUMN(DB_U64, verify_part, version), DB_COLUMN(DB_U64, verify_part, other_id), DB_COLUMN(DB_TEXT, verify_part, ref),
         DB_COLUMN(DB_TEXT, verify_part, area),
         DB_COLUMN(DB_TEXT, verify_part, flow), DB_COLUMN(DB_TEXT, verify_part, state),
         DB_COLUMN(DB_TEXT, verify_part, other_country), DB_COLUMN(DB_TEXT, verify_part, country),
         DB_COLUMN(DB_MOMENT, verify_part, changed_at));

#define STAMP_COLUMN(type, name) DB_COLUMN_AS(#name, type, verify_stamp, stamp.name)
DB_SHAPE(stamp_shape, verify_stamp, DB_COLUMN(DB_U64, verify_stamp, case_id), STAMP_COLUMN(DB_U64, member),
         STAMP_COLUMN(DB_TEXT, field), STAMP_COLUMN(DB_U64, seq), STAMP_COLUMN(DB_MOMENT, moment), STAMP_COLUMN(DB_DAY, day));

DB_SHAPE(event_shape, verify_event, DB_COLUMN(DB_U64, verify_event, id),
         DB_COLUMN(DB_U64, verify_event, case_id), DB_COLUMN(DB_U64, verify_event, member), DB_COLUMN(DB_U64, verify_event, seq),
         DB_COLUMN(DB_MOMENT, verify_event, at), DB_COLUMN(DB_U64, verify_event, user_id),
         DB_COLUMN(DB_U64, verify_event, authority_id), DB_COLUMN(DB_INDEX, verify_event, part),
         DB_COLUMN(DB_TEXT, verify_event, action), DB_COLUMN(DB_TEXT, verify_event, from_state),
         DB_COLUMN(DB_TEXT, verify_event, to_state), DB_COLUMN(DB_U64, verify_event, version),
         DB_COLUMN(DB_U64, verify_event, other_id), DB_COLUMN(DB_TEXT, verify_event, rule),
         DB_COLUMN(DB_TEXT, verify_event, facts), DB_COLUMN(DB_U64, verify_event, sealed),
         DB_COLUMN(DB_BYTES, verify_event, previous), DB_COLUMN(DB_BYTES, verify_event, hash));

DB_SHAPE(event_value_shape, event_value, DB_COLUMN(DB_U64, event_value, event_id), DB_COLUMN(DB_U64, event_value, member),
         DB_COLUMN(DB_U64, event_value, seq), DB_COLUMN(DB_TEXT, event_value, field),
         DB_COLUMN(DB_U64, event_value, version), DB_COLUMN(DB_U64, event_value, store),
         DB_COLUMN(DB_BYTES, event_value, commitment));

DB_SHAPE(value_shape, verify_value, DB_COLUMN(DB_U64, verify_value, case_id),
         DB_COLUMN(DB_TEXT, verify_value, field), DB_COLUMN(DB_U64, verify_value, version),
         DB_COLUMN(DB_U64, verify_value, part), DB_COLUMN(DB_U64, verify_value, store),
         DB_COLUMN(DB_BYTES, verify_value, commit_key), DB_COLUMN(DB_TEXT, verify_value, language),
         DB_COLUMN(DB_TEXT, verify_value, value));

#define FILE_COLUMN(type, name) DB_COLUMN_AS(#name, type, verify_file, row.name)
DB_SHAPE(file_shape, verify_file, DB_COLUMN(DB_U64, verify_file, case_id), FILE_COLUMN(DB_U64, id),
         FILE_COLUMN(DB_U64, part), FILE_COLUMN(DB_TEXT, field), FILE_COLUMN(DB_TEXT, name),
         FILE_COLUMN(DB_TEXT, media_type), FILE_COLUMN(DB_TEXT, language), FILE_COLUMN(DB_TEXT, kind),
         FILE_COLUMN(DB_U64, size), FILE_COLUMN(DB_BYTES, sha256), FILE_COLUMN(DB_U64, notes),
         FILE_COLUMN(DB_BYTES, commit_key), FILE_COLUMN(DB_U64, uploaded_by), FILE_COLUMN(DB_MOMENT, uploaded_at));

static int
by_owner(const void *a, const void *b)
{
    const struct verify_value *x = a, *y = b;
    int order = (x->case_id > y->case_id) - (x->case_id < y->case_id);

    return order != 0 ? order : (x->part > y->part) - (x->part < y->part);
}

static int
file_by_owner(const void *a, const void *b)
{
    const struct verify_file *x = a, *y = b;
    int order = (x->case_id > y->case_id) - (x->case_id < y->case_id);

    return order != 0 ? order : (x->row.part > y->row.part) - (x->row.part < y->row.part);
}

static int
by_event_field(const void *a, const void *b)
{
    const struct event_value *x = a, *y = b;
    int order = (x->event_id > y->event_id) - (x->event_id < y->event_id);

    if (order == 0)
        order = strcmp(x->field, y->field);
    return order != 0 ? order : (x->version > y->version) - (x->version < y->version);
}

/* Each event points at its values, which the hash takes in the order of field and version. */
static void
join_values(struct verify_range *range)
{
    qsort(range->event_values, range->n_event_values, sizeof *range->event_values, by_event_field);
    for (size_t i = 0; i < range->n_events; i++) {
        size_t low = 0, high = range->n_event_values;

        while (low < high) {
            size_t middle = (low + high) / 2;

            if (range->event_values[middle].event_id < range->events[i].id)
                low = middle + 1;
            else
                high = middle;
        }
        range->events[i].values = range->event_values + low;
        while (low < range->n_event_values && range->event_values[low].event_id == range->events[i].id) {
            low++;
            range->events[i].n_values++;
        }
    }
}

enum err_code
verify_read(struct db *db, TALLOC_CTX *mem, uint64_t after, uint64_t upto, struct verify_range *range, struct err *err)
{
    const struct db_value args[] = {db_u64(after), db_u64(upto)};

    TRY(db_select(db, mem, SQL_VERIFY_CASES, args, 2, &case_state_shape, &range->shells, &range->n_shells, err));
    TRY(db_select(db, mem, SQL_VERIFY_PARTS, args, 2, &part_shape, &range->parts, &range->n_parts, err));
    TRY(db_select(db, mem, SQL_VERIFY_STAMPS, args, 2, &stamp_shape, &range->stamps, &range->n_stamps, err));
    TRY(db_select(db, mem, SQL_VERIFY_EVENTS, args, 2, &event_shape, &range->events, &range->n_events, err));
    TRY(db_select(db, mem, SQL_VERIFY_EVENT_VALUES, args, 2, &event_value_shape, &range->event_values,
                  &range->n_event_values, err));
    TRY(db_select(db, mem, SQL_VERIFY_SEALS, args, 2, &seal_shape, &range->seals, &range->n_seals, err));
    TRY(db_select(db, mem, SQL_VERIFY_CODED, args, 2, &value_shape, &range->coded, &range->n_coded, err));
    TRY(db_select(db, mem, SQL_VERIFY_PERSONAL, args, 2, &value_shape, &range->personal,
                  &range->n_personal, err));
    TRY(db_select(db, mem, SQL_VERIFY_FILES, args, 2, &file_shape, &range->files, &range->n_files, err));
    join_values(range);
    qsort(range->coded, range->n_coded, sizeof *range->coded, by_owner);
    qsort(range->personal, range->n_personal, sizeof *range->personal, by_owner);
    qsort(range->files, range->n_files, sizeof *range->files, file_by_owner);
    return ERR_OK;
}

/* The rows of one case in an array sorted by case, whose rows begin with the number of the case. */
static void *
verify_slice(void *rows, size_t n_rows, size_t size, uint64_t case_id, size_t *count)
{
    size_t low = 0, high = n_rows;
    char *bytes = rows;

    *count = 0;
    while (low < high) {
        size_t middle = (low + high) / 2;

        if (*(const uint64_t *)(void *)(bytes + middle * size) < case_id)
            low = middle + 1;
        else
            high = middle;
    }
    while (low + *count < n_rows && *(const uint64_t *)(void *)(bytes + (low + *count) * size) == case_id)
        (*count)++;
    return bytes + low * size;
}

#define SLICE(rows, n_rows, count) \
    verify_slice((rows), (n_rows), sizeof *(rows), case_id, (count))

struct case_state
verify_shell_of(const struct case_state *shell, const struct verify_part *parts, size_t n_parts)
{
    struct case_state whole = *shell;

    facts_no_party(&whole);
    for (size_t i = 0; i < n_parts; i++) {
        facts_add_party(&whole, &parts[i].party);
        if (parts[i].party.member >= MEMBER_FIRST)
            whole.members = parts[i].party.member;
    }
    return whole;
}

/* Rows of a case sorted by whose they are, as far as they have been handed out. */
struct rows_left {
    char *rows;
    size_t count, size;
    uint64_t (*whose)(const void *row);
};

static uint64_t whose_event(const void *row) { return ((const struct verify_event *)row)->member; }
static uint64_t whose_seal(const void *row) { return ((const struct seal *)row)->member; }
static uint64_t whose_stamp(const void *row) { return ((const struct verify_stamp *)row)->stamp.member; }

static uint64_t whose_value(const void *row) { return member_chain(((const struct verify_value *)row)->part); }
static uint64_t whose_file(const void *row) { return member_chain(((const struct verify_file *)row)->row.part); }
static uint64_t whose_part(const void *row) { return member_chain(((const struct verify_part *)row)->party.member); }

enum kind { EVENTS, SEALS, STAMPS, CODED, PERSONAL, FILES, PARTS, KINDS };

/* The rows of one member, which are the first that are left; *count of them. */
static void *
take(struct rows_left *left, uint64_t member, size_t *count)
{
    char *first = left->rows;

    *count = 0;
    while (*count < left->count && left->whose(first + *count * left->size) == member)
        (*count)++;
    left->rows += *count * left->size;
    left->count -= *count;
    return first;
}

static void
take_all(struct checked *checked, struct rows_left left[KINDS], uint64_t member)
{
    checked->member = member;
    checked->events = take(&left[EVENTS], member, &checked->n_events);
    checked->seals = take(&left[SEALS], member, &checked->n_seals);
    checked->stamps = take(&left[STAMPS], member, &checked->n_stamps);
    checked->coded = take(&left[CODED], member, &checked->n_coded);
    checked->personal = take(&left[PERSONAL], member, &checked->n_personal);
    checked->files = take(&left[FILES], member, &checked->n_files);
    checked->parts = take(&left[PARTS], member, &checked->n_parts);
}

/* The lowest number of a member with rows that are left; 0: there is none. */
static uint64_t
next_member(const struct rows_left left[KINDS])
{
    uint64_t next = 0;

    for (int kind = 0; kind < KINDS; kind++)
        if (left[kind].count > 0 && (next == 0 || left[kind].whose(left[kind].rows) < next))
            next = left[kind].whose(left[kind].rows);
    return next;
}

/* The case itself, then each of its members by its own events. */
static enum err_code
check_chains(struct checked *checked, struct err *err)
{
    struct rows_left left[KINDS] = {
        [EVENTS] = {(char *)checked->events, checked->n_events, sizeof *checked->events, whose_event},
        [SEALS] = {(char *)checked->seals, checked->n_seals, sizeof *checked->seals, whose_seal},
        [STAMPS] = {(char *)checked->stamps, checked->n_stamps, sizeof *checked->stamps, whose_stamp},
        [CODED] = {(char *)checked->coded, checked->n_coded, sizeof *checked->coded, whose_value},
        [PERSONAL] = {(char *)checked->personal, checked->n_personal, sizeof *checked->personal, whose_value},
        [FILES] = {(char *)checked->files, checked->n_files, sizeof *checked->files, whose_file},
        [PARTS] = {(char *)checked->parts, checked->n_parts, sizeof *checked->parts, whose_part}};
    uint64_t member, next = MEMBER_FIRST;

    take_all(checked, left, 0);
    verify_chain(checked);
    verify_shell(checked);
    TRY(verify_values(checked, err));
    while ((member = next_member(left)) != 0) {
        /* They are numbered without gaps. */
        checked->member = 0;
        for (; next < member && member <= checked->shell.members; next++)
            verify_fault(checked, "member removed %" PRIu64, next);
        next = member + 1;
        take_all(checked, left, member);
        verify_chain(checked);
        verify_member(checked);
        TRY(verify_values(checked, err));
    }
    return ERR_OK;
}

static enum err_code
check_case(const struct verify *verify, TALLOC_CTX *mem, struct verify_range *range, uint64_t case_id,
           struct verify_case *found, struct err *err)
{
    struct checked checked = {.mem = mem, .verify = verify, .found = found};
    const struct case_state *shell;
    size_t n_shells;

    *found = (struct verify_case){.id = case_id};
    shell = SLICE(range->shells, range->n_shells, &n_shells);
    checked.events = SLICE(range->events, range->n_events, &checked.n_events);
    checked.seals = SLICE(range->seals, range->n_seals, &checked.n_seals);
    checked.coded = SLICE(range->coded, range->n_coded, &checked.n_coded);
    checked.personal = SLICE(range->personal, range->n_personal, &checked.n_personal);
    checked.files = SLICE(range->files, range->n_files, &checked.n_files);
    checked.parts = SLICE(range->parts, range->n_parts, &checked.n_parts);
    checked.stamps = SLICE(range->stamps, range->n_stamps, &checked.n_stamps);
    found->events = checked.events;
    found->n_events = checked.n_events;
    if (n_shells == 0) {
        verify_fault(&checked, "case gone");
        return ERR_OK;
    }
    checked.shell = verify_shell_of(shell, checked.parts, checked.n_parts);
    found->ref = shell->ref;
    return check_chains(&checked, err);
}

/* A case looked at under its lock, so that nothing goes on in it. */
struct again {
    const struct verify *verify;
    TALLOC_CTX *mem;
    uint64_t case_id;
    struct verify_case *found;
};

static enum err_code
check_again(struct db *db, void *argument, struct err *err)
{
    struct again *again = argument;
    struct verify_range range = {0};
    enum err_code code = case_lock_id(db, again->case_id, err);

    if (code != ERR_OK && code != ERR_NOT_FOUND)
        return code;
    TRY(verify_read(again->verify->db, again->mem, again->case_id - 1, again->case_id, &range, err));
    return check_case(again->verify, again->mem, &range, again->case_id, again->found, err);
}

static enum err_code
one_case(const struct verify *verify, TALLOC_CTX *mem, struct verify_range *range, uint64_t case_id,
         struct verify_totals *totals, struct err *err)
{
    struct verify_case found;
    struct again again = {.verify = verify, .mem = mem, .case_id = case_id, .found = &found};

    TRY(check_case(verify, mem, range, case_id, &found, err));
    if (found.n_faults > 0)
        TRY(db_transaction(verify->db, check_again, &again, err));
    totals->cases += found.ref != NULL;
    for (size_t i = 0; i < found.n_events; i++)
        if (found.events[i].place != 0 && found.events[i].sealed > totals->sealed_event)
            totals->sealed_event = found.events[i].sealed;
    totals->faults += found.n_faults;
    if (verify->each_case != NULL)
        verify->each_case(&found, verify->closure);
    return ERR_OK;
}

/* The lowest number of a case above `after` among the rows that begin with one; UINT64_MAX: none. */
static uint64_t
next_of(void *rows, size_t n_rows, size_t size, uint64_t after)
{
    size_t count;
    char *place = verify_slice(rows, n_rows, size, after + 1, &count);

    return place == (char *)rows + n_rows * size ? UINT64_MAX : *(const uint64_t *)(void *)place;
}

static enum err_code
check_range(const struct verify *verify, TALLOC_CTX *mem, uint64_t after, uint64_t upto,
            struct verify_totals *totals, struct err *err)
{
    struct verify_range range = {0};

    TRY(verify_read(verify->db, mem, after, upto, &range, err));
    for (;;) {
        uint64_t next = next_of(range.shells, range.n_shells, sizeof *range.shells, after);
        uint64_t event = next_of(range.events, range.n_events, sizeof *range.events, after);
        uint64_t seal = next_of(range.seals, range.n_seals, sizeof *range.seals, after);

        next = event < next ? event : next;
        next = seal < next ? seal : next;
        if (next == UINT64_MAX)
            return ERR_OK;
        TRY(one_case(verify, mem, &range, next, totals, err));
        after = next;
    }
}

enum err_code
verify_all(const struct verify *verify, struct verify_totals *totals, struct err *err)
{
    uint64_t after = 0;
    enum err_code code;

    *totals = (struct verify_totals){0};
    TRY(verify_seals(verify, totals, err));
    do {
        TALLOC_CTX *mem = mem_new(NULL, "verify");
        struct number *upto;

        code = db_one(verify->db, mem, SQL_VERIFY_UPTO, DB_ARGS(db_u64(after)), &number_shape,
                      &upto, err);
        if (code == ERR_OK) {
            /* Behind the last case there may be traces of cases that are gone. */
            uint64_t end = upto->n != 0 ? upto->n : UINT64_MAX;

            code = check_range(verify, mem, after, end, totals, err);
            after = end;
        }
        talloc_free(mem);
    } while (code == ERR_OK && after != UINT64_MAX);
    return code == ERR_OK ? verify_newest_known(verify, totals, err) : code;
}

enum err_code
verify_one(const struct verify *verify, const char *ref, struct verify_totals *totals, struct err *err)
{
    TALLOC_CTX *mem = mem_new(NULL, "verify");
    struct verify_range range = {0};
    struct number *id;
    enum err_code code;

    *totals = (struct verify_totals){0};
    code = db_one(verify->db, mem, SQL_VERIFY_CASE_ID, DB_ARGS(db_text(ref)), &number_shape, &id, err);
    if (code == ERR_OK)
        code = verify_read(verify->db, mem, id->n - 1, id->n, &range, err);
    for (size_t i = 0; code == ERR_OK && i < range.n_seals; i++)
        if (!seal_true(verify->keys, &range.seals[i]))
            verify_seal_fault(verify, totals, "seal altered %" PRIu64, range.seals[i].id);
    totals->seals = range.n_seals;
    if (code == ERR_OK)
        code = one_case(verify, mem, &range, id->n, totals, err);
    talloc_free(mem);
    return code;
}
