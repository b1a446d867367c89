/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ClearSilver, fenced: its headers are read here only, and its errors become ours before they leave the
 * room. Private to lib/view.
 */
#ifndef IMI_VIEW_NEO_H
#define IMI_VIEW_NEO_H

#include "base/err.h"

#include <cs/cs.h>
#include <util/neo_hdf.h>
#include <util/neo_misc.h>

/*
 * neo_fail - turn an error of ClearSilver into ours and free it.
 * ERR_OK for STATUS_OK; otherwise `code`, with `what` and the library's own trace in the detail.
 */
enum err_code neo_fail(NEOERR *error, enum err_code code, const char *what, struct err *err);

/* NEO_TRY - leave the function when a call of ClearSilver failed. */
#define NEO_TRY(call) TRY(neo_fail((call), ERR_INTERNAL, #call, err))

#endif
