/* SPDX-License-Identifier: EUPL-1.2 */
/* Files through a scanner for malware that speaks the protocol of clamd, over its unix socket (man clamd: INSTREAM, PING). */
#ifndef IMI_FILECHECK_SCANNER_H
#define IMI_FILECHECK_SCANNER_H

#include <stddef.h>

#include "base/err.h"

#define SCANNER_WAIT_S 20 /* for each read and write; a file takes well below a second */

/*
 * scanner_check - have a whole file looked at. socket: path of clamd's socket.
 * Errors: ERR_MEDIA_TYPE something was found; ERR_UNAVAILABLE nobody answers, or does not look at a file of this size: the file
 * is not kept then; both with `why`.
 */
enum err_code scanner_check(const char *socket, const void *data, size_t size, struct err *err) ERR_MUST_CHECK;

/* scanner_ping - whether the scanner answers. Errors: ERR_UNAVAILABLE. */
enum err_code scanner_ping(const char *socket, struct err *err) ERR_MUST_CHECK;

#endif
