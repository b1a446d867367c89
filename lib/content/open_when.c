/* SPDX-License-Identifier: EUPL-1.2 */
/* Conditions of actions: one function for each row of lib/decl/verbs.def, asked whenever an action is offered or done. */
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "content/case.h"
#include "content/values.h"
#include "kinds/code_list.h"
#include "store/authority.h"

/* What the conditions of a flow ask about, of one case and one actor; read only as far as the flow asks. */
struct content_known {
    const struct content_values *values;
    const struct case_stamp *stamps;
    size_t n_stamps;
    const struct authority_settings *settings; /* of the actor's authority in the flow */
};

/* An action whose conditions are asked. */
struct asked {
    const struct content_case *the_case;
    const struct decl_action *action;
    const struct content_values *values;
};

static bool
flow_asks(const struct decl_flow *decl, enum decl_verb condition)
{
    for (size_t i = 0; i < decl->n_actions; i++)
        for (size_t j = 0; j < decl->actions[i].n_when; j++)
            if (decl->actions[i].when[j].verb == condition)
                return true;
    return false;
}

enum err_code
content_learn(const struct env *env, struct content_case *the_case, struct err *err)
{
    const struct decl_flow *decl = the_case->decl;
    struct content_known *known = mem_zero(env->mem, struct content_known);
    struct authority_settings *settings;
    struct content_values *values;
    struct case_stamp *stamps;

    if (flow_asks(decl, CONDITION_FIELD_IS)) {
        TRY(values_load(env, the_case->row->id, the_case->member, &values, err));
        known->values = values;
    }
    if (flow_asks(decl, CONDITION_STAMP_IS) || flow_asks(decl, CONDITION_DAY_IS)) {
        TRY(case_stamps(env->db, env->mem, the_case->row->id, the_case->chain, &stamps, &known->n_stamps, err));
        known->stamps = stamps;
    }
    if (flow_asks(decl, CONDITION_SETTING_IS)) {
        TRY(authority_settings(env->db, env->mem, env->actor->authority_id, decl->area_id, decl->id, &settings, err));
        known->settings = settings;
    }
    the_case->known = known;
    return ERR_OK;
}

/* ---- the conditions --------------------------------------------------------------------------------------------- */

/* A draft, and what an action with the main form sends, are looked at as they are being written. */
static const char *
value_of(const struct asked *asked, const char *id)
{
    const struct decl_flow *decl = asked->the_case->decl;
    const struct decl_field *field = decl_field(decl->main, id);
    bool begun = asked->action->input == INPUT_MAIN || asked->the_case->row->class == CASE_DRAFT;
    const struct content_value *value = begun ? content_value(asked->values, id) : values_settled(asked->values, id);

    /* What was published while it was shown is taken back by publishing; what is being written is not. */
    if (value == NULL || (begun && field != NULL && !content_holds(decl, &field->when, asked->values)))
        return "";
    return value->value;
}

static bool
condition_field_is(const struct asked *asked, const struct verb_field_is *args)
{
    const char *const *codes = args->is != NULL ? args->is : args->is_not;
    const char *value = value_of(asked, args->field);
    bool one = false;

    for (; *codes != NULL; codes++)
        one = one || codes_have(value, *codes, strlen(*codes));
    return one == (args->is != NULL);
}

static const struct case_stamp *
stamp_of(const struct content_case *the_case, const char *field)
{
    return case_stamp_last(the_case->known->stamps, the_case->known->n_stamps, field);
}

static bool
condition_stamp_is(const struct asked *asked, const struct verb_stamp_is *args)
{
    const struct case_stamp *stamp = stamp_of(asked->the_case, args->stamp);
    bool set = stamp != NULL && (stamp->day != DB_NO_DAY || stamp->moment != DB_NO_MOMENT);

    return set == (args->is == STANDS_SET);
}

/* Days are legal days: one begins at midnight in the zone of base/clock.h. */
static bool
condition_day_is(const struct asked *asked, const struct verb_day_is *args)
{
    const struct case_stamp *stamp = stamp_of(asked->the_case, args->day);
    int32_t today = clock_today();

    if (stamp == NULL || stamp->day == DB_NO_DAY)
        return false;
    switch (args->is) {
    case DAY_REACHED:
        return today >= stamp->day;
    case DAY_PASSED:
        return today > stamp->day;
    case DAY_NOT_PASSED:
        return today <= stamp->day;
    }
    return false;
}

static bool
setting_of(const struct authority_settings *settings, enum decl_setting setting)
{
    switch (setting) {
#define SETTING(id, name)                                                                                  \
    case SETTING_##id:                                                                                     \
        return settings->name;
#include "decl/settings.def"
    case SETTING_COUNT:
        break;
    }
    return false;
}

static bool
condition_setting_is(const struct asked *asked, const struct verb_setting_is *args)
{
    return setting_of(asked->the_case->known->settings, args->setting) == (args->is == STANDS_SET);
}

/* One function for each row, called with the arguments of its verb: a condition without its function does not compile. */
#define CONDITION(id, name, key, verifier, arguments, words)                                               \
    static bool ask_##name(const struct asked *asked, const struct decl_verb_use *use)                     \
    {                                                                                                      \
        return condition_##name(asked, &use->args.name);                                                   \
    }
#include "decl/verbs.def"

static bool (*const conditions[VERB_COUNT])(const struct asked *asked, const struct decl_verb_use *use) = {
#define CONDITION(id, name, key, verifier, arguments, words) [CONDITION_##id] = ask_##name,
#include "decl/verbs.def"
};

const struct decl_verb_use *
content_unmet(const struct content_case *the_case, const struct decl_action *action, const struct content_values *values)
{
    struct asked asked = {the_case, action, values != NULL ? values : the_case->known->values};

    for (size_t i = 0; i < action->n_when; i++)
        if (!conditions[action->when[i].verb](&asked, &action->when[i]))
            return &action->when[i];
    return NULL;
}

int32_t
content_unmet_day(const struct content_case *the_case, const struct decl_verb_use *unmet)
{
    const struct case_stamp *stamp =
        unmet->verb == CONDITION_DAY_IS ? stamp_of(the_case, unmet->args.day_is.day) : NULL;

    return stamp != NULL ? stamp->day : DB_NO_DAY;
}
