/* SPDX-License-Identifier: EUPL-1.2 */
/* Members in an act: who joins by it, and the act of one of them, which moves nobody else. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "content/problem.h"
#include "flow/act.h"
#include "store/act.h"
#include "store/authority.h"

/* The class of a row of a list in a state of a member: what waits for its first act is open, not a draft. */
static enum case_class
class_of(const struct decl_state *state)
{
    return state->class == CLASS_FINAL ? CASE_CLOSED : CASE_OPEN;
}

static int32_t
due_in(const struct act *act, const struct decl_state *state)
{
    const struct case_stamp *stamp =
        state->due_field != NULL ? flow_stamp(act->stamps, act->n_stamps, state->due_field) : NULL;

    return stamp != NULL ? stamp->day : DB_NO_DAY;
}

static void
enter(const struct act *act, int to, struct case_member *member)
{
    const struct decl_state *state = &act->the_case->decl->states[to];

    member->state = state->id;
    member->class = class_of(state);
    member->waits = state->waits_for >= 0;
    member->due = due_in(act, state);
    member->changed_at = act->now;
}

/* ---- the act of a member ------------------------------------------------------------------------------------------- */

enum err_code
act_move_member(struct act *act, struct err *err)
{
    const struct env *env = act->env;
    const struct case_member *own = act->the_case->own;
    struct case_member moved = *own;
    struct event_new event = {.case_id = act->the_case->row->id,
                              .member = own->member,
                              .user_id = env->actor->user_id,
                              .authority_id = env->actor->authority_id,
                              .version = own->version + 1,
                              .part = (int)own->member,
                              .at = act->now,
                              .action = act->action->id,
                              .from_state = own->state,
                              .values = act->written,
                              .n_values = act->n_written};

    enter(act, act->to, &moved);
    TRY(member_advance(env->db, act->the_case->row->id, own, &moved, err));
    event.to_state = moved.state;
    event.facts = member_facts(env->mem, own, &moved, act->stamps + act->n_old_stamps, act->n_stamps - act->n_old_stamps);
    return history_append(env->db, env->mem, env->history_key, &act->head, &event, err);
}

/* ---- who joins ----------------------------------------------------------------------------------------------------- */

static bool
is_among(const uint64_t *ids, size_t count, uint64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (ids[i] == id)
            return true;
    return false;
}

/* Whether an authority holds a part alone once the act is done. */
static bool
is_party(const struct act *act, uint64_t id)
{
    for (int part = 0; part < CASE_PARTS; part++)
        if (act_holder(act, part) == id)
            return true;
    return false;
}

static bool
is_joining(const struct act *act, uint64_t id)
{
    for (size_t i = 0; i < act->n_joining; i++)
        if (act->joining[i].authority_id == id)
            return true;
    return false;
}

enum err_code
act_takes_part(const struct act *act, int part, uint64_t id, bool *takes_part, struct err *err)
{
    uint64_t *present = NULL;
    size_t n_present = 0;

    *takes_part = false;
    for (int other = 0; other < CASE_PARTS; other++)
        *takes_part = *takes_part || (other != part && act_holder(act, other) == id);
    *takes_part = *takes_part || is_joining(act, id);
    if (!*takes_part && act->the_case->row->class != CASE_DRAFT && decl_has_members(act->the_case->decl))
        TRY(members_authorities(act->env->db, act->env->mem, act->the_case->row->id, -1, &present, &n_present, err));
    *takes_part = *takes_part || is_among(present, n_present, id);
    return ERR_OK;
}

static const char *
with_commas(TALLOC_CTX *mem, const char *codes)
{
    char *list = mem_copy(mem, codes);

    for (char *c = list; *c != '\0'; c++)
        if (*c == ' ')
            *c = ',';
    return list;
}

/* Whom the part names with `fill`. */
static enum err_code
find_candidates(const struct act *act, const struct decl_part *part, struct member_candidate **found, size_t *count,
                struct err *err)
{
    const struct env *env = act->env;
    const char *area = act->the_case->area->id;

    if (part->fill.kind == FILL_STATES)
        return members_coordinating(env->db, env->mem, area, with_commas(env->mem, content_text(act->values, part->fill.field)),
                                    found, count, err);
    return members_related(env->db, env->mem, act_holder(act, part->fill.of), area, part->fill.relation, found, count, err);
}

static void
add_member(struct act *act, int part, uint64_t authority_id)
{
    act->joining = mem_grow(act->env->mem, act->joining, struct case_member, act->n_joining + 1);
    act->joining[act->n_joining++] =
        (struct case_member){.part = (uint64_t)part, .authority_id = authority_id, .since = act->now};
}

static enum err_code
take_many(struct act *act, int part, const struct member_candidate *found, size_t count, struct err *err)
{
    size_t before = act->n_joining, n_present;
    uint64_t *present;

    TRY(members_authorities(act->env->db, act->env->mem, act->the_case->row->id, -1, &present, &n_present, err));
    for (size_t i = 0; i < count; i++)
        if (!is_among(present, n_present, found[i].id) && !is_party(act, found[i].id) && !is_joining(act, found[i].id))
            add_member(act, part, found[i].id);
    if (act->n_joining > before)
        return ERR_OK;
    TRY(members_authorities(act->env->db, act->env->mem, act->the_case->row->id, part, &present, &n_present, err));
    if (n_present == 0)
        problem_add(act->env->mem, &act->out->problems,
                    (struct content_problem){.field = "", .label = act->the_case->decl->parts[part].label,
                                             .msgid = N_("{label}: nobody was found who could take part; choose others")});
    return ERR_OK;
}

/* Effects stand in any order: the days of the states that members enter are read when all have run. */
void
act_settle_members(struct act *act)
{
    for (size_t i = 0; i < act->n_joining; i++)
        enter(act, decl_initial(act->the_case->decl, (int)act->joining[i].part), &act->joining[i]);
}

enum err_code
act_fill(struct act *act, int part, uint64_t *authority_id, struct err *err)
{
    const struct decl_part *declared = &act->the_case->decl->parts[part];
    struct member_candidate *found;
    size_t count;
    bool takes_part = false;

    *authority_id = 0;
    TRY(find_candidates(act, declared, &found, &count, err));
    if (declared->many)
        return take_many(act, part, found, count, err);
    for (size_t i = 0; i < count && *authority_id == 0; i++) {
        TRY(act_takes_part(act, part, found[i].id, &takes_part, err));
        *authority_id = takes_part ? 0 : found[i].id;
    }
    return ERR_OK;
}

/* The first event of a member: how it came to take part. */
static enum err_code
write_joining(const struct act *act, const struct case_member *member, uint64_t sealed, struct err *err)
{
    const struct env *env = act->env;
    const struct history_head head = {.seq = 1, .sealed = sealed};
    const struct event_new event = {.case_id = act->the_case->row->id,
                                    .member = member->member,
                                    .user_id = env->actor->user_id,
                                    .authority_id = env->actor->authority_id,
                                    .other_id = member->authority_id,
                                    .part = act->the_case->member,
                                    .at = act->now,
                                    .action = act->action->id,
                                    .from_state = member->state,
                                    .to_state = member->state,
                                    .facts = member_facts(env->mem, NULL, member, NULL, 0)};

    return history_append(env->db, env->mem, env->history_key, &head, &event, err);
}

enum err_code
act_join(struct act *act, struct err *err)
{
    uint64_t number;

    if (act->n_joining == 0)
        return ERR_OK;
    TRY(members_next(act->env->db, act->the_case->row->id, &number, err));
    for (size_t i = 0; i < act->n_joining; i++)
        act->joining[i].member = number++;
    TRY(members_insert(act->env->db, act->env->mem, act->the_case->row, act->joining, act->n_joining,
                       act_holder(act, PART_BEGINS), err));
    for (size_t i = 0; i < act->n_joining; i++)
        TRY(write_joining(act, &act->joining[i], act->head.sealed, err));
    return ERR_OK;
}

/* ---- who is told --------------------------------------------------------------------------------------------------- */

/* Whether the action lets a part be taken. */
static bool
takes(const struct act *act, int part)
{
    for (size_t i = 0; i < act->action->n_effects; i++) {
        const struct decl_verb_use *use = &act->action->effects[i];

        if (use->verb == EFFECT_TAKE && decl_part(act->the_case->decl, use->args.take.part) == part)
            return true;
    }
    return false;
}

enum err_code
act_notify_members(const struct act *act, int part, const char *message, int64_t now, struct err *err)
{
    const struct subject subject = {SUBJECT_CASE, act->the_case->row->id};

    if (!takes(act, part))
        return outbox_to_members(act->env->db, message, subject.id, (unsigned)part, now, err);
    for (size_t i = 0; i < act->n_joining; i++)
        if ((int)act->joining[i].part == part)
            TRY(outbox_to_authority(act->env->db, "mail", message, subject, act->joining[i].authority_id, now, err));
    return ERR_OK;
}
