/* SPDX-License-Identifier: EUPL-1.2 */
/* The addresses of the portal. What the columns mean: http/route.h, routes.h. */
#include "routes/routes.h"

#include "account/account.h"
#include "lists/lists.h"
#include "model/directory.h"
#include "portal/directory.h"
#include "portal/portal.h"
#include "web/health.h"

#define GET METHOD_GET
#define POST METHOD_POST

static const struct route rows[] = {
    {.methods = GET, .pattern = "/healthz", .handler = health_live, .limit = "watch"},
    {.methods = GET, .pattern = "/readyz", .handler = health_ready, .limit = "watch"},
    {.methods = GET, .pattern = "/metrics", .handler = health_metrics, .limit = "watch"},
    {.methods = GET, .pattern = "/brand.css", .handler = brand_sheet, .limit = "watch"},

    {.methods = GET, .pattern = "/", .handler = start_portal, .summary = N_("Start page")},
    {.methods = GET, .pattern = "/help", .handler = help_show, .summary = N_("Help")},
    {.methods = GET, .pattern = "/sign-in", .handler = sign_in_show, .input = &sign_in_show_input, .summary = N_("Sign in")},
    {.methods = POST, .pattern = "/sign-in", .handler = sign_in_do, .csrf = true, .body = ROUTE_FORM,
     .max_body_bytes = LIMIT_SHORT_BODY_BYTES, .input = &sign_in_input, .limit = "sign_in", .summary = N_("Sign in")},
    {.methods = POST, .pattern = "/sign-out", .handler = sign_out_do, .sign_in = ROUTE_SESSION, .csrf = true,
     .body = ROUTE_FORM, .max_body_bytes = LIMIT_SHORT_BODY_BYTES, .summary = N_("Sign out")},
    {.methods = GET, .pattern = "/account", .handler = account_show, .sign_in = ROUTE_SESSION, .summary = N_("Your account")},
    {.methods = POST, .pattern = "/account", .handler = account_do, .sign_in = ROUTE_SESSION, .csrf = true,
     .body = ROUTE_FORM, .max_body_bytes = LIMIT_SHORT_BODY_BYTES, .input = &account_input, .summary = N_("Change your account")},
    {.methods = GET, .pattern = "/account/code", .handler = account_code_show, .sign_in = ROUTE_SESSION,
     .summary = N_("Set up one-time codes")},
    {.methods = POST, .pattern = "/account/code", .handler = account_code_do, .sign_in = ROUTE_SESSION, .csrf = true,
     .body = ROUTE_FORM, .max_body_bytes = LIMIT_SHORT_BODY_BYTES, .input = &account_code_input,
     .summary = N_("Set up one-time codes")},

    {.methods = GET, .pattern = "/tasks", .handler = tasks_get, .sign_in = ROUTE_SESSION, .summary = N_("My tasks")},
    {.methods = GET, .pattern = "/cases", .handler = cases_get, .sign_in = ROUTE_SESSION,
     .summary = N_("Cases of all areas")},
    {.methods = POST, .pattern = "/cases", .handler = cases_search, .sign_in = ROUTE_SESSION, .csrf = true,
     .body = ROUTE_FORM, .max_body_bytes = LIMIT_SHORT_BODY_BYTES, .limit = "search", .summary = N_("Find cases by words")},
    {.methods = GET, .pattern = "/cases/found/{key}", .handler = cases_found, .sign_in = ROUTE_SESSION,
     .summary = N_("Cases found")},
    {.methods = GET, .pattern = "/directory", .handler = directory_get, .sign_in = ROUTE_SESSION, .limit = "search",
     .summary = N_("Directory of authorities")},
    {.methods = GET, .pattern = "/directory/{id}", .handler = directory_card_get, .sign_in = ROUTE_SESSION,
     .summary = N_("An authority")},

    {.methods = GET, .pattern = "/api/v1/authorities", .handler = directory_api, .sign_in = ROUTE_TOKEN,
     .limit = "api", .summary = N_("Directory of authorities"), .answer_model = &model_authorities_table},
    {.methods = GET, .pattern = "/api/v1/tasks", .handler = tasks_api, .sign_in = ROUTE_TOKEN, .limit = "api",
     .summary = N_("What waits for your authority"), .answer_model = &model_tasks_table},
    {.methods = GET, .pattern = "/api/v1/cases", .handler = cases_api, .sign_in = ROUTE_TOKEN, .limit = "api",
     .summary = N_("Cases of all areas"), .answer_model = &model_rows_table},
    {.methods = GET, .pattern = "/api/v1/openapi.json", .handler = describe_api,
     .summary = N_("Description of the API (OpenAPI)")},
};

const struct route_table routes_portal = ROUTE_TABLE(rows);
