/* SPDX-License-Identifier: EUPL-1.2 */
/* What a flow looks like: for people who check it, for the manual, and for the who-may tables. In English. */
#ifndef IMI_DECL_SHOW_H
#define IMI_DECL_SHOW_H

#include "base/buf.h"
#include "decl/decl.h"

/*
 * show_who - who may do what where: one line for each state, action and role, in the order of the data:
 * STATE<TAB>ACTION<TAB>PART.ROLE<TAB>CONDITIONS. Conditions are the guards, joined by commas, with their
 * arguments in brackets; `-` when there is none.
 */
void show_who(const struct decl_flow *flow, struct buf *out);

/* show_text - what the version was written from, and states with their actions, limits and timers, as indented lines. */
void show_text(const struct decl_flow *flow, struct buf *out);

/* show_svg - the state diagram as an SVG document of its own. The caller checks buf_full. */
void show_svg(const struct decl_flow *flow, struct buf *out);

#endif
