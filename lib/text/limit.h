/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Texts that name a limit of the program, with its value from base/limits.def: "At most {file_bytes} a file".
 */
#ifndef IMI_TEXT_LIMIT_H
#define IMI_TEXT_LIMIT_H

#include "text/catalogue.h"

/*
 * limit_fill - replace each {name} that is the name of a limit, in small letters, by its value as the reader writes it: a size
 * with its unit ("10 MB"), all else as a number. Other placeholders stay as they are.
 */
const char *limit_fill(TALLOC_CTX *mem, const struct text_lang *lang, const char *pattern);

#endif
