/* SPDX-License-Identifier: EUPL-1.2 */
/* Blocking and erasing one case, piece by piece; retention.c says which. */
#ifndef IMI_RETENTION_ERASE_H
#define IMI_RETENTION_ERASE_H

#include "retention/retention.h"

/* erase_block - block a case in one transaction; *changed false when it was blocked already or is not due. */
enum err_code erase_block(const struct retention *retention, uint64_t case_id, bool *changed,
                          struct err *err) ERR_MUST_CHECK;

/*
 * erase_shorten - bring the days of a closed case down to these, and never up; nothing when they are there already, or the case
 * is erased.
 */
enum err_code erase_shorten(const struct retention *retention, uint64_t case_id, int32_t block_due, int32_t erase_due,
                            struct err *err) ERR_MUST_CHECK;

/*
 * erase_case - destroy files, values and working copies of a case, then mark it erased. *changed false when
 * it was erased already, is not due (any more), or `stop` came between.
 * draft  a draft that nobody touched, which becomes a closed shell
 */
enum err_code erase_case(const struct retention *retention, uint64_t case_id, bool draft,
                         bool *changed, struct err *err) ERR_MUST_CHECK;

#endif
