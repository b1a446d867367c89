/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/history.h"

#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"

/* Formats of the hashes (hash_parts); a change of what is hashed counts them up. */
#define COMMITMENT_FORMAT 2
#define EVENT_FORMAT 2
/* Records of reads are kept as long. */
#define READ_YEARS 5
/* How an event of no part goes into its hash: a number that no part has. */
#define HASHED_NO_PART UINT64_MAX

struct head {
    uint64_t seq, sealed;
    struct db_bytes hash;
};

DB_SHAPE(head_shape, head, DB_COLUMN(DB_U64, head, seq), DB_COLUMN(DB_U64, head, sealed),
         DB_COLUMN(DB_BYTES, head, hash));

DB_SHAPE(event_shape, event_row, DB_COLUMN(DB_U64, event_row, id),
         DB_COLUMN(DB_U64, event_row, seq), DB_COLUMN(DB_MOMENT, event_row, at),
         DB_COLUMN(DB_U64, event_row, user_id), DB_COLUMN(DB_U64, event_row, authority_id),
         DB_COLUMN(DB_INDEX, event_row, part), DB_COLUMN(DB_TEXT, event_row, action),
         DB_COLUMN(DB_TEXT, event_row, from_state), DB_COLUMN(DB_TEXT, event_row, to_state),
         DB_COLUMN(DB_U64, event_row, version), DB_COLUMN(DB_U64, event_row, other_id),
         DB_COLUMN(DB_TEXT, event_row, rule), DB_COLUMN(DB_BYTES, event_row, previous),
         DB_COLUMN(DB_BYTES, event_row, hash), DB_COLUMN(DB_TEXT, event_row, user_name),
         DB_COLUMN(DB_TEXT, event_row, user_status), DB_COLUMN(DB_U64, event_row, user_authority),
         DB_COLUMN(DB_FLAG, event_row, contact_shown),
         DB_COLUMN(DB_TEXT, event_row, authority_name),
         DB_COLUMN(DB_TEXT, event_row, authority_language),
         DB_COLUMN(DB_TEXT, event_row, authority_country),
         DB_COLUMN(DB_TEXT, event_row, other_name),
         DB_COLUMN(DB_TEXT, event_row, other_language),
         DB_COLUMN(DB_TEXT, event_row, other_country));

DB_SHAPE(event_value_shape, event_value, DB_COLUMN(DB_U64, event_value, event_id), DB_COLUMN(DB_U64, event_value, member),
         DB_COLUMN(DB_U64, event_value, seq), DB_COLUMN(DB_TEXT, event_value, field),
         DB_COLUMN(DB_U64, event_value, version), DB_COLUMN(DB_U64, event_value, store),
         DB_COLUMN(DB_BYTES, event_value, commitment));

DB_SHAPE(written_shape, written_value, DB_COLUMN(DB_TEXT, written_value, field),
         DB_COLUMN(DB_U64, written_value, version));

void
history_commit(unsigned char out[HASH_BYTES], const unsigned char commit_key[32], const struct committed *value)
{
    const struct hash_part parts[] = {hash_number(value->member),  hash_number(value->part), hash_number(value->store),
                                      hash_text(value->field),     hash_number(value->version),
                                      hash_text(value->language), hash_text(value->value)};

    hash_parts(out, commit_key, COMMITMENT_FORMAT, parts, sizeof parts / sizeof parts[0]);
}

enum err_code
history_next(struct db *db, uint64_t case_id, uint64_t member, struct history_head *head, struct err *err)
{
    struct head *last;
    size_t count;

    TRY(db_select(db, db, SQL_EVENT_HEAD, DB_ARGS(db_u64(case_id), db_u64(member)), &head_shape, &last, &count, err));
    *head = (struct history_head){.seq = count == 0 ? 1 : last->seq + 1, .sealed = count == 0 ? 0 : last->sealed};
    if (count > 0 && last->hash.length == HASH_BYTES)
        memcpy(head->previous, last->hash.data, HASH_BYTES);
    talloc_free(last);
    return ERR_OK;
}

void
history_hash(unsigned char out[HASH_BYTES], TALLOC_CTX *mem, const unsigned char *history_key,
             const struct history_head *head, const struct event_new *event)
{
    size_t n = 0, most = 16 + 4 * event->n_values;
    struct hash_part *parts = mem_zeros(mem, struct hash_part, most);

    parts[n++] = hash_data(head->previous, HASH_BYTES);
    parts[n++] = hash_number(event->case_id);
    parts[n++] = hash_number(event->member);
    parts[n++] = hash_number(head->seq);
    parts[n++] = hash_number((uint64_t)event->at);
    parts[n++] = hash_number(event->user_id);
    parts[n++] = hash_number(event->authority_id);
    parts[n++] = hash_number(event->part < 0 ? HASHED_NO_PART : (uint64_t)event->part);
    parts[n++] = hash_text(event->action);
    parts[n++] = hash_text(event->from_state);
    parts[n++] = hash_text(event->to_state);
    parts[n++] = hash_number(event->version);
    parts[n++] = hash_number(event->other_id);
    parts[n++] = hash_text(event->rule);
    parts[n++] = hash_text(event->facts);
    parts[n++] = hash_number(head->sealed);
    for (size_t i = 0; i < event->n_values; i++) {
        const struct event_value *value = &event->values[i];

        parts[n++] = hash_text(value->field);
        parts[n++] = hash_number(value->version);
        parts[n++] = hash_number(value->store);
        parts[n++] = hash_data(value->commitment.data, value->commitment.length);
    }
    hash_parts(out, history_key, EVENT_FORMAT, parts, n);
    talloc_free(parts);
}

static enum err_code
insert_values(struct db *db, TALLOC_CTX *mem, uint64_t event_id, const struct event_new *event,
              struct err *err)
{
    struct db_value *rows = mem_zeros(mem, struct db_value, 5 * event->n_values + 1);

    for (size_t i = 0; i < event->n_values; i++) {
        const struct event_value *value = &event->values[i];

        rows[5 * i] = db_u64(event_id);
        rows[5 * i + 1] = db_text(value->field);
        rows[5 * i + 2] = db_u64(value->version);
        rows[5 * i + 3] = db_u64(value->store);
        rows[5 * i + 4] = value->commitment.length == 0
                              ? db_text(NULL)
                              : db_bytes(value->commitment.data, value->commitment.length);
    }
    return db_exec_many(db, SQL_EVENT_VALUE_INSERT, rows, 5, event->n_values, err);
}

enum err_code
history_append(struct db *db, TALLOC_CTX *mem, const unsigned char *history_key, const struct history_head *head,
               const struct event_new *event, struct err *err)
{
    unsigned char hash[HASH_BYTES];
    struct db_done done;

    history_hash(hash, mem, history_key, head, event);
    TRY(db_exec(db, SQL_EVENT_INSERT,
                DB_ARGS(db_u64(event->case_id), db_u64(event->member), db_u64(head->seq), db_moment(event->at),
                        db_id_or_null(event->user_id), db_id_or_null(event->authority_id),
                        db_index(event->part),
                        db_text(event->action), db_text(event->from_state),
                        db_text(event->to_state), db_u64(event->version),
                        db_id_or_null(event->other_id), db_text(event->rule), db_text(event->facts), db_u64(head->sealed),
                        db_bytes(head->previous, sizeof head->previous), db_bytes(hash, sizeof hash)),
                &done, err));
    return insert_values(db, mem, done.insert_id, event, err);
}

enum err_code
history_events(struct db *db, TALLOC_CTX *mem, uint64_t case_id, uint64_t member, const char *contact, uint64_t before,
               unsigned limit, struct event_row **events, size_t *count, struct err *err)
{
    return db_select(db, mem, SQL_EVENTS_OF_CASE,
                     DB_ARGS(db_text(contact), db_u64(case_id), db_u64(member), db_u64(before != 0 ? before : UINT32_MAX),
                             db_u64(limit)),
                     &event_shape, events, count, err);
}

enum err_code
history_values(struct db *db, TALLOC_CTX *mem, uint64_t case_id, uint64_t member, uint64_t first, uint64_t last,
               struct event_value **values, size_t *count, struct err *err)
{
    return db_select(db, mem, SQL_EVENT_VALUES_OF_CASE, DB_ARGS(db_u64(case_id), db_u64(member), db_u64(first), db_u64(last)),
                     &event_value_shape, values, count, err);
}

enum err_code
history_before_other(struct db *db, TALLOC_CTX *mem, uint64_t case_id, struct written_value **values, size_t *count,
                     struct err *err)
{
    return db_select(db, mem, SQL_EVENT_VALUES_BEFORE_OTHER, DB_ARGS(db_u64(case_id), db_u64(case_id)), &written_shape,
                     values, count, err);
}

/* YYYYMM of the legal day of a moment, `years` before it. */
static uint64_t
month_before(int64_t moment, int years)
{
    int year, month, day;

    day_to_civil(clock_day(moment), &year, &month, &day);
    return (uint64_t)(year - years) * 100 + (uint64_t)month;
}

uint64_t
history_first_month(int64_t now)
{
    return month_before(now, READ_YEARS);
}

enum err_code
history_read(struct db *db, const struct read_new *read, struct err *err)
{
    return db_exec(db, SQL_READ_INSERT,
                   DB_ARGS(db_u64(month_before(read->at, 0)), db_moment(read->at),
                           db_u64(read->user_id), db_u64(read->authority_id), db_text(read->role),
                           db_text(read->door), db_text(read->purpose),
                           db_text(subject_word(read->subject_kind)), db_text(read->subject_ids),
                           db_text(read->value_ids), db_text(read->request_id)),
                   NULL, err);
}
