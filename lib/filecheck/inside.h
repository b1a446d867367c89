/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What lies in a file beside what is read, by one rule: what can start a program on the computer of who opens it, or has it
 * fetch something, is refused; what stays within the program that shows it, and what cannot be looked into, is kept and told.
 * Files in files are looked at as files.
 */
#ifndef IMI_FILECHECK_INSIDE_H
#define IMI_FILECHECK_INSIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <talloc.h>

#include "base/err.h"
#include "filecheck/zipcheck.h"

/*
 * Each looks at a whole file, as which it was found out: *notes gets what is to be told (filecheck/note.h).
 * mem for work space, freed before they return. *kind as zip_check.
 * Errors: those of zip_check, pdf_look, mail_look and office_part_end, and a program among the files inside; with `why`.
 */
enum err_code inside_zip(TALLOC_CTX *mem, const unsigned char *data, size_t size, enum zip_kind *kind, unsigned *notes,
                         struct err *err) ERR_MUST_CHECK;
enum err_code inside_pdf(const unsigned char *data, size_t size, unsigned *notes, struct err *err) ERR_MUST_CHECK;
enum err_code inside_mail(TALLOC_CTX *mem, const unsigned char *data, size_t size, unsigned *notes,
                          struct err *err) ERR_MUST_CHECK;

/* inside_xml - data in XML: whether it is well-formed, and no page. Errors: ERR_MEDIA_TYPE, with `why`. */
enum err_code inside_xml(TALLOC_CTX *mem, const unsigned char *data, size_t size, struct err *err) ERR_MUST_CHECK;

/* inside_table - a table as text: cells that call a program (DDE: =cmd|'/C calc'!A0). Errors: ERR_MEDIA_TYPE, with `why`. */
enum err_code inside_table(const unsigned char *data, size_t size, struct err *err) ERR_MUST_CHECK;

#endif
