/* SPDX-License-Identifier: EUPL-1.2 */
/* Statements, rows, transactions and lost connections, on the private database of the test run. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "db/db.h"
#include "runner.h"

#define SCHEMA "imi_test_db"

static TALLOC_CTX *mem;

static struct db *
open_db(const char *user)
{
    struct db_conf conf = {.socket = getenv("IMI_TEST_DB_SOCKET"), .name = SCHEMA, .user = user};

    return db_new(mem, &conf);
}

static void
run_file(struct db *db, const char *path)
{
    char *text = mem_size(mem, 1024 * 1024);
    FILE *file = fopen(path, "r");
    struct err err;

    ck_assert_msg(file != NULL, "%s", path);
    text[fread(text, 1, 1024 * 1024 - 1, file)] = '\0';
    fclose(file);
    ck_assert_msg(db_script(db, text, &err) == ERR_OK, "%s: %s", path, err.detail);
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int
is_sql(const struct dirent *entry)
{
    return strstr(entry->d_name, ".sql") != NULL;
}

/* All migrations, in order, into an empty schema of this test's own. */
static void
make_schema(void)
{
    const char *root = getenv("IMI_SRCDIR") != NULL ? getenv("IMI_SRCDIR") : ".";
    struct db_conf conf = {.socket = getenv("IMI_TEST_DB_SOCKET"), .name = "mysql", .user = "root"};
    struct dirent **files;
    struct err err;
    int n;

    if (conf.socket == NULL)
        return;
    mem = talloc_new(NULL);
    ck_assert_int_eq(db_script(db_new(mem, &conf), "DROP DATABASE IF EXISTS " SCHEMA ";\nCREATE DATABASE " SCHEMA ";\n", &err),
                     ERR_OK);
    run_file(open_db("root"), mem_printf(mem, "%s/sql/migration_table.sql", root));
    n = scandir(mem_printf(mem, "%s/sql/migrations", root), &files, is_sql, by_name);
    ck_assert_int_gt(n, 0);
    for (int i = 0; i < n; i++) {
        run_file(open_db("root"), mem_printf(mem, "%s/sql/migrations/%s", root, files[i]->d_name));
        free(files[i]);
    }
    free(files);
    talloc_free(mem);
}

static void
setup(void)
{
    mem = talloc_new(NULL);
}

static void
teardown(void)
{
    talloc_free(mem);
}

struct case_id {
    uint64_t id;
};

DB_SHAPE(id_shape, case_id, DB_COLUMN(DB_U64, case_id, id));

struct stamp_row {
    uint64_t member;
    char *field;
    uint64_t seq;
    int64_t moment;
    int32_t day;
};

DB_SHAPE(stamp_shape, stamp_row, DB_COLUMN(DB_U64, stamp_row, member), DB_COLUMN(DB_TEXT, stamp_row, field),
         DB_COLUMN(DB_U64, stamp_row, seq),
         DB_COLUMN(DB_MOMENT, stamp_row, moment), DB_COLUMN(DB_DAY, stamp_row, day));

struct wrong_row {
    uint64_t number;
};

DB_SHAPE(wrong_shape, wrong_row, DB_COLUMN(DB_U64, wrong_row, number));

START_TEST(a_server_that_is_not_there_is_unavailable)
{
    struct db_conf conf = {.socket = "/nonexistent/socket", .name = "imi", .user = "nobody"};
    struct err err;

    ck_assert_int_eq(db_ping(db_new(mem, &conf), &err), ERR_UNAVAILABLE);
    ck_assert_uint_gt(err.retry_after_s, 0);
}
END_TEST

START_TEST(a_struct_that_does_not_fit_the_columns_is_refused)
{
    struct db *db = open_db("root");
    struct wrong_row *rows;
    struct err err;
    size_t count;

    ck_assert_int_eq(db_select(db, mem, SQL_CASE_LOCK, DB_ARGS(db_text("X")), &wrong_shape, &rows, &count, &err),
                     ERR_INTERNAL);
}
END_TEST

START_TEST(a_wrong_number_of_values_is_refused)
{
    struct db *db = open_db("root");
    struct case_id *rows;
    struct err err;
    size_t count;

    ck_assert_int_eq(db_select(db, mem, SQL_CASE_LOCK, DB_NO_ARGS, &id_shape, &rows, &count, &err), ERR_INTERNAL);
}
END_TEST

START_TEST(no_row_is_not_found)
{
    struct case_id *row;
    struct err err;

    ck_assert_int_eq(db_one(open_db("root"), mem, SQL_CASE_LOCK_ID, DB_ARGS(db_u64(0)), &id_shape, &row, &err),
                     ERR_NOT_FOUND);
}
END_TEST

START_TEST(only_a_migration_may_take_its_time)
{
    /* One row where no limit holds, else a fault: two rows in a place for one. */
    static const char no_limit[] = "SET @x = (SELECT seq FROM seq_1_to_2 WHERE @@max_statement_time > 0 OR seq = 1);\n";
    struct db *db = open_db("root");
    struct err err;

    ck_assert_int_eq(db_script(db, no_limit, &err), ERR_INTERNAL);
    db_no_time_limit(db);
    ck_assert_int_eq(db_script(db, no_limit, &err), ERR_OK);
}
END_TEST

START_TEST(every_statement_prepares_on_the_real_schema)
{
    struct err err;
    enum err_code code = db_prepare_all(open_db("root"), &err);

    ck_assert_msg(code == ERR_OK, "%s", code == ERR_OK ? "" : err.detail);
}
END_TEST

/* Rows of a table that points to no other here, under an id of each test's own. */
static struct db *
open_for_stamps(void)
{
    struct db *db = open_db("root");
    struct err err;

    ck_assert_int_eq(db_script(db, "SET foreign_key_checks = 0, innodb_lock_wait_timeout = 1;\n", &err), ERR_OK);
    return db;
}

#define STAMP(id, field, seq) db_u64(id), db_u64(0), db_text(field), db_u64(seq), db_moment(DB_NO_MOMENT), db_day((int32_t)(seq))

static size_t
stamps_of(struct db *db, uint64_t id, struct stamp_row **rows)
{
    size_t count = 0;
    struct err err;

    ck_assert_msg(db_select(db, mem, SQL_CASE_STAMPS, DB_ARGS(db_u64(id), db_u64(0)), &stamp_shape, rows, &count, &err) == ERR_OK,
                  "%s", err.detail);
    return count;
}

START_TEST(after_a_batch_that_failed_the_same_statement_takes_one_row_again)
{
    const struct db_value twice[] = {STAMP(1, "a", 1), STAMP(1, "b", 1), STAMP(1, "a", 1)};
    struct db *db = open_for_stamps();
    struct stamp_row *rows;
    struct err err;

    ck_assert_int_eq(db_exec_many(db, SQL_CASE_STAMP_INSERT, twice, 6, 3, &err), ERR_DUPLICATE);
    ck_assert_int_eq(db_exec(db, SQL_CASE_STAMP_INSERT, DB_ARGS(STAMP(2, "one", 7)), NULL, &err), ERR_OK);
    ck_assert_uint_eq(stamps_of(db, 2, &rows), 1);
    ck_assert_str_eq(rows[0].field, "one");
    ck_assert_uint_eq(rows[0].seq, 7);
    ck_assert_int_eq(rows[0].day, 7);
}
END_TEST

START_TEST(after_rows_that_fitted_no_struct_the_connection_and_the_right_struct_work)
{
    const struct db_value two[] = {STAMP(3, "a", 1), STAMP(3, "b", 2)};
    struct db *db = open_for_stamps();
    struct wrong_row *wrong;
    struct stamp_row *rows;
    struct err err;
    size_t count;

    ck_assert_int_eq(db_exec_many(db, SQL_CASE_STAMP_INSERT, two, 6, 2, &err), ERR_OK);
    for (int i = 0; i < 2; i++) {
        ck_assert_uint_eq(stamps_of(db, 3, &rows), 2);
        ck_assert_str_eq(rows[1].field, "b");
        ck_assert_uint_eq(rows[1].seq, 2);
        ck_assert_int_eq(db_select(db, mem, SQL_CASE_STAMPS, DB_ARGS(db_u64(3), db_u64(0)), &wrong_shape, &wrong, &count, &err),
                         ERR_INTERNAL);
    }
}
END_TEST

START_TEST(a_statement_that_gives_rows_is_no_change)
{
    struct db *db = open_for_stamps();
    struct stamp_row *rows;
    struct err err;

    ck_assert_int_eq(db_exec(db, SQL_CASE_STAMPS, DB_ARGS(db_u64(4), db_u64(0)), NULL, &err), ERR_INTERNAL);
    ck_assert_uint_eq(stamps_of(db, 4, &rows), 0);
}
END_TEST

/* Work that goes on, and says that all is well, after a statement by which its transaction was lost. */
struct deaf_work {
    const char *fault;
    uint64_t id;
    int runs;
};

static enum err_code
run_deaf(struct db *db, void *argument, struct err *err)
{
    struct deaf_work *deaf = argument;

    TRY(db_exec(db, SQL_CASE_STAMP_INSERT, DB_ARGS(STAMP(deaf->id, "before", 1)), NULL, err));
    if (deaf->runs++ == 0)
        ck_assert_int_ne(db_script(db, deaf->fault, err), ERR_OK);
    if (db_exec(db, SQL_CASE_STAMP_INSERT, DB_ARGS(STAMP(deaf->id, "after", 1)), NULL, err) != ERR_OK)
        ck_assert_int_eq(deaf->runs, 1);
    return ERR_OK;
}

START_TEST(nothing_is_committed_of_work_that_goes_on_after_its_connection_was_lost)
{
    struct deaf_work deaf = {"KILL CONNECTION CONNECTION_ID();\n", 5, 0};
    struct db *db = open_for_stamps();
    struct stamp_row *rows;
    struct err err;

    ck_assert_int_eq(db_transaction(db, run_deaf, &deaf, &err), ERR_UNAVAILABLE);
    ck_assert(!db_in_transaction(db));
    ck_assert_uint_eq(stamps_of(db, 5, &rows), 0);
}
END_TEST

START_TEST(work_that_goes_on_after_a_lock_was_refused_is_run_again)
{
    struct deaf_work deaf = {"INSERT INTO case_stamp (case_id, field, seq) VALUES (6, 'held', 1);\n", 6, 0};
    struct db *holder = open_for_stamps(), *db = open_for_stamps();
    struct stamp_row *rows;
    struct err err;

    ck_assert_int_eq(db_script(holder, "BEGIN;\nINSERT INTO case_stamp (case_id, field, seq) VALUES (6, 'held', 1);\n", &err),
                     ERR_OK);
    ck_assert_int_eq(db_transaction(db, run_deaf, &deaf, &err), ERR_OK);
    ck_assert_int_eq(deaf.runs, 2);
    ck_assert_uint_eq(stamps_of(db, 6, &rows), 2);
}
END_TEST

static enum err_code
run_nested(struct db *db, void *argument, struct err *err)
{
    struct deaf_work *deaf = argument;

    return deaf->runs++ == 0 ? db_transaction(db, run_nested, argument, err) : ERR_OK;
}

START_TEST(a_transaction_inside_another_is_refused)
{
    struct deaf_work deaf = {NULL, 0, 0};
    struct err err;

    ck_assert_int_eq(db_transaction(open_db("root"), run_nested, &deaf, &err), ERR_INTERNAL);
    ck_assert_int_eq(deaf.runs, 1);
}
END_TEST

START_TEST(a_ping_on_a_connection_closed_while_idle_makes_a_new_one)
{
    struct db *db = open_for_stamps();
    struct err err;

    ck_assert_int_eq(db_script(db, "SET wait_timeout = 1;\n", &err), ERR_OK);
    sleep(2);
    ck_assert_int_eq(db_ping(db, &err), ERR_OK);
}
END_TEST

struct counted {
    int runs;
    enum err_code give;
};

static enum err_code
count_runs(struct db *db, void *argument, struct err *err)
{
    struct counted *counted = argument;

    ck_assert(db_in_transaction(db));
    counted->runs++;
    return counted->give == ERR_OK ? ERR_OK : FAIL(err, counted->give, "as asked");
}

START_TEST(work_is_run_again_on_a_deadlock_and_given_up_after_five_times)
{
    struct counted counted = {0, ERR_RETRY};
    struct db *db = open_db("root");
    struct err err;

    ck_assert_int_eq(db_transaction(db, count_runs, &counted, &err), ERR_UNAVAILABLE);
    ck_assert_int_eq(counted.runs, 5);
    ck_assert(!db_in_transaction(db));
    counted = (struct counted){0, ERR_INVALID};
    ck_assert_int_eq(db_transaction(db, count_runs, &counted, &err), ERR_INVALID);
    ck_assert_int_eq(counted.runs, 1);
    counted = (struct counted){0, ERR_OK};
    ck_assert_int_eq(db_transaction(db, count_runs, &counted, &err), ERR_OK);
}
END_TEST

static Suite *
suite(void)
{
    Suite *all = suite_create("db");
    TCase *live = tcase_create("live");

    tcase_add_unchecked_fixture(live, make_schema, NULL);
    tcase_add_checked_fixture(live, setup, teardown);
    tcase_add_test(live, a_server_that_is_not_there_is_unavailable);
    if (getenv("IMI_TEST_DB_SOCKET") != NULL) {
        tcase_add_test(live, a_struct_that_does_not_fit_the_columns_is_refused);
        tcase_add_test(live, a_wrong_number_of_values_is_refused);
        tcase_add_test(live, no_row_is_not_found);
        tcase_add_test(live, a_statement_that_gives_rows_is_no_change);
        tcase_add_test(live, a_transaction_inside_another_is_refused);
        tcase_add_test(live, after_a_batch_that_failed_the_same_statement_takes_one_row_again);
        tcase_add_test(live, after_rows_that_fitted_no_struct_the_connection_and_the_right_struct_work);
        tcase_add_test(live, nothing_is_committed_of_work_that_goes_on_after_its_connection_was_lost);
        tcase_add_test(live, work_that_goes_on_after_a_lock_was_refused_is_run_again);
        tcase_add_test(live, a_ping_on_a_connection_closed_while_idle_makes_a_new_one);
        tcase_add_test(live, only_a_migration_may_take_its_time);
        tcase_add_test(live, every_statement_prepares_on_the_real_schema);
        tcase_add_test(live, work_is_run_again_on_a_deadlock_and_given_up_after_five_times);
    }
    suite_add_tcase(all, live);
    return all;
}

RUN(suite)
