/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Memory by life span: every allocation hangs on a talloc context, of the process or of one request,
 * and goes with it. Running out of memory ends the process (the pool starts another worker): no caller
 * checks for NULL.
 */
#ifndef IMI_BASE_MEM_H
#define IMI_BASE_MEM_H

#include <stddef.h>
#include <talloc.h>

/* mem_or_end - the pointer itself; a NULL ends the process with a line in the log. */
void *mem_or_end(void *pointer) __attribute__((returns_nonnull));

/* mem_zero, mem_zeros - one struct, or `count` of them, filled with zero bytes. */
#define mem_zero(mem, type) ((type *)mem_or_end(talloc_zero((mem), type)))
#define mem_zeros(mem, type, count) ((type *)mem_or_end(talloc_zero_array((mem), type, (unsigned)(count))))

/* mem_size, mem_resize - raw bytes; the counts are below 1 GiB by the limits of the callers. */
#define mem_size(mem, size) mem_or_end(talloc_size((mem), (size)))
#define mem_resize(mem, pointer, size) mem_or_end(talloc_realloc_size((mem), (pointer), (size)))

/* mem_grow - an array of `type` made to hold `count`; the content stays. */
#define mem_grow(mem, pointer, type, count)                                                        \
    ((type *)mem_or_end(talloc_realloc((mem), (pointer), type, (unsigned)(count))))

/* mem_new - a named context below `mem`. */
TALLOC_CTX *mem_new(TALLOC_CTX *mem, const char *name);

/* mem_copy - a copy of a string; NULL stays NULL. */
char *mem_copy(TALLOC_CTX *mem, const char *text);

/* mem_copy_n - the first `length` bytes as a string of their own. */
char *mem_copy_n(TALLOC_CTX *mem, const char *text, size_t length);

/* mem_join - texts one after the other in memory of their own; NULL is an empty one. */
char *mem_join(TALLOC_CTX *mem, const char *const parts[], size_t count);

/* mem_printf - formatted text in memory of its own. The format is never user text. */
char *mem_printf(TALLOC_CTX *mem, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
