/* SPDX-License-Identifier: EUPL-1.2 */
/* Private to lib/attach. */
#ifndef IMI_ATTACH_ROW_H
#define IMI_ATTACH_ROW_H

#include "attach/attach.h"
#include "store/attachment.h"

/* attach_whole - all that is known of a kept file; the strings stay the row's. */
struct attach_file attach_whole(const struct attachment_row *row);

#endif
