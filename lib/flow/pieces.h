/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which index a list goes by, and in which pieces: each is one range of that index, which ends with the order of the list.
 * That holds at any distribution of cases, because the pieces come from declared data and the actor's rights alone. Inside
 * lib/flow.
 */
#ifndef IMI_FLOW_PIECES_H
#define IMI_FLOW_PIECES_H

#include "flow/flow.h"

/* pieces_query - a list with these filters in these areas; without pieces nothing can fit. Lives in env->mem. */
struct case_query pieces_query(const struct env *env, const struct case_filter *filter, const char *const *areas,
                               size_t n_areas);

/*
 * pieces_waiting - the states in which a case waits for one of its parts, area by area: what waits is counted in them. Each
 * once, whatever parts the versions of a flow name; in env->mem.
 */
const struct case_key *pieces_waiting(const struct env *env, const char *const *areas, size_t n_areas, size_t *count);

/* pieces_joined - areas joined by commas, as FIND_IN_SET takes them. */
const char *pieces_joined(TALLOC_CTX *mem, const char *const *areas, size_t n);

#endif
