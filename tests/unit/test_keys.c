/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "runner.h"

static TALLOC_CTX *mem;
static char dir[64];
static char path[96];

static void
setup(void)
{
    struct err err = {0};

    mem = mem_new(NULL, "test");
    snprintf(dir, sizeof dir, "/tmp/imi-keys-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/keys", dir);
    unsetenv("CREDENTIALS_DIRECTORY");
    ck_assert_int_eq(keys_create(path, &err), ERR_OK);
}

static void
teardown(void)
{
    unlink(path);
    rmdir(dir);
    talloc_free(mem);
}

static enum err_code
load(const struct keys **keys)
{
    struct err err = {0};

    return keys_load(mem, path, keys, &err);
}

static void
write_file(const char *text)
{
    FILE *file = fopen(path, "w");

    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

START_TEST(a_file_that_others_can_read_is_refused)
{
    const struct keys *keys;

    ck_assert_int_eq(load(&keys), ERR_OK);
    chmod(path, 0640);
    ck_assert_int_eq(load(&keys), ERR_CONFIG);
    chmod(path, 0604);
    ck_assert_int_eq(load(&keys), ERR_CONFIG);
    chmod(path, 0400);
    ck_assert_int_eq(load(&keys), ERR_OK);
}
END_TEST

START_TEST(malformed_files_are_refused)
{
    static const char *const texts[] = {
        "", "imi-keys 1\n", "imi-keys 2\n1 2026-01-01T00:00:00Z 00\n",
        "imi-keys 1\n1 2026-01-01T00:00:00Z 0011\n",
        "imi-keys 1\n0 2026-01-01T00:00:00Z 1111111111111111111111111111111111111111111111111111111111111111\n",
        "imi-keys 1\n1 yesterday 1111111111111111111111111111111111111111111111111111111111111111\n",
        ("imi-keys 1\n2 2026-01-01T00:00:00Z 1111111111111111111111111111111111111111111111111111111111111111\n"
         "1 2026-01-01T00:00:00Z 2222222222222222222222222222222222222222222222222222222222222222\n"),
        "imi-keys 1\n1 2026-01-01T00:00:00Z 1111111111111111111111111111111111111111111111111111111111111111 more\n"};
    const struct keys *keys;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        write_file(texts[i]);
        ck_assert_msg(load(&keys) == ERR_CONFIG, "%s", texts[i]);
    }
}
END_TEST

START_TEST(a_key_file_is_never_made_over_another)
{
    struct err err = {0};

    ck_assert_int_eq(keys_create(path, &err), ERR_CONFIG);
}
END_TEST

START_TEST(after_rotation_the_new_key_is_current_and_the_old_still_opens)
{
    const struct keys *before, *after;
    unsigned char *sealed, *secret, hash[HASH_BYTES], again[HASH_BYTES];
    size_t length, secret_length;
    struct err err = {0};
    char *stamp;

    ck_assert_int_eq(load(&before), ERR_OK);
    keys_seal(mem, before, "code 1", "hush", 4, &sealed, &length);
    stamp = keys_stamp(mem, before, "session", hash);
    ck_assert_int_eq(keys_rotate(path, &err), ERR_OK);
    ck_assert_int_eq(load(&after), ERR_OK);
    ck_assert_uint_eq(keys_count(after), 2);
    ck_assert_uint_eq(keys_current(after), 2);
    ck_assert_uint_eq(keys_number(after, 1), 1);
    ck_assert(keys_open(mem, after, "code 1", sealed, length, &secret, &secret_length));
    ck_assert_str_eq((char *)secret, "hush");
    ck_assert(keys_stamp_hash(after, "session", stamp, again));
    ck_assert_mem_eq(hash, again, HASH_BYTES);
    ck_assert_int_eq(strncmp(keys_stamp(mem, after, "session", hash), "2-", 2), 0);
}
END_TEST

START_TEST(a_sealed_value_opens_only_unaltered_and_for_its_use)
{
    const struct keys *keys;
    unsigned char *sealed, *secret;
    size_t length, secret_length;

    ck_assert_int_eq(load(&keys), ERR_OK);
    keys_seal(mem, keys, "code 1", "hush", 4, &sealed, &length);
    ck_assert_uint_eq(length, 4 + KEYS_SEAL_EXTRA);
    ck_assert(!keys_open(mem, keys, "code 2", sealed, length, &secret, &secret_length));
    ck_assert(!keys_open(mem, keys, "code 1", sealed, length - 1, &secret, &secret_length));
    ck_assert(!keys_open(mem, keys, "code 1", sealed, 10, &secret, &secret_length));
    for (size_t i = 0; i < length; i++) {
        sealed[i] ^= 1;
        ck_assert(!keys_open(mem, keys, "code 1", sealed, length, &secret, &secret_length));
        sealed[i] ^= 1;
    }
    ck_assert(keys_open(mem, keys, "code 1", sealed, length, &secret, &secret_length));
}
END_TEST

START_TEST(stamps_of_another_form_have_no_hash)
{
    static const char *const wrong[] = {"", "1", "1-", "-1-x", "0-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                                        "9-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "1-AAAA",
                                        "99999999999-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                                        "1-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="};
    const struct keys *keys;
    unsigned char hash[HASH_BYTES];

    ck_assert_int_eq(load(&keys), ERR_OK);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        ck_assert_msg(!keys_stamp_hash(keys, "session", wrong[i], hash), "%s", wrong[i]);
    ck_assert(!keys_stamp_hash(keys, "session", NULL, hash));
}
END_TEST

START_TEST(each_label_has_its_own_key)
{
    const struct keys *keys;
    unsigned char one[HASH_KEY_BYTES], other[HASH_KEY_BYTES];

    ck_assert_int_eq(load(&keys), ERR_OK);
    keys_derive(keys, "form", one);
    keys_derive(keys, "session", other);
    ck_assert_mem_ne(one, other, sizeof one);
    ck_assert(!keys_derive_from(keys, 7, "form", one));
}
END_TEST

static Suite *
suite(void)
{
    Suite *suite = suite_create("keys");
    TCase *tests = tcase_create("keys");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_file_that_others_can_read_is_refused);
    tcase_add_test(tests, malformed_files_are_refused);
    tcase_add_test(tests, a_key_file_is_never_made_over_another);
    tcase_add_test(tests, after_rotation_the_new_key_is_current_and_the_old_still_opens);
    tcase_add_test(tests, a_sealed_value_opens_only_unaltered_and_for_its_use);
    tcase_add_test(tests, stamps_of_another_form_have_no_hash);
    tcase_add_test(tests, each_label_has_its_own_key);
    suite_add_tcase(suite, tests);
    return suite;
}

RUN(suite)
