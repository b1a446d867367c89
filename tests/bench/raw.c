/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The raw transaction: as many rows written and statements as an act needs at the least, in one transaction, flushed at its
 * commit, by a client that does nothing else. What the rate of acts is compared with. Its cases are as new as those of real
 * acts: on older ones the clerk would find work (drafts to announce and to erase).
 *
 *   bench_raw DATABASE_SOCKET ACT CONNECTIONS MILLISECONDS < numbers of cases     prints: transactions milliseconds
 */
#include <mysql.h>
#include <mysqld_error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_CASES 200000
#define MOST_ROWS 32

/* How many rows an act of the benchmark writes where; figures.mjs sends the same acts. */
static const struct act {
    const char *name;
    unsigned coded, personal, stamps, words;
    int new_part;
} acts[] = {
    {"send", 9, 5, 3, 5, 1},
    {"accept", 1, 0, 2, 10, 0},
    {"reply", 2, 1, 1, 0, 0},
};

enum what { LOCK, PART, CODED, PERSONAL, DROP, STAMP, CASE, PARTS, EVENT, EVENT_VALUE, UNWORD, WORD, OUTBOX, KEY, STATEMENTS };

#define HASH32 "REPEAT('x', 32)"
static const char *const texts[STATEMENTS] = {
    [LOCK] = "SELECT id FROM case_file WHERE id = ? FOR UPDATE",
    [PART] = "INSERT INTO case_part (case_id, part, ref, authority_id, since, area, flow, flow_version, state, class, waits, changed_at)"
             " SELECT id, 1, ref, 1, changed_at, area, flow, 1, state, class, FALSE, changed_at FROM case_file WHERE id = ?",
    [CODED] = "INSERT INTO case_value VALUES (?, CONCAT('raw_field_', ?), 1, 0, " HASH32 ", 'construction')",
    [PERSONAL] = "INSERT INTO personal_value (case_id, field, version, part, commit_key, language, value)"
                 " VALUES (?, CONCAT('raw_text_', ?), 1, 0, " HASH32 ", 'en', 'A text of some length, as people write it.')",
    [DROP] = "DELETE FROM draft_value WHERE case_id = ?",
    [STAMP] = "INSERT INTO case_stamp (case_id, field, seq, moment, day) VALUES (?, CONCAT('raw_stamp_', ?), 1, '2026-01-01', NULL)",
    [CASE] = "UPDATE case_file SET state = 'raw', version = version + 1, changed_at = UTC_TIMESTAMP(6) WHERE id = ?",
    [PARTS] = "UPDATE case_part SET state = 'raw', waits = (part = 1), due = '2099-02-01', changed_at = UTC_TIMESTAMP(6) WHERE case_id = ?",
    [EVENT] = "INSERT INTO case_event (case_id, seq, at, user_id, authority_id, part, action, from_state, to_state, version,"
              " other_id, rule, facts, previous, hash) VALUES (?, 99, '2026-01-01', 1, 1, 0, 'raw', 'raw', 'raw', 99, NULL, NULL,"
              " REPEAT('changed_at=2026-01-01T00:00:00.000000Z\\n', 5), "
              HASH32 ", " HASH32 ")",
    [EVENT_VALUE] = "INSERT INTO event_value VALUES (?, CONCAT('raw_', ?), 1, 0, " HASH32 ")",
    [UNWORD] = "DELETE FROM search_key WHERE case_id = ?",
    [WORD] = "INSERT IGNORE INTO search_key (case_id, word, authority_id) VALUES (?, CONCAT('raw', ?), 1)",
    [OUTBOX] = "INSERT INTO outbox (lane, message, subject_kind, subject_id, authority_id, made_at, due_at, tries)"
               " VALUES ('raw', 'raw', 'case', ?, 1, '2026-01-01', '2026-01-01', 0)",
    [KEY] = "INSERT INTO act_key (user_id, act_key, digest, subject_kind, subject_id, version, made_at)"
            " SELECT 1, CONCAT('raw-', version, id), " HASH32 ", 'case', id, 1, '2026-01-01' FROM case_file WHERE id = ?",
};

static unsigned long long cases[MOST_CASES];
static size_t n_cases;

static void
end(const char *what)
{
    fprintf(stderr, "bench_raw: %s\n", what);
    exit(1);
}

static long long
now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

/* One statement for `rows` rows: the number first, then 1, 2, 3 ... where the text asks for a second value. */
static int
run(MYSQL_STMT *statement, unsigned long long number, unsigned rows)
{
    unsigned long long firsts[MOST_ROWS], seconds[MOST_ROWS];
    MYSQL_BIND binds[2];
    unsigned size = rows;

    memset(binds, 0, sizeof binds);
    for (unsigned i = 0; i < rows; i++) {
        firsts[i] = number;
        seconds[i] = i;
    }
    binds[0] = (MYSQL_BIND){.buffer_type = MYSQL_TYPE_LONGLONG, .buffer = firsts, .is_unsigned = 1};
    binds[1] = (MYSQL_BIND){.buffer_type = MYSQL_TYPE_LONGLONG, .buffer = seconds, .is_unsigned = 1};
    if (rows > 1)
        mysql_stmt_attr_set(statement, STMT_ATTR_ARRAY_SIZE, &size);
    if (mysql_stmt_bind_param(statement, binds) != 0 || mysql_stmt_execute(statement) != 0) {
        if (mysql_stmt_errno(statement) == ER_LOCK_DEADLOCK)
            return 0;
        end(mysql_stmt_error(statement));
    }
    if (mysql_stmt_field_count(statement) > 0) {
        mysql_stmt_store_result(statement);
        mysql_stmt_free_result(statement);
    }
    return 1;
}

/* One transaction; 0 when the database ended it for another's sake. */
static int
transact(MYSQL *mysql, MYSQL_STMT **statements, const struct act *act, unsigned long long number)
{
    unsigned long long event;

    if (mysql_query(mysql, "START TRANSACTION") != 0)
        end(mysql_error(mysql));
    if (!run(statements[LOCK], number, 1) || (act->new_part && !run(statements[PART], number, 1)) ||
        !run(statements[CODED], number, act->coded) ||
        (act->personal > 0 && !run(statements[PERSONAL], number, act->personal)) ||
        !run(statements[DROP], number, 1) || !run(statements[STAMP], number, act->stamps) ||
        (act->words > 0 && (!run(statements[UNWORD], number, 1) || !run(statements[WORD], number, act->words))) ||
        !run(statements[CASE], number, 1) || !run(statements[PARTS], number, 1) || !run(statements[EVENT], number, 1))
        return 0;
    event = mysql_stmt_insert_id(statements[EVENT]);
    if (!run(statements[EVENT_VALUE], event, act->coded + act->personal) || !run(statements[OUTBOX], number, 1) ||
        !run(statements[KEY], number, 1))
        return 0;
    if (mysql_query(mysql, "COMMIT") != 0)
        end(mysql_error(mysql));
    return 1;
}

static void
work(const char *socket, const struct act *act, unsigned first, unsigned step, long long until, unsigned long *done)
{
    MYSQL_STMT *statements[STATEMENTS];
    MYSQL *mysql = mysql_init(NULL);

    if (mysql_real_connect(mysql, NULL, "root", NULL, "imi", 0, socket, 0) == NULL)
        end(mysql_error(mysql));
    if (mysql_query(mysql, "SET SESSION tx_isolation = 'READ-COMMITTED'") != 0)
        end(mysql_error(mysql));
    for (int i = 0; i < STATEMENTS; i++) {
        statements[i] = mysql_stmt_init(mysql);
        if (mysql_stmt_prepare(statements[i], texts[i], strlen(texts[i])) != 0)
            end(mysql_stmt_error(statements[i]));
    }
    for (size_t i = first; i < n_cases && now_us() < until; i += step, (*done)++)
        while (!transact(mysql, statements, act, cases[i]))
            ;
    exit(0);
}

int
main(int argc, char **argv)
{
    const struct act *act = NULL;
    unsigned connections;
    unsigned long *done, sum = 0;
    long long begun;
    int status, failed = 0;

    for (size_t i = 0; argc == 5 && i < sizeof acts / sizeof acts[0]; i++)
        if (strcmp(acts[i].name, argv[2]) == 0)
            act = &acts[i];
    if (act == NULL || (connections = (unsigned)atoi(argv[3])) == 0 || connections > 64)
        end("usage: bench_raw DATABASE_SOCKET ACT CONNECTIONS MILLISECONDS");
    while (n_cases < MOST_CASES && scanf("%llu", &cases[n_cases]) == 1)
        n_cases++;
    done = mmap(NULL, connections * sizeof *done, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (done == MAP_FAILED)
        end("no memory");
    begun = now_us();
    for (unsigned i = 0; i < connections; i++)
        if (fork() == 0)
            work(argv[1], act, i, connections, begun + 1000LL * atoi(argv[4]), &done[i]);
    while (wait(&status) > 0)
        failed |= status;
    for (unsigned i = 0; i < connections; i++)
        sum += done[i];
    printf("%lu %lld\n", sum, (now_us() - begun) / 1000);
    return failed != 0;
}
