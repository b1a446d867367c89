/* SPDX-License-Identifier: EUPL-1.2 */
/* An act being done: what guards and effects read and change. Inside lib/flow. */
#ifndef IMI_FLOW_ACT_H
#define IMI_FLOW_ACT_H

#include "content/item.h"
#include "content/values.h"
#include "flow/flow.h"
#include "store/history.h"

/* An authority takes a part, in place of another or of nobody. */
struct act_taken {
    const struct verb_take *how; /* NULL: nobody does */
    uint64_t authority_id;
    uint64_t replaced_id;        /* 0: nobody had it */
};

struct act {
    const struct env *env;
    const struct flow_act *in;
    struct flow_outcome *out;
    struct content_case *the_case;
    const struct decl_action *action;
    struct content_values *values; /* all of the actor's part, with what was given now before it */
    struct content_items items;    /* what the action takes, with these values */
    const char **given;         /* names of the inputs given now */
    size_t n_given;

    int64_t now;                /* case time */
    struct history_head head;   /* of the event to be */
    int to;                     /* state after the act */
    struct act_taken taken[CASE_PARTS]; /* by this act */
    uint64_t chain;             /* the member whose act it is; 0: an act of the case */
    struct case_member *joining; /* who becomes a member by this act */
    size_t n_joining;
    int64_t closed_at;
    int32_t block_due, erase_due;
    struct case_stamp *stamps;  /* of the case, and those written now at the end */
    size_t n_stamps, n_old_stamps; /* those from n_old_stamps on are of this act */
    struct event_value *written; /* what the event commits to */
    size_t n_written;
    struct authority_ability *abilities; /* of both sides, once a guard asked for one */
    size_t n_abilities;
    struct attachment_row *files; /* of the case, once something asked for them: act_files */
    size_t n_files;
    bool copy_empty;            /* nothing is left of the working copy of the actor's part */
};

/* guards_check - ask every declared guard; what stands against it is added to out->problems. */
enum err_code guards_check(struct act *act, struct err *err) ERR_MUST_CHECK;

/* effects_run - do every declared effect in the order given, inside the transaction. */
enum err_code effects_run(struct act *act, struct err *err) ERR_MUST_CHECK;

/* act_publish - the working copy becomes the next version, with commitments. */
enum err_code act_publish(struct act *act, struct err *err) ERR_MUST_CHECK;

/* act_index - write the search keys of every party for what it may read in the state after the act. */
enum err_code act_index(struct act *act, struct err *err) ERR_MUST_CHECK;

/* act_holder - the authority that holds a part once the act is done; 0: nobody. */
uint64_t act_holder(const struct act *act, int part);

/* act_takes_part - whether an authority takes part in the case otherwise than by this part: who does meets the case as that. */
enum err_code act_takes_part(const struct act *act, int part, uint64_t id, bool *takes_part, struct err *err) ERR_MUST_CHECK;

/*
 * act_fill - let a part be taken as the part itself says (decl_fill). *authority_id: of a part that one holds, 0 when nobody is
 * found who takes no part yet; who is to hold a part of many joins when the effects have run: act_join, after act_settle_members.
 */
enum err_code act_fill(struct act *act, int part, uint64_t *authority_id, struct err *err) ERR_MUST_CHECK;
void act_settle_members(struct act *act);
enum err_code act_join(struct act *act, struct err *err) ERR_MUST_CHECK;

/* act_move_case - the new state and parties of the case, and its event. Working copies that cannot be sent any more end. */
enum err_code act_move_case(struct act *act, struct err *err) ERR_MUST_CHECK;

/* act_move_member - the new state of the actor's member, and its event. */
enum err_code act_move_member(struct act *act, struct err *err) ERR_MUST_CHECK;

/* act_notify_members - tell those who joined a part by this act, or where the action takes no such part all of its members. */
enum err_code act_notify_members(const struct act *act, int part, const char *message, int64_t now,
                                 struct err *err) ERR_MUST_CHECK;

/* act_files - the files of the case, read once an act. */
enum err_code act_files(struct act *act, struct err *err) ERR_MUST_CHECK;

/* act_forget_files - remove the files that were begun for the form of an action which their part cannot do in the new state. */
enum err_code act_forget_files(struct act *act, struct err *err) ERR_MUST_CHECK;

/* act_notify - outbox rows for the declared notices. */
enum err_code act_notify(struct act *act, struct err *err) ERR_MUST_CHECK;

/* act_key_possible - whether a text can be an act key: 1 to 64 visible ASCII characters; NULL, none, is fine. */
bool act_key_possible(const char *key);

/* act_take_inputs - normalise what was given and put it before the values; problems are collected. */
void act_take_inputs(struct act *act);

/* act_keep_drafts - write what was given into the working copy. */
enum err_code act_keep_drafts(struct act *act, struct err *err) ERR_MUST_CHECK;

#endif
