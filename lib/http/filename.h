/* SPDX-License-Identifier: EUPL-1.2 */
/* Private to lib/http: the names of files as browsers, libraries and mail programs write them into a Content-Disposition. */
#ifndef IMI_HTTP_FILENAME_H
#define IMI_HTTP_FILENAME_H

#include <stddef.h>
#include <talloc.h>

/*
 * filename_header - the line of a header as valid UTF-8, in memory of `mem`: bytes that are not UTF-8 are taken for ISO 8859-1,
 * the encoding of headers before (RFC 7230, 3.2.4). NULL when it holds a NUL.
 */
char *filename_header(TALLOC_CTX *mem, const char *line, size_t length);

/*
 * filename_read - the name that two parameters give, each valid UTF-8 or NULL: `extended` is filename* (RFC 8187, in UTF-8 or
 * ISO 8859-1), which goes before `plain`, filename. In `plain` encoded words (RFC 2047; .NET) and percent-coded UTF-8 (aiohttp,
 * curl's form escapes) are decoded. Without folders, control characters and bidirectional marks; at most 255 bytes, the end
 * kept: it says what kind of file it is.
 * Returns a name in memory of `mem`, "file" where nothing is left of it; NULL when neither parameter gives one.
 */
char *filename_read(TALLOC_CTX *mem, const char *plain, const char *extended);

#endif
