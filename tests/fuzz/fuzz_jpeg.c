/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pictures and containers that strangers send: the first byte chooses JPEG, PNG, zip or a file name; the rest is the
 * file. What comes out of a cleaner is never longer, and is clean when it goes through again.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "filecheck/clean.h"
#include "filecheck/filename.h"
#include "filecheck/zipcheck.h"

#define MUST(condition)                                                                            \
    do {                                                                                           \
        if (!(condition))                                                                          \
            abort();                                                                               \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
jpeg(unsigned char *data, size_t *size, bool *changed)
{
    bool cut;

    return clean_jpeg(data, size, changed, &cut);
}

static void
check_cleaner(TALLOC_CTX *mem, bool (*clean)(unsigned char *, size_t *, bool *), const uint8_t *data, size_t size)
{
    unsigned char *copy = mem_size(mem, size + 1), *first;
    size_t after = size, again;
    bool changed, changed_again;

    memcpy(copy, data, size);
    if (!clean(copy, &after, &changed))
        return;
    MUST(after <= size);
    MUST(changed || (after == size && memcmp(copy, data, size) == 0));
    first = mem_size(mem, after + 1);
    memcpy(first, copy, after);
    again = after;
    MUST(clean(copy, &again, &changed_again));
    MUST(!changed_again && again == after && memcmp(copy, first, after) == 0);
}

static void
check_name(TALLOC_CTX *mem, const uint8_t *data, size_t size)
{
    char *safe = filename_safe(mem, mem_copy_n(mem, (const char *)data, size));

    MUST(*safe != '\0' && *safe != '.' && utf8_valid(safe, strlen(safe)) && utf8_clean_line(safe, strlen(safe)));
    MUST(strpbrk(safe, "/\\") == NULL && utf8_count(safe) <= LIMIT_FILE_NAME_CHARS);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TALLOC_CTX *mem = mem_new(NULL, "fuzz");
    enum zip_kind kind;
    struct err err;

    if (size > 0 && data[0] == 'j')
        check_cleaner(mem, jpeg, data + 1, size - 1);
    else if (size > 0 && data[0] == 'p')
        check_cleaner(mem, clean_png, data + 1, size - 1);
    else if (size > 0 && data[0] == 'n')
        check_name(mem, data + 1, size - 1);
    else if (size > 0 && zip_check(mem, data + 1, size - 1, NULL, &kind, &err) != ERR_OK)
        MUST(err.code == ERR_MEDIA_TYPE || err.code == ERR_TOO_LARGE);
    talloc_free(mem);
    return 0;
}
