/* SPDX-License-Identifier: EUPL-1.2 */
/* Who sees a case, and what may happen to it now. Pages and API read the same answers here. */
#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "content/case.h"

#define BIT(role) (1u << (role))

static int
own_part(const struct case_row *row, uint64_t authority_id)
{
    for (int i = 0; i < CASE_PARTS; i++)
        if (row->parties[i].authority_id == authority_id && authority_id != 0)
            return i;
    return -1;
}

/* Where allocation is on, only those to whom the case was allocated handle it. */
static bool
handles(const struct content_case *the_case)
{
    return (the_case->roles & BIT(ROLE_HANDLER)) != 0 &&
           (!the_case->row->allocation || the_case->part == PART_BEGINS || the_case->row->allocated);
}

static enum visibility
visibility_of_party(const struct content_case *the_case)
{
    if (handles(the_case))
        return VISIBLE_FULL;
    if ((the_case->roles & BIT(ROLE_ALLOCATOR)) != 0)
        return VISIBLE_QUESTIONS;
    if ((the_case->roles & (ACTOR_CASE_ROLES | BIT(ROLE_DPO))) != 0)
        return VISIBLE_SHELL;
    return VISIBLE_NOTHING;
}

/* The table of docs/visibility.md. Source: Reg. (EU) 1024/2012 Art. 9(4) and (6). */
static enum err_code
find_visibility(const struct env *env, struct content_case *the_case, struct err *err)
{
    const struct case_row *row = the_case->row;
    struct case_relations relations;

    the_case->visibility = actor_is_system(env->actor) ? VISIBLE_FULL : VISIBLE_NOTHING;
    if (actor_is_system(env->actor))
        return ERR_OK;
    if (the_case->part >= 0)
        the_case->visibility = visibility_of_party(the_case);
    if (the_case->part >= 0 || row->class == CASE_DRAFT)
        return ERR_OK;
    TRY(case_relations(env->db, env->mem, row, env->actor->authority_id, &relations, err));
    if ((relations.coordinates && (the_case->roles & BIT(ROLE_REFERRAL)) != 0) ||
        (relations.linked && (the_case->roles & ACTOR_CASE_ROLES) != 0))
        the_case->visibility = VISIBLE_SHELL;
    return ERR_OK;
}

/* Whether an action starts in the state of the case, or for an act of a member in its own while the case is where it goes on. */
static bool
is_open(const struct content_case *the_case, const struct decl_action *action)
{
    if (action->of == OF_CASE)
        return decl_starts_in(action, the_case->state);
    return decl_goes_on(the_case->decl, action, the_case->state) &&
           (the_case->part != action->of || decl_starts_in(action, the_case->own_state));
}

uint64_t
content_version(const struct content_case *the_case)
{
    return the_case->row->version + (the_case->own != NULL ? the_case->own->version : 0);
}

/* Roles and part of a person were read when the case was opened. */
static bool
is_for(const struct content_case *the_case, const struct actor *actor, const struct decl_action *action)
{
    if (actor_is_system(actor))
        return action->by_system;
    for (size_t i = 0; i < action->n_by; i++) {
        const struct decl_who *who = &action->by[i];

        if (who->part != the_case->part || (the_case->roles & BIT(who->role)) == 0)
            continue;
        if (who->role != ROLE_HANDLER || handles(the_case))
            return true;
    }
    return false;
}

enum content_verdict
content_may(const struct content_case *the_case, const struct actor *actor, const struct decl_action *action)
{
    if (!is_open(the_case, action) || the_case->blocked)
        return MAY_NOT_STATE;
    if (!is_for(the_case, actor, action))
        return MAY_NOT_ROLE;
    return content_unmet(the_case, action, NULL) == NULL ? MAY : MAY_NOT_YET;
}

const struct decl_action *
content_action(const struct content_case *the_case, const struct actor *actor, const char *id)
{
    const struct decl_action *action = decl_action(the_case->decl, id);

    return action != NULL && action->by_system && !actor_is_system(actor) ? NULL : action;
}

static void
collect_offers(const struct env *env, struct content_case *the_case)
{
    const struct decl_flow *decl = the_case->decl;

    the_case->offers = mem_zeros(env->mem, const struct decl_action *, decl->n_actions + 1);
    for (size_t i = 0; i < decl->n_actions; i++)
        if (content_may(the_case, env->actor, &decl->actions[i]) == MAY)
            the_case->offers[the_case->n_offers++] = &decl->actions[i];
}

int
content_other_part(const struct content_case *the_case)
{
    if (the_case->part != PART_BEGINS)
        return PART_BEGINS;
    for (int part = 0; part < CASE_PARTS; part++)
        if (part != PART_BEGINS && the_case->row->parties[part].authority_id != 0)
            return part;
    return -1;
}

/* Blocking is due at the start of its day, whether or not the clerk has come by. Source: Art. 14(1). */
static bool
is_blocked(const struct case_row *row)
{
    return row->blocked_at != DB_NO_MOMENT || row->erased_at != DB_NO_MOMENT ||
           (row->block_due != DB_NO_DAY && row->block_due <= clock_today());
}

/* A member meets the case as one that holds its part: nobody sees from there what other members are there. */
static enum err_code
open_member(const struct env *env, struct content_case *the_case, struct err *err)
{
    struct case_member *own;

    TRY(member_of(env->db, env->mem, the_case->row->id, env->actor->authority_id, env->language, &own, err));
    if (own == NULL || own->part >= CASE_PARTS)
        return ERR_OK;
    the_case->own = own;
    the_case->part = (int)own->part;
    the_case->member = (int)own->member;
    the_case->chain = own->member;
    the_case->own_state = decl_state(the_case->decl, own->state);
    the_case->row->parties[own->part] =
        (struct case_party){.authority_id = own->authority_id, .name = own->name, .language = own->language,
                            .country = own->country, .other_name = own->other_name, .file_number = own->file_number,
                            .since = own->since, .opened_at = own->opened_at, .informed_on = own->informed_on};
    return ERR_OK;
}

enum err_code
content_open(const struct env *env, const char *ref, struct content_case **out, struct err *err)
{
    struct content_case *the_case = mem_zero(env->mem, struct content_case);
    struct case_row *row;

    if (!case_ref_valid(ref))
        return FAIL(err, ERR_NOT_FOUND, "not a case reference");
    TRY(case_open(env->db, env->mem, ref, env->language, env->actor->authority_id,
                  env->actor->user_id, &row, err));
    the_case->row = row;
    the_case->area = decl_area(env->decl, row->area);
    if (the_case->area == NULL)
        return FAIL(err, ERR_NOT_FOUND, "area %s is not declared here", row->area);
    the_case->decl = decl_flow(the_case->area, row->flow, (unsigned)row->flow_version);
    if (the_case->decl == NULL)
        return FAIL(err, ERR_INTERNAL, "no flow %s version %" PRIu64, row->flow, row->flow_version);
    the_case->state = decl_state(the_case->decl, row->state);
    the_case->part = the_case->member = own_part(row, env->actor->authority_id);
    the_case->own_state = -1;
    if (the_case->part < 0 && decl_has_members(the_case->decl))
        TRY(open_member(env, the_case, err));
    the_case->roles = actor_roles(env->actor, row->area);
    the_case->blocked = is_blocked(row);
    TRY(find_visibility(env, the_case, err));
    if (the_case->visibility == VISIBLE_NOTHING || the_case->state < 0)
        return FAIL(err, ERR_NOT_FOUND, "case not for user %" PRIu64, env->actor->user_id);
    TRY(content_learn(env, the_case, err));
    collect_offers(env, the_case);
    *out = the_case;
    return ERR_OK;
}

bool
content_offers(const struct content_case *the_case, const char *action_id)
{
    for (size_t i = 0; i < the_case->n_offers; i++)
        if (strcmp(the_case->offers[i]->id, action_id) == 0)
            return true;
    return false;
}

bool
content_may_begin(const struct actor *actor, const struct decl_flow *decl)
{
    for (size_t i = 0; i < decl->n_actions; i++) {
        const struct decl_action *action = &decl->actions[i];

        for (size_t j = 0; j < action->n_from; j++)
            if (decl->states[action->from[j]].class == CLASS_INITIAL)
                for (size_t k = 0; k < action->n_by; k++)
                    if (action->by[k].part == PART_BEGINS &&
                        actor_has(actor, decl->area_id, (enum decl_role)action->by[k].role))
                        return true;
    }
    return false;
}
