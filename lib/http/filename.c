/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/filename.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "http/url.h"

#define MAX_FILENAME_BYTES 255
#define MAX_DECODED_BYTES (64 * 1024) /* above every header */

static char *
from_latin1(TALLOC_CTX *mem, const char *bytes, size_t length)
{
    char *out = mem_size(mem, 2 * length + 1), *at = out;

    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];

        if (c >= 0x80)
            *at++ = (char)(0xc0 | c >> 6);
        *at++ = (char)(c >= 0x80 ? 0x80 | (c & 0x3f) : c);
    }
    *at = '\0';
    return out;
}

char *
filename_header(TALLOC_CTX *mem, const char *line, size_t length)
{
    if (memchr(line, '\0', length) != NULL)
        return NULL;
    return utf8_valid(line, length) ? mem_copy_n(mem, line, length) : from_latin1(mem, line, length);
}

static int
hex_digit(char c)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *at = c != '\0' ? strchr(digits, c) : NULL;

    return at != NULL ? (int)((at - digits) % 16) : -1;
}

/* The byte that two hexadecimal digits stand for; -1 when they are none. */
static int
hex_byte(const char *at)
{
    int high = hex_digit(at[0]), low = high >= 0 ? hex_digit(at[1]) : -1;

    return low >= 0 ? high * 16 + low : -1;
}

/* charset'language'percent-coded; NULL when it is none, or no text. */
static char *
read_extended(TALLOC_CTX *mem, const char *value)
{
    const char *quote = value != NULL ? strchr(value, '\'') : NULL, *text = quote != NULL ? strchr(quote + 1, '\'') : NULL;
    struct buf *bytes = buf_new(mem, MAX_DECODED_BYTES);
    bool utf8 = strncasecmp(value != NULL ? value : "", "UTF-8'", 6) == 0;

    if (text == NULL || (!utf8 && strncasecmp(value, "ISO-8859-1'", 11) != 0))
        return NULL;
    for (text++; *text != '\0'; text++) {
        int byte = *text == '%' ? hex_byte(text + 1) : (unsigned char)*text;

        if (byte <= 0)
            return NULL;
        buf_putc(bytes, (char)byte);
        text += *text == '%' ? 2 : 0;
    }
    if (!utf8)
        return from_latin1(mem, bytes->data, bytes->length);
    return utf8_valid(bytes->data, bytes->length) ? bytes->data : NULL;
}

/* The bytes of an encoded word in Q: _ is a blank, =XX a byte (RFC 2047, 4.2). */
static void
read_q(struct buf *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        int byte = text[i] == '=' && length - i > 2 ? hex_byte(text + i + 1) : -1;

        buf_putc(out, (char)(byte > 0 ? byte : text[i] == '_' ? ' ' : text[i]));
        i += byte > 0 ? 2 : 0;
    }
}

/* One encoded word, =?charset?B?...?=; returns its bytes, or 0 when none that can be read begins here. */
static size_t
encoded_word(TALLOC_CTX *mem, const char *at, struct buf *out)
{
    const char *coding = strncmp(at, "=?", 2) == 0 ? strchr(at + 2, '?') : NULL;
    const char *text = coding != NULL && coding[1] != '\0' && coding[2] == '?' ? coding + 3 : NULL;
    const char *end = text != NULL ? strstr(text, "?=") : NULL;
    bool utf8 = strncasecmp(at, "=?utf-8?", 8) == 0 || strncasecmp(at, "=?us-ascii?", 11) == 0;
    struct buf *bytes = buf_new(mem, MAX_DECODED_BYTES);
    char *decoded;

    if (end == NULL || (!utf8 && strncasecmp(at, "=?iso-8859-1?", 13) != 0))
        return 0;
    if (strchr("bB", coding[1]) != NULL) {
        decoded = mem_size(mem, (size_t)(end - text) + 1);
        buf_add(bytes, decoded, hash_from_base64(text, (size_t)(end - text), decoded));
    } else if (strchr("qQ", coding[1]) != NULL) {
        read_q(bytes, text, (size_t)(end - text));
    } else {
        return 0;
    }
    buf_puts(out, filename_header(mem, bytes->data, bytes->length));
    return (size_t)(end + 2 - at);
}

/* Encoded words in a row belong together, without the blank between them. */
static char *
read_words(TALLOC_CTX *mem, const char *text)
{
    struct buf *out = buf_new(mem, MAX_DECODED_BYTES);
    bool word = false;

    while (*text != '\0') {
        size_t blank = strspn(text, " \t"), length = encoded_word(mem, text + (word ? blank : 0), out);

        if (length > 0) {
            text += length + (word ? blank : 0);
            word = true;
        } else {
            buf_putc(out, *text++);
            word = false;
        }
    }
    return out->data;
}

/* Percent-coded as a whole: no blank and no letter beyond ASCII, each % an escape, and text when decoded. */
static const char *
read_percent(TALLOC_CTX *mem, const char *text)
{
    char *decoded;
    struct err err;

    for (const char *c = text; *c != '\0'; c++)
        if ((unsigned char)*c <= ' ' || (unsigned char)*c >= 0x7f)
            return text;
    if (url_decode(mem, text, strlen(text), false, &decoded, &err) != ERR_OK)
        return text;
    return decoded;
}

/* Old browsers send whole paths. */
static const char *
without_folders(const char *name)
{
    const char *start = name;

    for (const char *c = name; *c != '\0'; c++)
        if (*c == '/' || *c == '\\')
            start = c + 1;
    return start;
}

static char *
clean_copy(TALLOC_CTX *mem, const char *name)
{
    char *out = mem_size(mem, strlen(name) + 1), *at = out;

    for (size_t size; *name != '\0'; name += size) {
        size = utf8_first(name);
        if (!utf8_clean_line(name, size))
            continue;
        memcpy(at, name, size);
        at += size;
    }
    *at = '\0';
    return out;
}

char *
filename_read(TALLOC_CTX *mem, const char *plain, const char *extended)
{
    char *name = read_extended(mem, extended);
    size_t over;

    if (name == NULL && plain == NULL)
        return NULL;
    if (name == NULL)
        name = read_words(mem, read_percent(mem, plain));
    name = clean_copy(mem, without_folders(name));
    over = strlen(name) > MAX_FILENAME_BYTES ? strlen(name) - MAX_FILENAME_BYTES : 0;
    while (((unsigned char)name[over] & 0xc0) == 0x80)
        over++;
    return name[over] != '\0' ? name + over : mem_copy(mem, "file");
}
