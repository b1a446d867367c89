/* SPDX-License-Identifier: EUPL-1.2 */
/* What handlers share: the environment of this exchange, codes of the address, labels, problems. */
#ifndef IMI_WEB_HANDLER_H
#define IMI_WEB_HANDLER_H

#include "access/env.h"
#include "content/input.h"
#include "model/control.h"
#include "web/app.h"

/* handler_env - the workflow as this actor meets it through this door. */
struct env *handler_env(struct exchange *exchange, const char *door);

/* handler_href - a path below a case: handler_href(x, ref, "send", "section=provider"); action and query may be NULL. */
const char *handler_href(struct exchange *exchange, const char *area, const char *ref,
                         const char *action, const char *query);

/* handler_query - what the address gives under a name; NULL for nothing, also for "". Borrowed from the request. */
const char *handler_query(const struct exchange *exchange, const char *name);

/*
 * handler_codes - check that what the address gives under these names are codes: at most 40 of A-Z, a-z, 0-9, _ and -.
 * Columns of codes can be compared with nothing else. Errors: ERR_BAD_REQUEST.
 */
enum err_code handler_codes(const struct exchange *exchange, const char *const names[], size_t count,
                            struct err *err) ERR_MUST_CHECK;

/* handler_key - a fresh act key for a form. */
const char *handler_key(struct exchange *exchange);

/* Labels ------------------------------------------------------------------------------------------------------- */

/* label_code - the label of a code in the reader's language. */
const char *label_code(const struct exchange *exchange, const struct decl_list *list, const char *code);

/* label_country - the name of a country in the reader's language. */
const char *label_country(const struct exchange *exchange, const char *country);

/* label_problem - what to mend, as a sentence in the reader's language. */
const char *label_problem(const struct exchange *exchange, const struct content_problem *problem);

/* label_days - "3 days left" and how pressing it is (late, soon, fine). */
const char *label_days(const struct exchange *exchange, int32_t day, const char **level);

/* faults_of - the error summary. */
struct model_list faults_of(const struct exchange *exchange, const struct content_problems *problems);

/* handler_problems - answer 422 with a problem for the API, a line for each thing to mend. */
enum err_code handler_problems(struct exchange *exchange, const struct content_problems *problems,
                           struct err *err) ERR_MUST_CHECK;

/* handler_api_key - the header Idempotency-Key, or NULL. Errors: ERR_BAD_REQUEST it has not 8 to 64 characters. */
enum err_code handler_api_key(const struct exchange *exchange, const char **key, struct err *err) ERR_MUST_CHECK;

#endif
