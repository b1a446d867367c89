/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/request.h"

#include <stdio.h>

#include "base/mem.h"
#include "fake_request.h"
#include "http/body.h"
#include "runner.h"

static TALLOC_CTX *mem;
static struct err err;
static struct request *req;

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

static enum err_code
with(const char *name, const char *value)
{
    const char *const parameters[] = {name, value, "REQUEST_METHOD", "GET", "REQUEST_URI", "/", NULL};

    return fake_request(mem, parameters, NULL, &req, &err);
}

START_TEST(malformed_addresses_are_refused)
{
    static const char *const uris[] = {
        "",       "*",       "x",      "http://a/b", "/%",         "/%00",          "/%ff",
        "/a%2fb", "/..",     "/a/../", "/%2e%2e/b",  "/./a",       "/%0d%0a",       "/%7f",
        "/\xff",  "/?a=%00", "/?%zz",  "/?\xff",     "/%E2%80%AE", "/%c0%ae%c0%ae", "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17"};
    char *longest = mem_size(mem, LIMIT_QUERY_BYTES + 10);

    for (size_t i = 0; i < sizeof uris / sizeof uris[0]; i++)
        ck_assert_msg(with("REQUEST_URI", uris[i]) == ERR_BAD_REQUEST, "%s", uris[i]);
    memset(longest, 'a', LIMIT_QUERY_BYTES + 9);
    longest[LIMIT_QUERY_BYTES + 9] = '\0';
    longest[0] = '/';
    ck_assert_int_eq(with("REQUEST_URI", longest), ERR_BAD_REQUEST);
    longest[1] = '?';
    ck_assert_int_eq(with("REQUEST_URI", longest), ERR_BAD_REQUEST);
    longest[LIMIT_QUERY_BYTES] = '\0';
    ck_assert_int_eq(with("REQUEST_URI", longest), ERR_OK);
}
END_TEST

START_TEST(malformed_headers_and_lengths_are_refused)
{
    static const char *const names[] = {"HTTP_ACCEPT", "HTTP_AUTHORIZATION", "HTTP_IF_MATCH", "HTTP_ORIGIN", "CONTENT_TYPE"};
    static const char *const lengths[] = {"-1", "+1", "1x", " 1", "0x10", "99999999999999999999", "1,2"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        ck_assert_int_eq(with(names[i], "a\rb"), ERR_BAD_REQUEST);
        ck_assert_int_eq(with(names[i], "\xff"), ERR_BAD_REQUEST);
    }
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++)
        ck_assert_msg(with("CONTENT_LENGTH", lengths[i]) == ERR_BAD_REQUEST, "%s", lengths[i]);
}
END_TEST

START_TEST(a_body_that_nginx_keeps_back_is_not_waited_for)
{
    static const struct {
        const char *word;
        enum request_body state;
    } words[] = {{"", REQUEST_BODY_HERE}, {"other", REQUEST_BODY_HERE}, {"announced", REQUEST_BODY_ANNOUNCED},
                 {"refused", REQUEST_BODY_REFUSED}, {"too-large", REQUEST_BODY_TOO_LARGE}};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const char *const parameters[] = {"REQUEST_URI", "/", "REQUEST_METHOD", "POST", "CONTENT_LENGTH", "5000",
                                          "IMI_BODY", words[i].word, NULL};

        ck_assert_int_eq(fake_request(mem, parameters, NULL, &req, &err), ERR_OK);
        ck_assert_int_eq(req->body_state, words[i].state);
        ck_assert_int_eq(req->content_length, 5000);
        ck_assert_int_eq(req->body_left, words[i].state == REQUEST_BODY_HERE ? 5000 : 0);
    }
    ck_assert_int_eq(with("HTTP_IMI_BODY", "announced"), ERR_OK);
    ck_assert_int_eq(req->body_state, REQUEST_BODY_HERE);
}
END_TEST

START_TEST(identity_and_address_never_come_from_what_a_client_can_send)
{
    const char *const parameters[] = {"REQUEST_URI", "/", "REMOTE_USER", "bob", "HTTP_IMI_AUTH_USER", "bob",
                                      "HTTP_X_FORWARDED_FOR", "9.9.9.9", "REMOTE_ADDR", "9.9.9.9", "HTTPS", "on",
                                      "IMI_CLIENT_ADDRESS", "<script>", "IMI_REQUEST_ID", "a b", "IMI_AUTH_USER", "jette",
                                      NULL};

    ck_assert_int_eq(fake_request(mem, parameters, NULL, &req, &err), ERR_OK);
    ck_assert_ptr_null(request_trusted(req, "REMOTE_USER"));
    ck_assert_ptr_null(request_trusted(req, "HTTP_IMI_AUTH_USER"));
    ck_assert_str_eq(req->client_address, "");
    ck_assert_str_eq(req->id, "");
    ck_assert(!req->https);
    ck_assert_str_eq(request_trusted(req, "IMI_AUTH_USER"), "jette");
}
END_TEST

START_TEST(a_cookie_sent_twice_or_without_its_prefix_is_none)
{
    const char *parameters[] = {"REQUEST_URI", "/", "IMI_SCHEME", "https", "HTTP_COOKIE",
                                "imi_session=evil; __Host-imi_session=good; __Host-twice=1; __Host-twice=2", NULL};

    ck_assert_int_eq(fake_request(mem, parameters, NULL, &req, &err), ERR_OK);
    ck_assert_str_eq(request_cookie(req, "imi_session"), "good");
    ck_assert_ptr_null(request_cookie(req, "twice"));
    ck_assert_ptr_null(request_cookie(req, "other"));
    parameters[3] = "http";
    ck_assert_int_eq(fake_request(mem, parameters, NULL, &req, &err), ERR_OK);
    ck_assert_str_eq(request_cookie(req, "imi_session"), "evil");
}
END_TEST

START_TEST(paths_are_split_before_they_are_decoded)
{
    ck_assert_int_eq(with("REQUEST_URI", "/services/cases/A%20%C3%A6%252F?x=1&y=%2F"), ERR_OK);
    ck_assert_uint_eq(req->segment_count, 3);
    ck_assert_str_eq(req->segments[2], "A \xc3\xa6%2F");
    ck_assert_str_eq(req->path, "/services/cases/A \xc3\xa6%2F");
    ck_assert_str_eq(form_value(req->query, "y"), "/");
    ck_assert_int_eq(with("REQUEST_URI", "/a/"), ERR_OK);
    ck_assert_uint_eq(req->segment_count, 2);
    ck_assert_str_eq(req->segments[1], "");
    ck_assert_int_eq(with("REQUEST_URI", "/"), ERR_OK);
    ck_assert_uint_eq(req->segment_count, 1);
}
END_TEST

START_TEST(methods_tokens_and_media_types_are_read)
{
    ck_assert_int_eq(with("REQUEST_METHOD", "BREW"), ERR_OK);
    ck_assert_int_eq(req->method, METHOD_OTHER);
    ck_assert_int_eq(with("REQUEST_METHOD", "get"), ERR_OK);
    ck_assert_int_eq(req->method, METHOD_OTHER);
    ck_assert_int_eq(with("REQUEST_METHOD", "PATCH"), ERR_OK);
    ck_assert_int_eq(req->method, METHOD_PATCH);
    ck_assert_int_eq(with("CONTENT_TYPE", " Application/JSON ; charset=utf-8"), ERR_OK);
    ck_assert_str_eq(request_media_type(req), "application/json");
    ck_assert_int_eq(with("HTTP_AUTHORIZATION", "bearer  abc"), ERR_OK);
    ck_assert_str_eq(request_bearer(req), "abc");
    ck_assert_int_eq(with("HTTP_AUTHORIZATION", "Basic abc"), ERR_OK);
    ck_assert_ptr_null(request_bearer(req));
    ck_assert_int_eq(with("HTTP_AUTHORIZATION", "Bearer a b"), ERR_OK);
    ck_assert_ptr_null(request_bearer(req));
    ck_assert_int_eq(with("IMI_CLIENT_ADDRESS", "2001:db8::1"), ERR_OK);
    ck_assert_str_eq(req->client_address, "2001:db8::1");
}
END_TEST

START_TEST(a_file_name_in_a_header_loses_folders_and_control_characters)
{
    ck_assert_int_eq(with("HTTP_CONTENT_DISPOSITION", "attachment; filename*=UTF-8''a%0Ab.pdf"), ERR_OK);
    ck_assert_str_eq(request_filename(req), "ab.pdf");
    ck_assert_int_eq(with("HTTP_CONTENT_DISPOSITION", "attachment; filename=\"f\xfcr\xe2.pdf\""), ERR_OK);
    ck_assert_str_eq(request_filename(req), "f\xc3\xbcr\xc3\xa2.pdf");
    ck_assert_int_eq(with("HTTP_CONTENT_DISPOSITION", "attachment; filename=\"a\xe2\x80\xae" "fdp.exe\""), ERR_OK);
    ck_assert_str_eq(request_filename(req), "afdp.exe");
    ck_assert_int_eq(with("HTTP_CONTENT_DISPOSITION", "attachment; filename*=UTF-8''%ff"), ERR_OK);
    ck_assert_ptr_null(request_filename(req));
    ck_assert_int_eq(with("HTTP_CONTENT_DISPOSITION", "attachment"), ERR_OK);
    ck_assert_ptr_null(request_filename(req));
    ck_assert_int_eq(with("HTTP_CONTENT_DISPOSITION", "attachment; filename=\"../a.pdf\""), ERR_OK);
    ck_assert_str_eq(request_filename(req), "a.pdf");
    ck_assert_int_eq(with("HTTP_CONTENT_DISPOSITION", "attachment; filename=a; filename*=utf-8'da'%2Fx%2F%C3%A6.pdf"),
                     ERR_OK);
    ck_assert_str_eq(request_filename(req), "\xc3\xa6.pdf");
}
END_TEST

/* ---- bodies ---- */

static enum err_code
post(const char *type, const char *said, const char *sent, size_t length)
{
    const char *const parameters[] = {"REQUEST_METHOD", "POST", "REQUEST_URI", "/", "CONTENT_TYPE", type,
                                      "CONTENT_LENGTH", said, NULL};
    struct fake_body *body = mem_zero(mem, struct fake_body);

    *body = (struct fake_body){sent, length, 3};
    return fake_request(mem, parameters, body, &req, &err);
}

START_TEST(bodies_cut_short_too_large_or_of_another_kind_are_refused)
{
    const char *bytes;
    size_t length;
    struct form *form;

    ck_assert_int_eq(post("application/json", "10", "{}", 2), ERR_OK);
    ck_assert_int_eq(body_read(mem, req, "application/json", 100, &bytes, &length, &err), ERR_BAD_REQUEST);
    ck_assert_int_eq(post("application/json", "10", "{}", 2), ERR_OK);
    ck_assert_int_eq(body_read(mem, req, "application/json", 9, &bytes, &length, &err), ERR_TOO_LARGE);
    ck_assert_int_eq(post("application/json", "1048577", "", 0), ERR_OK);
    ck_assert_int_eq(body_read(mem, req, "application/json", 0, &bytes, &length, &err), ERR_TOO_LARGE);
    ck_assert_int_eq(post("text/plain", "2", "{}", 2), ERR_OK);
    ck_assert_int_eq(body_read(mem, req, "application/json", 100, &bytes, &length, &err), ERR_MEDIA_TYPE);
    ck_assert_int_eq(body_form(mem, req, NULL, 100, &form, &err), ERR_MEDIA_TYPE);
    ck_assert_int_eq(post("application/x-www-form-urlencoded", "4", "a=1", 3), ERR_OK);
    ck_assert_int_eq(body_form(mem, req, NULL, 100, &form, &err), ERR_BAD_REQUEST);
    ck_assert_int_eq(post("application/x-www-form-urlencoded", "1048577", "", 0), ERR_OK);
    ck_assert_int_eq(body_form(mem, req, NULL, 50000000, &form, &err), ERR_TOO_LARGE);
    ck_assert_int_eq(post("multipart/form-data; boundary=X", "12", "--X--", 5), ERR_OK);
    ck_assert_int_eq(body_form(mem, req, NULL, 100, &form, &err), ERR_BAD_REQUEST);
    ck_assert_int_eq(post("multipart/form-data; boundary=X", "101", "--X--", 5), ERR_OK);
    ck_assert_int_eq(body_form(mem, req, NULL, 100, &form, &err), ERR_TOO_LARGE);
}
END_TEST

START_TEST(no_byte_beyond_content_length_is_read)
{
    const char *bytes;
    size_t length;
    struct form *form;

    ck_assert_int_eq(post("application/json;charset=utf-8", "2", "{}GET / HTTP", 12), ERR_OK);
    ck_assert_int_eq(body_read(mem, req, "application/json", 100, &bytes, &length, &err), ERR_OK);
    ck_assert_uint_eq(length, 2);
    ck_assert_str_eq(bytes, "{}");
    ck_assert_int_eq(post("APPLICATION/X-WWW-FORM-URLENCODED; charset=UTF-8", "7", "a=b&c=dXXXX", 11), ERR_OK);
    ck_assert_int_eq(body_form(mem, req, NULL, 0, &form, &err), ERR_OK);
    ck_assert_str_eq(form_value(form, "c"), "d");
    ck_assert_int_eq(post("multipart/form-data; boundary=X", "5", "--X--rest", 9), ERR_OK);
    ck_assert_int_eq(body_form(mem, req, NULL, 0, &form, &err), ERR_OK);
    ck_assert_int_eq(post("text/plain", "5", "1234567", 7), ERR_OK);
    body_discard(req);
    ck_assert_int_eq(req->body_left, 0);
    /* One more byte is asked for, so that libfcgi takes in the record that ends the body. */
    ck_assert_uint_ge(((struct fake_body *)req->body.data)->left, 1);
}
END_TEST

START_TEST(a_form_without_a_body_is_empty)
{
    struct form *form;

    ck_assert_int_eq(post("application/x-www-form-urlencoded", "", "", 0), ERR_OK);
    ck_assert_int_eq(body_form(mem, req, NULL, 0, &form, &err), ERR_OK);
    ck_assert_uint_eq(form->count, 0);
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("request");
    TCase *tc = tcase_create("request");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, malformed_addresses_are_refused);
    tcase_add_test(tc, malformed_headers_and_lengths_are_refused);
    tcase_add_test(tc, a_body_that_nginx_keeps_back_is_not_waited_for);
    tcase_add_test(tc, identity_and_address_never_come_from_what_a_client_can_send);
    tcase_add_test(tc, a_cookie_sent_twice_or_without_its_prefix_is_none);
    tcase_add_test(tc, paths_are_split_before_they_are_decoded);
    tcase_add_test(tc, methods_tokens_and_media_types_are_read);
    tcase_add_test(tc, a_file_name_in_a_header_loses_folders_and_control_characters);
    tcase_add_test(tc, bodies_cut_short_too_large_or_of_another_kind_are_refused);
    tcase_add_test(tc, no_byte_beyond_content_length_is_read);
    tcase_add_test(tc, a_form_without_a_body_is_empty);
    suite_add_tcase(made, tc);
    return made;
}

RUN(suite)
