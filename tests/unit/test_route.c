/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/route.h"

#include "base/mem.h"
#include "fake_request.h"
#include "runner.h"

static TALLOC_CTX *mem;
static struct err err;
static struct route_match match;

static enum err_code
handler(struct exchange *exchange, struct err *error)
{
    (void)exchange, (void)error;
    return ERR_OK;
}

static const struct route routes[] = {
    {METHOD_GET, "/", handler, .summary = "root"},
    {METHOD_GET, "/{area}/", handler, .summary = "overview"},
    {METHOD_GET, "/{area}/cases/{ref}", handler, .summary = "case"},
    {METHOD_GET, "/{area}/cases/{ref}/{action}", handler, .summary = "form"},
    {METHOD_POST, "/{area}/cases/{ref}/{action}", handler, .summary = "act"},
    {METHOD_GET, "/{area}/cases/{ref}/report", handler, .summary = "report"},
    {METHOD_PUT | METHOD_DELETE, "/admin/users", handler, .summary = "users"},
};
static const struct route_table table = ROUTE_TABLE(routes);

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
find(const char *method, const char *uri)
{
    const char *const parameters[] = {"REQUEST_METHOD", method, "REQUEST_URI", uri, NULL};
    struct request *req;

    ck_assert_int_eq(fake_request(mem, parameters, NULL, &req, &err), ERR_OK);
    return route_find(&table, req, &match, &err);
}

START_TEST(unknown_addresses_are_not_found)
{
    static const char *const uris[] = {"/services", "//", "//cases/X", "/services/cases", "/services/cases/",
                                       "/services/cases//send", "/services/cases/X/", "/services/cases/X/send/y",
                                       "/admin/users/", "/services//", "/Admin/users"};

    for (size_t i = 0; i < sizeof uris / sizeof uris[0]; i++)
        ck_assert_msg(find("GET", uris[i]) == ERR_NOT_FOUND, "%s", uris[i]);
}
END_TEST

START_TEST(another_method_is_told_which_are_allowed)
{
    ck_assert_int_eq(find("DELETE", "/services/cases/X/send"), ERR_METHOD);
    ck_assert_str_eq(match.allow, "GET, HEAD, POST");
    ck_assert_int_eq(find("GET", "/admin/users"), ERR_METHOD);
    ck_assert_str_eq(match.allow, "PUT, DELETE");
    ck_assert_int_eq(find("BREW", "/"), ERR_METHOD);
    ck_assert_str_eq(match.allow, "GET, HEAD");
}
END_TEST

START_TEST(a_literal_segment_goes_before_a_capture)
{
    ck_assert_int_eq(find("GET", "/services/cases/X/report"), ERR_OK);
    ck_assert_str_eq(match.route->summary, "report");
    ck_assert_int_eq(find("POST", "/services/cases/X/report"), ERR_OK);
    ck_assert_str_eq(match.route->summary, "act");
    ck_assert_int_eq(find("GET", "/services/cases/X/send"), ERR_OK);
    ck_assert_str_eq(match.route->summary, "form");
}
END_TEST

START_TEST(captures_hold_the_decoded_segments)
{
    ck_assert_int_eq(find("HEAD", "/services/cases/A%20B?x=1"), ERR_OK);
    ck_assert_str_eq(match.route->summary, "case");
    ck_assert_str_eq(route_capture(&match, "area"), "services");
    ck_assert_str_eq(route_capture(&match, "ref"), "A B");
    ck_assert_ptr_null(route_capture(&match, "action"));
    ck_assert_ptr_null(route_capture(&match, "are"));
    ck_assert_int_eq(find("GET", "/"), ERR_OK);
    ck_assert_uint_eq(match.capture_count, 0);
}
END_TEST

START_TEST(a_table_out_of_order_is_refused)
{
    static const char *const patterns[] = {NULL, "", "a", "/a//b", "/a{b}", "/{}", "/{a}/{b}/{c}/{d}/{e}/{f}/{g}", "/A"};
    const struct route hidden[] = {{METHOD_GET, "/{a}/x", handler}, {METHOD_POST | METHOD_HEAD, "/{b}/x", handler}};
    const struct route_table hidden_table = ROUTE_TABLE(hidden);
    const struct route no_handler = {METHOD_GET, "/a", NULL}, no_method = {0, "/a", handler};
    const struct route_table one = {&no_handler, 1}, two = {&no_method, 1};

    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        const struct route route = {METHOD_GET, patterns[i], handler};
        const struct route_table single = {&route, 1};

        ck_assert_msg(route_check(&single, &err) == ERR_DECLARED, "%s", patterns[i] != NULL ? patterns[i] : "NULL");
    }
    ck_assert_int_eq(route_check(&hidden_table, &err), ERR_DECLARED);
    ck_assert_int_eq(route_check(&one, &err), ERR_DECLARED);
    ck_assert_int_eq(route_check(&two, &err), ERR_DECLARED);
    ck_assert_int_eq(route_check(&table, &err), ERR_OK);
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("route");
    TCase *tc = tcase_create("route");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, unknown_addresses_are_not_found);
    tcase_add_test(tc, another_method_is_told_which_are_allowed);
    tcase_add_test(tc, a_literal_segment_goes_before_a_capture);
    tcase_add_test(tc, captures_hold_the_decoded_segments);
    tcase_add_test(tc, a_table_out_of_order_is_refused);
    suite_add_tcase(made, tc);
    return made;
}

RUN(suite)
