/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Passwords: the rules for a new one, and argon2id hashes. Hashing takes 19 MiB and about 60 ms, so an
 * endpoint does at most PASSWORD_PLACES at once; who finds no place within a second is asked to wait.
 * Source: ASVS 5.0.0-6.2.1 to 6.2.12, 11.4.2; OWASP's least parameters for argon2id.
 */
#ifndef IMI_ACCESS_PASSWORD_H
#define IMI_ACCESS_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>
#include <talloc.h>

#include "base/err.h"

#define PASSWORD_MIN_CHARS 12
#define PASSWORD_MAX_CHARS 128
#define PASSWORD_HASH_SIZE 128 /* text of a hash with its NUL */
#define PASSWORD_PLACES 2
#define PASSWORD_WAIT_MS 1000

enum password_fault {
    PASSWORD_FINE,
    PASSWORD_SHORT,  /* fewer than PASSWORD_MIN_CHARS characters */
    PASSWORD_LONG,   /* more than PASSWORD_MAX_CHARS characters */
    PASSWORD_COMMON, /* known to every guesser, with decoration or not; a repetition; a run of the keyboard */
    PASSWORD_NAMED   /* holds the name of the product, the user or the authority */
};

struct password_list; /* of common passwords */
struct password_gate; /* the places for hashing at once */

/*
 * password_list_load - read a list of common passwords: lower case, one a line, `#` starts a remark.
 * The operator may put a longer one in its place.
 * Errors: ERR_CONFIG it cannot be read or holds fewer than 100.
 */
enum err_code password_list_load(TALLOC_CTX *mem, const char *path, const struct password_list **list,
                                 struct err *err) ERR_MUST_CHECK;

/*
 * password_judge - whether a password (valid UTF-8) may be chosen.
 * names  words that must not stand in it: site, user, authority; each is taken apart at what is not a
 *        letter or digit, and pieces of 4 characters and more count. NULL entries are passed over.
 */
enum password_fault password_judge(const struct password_list *list, const char *password,
                                   const char *const *names, size_t n_names);

/* password_fault_text - the msgid that tells a person what to mend; "" for PASSWORD_FINE. */
const char *password_fault_text(enum password_fault fault);

/*
 * password_gate_new - the places, shared by all processes forked afterwards. A place is a record lock, so
 * that it is given back when its holder dies in any way.
 * Errors: ERR_INTERNAL the system gives no file.
 */
enum err_code password_gate_new(TALLOC_CTX *mem, struct password_gate **gate,
                                struct err *err) ERR_MUST_CHECK;

/*
 * password_hash - the argon2id hash of a password, naming its parameters. gate may be NULL (imictl).
 * Errors: ERR_TOO_MANY no place became free (retry_after_s is set); ERR_NO_MEMORY.
 */
enum err_code password_hash(struct password_gate *gate, const char *password,
                            char hash[PASSWORD_HASH_SIZE], struct err *err) ERR_MUST_CHECK;

/*
 * password_verify - whether a password is the one behind a hash. With stored NULL (no such user, or one
 * without a password) the same work is done and *matches is false, so that the time tells nothing.
 * *outdated: it matches, but was made with other parameters; hash it anew and store that.
 * Errors: as password_hash.
 */
enum err_code password_verify(struct password_gate *gate, const char *stored, const char *password,
                              bool *matches, bool *outdated, struct err *err) ERR_MUST_CHECK;

#endif
