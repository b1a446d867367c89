/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/response.h"

#include <string.h>

#include "base/mem.h"
#include "fake_request.h"
#include "runner.h"

static TALLOC_CTX *mem;
static struct buf *out;
static struct response *resp;

static void
start_answer(const char *method, const char *scheme)
{
    const char *const parameters[] = {"REQUEST_METHOD", method, "REQUEST_URI", "/", "IMI_SCHEME", scheme, NULL};
    struct request *req;
    struct err err;

    ck_assert_int_eq(fake_request(mem, parameters, NULL, &req, &err), ERR_OK);
    resp = response_new(req);
    out = buf_new(mem, 20000000);
}

static void
setup(void)
{
    mem = mem_new(NULL, "test");
    start_answer("GET", "https");
}

static void
teardown(void)
{
    talloc_free(mem);
}

static bool
collect(void *data, const void *bytes, size_t length)
{
    buf_add(data, bytes, length);
    return true;
}

static bool
broken_pipe(void *data, const void *bytes, size_t length)
{
    (void)data, (void)bytes, (void)length;
    return false;
}

static const char *
body(void)
{
    return strstr(out->data, "\r\n\r\n") + 4;
}

static void
has_header(const char *line)
{
    char *wanted = mem_printf(mem, "\r\n%s\r\n", line);

    ck_assert_msg(strstr(out->data, wanted) != NULL, "%s not in:\n%s", line, out->data);
}

static void
is_sent_as_500(void)
{
    ck_assert(response_send(resp, collect, out));
    ck_assert_msg(strncmp(out->data, "Status: 500\r\n", 13) == 0, "%s", out->data);
    ck_assert_ptr_null(strstr(out->data, "evil"));
    has_header("X-Content-Type-Options: nosniff");
}

START_TEST(line_ends_cannot_get_into_a_header)
{
    static const char *const values[] = {"a\r\nevil: 1", "a\nevil: 1", "a\revil", "evil\t\x01", "evil\x7f", "evil\xff"};

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        start_answer("GET", "https");
        response_header(resp, "X-Test", values[i]);
        is_sent_as_500();
    }
    start_answer("GET", "https");
    response_header(resp, "evil: 1\r\nX", "a");
    is_sent_as_500();
}
END_TEST

START_TEST(a_redirect_leads_to_own_paths_only)
{
    static const char *const paths[] = {"//evil.example", "https://evil.example/", "/\\evil", "evil", "", "javascript:evil",
                                        "/a\r\nevil: 1", "/evil b", "/evil\xc3\xa6", "\\/evil", "/a\\evil"};

    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        ck_assert_msg(!response_is_own_path(paths[i]), "%s", paths[i]);
        start_answer("POST", "https");
        response_redirect(resp, paths[i]);
        is_sent_as_500();
    }
    ck_assert(!response_is_own_path(NULL));
    start_answer("POST", "https");
    response_redirect(resp, "/tasks?due=7&x=%2F");
    ck_assert(response_send(resp, collect, out));
    ck_assert(strncmp(out->data, "Status: 303\r\n", 13) == 0);
    has_header("Location: /tasks?due=7&x=%2F");
}
END_TEST

START_TEST(cookies_with_other_characters_and_a_body_over_its_limit_are_not_sent)
{
    response_cookie(resp, "imi_session", "evil; Domain=x", 0);
    is_sent_as_500();
    start_answer("GET", "https");
    response_cookie(resp, "evil=1; x", "a", 0);
    is_sent_as_500();
    start_answer("GET", "https");
    for (int i = 0; i < 9; i++) {
        char *block = mem_zeros(mem, char, 1024 * 1024);

        buf_add(resp->body, block, 1024 * 1024);
    }
    is_sent_as_500();
    start_answer("GET", "https");
    for (int i = 0; i < RESPONSE_MAX_HEADERS; i++)
        response_cookie(resp, "a", "evil", 0);
    is_sent_as_500();
    start_answer("GET", "https");
    response_status(resp, 99);
    is_sent_as_500();
}
END_TEST

START_TEST(every_answer_has_the_security_headers_errors_too)
{
    struct err err = {.code = ERR_TOO_MANY, .retry_after_s = 30};

    response_error(resp, &err);
    ck_assert(response_send(resp, collect, out));
    ck_assert(strncmp(out->data, "Status: 429\r\n", 13) == 0);
    has_header("Retry-After: 30");
    has_header("Content-Type: text/plain; charset=utf-8");
    has_header("Cache-Control: no-store");
    has_header("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
               "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    has_header("X-Content-Type-Options: nosniff");
    has_header("X-Frame-Options: DENY");
    has_header("Referrer-Policy: same-origin");
    has_header("Cross-Origin-Opener-Policy: same-origin");
    has_header("Cross-Origin-Resource-Policy: same-origin");
    has_header("Strict-Transport-Security: max-age=63072000; includeSubDomains");
    ck_assert_ptr_nonnull(strstr(out->data, "\r\nPermissions-Policy: "));
    start_answer("GET", "http");
    ck_assert(response_send(resp, collect, out));
    ck_assert_ptr_null(strstr(out->data, "Strict-Transport-Security"));
}
END_TEST

START_TEST(cookies_have_fixed_attributes)
{
    response_cookie(resp, "imi_session", "abc", 3600);
    response_cookie(resp, "imi_visitor", "", 0);
    ck_assert(response_send(resp, collect, out));
    has_header("Set-Cookie: __Host-imi_session=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=3600");
    has_header("Set-Cookie: __Host-imi_visitor=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0");
    start_answer("GET", "http");
    response_cookie(resp, "imi_session", "abc", 0);
    ck_assert(response_send(resp, collect, out));
    has_header("Set-Cookie: imi_session=abc; Path=/; HttpOnly; SameSite=Lax");
}
END_TEST

START_TEST(a_header_set_again_replaces_and_null_removes)
{
    response_header(resp, "cache-control", "public, max-age=60");
    response_header(resp, "Permissions-Policy", NULL);
    response_type(resp, "application/json");
    buf_puts(resp->body, "{}");
    ck_assert(response_send(resp, collect, out));
    has_header("cache-control: public, max-age=60");
    has_header("Content-Type: application/json");
    has_header("Content-Length: 2");
    ck_assert_ptr_null(strstr(out->data, "no-store"));
    ck_assert_ptr_null(strstr(out->data, "Permissions-Policy"));
    ck_assert_str_eq(body(), "{}");
}
END_TEST

START_TEST(head_and_204_have_no_body)
{
    start_answer("HEAD", "https");
    buf_puts(resp->body, "four");
    ck_assert(response_send(resp, collect, out));
    has_header("Content-Length: 4");
    ck_assert_str_eq(body(), "");
    start_answer("GET", "https");
    response_status(resp, 204);
    buf_puts(resp->body, "four");
    ck_assert(response_send(resp, collect, out));
    ck_assert_ptr_null(strstr(out->data, "Content-Length"));
    ck_assert_ptr_null(strstr(out->data, "\r\nContent-Type:"));
    ck_assert_str_eq(body(), "");
}
END_TEST

START_TEST(an_attachment_is_shut_in_and_keeps_its_name)
{
    response_attachment(resp, "application/pdf", "\xc3\x85rs\"rapport.pdf");
    ck_assert(response_send(resp, collect, out));
    has_header("Content-Disposition: attachment; filename=\"__rs_rapport.pdf\"; "
               "filename*=UTF-8''%C3%85rs%22rapport.pdf");
    has_header("Content-Security-Policy: default-src 'none'; sandbox; frame-ancestors 'none'");
}
END_TEST

/* ---- streams ---- */

struct pieces {
    int left;
    bool fails;
};

static enum err_code
next_piece(void *data, const void **bytes, size_t *length, struct err *err)
{
    struct pieces *pieces = data;

    if (pieces->left == 0 && pieces->fails)
        return FAIL(err, ERR_UNAVAILABLE, "gone");
    *bytes = "12345";
    *length = pieces->left > 0 ? 5 : 0;
    pieces->left--;
    return ERR_OK;
}

static bool
send_pieces(int pieces, bool fails, uint64_t length)
{
    struct pieces source = {pieces, fails};

    start_answer("GET", "https");
    response_stream(resp, next_piece, &source, length);
    return response_send(resp, collect, out);
}

START_TEST(a_stream_that_fails_or_has_another_length_is_reported)
{
    ck_assert(!send_pieces(1, true, 10));
    ck_assert(!send_pieces(1, false, 10));
    ck_assert(!send_pieces(3, false, 12));
    start_answer("GET", "https");
    ck_assert(!response_send(resp, broken_pipe, out));
    ck_assert(send_pieces(2, false, 10));
    has_header("Content-Length: 10");
    ck_assert_str_eq(body(), "1234512345");
    ck_assert(send_pieces(0, true, 0));
}
END_TEST

START_TEST(an_error_page_forgets_what_was_half_built)
{
    response_cookie(resp, "imi_session", "abc", 0);
    response_header(resp, "ETag", "\"7\"");
    buf_puts(resp->body, "half a page");
    response_reset(resp);
    response_status(resp, 404);
    ck_assert(response_send(resp, collect, out));
    ck_assert_ptr_null(strstr(out->data, "Set-Cookie"));
    ck_assert_ptr_null(strstr(out->data, "ETag"));
    ck_assert_str_eq(body(), "");
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("response");
    TCase *tc = tcase_create("response");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, line_ends_cannot_get_into_a_header);
    tcase_add_test(tc, a_redirect_leads_to_own_paths_only);
    tcase_add_test(tc, cookies_with_other_characters_and_a_body_over_its_limit_are_not_sent);
    tcase_add_test(tc, every_answer_has_the_security_headers_errors_too);
    tcase_add_test(tc, cookies_have_fixed_attributes);
    tcase_add_test(tc, a_header_set_again_replaces_and_null_removes);
    tcase_add_test(tc, head_and_204_have_no_body);
    tcase_add_test(tc, an_attachment_is_shut_in_and_keeps_its_name);
    tcase_add_test(tc, a_stream_that_fails_or_has_another_length_is_reported);
    tcase_add_test(tc, an_error_page_forgets_what_was_half_built);
    suite_add_tcase(made, tc);
    return made;
}

RUN(suite)
