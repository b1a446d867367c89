/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * YAML files as trees of nodes, each with its place. A strict reading: no anchors, aliases, tags or
 * directives, one document, no tabs, no key twice, at most 16 levels, at most 1 MiB. For lib/decl, and for lib/training, whose files are read the same way.
 */
#ifndef IMI_DECL_YAML_H
#define IMI_DECL_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "decl/load.h"

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    const char *key;     /* its key in the map it stands in; NULL in a list and at the top */
    struct decl_pos pos; /* of the key where there is one, else of the value */
    const char *text;    /* TEXT; "" when nothing stands there */
    bool plain;          /* TEXT without quotes: the only form of numbers and flags */
    struct node *items;  /* LIST: items; MAP: values, each with its key; in the order of the file */
    size_t count;
};

/*
 * yaml_read - read a file, named relative to load->folder. NULL when it could not be read; every reason
 * is a fault then. An `include:` at the top is resolved: see yaml_include.
 */
const struct node *yaml_read(struct load *load, const char *file);

/* yaml_parse - the same for bytes in memory; file is the name in complaints. Nothing is included. */
struct node *yaml_parse(struct load *load, const char *file, const char *data, size_t length);

/* node_child - the value of a key in a map; NULL when it is not there, or node is no map. */
const struct node *node_child(const struct node *node, const char *key);

/* node_one, node_count - a node as a list: a text stands for a list of one; NULL has none. */
size_t node_count(const struct node *node);
const struct node *node_at(const struct node *node, size_t index);

#endif
