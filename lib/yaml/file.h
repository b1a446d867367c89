/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading the files and folders of the data that an installation is given. */
#ifndef IMI_YAML_FILE_H
#define IMI_YAML_FILE_H

#include <stddef.h>
#include <talloc.h>

/*
 * file_read - the content of folder/file (folder NULL: file is a path), at most `most` bytes, with a NUL
 * after it. Gives NULL and sets *why (never freed) when it cannot be read.
 */
char *file_read(TALLOC_CTX *mem, const char *folder, const char *file, size_t most, size_t *length,
                const char **why);

/*
 * file_names - the names in folder/sub, sorted, without those that begin with a dot; the array ends with
 * NULL. A folder that is missing has no names.
 */
const char *const *file_names(TALLOC_CTX *mem, const char *folder, const char *sub);

/* file_is_folder - whether folder/sub is a folder. */
int file_is_folder(const char *folder, const char *sub);

#endif
