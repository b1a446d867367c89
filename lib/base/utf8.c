/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

/* Decodes one character; returns its length in bytes, or 0 when the bytes are not well-formed. */
static size_t
decode(const unsigned char *text, size_t length, uint32_t *point)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t size;
    uint32_t value;

    if (text[0] < 0x80) {
        *point = text[0];
        return 1;
    }
    size = text[0] >= 0xf0 ? 4 : text[0] >= 0xe0 ? 3 : 2;
    if (text[0] < 0xc2 || text[0] > 0xf4 || size > length)
        return 0;
    value = text[0] & (0xffu >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if ((text[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (text[i] & 0x3fu);
    }
    if (value < least[size] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return 0;
    *point = value;
    return size;
}

bool
utf8_valid(const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    uint32_t point;

    for (size_t i = 0, size; i < length; i += size) {
        size = decode(bytes + i, length - i, &point);
        if (size == 0 || point == 0)
            return false;
    }
    return true;
}

/* Bidirectional overrides and isolates can make a text read differently from what it is. */
static bool
is_control(uint32_t point)
{
    return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x2028 || point == 0x2029 ||
           (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069) || point == 0xfeff;
}

static bool
clean(const char *text, size_t length, const char *allowed)
{
    const unsigned char *bytes = (const unsigned char *)text;
    uint32_t point;

    for (size_t i = 0, size; i < length; i += size) {
        size = decode(bytes + i, length - i, &point);
        if (size == 0 || point == 0)
            return false;
        if (is_control(point) && (point > 0x7f || strchr(allowed, (int)point) == NULL))
            return false;
    }
    return true;
}

bool
utf8_clean_line(const char *text, size_t length)
{
    return clean(text, length, "");
}

bool
utf8_clean_text(const char *text, size_t length)
{
    return clean(text, length, "\t\n\r");
}

/* The NUL is no continuation byte, so nothing behind it is read. */
size_t
utf8_first(const char *text)
{
    uint32_t point;

    return *text == '\0' ? 0 : decode((const unsigned char *)text, 4, &point);
}

size_t
utf8_count(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text++)
        count += ((unsigned char)*text & 0xc0) != 0x80;
    return count;
}

size_t
utf8_cut(const char *text, size_t bytes)
{
    size_t length = strlen(text);

    if (length <= bytes)
        return length;
    while (bytes > 0 && ((unsigned char)text[bytes] & 0xc0) == 0x80)
        bytes--;
    return bytes;
}
