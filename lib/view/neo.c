/* SPDX-License-Identifier: EUPL-1.2 */
#include "view/neo.h"

#include <string.h>

enum err_code
neo_fail(NEOERR *error, enum err_code code, const char *what, struct err *err)
{
    STRING trace;

    if (error == STATUS_OK)
        return ERR_OK;
    string_init(&trace);
    nerr_error_string(error, &trace);
    (void)FAIL(err, code, "%s: %s", what, trace.buf != NULL ? trace.buf : "no memory");
    string_clear(&trace);
    nerr_ignore(&error);
    return code;
}
