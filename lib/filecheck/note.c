/* SPDX-License-Identifier: EUPL-1.2 */
#include "filecheck/note.h"

#include <stdbool.h>
#include <stddef.h>

static const struct {
    unsigned bit;
    bool warns;
    const char *text;
} list[] = {
#define FILE_NOTE(name, bit, warns, text) {bit, warns, text},
#include "filecheck/notes.def"
#undef FILE_NOTE
};

const char *
file_warning(unsigned notes, unsigned n)
{
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
        if (list[i].warns && (notes & list[i].bit) != 0 && n-- == 0)
            return list[i].text;
    return NULL;
}
