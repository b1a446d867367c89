/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define CUT_MARK "\xe2\x80\xa6" /* U+2026, three dots */

static const struct {
    int status;
    const char *slug;
    const char *title;
} list[] = {
#define ERR(code, status, slug, title) {status, slug, title},
#include "base/errors.def"
#undef ERR
};

void
err_fill(struct err *err, enum err_code code, const char *file, int line, const char *format, ...)
{
    va_list args;
    int length;

    err->code = code;
    err->file = file;
    err->line = line;
    err->retry_after_s = 0;
    err->why = NULL;
    va_start(args, format);
    length = vsnprintf(err->detail, sizeof err->detail, format, args);
    va_end(args);
    if (length < 0)
        err->detail[0] = '\0';
    else if ((size_t)length >= sizeof err->detail)
        memcpy(err->detail + utf8_cut(err->detail, sizeof err->detail - sizeof CUT_MARK), CUT_MARK, sizeof CUT_MARK);
}

static unsigned
known(enum err_code code)
{
    return (unsigned)code < ERR_COUNT ? (unsigned)code : (unsigned)ERR_INTERNAL;
}

int
err_status(enum err_code code)
{
    return list[known(code)].status;
}

const char *
err_slug(enum err_code code)
{
    return list[known(code)].slug;
}

const char *
err_title(enum err_code code)
{
    return list[known(code)].title;
}
