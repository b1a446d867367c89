/* SPDX-License-Identifier: EUPL-1.2 */
/* The strict reading of YAML, and of single values. */
#include "runner.h"

#include <string.h>

#include "base/mem.h"
#include "yaml/scalar.h"
#include "yaml/walk.h"
#include "yaml/yaml.h"

static TALLOC_CTX *mem;
static struct load *load;
static struct yaml_faults faults;

static void
setup(void)
{
    mem = talloc_new(NULL);
    load = load_start(mem, "/nonexistent", &faults);
}

static void
teardown(void)
{
    talloc_free(mem);
}

static const struct node *
parse(const char *text)
{
    return yaml_parse(load, "a.yaml", text, strlen(text));
}

static const struct {
    const char *text;
    unsigned line;
    const char *key;
} refused[] = {
    {"", 1, "yaml"},
    {"just words", 1, "yaml"},
    {"- a\n- b\n", 1, "yaml"},
    {"a: 1\nb: 2\na: 3\n", 3, "a"},
    {"a: { b: 1, c: 2, b: 3 }\n", 1, "b"},
    {"a: &x 1\n", 1, "x"},
    {"a: 1\nb: *x\n", 2, "x"},
    {"a: !!int 1\n", 1, "yaml"},
    {"%YAML 1.1\n---\na: 1\n", 1, "yaml"},
    {"a: 1\n---\nb: 2\n", 2, "yaml"},
    {"a: 1\n...\n---\nb: 2\n", 3, "yaml"},
    {"a:\n\tb: 1\n", 2, "yaml"},
    {"a: 1 # x\ty\n", 1, "yaml"},
    {"a: \"\\0\"\n", 1, "a"},
    {"[a]: 1\n", 1, "yaml"},
    {"? a\n: 1\n\"\": 2\n", 3, "yaml"},
    {"a: [1, 2\n", 2, "yaml"},
    {"a: \xff\n", 1, "yaml"},
    {"a: [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]\n", 1, "yaml"},
};

START_TEST(unsound_text_is_refused_where_it_stands)
{
    const struct node *node = parse(refused[_i].text);

    ck_assert_ptr_null(node);
    ck_assert_uint_gt(faults.count, 0);
    ck_assert_str_eq(faults.items[0].pos.file, "a.yaml");
    ck_assert_uint_eq(faults.items[0].pos.line, refused[_i].line);
    ck_assert_str_eq(faults.items[0].key, refused[_i].key);
}
END_TEST

START_TEST(deep_nesting_ends_soon)
{
    size_t length = 900000;
    char *text = mem_size(mem, length + 1);

    memset(text, '[', length);
    text[length] = '\0';
    ck_assert_ptr_null(parse(text));
    ck_assert_uint_eq(faults.count, 1);
}
END_TEST

START_TEST(file_above_the_limit_is_refused)
{
    size_t length = 1024 * 1024 + 1;
    char *text = mem_size(mem, length + 1);

    memset(text, '#', length);
    text[length] = '\0';
    ck_assert_ptr_null(parse(text));
    ck_assert_ptr_nonnull(strstr(faults.items[0].text, "larger than 1 MiB"));
}
END_TEST

START_TEST(nodes_keep_their_lines)
{
    const struct node *node = parse("# a note\na: 1\nb:\n  c: 'x'\n  d: [e, f]\n");
    const struct node *b = node_child(node, "b");

    ck_assert_uint_eq(faults.count, 0);
    ck_assert_uint_eq(node_child(node, "a")->pos.line, 2);
    ck_assert(node_child(node, "a")->plain);
    ck_assert_uint_eq(node_child(b, "c")->pos.line, 4);
    ck_assert(!node_child(b, "c")->plain);
    ck_assert_uint_eq(node_count(node_child(b, "d")), 2);
    ck_assert_str_eq(node_at(node_child(b, "d"), 1)->text, "f");
    ck_assert_ptr_null(node_child(b, "e"));
    ck_assert_uint_eq(node_count(NULL), 0);
}
END_TEST

START_TEST(faults_are_sorted_and_told_once)
{
    fault_add(load, (struct yaml_pos){"b", 1}, "k", "x");
    fault_add(load, (struct yaml_pos){"a", 9}, "k", "x");
    fault_add(load, (struct yaml_pos){"a", 9}, "k", "x");
    fault_add(load, (struct yaml_pos){"a", 2}, "k", "x");
    load_end(load, NULL, NULL);
    ck_assert_uint_eq(faults.count, 3);
    ck_assert_uint_eq(faults.items[0].pos.line, 2);
    ck_assert_str_eq(faults.items[2].pos.file, "b");
}
END_TEST

START_TEST(numbers_are_digits_only)
{
    int64_t number = 7;

    ck_assert(!scalar_number("", &number));
    ck_assert(!scalar_number("-", &number));
    ck_assert(!scalar_number("12a", &number));
    ck_assert(!scalar_number("0x10", &number));
    ck_assert(!scalar_number("1.5", &number));
    ck_assert(!scalar_number("1234567890123456", &number));
    ck_assert_int_eq(number, 7);
    ck_assert(scalar_number("-12", &number));
    ck_assert_int_eq(number, -12);
}
END_TEST

START_TEST(shapes_have_borders)
{
    ck_assert(!walk_shape_fits(SHAPE_NAME, ""));
    ck_assert(!walk_shape_fits(SHAPE_NAME, "1a"));
    ck_assert(!walk_shape_fits(SHAPE_NAME, "a-b"));
    ck_assert(walk_shape_fits(SHAPE_NAME, "a_1"));
    ck_assert(!walk_shape_fits(SHAPE_ACTION, "a_b"));
    ck_assert(walk_shape_fits(SHAPE_ACTION, "save-reply"));
    ck_assert(!walk_shape_fits(SHAPE_QUESTION, "SD-A"));
    ck_assert(!walk_shape_fits(SHAPE_QUESTION, "SD-A1234"));
    ck_assert(!walk_shape_fits(SHAPE_QUESTION, "sD-A1"));
    ck_assert(walk_shape_fits(SHAPE_QUESTION, "SD-A123"));
    ck_assert(!walk_shape_fits(SHAPE_COUNTRY, "dk"));
    ck_assert(walk_shape_fits(SHAPE_COUNTRY, "DK"));
    ck_assert(!walk_shape_fits(SHAPE_CODE, "12345678901234567890123456789012345678901"));
    ck_assert(walk_shape_fits(SHAPE_CODE, "1234567890123456789012345678901234567890"));
}
END_TEST

static Suite *
suite(void)
{
    Suite *s = suite_create("decl_yaml");
    TCase *text = tcase_create("text"), *values = tcase_create("values");

    tcase_add_checked_fixture(text, setup, teardown);
    tcase_add_loop_test(text, unsound_text_is_refused_where_it_stands, 0, (int)(sizeof refused / sizeof *refused));
    tcase_add_test(text, deep_nesting_ends_soon);
    tcase_add_test(text, file_above_the_limit_is_refused);
    tcase_add_test(text, nodes_keep_their_lines);
    tcase_add_test(text, faults_are_sorted_and_told_once);
    suite_add_tcase(s, text);
    tcase_add_test(values, numbers_are_digits_only);
    tcase_add_test(values, shapes_have_borders);
    suite_add_tcase(s, values);
    return s;
}

RUN(suite)
