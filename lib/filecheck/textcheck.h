/* SPDX-License-Identifier: EUPL-1.2 */
/* Texts, tables and mails as programs of every office save them: in which encoding, and whether it is text at all. */
#ifndef IMI_FILECHECK_TEXTCHECK_H
#define IMI_FILECHECK_TEXTCHECK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * text_charset - the encoding of a text, as in a media type: "utf-8" (US-ASCII too), "utf-16le" and "utf-16be" (by their mark
 * at the beginning), or the encoding of 8 bits that it most probably is ("windows-1252", "windows-1253" ...).
 * Returns NULL when it holds what no text holds: control characters, NUL bytes, half characters.
 */
const char *text_charset(const unsigned char *data, size_t size);

/*
 * text_is_mail - whether it begins like a mail of RFC 5322: header fields, one of those that every mail has among them, up to
 * an empty line; a line of the mailbox ("From ann@example.org Mon ...") may stand before them. Bytes of 8 bits may stand
 * anywhere, NUL bytes nowhere.
 */
bool text_is_mail(const unsigned char *data, size_t size);

#endif
