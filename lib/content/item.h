/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Items: the single inputs that a form, a question or an answer comes down to. Declared fields, the tick and
 * comment of each question, and the parts of each answer are all items, so that pages, API, checks and
 * values know one kind of thing.
 *
 * How values are stored: line and text as typed (LF, no space around); repeated lines one a line; code the code;
 * codes joined by one space in list order; day YYYY-MM-DD; number in digits; flag "yes"; authority its id in
 * digits. Names: a field's own id; ask.QID ("yes"), ask.QID.comment; answer.QID (codes), answer.QID.text, .day1,
 * .day2, .number, .unlimited, .comment, .files.
 */
#ifndef IMI_CONTENT_ITEM_H
#define IMI_CONTENT_ITEM_H

#include "content/input.h"
#include "content/value.h"

enum flow_item_role {
    ITEM_FIELD,
    ITEM_ASK,
    ITEM_ASK_COMMENT,
    ITEM_ANSWER, /* the coded part */
    ITEM_ANSWER_TEXT,
    ITEM_ANSWER_DAY,
    ITEM_ANSWER_NUMBER,
    ITEM_ANSWER_UNLIMITED,
    ITEM_ANSWER_COMMENT,
    ITEM_ANSWER_FILES
};

/* Codes that answer every question (declared data need not name them). */
#define ANSWER_NOT_KNOWN "not_known"
#define ANSWER_NOT_ALLOWED "not_allowed"

struct flow_item {
    const char *name; /* of the value */
    enum flow_item_role role;
    enum decl_kind kind;
    enum decl_mark mark;
    const char *reveal;
    const struct decl_list *list;  /* CODE, CODES; NULL with own_codes */
    const struct decl_list *labels; /* where the labels of its codes stand */
    const char *own_codes;         /* codes allowed besides or instead, joined by blanks (list_field of a question) */
    const char *label, *hint;      /* msgids */
    size_t min, max;               /* characters */
    int64_t least, most;
    enum decl_need need;           /* after conditions: NEED_NEVER when a condition does not hold */
    bool shown;                    /* its condition holds */
    bool own_form;                 /* of the form of an action: given anew at each act */
    bool before_acceptance;
    const struct decl_field *field;       /* ITEM_FIELD */
    const struct decl_question *question; /* the others */
    const struct decl_section *section;
};

struct flow_items {
    struct flow_item *items;
    size_t count;
};

/*
 * flow_section_items - the items of one section of a form, as they are with these values (conditions; questions asked).
 * Items that are not shown are listed too, with `shown` false, so that a page without scripts can tell.
 */
struct flow_items flow_section_items(const struct flow *flow, const struct decl_flow *decl,
                                     const struct decl_section *section,
                                     const struct flow_values *values);

/* flow_form_items - the items of all sections of a form. */
struct flow_items flow_form_items(const struct flow *flow, const struct decl_flow *decl,
                                  const struct decl_form *form, const struct flow_values *values);

/* flow_answer_items - the items of the answers to the questions that were asked. */
struct flow_items flow_answer_items(const struct flow *flow, const struct decl_flow *decl,
                                    const struct flow_values *values);

/* flow_action_items - all items that an action takes: its own form, and the request or the answers where it works on those. */
struct flow_items flow_action_items(const struct flow *flow, const struct decl_flow *decl,
                                    const struct decl_action *action,
                                    const struct flow_values *values);

/* flow_item - an item by name, or NULL. */
const struct flow_item *flow_item(const struct flow_items *items, const char *name);

/* flow_holds - whether a declared condition holds with these values. */
bool flow_holds(const struct decl_flow *decl, const struct decl_when *when, const struct flow_values *values);

/*
 * flow_normal - bring a raw text into the stored form of an item's kind.
 * Returns the stored text ("" = nothing given), or NULL after filling `problem`.
 */
const char *flow_normal(const struct flow *flow, const struct flow_item *item, const char *raw,
                        struct flow_problem *problem);

/* flow_incomplete - what of `items` is still needed at `need` (NEED_SAVE or NEED_SEND) and missing; problems are appended. */
void flow_incomplete(TALLOC_CTX *mem, const struct flow_items *items, const struct flow_values *values,
                     enum decl_need need, struct flow_problems *problems);

/* flow_section_state - how far a section of a draft is: for the task list. */
enum flow_progress { PROGRESS_NONE, PROGRESS_BEGUN, PROGRESS_DONE };
enum flow_progress flow_section_progress(const struct flow *flow, const struct decl_flow *decl,
                                         const struct decl_section *section,
                                         const struct flow_values *values, size_t files);

/* flow_answered - whether the answer to a question is complete. */
bool flow_answered(const struct flow *flow, const struct decl_flow *decl,
                   const struct decl_question *question, const struct flow_values *values);

#endif
