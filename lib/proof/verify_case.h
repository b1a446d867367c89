/* SPDX-License-Identifier: EUPL-1.2 */
/* One case being verified: what was read of it. Shared by the verify*.c files and rewrite.c. */
#ifndef IMI_PROOF_VERIFY_CASE_H
#define IMI_PROOF_VERIFY_CASE_H

#include "proof/verify.h"
#include "store/attachment.h"
#include "store/history.h"
#include "store/member.h"

struct verify_value {
    uint64_t case_id;
    const char *field;
    uint64_t version, part, store;
    struct db_bytes commit_key;
    const char *language, *value;
};

struct verify_file {
    uint64_t case_id;
    struct attachment_row row; /* without its state */
};

/* The row of a party, which repeats what lists ask for. */
struct verify_part {
    struct party_state party; /* begins with the number of the case */
    uint64_t flow_version, class, version, other_id;
    const char *ref, *area, *flow, *state, *other_country;
    const char *country; /* of other_id */
    int64_t changed_at;
};

struct verify_stamp {
    uint64_t case_id;
    struct case_stamp stamp;
};

/* All that is read of the cases of one range. */
struct verify_range {
    struct case_state *shells;
    struct verify_part *parts;
    struct verify_stamp *stamps;
    struct verify_event *events;
    struct event_value *event_values;
    struct seal *seals;
    struct verify_value *coded, *personal;
    struct verify_file *files;
    size_t n_shells, n_parts, n_stamps, n_events, n_event_values, n_seals, n_coded, n_personal, n_files;
};

/* verify_read - the rows of the cases in (after, upto], each kind by case; events hold their values. */
enum err_code verify_read(struct db *db, TALLOC_CTX *mem, uint64_t after, uint64_t upto, struct verify_range *range,
                          struct err *err) ERR_MUST_CHECK;

/* verify_shell_of - the shell of a case with its parties. */
struct case_state verify_shell_of(const struct case_state *shell, const struct verify_part *parts, size_t n_parts);

/* verify_event_as - an event as it was given to history_append. */
struct event_new verify_event_as(const struct verify_event *event);

/* The rows of one case. */
struct checked {
    TALLOC_CTX *mem;
    const struct verify *verify;
    struct verify_case *found;
    struct case_state shell;
    struct verify_event *events;
    size_t n_events;
    const struct seal *seals;
    size_t n_seals;
    const struct verify_value *coded, *personal;
    size_t n_coded, n_personal;
    const struct verify_file *files;
    size_t n_files;
    const struct verify_part *parts;
    size_t n_parts;
    const struct verify_stamp *stamps;
    size_t n_stamps;
    uint64_t member; /* whose chain it is; 0: that of the case itself */
    size_t told;     /* faults that were told before this chain */
    bool whole;  /* every event that there was is there, as it was written */
    bool broken; /* something stands in the history that the program did not write, or is missing */
};

/* verify_fault - add a fault to what was found. */
void verify_fault(struct checked *checked, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* verify_seal_fault - tell a fault that is of no case. */
void verify_seal_fault(const struct verify *verify, struct verify_totals *totals, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* verify_seals - the chain of seals, its end, and the records of reads. Errors: those of the database. */
enum err_code verify_seals(const struct verify *verify, struct verify_totals *totals, struct err *err) ERR_MUST_CHECK;

/* verify_newest_known - whether the newest seal that an event knows is there. Comes last. Errors: those of the database. */
enum err_code verify_newest_known(const struct verify *verify, struct verify_totals *totals, struct err *err) ERR_MUST_CHECK;

/* verify_chain - the events of a case against each other and its seals; sets each event's place, and whether all are there. */
void verify_chain(struct checked *checked);

/* verify_shell - the rows of the case against what its events state. Comes after verify_chain. */
void verify_shell(struct checked *checked);

/* verify_member - the row of one member against what its events state. Comes after verify_chain of the member. */
void verify_member(struct checked *checked);

/* verify_values - values and files against what the events commit to. Comes after both. Errors: those of the database. */
enum err_code verify_values(struct checked *checked, struct err *err) ERR_MUST_CHECK;

#endif
