/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists of cases: my tasks, all cases, found cases; by page and by API. Inside lib/app. */
#ifndef IMI_APP_CASE_LIST_H
#define IMI_APP_CASE_LIST_H

#include "app/handler.h"

route_handler tasks_get;        /* GET  /tasks */
route_handler cases_get;        /* GET  /cases and /{area}/cases */
route_handler cases_search;     /* POST /cases and /{area}/cases: words are posted, never in the address */
route_handler cases_found;      /* GET  /cases/found/{key} and /{area}/cases/found/{key} */
route_handler tasks_api;        /* GET  /api/v1/tasks */
route_handler cases_api;        /* GET  /api/v1/cases and /{area}/api/v1/cases */
route_handler searches_api;     /* POST /{area}/api/v1/searches */
route_handler history_api;      /* GET  /{area}/api/v1/cases/{ref}/history */

#endif
