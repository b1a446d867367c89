/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Private to lib/access: counters in memory that several processes share, without locks, so that a process
 * that dies in the middle leaves nothing behind. Of two races the worst outcome is a hit not counted.
 */
#ifndef IMI_ACCESS_THROTTLE_TABLE_H
#define IMI_ACCESS_THROTTLE_TABLE_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/hash.h"

#define THROTTLE_SLOTS 8192
#define THROTTLE_PROBES 8

struct throttle_table {
    struct {
        _Atomic uint64_t subject; /* first bytes of its hash, and the class; 0 = free */
        _Atomic uint64_t count;   /* window in the high half, hits in the low half */
    } slots[THROTTLE_SLOTS];
};

/*
 * throttle_table_hit - count a hit of a subject in a window (a number that grows with time); gives the hits so far.
 * A full neighbourhood gives up the slot with the oldest window. The table must be zeroed at first.
 */
uint32_t throttle_table_hit(struct throttle_table *table, const unsigned char subject[HASH_BYTES], unsigned class,
                            uint32_t window);

#endif
