/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From the files of one area to its structs. Each part reads its own keys (the tables stand at the top of
 * its file) and resolves the names in them; verify.h then looks at the whole. Private to lib/decl.
 *
 * A builder never stops at a fault: what could not be read is NULL or left out, and the next stage
 * passes over it. What comes out is used only when there was no fault at all.
 */
#ifndef IMI_DECL_BUILD_H
#define IMI_DECL_BUILD_H

#include "decl/decl.h"
#include "yaml/load.h"
#include "yaml/walk.h"

/* An area while it is read. */
struct build {
    struct load *load;
    struct decl_area *area;
    const struct decl_list **lists;
    size_t n_lists;
    struct build_questions {
        const struct decl_questions *set;
        const struct node *node; /* its file, for the digest */
    } *questions;
    size_t n_questions;
    const struct decl_flow **flows;
    size_t n_flows;
};

/* area.c: area_read - all files of conf/areas/<id>. */
void area_read(struct load *load, const char *id, struct decl_area *area);

/* calendar.c: calendars_read - all files of conf/calendars; calendars_verify - every country of a code list has one. */
void calendars_read(struct load *load, struct decl *decl);
void calendars_verify(struct load *load, const struct decl *decl);

/* lists.c: the table of `lists:`, and the lists read by it made part of the area. */
extern const struct walk_table lists_table;
void lists_build(struct build *build, const struct walk_rows *raw);

/* lists_find - a list of the area by the name in a node; unknown is a fault; node NULL gives NULL. */
const struct decl_list *lists_find(struct build *build, const struct node *name, const char *key);

/* when.c: the table of the terms of a condition, and a condition made from them. */
extern const struct walk_table when_table;
struct decl_when when_build(struct load *load, const struct walk_rows *raw);

/* when_ids - the texts of a list of names as an array; *count is set. NULL gives none. */
const char *const *when_ids(struct load *load, const struct node *node, size_t *count);

/*
 * version.c: version_read - the whole content of folder/id.version.yaml. Where it says `from`, that is the earlier version with
 * the differences that it states. NULL, and said why, when it is not in order.
 */
const struct node *version_read(struct load *load, const char *folder, const char *id, unsigned version,
                                struct decl_origin *origin);

/* questions.c: the content of a file of questions made part of the area. version is that of the file's name. */
void questions_build(struct build *build, const struct node *top, unsigned version, const struct decl_origin *origin);

/* flow.c: the content of a file of a flow made part of the area. id and version are those of the file's name. */
void flow_build(struct build *build, const struct node *top, const char *id, unsigned version,
                const struct decl_origin *origin);

/* A flow while it is read. */
struct flow_build {
    struct build *build;
    struct decl_flow *flow;
};

/* form.c: the tables of forms, and forms made from them. */
extern const struct walk_table section_table, form_table;
const struct decl_form *form_build_main(struct flow_build *fb, const struct node *node,
                                        const struct walk_rows *sections);
void form_build_others(struct flow_build *fb, const struct walk_rows *forms);

/* action.c: the table of actions, and the actions of a flow; sets flow->stamps too. */
extern const struct walk_table action_table;
void action_build(struct flow_build *fb, const struct walk_rows *actions);

/* verb.c: tables of conditions, guards and effects, and their reading. */
extern const struct walk_table condition_table, guard_table, effect_table;
const struct decl_verb_use *verb_build_conditions(struct flow_build *fb, const struct walk_rows *raw,
                                                  size_t *count);
const struct decl_verb_use *verb_build_guards(struct flow_build *fb, const struct walk_rows *raw,
                                              size_t *count);
const struct decl_verb_use *verb_build_effects(struct flow_build *fb, const struct walk_rows *raw,
                                               size_t *count);

/* message.c: tables of messages and notices, and their reading. Messages come first: actions and timers name them. */
extern const struct walk_table message_table, notify_table;
void message_build(struct flow_build *fb, const struct walk_rows *raw);
const struct decl_notify *message_build_notices(struct flow_build *fb, const struct walk_rows *raw, size_t *count);

/* message_find - a message by the name in a node; NULL, and a fault, when unknown or there is no node. */
const struct decl_message *message_find(struct flow_build *fb, const struct node *name);

/* verb_names_guard - whether a guard has this name. */
bool verb_names_guard(const char *name);

/*
 * checks_expand - the tree of a flow with the sets of guards under `checks` opened where actions name them, and without
 * `checks`; the tree itself when it has none. What is wrong with a set becomes a fault.
 */
const struct node *checks_expand(struct load *load, const struct node *top);

/* build_part, build_state - an index by the name in a node; -1, and a fault under `key`, when unknown. */
int build_part(struct flow_build *fb, const struct node *name, const char *key);
int build_state(struct flow_build *fb, const struct node *name, const char *key);

/* build_refs - indexes by the names in a list (parts or states), unknown ones left out. */
const int *build_refs(struct flow_build *fb, const struct node *names, const char *key,
                      int (*find)(struct flow_build *, const struct node *, const char *),
                      size_t *count);

/* digest.c: the hash of what a published version must never change. questions may be NULL. */
void digest_flow(const struct node *flow, const struct node *questions, uint8_t out[32]);

/* How personal things are, as written; the index is enum data_class. */
extern const char *const data_class_words[];

#endif
