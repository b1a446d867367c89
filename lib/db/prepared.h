/* SPDX-License-Identifier: EUPL-1.2 */
/* Sending a prepared statement; shared by statement.c and rows.c only. */
#ifndef IMI_DB_PREPARED_H
#define IMI_DB_PREPARED_H

#include "db/internal.h"

#define DB_MOST_ARGS 1024 /* 63 pieces of 16 */

/* statement_prepare - the prepared form of a statement, made now if it is not kept. */
enum err_code statement_prepare(struct db *db, uint64_t statement, struct prepared **out,
                                struct err *err) ERR_MUST_CHECK;

/*
 * statement_send - bind and execute. With `may_repeat` a statement outside a transaction is sent once
 * more when the idle connection turns out to be gone; right for statements that only read.
 */
enum err_code statement_send(struct db *db, uint64_t statement, bool may_repeat,
                             const struct db_value *args, size_t n_args,
                             struct prepared **prepared, struct err *err) ERR_MUST_CHECK;

#endif
