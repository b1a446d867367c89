/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Conditions of actions, on the notice of tests/unit/fixture: an action that is not open is neither offered nor done, and what
 * must be is told; and what the form of an action needs. Each day was calculated by hand: notified on 2026-03-02, a measure
 * may be objected to until the 16th.
 */
#include "flow_case.h"

#define NOTIFIER flow_person(1, flow_handler)
#define EXAMINER flow_person(2, flow_handler)

static void
setup(void)
{
    flow_case_start_with("tests/unit/fixture", "notice");
    flow_at("2026-03-02T10:00:00Z");
}

static void
teardown(void)
{
    case_db_end();
}

/* The actions that a person is offered, as the page and the API list them. */
static const char *
offers(const struct actor *actor, const char *ref)
{
    struct content_case *the_case = flow_opened(actor, ref);
    const char *list = "";

    for (size_t i = 0; i < the_case->n_offers; i++)
        list = mem_printf(case_mem, "%s%s%s", list, i > 0 ? " " : "", the_case->offers[i]->id);
    return list;
}

/* An act that must be refused because of a condition about `subject`. */
static void
not_open(const struct actor *actor, const char *ref, const char *action, const char *subject)
{
    ck_assert_int_eq(flow_do(actor, ref, action, FLOW_NONE), ERR_CONFLICT);
    ck_assert_ptr_nonnull(flow_out.unmet);
    ck_assert_str_eq(decl_condition_subject(flow_out.unmet), subject);
}

static const char *
begun(const char *urgent, const char *ground, const char *measure)
{
    return flow_begun(FLOW_INPUTS({"recipient", "2", NULL}, {"is_urgent", urgent, NULL}, {"ground", ground, NULL},
                                  {"measure", measure, NULL}));
}

static const char *
notified(void)
{
    const char *ref = begun("", "", "rule");

    flow_must(flow_do(NOTIFIER, ref, "notify", FLOW_NONE));
    return ref;
}

static const char *
state(const char *ref)
{
    return sql_ask(case_mem, "SELECT state FROM case_file WHERE ref = '%s'", ref);
}

/* ---- fields --------------------------------------------------------------------------------------------------- */

START_TEST(a_value_of_the_draft_decides_which_action_is_open)
{
    const char *ref = begun("yes", "health", "fee");

    ck_assert_str_eq(offers(NOTIFIER, ref), "save notify-urgent");
    not_open(NOTIFIER, ref, "notify", "is_urgent");
    flow_must(flow_do(NOTIFIER, ref, "save", FLOW_INPUTS({"is_urgent", "", NULL})));
    ck_assert_str_eq(offers(NOTIFIER, ref), "save notify");
    ck_assert_str_eq(state(ref), "draft");
}
END_TEST

START_TEST(what_is_given_with_the_act_counts)
{
    const char *ref = begun("", "", "fee");

    ck_assert_int_eq(flow_do(NOTIFIER, ref, "notify", FLOW_INPUTS({"is_urgent", "yes", NULL})), ERR_CONFLICT);
    ck_assert_str_eq(decl_condition_subject(flow_out.unmet), "is_urgent");
    ck_assert_str_eq(state(ref), "draft");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT COUNT(*) FROM case_event"), "0");
}
END_TEST

START_TEST(a_field_that_is_not_shown_has_no_value)
{
    const char *ref = begun("yes", "safety", "fee");

    flow_must(flow_do(NOTIFIER, ref, "save", FLOW_INPUTS({"is_urgent", "", NULL})));
    ck_assert_str_eq(sql_ask(case_mem, "SELECT value FROM draft_value WHERE field = 'ground'"), "safety");
    not_open(NOTIFIER, ref, "notify-urgent", "ground");
    ck_assert_str_eq(offers(NOTIFIER, ref), "save notify");
}
END_TEST

START_TEST(an_empty_field_is_none_of_the_values)
{
    const char *ref = begun("yes", "", "fee");

    ck_assert_str_eq(offers(NOTIFIER, ref), "save");
    not_open(NOTIFIER, ref, "notify-urgent", "ground");
}
END_TEST

START_TEST(once_sent_it_is_the_value_sent_that_counts)
{
    const char *rule = begun("yes", "health", "rule"), *ban = begun("yes", "health", "ban");

    flow_must(flow_do(NOTIFIER, rule, "notify-urgent", FLOW_NONE));
    flow_must(flow_do(NOTIFIER, ban, "notify-urgent", FLOW_NONE));
    ck_assert_str_eq(offers(NOTIFIER, rule), "extend");
    not_open(NOTIFIER, rule, "adopt-urgent", "measure");
    case_sql("INSERT INTO draft_value SELECT id, 0, 'measure', 1, NULL, 'fee', 1, '2026-03-02' FROM case_file WHERE ref = '%s';\n", rule);
    not_open(NOTIFIER, rule, "adopt-urgent", "measure");
    ck_assert_str_eq(offers(NOTIFIER, ban), "adopt-urgent extend");
    flow_must(flow_do(NOTIFIER, ban, "adopt-urgent", FLOW_NONE));
}
END_TEST

/* ---- days and stamps ------------------------------------------------------------------------------------------- */

START_TEST(a_day_is_reached_when_it_begins_and_has_passed_when_it_ends)
{
    const char *ref = notified();

    flow_at("2026-03-15T22:59:00Z"); /* the 15th, 23:59 */
    ck_assert_str_eq(offers(EXAMINER, ref), "object hold refuse");
    ck_assert_str_eq(offers(NOTIFIER, ref), "");
    flow_at("2026-03-16T22:59:00Z"); /* the 16th, its last minute */
    ck_assert_str_eq(offers(EXAMINER, ref), "object hold refuse");
    ck_assert_str_eq(offers(NOTIFIER, ref), "");
    not_open(NOTIFIER, ref, "adopt", "object_by");
    flow_at("2026-03-16T23:01:00Z"); /* the 17th */
    ck_assert_str_eq(offers(EXAMINER, ref), "hold refuse");
    ck_assert_str_eq(offers(NOTIFIER, ref), "adopt");
    not_open(EXAMINER, ref, "object", "object_by");
    flow_must(flow_do(NOTIFIER, ref, "adopt", FLOW_NONE));
}
END_TEST

START_TEST(what_is_open_from_a_day_on_is_open_on_that_day)
{
    const char *ref = notified();

    flow_must(flow_do(EXAMINER, ref, "object", FLOW_NONE));
    flow_at("2026-03-15T22:59:00Z");
    not_open(NOTIFIER, ref, "answer-objection", "object_by");
    flow_at("2026-03-15T23:01:00Z"); /* the 16th has begun */
    ck_assert_str_eq(offers(NOTIFIER, ref), "answer-objection");
    flow_must(flow_do(NOTIFIER, ref, "answer-objection", FLOW_NONE));
}
END_TEST

START_TEST(a_stamp_opens_and_closes_and_can_be_forgotten)
{
    const char *ref = notified();

    flow_must(flow_do(EXAMINER, ref, "object", FLOW_NONE));
    not_open(EXAMINER, ref, "object", "objected_at");
    flow_at("2026-03-17T10:00:00Z");
    not_open(NOTIFIER, ref, "adopt", "objected_at");
    flow_must(flow_do(NOTIFIER, ref, "answer-objection", FLOW_NONE));
    ck_assert_str_eq(offers(NOTIFIER, ref), "adopt");
}
END_TEST

START_TEST(a_day_that_is_not_set_holds_nothing_open)
{
    const char *ref = notified();

    case_sql("INSERT INTO case_stamp (case_id, field, seq, moment, day) SELECT id, 'object_by', 9, NULL, NULL FROM case_file WHERE ref = '%s';\n", ref);
    ck_assert_str_eq(offers(EXAMINER, ref), "hold refuse");
    flow_at("2026-03-20T10:00:00Z");
    ck_assert_str_eq(offers(NOTIFIER, ref), "");
    not_open(NOTIFIER, ref, "adopt", "object_by");
    ck_assert_int_eq(content_unmet_day(flow_opened(NOTIFIER, ref), flow_out.unmet), DB_NO_DAY);
}
END_TEST

/* ---- settings, roles, the lock ----------------------------------------------------------------------------------- */

START_TEST(a_setting_is_that_of_the_authority_that_acts)
{
    const char *ref = notified();

    case_sql("UPDATE authority_flow SET approve_request = 1 WHERE authority_id = 2;\n");
    not_open(NOTIFIER, ref, "drop", "approve_request");
    case_sql("UPDATE authority_flow SET approve_request = 1 WHERE authority_id = 1;\n");
    ck_assert_str_eq(offers(NOTIFIER, ref), "drop");
    case_sql("DELETE FROM authority_flow WHERE authority_id = 1;\n");
    not_open(NOTIFIER, ref, "drop", "approve_request");
}
END_TEST

START_TEST(who_may_not_act_is_told_nothing_of_conditions)
{
    const char *ref = notified();

    ck_assert_int_eq(flow_do(EXAMINER, ref, "adopt", FLOW_NONE), ERR_FORBIDDEN);
    ck_assert_ptr_null(flow_out.unmet);
    ck_assert_int_eq(flow_do(NOTIFIER, ref, "notify", FLOW_NONE), ERR_CONFLICT);
    ck_assert_ptr_null(flow_out.unmet); /* from another state */
}
END_TEST

/* What the request had opened before the lock may be of a minute ago: a colleague has saved, a setting or the day has changed. */
START_TEST(conditions_are_asked_again_when_the_case_is_locked)
{
    const char *ref = begun("", "", "rule");
    struct flow_act act = flow_step(ref, "notify", FLOW_NONE);

    act.opened = flow_opened(NOTIFIER, ref);
    flow_must(flow_do(NOTIFIER, ref, "save", FLOW_INPUTS({"is_urgent", "yes", NULL})));
    ck_assert_int_eq(flow_apply(flow_as(NOTIFIER), &act, &flow_out, &flow_err), ERR_CONFLICT);
    ck_assert_ptr_nonnull(flow_out.unmet);
    ref = notified();
    case_sql("UPDATE authority_flow SET approve_request = 1 WHERE authority_id = 1;\n");
    act = flow_step(ref, "drop", FLOW_NONE);
    act.opened = flow_opened(NOTIFIER, ref);
    case_sql("UPDATE authority_flow SET approve_request = 0 WHERE authority_id = 1;\n");
    ck_assert_int_eq(flow_apply(flow_as(NOTIFIER), &act, &flow_out, &flow_err), ERR_CONFLICT);
    flow_at("2026-03-16T22:59:00Z");
    act = flow_step(ref, "object", FLOW_NONE);
    act.opened = flow_opened(EXAMINER, ref);
    flow_at("2026-03-16T23:01:00Z");
    ck_assert_int_eq(flow_apply(flow_as(EXAMINER), &act, &flow_out, &flow_err), ERR_CONFLICT);
}
END_TEST

/* ---- files of an action's own form ------------------------------------------------------------------------------- */

/* A file of a part at a place, taken in and not sent yet. */
static void
file_at(const char *ref, int part, const char *place)
{
    case_sql("INSERT INTO attachment (case_id, part, field, name, media_type, language, size, sha256, notes, state, commit_key, uploaded_by,"
             " uploaded_at) SELECT id, %d, '%s', 'a.txt', 'text/plain', 'en', 1, REPEAT('h', 32), 0, 'draft', REPEAT('k', 32), %d, '2026-03-02'"
             " FROM case_file WHERE ref = '%s';\n",
             part, place, part + 1, ref);
}

static const char *
files(void)
{
    return sql_ask(case_mem, "SELECT field, part, state FROM attachment ORDER BY id");
}

START_TEST(a_file_that_is_needed_is_asked_for_beside_its_field)
{
    const char *ref = notified();

    ck_assert_int_eq(flow_do(EXAMINER, ref, "refuse", FLOW_INPUTS({"refuse_reason", "It bans.", "en"})), ERR_INVALID);
    ck_assert(flow_problem_of("evidence"));
    ck_assert_uint_eq(flow_out.problems.count, 1);
    file_at(ref, 1, "more_evidence");
    file_at(ref, 0, "evidence");
    ck_assert_int_eq(flow_do(EXAMINER, ref, "refuse", FLOW_INPUTS({"refuse_reason", "It bans.", "en"})), ERR_INVALID);
    ck_assert(flow_problem_of("evidence"));
    file_at(ref, 1, "evidence");
    ck_assert_int_eq(flow_do(EXAMINER, ref, "refuse", FLOW_NONE), ERR_INVALID);
    ck_assert(!flow_problem_of("evidence"));
    ck_assert(flow_problem_of("refuse_reason"));
    flow_must(flow_do(EXAMINER, ref, "refuse", FLOW_INPUTS({"refuse_reason", "It bans.", "en"})));
    ck_assert_str_eq(files(), "more_evidence 1 linked\nevidence 1 linked");
}
END_TEST

START_TEST(files_of_an_action_that_can_no_longer_be_done_do_not_stay)
{
    const char *ref = notified();

    file_at(ref, 1, "evidence");
    flow_must(flow_do(EXAMINER, ref, "object", FLOW_NONE));
    ck_assert_str_eq(files(), "evidence 1 draft");
    flow_must(flow_do(EXAMINER, ref, "hold", FLOW_NONE));
    ck_assert_str_eq(files(), "");
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("when");
    TCase *tests = tcase_create("when");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_value_of_the_draft_decides_which_action_is_open);
    tcase_add_test(tests, what_is_given_with_the_act_counts);
    tcase_add_test(tests, a_field_that_is_not_shown_has_no_value);
    tcase_add_test(tests, an_empty_field_is_none_of_the_values);
    tcase_add_test(tests, once_sent_it_is_the_value_sent_that_counts);
    tcase_add_test(tests, a_day_is_reached_when_it_begins_and_has_passed_when_it_ends);
    tcase_add_test(tests, what_is_open_from_a_day_on_is_open_on_that_day);
    tcase_add_test(tests, a_stamp_opens_and_closes_and_can_be_forgotten);
    tcase_add_test(tests, a_day_that_is_not_set_holds_nothing_open);
    tcase_add_test(tests, a_setting_is_that_of_the_authority_that_acts);
    tcase_add_test(tests, who_may_not_act_is_told_nothing_of_conditions);
    tcase_add_test(tests, conditions_are_asked_again_when_the_case_is_locked);
    tcase_add_test(tests, a_file_that_is_needed_is_asked_for_beside_its_field);
    tcase_add_test(tests, files_of_an_action_that_can_no_longer_be_done_do_not_stay);
    suite_add_tcase(made, tests);
    return made;
}

int
main(void)
{
    return case_db_run(suite(), "imi_test_when");
}
