/* SPDX-License-Identifier: EUPL-1.2 */
/* imictl: one command for all that is done to an installation from a shell. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ctl/ctl.h"
#include "base/log.h"
#include "base/mem.h"
#include "paths.h"

/* Every command there is. */
static const struct ctl_command commands[] = {
    {"check", "", "verify all declared data and their translations", ctl_check},
    {"flow list", "", "list the workflows", ctl_flow_list},
    {"flow show", "AREA FLOW [--svg]", "the states and actions of a workflow", ctl_flow_show},
    {"flow who", "AREA FLOW", "who may do what in which state", ctl_flow_who},
    {"key new", "", "make the key file that the configuration names", ctl_key_new},
    {"key rotate", "", "add a new key, which becomes the current one", ctl_key_rotate},
    {"migrate", "", "bring the database up to date", ctl_migrate},
    {"account add", "NAME --authority SLUG --full-name NAME --email MAIL [--roles AREA:ROLE,...] [--language CODE] [--generate]",
     "make an account; its password is read from standard input", ctl_account_add},
    {"account password", "NAME [--generate]", "set a password, and end all sessions", ctl_account_password},
    {"account list", "", "name, authority, country, status, second factor, roles", ctl_account_list},
    {"token add", "USER [--label TEXT] [--days N]", "make a token of the API and print it", ctl_token_add},
    {"clock show", "", "case time and machine time", ctl_clock_show},
    {"clock set", "TIME", "set case time (training only) and wait for the clerk", ctl_clock_set},
    {"clock advance", "DURATION", "move case time on: 36h, 7d, 2mo", ctl_clock_advance},
    {"clock reset", "", "case time is machine time again", ctl_clock_reset},
    {"retention run", "[--dry-run]", "block and erase what is due, and tell of each case", ctl_retention_run},
    {"history verify", "[NUMBER]", "check chains, values and seals, of all cases or of one", ctl_history_verify},
    {"history seal", "", "seal the chains that have grown", ctl_history_seal},
    {"doctor", "", "test the installation, and say how to mend each fault", ctl_doctor},
};

static void
print_usage(FILE *out)
{
    fprintf(out, "usage: imictl [--config FILE] [--dir DIR] COMMAND\n\n");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        char call[160];

        snprintf(call, sizeof call, "%s %s", commands[i].name, commands[i].arguments);
        fprintf(out, "  %-34s %s\n", call, commands[i].does);
    }
}

/* Takes "--name VALUE" or "--name=VALUE" at argv[*i] out; *value is set. Whether it was that option. */
static int
take_option(int argc, char **argv, int *i, const char *name, const char **value)
{
    size_t length = strlen(name);

    if (strncmp(argv[*i], name, length) != 0)
        return 0;
    if (argv[*i][length] == '=') {
        *value = argv[*i] + length + 1;
        return 1;
    }
    if (argv[*i][length] != '\0')
        return 0;
    if (*i + 1 >= argc) {
        fprintf(stderr, "imictl: %s needs a value\n", name);
        exit(CTL_USAGE);
    }
    *value = argv[++*i];
    return 1;
}

/* How many words of argv are the name of the command; 0 when it is another. */
static int
words_matched(const struct ctl_command *command, int argc, char **argv)
{
    const char *blank = strchr(command->name, ' ');
    size_t first = blank == NULL ? strlen(command->name) : (size_t)(blank - command->name);

    if (argc < 1 || strlen(argv[0]) != first || strncmp(argv[0], command->name, first) != 0)
        return 0;
    if (blank == NULL)
        return 1;
    return argc >= 2 && strcmp(argv[1], blank + 1) == 0 ? 2 : 0;
}

static int
run(struct ctl *ctl, int argc, char **argv)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        int words = words_matched(&commands[i], argc, argv);
        enum ctl_status status;

        if (words == 0)
            continue;
        status = commands[i].run(ctl, argc - words, argv + words);
        if (status == CTL_USAGE)
            fprintf(stderr, "usage: imictl %s %s\n", commands[i].name, commands[i].arguments);
        return status;
    }
    if (argc == 0)
        print_usage(stderr);
    else
        fprintf(stderr, "imictl: there is no command \"%s%s%s\"; imictl --help lists them\n", argv[0],
                argc > 1 ? " " : "", argc > 1 ? argv[1] : "");
    return CTL_USAGE;
}

int
main(int argc, char **argv)
{
    struct ctl ctl = {.mem = mem_new(NULL, "imictl"), .config_path = getenv("IMI_CONFIG")};
    char **rest = mem_zeros(ctl.mem, char *, argc + 1);
    int count = 0, status;

    log_start("imictl", LOG_WARNING);
    if (ctl.config_path != NULL && ctl.config_path[0] == '\0')
        ctl.config_path = NULL;
    for (int i = 1; i < argc; i++) {
        if (take_option(argc, argv, &i, "--config", &ctl.config_path) || take_option(argc, argv, &i, "--dir", &ctl.dir))
            continue;
        rest[count++] = argv[i];
    }
    if (count == 1 && strcmp(rest[0], "--help") == 0) {
        print_usage(stdout);
        return CTL_OK;
    }
    if (count == 1 && strcmp(rest[0], "--version") == 0) {
        printf("imictl %s\n", IMI_VERSION);
        return CTL_OK;
    }
    ctl_start(&ctl);
    status = run(&ctl, count, rest);
    talloc_free(ctl.mem);
    return status;
}
