/* SPDX-License-Identifier: EUPL-1.2 */
#include "proof/rewrite.h"

#include <string.h>

#include "base/mem.h"
#include "proof/verify_case.h"
#include "store/case.h"
#include "store/value.h"

struct number {
    uint64_t n;
};

DB_SHAPE(number_shape, number, DB_COLUMN(DB_U64, number, n));

/* One case, in one transaction. */
struct rewriting {
    TALLOC_CTX *mem;
    const struct seal_keys *keys;
    uint64_t case_id;
};

static const struct verify_value *
find_value(const struct verify_value *values, size_t count, const struct event_value *wanted)
{
    for (size_t i = 0; i < count; i++)
        if (values[i].version == wanted->version && strcmp(values[i].field, wanted->field) == 0)
            return &values[i];
    return NULL;
}

/* The new commitment of a value that is there; false: it is gone, and its old one stays for ever. */
static bool
commit_value(unsigned char out[HASH_BYTES], const struct verify_range *range, const struct event_value *wanted)
{
    const struct verify_value *value = wanted->store == STORE_PERSONAL ? find_value(range->personal, range->n_personal, wanted)
                                                                       : find_value(range->coded, range->n_coded, wanted);

    if (value == NULL || value->commit_key.length != 32)
        return false;
    history_commit(out, value->commit_key.data,
                   &(struct committed){.part = value->part, .store = value->store, .field = value->field,
                                       .version = value->version, .language = value->language, .value = value->value});
    return true;
}

static bool
commit_file(TALLOC_CTX *mem, unsigned char out[HASH_BYTES], const struct verify_range *range, const struct event_value *wanted)
{
    for (size_t i = 0; i < range->n_files; i++)
        if (strcmp(attachment_field(mem, &range->files[i].row), wanted->field) == 0) {
            attachment_commit(out, &range->files[i].row);
            return true;
        }
    return false;
}

static enum err_code
rewrite_values(struct db *db, const struct rewriting *rewriting, const struct verify_range *range, struct err *err)
{
    for (size_t i = 0; i < range->n_event_values; i++) {
        struct event_value *value = &range->event_values[i];
        unsigned char *hash = mem_size(rewriting->mem, HASH_BYTES);

        if (value->commitment.length == 0 || !(value->store == STORE_FILE ? commit_file(rewriting->mem, hash, range, value)
                                                                          : commit_value(hash, range, value)))
            continue;
        value->commitment = (struct db_bytes){hash, HASH_BYTES};
        TRY(db_exec(db, SQL_REWRITE_VALUE,
                    DB_ARGS(db_bytes(hash, HASH_BYTES), db_u64(value->event_id), db_text(value->field),
                            db_u64(value->version)),
                    NULL, err));
    }
    return ERR_OK;
}

/* The shell as it stands, with its stamps: what the last event is made to state. */
static const char *
shell_text(const struct rewriting *rewriting, const struct verify_range *range)
{
    struct case_stamp *stamps = mem_zeros(rewriting->mem, struct case_stamp, range->n_stamps + 1);
    const struct case_state shell = verify_shell_of(&range->shells[0], range->parts, range->n_parts);

    for (size_t i = 0; i < range->n_stamps; i++)
        stamps[i] = range->stamps[i].stamp;
    return facts_text(rewriting->mem, NULL, &shell, stamps, range->n_stamps);
}

static enum err_code
rewrite_events(struct db *db, const struct rewriting *rewriting, const struct verify_range *range, struct err *err)
{
    struct history_head head = {.seq = 0};

    for (size_t i = 0; i < range->n_events; i++) {
        struct verify_event *event = &range->events[i];
        unsigned char hash[HASH_BYTES];
        struct event_new as;

        event->facts = i + 1 == range->n_events ? shell_text(rewriting, range) : "";
        as = verify_event_as(event);
        head.seq = event->seq;
        history_hash(hash, rewriting->mem, rewriting->keys->history[0], &head, &as);
        TRY(db_exec(db, SQL_REWRITE_EVENT,
                    DB_ARGS(db_text(event->facts), db_bytes(head.previous, HASH_BYTES), db_bytes(hash, HASH_BYTES),
                            db_u64(event->id)),
                    NULL, err));
        memcpy(head.previous, hash, HASH_BYTES);
    }
    return ERR_OK;
}

/* An event that states something is of the new format: this case was done by a run that was cut off. */
static enum err_code
rewrite_case(struct db *db, void *argument, struct err *err)
{
    const struct rewriting *rewriting = argument;
    struct verify_range range = {0};

    TRY(case_lock_id(db, rewriting->case_id, err));
    TRY(verify_read(db, rewriting->mem, rewriting->case_id - 1, rewriting->case_id, &range, err));
    if (range.n_shells == 0 || range.n_events == 0 || *range.events[range.n_events - 1].facts != '\0')
        return ERR_OK;
    TRY(rewrite_values(db, rewriting, &range, err));
    return rewrite_events(db, rewriting, &range, err);
}

static enum err_code
drop_seals(struct db *db, struct err *err)
{
    struct db_done done = {.affected = 1};

    while (done.affected > 0)
        TRY(db_exec(db, SQL_REWRITE_SEALS, DB_NO_ARGS, &done, err));
    return db_exec(db, SQL_REWRITE_SEAL_END, DB_NO_ARGS, NULL, err);
}

static enum err_code
next_case(struct db *db, uint64_t after, uint64_t *id, struct err *err)
{
    struct number *next;

    TRY(db_one(db, db, SQL_REWRITE_NEXT, DB_ARGS(db_u64(after)), &number_shape, &next, err));
    *id = next->n;
    talloc_free(next);
    return ERR_OK;
}

enum err_code
history_any(struct db *db, bool *any, struct err *err)
{
    uint64_t first;

    TRY(next_case(db, 0, &first, err));
    *any = first != 0;
    return ERR_OK;
}

enum err_code
history_rewrite(struct db *db, const struct seal_keys *keys, int64_t now, uint64_t *cases, struct err *err)
{
    struct rewriting rewriting = {.keys = keys};
    struct seal_outcome outcome;

    *cases = 0;
    TRY(drop_seals(db, err));
    for (;;) {
        enum err_code code;

        TRY(next_case(db, rewriting.case_id, &rewriting.case_id, err));
        if (rewriting.case_id == 0)
            return history_seal_all(db, keys, now, &outcome, err);
        rewriting.mem = mem_new(NULL, "rewriting");
        code = db_transaction(db, rewrite_case, &rewriting, err);
        talloc_free(rewriting.mem);
        TRY(code);
        (*cases)++;
    }
}
