/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The gate: the one function that changes the state of a case. The order of its checks is fixed:
 * the key, may this actor see the case (else nothing of it is told), version, action, state, role, conditions, fields, guards;
 * then effects in declared order, the state, the event, the notices, the key. All in one transaction.
 */
#include <inttypes.h>
#include <string.h>

#include "attach/attach.h"
#include "base/clock.h"
#include "base/mem.h"
#include "content/problem.h"
#include "flow/act.h"
#include "store/act.h"
#include "text/catalogue.h"

bool
act_key_possible(const char *key)
{
    size_t length = 0;

    if (key == NULL)
        return true;
    while (key[length] > ' ' && key[length] <= '~')
        length++;
    return key[length] == '\0' && length >= 1 && length <= 64;
}

/* The same key with the same input acts once; with other input it is refused. */
static enum err_code
answer_from_key(struct act *act, bool *answered, struct err *err)
{
    const struct env *env = act->env;
    unsigned char digest[32];
    struct act_row *row;

    *answered = false;
    if (act->in->key == NULL)
        return ERR_OK;
    TRY(act_find(env->db, env->mem, env->actor->user_id, act->in->key, &row, err));
    if (row == NULL)
        return ERR_OK;
    content_digest(digest, env->mem, act->in->ref, act->in->action, act->in->inputs,
               act->in->n_inputs);
    if (row->digest.length != sizeof digest || !hash_equal(row->digest.data, digest, sizeof digest))
        return FAIL(err, ERR_KEY_REUSED, "act key used for other input");
    act->out->ref = act->in->ref; /* the digest covers it */
    act->out->version = row->version;
    act->out->repeated = true;
    *answered = true;
    return ERR_OK;
}

/* Somebody else wrote into the same fields since the form was made, and something else than this. */
static bool
overtaken(struct act *act)
{
    const struct content_values *values = act->values;

    if (act->in->seen == NULL)
        return false;
    if (strcmp(content_seen(act->env, values, act->in->inputs, act->in->n_inputs), act->in->seen) == 0)
        return false;
    for (size_t i = 0; i < act->in->n_inputs; i++) {
        const char *raw = act->in->inputs[i].raw != NULL ? act->in->inputs[i].raw : "";

        if (strcmp(content_text(values, act->in->inputs[i].field), raw) != 0)
            return true;
    }
    return false;
}

/* What was said at an earlier act of this kind does not stand for what must be said now. */
static void
forget_earlier_acts(struct act *act, const struct content_items *items)
{
    for (size_t i = 0; i < items->count; i++) {
        const struct content_item *item = &items->items[i];
        bool given = false;

        for (size_t j = 0; j < act->n_given; j++)
            given = given || strcmp(act->given[j], item->name) == 0;
        if (item->own_form && !given)
            values_overlay(act->env, act->values, item->name, "", NULL, act->the_case->member);
    }
}

static bool
is_language(const char *code)
{
    return strlen(code) == 2 && text_language_known(code);
}

/* Every free text carries its language: the one said, else the writer's; the pseudo-language is none. NULL: no such language. */
static const char *
language_of(const struct env *env, const struct content_input *input)
{
    if (input->language != NULL && *input->language != '\0')
        return is_language(input->language) ? input->language : NULL;
    return is_language(env->actor->language) ? env->actor->language : env->actor->authority_language;
}

void
act_take_inputs(struct act *act)
{
    const struct env *env = act->env;
    struct content_items all =
        content_action_items(env, act->the_case->decl, act->action, act->values);
    struct content_problem problem;

    act->given = mem_zeros(env->mem, const char *, act->in->n_inputs + 1);
    for (size_t i = 0; i < act->in->n_inputs; i++) {
        const struct content_input *input = &act->in->inputs[i];
        const struct content_item *item = content_item(&all, input->field);
        const char *text, *language = NULL;

        if (item == NULL) {
            problem_add(env->mem, &act->out->problems,
                        (struct content_problem){.field = input->field,
                                                 .msgid = N_("This is not asked for here")});
            continue;
        }
        text = content_normal(env, item, input->raw, &problem);
        if (text != NULL && item->kind->prose && (language = language_of(env, input)) == NULL) {
            text = NULL;
            problem = (struct content_problem){.field = item->name,
                                               .msgid = N_("{label}: choose one of the answers offered"),
                                               .label = item->label};
        }
        if (text == NULL) {
            problem_add(env->mem, &act->out->problems, problem);
            continue;
        }
        act->given[act->n_given++] = item->name;
        values_overlay(env, act->values, item->name, text, language, act->the_case->member);
    }
    forget_earlier_acts(act, &all);
    act->items = content_action_items(env, act->the_case->decl, act->action, act->values);
}

enum err_code
act_keep_drafts(struct act *act, struct err *err)
{
    const struct env *env = act->env;
    struct draft_new *drafts = mem_zeros(env->mem, struct draft_new, act->n_given + 1);
    size_t n = 0;

    for (size_t i = 0; i < act->n_given; i++) {
        const struct content_value *value = content_value(act->values, act->given[i]);
        bool settled = values_settled(act->values, act->given[i]) != NULL;

        /* An emptied field leaves the working copy, unless it takes back what was published. */
        drafts[n++] = (struct draft_new){
            .field = act->given[i],
            .language = value->language,
            .value = *value->value == '\0' && !settled ? NULL : value->value};
    }
    return drafts_put(env->db, env->mem, act->the_case->row->id, (unsigned)act->the_case->member,
                      env->actor->user_id, act->now, drafts, n, err);
}

/* The conditions of the action, asked of the values as they stand (NULL), or as they are to be. */
static enum err_code
meets_conditions(struct act *act, const struct content_values *values, struct err *err)
{
    act->out->unmet = content_unmet(act->the_case, act->action, values);
    if (act->out->unmet == NULL)
        return ERR_OK;
    return FAIL(err, ERR_CONFLICT, "%s: the condition of line %u does not hold", act->action->id, act->out->unmet->args.any.pos.line);
}

/* May this be done at all, before looking at what was given. */
static enum err_code
admit(struct act *act, struct err *err)
{
    const struct case_row *row = act->the_case->row;
    uint64_t version = content_version(act->the_case);

    if (act->in->has_version && act->in->version != version)
        return FAIL(err, ERR_STALE, "at version %" PRIu64 ", seen %" PRIu64, version, act->in->version);
    act->action = content_action(act->the_case, act->env->actor, act->in->action);
    if (act->action == NULL)
        return FAIL(err, ERR_NOT_FOUND, "no such action");
    switch (content_may(act->the_case, act->env->actor, act->action)) {
    case MAY:
        return ERR_OK;
    case MAY_NOT_STATE:
        return FAIL(err, ERR_CONFLICT, "%s is not from %s", act->action->id, row->state);
    case MAY_NOT_YET:
        return meets_conditions(act, NULL, err);
    case MAY_NOT_ROLE:
        break;
    }
    return FAIL(err, ERR_FORBIDDEN, "%s is not for roles %x of part %d", act->action->id,
                act->the_case->roles, act->the_case->part);
}

static enum err_code
load_act(struct act *act, struct err *err)
{
    const struct env *env = act->env;
    size_t count;

    act->chain = act->action->of != OF_CASE ? act->the_case->own->member : 0;
    TRY(values_load(env, act->the_case->row->id, act->the_case->member, &act->values, err));
    TRY(case_stamps(env->db, env->mem, act->the_case->row->id, act->chain, &act->stamps, &count, err));
    act->n_stamps = act->n_old_stamps = count;
    act->now = clock_case_now();
    act->to = act->action->to >= 0 ? act->action->to : act->chain != 0 ? act->the_case->own_state : act->the_case->state;
    act->closed_at = act->the_case->row->closed_at;
    act->block_due = act->the_case->row->block_due;
    act->erase_due = act->the_case->row->erase_due;
    return ERR_OK;
}

static enum err_code
remember_key(struct act *act, uint64_t version, struct err *err)
{
    unsigned char digest[32];

    if (act->in->key == NULL)
        return ERR_OK;
    content_digest(digest, act->env->mem, act->in->ref, act->in->action, act->in->inputs,
               act->in->n_inputs);
    return act_insert(act->env->db, act->env->actor->user_id, act->in->key, digest,
                      (struct subject){SUBJECT_CASE, act->the_case->row->id}, version, clock_machine_now(), err);
}

/* A case waits for nobody's part only where the part is taken by then: otherwise it would wait for ever. */
static void
check_somebody_acts(struct act *act)
{
    const struct decl_flow *decl = act->the_case->decl;
    int waits_for = decl->states[act->to].waits_for;

    if (act->chain != 0 || waits_for < 0 || act_holder(act, waits_for) != 0)
        return;
    problem_add(act->env->mem, &act->out->problems,
                (struct content_problem){.field = "", .label = decl->parts[waits_for].label,
                                         .msgid = N_("{label}: no authority was found that takes this part, so nobody could go on")});
}

static enum err_code
carry_out(struct act *act, struct err *err)
{
    TRY(history_next(act->env->db, act->the_case->row->id, act->chain, &act->head, err));
    TRY(effects_run(act, err));
    act_settle_members(act);
    check_somebody_acts(act);
    if (act->out->problems.count > 0)
        return FAIL(err, ERR_INVALID, "%zu problems", act->out->problems.count);
    TRY(case_stamps_put(act->env->db, act->env->mem, act->the_case->row->id, act->stamps + act->n_old_stamps,
                        act->n_stamps - act->n_old_stamps, err));
    act->out->version = content_version(act->the_case) + 1;
    TRY(act_forget_files(act, err));
    TRY(act->chain != 0 ? act_move_member(act, err) : act_move_case(act, err));
    TRY(act_notify(act, err));
    return remember_key(act, act->out->version, err);
}

/* What this request opened before the lock still holds when nobody acted and nothing was blocked or is due earlier since. */
static enum err_code
open_locked(struct act *act, const struct case_locked *locked, struct err *err)
{
    const struct content_case *opened = act->in->opened;

    if (opened == NULL || opened->own != NULL || opened->row->id != locked->id || opened->row->version != locked->version ||
        locked->blocked || opened->row->block_due != locked->block_due || opened->row->erase_due != locked->erase_due)
        return content_open(act->env, act->in->ref, &act->the_case, err);
    act->the_case = mem_zero(act->env->mem, struct content_case);
    *act->the_case = *opened;
    return content_learn(act->env, act->the_case, err);
}

/* Whether an act is known beforehand to be one of a member, of whom it locks no more than is its own. */
static bool
by_member(const struct flow_act *in)
{
    const struct decl_action *action = in->opened == NULL ? NULL : decl_action(in->opened->decl, in->action);

    return action != NULL && action->of != OF_CASE && in->opened->own != NULL;
}

/* Run again from the start when the database asks for it, so all that the act gathers is made anew here. */
static enum err_code
apply_in_transaction(struct db *db, void *argument, struct err *err)
{
    struct act *act = argument;
    struct case_locked locked;
    bool answered, member = by_member(act->in);

    *act = (struct act){.env = act->env, .in = act->in, .out = act->out};
    *act->out = (struct flow_outcome){.ref = act->in->ref};
    TRY(case_lock(db, act->in->ref, member, &locked, err));
    if (member)
        TRY(member_lock(db, locked.id, act->in->opened->own->member, err));
    /* After the lock, so that a twin of this very act that was done while we waited is seen. */
    TRY(answer_from_key(act, &answered, err));
    if (answered)
        return ERR_OK;
    if (member)
        TRY(content_open(act->env, act->in->ref, &act->the_case, err));
    else
        TRY(open_locked(act, &locked, err));
    TRY(admit(act, err));
    TRY(load_act(act, err));
    if (overtaken(act))
        return FAIL(err, ERR_STALE, "working copy changed by someone else");
    act_take_inputs(act);
    TRY(meets_conditions(act, act->values, err));
    if (act->action->working_copy) {
        act->out->version = content_version(act->the_case);
        TRY(act_keep_drafts(act, err));
        TRY(content_touch(act->env, act->the_case, err));
        return act->out->problems.count == 0 ? remember_key(act, act->out->version, err) : ERR_OK;
    }
    TRY(guards_check(act, err));
    if (act->out->problems.count > 0)
        return FAIL(err, ERR_INVALID, "%zu problems", act->out->problems.count);
    return carry_out(act, err);
}

enum err_code
flow_apply(const struct env *env, const struct flow_act *in, struct flow_outcome *out,
           struct err *err)
{
    struct act act = {.env = env, .in = in, .out = out};
    bool answered = false;
    enum err_code code;

    if (!case_ref_valid(in->ref))
        return FAIL(err, ERR_NOT_FOUND, "not a case reference");
    if (!act_key_possible(in->key))
        return FAIL(err, ERR_BAD_REQUEST, "not an act key");
    code = db_transaction(env->db, apply_in_transaction, &act, err);
    /* Nobody knows whether the commit reached the disk: the key tells. */
    if (code == ERR_COMMIT_LOST && in->key != NULL) {
        TRY(answer_from_key(&act, &answered, err));
        return answered ? ERR_OK : FAIL(err, ERR_UNAVAILABLE, "commit lost");
    }
    /* The same key was used at the same moment for another case. */
    if (code == ERR_DUPLICATE && in->key != NULL) {
        TRY(answer_from_key(&act, &answered, err));
        return answered ? ERR_OK : FAIL(err, ERR_UNAVAILABLE, "act key in use");
    }
    /* Of a working copy what can be kept is kept; the rest is told. */
    if (code == ERR_OK && out->problems.count > 0)
        return FAIL(err, ERR_INVALID, "%zu problems", out->problems.count);
    return code;
}
