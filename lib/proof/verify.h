/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Verification of the history (docs/personal-data.md, History): whether chains, values and seals are as the program wrote
 * them. It only reads, takes cases in ranges of ids so that a million need little memory, and looks at a
 * case that seems wrong once more under its lock, so that an act going on meanwhile is no fault.
 *
 * What cannot be proved without a head that was kept elsewhere (seal.h): that all of the database was put back to what it was
 * earlier. Until the next sealing: the removal of a whole case with its rows, and of a record of a read. A change of an event
 * that is newer than all seals and the last of its case is told as "event added".
 */
#ifndef IMI_PROOF_VERIFY_H
#define IMI_PROOF_VERIFY_H

#include "db/db.h"
#include "proof/seal.h"

/* Values of a case that are gone, and the rule that they went under. */
struct verify_erased {
    const char *rule;
    size_t count;
};

struct verify_event {
    uint64_t case_id; /* first: see verify_slice */
    uint64_t id, member, seq, sealed, user_id, authority_id, version, other_id;
    int part; /* -1: none */
    int64_t at;
    const char *action, *from_state, *to_state, *rule, *facts;
    struct db_bytes previous, hash;
    const struct event_value *values;
    size_t n_values;
    uint64_t place; /* the number under which it was written; 0: the program did not write it so */
};

/* What was found of one case. All of it lives until the call returns. */
struct verify_case {
    uint64_t id;
    const char *ref; /* NULL: the case is gone */
    const struct verify_event *events; /* as they stand, by number */
    size_t n_events;
    size_t n_values; /* committed to, erased ones included */
    struct verify_erased *erased;
    size_t n_erased; /* rules */
    const char **faults; /* "value altered FIELD VERSION" ...; English: for the operator's terminal */
    size_t n_faults;
};

struct verify {
    struct db *db;
    const struct seal_keys *keys;
    int64_t now;                   /* case time */
    const struct seal_head *since; /* kept elsewhere: all that was sealed until then must be there; NULL: none. Of verify_all */
    void (*each_case)(const struct verify_case *found, void *closure);  /* every case, intact or not */
    void (*each_seal)(const char *fault, void *closure); /* "seal altered 12", "read records removed among 1 to 9" */
    void *closure;
};

struct verify_totals {
    uint64_t cases, seals, faults;
    uint64_t sealed_end;   /* the newest seal, when it is gone and was told; 0 otherwise */
    uint64_t sealed_event; /* the newest seal that any event knows */
};

/*
 * verify_all - all cases and all seals. Errors: those of the database; what was told until then is right.
 */
enum err_code verify_all(const struct verify *verify, struct verify_totals *totals,
                         struct err *err) ERR_MUST_CHECK;

/* verify_one - one case, by its reference, with its seals. Errors: ERR_NOT_FOUND there is no such case. */
enum err_code verify_one(const struct verify *verify, const char *ref, struct verify_totals *totals,
                         struct err *err) ERR_MUST_CHECK;

#endif
