/* SPDX-License-Identifier: EUPL-1.2 */
/* Tiny files for the tests of attachments, made in memory. */
#ifndef IMI_TESTS_ATTACH_SAMPLES_H
#define IMI_TESTS_ATTACH_SAMPLES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

#define SAMPLE_LIMIT (16u * 1024 * 1024)
#define CANARY "CANARY-GPS-55.6761N"

static inline void
sample_be(struct buf *out, uint32_t value, int bytes)
{
    while (bytes-- > 0)
        buf_putc(out, (char)(value >> (8 * bytes)));
}

static inline void
sample_le(struct buf *out, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_putc(out, (char)(value >> (8 * i)));
}

static inline void
sample_segment(struct buf *out, unsigned marker, const void *data, size_t length)
{
    buf_putc(out, (char)0xff);
    buf_putc(out, (char)marker);
    sample_be(out, (uint32_t)length + 2, 2);
    buf_add(out, data, length);
}

/* An EXIF block, Intel order: make, orientation, and a GPS directory whose value is the canary. */
static inline struct buf *
sample_exif(TALLOC_CTX *mem, unsigned orientation)
{
    struct buf *exif = buf_new(mem, 4096);

    buf_add(exif, "Exif\0\0II*\0\10\0\0\0", 14);
    sample_le(exif, 3, 2);
    sample_le(exif, 0x010f, 2), sample_le(exif, 2, 2), sample_le(exif, sizeof CANARY, 4), sample_le(exif, 50, 4);
    sample_le(exif, 0x0112, 2), sample_le(exif, 3, 2), sample_le(exif, 1, 4), sample_le(exif, orientation, 4);
    sample_le(exif, 0x8825, 2), sample_le(exif, 4, 2), sample_le(exif, 1, 4), sample_le(exif, 50, 4);
    sample_le(exif, 0, 4);
    buf_add(exif, CANARY, sizeof CANARY);
    return exif;
}

static inline struct buf *
sample_jpeg(TALLOC_CTX *mem, unsigned orientation, bool dirty)
{
    struct buf *jpeg = buf_new(mem, SAMPLE_LIMIT), *exif = sample_exif(mem, orientation);

    buf_add(jpeg, "\xff\xd8", 2);
    sample_segment(jpeg, 0xe0, "JFIF\0\1\2\0\0\1\0\1\0\0", 14);
    if (dirty) {
        sample_segment(jpeg, 0xe1, exif->data, exif->length);
        sample_segment(jpeg, 0xe1, "http://ns.adobe.com/xap/1.0/\0" CANARY, 29 + sizeof CANARY);
        sample_segment(jpeg, 0xed, "Photoshop 3.0\0" CANARY, 14 + sizeof CANARY);
        sample_segment(jpeg, 0xe2, "MPF\0" CANARY, 4 + sizeof CANARY);
        sample_segment(jpeg, 0xfe, CANARY, sizeof CANARY);
    }
    sample_segment(jpeg, 0xe2, "ICC_PROFILE\0\1\1colours", 21);
    sample_segment(jpeg, 0xdb, memset(mem_size(mem, 65), 1, 65), 65);
    sample_segment(jpeg, 0xc0, "\10\0\10\0\10\1\1\21\0", 9);
    sample_segment(jpeg, 0xc4, memset(mem_size(mem, 19), 0, 19), 19);
    sample_segment(jpeg, 0xda, "\1\1\0\0\77\0", 6);
    buf_add(jpeg, "\x12\xff\x00\x34\xff\xd0\x56", 7);
    if (dirty)
        sample_segment(jpeg, 0xfe, CANARY, sizeof CANARY);
    sample_segment(jpeg, 0xda, "\1\1\0\0\77\0", 6);
    buf_add(jpeg, "\x78", 1);
    buf_add(jpeg, "\xff\xd9", 2);
    if (dirty)
        buf_add(jpeg, "PK\3\4" CANARY, 4 + sizeof CANARY);
    return jpeg;
}

static inline void
sample_chunk(struct buf *out, const char *type, const void *data, size_t length)
{
    sample_be(out, (uint32_t)length, 4);
    buf_add(out, type, 4);
    buf_add(out, data, length);
    sample_be(out, 0x01020304, 4);
}

static inline struct buf *
sample_png(TALLOC_CTX *mem, bool dirty)
{
    static const char *const told[] = {"tEXt", "iTXt", "zTXt", "eXIf", "tIME", "prVt"};
    struct buf *png = buf_new(mem, SAMPLE_LIMIT);

    buf_add(png, "\x89PNG\r\n\x1a\n", 8);
    sample_chunk(png, "IHDR", "\0\0\0\1\0\0\0\1\10\0\0\0\0", 13);
    sample_chunk(png, "gAMA", "\0\0\261\217", 4);
    for (size_t i = 0; dirty && i < sizeof told / sizeof told[0]; i++)
        sample_chunk(png, told[i], CANARY, sizeof CANARY);
    sample_chunk(png, "IDAT", "\x78\x9c\x63\x00\x00\x00\x02\x00\x01", 9);
    sample_chunk(png, "IEND", "", 0);
    if (dirty)
        buf_add(png, CANARY, sizeof CANARY);
    return png;
}

static inline struct buf *
sample_pdf(TALLOC_CTX *mem)
{
    struct buf *pdf = buf_new(mem, SAMPLE_LIMIT);

    buf_puts(pdf, "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
                  "trailer<</Root 1 0 R>>\n%%EOF\n");
    return pdf;
}

/* A zip being written; what it says of an entry may be a lie. */
struct sample_zip {
    struct buf *out, *directory;
    unsigned count;
};

static inline struct sample_zip
sample_zip_begin(TALLOC_CTX *mem)
{
    return (struct sample_zip){buf_new(mem, SAMPLE_LIMIT), buf_new(mem, SAMPLE_LIMIT), 0};
}

/* method 0: data as they are; 8: data are deflated already, `unpacked` is what the heads say. */
static inline void
sample_zip_entry(struct sample_zip *zip, const char *name, unsigned flags, unsigned method, const void *data,
                 size_t packed, size_t unpacked)
{
    uint32_t offset = (uint32_t)zip->out->length;

    for (int central = 0; central < 2; central++) {
        struct buf *out = central ? zip->directory : zip->out;

        buf_add(out, central ? "PK\1\2\24\0" : "PK\3\4", central ? 6 : 4);
        sample_le(out, 20, 2), sample_le(out, flags, 2), sample_le(out, method, 2), sample_le(out, 0, 4);
        sample_le(out, 0, 4), sample_le(out, (uint32_t)packed, 4), sample_le(out, (uint32_t)unpacked, 4);
        sample_le(out, (uint32_t)strlen(name), 2), sample_le(out, 0, 2);
        if (central) {
            sample_le(out, 0, 2), sample_le(out, 0, 2), sample_le(out, 0, 2), sample_le(out, 0, 4);
            sample_le(out, offset, 4);
        }
        buf_puts(out, name);
    }
    buf_add(zip->out, data, packed);
    zip->count++;
}

static inline struct buf *
sample_zip_end(struct sample_zip *zip)
{
    uint32_t offset = (uint32_t)zip->out->length;

    buf_add(zip->out, zip->directory->data, zip->directory->length);
    buf_add(zip->out, "PK\5\6\0\0\0\0", 8);
    sample_le(zip->out, zip->count, 2), sample_le(zip->out, zip->count, 2);
    sample_le(zip->out, (uint32_t)zip->directory->length, 4), sample_le(zip->out, offset, 4);
    sample_le(zip->out, 0, 2);
    return zip->out;
}

#define ODT_TYPE "application/vnd.oasis.opendocument.text"

static inline struct buf *
sample_odt(TALLOC_CTX *mem)
{
    struct sample_zip zip = sample_zip_begin(mem);

    sample_zip_entry(&zip, "mimetype", 0, 0, ODT_TYPE, strlen(ODT_TYPE), strlen(ODT_TYPE));
    sample_zip_entry(&zip, "content.xml", 0, 0, "<a/>", 4, 4);
    return sample_zip_end(&zip);
}

/* main: "word/document.xml" or "xl/workbook.xml" */
static inline struct buf *
sample_ooxml(TALLOC_CTX *mem, const char *main, const char *more)
{
    struct sample_zip zip = sample_zip_begin(mem);

    sample_zip_entry(&zip, "[Content_Types].xml", 0, 0, "<a/>", 4, 4);
    sample_zip_entry(&zip, "_rels/.rels", 0, 0, "<a/>", 4, 4);
    sample_zip_entry(&zip, main, 0, 0, "<a/>", 4, 4);
    if (more != NULL)
        sample_zip_entry(&zip, more, 0, 0, "<a/>", 4, 4);
    return sample_zip_end(&zip);
}

/* Whether these bytes, or this text, occur anywhere. */
static inline bool
sample_finds(const void *data, size_t size, const void *what, size_t length)
{
    const char *bytes = data;

    for (size_t at = 0; at + length <= size; at++)
        if (memcmp(bytes + at, what, length) == 0)
            return true;
    return false;
}

static inline bool
sample_holds(const void *data, size_t size, const char *what)
{
    return sample_finds(data, size, what, strlen(what));
}

#endif
