/* SPDX-License-Identifier: EUPL-1.2 */
/* The addresses of an area; one table for all of them. What the columns mean: http/route.h, routes.h. */
#include "cases/files.h"
#include "cases/form.h"
#include "cases/new.h"
#include "cases/page.h"
#include "lists/lists.h"
#include "model/case.h"
#include "model/directory.h"
#include "portal/declared.h"
#include "portal/portal.h"
#include "routes/routes.h"
#include "web/health.h"

#define GET METHOD_GET
#define POST METHOD_POST

static const struct route rows[] = {
    {.methods = GET, .pattern = "/{area}/healthz", .handler = health_live, .limit = "watch"},
    {.methods = GET, .pattern = "/{area}/readyz", .handler = health_ready, .limit = "watch"},

    {.methods = GET, .pattern = "/{area}/", .handler = start_area, .sign_in = ROUTE_SESSION, .right = "area",
     .summary = N_("What one can do in the area")},

    {.methods = GET, .pattern = "/{area}/cases", .handler = cases_get, .sign_in = ROUTE_SESSION, .right = "area",
     .summary = N_("Cases of the area")},
    {.methods = POST, .pattern = "/{area}/cases", .handler = cases_search, .sign_in = ROUTE_SESSION, .right = "area",
     .csrf = true, .body = ROUTE_FORM, .max_body_bytes = LIMIT_SHORT_BODY_BYTES, .limit = "search",
     .summary = N_("Find cases by words")},
    {.methods = GET, .pattern = "/{area}/cases/found/{key}", .handler = cases_found, .sign_in = ROUTE_SESSION,
     .right = "area", .summary = N_("Cases found")},
    {.methods = GET, .pattern = "/{area}/new/{flow}", .handler = case_new_get, .sign_in = ROUTE_SESSION,
     .summary = N_("Begin a case")},
    {.methods = POST, .pattern = "/{area}/new/{flow}", .handler = case_new_post, .sign_in = ROUTE_SESSION, .csrf = true,
     .body = ROUTE_FORM, .max_body_bytes = LIMIT_SHORT_BODY_BYTES, .summary = N_("Begin a case")},
    {.methods = GET, .pattern = "/{area}/cases/{ref}", .handler = case_get, .sign_in = ROUTE_SESSION,
     .summary = N_("A case")},
    {.methods = GET, .pattern = "/{area}/cases/{ref}/own", .handler = case_own_get, .sign_in = ROUTE_SESSION,
     .summary = N_("Own notes on a case")},
    {.methods = POST, .pattern = "/{area}/cases/{ref}/own", .handler = case_own_post, .sign_in = ROUTE_SESSION,
     .csrf = true, .body = ROUTE_FORM, .max_body_bytes = LIMIT_SHORT_BODY_BYTES, .summary = N_("Own notes on a case")},
    {.methods = GET, .pattern = "/{area}/cases/{ref}/{action}", .handler = case_act_get, .sign_in = ROUTE_SESSION,
     .summary = N_("The form of an action")},
    {.methods = POST, .pattern = "/{area}/cases/{ref}/{action}", .handler = case_act_post, .sign_in = ROUTE_SESSION,
     .csrf = true, .body = ROUTE_FILES, .max_body_bytes = LIMIT_FILES_BODY_BYTES, .summary = N_("Take an action")},

    {.methods = GET, .pattern = "/{area}/api/v1/flows", .handler = declared_flows, .sign_in = ROUTE_TOKEN,
     .right = "area", .limit = "api", .summary = N_("Flows of the area, in the caller's language"),
     .answer_model = &model_declared_table},
    {.methods = GET, .pattern = "/{area}/api/v1/questions/{set}", .handler = declared_questions, .sign_in = ROUTE_TOKEN,
     .right = "area", .limit = "api", .summary = N_("A question set, in the caller's language"),
     .answer_model = &model_declared_table},
    {.methods = GET, .pattern = "/{area}/api/v1/cases", .handler = cases_api, .sign_in = ROUTE_TOKEN, .right = "area",
     .limit = "api", .summary = N_("Cases of the area"), .answer_model = &model_rows_table},
    {.methods = POST, .pattern = "/{area}/api/v1/cases", .handler = case_api_new, .sign_in = ROUTE_TOKEN,
     .body = ROUTE_JSON, .limit = "api", .summary = N_("Begin a draft"), .answer_model = &model_outcome_table},
    {.methods = POST, .pattern = "/{area}/api/v1/searches", .handler = searches_api, .sign_in = ROUTE_TOKEN,
     .right = "area", .body = ROUTE_JSON, .limit = "search",
     .summary = N_("Find cases by words"), .answer_model = &model_rows_table},
    {.methods = GET, .pattern = "/{area}/api/v1/cases/{ref}", .handler = case_get, .sign_in = ROUTE_TOKEN,
     .limit = "api", .summary = N_("A case"), .answer_model = &model_case_table},
    {.methods = GET, .pattern = "/{area}/api/v1/cases/{ref}/history", .handler = history_api, .sign_in = ROUTE_TOKEN,
     .limit = "api", .summary = N_("The time line of a case"), .answer_model = &model_case_table},
    {.methods = POST, .pattern = "/{area}/api/v1/cases/{ref}/actions/{action}", .handler = case_api_act,
     .sign_in = ROUTE_TOKEN, .body = ROUTE_JSON, .limit = "api", .summary = N_("Take an action"),
     .answer_model = &model_outcome_table},
    FILES_ROUTES,
};

const struct route_table routes_area = ROUTE_TABLE(rows);
