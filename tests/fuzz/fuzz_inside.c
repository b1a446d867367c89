/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What strangers put into files: the first byte chooses PDF, mail, container, XML or table; the rest is the file. Whatever it is,
 * a refusal says why.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "filecheck/inside.h"

#define MUST(condition)                                                                            \
    do {                                                                                           \
        if (!(condition))                                                                          \
            abort();                                                                               \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum err_code
look(TALLOC_CTX *mem, char kind, const uint8_t *data, size_t size, struct err *err)
{
    unsigned notes = 0;
    enum zip_kind zip;

    switch (kind) {
    case 'p':
        return inside_pdf(data, size, &notes, err);
    case 'm':
        return inside_mail(mem, data, size, &notes, err);
    case 'z':
        return inside_zip(mem, data, size, &zip, &notes, err);
    case 'x':
        return inside_xml(mem, data, size, err);
    default:
        return inside_table(data, size, err);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TALLOC_CTX *mem = mem_new(NULL, "fuzz");
    struct err err = {0};

    if (size > 0 && look(mem, (char)data[0], data + 1, size - 1, &err) != ERR_OK)
        MUST(err.why != NULL);
    MUST(talloc_get_size(mem) == 0);
    talloc_free(mem);
    return 0;
}
