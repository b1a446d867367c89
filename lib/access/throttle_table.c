/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/throttle_table.h"

#include <string.h>

/* The slot of a subject: its own, a free one made its own, or that of the one seen longest ago. */
static size_t
find_slot(struct throttle_table *table, uint64_t name)
{
    size_t start = (size_t)(name % THROTTLE_SLOTS), oldest = start;
    uint64_t oldest_count = UINT64_MAX;

    for (size_t i = 0; i < THROTTLE_PROBES; i++) {
        size_t at = (start + i) % THROTTLE_SLOTS;
        uint64_t held = atomic_load(&table->slots[at].subject), count;

        if (held == 0 && atomic_compare_exchange_strong(&table->slots[at].subject, &held, name))
            return at;
        if (held == name)
            return at;
        count = atomic_load(&table->slots[at].count);
        if (count < oldest_count) {
            oldest_count = count;
            oldest = at;
        }
    }
    atomic_store(&table->slots[oldest].count, 0);
    atomic_store(&table->slots[oldest].subject, name);
    return oldest;
}

uint32_t
throttle_table_hit(struct throttle_table *table, const unsigned char subject[HASH_BYTES], unsigned class,
                   uint32_t window)
{
    unsigned char mixed[HASH_BYTES];
    const struct hash_part parts[] = {hash_data(subject, HASH_BYTES), hash_number(class)};
    uint64_t name, seen, next;
    size_t slot;

    hash_parts(mixed, NULL, HASH_FORMAT, parts, 2);
    memcpy(&name, mixed, sizeof name);
    name |= 1; /* never 0, which means free */
    slot = find_slot(table, name);
    seen = atomic_load(&table->slots[slot].count);
    do {
        uint32_t hits = seen >> 32 == window ? (uint32_t)seen : 0;

        next = (uint64_t)window << 32 | (hits == UINT32_MAX ? hits : hits + 1);
    } while (!atomic_compare_exchange_weak(&table->slots[slot].count, &seen, next));
    return (uint32_t)next;
}
