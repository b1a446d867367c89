/* SPDX-License-Identifier: EUPL-1.2 */
/* A described struct (model/model.h) becomes values that a template sees. Private to lib/view. */
#ifndef IMI_VIEW_WALK_H
#define IMI_VIEW_WALK_H

#include "model/model.h"
#include "view/tree.h"

/*
 * walk_struct - set the fields of a struct below a node. The struct's texts are not copied: they live as long as the tree.
 * Errors: ERR_INTERNAL structs nested deeper than VIEW_DEPTH_MAX.
 */
enum err_code walk_struct(struct tree *tree, HDF *node, const struct model_table *table, const void *model,
                          unsigned depth, struct err *err) ERR_MUST_CHECK;

/* walk_link_fits - is this a path of this site ("/...", "?...", "#...", never "//...")? */
bool walk_link_fits(const char *link);

#endif
