/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sets of guards, `checks:` of a flow: an action names one in its `guards`, and the tree that is read, shown and
 * digested holds its guards in place of the name. A version that only says the same with a set has the same digest.
 */
#include <string.h>

#include "base/mem.h"
#include "decl/build.h"

static const struct node *
find_set(const struct node *sets, const struct node *item)
{
    return item->kind == NODE_TEXT ? node_child(sets, item->text) : NULL;
}

static void
check_set(struct load *load, const struct node *sets, const struct node *set)
{
    (void)walk_id(load, set->pos, SHAPE_NAME, set->key);
    if (verb_names_guard(set->key))
        fault_add(load, set->pos, set->key, "is the name of a guard");
    if (set->kind != NODE_LIST || set->count == 0) {
        fault_add(load, set->pos, set->key, "must be a list of guards");
        return;
    }
    for (size_t i = 0; i < set->count; i++)
        if (find_set(sets, &set->items[i]) != NULL)
            fault_add(load, set->items[i].pos, set->key, "%s is a set: sets hold guards, no other sets", set->items[i].text);
}

/* The guards of an action with the sets that it names opened; marks those as used. */
static void
open_sets(struct load *load, const struct node *sets, struct node *guards, bool *used)
{
    struct node *items = NULL;
    size_t count = 0;

    for (size_t i = 0; i < guards->count; i++) {
        const struct node *set = find_set(sets, &guards->items[i]);
        const struct node *from = set == NULL ? &guards->items[i] : set->items;
        size_t n = set == NULL ? 1 : set->count;

        if (set != NULL)
            used[set - sets->items] = true;
        for (size_t j = 0; set != NULL && j < i; j++)
            if (find_set(sets, &guards->items[j]) == set)
                fault_add(load, guards->items[i].pos, "guards", "names the set %s twice", set->key);
        items = mem_grow(load->mem, items, struct node, count + n + 1);
        for (size_t j = 0; j < n; j++)
            items[count++] = from[j];
    }
    guards->items = items;
    guards->count = count;
}

static struct node *
copy_items(struct load *load, const struct node *node)
{
    struct node *items = mem_zeros(load->mem, struct node, node->count + 1);

    for (size_t i = 0; i < node->count; i++)
        items[i] = node->items[i];
    return items;
}

static void
open_in_action(struct load *load, const struct node *sets, struct node *action, bool *used)
{
    struct node *items = copy_items(load, action);

    for (size_t i = 0; i < action->count; i++)
        if (strcmp(items[i].key, "guards") == 0 && items[i].kind == NODE_LIST)
            open_sets(load, sets, &items[i], used);
    action->items = items;
}

static void
open_in_actions(struct load *load, const struct node *sets, struct node *actions, bool *used)
{
    struct node *items = copy_items(load, actions);

    for (size_t i = 0; i < actions->count; i++)
        if (items[i].kind == NODE_MAP)
            open_in_action(load, sets, &items[i], used);
    actions->items = items;
}

const struct node *
checks_expand(struct load *load, const struct node *top)
{
    const struct node *sets = top->kind == NODE_MAP ? node_child(top, "checks") : NULL;
    struct node *opened;
    bool *used;
    size_t count = 0;

    if (sets == NULL)
        return top;
    if (sets->kind != NODE_MAP) {
        fault_add(load, sets->pos, "checks", "must be keys and values");
        return top;
    }
    used = mem_zeros(load->mem, bool, sets->count + 1);
    for (size_t i = 0; i < sets->count; i++)
        check_set(load, sets, &sets->items[i]);
    opened = mem_zero(load->mem, struct node);
    *opened = *top;
    opened->items = mem_zeros(load->mem, struct node, top->count);
    for (size_t i = 0; i < top->count; i++) {
        struct node *item = &opened->items[count];

        if (&top->items[i] == sets)
            continue;
        *item = top->items[i];
        if (strcmp(item->key, "actions") == 0 && item->kind == NODE_MAP)
            open_in_actions(load, sets, item, used);
        count++;
    }
    opened->count = count;
    for (size_t i = 0; i < sets->count; i++)
        if (!used[i])
            fault_add(load, sets->items[i].pos, sets->items[i].key, "no action names this set");
    return opened;
}
