/* SPDX-License-Identifier: EUPL-1.2 */
#include "filecheck/fault.h"

static const char *const texts[] = {
#define FILE_FAULT(name, code, text) text,
#include "filecheck/faults.def"
#undef FILE_FAULT
};

const char *
file_fault_text(enum file_fault fault)
{
    return texts[fault];
}
