/* SPDX-License-Identifier: EUPL-1.2 */
/* Cookie headers: foreign cookies are dropped, never an error below the limit of their number. */
#include "form_checks.h"

#include "base/mem.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TALLOC_CTX *mem = mem_new(NULL, "fuzz");
    struct form *form;
    struct err err;

    if (form_parse_cookies(mem, (const char *)data, size, &form, &err) == ERR_OK) {
        must_be_within_limits(form);
        for (size_t i = 0; i < form->count; i++)
            MUST(strpbrk(form->pairs[i].value, " \t\r\n\",;\\") == NULL);
    } else {
        MUST(size > LIMIT_FORM_PAIRS);
    }
    talloc_free(mem);
    return 0;
}
