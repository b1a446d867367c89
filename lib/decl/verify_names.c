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

bool
verify_code_fits(const struct decl_field *field, const char *code)
{
    if (field->kind == KIND_FLAG)
        return strcmp(code, "yes") == 0;
    if (field->kind != KIND_CODE && field->kind != KIND_CODES)
        return false;
    return field->list == NULL || decl_code(field->list, code) != NULL;
}
