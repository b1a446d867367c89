/* SPDX-License-Identifier: EUPL-1.2 */
/* The environment of a call into the modules that work on cases and authorities: who asks, in which language, on which database.
 */
#ifndef IMI_ACCESS_ENV_H
#define IMI_ACCESS_ENV_H

#include <talloc.h>

#include "access/actor.h"
#include "base/err.h"
#include "db/db.h"
#include "decl/decl.h"

/* What an installation sets about files that are sent (docs/configuration.md, files). */
struct env_files {
    uint64_t person_bytes, authority_bytes; /* in 24 hours */
    const char *clamd; /* socket of the scanner for malware; NULL: none */
};

/* What every call needs: made once per request. */
struct env {
    TALLOC_CTX *mem; /* of the request; all results live there */
    struct db *db;
    const struct decl *decl;
    const unsigned char *history_key; /* 32 bytes, derived from the key file for "history" */
    const struct actor *actor;
    const char *language;   /* the reader's */
    const char *request_id; /* for the record of reads */
    const char *door;       /* "page", "api", "file", "search" ...: for the record of reads */
    const struct env_files *files; /* NULL: no quotas */
    const char *next_ref;   /* of a training set: the reference that the next draft gets; NULL: a random one */
};

#endif
