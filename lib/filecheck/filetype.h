/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The kinds of files that may be attached, and whether a file is what its name says (ASVS 5.0.0-5.2.2): extension and
 * content must agree, by libmagic and by checks of our own. The only user of libmagic.
 */
#ifndef IMI_FILECHECK_FILETYPE_H
#define IMI_FILECHECK_FILETYPE_H

#include <stdbool.h>
#include <talloc.h>

#include "base/err.h"

struct filetype;

/* What was found out about a file that is taken. */
struct file_facts {
    unsigned notes;      /* what is to be told of it (filecheck/note.h) */
    const char *charset; /* encoding of a text that is not UTF-8; NULL for all else */
};

/* filetype_load - read libmagic's data, once per process; else the first check does. Errors: ERR_CONFIG they are missing. */
enum err_code filetype_load(struct err *err) ERR_MUST_CHECK;

/*
 * filetype_of_name - *type: what a name's extension stands for (filetypes.def).
 * Errors: ERR_INVALID no such file is taken; `why` says how to convert it.
 */
enum err_code filetype_of_name(const char *name, const struct filetype **type, struct err *err) ERR_MUST_CHECK;

/* filetype_accepted - all extensions that are taken, with their dots and with commas between them; in memory of `mem`. */
const char *filetype_accepted(TALLOC_CTX *mem);

/*
 * filetype_media_type - "application/pdf", "text/csv; charset=utf-16le" ...; in memory of `mem`.
 * filetype_extension - the usual extension of a media type, "bin" when unknown.
 */
const char *filetype_media_type(TALLOC_CTX *mem, const struct filetype *type, const struct file_facts *facts);
const char *filetype_extension(const char *media_type);

/*
 * filetype_declared - whether what a client declares a file to be can be this type. Programs that do not know a type
 * call it application/octet-stream or leave it out, so only another type of the list contradicts.
 */
bool filetype_declared(const struct filetype *type, const char *media_type);

/*
 * filetype_check - whether the whole content is of this type, and clean it where the type is a picture. All else is left byte
 * for byte as it is.
 *
 * mem      for work space, freed before it returns
 * data     the content; *size is its length, less after cleaning
 * Errors: ERR_MEDIA_TYPE, ERR_TOO_LARGE as filecheck/faults.def says, with `why`; ERR_CONFIG libmagic's data are missing.
 */
enum err_code filetype_check(TALLOC_CTX *mem, const struct filetype *type, unsigned char *data,
                             size_t *size, struct file_facts *facts, struct err *err) ERR_MUST_CHECK;

#endif
