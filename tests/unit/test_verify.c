/* SPDX-License-Identifier: EUPL-1.2 */
/* Whatever is changed behind the program's back is told apart; what the program did is intact. */
#include <sys/wait.h>
#include <inttypes.h>

#include "case_db.h"
#include "proof/rewrite.h"
#include "proof/verify.h"

#define NOW (INT64_C(1790000000) * CLOCK_SECOND) /* 2026-09-21 */

struct told {
    char text[4096];
    size_t erased;
};

static void
hear_case(const struct verify_case *found, void *closure)
{
    struct told *told = closure;

    for (size_t i = 0; i < found->n_faults; i++)
        snprintf(told->text + strlen(told->text), sizeof told->text - strlen(told->text), "%s; ", found->faults[i]);
    for (size_t i = 0; i < found->n_erased; i++)
        told->erased += found->erased[i].count;
}

static void
hear_seal(const char *fault, void *closure)
{
    struct told *told = closure;

    snprintf(told->text + strlen(told->text), sizeof told->text - strlen(told->text), "%s; ", fault);
}

static struct verify_totals
look_since(struct told *told, const struct seal_head *since)
{
    struct verify verify = {.db = case_db, .keys = case_keys, .now = NOW, .since = since, .each_case = hear_case,
                            .each_seal = hear_seal, .closure = told};
    struct verify_totals totals;

    memset(told, 0, sizeof *told);
    MUST(verify_all(&verify, &totals, &err));
    return totals;
}

static struct verify_totals
look(struct told *told)
{
    return look_since(told, NULL);
}

static struct seal_outcome
seal_at(int64_t now)
{
    struct seal_outcome outcome;

    MUST(history_seal_all(case_db, case_keys, now, &outcome, &err));
    return outcome;
}

static void
seal(void)
{
    seal_at(NOW);
}

#define MINUTE (60 * CLOCK_SECOND)

/* `count` records of reads at a moment. */
static void
read_at(int64_t at, size_t count)
{
    const struct read_new read = {.at = at, .user_id = 1, .authority_id = 1, .subject_kind = SUBJECT_CASE, .subject_ids = "1",
                                  .role = "handler", .door = "page", .purpose = "handle", .value_ids = "v1", .request_id = "r"};

    for (size_t i = 0; i < count; i++)
        MUST(history_read(case_db, &read, &err));
}

/* Three records of reads, sealed: seen by one sealing, sealed by the next. */
static void
sealed_reads(void)
{
    read_at(NOW, 3);
    seal_at(NOW + 5 * MINUTE);
    ck_assert_uint_eq(seal_at(NOW + 10 * MINUTE).reads, 3);
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

/* Made once for each test: two bystanders and the case that something is done to, all sealed. */
static struct case_made
sealed_case(void)
{
    struct case_made made;

    case_make(2, 0, NOW);
    made = case_make(3, 3, NOW);
    case_make(2, 0, NOW);
    seal();
    return made;
}

START_TEST(untouched_cases_are_intact)
{
    struct told told;
    struct verify_totals totals;

    sealed_case();
    totals = look(&told);
    ck_assert_str_eq(told.text, "");
    ck_assert_uint_eq(totals.cases, 3);
    ck_assert_uint_eq(totals.seals, 3);
    ck_assert_uint_eq(totals.faults, 0);
}
END_TEST

START_TEST(a_second_sealing_seals_only_what_has_grown)
{
    struct seal_outcome outcome;
    struct told told;
    struct case_made made = sealed_case();

    MUST(history_seal_all(case_db, case_keys, NOW, &outcome, &err));
    ck_assert_uint_eq(outcome.sealed, 0);
    ck_assert_uint_eq(outcome.head.id, 3);
    MUST(case_event(case_db, &made, "note", "closed", "closed", 0, 0, &err));
    MUST(history_seal_all(case_db, case_keys, NOW, &outcome, &err));
    ck_assert_uint_eq(outcome.sealed, 1);
    ck_assert_uint_eq(look(&told).faults, 0);
}
END_TEST

START_TEST(a_history_under_an_older_key_is_intact)
{
    struct told told;

    sealed_case();
    memcpy(case_keys->history[1], case_keys->history[0], HASH_KEY_BYTES);
    memcpy(case_keys->seal[1], case_keys->seal[0], HASH_KEY_BYTES);
    memset(case_keys->history[0], 1, HASH_KEY_BYTES);
    memset(case_keys->seal[0], 2, HASH_KEY_BYTES);
    case_keys->count = 2;
    case_make(1, 0, NOW);
    seal();
    ck_assert_uint_eq(look(&told).faults, 0);
    ck_assert_str_eq(told.text, "");
}
END_TEST

/* What somebody with the database but without the keys may do, and what is said of it. {c} is the case, {f} its file. */
static const struct {
    const char *name, *sql, *said;
} plants[] = {
    {"personal value altered", "UPDATE personal_value SET value = 'x' WHERE case_id = {c} AND field = 'send_name2';\n",
     "value altered send_name2 1; "},
    {"one letter altered",
     "UPDATE personal_value SET value = REPLACE(value, 'V', 'v') WHERE case_id = {c} AND field = 'send_name3';\n",
     "value altered send_name3 1; "},
    {"coded value altered", "UPDATE case_value SET value = 'x' WHERE case_id = {c} AND field = 'send_code0';\n",
     "value altered send_code0 1; "},
    {"value and its key altered",
     "UPDATE personal_value SET value = 'x', commit_key = REPEAT('k', 32) WHERE case_id = {c} AND field = 'reply_name1';\n",
     "value altered reply_name1 1; "},
    {"personal value deleted", "DELETE FROM personal_value WHERE case_id = {c} AND field = 'send_name2';\n",
     "value missing without an erasure send_name2 1; "},
    {"coded value deleted", "DELETE FROM case_value WHERE case_id = {c} AND field = 'reply_code0';\n",
     "value missing without an erasure reply_code0 1; "},
    {"value added",
     "INSERT INTO personal_value (case_id, field, version, part, commit_key, value) VALUES ({c}, 'send_name2', 2, 0, REPEAT('k', "
     "32), 'x');\n",
     "value added send_name2 2; "},
    {"value moved to another case",
     "UPDATE personal_value SET case_id = {c} + 1, field = 'moved' WHERE case_id = {c} AND field = 'send_name2';\n",
     "value missing without an erasure send_name2 1; value added moved 1; "},
    {"file content altered", "UPDATE attachment_chunk SET data = REPEAT('x', 1000) WHERE attachment_id = {f} AND seq = 1;\n",
     "value altered file.{f} 1; "},
    {"file name altered", "UPDATE attachment SET name = 'other.pdf' WHERE id = {f};\n", "value altered file.{f} 1; "},
    {"file piece deleted", "DELETE FROM attachment_chunk WHERE attachment_id = {f} AND seq = 2;\n", "value altered file.{f} 1; "},
    {"file deleted", "DELETE FROM attachment_chunk WHERE attachment_id = {f};\nDELETE FROM attachment WHERE id = {f};\n",
     "value missing without an erasure file.{f} 1; "},
    {"party and what the event states of it altered alike",
     "UPDATE case_event SET facts = REPLACE(facts, 'part.1.authority=2', 'part.1.authority=3') WHERE case_id = {c};\n"
     "UPDATE case_part SET authority_id = 3 WHERE case_id = {c} AND part = 1;\n",
     "event altered 1; "},
    {"event time altered", "UPDATE case_event SET at = at + INTERVAL 1 DAY WHERE case_id = {c} AND seq = 2;\n",
     "event altered 2; "},
    {"event user altered", "UPDATE case_event SET user_id = 2 WHERE case_id = {c} AND seq = 3;\n", "event altered 3; "},
    {"last event altered", "UPDATE case_event SET action = 'withdraw' WHERE case_id = {c} AND seq = 4;\n", "event altered 4; "},
    {"event and its hash altered",
     "UPDATE case_event SET to_state = 'x', hash = REPEAT('h', 32) WHERE case_id = {c} AND seq = 2;\n", "event altered 2; "},
    {"commitment altered",
     "UPDATE event_value v JOIN case_event e ON e.id = v.event_id SET v.commitment = REPEAT('c', 32) WHERE e.case_id = {c} AND "
     "v.field = 'send_name2';\n",
     "event altered 1; "},
    {"commitment deleted",
     "DELETE v FROM event_value v JOIN case_event e ON e.id = v.event_id WHERE e.case_id = {c} AND v.field = 'send_name2';\n",
     "event altered 1; "},
    {"erasure forged in an event",
     "INSERT INTO event_value SELECT id, 'send_name2', 1, 1, NULL FROM case_event WHERE case_id = {c} AND seq = 2;\n"
     "DELETE FROM personal_value WHERE case_id = {c} AND field = 'send_name2';\n",
     "event altered 2; value missing without an erasure send_name2 1; "},
    {"event forged at the end",
     "INSERT INTO case_event (case_id, seq, at, action, from_state, to_state, version, rule, previous, hash) SELECT case_id, 5, "
     "at,"
     " 'erased', 'closed', 'closed', 4, 'rule', hash, REPEAT('h', 32) FROM case_event WHERE case_id = {c} AND seq = 4;\n",
     "event added 5; "},
    {"event copied to the end",
     "INSERT INTO case_event (case_id, seq, at, user_id, authority_id, part, action, from_state, to_state, version, previous, "
     "hash)"
     " SELECT case_id, 5, at, user_id, authority_id, part, action, from_state, to_state, version, previous, hash FROM case_event"
     " WHERE case_id = {c} AND seq = 2;\n",
     "event added 5; "},
    {"event forged in the middle",
     "UPDATE case_event SET seq = seq + 1 WHERE case_id = {c} AND seq >= 3 ORDER BY seq DESC;\n"
     "INSERT INTO case_event (case_id, seq, at, action, from_state, to_state, version, previous, hash) SELECT case_id, 3, at, "
     "'x', 'a',"
     " 'b', 2, hash, REPEAT('h', 32) FROM case_event WHERE case_id = {c} AND seq = 2;\n",
     "event added 3; "},
    {"events exchanged",
     "UPDATE case_event SET seq = 99 WHERE case_id = {c} AND seq = 2;\nUPDATE case_event SET seq = 2 WHERE case_id = {c} AND seq "
     "= 3;\n"
     "UPDATE case_event SET seq = 3 WHERE case_id = {c} AND seq = 99;\n",
     "event reordered 2; event reordered 3; "},
    {"event removed", "DELETE FROM case_event WHERE case_id = {c} AND seq = 2;\n", "event removed 2; "},
    {"event removed and the others moved up",
     "DELETE FROM case_event WHERE case_id = {c} AND seq = 2;\nUPDATE case_event SET seq = seq - 1 WHERE case_id = {c} AND seq > "
     "2 ORDER BY seq;\n",
     "event removed 2; "},
    {"tail cut by one", "DELETE FROM case_event WHERE case_id = {c} AND seq = 4;\n", "tail cut: a seal knows event 4; "},
    {"tail cut by two, values too",
     "DELETE v FROM event_value v JOIN case_event e ON e.id = v.event_id WHERE e.case_id = {c} AND e.seq >= 3;\n"
     "DELETE FROM case_event WHERE case_id = {c} AND seq >= 3;\nDELETE FROM personal_value WHERE case_id = {c} AND field LIKE "
     "'reply%';\n"
     "DELETE FROM case_value WHERE case_id = {c} AND field LIKE 'reply%';\n",
     "tail cut: a seal knows event 4; "},
    {"all events gone",
     "DELETE v FROM event_value v JOIN case_event e ON e.id = v.event_id WHERE e.case_id = {c};\n"
     "DELETE FROM case_event WHERE case_id = {c};\n",
     "tail cut: a seal knows event 4; "},
    {"case gone with all its rows",
     "DELETE v FROM event_value v JOIN case_event e ON e.id = v.event_id WHERE e.case_id = {c};\nDELETE FROM case_event WHERE "
     "case_id = {c};\n"
     "DELETE FROM personal_value WHERE case_id = {c};\nDELETE FROM case_value WHERE case_id = {c};\nDELETE FROM attachment_chunk "
     "WHERE attachment_id = {f};\n"
     "DELETE FROM attachment WHERE case_id = {c};\nDELETE FROM search_key WHERE case_id = {c};\nDELETE FROM case_part WHERE "
     "case_id = {c};\n"
     "DELETE FROM case_file WHERE id = {c};\n",
     "case gone; "},
    {"case gone, its rows left", "DELETE FROM case_file WHERE id = {c};\n", "case gone; "},
    {"seal altered", "UPDATE history_seal SET seq = 3 WHERE case_id = {c};\n", "seal altered 2; "},
    {"seal altered to hide a cut tail",
     "DELETE FROM case_event WHERE case_id = {c} AND seq = 4;\nUPDATE history_seal SET seq = 3 WHERE case_id = {c};\n",
     "seal altered 2; tail cut: the case counts 4 acts; "},
    {"seal removed", "DELETE FROM history_seal WHERE case_id = {c};\n", "seal removed before 3; "},
    /* The shell and its rows. */
    {"a party becomes another", "UPDATE case_part SET authority_id = 3 WHERE case_id = {c} AND part = 1;\n", "party altered 1; "},
    {"a party becomes another, as seen by the other side too",
     "UPDATE case_part SET authority_id = 3 WHERE case_id = {c} AND part = 1;\n"
     "UPDATE case_part SET other_id = 3 WHERE case_id = {c} AND part = 0;\n",
     "party altered 1; list row altered other_id of party 0; "},
    {"parties exchanged", "UPDATE case_part SET authority_id = 3 - authority_id WHERE case_id = {c};\n", "parties exchanged 0 1; "},
    {"party removed", "DELETE FROM case_part WHERE case_id = {c} AND part = 1;\n", "party removed 1; "},
    {"party added",
     "INSERT INTO case_part (case_id, part, ref, authority_id, since, area, flow, flow_version, state, class, waits, changed_at)"
     " SELECT case_id, 2, ref, 3, since, area, flow, flow_version, state, class, waits, changed_at FROM case_part WHERE case_id = {c}"
     " AND part = 0;\n",
     "party added 2; "},
    {"party said to have come earlier", "UPDATE case_part SET since = '2020-01-01' WHERE case_id = {c} AND part = 1;\n",
     "shell altered since of party 1; "},
    {"references of two cases swapped",
     "SET @a = (SELECT ref FROM case_file WHERE id = {c}), @b = (SELECT ref FROM case_file WHERE id = {c} + 1);\n"
     "UPDATE case_file SET ref = 'X' WHERE id = {c};\nUPDATE case_file SET ref = @a WHERE id = {c} + 1;\n"
     "UPDATE case_file SET ref = @b WHERE id = {c};\n",
     "shell altered ref; shell altered ref; "},
    {"state", "UPDATE case_file SET state = 'replied' WHERE id = {c};\n", "shell altered state; "},
    {"version", "UPDATE case_file SET version = version + 1 WHERE id = {c};\n", "shell altered version; "},
    {"version, lower", "UPDATE case_file SET version = version - 1 WHERE id = {c};\n", "shell altered version; "},
    {"class", "UPDATE case_file SET class = 1 WHERE id = {c};\n", "shell altered class; "},
    {"area", "UPDATE case_file SET area = 'patients' WHERE id = {c};\n", "shell altered area; "},
    {"flow", "UPDATE case_file SET flow = 'alert' WHERE id = {c};\n", "shell altered flow; "},
    {"version of the flow", "UPDATE case_file SET flow_version = 2 WHERE id = {c};\n", "shell altered flow_version; "},
    {"who made it", "UPDATE case_file SET made_by = 2 WHERE id = {c};\n", "shell altered made_by; "},
    {"when it was made", "UPDATE case_file SET made_at = '2020-01-01' WHERE id = {c};\n", "shell altered made_at; "},
    {"when it was changed", "UPDATE case_file SET changed_at = '2020-01-01' WHERE id = {c};\n", "shell altered changed_at; "},
    {"when it was closed", "UPDATE case_file SET closed_at = '2020-01-01' WHERE id = {c};\n", "shell altered closed_at; "},
    {"kept longer before blocking", "UPDATE case_file SET block_due = '2040-01-01' WHERE id = {c};\n", "shell altered block_due; "},
    {"kept longer before erasing", "UPDATE case_file SET erase_due = '2040-01-01' WHERE id = {c};\n", "shell altered erase_due; "},
    {"blocked by hand", "UPDATE case_file SET blocked_at = changed_at WHERE id = {c};\n", "shell altered blocked_at; "},
    {"erased by hand", "UPDATE case_file SET erased_at = changed_at WHERE id = {c};\n", "shell altered erased_at; "},
    {"stamp altered", "UPDATE case_stamp SET day = day + INTERVAL 30 DAY WHERE case_id = {c} AND field = 'accept_by';\n",
     "stamp altered accept_by 1; "},
    {"stamp added", "INSERT INTO case_stamp (case_id, field, seq, moment, day) VALUES ({c}, 'accept_by', 2, NULL, '2040-01-01');\n", "stamp added accept_by 2; "},
    {"stamp removed", "DELETE FROM case_stamp WHERE case_id = {c} AND field = 'sent_at';\n", "stamp removed sent_at 1; "},
    {"list row says another state", "UPDATE case_part SET state = 'sent' WHERE case_id = {c} AND part = 1;\n",
     "list row altered state of party 1; "},
    {"list row says another deadline", "UPDATE case_part SET due = '2040-01-01' WHERE case_id = {c} AND part = 0;\n",
     "list row altered due of party 0; "},
    {"list row says that it waits", "UPDATE case_part SET waits = TRUE WHERE case_id = {c} AND part = 0;\n",
     "list row altered waits of party 0; "},
    {"list row says another country", "UPDATE case_part SET other_country = 'FR' WHERE case_id = {c} AND part = 0;\n",
     "list row altered other_country of party 0; "},
    {"value said to be the other side's", "UPDATE personal_value SET part = 1 WHERE case_id = {c} AND field = 'send_name2';\n",
     "value altered send_name2 1; "},
    {"value said to be in another language",
     "UPDATE personal_value SET language = 'fr' WHERE case_id = {c} AND field = 'send_name2';\n", "value altered send_name2 1; "},
    {"file said to be the other side's", "UPDATE attachment SET part = 1 WHERE id = {f};\n", "value altered file.{f} 1; "},
    {"file said to be in another language", "UPDATE attachment SET language = 'fr' WHERE id = {f};\n", "value altered file.{f} 1; "},
    {"file said to be uploaded by another", "UPDATE attachment SET uploaded_by = 2 WHERE id = {f};\n", "value altered file.{f} 1; "},
    {"file moved to another place", "UPDATE attachment SET field = 'other' WHERE id = {f};\n", "value altered file.{f} 1; "},
    {"case without events",
     "DELETE v FROM event_value v JOIN case_event e ON e.id = v.event_id WHERE e.case_id = {c};\n"
     "DELETE FROM case_event WHERE case_id = {c};\nDELETE FROM history_seal;\nDELETE FROM seal_end;\n"
     "DELETE FROM personal_value WHERE case_id = {c};\nDELETE FROM case_value WHERE case_id = {c};\n"
     "DELETE FROM attachment WHERE id = {f};\n",
     "case without events; "},
    {"first seal removed", "DELETE FROM history_seal ORDER BY id LIMIT 1;\n", "seal removed before 2; "},
    {"last seal removed", "DELETE FROM history_seal ORDER BY id DESC LIMIT 1;\n", "last seals removed: the end knows seal 3; "},
    {"all seals removed", "DELETE FROM history_seal;\n", "last seals removed: the end knows seal 3; "},
    {"end of the seals removed", "DELETE FROM seal_end;\n", "end of the seals removed; "},
    {"end of the seals put back", "DELETE FROM history_seal WHERE id = 3;\nUPDATE seal_end SET seal_id = 2;\n",
     "end of the seals altered; "},
    {"case gone with all its rows and its seal",
     "DELETE v FROM event_value v JOIN case_event e ON e.id = v.event_id WHERE e.case_id = {c};\nDELETE FROM case_event WHERE "
     "case_id = {c};\n"
     "DELETE FROM personal_value WHERE case_id = {c};\nDELETE FROM case_value WHERE case_id = {c};\nDELETE FROM attachment_chunk "
     "WHERE attachment_id = {f};\n"
     "DELETE FROM attachment WHERE case_id = {c};\nDELETE FROM case_part WHERE case_id = {c};\nDELETE FROM case_stamp WHERE "
     "case_id = {c};\nDELETE FROM history_seal WHERE case_id = {c};\nDELETE FROM case_file WHERE id = {c};\n",
     "seal removed before 3; "},
};

static char *
replace(const char *text, const char *what, uint64_t number)
{
    char *out = mem_copy(case_mem, "");
    const char *at;

    while ((at = strstr(text, what)) != NULL) {
        out = mem_printf(case_mem, "%s%.*s%" PRIu64, out, (int)(at - text), text, number);
        text = at + strlen(what);
    }
    return mem_printf(case_mem, "%s%s", out, text);
}

START_TEST(a_planted_change_is_named)
{
    struct case_made made = sealed_case();
    struct told told;

    case_sql("SET foreign_key_checks = 0;\n");
    case_sql("%s", replace(replace(plants[_i].sql, "{c}", made.id), "{f}", made.file_id));
    ck_assert_uint_ge(look(&told).faults, 1);
    ck_assert_msg(strcmp(told.text, replace(plants[_i].said, "{f}", made.file_id)) == 0, "%s: %s", plants[_i].name, told.text);
}
END_TEST

/* ---- each column -------------------------------------------------------------------------------------------------- */

/* Columns that no hash covers, each with the reason; what stands here must not be named, and everything else must be. */
static const struct {
    const char *column, *why;
} uncovered[] = {
    {"attachment.upload_key", "tells that a file is sent again, and nothing of the file"},
    {"case_part.file_number", "an own note of the authority, which it changes at will"},
    {"case_part.opened_at", "when the authority first looked: a courtesy of its page, no act"},
    {"case_part.informed_on", "an own note of the authority, which it changes at will"},
    {"personal_value.id", "a number of the table; history names a value by case, field and version"},
};

static const char *
why_uncovered(const char *column)
{
    for (size_t i = 0; i < sizeof uncovered / sizeof uncovered[0]; i++)
        if (strcmp(uncovered[i].column, column) == 0)
            return uncovered[i].why;
    return NULL;
}

/* Another value of the same type: the first byte of a text or of bytes, another number, a second later; of NULL something. */
static const char *
another_value(const char *column, const char *type)
{
    if (strcmp(column, "`part`") == 0)
        return mem_printf(case_mem, "COALESCE(%s + 2, 1)", column); /* no other row's */
    if (strcmp(type, "date") == 0)
        return mem_printf(case_mem, "COALESCE(IF(%s > '9999-01-01', '2026-01-01', %s + INTERVAL 1 DAY), '2026-01-01')", column, column);
    if (strcmp(type, "tinyint") == 0)
        return mem_printf(case_mem, "COALESCE((%s + 1) %% 2, 1)", column);
    if (strstr(type, "int") != NULL)
        return mem_printf(case_mem, "COALESCE(%s + 1000, 1)", column);
    if (strcmp(type, "datetime") == 0)
        return mem_printf(case_mem, "COALESCE(%s + INTERVAL 1 SECOND, '2026-01-01')", column);
    if (strstr(type, "binary") != NULL || strstr(type, "blob") != NULL)
        return mem_printf(case_mem, "COALESCE(INSERT(%s, 1, 1, CHAR(ASCII(LEFT(%s, 1)) ^ 1)), REPEAT('x', 32))", column, column);
    return mem_printf(case_mem, "COALESCE(INSERT(%s, 1, 1, IF(LEFT(%s, 1) = 'x', 'y', 'x')), 'x')", column, column);
}

/* Change one row as told, look, and put everything back. */
static const char *
said_after(const char *table, const char *where, const char *column, const char *value)
{
    static struct told told;

    sql_ask(case_mem, "CREATE TEMPORARY TABLE kept AS SELECT * FROM %s", table);
    sql_ask(case_mem, "UPDATE %s SET `%s` = %s WHERE %s LIMIT 1", table, column, value, where);
    look(&told);
    sql_ask(case_mem, "DELETE FROM %s", table);
    sql_ask(case_mem, "INSERT INTO %s SELECT * FROM kept", table);
    sql_ask(case_mem, "DROP TEMPORARY TABLE kept");
    return told.text;
}

/* One column, in a row that has a value there; where it may be empty also the other way round. */
static void
alter_column(const char *table, const char *where, const char *column, const char *type, bool may_be_null)
{
    const char *name = mem_printf(case_mem, "%s.%s", table, column), *said;

    said = said_after(table, where, column, another_value(mem_printf(case_mem, "`%s`", column), type));
    ck_assert_msg((*said == '\0') == (why_uncovered(name) != NULL), "%s altered: \"%s\"", name, said);
    if (!may_be_null || strcmp(sql_ask(case_mem, "SELECT `%s` IS NULL FROM %s WHERE %s LIMIT 1", column, table, where), "1") == 0)
        return;
    said = said_after(table, where, column, "NULL");
    ck_assert_msg((*said == '\0') == (why_uncovered(name) != NULL), "%s emptied: \"%s\"", name, said);
}

/* A value is erased under a rule, as retention does it. */
static void
erase_one(struct case_made *made)
{
    const struct event_value gone = {.field = "reply_name1", .version = 1, .store = STORE_PERSONAL};
    const struct event_new event = {.case_id = made->id, .version = made->version, .part = -1, .at = NOW, .action = "erased",
                                    .from_state = "closed", .to_state = "closed", .rule = "rule", .facts = "area=services\n",
                                    .values = &gone, .n_values = 1};
    struct history_head head;

    MUST(history_next(case_db, made->id, 0, &head, &err));
    MUST(history_append(case_db, case_mem, case_keys->history[0], &head, &event, &err));
    case_sql("DELETE FROM personal_value WHERE case_id = %" PRIu64 " AND field = 'reply_name1';\n", made->id);
}

/* The tables that are chained or committed to, and the row of each that is altered. {c} is the case, {f} its file. */
static const struct {
    const char *table, *where;
} chained[] = {
    {"case_file", "id = {c}"},
    {"case_part", "case_id = {c} AND part = 0"},
    {"case_part", "case_id = {c} AND part = 1"},
    {"case_stamp", "case_id = {c} AND field = 'sent_at'"},
    {"case_stamp", "case_id = {c} AND field = 'accept_by'"},
    {"case_event", "case_id = {c} AND seq = 1"},
    {"event_value", "field = 'send_name2' AND event_id = (SELECT id FROM case_event WHERE case_id = {c} AND seq = 1)"},
    {"case_event", "case_id = {c} AND action = 'erased'"},
    {"event_value", "event_id = (SELECT id FROM case_event WHERE case_id = {c} AND action = 'erased')"},
    {"history_seal", "case_id = {c} AND seq = 4"},
    {"history_seal", "month IS NOT NULL"},
    {"seal_end", "id = 1"},
    {"read_record", "id = 2"},
    {"case_value", "case_id = {c} AND field = 'send_code0'"},
    {"personal_value", "case_id = {c} AND field = 'send_name2'"},
    {"attachment", "id = {f}"},
    {"attachment_chunk", "attachment_id = {f} AND seq = 1"},
};

START_TEST(each_column_of_each_chained_table_is_covered_or_listed)
{
    struct case_made made = sealed_case();
    const char *table = chained[_i].table;
    char *columns = sql_ask(case_mem, "SELECT column_name, data_type, is_nullable FROM information_schema.columns"
                            " WHERE table_schema = DATABASE() AND table_name = '%s' ORDER BY ordinal_position", table), *line;
    const char *where = replace(replace(chained[_i].where, "{c}", made.id), "{f}", made.file_id);
    size_t count = 0;

    erase_one(&made);
    sealed_reads();
    sql_ask(case_mem, "SET foreign_key_checks = 0, check_constraint_checks = 0");
    ck_assert_str_eq(sql_ask(case_mem, "SELECT COUNT(*) FROM %s WHERE %s", table, where), "1");
    while ((line = strsep(&columns, "\n")) != NULL) {
        const char *column = strsep(&line, " "), *type = strsep(&line, " ");

        alter_column(table, where, column, type, strcmp(line, "YES") == 0);
        count++;
    }
    ck_assert_uint_gt(count, 2);
}
END_TEST

/* A table with a hash of the row before it, a commitment or the key of one, is chained. */
START_TEST(every_chained_table_is_altered_by_this_test)
{
    char *tables = sql_ask(case_mem, "SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = DATABASE()"
                           " AND column_name IN ('previous', 'commitment', 'commit_key')"), *table;

    while ((table = strsep(&tables, "\n")) != NULL) {
        bool known = false;

        for (size_t i = 0; i < sizeof chained / sizeof chained[0]; i++)
            known = known || strcmp(chained[i].table, table) == 0;
        ck_assert_msg(known, "%s is in no line of `chained`", table);
    }
}
END_TEST

START_TEST(every_column_that_is_listed_as_uncovered_exists)
{
    for (size_t i = 0; i < sizeof uncovered / sizeof uncovered[0]; i++)
        ck_assert_msg(strcmp(sql_ask(case_mem, "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE()"
                                     " AND CONCAT(table_name, '.', column_name) = '%s'", uncovered[i].column), "1") == 0,
                      "%s", uncovered[i].column);
}
END_TEST

START_TEST(seals_that_went_with_their_end_are_known_by_later_events)
{
    struct case_made made = sealed_case();
    struct told told;

    MUST(case_event(case_db, &made, "note", "closed", "closed", 0, 0, &err));
    case_sql("DELETE FROM history_seal;\nDELETE FROM seal_end;\n");
    look(&told);
    ck_assert_str_eq(told.text, "last seals removed: an event knows seal 3; ");
}
END_TEST

START_TEST(the_seal_that_an_event_knows_is_in_its_hash)
{
    struct case_made made = sealed_case();
    struct told told;

    MUST(case_event(case_db, &made, "note", "closed", "closed", 0, 0, &err));
    look(&told);
    ck_assert_str_eq(told.text, "");
    case_sql("UPDATE case_event SET sealed = 1 WHERE sealed = 3;\n");
    look(&told);
    ck_assert_msg(strstr(told.text, "event ") != NULL, "%s", told.text);
}
END_TEST

START_TEST(a_later_sealing_does_not_hide_that_seals_were_removed)
{
    struct seal_outcome outcome;
    struct told told;

    sealed_case();
    case_sql("DELETE FROM history_seal ORDER BY id DESC LIMIT 1;\n");
    MUST(history_seal_all(case_db, case_keys, NOW, &outcome, &err));
    ck_assert_uint_gt(outcome.sealed, 0);
    look(&told);
    ck_assert_msg(strstr(told.text, "seal removed before 4; ") != NULL, "%s", told.text);
}
END_TEST

START_TEST(nothing_is_sealed_behind_an_end_that_was_altered)
{
    static const char *const altered[] = {"UPDATE seal_end SET seal_id = 2;\n", "UPDATE seal_end SET reads_sealed = 2;\n",
                                          "DELETE FROM seal_end;\n"};

    for (size_t i = 0; i < sizeof altered / sizeof altered[0]; i++) {
        struct case_made made;
        struct seal_outcome outcome;
        struct err fault;

        case_sql("DELETE FROM history_seal;\nDELETE FROM seal_end;\n");
        made = sealed_case();
        MUST(case_event(case_db, &made, "note", "closed", "closed", 0, 0, &err));
        case_sql("%s", altered[i]);
        ck_assert_int_eq(history_seal_all(case_db, case_keys, NOW, &outcome, &fault), ERR_INTERNAL);
    }
}
END_TEST

/* What happened to records of reads 1 to 3 after they were sealed. */
static const struct {
    const char *sql, *said;
} of_reads[] = {
    {"DELETE FROM read_record WHERE id = 2;\n", "read records removed among 1 to 3; "},
    {"DELETE FROM read_record;\n", "read records removed among 1 to 3; "},
    {"UPDATE read_record SET user_id = 2 WHERE id = 2;\n", "read records altered among 1 to 3; "},
    {"UPDATE read_record SET id = 17 WHERE id = 1;\n", "read records removed among 1 to 3; "},
    {"UPDATE read_record SET month = 202001 WHERE id = 1;\n", "read records altered among 1 to 3; "},
};

START_TEST(a_record_of_a_read_that_was_sealed_stays_as_it_was)
{
    struct told told;

    sealed_reads();
    look(&told);
    ck_assert_str_eq(told.text, "");
    case_sql("%s", of_reads[_i].sql);
    look(&told);
    ck_assert_str_eq(told.text, of_reads[_i].said);
}
END_TEST

START_TEST(a_record_added_among_sealed_ones_is_told)
{
    struct told told;

    read_at(NOW, 3);
    case_sql("UPDATE read_record SET id = 10 WHERE id = 3;\n");
    seal_at(NOW);
    seal_at(NOW + 5 * MINUTE);
    read_at(NOW, 1);
    look(&told);
    ck_assert_str_eq(told.text, "");
    case_sql("UPDATE read_record SET id = 5 WHERE id > 10 OR id = 4;\n");
    look(&told);
    ck_assert_str_eq(told.text, "read records added among 1 to 10; ");
}
END_TEST

START_TEST(records_of_reads_are_sealed_by_month_in_pieces_and_none_twice)
{
    struct told told;
    const char *seals = "SELECT GROUP_CONCAT(CONCAT(month, ':', reads_after, '-', reads_upto, '=', seq) ORDER BY id SEPARATOR ' ') FROM"
                        " history_seal";

    read_at(NOW - 30 * CLOCK_DAY, 2);
    read_at(NOW, 1003);
    ck_assert_uint_eq(seal_at(NOW).reads, 0);
    ck_assert_uint_eq(seal_at(NOW + 59 * CLOCK_SECOND).reads, 0);
    read_at(NOW, 4);
    ck_assert_uint_eq(seal_at(NOW + 2 * MINUTE).reads, 1005);
    ck_assert_str_eq(sql_ask(case_mem, "%s", seals), "202608:0-2=2 202609:2-1002=1000 202609:1002-1005=3");
    ck_assert_uint_eq(seal_at(NOW + 4 * MINUTE).reads, 4);
    ck_assert_uint_eq(seal_at(NOW + 6 * MINUTE).reads, 0);
    look(&told);
    ck_assert_str_eq(told.text, "");
}
END_TEST

START_TEST(records_that_ended_after_five_years_are_no_fault)
{
    struct told told = {0};
    struct verify verify = {.db = case_db, .keys = case_keys, .now = NOW + 6 * 366 * CLOCK_DAY, .each_seal = hear_seal,
                            .closure = &told};
    struct verify_totals totals;

    sealed_reads();
    case_sql("DELETE FROM read_record;\n");
    MUST(verify_all(&verify, &totals, &err));
    ck_assert_str_eq(told.text, "");
}
END_TEST

/* What the format before has left: no facts, and hashes and commitments that say nothing here. */
#define AS_BEFORE                                                                                                              \
    "UPDATE case_event SET facts = '', sealed = 0, previous = REPEAT('p', 32), hash = REPEAT('h', 32) WHERE %s;\n"             \
    "UPDATE event_value SET commitment = REPEAT('c', 32) WHERE commitment IS NOT NULL"                                          \
    " AND event_id IN (SELECT id FROM case_event WHERE %s);\n"

START_TEST(a_history_of_the_format_before_is_written_anew)
{
    struct case_made made = sealed_case();
    struct verify_totals totals;
    struct told told;
    uint64_t cases;

    erase_one(&made);
    case_sql(AS_BEFORE "DELETE FROM seal_end;\n", "TRUE", "TRUE");
    look(&told);
    ck_assert_ptr_nonnull(strstr(told.text, "event altered 1; "));
    MUST(history_rewrite(case_db, case_keys, NOW, &cases, &err));
    ck_assert_uint_eq(cases, 3);
    totals = look(&told);
    ck_assert_str_eq(told.text, "");
    ck_assert_uint_eq(told.erased, 1);
    ck_assert_uint_eq(totals.seals, 3);
    case_sql("UPDATE case_file SET made_by = 2 WHERE id = %" PRIu64 ";\n", made.id);
    look(&told);
    ck_assert_str_eq(told.text, "shell altered made_by; ");
}
END_TEST

START_TEST(a_rewriting_that_was_cut_off_goes_on_with_what_is_left)
{
    struct case_made made = sealed_case();
    struct told told;
    uint64_t cases;
    const char *done, *query = "SELECT HEX(hash) FROM case_event WHERE case_id = 1 AND seq = 4";

    done = sql_ask(case_mem, "%s", query);
    case_sql(AS_BEFORE, mem_printf(case_mem, "case_id = %" PRIu64, made.id), mem_printf(case_mem, "case_id = %" PRIu64, made.id));
    MUST(history_rewrite(case_db, case_keys, NOW, &cases, &err));
    look(&told);
    ck_assert_str_eq(told.text, "");
    ck_assert_str_eq(sql_ask(case_mem, "%s", query), done);
}
END_TEST

/* The whole database as it was a while ago is in order by itself; a head that was kept elsewhere knows more. */
START_TEST(a_head_tells_that_everything_was_put_back)
{
    struct case_made made = sealed_case();
    struct seal_head before = seal_at(NOW).head, after;
    struct told told;

    case_sql("CREATE OR REPLACE TABLE kept_end AS SELECT * FROM seal_end;\nCREATE OR REPLACE TABLE kept_case AS SELECT * FROM case_file;\n"
             "CREATE OR REPLACE TABLE kept_part AS SELECT * FROM case_part;\n");
    MUST(case_event(case_db, &made, "note", "closed", "closed", 0, 0, &err));
    after = seal_at(NOW).head;
    ck_assert_uint_eq(after.id, before.id + 1);
    ck_assert_uint_eq(after.cases, 3);
    ck_assert_uint_eq(after.events, before.events + 1);
    look_since(&told, &before);
    ck_assert_str_eq(told.text, "");
    look_since(&told, &after);
    ck_assert_str_eq(told.text, "");
    case_sql("SET foreign_key_checks = 0;\nDELETE FROM case_event WHERE case_id = %" PRIu64 " AND seq = 5;\n"
             "DELETE FROM history_seal WHERE id = 4;\nREPLACE INTO seal_end SELECT * FROM kept_end;\n"
             "REPLACE INTO case_file SELECT * FROM kept_case;\nREPLACE INTO case_part SELECT * FROM kept_part;\n"
             "DROP TABLE kept_end, kept_case, kept_part;\n", made.id);
    look_since(&told, &before);
    ck_assert_str_eq(told.text, "");
    look_since(&told, &after);
    ck_assert_str_eq(told.text, "seals removed: the head knows seal 4 of 3 cases and 13 events, the last one is 3 of 3 and 12; ");
}
END_TEST

START_TEST(a_head_of_another_installation_is_told)
{
    struct seal_head head;
    struct told told;

    sealed_case();
    head = seal_at(NOW).head;
    head.hash[0] = head.hash[0] == '0' ? '1' : '0';
    look_since(&told, &head);
    ck_assert_str_eq(told.text, "seal 3 is not that of the head; ");
}
END_TEST

START_TEST(a_tail_that_was_cut_and_grew_again_is_named)
{
    struct case_made made = sealed_case();
    struct told told;

    case_sql("SET foreign_key_checks = 0;\nDELETE FROM case_event WHERE case_id = %" PRIu64 " AND seq = 4;\n", made.id);
    MUST(case_event(case_db, &made, "withdraw", "replied", "closed", 0, 0, &err));
    look(&told);
    ck_assert_str_eq(told.text, "tail cut: a seal knows another event 4; ");
    /* A later seal does not hide it. */
    MUST(case_event(case_db, &made, "note", "closed", "closed", 0, 0, &err));
    seal();
    look(&told);
    ck_assert_str_eq(told.text, "tail cut: a seal knows another event 4; ");
}
END_TEST

START_TEST(a_chain_that_was_cut_gets_no_new_seal)
{
    struct case_made made = sealed_case();
    struct seal_outcome outcome;

    case_sql("SET foreign_key_checks = 0;\nDELETE FROM case_event WHERE case_id = %" PRIu64 " AND seq = 4;\n", made.id);
    MUST(case_event(case_db, &(struct case_made){.id = made.id + 1, .now = NOW, .version = 4}, "note", "closed", "closed", 0, 0,
                    &err));
    MUST(history_seal_all(case_db, case_keys, NOW, &outcome, &err));
    ck_assert_uint_eq(outcome.sealed, 1); /* the other case, which has grown in the same range */
    ck_assert_str_eq(sql_ask(case_mem, "SELECT GROUP_CONCAT(seq) FROM history_seal WHERE case_id = %" PRIu64 "", made.id), "4");
}
END_TEST

START_TEST(many_cases_go_through_in_batches)
{
    struct told told;
    struct verify_totals totals;

    for (int i = 0; i < 230; i++)
        case_make(1, 0, NOW);
    seal();
    case_sql("SET foreign_key_checks = 0;\nDELETE FROM case_file WHERE id = 230;\n");
    totals = look(&told);
    ck_assert_uint_eq(totals.cases, 229);
    ck_assert_str_eq(told.text, "case gone; ");
}
END_TEST

START_TEST(two_that_seal_at_once_make_one_chain)
{
    struct verify_totals totals;
    struct told told;
    pid_t pids[3];

    for (int i = 0; i < 60; i++)
        case_make(1, 0, NOW);
    for (int i = 0; i < 3; i++) {
        pids[i] = fork();
        if (pids[i] == 0) {
            struct db_conf conf = case_db_conf(case_database);
            struct seal_outcome outcome;
            struct err err;

            _exit(history_seal_all(db_new(NULL, &conf), case_keys, NOW, &outcome, &err) == ERR_OK ? (int)outcome.sealed : 99);
        }
    }
    for (int i = 0, sealed = 0; i < 3; i++) {
        int status;

        waitpid(pids[i], &status, 0);
        ck_assert(WIFEXITED(status) && WEXITSTATUS(status) != 99);
        sealed += WEXITSTATUS(status);
        if (i == 2)
            ck_assert_int_eq(sealed, 60);
    }
    totals = look(&told);
    ck_assert_str_eq(told.text, "");
    ck_assert_uint_eq(totals.seals, 60);
}
END_TEST

START_TEST(one_case_is_looked_at_by_its_reference)
{
    struct case_made made = sealed_case();
    struct told told = {0};
    struct verify verify = {.db = case_db, .keys = case_keys, .now = NOW, .each_case = hear_case, .each_seal = hear_seal,
                            .closure = &told};
    struct verify_totals totals;
    struct err err;

    ck_assert_int_eq(verify_one(&verify, "none", &totals, &err), ERR_NOT_FOUND);
    case_sql("UPDATE personal_value SET value = 'x' WHERE case_id = %" PRIu64 " AND field = 'send_name2';\n", made.id);
    ck_assert_int_eq(verify_one(&verify, made.ref, &totals, &err), ERR_OK);
    ck_assert_uint_eq(totals.faults, 1);
    ck_assert_str_eq(told.text, "value altered send_name2 1; ");
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("verify");
    TCase *tests = tcase_create("history");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, a_planted_change_is_named, 0, (int)(sizeof plants / sizeof plants[0]));
    tcase_add_loop_test(tests, each_column_of_each_chained_table_is_covered_or_listed, 0,
                        (int)(sizeof chained / sizeof chained[0]));
    tcase_add_test(tests, every_chained_table_is_altered_by_this_test);
    tcase_add_test(tests, every_column_that_is_listed_as_uncovered_exists);
    tcase_add_loop_test(tests, a_record_of_a_read_that_was_sealed_stays_as_it_was, 0,
                        (int)(sizeof of_reads / sizeof of_reads[0]));
    tcase_add_test(tests, a_record_added_among_sealed_ones_is_told);
    tcase_add_test(tests, records_of_reads_are_sealed_by_month_in_pieces_and_none_twice);
    tcase_add_test(tests, records_that_ended_after_five_years_are_no_fault);
    tcase_add_test(tests, seals_that_went_with_their_end_are_known_by_later_events);
    tcase_add_test(tests, the_seal_that_an_event_knows_is_in_its_hash);
    tcase_add_test(tests, a_later_sealing_does_not_hide_that_seals_were_removed);
    tcase_add_test(tests, nothing_is_sealed_behind_an_end_that_was_altered);
    tcase_add_test(tests, a_history_of_the_format_before_is_written_anew);
    tcase_add_test(tests, a_rewriting_that_was_cut_off_goes_on_with_what_is_left);
    tcase_add_test(tests, a_head_tells_that_everything_was_put_back);
    tcase_add_test(tests, a_head_of_another_installation_is_told);
    tcase_add_test(tests, a_tail_that_was_cut_and_grew_again_is_named);
    tcase_add_test(tests, untouched_cases_are_intact);
    tcase_add_test(tests, a_second_sealing_seals_only_what_has_grown);
    tcase_add_test(tests, a_history_under_an_older_key_is_intact);
    tcase_add_test(tests, a_chain_that_was_cut_gets_no_new_seal);
    tcase_add_test(tests, many_cases_go_through_in_batches);
    tcase_add_test(tests, two_that_seal_at_once_make_one_chain);
    tcase_add_test(tests, one_case_is_looked_at_by_its_reference);
    suite_add_tcase(made, tests);
    return made;
}

int
main(void)
{
    return case_db_run(suite(), "imi_test_verify");
}
