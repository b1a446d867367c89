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

START_TEST(another_key_cut_or_format_gives_another_hash)
{
    unsigned char key[HASH_KEY_BYTES] = {1}, other_key[HASH_KEY_BYTES] = {2};
    unsigned char a[HASH_BYTES], b[HASH_BYTES];
    const struct hash_part one[] = {hash_text("ab"), hash_text("c")}, two[] = {hash_text("a"), hash_text("bc")};

    hash_bytes(a, key, "x", 1);
    hash_bytes(b, other_key, "x", 1);
    ck_assert(!hash_equal(a, b, HASH_BYTES));
    hash_bytes(b, NULL, "x", 1);
    ck_assert(!hash_equal(a, b, HASH_BYTES));
    hash_parts(a, key, HASH_FORMAT, one, 2);
    hash_parts(b, key, HASH_FORMAT, two, 2);
    ck_assert(!hash_equal(a, b, HASH_BYTES));
    hash_parts(b, key, HASH_FORMAT + 1, one, 2);
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

/* The layout written out byte by byte: format, then each part behind its length, lengths and numbers little endian. */
START_TEST(parts_are_hashed_in_the_same_bytes_on_every_machine)
{
    static const unsigned char layout[] = {
        7,
        2, 0, 0, 0, 0, 0, 0, 0, 'a', 'b',
        8, 0, 0, 0, 0, 0, 0, 0, 0x08, 0x07, 0x06, 0x05, 0x04, 0x03, 0x02, 0x01,
        8, 0, 0, 0, 0, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0, 0, 0, 0, 0, 0, 0, 0,
        1, 0, 0, 0, 0, 0, 0, 0, 0xff,
    };
    const struct hash_part parts[] = {hash_text("ab"), hash_number(UINT64_C(0x0102030405060708)),
                                      hash_number((uint64_t)INT64_C(-2)), hash_text(NULL), hash_data("\xff", 1)};
    const unsigned char key[HASH_KEY_BYTES] = {9};
    unsigned char right[HASH_BYTES], out[HASH_BYTES];

    hash_bytes(right, key, layout, sizeof layout);
    hash_parts(out, key, 7, parts, sizeof parts / sizeof parts[0]);
    ck_assert_mem_eq(out, right, HASH_BYTES);
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
    unsigned char out[4], room[12];

    ck_assert_str_eq(hash_hex(mem, bytes, 4), "00fbff10");
    ck_assert_str_eq(hash_base64url(mem, bytes, 4), "APv_EA");
    ck_assert(hash_from_hex("00FBff10", out, 4) && memcmp(out, bytes, 4) == 0);
    ck_assert(hash_from_base64url("APv_EA", out, 4) && memcmp(out, bytes, 4) == 0);
    ck_assert_uint_eq(hash_from_base64("AP\r\n v/EA==", 12, room), 4);
    ck_assert_mem_eq(room, bytes, 4);
    ck_assert_uint_eq(hash_from_base64("APv/-", 5, room), 3);
    ck_assert_uint_eq(hash_from_base64("", 0, room), 0);
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
    tcase_add_test(tc, another_key_cut_or_format_gives_another_hash);
    tcase_add_test(tc, the_hash_is_blake2b_256);
    tcase_add_test(tc, parts_are_hashed_in_the_same_bytes_on_every_machine);
    tcase_add_test(tc, sha_256_in_pieces_is_that_of_the_whole);
    tcase_add_test(tc, bytes_go_to_text_and_back);
    tcase_add_test(tc, random_numbers_stay_below_their_limit_and_differ);
    suite_add_tcase(made, tc);
    return made;
}

RUN(suite)
