/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a PDF does beside being read, found by the names that its objects hold, in compressed streams too. No object is
 * understood, so that nothing hides behind a damaged table. Source: ISO 32000-2, 7.5.7, 7.11.4, 12.6.4.
 */
#ifndef IMI_FILECHECK_PDFCHECK_H
#define IMI_FILECHECK_PDFCHECK_H

#include <stddef.h>

#include "base/err.h"

/*
 * pdf_look - *notes gets the file notes of scripts, of files inside, and of what cannot be looked into: it is encrypted, or
 * unpacks to more than anybody should unpack (filecheck/note.h). Errors: ERR_MEDIA_TYPE it starts a program; with `why`.
 */
enum err_code pdf_look(const unsigned char *data, size_t size, unsigned *notes, struct err *err) ERR_MUST_CHECK;

#endif
