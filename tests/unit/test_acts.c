/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Acts by time, on the notice of tests/unit/fixture: an urgent measure of 2026-03-02 is reviewed by the 12th, or lapses on the
 * 13th; it may be taken up until the 22nd, or ends on the 23rd. Another, held on Monday the 2nd, stands still until Monday the
 * 23rd: fifteen working days. Days were calculated by hand.
 */
#include "flow_case.h"

#include "jobs/acts.h"
#include "jobs/timers.h"

#define NOTIFIER flow_person(1, flow_handler)
#define EXAMINER flow_person(2, flow_handler)

static struct lane_setup set_up;
static struct lane_run *run;

static struct lane_run *
clerk(void)
{
    struct lane_run *made;

    MUST(lane_open(case_mem, &lane_time, &set_up, &made, &err));
    return made;
}

static void
setup(void)
{
    flow_case_start_with("tests/unit/fixture", "notice");
    flow_at("2026-03-02T10:00:00Z");
    set_up = (struct lane_setup){.decl = flow_decl, .keys = case_keys, .db = case_db_conf(case_database)};
    run = clerk();
}

static void
teardown(void)
{
    case_db_end();
}

/* round_at - one round of the lane with case time at this moment. */
static void
round_at(const char *text)
{
    case_sql("UPDATE installation SET case_offset = %lld;\n", (long long)(flow_moment(text) - clock_machine_now()));
    MUST(lane_round(&lane_time, run, &err));
}

static const char *
urgent_case(void)
{
    const char *ref = flow_begun(FLOW_INPUTS({"recipient", "2", NULL}, {"is_urgent", "yes", NULL}, {"ground", "health", NULL},
                                             {"measure", "rule", NULL}));

    flow_must(flow_do(NOTIFIER, ref, "notify-urgent", FLOW_NONE));
    return ref;
}

static const char *
state(const char *ref)
{
    return sql_ask(case_mem, "SELECT state FROM case_file WHERE ref = '%s'", ref);
}

static const char *
course(void)
{
    return sql_ask(case_mem, "SELECT GROUP_CONCAT(case_id, '.', action ORDER BY id) FROM case_event WHERE action <> 'notify-urgent'");
}

static const char *
messages(void)
{
    return sql_ask(case_mem, "SELECT message, GROUP_CONCAT(authority_id ORDER BY authority_id) FROM outbox GROUP BY message ORDER BY message");
}

START_TEST(nobody_is_offered_what_the_system_does_or_told_that_it_is_there)
{
    const char *ref = urgent_case();
    struct content_case *the_case = flow_opened(NOTIFIER, ref);

    flow_at("2026-03-20T10:00:00Z");
    for (size_t i = 0; i < the_case->n_offers; i++)
        ck_assert_str_ne(the_case->offers[i]->id, "lapse");
    ck_assert_int_eq(flow_do(NOTIFIER, ref, "lapse", FLOW_NONE), ERR_NOT_FOUND);
    ck_assert_int_eq(flow_do(EXAMINER, ref, "lapse", FLOW_NONE), ERR_NOT_FOUND);
    ck_assert_str_eq(state(ref), "urgent");
}
END_TEST

/* Whoever begins the case would meet it as that for ever, and the part that examines it would be nobody's. */
START_TEST(an_authority_takes_one_part)
{
    const char *ref = flow_begun(FLOW_INPUTS({"recipient", "1", NULL}, {"is_urgent", "yes", NULL}, {"ground", "health", NULL},
                                             {"measure", "rule", NULL}));

    ck_assert_int_eq(flow_do(NOTIFIER, ref, "notify-urgent", FLOW_NONE), ERR_INVALID);
    ck_assert_str_eq(state(ref), "draft");
}
END_TEST

START_TEST(the_system_does_nothing_that_is_for_people)
{
    const char *ref = urgent_case();

    ck_assert_int_eq(flow_do(actor_system(), ref, "extend", FLOW_NONE), ERR_FORBIDDEN);
    ck_assert_int_eq(flow_do(actor_system(), ref, "notify", FLOW_NONE), ERR_CONFLICT);
}
END_TEST

/* Who holds nothing is nobody: the system is known by what it is. */
START_TEST(an_actor_without_a_number_is_not_the_system)
{
    static const struct actor nobody = {.language = "en"};
    const char *ref = urgent_case();

    ck_assert_int_eq(flow_do(&nobody, ref, "lapse", FLOW_NONE), ERR_NOT_FOUND);
}
END_TEST

START_TEST(what_time_does_is_done_on_the_day_after_its_day)
{
    const char *ref = urgent_case();

    round_at("2026-03-12T22:59:00Z"); /* the 12th, its last minute */
    ck_assert_str_eq(state(ref), "urgent");
    round_at("2026-03-12T23:01:00Z"); /* the 13th */
    ck_assert_str_eq(state(ref), "lapsed");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT user_id, authority_id, part, from_state, to_state, DATE_FORMAT(at, '%%d %%H:%%i') "
                                       "FROM case_event WHERE action = 'lapse'"),
                     "- - - urgent lapsed 12 23:01");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT GROUP_CONCAT(state, version) FROM case_file"), "lapsed2");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT GROUP_CONCAT(DISTINCT state) FROM case_part"), "lapsed");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT COUNT(*) FROM case_stamp WHERE field = 'lapsed_at' AND seq = 2"), "1");
    ck_assert_str_eq(messages(), "measure_lapsed 1,2\nreview_near 1");
}
END_TEST

START_TEST(what_time_ends_is_closed_with_both_clocks)
{
    urgent_case();
    round_at("2026-03-13T10:00:00Z");
    round_at("2026-03-23T10:00:00Z");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT state, class, block_due, erase_due FROM case_file"), "dropped 2 2026-09-23 2029-03-23");
}
END_TEST

START_TEST(what_a_person_did_in_time_is_not_undone)
{
    const char *ref = urgent_case();

    flow_at("2026-03-12T22:00:00Z");
    case_sql("UPDATE authority_flow SET approve_request = 1;\n");
    flow_must(flow_do(NOTIFIER, ref, "drop", FLOW_NONE));
    round_at("2026-03-20T10:00:00Z");
    ck_assert_str_eq(course(), "1.drop");
}
END_TEST

/* Away from the 2nd of March to the 1st of April: 13th and 23rd for the first, 17th and 27th for the second. */
START_TEST(after_days_away_the_clerk_acts_in_the_order_of_days)
{
    const char *first = urgent_case(), *second;

    flow_at("2026-03-06T10:00:00Z");
    second = urgent_case();
    round_at("2026-04-01T10:00:00Z");
    ck_assert_str_eq(course(), "1.lapse,2.lapse,1.end,2.end");
    ck_assert_str_eq(state(first), "dropped");
    ck_assert_str_eq(state(second), "dropped");
    round_at("2026-04-02T10:00:00Z");
    ck_assert_str_eq(course(), "1.lapse,2.lapse,1.end,2.end");
}
END_TEST

/* Both clerks have seen that the act is due when the first of them does it. */
START_TEST(two_clerks_do_it_once)
{
    struct acts acts = {.mem = case_mem};
    struct lane_run *other = clerk();
    uint64_t id = 1;

    urgent_case();
    other->upto = flow_moment("2026-03-13T10:00:00Z");
    MUST(acts_look_again(&acts, other, &id, 1, &err));
    ck_assert_uint_eq(acts.count, 1);
    round_at("2026-03-13T10:00:00Z");
    MUST(acts_do(&acts, other, &err));
    ck_assert(!acts.any);
    ck_assert_uint_eq(acts.n_failed, 0);
    ck_assert_str_eq(course(), "1.lapse");
    ck_assert_str_eq(messages(), "measure_lapsed 1,2");
}
END_TEST

/* Whatever the clerk was at when it was killed, the database has all of the act or none of it. */
START_TEST(an_act_that_is_broken_off_is_done_whole_by_the_next_round)
{
    const char *ref = urgent_case();

    sql_ask(case_mem, "CREATE TRIGGER no_mail BEFORE INSERT ON outbox FOR EACH ROW BEGIN IF NEW.message = 'measure_lapsed' THEN SIGNAL SQLSTATE "
                      "'45000' SET MESSAGE_TEXT = 'not now'; END IF; END");
    round_at("2026-03-13T10:00:00Z");
    sql_ask(case_mem, "DROP TRIGGER no_mail");
    ck_assert_str_eq(state(ref), "urgent");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT COUNT(*) FROM case_stamp WHERE field = 'lapsed_at'"), "0");
    round_at("2026-03-13T10:05:00Z");
    ck_assert_str_eq(state(ref), "lapsed");
    ck_assert_str_eq(messages(), "measure_lapsed 1,2");
}
END_TEST

START_TEST(an_act_whose_condition_does_not_hold_is_named_once_a_day_and_keeps_no_other_from_being_done)
{
    const char *first = urgent_case(), *second = urgent_case();

    flow_must(flow_do(NOTIFIER, first, "extend", FLOW_NONE));
    round_at("2026-03-13T10:00:00Z");
    ck_assert_str_eq(state(first), "urgent");
    ck_assert_str_eq(state(second), "lapsed");
    ck_assert_uint_eq(run->n_passed, 1);
    round_at("2026-03-13T11:00:00Z");
    ck_assert_uint_eq(run->n_passed, 1);
    round_at("2026-03-14T10:00:00Z");
    ck_assert_uint_eq(run->n_passed, 1);
    ck_assert_int_eq(run->passed_on, clock_day(run->upto));
}
END_TEST

/* Nothing of the case has changed that would bring it before the walk again. */
START_TEST(an_act_that_failed_is_tried_again_in_the_next_round)
{
    const char *ref = urgent_case();
    struct timers timers = {.day = 0};

    flow_must(flow_do(NOTIFIER, ref, "extend", FLOW_NONE));
    flow_at("2026-03-13T10:00:00Z");
    run->upto = clock_case_now();
    MUST(timers_fire(run, &timers, &err));
    ck_assert_uint_eq(timers.n_failed, 1);
    case_sql("INSERT INTO case_stamp (case_id, field, seq, moment, day) VALUES (1, 'extended_at', 9, NULL, NULL);\n");
    timers.looked_at = 0; /* a minute has gone by */
    MUST(timers_fire(run, &timers, &err));
    ck_assert_str_eq(state(ref), "lapsed");
    ck_assert_uint_eq(timers.n_failed, 0);
}
END_TEST

/* Objected to on the 3rd of March, and nothing since: the 2nd of April is the thirtieth day. An answer begins it anew. */
START_TEST(a_case_in_which_nothing_happens_is_told_of_once_and_again_after_the_next_act)
{
    const char *ref = flow_begun(FLOW_INPUTS({"recipient", "2", NULL}, {"measure", "rule", NULL}));

    flow_must(flow_do(NOTIFIER, ref, "notify", FLOW_NONE));
    flow_at("2026-03-03T10:00:00Z");
    flow_must(flow_do(EXAMINER, ref, "object", FLOW_NONE));
    round_at("2026-04-02T21:59:00Z"); /* its last minute, in summer time */
    ck_assert_str_eq(messages(), "");
    round_at("2026-04-02T22:01:00Z");
    ck_assert_str_eq(messages(), "nothing_happens 1");
    round_at("2026-04-03T10:00:00Z");
    ck_assert_str_eq(messages(), "nothing_happens 1");
    flow_must(flow_do(NOTIFIER, ref, "answer-objection", FLOW_NONE));
    round_at("2026-05-03T21:59:00Z");
    ck_assert_str_eq(messages(), "nothing_happens 1");
    round_at("2026-05-03T22:01:00Z");
    ck_assert_str_eq(messages(), "nothing_happens 1,1");
}
END_TEST

/* Lapsed on Friday the 13th: Monday, Tuesday, Wednesday the 18th. */
START_TEST(days_without_an_act_may_be_working_days)
{
    urgent_case();
    round_at("2026-03-13T10:00:00Z");
    round_at("2026-03-18T22:59:00Z");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT COUNT(*) FROM outbox WHERE message = 'nothing_happens'"), "0");
    round_at("2026-03-18T23:01:00Z");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT COUNT(*) FROM outbox WHERE message = 'nothing_happens'"), "1");
}
END_TEST

/* ---- a state that waits for a day ------------------------------------------------------------------------------- */

static const char *
held_case(const char *measure)
{
    const char *ref = flow_begun(FLOW_INPUTS({"recipient", "2", NULL}, {"measure", measure, NULL}));

    flow_must(flow_do(NOTIFIER, ref, "notify", FLOW_NONE));
    flow_must(flow_do(EXAMINER, ref, "hold", FLOW_NONE));
    return ref;
}

static struct case_shell
only_row(const struct actor *actor)
{
    struct case_filter filter = {.class = -1, .due_before = DB_NO_DAY, .after = DB_NO_MOMENT, .limit = 10};
    struct case_rows rows;

    flow_must(flow_list(flow_as(actor), &filter, &rows, &flow_err));
    ck_assert_uint_eq(rows.count, 1);
    return rows.items[0];
}

START_TEST(a_standstill_shows_its_day_and_is_nobodys_task)
{
    const struct actor *const both[] = {NOTIFIER, EXAMINER};
    const char *ref = held_case("rule");
    struct case_rows rows;
    struct case_count *counts;
    size_t count;

    ck_assert_str_eq(flow_day(ref, "standstill_until"), "2026-03-23");
    for (size_t i = 0; i < 2; i++) {
        ck_assert_int_eq(only_row(both[i]).due, 20535); /* 2026-03-23 */
        ck_assert(!only_row(both[i]).waits);
        flow_must(flow_tasks(flow_as(both[i]), CASE_OPEN, DB_NO_MOMENT, 0, 10, &rows, &flow_err));
        ck_assert_uint_eq(rows.count, 0);
        flow_must(flow_counts(flow_as(both[i]), &counts, &count, &flow_err));
        ck_assert_uint_eq(count, 0);
        ck_assert_uint_eq(flow_opened(both[i], ref)->n_offers, 0);
        ck_assert_int_eq(flow_opened(both[i], ref)->row->waits, -1);
    }
}
END_TEST

START_TEST(a_standstill_ends_by_itself_when_its_day_has_passed)
{
    const char *ref = held_case("rule");

    round_at("2026-03-23T22:59:00Z"); /* the 23rd, its last minute */
    ck_assert_str_eq(state(ref), "standstill");
    round_at("2026-03-23T23:01:00Z");
    ck_assert_str_eq(state(ref), "examined");
    ck_assert_str_eq(messages(), "standstill_ended 1");
    ck_assert_int_eq(flow_opened(NOTIFIER, ref)->row->waits, 0);
    ck_assert_int_eq(flow_opened(NOTIFIER, ref)->row->due, DB_NO_DAY);
    flow_must(flow_do(NOTIFIER, ref, "adopt", FLOW_NONE));
}
END_TEST

START_TEST(of_acts_that_exclude_each_other_the_one_that_is_open_is_done)
{
    const char *rule = held_case("rule"), *ban = held_case("ban");

    round_at("2026-03-23T23:01:00Z");
    ck_assert_str_eq(state(rule), "examined");
    ck_assert_str_eq(state(ban), "dropped");
    ck_assert_uint_eq(run->n_passed, 0);
}
END_TEST

START_TEST(a_case_whose_flow_is_gone_keeps_no_act_from_being_done)
{
    const char *second;

    urgent_case();
    second = urgent_case();
    case_sql("UPDATE case_file SET flow_version = 99 WHERE id = 1;\n");
    round_at("2026-03-13T10:00:00Z");
    ck_assert_str_eq(state(second), "lapsed");
    ck_assert_uint_eq(run->n_passed, 1);
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("acts");
    TCase *tests = tcase_create("acts");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, nobody_is_offered_what_the_system_does_or_told_that_it_is_there);
    tcase_add_test(tests, an_authority_takes_one_part);
    tcase_add_test(tests, the_system_does_nothing_that_is_for_people);
    tcase_add_test(tests, an_actor_without_a_number_is_not_the_system);
    tcase_add_test(tests, what_time_does_is_done_on_the_day_after_its_day);
    tcase_add_test(tests, what_time_ends_is_closed_with_both_clocks);
    tcase_add_test(tests, what_a_person_did_in_time_is_not_undone);
    tcase_add_test(tests, after_days_away_the_clerk_acts_in_the_order_of_days);
    tcase_add_test(tests, two_clerks_do_it_once);
    tcase_add_test(tests, an_act_that_is_broken_off_is_done_whole_by_the_next_round);
    tcase_add_test(tests, an_act_whose_condition_does_not_hold_is_named_once_a_day_and_keeps_no_other_from_being_done);
    tcase_add_test(tests, an_act_that_failed_is_tried_again_in_the_next_round);
    tcase_add_test(tests, a_case_in_which_nothing_happens_is_told_of_once_and_again_after_the_next_act);
    tcase_add_test(tests, days_without_an_act_may_be_working_days);
    tcase_add_test(tests, a_standstill_shows_its_day_and_is_nobodys_task);
    tcase_add_test(tests, a_standstill_ends_by_itself_when_its_day_has_passed);
    tcase_add_test(tests, of_acts_that_exclude_each_other_the_one_that_is_open_is_done);
    tcase_add_test(tests, a_case_whose_flow_is_gone_keeps_no_act_from_being_done);
    suite_add_tcase(made, tests);
    return made;
}

int
main(void)
{
    return case_db_run(suite(), "imi_test_acts");
}
