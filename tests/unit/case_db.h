/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A database for tests: a schema of its own on the server that IMI_TEST_DB_SOCKET names, made once for each program and emptied
 * for each test; two authorities, two users, and cases made by direct calls of lib/store as lib/flow would make them.
 */
#ifndef IMI_TESTS_CASE_DB_H
#define IMI_TESTS_CASE_DB_H

#include <check.h>
#include <dirent.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/rng.h"
#include "proof/seal.h"
#include "runner.h"
#include "sql.h"
#include "store/attachment.h"
#include "store/case.h"
#include "store/facts.h"
#include "store/history.h"
#include "store/value.h"

static TALLOC_CTX *case_mem;
static struct db *case_db;
static struct seal_keys *case_keys;

#define MUST(call)                                                                                 \
    do {                                                                                           \
        struct err err = {0};                                                                      \
        enum err_code must_ = (call);                                                              \
        ck_assert_msg(must_ == ERR_OK, "%s: %s", #call, err.detail);                               \
    } while (0)

static struct db_conf
case_db_conf(const char *name)
{
    return (struct db_conf){.socket = getenv("IMI_TEST_DB_SOCKET"), .name = name, .user = "root"};
}

static void
case_sql(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void
case_sql(const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = talloc_vasprintf(case_mem, format, args);
    va_end(args);
    MUST(db_script(case_db, text, &err));
}

/* For what comes before the tests, where Check's own words do not work yet. */
static void
case_or_end(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static char *
case_file_text(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = mem_size(case_mem, 1024 * 1024);

    case_or_end(file != NULL, path);
    text[fread(text, 1, 1024 * 1024 - 1, file)] = '\0';
    fclose(file);
    return text;
}

static int
case_by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static const char *case_database;

/* All migrations, in order, into an empty schema. */
static void
case_db_make(void)
{
    const char *tree = getenv("IMI_SRCDIR") != NULL ? getenv("IMI_SRCDIR") : ".";
    struct db_conf server = case_db_conf(NULL), conf = case_db_conf(case_database);
    struct dirent **files;
    struct err err = {0};
    int count;

    case_mem = mem_new(NULL, "case db");
    case_db = db_new(case_mem, &server);
    case_or_end(
        db_script(case_db,
                  mem_printf(case_mem, "DROP DATABASE IF EXISTS %s;\nCREATE DATABASE %s;\n", case_database, case_database),
                  &err) == ERR_OK,
        err.detail);
    case_db = db_new(case_mem, &conf);
    count = scandir(mem_printf(case_mem, "%s/sql/migrations", tree), &files, NULL, case_by_name);
    for (int i = 0; i < count; i++) {
        const char *path = mem_printf(case_mem, "%s/sql/migrations/%s", tree, files[i]->d_name);

        if (strstr(path, ".sql") != NULL)
            case_or_end(db_script(case_db, case_file_text(path), &err) == ERR_OK, err.detail);
        free(files[i]);
    }
    free(files);
    talloc_free(case_mem); /* the connection too: the tests are other processes */
}

/* What an earlier test has left goes, and numbers begin at 1 again. */
static void
case_db_empty(void)
{
    char *tables = sql_ask(case_mem, "SELECT table_name, auto_increment FROM information_schema.tables WHERE table_schema = '%s'",
                           case_database), *line;

    sql_ask(case_mem, "SET foreign_key_checks = 0");
    while ((line = strsep(&tables, "\n")) != NULL) {
        const char *table = strsep(&line, " ");

        sql_ask(case_mem, "DELETE FROM `%s`", table);
        if (strcmp(line, "-") != 0 && strcmp(line, "1") != 0)
            sql_ask(case_mem, "ALTER TABLE `%s` AUTO_INCREMENT = 1", table);
    }
    sql_ask(case_mem, "SET foreign_key_checks = 1");
}

/* case_db_start, case_db_end - a fixture: the empty database with its authorities and users. */
static void
case_db_start(void)
{
    struct db_conf conf = case_db_conf(case_database);

    case_mem = mem_new(NULL, "case db");
    case_db = db_new(case_mem, &conf);
    sql_begin(case_database);
    case_db_empty();
    case_sql("INSERT INTO installation VALUES (1, 'training', 0, '2026-01-01');\n");
    for (int i = 1; i <= 2; i++)
        case_sql("INSERT INTO authority (id, slug, country, kind, name, language, street, postcode, town, email, time_zone,"
                 " liaison_point, access_manager, status, version, made_at, changed_at) VALUES (%d, 'a%d', '%s', 'CA', 'Authority %d',"
                 " '%s', 's', '1', 't', 'box%d@example.org', 'Europe/Brussels', 0, 0, 'active', 1, '2026-01-01', '2026-01-01');\n"
                 "INSERT INTO user_account (id, name, authority_id, full_name, email, language, code_step, status, made_at, changed_at)"
                 " VALUES (%d, 'user%d', %d, 'User %d', 'user%d@example.org', '%s', 0, 'active', '2026-01-01', '2026-01-01');\n"
                 "INSERT INTO user_role VALUES (%d, 'services', 'handler');\n",
                 i, i, i == 1 ? "DK" : "DE", i, i == 1 ? "da" : "de", i, i, i, i, i, i, i == 1 ? "da" : "de", i);
    case_keys = mem_zero(case_mem, struct seal_keys);
    case_keys->count = 1;
    memset(case_keys->history[0], 7, HASH_KEY_BYTES);
    memset(case_keys->seal[0], 9, HASH_KEY_BYTES);
}

static void
case_db_end(void)
{
    sql_end();
    talloc_free(case_mem);
}

struct case_made {
    uint64_t id;
    char ref[CASE_REF_LENGTH + 1];
    int64_t now;
    size_t n_personal;
    uint64_t file_id; /* 0: none */
    size_t file_chunks;
    uint64_t version;
    unsigned char *file;
};

static int
case_by_field(const void *a, const void *b)
{
    const struct event_value *x = a, *y = b;
    int order = strcmp(x->field, y->field);

    return order != 0 ? order : (x->version > y->version) - (x->version < y->version);
}

/* The shell of a case as it stands. */
static enum err_code
case_shell(struct db *db, uint64_t id, struct case_state **shell, struct err *err)
{
    return facts_lock_shell(db, case_mem, id, shell, err);
}

/* The act itself: the shell goes on to the next version and the event says so. A closed case has its days. */
static enum err_code
case_step(struct db *db, struct case_made *made, struct event_new *event, struct err *err)
{
    bool closed = strcmp(event->to_state, "closed") == 0;
    int32_t today = clock_day(made->now);
    struct case_state *before, *after;
    struct history_head head;
    struct case_stamp stamps[2];
    size_t n_stamps = strcmp(event->action, "send") == 0 ? 2 : 0;

    TRY(history_next(db, made->id, 0, &head, err));
    stamps[0] = (struct case_stamp){.field = "sent_at", .seq = head.seq, .moment = made->now, .day = DB_NO_DAY};
    stamps[1] = (struct case_stamp){.field = "accept_by", .seq = head.seq, .moment = DB_NO_MOMENT, .day = today + 7};
    TRY(case_stamps_put(db, case_mem, made->id, stamps, n_stamps, err));
    TRY(case_shell(db, made->id, &before, err));
    TRY(case_advance(db,
                     &(struct case_step){.id = made->id, .version = before->version, .state = event->to_state,
                                         .class = closed ? CASE_CLOSED : CASE_OPEN, .now = made->now,
                                         .closed_at = closed ? made->now : DB_NO_MOMENT,
                                         .block_due = closed ? day_add_months(today, 6) : DB_NO_DAY,
                                         .erase_due = closed ? day_add_months(today, 36) : DB_NO_DAY, .waits_for = -1,
                                         .due = DB_NO_DAY, .authorities = {1, 2}},
                     err));
    TRY(case_shell(db, made->id, &after, err));
    event->version = made->version = after->version;
    event->facts = facts_text(case_mem, head.seq > 1 ? before : NULL, after, stamps, n_stamps);
    return history_append(db, case_mem, case_keys->history[0], &head, event, err);
}

/* An event that writes `n_coded` coded and `n_personal` personal values, and links the file. */
static enum err_code
case_event(struct db *db, struct case_made *made, const char *action, const char *from, const char *to, size_t n_coded,
           size_t n_personal, struct err *err)
{
    size_t n = n_coded + n_personal, most = n + 1;
    struct value_new *values = mem_zeros(case_mem, struct value_new, most);
    struct event_value *written = mem_zeros(case_mem, struct event_value, most);
    struct event_new event = {.case_id = made->id, .user_id = 1, .authority_id = 1, .part = 0,
                              .at = made->now, .action = action, .from_state = from, .to_state = to, .values = written};

    for (size_t i = 0; i < n; i++) {
        unsigned char *commitment = mem_size(case_mem, HASH_BYTES);

        values[i] = (struct value_new){.field = mem_printf(case_mem, "%s_%s%zu", action, i < n_coded ? "code" : "name", i),
                                       .version = 1, .personal = i >= n_coded, .language = i < n_coded ? NULL : "da",
                                       .value = mem_printf(case_mem, "Værdi %zu of %s", i, made->ref)};
        rng_bytes(values[i].commit_key, 32);
        value_commit(commitment, 0, &values[i]);
        written[i] = (struct event_value){.field = values[i].field, .version = 1,
                                          .store = i < n_coded ? STORE_CODED : STORE_PERSONAL,
                                          .commitment = {commitment, HASH_BYTES}};
    }
    TRY(values_insert(db, case_mem, made->id, 0, values, n, err));
    event.n_values = n;
    if (made->file_id != 0 && n_personal > 0) {
        struct attachment_row *rows;
        size_t count;
        unsigned char *commitment = mem_size(case_mem, HASH_BYTES);

        TRY(attachment_link(db, case_mem, &made->file_id, 1, err));
        TRY(attachments_of_case(db, case_mem, made->id, &rows, &count, err));
        attachment_commit(commitment, &rows[0]);
        written[n] = (struct event_value){.field = attachment_field(case_mem, &rows[0]), .version = 1, .store = STORE_FILE,
                                          .commitment = {commitment, HASH_BYTES}};
        event.n_values++;
    }
    qsort(written, event.n_values, sizeof *written, case_by_field);
    return case_step(db, made, &event, err);
}

static enum err_code
case_put_file(struct db *db, struct case_made *made, struct err *err)
{
    const struct attachment_new new = {.case_id = made->id, .user_id = 1, .field = "files",
                                       .name = "Ægte.pdf", .now = made->now};
    struct attachment_facts facts = {.media_type = "application/pdf", .size = made->file_chunks * 1000};
    struct hash_sha256 *state = hash_sha256_new(case_mem);
    unsigned char piece[1000];

    TRY(attachment_insert(db, &new, &made->file_id, err));
    for (size_t i = 0; i < made->file_chunks; i++) {
        memset(piece, (int)i + 1, sizeof piece);
        hash_sha256_add(state, piece, sizeof piece);
        TRY(attachment_chunk_put(db, made->file_id, (unsigned)i, piece, sizeof piece, err));
    }
    hash_sha256_end(state, facts.sha256);
    return attachment_finish(db, made->file_id, &facts, err);
}

static enum err_code
case_make_work(struct db *db, void *argument, struct err *err)
{
    static const struct search_key keys[] = {{1, "vaerdi"}, {1, "name"}, {2, "vaerdi"}, {2, "name"}};
    struct case_made *made = argument;
    const struct case_new new = {.ref = made->ref, .area = "services", .flow = "request", .flow_version = 1, .state = "draft",
                                 .user_id = 1, .authority_id = 1, .now = made->now, .waits = true};
    struct case_row row = {.ref = made->ref, .flow_version = 1, .area = "services", .flow = "request", .state = "draft"};

    made->version = 0;
    TRY(case_insert(db, &new, &made->id, err));
    row.id = made->id;
    TRY(case_take_part(
        db, &row,
        &(struct case_step){
            .authorities = {1, 2}, .state = "draft", .class = CASE_DRAFT, .waits_for = -1, .due = DB_NO_DAY, .now = made->now},
        1, false, err));
    if (made->file_chunks > 0)
        TRY(case_put_file(db, made, err));
    TRY(case_event(db, made, "send", "draft", "sent", 2, made->n_personal, err));
    TRY(case_event(db, made, "accept", "sent", "accepted", 0, 0, err));
    TRY(case_event(db, made, "reply", "accepted", "replied", 1, 1, err));
    TRY(case_event(db, made, "close", "replied", "closed", 0, 0, err));
    return search_keys_put(db, case_mem, made->id, keys, 4, err);
}

/* A case sent, accepted, replied to and closed at `now`. */
static inline struct case_made
case_make(size_t n_personal, size_t file_chunks, int64_t now)
{
    struct case_made made = {.n_personal = n_personal, .file_chunks = file_chunks, .now = now};

    case_new_ref(made.ref);
    MUST(db_transaction(case_db, case_make_work, &made, &err));
    return made;
}

/* case_db_run - the main of a test program. Without a database there is nothing to test: 77 tells make check that it was skipped.
 */
static int
case_db_run(Suite *suite, const char *database)
{
    case_database = database;
    if (getenv("IMI_TEST_DB_SOCKET") != NULL) {
        case_db_make();
        return runner_run(suite);
    }
    puts("IMI_TEST_DB_SOCKET names no database: skipped");
    return 77;
}

#endif
