/* SPDX-License-Identifier: EUPL-1.2 */
#include "training/draw.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

uint64_t
draw_number(uint64_t seed, const char *kind, const char *name)
{
    unsigned char hash[HASH_BYTES];
    const struct hash_part parts[] = {hash_number(seed), hash_text(kind), hash_text(name)};
    uint64_t number = 0;

    hash_parts(hash, NULL, HASH_FORMAT, parts, 3);
    for (size_t i = 0; i < sizeof number; i++)
        number |= (uint64_t)hash[i] << (8 * i);
    return number;
}

struct draw
draw_start(uint64_t seed, const char *kind, const char *name)
{
    return (struct draw){draw_number(seed, kind, name)};
}

/* SplitMix64, as published by Steele, Lea and Flood (2014). */
static uint64_t
next(struct draw *draw)
{
    uint64_t z = draw->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

uint32_t
draw_below(struct draw *draw, uint32_t limit)
{
    return (uint32_t)((next(draw) >> 32) * limit >> 32);
}

int64_t
draw_between(struct draw *draw, int64_t least, int64_t most)
{
    return most <= least ? least : least + draw_below(draw, (uint32_t)(most - least + 1));
}

bool
draw_percent(struct draw *draw, int64_t percent)
{
    return (int64_t)draw_below(draw, 100) < percent;
}

size_t
draw_weight(struct draw *draw, const int64_t *weights, size_t count)
{
    int64_t total = 0, at;
    size_t i;

    for (i = 0; i < count; i++)
        total += weights[i];
    assert(total > 0);
    at = (int64_t)(next(draw) % (uint64_t)total);
    for (i = 0; i + 1 < count && at >= weights[i]; i++)
        at -= weights[i];
    return i;
}

const char *
draw_name(struct draw *draw, const struct weights *weights)
{
    return weights->total > 0 ? weights->names[draw_weight(draw, weights->weights, weights->count)] : NULL;
}

int64_t
draw_day(struct draw *draw, const struct weights *weights)
{
    const char *name = draw_name(draw, weights);

    return name != NULL ? strtoll(name, NULL, 10) : 0;
}
