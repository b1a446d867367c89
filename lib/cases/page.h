/* SPDX-License-Identifier: EUPL-1.2 */
/* The answer about one case, for its page and its API address. */
#ifndef IMI_CASES_PAGE_H
#define IMI_CASES_PAGE_H

#include "cases/casework.h"

/* Before the id of an action: the notice (app_go) that this action was done. The page of the case says it in the flow's words. */
#define CASE_ACT_NOTICE "act."

/* case_answer - all that the actor may read of an opened case; the read is recorded, and that his side has opened it. */
enum err_code case_answer(struct exchange *exchange, const struct env *env,
                          struct content_case *the_case, struct model_case **answer,
                          struct err *err) ERR_MUST_CHECK;

/* case_tasks_of - the sections of the request as a task list; *done counts those that need nothing more. */
struct model_list case_tasks_of(struct exchange *exchange, const struct env *env,
                                const struct content_case *the_case, const struct content_values *values,
                                size_t n_files, int64_t *done);

route_handler case_get;          /* GET /{area}/cases/{ref}, page and API */
route_handler history_api;       /* GET /{area}/api/v1/cases/{ref}/history */

#endif
