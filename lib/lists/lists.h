/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists of cases: my tasks (tasks.c), all cases (list.c), found cases (find.c); by page and by API. */
#ifndef IMI_LISTS_LISTS_H
#define IMI_LISTS_LISTS_H

#include "flow/flow.h"
#include "model/case.h"
#include "web/handler.h"

route_handler tasks_get;        /* GET  /tasks */
route_handler cases_get;        /* GET  /cases and /{area}/cases */
route_handler cases_search;     /* POST /cases and /{area}/cases: words are posted, never in the address */
route_handler cases_found;      /* GET  /cases/found/{key} and /{area}/cases/found/{key} */
route_handler tasks_api;        /* GET  /api/v1/tasks */
route_handler cases_api;        /* GET  /api/v1/cases and /{area}/api/v1/cases */
route_handler searches_api;     /* POST /{area}/api/v1/searches */

/* case_put_search - the field to search by words on a page of cases. fault: msgid of what is wrong with the words, or NULL. */
void case_put_search(struct exchange *exchange, struct model_rows *answer, const char *fault);

#endif
