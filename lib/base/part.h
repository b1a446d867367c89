/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Parts of a case, numbered in the order in which its flow declares them; and its members: who holds a part that one authority
 * alone holds has the number of the part, those who hold a part together are numbered from MEMBER_FIRST on, each with a life of
 * its own in the case.
 */
#ifndef IMI_BASE_PART_H
#define IMI_BASE_PART_H

#include <stdint.h>

#include "base/limits.h"

#define PART_BEGINS 0 /* declared first: whoever begins a case holds it */
#define MEMBER_FIRST LIMIT_PARTS

/* member_chain - the member whose history holds what somebody of this number does; 0: it is that of the case. */
static inline uint64_t
member_chain(uint64_t number)
{
    return number < MEMBER_FIRST ? 0 : number;
}

#endif
