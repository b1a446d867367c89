/* SPDX-License-Identifier: EUPL-1.2 */
/* One case being verified: what was read of it. Shared by the verify*.c files. */
#ifndef IMI_PROOF_VERIFY_CASE_H
#define IMI_PROOF_VERIFY_CASE_H

#include "proof/verify.h"
#include "store/attachment.h"
#include "store/history.h"

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

struct verify_shell {
    uint64_t case_id;
    const char *ref; /* NULL: gone */
    int64_t erased_at;
};

/* The rows of one case. */
struct checked {
    TALLOC_CTX *mem;
    const struct verify *verify;
    struct verify_case *found;
    struct verify_shell shell;
    struct verify_event *events;
    size_t n_events;
    const struct seal *seals;
    size_t n_seals;
    const struct verify_value *coded, *personal;
    size_t n_coded, n_personal;
    const struct verify_file *files;
    size_t n_files;
};

/* verify_fault - add a fault to what was found. */
void verify_fault(struct checked *checked, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* verify_chain - the events of a case against each other and its seals; sets each event's place. */
void verify_chain(struct checked *checked);

/* verify_values - values and files against what the events commit to. Needs the places. Errors: those of the database. */
enum err_code verify_values(struct checked *checked, struct err *err) ERR_MUST_CHECK;

#endif
