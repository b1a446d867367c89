/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The keys of an installation: one file, read at start, never in the database, an argument or the
 * environment. It holds a current key and older ones, so that a rotation breaks nothing: what was made
 * with a key names its number. Each use has a sub-key of its own, derived by a label.
 *
 * Form of the file: a head line `imi-keys 1`, then a line a key, `NUMBER MADE HEX`, ascending; the last
 * is the current one. It must belong to no group and no one else (mode 0600 or 0400).
 */
#ifndef IMI_ACCESS_KEYS_H
#define IMI_ACCESS_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#include "base/err.h"
#include "base/hash.h"

#define KEYS_MAX 100         /* keys in one file */
#define KEYS_SEAL_EXTRA 44   /* bytes that sealing adds: key number, nonce, proof */
#define KEYS_SECRET_MAX 1024 /* bytes that can be sealed */

struct keys;

/*
 * keys_load - read the key file. A file named `imi-keys` in $CREDENTIALS_DIRECTORY goes before `path`.
 * The keys are wiped when `mem` ends.
 * Errors: ERR_CONFIG missing, readable for others, or malformed: do not start.
 */
enum err_code keys_load(TALLOC_CTX *mem, const char *path, const struct keys **keys,
                        struct err *err) ERR_MUST_CHECK;

/*
 * keys_create - make a key file with one new key. It must not exist.
 * keys_rotate - add a new key to it, which becomes the current one; the file is replaced whole.
 * Errors: ERR_CONFIG the file exists (or not), or cannot be written.
 */
enum err_code keys_create(const char *path, struct err *err) ERR_MUST_CHECK;
enum err_code keys_rotate(const char *path, struct err *err) ERR_MUST_CHECK;

/* keys_current - the number of the current key. */
uint32_t keys_current(const struct keys *keys);

/* keys_count, keys_number - how many keys there are, and their numbers, newest first: for checking what an older one made. */
size_t keys_count(const struct keys *keys);
uint32_t keys_number(const struct keys *keys, size_t index);

/* keys_derive - the sub-key of the current key for one use. label is a constant of the program: "session", "form". */
void keys_derive(const struct keys *keys, const char *label, unsigned char out[HASH_KEY_BYTES]);

/* keys_derive_from - the same of the key with this number; false when there is no such key. */
bool keys_derive_from(const struct keys *keys, uint32_t number, const char *label,
                      unsigned char out[HASH_KEY_BYTES]);

/*
 * keys_seal - encrypt a small secret under the current key (XChaCha20-Poly1305), naming it.
 *
 * use      what it is for and whose it is, "code 17": it opens only under the same words
 * *sealed  length + KEYS_SEAL_EXTRA bytes in `mem`
 * A length over KEYS_SECRET_MAX ends the process: it is a slip of the program.
 */
void keys_seal(TALLOC_CTX *mem, const struct keys *keys, const char *use, const void *secret,
               size_t length, unsigned char **sealed, size_t *sealed_length);

/*
 * keys_open - the secret in a sealed value, in `mem` and ended by a NUL that *length does not count.
 * False when the key is gone, the use is another or the bytes were altered.
 */
bool keys_open(TALLOC_CTX *mem, const struct keys *keys, const char *use, const void *sealed,
               size_t sealed_length, unsigned char **secret, size_t *length);

/*
 * keys_stamp - a random value that only its holder knows: "NUMBER-RANDOM", and its keyed hash, which is
 * what the database holds. keys_stamp_hash gives the hash of a value that was sent; false when its form is
 * wrong or its key gone. Used by sessions and tokens with a label each.
 */
char *keys_stamp(TALLOC_CTX *mem, const struct keys *keys, const char *label, unsigned char hash[HASH_BYTES]);
bool keys_stamp_hash(const struct keys *keys, const char *label, const char *value, unsigned char hash[HASH_BYTES]);

#endif
