/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Hashes (BLAKE2b-256, keyed where a key is given; SHA-256 for files), comparison in constant time, and the two ways bytes
 * are written as text. The only user of libsodium's hashing.
 */
#ifndef IMI_BASE_HASH_H
#define IMI_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#define HASH_BYTES 32
#define HASH_KEY_BYTES 32
#define HASH_HEX_SIZE (2 * HASH_BYTES + 1) /* text of a hash with its NUL */

#define HASH_FORMAT 1 /* of a use whose layout never changed; see hash_parts */

/* One part of what is hashed; made by hash_text, hash_data or hash_number. */
struct hash_part {
    const void *data;  /* NULL: the part is the number */
    size_t length;     /* bytes */
    uint64_t number;
};

/* hash_text - the bytes of a text without its NUL, which stay the caller's; NULL is hashed as "". */
struct hash_part hash_text(const char *text);

/* hash_data - `length` bytes, which stay the caller's; `data` may be NULL when there are none. */
struct hash_part hash_data(const void *data, size_t length);

/* hash_number - a number as 8 bytes, little endian on every machine; a signed one is cast (two's complement). */
struct hash_part hash_number(uint64_t number);

/* hash_bytes - BLAKE2b-256 of the bytes as they are. key: HASH_KEY_BYTES, or NULL for none. */
void hash_bytes(unsigned char out[HASH_BYTES], const unsigned char *key, const void *data, size_t length);

/*
 * hash_parts - the hash of one byte `format` and of several parts, each preceded by its length (8 bytes, little endian), so
 * that no other cut of the same bytes gives the same hash. format: which parts there are and in which order, counted from 1
 * by the caller for each use; a new layout gets the next number, so that a hash of the old one is never taken for one of the
 * new. key: HASH_KEY_BYTES, or NULL for none.
 */
void hash_parts(unsigned char out[HASH_BYTES], const unsigned char *key, unsigned char format,
                const struct hash_part *parts, size_t count);

/*
 * hash_sha256_* - SHA-256 of bytes that come in pieces, for what others can check with their own tools (files).
 * hash_sha256_new makes a state in `mem`; hash_sha256_end writes the hash and ends the use of the state.
 */
struct hash_sha256;
struct hash_sha256 *hash_sha256_new(TALLOC_CTX *mem);
void hash_sha256_add(struct hash_sha256 *state, const void *data, size_t length);
void hash_sha256_end(struct hash_sha256 *state, unsigned char out[HASH_BYTES]);

/* hash_derive - the sub-key of `key` for one use, named by `label`. */
void hash_derive(unsigned char out[HASH_KEY_BYTES], const unsigned char key[HASH_KEY_BYTES], const char *label);

/* hash_equal - whether both hold the same bytes; takes the same time wherever they differ. */
bool hash_equal(const void *a, const void *b, size_t length);

/* hash_wipe - overwrite a secret that is no longer needed; not optimised away. */
void hash_wipe(void *data, size_t length);

/* hash_hex - bytes as lower-case hexadecimal digits, in memory of `mem`. */
char *hash_hex(TALLOC_CTX *mem, const void *data, size_t length);

/* hash_from_hex - read exactly `length` bytes from 2 * length digits of either case; false when it is not that. */
bool hash_from_hex(const char *text, void *out, size_t length);

/* hash_base64url - bytes as base64url without padding (RFC 4648, 5), in memory of `mem`. */
char *hash_base64url(TALLOC_CTX *mem, const void *data, size_t length);

/*
 * hash_from_base64 - decode base64 (RFC 4648, 4) of `length` bytes; blanks and line ends in it are skipped, and it ends at the
 * first byte that is none of it. `out` has room for `length` bytes. Returns how many were decoded.
 */
size_t hash_from_base64(const char *text, size_t length, void *out);

/* hash_from_base64url - read exactly `length` bytes of unpadded base64url; false when the text is not that. */
bool hash_from_base64url(const char *text, void *out, size_t length);

#endif
