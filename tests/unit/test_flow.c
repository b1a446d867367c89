/* SPDX-License-Identifier: EUPL-1.2 */
/* Items, conditions, normal forms and completeness, on the declared request of the source tree; case references. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"
#include "content/item.h"
#include "content/values.h"
#include "runner.h"
#include "store/case.h"

static TALLOC_CTX *mem;
static const struct decl *decl;
static const struct decl_flow *request;
static struct env env;

static void
setup(void)
{
    const char *folder = getenv("IMI_SRCDIR");
    struct yaml_faults faults = {NULL, 0};
    static struct actor actor = {.language = "da"};
    struct err err;

    mem = talloc_new(NULL);
    ck_assert_int_eq(decl_load(mem, folder != NULL ? folder : ".", &decl, &faults, &err), ERR_OK);
    request = decl_flow(decl_area(decl, "services"), "request", 1);
    ck_assert_ptr_nonnull(request);
    env = (struct env){.mem = mem, .decl = decl, .actor = &actor, .language = "da"};
}

static void
teardown(void)
{
    talloc_free(mem);
}

static struct content_values *
values_of(const char *const pairs[][2], size_t count)
{
    struct content_values *values = mem_zero(mem, struct content_values);

    for (size_t i = 0; i < count; i++)
        values_overlay(&env, values, pairs[i][0], pairs[i][1], NULL, 0);
    return values;
}
#define VALUES(...)                                                                                \
    values_of((const char *const[][2]){__VA_ARGS__},                                               \
              sizeof((const char *const[][2]){__VA_ARGS__}) / sizeof(const char *[2]))

static const char *
normal(const char *field, const char *raw)
{
    struct content_items items = content_form_items(&env, request, request->main, VALUES({"x", ""}));
    const struct content_item *item = content_item(&items, field);
    struct content_problem problem = {0};
    const char *text;

    ck_assert_msg(item != NULL, "%s", field);
    text = content_normal(&env, item, raw, &problem);
    if (text == NULL) {
        ck_assert_str_eq(problem.field, field);
        ck_assert_ptr_nonnull(problem.msgid);
    }
    return text;
}

static const char *
repeated(const char *text, size_t count)
{
    struct buf *buf = buf_new(mem, 1000000);

    for (size_t i = 0; i < count; i++)
        buf_puts(buf, text);
    return buf->data;
}

START_TEST(a_value_over_its_limit_is_refused_and_never_cut)
{
    size_t most = decl_field(request->main, "trade_names")->limits.max;

    ck_assert_ptr_nonnull(normal("trade_names", repeated("ø", most)));
    ck_assert_ptr_null(normal("trade_names", repeated("x", most + 1)));
    ck_assert_ptr_nonnull(normal("service_activities", repeated("roofing ", LIMIT_VALUE_BYTES / 8)));
    ck_assert_ptr_null(normal("service_activities", repeated("roofing ", LIMIT_VALUE_BYTES / 8 + 1)));
    ck_assert_ptr_null(normal("urgent", repeated("yes", LIMIT_VALUE_BYTES)));
}
END_TEST

START_TEST(wrong_values_are_refused_with_a_problem)
{
    static const char *const wrong[][2] = {
        {"reply_days", "0"},       {"reply_days", "366"},      {"reply_days", "-3"},
        {"reply_days", "ten"},     {"reply_days", "1e2"},      {"legal_basis", "art99"},
        {"service_activities", "roofing nothing"},             {"birth_date", "2026-02-30"},
        {"birth_date", "2999-01-01"},                          {"birth_date", "3 May"},
        {"email", "nobody"},       {"recipient", "12x"},       {"urgent", "perhaps"},
        {"provider_name", "a\nb"}, {"provider_name", "\xe2\x80\xae"}, {"trade_names", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11"}};

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        ck_assert_msg(normal(wrong[i][0], wrong[i][1]) == NULL, "%s", wrong[i][0]);
}
END_TEST

START_TEST(right_values_come_into_their_stored_form)
{
    ck_assert_str_eq(normal("reply_days", " 020 "), "20");
    ck_assert_str_eq(normal("provider_name", "  Müller & Søn \r\n"), "Müller & Søn");
    ck_assert_str_eq(normal("reason", "a\r\nb"), "a\nb");
    ck_assert_str_eq(normal("service_activities", "roofing construction roofing"), "construction roofing");
    ck_assert_str_eq(normal("urgent", "1"), "yes");
    ck_assert_str_eq(normal("urgent", "no"), "");
    ck_assert_str_eq(normal("birth_date", "1980-02-29"), "1980-02-29");
    ck_assert_str_eq(normal("reason", NULL), "");
}
END_TEST

START_TEST(a_field_with_a_condition_is_needed_only_when_it_holds)
{
    struct content_items items = content_form_items(&env, request, request->main, VALUES({"provider_kind", "legal_person"}));

    ck_assert(!content_item(&items, "birth_date")->shown);
    ck_assert(content_item(&items, "provider_town")->shown);
    items = content_form_items(&env, request, request->main, VALUES({"sensitive_data_needed", "yes"}));
    ck_assert_int_eq(content_item(&items, "sensitive_justification")->need, NEED_SEND);
    items = content_form_items(&env, request, request->main, VALUES({"sensitive_data_needed", ""}));
    ck_assert_int_eq(content_item(&items, "sensitive_justification")->need, NEED_NEVER);
}
END_TEST

START_TEST(a_follow_up_waits_for_its_question_but_stands_alone_without_it)
{
    struct content_values *both = VALUES({"ask.SD-A1", "yes"}, {"ask.SD-A2", "yes"}, {"answer.SD-A1", "no"});
    struct content_values *alone = VALUES({"ask.SD-A2", "yes"});
    const struct decl_question *question = decl_question(request->questions, "SD-A2");

    ck_assert(!content_holds(request, &question->when, both));
    values_overlay(&env, both, "answer.SD-A1", "yes", NULL, 1);
    ck_assert(content_holds(request, &question->when, both));
    ck_assert(content_holds(request, &question->when, alone));
}
END_TEST

static bool
answered(const char *id, struct content_values *values)
{
    return content_answered(&env, request, decl_question(request->questions, id), values);
}

START_TEST(an_answer_is_complete_with_its_code_and_the_comment_that_its_rule_wants)
{
    ck_assert(!answered("SD-B1", VALUES({"ask.SD-B1", "yes"})));
    ck_assert(!answered("SD-B1", VALUES({"answer.SD-B1", "no"})));
    ck_assert(answered("SD-B1", VALUES({"answer.SD-B1", "no"}, {"answer.SD-B1.comment", "why"})));
    ck_assert(answered("SD-B1", VALUES({"answer.SD-B1", "yes"})));
    ck_assert(answered("SD-B1", VALUES({"answer.SD-B1", "not_known"})));
    ck_assert(!answered("SD-B1", VALUES({"answer.SD-B1", "not_allowed"})));
    ck_assert(answered("SD-B1", VALUES({"answer.SD-B1", "not_allowed"}, {"answer.SD-B1.comment", "law"})));
    /* A question without codes is answered by its text, or by saying why not. */
    ck_assert(!answered("SD-A6", VALUES({"x", ""})));
    ck_assert(answered("SD-A6", VALUES({"answer.SD-A6.text", "Frau Beispiel"})));
    ck_assert(answered("SD-A6", VALUES({"answer.SD-A6", "not_known"})));
}
END_TEST

START_TEST(not_known_stands_alone_and_activities_are_those_of_the_request)
{
    struct content_values *values = VALUES({"ask.SD-B3", "yes"}, {"service_activities", "roofing plumbing_heating"});
    struct content_items items = content_answer_items(&env, request, values);
    const struct content_item *item = content_item(&items, "answer.SD-B3");
    struct content_problem problem;

    ck_assert_ptr_nonnull(item);
    ck_assert_str_eq(content_normal(&env, item, "roofing", &problem), "roofing");
    ck_assert_ptr_null(content_normal(&env, item, "butchery", &problem));
    ck_assert_ptr_null(content_normal(&env, item, "roofing not_known", &problem));
    ck_assert_str_eq(content_normal(&env, item, "not_known", &problem), "not_known");
}
END_TEST

START_TEST(words_of_the_asker_have_the_rule_of_their_section)
{
    struct decl_section *sections = mem_zeros(mem, struct decl_section, request->main->n_sections);
    struct decl_form main = *request->main;
    struct decl_flow flow = *request;
    struct value_rule rule;

    memcpy(sections, main.sections, main.n_sections * sizeof *sections);
    for (size_t i = 0; i < main.n_sections; i++)
        if (sections[i].kind == SECTION_QUESTIONS)
            sections[i].reveal = "sensitive";
    main.sections = sections;
    flow.main = &main;
    ck_assert(value_rule(&flow, "ask.SD-A1.comment", &rule));
    ck_assert_str_eq(rule.reveal, "sensitive");
}
END_TEST

START_TEST(every_value_has_a_rule_and_unknown_names_have_none)
{
    struct value_rule rule;

    ck_assert(!value_rule(request, "nothing", &rule));
    ck_assert(!value_rule(request, "ask.SD-X9", &rule));
    ck_assert(!value_rule(request, "answer.", &rule));
    ck_assert(value_rule(request, "ask.SD-A1", &rule));
    ck_assert_ptr_null(rule.reveal);
    ck_assert(value_rule(request, "ask.SD-A1.comment", &rule));
    ck_assert_str_eq(rule.reveal, "content");
    ck_assert_int_ne(rule.data_class, PERSONAL_NONE);
    ck_assert(value_rule(request, "answer.SD-A1", &rule));
    ck_assert_str_eq(rule.reveal, "answers");
    ck_assert(value_rule(request, "provider_name", &rule));
    ck_assert_int_eq(rule.data_class, PERSONAL_IDENTITY);
}
END_TEST

START_TEST(a_reference_has_a_check_character_that_finds_each_single_slip)
{
    char ref[CASE_REF_LENGTH + 1], slip[CASE_REF_LENGTH + 1];

    ck_assert(!case_ref_valid(""));
    ck_assert(!case_ref_valid("AAAA-AAAAA"));
    for (int i = 0; i < 500; i++) {
        case_new_ref(ref);
        ck_assert(case_ref_valid(ref));
        for (int j = 0; j < CASE_REF_LENGTH; j++) {
            if (j == 4)
                continue;
            memcpy(slip, ref, sizeof slip);
            slip[j] = ref[j] == 'K' ? 'M' : 'K';
            ck_assert_msg(!case_ref_valid(slip), "%s for %s", slip, ref);
        }
    }
}
END_TEST

static Suite *
suite(void)
{
    Suite *all = suite_create("flow");
    TCase *items = tcase_create("items");

    tcase_add_checked_fixture(items, setup, teardown);
    tcase_add_test(items, wrong_values_are_refused_with_a_problem);
    tcase_add_test(items, a_value_over_its_limit_is_refused_and_never_cut);
    tcase_add_test(items, right_values_come_into_their_stored_form);
    tcase_add_test(items, a_field_with_a_condition_is_needed_only_when_it_holds);
    tcase_add_test(items, a_follow_up_waits_for_its_question_but_stands_alone_without_it);
    tcase_add_test(items, an_answer_is_complete_with_its_code_and_the_comment_that_its_rule_wants);
    tcase_add_test(items, not_known_stands_alone_and_activities_are_those_of_the_request);
    tcase_add_test(items, every_value_has_a_rule_and_unknown_names_have_none);
    tcase_add_test(items, words_of_the_asker_have_the_rule_of_their_section);
    tcase_add_test(items, a_reference_has_a_check_character_that_finds_each_single_slip);
    suite_add_tcase(all, items);
    return all;
}

RUN(suite)
