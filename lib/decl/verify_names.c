/* SPDX-License-Identifier: EUPL-1.2 */
/* Look-ups that several checks share. */
#include <string.h>

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
verify_code_fits(const struct decl_field *field, const char *code)
{
    return field->kind->can_be != NULL && field->kind->can_be(&field->limits, code);
}
