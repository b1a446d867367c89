/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rules of time, of sending and of disclosure, on whole acts of the declared request. Each day was calculated by hand; 2026-03-02
 * is a Monday, Brussels is an hour before UTC in winter and two from 2026-03-29 to 2026-10-25.
 */
#include "flow_case.h"

#define ASKER flow_person(1, flow_handler)
#define ANSWERER flow_person(2, flow_handler)

static void
setup(void)
{
    flow_case_start();
    flow_at("2026-03-02T10:00:00Z");
}

static void
teardown(void)
{
    case_db_end();
}

/* ---- days --------------------------------------------------------------------------------------------------- */

START_TEST(a_period_in_days_does_not_count_the_day_it_begins_on)
{
    const char *ref = flow_sent();

    ck_assert_str_eq(flow_day(ref, "accept_by"), "2026-03-09");
    ck_assert_str_eq(flow_day(ref, "reply_wanted_by"), "2026-03-16");
    flow_at("2026-03-06T10:00:00Z");
    flow_must(flow_do(ANSWERER, ref, "accept", FLOW_INPUTS({"accepted_days", "10", NULL})));
    ck_assert_str_eq(flow_day(ref, "reply_by"), "2026-03-16");
}
END_TEST

START_TEST(an_edit_moves_no_day_that_runs_from_the_sending)
{
    const char *ref = flow_sent();

    flow_at("2026-03-05T10:00:00Z");
    flow_must(flow_do(ASKER, ref, "edit", FLOW_INPUTS({"reply_days", "20", NULL}, {"edit_reason", "More time.", "en"})));
    ck_assert_str_eq(flow_day(ref, "accept_by"), "2026-03-09");
    ck_assert_str_eq(flow_day(ref, "reply_wanted_by"), "2026-03-23"); /* the 22nd is a Sunday */
    ck_assert_str_eq(sql_ask(case_mem, "SELECT due FROM case_part WHERE ref = '%s' AND part = 1", ref), "2026-03-09");
}
END_TEST

START_TEST(a_day_is_one_of_brussels)
{
    flow_at("2026-01-05T22:59:00Z"); /* the 5th, 23:59 */
    ck_assert_str_eq(flow_day(flow_sent(), "accept_by"), "2026-01-12");
    flow_at("2026-01-05T23:01:00Z"); /* the 6th, 00:01 */
    ck_assert_str_eq(flow_day(flow_sent(), "accept_by"), "2026-01-13");
    flow_at("2026-07-01T21:59:00Z"); /* summer: the 1st, 23:59 */
    ck_assert_str_eq(flow_day(flow_sent(), "accept_by"), "2026-07-08");
    flow_at("2026-07-01T22:01:00Z"); /* the 2nd, 00:01 */
    ck_assert_str_eq(flow_day(flow_sent(), "accept_by"), "2026-07-09");
}
END_TEST

/* The effect that sets accept_by on sending, in this test's own copy of the declared data. */
static struct verb_due *
accept_by(void)
{
    const struct decl_action *send = decl_action(flow_request, "send");
    struct decl_verb_use *effects = (struct decl_verb_use *)send->effects;

    for (size_t i = 0; i < send->n_effects; i++)
        if (effects[i].verb == EFFECT_DUE && effects[i].args.due.number == 7)
            return &effects[i].args.due;
    ck_abort_msg("nothing sets accept_by");
}

START_TEST(closed_days_are_those_of_the_one_who_must_act)
{
    flow_at("2026-12-18T10:00:00Z"); /* Friday 25 December, Saturday, Sunday */
    ck_assert_str_eq(flow_day(flow_sent(), "accept_by"), "2026-12-28");
    flow_at("2026-04-24T10:00:00Z"); /* Friday 1 May is closed in Germany, and not in Denmark */
    ck_assert_str_eq(flow_day(flow_sent(), "accept_by"), "2026-05-04");
    flow_at("2026-03-26T10:00:00Z"); /* Maundy Thursday is closed in Denmark, and not in Germany */
    ck_assert_str_eq(flow_day(flow_sent(), "accept_by"), "2026-04-02");
}
END_TEST

START_TEST(an_edit_that_asks_another_authority_counts_the_closed_days_of_that_one)
{
    const char *ref;

    flow_at("2026-03-27T10:00:00Z"); /* Good Friday is closed in Germany, and not in France */
    ref = flow_sent();
    ck_assert_str_eq(flow_day(ref, "accept_by"), "2026-04-07");
    flow_must(flow_do(ASKER, ref, "edit", FLOW_INPUTS({"recipient", "3", NULL}, {"edit_reason", "The other one.", "en"})));
    ck_assert_str_eq(flow_day(ref, "accept_by"), "2026-04-03");
}
END_TEST

START_TEST(what_the_responder_promises_ends_on_its_working_day)
{
    const char *ref;

    flow_at("2026-04-20T10:00:00Z");
    ref = flow_sent();
    flow_at("2026-04-21T10:00:00Z");
    flow_must(flow_do(ANSWERER, ref, "accept", FLOW_INPUTS({"accepted_days", "10", NULL}))); /* Friday 1 May */
    ck_assert_str_eq(flow_day(ref, "reply_by"), "2026-05-04");
}
END_TEST

START_TEST(without_a_calendar_no_closed_day_counts)
{
    accept_by()->calendar = NULL;
    flow_at("2026-12-18T10:00:00Z");
    ck_assert_str_eq(flow_day(flow_sent(), "accept_by"), "2026-12-25");
    flow_at("2026-12-19T10:00:00Z"); /* a Saturday: the 26th is one, too */
    ck_assert_str_eq(flow_day(flow_sent(), "accept_by"), "2026-12-28");
}
END_TEST

START_TEST(an_exact_period_is_not_moved)
{
    accept_by()->exact = true;
    flow_at("2026-12-18T10:00:00Z");
    ck_assert_str_eq(flow_day(flow_sent(), "accept_by"), "2026-12-25");
}
END_TEST

/* Nobody can do without an answer because a file is old: Saturdays and Sundays are known for ever. */
START_TEST(beyond_the_calendars_saturdays_and_sundays_are_known)
{
    flow_at("2040-12-18T10:00:00Z"); /* Tuesday 25 December */
    ck_assert_str_eq(flow_day(flow_sent(), "accept_by"), "2040-12-25");
    flow_at("2040-12-15T10:00:00Z"); /* Saturday 22 December */
    ck_assert_str_eq(flow_day(flow_sent(), "accept_by"), "2040-12-24");
}
END_TEST

START_TEST(working_days_leave_out_closed_days)
{
    accept_by()->unit = PERIOD_WORKING_DAY;
    flow_at("2026-12-18T10:00:00Z"); /* 21, 22, 23, 24, 28, 29, 30 */
    ck_assert_str_eq(flow_day(flow_sent(), "accept_by"), "2026-12-30");
    flow_at("2026-03-06T10:00:00Z"); /* a Friday: Monday 9 is the first, Friday 13 the fifth, Tuesday 17 the seventh */
    ck_assert_str_eq(flow_day(flow_sent(), "accept_by"), "2026-03-17");
    flow_at("2026-03-07T10:00:00Z"); /* a Saturday */
    ck_assert_str_eq(flow_day(flow_sent(), "accept_by"), "2026-03-17");
}
END_TEST

START_TEST(a_stamp_is_case_time)
{
    const char *ref = flow_sent();

    ck_assert_str_eq(sql_ask(case_mem, "SELECT DATE_FORMAT(moment, '%%Y-%%m-%%d %%H:%%i') FROM case_stamp s JOIN case_file c"
                             " ON c.id = s.case_id WHERE c.ref = '%s' AND field = 'sent_at'", ref), "2026-03-02 10:00");
}
END_TEST

START_TEST(todays_date_is_past_enough_for_a_birth_date_and_tomorrows_is_not)
{
    struct content_input born = {"birth_date", "2026-07-03", NULL};
    const struct decl_area *area = decl_area(flow_decl, "services");

    flow_at("2026-07-01T22:01:00Z"); /* the 2nd in Brussels */
    ck_assert_int_eq(flow_new(flow_as(ASKER), area, flow_request, NULL, &born, 1, &flow_out, &flow_err), ERR_INVALID);
    ck_assert(flow_problem_of("birth_date"));
    born.raw = "2026-07-02";
    ck_assert_int_eq(flow_new(flow_as(ASKER), area, flow_request, NULL, &born, 1, &flow_out, &flow_err), ERR_OK);
}
END_TEST

/* ---- closing, blocking ------------------------------------------------------------------------------------------ */

static const char *
clocks(const char *ref)
{
    return sql_ask(case_mem, "SELECT block_due, erase_due FROM case_file WHERE ref = '%s'", ref);
}

/* Reg. (EU) 1024/2012 Art. 14(1) and (4): six months and three years from the formal closure. */
START_TEST(closing_sets_both_clocks_from_its_own_day)
{
    const char *ref = flow_replied();

    ck_assert_str_eq(clocks(ref), "- -");
    flow_at("2026-08-31T10:00:00Z");
    flow_must(flow_do(ASKER, ref, "close", FLOW_NONE));
    ck_assert_str_eq(clocks(ref), "2027-02-28 2029-08-31"); /* there is no 31 February */
    flow_at("2026-03-02T10:00:00Z");
    ref = flow_replied();
    flow_at("2026-03-31T22:01:00Z"); /* 1 April in Brussels */
    flow_must(flow_do(ASKER, ref, "close", FLOW_NONE));
    ck_assert_str_eq(clocks(ref), "2026-10-01 2029-04-01");
}
END_TEST

START_TEST(withdrawing_is_a_closure_too)
{
    const char *ref = flow_sent();

    flow_at("2026-03-04T10:00:00Z");
    flow_must(flow_do(ASKER, ref, "withdraw", FLOW_INPUTS({"withdraw_reason", "Not needed.", "en"})));
    ck_assert_str_eq(clocks(ref), "2026-09-04 2029-03-04");
}
END_TEST

START_TEST(blocked_data_are_out_of_reach_from_the_start_of_their_day_even_if_no_clerk_came)
{
    const char *ref = flow_replied();

    flow_at("2026-08-31T10:00:00Z");
    flow_must(flow_do(ASKER, ref, "close", FLOW_NONE));
    flow_at("2027-02-27T22:59:00Z");
    ck_assert_str_eq(flow_reads(ASKER, ref, "provider_name"), "Fjordens Murerfirma");
    ck_assert_str_eq(flow_reads(ANSWERER, ref, "provider_name"), "Fjordens Murerfirma");
    flow_at("2027-02-27T23:01:00Z"); /* the 28th in Brussels */
    ck_assert_ptr_null(flow_reads(ASKER, ref, "provider_name"));
    ck_assert_ptr_null(flow_reads(ANSWERER, ref, "provider_name"));
    ck_assert(flow_opened(ASKER, ref)->blocked);
}
END_TEST

/* ---- may it be sent ---------------------------------------------------------------------------------------------- */

START_TEST(an_authority_of_the_own_country_is_not_asked)
{
    const char *ref = flow_draft(FLOW_INPUTS({"recipient", "4", NULL}));

    ck_assert_int_eq(flow_do(ASKER, ref, "send", FLOW_NONE), ERR_INVALID);
    ck_assert(flow_problem_of("recipient"));
    flow_must(flow_do(ASKER, flow_draft(FLOW_NONE), "send", FLOW_NONE));
}
END_TEST

START_TEST(an_authority_that_does_not_receive_is_not_asked)
{
    const char *ref = flow_draft(FLOW_NONE);

    case_sql("UPDATE authority_flow SET can_receive = 0 WHERE authority_id = 2;\n");
    ck_assert_int_eq(flow_do(ASKER, ref, "send", FLOW_NONE), ERR_INVALID);
    ck_assert(flow_problem_of("recipient"));
    ck_assert_uint_eq(flow_out.problems.count, 1);
}
END_TEST

START_TEST(an_authority_that_may_not_send_does_not)
{
    const char *ref = flow_draft(FLOW_NONE);

    case_sql("UPDATE authority_flow SET can_send = 0 WHERE authority_id = 1;\n");
    ck_assert_int_eq(flow_do(ASKER, ref, "send", FLOW_NONE), ERR_INVALID);
    case_sql("UPDATE authority_flow SET can_send = 1 WHERE authority_id = 1;\n");
    flow_must(flow_do(ASKER, ref, "send", FLOW_NONE));
}
END_TEST

/* Dir. 2006/123/EC Art. 33(1). */
START_TEST(good_repute_is_asked_about_under_its_own_article_only)
{
    const struct content_input needed[] = {{"ask.SD-F1", "yes", NULL}, {"sensitive_data_needed", "yes", NULL},
                                           {"sensitive_justification", "There are two convictions in our register.", "en"}};
    const char *ref = flow_draft(needed, 3);

    ck_assert_int_eq(flow_do(ASKER, ref, "send", FLOW_NONE), ERR_INVALID);
    ck_assert(flow_problem_of("legal_basis"));
    ck_assert_uint_eq(flow_out.problems.count, 1);
    flow_must(flow_do(ASKER, ref, "send", FLOW_INPUTS({"legal_basis", "art33", NULL})));
}
END_TEST

START_TEST(a_reply_answers_every_question)
{
    const char *ref = flow_accepted();

    ck_assert_int_eq(flow_do(ANSWERER, ref, "reply", FLOW_INPUTS({"answer.SD-A1", "yes", NULL})), ERR_INVALID);
    ck_assert(flow_problem_of("answer.SD-A5"));
    ck_assert_uint_eq(flow_out.problems.count, 1);
}
END_TEST

/* ---- one act, once ------------------------------------------------------------------------------------------------- */

START_TEST(an_act_on_a_version_that_has_passed_is_refused)
{
    const char *ref = flow_sent();
    struct flow_act act = flow_step(ref, "withdraw", FLOW_INPUTS({"withdraw_reason", "Not needed.", "en"}));

    act.has_version = true;
    act.version = 0;
    ck_assert_int_eq(flow_apply(flow_as(ASKER), &act, &flow_out, &flow_err), ERR_STALE);
    act.version = 2;
    ck_assert_int_eq(flow_apply(flow_as(ASKER), &act, &flow_out, &flow_err), ERR_STALE);
    act.version = 1;
    flow_must(flow_apply(flow_as(ASKER), &act, &flow_out, &flow_err));
}
END_TEST

START_TEST(a_request_key_acts_once_and_for_one_input)
{
    const char *ref = flow_sent();
    struct flow_act act = flow_step(ref, "withdraw", FLOW_INPUTS({"withdraw_reason", "Not needed.", "en"}));
    struct flow_act other = flow_step(ref, "withdraw", FLOW_INPUTS({"withdraw_reason", "Another reason.", "en"}));

    act.key = other.key = "key-1";
    flow_must(flow_apply(flow_as(ASKER), &act, &flow_out, &flow_err));
    ck_assert(!flow_out.repeated);
    ck_assert_int_eq(flow_apply(flow_as(ASKER), &other, &flow_out, &flow_err), ERR_KEY_REUSED);
    flow_must(flow_apply(flow_as(ASKER), &act, &flow_out, &flow_err));
    ck_assert(flow_out.repeated);
    ck_assert_str_eq(sql_ask(case_mem, "SELECT GROUP_CONCAT(action ORDER BY seq) FROM case_event"), "send,withdraw");
}
END_TEST

START_TEST(a_draft_that_is_worked_on_lives_its_days_anew)
{
    const char *ref = flow_draft(FLOW_NONE);

    flow_at("2026-03-02T11:30:00Z");
    flow_must(flow_do(ASKER, ref, "save", FLOW_INPUTS({"reply_days", "15", NULL})));
    ck_assert_str_eq(sql_ask(case_mem, "SELECT DATE_FORMAT(changed_at, '%%H:%%i') FROM case_file WHERE ref = '%s'", ref), "11:30");
}
END_TEST

/* ---- who sees what --------------------------------------------------------------------------------------------------- */

START_TEST(before_acceptance_nothing_personal_is_read_but_the_town)
{
    const char *ref = flow_sent();

    ck_assert_ptr_null(flow_reads(ANSWERER, ref, "provider_name"));
    ck_assert_ptr_null(flow_reads(ANSWERER, ref, "address_home"));
    ck_assert_ptr_null(flow_reads(ANSWERER, ref, "reason"));
    ck_assert_str_eq(flow_reads(ANSWERER, ref, "provider_town"), "Ebeltoft");
    ck_assert_str_eq(flow_reads(ANSWERER, ref, "reply_days"), "14");
    ck_assert_str_eq(flow_reads(ANSWERER, ref, "ask.SD-A1"), "yes");
    flow_must(flow_do(ANSWERER, ref, "accept", FLOW_INPUTS({"accepted_days", "10", NULL})));
    ck_assert_str_eq(flow_reads(ANSWERER, ref, "provider_name"), "Fjordens Murerfirma");
}
END_TEST

START_TEST(an_answer_is_read_once_it_is_given)
{
    const char *ref = flow_accepted();

    flow_must(flow_do(ANSWERER, ref, "save-reply", FLOW_INPUTS({"answer.SD-A1", "yes", NULL})));
    ck_assert_ptr_null(flow_reads(ASKER, ref, "answer.SD-A1"));
    flow_must(flow_do(ANSWERER, ref, "reply", FLOW_INPUTS({"answer.SD-A5", "no", NULL})));
    ck_assert_str_eq(flow_reads(ASKER, ref, "answer.SD-A1"), "yes");
}
END_TEST

START_TEST(who_allocates_reads_questions_and_nothing_personal)
{
    struct actor *allocator = flow_person(2, flow_allocator);
    const char *ref = flow_accepted();

    ck_assert_ptr_null(flow_reads(allocator, ref, "provider_name"));
    ck_assert_ptr_null(flow_reads(allocator, ref, "provider_town"));
    ck_assert_ptr_null(flow_reads(allocator, ref, "reason"));
    ck_assert_str_eq(flow_reads(allocator, ref, "ask.SD-A1"), "yes");
    ck_assert_str_eq(flow_reads(allocator, ref, "reply_days"), "14");
}
END_TEST

START_TEST(with_allocation_only_those_to_whom_a_case_was_allocated_handle_it)
{
    const char *ref = flow_sent();

    case_sql("UPDATE authority_flow SET use_allocation = 1 WHERE authority_id = 2;\n");
    ck_assert_int_eq(flow_opened(ANSWERER, ref)->visibility, VISIBLE_SHELL);
    ck_assert_int_eq(flow_do(ANSWERER, ref, "accept", FLOW_INPUTS({"accepted_days", "10", NULL})), ERR_FORBIDDEN);
    case_sql("INSERT INTO case_allocation SELECT id, 2, 2, '2026-03-02' FROM case_file WHERE ref = '%s';\n", ref);
    flow_must(flow_do(ANSWERER, ref, "accept", FLOW_INPUTS({"accepted_days", "10", NULL})));
}
END_TEST

/* Reg. (EU) 1024/2012 Art. 9(4) and (6). */
START_TEST(a_case_is_not_found_by_whom_it_is_not_for)
{
    struct actor *coordinator = flow_person(5, flow_referral);
    const char *ref = flow_draft(FLOW_NONE);

    ck_assert_int_eq(flow_seen_by(coordinator, ref), ERR_NOT_FOUND); /* a draft is its authority's alone */
    ck_assert_int_eq(flow_seen_by(ANSWERER, ref), ERR_NOT_FOUND);
    flow_must(flow_do(ASKER, ref, "send", FLOW_NONE));
    ck_assert_int_eq(flow_seen_by(flow_person(3, flow_handler), ref), ERR_NOT_FOUND);
    ck_assert_int_eq(flow_seen_by(flow_person(5, flow_handler), ref), ERR_NOT_FOUND);
    ck_assert_int_eq(flow_seen_by(flow_person(1, flow_admin), ref), ERR_NOT_FOUND);
    ck_assert_int_eq(flow_opened(coordinator, ref)->visibility, VISIBLE_SHELL);
    ck_assert_ptr_null(flow_reads(coordinator, ref, "ask.SD-A1"));
    ck_assert_int_eq(flow_opened(flow_person(1, flow_basic), ref)->visibility, VISIBLE_SHELL);
}
END_TEST

START_TEST(who_is_asked_in_place_of_another_reads_only_what_was_said_to_it)
{
    const char *ref = flow_sent();
    struct content_values *values;

    flow_at("2026-03-03T10:00:00Z");
    flow_must(flow_do(ASKER, ref, "edit",
                      FLOW_INPUTS({"recipient", "3", NULL}, {"reply_days", "20", NULL}, {"edit_reason", "Wrong one.", "en"})));
    ck_assert_int_eq(flow_seen_by(ANSWERER, ref), ERR_NOT_FOUND);
    flow_must(release_values(flow_as(flow_person(3, flow_handler)), flow_opened(flow_person(3, flow_handler), ref), "handle",
                             &values, &flow_err));
    ck_assert_str_eq(content_text(values, "reply_days"), "20");
    ck_assert_uint_eq(values->n_earlier, 0);
    ck_assert_str_eq(sql_ask(case_mem, "SELECT message, authority_id FROM outbox ORDER BY id"),
                     "request_received 2\nrequest_received 3\nrequest_withdrawn 2");
}
END_TEST

/* Reg. (EU) 1024/2012 Art. 17(3). */
START_TEST(a_read_of_personal_values_is_recorded_and_one_of_codes_is_not)
{
    const char *ref = flow_accepted();

    flow_reads(flow_person(2, flow_allocator), ref, "ask.SD-A1");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT COUNT(*) FROM read_record"), "0");
    flow_reads(ANSWERER, ref, "provider_name");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT r.month, r.user_id, r.authority_id, r.role, r.door, r.purpose, r.subject_ids = c.id,"
                             " r.value_ids LIKE CONCAT('%%v', v.id, '%%') FROM read_record r, case_file c, personal_value v"
                             " WHERE v.case_id = c.id AND v.field = 'provider_name'"), "202603 2 2 handler test handle 1 1");
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("rules");
    TCase *tests = tcase_create("rules");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_period_in_days_does_not_count_the_day_it_begins_on);
    tcase_add_test(tests, an_edit_moves_no_day_that_runs_from_the_sending);
    tcase_add_test(tests, a_day_is_one_of_brussels);
    tcase_add_test(tests, closed_days_are_those_of_the_one_who_must_act);
    tcase_add_test(tests, an_edit_that_asks_another_authority_counts_the_closed_days_of_that_one);
    tcase_add_test(tests, what_the_responder_promises_ends_on_its_working_day);
    tcase_add_test(tests, without_a_calendar_no_closed_day_counts);
    tcase_add_test(tests, an_exact_period_is_not_moved);
    tcase_add_test(tests, beyond_the_calendars_saturdays_and_sundays_are_known);
    tcase_add_test(tests, working_days_leave_out_closed_days);
    tcase_add_test(tests, a_stamp_is_case_time);
    tcase_add_test(tests, todays_date_is_past_enough_for_a_birth_date_and_tomorrows_is_not);
    tcase_add_test(tests, closing_sets_both_clocks_from_its_own_day);
    tcase_add_test(tests, withdrawing_is_a_closure_too);
    tcase_add_test(tests, blocked_data_are_out_of_reach_from_the_start_of_their_day_even_if_no_clerk_came);
    tcase_add_test(tests, an_authority_of_the_own_country_is_not_asked);
    tcase_add_test(tests, an_authority_that_does_not_receive_is_not_asked);
    tcase_add_test(tests, an_authority_that_may_not_send_does_not);
    tcase_add_test(tests, good_repute_is_asked_about_under_its_own_article_only);
    tcase_add_test(tests, a_reply_answers_every_question);
    tcase_add_test(tests, an_act_on_a_version_that_has_passed_is_refused);
    tcase_add_test(tests, a_request_key_acts_once_and_for_one_input);
    tcase_add_test(tests, a_draft_that_is_worked_on_lives_its_days_anew);
    tcase_add_test(tests, before_acceptance_nothing_personal_is_read_but_the_town);
    tcase_add_test(tests, an_answer_is_read_once_it_is_given);
    tcase_add_test(tests, who_allocates_reads_questions_and_nothing_personal);
    tcase_add_test(tests, with_allocation_only_those_to_whom_a_case_was_allocated_handle_it);
    tcase_add_test(tests, a_case_is_not_found_by_whom_it_is_not_for);
    tcase_add_test(tests, who_is_asked_in_place_of_another_reads_only_what_was_said_to_it);
    tcase_add_test(tests, a_read_of_personal_values_is_recorded_and_one_of_codes_is_not);
    suite_add_tcase(made, tests);
    return made;
}

int
main(void)
{
    return case_db_run(suite(), "imi_test_rules");
}
