/* SPDX-License-Identifier: EUPL-1.2 */
#include "view/tree.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NODES 64         /* in one piece */
#define TEXT_BYTES 2048  /* in one piece; longer texts have their own */
#define PLACE_BYTES 24

struct tree {
    HDF *root;
    HDF *last;  /* of ours below the root */
    HDF *nodes; /* the piece that nodes are cut from */
    size_t nodes_left;
    char *text;
    size_t text_left;
};

/*
 * The root is ClearSilver's own, because `set:` hangs what it allocates below it. Ours are let go first: what is left is
 * what ClearSilver frees. A value of ours that `set:` replaced was allocated by it, too.
 */
static int
tree_end(struct tree *tree)
{
    HDF *end = tree->last != NULL ? tree->last->next : tree->root->child;

    for (HDF *node = tree->root->child; node != end; node = node->next)
        if (node->alloc_value)
            free(node->value);
    tree->root->child = end;
    hdf_destroy(&tree->root);
    return 0;
}

enum err_code
tree_new(TALLOC_CTX *mem, struct tree **out, struct err *err)
{
    struct tree *tree;
    HDF *root;

    NEO_TRY(hdf_init(&root));
    tree = mem_zero(mem, struct tree);
    tree->root = root;
    talloc_set_destructor(tree, tree_end);
    *out = tree;
    return ERR_OK;
}

HDF *
tree_root(struct tree *tree)
{
    return tree->root;
}

static HDF *
new_node(struct tree *tree)
{
    if (tree->nodes_left == 0) {
        tree->nodes = mem_zeros(tree, HDF, NODES);
        tree->nodes_left = NODES;
    }
    return &tree->nodes[--tree->nodes_left];
}

HDF *
tree_add(struct tree *tree, HDF *parent, const char *name, const char *value)
{
    HDF *node = new_node(tree);

    /* ClearSilver's members are not const; it frees or changes neither, since alloc_value is 0. */
    node->name = (char *)(uintptr_t)name;
    node->name_len = (int)strlen(name);
    node->value = (char *)(uintptr_t)value;
    node->top = tree->root;
    if (parent->child == NULL)
        parent->child = node;
    else
        parent->last_child->next = node;
    parent->last_child = node;
    if (parent == tree->root)
        tree->last = node;
    return node;
}

char *
tree_text(struct tree *tree, size_t size)
{
    if (size > TEXT_BYTES)
        return mem_size(tree, size);
    if (size > tree->text_left) {
        tree->text = mem_size(tree, TEXT_BYTES);
        tree->text_left = TEXT_BYTES;
    }
    tree->text_left -= size;
    return tree->text + tree->text_left;
}

HDF *
tree_add_place(struct tree *tree, HDF *parent, size_t place)
{
    char digits[PLACE_BYTES], *at = digits + sizeof digits, *name;

    *--at = '\0';
    do
        *--at = (char)('0' + place % 10);
    while ((place /= 10) > 0);
    name = tree_text(tree, (size_t)(digits + sizeof digits - at));
    memcpy(name, at, (size_t)(digits + sizeof digits - at));
    return tree_add(tree, parent, name, NULL);
}
