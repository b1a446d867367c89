/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/actor.h"

#include <string.h>

uint32_t
actor_roles(const struct actor *actor, const char *area)
{
    for (size_t i = 0; i < actor->n_areas; i++)
        if (strcmp(actor->areas[i].area, area) == 0)
            return actor->areas[i].roles;
    return 0;
}

bool
actor_has(const struct actor *actor, const char *area, enum decl_role role)
{
    return (actor_roles(actor, area) & (UINT32_C(1) << role)) != 0;
}

bool
actor_any(const struct actor *actor, enum decl_role role)
{
    for (size_t i = 0; i < actor->n_areas; i++)
        if ((actor->areas[i].roles & (UINT32_C(1) << role)) != 0)
            return true;
    return false;
}
