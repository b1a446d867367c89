/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who is asking: a user under the authority that he or she works for, with the roles held in each area.
 * Read from the database with one statement on every request, never cached, alive as long as the request
 * (ASVS 5.0.0-8.3.2).
 */
#ifndef IMI_ACCESS_ACTOR_H
#define IMI_ACCESS_ACTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "decl/decl.h"

/* A right to cases in an area; administrators and data protection officers have other work. */
#define ACTOR_CASE_ROLES                                                                           \
    (UINT32_C(1) << ROLE_BASIC | UINT32_C(1) << ROLE_HANDLER | UINT32_C(1) << ROLE_ALLOCATOR |     \
     UINT32_C(1) << ROLE_REFERRAL)

struct actor_area {
    const char *area;
    uint32_t roles; /* bit per enum decl_role that the user holds there */
};

struct actor {
    uint64_t user_id; /* 0: the system itself, which acts by time (actor_system) */
    uint64_t authority_id;
    const char *sign_in_name;
    const char *full_name;
    const char *email;
    const char *language;
    const char *authority_name;
    const char *authority_language;
    const char *country;
    const struct actor_area *areas; /* those to which the authority has access */
    size_t n_areas;
    bool second_factor;      /* the account has one-time codes */
    bool by_token;           /* through the API */
    uint64_t session_id;     /* 0 with a token */
    const char *binding;     /* what form tokens are bound to; NULL with a token */
    int64_t idle_until;      /* machine time */
    int64_t absolute_until;
};

/* actor_system - the system itself: no person, no authority, no role. It does the actions that are declared as its own. */
const struct actor *actor_system(void);
bool actor_is_system(const struct actor *actor);

/* actor_has - whether the user holds a role in an area in which the authority has access. */
bool actor_has(const struct actor *actor, const char *area, enum decl_role role);

/* actor_roles - the roles held in an area as a bit set; 0 = none, so nothing of the area is shown. */
uint32_t actor_roles(const struct actor *actor, const char *area);

/* actor_any - whether the user holds a role in any area. */
bool actor_any(const struct actor *actor, enum decl_role role);

#endif
