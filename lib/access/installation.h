/* SPDX-License-Identifier: EUPL-1.2 */
/* The installation as its database knows it: mode and clock, migrations, published flows, lanes of the clerk. */
#ifndef IMI_ACCESS_INSTALLATION_H
#define IMI_ACCESS_INSTALLATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#include "base/err.h"
#include "base/hash.h"
#include "db/db.h"
#include "decl/decl.h"

struct installation {
    const char *mode; /* "training" or "production" */
    int64_t case_offset;
    int64_t made_at;
};

struct installation_migration {
    uint64_t number;
    const char *name;
    struct db_bytes checksum;
};

struct installation_lane {
    const char *lane;
    int64_t case_time;    /* case time up to which it has worked */
    int64_t machine_time; /* when it worked last */
};

struct installation_readiness {
    const char *mode;
    int64_t case_offset;
    int64_t migrations;
    int64_t slowest_lane; /* DB_NO_MOMENT: no clerk has run yet */
};

struct installation_server {
    const char *collation;
    const char *version;
    int64_t flush_at_commit;
};

/* installation_read - Errors: ERR_NOT_FOUND nothing is installed here: imictl migrate. */
enum err_code installation_read(TALLOC_CTX *mem, struct db *db, struct installation **installation,
                                struct err *err) ERR_MUST_CHECK;

/* installation_begin - note the mode, once; an installation never changes it. Errors: ERR_CONFIG it has another. */
enum err_code installation_begin(struct db *db, bool training, struct err *err) ERR_MUST_CHECK;

/* installation_set_offset - how far case time is from machine time. Errors: ERR_FORBIDDEN in production. */
enum err_code installation_set_offset(struct db *db, int64_t offset, struct err *err) ERR_MUST_CHECK;

/* installation_migrations - those this database has had, ascending. */
enum err_code installation_migrations(TALLOC_CTX *mem, struct db *db, const struct installation_migration **rows,
                                      size_t *count, struct err *err) ERR_MUST_CHECK;

/* installation_migrated - note one. */
enum err_code installation_migrated(struct db *db, uint64_t number, const char *name,
                                    const unsigned char checksum[HASH_BYTES], struct err *err) ERR_MUST_CHECK;

/*
 * installation_publish - note the digests of declared flows that are new.
 * installation_compare - only look. Both: ERR_DECLARED a published version was changed (the detail names it), or,
 * comparing, one is not published yet: imictl migrate.
 */
enum err_code installation_publish(struct db *db, const struct decl *decl, struct err *err) ERR_MUST_CHECK;
enum err_code installation_compare(struct db *db, const struct decl *decl, struct err *err) ERR_MUST_CHECK;

/* A version of a flow that cases need, and how many of them. */
struct installation_version {
    const char *area, *flow;
    uint64_t version, cases;
    const char *ref; /* of one of the cases */
};

/* installation_versions - those that cases need which are not erased, whether or not they are declared. */
enum err_code installation_versions(TALLOC_CTX *mem, struct db *db, const struct installation_version **rows, size_t *count,
                                    struct err *err) ERR_MUST_CHECK;

struct installation_overdue {
    const char *ref;
};

/*
 * installation_acts_overdue - cases in which a timer about a stamp should have acted: they are in its state, and its day was
 * before `before`. Eleven at most.
 */
enum err_code installation_acts_overdue(TALLOC_CTX *mem, struct db *db, const struct decl_flow *flow,
                                        const struct decl_timer *timer, int32_t before,
                                        const struct installation_overdue **rows, size_t *count, struct err *err) ERR_MUST_CHECK;

/* installation_mail_waiting - how many notices written before a moment of machine time have been neither sent nor given up. */
enum err_code installation_mail_waiting(struct db *db, int64_t before, uint64_t *count, struct err *err) ERR_MUST_CHECK;

/* installation_lanes - what each lane of the clerk did last. */
enum err_code installation_lanes(TALLOC_CTX *mem, struct db *db, const struct installation_lane **rows, size_t *count,
                                 struct err *err) ERR_MUST_CHECK;

/* installation_ready - for /readyz, in one statement. Errors: ERR_NOT_FOUND nothing is installed here. */
enum err_code installation_ready(TALLOC_CTX *mem, struct db *db, struct installation_readiness **readiness,
                                 struct err *err) ERR_MUST_CHECK;

/* installation_server - settings of the server that matter here. */
enum err_code installation_server(TALLOC_CTX *mem, struct db *db, struct installation_server **server,
                                  struct err *err) ERR_MUST_CHECK;

/* installation_account_host - the host part of the account that this connection was let in as: "localhost", "%". */
enum err_code installation_account_host(TALLOC_CTX *mem, struct db *db, const char **host, struct err *err) ERR_MUST_CHECK;

#endif
