/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/actor.h"

#include <string.h>

static const struct actor the_system = {.language = "en"};

const struct actor *
actor_system(void)
{
    return &the_system;
}

/* By identity, not by what it holds: nobody becomes the system by a row that could not be read. */
bool
actor_is_system(const struct actor *actor)
{
    return actor == &the_system;
}

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
