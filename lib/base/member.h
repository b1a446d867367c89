/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables that say where in a struct something goes: an entry whose member has another C type does not compile. */
#ifndef IMI_BASE_MEMBER_H
#define IMI_BASE_MEMBER_H

#include <stddef.h>

/* MEMBER - the member of a struct, for operators that do not evaluate it. */
#define MEMBER(struct_, member_) (((struct struct_ *)0)->member_)

/* MEMBER_OFFSET - offsetof, a constant, that compiles only when `fits_`, a constant of MEMBER's type, is true. */
#define MEMBER_OFFSET(struct_, member_, fits_)                                                     \
    (offsetof(struct struct_, member_) +                                                           \
     0 * sizeof(struct { _Static_assert(fits_, #struct_ "." #member_ " has another C type"); char none; }))

#endif
