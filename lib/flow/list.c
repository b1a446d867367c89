/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists, tasks and search: what the actor's authority takes part in. They show the shell only. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/rng.h"
#include "flow/flow.h"
#include "flow/pieces.h"
#include "store/history.h"
#include "store/search.h"
#include "store/value.h"
#include "text/key.h"

#define KEY_BYTES 24
#define IDS_BYTES (20 * LIMIT_SEARCH_FOUND) /* numbers of cases, parted by blanks */
#define ANSWER_LIFE (CLOCK_DAY)

/* The areas in which the actor holds one of some roles; with `only` at most that one. */
static size_t
areas_of(const struct env *env, uint32_t roles, const char *only, const char ***areas)
{
    size_t n = 0;

    *areas = mem_zeros(env->mem, const char *, env->actor->n_areas + 1);
    for (size_t i = 0; i < env->actor->n_areas; i++)
        if ((env->actor->areas[i].roles & roles) != 0 && (only == NULL || strcmp(env->actor->areas[i].area, only) == 0))
            (*areas)[n++] = env->actor->areas[i].area;
    return n;
}

enum err_code
flow_list(const struct env *env, const struct case_filter *filter, struct case_rows *rows, struct err *err)
{
    const char **areas;
    size_t n_areas = areas_of(env, ACTOR_CASE_ROLES, filter->area, &areas);
    struct case_query query = pieces_query(env, filter, areas, n_areas);

    if (filter->area != NULL && actor_roles(env->actor, filter->area) == 0)
        return FAIL(err, ERR_NOT_FOUND, "no right in area %s", filter->area);
    return case_list(env->db, env->mem, env->actor->authority_id, &query, rows, err);
}

enum err_code
flow_tasks(const struct env *env, enum case_class class, int64_t after, uint64_t after_id, unsigned limit,
           struct case_rows *rows, struct err *err)
{
    const char **areas;
    size_t n_areas = areas_of(env, ACTOR_CASE_ROLES, NULL, &areas);
    struct case_key *keys = mem_zeros(env->mem, struct case_key, n_areas + 1);
    struct case_query query = {.index = CASE_BY_DUE,
                               .keys = keys,
                               .n_keys = n_areas,
                               .rest = {.class = -1, .due_before = DB_NO_DAY, .after = after,
                                        .after_id = after_id, .limit = limit}};

    for (size_t i = 0; i < n_areas; i++)
        keys[i] = (struct case_key){.area = areas[i], .class = (int)class, .waits = true};
    return case_list(env->db, env->mem, env->actor->authority_id, &query, rows, err);
}

enum err_code
flow_counts(const struct env *env, struct case_count **counts, size_t *count, struct err *err)
{
    const char **areas;
    size_t n_areas = areas_of(env, ACTOR_CASE_ROLES, NULL, &areas), n_keys;
    const struct case_key *keys = pieces_waiting(env, areas, n_areas, &n_keys);

    return case_task_counts(env->db, env->mem, env->actor->authority_id, keys, n_keys, clock_today(), counts,
                            count, err);
}

int64_t
flow_due_moment(int32_t due)
{
    return (due == DB_NO_DAY ? CASE_NO_DEADLINE : due) * CLOCK_DAY;
}

void
flow_count_rows(const struct env *env, const struct case_rows *open, const struct case_rows *drafts,
                struct case_count **counts, size_t *count)
{
    *counts = mem_zeros(env->mem, struct case_count, open->count + drafts->count + 1);
    *count = 0;
    for (size_t i = 0; i < open->count; i++)
        case_count_row(*counts, count, &open->items[i], clock_today());
    for (size_t i = 0; i < drafts->count; i++)
        case_count_row(*counts, count, &drafts->items[i], clock_today());
    case_counts_sort(*counts, *count);
}

/* The longest words first: they say most, and a search takes so many at most. */
static int
longest_first(const void *a, const void *b)
{
    size_t x = strlen(*(const char *const *)a), y = strlen(*(const char *const *)b);

    return (x < y) - (x > y);
}

static enum err_code
find_all(const struct env *env, const char *area, const struct key_words *words, struct search_found *found,
         struct err *err)
{
    qsort(words->word, words->count, sizeof *words->word, longest_first);
    return search_cases(env->db, env->mem, env->actor->authority_id, words->word, words->count, area, found, err);
}

static void
answer_hash(const char *key, unsigned char hash[32])
{
    hash_bytes(hash, NULL, key, strlen(key));
}

enum err_code
flow_search(const struct env *env, const char *area, const char *words, const char **answer_key,
            struct err *err)
{
    struct key_words folded;
    struct buf *list = buf_new(env->mem, IDS_BYTES);
    unsigned char bytes[KEY_BYTES], hash[32];
    struct search_found found;

    if (area != NULL && actor_roles(env->actor, area) == 0)
        return FAIL(err, ERR_NOT_FOUND, "no right in area %s", area);
    TRY(key_words(env->mem, words, &folded, err));
    if (folded.count == 0)
        return FAIL(err, ERR_INVALID, "no word to search for");
    if (folded.count > LIMIT_SEARCH_WORDS)
        return FAIL(err, ERR_TOO_LARGE, "%zu words to search for", folded.count);
    TRY(find_all(env, area, &folded, &found, err));
    for (size_t i = 0; i < found.count; i++)
        buf_printf(list, "%s%" PRIu64, i > 0 ? " " : "", found.ids[i]);
    if (buf_full(list))
        return FAIL(err, ERR_INTERNAL, "the answer of a search does not fit");
    rng_bytes(bytes, sizeof bytes);
    *answer_key = hash_base64url(env->mem, bytes, sizeof bytes);
    answer_hash(*answer_key, hash);
    return search_answer_insert(env->db, hash, env->actor->user_id, area != NULL ? area : "",
                                list->data, found.complete, clock_machine_now(), err);
}

/* That a case is found by a name tells something of the name, so the answer is recorded, in one row with all its cases. */
static enum err_code
record_answer(const struct env *env, const struct case_shell *rows, size_t count, struct err *err)
{
    struct buf *ids = buf_new(env->mem, IDS_BYTES);
    struct read_new read = {.at = clock_case_now(),
                            .user_id = env->actor->user_id,
                            .authority_id = env->actor->authority_id,
                            .role = decl_role_name(ROLE_HANDLER),
                            .door = env->door,
                            .purpose = "search",
                            .subject_kind = SUBJECT_CASE,
                            .value_ids = "",
                            .request_id = env->request_id};

    for (size_t i = 0; i < count; i++)
        buf_printf(ids, "%s%" PRIu64, i > 0 ? " " : "", rows[i].id);
    if (buf_full(ids))
        return FAIL(err, ERR_INTERNAL, "the record of a read does not fit");
    read.subject_ids = ids->data;
    return history_read(env->db, &read, err);
}

enum err_code
flow_search_answer(const struct env *env, const char *answer_key, struct case_rows *rows, struct err *err)
{
    unsigned char hash[32];
    const char **areas;
    size_t n_areas = areas_of(env, UINT32_C(1) << ROLE_HANDLER, NULL, &areas);

    answer_hash(answer_key, hash);
    TRY(search_answer_cases(env->db, env->mem, hash, env->actor->user_id, env->actor->authority_id,
                            pieces_joined(env->mem, areas, n_areas), clock_machine_now() - ANSWER_LIFE, rows, err));
    return rows->count > 0 ? record_answer(env, rows->items, rows->count, err) : ERR_OK;
}
