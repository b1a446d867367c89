/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/rng.h"

#include <assert.h>
#include <sodium.h>

void
rng_bytes(void *out, size_t size)
{
    randombytes_buf(out, size);
}

uint32_t
rng_below(uint32_t limit)
{
    assert(limit > 0);
    return randombytes_uniform(limit);
}
