/* SPDX-License-Identifier: EUPL-1.2 */
#include "filecheck/textcheck.h"

#include <string.h>
#include <strings.h>
#include <unicode/ucsdet.h>
#include <unicode/utf16.h>

#include "base/utf8.h"

#define DETECT_BYTES (64 * 1024)  /* what the encoding is found by */
#define HEADER_NAME_BYTES 76      /* longest name of a header field */
#define DOS_END 0x1a              /* what DOS programs write behind the text */

static bool
is_control(unsigned c)
{
    return c == 0x7f || (c < 0x20 && (c < '\t' || c > '\r'));
}

static bool
has_control(const unsigned char *data, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (is_control(data[i]) && (data[i] != DOS_END || i + 1 < size))
            return true;
    return false;
}

static unsigned
unit(const unsigned char *at, bool big)
{
    return big ? (unsigned)at[0] << 8 | at[1] : (unsigned)at[1] << 8 | at[0];
}

/* UTF-16 without its mark: whole characters, and no control among them. */
static bool
is_utf16(const unsigned char *data, size_t size, bool big)
{
    if (size % 2 != 0)
        return false;
    for (size_t i = 0; i < size; i += 2) {
        unsigned c = unit(data + i, big);

        if (U16_IS_LEAD(c)) {
            if (size - i < 4 || !U16_IS_TRAIL(unit(data + i + 2, big)))
                return false;
            i += 2;
        } else if (U16_IS_TRAIL(c) || is_control(c) || c == 0xfffe || c == 0xffff) {
            return false;
        }
    }
    return true;
}

/* The encodings of 8 bits of the Union's languages; where the one of Windows is the same for all usual letters, it is meant. */
static const char *
known_charset(const char *name)
{
    static const char *const known[][2] = {
        {"ISO-8859-1", "windows-1252"},   {"windows-1252", "windows-1252"}, {"ISO-8859-2", "iso-8859-2"},
        {"windows-1250", "windows-1250"}, {"ISO-8859-5", "iso-8859-5"},     {"windows-1251", "windows-1251"},
        {"KOI8-R", "koi8-r"},             {"ISO-8859-7", "windows-1253"},     {"windows-1253", "windows-1253"},
        {"ISO-8859-9", "windows-1254"},   {"windows-1254", "windows-1254"}};

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i][0], name) == 0)
            return known[i][1];
    return NULL;
}

static const char *
probable(UCharsetDetector *detector, const unsigned char *data, size_t size)
{
    UErrorCode status = U_ZERO_ERROR;
    const UCharsetMatch **matches;
    int32_t count = 0;

    ucsdet_setText(detector, (const char *)data, (int32_t)size, &status);
    matches = ucsdet_detectAll(detector, &count, &status);
    for (int32_t i = 0; U_SUCCESS(status) && i < count; i++) {
        const char *charset = known_charset(ucsdet_getName(matches[i], &status));

        if (charset != NULL)
            return charset;
    }
    return "windows-1252";
}

static const char *
eight_bits(const unsigned char *data, size_t size)
{
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&status);
    const char *found = "windows-1252";

    if (U_SUCCESS(status))
        found = probable(detector, data, size < DETECT_BYTES ? size : DETECT_BYTES);
    ucsdet_close(detector);
    return found;
}

const char *
text_charset(const unsigned char *data, size_t size)
{
    if (size >= 2 && memcmp(data, "\xff\xfe", 2) == 0)
        return is_utf16(data + 2, size - 2, false) ? "utf-16le" : NULL;
    if (size >= 2 && memcmp(data, "\xfe\xff", 2) == 0)
        return is_utf16(data + 2, size - 2, true) ? "utf-16be" : NULL;
    if (has_control(data, size))
        return NULL;
    return utf8_valid((const char *)data, size) ? "utf-8" : eight_bits(data, size);
}

/* Bytes of the line at `at` with its end. */
static size_t
line_bytes(const unsigned char *at, size_t size)
{
    const unsigned char *end = memchr(at, '\n', size);

    return end != NULL ? (size_t)(end - at) + 1 : size;
}

static bool
is_empty_line(const unsigned char *line, size_t length)
{
    return length == 0 || line[0] == '\n' || (length >= 2 && line[0] == '\r' && line[1] == '\n');
}

/* Bytes of the name of the field that a line begins with; 0 when it begins with none. */
static size_t
field_name(const unsigned char *line, size_t length)
{
    size_t name = 0;

    while (name < length && line[name] > ' ' && line[name] < 0x7f && line[name] != ':')
        name++;
    return name < length && name <= HEADER_NAME_BYTES && line[name] == ':' ? name : 0;
}

static bool
is_field_of_mails(const unsigned char *line, size_t name)
{
    static const char *const fields[] = {"From", "To", "Subject", "Date", "Received", "Message-ID", "Sender", "Return-Path"};

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (strlen(fields[i]) == name && strncasecmp((const char *)line, fields[i], name) == 0)
            return true;
    return false;
}

bool
text_is_mail(const unsigned char *data, size_t size)
{
    size_t at = size >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0, length, fields = 0;
    bool of_mails = false;

    if (memchr(data, '\0', size) != NULL)
        return false;
    if (size - at >= 5 && memcmp(data + at, "From ", 5) == 0)
        at += line_bytes(data + at, size - at);
    for (; at < size; at += length, fields++) {
        size_t name;

        length = line_bytes(data + at, size - at);
        if (is_empty_line(data + at, length))
            break;
        if (fields > 0 && (data[at] == ' ' || data[at] == '\t'))
            continue;
        name = field_name(data + at, length);
        if (name == 0)
            return false;
        of_mails = of_mails || is_field_of_mails(data + at, name);
    }
    return of_mails;
}
