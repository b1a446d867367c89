/* SPDX-License-Identifier: EUPL-1.2 */
/* Texts and mails that strangers send: whatever the bytes, each encoding that is told is one of those that may be told. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "filecheck/textcheck.h"

#define MUST(condition)                                                                            \
    do {                                                                                           \
        if (!(condition))                                                                          \
            abort();                                                                               \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *charset = text_charset(data, size);

    if (charset != NULL) {
        MUST(strlen(charset) < 20);
        MUST(strspn(charset, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(charset));
        MUST((strcmp(charset, "utf-8") == 0) <= utf8_valid((const char *)data, size));
        MUST(strncmp(charset, "utf-16", 6) != 0 || size % 2 == 0);
    }
    if (text_is_mail(data, size))
        MUST(memchr(data, '\0', size) == NULL && memchr(data, ':', size) != NULL);
    return 0;
}
