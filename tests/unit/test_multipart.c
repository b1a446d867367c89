/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/form.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "runner.h"

#define TYPE "multipart/form-data; boundary=XX"
#define PART(name) "--XX\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define FILE_PART(filename) "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"" filename "\"\r\n"
#define CLOSE "\r\n--XX--\r\n"

struct upload {
    const char *filename, *type, *text_before;
    struct buf *content;
    bool ended;
};

static TALLOC_CTX *mem;
static struct err err;
static struct form *form;
static struct upload uploads[LIMIT_FORM_FILES + 1];
static size_t upload_count;

static void
setup(void)
{
    mem = mem_new(NULL, "test");
    upload_count = 0;
    memset(uploads, 0, sizeof uploads);
}

static void
teardown(void)
{
    talloc_free(mem);
}

static enum err_code
begin(void *data, const struct form *before, const char *field, const char *filename, const char *type, void **file,
      struct err *error)
{
    struct upload *upload = &uploads[upload_count++];

    (void)data, (void)field, (void)error;
    *upload = (struct upload){filename, type, form_value(before, "token"), buf_new(mem, 1000000), false};
    *file = upload;
    return ERR_OK;
}

static enum err_code
bytes(void *data, void *file, const void *piece, size_t length, struct err *error)
{
    (void)data;
    if (length >= 4 && memcmp(piece, "STOP", 4) == 0)
        return FAIL(error, ERR_TOO_LARGE, "the sink is full");
    buf_add(((struct upload *)file)->content, piece, length);
    return ERR_OK;
}

static enum err_code
end(void *data, void *file, struct err *error)
{
    (void)data, (void)error;
    ((struct upload *)file)->ended = true;
    return ERR_OK;
}

static const struct form_sink sink = {begin, bytes, end, NULL};

/* The body in pieces of `size` bytes; 0 = whole. */
static enum err_code
read_body(const char *type, const char *body, size_t length, size_t size, const struct form_sink *files)
{
    struct multipart *multipart;

    form = form_new(mem);
    upload_count = 0;
    TRY(multipart_new(mem, type, form, files, &multipart, &err));
    for (size_t at = 0; at < length; at += size) {
        if (size == 0)
            size = length;
        TRY(multipart_feed(multipart, body + at, size < length - at ? size : length - at, &err));
    }
    return multipart_end(multipart, &err);
}

static enum err_code
read_text(const char *body)
{
    return read_body(TYPE, body, strlen(body), 0, &sink);
}

START_TEST(a_type_without_a_usable_boundary_is_refused)
{
    static const char *const types[] = {
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=\"a", "multipart/form-data; boundary=a; boundary=b", "multipart/mixed; boundary=a",
        "multipart/form-data; boundary=\"a \"", "multipart/form-data; boundary=\xc3\xa6", "multipart/form-data boundary=a",
        "multipart/form-data; boundary=01234567890123456789012345678901234567890123456789012345678901234567890"};

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        ck_assert_msg(read_body(types[i], "--a--", 5, 0, &sink) == ERR_BAD_REQUEST, "%s", types[i]);
    ck_assert_int_eq(read_body("Multipart/Form-Data; charset=utf-8; BOUNDARY=\"a\"", "--a--", 5, 0, &sink), ERR_OK);
}
END_TEST

START_TEST(malformed_bodies_are_refused)
{
    static const char *const bodies[] = {
        "", "\n", "--XX", "--XX\r\n", "--XX-", "-XX--", "--XX\n\n--XX--", /* no closing boundary, or never begun */
        PART("a") "half", FILE_PART("a") "\r\nhalf", FILE_PART("a") "\r\nhalf\r\n--XX", FILE_PART("a") "\r\nhalf\n--XX--\n",
        PART("a") "x\r\n--XXY\r\n",                                        /* something behind the boundary */
        "--XX\r\n\r\nx" CLOSE,                                             /* no name */
        "--XX\r\nContent-Disposition: form-data\r\n\r\nx" CLOSE,
        "--XX\r\nContent-Disposition: attachment; name=a\r\n\r\nx" CLOSE,
        "--XX\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\nx" CLOSE,
        "--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx" CLOSE,
        "--XX\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=a\r\n\r\nx" CLOSE,
        "--XX\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\nx" CLOSE, /* folded line */
        "--XX\r\nContent-Disposition: form-data; name=a\n\r\nx" CLOSE,       /* bare LF */
        "--XX\r\nno colon\r\n\r\nx" CLOSE,
        PART("a") "\xff" CLOSE,                                            /* not UTF-8 */
        "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=a; filename=b\r\n\r\nx" CLOSE,
        "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename*=UTF-8''%ff\r\n\r\nx" CLOSE,
        FILE_PART("a") "Content-Type: a/b\r\nContent-Type: a/b\r\n\r\nx" CLOSE,
        FILE_PART("a") "Content-Transfer-Encoding: base64\r\n\r\nx" CLOSE,
    };

    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
        for (size_t size = 0; size < 4; size++)
            ck_assert_msg(read_body(TYPE, bodies[i], strlen(bodies[i]), size, &sink) == ERR_BAD_REQUEST, "%zu: %s", i,
                          bodies[i]);
    ck_assert_int_eq(read_body(TYPE, PART("a") "x\0y" CLOSE, sizeof(PART("a") "x\0y" CLOSE) - 1, 0, &sink),
                     ERR_BAD_REQUEST);
}
END_TEST

static void
repeat(struct buf *buf, const char *part, int times)
{
    for (int i = 0; i < times; i++)
        buf_puts(buf, part);
}

START_TEST(each_limit_is_kept_to_the_last_one)
{
    struct buf *buf = buf_new(mem, 4000000);

    repeat(buf, PART("a") "x\r\n", LIMIT_FORM_PAIRS);
    buf_puts(buf, "--XX--");
    ck_assert_int_eq(read_text(buf->data), ERR_OK);
    ck_assert_uint_eq(form->count, LIMIT_FORM_PAIRS);
    buf_clear(buf);
    repeat(buf, PART("a") "x\r\n", LIMIT_FORM_PAIRS + 1);
    ck_assert_int_eq(read_text(buf->data), ERR_BAD_REQUEST);

    buf_clear(buf);
    repeat(buf, FILE_PART("a") "\r\nx\r\n", LIMIT_FORM_FILES + 1); /* how many files is for the sink to say */
    buf_puts(buf, "--XX--");
    ck_assert_int_eq(read_text(buf->data), ERR_OK);

    buf_clear(buf);
    buf_puts(buf, "--XX\r\nX: ");
    repeat(buf, "y", FORM_MAX_HEADER_LINE_BYTES);
    ck_assert_int_eq(read_text(buf->data), ERR_BAD_REQUEST);
    buf_clear(buf);
    buf_puts(buf, "--XX\r\n");
    repeat(buf, "X: y\r\n", 17);
    ck_assert_int_eq(read_text(buf->data), ERR_BAD_REQUEST);
}
END_TEST

START_TEST(text_over_its_limit_is_too_large_and_files_do_not_count)
{
    struct buf *buf = buf_new(mem, 4000000);

    buf_puts(buf, PART("a"));
    repeat(buf, "y", LIMIT_FORM_TEXT_BYTES / 2);
    buf_puts(buf, "\r\n" PART("b"));
    repeat(buf, "y", LIMIT_FORM_TEXT_BYTES / 2);
    buf_puts(buf, CLOSE);
    ck_assert_int_eq(read_text(buf->data), ERR_OK);
    buf->length -= strlen(CLOSE);
    buf_puts(buf, "y" CLOSE);
    ck_assert_int_eq(read_text(buf->data), ERR_TOO_LARGE);
}
END_TEST

START_TEST(a_file_where_none_is_taken_is_refused_and_an_unchosen_one_is_not)
{
    static const char chosen[] = FILE_PART("a") "\r\nx" CLOSE;
    static const char unchosen[] = FILE_PART("") "Content-Type: application/octet-stream\r\n\r\n" CLOSE;

    ck_assert_int_eq(read_body(TYPE, chosen, sizeof chosen - 1, 0, NULL), ERR_BAD_REQUEST);
    ck_assert_int_eq(read_body(TYPE, unchosen, sizeof unchosen - 1, 0, NULL), ERR_OK);
    ck_assert_int_eq(read_body(TYPE, unchosen, sizeof unchosen - 1, 0, &sink), ERR_OK);
    ck_assert_uint_eq(form->count, 0);
    ck_assert_uint_eq(upload_count, 0);
}
END_TEST

START_TEST(an_error_of_the_sink_ends_the_reading)
{
    ck_assert_int_eq(read_text(FILE_PART("a") "\r\nSTOP" CLOSE), ERR_TOO_LARGE);
    ck_assert(!uploads[0].ended);
}
END_TEST

START_TEST(texts_and_files_arrive_whole_in_pieces_of_any_size)
{
    static const char body[] = "preamble\r\n" PART("token") "t\r\n" PART("a") "  one\r\ntwo  \r\n" PART("empty") "\r\n"
        FILE_PART("a.pdf") "Content-Type: Application/PDF; x=y\r\n\r\n\r\r\n\r\n--X\r\n--\r\n\0\xff\r" "\r\n--XX  \r\n"
        "content-disposition:form-data;name=last\r\n\r\nz" CLOSE "epilogue --XX";

    for (size_t size = 0; size < sizeof body; size++) {
        ck_assert_int_eq(read_body(TYPE, body, sizeof body - 1, size, &sink), ERR_OK);
        ck_assert_uint_eq(form->count, 5);
        ck_assert_str_eq(form_value(form, "a"), "  one\r\ntwo  ");
        ck_assert_str_eq(form_value(form, "empty"), "");
        ck_assert_str_eq(form_value(form, "last"), "z");
        ck_assert_ptr_null(form_value(form, "f"));
        ck_assert_str_eq(form->pairs[3].value, "a.pdf");
        ck_assert_ptr_eq(form->pairs[3].file, &uploads[0]);
        ck_assert_str_eq(uploads[0].type, "application/pdf");
        ck_assert_str_eq(uploads[0].text_before, "t");
        ck_assert(uploads[0].ended);
        ck_assert_uint_eq(uploads[0].content->length, 17);
        ck_assert_mem_eq(uploads[0].content->data, "\r\r\n\r\n--X\r\n--\r\n\0\xff\r", 17);
    }
}
END_TEST

START_TEST(file_names_lose_folders_and_keep_quotes_and_their_end)
{
    struct buf *buf = buf_new(mem, 10000);

    ck_assert_int_eq(read_text(FILE_PART("C:\\x\\a\\\"b.pdf") "\r\nx" CLOSE), ERR_OK);
    ck_assert_str_eq(uploads[0].filename, "a\"b.pdf");
    ck_assert_int_eq(read_text(FILE_PART("../../etc/passwd") "\r\nx" CLOSE), ERR_OK);
    ck_assert_str_eq(uploads[0].filename, "passwd");
    ck_assert_int_eq(read_text(FILE_PART("folder/") "\r\nx" CLOSE), ERR_OK);
    ck_assert_str_eq(uploads[0].filename, "file");
    buf_puts(buf, "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"");
    repeat(buf, "\xc3\xa6", 200);
    buf_puts(buf, ".pdf\"\r\n\r\nx" CLOSE);
    ck_assert_int_eq(read_text(buf->data), ERR_OK);
    ck_assert_uint_eq(strlen(uploads[0].filename), 254);
    ck_assert_str_eq(uploads[0].filename + 250, ".pdf");
}
END_TEST

START_TEST(file_names_are_read_as_programs_send_them)
{
    static const char *const names[][2] = {
        {"filename*=utf-8''f%C3%BCr%20uns.pdf", "f\xc3\xbcr uns.pdf"},                            /* Python, urllib3 1 */
        {"filename=\"=?utf-8?B?ZsO8ci5wZGY=?=\"; filename*=utf-8''f%C3%BCr.pdf", "f\xc3\xbcr.pdf"}, /* .NET */
        {"filename=\"=?utf-8?B?ZsO8ci5wZGY=?=\"", "f\xc3\xbcr.pdf"},
        {"filename=\"=?UTF-8?Q?f=C3=BCr_?= =?UTF-8?Q?uns.pdf?=\"", "f\xc3\xbcr uns.pdf"},          /* mail libraries */
        {"filename=\"=?iso-8859-1?Q?f=FCr.pdf?=\"", "f\xc3\xbcr.pdf"},
        {"filename=\"f%C3%BCr%20uns.pdf\"", "f\xc3\xbcr uns.pdf"},                                /* aiohttp */
        {"filename=\"f\xfcr.pdf\"", "f\xc3\xbcr.pdf"},                                           /* node, as ISO 8859-1 */
        {"filename*=ISO-8859-1''f%FCr.pdf", "f\xc3\xbcr.pdf"},
        {"filename=\"a%22b.pdf\"", "a\"b.pdf"},                                                  /* browsers */
        {"filename=\"50% off.pdf\"", "50% off.pdf"},
        {"filename=\"100%.pdf\"", "100%.pdf"},
        {"filename=\"=?klingon?B?x?=.pdf\"", "=?klingon?B?x?=.pdf"},
        {"filename=\"invoice\xe2\x80\xae" "fdp.exe\"", "invoicefdp.exe"},
        {"filename=\"a\tb.pdf\"", "ab.pdf"},
        {"filename=\"%2e%2e%2fa.pdf\"", "a.pdf"},
        {"filename*=utf-8''%ff; filename=b.pdf", "b.pdf"}};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *body = mem_printf(mem, "--XX\r\nContent-Disposition: form-data; name=\"f\"; %s\r\n\r\nx" CLOSE, names[i][0]);

        ck_assert_msg(read_text(body) == ERR_OK, "%s", names[i][0]);
        ck_assert_str_eq(uploads[0].filename, names[i][1]);
    }
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("multipart");
    TCase *tc = tcase_create("multipart");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_type_without_a_usable_boundary_is_refused);
    tcase_add_test(tc, malformed_bodies_are_refused);
    tcase_add_test(tc, each_limit_is_kept_to_the_last_one);
    tcase_add_test(tc, text_over_its_limit_is_too_large_and_files_do_not_count);
    tcase_add_test(tc, a_file_where_none_is_taken_is_refused_and_an_unchosen_one_is_not);
    tcase_add_test(tc, an_error_of_the_sink_ends_the_reading);
    tcase_add_test(tc, texts_and_files_arrive_whole_in_pieces_of_any_size);
    tcase_add_test(tc, file_names_are_read_as_programs_send_them);
    tcase_add_test(tc, file_names_lose_folders_and_keep_quotes_and_their_end);
    suite_add_tcase(made, tc);
    return made;
}

RUN(suite)
