/* SPDX-License-Identifier: EUPL-1.2 */
/* The sentence on top of every case: who must act by when, and whether the reader has to do anything. */
#ifndef IMI_CASES_SENTENCE_H
#define IMI_CASES_SENTENCE_H

#include "cases/casework.h"

/* sentence_put - fill waits, todo and level of the answer. */
void sentence_put(const struct exchange *exchange, const struct content_case *the_case,
                  struct model_case *answer);

#endif
