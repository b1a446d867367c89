/* SPDX-License-Identifier: EUPL-1.2 */
/* Why a file is refused (faults.def), and the way to say so. */
#ifndef IMI_FILECHECK_FAULT_H
#define IMI_FILECHECK_FAULT_H

#include "base/err.h"

enum file_fault {
#define FILE_FAULT(name, code, text) FILE_##name,
#include "filecheck/faults.def"
#undef FILE_FAULT
    FILE_FAULTS
};

enum file_code {
#define FILE_FAULT(name, code, text) FILE_CODE_##name = ERR_##code,
#include "filecheck/faults.def"
#undef FILE_FAULT
};

/* file_fault_text - the msgid of what the sender is told; limits that it names are in braces (text/limit.h). Never NULL. */
const char *file_fault_text(enum file_fault fault);

/* FILE_REFUSE - REFUSE with the error and the text of a fault, by its name in faults.def; the rest goes to the log. */
#define FILE_REFUSE(err, fault, ...)                                                               \
    REFUSE((err), (enum err_code)FILE_CODE_##fault, file_fault_text(FILE_##fault), __VA_ARGS__)

#endif
