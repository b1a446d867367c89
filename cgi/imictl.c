/* SPDX-License-Identifier: EUPL-1.2 */
/* imictl: one command for all that is done to an installation from a shell. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/option.h"
#include "ctl/ctl.h"

static const struct option_spec own_options[] = {
    {"config", "FILE", "the configuration; else that of IMI_CONFIG, else the installed one", false},
    {"dir", "DIR", "a folder that holds imi.yaml or declared data", false},
    {0},
};

static const struct option_spec svg_options[] = {{"svg", NULL, "a diagram instead of text", false}, {0}};
static const struct option_spec generate_options[] = {
    {"generate", NULL, "make a password and print it, instead of reading one", false}, {0}};
static const struct option_spec account_options[] = {
    {"authority", "SLUG", "the authority that the person works for", true},
    {"full-name", "NAME", "the name that others see", true},
    {"email", "MAIL", "where notices go", true},
    {"roles", "AREA:ROLE,...", "what the person may do", false},
    {"language", "CODE", "of pages and mail (default: en)", false},
    {"generate", NULL, "make a password and print it, instead of reading one", false},
    {0},
};
static const struct option_spec token_options[] = {
    {"label", "TEXT", "what the token is for", false}, {"days", "N", "how long it is valid, ten years at most", false}, {0}};
static const struct option_spec check_options[] = {{"all", NULL, "name each text that is not translated, not only how many", false}, {0}};
static const struct option_spec since_options[] = {
    {"since", "HEAD", "a head that history seal has printed: is all that was sealed until then still there?", false}, {0}};
static const struct option_spec dry_options[] = {{"dry-run", NULL, "tell what would be done, and do nothing", false}, {0}};

/* Every command there is. */
static const struct ctl_command commands[] = {
    {"check", "", check_options, "verify all declared data and their translations", ctl_check},
    {"flow list", "", NULL, "list the workflows", ctl_flow_list},
    {"flow show", "AREA FLOW", svg_options, "the states and actions of a workflow", ctl_flow_show},
    {"flow who", "AREA FLOW", NULL, "who may do what in which state", ctl_flow_who},
    {"key new", "", NULL, "make the key file that the configuration names", ctl_key_new},
    {"key rotate", "", NULL, "add a new key, which becomes the current one", ctl_key_rotate},
    {"migrate", "", NULL, "bring the database up to date", ctl_migrate},
    {"account add", "NAME", account_options, "make an account; its password is read from standard input", ctl_account_add},
    {"account password", "NAME", generate_options, "set a password, and end all sessions", ctl_account_password},
    {"account list", "", NULL, "name, authority, country, status, second factor, roles", ctl_account_list},
    {"token add", "USER", token_options, "make a token of the API and print it", ctl_token_add},
    {"clock show", "", NULL, "case time and machine time", ctl_clock_show},
    {"clock set", "TIME", NULL, "set case time (training only) and wait for the clerk", ctl_clock_set},
    {"clock advance", "DURATION", NULL, "move case time on: 36h, 7d, 2mo", ctl_clock_advance},
    {"clock reset", "", NULL, "case time is machine time again", ctl_clock_reset},
    {"retention run", "", dry_options, "block and erase what is due, and tell of each case", ctl_retention_run},
    {"history verify", "[NUMBER]", since_options, "check chains, values and seals, of all cases or of one", ctl_history_verify},
    {"history seal", "", NULL, "seal the chains that have grown, and print the head", ctl_history_seal},
    {"doctor", "", NULL, "test the installation, and say how to mend each fault", ctl_doctor},
};

static void
print_commands(FILE *out)
{
    fprintf(out, "\n");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        char call[80];

        snprintf(call, sizeof call, "%s%s%s%s", commands[i].name, commands[i].operands[0] != '\0' ? " " : "",
                 commands[i].operands, commands[i].options != NULL ? " [...]" : "");
        fprintf(out, "  %-28s  %s\n", call, commands[i].does);
    }
    fprintf(out, "\nimictl COMMAND --help tells the options of one.\n");
}

static void
take_own(struct ctl *ctl, const struct options *options)
{
    const char *config = option_value(options, "config"), *dir = option_value(options, "dir");

    ctl->config_path = config != NULL ? config : ctl->config_path;
    ctl->dir = dir != NULL ? dir : ctl->dir;
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

/* How many words of the operands must be there: those without brackets, which stand first. */
static int
count_words(const char *operands, bool optional)
{
    int count = 0;

    for (const char *at = operands; *at != '\0'; at += strspn(at, " ")) {
        count += optional || *at != '[';
        at += strcspn(at, " ");
    }
    return count;
}

/* A command takes the options of imictl itself too, behind its name. */
static enum ctl_status
run_command(struct ctl *ctl, const struct ctl_command *command, int argc, char **argv)
{
    struct option_spec specs[OPTIONS_MAX + 1] = {own_options[0], own_options[1]};
    struct option_call call = {.program = mem_printf(ctl->mem, "imictl %s", command->name), .operands = command->operands,
                               .does = command->does, .options = specs,
                               .least_operands = count_words(command->operands, false),
                               .most_operands = count_words(command->operands, true)};
    struct options options;
    int status;

    for (size_t n = 0; command->options != NULL && command->options[n].name != NULL; n++)
        specs[2 + n] = command->options[n];
    status = option_read(&call, &options, argc, argv);
    if (status >= 0)
        return (enum ctl_status)status;
    take_own(ctl, &options);
    ctl->options = &options;
    ctl_start(ctl);
    status = (int)command->run(ctl, argc - options.first_operand, argv + options.first_operand);
    if (status == CTL_USAGE)
        option_usage(stderr, &call);
    return (enum ctl_status)status;
}

/* argv[0] is what stands before the command. */
static enum ctl_status
run(struct ctl *ctl, const struct option_call *call, int argc, char **argv)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        int words = words_matched(&commands[i], argc - 1, argv + 1);

        if (words > 0)
            return run_command(ctl, &commands[i], argc - words, argv + words);
    }
    if (argc == 1) {
        option_usage(stderr, call);
        print_commands(stderr);
    } else {
        fprintf(stderr, "imictl: there is no command \"%s%s%s\"; imictl --help lists them\n", argv[1], argc > 2 ? " " : "",
                argc > 2 ? argv[2] : "");
    }
    return CTL_USAGE;
}

int
main(int argc, char **argv)
{
    static const struct option_call call = {.program = "imictl", .operands = "COMMAND [...]", .options = own_options,
                                            .does = "All that is done to an installation of IMI from a shell.",
                                            .most_operands = -1};
    struct ctl ctl = {.mem = mem_new(NULL, "imictl"), .config_path = getenv("IMI_CONFIG")};
    struct options options;
    int status = option_read(&call, &options, argc, argv);

    log_start("imictl", LOG_WARNING);
    if (ctl.config_path != NULL && ctl.config_path[0] == '\0')
        ctl.config_path = NULL;
    if (status < 0) {
        take_own(&ctl, &options);
        status = (int)run(&ctl, &call, argc - options.first_operand + 1, argv + options.first_operand - 1);
    } else if (status == 0 && argc == 2 && strcmp(argv[1], "--help") == 0) {
        print_commands(stdout);
    }
    talloc_free(ctl.mem);
    return status;
}
