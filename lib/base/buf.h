/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A growing buffer of bytes with a limit given at its birth. Its content always ends with a NUL that is
 * not counted. After an overflow every further write is dropped and buf_full() says so, so that a
 * writer may write on and check once at the end.
 */
#ifndef IMI_BASE_BUF_H
#define IMI_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <talloc.h>

struct buf {
    char *data; /* never NULL; owned by the buffer */
    size_t length;
    size_t capacity;
    size_t limit;
    bool full;
};

/* buf_new - an empty buffer that holds at most `limit` bytes; freed with `mem`. Never NULL (out of memory ends the process). */
struct buf *buf_new(TALLOC_CTX *mem, size_t limit);

/* buf_reserve - make room for `length` bytes in all, so that a writer of about that many does not move them again and again. */
void buf_reserve(struct buf *buf, size_t length);

/* buf_add - append bytes. Beyond the limit nothing is added and the buffer counts as full. */
void buf_add(struct buf *buf, const void *data, size_t length);

/* buf_puts - append a NUL-terminated string; NULL adds nothing. */
void buf_puts(struct buf *buf, const char *text);

/* buf_putc - append one byte. */
void buf_putc(struct buf *buf, char c);

/* buf_printf - append formatted text. The format is never user text. */
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* buf_clear - forget the content and the overflow, keep the memory. */
void buf_clear(struct buf *buf);

/* buf_full - whether something did not fit; the caller refuses the whole then. */
bool buf_full(const struct buf *buf);

#endif
