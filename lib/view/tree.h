/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The values of one page, as ClearSilver reads them. Its own calls would allocate three times for each value and look for
 * twins among the ones that are there; a page has some six hundred values, all new, all living as long as the page. Here
 * the nodes are cut from larger pieces and names and texts are not copied. To ClearSilver the tree is like any other:
 * struct _hdf is published by its header (util/neo_hdf.h), and rendering only reads it, but for `set:`, which adds or
 * replaces values at the top (never deeper: tests/lint/templates.pl). Private to lib/view.
 */
#ifndef IMI_VIEW_TREE_H
#define IMI_VIEW_TREE_H

#include "view/neo.h"

#include <talloc.h>

struct tree;

/*
 * tree_new - an empty tree. Ownership: it ends with mem, and with it all that tree_add gave.
 * Errors: ERR_INTERNAL ClearSilver has no memory.
 */
enum err_code tree_new(TALLOC_CTX *mem, struct tree **out, struct err *err) ERR_MUST_CHECK;

/* tree_root - what templates see at the top; for a template to be rendered with. */
HDF *tree_root(struct tree *tree);

/*
 * tree_add - one more value below a node. parent: the root, or what tree_add gave; each name once below it. name and value
 * (NULL: a node that only holds others) are not copied and live at least as long as the tree.
 */
HDF *tree_add(struct tree *tree, HDF *parent, const char *name, const char *value);

/* tree_add_place - the node of a list's item, named by its place from 0 on. */
HDF *tree_add_place(struct tree *tree, HDF *parent, size_t place);

/* tree_text - memory of the tree for a text of `size` bytes, NUL included. */
char *tree_text(struct tree *tree, size_t size);

#endif
