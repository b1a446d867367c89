/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The command line of every program: long options, --help and --version, usage. What is not declared is refused with the
 * usage on standard error; a beginning that fits one option only is that option.
 */
#ifndef IMI_BASE_OPTION_H
#define IMI_BASE_OPTION_H

#include <stdbool.h>
#include <stdio.h>

#define OPTIONS_MAX 16      /* of one program or command */
#define OPTION_EXIT_USAGE 2 /* exit status of a wrong call */

/* One option; a list of them ends with one without a name. */
struct option_spec {
    const char *name;  /* without its dashes */
    const char *value; /* the word for its value in the usage; NULL: it takes none */
    const char *does;  /* for --help */
    bool needed;
};

struct option_call {
    const char *program;  /* "imi-clerk", "imictl account add" */
    const char *operands; /* for the usage: "NAME [NUMBER]"; "" */
    const char *does;     /* one line for --help */
    const struct option_spec *options;
    int least_operands, most_operands; /* most -1: no limit, and options end at the first operand */
};

/* What was given. */
struct options {
    const struct option_call *call;
    const char *values[OPTIONS_MAX]; /* by the place in call->options; NULL: not given, "" for one without a value */
    int first_operand;               /* in argv, behind all options */
};

/*
 * option_read - read a command line; argv[0] is skipped, and options are moved before operands.
 * Returns -1 when the program is to go on, else the status to exit with: 0 after --help or --version, OPTION_EXIT_USAGE
 * after a wrong call; what is to be said has been printed. Texts of `options` stay those of argv.
 */
int option_read(const struct option_call *call, struct options *options, int argc, char **argv);

/* option_value - the value of an option; NULL when it was not given. The name must be one that the call declares. */
const char *option_value(const struct options *options, const char *name);

/* option_usage - print the line of usage, "usage: ..." */
void option_usage(FILE *out, const struct option_call *call);

#endif
