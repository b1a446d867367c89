/* SPDX-License-Identifier: EUPL-1.2 */
/* Collecting what must be mended. */
#ifndef IMI_CONTENT_PROBLEM_H
#define IMI_CONTENT_PROBLEM_H

#include "content/item.h"

/* problem_add - append a problem; the array lives in mem. */
void problem_add(TALLOC_CTX *mem, struct content_problems *problems, struct content_problem problem);

/* answer_problems - what an asked question still lacks, by its kind, follow-up condition and comment rule. */
void answer_problems(const struct env *env, const struct decl_flow *decl,
                     const struct decl_question *question, const struct content_values *values,
                     struct content_problems *problems);

#endif
