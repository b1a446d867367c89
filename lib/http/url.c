/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/url.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

static int
hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

enum err_code
url_decode(TALLOC_CTX *mem, const char *bytes, size_t length, bool plus, char **text, struct err *err)
{
    char *out = mem_size(mem, length + 1);
    size_t used = 0;

    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '%') {
            int high = i + 2 < length ? hex_value(bytes[i + 1]) : -1;
            int low = i + 2 < length ? hex_value(bytes[i + 2]) : -1;

            if (high < 0 || low < 0)
                return FAIL(err, ERR_BAD_REQUEST, "broken percent escape");
            out[used++] = (char)(high * 16 + low);
            i += 2;
        } else {
            out[used++] = plus && bytes[i] == '+' ? ' ' : bytes[i];
        }
    }
    out[used] = '\0';
    if (!utf8_valid(out, used))
        return FAIL(err, ERR_BAD_REQUEST, "text is not UTF-8 or holds a NUL");
    *text = out;
    return ERR_OK;
}

char *
url_encode(TALLOC_CTX *mem, const char *text)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    static const char digits[] = "0123456789ABCDEF";
    char *out = mem_size(mem, 3 * strlen(text) + 1);
    size_t used = 0;

    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        if (strchr(plain, *c) != NULL) {
            out[used++] = (char)*c;
        } else {
            out[used++] = '%';
            out[used++] = digits[*c >> 4];
            out[used++] = digits[*c & 15];
        }
    }
    out[used] = '\0';
    return out;
}
