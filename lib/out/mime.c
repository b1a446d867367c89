/* SPDX-License-Identifier: EUPL-1.2 */
#include "out/mime.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/utf8.h"

#define MOST_BYTES (512 * 1024)
#define ADDRESS_BYTES 200
#define LINE_BYTES 76 /* RFC 2045, 6.7 */
#define WORD_BYTES 45 /* of UTF-8 in one encoded word: 60 in base64, with its frame below 75 (RFC 2047, 2) */

bool
mime_address_good(const char *address)
{
    size_t ats = 0, length = address != NULL ? strlen(address) : 0;

    if (length < 3 || length > ADDRESS_BYTES || address[0] == '@' || address[length - 1] == '@')
        return false;
    for (size_t i = 0; i < length; i++) {
        if (address[i] <= ' ' || address[i] > '~' || strchr("<>()[],;:\\\"", address[i]) != NULL)
            return false;
        ats += address[i] == '@';
    }
    return ats == 1;
}

const char *
mime_domain(const char *address)
{
    return mime_address_good(address) ? strchr(address, '@') + 1 : "localhost";
}

static bool
is_ascii(const char *text)
{
    assert(text != NULL);
    for (; *text != '\0'; text++)
        if ((unsigned char)*text > '~' || ((unsigned char)*text < ' ' && *text != '\n' && *text != '\t'))
            return false;
    return true;
}

static void
base64(struct buf *out, const char *data, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < length; i += 3) {
        const unsigned char *in = (const unsigned char *)data + i;
        size_t n = length - i < 3 ? length - i : 3;
        unsigned bits = (unsigned)in[0] << 16 | (n > 1 ? (unsigned)in[1] << 8 : 0u) | (n > 2 ? in[2] : 0u);

        buf_putc(out, digits[bits >> 18]);
        buf_putc(out, digits[bits >> 12 & 63]);
        buf_putc(out, n > 1 ? digits[bits >> 6 & 63] : '=');
        buf_putc(out, n > 2 ? digits[bits & 63] : '=');
    }
}

/* A header's text: short printable ASCII as it is, anything else as encoded words that split no character. */
static void
put_words(struct buf *out, const char *text)
{
    size_t left = strlen(text);

    if (is_ascii(text) && left <= 60 && strpbrk(text, "\n\t") == NULL && strstr(text, "=?") == NULL) {
        buf_puts(out, text);
        return;
    }
    while (left > 0) {
        size_t n = left <= WORD_BYTES ? left : utf8_cut(text, WORD_BYTES);

        if (n == 0)
            return;
        buf_puts(out, "=?UTF-8?B?");
        base64(out, text, n);
        buf_puts(out, "?=");
        text += n;
        left -= n;
        if (left > 0)
            buf_puts(out, "\r\n ");
    }
}

/* RFC 5322, 3.3: Mon, 23 Nov 2026 10:00:00 +0000. Names of days and months are part of the format. */
static void
put_date(struct buf *out, int64_t moment)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int32_t number = (int32_t)(moment / CLOCK_DAY);
    int seconds = (int)(moment % CLOCK_DAY / CLOCK_SECOND);
    int year, month, day;

    day_to_civil(number, &year, &month, &day);
    buf_printf(out, "Date: %s, %d %s %04d %02d:%02d:%02d +0000\r\n", days[day_weekday(number) - 1], day,
               months[month - 1], year, seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/* The text can travel as it is when it is ASCII with lines that every server takes. */
static bool
is_plain(const char *text)
{
    for (const char *line = text; line != NULL;) {
        const char *end = strchr(line, '\n');

        if ((end != NULL ? (size_t)(end - line) : strlen(line)) > 200)
            return false;
        line = end != NULL ? end + 1 : NULL;
    }
    return is_ascii(text);
}

static void
put_plain(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\n')
            buf_putc(out, '\r');
        buf_putc(out, *text);
    }
}

/* Quoted-printable. A blank before the end of a line is quoted, so that no server can lose it. */
static void
put_quoted(struct buf *out, const char *text)
{
    size_t column = 0;

    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        bool quote = c > '~' || c == '=' || (c < ' ' && c != '\n') || (c == ' ' && (text[1] == '\n' || text[1] == '\0'));
        size_t width = quote ? 3 : 1;

        if (c == '\n') {
            buf_puts(out, "\r\n");
            column = 0;
            continue;
        }
        if (column + width > LINE_BYTES - 1) {
            buf_puts(out, "=\r\n");
            column = 0;
        }
        if (quote)
            buf_printf(out, "=%02X", c);
        else
            buf_putc(out, (char)c);
        column += width;
    }
}

static void
put_headers(struct buf *out, const struct mail *mail)
{
    put_date(out, mail->date);
    buf_puts(out, "From: ");
    if (mail->from_name != NULL && *mail->from_name != '\0') {
        bool words = !is_ascii(mail->from_name) || strpbrk(mail->from_name, "\"\\\n\t") != NULL ||
                     strlen(mail->from_name) > 60;

        if (!words)
            buf_putc(out, '"');
        put_words(out, mail->from_name);
        buf_puts(out, words ? "\r\n " : "\" ");
    }
    buf_printf(out, "<%s>\r\nTo: <%s>\r\nSubject: ", mail->from, mail->to);
    put_words(out, mail->subject);
    buf_printf(out, "\r\nMessage-ID: <%s>\r\n", mail->message_id);
    buf_puts(out, "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n");
    buf_printf(out, "Content-Language: %s\r\nMIME-Version: 1.0\r\n", mail->language);
    buf_puts(out, "Content-Type: text/plain; charset=UTF-8\r\n");
}

const char *
mime_make(TALLOC_CTX *mem, const struct mail *mail, size_t *length)
{
    struct buf *out = buf_new(mem, MOST_BYTES);
    bool plain = is_plain(mail->text);

    put_headers(out, mail);
    buf_printf(out, "Content-Transfer-Encoding: %s\r\n\r\n", plain ? "7bit" : "quoted-printable");
    if (plain)
        put_plain(out, mail->text);
    else
        put_quoted(out, mail->text);
    *length = out->length;
    return out->data;
}
