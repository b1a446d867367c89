/* SPDX-License-Identifier: EUPL-1.2 */
/* What files are taken, what is taken out of them, and under which names they are kept. No database. */
#include <zlib.h>

#include "attach_samples.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "filecheck/clean.h"
#include "filecheck/fault.h"
#include "filecheck/filename.h"
#include "filecheck/filetype.h"
#include "filecheck/note.h"
#include "filecheck/zipcheck.h"
#include "runner.h"

static TALLOC_CTX *mem;
static struct err err;
static struct file_facts facts;

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
    const struct filetype *type;

    err = (struct err){0};
    TRY(filetype_of_name(name, &type, &err));
    return filetype_check(mem, type, (unsigned char *)file->data, &file->length, &facts, &err);
}

/* A refusal tells this fault, and no other. */
static void
refused_as(enum file_fault fault, const char *name, struct buf *file)
{
    ck_assert_msg(check(name, file) != ERR_OK, "%s is taken", name);
    ck_assert_msg(err.why == file_fault_text(fault), "%s: %s (%s)", name, err.why, err.detail);
}

static void
taken(const char *name, struct buf *file)
{
    ck_assert_msg(check(name, file) == ERR_OK, "%s: %s", name, err.detail);
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
    static const char *const names[] = {"a.exe", "a.pdf.exe", "a", ".pdf", "a.", "pdf", "a.js", "a.php"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        refused_as(FILE_KIND, names[i], text("x"));
}
END_TEST

START_TEST(a_kind_that_can_be_converted_is_refused_with_the_way_to_convert_it)
{
    static const char *const names[][2] = {
        {"a.doc", "DOCX or PDF"}, {"a.RTF", "DOCX or PDF"}, {"a.xls", "XLSX or PDF"}, {"a.docm", "macros"},
        {"a.msg", "EML"},         {"a.tif", "PDF"},         {"a.heic", "JPEG"},       {"a.zip", "one by one"},
        {"a.html", "PDF"},        {"a.pptx", "PDF"},        {"a.webp", "PNG"},        {"a.jpg.svg", "PNG"}};
    const struct filetype *type;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        ck_assert_int_eq(filetype_of_name(names[i][0], &type, &err), ERR_INVALID);
        ck_assert_msg(strstr(err.why, names[i][1]) != NULL, "%s: %s", names[i][0], err.why);
    }
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

static struct buf *
bytes(const void *data, size_t size)
{
    struct buf *file = buf_new(mem, SAMPLE_LIMIT);

    buf_add(file, data, size);
    return file;
}

START_TEST(what_no_text_holds_is_refused_as_an_encoding)
{
    refused_as(FILE_ENCODING, "a.txt", text("bell \a"));
    refused_as(FILE_ENCODING, "a.txt", bytes("one\0two", 7));
    refused_as(FILE_ENCODING, "a.csv", text("M\xfcller;\x01\n"));
    refused_as(FILE_ENCODING, "a.txt", bytes("\xff\xfe" "a\0b", 5));         /* half a character */
    refused_as(FILE_ENCODING, "a.txt", bytes("\xff\xfe\x3d\xd8" "a\0", 6));  /* half of a pair */
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

START_TEST(each_reason_is_told_apart)
{
    struct buf *cut = sample_pdf(mem), *picture = sample_png(mem, false);
    struct buf *locked = bytes("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);

    refused_as(FILE_OTHER, "a.pdf", sample_png(mem, false));
    refused_as(FILE_OTHER, "a.docx", sample_odt(mem));
    refused_as(FILE_ENCODING, "a.txt", text("bell \a"));
    cut->length -= 10;
    refused_as(FILE_DAMAGED, "a.pdf", cut);
    picture->length -= 10;
    refused_as(FILE_DAMAGED, "a.png", picture);
    refused_as(FILE_DAMAGED, "a.docx", bytes("PK\3\4\24\0\6\0\10\0 cut off in the middle of all that should be here, and then some", 70));
    buf_add(locked, "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
    refused_as(FILE_LOCKED, "a.xlsx", locked);
    ck_assert_int_eq(odt_with("content.xml", 1, 0), ERR_MEDIA_TYPE);
    ck_assert_ptr_eq(err.why, file_fault_text(FILE_LOCKED));
    refused_as(FILE_MACROS, "a.docx", sample_ooxml(mem, "word/document.xml", "word/vbaProject.bin"));
    ck_assert_int_eq(odt_with("../up", 0, 0), ERR_MEDIA_TYPE);
    ck_assert_ptr_eq(err.why, file_fault_text(FILE_CONTAINER));
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
    struct buf *whole = sample_jpeg(mem, 6, false);

    /* Cut before its picture begins; later the picture is shown as far as it goes. */
    for (size_t length = 4; length < 130; length += 7) {
        struct buf *jpeg = bytes(whole->data, length);

        ck_assert_int_eq(check("a.jpg", jpeg), ERR_MEDIA_TYPE);
    }
    for (size_t cut = 4; cut < 100; cut += 7) {
        struct buf *png = sample_png(mem, false);

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
    ck_assert_uint_eq(facts.notes & FILE_NOTE_CLEANED, FILE_NOTE_CLEANED);
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
    ck_assert_uint_eq(facts.notes & FILE_NOTE_CLEANED, 0);
    ck_assert_uint_eq(jpeg->length, size);
    ck_assert_int_eq(check("a.jpeg", upright), ERR_OK);
    ck_assert(!sample_holds(upright->data, upright->length, "Exif"));
}
END_TEST

START_TEST(a_clean_jpeg_stays_as_it_is)
{
    struct buf *jpeg = sample_jpeg(mem, 1, false), *same = sample_jpeg(mem, 1, false);

    ck_assert_int_eq(check("a.jpg", jpeg), ERR_OK);
    ck_assert_uint_eq(facts.notes & FILE_NOTE_CLEANED, 0);
    ck_assert_uint_eq(jpeg->length, same->length);
    ck_assert_mem_eq(jpeg->data, same->data, same->length);
}
END_TEST

START_TEST(a_png_loses_what_it_tells_and_keeps_its_picture)
{
    struct buf *png = sample_png(mem, true), *clean = sample_png(mem, false);

    ck_assert_int_eq(check("a.png", png), ERR_OK);
    ck_assert_uint_eq(facts.notes & FILE_NOTE_CLEANED, FILE_NOTE_CLEANED);
    ck_assert(!sample_holds(png->data, png->length, CANARY));
    ck_assert_uint_eq(png->length, clean->length);
    ck_assert_mem_eq(png->data, clean->data, clean->length);
    ck_assert_int_eq(check("a.png", clean), ERR_OK);
    ck_assert_uint_eq(facts.notes & FILE_NOTE_CLEANED, 0);
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

/* `printf 'X-Mozilla-Status: ...'` and its like, as common programs save mails. */
START_TEST(mails_are_taken_as_common_programs_save_them)
{
    static const char *const mails[] = {
        "X-Mozilla-Status: 0001\r\nFrom: a@example.org\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n"
        "<html><body>x</body></html>\r\n",
        "DKIM-Signature: v=1; a=rsa-sha256;\r\n\tb=abc=\r\nFrom: a@example.org\r\n\r\nText\r\n",
        "ARC-Seal: i=1\nFrom: a@example.org\n\nText\n",
        "X-MS-Exchange-Organization-SCL: -1\r\nSubject: x\r\n\r\n\r\n",
        "Subject: x\r\n\r\n",
        "From ann@example.org Mon Nov 23 09:00:00 2026\nReturn-Path: <a@example.org>\n\nText\n",
        "Subject: M\xfcller\r\nContent-Transfer-Encoding: 8bit\r\n\r\nStra\xdf" "e \x1b$B\r\n",
        "\xef\xbb\xbf" "From: a@example.org\r\n\r\n#!/bin/sh\r\n",
        "MIME-Version: 1.0\r\nDate: Mon, 23 Nov 2026 09:00:00 +0100\r\n\r\n%PDF-1.4 as text\r\n"};

    for (size_t i = 0; i < sizeof mails / sizeof mails[0]; i++) {
        struct buf *mail = text(mails[i]);

        taken("a.eml", mail);
        ck_assert_str_eq(mail->data, mails[i]);
    }
    refused_as(FILE_OTHER, "a.eml", text("no field here\n\nFrom: a@example.org\n"));
    refused_as(FILE_OTHER, "a.eml", text("Name: only this looks like one\n\nText\n"));
    refused_as(FILE_OTHER, "a.eml", text("<html>\nFrom: a@example.org\n"));
}
END_TEST

static void
text_in(const char *charset, const char *name, const void *data, size_t size)
{
    struct buf *file = bytes(data, size);
    const struct filetype *type;

    taken(name, file);
    ck_assert_mem_eq(file->data, data, size);
    ck_assert_uint_eq(file->length, size);
    ck_assert_int_eq(filetype_of_name(name, &type, &err), ERR_OK);
    ck_assert_str_eq(filetype_media_type(mem, type, &facts), mem_printf(mem, "text/csv; charset=%s", charset));
    ck_assert_str_eq(filetype_extension(filetype_media_type(mem, type, &facts)), "csv");
}

START_TEST(texts_of_every_office_are_taken_byte_for_byte_and_their_encoding_is_told)
{
    static const char greek[] = "\xc5\xf0\xf9\xed\xf5\xec\xdf\xe1;\xc4\xe9\xe5\xfd\xe8\xf5\xed\xf3\xe7;\xd0\xfc\xeb\xe7\r\n";
    static const char cyrillic[] = "\xc8\xec\xe5 \xed\xe0 \xf4\xe8\xf0\xec\xe0\xf2\xe0;"
                                   "\xc0\xe4\xf0\xe5\xf1 \xe8 \xe3\xf0\xe0\xe4;\xd1\xee\xf4\xe8\xff\r\n";

    text_in("windows-1252", "a.csv", "Name;Stra\337e\r\n", 13);
    text_in("windows-1253", "a.csv", greek, sizeof greek - 1);
    text_in("windows-1251", "a.csv", cyrillic, sizeof cyrillic - 1);
    text_in("windows-1252", "a.csv", "Pris;10 \x80\r\n\x1a", 12);
    text_in("utf-16le", "a.csv", "\xff\xfe" "a\0;\0\xdf\0\r\0\n\0", 12);
    text_in("utf-16be", "a.csv", "\xfe\xff\0a\0;\xd8\x3d\xde\x00\0\n", 12);
    taken("a.csv", text("name;day\nM\xc3\xbcller;2026-11-23\n"));
    ck_assert_ptr_null(facts.charset);
}
END_TEST

START_TEST(a_pdf_may_have_line_ends_before_it_and_some_bytes_behind_it)
{
    struct buf *behind = sample_pdf(mem), *before = text("\r\n\n"), *marked = text("\xef\xbb\xbf"), *pdf = sample_pdf(mem);
    struct buf *far = sample_pdf(mem);

    for (int i = 0; i < 2048; i++)
        buf_putc(behind, (char)(i % 7));
    taken("a.pdf", behind);
    buf_add(before, pdf->data, pdf->length);
    taken("a.pdf", before);
    buf_add(marked, pdf->data, pdf->length);
    taken("a.pdf", marked);
    for (int i = 0; i < 70000; i++)
        buf_putc(far, ' ');
    refused_as(FILE_DAMAGED, "a.pdf", far);
}
END_TEST

START_TEST(a_jpeg_without_its_last_bytes_is_taken)
{
    struct buf *jpeg = sample_jpeg(mem, 6, true), *whole = sample_jpeg(mem, 1, false), *half = sample_jpeg(mem, 1, false);
    const char *end = "PK\3\4" CANARY;

    jpeg->length -= strlen(end) + 1 + 2;
    taken("a.jpg", jpeg);
    ck_assert_uint_eq(facts.notes, FILE_NOTE_CLEANED | FILE_NOTE_CUT);
    ck_assert(!sample_holds(jpeg->data, jpeg->length, CANARY));
    whole->length -= 2;
    taken("a.jpg", whole);
    ck_assert_uint_eq(facts.notes & FILE_NOTE_CLEANED, 0);
    half->length -= 1;
    taken("a.jpg", half);
}
END_TEST

START_TEST(a_container_may_have_a_comment_of_text)
{
    struct buf *sheet = sample_ooxml(mem, "xl/workbook.xml", NULL), *binary = sample_odt(mem), *lying = sample_odt(mem);

    sheet->data[sheet->length - 2] = 12;
    buf_puts(sheet, "Made by ACME");
    taken("a.xlsx", sheet);
    binary->data[binary->length - 2] = 4;
    buf_add(binary, "MZ\0\1", 4);
    refused_as(FILE_DAMAGED, "a.odt", binary);
    lying->data[lying->length - 2] = 9;
    buf_puts(lying, "short");
    refused_as(FILE_DAMAGED, "a.odt", lying);
}
END_TEST

START_TEST(an_empty_library_is_no_macro)
{
    ck_assert_int_eq(odt_with("Basic/Standard/Module1.xml", 0, 0), ERR_MEDIA_TYPE);
    ck_assert_ptr_eq(err.why, file_fault_text(FILE_MACROS));
    ck_assert_msg(odt_with("Basic/Standard/script-lb.xml", 0, 0) == ERR_OK, "%s", err.detail);
    ck_assert_msg(odt_with("Basic/script-lc.xml", 0, 0) == ERR_OK, "%s", err.detail);
}
END_TEST

START_TEST(orientation_of_a_png_stays)
{
    static const unsigned char kept[] = {0, 0, 0, 26, 'e', 'X', 'I', 'f', 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
                                         0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0};
    struct buf *png = buf_new(mem, SAMPLE_LIMIT), *exif = sample_exif(mem, 6);
    size_t size;

    buf_add(png, "\x89PNG\r\n\x1a\n", 8);
    sample_chunk(png, "IHDR", "\0\0\0\1\0\0\0\1\10\0\0\0\0", 13);
    sample_chunk(png, "eXIf", exif->data + 6, exif->length - 6);
    sample_chunk(png, "IDAT", "\x78\x9c\x63\x00\x00\x00\x02\x00\x01", 9);
    sample_chunk(png, "IEND", "", 0);
    taken("a.png", png);
    ck_assert_uint_eq(facts.notes & FILE_NOTE_CLEANED, FILE_NOTE_CLEANED);
    ck_assert(!sample_holds(png->data, png->length, CANARY));
    ck_assert(sample_finds(png->data, png->length, kept, sizeof kept));
    ck_assert(sample_finds(png->data, png->length, "\xd6\x67\x4b\x69", 4)); /* the sum of the chunk, by zlib.crc32 of Python */
    size = png->length;
    taken("a.png", png); /* once clean, always clean */
    ck_assert_uint_eq(facts.notes & FILE_NOTE_CLEANED, 0);
    ck_assert_uint_eq(png->length, size);
}
END_TEST

/* A document with one more part. */
static struct buf *
with_part(const char *name, const char *content)
{
    struct sample_zip zip = sample_zip_begin(mem);

    sample_zip_entry(&zip, "[Content_Types].xml", 0, 0, "<Types/>", 8, 8);
    sample_zip_entry(&zip, "word/document.xml", 0, 0, "<a/>", 4, 4);
    sample_zip_entry(&zip, name, 0, 0, content, strlen(content), strlen(content));
    return sample_zip_end(&zip);
}

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static const char *
relation(const char *type, const char *target, bool external)
{
    return mem_printf(mem, "<?xml version='1.0'?><Relationships><Relationship Target=\"%s\" Id='r1' Type='" RELATIONS "/%s'%s/></Relationships>",
                      target, type, external ? " TargetMode='External'" : "");
}

START_TEST(macros_are_found_by_relationship_and_type_whatever_their_name)
{
    const char *types = "<Types><Override PartName='/word/x.bin' ContentType='application/vnd.ms-office.vbaProject'/></Types>";
    const char *enabled = "<Types><Default Extension='xml' ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/></Types>";

    refused_as(FILE_MACROS, "a.docx", with_part("word/_rels/document.xml.rels", relation("vbaProject", "harmless.xml", false)));
    refused_as(FILE_MACROS, "a.docx", with_part("WORD/VBAPROJECT.BIN", "x"));
    refused_as(FILE_MACROS, "a.docx", with_part("more/types.xml", types));
    refused_as(FILE_MACROS, "a.docx", with_part("more/types.xml", enabled));
    refused_as(FILE_MACROS, "a.docx", with_part("xl/_rels/a.xml.RELS", relation("xlMacrosheet", "sheet9.xml", false)));
    taken("a.docx", with_part("word/_rels/document.xml.rels", relation("styles", "styles.xml", false)));
}
END_TEST

START_TEST(what_is_fetched_from_another_computer_is_refused_and_links_are_not)
{
    static const char *const targets[] = {"http://example.org/a.dotm", "HTTPS://example.org/a.dotm",
                                          "file:///\\\\192.0.2.1\\a.dotm", "\\\\192.0.2.1\\share\\a.dotm",
                                          "&#104;ttp://example.org/a", "file://host/share/a.dotm"};
    const char *rels = "word/_rels/settings.xml.rels";

    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++)
        refused_as(FILE_REMOTE, "a.docx", with_part(rels, relation("attachedTemplate", targets[i], true)));
    refused_as(FILE_REMOTE, "a.docx", with_part(rels, relation("image", "http://example.org/pixel.png", true)));
    refused_as(FILE_REMOTE, "a.docx", with_part(rels, relation("frame", "http://example.org/", true)));
    taken("a.docx", with_part(rels, relation("attachedTemplate", "file:///C:\\Office\\Letter.dotx", true)));
    taken("a.docx", with_part(rels, relation("hyperlink", "http://example.org/", true)));
    taken("a.docx", with_part(rels, relation("image", "media/image1.png", false)));
}
END_TEST

#define W "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"

START_TEST(objects_and_links_of_other_programs_are_refused)
{
    const char *split = "<w:p " W "><w:fldChar w:fldCharType='begin'/><w:instrText> DD</w:instrText><w:r/>"
                        "<w:instrText>EAUTO c:\\\\cmd.exe</w:instrText></w:p>";
    const char *rels = "word/_rels/document.xml.rels";
    const char *page = "<w:p " W "><w:fldChar w:fldCharType='begin'/><w:instrText> PAGE </w:instrText></w:p>";

    refused_as(FILE_OBJECTS, "a.docx", with_part(rels, relation("oleObject", "embeddings/o1.bin", false)));
    refused_as(FILE_OBJECTS, "a.docx", with_part(rels, relation("control", "activeX/x1.xml", false)));
    refused_as(FILE_OBJECTS, "a.docx", with_part("word/footer1.xml", split));
    refused_as(FILE_OBJECTS, "a.docx", with_part("word/footer1.xml", "<w:fldSimple " W " w:instr='DDE cmd'/>"));
    refused_as(FILE_OBJECTS, "a.docx", with_part("xl/externalLinks/externalLink1.xml", "<externalLink><ddeLink ddeService='cmd'/></externalLink>"));
    taken("a.docx", with_part("word/footer1.xml", page));
    refused_as(FILE_OBJECTS, "a.csv", text("Name;Sum\n\"=cmd|'/C calc'!A0\";1\n"));
    refused_as(FILE_OBJECTS, "a.csv", bytes("\xff\xfe;\0=\0c\0m\0d\0|\0x\0!\0A\0\n\0", 22));
    refused_as(FILE_OBJECTS, "a.csv", text("+DDE(\"cmd\";\"/C calc\";\"x\")\n"));
    taken("a.csv", text("Phone;Note\n+45 12 34;-5|up!\n=SUM(A1:A3);a=b|c!\n"));
}
END_TEST

#define ODF "xmlns:o='urn:oasis:names:tc:opendocument:xmlns:"

START_TEST(an_opendocument_that_runs_or_fetches_is_refused)
{
    static const struct {
        enum file_fault fault;
        const char *content;
    } parts[] = {
        {FILE_MACROS, "<o:event-listener " ODF "script:1.0'/>"},
        {FILE_MACROS, "<o:script " ODF "office:1.0'/>"},
        {FILE_MACROS, "<o:a " ODF "text:1.0' href='vnd.sun.star.script:x.y?language=Basic'/>"},
        {FILE_OBJECTS, "<o:object-ole " ODF "drawing:1.0'/>"},
        {FILE_OBJECTS, "<o:dde-source " ODF "office:1.0'/>"},
        {FILE_REMOTE, "<o:image " ODF "drawing:1.0' href='https://example.org/p.png'/>"},
        {FILE_LOCKED, "<o:encryption-data " ODF "manifest:1.0'/>"},
        {FILE_CONTAINER, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"},
        {FILE_DAMAGED, "<a><b></a>"}};

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        refused_as(parts[i].fault, "a.docx", with_part("content.xml", parts[i].content));
    taken("a.docx", with_part("content.xml", "<o:scripts " ODF "office:1.0'/>"));
    taken("a.docx", with_part("content.xml", "<o:a " ODF "text:1.0' href='https://example.org/'/>"));
}
END_TEST

static struct buf *
pdf_with(const char *object)
{
    return text(mem_printf(mem, "%%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n2 0 obj%s endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n", object));
}

/* Objects in a compressed stream. */
static struct buf *
pdf_packed(const char *objects)
{
    struct buf *pdf = text("%PDF-1.5\n1 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\r\n");
    unsigned char packed[1000];
    uLongf size = sizeof packed;

    ck_assert_int_eq(compress(packed, &size, (const unsigned char *)objects, strlen(objects)), Z_OK);
    buf_add(pdf, packed, size);
    buf_puts(pdf, "\nendstream endobj\n%%EOF\n");
    return pdf;
}

START_TEST(a_pdf_that_starts_a_program_is_refused_and_one_with_scripts_or_files_is_told)
{
    refused_as(FILE_LAUNCH, "a.pdf", pdf_with("<</S/Launch/F(cmd.exe)>>"));
    refused_as(FILE_LAUNCH, "a.pdf", pdf_with("<</S/L#61unch/F(cmd.exe)>>"));
    refused_as(FILE_LAUNCH, "a.pdf", pdf_packed("1 0 <</S /Launch /F (cmd.exe)>>"));
    taken("a.pdf", pdf_with("<</S/JavaScript/JS(app.alert\\(1\\))>>"));
    ck_assert_uint_eq(facts.notes, FILE_NOTE_SCRIPTS);
    taken("a.pdf", pdf_packed("1 0 <</S/J#61va#53cript>>"));
    ck_assert_uint_eq(facts.notes, FILE_NOTE_SCRIPTS);
    taken("a.pdf", pdf_with("<</Type/EmbeddedFile>>"));
    ck_assert_uint_eq(facts.notes, FILE_NOTE_FILES);
    taken("a.pdf", pdf_with("<</Encrypt 3 0 R>>"));
    ck_assert_uint_eq(facts.notes, FILE_NOTE_UNSEEN);
    taken("a.pdf", pdf_with("(He said: Launch it, by JavaScript)"));
    ck_assert_uint_eq(facts.notes, 0);
}
END_TEST

static struct buf *
mail_with(const char *head, const char *body)
{
    return text(mem_printf(mem, "From: a@example.org\r\nContent-Type: multipart/mixed;\r\n boundary=\"=_1\"\r\n\r\n--=_1\r\n\r\nHello #!/bin\r\n"
                                "--=_1\r\n%s\r\n\r\n%s\r\n--=_1--\r\n", head, body));
}

START_TEST(a_mail_with_a_program_is_refused_and_one_with_files_is_told)
{
    const char *base64 = "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64";
    const char *nested = "Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                         "Content-Disposition: attachment; filename=\"a.js\"\r\n\r\nx\r\n--b--";

    refused_as(FILE_PROGRAM, "a.eml", mail_with("Content-Disposition: attachment; filename=\"invoice.pdf.EXE\"", "x"));
    refused_as(FILE_PROGRAM, "a.eml", mail_with("Content-Type: text/plain;\r\n\tname=a.docm", "x"));
    refused_as(FILE_PROGRAM, "a.eml", mail_with("Content-Disposition: attachment; filename*0*=utf-8''inv;\r\n filename*1=\"oice.vbs\"", "x"));
    refused_as(FILE_PROGRAM, "a.eml", mail_with(base64, "f0VMRgIBAQAAAAAAAAAAAAIAPgABAAAA"));
    refused_as(FILE_PROGRAM, "a.eml", mail_with("Content-Type: message/rfc822", nested));
    refused_as(FILE_LAUNCH, "a.eml", mail_with("Content-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: quoted-printable",
                                              "%PDF-1.4\r\n<</S/Laun=\r\nch>>=0A%%EOF"));
    taken("a.eml", mail_with("Content-Disposition: attachment; filename=a.pdf", "%PDF-1.4 %%EOF"));
    ck_assert_uint_eq(facts.notes, FILE_NOTE_FILES);
    taken("a.eml", mail_with("Content-Type: text/html", "<p>Hello</p>"));
    ck_assert_uint_eq(facts.notes, 0);
}
END_TEST

START_TEST(data_in_xml_are_taken_and_pages_are_not)
{
    taken("a.xml", text("<?xml version='1.0' encoding='iso-8859-1'?><extract><name>M\xfcller</name></extract>"));
    taken("a.xml", text("<a xmlns:ds='http://www.w3.org/2000/09/xmldsig#'><ds:Signature/></a>"));
    refused_as(FILE_OTHER, "a.xml", text("<html xmlns='http://www.w3.org/1999/xhtml'><script/></html>"));
    refused_as(FILE_OTHER, "a.xml", text("<a><x:svg xmlns:x='http://www.w3.org/2000/svg'/></a>"));
    refused_as(FILE_REMOTE, "a.xml", text("<?xml-stylesheet href='http://example.org/a.xsl' type='text/xsl'?><a/>"));
    refused_as(FILE_CONTAINER, "a.xml", text("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"));
    refused_as(FILE_DAMAGED, "a.xml", text("<a><b></a>"));
}
END_TEST

static struct buf *
asic(const char *type, const char *name)
{
    struct sample_zip zip = sample_zip_begin(mem);

    sample_zip_entry(&zip, "mimetype", 0, 0, type, strlen(type), strlen(type));
    sample_zip_entry(&zip, name, 0, 0, "text", 4, 4);
    sample_zip_entry(&zip, "META-INF/signatures0.xml", 0, 0, "<a/>", 4, 4);
    return sample_zip_end(&zip);
}

START_TEST(signed_containers_are_taken_byte_for_byte)
{
    static const unsigned char der[] = {0x30, 0x82, 0x00, 0x10, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7,
                                        0x0d, 0x01, 0x07, 0x02, 0xa0, 0x03, 0x30, 0x01, 0x00};
    static const char ber[] = "\x30\x80\6\11\x2a\x86\x48\x86\xf7\x0d\1\7\2\xa0\x80\0";
    static const char locked[] = "\x30\x80\6\11\x2a\x86\x48\x86\xf7\x0d\1\7\3\xa0\x80\0";
    struct buf *file = bytes(der, sizeof der);

    taken("contract.pdf.p7m", file);
    ck_assert_mem_eq(file->data, der, sizeof der);
    taken("a.p7s", bytes(ber, sizeof ber));
    taken("a.p7m", text("MIAGCSqGSIb3DQEHAqCAMIACAQExDzANBglghkgBZQMEAgEFADCABgkq\n"));
    taken("a.asice", asic("application/vnd.etsi.asic-e+zip", "contract.txt"));
    taken("a.bdoc", asic("application/vnd.etsi.asic-e+zip", "contract.txt"));
    taken("a.asics", asic("application/vnd.etsi.asic-s+zip", "contract.txt"));
    ck_assert_uint_eq(facts.notes, FILE_NOTE_FILES);
    refused_as(FILE_PROGRAM, "a.asice", asic("application/vnd.etsi.asic-e+zip", "contract.exe"));
    refused_as(FILE_OTHER, "a.asics", asic("application/vnd.etsi.asic-e+zip", "contract.txt"));
    refused_as(FILE_OTHER, "a.p7m", sample_pdf(mem));
    refused_as(FILE_LOCKED, "a.p7m", bytes(locked, sizeof locked));
}
END_TEST

static const struct filetype *
type_of(const char *name)
{
    const struct filetype *type;

    ck_assert_int_eq(filetype_of_name(name, &type, &err), ERR_OK);
    return type;
}

START_TEST(a_declared_type_that_contradicts_is_seen)
{
    const struct filetype *pdf = type_of("a.pdf"), *csv = type_of("a.csv");

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
        {"Mu\xcc\x88ller.pdf", "M\xc3\xbcller.pdf"},              /* as macOS sends it */
        {"A\xcc\x8angstro\xcc\x88m.pdf", "\xc3\x85ngstr\xc3\xb6m.pdf"},
        {"\xce\x93\xce\xb9\xcf\x8e\xcf\x81.pdf", "\xce\x93\xce\xb9\xcf\x8e\xcf\x81.pdf"},
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
    tcase_add_test(refused, a_kind_that_can_be_converted_is_refused_with_the_way_to_convert_it);
    tcase_add_test(refused, what_no_text_holds_is_refused_as_an_encoding);
    tcase_add_test(refused, each_reason_is_told_apart);
    tcase_add_test(refused, content_that_is_not_what_the_name_says_is_refused);
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
    tcase_add_test(kept, mails_are_taken_as_common_programs_save_them);
    tcase_add_test(kept, texts_of_every_office_are_taken_byte_for_byte_and_their_encoding_is_told);
    tcase_add_test(kept, a_pdf_may_have_line_ends_before_it_and_some_bytes_behind_it);
    tcase_add_test(kept, a_jpeg_without_its_last_bytes_is_taken);
    tcase_add_test(kept, a_container_may_have_a_comment_of_text);
    tcase_add_test(kept, an_empty_library_is_no_macro);
    tcase_add_test(kept, orientation_of_a_png_stays);
    tcase_add_test(kept, signed_containers_are_taken_byte_for_byte);
    tcase_add_test(kept, macros_are_found_by_relationship_and_type_whatever_their_name);
    tcase_add_test(kept, what_is_fetched_from_another_computer_is_refused_and_links_are_not);
    tcase_add_test(kept, objects_and_links_of_other_programs_are_refused);
    tcase_add_test(kept, an_opendocument_that_runs_or_fetches_is_refused);
    tcase_add_test(kept, a_pdf_that_starts_a_program_is_refused_and_one_with_scripts_or_files_is_told);
    tcase_add_test(kept, a_mail_with_a_program_is_refused_and_one_with_files_is_told);
    tcase_add_test(kept, data_in_xml_are_taken_and_pages_are_not);
    tcase_add_test(kept, a_declared_type_that_contradicts_is_seen);
    tcase_add_test(kept, names_are_made_safe);
    tcase_add_test(kept, long_names_keep_their_extension);
    tcase_add_test(kept, sha256_in_pieces_is_that_of_the_whole);
    suite_add_tcase(made, kept);
    return made;
}

RUN(suite)
