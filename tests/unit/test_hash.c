/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/hash.h"

#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "runner.h"

START_TEST(text_that_is_not_the_encoding_of_so_many_bytes_is_refused)
{
    static const char *const hex[] = {"", "00", "0011223g", "00 11 22", "001122334", "00:11:22"};
    static const char *const base64[] = {"", "AAEC", "AAECAw==", "AAECA+", "AAECA/", "AAEC Aw", "AAECA!"};
    unsigned char out[4];

    for (size_t i = 0; i < sizeof hex / sizeof hex[0]; i++)
        ck_assert_msg(!hash_from_hex(hex[i], out, 4), "%s", hex[i]);
    for (size_t i = 0; i < sizeof base64 / sizeof base64[0]; i++)
        ck_assert_msg(!hash_from_base64url(base64[i], out, 4), "%s", base64[i]);
}
END_TEST

START_TEST(another_key_or_another_cut_gives_another_hash)
{
    unsigned char key[HASH_KEY_BYTES] = {1}, other_key[HASH_KEY_BYTES] = {2};
    unsigned char a[HASH_BYTES], b[HASH_BYTES];
    const struct hash_part one[] = {{"ab", 2}, {"c", 1}}, two[] = {{"a", 1}, {"bc", 2}};

    hash_bytes(a, key, "x", 1);
    hash_bytes(b, other_key, "x", 1);
    ck_assert(!hash_equal(a, b, HASH_BYTES));
    hash_bytes(b, NULL, "x", 1);
    ck_assert(!hash_equal(a, b, HASH_BYTES));
    hash_parts(a, key, one, 2);
    hash_parts(b, key, two, 2);
    ck_assert(!hash_equal(a, b, HASH_BYTES));
    hash_derive(a, key, "one");
    hash_derive(b, key, "two");
    ck_assert(!hash_equal(a, b, HASH_BYTES));
}
END_TEST

START_TEST(the_hash_is_blake2b_256)
{
    TALLOC_CTX *mem = mem_new(NULL, "test");
    unsigned char out[HASH_BYTES];

    hash_bytes(out, NULL, "abc", 3);
    ck_assert_str_eq(hash_hex(mem, out, sizeof out), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    talloc_free(mem);
}
END_TEST

START_TEST(sha_256_in_pieces_is_that_of_the_whole)
{
    TALLOC_CTX *mem = mem_new(NULL, "test");
    struct hash_sha256 *state = hash_sha256_new(mem);
    unsigned char out[HASH_BYTES];

    hash_sha256_add(state, "a", 1);
    hash_sha256_add(state, "bc", 2);
    hash_sha256_end(state, out);
    ck_assert_str_eq(hash_hex(mem, out, sizeof out), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    talloc_free(mem);
}
END_TEST

START_TEST(bytes_go_to_text_and_back)
{
    TALLOC_CTX *mem = mem_new(NULL, "test");
    const unsigned char bytes[] = {0, 0xfb, 0xff, 0x10};
    unsigned char out[4];

    ck_assert_str_eq(hash_hex(mem, bytes, 4), "00fbff10");
    ck_assert_str_eq(hash_base64url(mem, bytes, 4), "APv_EA");
    ck_assert(hash_from_hex("00FBff10", out, 4) && memcmp(out, bytes, 4) == 0);
    ck_assert(hash_from_base64url("APv_EA", out, 4) && memcmp(out, bytes, 4) == 0);
    talloc_free(mem);
}
END_TEST

START_TEST(random_numbers_stay_below_their_limit_and_differ)
{
    unsigned char a[16], b[16];

    rng_bytes(a, sizeof a);
    rng_bytes(b, sizeof b);
    ck_assert(memcmp(a, b, sizeof a) != 0);
    for (int i = 0; i < 1000; i++)
        ck_assert_uint_lt(rng_below(7), 7);
    ck_assert_uint_eq(rng_below(1), 0);
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("hash");
    TCase *tc = tcase_create("hash");

    tcase_add_test(tc, text_that_is_not_the_encoding_of_so_many_bytes_is_refused);
    tcase_add_test(tc, another_key_or_another_cut_gives_another_hash);
    tcase_add_test(tc, the_hash_is_blake2b_256);
    tcase_add_test(tc, sha_256_in_pieces_is_that_of_the_whole);
    tcase_add_test(tc, bytes_go_to_text_and_back);
    tcase_add_test(tc, random_numbers_stay_below_their_limit_and_differ);
    suite_add_tcase(made, tc);
    return made;
}

RUN(suite)
