/* SPDX-License-Identifier: EUPL-1.2 */
/* Statements, rows, transactions and lost connections, on the private database of the test run. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
        tcase_add_test(live, only_a_migration_may_take_its_time);
        tcase_add_test(live, every_statement_prepares_on_the_real_schema);
        tcase_add_test(live, work_is_run_again_on_a_deadlock_and_given_up_after_five_times);
    }
    suite_add_tcase(all, live);
    return all;
}

RUN(suite)
