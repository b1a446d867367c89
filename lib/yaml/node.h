/* SPDX-License-Identifier: EUPL-1.2 */
/* A YAML file as a tree of nodes, each with its place. */
#ifndef IMI_YAML_NODE_H
#define IMI_YAML_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "yaml/load.h"

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    const char *key;     /* its key in the map it stands in; NULL in a list and at the top */
    struct yaml_pos pos; /* of the key where there is one, else of the value */
    const char *text;    /* TEXT; "" when nothing stands there */
    bool plain;          /* TEXT without quotes: the only form of numbers and flags */
    struct node *items;  /* LIST: items; MAP: values, each with its key; in the order of the file */
    size_t count;
};

/* node_child - the value of a key in a map; NULL when it is not there, or node is no map. */
const struct node *node_child(const struct node *node, const char *key);

/* node_count, node_at - a node as a list: a text stands for a list of one; NULL has none. */
size_t node_count(const struct node *node);
const struct node *node_at(const struct node *node, size_t index);

#endif
