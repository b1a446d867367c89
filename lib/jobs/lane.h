/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A lane of the clerk: one process that works in rounds. Any number of clerks may run a lane at once and one may
 * die at any point, so a lane claims what only one may do (leases in the database) and makes everything else
 * repeatable. To add a lane: a file with its round, a line in lanes[] of clerk.c.
 */
#ifndef IMI_JOBS_LANE_H
#define IMI_JOBS_LANE_H

#include <stdbool.h>
#include <stdint.h>
#include <talloc.h>

#include "access/keys.h"
#include "base/err.h"
#include "config/config.h"
#include "db/db.h"
#include "decl/decl.h"
#include "proof/seal.h"
#include "text/catalogue.h"

/* What all lanes share; loaded by the master before it forks. */
struct lane_setup {
    const struct config *config;
    const struct decl *decl;
    const struct text *text;
    const struct seal_keys *keys;
    struct db_conf db;
};

#define LANE_OWNER_SIZE 64

/* One lane at work. */
struct lane_run {
    TALLOC_CTX *mem; /* of the process */
    const struct lane_setup *setup;
    const char *name;
    struct db *db;
    char owner[LANE_OWNER_SIZE]; /* of leases: host, process, and a random part */
    void *state;                 /* the lane's own, made by start */
    bool full;     /* of this round: a few seconds have gone by, or the clock was moved: look at everything */
    bool moved;    /* of this round: the clock of case time was moved since the last one */
    int64_t upto;  /* of this round: case time up to which the lane will have worked, but for what changed in the last minute
                      (timers.h); the round may lower it */
    bool behind;   /* set by the round: it lowered upto, so look at everything again soon */
    bool worked;   /* set by the round: there was something to do, come again at once */
    int64_t offset, last_full; /* of lane.c: the clock of the last round, and when it last looked at everything */
    struct lane_passed *passed; /* of lane.c: what was passed over and logged on passed_on */
    size_t n_passed;
    int32_t passed_on;
};

struct lane {
    const char *name; /* as in the table lane */
    enum err_code (*start)(struct lane_run *run, struct err *err);
    enum err_code (*round)(struct lane_run *run, struct err *err);
};

extern const struct lane lane_time;
extern const struct lane lane_mail;

/*
 * lane_main - work until the process is told to stop (SIGTERM, SIGINT) or its master is gone. The database may
 * come and go. Errors: what start returned.
 */
enum err_code lane_main(const struct lane *lane, const struct lane_setup *setup, struct err *err) ERR_MUST_CHECK;

/* lane_round - one round of a lane, clock and heartbeat included: for lane_main and for tests. */
enum err_code lane_round(const struct lane *lane, struct lane_run *run, struct err *err) ERR_MUST_CHECK;

/* lane_open - a lane that is ready for its first round, owned by mem. */
enum err_code lane_open(TALLOC_CTX *mem, const struct lane *lane, const struct lane_setup *setup,
                        struct lane_run **run, struct err *err) ERR_MUST_CHECK;

/*
 * lane_passes_over - whether a lane goes on although a piece of work on one case has failed. It does, unless the fault is the
 * server's (HTTP status 503): then the round ends, and comes again. What is passed over is logged once a legal day, and tried
 * again when the lane comes by it: on the next day at the latest.
 *
 * work  what was to be done, for the log: "block"; a constant
 * ref   the number of the case, or what else names the piece
 */
bool lane_passes_over(struct lane_run *run, const char *work, const char *ref, const struct err *err);

/* lane_stop - whether the process has been told to stop: asked between the pieces of a round. */
bool lane_stop(void);

#endif
