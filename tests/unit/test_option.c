/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/option.h"

#include <stdlib.h>

#include "runner.h"

static const struct option_spec specs[] = {
    {"config", "FILE", "a file", false}, {"name", "NAME", "a name", true}, {"loud", NULL, "a flag", false}, {0}};
static const struct option_call call = {.program = "imictl test", .operands = "CASE [NUMBER]", .does = "a test", .options = specs,
                                        .least_operands = 1, .most_operands = 2};
static struct options options;

/* Reads the words, NULL-ended; argv[0] is added. */
static int
read_words(const struct option_call *as, const char *const *words)
{
    static const char *argv[12] = {"program"};
    int argc = 1;

    for (; words[argc - 1] != NULL; argc++)
        argv[argc] = words[argc - 1];
    argv[argc] = NULL;
    return option_read(as, &options, argc, (char **)argv);
}

START_TEST(what_is_not_declared_or_lacks_something_is_refused)
{
    static const char *const wrong[][6] = {{"--bogus", "--name=x", "c"},
                                           {"-x", "--name=x", "c"},
                                           {"--name", "x", "c", "--loud=1"},
                                           {"c", "--name"},
                                           {"c"},
                                           {"--name=x"},
                                           {"--name=x", "c", "1", "2"},
                                           {"--name=x", "c", "-1"},
                                           {"--help=x"}};

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        ck_assert_msg(read_words(&call, wrong[i]) == OPTION_EXIT_USAGE, "call %zu", i);
}
END_TEST

START_TEST(help_and_version_end_with_success)
{
    static const char *const help[] = {"--help", NULL}, *const version[] = {"c", "--version", NULL};

    ck_assert_int_eq(read_words(&call, help), 0);
    ck_assert_int_eq(read_words(&call, version), 0);
}
END_TEST

START_TEST(options_and_operands_come_in_any_order)
{
    static const char *const words[] = {"c", "--name", "x", "1", "--loud", "--config=y", NULL};

    ck_assert_int_eq(read_words(&call, words), -1);
    ck_assert_str_eq(option_value(&options, "name"), "x");
    ck_assert_str_eq(option_value(&options, "config"), "y");
    ck_assert_str_eq(option_value(&options, "loud"), "");
    ck_assert_int_eq(options.first_operand, 5);
}
END_TEST

START_TEST(options_of_a_command_are_left_to_it)
{
    static const struct option_call outer = {.program = "imictl", .operands = "COMMAND", .does = "", .options = specs + 2,
                                             .most_operands = -1};
    static const char *const words[] = {"--loud", "check", "--name", "x", NULL};

    ck_assert_int_eq(read_words(&outer, words), -1);
    ck_assert_int_eq(options.first_operand, 2);
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("option");
    TCase *tc = tcase_create("option");

    tcase_add_test(tc, what_is_not_declared_or_lacks_something_is_refused);
    tcase_add_test(tc, help_and_version_end_with_success);
    tcase_add_test(tc, options_and_operands_come_in_any_order);
    tcase_add_test(tc, options_of_a_command_are_left_to_it);
    suite_add_tcase(made, tc);
    return made;
}

RUN(suite)
