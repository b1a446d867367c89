/* SPDX-License-Identifier: EUPL-1.2 */
#include "filecheck/pdfcheck.h"

#include <stdbool.h>
#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

#include "base/limits.h"
#include "filecheck/fault.h"
#include "filecheck/note.h"

#define STREAM_BYTES (16u * 1024 * 1024) /* of one stream; objects take less, pictures are not looked into */
#define NAME_BYTES 32 /* longer names are none of those that are looked for */

/* Reads names piece by piece: "/J#61vaScript" is JavaScript. */
struct names {
    bool in_name;
    char name[NAME_BYTES];
    size_t length;
    unsigned escape;   /* digits of an escape still to come */
    unsigned value;
    unsigned notes;
    bool launches;
    bool image, objects; /* the dictionary before a stream says that it is a picture; that it holds objects */
};

static bool
is_one_of(const struct names *names, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strlen(*words) == names->length && memcmp(*words, names->name, names->length) == 0)
            return true;
    return false;
}

static void
end_name(struct names *names)
{
    static const char *const scripts[] = {"JavaScript", "Rendition", NULL};
    static const char *const files[] = {"EmbeddedFile", "EmbeddedFiles", "RichMedia", "GoToE", NULL};
    static const char *const locked[] = {"Encrypt", NULL}, *const launches[] = {"Launch", NULL};
    static const char *const images[] = {"Image", NULL}, *const objects[] = {"ObjStm", NULL};

    if (is_one_of(names, scripts))
        names->notes |= FILE_NOTE_SCRIPTS;
    if (is_one_of(names, files))
        names->notes |= FILE_NOTE_FILES;
    if (is_one_of(names, locked))
        names->notes |= FILE_NOTE_UNSEEN;
    names->launches = names->launches || is_one_of(names, launches);
    names->image = names->image || is_one_of(names, images);
    names->objects = names->objects || is_one_of(names, objects);
    names->in_name = false;
}

static int
hex_digit(unsigned char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void
add_to_name(struct names *names, unsigned char c)
{
    if (names->length < NAME_BYTES)
        names->name[names->length] = (char)c;
    if (names->length <= NAME_BYTES)
        names->length++;
}

static void
read_escape(struct names *names, unsigned char c)
{
    int digit = hex_digit(c);

    names->value = names->value * 16 + (unsigned)(digit >= 0 ? digit : 0);
    if (digit < 0)
        names->escape = 0;
    else if (--names->escape == 0)
        add_to_name(names, (unsigned char)names->value);
}

static void
read_names(struct names *names, const unsigned char *data, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = data[i];

        if (names->in_name && names->escape > 0) {
            read_escape(names, c);
        } else if (names->in_name && c == '#') {
            names->escape = 2;
            names->value = 0;
        } else if (names->in_name && c > ' ' && c < 0x7f && strchr("()<>[]{}/%", c) == NULL) {
            add_to_name(names, c);
        } else {
            if (names->in_name)
                end_name(names);
            names->in_name = c == '/';
            names->length = 0;
            names->escape = 0;
        }
    }
}

/* Unpacks what begins here and reads the names in it, as far as the limits go; a damaged one is read as far as it goes. */
static void
read_packed(struct names *names, const unsigned char *data, size_t size, uint64_t *total)
{
    unsigned char piece[16384];
    z_stream stream = {.next_in = data, .avail_in = (uInt)size};
    int rc = inflateInit(&stream);

    while (rc == Z_OK && *total <= LIMIT_ZIP_BYTES && stream.total_out <= STREAM_BYTES) {
        stream.next_out = piece;
        stream.avail_out = sizeof piece;
        rc = inflate(&stream, Z_NO_FLUSH);
        read_names(names, piece, sizeof piece - stream.avail_out);
        *total += sizeof piece - stream.avail_out;
    }
    inflateEnd(&stream);
    read_names(names, (const unsigned char *)" ", 1);
    if (rc == Z_OK)
        names->notes |= FILE_NOTE_UNSEEN;
}

/* Where the next stream's bytes begin, behind the word and its line end; `size` when there is none. */
static size_t
next_stream(const unsigned char *data, size_t size, size_t at)
{
    static const char word[] = "stream";

    for (; size - at > sizeof word; at++) {
        const unsigned char *found = memchr(data + at, 's', size - at - sizeof word);

        if (found == NULL)
            return size;
        at = (size_t)(found - data);
        if (memcmp(found, word, sizeof word - 1) != 0)
            continue;
        at += sizeof word - 1;
        at += data[at] == '\r';
        return at + (at < size && data[at] == '\n');
    }
    return size;
}

/* Whether the two bytes begin what zlib packs (RFC 1950, 2.2). */
static bool
is_packed(const unsigned char *data, size_t size)
{
    return size >= 2 && (data[0] & 0x0f) == 8 && (data[0] * 256u + data[1]) % 31 == 0;
}

enum err_code
pdf_look(const unsigned char *data, size_t size, unsigned *notes, struct err *err)
{
    struct names names = {0};
    uint64_t total = 0;

    for (size_t at = 0, next; at < size; at = next) {
        next = next_stream(data, size, at);
        read_names(&names, data + at, next - at);
        if (is_packed(data + next, size - next) && (names.objects || !names.image))
            read_packed(&names, data + next, size - next, &total);
        names.image = names.objects = false;
    }
    read_names(&names, (const unsigned char *)" ", 1);
    if (names.launches)
        return FILE_REFUSE(err, LAUNCH, "a PDF with a launch action");
    *notes |= names.notes;
    return ERR_OK;
}
