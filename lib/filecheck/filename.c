/* SPDX-License-Identifier: EUPL-1.2 */
#include "filecheck/filename.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/mem.h"
#include "base/utf8.h"

#define EXTENSION_MAX_BYTES 8

/* One well-formed character at the start of `text`; 0 when there is none. */
static size_t
one_char(const char *text, uint32_t *point)
{
    unsigned char first = (unsigned char)text[0];
    size_t size = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;

    if (strnlen(text, size) < size || !utf8_valid(text, size))
        return 0;
    *point = size == 1 ? first : first & (0xffu >> (size + 1));
    for (size_t i = 1; i < size; i++)
        *point = *point << 6 | ((unsigned char)text[i] & 0x3fu);
    return size;
}

/* What is not seen, or makes a name read differently from what it is. */
static bool
is_hidden(uint32_t point)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {{0x00, 0x1f},     {0x7f, 0x9f},     {0xad, 0xad},     {0x34f, 0x34f},
                  {0x61c, 0x61c},   {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x180b, 0x180f},
                  {0x200b, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x206f}, {0x3164, 0x3164},
                  {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff0, 0xfffd},
                  {0xe0000, 0xe0fff}};

    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (point >= ranges[i].first && point <= ranges[i].last)
            return true;
    return (point & 0xfffe) == 0xfffe;
}

static bool
is_space(uint32_t point)
{
    return point == ' ' || point == 0xa0 || point == 0x1680 ||
           (point >= 0x2000 && point <= 0x200a) || point == 0x202f || point == 0x205f ||
           point == 0x3000;
}

/* Copies what may stay; one space for many. */
static size_t
copy_clean(char *out, const char *name)
{
    size_t used = 0, size;
    uint32_t point;

    for (; *name != '\0'; name += size) {
        size = one_char(name, &point);
        if (size == 0) {
            size = 1;
        } else if (is_space(point)) {
            if (used > 0 && out[used - 1] != ' ')
                out[used++] = ' ';
        } else if (point < 0x80 && strchr(":*?\"<>|", (int)point) != NULL && point != 0) {
            out[used++] = '_';
        } else if (!is_hidden(point)) {
            memcpy(out + used, name, size);
            used += size;
        }
    }
    out[used] = '\0';
    return used;
}

const char *
filename_extension(const char *name)
{
    const char *dot = strrchr(name, '.');

    return dot != NULL && dot != name ? dot + 1 : "";
}

/* Bytes of the first `chars` characters of valid UTF-8. */
static size_t
bytes_of(const char *text, size_t chars)
{
    size_t at = 0;

    for (; text[at] != '\0'; at++)
        if (((unsigned char)text[at] & 0xc0) != 0x80 && chars-- == 0)
            break;
    return at;
}

static void
shorten(char *name)
{
    const char *extension = filename_extension(name);
    size_t length = strlen(extension), keep;

    if (utf8_count(name) <= LIMIT_FILE_NAME_CHARS)
        return;
    if (length == 0 || length > EXTENSION_MAX_BYTES) {
        name[bytes_of(name, LIMIT_FILE_NAME_CHARS)] = '\0';
        return;
    }
    keep = bytes_of(name, LIMIT_FILE_NAME_CHARS - 1 - utf8_count(extension));
    while (keep > 1 && (name[keep - 1] == ' ' || name[keep - 1] == '.'))
        keep--;
    memmove(name + keep, extension - 1, length + 2);
}

/* In normalization form C: the name that macOS sends for "Müller" is the one that others write. */
static char *
composed(TALLOC_CTX *mem, const char *name)
{
    int32_t room = (int32_t)strlen(name) * 3 + 1, length = 0; /* no character of 8 bits becomes longer than three */
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFCInstance(&status);
    UChar *wide = mem_size(mem, 2 * sizeof *wide * (size_t)room), *out = wide + room;
    char *text = mem_size(mem, 3 * (size_t)room);

    u_strFromUTF8WithSub(wide, room, &length, name, -1, 0xfffd, NULL, &status);
    length = unorm2_normalize(form, wide, length, out, room, &status);
    u_strToUTF8(text, 3 * room, NULL, out, length, &status);
    return U_SUCCESS(status) ? text : mem_copy(mem, name);
}

char *
filename_safe(TALLOC_CTX *mem, const char *name)
{
    const char *last = name + strlen(name), *start;
    char *out, *safe;
    size_t used;

    while (last > name && last[-1] != '/' && last[-1] != '\\')
        last--;
    last = composed(mem, last);
    out = mem_size(mem, strlen(last) + 1);
    used = copy_clean(out, last);
    while (used > 0 && (out[used - 1] == ' ' || out[used - 1] == '.'))
        out[--used] = '\0';
    start = out + strspn(out, ". ");
    safe = mem_copy(mem, *start != '\0' ? start : "file");
    talloc_free(out);
    shorten(safe);
    return safe;
}
