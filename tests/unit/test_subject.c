/* SPDX-License-Identifier: EUPL-1.2 */
/* Messages and request keys name what they are about by kind and id; what is changed of an account is told to its owner. */
#include <inttypes.h>

#include "case_db.h"

#include "access/account.h"
#include "store/act.h"

struct waiting {
    uint64_t n;
};

/* Messages in the outbox that are claimed by nobody. */
static size_t
messages_due(void)
{
    struct waiting *rows;
    size_t count;
    DB_SHAPE(shape, waiting, DB_COLUMN(DB_U64, waiting, n));

    MUST(db_select(case_db, case_mem, SQL_OUTBOX_DUE,
                   DB_ARGS(db_text("mail"), db_moment(INT64_C(4000000000) * CLOCK_SECOND), db_moment(0)), &shape, &rows, &count,
                   &err));
    return count;
}

/* Refused by the database unless exactly one row is like that. */
static void
one_row(const char *where)
{
    case_sql("SET @n = (SELECT COUNT(*) FROM outbox WHERE %s);\n"
             "CREATE OR REPLACE TEMPORARY TABLE one_row (n INT NOT NULL CHECK (n = 1));\nINSERT INTO one_row VALUES (@n);\n",
             where);
}

static void
setup(void)
{
    case_db_start();
}

static void
teardown(void)
{
    case_db_end();
}

START_TEST(a_message_about_what_there_is_not_is_refused)
{
    const struct subject nothing = {SUBJECT_CASE, 4711};
    struct err err;

    ck_assert_int_eq(outbox_to_authority(case_db, "mail", "request_received", nothing, 1, 0, &err), ERR_INTERNAL);
    ck_assert_int_eq(outbox_to_person(case_db, "mail", "password_changed", 4711, 0, &err), ERR_INTERNAL);
    ck_assert_int_eq(outbox_to_authority(case_db, "mail", "m", (struct subject){SUBJECT_USER, 1}, 1, 0, &err), ERR_INTERNAL);
    ck_assert_uint_eq(messages_due(), 0);
}
END_TEST

START_TEST(a_kind_that_the_program_does_not_know_is_told)
{
    struct subject subject;
    struct err err;

    ck_assert_int_eq(subject_read("thing", 1, &subject, &err), ERR_INTERNAL);
}
END_TEST

START_TEST(each_kind_is_one_of_the_outbox_and_reads_back)
{
    struct case_made made = case_make(1, 0, INT64_C(1767225600) * CLOCK_SECOND);

    for (int kind = 0; kind < SUBJECT_KINDS; kind++) {
        const struct subject subject = {(enum subject_kind)kind, kind == SUBJECT_CASE ? made.id : 1};
        struct subject back;

        if (kind == SUBJECT_USER)
            MUST(outbox_to_person(case_db, "mail", "m", subject.id, 0, &err));
        else
            MUST(outbox_to_authority(case_db, "mail", "m", subject, 1, 0, &err));
        one_row(mem_printf(case_mem, "subject_kind = '%s' AND subject_id = %" PRIu64 "", subject_word(subject.kind), subject.id));
        MUST(subject_read(subject_word(subject.kind), subject.id, &back, &err));
        ck_assert_int_eq(back.kind, subject.kind);
        ck_assert_uint_eq(back.id, subject.id);
    }
}
END_TEST

START_TEST(a_request_key_leads_back_to_what_it_was_used_on)
{
    struct case_made made = case_make(1, 0, INT64_C(1767225600) * CLOCK_SECOND);
    const unsigned char digest[32] = {1};
    struct act_row *row;
    struct subject subject;
    const char *ref;

    MUST(act_find(case_db, case_mem, 1, "key", &row, &err));
    ck_assert_ptr_null(row);
    MUST(act_insert(case_db, 1, "key", digest, (struct subject){SUBJECT_CASE, made.id}, 3, 0, &err));
    MUST(act_find(case_db, case_mem, 1, "key", &row, &err));
    MUST(subject_read(row->subject_kind, row->subject_id, &subject, &err));
    ck_assert_int_eq(subject.kind, SUBJECT_CASE);
    MUST(case_ref_of(case_db, case_mem, subject.id, &ref, &err));
    ck_assert_str_eq(ref, made.ref);
    ck_assert_uint_eq(row->version, 3);
}
END_TEST

START_TEST(a_changed_password_is_told_to_its_owner_and_a_renewed_hash_is_not)
{
    MUST(account_set_password(case_db, 1, "hash", &err));
    ck_assert_uint_eq(messages_due(), 0);
    MUST(account_change_password(case_db, 1, "another", 0, &err));
    one_row("message = 'password_changed' AND subject_user = 1 AND authority_id IS NULL");
}
END_TEST

START_TEST(what_is_not_stored_is_not_told)
{
    struct err err;

    case_sql("RENAME TABLE outbox TO outbox_away;\n");
    ck_assert_int_ne(account_change_password(case_db, 1, "another", 0, &err), ERR_OK);
    case_sql("RENAME TABLE outbox_away TO outbox;\n"
             "CREATE OR REPLACE TEMPORARY TABLE one_row (n INT NOT NULL CHECK (n = 1));\n"
             "INSERT INTO one_row SELECT COUNT(*) FROM user_account WHERE id = 1 AND password IS NULL;\n");
    ck_assert_uint_eq(messages_due(), 0);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("subject");
    TCase *tests = tcase_create("database");

    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_message_about_what_there_is_not_is_refused);
    tcase_add_test(tests, a_kind_that_the_program_does_not_know_is_told);
    tcase_add_test(tests, each_kind_is_one_of_the_outbox_and_reads_back);
    tcase_add_test(tests, a_request_key_leads_back_to_what_it_was_used_on);
    tcase_add_test(tests, a_changed_password_is_told_to_its_owner_and_a_renewed_hash_is_not);
    tcase_add_test(tests, what_is_not_stored_is_not_told);
    suite_add_tcase(suite, tests);
    return case_db_run(suite, "imi_test_subject");
}
