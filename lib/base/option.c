/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/option.h"

#include <assert.h>
#include <getopt.h>
#include <string.h>

#include "paths.h"

enum { HELP = 1000, VERSION };

static int
count_options(const struct option_call *call)
{
    int count = 0;

    while (call->options[count].name != NULL)
        count++;
    assert(count <= OPTIONS_MAX);
    return count;
}

void
option_usage(FILE *out, const struct option_call *call)
{
    fprintf(out, "usage: %s", call->program);
    if (call->most_operands >= 0 && call->operands[0] != '\0')
        fprintf(out, " %s", call->operands);
    for (const struct option_spec *spec = call->options; spec->name != NULL; spec++)
        fprintf(out, " %s--%s%s%s%s", spec->needed ? "" : "[", spec->name, spec->value != NULL ? " " : "",
                spec->value != NULL ? spec->value : "", spec->needed ? "" : "]");
    if (call->most_operands < 0)
        fprintf(out, " %s", call->operands);
    fputc('\n', out);
}

static void
print_help(const struct option_call *call)
{
    option_usage(stdout, call);
    printf("%s\n\n", call->does);
    for (const struct option_spec *spec = call->options; spec->name != NULL; spec++)
        printf("  --%s %-*s  %s\n", spec->name, 22 - (int)strlen(spec->name), spec->value != NULL ? spec->value : "",
               spec->does);
    printf("  --%-23s  %s\n  --%-23s  %s\n", "help", "print this and exit", "version", "print the version and exit");
}

static int
wrong(const struct option_call *call, const char *what, const char *word)
{
    fprintf(stderr, "%s: %s%s%s\n", call->program, what, *word != '\0' ? ": " : "", word);
    option_usage(stderr, call);
    return OPTION_EXIT_USAGE;
}

/* The table of getopt_long: the declared options by their place, then --help and --version. */
static void
fill_table(const struct option_call *call, int count, struct option table[OPTIONS_MAX + 3])
{
    for (int i = 0; i < count; i++)
        table[i] = (struct option){call->options[i].name, call->options[i].value != NULL ? required_argument : no_argument,
                                   NULL, i};
    table[count] = (struct option){"help", no_argument, NULL, HELP};
    table[count + 1] = (struct option){"version", no_argument, NULL, VERSION};
    table[count + 2] = (struct option){0};
}

/* After the options: are those there that must be, and as many operands as may be? */
static int
check_call(const struct options *options, int count, int argc, char **argv)
{
    const struct option_call *call = options->call;
    int operands = argc - options->first_operand;

    for (int i = 0; i < count; i++)
        if (call->options[i].needed && options->values[i] == NULL)
            return wrong(call, "an option is missing", call->options[i].name);
    if (operands < call->least_operands)
        return wrong(call, "an argument is missing", "");
    if (call->most_operands >= 0 && operands > call->most_operands)
        return wrong(call, "one argument too many", argv[options->first_operand + call->most_operands]);
    return -1;
}

/* The option that is not one: of short ones in one word getopt names the letter, of a long one the word was passed. */
static const char *
unknown_option(char letter[3], char **argv)
{
    if (optopt <= ' ' || optopt > '~')
        return argv[optind - 1];
    letter[0] = '-';
    letter[1] = (char)optopt;
    letter[2] = '\0';
    return letter;
}

int
option_read(const struct option_call *call, struct options *options, int argc, char **argv)
{
    struct option table[OPTIONS_MAX + 3];
    int found, count = count_options(call);
    char letter[3];

    *options = (struct options){.call = call};
    fill_table(call, count, table);
    optind = 0; /* getopt begins anew: imictl reads its own options, then those of a command */
    opterr = 0;
    while ((found = getopt_long(argc, argv, call->most_operands < 0 ? "+:" : ":", table, NULL)) != -1) {
        if (found == HELP) {
            print_help(call);
            return 0;
        }
        if (found == VERSION) {
            printf("%.*s %s\n", (int)strcspn(call->program, " "), call->program, IMI_VERSION);
            return 0;
        }
        if (found == ':')
            return wrong(call, "an option needs a value", argv[optind - 1]);
        if (found == '?')
            return wrong(call, "there is no such option, or it takes no value", unknown_option(letter, argv));
        options->values[found] = optarg != NULL ? optarg : "";
    }
    options->first_operand = optind;
    return check_call(options, count, argc, argv);
}

const char *
option_value(const struct options *options, const char *name)
{
    for (int i = 0; options->call->options[i].name != NULL; i++)
        if (strcmp(options->call->options[i].name, name) == 0)
            return options->values[i];
    assert(false); /* an option that the call does not declare */
    return NULL;
}
