/* SPDX-License-Identifier: EUPL-1.2 */
/* What several kinds do in the same way. Private to lib/kinds. */
#ifndef IMI_KINDS_COMMON_H
#define IMI_KINDS_COMMON_H

#include "kinds/kind.h"

/* kind_refuse - fill a problem and return NULL: `return kind_refuse(problem, N_("..."), 0);` */
const char *kind_refuse(struct kind_problem *problem, const char *msgid, int64_t number);

/* text_length - whether a text keeps to min and max; the text itself, or NULL after filling `problem`. */
const char *text_length(const struct kind_limits *limits, const char *text, struct kind_problem *problem);

/* code_offered - whether a code of `length` bytes can be chosen today. */
bool code_offered(const struct kind_limits *limits, const char *code, size_t length);

/* code_can_be - whether a code is one of the list; where the list is missing, which is told elsewhere, any is. */
bool code_can_be(const struct kind_limits *limits, const char *code);

/* shown_as_text, shown_as_codes - shown as they are stored; schema_string - any string. */
void shown_as_text(TALLOC_CTX *mem, const char *stored, struct kind_shown *shown);
void shown_as_codes(TALLOC_CTX *mem, const char *stored, struct kind_shown *shown);
struct kind_schema schema_string(const struct kind_limits *limits);

/* text_chars - the characters in `length` bytes of valid UTF-8. */
size_t text_chars(const char *text, size_t length);

#endif
