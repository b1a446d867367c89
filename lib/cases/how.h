/* SPDX-License-Identifier: EUPL-1.2 */
/* How the days of a case came about, in words. */
#ifndef IMI_CASES_HOW_H
#define IMI_CASES_HOW_H

#include "flow/flow.h"
#include "web/app.h"

/*
 * how_text - the sentences that say from what a day was counted, what does not count, and why it is another day than the one
 * that was counted to, in the reader's language; in exchange->mem.
 */
const char *how_text(const struct exchange *exchange, const struct flow_reckoning *reckoning);

#endif
