/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A case of a small flow in a database of its own, for the tests of attachments. Needs a private MariaDB:
 * IMI_TEST_DB_SOCKET; without one attach_case_main says so and gives 77 (skipped).
 */
#ifndef IMI_TESTS_ATTACH_CASE_H
#define IMI_TESTS_ATTACH_CASE_H

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#include "attach/attach.h"
#include "attach_samples.h"
#include "base/clock.h"
#include "runner.h"
#include "store/attachment.h"
#include "store/history.h"
#include "store/value.h"

#define BIT(role) (1u << (role))

enum { DRAFT, SENT, ACCEPTED, REPLIED, CLOSED };

static TALLOC_CTX *mem;
static struct db *db;
static struct err err;
static char ref[CASE_REF_LENGTH + 1];
static uint64_t case_id;
static const char *case_database;

/* A flow as small as can be, with the reveal rules of a request. */

static const struct decl_part parts[] = {{.id = "requester"}, {.id = "responder"}};
static const struct decl_state states[] = {{.id = "draft", .class = CLASS_INITIAL, .waits_for = 0},
                                           {.id = "sent", .class = CLASS_ACTIVE, .waits_for = 1},
                                           {.id = "accepted", .class = CLASS_ACTIVE, .waits_for = 1},
                                           {.id = "replied", .class = CLASS_ACTIVE, .waits_for = 0},
                                           {.id = "closed", .class = CLASS_FINAL, .waits_for = -1}};
static const int from_draft[] = {DRAFT}, from_accepted[] = {ACCEPTED};
static const struct decl_who asker[] = {{0, ROLE_HANDLER}}, answerer[] = {{1, ROLE_HANDLER}};
static const struct decl_action actions[] = {
    {.id = "save", .from = from_draft, .n_from = 1, .to = -1, .by = asker, .n_by = 1, .input = INPUT_MAIN},
    {.id = "save-reply", .from = from_accepted, .n_from = 1, .to = -1, .by = answerer, .n_by = 1, .input = INPUT_ANSWERS}};
static const struct decl_reveal reveals[] = {
    {.key = "files", .states = {UINT64_MAX, BIT(ACCEPTED) | BIT(REPLIED) | BIT(CLOSED)}},
    {.key = "answers", .states = {BIT(REPLIED) | BIT(CLOSED), UINT64_MAX}}};
static const struct decl_section sections[] = {
    {.id = "attachments", .kind = SECTION_ATTACHMENTS, .reveal = "files"}};
static const struct decl_form main_form = {.id = "main", .sections = sections, .n_sections = 1};
static const struct decl_question asked[] = {
    {.id = "SD-A1", .text = "A", .group = "a", .has_files = true, .data_class = PERSONAL_CONTENT},
    {.id = "SD-A2", .text = "B", .group = "a", .has_files = true, .data_class = PERSONAL_CONTENT}};
static const struct decl_group groups[] = {{.id = "a", .questions = asked, .n_questions = 2}};
static const struct decl_questions questions = {.id = "q", .version = 1, .groups = groups, .n_groups = 1};
static const struct decl_flow request = {.id = "request",
                                         .version = 1,
                                         .area_id = "services",
                                         .parts = parts,
                                         .n_parts = 2,
                                         .states = states,
                                         .n_states = 5,
                                         .actions = actions,
                                         .n_actions = 2,
                                         .reveals = reveals,
                                         .n_reveals = 2,
                                         .main = &main_form,
                                         .questions = &questions};
static const struct decl_flow *const flows[] = {&request};
static const struct decl_area areas[] = {{.id = "services", .flows = flows, .n_flows = 1}};
static const struct decl decl = {.areas = areas, .n_areas = 1};

static const struct actor_area rights[] = {{"services", BIT(ROLE_HANDLER)}};
static const struct actor_area only_basic[] = {{"services", BIT(ROLE_BASIC)}};
static const struct actor ann = {.user_id = 11, .authority_id = 1, .authority_language = "da", .areas = rights, .n_areas = 1};
static const struct actor bert = {.user_id = 12, .authority_id = 2, .authority_language = "de", .areas = rights, .n_areas = 1};
static const struct actor basic = {
    .user_id = 11, .authority_id = 1, .authority_language = "da", .areas = only_basic, .n_areas = 1};

static inline struct env *
as(const struct actor *actor)
{
    static const unsigned char key[32] = {1};
    struct env *env = mem_zero(mem, struct env);

    *env = (struct env){mem, db, &decl, key, actor, "en", "r1", "test"};
    return env;
}

static inline struct content_case *
open_as(const struct env *env)
{
    struct content_case *the_case;

    ck_assert_msg(content_open(env, ref, &the_case, &err) == ERR_OK, "%s", err.detail);
    return the_case;
}

static inline void
must(enum err_code code)
{
    ck_assert_msg(code == ERR_OK, "%s:%d: %s", err.file, err.line, err.detail);
}

static inline void
move_to(int state)
{
    struct content_case *the_case = open_as(as(&ann));
    struct case_step step = {.id = case_id,
                             .version = the_case->row->version,
                             .state = states[state].id,
                             .class = state == CLOSED ? CASE_CLOSED : CASE_OPEN,
                             .now = clock_case_now(),
                             .closed_at = DB_NO_MOMENT,
                             .block_due = state == CLOSED ? clock_today() + 30 : DB_NO_DAY,
                             .erase_due = state == CLOSED ? clock_today() + 90 : DB_NO_DAY,
                             .waits_for = states[state].waits_for,
                             .due = DB_NO_DAY};

    must(case_advance(db, &step, &err));
}

static inline enum err_code
link_drafts(unsigned part, struct event_value **values, size_t *n_values, struct err *error)
{
    struct attachment_row *rows;
    size_t count;

    must(attachments_of_case(db, mem, case_id, &rows, &count, error));
    return attach_link(as(&ann), case_id, part, rows, count, NULL, values, n_values, error);
}

static inline enum err_code
link_all(struct db *the_db, void *argument, struct err *error)
{
    struct event_value *values = NULL;
    size_t count = 0;

    (void)the_db;
    return link_drafts(*(unsigned *)argument, &values, &count, error);
}

static inline void
link_part(unsigned part)
{
    must(db_transaction(db, link_all, &part, &err));
}

static inline enum err_code
add_from(const struct env *env, const struct content_case *the_case, const char *field, const char *name,
         const struct buf *content, struct attach_file *file)
{
    struct attach *attach;
    enum err_code code = attach_begin(env, the_case, field, name, NULL, &attach, &err);

    if (code != ERR_OK)
        return code;
    for (size_t at = 0; at < content->length && code == ERR_OK; at += 100000)
        code = attach_data(attach, content->data + at, content->length - at < 100000 ? content->length - at : 100000, &err);
    if (code == ERR_OK)
        code = attach_end(attach, NULL, NULL, file, &err);
    attach_drop(attach);
    return code;
}

static inline enum err_code
add(const struct actor *actor, const char *field, const char *name, const struct buf *content)
{
    struct env *env = as(actor);
    struct attach_file file;

    return add_from(env, open_as(env), field, name, content, &file);
}

static inline size_t
rows_of_case(void)
{
    struct attachment_row *rows;
    size_t count;

    must(attachments_of_case(db, mem, case_id, &rows, &count, &err));
    return count;
}

static inline uint64_t
first_id(void)
{
    struct attachment_row *rows;
    size_t count;

    must(attachments_of_case(db, mem, case_id, &rows, &count, &err));
    ck_assert_uint_gt(count, 0);
    return rows[0].id;
}

static inline struct buf *
content_of(uint64_t id)
{
    struct buf *out = buf_new(mem, SAMPLE_LIMIT);
    struct db_bytes chunk;

    for (unsigned seq = 0;; seq++) {
        must(attach_chunk(as(&ann), id, seq, &chunk, &err));
        if (chunk.data == NULL)
            return out;
        ck_assert_uint_le(chunk.length, ATTACH_CHUNK_BYTES);
        buf_add(out, chunk.data, chunk.length);
    }
}

static inline struct buf *
long_text(size_t size)
{
    struct buf *out = buf_new(mem, SAMPLE_LIMIT);

    while (out->length < size)
        buf_add(out, "0123456789abcdefghijklmnopqrstuvwxyz 0123456789\n", size - out->length < 48 ? size - out->length : 48);
    return out;
}

static inline void
ask_first_question(void)
{
    struct value_new asks = {.field = "ask.SD-A1", .version = 1, .personal = false, .value = "yes"};

    must(values_insert(db, mem, case_id, 0, &asks, 1, &err));
}

static inline void
setup(void)
{
    struct db_conf conf = {.socket = getenv("IMI_TEST_DB_SOCKET"), .name = case_database, .user = "root"};
    struct case_new new = {.ref = ref, .area = "services", .flow = "request", .state = "draft", .flow_version = 1,
                           .user_id = 11, .authority_id = 1, .now = clock_case_now(), .waits = true};
    struct case_row row = {.ref = ref, .flow_version = 1, .area = "services", .flow = "request", .state = "draft"};

    mem = mem_new(NULL, "test");
    db = db_new(mem, &conf);
    case_new_ref(ref);
    must(case_insert(db, &new, &case_id, &err));
    row.id = case_id;
    must(case_take_part(db, &row,
                        &(struct case_step){.authorities = {1, 2},
                                            .state = "draft",
                                            .class = CASE_DRAFT,
                                            .waits_for = -1,
                                            .due = DB_NO_DAY,
                                            .now = clock_case_now()},
                        1, false, &err));
}

static inline void
teardown(void)
{
    talloc_free(mem);
}

static inline void
prepare_with(const char *socket, const char *database, const char *script)
{
    struct db_conf conf = {.socket = socket, .name = database, .user = "root"};
    struct db *own = db_new(NULL, &conf);

    if (db_script(own, script, &err) != ERR_OK) {
        fprintf(stderr, "%s\n", err.detail);
        exit(1);
    }
    talloc_free(own);
}

static inline void
prepare_from(const char *socket, const char *database, const char *name)
{
    const char *srcdir = getenv("IMI_SRCDIR");
    char *text = NULL, path[4096];
    size_t capacity = 0;
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", srcdir != NULL ? srcdir : ".", name);
    file = fopen(path, "re");
    if (file == NULL || getdelim(&text, &capacity, '\0', file) < 0) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(1);
    }
    fclose(file);
    prepare_with(socket, database, text);
    free(text);
}

/* A database of its own, made anew. */
static inline void
prepare(const char *socket, const char *database)
{
    const char *srcdir = getenv("IMI_SRCDIR");
    char text[4096];
    glob_t migrations;

    snprintf(text, sizeof text, "DROP DATABASE IF EXISTS %s;\nCREATE DATABASE %s CHARACTER SET utf8mb4 COLLATE "
             "utf8mb4_uca1400_ai_ci;\n", database, database);
    prepare_with(socket, "mysql", text);
    snprintf(text, sizeof text, "%s/sql/migrations/*.sql", srcdir != NULL ? srcdir : ".");
    if (glob(text, 0, NULL, &migrations) != 0) {
        fprintf(stderr, "no migrations below %s\n", text);
        exit(1);
    }
    for (size_t i = 0; i < migrations.gl_pathc; i++)
        prepare_from(socket, database, strstr(migrations.gl_pathv[i], "sql/migrations/"));
    globfree(&migrations);
    prepare_from(socket, database, "tests/unit/fixture/attach.sql");
}

/* attach_case_main - the main of a test program: a fresh database of this name, then the suite. */
static inline int
attach_case_main(const char *database, Suite *made)
{
    const char *socket = getenv("IMI_TEST_DB_SOCKET");

    if (socket == NULL) {
        fputs("IMI_TEST_DB_SOCKET names no database: skipped\n", stderr);
        return 77;
    }
    case_database = database;
    prepare(socket, database);
    return runner_run(made);
}

#endif
