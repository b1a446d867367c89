/* SPDX-License-Identifier: EUPL-1.2 */
/* Attachments over HTTP: forms with several files, the API's addresses, downloads. Needs a database as attach_case.h says. */
#include <inttypes.h>
#include <unistd.h>

#include "fake_request.h"

/* After it, because attach_case.h takes the names mem and err. */
#include "attach_case.h"
#include "cases/files.h"
#include "http/csrf.h"
#include "model/case.h"
#include "web/core.h"

#define BOUNDARY "XbX"
#define BINDING "session 1"

static struct app app;
static struct app_core core;
static struct config config;
static struct exchange exchange;
static struct fake_body body;
static struct files_result result;
static const struct form *sent;

static enum err_code
take(struct exchange *of, struct err *error)
{
    struct env *env = as(of->actor);

    return upload_take(of, env, open_as(env), &sent, &result, error);
}

static const struct route rows[] = {
    FILES_ROUTES,
    {.methods = METHOD_POST, .pattern = "/{area}/cases/{ref}/save", .handler = take, .csrf = true, .body = ROUTE_FILES,
     .max_body_bytes = LIMIT_FILES_BODY_BYTES},
};
static const struct route_table table = ROUTE_TABLE(rows);

static void
setup_http(void)
{
    static const char *const langs[] = {"en"};
    struct text_setup texts = {.langs = langs, .lang_count = 1};
    char path[64];
    struct text *text;
    const struct keys *keys;

    setup();
    snprintf(path, sizeof path, "/tmp/imi-test-keys-%d", (int)getpid());
    must(keys_create(path, &err));
    must(keys_load(mem, path, &keys, &err));
    unlink(path);
    must(text_open(mem, &texts, &text, &err));
    config = (struct config){.files_person_bytes = UINT64_MAX, .files_authority_bytes = UINT64_MAX};
    app = (struct app){.config = &config,
                       .endpoint = "services", .area = &areas[0], .decl = &decl, .text = text, .keys = keys, .db = db,
                       .routes = &table, .core = &core};
    sent = NULL;
}

/* A request to an address below the case, done by its handler as dispatch does it. */
static enum err_code
call(const struct actor *actor, const char *method, const char *path, const char *type, const char *disposition,
     const struct buf *content)
{
    const char *parameters[] = {"REQUEST_METHOD", method, "REQUEST_URI", mem_printf(mem, "/services/%s", path),
                                "CONTENT_TYPE", type != NULL ? type : "", "CONTENT_LENGTH",
                                mem_printf(mem, "%zu", content != NULL ? content->length : 0),
                                "HTTP_CONTENT_DISPOSITION", disposition != NULL ? disposition : "", NULL};
    struct request *req;

    body = (struct fake_body){content != NULL ? content->data : "", content != NULL ? content->length : 0, 1000};
    must(fake_request(mem, parameters, &body, &req, &err));
    exchange = (struct exchange){.mem = mem, .app = &app, .req = req, .resp = response_new(req), .actor = actor,
                                 .lang = text_lang_default(app.text), .binding = BINDING};
    TRY(route_find(&table, req, &exchange.match, &err));
    exchange.route = exchange.match.route;
    if (exchange.route->body == ROUTE_JSON) {
        struct form *form = form_new(mem);

        must(form_add(form, "language", "da", NULL, &err));
        must(form_add(form, "kind", "certificate", NULL, &err));
        exchange.input = input_check(mem, exchange.route->input, form);
    }
    return exchange.route->handler(&exchange, &err);
}

static const char *
below(const char *rest)
{
    return mem_printf(mem, "cases/%s/%s", ref, rest);
}

static const char *
api(const char *rest)
{
    return mem_printf(mem, "api/v1/cases/%s/attachments%s", ref, rest);
}

static void
add_text(struct buf *form, const char *name, const char *value)
{
    buf_printf(form, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n", name, value);
}

static void
add_file(struct buf *form, const char *field, const char *name, const char *type, const struct buf *content)
{
    buf_printf(form, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n",
               field, name, type);
    buf_add(form, content->data, content->length);
    buf_puts(form, "\r\n");
}

static enum err_code
post(const char *path, struct buf *form)
{
    buf_puts(form, "--" BOUNDARY "--\r\n");
    return call(&ann, "POST", path, "multipart/form-data; boundary=" BOUNDARY, NULL, form);
}

static struct buf *
new_form(bool token)
{
    struct buf *form = buf_new(mem, SAMPLE_LIMIT);

    if (token)
        add_text(form, "csrf", csrf_token(mem, core.form_key, BINDING));
    return form;
}

static bool
collect(void *data, const void *bytes, size_t length)
{
    buf_add(data, bytes, length);
    return true;
}

static struct buf *
answer(void)
{
    struct buf *out = buf_new(mem, SAMPLE_LIMIT);

    ck_assert(response_send(exchange.resp, collect, out));
    return out;
}

START_TEST(a_form_without_its_token_stores_nothing)
{
    struct buf *form = new_form(false), *late = new_form(false);

    add_file(form, "files", "a.pdf", "application/pdf", sample_pdf(mem));
    ck_assert_int_eq(post(below("save"), form), ERR_FORBIDDEN);
    add_file(late, "files", "a.pdf", "application/pdf", sample_pdf(mem));
    add_text(late, "csrf", csrf_token(mem, core.form_key, BINDING));
    ck_assert_int_eq(post(below("save"), late), ERR_FORBIDDEN);
    ck_assert_int_eq(post(below("save"), new_form(false)), ERR_FORBIDDEN);
    ck_assert_uint_eq(rows_of_case(), 0);
}
END_TEST

START_TEST(files_over_the_number_of_one_form_are_refused_by_themselves)
{
    struct buf *form = new_form(true);

    for (int i = 0; i < LIMIT_FORM_FILES + 2; i++)
        add_file(form, "files", "a.pdf", "application/pdf", sample_pdf(mem));
    add_text(form, "note", "kept too");
    must(post(below("save"), form));
    ck_assert_uint_eq(result.count, LIMIT_FORM_FILES);
    ck_assert_uint_eq(result.n_refused, 2);
    ck_assert_uint_eq(result.refused[0].index, LIMIT_FORM_FILES + 1);
    ck_assert_str_eq(result.refused[0].reason, "At most 20 files can be sent at once: send this one in a second step");
    ck_assert_str_eq(form_value(sent, "note"), "kept too");
    ck_assert_uint_eq(rows_of_case(), LIMIT_FORM_FILES);
}
END_TEST

START_TEST(each_refused_file_is_named_with_its_own_reason_and_the_others_are_kept)
{
    static const char *const names[] = {"two.exe", "three.pdf", "four.pdf", "five.txt"};
    struct buf *form = new_form(true);

    add_file(form, "files", "one.pdf", "application/pdf", sample_pdf(mem));
    add_file(form, "files", "two.exe", "application/octet-stream", sample_pdf(mem));
    add_file(form, "files", "three.pdf", "application/pdf", sample_png(mem, false));
    add_file(form, "files", "four.pdf", "image/png", sample_pdf(mem));
    add_file(form, "files", "five.txt", "text/plain", buf_new(mem, 1));
    add_file(form, "files", "six.jpg", "image/jpeg", sample_jpeg(mem, 6, true));
    add_file(form, "files", "", "application/octet-stream", buf_new(mem, 1));
    add_text(form, "note", "kept too");
    must(post(below("save"), form));
    ck_assert_uint_eq(result.count, 2);
    ck_assert_uint_eq(result.cleaned, 1);
    ck_assert_uint_eq(result.n_refused, 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_uint_eq(result.refused[i].index, i + 2);
        ck_assert_str_eq(result.refused[i].name, names[i]);
        for (size_t j = 0; j < i; j++)
            ck_assert_str_ne(result.refused[i].reason, result.refused[j].reason);
    }
    ck_assert_str_eq(form_value(sent, "note"), "kept too");
    ck_assert_uint_eq(rows_of_case(), 2);
}
END_TEST

START_TEST(a_form_sent_twice_with_its_key_keeps_each_file_once)
{
    for (int i = 0; i < 2; i++) {
        struct buf *form = new_form(true);

        add_text(form, "key", "abcdefgh");
        add_file(form, "files", "one.pdf", "application/pdf", sample_pdf(mem));
        add_file(form, "files", "two.pdf", "application/pdf", sample_pdf(mem));
        must(post(below("save"), form));
        ck_assert_uint_eq(result.count, 2);
        ck_assert_uint_eq(result.repeated, i == 0 ? 0 : 2);
        ck_assert_uint_eq(result.files[0].id, first_id());
        ck_assert_uint_eq(rows_of_case(), 2);
    }
}
END_TEST

START_TEST(a_key_with_another_file_is_refused)
{
    const char *const names[] = {"one.pdf", "one.txt", "two.pdf"};

    for (int i = 0; i < 3; i++) {
        struct buf *form = new_form(true);

        add_text(form, "key", "abcdefgh");
        add_file(form, "files", names[i], "", i == 1 ? long_text(10) : sample_pdf(mem));
        must(post(below("save"), form));
        ck_assert_uint_eq(result.n_refused, i == 0 ? 0 : 1);
        ck_assert_uint_eq(rows_of_case(), 1);
    }
}
END_TEST

START_TEST(a_body_cut_short_leaves_no_upload_behind)
{
    struct buf *form = new_form(true);
    struct attachment_left *left;
    size_t count;

    add_file(form, "files", "one.pdf", "application/pdf", sample_pdf(mem));
    add_file(form, "files", "two.txt", "text/plain", long_text(1000000));
    form->length -= 50;
    ck_assert_int_eq(call(&ann, "POST", below("save"), "multipart/form-data; boundary=" BOUNDARY, NULL, form), ERR_BAD_REQUEST);
    ck_assert_uint_eq(rows_of_case(), 1); /* the first was whole */
    must(attachments_stale(db, mem, clock_case_now() + CLOCK_DAY, &left, &count, &err));
    for (size_t i = 0; i < count; i++)
        ck_assert_uint_ne(left[i].case_id, case_id);
}
END_TEST

START_TEST(language_and_kind_are_taken_from_before_or_behind_the_file)
{
    struct attachment_row *files;
    struct buf *form = new_form(true), *again = new_form(true);
    size_t count;

    add_text(form, "files.language", "de");
    add_file(form, "files", "a.pdf", "application/pdf", sample_pdf(mem));
    must(post(below("save"), form));
    add_file(again, "files", "b.pdf", "application/pdf", sample_pdf(mem));
    add_text(again, "language", "fr");
    add_text(again, "kind", "diploma");
    add_text(again, mem_printf(mem, "file.%" PRIu64 ".language", first_id()), "da");
    add_text(again, mem_printf(mem, "file.%" PRIu64 ".kind", first_id()), "certificate");
    must(attachments_of_case(db, mem, case_id, &files, &count, &err));
    ck_assert_str_eq(files[0].language, "de");
    must(post(below("save"), again));
    must(attachments_of_case(db, mem, case_id, &files, &count, &err));
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(files[0].language, "da");
    ck_assert_str_eq(files[0].kind, "certificate");
    ck_assert_str_eq(files[1].language, "fr");
    ck_assert_str_eq(files[1].kind, "diploma");
}
END_TEST

START_TEST(a_form_removes_files_and_twice_is_no_fault)
{
    struct buf *form = new_form(true);

    ck_assert_int_eq(add(&ann, "files", "a.pdf", sample_pdf(mem)), ERR_OK);
    for (int i = 0; i < 2; i++)
        add_text(form, "remove", mem_printf(mem, "%" PRIu64, first_id()));
    add_text(form, "remove", "x");
    must(post(below("save"), form));
    ck_assert_uint_eq(result.removed, 1);
    ck_assert_uint_eq(rows_of_case(), 0);
}
END_TEST

START_TEST(the_api_refuses_a_file_without_a_name_or_of_another_type)
{
    ck_assert_int_eq(call(&ann, "POST", api(""), "application/pdf", NULL, sample_pdf(mem)), ERR_BAD_REQUEST);
    ck_assert_int_eq(call(&ann, "POST", api("?name=a.pdf"), "application/pdf", NULL, sample_pdf(mem)), ERR_BAD_REQUEST);
    ck_assert_int_eq(call(&ann, "POST", api(""), "image/png", "attachment; filename=a.pdf", sample_pdf(mem)), ERR_MEDIA_TYPE);
    ck_assert_int_eq(call(&ann, "POST", api(""), "application/pdf", "attachment; filename=a.pdf", sample_png(mem, false)),
                     ERR_MEDIA_TYPE);
    ck_assert_int_eq(call(&ann, "POST", api("?field=none"), "application/pdf", "attachment; filename=a.pdf", sample_pdf(mem)),
                     ERR_INVALID);
    ck_assert_int_eq(call(&bert, "POST", api(""), "application/pdf", "attachment; filename=a.pdf", sample_pdf(mem)),
                     ERR_FORBIDDEN);
    ck_assert_uint_eq(rows_of_case(), 0);
}
END_TEST

START_TEST(the_api_takes_lists_describes_gives_and_removes_a_file)
{
    struct buf *out;
    const char *path;
    uint64_t id;

    must(call(&ann, "POST", api("?language=de"), "application/pdf",
              "attachment; filename=\"x.pdf\"; filename*=UTF-8''Zeugnis%20M%C3%BCller.pdf", sample_pdf(mem)));
    out = answer();
    ck_assert(sample_holds(out->data, out->length, "Status: 201"));
    ck_assert(sample_holds(out->data, out->length, "Zeugnis Müller.pdf"));
    id = first_id();
    path = mem_printf(mem, "/%" PRIu64, id);
    must(call(&ann, "PATCH", api(path), "application/json", NULL, NULL));
    ck_assert_int_eq(exchange.resp->status, 204);
    must(call(&ann, "GET", api(""), NULL, NULL, NULL));
    out = answer();
    ck_assert(sample_holds(out->data, out->length, "\"kind\":\"certificate\""));
    ck_assert(sample_holds(out->data, out->length, "application/pdf"));
    must(call(&ann, "GET", api(path), NULL, NULL, NULL));
    must(call(&ann, "DELETE", api(path), NULL, NULL, NULL));
    ck_assert_int_eq(exchange.resp->status, 204);
    ck_assert_int_eq(call(&ann, "GET", api(path), NULL, NULL, NULL), ERR_NOT_FOUND);
}
END_TEST

START_TEST(a_download_is_fenced_and_its_head_names_no_person)
{
    struct buf *text = long_text(ATTACH_CHUNK_BYTES + 5), *out;

    ck_assert_int_eq(add(&ann, "files", "Hans Müller.txt", text), ERR_OK);
    must(call(&ann, "GET", below(mem_printf(mem, "attachments/%" PRIu64, first_id())), NULL, NULL, NULL));
    out = answer();
    ck_assert(sample_holds(out->data, 2000, "Content-Type: text/plain; charset=utf-8"));
    ck_assert(sample_holds(out->data, 2000, "Content-Disposition: attachment"));
    ck_assert(sample_holds(out->data, 2000, mem_printf(mem, "%s-file-%" PRIu64 ".txt", ref, first_id())));
    ck_assert(sample_holds(out->data, 2000, "sandbox"));
    ck_assert(sample_holds(out->data, 2000, "nosniff"));
    ck_assert(!sample_holds(out->data, out->length, "Hans"));
    ck_assert(sample_finds(out->data, out->length, text->data, text->length));
    ck_assert_mem_eq(out->data + out->length - text->length, text->data, text->length);
}
END_TEST

START_TEST(numbers_that_are_none_are_not_found)
{
    static const char *const ids[] = {"0", "x", "-1", "1x", "99999999999999999999999", "%201"};

    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
        ck_assert_int_eq(call(&ann, "GET", below(mem_printf(mem, "attachments/%s", ids[i])), NULL, NULL, NULL), ERR_NOT_FOUND);
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("attach_http");
    TCase *refused = tcase_create("refused"), *taken = tcase_create("taken");

    tcase_add_checked_fixture(refused, setup_http, teardown);
    tcase_add_test(refused, a_form_without_its_token_stores_nothing);
    tcase_add_test(refused, files_over_the_number_of_one_form_are_refused_by_themselves);
    tcase_add_test(refused, each_refused_file_is_named_with_its_own_reason_and_the_others_are_kept);
    tcase_add_test(refused, a_form_sent_twice_with_its_key_keeps_each_file_once);
    tcase_add_test(refused, a_key_with_another_file_is_refused);
    tcase_add_test(refused, a_body_cut_short_leaves_no_upload_behind);
    tcase_add_test(refused, the_api_refuses_a_file_without_a_name_or_of_another_type);
    tcase_add_test(refused, numbers_that_are_none_are_not_found);
    suite_add_tcase(made, refused);
    tcase_add_checked_fixture(taken, setup_http, teardown);
    tcase_add_test(taken, language_and_kind_are_taken_from_before_or_behind_the_file);
    tcase_add_test(taken, a_form_removes_files_and_twice_is_no_fault);
    tcase_add_test(taken, the_api_takes_lists_describes_gives_and_removes_a_file);
    tcase_add_test(taken, a_download_is_fenced_and_its_head_names_no_person);
    suite_add_tcase(made, taken);
    return made;
}

int
main(void)
{
    return attach_case_main("imi_test_attach_http", suite());
}
