/* SPDX-License-Identifier: EUPL-1.2 */
/* Private to lib/attach: what its files share. */
#ifndef IMI_ATTACH_ROW_H
#define IMI_ATTACH_ROW_H

#include "attach/attach.h"
#include "store/attachment.h"

/* attach_whole - all that is known of a kept file; the strings stay the row's. */
struct attach_file attach_whole(const struct attachment_row *row);

/* attach_check_quotas - whether the actor may send so many bytes more. Errors: ERR_TOO_LARGE, with `why`. */
enum err_code attach_check_quotas(const struct env *env, uint64_t size, struct err *err) ERR_MUST_CHECK;

#endif
