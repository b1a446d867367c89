/* SPDX-License-Identifier: EUPL-1.2 */
/* What a route asks for, in the words of routes.h. */
#include <string.h>

#include "web/core.h"

static enum err_code
refuse(const struct exchange *exchange, struct err *err)
{
    return FAIL(err, ERR_FORBIDDEN, "needs the right %s", exchange->route->right);
}

enum err_code
right_check(const struct exchange *exchange, struct err *err)
{
    const char *right = exchange->route->right;
    const struct actor *actor = exchange->actor;
    const char *area = exchange->app->area == NULL ? NULL : exchange->app->area->id;
    const char *dot;
    enum decl_role role;
    bool held;

    if (right == NULL)
        return ERR_OK;
    if (actor == NULL)
        return FAIL(err, ERR_SIGN_IN, "nobody is signed in");
    if (strcmp(right, "area") == 0)
        return area != NULL && actor_roles(actor, area) != 0 ? ERR_OK : refuse(exchange, err);
    dot = strchr(right, '.');
    role = dot == NULL ? ROLE_COUNT : decl_role(dot + 1);
    if (role == ROLE_COUNT)
        return FAIL(err, ERR_INTERNAL, "%s: no such right: %s", exchange->route->pattern, right);
    held = strncmp(right, "any.", 4) == 0 ? actor_any(actor, role) : area != NULL && actor_has(actor, area, role);
    return held ? ERR_OK : refuse(exchange, err);
}
