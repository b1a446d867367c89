/* SPDX-License-Identifier: EUPL-1.2 */
/* Random numbers of the system, fit for keys and tokens. */
#ifndef IMI_BASE_RNG_H
#define IMI_BASE_RNG_H

#include <stddef.h>
#include <stdint.h>

/* rng_bytes - fill with unpredictable bytes. Never fails: without a source of randomness the process ends. */
void rng_bytes(void *out, size_t size);

/* rng_below - an even draw from 0 .. limit - 1; limit at least 1. */
uint32_t rng_below(uint32_t limit);

#endif
