/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One-time codes of an authenticator app (RFC 6238: SHA-1, 6 digits, 30 s) and recovery codes.
 *
 * A code counts in its own step and in the one before and after it (90 s in all), because clocks differ; a
 * step that was used, and every earlier one, counts no more (user_account.code_step), so a code that
 * was seen over a shoulder is worth nothing. Machine time only.
 */
#ifndef IMI_ACCESS_CODE_H
#define IMI_ACCESS_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#include "access/keys.h"
#include "base/err.h"
#include "db/db.h"

#define CODE_STEP_S 30
#define CODE_WINDOW 1          /* steps before and after */
#define CODE_SECRET_BYTES 20
#define CODE_RECOVERY_COUNT 10 /* each works once */

/* code_new_secret - a new secret in base32, 32 characters. */
char *code_new_secret(TALLOC_CTX *mem);

/* code_uri - the otpauth:// address that an app reads from the QR code. issuer: the site; name: the sign-in name. */
char *code_uri(TALLOC_CTX *mem, const char *issuer, const char *name, const char *secret);

struct code_qr {
    const char *path; /* the `d` of an SVG path, one unit a module, without the quiet zone */
    unsigned size;    /* modules on each side */
};

/* code_qr - the QR code of a text up to 500 bytes. Errors: ERR_INTERNAL it does not fit. */
enum err_code code_qr(TALLOC_CTX *mem, const char *text, struct code_qr *qr, struct err *err) ERR_MUST_CHECK;

/*
 * code_step - the step in which `code` is right for `secret` (base32) at moment `now`, or 0 when it is not
 * right in any step after `used`.
 */
uint64_t code_step(const char *secret, const char *code, int64_t now, uint64_t used);

/* code_at - the six digits of a moment: for tests and imictl. Errors: ERR_INVALID the secret is not base32. */
enum err_code code_at(const char *secret, int64_t moment, char out[7], struct err *err) ERR_MUST_CHECK;

/*
 * code_use - check a code of a user and use it up, by compare-and-set: of two that come at once, one passes.
 * sealed, used: code_secret and code_step of the account. *passed is false for a wrong or used code.
 */
enum err_code code_use(struct db *db, const struct keys *keys, uint64_t user_id, struct db_bytes sealed,
                       uint64_t used, const char *code, bool *passed, struct err *err) ERR_MUST_CHECK;

/*
 * code_enrol - store a secret that a user has proved with a first code, and new recovery codes; in one
 * transaction. recovery: receives CODE_RECOVERY_COUNT texts in `mem`, shown once and then forgotten.
 * *passed is false, and nothing is stored, when the code is wrong.
 */
enum err_code code_enrol(TALLOC_CTX *mem, struct db *db, const struct keys *keys, uint64_t user_id,
                         const char *secret, const char *code, const char *recovery[CODE_RECOVERY_COUNT],
                         bool *passed, struct err *err) ERR_MUST_CHECK;

/* code_renew_recovery - ten new recovery codes in place of what is left of the old. */
enum err_code code_renew_recovery(TALLOC_CTX *mem, struct db *db, const struct keys *keys, uint64_t user_id,
                                  const char *recovery[CODE_RECOVERY_COUNT], struct err *err) ERR_MUST_CHECK;

/* code_use_recovery - check a recovery code (space and dashes do not count) and use it up. */
enum err_code code_use_recovery(struct db *db, const struct keys *keys, uint64_t user_id, const char *code,
                                bool *passed, struct err *err) ERR_MUST_CHECK;

/* code_seal - the secret of a user as user_account.code_secret holds it. */
void code_seal(TALLOC_CTX *mem, const struct keys *keys, uint64_t user_id, const char *secret,
               unsigned char **sealed, size_t *length);

#endif
