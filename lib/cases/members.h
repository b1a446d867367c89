/* SPDX-License-Identifier: EUPL-1.2 */
/* Those who hold a part of a case together, on its page: how far they are, then each of them. */
#ifndef IMI_CASES_MEMBERS_H
#define IMI_CASES_MEMBERS_H

#include "cases/casework.h"

/* members_put - the members of all parts that many hold, a page of them. Errors: ERR_BAD_REQUEST a bad `members`. */
enum err_code members_put(struct exchange *exchange, const struct env *env, const struct content_case *the_case,
                          struct model_case *answer, struct err *err) ERR_MUST_CHECK;

/*
 * members_read - what one member did is shown with the case where `member` of the query names one.
 * Errors: ERR_BAD_REQUEST it is no number; ERR_NOT_FOUND there is no such member, or it is not this reader's to read.
 */
enum err_code members_read(struct exchange *exchange, const struct env *env, struct content_case *the_case,
                           struct model_case *answer, struct err *err) ERR_MUST_CHECK;

#endif
