/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Retention: blocking and deletion of what is due (docs/personal-data.md, Clocks). Each step is one short transaction with
 * the case locked, and with it the event that explains what is missing from then on; so it may be killed
 * anywhere, repeated anywhere, and run on several hosts at once.
 *
 * Sources: Reg. (EU) 1024/2012 Art. 14(1) blocking, 14(4) deletion. The days were set at closure; where an
 * area's months are shorter today, today's hold (retention is never frozen, and never made longer).
 */
#ifndef IMI_RETENTION_RETENTION_H
#define IMI_RETENTION_RETENTION_H

#include "db/db.h"
#include "decl/decl.h"
#include "proof/seal.h"

#define RETENTION_DRAFT_ANNOUNCE_DAYS 60
#define RETENTION_DRAFT_ERASE_DAYS 90

/* Named in the events; what a person reads is in the catalogue under the same words. */
#define RETENTION_RULE_BLOCK "Reg. (EU) 1024/2012 Art. 14(1)"
#define RETENTION_RULE_SHORTEN RETENTION_RULE_BLOCK
#define RETENTION_RULE_ERASE "Reg. (EU) 1024/2012 Art. 14(4)"
#define RETENTION_RULE_DRAFT "draft untouched for 90 days"

enum retention_what { RETENTION_BLOCK, RETENTION_ERASE, RETENTION_DRAFT };

/* A case that was (or, in a dry run, would be) blocked or erased. */
struct retention_note {
    enum retention_what what;
    const char *ref;
    uint64_t n_values, n_files, n_drafts; /* erased with it; of a blocking 0 */
};

struct retention {
    struct db *db;
    const struct decl *decl;
    const struct seal_keys *keys;
    int64_t now;   /* case time */
    bool dry_run;  /* tell only */
    bool (*stop)(void *closure);                                    /* asked between pieces; NULL: never */
    void (*note)(const struct retention_note *note, void *closure); /* NULL: nobody wants to know */
    /* A case that could not be blocked, erased or given shorter days: whether the others are gone on with; NULL: they are not. */
    bool (*passes_over)(const char *ref, const struct err *err, void *closure);
    void *closure;
};

struct retention_totals {
    uint64_t blocked, erased, drafts;
};

/*
 * retention_run - block and erase all that is due at retention->now, drafts included. Ends early, without an
 * error, when `stop` says so.
 * Errors: those of a case that `passes_over` does not let pass; what was done until then stays done.
 */
enum err_code retention_run(const struct retention *retention, struct retention_totals *totals,
                            struct err *err) ERR_MUST_CHECK;

/*
 * retention_shorten - bring the days of closed cases down to what the areas' months say today: of all cases that still hold
 * something when the months of an area have become shorter, otherwise of those that have changed since the last time. In a dry
 * run it looks at all, tells which would be blocked or erased today by shorter months, and changes nothing.
 */
enum err_code retention_shorten(const struct retention *retention, struct err *err) ERR_MUST_CHECK;

/* retention_rule_text - the rule of an event as a msgid for those who read it; a citation stays as it is. */
const char *retention_rule_text(const char *rule);

#endif
