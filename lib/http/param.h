/* SPDX-License-Identifier: EUPL-1.2 */
/* Private to lib/http: the parameters of a header value, "form-data; name=\"a\"; filename=b". */
#ifndef IMI_HTTP_PARAM_H
#define IMI_HTTP_PARAM_H

#include <talloc.h>

/*
 * param_head - the part of a header value before its first parameter, in lower case and without space, and in
 * *rest where the parameters start.
 */
char *param_head(TALLOC_CTX *mem, const char *value, const char **rest);

/*
 * param_next - the next parameter: name in lower case, value without its quotes (\" is a quote inside one).
 * Returns 1, or 0 at the end, or -1 where the text is malformed.
 */
int param_next(TALLOC_CTX *mem, const char **rest, char **name, char **value);

#endif
