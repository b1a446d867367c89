/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Draws that come out the same each time: every invented thing has a stream of its own, made from the seed of
 * the set and the name of the thing, so that one thing more does not change the others. Not for secrets.
 */
#ifndef IMI_TRAINING_DRAW_H
#define IMI_TRAINING_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct draw {
    uint64_t state;
};

/* Names with weights, as a map of numbers in the data; total is their sum. */
struct weights {
    const char **names;
    int64_t *weights;
    size_t count;
    int64_t total;
};

/* draw_number - 64 bits for a thing by its kind and name. */
uint64_t draw_number(uint64_t seed, const char *kind, const char *name);

/* draw_start - the stream of a thing. */
struct draw draw_start(uint64_t seed, const char *kind, const char *name);

/* draw_below - an even draw from 0 .. limit - 1; limit at least 1. */
uint32_t draw_below(struct draw *draw, uint32_t limit);

/* draw_between - an even draw from least .. most; least where most is smaller. */
int64_t draw_between(struct draw *draw, int64_t least, int64_t most);

/* draw_percent - true in so many of a hundred cases. */
bool draw_percent(struct draw *draw, int64_t percent);

/* draw_weight - an index by weight; the sum of the weights is above 0. */
size_t draw_weight(struct draw *draw, const int64_t *weights, size_t count);

/* draw_name - a name by weight; NULL when there is none. draw_day: the same for names that are numbers. */
const char *draw_name(struct draw *draw, const struct weights *weights);
int64_t draw_day(struct draw *draw, const struct weights *weights);

#endif
