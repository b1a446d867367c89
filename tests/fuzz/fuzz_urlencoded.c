/* SPDX-License-Identifier: EUPL-1.2 */
/* Bodies of application/x-www-form-urlencoded. */
#include "form_checks.h"

#include "base/mem.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TALLOC_CTX *mem = mem_new(NULL, "fuzz");
    struct form *form;
    struct err err;

    if (form_parse(mem, (const char *)data, size, &form, &err) == ERR_OK) {
        must_be_within_limits(form);
        must_be_checkable(mem, form);
    } else {
        MUST(err.code == ERR_BAD_REQUEST);
    }
    talloc_free(mem);
    return 0;
}
