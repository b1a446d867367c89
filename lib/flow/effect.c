/* SPDX-License-Identifier: EUPL-1.2 */
/* Effects: one function for each line of lib/decl/verbs.def, run inside the transaction of the act. */
#include <inttypes.h>
#include <stdlib.h>

#include "attach/attach.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/mem.h"
#include "content/problem.h"
#include "flow/act.h"
#include "flow/reckon.h"
#include "store/authority.h"

/* Stamps are written together, after the effects. */
static enum err_code
put_stamp(struct act *act, const char *field, int64_t moment, int32_t day)
{
    act->stamps = mem_grow(act->env->mem, act->stamps, struct case_stamp, act->n_stamps + 1);
    act->stamps[act->n_stamps++] =
        (struct case_stamp){.member = act->chain, .field = field, .seq = act->head.seq, .moment = moment, .day = day};
    return ERR_OK;
}

static enum err_code
effect_stamp(struct act *act, const struct verb_stamp *args, struct err *err)
{
    (void)err;
    return put_stamp(act, args->field, act->now, DB_NO_DAY);
}

static enum err_code
effect_clear(struct act *act, const struct verb_clear *args, struct err *err)
{
    (void)err;
    return put_stamp(act, args->field, DB_NO_MOMENT, DB_NO_DAY);
}

/* The state of an authority that takes a part by this act: a guard has mostly asked for it already. */
static enum err_code
taken_country(const struct act *act, uint64_t authority_id, const char **country, struct err *err)
{
    struct authority_name *names;
    size_t count;

    for (size_t i = 0; i < act->n_abilities; i++)
        if (act->abilities[i].id == authority_id) {
            *country = act->abilities[i].country;
            return ERR_OK;
        }
    TRY(authority_names(act->env->db, act->env->mem, &authority_id, 1, &names, &count, err));
    *country = count == 0 ? NULL : names[0].country;
    return ERR_OK;
}

/* The state of whoever fills each part once the act is done. */
static enum err_code
part_countries(const struct act *act, const char *countries[CASE_PARTS], struct err *err)
{
    for (size_t i = 0; i < CASE_PARTS; i++) {
        countries[i] = act->the_case->row->parties[i].authority_id == 0 ? NULL : act->the_case->row->parties[i].country;
        if (act->taken[i].how != NULL)
            TRY(taken_country(act, act->taken[i].authority_id, &countries[i], err));
    }
    return ERR_OK;
}

/* The day from which the period of a use of `due` runs. */
static int32_t
event_day(const struct act *act, const struct verb_due *args)
{
    const struct case_stamp *since;

    if (args->since == NULL)
        return clock_day(act->now);
    since = flow_stamp(act->stamps, act->n_stamps, args->since);
    return clock_day(since != NULL && since->moment != DB_NO_MOMENT ? since->moment : act->now);
}

/* Beyond a calendar only Saturdays and Sundays are known: better than no act at all, but whoever runs this must hear of it. */
static void
warn_unknown(const struct reckon *reckon, int32_t day)
{
    int year = day_year(day);

    for (size_t i = 0; i < reckon->period.n_closed; i++)
        if (year > reckon->calendars[i]->last_year)
            log_line(LOG_WARNING, "the closed days of this year are not known", "country", reckon->calendars[i]->country, "year",
                     log_number(year), NULL);
}

static enum err_code
effect_due(struct act *act, const struct verb_due *args, struct err *err)
{
    int64_t count = args->number;
    const char *countries[CASE_PARTS] = {NULL};
    struct reckon reckon;
    int32_t day;

    if (args->from != NULL)
        count = strtoll(content_text(act->values, args->from), NULL, 10);
    if (count < 0 || count > LIMIT_DUE_DAYS)
        return FAIL(err, ERR_INTERNAL, "%s: a time limit of %" PRId64 " days", args->field, count);
    if (args->calendar != NULL)
        TRY(part_countries(act, countries, err));
    reckon_period(&reckon, act->env->decl, act->the_case->decl, args, (int32_t)count, countries);
    day = period_end(&reckon.period, event_day(act, args));
    warn_unknown(&reckon, day);
    return put_stamp(act, args->field, DB_NO_MOMENT, day);
}

static enum err_code
effect_publish(struct act *act, const struct verb_publish *args, struct err *err)
{
    (void)args;
    return act_publish(act, err);
}

static enum err_code
effect_take(struct act *act, const struct verb_take *args, struct err *err)
{
    uint64_t authority_id;
    int part = decl_part(act->the_case->decl, args->part);
    uint64_t present = act->the_case->row->parties[part].authority_id;
    bool takes_part = false;

    if (args->field == NULL)
        TRY(act_fill(act, part, &authority_id, err));
    else
        authority_id = strtoull(content_text(act->values, args->field), NULL, 10);
    if (authority_id == 0 || authority_id == present)
        return ERR_OK;
    /* It would meet the case in one part alone, and the other would wait for nobody. */
    TRY(act_takes_part(act, part, authority_id, &takes_part, err));
    if (takes_part) {
        problem_add(act->env->mem, &act->out->problems,
                    (struct content_problem){.field = args->field != NULL ? args->field : "",
                                             .label = act->the_case->decl->parts[part].label,
                                             .msgid = N_("{label}: this authority takes part in the case already; choose another")});
        return ERR_OK;
    }
    act->taken[part] = (struct act_taken){.how = args, .authority_id = authority_id, .replaced_id = present};
    if (present != 0) {
        TRY(drafts_drop(act->env->db, act->the_case->row->id, part, err));
        TRY(act_files(act, err));
        TRY(attach_forget(act->env, act->the_case->row->id, (unsigned)part, act->files, act->n_files, err));
    }
    return ERR_OK; /* the part is taken with the new state: move_case in move.c */
}

/* Source: Reg. (EU) 1024/2012 Art. 14(1) and (4): both times run from the formal closure. */
static enum err_code
effect_close(struct act *act, const struct verb_close *args, struct err *err)
{
    int32_t today = clock_day(act->now);

    (void)args;
    (void)err;
    act->closed_at = act->now;
    act->block_due = day_add_months(today, (int)act->the_case->area->block_months);
    act->erase_due = day_add_months(today, (int)act->the_case->area->erase_months);
    return ERR_OK;
}

static enum err_code
effect_index(struct act *act, const struct verb_index *args, struct err *err)
{
    (void)args;
    return act_index(act, err);
}

/* One function for each row, called with the arguments of its verb: an effect without its function does not compile. */
#define EFFECT(id, name, verifier, arguments, words)                                                       \
    static enum err_code do_##name(struct act *act, const struct decl_verb_use *use, struct err *err)      \
    {                                                                                                      \
        return effect_##name(act, &use->args.name, err);                                                   \
    }
#include "decl/verbs.def"

static enum err_code (*const effects[VERB_COUNT])(struct act *act, const struct decl_verb_use *use, struct err *err) = {
#define EFFECT(id, name, verifier, arguments, words) [EFFECT_##id] = do_##name,
#include "decl/verbs.def"
};

enum err_code
effects_run(struct act *act, struct err *err)
{
    for (size_t i = 0; i < act->action->n_effects; i++) {
        const struct decl_verb_use *use = &act->action->effects[i];

        TRY(effects[use->verb](act, use, err));
    }
    return ERR_OK;
}
