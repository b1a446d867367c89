/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/input.h"

#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "runner.h"

static const struct input_field fields[] = {
    {"line", INPUT_LINE, .max_chars = 5},
    {"text", INPUT_TEXT, .max_chars = 10},
    {"code", INPUT_CODE},
    {"codes", INPUT_CODES, .max_items = 2},
    {"token", INPUT_TOKEN, .max_chars = 8},
    {"number", INPUT_NUMBER, .min = -5, .max = 100},
    {"any", INPUT_NUMBER},
    {"born", INPUT_DAY},
    {"due", INPUT_DAY, .min = 20454, .max = 20818}, /* the year 2026 */
    {"tick", INPUT_FLAG},
    {"file", INPUT_FILE},
};
static const struct input_spec spec = INPUT_SPEC(fields);

static TALLOC_CTX *mem;

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

static const struct input *
sent(const char *query)
{
    struct form *form;
    struct err err;

    ck_assert_int_eq(form_parse(mem, query, strlen(query), &form, &err), ERR_OK);
    return input_check(mem, &spec, form);
}

static void
is_refused(const char *query, const char *name, enum input_reason reason)
{
    const struct input *input = sent(query);
    const struct input_value *value = input_value(input, name);

    ck_assert_msg(value->state == INPUT_INVALID && value->reason == reason, "%s: state %d reason %d", query,
                  value->state, value->reason);
    ck_assert_uint_eq(input->invalid, 1);
    ck_assert(value->sent);
}

START_TEST(wrong_values_are_refused_with_the_reason)
{
    is_refused("line=123456", "line", INPUT_TOO_LONG);
    is_refused("line=a%0Ab", "line", INPUT_CONTROL);
    is_refused("line=a%E2%80%AEb", "line", INPUT_CONTROL);
    is_refused("line=a&line=a", "line", INPUT_REPEATED);
    is_refused("text=12345678901", "text", INPUT_TOO_LONG);
    is_refused("text=a%07", "text", INPUT_CONTROL);
    is_refused("code=a%20b", "code", INPUT_WRONG_KIND);
    is_refused("code=%C3%A6", "code", INPUT_WRONG_KIND);
    is_refused("code=01234567890123456789012345678901234567890123456789012345678901234", "code", INPUT_TOO_LONG);
    is_refused("codes=a&codes=b&codes=c", "codes", INPUT_TOO_MANY);
    is_refused("codes=a&codes=b%2F", "codes", INPUT_WRONG_KIND);
    is_refused("token=a.b", "token", INPUT_WRONG_KIND);
    is_refused("token=123456789", "token", INPUT_TOO_LONG);
    is_refused("number=101", "number", INPUT_OUT_OF_RANGE);
    is_refused("number=-6", "number", INPUT_OUT_OF_RANGE);
    is_refused("number=1.5", "number", INPUT_WRONG_KIND);
    is_refused("number=%2B1", "number", INPUT_WRONG_KIND);
    is_refused("number=-", "number", INPUT_WRONG_KIND);
    is_refused("number=0x10", "number", INPUT_WRONG_KIND);
    is_refused("any=9999999999999999999", "any", INPUT_OUT_OF_RANGE);
    is_refused("tick=1&tick=1", "tick", INPUT_REPEATED);
    is_refused("file=typed", "file", INPUT_WRONG_KIND);
}
END_TEST

START_TEST(days_that_do_not_exist_are_refused_and_kept_as_typed)
{
    const struct input_value *value;

    is_refused("born=2026-02-29", "born", INPUT_NOT_A_DAY);
    is_refused("born=29/02/2026", "born", INPUT_NOT_A_DAY);
    is_refused("born-day=30&born-month=2&born-year=2026", "born", INPUT_NOT_A_DAY);
    is_refused("born-day=1&born-month=2&born-year=26", "born", INPUT_NOT_A_DAY);
    is_refused("born-day=1&born-month=&born-year=2026", "born", INPUT_NOT_A_DAY);
    is_refused("born-day=001&born-month=1&born-year=2026", "born", INPUT_NOT_A_DAY);
    is_refused("born-day=1&born-day=1&born-month=1&born-year=2026", "born", INPUT_REPEATED);
    is_refused("due=2025-12-31", "due", INPUT_OUT_OF_RANGE);
    is_refused("due=2027-01-01", "due", INPUT_OUT_OF_RANGE);
    value = input_value(sent("born-day=3x&born-month=May&born-year=+2026+"), "born");
    ck_assert_int_eq(value->state, INPUT_INVALID);
    ck_assert_str_eq(value->raw_day, "3x");
    ck_assert_str_eq(value->raw_month, "May");
    ck_assert_str_eq(value->raw_year, " 2026 ");
}
END_TEST

START_TEST(a_file_in_a_text_field_and_too_many_files_are_refused)
{
    struct form *form = form_new(mem);
    const struct input *input;
    struct err err;
    int handle;

    ck_assert_int_eq(form_add(form, "line", "a.pdf", &handle, &err), ERR_OK);
    ck_assert_int_eq(form_add(form, "file", "b.pdf", &handle, &err), ERR_OK);
    input = input_check(mem, &spec, form);
    ck_assert_int_eq(input_value(input, "line")->reason, INPUT_WRONG_KIND);
    ck_assert_int_eq(input_value(input, "file")->state, INPUT_VALID);
    ck_assert_ptr_eq(input_value(input, "file")->files[0], &handle);
    ck_assert_int_eq(form_add(form, "file", "c.pdf", &handle, &err), ERR_OK);
    ck_assert_int_eq(input_value(input_check(mem, &spec, form), "file")->reason, INPUT_TOO_MANY);
}
END_TEST

START_TEST(undeclared_names_are_counted)
{
    ck_assert_uint_eq(sent("line=a&role=admin&x[1]=2&born-day=1&born-hour=1")->unknown, 3);
}
END_TEST

START_TEST(an_emptied_field_is_absent_but_sent)
{
    const struct input *input = sent("line=%20&number=&born=&codes=&text=+%0D%0A");

    for (size_t i = 0; i < spec.count; i++)
        ck_assert_msg(input->values[i].state == INPUT_ABSENT, "%s", fields[i].name);
    ck_assert(input_value(input, "line")->sent);
    ck_assert_str_eq(input_value(input, "line")->raw, " ");
    ck_assert(input_value(input, "codes")->sent);
    ck_assert(!input_value(input, "code")->sent);
    ck_assert_ptr_null(input_text(input, "line"));
    ck_assert_int_eq(input_number(input, "number", 42), 42);
    ck_assert(!input_flag(input, "tick"));
    ck_assert_uint_eq(input->invalid, 0);
}
END_TEST

START_TEST(right_values_are_typed)
{
    const struct input *input = sent("line=%C2%A0%C3%A6bcde+&text=a%0D%0Ab%0Dc+&code=EU:R-1.2_x&codes=a&codes=+b&codes=a&"
                                     "token=ab_-9&number=-005&any=999999999999999999&born=1928-02-29&due-day=1&"
                                     "due-month=+1&due-year=2026&tick=on");
    const struct input_value *codes = input_value(input, "codes");

    ck_assert_uint_eq(input->invalid, 0);
    ck_assert_uint_eq(input->unknown, 0);
    ck_assert_str_eq(input_text(input, "line"), "\xc3\xa6" "bcde");
    ck_assert_str_eq(input_text(input, "text"), "a\nb\nc ");
    ck_assert_str_eq(input_value(input, "text")->raw, "a\r\nb\rc ");
    ck_assert_str_eq(input_text(input, "code"), "EU:R-1.2_x");
    ck_assert_uint_eq(codes->item_count, 2);
    ck_assert_str_eq(codes->items[1], "b");
    ck_assert_str_eq(input_text(input, "token"), "ab_-9");
    ck_assert_int_eq(input_number(input, "number", 0), -5);
    ck_assert_int_eq(input_number(input, "any", 0), 999999999999999999);
    ck_assert_int_eq(input_value(input, "born")->day, day_from_civil(1928, 2, 29));
    ck_assert_int_eq(input_value(input, "due")->day, day_from_civil(2026, 1, 1));
    ck_assert(input_flag(input, "tick"));
}
END_TEST

START_TEST(every_reason_has_a_text)
{
    for (int reason = INPUT_TOO_LONG; reason <= INPUT_CONTROL; reason++)
        ck_assert_str_ne(input_reason_text((enum input_reason)reason), "");
    ck_assert_str_eq(input_reason_text(INPUT_FINE), "");
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("input");
    TCase *tc = tcase_create("input");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, wrong_values_are_refused_with_the_reason);
    tcase_add_test(tc, days_that_do_not_exist_are_refused_and_kept_as_typed);
    tcase_add_test(tc, a_file_in_a_text_field_and_too_many_files_are_refused);
    tcase_add_test(tc, undeclared_names_are_counted);
    tcase_add_test(tc, an_emptied_field_is_absent_but_sent);
    tcase_add_test(tc, right_values_are_typed);
    tcase_add_test(tc, every_reason_has_a_text);
    suite_add_tcase(made, tc);
    return made;
}

RUN(suite)
