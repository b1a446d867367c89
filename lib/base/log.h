/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The log: one JSON object a line on standard error, with time, level, program, request number, event
 * and named values. It never holds form content, names of persons, addresses with queries or secrets:
 * callers give ids, codes and numbers (docs/personal-data.md, Copies).
 */
#ifndef IMI_BASE_LOG_H
#define IMI_BASE_LOG_H

#include <stdint.h>

#include "base/err.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR };

/* log_start - name the program in every line and set the least level shown. `program` is kept, not copied. */
void log_start(const char *program, enum log_level least);

/* log_request - the request number that following lines carry; NULL ends it. Copied (the first 64 bytes). */
void log_request(const char *request_id);

/*
 * log_line - write one line: an event and pairs of name and value, ended by NULL:
 *   log_line(LOG_INFO, "signed in", "user", "17", NULL);
 * Values are escaped, and bytes that are not UTF-8 become U+FFFD; a NULL value is left out. A line takes at most 4,096
 * bytes, so that one write to a pipe takes all of it and the lines of several processes do not mix. A value of more
 * than 1,024 bytes as written is cut at a character and ends with three dots (U+2026); a pair for which the line has no
 * room is left out, and the line ends with "cut":"true".
 */
void log_line(enum log_level level, const char *event, ...) __attribute__((sentinel));

/* log_err - write an error with its private detail and where it was seen. */
void log_err(enum log_level level, const char *event, const struct err *err);

/* log_number - a number as text for log_line; one of eight rotating static buffers. */
const char *log_number(int64_t number);

#endif
