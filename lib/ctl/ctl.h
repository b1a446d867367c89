/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The commands of imictl: one function each in a file of this folder, one line each in the table of cgi/imictl.c.
 * A command prints its answer on standard output and what went wrong on standard error, and returns the
 * exit status: CTL_OK, CTL_FAULT, or CTL_USAGE when it was called wrongly.
 */
#ifndef IMI_CTL_CTL_H
#define IMI_CTL_CTL_H

#include <talloc.h>

#include "base/err.h"
#include "base/option.h"
#include "config/config.h"
#include "decl/decl.h"

enum ctl_status { CTL_OK = 0, CTL_FAULT = 1, CTL_USAGE = 2 };

struct ctl {
    TALLOC_CTX *mem;         /* of the process */
    const char *config_path; /* --config or IMI_CONFIG; NULL: not said */
    const char *dir;         /* --dir; NULL: not said */
    const char *program_dir; /* the folder that the program stands in, or "" */
    const char *tree;        /* the source tree that the program belongs to, or NULL when it is installed */
    const struct options *options; /* of the command that runs */
};

struct ctl_command {
    const char *name;      /* one or two words: "check", "flow list" */
    const char *operands;  /* for the usage line: words in brackets may be left out */
    const struct option_spec *options; /* of its own; NULL: none */
    const char *does;      /* for the list of commands */
    enum ctl_status (*run)(struct ctl *ctl, int argc, char **argv); /* operands only */
};

/* ctl_start - find out where the program stands; fills program_dir and tree. */
void ctl_start(struct ctl *ctl);

/*
 * ctl_config_file - the configuration that a command reads: --config, IMI_CONFIG; then imi.yaml in --dir;
 * then, in a source tree, its .dev/imi.yaml; then /etc/imi/imi.yaml.
 */
const char *ctl_config_file(const struct ctl *ctl);

/* Where declared data and catalogues lie, for commands that need neither configuration nor database. */
struct ctl_data {
    const char *folder;            /* holds conf/areas */
    const char *translations;      /* folder of the .mo files */
    const char *const *languages;  /* offered; NULL-ended; English first */
    size_t n_languages;
};

/*
 * ctl_find_data - where the declared data are: what a configuration named by --config or IMI_CONFIG says;
 * --dir where it holds conf/areas; the source tree of the program; the configuration in /etc where there is
 * one; the place of the installed data. Without a configuration the languages are all that have a file.
 * Errors: ERR_CONFIG the configuration is not in order; the detail is the line to print.
 */
enum err_code ctl_find_data(struct ctl *ctl, struct ctl_data *data, struct err *err) ERR_MUST_CHECK;

/* ctl_load - load the declared data; complaints are printed as `file:line: key: text`. NULL when there are any. */
const struct decl *ctl_load(struct ctl *ctl, const struct ctl_data *data);

/* check.c: verify all declared data and their translations. */
enum ctl_status ctl_check(struct ctl *ctl, int argc, char **argv);

/* flow.c: list the flows; draw one; tell who may do what in one. */
enum ctl_status ctl_flow_list(struct ctl *ctl, int argc, char **argv);
enum ctl_status ctl_flow_show(struct ctl *ctl, int argc, char **argv);
enum ctl_status ctl_flow_who(struct ctl *ctl, int argc, char **argv);

/* key.c: make the key file; add a key to it. */
enum ctl_status ctl_key_new(struct ctl *ctl, int argc, char **argv);
enum ctl_status ctl_key_rotate(struct ctl *ctl, int argc, char **argv);

/* migrate.c: bring the database up to date. */
enum ctl_status ctl_migrate(struct ctl *ctl, int argc, char **argv);

/* account.c: accounts and tokens of the API. */
enum ctl_status ctl_account_add(struct ctl *ctl, int argc, char **argv);
enum ctl_status ctl_account_password(struct ctl *ctl, int argc, char **argv);
enum ctl_status ctl_account_list(struct ctl *ctl, int argc, char **argv);
enum ctl_status ctl_token_add(struct ctl *ctl, int argc, char **argv);

/* clock.c: case time of training and test installations. */
enum ctl_status ctl_clock_show(struct ctl *ctl, int argc, char **argv);
enum ctl_status ctl_clock_set(struct ctl *ctl, int argc, char **argv);
enum ctl_status ctl_clock_advance(struct ctl *ctl, int argc, char **argv);
enum ctl_status ctl_clock_reset(struct ctl *ctl, int argc, char **argv);

/* retention.c: block and erase what is due. history.c: verify chains and seals; seal now. */
enum ctl_status ctl_retention_run(struct ctl *ctl, int argc, char **argv);
enum ctl_status ctl_history_verify(struct ctl *ctl, int argc, char **argv);
enum ctl_status ctl_history_seal(struct ctl *ctl, int argc, char **argv);

/* doctor.c: test an installation, and say how to mend each fault. */
enum ctl_status ctl_doctor(struct ctl *ctl, int argc, char **argv);

#endif
