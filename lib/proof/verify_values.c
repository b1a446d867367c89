/* SPDX-License-Identifier: EUPL-1.2 */
/* The values and files of one case against the commitments in its events. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "proof/verify_case.h"
#include "store/value.h"

/* A value that history knows: from the event that wrote it, and the one that says that it was erased. */
struct known {
    const char *field;
    uint64_t version;
    const struct db_bytes *commitment; /* NULL: no event that can be trusted commits to it */
    const char *rule;                  /* it was erased under; NULL: it was not */
    bool trusted;
    bool present;
};

struct ledger {
    struct known *items;
    size_t count;
};

static int
by_name(const void *a, const void *b)
{
    const struct known *x = a, *y = b;
    int order = strcmp(x->field, y->field);

    return order != 0 ? order : (x->version > y->version) - (x->version < y->version);
}

static struct known *
ledger_find(const struct ledger *ledger, const char *field, uint64_t version)
{
    const struct known wanted = {.field = field, .version = version};

    return ledger->count == 0
               ? NULL
               : bsearch(&wanted, ledger->items, ledger->count, sizeof wanted, by_name);
}

/* Two lines of the same name become one: what is written and its erasure. */
static void
merge(struct ledger *ledger)
{
    size_t n = 0;

    for (size_t i = 0; i < ledger->count; i++) {
        struct known *last = n > 0 ? &ledger->items[n - 1] : NULL;

        if (last == NULL || by_name(last, &ledger->items[i]) != 0) {
            ledger->items[n++] = ledger->items[i];
            continue;
        }
        if (last->commitment == NULL)
            last->commitment = ledger->items[i].commitment;
        if (last->rule == NULL)
            last->rule = ledger->items[i].rule;
        last->trusted = last->trusted || ledger->items[i].trusted;
    }
    ledger->count = n;
}

static struct ledger
ledger_make(const struct checked *checked)
{
    struct ledger ledger = {0};
    size_t most = 0;

    for (size_t i = 0; i < checked->n_events; i++)
        most += checked->events[i].n_values;
    ledger.items = mem_zeros(checked->mem, struct known, most + 1);
    for (size_t i = 0; i < checked->n_events; i++) {
        const struct verify_event *event = &checked->events[i];

        for (size_t j = 0; j < event->n_values; j++) {
            const struct event_value *value = &event->values[j];
            struct known *known = &ledger.items[ledger.count++];

            *known = (struct known){.field = value->field,
                                    .version = value->version,
                                    .trusted = event->place != 0};
            if (event->place != 0 && value->commitment.length == 0)
                known->rule = event->rule != NULL ? event->rule : "";
            else if (event->place != 0)
                known->commitment = &value->commitment;
        }
    }
    qsort(ledger.items, ledger.count, sizeof *ledger.items, by_name);
    merge(&ledger);
    return ledger;
}

static void
check_present(struct checked *checked, const struct ledger *ledger, const struct verify_value *value)
{
    struct known *known = ledger_find(ledger, value->field, value->version);
    unsigned char commitment[HASH_BYTES];

    if (known == NULL || (known->trusted && known->rule != NULL)) {
        /* In a broken history an unknown value is told by what broke it. */
        if (!checked->broken || known != NULL)
            verify_fault(checked, "value added %s %" PRIu64, value->field, value->version);
        return;
    }
    known->present = true;
    if (known->commitment == NULL)
        return;
    if (value->commit_key.length == 32)
        history_commit(commitment, value->commit_key.data,
                       &(struct committed){.member = checked->member, .part = value->part, .store = value->store,
                                           .field = value->field,
                                           .version = value->version, .language = value->language, .value = value->value});
    if (value->commit_key.length != 32 || !hash_equal(commitment, known->commitment->data, HASH_BYTES))
        verify_fault(checked, "value altered %s %" PRIu64, value->field, value->version);
}

/* The bytes of a file against its SHA-256. Pieces are read one by one. */
static enum err_code
content_true(struct checked *checked, const struct attachment_row *row, bool *good, struct err *err)
{
    struct hash_sha256 *state = hash_sha256_new(checked->mem);
    unsigned char hash[HASH_BYTES];
    uint64_t size = 0;
    struct db_bytes data;

    for (unsigned seq = 0;; seq++) {
        TRY(attachment_chunk(checked->verify->db, checked->mem, row->id, seq, &data, err));
        if (data.data == NULL)
            break;
        hash_sha256_add(state, data.data, data.length);
        size += data.length;
        talloc_free((void *)data.data);
    }
    hash_sha256_end(state, hash);
    *good = size == row->size && row->sha256.length == HASH_BYTES &&
            hash_equal(hash, row->sha256.data, HASH_BYTES);
    return ERR_OK;
}

static enum err_code
check_file(struct checked *checked, const struct ledger *ledger, const struct attachment_row *row, struct err *err)
{
    const char *field = attachment_field(checked->mem, row);
    struct known *known = ledger_find(ledger, field, 1);
    unsigned char commitment[HASH_BYTES];
    bool good;

    if (known == NULL) {
        if (!checked->broken)
            verify_fault(checked, "value added %s 1", field);
        return ERR_OK;
    }
    /* A file goes in pieces, after the event that says so. */
    if (known->rule != NULL) {
        if (checked->shell.erased_at != DB_NO_MOMENT)
            verify_fault(checked, "value added %s 1", field);
        return ERR_OK;
    }
    known->present = true;
    if (known->commitment == NULL)
        return ERR_OK;
    attachment_commit(commitment, row);
    good = hash_equal(commitment, known->commitment->data, HASH_BYTES);
    if (good)
        TRY(content_true(checked, row, &good, err));
    if (!good)
        verify_fault(checked, "value altered %s 1", field);
    return ERR_OK;
}

static void
count_erased(struct checked *checked, const char *rule)
{
    struct verify_case *found = checked->found;

    for (size_t i = 0; i < found->n_erased; i++)
        if (strcmp(found->erased[i].rule, rule) == 0) {
            found->erased[i].count++;
            return;
        }
    found->erased = mem_grow(checked->mem, found->erased, struct verify_erased, found->n_erased + 1);
    found->erased[found->n_erased++] = (struct verify_erased){rule, 1};
}

static void
check_absent(struct checked *checked, const struct ledger *ledger)
{
    for (size_t i = 0; i < ledger->count; i++) {
        const struct known *known = &ledger->items[i];

        if (!known->trusted)
            continue;
        checked->found->n_values++;
        if (known->rule != NULL)
            count_erased(checked, known->rule);
        else if (!known->present)
            verify_fault(checked, "value missing without an erasure %s %" PRIu64, known->field,
                         known->version);
    }
}

enum err_code
verify_values(struct checked *checked, struct err *err)
{
    struct ledger ledger = ledger_make(checked);

    for (size_t i = 0; i < checked->n_coded; i++)
        check_present(checked, &ledger, &checked->coded[i]);
    for (size_t i = 0; i < checked->n_personal; i++)
        check_present(checked, &ledger, &checked->personal[i]);
    for (size_t i = 0; i < checked->n_files; i++)
        TRY(check_file(checked, &ledger, &checked->files[i].row, err));
    check_absent(checked, &ledger);
    return ERR_OK;
}
