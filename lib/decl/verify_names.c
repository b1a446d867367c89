/* SPDX-License-Identifier: EUPL-1.2 */
/* Look-ups that several checks share. */
#include <string.h>

#include "decl/verb.h"
#include "decl/verify.h"

const struct decl_group *
verify_group(const struct decl_flow *flow, const char *id)
{
    if (flow->questions == NULL || id == NULL)
        return NULL;
    for (size_t g = 0; g < flow->questions->n_groups; g++)
        if (strcmp(flow->questions->groups[g].id, id) == 0)
            return &flow->questions->groups[g];
    return NULL;
}

const struct decl_field *
verify_field(const struct decl_flow *flow, const char *id)
{
    const struct decl_field *field = decl_field(flow->main, id);

    for (size_t f = 0; field == NULL && f < flow->n_forms; f++)
        field = decl_field(&flow->forms[f], id);
    return field;
}

bool
verify_sets_day(const struct decl_action *action, const char *day)
{
    for (size_t e = 0; e < action->n_effects; e++) {
        const char *set = verb_text_of(&action->effects[e], ARGUMENT_DAY);

        if (set != NULL && strcmp(set, day) == 0)
            return true;
    }
    return false;
}

bool
verify_day_is_set(const struct decl_flow *flow, const char *day)
{
    for (size_t a = 0; a < flow->n_actions; a++)
        if (verify_sets_day(&flow->actions[a], day))
            return true;
    return false;
}

bool
verify_code_fits(const struct decl_field *field, const char *code)
{
    return field->kind->can_be != NULL && field->kind->can_be(&field->limits, code);
}
