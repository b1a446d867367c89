/* SPDX-License-Identifier: EUPL-1.2 */
#include "filecheck/clean.h"

#include <stdint.h>
#include <string.h>
#include <zlib.h>

#define MARKER_TEM 0x01
#define MARKER_JPG 0xc8
#define MARKER_DHT 0xc4
#define MARKER_DAC 0xcc
#define MARKER_RST0 0xd0
#define MARKER_SOI 0xd8
#define MARKER_EOI 0xd9
#define MARKER_SOS 0xda
#define MARKER_APP0 0xe0
#define MARKER_APP1 0xe1
#define MARKER_APP2 0xe2
#define MARKER_APP14 0xee
#define MARKER_APP15 0xef
#define MARKER_COM 0xfe

#define EXIF_ORIENTATION 0x0112
#define EXIF_MINIMAL_BYTES 36 /* marker, length, name, head, one entry, end */
#define EXIF_TIFF 10          /* where the TIFF structure begins in it */
#define EXIF_CHUNK_BYTES (12 + EXIF_MINIMAL_BYTES - EXIF_TIFF)
#define JFIF_BYTES 16         /* of a JFIF segment without preview picture, length included */

struct jpeg {
    unsigned char *data;
    size_t size, in, out;
    bool frame, scan, oriented, changed;
    bool cut; /* without its last marker */
};

static unsigned
be16(const unsigned char *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

static uint32_t
be32(const unsigned char *at)
{
    return (uint32_t)be16(at) << 16 | be16(at + 2);
}

static unsigned
exif16(const unsigned char *at, bool little)
{
    return little ? (unsigned)at[1] << 8 | at[0] : be16(at);
}

static uint32_t
exif32(const unsigned char *at, bool little)
{
    return little ? (uint32_t)exif16(at + 2, true) << 16 | exif16(at, true) : be32(at);
}

/* The orientation (2..8) in a TIFF structure, or 0 when there is none or it is the usual one. */
static unsigned
find_orientation(const unsigned char *tiff, size_t size)
{
    bool little = size >= 8 && tiff[0] == 'I' && tiff[1] == 'I';
    size_t at, entries;

    if (size < 8 || (!little && (tiff[0] != 'M' || tiff[1] != 'M')) || exif16(tiff + 2, little) != 42)
        return 0;
    at = exif32(tiff + 4, little);
    if (at > size || size - at < 2)
        return 0;
    entries = exif16(tiff + at, little);
    for (at += 2; entries > 0 && size - at >= 12; entries--, at += 12) {
        unsigned value = exif16(tiff + at + 8, little);

        if (exif16(tiff + at, little) == EXIF_ORIENTATION && exif16(tiff + at + 2, little) == 3)
            return value >= 2 && value <= 8 ? value : 0;
    }
    return 0;
}

/* An EXIF segment that says nothing but the orientation. */
static void
minimal_exif(unsigned char out[EXIF_MINIMAL_BYTES], unsigned orientation)
{
    static const unsigned char form[EXIF_MINIMAL_BYTES] = {
        0xff, MARKER_APP1, 0,    34,   'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
        0,    1,           0x01, 0x12, 0,   3,   0,   0,   0, 1, 0,   0,   0, 0,  0, 0, 0, 0};

    memcpy(out, form, sizeof form);
    out[29] = (unsigned char)orientation;
}

static bool
begins(const unsigned char *segment, size_t length, const char *name, size_t name_size)
{
    return length >= 2 + name_size && memcmp(segment + 2, name, name_size) == 0;
}

static void
keep(struct jpeg *jpeg, unsigned marker, size_t length)
{
    jpeg->data[jpeg->out] = 0xff;
    jpeg->data[jpeg->out + 1] = (unsigned char)marker;
    memmove(jpeg->data + jpeg->out + 2, jpeg->data + jpeg->in, length);
    jpeg->out += 2 + length;
}

/* Of APP1 the orientation stays; its new segment is never longer than what it comes from. */
static void
keep_orientation(struct jpeg *jpeg, size_t length)
{
    const unsigned char *segment = jpeg->data + jpeg->in;
    unsigned char minimal[EXIF_MINIMAL_BYTES];
    unsigned orientation;

    if (jpeg->oriented || length + 2 < EXIF_MINIMAL_BYTES || !begins(segment, length, "Exif\0", 6))
        return;
    orientation = find_orientation(segment + 8, length - 8);
    if (orientation == 0)
        return;
    minimal_exif(minimal, orientation);
    jpeg->changed = jpeg->changed || memcmp(segment - 2, minimal, sizeof minimal) != 0;
    memcpy(jpeg->data + jpeg->out, minimal, sizeof minimal);
    jpeg->out += EXIF_MINIMAL_BYTES;
    jpeg->oriented = true;
}

/* A JFIF head without its preview, which may show what was cut from the picture. */
static void
keep_jfif(struct jpeg *jpeg)
{
    unsigned char *kept;

    keep(jpeg, MARKER_APP0, JFIF_BYTES);
    kept = jpeg->data + jpeg->out - JFIF_BYTES;
    jpeg->changed = jpeg->changed || be16(kept) != JFIF_BYTES || be16(kept + JFIF_BYTES - 2) != 0;
    memcpy(kept, "\0\x10", 2);
    memset(kept + JFIF_BYTES - 2, 0, 2);
}

static void
application_segment(struct jpeg *jpeg, unsigned marker, size_t length)
{
    const unsigned char *segment = jpeg->data + jpeg->in;

    if (marker == MARKER_APP0 && length >= JFIF_BYTES && begins(segment, length, "JFIF", 5))
        keep_jfif(jpeg);
    else if (marker == MARKER_APP1)
        keep_orientation(jpeg, length);
    else if ((marker == MARKER_APP2 && begins(segment, length, "ICC_PROFILE", 12)) ||
             (marker == MARKER_APP14 && length == 14 && begins(segment, length, "Adobe", 5)))
        keep(jpeg, marker, length);
}

/*
 * The coded picture up to the next marker; FF 00 and restart markers are part of it. A picture that ends here without its
 * last marker was cut by what sent it; every program shows it.
 */
static bool
scan_data(struct jpeg *jpeg)
{
    size_t at = jpeg->in;

    for (; at + 1 < jpeg->size; at++) {
        unsigned next = jpeg->data[at + 1];

        if (jpeg->data[at] == 0xff && next != 0 && next != 0xff &&
            (next < MARKER_RST0 || next > MARKER_RST0 + 7))
            break;
    }
    jpeg->cut = at + 1 >= jpeg->size;
    if (jpeg->cut)
        at = jpeg->size;
    memmove(jpeg->data + jpeg->out, jpeg->data + jpeg->in, at - jpeg->in);
    jpeg->out += at - jpeg->in;
    jpeg->in = at;
    return true;
}

static bool
is_frame(unsigned marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != MARKER_DHT && marker != MARKER_JPG &&
           marker != MARKER_DAC;
}

static bool
segment(struct jpeg *jpeg, unsigned marker)
{
    size_t length = jpeg->size - jpeg->in < 2 ? 0 : be16(jpeg->data + jpeg->in);

    if (length < 2 || length > jpeg->size - jpeg->in || marker < 0xc0 || marker == MARKER_JPG ||
        (marker >= MARKER_RST0 && marker <= MARKER_SOI) || (marker > MARKER_APP15 && marker != MARKER_COM))
        return false;
    if (marker >= MARKER_APP0 && marker <= MARKER_APP15)
        application_segment(jpeg, marker, length);
    else if (marker != MARKER_COM)
        keep(jpeg, marker, length);
    jpeg->in += length;
    jpeg->frame = jpeg->frame || is_frame(marker);
    if (marker != MARKER_SOS)
        return true;
    jpeg->scan = true;
    return jpeg->frame && scan_data(jpeg);
}

/* Next marker, past fill bytes; -1 at the end or where none is. */
static int
next_marker(struct jpeg *jpeg)
{
    if (jpeg->in >= jpeg->size || jpeg->data[jpeg->in] != 0xff)
        return -1;
    while (jpeg->in < jpeg->size && jpeg->data[jpeg->in] == 0xff)
        jpeg->in++;
    return jpeg->in < jpeg->size ? jpeg->data[jpeg->in++] : -1;
}

bool
clean_jpeg(unsigned char *data, size_t *size, bool *changed, bool *cut)
{
    struct jpeg jpeg = {.data = data, .size = *size, .in = 2, .out = 2};
    int marker;

    if (*size < 4 || data[0] != 0xff || data[1] != MARKER_SOI)
        return false;
    while ((marker = next_marker(&jpeg)) >= 0 && marker != MARKER_EOI)
        if (!segment(&jpeg, (unsigned)marker))
            return false;
    if ((marker != MARKER_EOI && !jpeg.cut) || !jpeg.scan)
        return false;
    if (!jpeg.cut) {
        data[jpeg.out++] = 0xff;
        data[jpeg.out++] = MARKER_EOI;
    }
    *cut = jpeg.cut;
    *changed = jpeg.changed || jpeg.out != *size;
    *size = jpeg.out;
    return true;
}

/* The chunks that make the picture or its colours (PNG 3rd edition, 11; animation included). */
static bool
is_picture_chunk(const unsigned char *type)
{
    static const char names[] = "IHDRPLTEIDATIENDtRNSgAMAcHRMsRGBiCCPsBITbKGDhISTpHYscICPmDCvcLLiacTLfcTLfdAT";

    for (size_t i = 0; i + 4 < sizeof names; i += 4)
        if (memcmp(type, names + i, 4) == 0)
            return true;
    return false;
}

/* A chunk that says nothing but the orientation (PNG 3rd edition, 11.3.4.5), never longer than what it comes from. */
static size_t
minimal_chunk(unsigned char out[EXIF_CHUNK_BYTES], unsigned orientation)
{
    unsigned char exif[EXIF_MINIMAL_BYTES];
    uint32_t crc;

    minimal_exif(exif, orientation);
    memcpy(out, "\0\0\0\x1a" "eXIf", 8);
    memcpy(out + 8, exif + EXIF_TIFF, EXIF_MINIMAL_BYTES - EXIF_TIFF);
    crc = (uint32_t)crc32(0, out + 4, EXIF_CHUNK_BYTES - 8);
    for (int i = 0; i < 4; i++)
        out[EXIF_CHUNK_BYTES - 4 + i] = (unsigned char)(crc >> (24 - 8 * i));
    return EXIF_CHUNK_BYTES;
}

/* Bytes written to `out` for a chunk of `length` bytes that stands at `in`; both point into one file. */
static size_t
keep_chunk(unsigned char *out, const unsigned char *in, size_t length, bool *oriented)
{
    unsigned orientation = memcmp(in + 4, "eXIf", 4) == 0 && !*oriented ? find_orientation(in + 8, length) : 0;

    if (is_picture_chunk(in + 4)) {
        memmove(out, in, length + 12);
        return length + 12;
    }
    if (orientation == 0 || length + 12 < EXIF_CHUNK_BYTES)
        return 0;
    *oriented = true;
    return minimal_chunk(out, orientation);
}

bool
clean_png(unsigned char *data, size_t *size, bool *changed)
{
    static const unsigned char signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    size_t in = sizeof signature, out = in;
    bool picture = false, end = false, oriented = false;

    *changed = false;
    if (*size < sizeof signature + 12 + 13 || memcmp(data, signature, sizeof signature) != 0 ||
        be32(data + in) != 13 || memcmp(data + in + 4, "IHDR", 4) != 0)
        return false;
    while (!end) {
        size_t length = *size - in < 12 ? SIZE_MAX : be32(data + in);
        const unsigned char *type = data + in + 4;
        unsigned char before[EXIF_CHUNK_BYTES];
        size_t kept;

        if (length > *size || *size - in - 12 < length)
            return false;
        picture = picture || memcmp(type, "IDAT", 4) == 0;
        end = memcmp(type, "IEND", 4) == 0;
        if (end && length != 0)
            return false;
        memcpy(before, data + in, length + 12 < sizeof before ? length + 12 : sizeof before);
        kept = keep_chunk(data + out, data + in, length, &oriented);
        *changed = *changed || kept != length + 12 ||
                   (kept == sizeof before && memcmp(before, data + out, sizeof before) != 0);
        out += kept;
        in += length + 12;
    }
    *changed = *changed || in != *size;
    *size = out;
    return picture;
}
