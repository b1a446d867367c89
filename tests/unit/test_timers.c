/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the clerk does by itself, and on which day: reminders before and after a date, the end of a draft, the nightly seal, what
 * is kept for a while only. Rounds of the lane of time at chosen moments; days calculated by hand.
 */
#include "case_db.h"

#include "jobs/cleaning.h"
#include "jobs/lane.h"
#include "jobs/timers.h"

static const struct decl *decl;
static struct lane_run *run;
static struct lane_setup set_up;

static void
setup(void)
{
    const char *folder = getenv("IMI_SRCDIR");
    struct yaml_faults faults = {NULL, 0};

    case_db_start();
    MUST(decl_load(case_mem, folder != NULL ? folder : ".", &decl, &faults, &err));
    set_up = (struct lane_setup){.decl = decl, .keys = case_keys, .db = case_db_conf(case_database)};
    MUST(lane_open(case_mem, &lane_time, &set_up, &run, &err));
    case_sql("INSERT INTO authority_relation VALUES (2, 'services', 'request', 1);\n");
}

static void
teardown(void)
{
    case_db_end();
}

/* round_at - one round of the lane with case time at this moment (RFC 3339). */
static void
round_at(const char *text)
{
    int64_t moment;

    ck_assert_int_eq(clock_parse(text, &moment), 0);
    case_sql("UPDATE installation SET case_offset = %lld;\n", (long long)(moment - clock_machine_now()));
    MUST(lane_round(&lane_time, run, &err));
}

/* A case sent on 2026-03-02, to be accepted by the 9th. */
static void
sent_case(uint64_t id)
{
    case_sql("INSERT INTO case_file (id, ref, area, flow, flow_version, state, class, version, made_by, made_at, changed_at)"
             " VALUES (%" PRIu64 ", 'BCDF-%05" PRIu64 "', 'services', 'request', 1, 'sent', 1, 1, 1, '2026-03-02 10:00', '2026-03-02 10:00');\n"
             "INSERT INTO case_part (case_id, part, ref, authority_id, other_id, since, area, flow, flow_version, state, class, waits, due,"
             " changed_at) SELECT c.id, p.n - 1, c.ref, p.n, 3 - p.n, c.made_at, c.area, c.flow, 1, 'sent', 1, p.n = 2, '2026-03-09',"
             " c.changed_at FROM case_file c, (SELECT 1 AS n UNION SELECT 2) p WHERE c.id = %" PRIu64 ";\n"
             "INSERT INTO case_stamp (case_id, field, seq, moment, day) VALUES (%" PRIu64 ", 'accept_by', 1, NULL, '2026-03-09');\n",
             id, id, id, id);
}

static const char *
messages(void)
{
    return sql_ask(case_mem, "SELECT message, GROUP_CONCAT(authority_id ORDER BY authority_id) FROM outbox GROUP BY message ORDER BY message");
}

START_TEST(a_near_date_is_told_two_days_before_it_and_no_sooner)
{
    sent_case(1);
    round_at("2026-03-06T22:59:00Z"); /* the 6th, 23:59 */
    ck_assert_str_eq(messages(), "");
    round_at("2026-03-06T23:01:00Z"); /* the 7th, two days before the 9th */
    ck_assert_str_eq(messages(), "date_near 2");
    round_at("2026-03-08T10:00:00Z");
    ck_assert_str_eq(messages(), "date_near 2");
}
END_TEST

/* Monday the 9th: Friday the 6th is one working day before it, Thursday the 5th two. */
START_TEST(a_reminder_ahead_in_working_days_leaves_out_saturday_and_sunday)
{
    const struct decl_flow *flow = decl_flow(decl_area(decl, "services"), "request", 1);

    for (size_t i = 0; i < flow->n_timers; i++)
        ((struct decl_timer *)flow->timers)[i].unit = PERIOD_WORKING_DAY; /* this test's own copy of the declared data */
    sent_case(1);
    round_at("2026-03-04T22:59:00Z"); /* the 4th, 23:59 */
    ck_assert_str_eq(messages(), "");
    round_at("2026-03-04T23:01:00Z");
    ck_assert_str_eq(messages(), "date_near 2");
}
END_TEST

START_TEST(a_date_has_passed_on_the_day_after_it)
{
    sent_case(1);
    round_at("2026-03-09T22:59:00Z"); /* its last minute */
    ck_assert_str_eq(messages(), "date_near 2");
    round_at("2026-03-09T23:01:00Z"); /* the 10th; to both sides, and to the coordinator, who is a side here */
    ck_assert_str_eq(messages(), "date_near 2\ndate_passed 1,2");
    round_at("2026-03-11T10:00:00Z");
    ck_assert_str_eq(messages(), "date_near 2\ndate_passed 1,2");
}
END_TEST

START_TEST(a_date_that_has_passed_is_not_near_any_more)
{
    sent_case(1);
    round_at("2026-03-10T10:00:00Z");
    ck_assert_str_eq(messages(), "date_passed 1,2");
}
END_TEST

START_TEST(a_case_that_waits_for_nothing_any_more_is_not_reminded_of)
{
    sent_case(1);
    case_sql("INSERT INTO case_stamp (case_id, field, seq, moment, day) VALUES (1, 'accept_by', 2, NULL, NULL);\n"); /* now none */
    sent_case(2);
    case_sql("UPDATE case_file SET class = 2, state = 'withdrawn', block_due = '2027-01-01', erase_due = '2029-01-01' WHERE id = "
             "2;\n");
    round_at("2026-03-20T10:00:00Z");
    ck_assert_str_eq(messages(), "");
}
END_TEST

static void
draft_case(uint64_t id, const char *touched)
{
    case_sql("INSERT INTO case_file (id, ref, area, flow, flow_version, state, class, version, made_by, made_at, changed_at)"
             " VALUES (%" PRIu64 ", 'BCDF-%05" PRIu64 "', 'services', 'request', 1, 'draft', 0, 0, 1, '%s', '%s');\n"
             "INSERT INTO case_part (case_id, part, ref, authority_id, since, area, flow, flow_version, state, class, waits, changed_at)"
             " SELECT id, 0, ref, 1, made_at, area, flow, 1, 'draft', 0, 1, changed_at FROM case_file WHERE id = %" PRIu64 ";\n",
             id, id, touched, touched, id);
}

/* 60 days after 2026-03-02 10:00 is 2026-05-01 10:00; 90 days after it 2026-05-31 10:00. */
START_TEST(the_end_of_a_draft_is_told_after_60_days_and_comes_after_90)
{
    const char *held = "SELECT class, erased_at IS NOT NULL FROM case_file";

    draft_case(1, "2026-03-02 10:00:00");
    round_at("2026-05-01T09:59:00Z");
    ck_assert_str_eq(messages(), "");
    round_at("2026-05-01T10:01:00Z");
    ck_assert_str_eq(messages(), "draft_ends 1");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT day FROM timer_rung"), "2026-05-31");
    round_at("2026-05-31T09:59:00Z");
    ck_assert_str_eq(sql_ask(case_mem, "%s", held), "0 0");
    round_at("2026-05-31T10:01:00Z");
    ck_assert_str_eq(sql_ask(case_mem, "%s", held), "2 1");
    ck_assert_str_eq(messages(), "draft_ends 1");
}
END_TEST

START_TEST(history_is_sealed_once_a_day_after_two_in_the_morning_in_brussels)
{
    int64_t made;

    ck_assert_int_eq(clock_parse("2026-03-02T10:00:00Z", &made), 0);
    case_make(1, 0, made);
    round_at("2026-03-03T00:59:00Z"); /* 01:59 */
    ck_assert_str_eq(sql_ask(case_mem, "SELECT COUNT(*) FROM history_seal"), "0");
    round_at("2026-03-03T01:01:00Z"); /* 02:01 */
    ck_assert_str_eq(sql_ask(case_mem, "SELECT seq, DATE_FORMAT(sealed_at, '%%d %%H:%%i') FROM history_seal"), "4 03 01:01");
    case_make(1, 0, made);
    round_at("2026-03-03T20:00:00Z");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT COUNT(*) FROM history_seal"), "1");
    round_at("2026-03-04T01:01:00Z");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT COUNT(*) FROM history_seal"), "2");
}
END_TEST

START_TEST(what_an_area_shortens_holds_on_the_same_day)
{
    struct decl_area *area = (struct decl_area *)decl_area(decl, "services"); /* this test's own copy of the declared data */
    int64_t made;

    ck_assert_int_eq(clock_parse("2026-03-02T10:00:00Z", &made), 0);
    case_make(1, 0, made);
    area->block_months = 2;
    area->erase_months = 12;
    round_at("2026-03-03T10:00:00Z");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT block_due, erase_due FROM case_file"), "2026-05-02 2027-03-02");
}
END_TEST

START_TEST(what_was_closed_by_older_months_is_shortened_whenever_that_was)
{
    struct decl_area *area = (struct decl_area *)decl_area(decl, "services");
    int64_t made;

    area->block_months = 2;
    area->erase_months = 12;
    round_at("2026-03-03T10:00:00Z");
    round_at("2026-03-04T10:00:00Z");
    ck_assert_int_eq(clock_parse("2026-03-09T10:00:00Z", &made), 0); /* by an endpoint that nobody has started anew */
    case_make(1, 0, made);
    ck_assert_str_ne(sql_ask(case_mem, "SELECT block_due FROM case_file"), "2026-05-09");
    round_at("2026-03-11T10:00:00Z");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT block_due, erase_due FROM case_file"), "2026-05-09 2027-03-09");
}
END_TEST

/* Of each pair one is a minute too old, and one has a minute left. */
START_TEST(request_keys_and_search_answers_are_kept_24_hours)
{
    draft_case(1, "2026-03-02 10:00:00");
    case_sql("INSERT INTO act_key (user_id, act_key, digest, subject_kind, subject_id, version, made_at)"
             " VALUES (1, 'old', REPEAT('d', 32), 'case', 1, 1, UTC_TIMESTAMP(6) - INTERVAL 1441 MINUTE),"
             " (1, 'new', REPEAT('d', 32), 'case', 1, 1, UTC_TIMESTAMP(6) - INTERVAL 1439 MINUTE);\n"
             "INSERT INTO search_answer (hash, user_id, area, case_ids, made_at) VALUES (REPEAT('o', 32), 1, '', '1', UTC_TIMESTAMP(6) - INTERVAL 1441 MINUTE),"
             " (REPEAT('n', 32), 1, '', '1', UTC_TIMESTAMP(6) - INTERVAL 1439 MINUTE);\n");
    round_at("2026-03-03T10:00:00Z");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT GROUP_CONCAT(act_key) FROM act_key"), "new");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT LEFT(hash, 1) FROM search_answer"), "n");
}
END_TEST

START_TEST(the_record_of_reads_is_kept_five_years_by_month)
{
    case_sql(
        "INSERT INTO read_record (month, at, user_id, authority_id, role, door, purpose, subject_kind, subject_ids, value_ids,"
        " request_id) SELECT n, '2021-03-01', 1, 1, 'handler', 'page', 'handle', 'case', '1', 'v1', 'r' FROM (SELECT 202102 AS n "
        "UNION SELECT 202103) x;\n");
    round_at("2026-02-28T10:00:00Z");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT GROUP_CONCAT(month) FROM read_record"), "202102,202103");
    round_at("2026-03-02T10:00:00Z");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT GROUP_CONCAT(month) FROM read_record"), "202103");
}
END_TEST

/* A closed case, due to be blocked on 2026-03-05. */
static void
closed_case(uint64_t id)
{
    sent_case(id);
    case_sql("UPDATE case_file SET class = 2, state = 'withdrawn', closed_at = '2026-03-02 10:00', block_due = '2026-03-05', erase_due = "
             "'2029-03-02' WHERE id = %" PRIu64 ";\n", id);
}

static const char *
blocked(void)
{
    return sql_ask(case_mem, "SELECT COALESCE(GROUP_CONCAT(id ORDER BY id), '') FROM case_file WHERE blocked_at IS NOT NULL");
}

START_TEST(a_case_whose_flow_is_gone_is_named_once_a_day_and_all_else_goes_on)
{
    sent_case(1);
    closed_case(2);
    case_sql("UPDATE case_file SET flow_version = 99 WHERE id IN (1, 2);\n");
    sent_case(3);
    round_at("2026-03-07T10:00:00Z");
    ck_assert_str_eq(messages(), "date_near 2");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT case_id FROM timer_rung"), "3");
    ck_assert_str_eq(blocked(), "2");
    ck_assert_uint_eq(run->n_passed, 1);
    round_at("2026-03-07T11:00:00Z");
    ck_assert_uint_eq(run->n_passed, 1); /* told already */
    round_at("2026-03-08T10:00:00Z");
    ck_assert_uint_eq(run->n_passed, 1); /* told again, of the new day */
    ck_assert_int_eq(run->passed_on, clock_day(run->upto));
}
END_TEST

#define LONG_STATE "ssssssssssssssssssssssssssssssssssssssss"
#define LONG_DAY "dddddddddddddddddddddddddddddddddddddddddddddddd"

START_TEST(a_timer_that_cannot_ring_keeps_no_other_from_ringing)
{
    struct decl_flow *flow = (struct decl_flow *)decl_flow(decl_area(decl, "services"), "request", 1); /* this test's own copy */
    int state = decl_state(flow, "clarification");

    ((struct decl_state *)flow->states)[state].id = LONG_STATE;
    for (size_t i = 0; i < flow->n_timers; i++)
        if (flow->timers[i].state == state)
            ((struct decl_timer *)flow->timers)[i].field = LONG_DAY;
    sent_case(1);
    case_sql("UPDATE case_file SET state = '" LONG_STATE "' WHERE id = 1;\n"
             "INSERT INTO case_stamp (case_id, field, seq, moment, day) VALUES (1, '" LONG_DAY "', 1, NULL, '2026-03-08');\n");
    sent_case(2);
    closed_case(3);
    round_at("2026-03-07T10:00:00Z");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT case_id FROM timer_rung"), "2");
    ck_assert_str_eq(blocked(), "3");
    ck_assert_uint_eq(run->n_passed, 1);
}
END_TEST

START_TEST(a_case_that_cannot_be_blocked_keeps_no_other_from_being_blocked)
{
    closed_case(1);
    closed_case(2);
    draft_case(3, "2025-11-01 10:00:00");
    sql_ask(case_mem, "CREATE TRIGGER no_event BEFORE INSERT ON case_event FOR EACH ROW BEGIN IF NEW.case_id = 1 THEN SIGNAL SQLSTATE '45000' "
                      "SET MESSAGE_TEXT = 'not this one'; END IF; END");
    round_at("2026-03-07T10:00:00Z");
    sql_ask(case_mem, "DROP TRIGGER no_event");
    ck_assert_str_eq(blocked(), "2,3");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT id FROM case_file WHERE erased_at IS NOT NULL"), "3");
    ck_assert_uint_eq(run->n_passed, 1);
    ck_assert_str_eq(sql_ask(case_mem, "SELECT COUNT(*) FROM lane WHERE lane = 'time'"), "1");
    round_at("2026-03-07T10:05:00Z");
    ck_assert_str_eq(blocked(), "1,2,3");
}
END_TEST

START_TEST(a_draft_whose_end_cannot_be_told_keeps_no_other_from_being_told)
{
    draft_case(1, "2026-01-01 10:00:00");
    draft_case(2, "2026-01-01 11:00:00");
    sql_ask(case_mem, "CREATE TRIGGER no_timer BEFORE INSERT ON timer_rung FOR EACH ROW BEGIN IF NEW.case_id = 1 THEN SIGNAL SQLSTATE '45000' "
                      "SET MESSAGE_TEXT = 'not this one'; END IF; END");
    round_at("2026-03-07T10:00:00Z");
    sql_ask(case_mem, "DROP TRIGGER no_timer");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT case_id FROM timer_rung"), "2");
    round_at("2026-03-08T10:00:00Z");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT GROUP_CONCAT(case_id ORDER BY case_id) FROM timer_rung"), "1,2");
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("timers");
    TCase *tests = tcase_create("timers");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_near_date_is_told_two_days_before_it_and_no_sooner);
    tcase_add_test(tests, a_reminder_ahead_in_working_days_leaves_out_saturday_and_sunday);
    tcase_add_test(tests, a_date_has_passed_on_the_day_after_it);
    tcase_add_test(tests, a_date_that_has_passed_is_not_near_any_more);
    tcase_add_test(tests, a_case_that_waits_for_nothing_any_more_is_not_reminded_of);
    tcase_add_test(tests, the_end_of_a_draft_is_told_after_60_days_and_comes_after_90);
    tcase_add_test(tests, history_is_sealed_once_a_day_after_two_in_the_morning_in_brussels);
    tcase_add_test(tests, what_an_area_shortens_holds_on_the_same_day);
    tcase_add_test(tests, what_was_closed_by_older_months_is_shortened_whenever_that_was);
    tcase_add_test(tests, a_case_whose_flow_is_gone_is_named_once_a_day_and_all_else_goes_on);
    tcase_add_test(tests, a_timer_that_cannot_ring_keeps_no_other_from_ringing);
    tcase_add_test(tests, a_case_that_cannot_be_blocked_keeps_no_other_from_being_blocked);
    tcase_add_test(tests, a_draft_whose_end_cannot_be_told_keeps_no_other_from_being_told);
    tcase_add_test(tests, request_keys_and_search_answers_are_kept_24_hours);
    tcase_add_test(tests, the_record_of_reads_is_kept_five_years_by_month);
    suite_add_tcase(made, tests);
    return made;
}

int
main(void)
{
    return case_db_run(suite(), "imi_test_timers");
}
