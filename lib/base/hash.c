/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/hash.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/mem.h"

static_assert(HASH_BYTES == crypto_generichash_BYTES, "BLAKE2b-256");
static_assert(HASH_KEY_BYTES == crypto_generichash_KEYBYTES, "32-byte keys");

static void
begin(crypto_generichash_state *state, const unsigned char *key)
{
    int rc = crypto_generichash_init(state, key, key != NULL ? HASH_KEY_BYTES : 0, HASH_BYTES);

    assert(rc == 0); /* fails for impossible lengths only */
    (void)rc;
}

void
hash_bytes(unsigned char out[HASH_BYTES], const unsigned char *key, const void *data, size_t length)
{
    crypto_generichash_state state;

    begin(&state, key);
    crypto_generichash_update(&state, data, length);
    crypto_generichash_final(&state, out, HASH_BYTES);
    sodium_memzero(&state, sizeof state);
}

struct hash_part
hash_text(const char *text)
{
    return hash_data(text, text != NULL ? strlen(text) : 0);
}

struct hash_part
hash_data(const void *data, size_t length)
{
    return (struct hash_part){.data = data != NULL ? data : "", .length = length};
}

struct hash_part
hash_number(uint64_t number)
{
    return (struct hash_part){.length = sizeof number, .number = number};
}

static void
add_number(crypto_generichash_state *state, uint64_t number)
{
    unsigned char bytes[8];

    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(number >> (8 * i));
    crypto_generichash_update(state, bytes, sizeof bytes);
}

void
hash_parts(unsigned char out[HASH_BYTES], const unsigned char *key, unsigned char format, const struct hash_part *parts,
           size_t count)
{
    crypto_generichash_state state;

    begin(&state, key);
    crypto_generichash_update(&state, &format, 1);
    for (size_t i = 0; i < count; i++) {
        add_number(&state, parts[i].length);
        if (parts[i].data == NULL)
            add_number(&state, parts[i].number);
        else
            crypto_generichash_update(&state, parts[i].data, parts[i].length);
    }
    crypto_generichash_final(&state, out, HASH_BYTES);
    sodium_memzero(&state, sizeof state);
}

static_assert(HASH_BYTES == crypto_hash_sha256_BYTES, "SHA-256");

struct hash_sha256 {
    crypto_hash_sha256_state state;
};

struct hash_sha256 *
hash_sha256_new(TALLOC_CTX *mem)
{
    struct hash_sha256 *state = mem_zero(mem, struct hash_sha256);

    crypto_hash_sha256_init(&state->state);
    return state;
}

void
hash_sha256_add(struct hash_sha256 *state, const void *data, size_t length)
{
    crypto_hash_sha256_update(&state->state, data, length);
}

void
hash_sha256_end(struct hash_sha256 *state, unsigned char out[HASH_BYTES])
{
    crypto_hash_sha256_final(&state->state, out);
    sodium_memzero(state, sizeof *state);
}

void
hash_derive(unsigned char out[HASH_KEY_BYTES], const unsigned char key[HASH_KEY_BYTES], const char *label)
{
    hash_bytes(out, key, label, strlen(label));
}

bool
hash_equal(const void *a, const void *b, size_t length)
{
    return sodium_memcmp(a, b, length) == 0;
}

void
hash_wipe(void *data, size_t length)
{
    sodium_memzero(data, length);
}

char *
hash_hex(TALLOC_CTX *mem, const void *data, size_t length)
{
    char *text = mem_size(mem, 2 * length + 1);

    return sodium_bin2hex(text, 2 * length + 1, data, length);
}

bool
hash_from_hex(const char *text, void *out, size_t length)
{
    size_t written;

    return strlen(text) == 2 * length &&
           sodium_hex2bin(out, length, text, 2 * length, NULL, &written, NULL) == 0 && written == length;
}

char *
hash_base64url(TALLOC_CTX *mem, const void *data, size_t length)
{
    size_t size = sodium_base64_encoded_len(length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = mem_size(mem, size);

    return sodium_bin2base64(text, size, data, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool
hash_from_base64url(const char *text, void *out, size_t length)
{
    size_t written;
    size_t text_length = sodium_base64_encoded_len(length, sodium_base64_VARIANT_URLSAFE_NO_PADDING) - 1;

    return strlen(text) == text_length &&
           sodium_base642bin(out, length, text, text_length, NULL, &written, NULL,
                             sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
           written == length;
}

size_t
hash_from_base64(const char *text, size_t length, void *out)
{
    size_t written = 0;
    const char *end;

    /* Padding ends it, and is none of the text; a last group that is cut off is left out. */
    if (sodium_base642bin(out, length, text, length, " \t\r\n", &written, &end, sodium_base64_VARIANT_ORIGINAL_NO_PADDING) != 0)
        return 0;
    return written;
}
