/* SPDX-License-Identifier: EUPL-1.2 */
/* What files are taken, what is taken out of them, and under which names they are kept. No database. */
#include <zlib.h>

#include "attach_samples.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "filecheck/clean.h"
#include "filecheck/filename.h"
#include "filecheck/filetype.h"
#include "filecheck/zipcheck.h"
#include "runner.h"

static TALLOC_CTX *mem;
static struct err err;
static bool changed;

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
check(const char *name, struct buf *file)
{
    const struct filetype *type = filetype_of_name(name);

    ck_assert_ptr_nonnull(type);
    err.detail[0] = '\0';
    return filetype_check(mem, type, (unsigned char *)file->data, &file->length, &changed, &err);
}

static struct buf *
text(const char *content)
{
    struct buf *file = buf_new(mem, SAMPLE_LIMIT);

    buf_puts(file, content);
    return file;
}

/* Deflated zeros: `size` bytes become a thousandth. */
static void *
zeros(size_t size, size_t *packed)
{
    static unsigned char piece[1 << 16];
    size_t room = size / 500 + 1000;
    unsigned char *out = mem_size(mem, room);
    z_stream stream = {0};

    ck_assert_int_eq(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_out = out;
    stream.avail_out = (uInt)room;
    while (size > 0) {
        stream.next_in = piece;
        stream.avail_in = (uInt)(size < sizeof piece ? size : sizeof piece);
        size -= stream.avail_in;
        deflate(&stream, size == 0 ? Z_FINISH : Z_NO_FLUSH);
    }
    *packed = room - stream.avail_out;
    deflateEnd(&stream);
    return out;
}

START_TEST(extensions_outside_the_list_are_refused)
{
    static const char *const names[] = {"a.exe", "a.html", "a.svg", "a.zip", "a.docm", "a.doc", "a.pdf.exe", "a", ".pdf",
                                        "a.", "pdf", "a.js", "a.jpg.html", "a.php", "a.xml"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        ck_assert_msg(filetype_of_name(names[i]) == NULL, "%s", names[i]);
}
END_TEST

START_TEST(content_that_is_not_what_the_name_says_is_refused)
{
    ck_assert_int_eq(check("a.pdf", sample_png(mem, false)), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.png", sample_pdf(mem)), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.png", sample_jpeg(mem, 1, false)), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.jpg", sample_png(mem, false)), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.txt", sample_pdf(mem)), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.txt", sample_png(mem, false)), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.docx", sample_odt(mem)), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.ods", sample_odt(mem)), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.docx", sample_ooxml(mem, "xl/workbook.xml", NULL)), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.xlsx", sample_ooxml(mem, "word/document.xml", NULL)), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.docx", text("just words")), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.pdf", text("MZ\x90 not a pdf")), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.txt", text("<!DOCTYPE html><html><script>alert(1)</script></html>")), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.csv", text("<?xml version=\"1.0\"?><svg/>")), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.eml", text("no header line here")), ERR_MEDIA_TYPE);
}
END_TEST

START_TEST(texts_that_are_not_utf8_are_refused)
{
    struct buf *file = buf_new(mem, 100);

    ck_assert_int_eq(check("a.txt", text("M\xfcller")), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.csv", text("a;b\nM\xfcller;1\n")), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.txt", text("bell \a")), ERR_MEDIA_TYPE);
    buf_add(file, "one\0two", 7);
    ck_assert_int_eq(check("a.txt", file), ERR_MEDIA_TYPE);
}
END_TEST

START_TEST(a_file_that_is_two_things_at_once_is_refused)
{
    struct buf *odt = sample_odt(mem), *both = sample_pdf(mem);
    struct buf *before = text("%PDF-1.4\n%%EOF\n");

    buf_add(both, odt->data, odt->length);
    ck_assert_int_eq(check("a.pdf", both), ERR_MEDIA_TYPE);
    buf_puts(both, "\n%%EOF\n");
    ck_assert_int_eq(check("a.pdf", both), ERR_MEDIA_TYPE);
    buf_add(before, odt->data, odt->length);
    ck_assert_int_eq(check("a.odt", before), ERR_MEDIA_TYPE);
    buf_puts(odt, "trailing");
    ck_assert_int_eq(check("a.odt", odt), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.pdf", text("junk before\n%PDF-1.4\n%%EOF\n")), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.pdf", text("%PDF-1.4\nno end of it")), ERR_MEDIA_TYPE);
}
END_TEST

START_TEST(a_container_with_too_many_entries_is_refused)
{
    struct sample_zip zip = sample_zip_begin(mem);

    sample_zip_entry(&zip, "mimetype", 0, 0, ODT_TYPE, strlen(ODT_TYPE), strlen(ODT_TYPE));
    for (int i = 0; i < LIMIT_ZIP_ENTRIES; i++)
        sample_zip_entry(&zip, mem_printf(mem, "p/%d", i), 0, 0, "", 0, 0);
    ck_assert_int_eq(check("a.odt", sample_zip_end(&zip)), ERR_TOO_LARGE);
}
END_TEST

START_TEST(a_container_that_unpacks_to_too_much_is_refused)
{
    struct sample_zip zip = sample_zip_begin(mem), liar = sample_zip_begin(mem), fair = sample_zip_begin(mem);
    size_t packed;
    void *bomb = zeros(LIMIT_ZIP_BYTES / 2 + 1, &packed);

    sample_zip_entry(&zip, "mimetype", 0, 0, ODT_TYPE, strlen(ODT_TYPE), strlen(ODT_TYPE));
    sample_zip_entry(&zip, "a", 0, 8, bomb, packed, LIMIT_ZIP_BYTES / 2 + 1);
    sample_zip_entry(&zip, "b", 0, 8, bomb, packed, LIMIT_ZIP_BYTES / 2 + 1);
    ck_assert_int_eq(check("a.odt", sample_zip_end(&zip)), ERR_TOO_LARGE);
    sample_zip_entry(&liar, "mimetype", 0, 0, ODT_TYPE, strlen(ODT_TYPE), strlen(ODT_TYPE));
    sample_zip_entry(&liar, "a", 0, 8, bomb, packed, 100);
    ck_assert_int_eq(check("a.odt", sample_zip_end(&liar)), ERR_MEDIA_TYPE);
    sample_zip_entry(&fair, "mimetype", 0, 0, ODT_TYPE, strlen(ODT_TYPE), strlen(ODT_TYPE));
    sample_zip_entry(&fair, "a", 0, 8, bomb, packed, LIMIT_ZIP_BYTES / 2 + 1);
    ck_assert_int_eq(check("a.odt", sample_zip_end(&fair)), ERR_OK);
}
END_TEST

static enum err_code
odt_with(const char *name, unsigned flags, unsigned method)
{
    struct sample_zip zip = sample_zip_begin(mem);

    sample_zip_entry(&zip, "mimetype", 0, 0, ODT_TYPE, strlen(ODT_TYPE), strlen(ODT_TYPE));
    sample_zip_entry(&zip, name, flags, method, "<a/>", 4, 4);
    return check("a.odt", sample_zip_end(&zip));
}

START_TEST(a_container_with_dangerous_entries_is_refused)
{
    ck_assert_int_eq(odt_with("content.xml", 0, 0), ERR_OK);
    ck_assert_int_eq(odt_with("content.xml", 1, 0), ERR_MEDIA_TYPE);
    ck_assert_int_eq(odt_with("content.xml", 0, 12), ERR_MEDIA_TYPE);
    ck_assert_int_eq(odt_with("content.xml", 0, 8), ERR_MEDIA_TYPE);
    ck_assert_int_eq(odt_with("../up", 0, 0), ERR_MEDIA_TYPE);
    ck_assert_int_eq(odt_with("a/../../up", 0, 0), ERR_MEDIA_TYPE);
    ck_assert_int_eq(odt_with("/root", 0, 0), ERR_MEDIA_TYPE);
    ck_assert_int_eq(odt_with("a\\b", 0, 0), ERR_MEDIA_TYPE);
    ck_assert_int_eq(odt_with("mimetype", 0, 0), ERR_MEDIA_TYPE);
    ck_assert_int_eq(odt_with("Basic/Standard/Module1.xml", 0, 0), ERR_MEDIA_TYPE);
    ck_assert_int_eq(check("a.docx", sample_ooxml(mem, "word/document.xml", "word/vbaProject.bin")), ERR_MEDIA_TYPE);
}
END_TEST

START_TEST(a_container_whose_entries_overlap_is_refused)
{
    struct sample_zip zip = sample_zip_begin(mem);
    struct buf *file;

    sample_zip_entry(&zip, "mimetype", 0, 0, ODT_TYPE, strlen(ODT_TYPE), strlen(ODT_TYPE));
    sample_zip_entry(&zip, "one", 0, 0, "<a/>", 4, 4);
    zip.out->data[18] = 42; /* the own head of the first says more than the directory */
    file = sample_zip_end(&zip);
    ck_assert_int_eq(check("a.odt", file), ERR_MEDIA_TYPE);
}
END_TEST

START_TEST(a_container_with_bytes_that_belong_to_no_entry_is_refused)
{
    for (int where = 0; where < 3; where++) {
        struct sample_zip zip = sample_zip_begin(mem);

        buf_puts(zip.out, where == 0 ? "hidden" : "");
        sample_zip_entry(&zip, "mimetype", 0, 0, ODT_TYPE, strlen(ODT_TYPE), strlen(ODT_TYPE));
        buf_puts(zip.out, where == 1 ? "hidden" : "");
        sample_zip_entry(&zip, "content.xml", 0, 0, "<a/>", 4, 4);
        buf_puts(zip.out, where == 2 ? "hidden" : "");
        ck_assert_int_eq(check("a.odt", sample_zip_end(&zip)), ERR_MEDIA_TYPE);
    }
}
END_TEST

START_TEST(damaged_pictures_are_refused)
{
    for (size_t cut = 4; cut < 100; cut += 7) {
        struct buf *jpeg = sample_jpeg(mem, 6, false), *png = sample_png(mem, false);

        jpeg->length -= cut;
        ck_assert_int_eq(check("a.jpg", jpeg), ERR_MEDIA_TYPE);
        png->length = png->length > cut ? png->length - cut : 0;
        ck_assert_int_ne(check("a.png", png), ERR_OK);
    }
}
END_TEST

START_TEST(position_and_device_data_are_gone_from_a_jpeg)
{
    struct buf *jpeg = sample_jpeg(mem, 6, true);

    ck_assert(sample_holds(jpeg->data, jpeg->length, CANARY));
    ck_assert_int_eq(check("photo.JPG", jpeg), ERR_OK);
    ck_assert(changed);
    ck_assert(!sample_holds(jpeg->data, jpeg->length, CANARY));
    ck_assert(!sample_holds(jpeg->data, jpeg->length, "xap"));
    ck_assert(!sample_holds(jpeg->data, jpeg->length, "Photoshop"));
    ck_assert(!sample_holds(jpeg->data, jpeg->length, "\x25\x88"));
    ck_assert(!sample_holds(jpeg->data, jpeg->length, "PK\3\4"));
    ck_assert(sample_holds(jpeg->data, jpeg->length, "ICC_PROFILE"));
    ck_assert_mem_eq(jpeg->data + jpeg->length - 2, "\xff\xd9", 2);
}
END_TEST

START_TEST(orientation_of_a_jpeg_stays)
{
    static const unsigned char kept[] = {0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
                                         0x01, 0x12, 0, 3,  0,   0,   0,   1,   0, 6, 0,   0,   0, 0,  0, 0};
    struct buf *jpeg = sample_jpeg(mem, 6, true), *upright = sample_jpeg(mem, 1, true);
    size_t size;

    ck_assert_int_eq(check("a.jpeg", jpeg), ERR_OK);
    ck_assert(sample_finds(jpeg->data, jpeg->length, kept, sizeof kept));
    size = jpeg->length;
    ck_assert_int_eq(check("a.jpeg", jpeg), ERR_OK); /* once clean, always clean */
    ck_assert(!changed);
    ck_assert_uint_eq(jpeg->length, size);
    ck_assert_int_eq(check("a.jpeg", upright), ERR_OK);
    ck_assert(!sample_holds(upright->data, upright->length, "Exif"));
}
END_TEST

START_TEST(a_clean_jpeg_stays_as_it_is)
{
    struct buf *jpeg = sample_jpeg(mem, 1, false), *same = sample_jpeg(mem, 1, false);

    ck_assert_int_eq(check("a.jpg", jpeg), ERR_OK);
    ck_assert(!changed);
    ck_assert_uint_eq(jpeg->length, same->length);
    ck_assert_mem_eq(jpeg->data, same->data, same->length);
}
END_TEST

START_TEST(a_png_loses_what_it_tells_and_keeps_its_picture)
{
    struct buf *png = sample_png(mem, true), *clean = sample_png(mem, false);

    ck_assert_int_eq(check("a.png", png), ERR_OK);
    ck_assert(changed);
    ck_assert(!sample_holds(png->data, png->length, CANARY));
    ck_assert_uint_eq(png->length, clean->length);
    ck_assert_mem_eq(png->data, clean->data, clean->length);
    ck_assert_int_eq(check("a.png", clean), ERR_OK);
    ck_assert(!changed);
}
END_TEST

START_TEST(good_files_of_each_kind_are_taken)
{
    ck_assert_int_eq(check("a.pdf", sample_pdf(mem)), ERR_OK);
    ck_assert_int_eq(check("a.PNG", sample_png(mem, false)), ERR_OK);
    ck_assert_msg(check("a.docx", sample_ooxml(mem, "word/document.xml", NULL)) == ERR_OK, "%s", err.detail);
    ck_assert_msg(check("a.xlsx", sample_ooxml(mem, "xl/workbook.xml", NULL)) == ERR_OK, "%s", err.detail);
    ck_assert_msg(check("a.odt", sample_odt(mem)) == ERR_OK, "%s", err.detail);
    ck_assert_int_eq(check("a.txt", text("Müller, Γιώργος\r\n\tok\n")), ERR_OK);
    ck_assert_int_eq(check("a.txt", text("x")), ERR_OK);
    ck_assert_int_eq(check("a.txt", text("\xef\xbb\xbfwith a mark of its order")), ERR_OK);
    ck_assert_int_eq(check("a.csv", text("name;day\nMüller;2026-11-23\n")), ERR_OK);
    ck_assert_int_eq(check("a.eml", text("From: a@example.org\nTo: b@example.org\nSubject: x\n\nText\n")), ERR_OK);
    ck_assert_int_eq(check("a.eml", text("Received: from x\n\tby y\nFrom: a@example.org\n\n<html></html>\n")), ERR_OK);
}
END_TEST

START_TEST(a_declared_type_that_contradicts_is_seen)
{
    const struct filetype *pdf = filetype_of_name("a.pdf"), *csv = filetype_of_name("a.csv");

    ck_assert(!filetype_declared(pdf, "image/png"));
    ck_assert(!filetype_declared(pdf, "text/plain; charset=utf-8"));
    ck_assert(filetype_declared(pdf, "Application/PDF"));
    ck_assert(filetype_declared(pdf, ""));
    ck_assert(filetype_declared(pdf, "application/octet-stream"));
    ck_assert(filetype_declared(csv, "application/vnd.ms-excel"));
    ck_assert(filetype_declared(csv, "text/plain"));
}
END_TEST

START_TEST(names_are_made_safe)
{
    static const char *const names[][2] = {
        {"../../etc/passwd.txt", "passwd.txt"},
        {"C:\\Users\\Ann\\my photo.jpg", "my photo.jpg"},
        {"..", "file"},
        {"", "file"},
        {"...hidden.pdf", "hidden.pdf"},
        {" . .a.pdf", "a.pdf"},
        {"a.pdf. . ", "a.pdf"},
        {"a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"},
        {"\x01\x7f\xc2\x85" "b.pdf", "b.pdf"},
        {"invoice\xe2\x80\xae" "fdp.exe", "invoicefdp.exe"},
        {"a\xe2\x80\x8b\xef\xbb\xbf\xd8\x9c" "b.pdf", "ab.pdf"},
        {"a \xc2\xa0  b.pdf", "a b.pdf"},
        {"a<b>|\"?*.pdf", "a_b_____.pdf"},
        {"a\xff\xfe" "b.pdf", "ab.pdf"},
        {"a\xe2\x80", "a"},
        {"Γιώργος Müller.pdf", "Γιώργος Müller.pdf"},
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        ck_assert_str_eq(filename_safe(mem, names[i][0]), names[i][1]);
}
END_TEST

START_TEST(long_names_keep_their_extension)
{
    char name[1000] = "";
    char *safe;

    for (int i = 0; i < 200; i++)
        strcat(name, i % 2 ? "é" : "a");
    strcat(name, ".docx");
    safe = filename_safe(mem, name);
    ck_assert_uint_eq(utf8_count(safe), LIMIT_FILE_NAME_CHARS);
    ck_assert(utf8_valid(safe, strlen(safe)));
    ck_assert_str_eq(filename_extension(safe), "docx");
    memset(name, 'b', 500);
    name[500] = '\0';
    ck_assert_uint_eq(strlen(filename_safe(mem, name)), LIMIT_FILE_NAME_CHARS);
    name[10] = '.';
    ck_assert_uint_eq(strlen(filename_safe(mem, name)), LIMIT_FILE_NAME_CHARS);
}
END_TEST

START_TEST(sha256_in_pieces_is_that_of_the_whole)
{
    struct hash_sha256 *state = hash_sha256_new(mem);
    unsigned char hash[HASH_BYTES];

    hash_sha256_add(state, "a", 1);
    hash_sha256_add(state, "", 0);
    hash_sha256_add(state, "bc", 2);
    hash_sha256_end(state, hash);
    ck_assert_str_eq(hash_hex(mem, hash, sizeof hash), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("attach_content");
    TCase *refused = tcase_create("refused"), *kept = tcase_create("kept");

    tcase_add_checked_fixture(refused, setup, teardown);
    tcase_add_test(refused, extensions_outside_the_list_are_refused);
    tcase_add_test(refused, content_that_is_not_what_the_name_says_is_refused);
    tcase_add_test(refused, texts_that_are_not_utf8_are_refused);
    tcase_add_test(refused, a_file_that_is_two_things_at_once_is_refused);
    tcase_add_test(refused, a_container_with_too_many_entries_is_refused);
    tcase_add_test(refused, a_container_that_unpacks_to_too_much_is_refused);
    tcase_add_test(refused, a_container_with_dangerous_entries_is_refused);
    tcase_add_test(refused, a_container_whose_entries_overlap_is_refused);
    tcase_add_test(refused, a_container_with_bytes_that_belong_to_no_entry_is_refused);
    tcase_add_test(refused, damaged_pictures_are_refused);
    suite_add_tcase(made, refused);
    tcase_add_checked_fixture(kept, setup, teardown);
    tcase_add_test(kept, position_and_device_data_are_gone_from_a_jpeg);
    tcase_add_test(kept, orientation_of_a_jpeg_stays);
    tcase_add_test(kept, a_clean_jpeg_stays_as_it_is);
    tcase_add_test(kept, a_png_loses_what_it_tells_and_keeps_its_picture);
    tcase_add_test(kept, good_files_of_each_kind_are_taken);
    tcase_add_test(kept, a_declared_type_that_contradicts_is_seen);
    tcase_add_test(kept, names_are_made_safe);
    tcase_add_test(kept, long_names_keep_their_extension);
    tcase_add_test(kept, sha256_in_pieces_is_that_of_the_whole);
    suite_add_tcase(made, kept);
    return made;
}

RUN(suite)
