/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * YAML files as trees of nodes. A strict reading: no anchors, aliases, tags or directives, one document, no tabs,
 * no key twice, at most 16 levels, at most 1 MiB.
 */
#ifndef IMI_YAML_YAML_H
#define IMI_YAML_YAML_H

#include <stddef.h>

#include "yaml/node.h"

/*
 * yaml_read - read a file, named relative to load->folder. NULL when it could not be read; every reason
 * is a fault then. An `include:` at the top is resolved.
 */
const struct node *yaml_read(struct load *load, const char *file);

/* yaml_parse - the same for bytes in memory; file is the name in complaints. Nothing is included. */
struct node *yaml_parse(struct load *load, const char *file, const char *data, size_t length);

#endif
