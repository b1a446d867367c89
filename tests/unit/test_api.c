/* SPDX-License-Identifier: EUPL-1.2 */
/* JSON out, JSON in, and the description of the API. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "api/answer.h"
#include "api/openapi.h"
#include "api/read.h"
#include "base/mem.h"
#include "runner.h"

struct inner {
    const char *name;
};

struct outer {
    const char *text;
    const char *absent;
    bool yes;
    int64_t number;
    int64_t no_number;
    int32_t day;
    int64_t moment;
    struct model_coded code;
    struct model_words words;
    const struct inner *one;
    struct model_list many;
    struct model_list none;
    const char *page_only;
};

static const struct model_field inner_fields[] = {MODEL_FIELD(MODEL_TEXT, MODEL_API, inner, name), MODEL_END};
static const struct model_table inner_table = {"Inner", sizeof(struct inner), inner_fields};
static const struct model_field outer_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH | MODEL_PERSONAL, outer, text),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, outer, absent),
    MODEL_FIELD(MODEL_BOOL, MODEL_API, outer, yes),
    MODEL_FIELD(MODEL_NUMBER, MODEL_API, outer, number),
    MODEL_FIELD(MODEL_NUMBER, MODEL_API, outer, no_number),
    MODEL_FIELD(MODEL_DAY, MODEL_API, outer, day),
    MODEL_FIELD(MODEL_MOMENT, MODEL_API, outer, moment),
    MODEL_FIELD(MODEL_CODED, MODEL_API, outer, code),
    MODEL_FIELD(MODEL_WORDS, MODEL_API, outer, words),
    MODEL_NESTED(MODEL_ONE, MODEL_API, outer, one, &inner_table),
    MODEL_NESTED(MODEL_MANY, MODEL_API, outer, many, &inner_table),
    MODEL_NESTED(MODEL_MANY, MODEL_API, outer, none, &inner_table),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, outer, page_only),
    MODEL_END};
static const struct model_table outer_table = {"Outer", sizeof(struct outer), outer_fields};

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

START_TEST(every_type_is_written_as_the_model_says)
{
    static const struct inner inner[] = {{"a"}, {"b"}};
    struct outer outer = {.text = "x", .yes = true, .number = -3, .no_number = MODEL_NO_NUMBER, .day = 20780, .moment = 0,
                          .code = {"DK", "Denmark"}, .words = {"hej", "da"}, .one = inner, .many = {inner, 2}, .page_only = "no"};
    struct buf *buf = buf_new(mem, 4096);

    answer_write(buf, &outer_table, &outer);
    ck_assert_str_eq(
        buf->data, "{\"text\":\"x\",\"yes\":true,\"number\":-3,\"day\":\"2026-11-23\",\"moment\":\"1970-01-01T00:00:00.000000Z\","
                   "\"code\":{\"code\":\"DK\",\"label\":\"Denmark\"},\"words\":{\"text\":\"hej\",\"lang\":\"da\"},"
                   "\"one\":{\"name\":\"a\"},\"many\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"none\":[]}");
}
END_TEST

START_TEST(hostile_text_comes_back_as_it_was_and_never_as_markup)
{
    static const char hostile[] = "</script>\"\\\n\x01\x7f&\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa\xc3\xa6";
    struct buf *buf = buf_new(mem, 4096);
    json_t *value;

    answer_string(buf, hostile);
    ck_assert_ptr_null(strpbrk(buf->data + 1, "<>&\n\x01\x7f"));
    ck_assert_ptr_null(strstr(buf->data, "\xe2\x80\xa8"));
    value = json_loads(buf->data, JSON_DECODE_ANY, NULL);
    ck_assert_ptr_nonnull(value);
    ck_assert_str_eq(json_string_value(value), hostile);
    json_decref(value);
}
END_TEST

START_TEST(a_problem_points_to_its_fields)
{
    static const struct answer_fault faults[] = {{"ask.SD-A1", "Enter a day."}, {NULL, "Two at least."}};
    struct answer_problem problem = {"https://imi.example/help#invalid-input", "Mend it", 422, "", "abc", faults, 2};
    struct buf *buf = buf_new(mem, 4096);

    answer_problem(buf, &problem);
    ck_assert_str_eq(buf->data, "{\"type\":\"https://imi.example/help#invalid-input\",\"title\":\"Mend it\",\"status\":422,"
                                "\"request_id\":\"abc\",\"errors\":[{\"pointer\":\"/ask/SD-A1\",\"detail\":\"Enter a day.\"},"
                                "{\"detail\":\"Two at least.\"}]}");
}
END_TEST

static const char *
flat(const char *json)
{
    struct buf *buf = buf_new(mem, 65536);
    struct read_pairs *pairs;

    ck_assert_msg(read_object(mem, json, strlen(json), &pairs, &err) == ERR_OK, "%s: %s", json, err.detail);
    for (size_t i = 0; i < pairs->count; i++)
        buf_printf(buf, "%s=%s;", pairs->items[i].name, pairs->items[i].value);
    return buf->data;
}

START_TEST(an_object_is_laid_flat)
{
    ck_assert_str_eq(flat("{}"), "");
    ck_assert_str_eq(flat(" \n"), "");
    ck_assert_str_eq(flat("{\"a\": 14, \"ask\": {\"SD-A1\": true, \"x\": {\"y\": \"z\"}}, \"codes\": [\"a\", 2, true], \"off\": "
                          "false, \"no\": null,"
                          " \"empty\": []}"),
                     "a=14;ask.SD-A1=yes;ask.x.y=z;codes=a;codes=2;codes=yes;off=;no=;empty=;");
    ck_assert_str_eq(flat("{\"t\": \"\\u00e6\\ud83d\\ude00<\"}"), "t=\xc3\xa6\xf0\x9f\x98\x80<;");
}
END_TEST

START_TEST(what_is_not_strictly_such_an_object_is_refused)
{
    static const char *const wrong[] = {"[]",
                                        "1",
                                        "\"a\"",
                                        "null",
                                        "{",
                                        "{\"a\":1,}",
                                        "{\"a\":1}x",
                                        "{\"a\":1,\"a\":2}",
                                        "{\"a\":1.5}",
                                        "{\"a\":1e3}",
                                        "{\"a\":99999999999999999999}",
                                        "{\"a\":[[1]]}",
                                        "{\"a\":[{}]}",
                                        "{\"\":1}",
                                        "{\"a b\":1}",
                                        "{\"a\\n\":1}",
                                        "{'a':1}",
                                        "{\"a\":\"\\u0000\"}",
                                        "{\"a\":\"\\ud800\"}",
                                        "{\"a\":\"\xff\"}",
                                        "{\"a\":\"\xc0\xaf\"}",
                                        "{\"a\":NaN}",
                                        "{\"a\":/**/1}",
                                        "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":{\"i\":{\"j\":{\"k\":{\"l\":{"
                                        "\"m\":{\"n\":{\"o\":{\"p\":{}}}}}}}}}}}}}}}}}"};
    struct read_pairs *pairs;

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        ck_assert_msg(read_object(mem, wrong[i], strlen(wrong[i]), &pairs, &err) == ERR_BAD_REQUEST, "%s", wrong[i]);
    ck_assert_int_eq(read_object(mem, "{}\0", 3, &pairs, &err), ERR_BAD_REQUEST);
}
END_TEST

START_TEST(sizes_have_limits)
{
    struct buf *buf = buf_new(mem, 4 * LIMIT_BODY_BYTES);
    struct read_pairs *pairs;

    buf_puts(buf, "{\"a\":[0");
    for (unsigned i = 1; i < LIMIT_FORM_PAIRS; i++)
        buf_puts(buf, ",1");
    buf_puts(buf, "]}");
    ck_assert_int_eq(read_object(mem, buf->data, buf->length, &pairs, &err), ERR_OK);
    ck_assert_uint_eq(pairs->count, LIMIT_FORM_PAIRS);
    buf->data[buf->length - 2] = ',';
    buf->data[buf->length - 1] = '1';
    buf_puts(buf, "]}");
    ck_assert_int_eq(read_object(mem, buf->data, buf->length, &pairs, &err), ERR_BAD_REQUEST);
    buf_clear(buf);
    while (buf->length <= LIMIT_BODY_BYTES)
        buf_puts(buf, "                ");
    ck_assert_int_eq(read_object(mem, buf->data, buf->length, &pairs, &err), ERR_TOO_LARGE);
}
END_TEST

static void
check_refs(json_t *root, json_t *value)
{
    const char *key;
    json_t *item, *target;
    size_t i;

    if (json_is_array(value))
        json_array_foreach(value, i, item) check_refs(root, item);
    if (!json_is_object(value))
        return;
    json_object_foreach(value, key, item)
    {
        if (strcmp(key, "$ref") == 0) {
            char *path = mem_copy(mem, json_string_value(item) + 2), *part;

            for (target = root; (part = strsep(&path, "/")) != NULL;)
                target = json_object_get(target, part);
            ck_assert_msg(target != NULL, "%s leads nowhere", json_string_value(item));
        }
        check_refs(root, item);
    }
}

START_TEST(the_description_is_whole_and_its_references_lead_somewhere)
{
    static const char *const areas[] = {"one", "two", NULL};
    static const struct openapi_parameter parameters[] = {{"area", "path", "string", NULL, true, areas},
                                                          {"from", "query", "string", "date", false, NULL}};
    static const struct openapi_operation operations[] = {
        {.method = "get", .path = "/{area}/api/v1/things", .id = "get_things", .summary = "Things", .tag = "area",
         .parameters = parameters, .n_parameters = 2, .answer = &outer_table, .etag = true},
        {.method = "post", .path = "/{area}/api/v1/things", .id = "post_things", .summary = "New", .tag = "area",
         .parameters = parameters, .n_parameters = 1, .free_request = true, .answer = &inner_table}};
    struct openapi_setup setup = {"IMI", "0.1.0", "https://imi.example", "help@imi.example", operations, 2};
    struct buf *buf = buf_new(mem, 65536);
    json_t *root;

    ck_assert_msg(openapi_write(buf, &setup, &err) == ERR_OK, "%s", err.detail);
    root = json_loads(buf->data, JSON_REJECT_DUPLICATES, NULL);
    ck_assert_ptr_nonnull(root);
    ck_assert_str_eq(json_string_value(json_object_get(root, "openapi")), "3.1.0");
    ck_assert_ptr_nonnull(json_object_get(json_object_get(json_object_get(root, "components"), "schemas"), "Inner"));
    ck_assert_ptr_nonnull(strstr(buf->data, "\"x-personal\":true"));
    ck_assert_ptr_null(strstr(buf->data, "page_only"));
    check_refs(root, root);
    json_decref(root);
}
END_TEST

START_TEST(two_operations_of_one_id_are_refused)
{
    static const struct openapi_operation operations[] = {
        {.method = "get", .path = "/a", .id = "same", .summary = "", .tag = "x"},
        {.method = "get", .path = "/b", .id = "same", .summary = "", .tag = "x"}};
    struct openapi_setup setup = {"IMI", "0.1.0", "https://imi.example", NULL, operations, 2};

    ck_assert_int_eq(openapi_write(buf_new(mem, 65536), &setup, &err), ERR_INTERNAL);
}
END_TEST

static Suite *
suite(void)
{
    Suite *suite = suite_create("api");
    TCase *tests = tcase_create("api");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, every_type_is_written_as_the_model_says);
    tcase_add_test(tests, hostile_text_comes_back_as_it_was_and_never_as_markup);
    tcase_add_test(tests, a_problem_points_to_its_fields);
    tcase_add_test(tests, an_object_is_laid_flat);
    tcase_add_test(tests, what_is_not_strictly_such_an_object_is_refused);
    tcase_add_test(tests, sizes_have_limits);
    tcase_add_test(tests, the_description_is_whole_and_its_references_lead_somewhere);
    tcase_add_test(tests, two_operations_of_one_id_are_refused);
    suite_add_tcase(suite, tests);
    return suite;
}

RUN(suite)
