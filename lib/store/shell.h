/* SPDX-License-Identifier: EUPL-1.2 */
/* How rows of lists fill struct case_shell; shared inside lib/store. */
#ifndef IMI_STORE_SHELL_H
#define IMI_STORE_SHELL_H

#include "db/db.h"

extern const struct db_shape case_shell_shape;

#endif
