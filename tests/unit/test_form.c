/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/form.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "http/url.h"
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

static enum err_code
parse(const char *text, struct form **form)
{
    return form_parse(mem, text, strlen(text), form, &err);
}

START_TEST(broken_escapes_nul_and_foreign_encodings_are_refused)
{
    static const char *const texts[] = {"a=%",     "a=%4",      "a=%4g",    "a=%%41",        "a=%00",          "%00=a",
                                        "a=%ff",   "a=%c3%28",  "a=\xc3(",  "a=%ed%a0%80",   "a=%c0%80",       "a=%f5%80%80%80",
                                        "a=b&c=%", "%e2%28=1",  "a%=1",     "a=%u0041",      "a=\xff\xfe",     "a=1&&%"};
    struct form *form;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        ck_assert_msg(parse(texts[i], &form) == ERR_BAD_REQUEST, "%s", texts[i]);
    ck_assert_int_eq(form_parse(mem, "a=b\0c", 5, &form, &err), ERR_BAD_REQUEST);
}
END_TEST

START_TEST(more_than_1000_pairs_are_refused_also_when_their_names_are_odd)
{
    struct buf *buf = buf_new(mem, 100000);
    struct form *form;

    for (int i = 0; i < 1000; i++)
        buf_puts(buf, "a=1&");
    ck_assert_int_eq(parse(buf->data, &form), ERR_OK);
    ck_assert_uint_eq(form->count, 1000);
    buf_puts(buf, "b");
    ck_assert_int_eq(parse(buf->data, &form), ERR_BAD_REQUEST);
    buf_clear(buf);
    for (int i = 0; i < 1001; i++)
        buf_puts(buf, "[]=1&");
    ck_assert_int_eq(parse(buf->data, &form), ERR_BAD_REQUEST);
}
END_TEST

START_TEST(names_that_no_field_can_have_are_dropped_and_counted)
{
    struct form *form;
    char *name = mem_size(mem, 130);

    ck_assert_int_eq(parse("=1&a[b]=2&a%20b=3&%C3%A6=4&ok=5", &form), ERR_OK);
    ck_assert_uint_eq(form->count, 1);
    ck_assert_uint_eq(form->dropped, 4);
    ck_assert_str_eq(form_value(form, "ok"), "5");
    memset(name, 'n', 129);
    name[129] = '\0';
    ck_assert_int_eq(parse(name, &form), ERR_OK);
    ck_assert_uint_eq(form->dropped, 1);
    ck_assert_int_eq(parse(name + 1, &form), ERR_OK);
    ck_assert_uint_eq(form->count, 1);
}
END_TEST

START_TEST(pairs_are_decoded_once_and_kept_in_order)
{
    struct form *form;

    ck_assert_int_eq(parse("a=%2541&b=x+y%2B%26%3D&&c&a=&d.e-f_1=\xc3\xa6", &form), ERR_OK);
    ck_assert_uint_eq(form->count, 5);
    ck_assert_str_eq(form->pairs[0].value, "%41");
    ck_assert_str_eq(form->pairs[1].value, "x y+&=");
    ck_assert_str_eq(form->pairs[2].value, "");
    ck_assert_str_eq(form->pairs[3].name, "a");
    ck_assert_str_eq(form_value(form, "d.e-f_1"), "\xc3\xa6");
    ck_assert_ptr_null(form_value(form, "z"));
    ck_assert_int_eq(parse("", &form), ERR_OK);
    ck_assert_uint_eq(form->count, 0);
}
END_TEST

START_TEST(malformed_cookies_are_dropped_without_harm_to_the_others)
{
    static const char text[] = "plain; =x; bad=\"q\"; sp=a b; latin=\xe6; id=abc=123==;theme=dark ; ;a[1]=2";
    struct form *form;

    ck_assert_int_eq(form_parse_cookies(mem, text, sizeof text - 1, &form, &err), ERR_OK);
    ck_assert_uint_eq(form->count, 2);
    ck_assert_uint_eq(form->dropped, 6);
    ck_assert_str_eq(form_value(form, "id"), "abc=123==");
    ck_assert_str_eq(form_value(form, "theme"), "dark");
}
END_TEST

START_TEST(too_many_cookies_are_refused)
{
    struct buf *buf = buf_new(mem, 100000);
    struct form *form;

    for (int i = 0; i < 1001; i++)
        buf_puts(buf, "x;");
    ck_assert_int_eq(form_parse_cookies(mem, buf->data, buf->length, &form, &err), ERR_BAD_REQUEST);
}
END_TEST

START_TEST(what_is_encoded_decodes_to_itself)
{
    char *text;
    char *encoded = url_encode(mem, "a b/\xc3\xa6?&=~._-%\"");

    ck_assert_str_eq(encoded, "a%20b%2F%C3%A6%3F%26%3D~._-%25%22");
    ck_assert_int_eq(url_decode(mem, encoded, strlen(encoded), false, &text, &err), ERR_OK);
    ck_assert_str_eq(text, "a b/\xc3\xa6?&=~._-%\"");
    ck_assert_int_eq(url_decode(mem, "a+b", 3, false, &text, &err), ERR_OK);
    ck_assert_str_eq(text, "a+b");
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("form");
    TCase *tc = tcase_create("form");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, broken_escapes_nul_and_foreign_encodings_are_refused);
    tcase_add_test(tc, more_than_1000_pairs_are_refused_also_when_their_names_are_odd);
    tcase_add_test(tc, names_that_no_field_can_have_are_dropped_and_counted);
    tcase_add_test(tc, pairs_are_decoded_once_and_kept_in_order);
    tcase_add_test(tc, malformed_cookies_are_dropped_without_harm_to_the_others);
    tcase_add_test(tc, too_many_cookies_are_refused);
    tcase_add_test(tc, what_is_encoded_decodes_to_itself);
    suite_add_tcase(made, tc);
    return made;
}

RUN(suite)
