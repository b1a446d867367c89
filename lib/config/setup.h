/* SPDX-License-Identifier: EUPL-1.2 */
/* What endpoints, imictl and the clerk load alike at their start. */
#ifndef IMI_CONFIG_SETUP_H
#define IMI_CONFIG_SETUP_H

#include <stddef.h>
#include <talloc.h>

#include "base/err.h"
#include "config/config.h"
#include "db/db.h"
#include "decl/decl.h"

/* The option of every program, for its list of options (base/option.h). */
#define SETUP_CONFIG_OPTION {"config", "FILE", "the configuration; else that of IMI_CONFIG, else the installed one", false}

/* setup_config_path - which configuration: the one given (--config; may be NULL), else that of IMI_CONFIG, else the installed
 * one. */
const char *setup_config_path(TALLOC_CTX *mem, const char *given);

/*
 * setup_declared - declared data of a configuration; every fault is printed on standard error as `file:line: key: text`.
 * Errors: ERR_DECLARED.
 */
enum err_code setup_declared(TALLOC_CTX *mem, const struct config *config, const struct decl **decl,
                             struct err *err) ERR_MUST_CHECK;

/*
 * setup_database - how to reach the database as one of the configured accounts, its password read from its file.
 * Errors: ERR_CONFIG the password file cannot be read.
 */
enum err_code setup_database(TALLOC_CTX *mem, const struct config *config, const struct config_account *account,
                             struct db_conf *conf, struct err *err) ERR_MUST_CHECK;

/* setup_read - the whole of a text file, at most `limit` bytes. Errors: ERR_CONFIG it cannot be read or is longer. */
enum err_code setup_read(TALLOC_CTX *mem, const char *path, size_t limit, char **text, struct err *err) ERR_MUST_CHECK;

#endif
