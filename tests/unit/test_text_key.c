/* SPDX-License-Identifier: EUPL-1.2 */
/* Search keys: spellings that must meet, and names that must not. */
#include "text/key.h"

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "runner.h"

static TALLOC_CTX *mem;
static struct err err;

static void
setup(void)
{
    mem = mem_new(NULL, "test");
}

static void
teardown(void)
{
    talloc_free(mem);
}

static bool
same(const char *a, const char *b)
{
    struct key_words left, right;
    size_t i;

    ck_assert_int_eq(key_words(mem, a, &left, &err), ERR_OK);
    ck_assert_int_eq(key_words(mem, b, &right, &err), ERR_OK);
    if (left.count != right.count)
        return false;
    for (i = 0; i < left.count; i++)
        if (strcmp(left.word[i], right.word[i]) != 0)
            return false;
    return left.count > 0;
}

START_TEST(broken_and_endless_texts_are_refused)
{
    struct key_words words;
    char number[KEY_WORD_BYTES + 1];
    char *long_text = malloc(LIMIT_VALUE_BYTES + 2);

    memset(long_text, 'a', LIMIT_VALUE_BYTES + 1);
    long_text[LIMIT_VALUE_BYTES + 1] = '\0';
    ck_assert_int_eq(key_words(mem, "M\xfcller", &words, &err), ERR_INVALID);
    ck_assert_int_eq(key_words(mem, "\xed\xa0\x80", &words, &err), ERR_INVALID);
    ck_assert_int_eq(key_words(mem, long_text, &words, &err), ERR_INVALID);
    ck_assert_int_eq(key_number("M\xfcller", number, &err), ERR_INVALID);
    free(long_text);
}
END_TEST

START_TEST(what_has_no_letters_has_no_words)
{
    struct key_words words;

    ck_assert_int_eq(key_words(mem, NULL, &words, &err), ERR_OK);
    ck_assert_uint_eq(words.count, 0);
    ck_assert_int_eq(key_words(mem, " -.,'\"%_ ", &words, &err), ERR_OK);
    ck_assert_uint_eq(words.count, 0);
}
END_TEST

START_TEST(words_are_bounded_and_none_is_dropped)
{
    struct key_words words;
    char text[4001];
    size_t i;

    memset(text, 'x', 200);
    text[200] = '\0';
    ck_assert_int_eq(key_words(mem, text, &words, &err), ERR_OK);
    ck_assert_uint_eq(words.count, 1);
    ck_assert_uint_eq(strlen(words.word[0]), KEY_WORD_BYTES);
    for (i = 0; i < 1000; i++)
        snprintf(text + i * 4, 5, "%03zu ", i);
    ck_assert_int_eq(key_words(mem, text, &words, &err), ERR_OK);
    ck_assert_uint_eq(words.count, 1000);
    text[0] = '\0';
    for (i = 0; i < 100; i++)
        strcat(text, "ქართული"); /* a script without a table: cut between characters */
    ck_assert_int_eq(key_words(mem, text, &words, &err), ERR_OK);
    ck_assert_uint_eq(strlen(words.word[0]), 63);
    text[0] = '\0';
    for (i = 0; i < 1300; i++)
        strcat(text, "\xef\xb7\xba"); /* U+FDFA becomes 18 characters */
    ck_assert_int_eq(key_words(mem, text, &words, &err), ERR_OK);
}
END_TEST

START_TEST(other_names_do_not_meet)
{
    static const char *const pairs[][2] = {{"Jensen", "Hansen"}, {"Maria", "Mario"}, {"Weiss", "Weis"},
                                           {"Georgi", "Giorgos"}, {"Anna", "Ana"}, {"Ng", "Na"}};
    size_t i;

    for (i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        ck_assert_msg(!same(pairs[i][0], pairs[i][1]), "%s = %s", pairs[i][0], pairs[i][1]);
}
END_TEST

START_TEST(spellings_of_one_name_meet)
{
    static const char *const pairs[][2] = {
        {"Müller", "Mueller"},
        {"Müller", "Muller"},
        {"MÜLLER", "mueller"},
        {"Mu\xcc\x88ller", "Müller"},
        {"Åberg", "Aaberg"},
        {"Åberg", "Aberg"},
        {"Sørensen", "Soerensen"},
        {"Sørensen", "Sorensen"},
        {"Jørgen Ærø", "Joergen Aeroe"},
        {"Straße", "Strasse"},
        {"Weiß", "WEISS"},
        {"Þór", "Thor"},
        {"Guðrún", "Gudrun"},
        {"Muñoz", "Munoz"},
        {"Łódź", "Lodz"},
        {"Đurić", "Duric"},
        {"Ħal", "Hal"},
        {"Œuvre", "Oeuvre"},
        {"Ștefan", "Stefan"},
        {"Ştefan", "Ștefan"},
        {"Őri", "Ori"},
        {"Žižek", "Zizek"},
        {"Işık", "Isik"},
        {"Łukasz", "Lukasz"},
        {"O'Neill", "O’Neill"},
        {"O'Neill", "ONeill"},
        {"Jean-Pierre", "jean pierre"},
        {"Γιώργος", "Giorgos"},
        {"ΓΙΩΡΓΟΣ", "Γιώργος"},
        {"Αυγέρη", "Avgeri"},
        {"Ευθυμίου", "Efthymiou"},
        {"Παπαδόπουλος", "Papadopoulos"},
        {"Άγγελος", "Angelos"},
        {"Μπακογιάννη", "Bakogianni"},
        {"Χρήστος", "Christos"},
        {"Ταΰγετος", "Taygetos"},
        {"Георги", "Georgi"},
        {"Мария", "Maria"},
        {"Мария", "Mariya"},
        {"Щерев", "Shterev"},
        {"Йордан", "Yordan"},
        {"Пламен Цветков", "Plamen Tsvetkov"},
        {"Жечев", "Zhechev"},
        {"ﬁnn", "finn"},
        {"Ｍüller", "Müller"},
    };
    size_t i;

    for (i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        ck_assert_msg(same(pairs[i][0], pairs[i][1]), "%s is not %s", pairs[i][0], pairs[i][1]);
}
END_TEST

START_TEST(numbers_are_one_key)
{
    char key[KEY_WORD_BYTES + 1];

    ck_assert_int_eq(key_number("AB 12/34-5", key, &err), ERR_OK);
    ck_assert_str_eq(key, "ab12345");
    ck_assert_int_eq(key_number("Ａ１.Ö-aae", key, &err), ERR_OK);
    ck_assert_str_eq(key, "a1oaae");
    ck_assert_int_eq(key_number(" - ", key, &err), ERR_OK);
    ck_assert_str_eq(key, "");
}
END_TEST

static Suite *
key_suite(void)
{
    Suite *suite = suite_create("text_key");
    TCase *tc = tcase_create("key");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, broken_and_endless_texts_are_refused);
    tcase_add_test(tc, what_has_no_letters_has_no_words);
    tcase_add_test(tc, words_are_bounded_and_none_is_dropped);
    tcase_add_test(tc, other_names_do_not_meet);
    tcase_add_test(tc, spellings_of_one_name_meet);
    tcase_add_test(tc, numbers_are_one_key);
    suite_add_tcase(suite, tc);
    return suite;
}

RUN(key_suite)
