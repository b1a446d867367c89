/* SPDX-License-Identifier: EUPL-1.2 */
/* The log: each line is one JSON object and one write, whatever is put into it. */
#include <fcntl.h>
#include <jansson.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "runner.h"

#define WRITERS 4
#define LINES 300

static FILE *log_file;
static int real_stderr;

static void
set_up(void)
{
    log_file = tmpfile();
    ck_assert_ptr_nonnull(log_file);
    fcntl(fileno(log_file), F_SETFL, O_APPEND);
    real_stderr = dup(STDERR_FILENO);
    dup2(fileno(log_file), STDERR_FILENO);
    log_start("test", LOG_INFO);
}

static void
tear_down(void)
{
    dup2(real_stderr, STDERR_FILENO);
    close(real_stderr);
    fclose(log_file);
}

/* The one line that was logged, which must be one JSON object in valid UTF-8. */
static json_t *
logged(void)
{
    static char text[16 * PIPE_BUF];
    json_error_t error;
    json_t *line;
    size_t length;

    rewind(log_file);
    length = fread(text, 1, sizeof text - 1, log_file);
    text[length] = '\0';
    ck_assert_msg(length > 0 && length <= PIPE_BUF, "%zu bytes", length);
    ck_assert_ptr_eq(strchr(text, '\n'), text + length - 1);
    line = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(line != NULL, "%s: %s", error.text, text);
    return line;
}

static const char *
value_of(json_t *line, const char *name)
{
    const char *value = json_string_value(json_object_get(line, name));

    ck_assert_msg(value != NULL, "there is no %s", name);
    return value;
}

static char *
repeated(const char *letter, size_t times)
{
    size_t length = strlen(letter);
    char *text = malloc(length * times + 1);

    for (size_t i = 0; i < times; i++)
        memcpy(text + i * length, letter, length);
    text[length * times] = '\0';
    return text;
}

static bool
ends_with_cut_mark(const char *text)
{
    return strlen(text) >= 3 && strcmp(text + strlen(text) - 3, "\xe2\x80\xa6") == 0;
}

/* Each letter in turn takes one, two, three, four and six bytes of a line. */
START_TEST(a_value_of_any_length_leaves_one_json_object)
{
    static const char *const letters[] = {"x", "\xc3\xa5", "\xe2\x82\xac", "\xf0\x9f\x99\x82", "\x01", "\"", "\\", "\xff"};

    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
        for (size_t times = 1; times < 3 * PIPE_BUF; times += times < 1100 ? 97 : 911) {
            char *long_text = repeated(letters[i], times);
            json_t *line;

            ck_assert_int_eq(ftruncate(fileno(log_file), 0), 0);
            log_line(LOG_INFO, "event", "value", long_text, "next", "17", NULL);
            line = logged();
            ck_assert_str_eq(value_of(line, "next"), "17");
            if (strcmp(value_of(line, "value"), long_text) != 0 && letters[i][0] != '\xff')
                ck_assert(ends_with_cut_mark(value_of(line, "value")));
            json_decref(line);
            free(long_text);
        }
}
END_TEST

START_TEST(values_beyond_the_line_are_left_out_and_the_line_says_so)
{
    char *full = repeated("\xc3\xa5", 2 * PIPE_BUF);
    json_t *line;

    log_line(LOG_INFO, full, "a", full, "b", full, "c", full, "d", full, "e", full, "f", full, "g", "1", NULL);
    line = logged();
    ck_assert(ends_with_cut_mark(value_of(line, "a")));
    ck_assert_str_eq(value_of(line, "cut"), "true");
    json_decref(line);
    free(full);
}
END_TEST

START_TEST(a_line_that_fits_says_nothing_of_a_cut)
{
    json_t *line;

    log_line(LOG_INFO, "signed in", "user", "17", "left out", NULL, "name", "\xc3\x85se \"x\"\n", NULL);
    line = logged();
    ck_assert_str_eq(value_of(line, "event"), "signed in");
    ck_assert_str_eq(value_of(line, "name"), "\xc3\x85se \"x\"\n");
    ck_assert_ptr_null(json_object_get(line, "left out"));
    ck_assert_ptr_null(json_object_get(line, "cut"));
    json_decref(line);
}
END_TEST

START_TEST(bytes_that_are_no_letters_are_replaced)
{
    json_t *line;

    log_line(LOG_INFO, "event", "value", "a\xff\xc3(\xed\xa0\x80\xf0\x9f\x99", NULL);
    line = logged();
    ck_assert_str_eq(value_of(line, "value"),
                     "a\xef\xbf\xbd\xef\xbf\xbd(\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    json_decref(line);
}
END_TEST

START_TEST(the_detail_of_an_error_is_cut_at_a_letter_and_says_so)
{
    char *text = repeated("\xc3\xa5", PIPE_BUF);
    struct err err = {0};
    json_t *line;

    for (int shift = 0; shift < 2; shift++) {
        const char *detail;

        (void)FAIL(&err, ERR_INTERNAL, "%s%s", shift == 0 ? "" : "x", text);
        ck_assert_int_eq(ftruncate(fileno(log_file), 0), 0);
        log_err(LOG_ERROR, "failed", &err);
        line = logged();
        detail = value_of(line, "detail");
        ck_assert(ends_with_cut_mark(detail));
        ck_assert_ptr_null(strstr(detail, "\xef\xbf\xbd"));
        ck_assert_str_eq(value_of(line, "file"), __FILE__);
        json_decref(line);
    }
    free(text);
}
END_TEST

START_TEST(a_request_number_is_cut_at_a_letter)
{
    char *text = repeated("\xc3\xa5", 100);
    json_t *line;

    text[1] = 'x';
    log_request(text + 1);
    log_line(LOG_INFO, "event", NULL);
    log_request(NULL);
    line = logged();
    ck_assert_ptr_null(strstr(value_of(line, "request"), "\xef\xbf\xbd"));
    json_decref(line);
    free(text);
}
END_TEST

static void
write_lines(const char *value)
{
    for (int i = 0; i < LINES; i++)
        log_line(LOG_INFO, "event", "value", value, NULL);
    _exit(0);
}

/* Whole lines of all writers, read from the pipe they share. */
static int
count_whole_lines(FILE *reader)
{
    static char text[4 * PIPE_BUF];
    int count = 0;

    while (fgets(text, sizeof text, reader) != NULL) {
        json_t *line = json_loads(text, 0, NULL);

        ck_assert_msg(line != NULL, "no line by itself: %s", text);
        json_decref(line);
        count++;
    }
    return count;
}

START_TEST(lines_of_several_writers_to_one_pipe_never_mix)
{
    char *value = repeated("\xe2\x82\xac", 2 * PIPE_BUF);
    FILE *reader;
    int ends[2];

    ck_assert_int_eq(pipe(ends), 0);
    for (int i = 0; i < WRITERS; i++)
        if (fork() == 0) {
            dup2(ends[1], STDERR_FILENO);
            write_lines(value);
        }
    close(ends[1]);
    reader = fdopen(ends[0], "r");
    ck_assert_int_eq(count_whole_lines(reader), WRITERS * LINES);
    fclose(reader);
    while (wait(NULL) > 0)
        continue;
    free(value);
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("log");
    TCase *all = tcase_create("all");

    tcase_add_checked_fixture(all, set_up, tear_down);
    tcase_add_test(all, a_value_of_any_length_leaves_one_json_object);
    tcase_add_test(all, values_beyond_the_line_are_left_out_and_the_line_says_so);
    tcase_add_test(all, bytes_that_are_no_letters_are_replaced);
    tcase_add_test(all, the_detail_of_an_error_is_cut_at_a_letter_and_says_so);
    tcase_add_test(all, a_request_number_is_cut_at_a_letter);
    tcase_add_test(all, lines_of_several_writers_to_one_pipe_never_mix);
    tcase_add_test(all, a_line_that_fits_says_nothing_of_a_cut);
    suite_add_tcase(made, all);
    return made;
}

RUN(suite)
