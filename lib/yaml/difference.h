/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A tree that is written as its differences from another one. The rule: maps merge by key, at every level; any other value
 * (a text, a list) replaces what stands under its key; a key that is new is added. Two words say the rest:
 *
 *   remove: [states.on_hold, main.provider.fields.web]   at the top: what is no longer there, by its path
 *   before: KEY                                          in a map: it stands before KEY of the map around it; without
 *                                                        it, what is new stands at the end and the rest where it stood
 *
 * `remove` is done first. A difference that makes none is a fault: a value that is there already, a map that changes nothing, a
 * path that leads to nothing.
 */
#ifndef IMI_YAML_DIFFERENCE_H
#define IMI_YAML_DIFFERENCE_H

#include <stddef.h>

#include "yaml/node.h"

enum difference_kind { DIFFERENCE_ADDED, DIFFERENCE_CHANGED, DIFFERENCE_REMOVED, DIFFERENCE_MOVED };

struct difference {
    enum difference_kind kind;
    const char *path; /* states.on_hold */
};

struct differences {
    struct difference *items;
    size_t count;
};

/*
 * difference_apply - the whole tree: `base` with what `change` says; both are left as they are. Everything keeps the place
 * where it is written; a map that both write has the place in `change`.
 *
 * base_name  what complaints call the base: request.1
 * found      receives the differences in memory of load->mem, in the order in which they were made
 * The key `from` at the top of `change` is the caller's, and is left out. Whatever is wrong becomes a fault.
 */
struct node *difference_apply(struct load *load, const struct node *base, const char *base_name,
                              const struct node *change, struct differences *found);

#endif
