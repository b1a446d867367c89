/* SPDX-License-Identifier: EUPL-1.2 */
/* Message catalogues: any bytes are either refused or can be searched. */
#include "base/err.h"
#include "text/mo.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const keys[] = {"", "Send", "case\004Open", "{count} case", "\xff"};
    unsigned char *copy = malloc(size + 1);
    struct err err;
    struct mo mo;
    size_t i, length;

    memcpy(copy, data, size);
    copy[size] = 'x';
    if (mo_parse(&mo, copy, size, "fuzz", &err) == ERR_OK) {
        for (i = 0; i < sizeof keys / sizeof keys[0]; i++) {
            const char *text = mo_find(&mo, keys[i], &length);

            if (text != NULL && text[length] != '\0')
                abort();
        }
        for (i = 0; i < 200; i++)
            if (plural_form(&mo.plural, i) >= mo.plural.forms)
                abort();
    }
    free(copy);
    return 0;
}
