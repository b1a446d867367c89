/* SPDX-License-Identifier: EUPL-1.2 */
/* A JSON body of the API, and the words in it on their way out again. */
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "api/answer.h"
#include "api/read.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

#define MUST(condition)                                                                            \
    do {                                                                                           \
        if (!(condition))                                                                          \
            abort();                                                                               \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was read must be writable, and be the same text when it is read again. */
static void
must_come_back(TALLOC_CTX *mem, const char *text)
{
    struct buf *buf = buf_new(mem, 16 * 1024 * 1024);
    json_t *value;

    answer_string(buf, text);
    MUST(!buf_full(buf) && strpbrk(buf->data, "<>&") == NULL);
    value = json_loadb(buf->data, buf->length, JSON_DECODE_ANY, NULL);
    MUST(value != NULL && strcmp(json_string_value(value), text) == 0);
    json_decref(value);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TALLOC_CTX *mem = mem_new(NULL, "fuzz");
    struct read_pairs *pairs;
    struct err err;

    if (read_object(mem, (const char *)data, size, &pairs, &err) == ERR_OK) {
        MUST(pairs->count <= LIMIT_FORM_PAIRS);
        for (size_t i = 0; i < pairs->count; i++) {
            MUST(pairs->items[i].name[0] != '\0' && strlen(pairs->items[i].name) <= READ_NAME_BYTES);
            MUST(utf8_valid(pairs->items[i].value, strlen(pairs->items[i].value)));
            must_come_back(mem, pairs->items[i].value);
        }
    }
    talloc_free(mem);
    return 0;
}
