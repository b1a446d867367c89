/* SPDX-License-Identifier: EUPL-1.2 */
/* The addresses of administration. What the columns mean: http/route.h, routes.h. */
#include "portal/portal.h"
#include "routes/routes.h"
#include "web/health.h"

#define GET METHOD_GET

static const struct route rows[] = {
    {.methods = GET, .pattern = "/admin/healthz", .handler = health_live, .limit = "watch"},
    {.methods = GET, .pattern = "/admin/readyz", .handler = health_ready, .limit = "watch"},

    {.methods = GET, .pattern = "/admin/", .handler = start_admin, .sign_in = ROUTE_SESSION, .right = "any.administrator",
     .summary = N_("Administration")},
};

const struct route_table routes_admin = ROUTE_TABLE(rows);
