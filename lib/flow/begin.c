/* SPDX-License-Identifier: EUPL-1.2 */
/* A new draft. It makes no history: history begins with the first act that leaves the authority. */
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "flow/act.h"
#include "store/act.h"

#define REF_TRIES 5

struct beginning {
    const struct env *env;
    const struct decl_area *area;
    const struct decl_flow *decl;
    struct flow_act *act; /* the working-copy action with what was given */
    const char *key;
    struct flow_outcome *out;
    const char *ref;
};

static const struct decl_state *
initial_state(const struct decl_flow *decl)
{
    for (size_t i = 0; i < decl->n_states; i++)
        if (decl->states[i].class == CLASS_INITIAL)
            return &decl->states[i];
    return NULL;
}

static enum err_code
make_case(struct beginning *begin, uint64_t *id, struct err *err)
{
    const struct env *env = begin->env;
    const struct decl_state *initial = initial_state(begin->decl);
    char ref[CASE_REF_LENGTH + 1];
    enum err_code code = ERR_DUPLICATE;

    for (int i = 0; i < REF_TRIES && code == ERR_DUPLICATE; i++) {
        struct case_new new = {.ref = ref,
                               .area = begin->area->id,
                               .flow = begin->decl->id,
                               .state = initial->id,
                               .flow_version = begin->decl->version,
                               .user_id = env->actor->user_id,
                               .authority_id = env->actor->authority_id,
                               .now = clock_case_now(),
                               .waits = initial->waits_for == PART_BEGINS};

        if (env->next_ref != NULL)
            memcpy(ref, env->next_ref, sizeof ref);
        else
            case_new_ref(ref);
        code = case_insert(env->db, &new, id, err);
    }
    begin->ref = mem_copy(env->mem, ref);
    return code;
}

static enum err_code
fill_draft(struct beginning *begin, struct err *err)
{
    struct act act = {.env = begin->env, .in = begin->act, .out = begin->out};

    TRY(content_open(begin->env, begin->ref, &act.the_case, err));
    act.action = decl_filling(begin->decl, PART_BEGINS, act.the_case->state);
    TRY(values_load(begin->env, act.the_case->row->id, PART_BEGINS, &act.values, err));
    act.now = clock_case_now();
    act_take_inputs(&act);
    if (begin->out->problems.count > 0)
        return FAIL(err, ERR_INVALID, "%zu problems", begin->out->problems.count);
    return act_keep_drafts(&act, err);
}

static enum err_code
find_key(struct beginning *begin, const unsigned char digest[32], bool *found, struct err *err)
{
    struct act_row *row;
    struct subject subject;

    *found = false;
    if (begin->key == NULL)
        return ERR_OK;
    TRY(act_find(begin->env->db, begin->env->mem, begin->env->actor->user_id, begin->key, &row,
                 err));
    if (row == NULL)
        return ERR_OK;
    TRY(subject_read(row->subject_kind, row->subject_id, &subject, err));
    if (subject.kind != SUBJECT_CASE || row->digest.length != 32 || !hash_equal(row->digest.data, digest, 32))
        return FAIL(err, ERR_KEY_REUSED, "act key used for other input");
    TRY(case_ref_of(begin->env->db, begin->env->mem, subject.id, &begin->out->ref, err));
    begin->out->version = row->version;
    begin->out->repeated = true;
    *found = true;
    return ERR_OK;
}

static enum err_code
begin_in_transaction(struct db *db, void *argument, struct err *err)
{
    struct beginning *begin = argument;
    unsigned char digest[32];
    uint64_t id;
    bool found;

    *begin->out = (struct flow_outcome){.ref = NULL};
    content_digest(digest, begin->env->mem, begin->decl->area_id, begin->decl->id, begin->act->inputs,
               begin->act->n_inputs);
    TRY(find_key(begin, digest, &found, err));
    if (found)
        return ERR_OK;
    TRY(make_case(begin, &id, err));
    begin->out->ref = begin->ref;
    TRY(fill_draft(begin, err));
    if (begin->key == NULL)
        return ERR_OK;
    return act_insert(db, begin->env->actor->user_id, begin->key, digest,
                      (struct subject){SUBJECT_CASE, id}, 0, clock_machine_now(), err);
}

enum err_code
flow_new(const struct env *env, const struct decl_area *area, const struct decl_flow *decl,
         const char *key, const struct content_input *inputs, size_t n_inputs,
         struct flow_outcome *out, struct err *err)
{
    struct flow_act act = {.inputs = inputs, .n_inputs = n_inputs};
    struct beginning begin = {
        .env = env, .area = area, .decl = decl, .act = &act, .key = key, .out = out};
    enum err_code code;

    if (actor_roles(env->actor, area->id) == 0)
        return FAIL(err, ERR_NOT_FOUND, "no right in area %s", area->id);
    if (!content_may_begin(env->actor, decl))
        return FAIL(err, ERR_FORBIDDEN, "may not begin %s", decl->id);
    if (!act_key_possible(key))
        return FAIL(err, ERR_BAD_REQUEST, "not an act key");
    code = db_transaction(env->db, begin_in_transaction, &begin, err);
    /* Two at once with one key: the other one has made the draft. */
    if (code == ERR_DUPLICATE || (code == ERR_COMMIT_LOST && key != NULL))
        code = db_transaction(env->db, begin_in_transaction, &begin, err);
    return code;
}
