/* SPDX-License-Identifier: EUPL-1.2 */
/* Names of files as strangers send them, made safe to keep, to show and to save under. */
#ifndef IMI_FILECHECK_FILENAME_H
#define IMI_FILECHECK_FILENAME_H

#include <stddef.h>
#include <talloc.h>

#include "base/limits.h"

/*
 * filename_safe - a copy in Unicode normalization form C, without folders, control and invisible characters, bidirectional marks,
 * leading dots and spaces, and what no file system takes; at most LIMIT_FILE_NAME_CHARS characters, shortened before its
 * extension. Bytes that are not UTF-8 are left out. Never empty: "file" stands for a name of which nothing is left.
 */
char *filename_safe(TALLOC_CTX *mem, const char *name);

/* filename_extension - what follows the last dot, "" when there is none; points into `name`. */
const char *filename_extension(const char *name);

#endif
