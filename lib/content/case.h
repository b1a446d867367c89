/* SPDX-License-Identifier: EUPL-1.2 */
/* A case as one actor meets it: how much of it he sees, and what he may do with it now. */
#ifndef IMI_CONTENT_CASE_H
#define IMI_CONTENT_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "access/env.h"
#include "store/member.h"

/* How much of a case somebody sees; the table of docs/visibility.md. */
enum visibility {
    VISIBLE_NOTHING,   /* not found */
    VISIBLE_SHELL,     /* number, area, kind, authorities, state, dates, who must act */
    VISIBLE_QUESTIONS, /* and the questions */
    VISIBLE_FULL       /* and what `reveal` gives */
};

/* A case as one actor meets it. */
struct content_case {
    struct case_row *row;
    const struct decl_area *area;
    const struct decl_flow *decl; /* in the version of the case */
    int state;                    /* index into decl->states */
    int part;                     /* the actor's own part, -1 when his authority takes none */
    int member;                   /* his number: that of the part, or from MEMBER_FIRST on; -1 */
    const struct case_member *own; /* as member of a part that many hold; NULL: he is none */
    uint64_t chain;               /* the member whose own is read with the case: himself, or of content_read_member; 0: none */
    int own_state;                /* of that member, index into decl->states; -1 */
    enum visibility visibility;
    uint32_t roles;               /* of the actor in this area */
    bool blocked;                 /* blocked or erased: no value reaches anybody */
    const struct content_known *known; /* what conditions of actions ask about; NULL: no action of the flow has one */
    const struct decl_action **offers; /* what the actor may do now, in declared order */
    size_t n_offers;
};

/* content_open - a case by its reference. Errors: ERR_NOT_FOUND there is none that this actor may see (answer 404). */
enum err_code content_open(const struct env *env, const char *ref, struct content_case **out,
                           struct err *err) ERR_MUST_CHECK;

/* Why an action may not happen; in the order in which it is asked. */
enum content_verdict {
    MAY,
    MAY_NOT_STATE,  /* 409: not from this state */
    MAY_NOT_ROLE,   /* 403: not this actor's to do */
    MAY_NOT_YET     /* 409: a condition of the action does not hold: content_unmet says which */
};

/* content_may - the one predicate: may this actor take this action in this case now. */
enum content_verdict content_may(const struct content_case *the_case, const struct actor *actor,
                                 const struct decl_action *action);

/* content_version - what a form has seen: counts the acts of the case, and for a member with them its own. */
uint64_t content_version(const struct content_case *the_case);

/*
 * content_unmet - the first condition of an action that does not hold now; NULL: all hold.
 *
 * values  what fields are asked of, in place of what was read with the case: what an act is about to publish; NULL: as they stand
 */
struct content_values;
const struct decl_verb_use *content_unmet(const struct content_case *the_case, const struct decl_action *action,
                                          const struct content_values *values);

/* content_unmet_day - the day that an unmet condition about a day asks for; DB_NO_DAY: it is not set, or it asks for none. */
int32_t content_unmet_day(const struct content_case *the_case, const struct decl_verb_use *unmet);

/* content_learn - read anew what conditions ask about, once the case is locked. Nothing where no action of the flow has one. */
enum err_code content_learn(const struct env *env, struct content_case *the_case, struct err *err) ERR_MUST_CHECK;

/* content_action - an action of the case by its id; NULL: there is none, or it is one of the system and the actor is a person. */
const struct decl_action *content_action(const struct content_case *the_case, const struct actor *actor, const char *id);

/* content_progress, content_members - of the parts that many hold: members_progress, members_of_part. */
enum err_code content_progress(const struct env *env, const struct content_case *the_case, struct member_progress **progress,
                               size_t *count, struct err *err) ERR_MUST_CHECK;
enum err_code content_members(const struct env *env, const struct content_case *the_case, int part, uint64_t after,
                              unsigned limit, struct case_member **members, size_t *count, struct err *err) ERR_MUST_CHECK;

/*
 * content_read_member - read a case with what one of its members has written, where `reveal` lets the actor's part read it, and
 * with the history of that member. For a party that holds a part alone: no member reads of another.
 * Errors: ERR_NOT_FOUND there is no such member, or it is not the actor's to read.
 */
enum err_code content_read_member(const struct env *env, struct content_case *the_case, uint64_t number,
                                  struct case_member **member, struct err *err) ERR_MUST_CHECK;

/* content_offers - whether an action is among the offers of an opened case. */
bool content_offers(const struct content_case *the_case, const char *action_id);

/* content_other_part - the part whose authority the reader deals with, as lists show it (case_other); -1: nobody has it yet. */
int content_other_part(const struct content_case *the_case);

/* content_may_begin - whether the actor may begin a draft of a flow. */
bool content_may_begin(const struct actor *actor, const struct decl_flow *decl);

/*
 * content_touch - a draft was worked on: its 90 days begin anew (docs/personal-data.md, Clocks). Noted once an hour, so that
 * saving by itself moves no index. Nothing for a case that has been sent: the other side does not learn that an edit is begun.
 */
enum err_code content_touch(const struct env *env, const struct content_case *the_case, struct err *err) ERR_MUST_CHECK;

#endif
