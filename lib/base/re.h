/* SPDX-License-Identifier: EUPL-1.2 */
/* Patterns (PCRE2) with limits, so that no pattern and no text can hold a worker (ReDoS). */
#ifndef IMI_BASE_RE_H
#define IMI_BASE_RE_H

#include <stdbool.h>
#include <talloc.h>

#include "base/err.h"

struct re;

/*
 * re_new - compile a pattern for UTF-8 text; it must match the whole text. Freed with `mem`.
 * Errors: ERR_DECLARED the pattern is wrong (detail says where): refuse the declaration.
 */
enum err_code re_new(TALLOC_CTX *mem, const char *pattern, struct re **re,
                     struct err *err) ERR_MUST_CHECK;

/* re_matches - whether the whole of valid UTF-8 `text` matches; false also when a limit was reached. */
bool re_matches(const struct re *re, const char *text);

#endif
