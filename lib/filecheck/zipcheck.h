/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What kind of office document a zip container is, and whether it is harmless to unpack. Reads the central
 * directory and the heads of the entries, and counts what each entry really unpacks to; nothing is kept.
 */
#ifndef IMI_FILECHECK_ZIPCHECK_H
#define IMI_FILECHECK_ZIPCHECK_H

#include <talloc.h>

#include "base/err.h"
#include "base/limits.h"

enum zip_kind { ZIP_OTHER, ZIP_DOCX, ZIP_XLSX, ZIP_ODT, ZIP_ODS, ZIP_ASICE, ZIP_ASICS };

/*
 * zip_check - look at a whole container.
 *
 * mem    for the directory, freed before it returns
 * *kind  ZIP_OTHER: a zip, but none of these
 * Errors: ERR_TOO_LARGE more than LIMIT_ZIP_ENTRIES or LIMIT_ZIP_BYTES; ERR_MEDIA_TYPE damaged, encrypted, with
 *         macros, split, or with bytes that belong to no entry (something else may hide in them); a comment of text is none.
 */
enum err_code zip_check(TALLOC_CTX *mem, const unsigned char *data, size_t size, enum zip_kind *kind,
                        struct err *err) ERR_MUST_CHECK;

#endif
