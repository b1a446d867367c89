/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/allocator.h"

#ifdef IMI_MIMALLOC
#include <mimalloc.h>

#define KEEP_MS 10000
#endif

void
allocator_start(void)
{
#ifdef IMI_MIMALLOC
    mi_option_set(mi_option_decommit_delay, KEEP_MS);
#endif
}
