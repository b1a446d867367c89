/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists, tasks and search: what the actor's authority takes part in. They show the shell only. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/rng.h"
#include "flow/flow.h"
#include "store/history.h"
#include "store/search.h"
#include "store/value.h"
#include "text/key.h"

#define MOST_FOUND 200
#define KEY_BYTES 24
#define ANSWER_LIFE (CLOCK_DAY)

/* The areas in which the actor holds one of some roles, joined by commas. */
static const char *
areas_of(const struct env *env, uint32_t roles)
{
    const char *list = "";

    for (size_t i = 0; i < env->actor->n_areas; i++)
        if ((env->actor->areas[i].roles & roles) != 0)
            list = mem_printf(env->mem, "%s%s%s", list, *list != '\0' ? "," : "", env->actor->areas[i].area);
    return list;
}

enum err_code
flow_list(const struct env *env, const struct case_filter *filter, struct case_shell **rows,
          size_t *count, struct err *err)
{
    const char *areas = areas_of(env, ACTOR_CASE_ROLES);

    if (filter->area != NULL && actor_roles(env->actor, filter->area) == 0)
        return FAIL(err, ERR_NOT_FOUND, "no right in area %s", filter->area);
    /* Without a right to cases there are none: the database would look through all of the authority to find that out. */
    *rows = NULL;
    *count = 0;
    if (*areas == '\0')
        return ERR_OK;
    return case_list(env->db, env->mem, env->actor->authority_id, areas, filter, rows, count, err);
}

enum err_code
flow_tasks(const struct env *env, enum case_class class, int32_t after_due, uint64_t after_id,
           unsigned limit, struct case_shell **rows, size_t *count, struct err *err)
{
    const char *areas = areas_of(env, ACTOR_CASE_ROLES);

    *rows = NULL;
    *count = 0;
    if (*areas == '\0')
        return ERR_OK;
    return case_tasks(env->db, env->mem, env->actor->authority_id, areas, class, after_due, after_id, limit, rows,
                      count, err);
}

enum err_code
flow_counts(const struct env *env, struct case_count **counts, size_t *count, struct err *err)
{
    return case_task_counts(env->db, env->mem, env->actor->authority_id,
                            areas_of(env, ACTOR_CASE_ROLES), clock_today(), counts, count, err);
}

void
flow_count_rows(const struct env *env, const struct case_shell *open, size_t n_open, const struct case_shell *drafts,
                size_t n_drafts, struct case_count **counts, size_t *count)
{
    *counts = mem_zeros(env->mem, struct case_count, n_open + n_drafts + 1);
    *count = 0;
    for (size_t i = 0; i < n_open; i++)
        case_count_row(*counts, count, &open[i], clock_today());
    for (size_t i = 0; i < n_drafts; i++)
        case_count_row(*counts, count, &drafts[i], clock_today());
    case_counts_sort(*counts, *count);
}

static int
longest_first(const void *a, const void *b)
{
    size_t x = strlen(*(const char *const *)a), y = strlen(*(const char *const *)b);

    return (x < y) - (x > y);
}

/* A long word is in fewer cases than a short one: it is looked up, the others are asked of what it finds. */
static enum err_code
find_all(const struct env *env, const char *area, const struct key_words *words, uint64_t **ids,
         size_t *count, struct err *err)
{
    qsort(words->word, words->count, sizeof *words->word, longest_first);
    return search_cases(env->db, env->mem, env->actor->authority_id, words->word, words->count, area, ids, count, err);
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
    struct buf *list = buf_new(env->mem, 3900);
    unsigned char bytes[KEY_BYTES], hash[32];
    uint64_t *ids;
    size_t count;

    if (area != NULL && actor_roles(env->actor, area) == 0)
        return FAIL(err, ERR_NOT_FOUND, "no right in area %s", area);
    TRY(key_words(env->mem, words, &folded, err));
    if (folded.count == 0)
        return FAIL(err, ERR_INVALID, "no word to search for");
    if (folded.count > LIMIT_SEARCH_WORDS)
        return FAIL(err, ERR_TOO_LARGE, "%zu words to search for", folded.count);
    TRY(find_all(env, area, &folded, &ids, &count, err));
    for (size_t i = 0; i < count && i < MOST_FOUND; i++)
        buf_printf(list, "%s%" PRIu64, i > 0 ? " " : "", ids[i]);
    if (buf_full(list))
        return FAIL(err, ERR_INTERNAL, "the answer of a search does not fit");
    rng_bytes(bytes, sizeof bytes);
    *answer_key = hash_base64url(env->mem, bytes, sizeof bytes);
    answer_hash(*answer_key, hash);
    return search_answer_insert(env->db, hash, env->actor->user_id, area != NULL ? area : "",
                                list->data, clock_machine_now(), err);
}

/* That a case is found by a name tells something of the name, so the answer is recorded, in one row with all its cases. */
static enum err_code
record_answer(const struct env *env, const struct case_shell *rows, size_t count, struct err *err)
{
    struct buf *ids = buf_new(env->mem, 4000);
    struct read_new read = {.at = clock_case_now(),
                            .user_id = env->actor->user_id,
                            .authority_id = env->actor->authority_id,
                            .role = decl_role_name(ROLE_HANDLER),
                            .door = env->door,
                            .purpose = "search",
                            .value_ids = "",
                            .request_id = env->request_id};

    for (size_t i = 0; i < count; i++)
        buf_printf(ids, "%s%" PRIu64, i > 0 ? " " : "", rows[i].id);
    if (buf_full(ids))
        return FAIL(err, ERR_INTERNAL, "the record of a read does not fit");
    read.case_ids = ids->data;
    return history_read(env->db, &read, err);
}

enum err_code
flow_search_answer(const struct env *env, const char *answer_key, struct case_shell **rows,
                   size_t *count, struct err *err)
{
    unsigned char hash[32];

    answer_hash(answer_key, hash);
    TRY(search_answer_cases(env->db, env->mem, hash, env->actor->user_id,
                            env->actor->authority_id, areas_of(env, UINT32_C(1) << ROLE_HANDLER),
                            clock_machine_now() - ANSWER_LIFE, rows, count, err));
    return *count > 0 ? record_answer(env, *rows, *count, err) : ERR_OK;
}
