/* SPDX-License-Identifier: EUPL-1.2 */
/* Authorities with all that hangs on them. */
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "directory/directory.h"
#include "training/load.h"

#define OLDER_DAYS 1500 /* than the first request */

/* Rows for one statement, to be written in one go. */
struct rows {
    struct db_value *values;
    size_t count; /* of values */
};

struct writing {
    struct loading *loading;
    size_t first, end; /* authorities of one transaction */
};

static void
row_add(TALLOC_CTX *mem, struct rows *rows, const struct db_value *values, size_t count)
{
    rows->values = mem_grow(mem, rows->values, struct db_value, rows->count + count);
    memcpy(rows->values + rows->count, values, count * sizeof *values);
    rows->count += count;
}

static enum err_code
rows_write(struct db *db, uint64_t statement, const struct rows *rows, size_t n_args, struct err *err)
{
    return db_exec_many(db, statement, rows->values, n_args, rows->count / n_args, err);
}

static uint64_t
id_of(const struct loading *loading, const struct node *name)
{
    return data_authority(loading->data, name->text)->row_id;
}

static enum err_code
write_head(struct loading *loading, const struct data_authority *body, struct err *err)
{
    int64_t made = loading->start - OLDER_DAYS * CLOCK_DAY;

    return db_exec(loading->db, SQL_TRAINING_AUTHORITY_ADD,
                DB_ARGS(db_u64(body->row_id), db_text(body->id), db_text(body->country), db_text(data_kinds[body->kind]),
                        db_text(body->official_name), db_text(body->language), db_text(body->acronym),
                        db_text(body->street), db_text(body->postcode), db_text(body->town), db_text(body->region),
                        db_text(body->phone), db_text(body->email), db_text(body->website), db_text(body->hours),
                        db_text(body->time_zone), db_flag(body->liaison_point), db_flag(body->access_manager),
                        db_text(data_statuses[body->status]), db_moment(made), db_moment(made)),
                NULL, err);
}

/* Rows that hold authority, kind, language and text. */
static void
add_texts(TALLOC_CTX *mem, struct rows *rows, const struct data_authority *body, const char *kind,
          const struct node *texts)
{
    for (size_t i = 0; i < node_count(texts); i++) {
        const struct db_value row[] = {db_u64(body->row_id), db_text(kind), db_text(texts->items[i].key),
                                       db_text(texts->items[i].text)};

        row_add(mem, rows, row, 4);
    }
}

static enum err_code
write_texts(struct loading *loading, TALLOC_CTX *mem, const struct data_authority *body, struct err *err)
{
    struct rows texts = {0}, languages = {0};

    add_texts(mem, &texts, body, "name", body->names);
    add_texts(mem, &texts, body, "what_it_does", body->what_it_does);
    for (size_t i = 0; i < node_count(body->languages); i++) {
        const struct db_value row[] = {db_u64(body->row_id), db_text(node_at(body->languages, i)->text),
                                       db_u64(i + 1)};

        row_add(mem, &languages, row, 3);
    }
    TRY(rows_write(loading->db, SQL_TRAINING_TEXT_ADD, &texts, 4, err));
    return rows_write(loading->db, SQL_TRAINING_LANGUAGE_ADD, &languages, 3, err);
}

/* By all its names, its acronym, town and region. */
static enum err_code
write_words(struct loading *loading, TALLOC_CTX *mem, const struct data_authority *body, struct err *err)
{
    const char **texts = mem_zeros(mem, const char *, node_count(body->names) + 4);
    const char **words;
    struct rows rows = {0};
    size_t n = 0, count;

    texts[n++] = body->official_name;
    texts[n++] = body->acronym;
    texts[n++] = body->town;
    texts[n++] = body->region;
    for (size_t i = 0; i < node_count(body->names); i++)
        texts[n++] = body->names->items[i].text;
    count = directory_words(mem, texts, n, &words);
    for (size_t i = 0; i < count; i++) {
        const struct db_value row[] = {db_text(words[i]), db_u64(body->row_id), db_text(body->country)};

        row_add(mem, &rows, row, 3);
    }
    return rows_write(loading->db, SQL_TRAINING_WORD_ADD, &rows, 3, err);
}

/* The settings of each kind of case of the area; of several versions once. */
static void
add_flows(TALLOC_CTX *mem, struct rows *rows, const struct data_authority *body, const struct data_access *access)
{
    for (size_t i = 0; i < access->decl->n_flows; i++) {
        const char *flow = access->decl->flows[i]->id;
        const struct db_value row[] = {
            db_u64(body->row_id), db_text(access->area), db_text(flow), db_flag(access->can_send),
            db_flag(access->can_receive), db_flag(access->use_allocation), db_flag(access->approve_request),
            db_flag(access->approve_reply), db_flag(strcmp(data_kinds[access->role], "CA") != 0)};

        if (i == 0 || strcmp(access->decl->flows[i - 1]->id, flow) != 0)
            row_add(mem, rows, row, 9);
    }
}

static void
add_relations(struct loading *loading, TALLOC_CTX *mem, struct rows *rows, const struct data_authority *body,
              const struct data_access *access)
{
    const struct node *lists[] = {access->coordinators.request, access->coordinators.linked};
    static const char *const relations[] = {"request", "linked"};

    for (size_t kind = 0; kind < 2; kind++)
        for (size_t i = 0; i < node_count(lists[kind]); i++) {
            const struct db_value row[] = {db_u64(body->row_id), db_text(access->area), db_text(relations[kind]),
                                           db_u64(id_of(loading, node_at(lists[kind], i)))};

            row_add(mem, rows, row, 4);
        }
}

static enum err_code
write_access(struct loading *loading, TALLOC_CTX *mem, const struct data_authority *body, struct err *err)
{
    const struct data_access *areas = body->areas.rows;
    struct rows grants = {0}, flows = {0}, competences = {0}, relations = {0};

    for (size_t i = 0; i < body->areas.count; i++) {
        const struct data_access *access = &areas[i];
        const struct node *codes = access->activities != NULL ? access->activities : access->professions;
        const struct db_value grant[] = {db_u64(body->row_id), db_text(access->area),
                                         db_text(data_kinds[access->role]), db_u64(id_of(loading, body->access)),
                                         db_text(body->country)};

        row_add(mem, &grants, grant, 5);
        add_flows(mem, &flows, body, access);
        add_relations(loading, mem, &relations, body, access);
        /* Without a list of its area a code says nothing to anybody. */
        for (size_t j = 0; access->decl->activities != NULL && j < node_count(codes); j++) {
            const struct db_value row[] = {db_u64(body->row_id), db_text(access->area),
                                           db_text(node_at(codes, j)->text), db_text(body->country)};

            row_add(mem, &competences, row, 4);
        }
    }
    TRY(rows_write(loading->db, SQL_TRAINING_AREA_ADD, &grants, 5, err));
    TRY(rows_write(loading->db, SQL_TRAINING_FLOW_ADD, &flows, 9, err));
    TRY(rows_write(loading->db, SQL_TRAINING_COMPETENCE_ADD, &competences, 4, err));
    return rows_write(loading->db, SQL_TRAINING_RELATION_ADD, &relations, 4, err);
}

static enum err_code
write_heads(struct db *db, void *argument, struct err *err)
{
    struct writing *writing = argument;

    (void)db;
    for (size_t i = writing->first; i < writing->end; i++)
        TRY(write_head(writing->loading, writing->loading->data->authorities[i], err));
    return ERR_OK;
}

static enum err_code
write_rest(struct db *db, void *argument, struct err *err)
{
    struct writing *writing = argument;
    struct loading *loading = writing->loading;
    TALLOC_CTX *mem = mem_new(loading->mem, "bodies");

    for (size_t i = writing->first; i < writing->end; i++) {
        const struct data_authority *body = loading->data->authorities[i];

        TRY(db_exec(db, SQL_TRAINING_AUTHORITY_VALIDATING,
                    DB_ARGS(db_u64(id_of(loading, body->validating)), db_u64(body->row_id)), NULL, err));
        TRY(write_texts(loading, mem, body, err));
        TRY(write_words(loading, mem, body, err));
        TRY(write_access(loading, mem, body, err));
    }
    talloc_free(mem);
    return ERR_OK;
}

enum err_code
bodies_write(struct loading *loading, struct err *err)
{
    size_t count = loading->data->n_authorities;
    db_work *const rounds[] = {write_heads, write_rest}; /* the rest names other authorities */

    for (size_t round = 0; round < 2; round++)
        for (size_t first = 0; first < count; first += 50) {
            struct writing writing = {loading, first, first + 50 < count ? first + 50 : count};

            TRY(db_transaction(loading->db, rounds[round], &writing, err));
        }
    return ERR_OK;
}
