/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct buf *
buf_new(TALLOC_CTX *mem, size_t limit)
{
    struct buf *buf = mem_zero(mem, struct buf);

    buf->limit = limit;
    buf->capacity = limit < 255 ? limit + 1 : 256;
    buf->data = mem_size(buf, buf->capacity);
    buf->data[0] = '\0';
    return buf;
}

static bool
make_room(struct buf *buf, size_t more)
{
    size_t needed, capacity;

    if (buf->full || more > buf->limit - buf->length) {
        buf->full = true;
        return false;
    }
    needed = buf->length + more + 1;
    if (needed <= buf->capacity)
        return true;
    capacity = buf->capacity;
    while (capacity < needed)
        capacity *= 2;
    if (capacity > buf->limit + 1)
        capacity = buf->limit + 1;
    buf->data = mem_resize(buf, buf->data, capacity);
    buf->capacity = capacity;
    return true;
}

void
buf_reserve(struct buf *buf, size_t length)
{
    size_t needed = (length < buf->limit ? length : buf->limit) + 1;

    if (needed <= buf->capacity)
        return;
    buf->data = mem_resize(buf, buf->data, needed);
    buf->capacity = needed;
}

void
buf_add(struct buf *buf, const void *data, size_t length)
{
    /* A page is some two thousand of these: the common case is short. */
    if ((buf->full || length >= buf->capacity - buf->length) && !make_room(buf, length))
        return;
    if (length == 0)
        return;
    memcpy(buf->data + buf->length, data, length);
    buf->length += length;
    buf->data[buf->length] = '\0';
}

void
buf_puts(struct buf *buf, const char *text)
{
    if (text != NULL)
        buf_add(buf, text, strlen(text));
}

void
buf_putc(struct buf *buf, char c)
{
    buf_add(buf, &c, 1);
}

void
buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    int length;

    va_start(args, format);
    length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length <= 0 || !make_room(buf, (size_t)length))
        return;
    va_start(args, format);
    vsnprintf(buf->data + buf->length, (size_t)length + 1, format, args);
    va_end(args);
    buf->length += (size_t)length;
}

void
buf_clear(struct buf *buf)
{
    buf->length = 0;
    buf->full = false;
    buf->data[0] = '\0';
}

bool
buf_full(const struct buf *buf)
{
    return buf->full;
}
