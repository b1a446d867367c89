/* SPDX-License-Identifier: EUPL-1.2 */
/* What is said of an action that is not open now, because one of its conditions does not hold. */
#ifndef IMI_CASES_UNMET_H
#define IMI_CASES_UNMET_H

#include "content/case.h"
#include "web/app.h"

/* unmet_text - what must be, in the words of the declaration or in those of its kind of condition. In memory of the exchange. */
const char *unmet_text(const struct exchange *exchange, const struct content_case *the_case, const struct decl_verb_use *unmet);

#endif
