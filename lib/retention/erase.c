/* SPDX-License-Identifier: EUPL-1.2 */
#include "retention/erase.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "store/attachment.h"
#include "store/facts.h"
#include "store/history.h"
#include "store/member.h"
#include "store/value.h"

#define VALUES_PER_PIECE 500 /* as personal_value_erase deletes */

struct gone {
    const char *field;
    uint64_t version;
};

DB_SHAPE(gone_shape, gone, DB_COLUMN(DB_TEXT, gone, field), DB_COLUMN(DB_U64, gone, version));

struct file {
    uint64_t id, part;
    const char *field, *state;
};

DB_SHAPE(file_shape, file, DB_COLUMN(DB_U64, file, id), DB_COLUMN(DB_U64, file, part), DB_COLUMN(DB_TEXT, file, field),
         DB_COLUMN(DB_TEXT, file, state));

struct number {
    uint64_t n;
};

DB_SHAPE(number_shape, number, DB_COLUMN(DB_U64, number, n));

/* One transaction on one case. */
struct piece {
    TALLOC_CTX *mem;
    const struct retention *retention;
    uint64_t case_id;
    bool draft;
    int32_t block_due, erase_due; /* of a shortening: the days that hold today */
    struct case_state *held;      /* the case as it stands under the lock */
    bool due;  /* it still is */
    bool more; /* there is another piece of this kind to do */
};

/* Lock the case and look again whether it is due: somebody else may have been here. */
static enum err_code
erase_piece(struct db *db, struct piece *piece, struct err *err)
{
    const struct retention *retention = piece->retention;
    const struct case_state *held;

    TRY(facts_lock_shell(db, piece->mem, piece->case_id, &piece->held, err));
    held = piece->held;
    piece->more = false;
    if (piece->draft)
        piece->due = held->class == 0 &&
                     held->changed_at < retention->now - RETENTION_DRAFT_ERASE_DAYS * CLOCK_DAY;
    else
        piece->due = held->erase_due != DB_NO_DAY && held->erase_due <= clock_day(retention->now);
    piece->due = piece->due && held->erased_at == DB_NO_MOMENT;
    return ERR_OK;
}

static int
by_field_version(const void *a, const void *b)
{
    const struct event_value *x = a, *y = b;
    int order = strcmp(x->field, y->field);

    return order != 0 ? order : (x->version > y->version) - (x->version < y->version);
}

/* What the system did to a case, and what that made of its shell. */
static enum err_code
append(struct db *db, const struct piece *piece, const char *action, const char *rule, const struct case_state *after,
       struct event_value *values, size_t n_values, struct err *err)
{
    struct history_head head;
    struct event_new event = {.case_id = piece->case_id,
                              .version = piece->held->version,
                              .part = -1,
                              .at = piece->retention->now,
                              .action = action,
                              .from_state = piece->held->state,
                              .to_state = piece->held->state,
                              .rule = rule,
                              .values = values,
                              .n_values = n_values};

    TRY(history_next(db, piece->case_id, 0, &head, err));
    event.facts = facts_text(piece->mem, head.seq > 1 ? piece->held : NULL, after, NULL, 0);
    if (n_values > 0)
        qsort(values, n_values, sizeof *values, by_field_version);
    return history_append(db, piece->mem, piece->retention->keys->history[0], &head, &event, err);
}

/* The same in the history of a member: its values are its own. Nothing else of it changes. */
static enum err_code
append_to_member(struct db *db, const struct piece *piece, uint64_t number, const char *rule, struct event_value *values,
                 size_t n_values, struct err *err)
{
    struct history_head head;
    struct case_member *member;
    enum err_code code;
    struct event_new event = {.case_id = piece->case_id, .member = number, .part = -1, .at = piece->retention->now,
                              .action = "erased", .rule = rule, .facts = "", .values = values, .n_values = n_values};

    code = member_read(db, piece->mem, piece->case_id, number, "", &member, err);
    if (code != ERR_OK && code != ERR_NOT_FOUND)
        return code;
    /* Its row may have been taken away: its values go all the same. */
    if (code == ERR_NOT_FOUND)
        member = &(struct case_member){.state = ""};
    TRY(history_next(db, piece->case_id, number, &head, err));
    event.version = member->version;
    event.from_state = event.to_state = member->state;
    if (n_values > 0)
        qsort(values, n_values, sizeof *values, by_field_version);
    return history_append(db, piece->mem, piece->retention->keys->history[0], &head, &event, err);
}

static const char *
erase_rule(const struct piece *piece)
{
    return piece->draft ? RETENTION_RULE_DRAFT : RETENTION_RULE_ERASE;
}

static enum err_code
block(struct db *db, void *argument, struct err *err)
{
    struct piece *piece = argument;
    const struct retention *retention = piece->retention;
    struct case_state after;
    struct db_done done;

    TRY(erase_piece(db, piece, err));
    piece->due = piece->held->blocked_at == DB_NO_MOMENT && piece->held->block_due != DB_NO_DAY &&
                 piece->held->block_due <= clock_day(retention->now);
    if (!piece->due)
        return ERR_OK;
    TRY(db_exec(db, SQL_CASE_BLOCK, DB_ARGS(db_moment(retention->now), db_u64(piece->case_id)), &done, err));
    TRY(search_keys_drop(db, piece->case_id, err));
    after = *piece->held;
    after.blocked_at = retention->now;
    return append(db, piece, "blocked", RETENTION_RULE_BLOCK, &after, NULL, 0, err);
}

/* The days are never made later: somebody else may have brought them down further. */
static enum err_code
shorten(struct db *db, void *argument, struct err *err)
{
    struct piece *piece = argument;
    struct case_state after;

    TRY(erase_piece(db, piece, err));
    after = *piece->held;
    after.block_due = piece->block_due < after.block_due ? piece->block_due : after.block_due;
    after.erase_due = piece->erase_due < after.erase_due ? piece->erase_due : after.erase_due;
    piece->due = after.erased_at == DB_NO_MOMENT &&
                 (after.block_due != piece->held->block_due || after.erase_due != piece->held->erase_due);
    if (!piece->due)
        return ERR_OK;
    TRY(db_exec(db, SQL_RETENTION_SHORTEN,
                DB_ARGS(db_day(after.block_due), db_day(after.erase_due), db_u64(piece->case_id)), NULL, err));
    return append(db, piece, "shortened", RETENTION_RULE_SHORTEN, &after, NULL, 0, err);
}

/* Whether an event says already that this file goes: it did when an earlier run was killed in the middle of it. */
static enum err_code
file_explained(struct db *db, const struct piece *piece, const char *field, bool *explained, struct err *err)
{
    struct number *row;

    TRY(db_one(db, piece->mem, SQL_RETENTION_FILE_EXPLAINED,
               DB_ARGS(db_u64(piece->case_id), db_text(field), db_u64(1)), &number_shape, &row, err));
    *explained = row->n > 0;
    return ERR_OK;
}

/* The first file of the case, ten pieces of it at most. The event stands before anything is missing. */
static enum err_code
erase_file(struct db *db, void *argument, struct err *err)
{
    struct piece *piece = argument;
    struct attachment_row row = {0};
    struct event_value value;
    struct file *file;
    size_t count;
    bool explained = true;

    TRY(erase_piece(db, piece, err));
    if (!piece->due)
        return ERR_OK;
    TRY(db_select(db, piece->mem, SQL_ERASE_FILES, DB_ARGS(db_u64(piece->case_id)), &file_shape,
                  &file, &count, err));
    if (count == 0)
        return ERR_OK;
    row.id = file->id;
    value = (struct event_value){
        .field = attachment_field(piece->mem, &row), .version = 1, .store = STORE_FILE};
    if (strcmp(file->state, "linked") == 0)
        TRY(file_explained(db, piece, value.field, &explained, err));
    if (!explained && file->part >= MEMBER_FIRST)
        TRY(append_to_member(db, piece, file->part, erase_rule(piece), &value, 1, err));
    else if (!explained)
        TRY(append(db, piece, "erased", erase_rule(piece), piece->held, &value, 1, err));
    return attachments_erase(db, piece->mem, piece->case_id, &piece->more, err);
}

/* What an untouched draft leaves: a closed shell that waits for nobody. */
static enum err_code
end_draft(struct db *db, const struct piece *piece, struct err *err)
{
    int64_t now = piece->retention->now;
    int32_t today = clock_day(now);

    TRY(db_exec(db, SQL_RETENTION_DRAFT_END,
                DB_ARGS(db_moment(now), db_day(today), db_day(today), db_moment(now),
                        db_u64(piece->case_id)),
                NULL, err));
    return db_exec(db, SQL_RETENTION_PARTS_END, DB_ARGS(db_u64(piece->case_id)), NULL, err);
}

/* The shell as finish leaves it. */
static struct case_state
shell_erased(const struct piece *piece)
{
    struct case_state shell = *piece->held;

    shell.erased_at = piece->retention->now;
    if (!piece->draft)
        return shell;
    shell.class = CASE_CLOSED;
    shell.closed_at = shell.blocked_at = piece->retention->now;
    shell.block_due = shell.erase_due = clock_day(piece->retention->now);
    for (size_t i = 0; i < CASE_PARTS; i++) {
        shell.parties[i].waits = false;
        shell.parties[i].due = DB_NO_DAY;
    }
    return shell;
}

/* With the last of the values goes all the rest. */
static enum err_code
finish(struct db *db, const struct piece *piece, struct err *err)
{
    TRY(drafts_drop_all(db, piece->case_id, err));
    TRY(search_keys_drop(db, piece->case_id, err));
    TRY(db_exec(db, SQL_RETENTION_PARTS_FORGET, DB_ARGS(db_u64(piece->case_id)), NULL, err));
    if (piece->draft)
        TRY(end_draft(db, piece, err));
    return db_exec(db, SQL_CASE_ERASE,
                   DB_ARGS(db_moment(piece->retention->now), db_u64(piece->case_id)), NULL, err);
}

/* Up to 500 values of those with a number from `first` to `last`, as events name them. */
static enum err_code
read_values(struct db *db, const struct piece *piece, uint64_t first, uint64_t last, struct event_value **values, size_t *count,
            struct err *err)
{
    struct gone *gone;

    TRY(db_select(db, piece->mem, SQL_ERASE_VALUES, DB_ARGS(db_u64(piece->case_id), db_u64(first), db_u64(last)), &gone_shape,
                  &gone, count, err));
    *values = mem_zeros(piece->mem, struct event_value, *count + 1);
    for (size_t i = 0; i < *count; i++)
        (*values)[i] = (struct event_value){.field = gone[i].field, .version = gone[i].version, .store = STORE_PERSONAL};
    return ERR_OK;
}

/* Of one member. */
static enum err_code
erase_of_member(struct db *db, struct piece *piece, uint64_t number, struct err *err)
{
    struct event_value *values;
    size_t count;
    bool left;

    TRY(read_values(db, piece, number, number, &values, &count, err));
    TRY(append_to_member(db, piece, number, erase_rule(piece), values, count, err));
    piece->more = true;
    return values_erase(db, piece->case_id, number, number, &left, err);
}

static enum err_code
erase_of_case(struct db *db, struct piece *piece, struct err *err)
{
    struct event_value *values;
    struct case_state after;
    size_t count;
    bool left;

    TRY(read_values(db, piece, 0, MEMBER_FIRST - 1, &values, &count, err));
    piece->more = count == VALUES_PER_PIECE;
    after = piece->more ? *piece->held : shell_erased(piece);
    TRY(append(db, piece, "erased", erase_rule(piece), &after, values, count, err));
    TRY(values_erase(db, piece->case_id, 0, MEMBER_FIRST - 1, &left, err));
    return piece->more ? ERR_OK : finish(db, piece, err);
}

/* Members first, one after the other; the case, whose shell says that all is erased, last. */
static enum err_code
erase_values(struct db *db, void *argument, struct err *err)
{
    struct piece *piece = argument;
    struct number *whose;
    size_t count;

    TRY(erase_piece(db, piece, err));
    if (!piece->due)
        return ERR_OK;
    TRY(db_select(db, piece->mem, SQL_ERASE_WHOSE, DB_ARGS(db_u64(piece->case_id)), &number_shape, &whose, &count, err));
    if (count > 0 && whose->n >= MEMBER_FIRST)
        return erase_of_member(db, piece, whose->n, err);
    return erase_of_case(db, piece, err);
}

/* Pieces of one kind until there is none left; *whole false when the case is not due any more or a stop came. */
static enum err_code
repeat(struct piece *piece, db_work *work, bool *whole, struct err *err)
{
    const struct retention *retention = piece->retention;
    enum err_code code = ERR_OK;

    *whole = false;
    do {
        if (retention->stop != NULL && retention->stop(retention->closure))
            return ERR_OK;
        piece->mem = mem_new(NULL, "piece");
        piece->more = false;
        code = db_transaction(retention->db, work, piece, err);
        talloc_free(piece->mem);
    } while (code == ERR_OK && piece->due && piece->more);
    *whole = code == ERR_OK && piece->due;
    return code;
}

enum err_code
erase_block(const struct retention *retention, uint64_t case_id, bool *changed, struct err *err)
{
    struct piece piece = {.retention = retention, .case_id = case_id};

    return repeat(&piece, block, changed, err);
}

enum err_code
erase_shorten(const struct retention *retention, uint64_t case_id, int32_t block_due, int32_t erase_due, struct err *err)
{
    struct piece piece = {.retention = retention, .case_id = case_id, .block_due = block_due, .erase_due = erase_due};
    bool changed;

    return repeat(&piece, shorten, &changed, err);
}

enum err_code
erase_case(const struct retention *retention, uint64_t case_id, bool draft, bool *changed,
           struct err *err)
{
    struct piece piece = {.retention = retention, .case_id = case_id, .draft = draft};

    TRY(repeat(&piece, erase_file, changed, err));
    return *changed ? repeat(&piece, erase_values, changed, err) : ERR_OK;
}
