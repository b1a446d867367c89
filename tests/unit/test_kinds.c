/* SPDX-License-Identifier: EUPL-1.2 */
/* All kinds of fields, by samples: each kind of the list must have some here, whatever it is. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "kinds/kind.h"
#include "runner.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define PEOPLE "\xc3\x85se, S\xc3\xb8ren"

static TALLOC_CTX *mem;

static const struct decl_code trades[] = {
    {.id = "roofing", .from_day = INT32_MIN, .to_day = INT32_MAX},
    {.id = "painting", .from_day = INT32_MIN, .to_day = INT32_MAX},
    {.id = "whaling", .from_day = INT32_MIN, .to_day = 0},         /* ended on 1 January 1970 */
    {.id = "moon_mining", .from_day = INT32_MAX, .to_day = INT32_MAX}, /* not yet */
};
static const struct decl_list trade_list = {.id = "trades", .codes = trades, .n_codes = COUNT(trades)};

#define TEN_CHARS {.max = 10}
#define REPEATED {.max = 10, .repeat = true}
#define FROM_THREE {.min = 3, .max = 600}
#define TRADES {.list = &trade_list}
#define ANSWERS {.list = &trade_list, .more_codes = "other", .lone_codes = "not_known not_allowed"}
#define PAST {.past_only = true}
#define ANY {.max = 0}
#define FROM_5_TO_20 {.least = 5, .most = 20}

static const struct sample {
    const struct kind *kind;
    struct kind_limits limits;
    const char *typed, *stored;
} samples[] = {
    {&kind_line, TEN_CHARS, "  N\xc3\xb8rre Alle \r\n", "N\xc3\xb8rre Alle"},
    {&kind_line, TEN_CHARS, PEOPLE, PEOPLE},
    {&kind_line, TEN_CHARS, NULL, ""},
    {&kind_line, TEN_CHARS, " \t", ""},
    {&kind_line, REPEATED, "one\r\ntwo\rthree", "one\ntwo\nthree"},
    {&kind_text, FROM_THREE, "a line\r\n\r\nand another ", "a line\n\nand another"},
    {&kind_text, FROM_THREE, "abc", "abc"},
    {&kind_text, FROM_THREE, "", ""},
    {&kind_code, TRADES, " painting ", "painting"},
    {&kind_code, ANSWERS, "other", "other"},
    {&kind_code, ANSWERS, "not_known", "not_known"},
    {&kind_code, TRADES, "", ""},
    {&kind_codes, TRADES, "painting roofing painting", "roofing painting"},
    {&kind_codes, TRADES, "painting,roofing", "roofing painting"},
    {&kind_codes, TRADES, "painting\nroofing", "roofing painting"},
    {&kind_codes, ANSWERS, "other painting", "painting other"},
    {&kind_codes, ANSWERS, "not_allowed", "not_allowed"},
    {&kind_codes, TRADES, "", ""},
    {&kind_day, ANY, "2024-02-29", "2024-02-29"},
    {&kind_day, ANY, "9999-12-31", "9999-12-31"},
    {&kind_day, PAST, "1961-03-14", "1961-03-14"},
    {&kind_day, PAST, "", ""},
    {&kind_number, FROM_5_TO_20, "5", "5"},
    {&kind_number, FROM_5_TO_20, " 0020 ", "20"},
    {&kind_number, FROM_5_TO_20, "", ""},
    {&kind_flag, ANY, "yes", "yes"},
    {&kind_flag, ANY, "true", "yes"},
    {&kind_flag, ANY, "1", "yes"},
    {&kind_flag, ANY, "no", ""},
    {&kind_flag, ANY, "false", ""},
    {&kind_flag, ANY, "", ""},
    {&kind_authority, ANY, "4711", "4711"},
    {&kind_authority, ANY, "", ""},
};

static const struct refusal {
    const struct kind *kind;
    struct kind_limits limits;
    const char *typed;
} refusals[] = {
    {&kind_line, TEN_CHARS, "12345678901"},
    {&kind_line, TEN_CHARS, "a\nb"},
    {&kind_line, TEN_CHARS, "a\tb"},
    {&kind_line, TEN_CHARS, "\xff"},
    {&kind_line, TEN_CHARS, "a\xe2\x80\xae"},
    {&kind_line, REPEATED, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11"},
    {&kind_line, REPEATED, "one\n12345678901234567890123456789012345678901"},
    {&kind_text, FROM_THREE, "ab"},
    {&kind_text, TEN_CHARS, "12345678901"},
    {&kind_text, FROM_THREE, "abc\x07"},
    {&kind_text, FROM_THREE, "abc\xc3"},
    {&kind_code, TRADES, "butchery"},
    {&kind_code, TRADES, "whaling"},
    {&kind_code, TRADES, "moon_mining"},
    {&kind_code, TRADES, "roofing painting"},
    {&kind_code, TRADES, "not_known"},
    {&kind_code, ANY, "roofing"},
    {&kind_code, TRADES, "a_code_of_more_than_sixty_four_bytes_which_no_list_can_ever_have_in_it"},
    {&kind_codes, TRADES, "roofing butchery"},
    {&kind_codes, TRADES, "roofing whaling"},
    {&kind_codes, ANSWERS, "roofing not_known"},
    {&kind_codes, ANSWERS, "not_allowed not_known"},
    {&kind_codes, TRADES, "other"},
    {&kind_day, ANY, "2023-02-29"},
    {&kind_day, ANY, "14.3.1961"},
    {&kind_day, ANY, "1961-3-14"},
    {&kind_day, ANY, "--"},
    {&kind_day, PAST, "9999-12-31"},
    {&kind_number, FROM_5_TO_20, "4"},
    {&kind_number, FROM_5_TO_20, "21"},
    {&kind_number, FROM_5_TO_20, "-6"},
    {&kind_number, FROM_5_TO_20, "1e1"},
    {&kind_number, FROM_5_TO_20, "7.5"},
    {&kind_number, FROM_5_TO_20, "0000000000000007"},
    {&kind_flag, ANY, "perhaps"},
    {&kind_flag, ANY, "no false"},
    {&kind_authority, ANY, "12x"},
    {&kind_authority, ANY, "-1"},
    {&kind_authority, ANY, "1234567890123456789"},
    {&kind_files, ANY, "offer.pdf"},
    {&kind_files, ANY, ""},
};

/* What is shown of a stored text, the parts in one line. */
static const struct shown {
    const struct kind *kind;
    const char *stored, *shown;
} shows[] = {
    {&kind_line, PEOPLE, "text:" PEOPLE},      {&kind_text, "a\nb", "words:a\nb"},
    {&kind_code, "roofing", "codes:roofing"},  {&kind_codes, "roofing other", "codes:roofing other"},
    {&kind_day, "1970-01-02", "day:1"},        {&kind_number, "20", "text:20"},
    {&kind_flag, "yes", "msgid:Yes"},          {&kind_authority, "4711", "authority:4711"},
};

static void
setup(void)
{
    mem = talloc_new(NULL);
}

static void
teardown(void)
{
    talloc_free(mem);
}

static size_t
samples_of(const struct kind *kind, size_t *refused, size_t *shown)
{
    size_t taken = 0;

    *refused = *shown = 0;
    for (size_t i = 0; i < COUNT(samples); i++)
        taken += samples[i].kind == kind && *samples[i].stored != '\0';
    for (size_t i = 0; i < COUNT(refusals); i++)
        *refused += refusals[i].kind == kind;
    for (size_t i = 0; i < COUNT(shows); i++)
        *shown += shows[i].kind == kind;
    return taken;
}

START_TEST(no_kind_of_the_list_is_without_samples)
{
    for (size_t i = 0; kind_list[i] != NULL; i++) {
        size_t refused, shown, taken = samples_of(kind_list[i], &refused, &shown);

        ck_assert_msg(refused > 0, "no refusal of kind %s", kind_list[i]->word);
        ck_assert_msg(kind_list[i]->attached == (taken == 0), "no sample of kind %s, or one of files", kind_list[i]->word);
        ck_assert_msg(kind_list[i]->attached == (shown == 0), "nothing shown of kind %s, or of files", kind_list[i]->word);
    }
}
END_TEST

START_TEST(wrong_texts_are_refused_and_the_problem_says_of_which_field)
{
    for (size_t i = 0; i < COUNT(refusals); i++) {
        const struct refusal *r = &refusals[i];
        struct kind_problem problem = {NULL, 0};

        ck_assert_msg(kind_store(r->kind, mem, &r->limits, r->typed, &problem) == NULL, "%s: %s", r->kind->word, r->typed);
        ck_assert_msg(problem.msgid != NULL && strstr(problem.msgid, "{label}") != NULL, "%s: %s", r->kind->word, r->typed);
    }
}
END_TEST

START_TEST(limits_that_contradict_each_other_are_refused_at_their_key)
{
    static const struct {
        const struct kind *kind;
        struct kind_limits limits;
        const char *key;
    } wrong[] = {{&kind_line, {.max = 501}, "max"},
                 {&kind_text, {.min = 11, .max = 10}, "min"},
                 {&kind_number, {.least = 2, .most = 1}, "least"}};
    const char *key;

    for (size_t i = 0; i < COUNT(wrong); i++) {
        ck_assert_msg(wrong[i].kind->check(&wrong[i].limits, &key) != NULL, "%s", wrong[i].kind->word);
        ck_assert_str_eq(key, wrong[i].key);
    }
    for (size_t i = 0; i < COUNT(samples); i++)
        ck_assert_msg(samples[i].kind->check == NULL || samples[i].kind->check(&samples[i].limits, &key) == NULL,
                      "%s", samples[i].kind->word);
}
END_TEST

START_TEST(a_condition_names_only_what_a_value_can_be)
{
    const struct kind_limits trade = TRADES, any = ANY;

    ck_assert(!kind_code.can_be(&trade, "butchery"));
    ck_assert(!kind_flag.can_be(&any, "no"));
    ck_assert(kind_code.can_be(&trade, "whaling")); /* old cases may hold it */
    ck_assert(kind_codes.can_be(&trade, "roofing"));
    ck_assert(kind_flag.can_be(&any, "yes"));
    for (size_t i = 0; kind_list[i] != NULL; i++)
        ck_assert_msg((kind_list[i]->can_be != NULL) == (kind_list[i]->coded || kind_list[i]->ticked), "%s",
                      kind_list[i]->word);
}
END_TEST

START_TEST(right_texts_come_into_their_stored_form)
{
    for (size_t i = 0; i < COUNT(samples); i++) {
        const struct sample *s = &samples[i];
        struct kind_problem problem = {NULL, 0};
        const char *stored = kind_store(s->kind, mem, &s->limits, s->typed, &problem);

        ck_assert_msg(stored != NULL, "%s: %s: %s", s->kind->word, s->typed, problem.msgid);
        ck_assert_str_eq(stored, s->stored);
    }
}
END_TEST

START_TEST(what_is_stored_and_typed_again_is_stored_the_same)
{
    for (size_t i = 0; i < COUNT(samples); i++) {
        const struct sample *s = &samples[i];
        struct kind_problem problem = {NULL, 0};
        const char *typed = kind_typed(s->kind, mem, s->stored);
        const char *again = kind_store(s->kind, mem, &s->limits, typed, &problem);

        ck_assert_msg(again != NULL, "%s: %s: %s", s->kind->word, s->stored, problem.msgid);
        ck_assert_str_eq(again, s->stored);
    }
}
END_TEST

START_TEST(several_inputs_hold_the_typed_text_between_them)
{
    const char *parts[KIND_PARTS];
    const char *const short_day[KIND_PARTS] = {" 1961", "3", " 4"}, *const none[KIND_PARTS] = {"", " ", ""};
    const char *const half[KIND_PARTS] = {"1961", "", "4"};

    ck_assert_str_eq(kind_day.parts->join(mem, none), "");
    ck_assert_str_eq(kind_day.parts->join(mem, half), "1961--04");
    ck_assert_str_eq(kind_day.parts->join(mem, short_day), "1961-03-04");
    kind_day.parts->split(mem, "1961--04", parts);
    ck_assert_str_eq(parts[0], "1961");
    ck_assert_str_eq(parts[1], "");
    ck_assert_str_eq(parts[2], "04");
    kind_day.parts->split(mem, "nonsense", parts); /* as somebody typed it */
    ck_assert_str_eq(parts[0], "nonsense");
    for (size_t i = 0; i < COUNT(samples); i++)
        if (samples[i].kind->parts != NULL) {
            const char *typed = kind_typed(samples[i].kind, mem, samples[i].stored);

            samples[i].kind->parts->split(mem, typed, parts);
            ck_assert_str_eq(samples[i].kind->parts->join(mem, parts), typed);
        }
}
END_TEST

static const char *
in_a_line(const struct kind_shown *shown)
{
    return mem_printf(mem, "%s%s%s%s%s%s%s%s%s%s", shown->text != NULL ? "text:" : "", shown->text != NULL ? shown->text : "",
                      shown->words != NULL ? "words:" : "", shown->words != NULL ? shown->words : "",
                      shown->msgid != NULL ? "msgid:" : "", shown->msgid != NULL ? shown->msgid : "",
                      shown->codes != NULL ? "codes:" : "", shown->codes != NULL ? shown->codes : "",
                      shown->day != KIND_NO_DAY ? mem_printf(mem, "day:%d", (int)shown->day) : "",
                      shown->authority_id != 0 ? mem_printf(mem, "authority:%lu", (unsigned long)shown->authority_id) : "");
}

START_TEST(of_each_value_one_thing_is_shown_and_of_none_nothing)
{
    struct kind_shown shown;

    for (size_t i = 0; kind_list[i] != NULL; i++) {
        shown = kind_shown(kind_list[i], mem, "");
        ck_assert_str_eq(in_a_line(&shown), "");
    }
    for (size_t i = 0; i < COUNT(shows); i++) {
        shown = kind_shown(shows[i].kind, mem, shows[i].stored);
        ck_assert_str_eq(in_a_line(&shown), shows[i].shown);
    }
}
END_TEST

static const char *
file_text(const char *name)
{
    const char *folder = getenv("IMI_SRCDIR");
    char *text = mem_zeros(mem, char, 65536);
    FILE *file = fopen(mem_printf(mem, "%s/%s", folder != NULL ? folder : ".", name), "r");

    ck_assert_msg(file != NULL, "%s", name);
    ck_assert_uint_lt(fread(text, 1, 65535, file), 65535);
    fclose(file);
    return text;
}

static void
check_widget(const char *macros, const struct kind *kind, const char *widget)
{
    ck_assert_msg(widget == NULL || strstr(macros, mem_printf(mem, "c.kind == \"%s\"", widget)) != NULL,
                  "no macro draws the widget %s of kind %s", widget, kind->word);
}

START_TEST(each_kind_has_a_control_that_a_macro_draws)
{
    const char *macros = file_text("templates/macros/controls.cs");
    const struct kind_limits limits[] = {TEN_CHARS, REPEATED, FROM_THREE, ANSWERS, FROM_5_TO_20};

    for (size_t i = 0; kind_list[i] != NULL; i++)
        for (size_t j = 0; j < COUNT(limits); j++) {
            struct kind_control control = kind_list[i]->control(&limits[j]);

            ck_assert_ptr_nonnull(control.widget);
            check_widget(macros, kind_list[i], control.widget);
            check_widget(macros, kind_list[i], control.widget_of_many);
            ck_assert_msg(control.multiple == kind_list[i]->attached, "%s", kind_list[i]->word);
        }
}
END_TEST

START_TEST(the_api_is_told_the_json_of_each_kind_and_of_files_none)
{
    const struct kind_limits limits = FROM_5_TO_20;
    const struct kind_schema number = kind_number.schema(&limits);

    for (size_t i = 0; kind_list[i] != NULL; i++) {
        const char *type = kind_list[i]->schema(&limits).type;

        ck_assert_msg((type == NULL) == kind_list[i]->attached, "%s", kind_list[i]->word);
        ck_assert_msg(type == NULL || codes_have("string integer boolean array", type, strlen(type)), "%s", type);
        ck_assert_msg((type != NULL && strcmp(type, "array") == 0) == kind_list[i]->several, "%s", kind_list[i]->word);
    }
    ck_assert(number.ranged);
    ck_assert_int_eq(number.least, 5);
    ck_assert_int_eq(number.most, 20);
    ck_assert_str_eq(kind_day.schema(&limits).format, "date");
}
END_TEST

START_TEST(every_kind_is_whole_and_the_words_are_those_of_the_list)
{
    for (size_t i = 0; kind_list[i] != NULL; i++) {
        const struct kind *kind = kind_list[i];

        ck_assert_str_eq(kind->word, kind_words[i]);
        ck_assert_msg(kind->store != NULL && kind->control != NULL && kind->show != NULL && kind->schema != NULL, "%s",
                      kind->word);
        ck_assert_msg(kind->missing != NULL && strstr(kind->missing, "{label}") != NULL, "%s", kind->word);
        ck_assert_msg((kind->search != NULL) == kind_takes(kind, "search"), "%s", kind->word);
        ck_assert_msg(kind->coded == kind_takes(kind, "list"), "%s", kind->word);
        ck_assert_msg(!kind->several || kind->coded, "%s", kind->word);
        ck_assert_msg(!kind->prose || kind->free, "%s: a text in a language is free", kind->word);
        for (size_t j = 0; j < i; j++)
            ck_assert_str_ne(kind->word, kind_list[j]->word);
    }
    ck_assert(!kinds_take("label"));
    ck_assert(kinds_take("past_only"));
    ck_assert_str_eq(kind_line.search(mem, PEOPLE), PEOPLE);
}
END_TEST

START_TEST(codes_in_one_text_are_found_whole)
{
    const char *rest = "  one two", *code;
    size_t length;

    ck_assert(!codes_have(NULL, "one", 3));
    ck_assert(!codes_have("", "one", 3));
    ck_assert(!codes_have("one_two", "one", 3));
    ck_assert(!codes_have("one two", "one two", 7));
    ck_assert(codes_have("one two", "two", 3));
    ck_assert(codes_next(&rest, &code, &length));
    ck_assert_uint_eq(length, 3);
    ck_assert(strncmp(code, "one", 3) == 0);
    ck_assert(codes_next(&rest, &code, &length));
    ck_assert(strncmp(code, "two", 3) == 0);
    ck_assert(!codes_next(&rest, &code, &length));
    ck_assert(!codes_next(&rest, &code, &length));
    ck_assert_ptr_null(decl_code(&trade_list, "butchery"));
    ck_assert_ptr_eq(decl_code(&trade_list, "painting"), &trades[1]);
}
END_TEST

static Suite *
suite(void)
{
    Suite *all = suite_create("kinds");
    TCase *kinds = tcase_create("kinds");

    tcase_add_checked_fixture(kinds, setup, teardown);
    tcase_add_test(kinds, no_kind_of_the_list_is_without_samples);
    tcase_add_test(kinds, wrong_texts_are_refused_and_the_problem_says_of_which_field);
    tcase_add_test(kinds, limits_that_contradict_each_other_are_refused_at_their_key);
    tcase_add_test(kinds, a_condition_names_only_what_a_value_can_be);
    tcase_add_test(kinds, right_texts_come_into_their_stored_form);
    tcase_add_test(kinds, what_is_stored_and_typed_again_is_stored_the_same);
    tcase_add_test(kinds, several_inputs_hold_the_typed_text_between_them);
    tcase_add_test(kinds, of_each_value_one_thing_is_shown_and_of_none_nothing);
    tcase_add_test(kinds, each_kind_has_a_control_that_a_macro_draws);
    tcase_add_test(kinds, the_api_is_told_the_json_of_each_kind_and_of_files_none);
    tcase_add_test(kinds, every_kind_is_whole_and_the_words_are_those_of_the_list);
    tcase_add_test(kinds, codes_in_one_text_are_found_whole);
    suite_add_tcase(all, kinds);
    return all;
}

RUN(suite)
