/* SPDX-License-Identifier: EUPL-1.2 */
/* Effects: one function for each line of lib/decl/verbs.def, run inside the transaction of the act. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "flow/act.h"
#include "attach/attach.h"

typedef enum err_code effect(struct act *act, const struct decl_verb_use *use, struct err *err);

/* Stamps are written together, after the effects. */
static enum err_code
put_stamp(struct act *act, const char *field, int64_t moment, int32_t day)
{
    act->stamps = mem_grow(act->env->mem, act->stamps, struct case_stamp, act->n_stamps + 1);
    act->stamps[act->n_stamps++] =
        (struct case_stamp){.field = field, .seq = act->head.seq, .moment = moment, .day = day};
    return ERR_OK;
}

static enum err_code
stamp(struct act *act, const struct decl_verb_use *use, struct err *err)
{
    (void)err;
    return put_stamp(act, use->field, act->now, DB_NO_DAY);
}

static enum err_code
clear(struct act *act, const struct decl_verb_use *use, struct err *err)
{
    (void)err;
    return put_stamp(act, use->field, DB_NO_MOMENT, DB_NO_DAY);
}

/* A period in days does not count the day of the event. Source: Reg. (EEC, Euratom) No 1182/71 Art. 3(1). */
static enum err_code
due(struct act *act, const struct decl_verb_use *use, struct err *err)
{
    int64_t count = use->number;
    int32_t start = clock_day(act->now);
    const struct case_stamp *since;

    if (use->from != NULL)
        count = strtoll(content_text(act->values, use->from), NULL, 10);
    if (use->since != NULL) {
        since = flow_stamp(act->stamps, act->n_stamps, use->since);
        if (since != NULL && since->moment != DB_NO_MOMENT)
            start = clock_day(since->moment);
    }
    if (count < 0 || count > DECL_DUE_DAYS_MAX)
        return FAIL(err, ERR_INTERNAL, "%s: a time limit of %" PRId64 " days", use->field, count);
    if (use->unit != NULL && strcmp(use->unit, "working_day") == 0)
        return put_stamp(act, use->field, DB_NO_MOMENT, day_add_working_days(start, (int32_t)count));
    return put_stamp(act, use->field, DB_NO_MOMENT, start + (int32_t)count);
}

static enum err_code
publish(struct act *act, const struct decl_verb_use *use, struct err *err)
{
    (void)use;
    return act_publish(act, err);
}

static enum err_code
set_counterpart(struct act *act, const struct decl_verb_use *use, struct err *err)
{
    uint64_t authority_id = strtoull(content_text(act->values, use->field), NULL, 10);
    unsigned part = (unsigned)(1 - act->the_case->part);
    uint64_t present = act->the_case->row->sides[part].authority_id;

    if (authority_id == 0 || authority_id == present)
        return ERR_OK;
    act->other_id = authority_id;
    act->replaced_id = present;
    if (present != 0) {
        TRY(drafts_drop(act->env->db, act->the_case->row->id, (int)part, err));
        TRY(act_files(act, err));
        TRY(attach_forget(act->env, act->the_case->row->id, part, act->files, act->n_files, err));
    }
    return ERR_OK; /* the part is taken with the new state: move in apply.c */
}

/* Source: Reg. (EU) 1024/2012 Art. 14(1) and (4): both times run from the formal closure. */
static enum err_code
close_case(struct act *act, const struct decl_verb_use *use, struct err *err)
{
    int32_t today = clock_day(act->now);

    (void)use;
    (void)err;
    act->closed_at = act->now;
    act->block_due = day_add_months(today, (int)act->the_case->area->block_months);
    act->erase_due = day_add_months(today, (int)act->the_case->area->erase_months);
    return ERR_OK;
}

static enum err_code
index_case(struct act *act, const struct decl_verb_use *use, struct err *err)
{
    (void)use;
    return act_index(act, err);
}

static effect *
effect_of(enum decl_verb verb)
{
    switch (verb) {
    case EFFECT_STAMP: return stamp;
    case EFFECT_DUE: return due;
    case EFFECT_CLEAR: return clear;
    case EFFECT_PUBLISH: return publish;
    case EFFECT_SET_COUNTERPART: return set_counterpart;
    case EFFECT_CLOSE: return close_case;
    case EFFECT_INDEX: return index_case;
    default: return NULL;
    }
}

enum err_code
effects_run(struct act *act, struct err *err)
{
    for (size_t i = 0; i < act->action->n_effects; i++) {
        const struct decl_verb_use *use = &act->action->effects[i];
        effect *run = effect_of(use->verb);

        if (run == NULL)
            return FAIL(err, ERR_INTERNAL, "%s is no effect", decl_verb_name(use->verb));
        TRY(run(act, use, err));
    }
    return ERR_OK;
}
