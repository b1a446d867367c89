/* SPDX-License-Identifier: EUPL-1.2 */
/* Checks and measures of UTF-8 text. */
#ifndef IMI_BASE_UTF8_H
#define IMI_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* utf8_valid - whether the bytes are well-formed UTF-8 without NUL (shortest forms, no surrogates, up to U+10FFFF). */
bool utf8_valid(const char *text, size_t length);

/* utf8_clean_line - whether valid UTF-8 has no control character (C0, DEL, C1, line and paragraph separators, bidirectional
 * overrides). */
bool utf8_clean_line(const char *text, size_t length);

/* utf8_clean_text - the same with tab, LF and CR allowed. */
bool utf8_clean_text(const char *text, size_t length);

/* utf8_first - bytes of the well-formed character that a NUL-terminated text begins with; 0 when there is none. */
size_t utf8_first(const char *text);

/* utf8_count - characters (code points) in valid UTF-8. */
size_t utf8_count(const char *text);

/* utf8_cut - bytes of the longest prefix with at most `bytes` bytes that does not split a character. */
size_t utf8_cut(const char *text, size_t bytes);

#endif
