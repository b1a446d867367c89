/* SPDX-License-Identifier: EUPL-1.2 */
/* What is due is blocked and erased, nothing else is; a run may be stopped or killed anywhere, and history explains what is
 * missing. */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "base/rng.h"
#include "case_db.h"
#include "proof/verify.h"
#include "retention/retention.h"

#define NOW (INT64_C(1790000000) * CLOCK_SECOND) /* 2026-09-21 */
#define DAYS(n) ((n) * CLOCK_DAY)

static struct decl_area areas[] = {{.id = "services", .block_months = 6, .erase_months = 36}};
static const struct decl declared = {.areas = areas, .n_areas = 1};

static unsigned noted[3], pieces_allowed;
static uint64_t noted_values;

static void
note(const struct retention_note *told, void *closure)
{
    (void)closure;
    noted[told->what]++;
    noted_values += told->n_values;
}

static bool
stop_after_some(void *closure)
{
    (void)closure;
    return pieces_allowed == 0 || --pieces_allowed == 0;
}

static struct retention_totals
run_at(int64_t now, bool dry)
{
    const struct retention retention = {
        .db = case_db, .decl = &declared, .keys = case_keys, .now = now, .dry_run = dry, .note = note};
    struct retention_totals totals;

    memset(noted, 0, sizeof noted);
    noted_values = 0;
    MUST(retention_shorten(&retention, &err));
    MUST(retention_run(&retention, &totals, &err));
    return totals;
}


/* A count by a statement of the program: rows of one case that can be erased. */
static uint64_t
left_of(uint64_t case_id)
{
    struct left {
        uint64_t n_values, n_files, n_drafts;
    } *row;
    DB_SHAPE(shape, left, DB_COLUMN(DB_U64, left, n_values), DB_COLUMN(DB_U64, left, n_files), DB_COLUMN(DB_U64, left, n_drafts));

    MUST(db_one(case_db, case_mem, SQL_ERASE_COUNTS, DB_ARGS(db_u64(case_id), db_u64(case_id), db_u64(case_id)), &shape, &row,
                &err));
    return row->n_values + row->n_files + row->n_drafts;
}

static struct event_row *
last_event(uint64_t case_id)
{
    struct event_row *events;
    size_t count;

    MUST(history_events(case_db, case_mem, case_id, 0, NULL, 0, 1, &events, &count, &err));
    return count > 0 ? events : NULL;
}

static size_t
found_by_word(uint64_t authority_id)
{
    struct search_found found;

    MUST(search_cases(case_db, case_mem, authority_id, (const char *const[]){"vaerdi"}, 1, NULL, &found, &err));
    return found.count;
}

struct seen {
    size_t erased;
    char text[1024];
};

static void
hear(const struct verify_case *found, void *closure)
{
    struct seen *seen = closure;

    for (size_t i = 0; i < found->n_faults; i++)
        snprintf(seen->text, sizeof seen->text, "%s", found->faults[i]);
    for (size_t i = 0; i < found->n_erased; i++)
        seen->erased += found->erased[i].count;
}

/* The history must be clean at any moment; gives the number of values that it says are erased. */
static size_t
erased_and_clean(void)
{
    struct seen seen = {0};
    const struct verify verify = {.db = case_db, .keys = case_keys, .each_case = hear, .closure = &seen};
    struct verify_totals totals;

    MUST(verify_all(&verify, &totals, &err));
    ck_assert_msg(totals.faults == 0, "%s", seen.text);
    return seen.erased;
}

static void
setup(void)
{
    case_db_start();
    areas[0].block_months = 6;
    areas[0].erase_months = 36;
}

static void
teardown(void)
{
    case_db_end();
}

START_TEST(what_is_not_due_stays)
{
    struct case_made made = case_make(3, 2, NOW);
    struct retention_totals totals = run_at(NOW + DAYS(180), false);

    ck_assert_uint_eq(totals.blocked + totals.erased + totals.drafts, 0);
    ck_assert_uint_eq(left_of(made.id), 5);
    ck_assert_uint_eq(found_by_word(1), 1);
    ck_assert_uint_eq(erased_and_clean(), 0);
}
END_TEST

START_TEST(blocking_takes_the_search_keys_and_is_written_down_once)
{
    struct case_made made = case_make(3, 2, NOW);
    struct event_row *event;

    ck_assert_uint_eq(run_at(NOW + DAYS(182), false).blocked, 1);
    ck_assert_uint_eq(found_by_word(1) + found_by_word(2), 0);
    ck_assert_uint_eq(left_of(made.id), 5);
    event = last_event(made.id);
    ck_assert_str_eq(event->action, "blocked");
    ck_assert_str_eq(event->rule, RETENTION_RULE_BLOCK);
    ck_assert_uint_eq(run_at(NOW + DAYS(183), false).blocked, 0);
    ck_assert_uint_eq(last_event(made.id)->seq, event->seq);
    ck_assert_uint_eq(erased_and_clean(), 0);
}
END_TEST

START_TEST(a_dry_run_tells_and_changes_nothing)
{
    struct case_made made = case_make(3, 2, NOW);
    struct retention_totals totals = run_at(NOW + DAYS(1200), true);

    ck_assert_uint_eq(totals.blocked, 1);
    ck_assert_uint_eq(totals.erased, 1);
    ck_assert_uint_eq(noted[RETENTION_BLOCK], 1);
    ck_assert_uint_eq(noted[RETENTION_ERASE], 1);
    ck_assert_uint_eq(noted_values, 4);
    ck_assert_uint_eq(left_of(made.id), 5);
    ck_assert_str_eq(last_event(made.id)->action, "close");
}
END_TEST

START_TEST(a_whole_case_is_erased_and_its_history_explains_it)
{
    struct case_made made = case_make(1203, 25, NOW), other = case_make(2, 1, NOW + DAYS(300));
    struct retention_totals totals = run_at(NOW + DAYS(1200), false);
    struct event_row *event = last_event(made.id);

    ck_assert_uint_eq(totals.blocked, 2);
    ck_assert_uint_eq(totals.erased, 1);
    ck_assert_uint_eq(left_of(made.id), 0);
    ck_assert_uint_eq(left_of(other.id), 4);
    ck_assert_str_eq(event->action, "erased");
    ck_assert_str_eq(event->rule, RETENTION_RULE_ERASE);
    ck_assert_uint_eq(erased_and_clean(), 1205);
    ck_assert_uint_eq(run_at(NOW + DAYS(1201), false).erased, 0);
}
END_TEST

START_TEST(what_the_clerk_does_belongs_to_no_part_and_an_act_to_its_own)
{
    struct case_made made = case_make(1, 0, NOW);
    struct event_row *events;
    size_t count;

    run_at(NOW + DAYS(182), false);
    MUST(history_events(case_db, case_mem, made.id, 0, NULL, 0, 10, &events, &count, &err));
    ck_assert_uint_eq(count, 5);
    ck_assert_int_eq(events[4].part, 0);
    ck_assert_int_eq(events[0].part, -1);
    ck_assert_uint_eq(erased_and_clean(), 0);
}
END_TEST

START_TEST(who_takes_no_part_is_given_no_working_copy)
{
    struct case_made made = case_make(1, 0, NOW);
    const struct draft_new draft = {.field = "note", .language = "da", .value = "Kladde"};
    struct value_row *rows;
    size_t settled, with_draft;

    MUST(drafts_put(case_db, case_mem, made.id, 1, 1, NOW, &draft, 1, &err));
    MUST(values_of_case(case_db, case_mem, made.id, -1, -1, &rows, &settled, &err));
    for (size_t i = 0; i < settled; i++)
        ck_assert_uint_ne(rows[i].store, STORE_DRAFT);
    MUST(values_of_case(case_db, case_mem, made.id, -1, 1, &rows, &with_draft, &err));
    ck_assert_uint_eq(with_draft, settled + 1);
}
END_TEST

START_TEST(a_run_may_be_stopped_after_any_piece)
{
    struct case_made made = case_make(1203, 25, NOW);
    const struct retention retention = {
        .db = case_db, .decl = &declared, .keys = case_keys, .now = NOW + DAYS(1200), .stop = stop_after_some};
    struct retention_totals totals = {0};
    unsigned runs = 0;

    for (; totals.erased == 0 && runs < 50; runs++) {
        pieces_allowed = 6;
        MUST(retention_run(&retention, &totals, &err));
        erased_and_clean();
    }
    ck_assert_uint_gt(runs, 2);
    ck_assert_uint_eq(left_of(made.id), 0);
    ck_assert_uint_eq(erased_and_clean(), 1205);
}
END_TEST

/* A process of its own, killed after a random while. */
static void
run_and_kill(uint32_t after_us)
{
    struct timespec time = {.tv_nsec = (long)after_us * 1000};
    pid_t pid = fork();

    if (pid == 0) {
        struct db_conf conf = case_db_conf(case_database);
        const struct retention retention = {
            .db = db_new(NULL, &conf), .decl = &declared, .keys = case_keys, .now = NOW + DAYS(1200)};
        struct retention_totals totals;
        struct err err;

        _exit(retention_run(&retention, &totals, &err) == ERR_OK ? 0 : 1);
    }
    nanosleep(&time, NULL);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

START_TEST(a_run_may_be_killed_at_any_moment)
{
    struct case_made cases[3];
    size_t erased = 0, last;

    for (size_t i = 0; i < 3; i++)
        cases[i] = case_make(1203, 45, NOW);
    for (int i = 0; i < 25; i++) {
        run_and_kill(2000 + rng_below(40000));
        last = erased_and_clean();
        ck_assert_uint_ge(last, erased);
        erased = last;
    }
    run_at(NOW + DAYS(1200), false);
    for (size_t i = 0; i < 3; i++)
        ck_assert_uint_eq(left_of(cases[i].id), 0);
    ck_assert_uint_eq(erased_and_clean(), 3 * 1205);
}
END_TEST

START_TEST(two_runs_at_once_erase_each_case_once)
{
    pid_t pids[2];
    size_t total = 0;

    for (size_t i = 0; i < 8; i++)
        total += case_make(40, 12, NOW).n_personal + 2;
    for (int i = 0; i < 2; i++) {
        pids[i] = fork();
        if (pids[i] == 0) {
            struct db_conf conf = case_db_conf(case_database);
            const struct retention retention = {
                .db = db_new(NULL, &conf), .decl = &declared, .keys = case_keys, .now = NOW + DAYS(1200)};
            struct retention_totals totals;
            struct err err;

            _exit(retention_run(&retention, &totals, &err) == ERR_OK ? (int)totals.erased : 99);
        }
    }
    for (int i = 0, erased = 0; i < 2; i++) {
        int status;

        waitpid(pids[i], &status, 0);
        ck_assert(WIFEXITED(status) && WEXITSTATUS(status) != 99);
        erased += WEXITSTATUS(status);
        if (i == 1)
            ck_assert_int_eq(erased, 8);
    }
    ck_assert_uint_eq(erased_and_clean(), total);
}
END_TEST

static uint64_t
make_draft(int64_t now)
{
    const struct draft_new value = {.field = "provider_name", .language = "da", .value = "Navn"};
    struct case_new new = {.area = "services", .flow = "request", .flow_version = 1, .state = "draft", .user_id = 1,
                           .authority_id = 1, .now = now, .waits = true};
    char ref[CASE_REF_LENGTH + 1];
    uint64_t id;

    case_new_ref(ref);
    new.ref = ref;
    MUST(case_insert(case_db, &new, &id, &err));
    MUST(drafts_put(case_db, case_mem, id, 0, 1, now, &value, 1, &err));
    return id;
}

START_TEST(a_draft_touched_within_90_days_stays)
{
    uint64_t id = make_draft(NOW);

    ck_assert_uint_eq(run_at(NOW + DAYS(89), false).drafts, 0);
    ck_assert_uint_eq(left_of(id), 1);
}
END_TEST

START_TEST(an_untouched_draft_becomes_a_closed_shell)
{
    uint64_t id = make_draft(NOW);
    const struct case_key key = {.area = "services", .state = "draft", .waits = true};
    struct case_count *counts;
    size_t count;

    ck_assert_uint_eq(run_at(NOW + DAYS(91), false).drafts, 1);
    ck_assert_uint_eq(left_of(id), 0);
    ck_assert_str_eq(last_event(id)->rule, RETENTION_RULE_DRAFT);
    MUST(case_task_counts(case_db, case_mem, 1, &key, 1, clock_day(NOW), &counts, &count, &err));
    ck_assert_uint_eq(count, 0);
    ck_assert_uint_eq(run_at(NOW + DAYS(92), false).drafts, 0);
    ck_assert_uint_eq(erased_and_clean(), 0);
}
END_TEST

START_TEST(months_made_shorter_hold_for_old_cases_and_longer_ones_do_not)
{
    struct case_made made = case_make(3, 0, NOW);

    areas[0].block_months = 18;
    ck_assert_uint_eq(run_at(NOW + DAYS(100), false).blocked, 0);
    areas[0].block_months = 3;
    ck_assert_uint_eq(run_at(NOW + DAYS(100), true).blocked, 0);
    ck_assert_uint_eq(noted[RETENTION_BLOCK], 1);
    ck_assert_uint_eq(run_at(NOW + DAYS(100), false).blocked, 1);
    areas[0].erase_months = 48;
    ck_assert_uint_eq(run_at(NOW + DAYS(1100), false).erased, 1);
    ck_assert_uint_eq(left_of(made.id), 0);
}
END_TEST

static int64_t
moment(const char *text)
{
    int64_t at;

    ck_assert_msg(clock_parse(text, &at) == 0, "%s", text);
    return at;
}

/* Closed on 2026-09-21: six months are over on 2027-03-21, three years on 2029-09-21, at midnight in Brussels. */
START_TEST(blocking_and_erasing_happen_on_their_day_and_not_the_day_before)
{
    struct case_made made = case_make(1, 1, NOW);

    ck_assert_uint_eq(run_at(moment("2027-03-20T22:59:00Z"), false).blocked, 0);
    ck_assert_uint_eq(run_at(moment("2027-03-20T23:01:00Z"), false).blocked, 1);
    ck_assert_uint_eq(run_at(moment("2029-09-20T21:59:00Z"), false).erased, 0);
    ck_assert_uint_eq(left_of(made.id), 3);
    ck_assert_uint_eq(run_at(moment("2029-09-20T22:01:00Z"), false).erased, 1);
    ck_assert_uint_eq(left_of(made.id), 0);
}
END_TEST

/* What the last look at a case tells, "" when it is intact. */
static const char *
said_of_it(void)
{
    static struct seen seen;
    const struct verify verify = {.db = case_db, .keys = case_keys, .each_case = hear, .closure = &seen};
    struct verify_totals totals;

    seen = (struct seen){0};
    MUST(verify_all(&verify, &totals, &err));
    return seen.text;
}

START_TEST(a_blocking_or_an_erasure_undone_by_hand_is_told)
{
    case_make(1, 0, NOW);
    run_at(NOW + DAYS(200), false);
    case_sql("UPDATE case_file SET blocked_at = NULL;\n");
    ck_assert_str_eq(said_of_it(), "shell altered blocked_at");
    case_sql("UPDATE case_file SET blocked_at = (SELECT at FROM case_event WHERE action = 'blocked');\n");
    ck_assert_str_eq(said_of_it(), "");
    run_at(NOW + DAYS(1200), false);
    case_sql("UPDATE case_file SET erased_at = NULL;\n");
    ck_assert_str_eq(said_of_it(), "shell altered erased_at");
}
END_TEST

START_TEST(days_brought_forward_are_written_down)
{
    struct case_made made = case_make(1, 0, NOW);

    areas[0].block_months = 3;
    run_at(NOW + DAYS(10), false);
    ck_assert_str_eq(last_event(made.id)->action, "shortened");
    ck_assert_str_eq(last_event(made.id)->rule, RETENTION_RULE_SHORTEN);
    run_at(NOW + DAYS(11), false);
    ck_assert_str_eq(sql_ask(case_mem, "SELECT COUNT(*) FROM case_event WHERE action = 'shortened'"), "1");
    ck_assert_str_eq(said_of_it(), "");
}
END_TEST

static bool
pass_over(const char *ref, const struct err *fault, void *closure)
{
    (void)ref;
    (void)fault;
    (void)closure;
    return true;
}

START_TEST(a_case_passed_over_is_shortened_when_it_can_be)
{
    struct case_made made = case_make(1, 0, NOW);
    const struct retention retention = {.db = case_db, .decl = &declared, .keys = case_keys, .now = NOW + DAYS(10), .note = note,
                                        .passes_over = pass_over};

    areas[0].block_months = 3;
    case_sql("CREATE TRIGGER refuse BEFORE UPDATE ON case_file FOR EACH ROW SIGNAL SQLSTATE '45000';\n");
    MUST(retention_shorten(&retention, &err));
    case_sql("DROP TRIGGER refuse;\n");
    ck_assert_str_ne(last_event(made.id)->action, "shortened");
    run_at(NOW + DAYS(11), false);
    ck_assert_str_eq(last_event(made.id)->action, "shortened");
}
END_TEST

START_TEST(a_shorter_time_to_erase_holds_for_old_cases_to_the_day)
{
    struct case_made made = case_make(2, 0, NOW);

    areas[0].erase_months = 12;
    ck_assert_uint_eq(run_at(moment("2027-09-20T21:59:00Z"), false).erased, 0);
    ck_assert_str_eq(sql_ask(case_mem, "SELECT block_due, erase_due FROM case_file"), "2027-03-21 2027-09-21");
    ck_assert_uint_eq(left_of(made.id), 3);
    ck_assert_uint_eq(run_at(moment("2027-09-20T22:01:00Z"), false).erased, 1);
    ck_assert_uint_eq(left_of(made.id), 0);
}
END_TEST

START_TEST(what_is_due_for_both_is_blocked_before_it_is_erased)
{
    case_make(1, 0, NOW);
    run_at(NOW + DAYS(1200), false);
    ck_assert_str_eq(sql_ask(case_mem, "SELECT GROUP_CONCAT(action ORDER BY seq) FROM case_event"), "send,accept,reply,close,blocked,erased");
}
END_TEST

START_TEST(a_working_copy_and_the_own_file_numbers_go_with_the_case)
{
    struct case_made made = case_make(1, 0, NOW);
    const struct draft_new value = {.field = "provider_name", .language = "da", .value = "Navn"};

    MUST(drafts_put(case_db, case_mem, made.id, 1, 1, NOW, &value, 1, &err));
    case_sql("UPDATE case_part SET file_number = 'J-2026/17';\n");
    run_at(NOW + DAYS(1200), false);
    ck_assert_uint_eq(left_of(made.id), 0);
    ck_assert_str_eq(sql_ask(case_mem, "SELECT COUNT(*), COUNT(file_number) FROM case_part"), "2 0");
}
END_TEST

/* Put back from a backup, for example. */
START_TEST(what_stands_there_again_after_its_erasure_is_named)
{
    struct case_made made = case_make(1, 1, NOW);
    struct seen seen = {0};
    const struct verify verify = {.db = case_db, .keys = case_keys, .each_case = hear, .closure = &seen};
    struct verify_totals totals;

    sql_ask(case_mem, "CREATE TEMPORARY TABLE kept AS SELECT * FROM attachment");
    run_at(NOW + DAYS(1200), false);
    sql_ask(case_mem, "INSERT INTO attachment SELECT * FROM kept");
    MUST(verify_all(&verify, &totals, &err));
    ck_assert_uint_eq(totals.faults, 1);
    ck_assert_str_eq(seen.text, mem_printf(case_mem, "value added file.%" PRIu64 " 1", made.file_id));
}
END_TEST

START_TEST(a_draft_lives_90_days_from_when_it_was_touched_last)
{
    uint64_t id = make_draft(NOW);

    ck_assert_uint_eq(run_at(NOW + DAYS(90) - 60 * CLOCK_SECOND, false).drafts, 0);
    ck_assert_uint_eq(left_of(id), 1);
    ck_assert_uint_eq(run_at(NOW + DAYS(90) + 60 * CLOCK_SECOND, false).drafts, 1);
    ck_assert_uint_eq(left_of(id), 0);
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("retention");
    TCase *tests = tcase_create("retention");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, what_is_not_due_stays);
    tcase_add_test(tests, a_dry_run_tells_and_changes_nothing);
    tcase_add_test(tests, blocking_takes_the_search_keys_and_is_written_down_once);
    tcase_add_test(tests, a_whole_case_is_erased_and_its_history_explains_it);
    tcase_add_test(tests, what_the_clerk_does_belongs_to_no_part_and_an_act_to_its_own);
    tcase_add_test(tests, who_takes_no_part_is_given_no_working_copy);
    tcase_add_test(tests, a_run_may_be_stopped_after_any_piece);
    tcase_add_test(tests, a_run_may_be_killed_at_any_moment);
    tcase_add_test(tests, two_runs_at_once_erase_each_case_once);
    tcase_add_test(tests, a_draft_touched_within_90_days_stays);
    tcase_add_test(tests, an_untouched_draft_becomes_a_closed_shell);
    tcase_add_test(tests, months_made_shorter_hold_for_old_cases_and_longer_ones_do_not);
    tcase_add_test(tests, blocking_and_erasing_happen_on_their_day_and_not_the_day_before);
    tcase_add_test(tests, a_blocking_or_an_erasure_undone_by_hand_is_told);
    tcase_add_test(tests, days_brought_forward_are_written_down);
    tcase_add_test(tests, a_case_passed_over_is_shortened_when_it_can_be);
    tcase_add_test(tests, a_shorter_time_to_erase_holds_for_old_cases_to_the_day);
    tcase_add_test(tests, what_is_due_for_both_is_blocked_before_it_is_erased);
    tcase_add_test(tests, a_working_copy_and_the_own_file_numbers_go_with_the_case);
    tcase_add_test(tests, what_stands_there_again_after_its_erasure_is_named);
    tcase_add_test(tests, a_draft_lives_90_days_from_when_it_was_touched_last);
    suite_add_tcase(made, tests);
    return made;
}

int
main(void)
{
    return case_db_run(suite(), "imi_test_retention");
}
