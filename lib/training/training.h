/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The training set: invented authorities, people and requests from conf/training, played through the same
 * workflow as real acts, with case time moved to the time of each. Never for a production installation.
 */
#ifndef IMI_TRAINING_TRAINING_H
#define IMI_TRAINING_TRAINING_H

#include <stdbool.h>
#include <stdint.h>
#include <talloc.h>

#include "access/keys.h"
#include "base/err.h"
#include "db/db.h"
#include "decl/decl.h"

struct training {
    struct db *db;              /* as the account that may write every table */
    const struct db_conf *conf; /* of that connection: cases are played over several */
    const struct decl *decl;
    const struct keys *keys;
    const char *folder;         /* holds conf/training */
    const char *translations;   /* folder of the .mo files */
    const char *const *languages; /* offered: texts name activities in them */
    size_t n_languages;
    const char *accounts;       /* file to write who may sign in to */
    bool reset;                 /* empty the database first */
    bool files;                 /* background requests have files too */
};

struct training_totals {
    size_t authorities, people, stories, background, acts;
};

/*
 * training_load - check the files, then load all of it.
 *
 * mem     of the loading; freed by the caller when it is over
 * faults  complaints about the files, with their places
 * Errors: ERR_DECLARED the files are not in order, or a story did not end as it says (nothing is left half
 *         done that --reset would not mend); ERR_CONFIG the installation is none for training, or the accounts
 *         cannot be written; ERR_DUPLICATE there are authorities already; the database's.
 */
enum err_code training_load(TALLOC_CTX *mem, const struct training *set, struct training_totals *totals,
                            struct yaml_faults *faults, struct err *err) ERR_MUST_CHECK;

#endif
