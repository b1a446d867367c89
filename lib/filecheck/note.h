/* SPDX-License-Identifier: EUPL-1.2 */
/* What is told of a file that is kept (notes.def). */
#ifndef IMI_FILECHECK_NOTE_H
#define IMI_FILECHECK_NOTE_H

#include "base/err.h"

enum file_note {
#define FILE_NOTE(name, bit, warns, text) FILE_NOTE_##name = bit,
#include "filecheck/notes.def"
#undef FILE_NOTE
};

/* file_warning - the msgid of the n-th (from 0) warning among notes; NULL behind the last. */
const char *file_warning(unsigned notes, unsigned n);

#endif
