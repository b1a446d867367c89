/* SPDX-License-Identifier: EUPL-1.2 */
/* The chain of seals, where it ends, and the records of reads that it covers. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "proof/seal_chain.h"
#include "proof/verify_case.h"
#include "store/history.h"

/* What the walk along the chain has come to. */
struct walk {
    const struct verify *verify;
    struct verify_totals *totals;
    struct seal_head last;          /* the seal before */
    unsigned char hash[HASH_BYTES]; /* its hash */
    bool broken;                    /* it was altered, so its hash says nothing */
    bool since_found;               /* the head that was given is in the chain */
};

void
verify_seal_fault(const struct verify *verify, struct verify_totals *totals, const char *format, ...)
{
    char text[300];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    totals->faults++;
    if (verify->each_seal != NULL)
        verify->each_seal(text, verify->closure);
}

static void
check_link(struct walk *walk, const struct seal *seal)
{
    bool good = seal_true(walk->verify->keys, seal);

    if (!good)
        verify_seal_fault(walk->verify, walk->totals, "seal altered %" PRIu64, seal->id);
    else if (!walk->broken && (seal->id != walk->last.id + 1 || seal->previous.length != HASH_BYTES ||
                               !hash_equal(seal->previous.data, walk->hash, HASH_BYTES)))
        verify_seal_fault(walk->verify, walk->totals, "seal removed before %" PRIu64, seal->id);
    walk->broken = !good;
    if (good)
        memcpy(walk->hash, seal->hash.data, HASH_BYTES);
}

/* The records that a seal covers; what is older than five years may be gone. */
static enum err_code
check_reads(struct walk *walk, TALLOC_CTX *mem, const struct seal *seal, struct err *err)
{
    unsigned char hash[HASH_BYTES];
    struct sealed_read *reads;
    const char *what = NULL;
    size_t count;

    if (seal->case_id != 0 || walk->broken || seal->month < history_first_month(walk->verify->now))
        return ERR_OK;
    TRY(seal_reads_between(walk->verify->db, mem, seal->reads_after, seal->reads_upto, seal->seq + 1, &reads, &count, err));
    seal_reads_hash(hash, reads, count);
    if (count != seal->seq)
        what = count < seal->seq ? "removed" : "added";
    else if (seal->head.length != HASH_BYTES || !hash_equal(hash, seal->head.data, HASH_BYTES))
        what = "altered";
    if (what != NULL)
        verify_seal_fault(walk->verify, walk->totals, "read records %s among %" PRIu64 " to %" PRIu64, what,
                          seal->reads_after + 1, seal->reads_upto);
    return ERR_OK;
}

/* The seal that a head was given of must be the one that it was. */
static void
check_since(struct walk *walk, const struct seal_head *here)
{
    const struct seal_head *since = walk->verify->since;

    if (since == NULL || since->id != here->id)
        return;
    walk->since_found = true;
    if (strcmp(since->hash, here->hash) != 0 || since->cases != here->cases || since->events != here->events)
        verify_seal_fault(walk->verify, walk->totals, "seal %" PRIu64 " is not that of the head", here->id);
}

static enum err_code
walk_seals(struct walk *walk, struct err *err)
{
    enum err_code code = ERR_OK;
    size_t count = 1;

    while (code == ERR_OK && count > 0) {
        TALLOC_CTX *mem = mem_new(NULL, "seals");
        struct seal *seals;

        code = db_select(walk->verify->db, mem, SQL_SEALS_AFTER, DB_ARGS(db_u64(walk->last.id)), &seal_shape, &seals, &count,
                         err);
        for (size_t i = 0; code == ERR_OK && i < count; i++) {
            struct seal_head here = seal_head_of(mem, &seals[i]);

            walk->totals->seals++;
            check_link(walk, &seals[i]);
            check_since(walk, &here);
            code = check_reads(walk, mem, &seals[i], err);
            walk->last = here;
        }
        talloc_free(mem);
    }
    return code;
}

/* The end says which seal is the newest. It is read together with that one: a sealing may go on meanwhile. */
static enum err_code
check_end(struct walk *walk, struct err *err)
{
    TALLOC_CTX *mem = mem_new(NULL, "end");
    struct seal_end *end;
    enum err_code code = seal_end_read(walk->verify->db, mem, &end, err);

    if (code != ERR_OK)
        ;
    else if (end->keyed.length == 0 && end->newest != 0)
        verify_seal_fault(walk->verify, walk->totals, "end of the seals removed");
    else if (!seal_end_true(walk->verify->keys, end) || end->seal_id < end->newest)
        verify_seal_fault(walk->verify, walk->totals, "end of the seals altered");
    else if (end->seal_id > end->newest) {
        verify_seal_fault(walk->verify, walk->totals, "last seals removed: the end knows seal %" PRIu64, end->seal_id);
        walk->totals->sealed_end = end->seal_id;
    }
    talloc_free(mem);
    return code;
}

enum err_code
verify_seals(const struct verify *verify, struct verify_totals *totals, struct err *err)
{
    struct walk walk = {.verify = verify, .totals = totals};

    TRY(walk_seals(&walk, err));
    if (verify->since != NULL && !walk.since_found)
        verify_seal_fault(verify, totals,
                          "seals removed: the head knows seal %" PRIu64 " of %" PRIu64 " cases and %" PRIu64
                          " events, the last one is %" PRIu64 " of %" PRIu64 " and %" PRIu64,
                          verify->since->id, verify->since->cases, verify->since->events, walk.last.id, walk.last.cases,
                          walk.last.events);
    return check_end(&walk, err);
}

enum err_code
verify_newest_known(const struct verify *verify, struct verify_totals *totals, struct err *err)
{
    TALLOC_CTX *mem;
    struct seal_end *end;
    enum err_code code;

    if (totals->sealed_event <= totals->sealed_end)
        return ERR_OK;
    mem = mem_new(NULL, "end");
    code = seal_end_read(verify->db, mem, &end, err);
    if (code == ERR_OK && totals->sealed_event > end->newest)
        verify_seal_fault(verify, totals, "last seals removed: an event knows seal %" PRIu64, totals->sealed_event);
    talloc_free(mem);
    return code;
}
