/* SPDX-License-Identifier: EUPL-1.2 */
/* A mail as bytes: no address or text can smuggle a line, and every character arrives. */
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "out/mime.h"
#include "runner.h"

static TALLOC_CTX *mem;

static void
setup(void)
{
    mem = mem_new(NULL, "test");
}

static void
teardown(void)
{
    talloc_free(mem);
}

static const char *
made(const char *subject, const char *text, const char *name)
{
    const struct mail mail = {.from_name = name, .from = "noreply@imi.example", .to = "anna@example.org", .subject = subject,
                              .language = "da", .message_id = "1.2.3@imi.example", .text = text,
                              .date = INT64_C(1795428000) * CLOCK_SECOND};
    size_t length;
    const char *bytes = mime_make(mem, &mail, &length);

    ck_assert_uint_eq(strlen(bytes), length);
    for (size_t i = 0; i < length; i++)
        ck_assert_msg(((unsigned char)bytes[i] < 127 && bytes[i] >= ' ') || strchr("\r\n\t", bytes[i]) != NULL, "byte %zu", i);
    return bytes;
}

START_TEST(addresses_that_are_none_are_refused)
{
    static const char *const bad[] = {"", "a", "@", "a@", "@b", "a b@c.d", "a@b\r\nRCPT TO:<x@y>", "<a@b>", "a@b,c@d", "a@b@c",
                                      "\"a\"@b", "\303\246@b.c", "a@b;", "a@\177"};

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert_msg(!mime_address_good(bad[i]), "%s", bad[i]);
    ck_assert(!mime_address_good(NULL));
    ck_assert(mime_address_good("anna.b+c@example.org"));
    ck_assert_str_eq(mime_domain("noreply@imi.example"), "imi.example");
}
END_TEST

START_TEST(a_subject_cannot_add_a_header)
{
    const char *bytes = made("a\nBcc: x@y.z", "text\n", "IMI\r\nX: y");

    ck_assert(strstr(bytes, "Bcc") == NULL);
    ck_assert(strstr(bytes, "X: y") == NULL);
}
END_TEST

START_TEST(headers_are_those_of_a_machine)
{
    const char *bytes = made("Plain (BCDF-12345)", "One\ntwo\n", "IMI");

    ck_assert(strstr(bytes, "Date: Mon, 23 Nov 2026 10:00:00 +0000\r\n") != NULL);
    ck_assert(strstr(bytes, "From: \"IMI\" <noreply@imi.example>\r\n") != NULL);
    ck_assert(strstr(bytes, "To: <anna@example.org>\r\n") != NULL);
    ck_assert(strstr(bytes, "Subject: Plain (BCDF-12345)\r\n") != NULL);
    ck_assert(strstr(bytes, "Message-ID: <1.2.3@imi.example>\r\n") != NULL);
    ck_assert(strstr(bytes, "Auto-Submitted: auto-generated\r\n") != NULL);
    ck_assert(strstr(bytes, "Content-Transfer-Encoding: 7bit\r\n\r\nOne\r\ntwo\r\n") != NULL);
}
END_TEST

START_TEST(other_letters_are_encoded_without_splitting_one)
{
    const char *bytes = made("\316\221\316\257\317\204\316\267\316\274\316\261 \316\221\316\257\317\204\316\267\316\274\316\261 "
                             "\316\221\316\257\317\204\316\267\316\274\316\261 \316\221\316\257\317\204\316\267\316\274\316\261",
                             "x\n", "Tr\303\246ning");

    ck_assert(strstr(bytes, "From: =?UTF-8?B?VHLDpm5pbmc=?=\r\n <noreply@imi.example>\r\n") != NULL);
    ck_assert(strstr(bytes, "Subject: =?UTF-8?B?") != NULL);
    ck_assert(strstr(bytes, "?=\r\n =?UTF-8?B?") != NULL);
    for (const char *line = bytes; line != NULL; line = strchr(line, '\n') != NULL ? strchr(line, '\n') + 1 : NULL)
        ck_assert_uint_le(strcspn(line, "\r"), 98);
}
END_TEST

START_TEST(a_text_with_other_letters_is_quoted_in_short_lines)
{
    const char *bytes = made(
        "s", "Sagen venter p\303\245 Deres myndighed, og det g\303\270r den stadig, til torsdag den 26. november 2026 = nu \n.\n",
        "IMI");
    const char *body = strstr(bytes, "\r\n\r\n");

    ck_assert(strstr(bytes, "Content-Transfer-Encoding: quoted-printable\r\n") != NULL);
    ck_assert(strstr(body, "p=C3=A5") != NULL);
    ck_assert(strstr(body, "=3D") != NULL);
    ck_assert(strstr(body, "=20\r\n") != NULL);
    for (const char *line = body; line != NULL; line = strchr(line, '\n') != NULL ? strchr(line, '\n') + 1 : NULL)
        ck_assert_uint_le(strcspn(line, "\r"), 76);
}
END_TEST

static Suite *
suite(void)
{
    Suite *tests = suite_create("mime");
    TCase *all = tcase_create("mime");

    tcase_add_checked_fixture(all, setup, teardown);
    tcase_add_test(all, addresses_that_are_none_are_refused);
    tcase_add_test(all, a_subject_cannot_add_a_header);
    tcase_add_test(all, headers_are_those_of_a_machine);
    tcase_add_test(all, other_letters_are_encoded_without_splitting_one);
    tcase_add_test(all, a_text_with_other_letters_is_quoted_in_short_lines);
    suite_add_tcase(tests, all);
    return tests;
}

RUN(suite)
