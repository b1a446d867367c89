/* SPDX-License-Identifier: EUPL-1.2 */
/* What commands of imictl that work on an installation share: its configuration, keys and database. */
#ifndef IMI_CTL_SITE_H
#define IMI_CTL_SITE_H

#include "access/keys.h"
#include "config/config.h"
#include "ctl/ctl.h"
#include "db/db.h"

struct ctl_site {
    const struct config *config;
    const struct keys *keys; /* NULL unless asked for */
    struct db *db;           /* as the migrating account; called at the first statement */
};

enum ctl_need { CTL_CONFIG = 0, CTL_KEYS = 1, CTL_DATABASE = 2 };

/* ctl_open - open what `needs` names (enum ctl_need, or'ed). Errors: ERR_CONFIG. */
enum err_code ctl_open(struct ctl *ctl, unsigned needs, struct ctl_site *site, struct err *err) ERR_MUST_CHECK;

/* ctl_failed - print an error for the person at the shell; CTL_FAULT. */
enum ctl_status ctl_failed(const struct err *err);

/*
 * ctl_migrate_run - bring a database up to date: migrations, published flows, installation row, grants.
 * *applied: how many migrations it took.
 */
enum err_code ctl_migrate_run(struct ctl *ctl, struct ctl_site *site, unsigned *applied, struct err *err) ERR_MUST_CHECK;

/* ctl_migrate_pending - how many migrations of the data folder the database has not had. Errors: ERR_CONFIG one was changed. */
enum err_code ctl_migrate_pending(struct ctl *ctl, struct ctl_site *site, unsigned *pending, struct err *err) ERR_MUST_CHECK;

#endif
