/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The verifier: what must hold for a flow as a whole. It looks at the structs only; complaints find the
 * line of a key through fault_key. Private to lib/decl.
 */
#ifndef IMI_DECL_VERIFY_H
#define IMI_DECL_VERIFY_H

#include "decl/decl.h"
#include "yaml/load.h"

/* verify_flow - all of the checks below. */
void verify_flow(struct load *load, const struct decl_flow *flow);

/* verify_states.c: one beginning, every state reachable, a way on and a way to the end, who it waits for, limits. */
void verify_states(struct load *load, const struct decl_flow *flow);

/* verify_time.c: timers fit their states, and acts of the system can be done by it. */
void verify_time(struct load *load, const struct decl_flow *flow);

/* verify_actions.c: what an action asks for, checks and does fits together. */
void verify_actions(struct load *load, const struct decl_flow *flow);

/* verify_verbs.c: the arguments of the conditions, guards and effects of an action name what exists, and fit together. */
void verify_verbs(struct load *load, const struct decl_flow *flow, const struct decl_action *action);

/* verify_when.c: the conditions of an action can hold, and tell nobody what he does not read. */
void verify_when(struct load *load, const struct decl_flow *flow, const struct decl_action *action);

/* verify_excludes - whether two actions are never open at once, because a condition of the one rules out one of the other. */
bool verify_excludes(const struct decl_action *a, const struct decl_action *b);

/* verify_reach - the states that can be reached from a set of states, themselves included; bit = index. */
uint64_t verify_reach(const struct decl_flow *flow, uint64_t set);

/* verify_forms.c: conditions of fields name what exists, everything marked is governed by a reveal rule. */
void verify_forms(struct load *load, const struct decl_flow *flow);

/* verify_group - a group of the flow's question set; NULL when unknown or there is no set. */
const struct decl_group *verify_group(const struct decl_flow *flow, const char *id);

/* verify_field - the first field of an id in the main form, then in the others; NULL when the flow has none. */
const struct decl_field *verify_field(const struct decl_flow *flow, const char *id);

/* verify_takes - whether an effect of an action lets a part be taken. */
bool verify_takes(const struct decl_action *action, const char *part);

/* verify_members - what a part that many hold declares fits together. Comes after verify_states and verify_actions. */
void verify_members(struct load *load, const struct decl_flow *flow);

/* verify_sets_day - whether an effect `due` of an action sets a day; verify_day_is_set - whether one of any action does. */
bool verify_sets_day(const struct decl_action *action, const char *day);
bool verify_day_is_set(const struct decl_flow *flow, const char *day);

/* verify_code_fits - whether a field of kind code, codes or flag can have this value. */
bool verify_code_fits(const struct decl_field *field, const char *code);

#endif
