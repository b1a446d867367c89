/* SPDX-License-Identifier: EUPL-1.2 */
#include "yaml/node.h"

#include <string.h>

const struct node *
node_child(const struct node *node, const char *key)
{
    if (node == NULL || node->kind != NODE_MAP)
        return NULL;
    for (size_t i = 0; i < node->count; i++)
        if (strcmp(node->items[i].key, key) == 0)
            return &node->items[i];
    return NULL;
}

size_t
node_count(const struct node *node)
{
    return node == NULL ? 0 : node->kind == NODE_TEXT ? 1 : node->count;
}

const struct node *
node_at(const struct node *node, size_t index)
{
    return node->kind == NODE_TEXT ? node : &node->items[index];
}
