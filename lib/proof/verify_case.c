/* SPDX-License-Identifier: EUPL-1.2 */
#include "proof/verify_case.h"

#include <inttypes.h>
#include <stdarg.h>

#include "base/mem.h"

void
verify_fault(struct checked *checked, const char *format, ...)
{
    struct verify_case *found = checked->found;
    const char *text;
    va_list args;

    va_start(args, format);
    text = mem_or_end(talloc_vasprintf(checked->mem, format, args));
    va_end(args);
    if (checked->member != 0)
        text = mem_printf(checked->mem, "member %" PRIu64 ": %s", checked->member, text);
    found->faults = mem_grow(checked->mem, found->faults, const char *, found->n_faults + 1);
    found->faults[found->n_faults++] = text;
}
