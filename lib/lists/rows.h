/* SPDX-License-Identifier: EUPL-1.2 */
/* Rows of cases, as tasks, lists and search show them: the shell and the own file number only, so no read is recorded. */
#ifndef IMI_LISTS_ROWS_H
#define IMI_LISTS_ROWS_H

#include "flow/flow.h"
#include "model/case.h"
#include "web/handler.h"

/* rows_show - the rows as the answer's structs, in the reader's words. */
struct model_list rows_show(struct exchange *exchange, const struct case_shell *shells, size_t count);

/* rows_cursor - where a list goes on, by the two values it is sorted by. It says nothing else; it is opaque. */
const char *rows_cursor(struct exchange *exchange, int64_t first, uint64_t second);

/* rows_cursor_read - take such a cursor apart again; false for what is none (the caller answers ERR_BAD_REQUEST). */
bool rows_cursor_read(const char *cursor, int64_t *first, uint64_t *second);

#endif
