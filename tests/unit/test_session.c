/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who is let in and for how long: the steps of signing in, the two ends of a session, tokens, codes that work once, and rights
 * that count only while the authority has access. Needs a database.
 */
#include "case_db.h"

#include "access/account.h"
#include "access/authenticate.h"
#include "access/code.h"
#include "access/identify.h"
#include "access/token.h"

/* "12345678901234567890" in base32. */
#define SECRET "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
#define PASSWORD "seven grey herons wade"
#define MINUTE (60 * CLOCK_SECOND)

static const struct keys *keys;
static struct authentication authentication;
static struct authentication_outcome outcome;
static struct err fault;

static void
setup(void)
{
    char path[64], hash[PASSWORD_HASH_SIZE];
    struct throttle *throttle;

    case_db_start();
    snprintf(path, sizeof path, "/tmp/imi-session-%d", (int)getpid());
    unlink(path);
    MUST(keys_create(path, &err));
    MUST(keys_load(case_mem, path, &keys, &err));
    unlink(path);
    MUST(throttle_new(case_mem, keys, 1, &throttle, &err));
    MUST(password_hash(NULL, PASSWORD, hash, &err));
    MUST(account_set_password(case_db, 1, hash, &err));
    case_sql("INSERT INTO authority_area (authority_id, area, kind, status, country) VALUES (1, 'services', 'CA', 'granted', "
             "'DK');\n");
    authentication = (struct authentication){
        .db = case_db, .keys = keys, .throttle = throttle, .times = {30, 12}, .address = "192.0.2.1", .agent = "Test"};
}

static void
teardown(void)
{
    case_db_end();
}

static enum signin_next
with_password(const char *name, const char *password)
{
    MUST(authenticate_password(case_mem, &authentication, name, password, &outcome, &err));
    return outcome.next;
}

static enum signin_next
with_code(const char *half, const char *code)
{
    MUST(authenticate_code(case_mem, &authentication, half, code, &outcome, &err));
    return outcome.next;
}

static enum err_code
who(const char *cookie, const struct actor **actor)
{
    struct identity identity = {0};
    enum err_code code = identify_session(case_mem, case_db, keys, cookie, THROTTLE_PAGE, &identity, &fault);

    if (actor != NULL)
        *actor = identity.actor;
    return code;
}

static const char *
session(void)
{
    ck_assert_int_eq(with_password("user1", PASSWORD), SIGNIN_DONE);
    return outcome.cookie;
}

static const char *
code_now(void)
{
    char *code = mem_size(case_mem, 7);

    MUST(code_at(SECRET, clock_machine_now(), code, &err));
    return code;
}

/* ---- password and code ------------------------------------------------------------------------------------- */

START_TEST(who_is_not_active_is_not_let_in)
{
    ck_assert_int_eq(with_password("user1", "another password"), SIGNIN_REFUSED);
    ck_assert_int_eq(with_password("user9", PASSWORD), SIGNIN_REFUSED);
    case_sql("UPDATE user_account SET status = 'suspended' WHERE id = 1;\n");
    ck_assert_int_eq(with_password("user1", PASSWORD), SIGNIN_REFUSED);
    case_sql(
        "UPDATE user_account SET status = 'active' WHERE id = 1;\nUPDATE authority SET status = 'suspended' WHERE id = 1;\n");
    ck_assert_int_eq(with_password("user1", PASSWORD), SIGNIN_REFUSED);
    case_sql("UPDATE authority SET status = 'active' WHERE id = 1;\nDELETE FROM throttle;\n");
    ck_assert_int_eq(with_password("user1", PASSWORD), SIGNIN_DONE);
}
END_TEST

START_TEST(with_a_second_factor_the_password_alone_gives_no_session)
{
    MUST(account_set_code(case_db, keys, 1, SECRET, &err));
    ck_assert_int_eq(with_password("user1", PASSWORD), SIGNIN_CODE);
    ck_assert_ptr_null(outcome.cookie);
    ck_assert_str_eq(sql_ask(case_mem, "SELECT COUNT(*) FROM session"), "0");
    ck_assert_int_eq(with_code(outcome.half, "000000"), SIGNIN_REFUSED);
    ck_assert_int_eq(with_password("user1", PASSWORD), SIGNIN_CODE);
    ck_assert_int_eq(with_code(outcome.half, code_now()), SIGNIN_DONE);
    ck_assert_int_eq(who(outcome.cookie, NULL), ERR_OK);
}
END_TEST

/* What authentication.c seals between the two steps: the user and the last second. */
static const char *
half_until(int64_t moment)
{
    const char *text = mem_printf(case_mem, "1 %lld", (long long)(moment / CLOCK_SECOND));
    unsigned char *sealed;
    size_t length;

    keys_seal(case_mem, keys, "half-way", text, strlen(text), &sealed, &length);
    return hash_base64url(case_mem, sealed, length);
}

START_TEST(a_code_must_come_before_the_note_of_the_first_step_ends)
{
    MUST(account_set_code(case_db, keys, 1, SECRET, &err));
    ck_assert_int_eq(authenticate_code(case_mem, &authentication, half_until(clock_machine_now() - 2 * CLOCK_SECOND), code_now(),
                                       &outcome, &fault),
                     ERR_SIGN_IN);
    ck_assert(!authentication_half_valid(&authentication, half_until(clock_machine_now() - 2 * CLOCK_SECOND)));
    ck_assert(authentication_half_valid(&authentication, half_until(clock_machine_now() + MINUTE)));
    ck_assert_int_eq(with_code(half_until(clock_machine_now() + MINUTE), code_now()), SIGNIN_DONE);
}
END_TEST

START_TEST(the_note_of_who_got_half_way_names_its_end)
{
    unsigned char sealed[128], *text;
    size_t length, text_length;
    long long until;

    MUST(account_set_code(case_db, keys, 1, SECRET, &err));
    ck_assert_int_eq(with_password("user1", PASSWORD), SIGNIN_CODE);
    length = strlen(outcome.half) * 3 / 4;
    ck_assert(hash_from_base64url(outcome.half, sealed, length));
    ck_assert(keys_open(case_mem, keys, "half-way", sealed, length, &text, &text_length));
    ck_assert_int_eq(sscanf((const char *)text, "1 %lld", &until), 1);
    until -= clock_machine_now() / CLOCK_SECOND;
    ck_assert(until > 290 && until <= 300);
}
END_TEST

START_TEST(of_two_that_hold_the_same_code_one_passes)
{
    const char *code = code_now();
    struct account *account;
    bool passed;

    MUST(account_set_code(case_db, keys, 1, SECRET, &err));
    MUST(account_by_id(case_mem, case_db, 1, &account, &err)); /* both have read the account before either used the code */
    MUST(code_use(case_db, keys, 1, account->code_secret, account->code_step, code, &passed, &err));
    ck_assert(passed);
    MUST(code_use(case_db, keys, 1, account->code_secret, account->code_step, code, &passed, &err));
    ck_assert(!passed);
}
END_TEST

START_TEST(of_two_that_come_together_the_earlier_code_is_worth_nothing_after_the_later)
{
    int64_t now = clock_machine_now();
    char earlier[7], later[7];
    struct account *account;
    bool passed;

    MUST(account_set_code(case_db, keys, 1, SECRET, &err));
    MUST(account_by_id(case_mem, case_db, 1, &account, &err));
    MUST(code_at(SECRET, now, earlier, &err));
    MUST(code_at(SECRET, now + CODE_STEP_S * CLOCK_SECOND, later, &err));
    MUST(code_use(case_db, keys, 1, account->code_secret, account->code_step, later, &passed, &err));
    ck_assert(passed);
    MUST(code_use(case_db, keys, 1, account->code_secret, account->code_step, earlier, &passed, &err));
    ck_assert(!passed);
}
END_TEST

START_TEST(a_recovery_code_works_once_and_ends_with_the_next_set)
{
    const char *first[CODE_RECOVERY_COUNT], *second[CODE_RECOVERY_COUNT];
    bool passed;

    MUST(code_renew_recovery(case_mem, case_db, keys, 1, first, &err));
    MUST(code_use_recovery(case_db, keys, 1, "aaaa-bbbb-cccc-dddd", &passed, &err));
    ck_assert(!passed);
    MUST(code_use_recovery(case_db, keys, 2, first[0], &passed, &err)); /* somebody else's */
    ck_assert(!passed);
    MUST(code_use_recovery(case_db, keys, 1, first[0], &passed, &err));
    ck_assert(passed);
    MUST(code_use_recovery(case_db, keys, 1, first[0], &passed, &err));
    ck_assert(!passed);
    MUST(code_renew_recovery(case_mem, case_db, keys, 1, second, &err));
    MUST(code_use_recovery(case_db, keys, 1, first[1], &passed, &err));
    ck_assert(!passed);
    MUST(code_use_recovery(case_db, keys, 1, second[1], &passed, &err));
    ck_assert(passed);
    ck_assert_str_eq(sql_ask(case_mem, "SELECT COUNT(*) FROM recovery_code"), "9");
}
END_TEST

/* ---- sessions and tokens ------------------------------------------------------------------------------------ */

START_TEST(a_session_ends_when_idle_and_after_its_absolute_time)
{
    const char *cookie = session();

    ck_assert_int_eq(who(cookie, NULL), ERR_OK);
    ck_assert_str_eq(sql_ask(case_mem, "SELECT TIMESTAMPDIFF(SECOND, made_at, idle_until), TIMESTAMPDIFF(SECOND, made_at, absolute_until) FROM session"),
                     "1800 43200");
    case_sql("UPDATE session SET idle_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND;\n");
    ck_assert_int_eq(who(cookie, NULL), ERR_SIGN_IN);
    case_sql("UPDATE session SET idle_until = UTC_TIMESTAMP(6) + INTERVAL 1 MINUTE, absolute_until = UTC_TIMESTAMP(6) - INTERVAL "
             "1 SECOND;\n");
    ck_assert_int_eq(who(cookie, NULL), ERR_SIGN_IN);
    case_sql("UPDATE session SET absolute_until = UTC_TIMESTAMP(6) + INTERVAL 1 MINUTE;\n");
    ck_assert_int_eq(who(cookie, NULL), ERR_OK);
}
END_TEST

START_TEST(the_idle_end_is_never_behind_the_absolute_one)
{
    authentication.times = (struct session_times){.idle_minutes = 120, .absolute_hours = 1};
    session();
    ck_assert_str_eq(sql_ask(case_mem, "SELECT TIMESTAMPDIFF(SECOND, made_at, idle_until), TIMESTAMPDIFF(SECOND, made_at, absolute_until) FROM session"),
                     "3600 3600");
}
END_TEST

START_TEST(use_puts_off_the_idle_end_and_not_the_absolute_one)
{
    const char *ends = "SELECT TIMESTAMPDIFF(SECOND, seen_at, idle_until), TIMESTAMPDIFF(SECOND, made_at, absolute_until) FROM session";

    session();
    case_sql("UPDATE session SET seen_at = UTC_TIMESTAMP(6) - INTERVAL 10 MINUTE;\n");
    MUST(session_touch(case_db, &authentication.times, 1, clock_machine_now() - 10 * MINUTE, &err));
    ck_assert_str_eq(sql_ask(case_mem, "%s", ends), "1800 43200");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT seen_at > UTC_TIMESTAMP(6) - INTERVAL 5 SECOND FROM session"), "1");
}
END_TEST

START_TEST(a_session_ends_with_the_account_and_with_the_authority)
{
    const char *cookie = session();

    case_sql("UPDATE user_account SET status = 'suspended' WHERE id = 1;\n");
    ck_assert_int_eq(who(cookie, NULL), ERR_SIGN_IN);
    case_sql(
        "UPDATE user_account SET status = 'active' WHERE id = 1;\nUPDATE authority SET status = 'suspended' WHERE id = 1;\n");
    ck_assert_int_eq(who(cookie, NULL), ERR_SIGN_IN);
    case_sql("UPDATE authority SET status = 'active' WHERE id = 1;\n");
    ck_assert_int_eq(who(cookie, NULL), ERR_OK);
}
END_TEST

START_TEST(a_right_counts_only_while_the_authority_has_access_to_the_area)
{
    static const char *const without[] = {"requested", "suspended", "removed"};
    const char *cookie = session();
    const struct actor *actor;

    for (size_t i = 0; i < sizeof without / sizeof without[0]; i++) {
        case_sql("UPDATE authority_area SET status = '%s' WHERE authority_id = 1;\n", without[i]);
        MUST(who(cookie, &actor));
        ck_assert_msg(actor_roles(actor, "services") == 0, "%s", without[i]);
    }
    case_sql("UPDATE authority_area SET status = 'granted' WHERE authority_id = 1;\n");
    MUST(who(cookie, &actor));
    ck_assert(actor_has(actor, "services", ROLE_HANDLER));
    ck_assert(!actor_has(actor, "services", ROLE_ALLOCATOR));
}
END_TEST

START_TEST(a_token_ends_on_its_day)
{
    struct identity identity;
    char *token;

    MUST(token_add(case_mem, case_db, keys, 1, "t", 30, &token, &err));
    MUST(identify_token(case_mem, case_db, keys, token, THROTTLE_API, &identity, &err));
    ck_assert(identity.actor->by_token);
    ck_assert_str_eq(sql_ask(case_mem, "SELECT TIMESTAMPDIFF(SECOND, made_at, expires_at) FROM api_token"), "2592000");
    case_sql("UPDATE api_token SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND;\n");
    ck_assert_int_eq(identify_token(case_mem, case_db, keys, token, THROTTLE_API, &identity, &fault), ERR_SIGN_IN);
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("session");
    TCase *tests = tcase_create("session");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, who_is_not_active_is_not_let_in);
    tcase_add_test(tests, with_a_second_factor_the_password_alone_gives_no_session);
    tcase_add_test(tests, a_code_must_come_before_the_note_of_the_first_step_ends);
    tcase_add_test(tests, the_note_of_who_got_half_way_names_its_end);
    tcase_add_test(tests, of_two_that_hold_the_same_code_one_passes);
    tcase_add_test(tests, of_two_that_come_together_the_earlier_code_is_worth_nothing_after_the_later);
    tcase_add_test(tests, a_recovery_code_works_once_and_ends_with_the_next_set);
    tcase_add_test(tests, a_session_ends_when_idle_and_after_its_absolute_time);
    tcase_add_test(tests, the_idle_end_is_never_behind_the_absolute_one);
    tcase_add_test(tests, use_puts_off_the_idle_end_and_not_the_absolute_one);
    tcase_add_test(tests, a_session_ends_with_the_account_and_with_the_authority);
    tcase_add_test(tests, a_right_counts_only_while_the_authority_has_access_to_the_area);
    tcase_add_test(tests, a_token_ends_on_its_day);
    suite_add_tcase(made, tests);
    return made;
}

int
main(void)
{
    return case_db_run(suite(), "imi_test_session");
}
