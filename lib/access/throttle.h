/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Limits on how often someone may do something (ASVS 5.0.0-2.4.1, 6.3.1). Counters live in memory shared
 * by the workers of an endpoint; a row of the database is written only when a limit is reached, so that
 * it holds on every host, and at failures of sign-in.
 *
 * Sign-in: the delay grows with the failures of one name from one address, and an address with many
 * failures waits, whatever the names. Nobody can lock another's account from elsewhere.
 */
#ifndef IMI_ACCESS_THROTTLE_H
#define IMI_ACCESS_THROTTLE_H

#include <stdint.h>
#include <talloc.h>

#include "access/keys.h"
#include "base/err.h"
#include "db/db.h"

enum throttle_class {
    THROTTLE_PAGE,    /* the usual */
    THROTTLE_OPEN,    /* anybody, by address */
    THROTTLE_SIGN_IN, /* by address, every try */
    THROTTLE_SEARCH,
    THROTTLE_EXPORT,
    THROTTLE_UPLOAD,
    THROTTLE_API,
    THROTTLE_CLASSES
};

struct throttle;

/* throttle_new - counters shared by all processes forked afterwards; factor widens all limits but those of sign-in (1 in
 * earnest). Errors: ERR_INTERNAL no memory to share. */
enum err_code throttle_new(TALLOC_CTX *mem, const struct keys *keys, unsigned factor, struct throttle **throttle,
                           struct err *err) ERR_MUST_CHECK;

/* throttle_class - by the name that a route gives: "search" ...; NULL or unknown is THROTTLE_PAGE. */
enum throttle_class throttle_class(const char *name);

/* throttle_scope - the scope of a class in the database, "search" ... */
const char *throttle_scope(enum throttle_class class);

/*
 * throttle_user - count one hit of a user. When the limit is reached a row is written.
 * Errors: ERR_TOO_MANY with retry_after_s.
 */
enum err_code throttle_user(struct throttle *throttle, struct db *db, enum throttle_class class,
                            uint64_t user_id, struct err *err) ERR_MUST_CHECK;

/* throttle_address - the same for an address (of IPv6 the first 64 bits); "" is not limited. No row is written. */
enum err_code throttle_address(struct throttle *throttle, enum throttle_class class, const char *address,
                               struct err *err) ERR_MUST_CHECK;

/*
 * throttle_sign_in - whether a try for this name from this address may be made now.
 * Errors: ERR_TOO_MANY with retry_after_s.
 */
enum err_code throttle_sign_in(struct throttle *throttle, struct db *db, const char *name,
                               const char *address, struct err *err) ERR_MUST_CHECK;

/* throttle_failed - a try failed; user_id is that of someone who knew the password but not the code, else 0. */
enum err_code throttle_failed(struct throttle *throttle, struct db *db, const char *name, const char *address,
                              uint64_t user_id, struct err *err) ERR_MUST_CHECK;

/* throttle_code - whether someone who knew the password of a user may try a code now. Errors: ERR_TOO_MANY. */
enum err_code throttle_code(struct throttle *throttle, struct db *db, uint64_t user_id,
                            struct err *err) ERR_MUST_CHECK;

/* throttle_passed - sign-in went well: forget the failures of this name from this address, and of the code. */
enum err_code throttle_passed(struct throttle *throttle, struct db *db, const char *name, const char *address,
                              uint64_t user_id, struct err *err) ERR_MUST_CHECK;

/* throttle_sweep - remove up to 1,000 rows that count no more. For the clerk. */
enum err_code throttle_sweep(struct db *db, struct err *err) ERR_MUST_CHECK;

#endif
