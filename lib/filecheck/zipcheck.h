/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What kind of office document a zip container is, and whether it is harmless to unpack. Reads the central
 * directory and the heads of the entries, and gives out what each entry really unpacks to, piece by piece; nothing is kept.
 */
#ifndef IMI_FILECHECK_ZIPCHECK_H
#define IMI_FILECHECK_ZIPCHECK_H

#include <talloc.h>

#include "base/err.h"
#include "base/limits.h"

enum zip_kind { ZIP_OTHER, ZIP_DOCX, ZIP_XLSX, ZIP_ODT, ZIP_ODS, ZIP_ASICE, ZIP_ASICS };

/* Who looks at the entries, each from begin to end, in the order in which they lie in the file. An error from any ends it all. */
struct zip_sink {
    enum err_code (*begin)(void *data, const char *name, size_t size, struct err *err); /* bytes when unpacked */
    enum err_code (*bytes)(void *data, const void *bytes, size_t length, struct err *err);
    enum err_code (*end)(void *data, struct err *err);
    void *data;
};

/*
 * zip_check - look at a whole container.
 *
 * mem    for the directory, freed before it returns
 * sink   NULL: nobody looks
 * *kind  ZIP_OTHER: a zip, but none of these
 * Errors: ERR_TOO_LARGE more than LIMIT_ZIP_ENTRIES or LIMIT_ZIP_BYTES; ERR_MEDIA_TYPE damaged, encrypted,
 *         split, or with bytes that belong to no entry (something else may hide in them); a comment of text is none; the sink's.
 */
enum err_code zip_check(TALLOC_CTX *mem, const unsigned char *data, size_t size, const struct zip_sink *sink, enum zip_kind *kind,
                        struct err *err) ERR_MUST_CHECK;

#endif
