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

/* filetype_load - read libmagic's data, once per process; else the first check does. Errors: ERR_CONFIG they are missing. */
enum err_code filetype_load(struct err *err) ERR_MUST_CHECK;

/* filetype_of_name - the type that a name's extension stands for, or NULL when no such file is taken. */
const struct filetype *filetype_of_name(const char *name);

/* filetype_media_type - "application/pdf" ...; filetype_extension - the usual extension of a media type, "bin" when unknown. */
const char *filetype_media_type(const struct filetype *type);
const char *filetype_extension(const char *media_type);

/*
 * filetype_declared - whether what a client declares a file to be can be this type. Programs that do not know a type
 * call it application/octet-stream or leave it out, so only another type of the list contradicts.
 */
bool filetype_declared(const struct filetype *type, const char *media_type);

/*
 * filetype_check - whether the whole content is of this type, and clean it where the type is a picture.
 *
 * mem      for work space, freed before it returns
 * data     the content; *size is its length, less after cleaning
 * *changed whether something was taken out (filecheck/clean.h)
 * Errors: ERR_MEDIA_TYPE content and type do not agree, or it is damaged; ERR_TOO_LARGE it unpacks to too much;
 *         ERR_CONFIG libmagic's data are missing.
 */
enum err_code filetype_check(TALLOC_CTX *mem, const struct filetype *type, unsigned char *data,
                             size_t *size, bool *changed, struct err *err) ERR_MUST_CHECK;

#endif
