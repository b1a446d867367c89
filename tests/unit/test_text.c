/* SPDX-License-Identifier: EUPL-1.2 */
/* Catalogues, plural rules, placeholders, dates, order and choice of language. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "text/collate.h"
#include "text/fill.h"
#include "text/format.h"
#include "text/limit.h"
#include "text/mo.h"
#include "text/negotiate.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

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

/* ---- a catalogue made by hand, so that it can be spoilt byte by byte ---------------------------------- */

struct entry {
    const char *id;
    size_t id_length;
    const char *text;
    size_t text_length;
};

#define ENTRY(id, text) {id, sizeof(id) - 1, text, sizeof(text) - 1}

static const struct entry danish[] = {
    ENTRY("", "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n"),
    ENTRY("Send", "Indsend"),
    ENTRY("case\004Open", "Åbn"),
    ENTRY("{count} case\0{count} cases", "{count} sag\0{count} sager"),
};

static void
put(struct buf *buf, uint32_t value)
{
    buf_add(buf, &value, sizeof value);
}

static struct buf *
catalogue(const struct entry *entries, uint32_t count)
{
    struct buf *buf = buf_new(mem, 65536);
    uint32_t at = 28 + count * 16;
    uint32_t i;

    put(buf, 0x950412deu);
    put(buf, 0);
    put(buf, count);
    put(buf, 28);
    put(buf, 28 + count * 8);
    put(buf, 0);
    put(buf, at);
    for (i = 0; i < count; at += (uint32_t)entries[i++].id_length + 1) {
        put(buf, (uint32_t)entries[i].id_length);
        put(buf, at);
    }
    for (i = 0; i < count; at += (uint32_t)entries[i++].text_length + 1) {
        put(buf, (uint32_t)entries[i].text_length);
        put(buf, at);
    }
    for (i = 0; i < count; i++)
        buf_add(buf, entries[i].id, entries[i].id_length + 1);
    for (i = 0; i < count; i++)
        buf_add(buf, entries[i].text, entries[i].text_length + 1);
    return buf;
}

static const struct text *
danish_open(void)
{
    static const char *const langs[] = {"en", "da", "qps"};
    struct buf *buf = catalogue(danish, 4);
    char dir[] = "/tmp/imi-text-XXXXXX";
    struct text *text;
    char *path;
    FILE *file;

    ck_assert_ptr_nonnull(mkdtemp(dir));
    path = mem_printf(mem, "%s/da.mo", dir);
    file = fopen(path, "wb");
    ck_assert_uint_eq(fwrite(buf->data, 1, buf->length, file), buf->length);
    fclose(file);
    ck_assert_int_eq(text_open(mem, &(struct text_setup){dir, langs, 3}, &text, &err), ERR_OK);
    unlink(path);
    rmdir(dir);
    return text;
}

static const struct text *
english_open(void)
{
    static const char *const langs[] = {"en", "qps"};
    struct text *text;

    ck_assert_int_eq(text_open(mem, &(struct text_setup){NULL, langs, 2}, &text, &err), ERR_OK);
    return text;
}

START_TEST(a_language_that_is_unknown_or_without_file_stops_the_start)
{
    static const char *const unknown[] = {"xx"};
    static const char *const twice[] = {"en", "en"};
    static const char *const missing[] = {"en", "da"};
    struct text *text = NULL;

    ck_assert_int_eq(text_open(mem, &(struct text_setup){NULL, unknown, 1}, &text, &err), ERR_CONFIG);
    ck_assert_int_eq(text_open(mem, &(struct text_setup){NULL, twice, 2}, &text, &err), ERR_CONFIG);
    ck_assert_int_eq(text_open(mem, &(struct text_setup){NULL, missing, 2}, &text, &err), ERR_CONFIG);
    ck_assert_int_eq(text_open(mem, &(struct text_setup){"/nowhere", missing, 2}, &text, &err), ERR_CONFIG);
    ck_assert_int_eq(text_open(mem, &(struct text_setup){NULL, unknown, 0}, &text, &err), ERR_CONFIG);
    ck_assert_ptr_null(text);
}
END_TEST

START_TEST(a_cut_catalogue_is_refused_at_every_length)
{
    struct buf *buf = catalogue(danish, 4);
    struct mo mo;
    size_t size;

    for (size = 0; size < buf->length; size++) {
        char *part = malloc(size + 1); /* so that a sanitizer sees a step over the end */

        memcpy(part, buf->data, size);
        ck_assert_int_eq(mo_parse(&mo, part, size, "cut", &err), ERR_CONFIG);
        free(part);
    }
    ck_assert_int_eq(mo_parse(&mo, buf->data, buf->length, "whole", &err), ERR_OK);
}
END_TEST

START_TEST(a_spoilt_catalogue_never_reads_outside)
{
    struct buf *buf = catalogue(danish, 4);
    size_t at;
    int value;

    for (at = 0; at < 28 + 64; at++) {
        for (value = 0; value < 256; value += 15) {
            char *copy = malloc(buf->length);
            struct mo mo;

            memcpy(copy, buf->data, buf->length);
            copy[at] = (char)value;
            if (mo_parse(&mo, copy, buf->length, "spoilt", &err) == ERR_OK)
                (void)mo_find(&mo, "Send", NULL);
            free(copy);
        }
    }
}
END_TEST

START_TEST(disorder_and_other_encodings_are_refused)
{
    static const struct entry disorder[] = {ENTRY("Send", "Indsend"), ENTRY("Open", "Åbn")};
    static const struct entry latin1[] = {ENTRY("Send", "\xc5" "bn")};
    static const struct entry head[] = {ENTRY("", "Content-Type: text/plain; charset=ISO-8859-1\n")};
    static const struct entry rule[] = {
        ENTRY("", "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=system(n);\n")};
    const struct {
        const struct entry *entries;
        uint32_t count;
    } all[] = {{disorder, 2}, {latin1, 1}, {head, 1}, {rule, 1}};
    struct mo mo;
    size_t i;

    for (i = 0; i < 4; i++) {
        struct buf *buf = catalogue(all[i].entries, all[i].count);

        ck_assert_int_eq(mo_parse(&mo, buf->data, buf->length, "bad", &err), ERR_CONFIG);
    }
}
END_TEST

START_TEST(a_text_without_translation_is_shown_in_english)
{
    const struct text_lang *da = text_lang(danish_open(), "da");

    ck_assert_str_eq(text_get(da, "Close"), "Close");
    ck_assert_str_eq(text_get(da, "Open"), "Open");
    ck_assert_str_eq(text_get_context(da, "shop", "Open"), "Open");
    ck_assert_str_eq(text_get_plural(da, "{count} day", "{count} days", 1), "{count} day");
    ck_assert_str_eq(text_get_plural(da, "{count} day", "{count} days", 3), "{count} days");
    ck_assert_str_eq(text_get(da, ""), "");
    ck_assert_str_eq(text_get(da, NULL), "");
    ck_assert(!text_has(da, NULL, "Close"));
}
END_TEST

START_TEST(texts_contexts_and_plurals_are_found)
{
    const struct text *text = danish_open();
    const struct text_lang *da = text_lang(text, "da");

    ck_assert_str_eq(text_get(da, "Send"), "Indsend");
    ck_assert_str_eq(text_get_context(da, "case", "Open"), "Åbn");
    ck_assert_str_eq(text_get_plural(da, "{count} case", "{count} cases", 1), "{count} sag");
    ck_assert_str_eq(text_get_plural(da, "{count} case", "{count} cases", 0), "{count} sager");
    ck_assert_str_eq(text_get_plural(da, "{count} case", "{count} cases", INT64_MIN), "{count} sager");
    ck_assert(text_has(da, "case", "Open"));
    ck_assert_str_eq(text_get(text_lang(text, "en"), "Send"), "Send");
    ck_assert_str_eq(text_lang_code(text_lang_at(text, 0)), "da");
    ck_assert_str_eq(text_lang_code(text_lang_default(text)), "en");
    ck_assert_str_eq(text_lang_self_name(da), "dansk");
}
END_TEST

START_TEST(the_pseudo_language_marks_every_text_and_keeps_placeholders)
{
    const struct text_lang *qps = text_lang(english_open(), "qps");
    const char *sent = text_get(qps, "Send {count} to {authority}");

    ck_assert_int_eq(sent[0], '[');
    ck_assert_int_eq(sent[strlen(sent) - 1], ']');
    ck_assert_ptr_nonnull(strstr(sent, "{count}"));
    ck_assert_ptr_nonnull(strstr(sent, "{authority}"));
    ck_assert_ptr_null(strstr(sent, "Send"));
    ck_assert_ptr_eq(text_get(qps, "Send {count} to {authority}"), sent);
    ck_assert_str_eq(text_get(qps, ""), "");
}
END_TEST

START_TEST(a_hostile_plural_rule_is_refused)
{
    static const char *const bad[] = {
        "", "nplurals=2;", "nplurals=0; plural=0;", "nplurals=9; plural=0;", "nplurals=22; plural=0;",
        "nplurals=2; plural=n = 1;", "nplurals=2; plural=(n;", "nplurals=2; plural=n ? 1;",
        "nplurals=2; plural=n n;", "nplurals=2; plural=m;", "nplurals=2; plural=99999999999;"};
    struct plural plural;
    char deep[4096] = "nplurals=2; plural=";
    size_t i;

    for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert_msg(!plural_parse(&plural, bad[i]), "taken: %s", bad[i]);
    for (i = 0; i < 1000; i++)
        strcat(deep, i % 2 != 0 ? "!" : "(");
    ck_assert(!plural_parse(&plural, deep));
    ck_assert(plural_parse(&plural, "nplurals=2; plural=1/(n-n);"));
    ck_assert_uint_eq(plural_form(&plural, 5), 0);
    ck_assert(plural_parse(&plural, "nplurals=2; plural=n;"));
    ck_assert_uint_eq(plural_form(&plural, 5), 0);
}
END_TEST

/* Expected forms by CLDR, for the languages with the hardest rules. */
START_TEST(plural_rules_choose_as_cldr_does)
{
    static const struct {
        const char *rule;
        uint64_t n[9];
        unsigned form[9];
    } rules[] = {
        {"nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2;", /* pl */
         {0, 1, 2, 4, 5, 12, 22, 25, 112}, {2, 0, 1, 1, 2, 2, 1, 2, 2}},
        {"nplurals=5; plural=n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : 4;", /* ga */
         {0, 1, 2, 3, 6, 7, 10, 11, 100}, {4, 0, 1, 2, 2, 3, 3, 4, 4}},
        {"nplurals=4; plural=n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3;", /* sl */
         {0, 1, 2, 3, 4, 5, 101, 102, 104}, {3, 0, 1, 2, 2, 3, 0, 1, 2}},
        {"nplurals=3; plural=n%10==0 || (n%100>=11 && n%100<=19) ? 0 : n%10==1 && n%100!=11 ? 1 : 2;", /* lv */
         {0, 1, 2, 10, 11, 19, 20, 21, 111}, {0, 1, 2, 0, 0, 0, 0, 1, 0}},
        {"nplurals=2; plural=n%10!=1 || n%100==11;", /* is */
         {0, 1, 2, 11, 21, 31, 101, 111, 121}, {1, 0, 1, 1, 0, 0, 0, 1, 0}},
    };
    struct plural plural;
    size_t i, j;

    for (i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        ck_assert(plural_parse(&plural, rules[i].rule));
        for (j = 0; j < 9; j++)
            ck_assert_uint_eq(plural_form(&plural, rules[i].n[j]), rules[i].form[j]);
    }
}
END_TEST

START_TEST(unknown_and_missing_placeholders_do_no_harm)
{
    static const struct fill_arg args[] = {{"count", "3"}, {"name", "{count} %s%n"}, {"none", NULL}};

    ck_assert_str_eq(fill(mem, "{unknown} {count", args, 3), "{unknown} {count");
    ck_assert_str_eq(fill(mem, "%s %n {", args, 3), "%s %n {");
    ck_assert_str_eq(fill(mem, "{{count}} {Count} {}", args, 3), "{3} {Count} {}");
    ck_assert_str_eq(fill(mem, "{name}", args, 3), "{count} %s%n");
    ck_assert_str_eq(fill(mem, "a{none}b", args, 3), "ab");
    ck_assert_str_eq(fill(mem, NULL, args, 3), "");
    ck_assert_str_eq(fill(mem, "{count} of {count}", args, 3), "3 of 3");
}
END_TEST

START_TEST(a_filled_text_is_cut_between_characters)
{
    char *long_value = mem_size(mem, 70001);
    const char *filled;
    size_t i;

    for (i = 0; i < 70000; i += 2)
        memcpy(long_value + i, "æ", 2);
    long_value[70000] = '\0';
    filled = fill(mem, "x{v}y", &(struct fill_arg){"v", long_value}, 1);
    ck_assert_uint_le(strlen(filled), FILL_RESULT_BYTES);
    ck_assert_uint_eq(strlen(filled) % 2, 1);
}
END_TEST

#define NOV_26_2026 20783 /* days since 1970-01-01 */

START_TEST(days_outside_the_calendar_give_nothing)
{
    const struct text_lang *en = text_lang(english_open(), "en");

    ck_assert_str_eq(format_day_long(mem, en, INT32_MIN), "");
    ck_assert_str_eq(format_day_long(mem, en, INT32_MAX), "");
    ck_assert_str_eq(format_moment_short(mem, en, NULL, INT64_MIN), "");
    ck_assert_str_eq(format_moment_short(mem, en, NULL, INT64_MAX), "");
    ck_assert_str_eq(format_number(mem, en, INT64_MIN), "");
}
END_TEST

START_TEST(days_name_the_month_in_words)
{
    const struct text *text = danish_open();
    const struct text_lang *en = text_lang(text, "en");
    const struct text_lang *da = text_lang(text, "da");

    ck_assert_str_eq(format_day_long(mem, en, NOV_26_2026), "Thursday 26 November 2026");
    ck_assert_str_eq(format_day_short(mem, en, NOV_26_2026), "26 Nov 2026");
    ck_assert_str_eq(format_day_long(mem, da, NOV_26_2026), "torsdag den 26. november 2026");
    ck_assert_str_eq(format_day_short(mem, da, NOV_26_2026), "26. nov. 2026");
    ck_assert_str_eq(format_month(mem, en, NOV_26_2026), "November 2026");
}
END_TEST

START_TEST(moments_are_shown_in_the_zone)
{
    const struct text_lang *en = text_lang(english_open(), "en");
    int64_t moment = (int64_t)NOV_26_2026 * 86400000000 + INT64_C(13) * 3600000000 + 300000000;

    ck_assert_str_eq(format_moment_short(mem, en, NULL, moment), "26 Nov 2026, 14:05 GMT+1");
    ck_assert_str_eq(format_moment_short(mem, en, "Europe/Helsinki", moment), "26 Nov 2026, 15:05 GMT+2");
    ck_assert_str_eq(format_moment_short(mem, en, "Atlantic/Reykjavik", moment), "26 Nov 2026, 13:05 GMT");
    ck_assert_str_eq(format_moment_short(mem, en, "../../etc/passwd", moment), "26 Nov 2026, 14:05 GMT+1");
    ck_assert_str_eq(format_moment_short(mem, en, "No/Where", moment), "26 Nov 2026, 14:05 GMT+1");
    ck_assert_str_eq(format_moment_short(mem, en, NULL, moment), "26 Nov 2026, 14:05 GMT+1");
    ck_assert(format_zone_known("Europe/Copenhagen"));
    ck_assert(!format_zone_known("Europe/Atlantis"));
    ck_assert(!format_zone_known(NULL));
}
END_TEST

/* The zone of the process and the host's time zone files count for nothing: neither is asked. */
START_TEST(the_zone_of_the_process_changes_no_shown_time_and_no_legal_day)
{
    const struct text_lang *en = text_lang(english_open(), "en");
    const int64_t moment = (int64_t)NOV_26_2026 * CLOCK_DAY - CLOCK_DAY / 24 / 2; /* 00:30 in Brussels */

    setenv("TZDIR", "/nowhere", 1);
    setenv("TZ", "Pacific/Kiritimati", 1);
    tzset();
    ck_assert_str_eq(format_moment_short(mem, en, NULL, moment), "26 Nov 2026, 00:30 GMT+1");
    ck_assert_int_eq(clock_day(moment), NOV_26_2026);
}
END_TEST

/* The clock has the rule of Directive 2000/84/EC, pages have ICU's zone: they must name the same day at every moment. */
START_TEST(legal_days_begin_at_midnight_of_the_shown_zone_around_every_change_of_the_hour)
{
    const struct text_lang *en = text_lang(english_open(), "en");

    for (int year = 2000; year < 2100; year++)
        for (int month = 3; month <= 10; month += 7)
            for (int32_t day = day_from_civil(year, month, 24); day <= day_from_civil(year, month, 31) + 1; day++) {
                int64_t start = clock_day_start(day);
                const char *first = mem_printf(mem, "%s, 00:00 GMT+", format_day_short(mem, en, day));
                const char *last = mem_printf(mem, "%s, 23:59 GMT+", format_day_short(mem, en, day - 1));

                ck_assert_int_eq(strncmp(format_moment_short(mem, en, NULL, start), first, strlen(first)), 0);
                ck_assert_int_eq(strncmp(format_moment_short(mem, en, NULL, start - 1), last, strlen(last)), 0);
            }
}
END_TEST

START_TEST(numbers_sizes_and_days_left_are_words)
{
    const struct text *text = danish_open();
    const struct text_lang *en = text_lang(text, "en");

    ck_assert_str_eq(format_number(mem, en, 1234567), "1,234,567");
    ck_assert_str_eq(format_number(mem, text_lang(text, "da"), 1234567), "1.234.567");
    ck_assert_str_eq(format_size(mem, en, 1), "1 byte");
    ck_assert_str_eq(format_size(mem, en, 1023), "1,023 bytes");
    ck_assert_str_eq(format_size(mem, en, 1400000), "1.3 MB");
    ck_assert_str_eq(format_size(mem, en, 1048575), "1 MB");
    ck_assert_str_eq(format_days_left(mem, en, 3), "3 days left");
    ck_assert_str_eq(format_days_left(mem, en, 1), "1 day left");
    ck_assert_str_eq(format_days_left(mem, en, 0), "today");
    ck_assert_str_eq(format_days_left(mem, en, -2), "2 days late");
}
END_TEST

START_TEST(a_text_that_names_a_limit_gets_its_value_as_the_reader_writes_it)
{
    const struct text *text = danish_open();
    const struct text_lang *en = text_lang(text, "en"), *da = text_lang(text, "da");

    ck_assert_str_eq(limit_fill(mem, en, "at most {file_bytes}, {case_files} files"), "at most 10 MB, 20 files");
    ck_assert_str_eq(limit_fill(mem, en, "{count} {FILE_BYTES} {file_byte} {file_bytes"), "{count} {FILE_BYTES} {file_byte} {file_bytes");
    ck_assert_str_eq(limit_fill(mem, en, "none"), "none");
    ck_assert_str_eq(limit_fill(mem, en, ""), "");
    ck_assert_str_eq(limit_fill(mem, en, "{zip_entries}"), "2,000");
    ck_assert_str_eq(limit_fill(mem, da, "{zip_entries}"), "2.000");
}
END_TEST

START_TEST(names_of_countries_and_languages_are_in_the_readers_language)
{
    const struct text *text = danish_open();
    const struct text_lang *en = text_lang(text, "en");
    const struct text_lang *da = text_lang(text, "da");

    ck_assert_str_eq(text_country(en, "zz!"), "zz!");
    ck_assert_str_eq(text_country(en, NULL), "");
    ck_assert_str_eq(text_country(da, "QQ"), "QQ");
    ck_assert(!text_country_known("QQ"));
    ck_assert(!text_country_known("EL"));
    ck_assert(!text_country_known("gr"));
    ck_assert(text_country_known("GR"));
    ck_assert_str_eq(text_country_shown("GR"), "EL");
    ck_assert_str_eq(text_country_shown("DE"), "DE");
    ck_assert_str_eq(text_country_stored("EL"), "GR");
    ck_assert_str_eq(text_country_stored("GR"), "GR");
    ck_assert_ptr_null(text_country_stored(NULL));
    ck_assert_str_eq(text_country(da, "DE"), "Tyskland");
    ck_assert_str_eq(text_country(en, "CZ"), "Czechia");
    ck_assert_str_eq(text_language(en, "el"), "Greek");
    ck_assert_str_eq(text_language(da, "es"), "spansk");
    ck_assert(text_language_known("mt"));
    ck_assert(!text_language_known("mlt"));
}
END_TEST

START_TEST(texts_are_ordered_as_the_reader_expects)
{
    const struct text *text = danish_open();
    const char *names[] = {"Østrig", "Aabenraa", "Zagreb", NULL, "Ærø", "anden", "Belgien"};
    const char *danish_order[] = {NULL, "anden", "Belgien", "Zagreb", "Ærø", "Østrig", "Aabenraa"};
    size_t i;

    collate_sort(text_lang(text, "da"), names, 7);
    for (i = 1; i < 7; i++)
        ck_assert_str_eq(names[i], danish_order[i]);
    ck_assert_ptr_null(names[0]);
}
END_TEST

START_TEST(the_offered_language_is_negotiated)
{
    static const struct {
        const char *header;
        const char *expected;
    } cases[] = {{NULL, "en"}, {"", "en"}, {"fr", "en"}, {"da", "da"}, {"DA-dk", "da"},
                 {"en;q=0.5, da;q=0.8", "da"}, {"fr, *;q=0.1", "en"}, {"da;q=0", "en"},
                 {"da;q=2, en;q=0.1", "en"}, {"da;q=abc", "en"}, {",,, da", "da"},
                 {"en-GB,da;q=0.9", "en"}, {"daaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "en"}, {"da ; q=0.7 ,en;q=0.3", "da"},
                 {"d\xc3\xa6", "en"}};
    const struct text *text = danish_open();
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(strcmp(text_lang_code(negotiate_accept(text, cases[i].header)), cases[i].expected) == 0,
                      "%s", cases[i].header != NULL ? cases[i].header : "(none)");
    ck_assert_ptr_null(negotiate_code(text, "fr"));
    ck_assert_ptr_null(negotiate_code(text, NULL));
    ck_assert_ptr_null(negotiate_code(text, "no"));
    ck_assert_ptr_eq(negotiate_code(text, "en-GB"), text_lang(text, "en"));
}
END_TEST

static Suite *
text_suite(void)
{
    Suite *suite = suite_create("text");
    TCase *tc = tcase_create("text");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_language_that_is_unknown_or_without_file_stops_the_start);
    tcase_add_test(tc, a_cut_catalogue_is_refused_at_every_length);
    tcase_add_test(tc, a_spoilt_catalogue_never_reads_outside);
    tcase_add_test(tc, disorder_and_other_encodings_are_refused);
    tcase_add_test(tc, a_text_without_translation_is_shown_in_english);
    tcase_add_test(tc, texts_contexts_and_plurals_are_found);
    tcase_add_test(tc, the_pseudo_language_marks_every_text_and_keeps_placeholders);
    tcase_add_test(tc, a_hostile_plural_rule_is_refused);
    tcase_add_test(tc, plural_rules_choose_as_cldr_does);
    tcase_add_test(tc, unknown_and_missing_placeholders_do_no_harm);
    tcase_add_test(tc, a_filled_text_is_cut_between_characters);
    tcase_add_test(tc, days_outside_the_calendar_give_nothing);
    tcase_add_test(tc, days_name_the_month_in_words);
    tcase_add_test(tc, moments_are_shown_in_the_zone);
    tcase_add_test(tc, the_zone_of_the_process_changes_no_shown_time_and_no_legal_day);
    tcase_add_test(tc, legal_days_begin_at_midnight_of_the_shown_zone_around_every_change_of_the_hour);
    tcase_add_test(tc, numbers_sizes_and_days_left_are_words);
    tcase_add_test(tc, a_text_that_names_a_limit_gets_its_value_as_the_reader_writes_it);
    tcase_add_test(tc, names_of_countries_and_languages_are_in_the_readers_language);
    tcase_add_test(tc, texts_are_ordered_as_the_reader_expects);
    tcase_add_test(tc, the_offered_language_is_negotiated);
    suite_add_tcase(suite, tc);
    return suite;
}

RUN(text_suite)
