/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Items: the single inputs that a form, a question or an answer comes down to. Declared fields, the tick and
 * comment of each question, and the parts of each answer are all items, so that pages, API, checks and
 * values know one kind of thing.
 *
 * How a value is stored is told by its kind (lib/kinds). Names: a field's own id; ask.QID ("yes"), ask.QID.comment; answer.QID
 * (codes), answer.QID.text, .day1, .day2, .number, .unlimited, .comment, .files.
 */
#ifndef IMI_CONTENT_ITEM_H
#define IMI_CONTENT_ITEM_H

#include "content/input.h"
#include "content/value.h"

enum content_item_role {
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

struct content_item {
    const char *name; /* of the value */
    enum content_item_role role;
    const struct kind *kind;
    enum data_class data_class;
    const char *reveal;
    struct kind_limits limits;
    const struct decl_list *labels; /* where the labels of its codes stand */
    const char *label, *hint;      /* msgids */
    enum decl_need need;           /* after conditions: NEED_NEVER when a condition does not hold */
    bool shown;                    /* its condition holds */
    bool own_form;                 /* of the form of an action: given anew at each act */
    bool early;
    const struct decl_field *field;       /* ITEM_FIELD */
    const struct decl_question *question; /* the others */
    const struct decl_section *section;
};

struct content_items {
    struct content_item *items;
    size_t count;
};

/*
 * content_section_items - the items of one section of a form, as they are with these values (conditions; questions asked).
 * Items that are not shown are listed too, with `shown` false, so that a page without scripts can tell.
 */
struct content_items content_section_items(const struct env *env, const struct decl_flow *decl,
                                           const struct decl_section *section,
                                           const struct content_values *values);

/* content_form_items - the items of all sections of a form. */
struct content_items content_form_items(const struct env *env, const struct decl_flow *decl,
                                        const struct decl_form *form, const struct content_values *values);

/* content_answer_items - the items of the answers to the questions that were asked. */
struct content_items content_answer_items(const struct env *env, const struct decl_flow *decl,
                                          const struct content_values *values);

/* content_loaded_section, content_loaded_form, content_loaded_answers - the three, of values that nobody has been shown. */
struct content_items content_loaded_section(const struct env *env, const struct decl_flow *decl,
                                            const struct decl_section *section, const struct content_loaded *loaded);
struct content_items content_loaded_form(const struct env *env, const struct decl_flow *decl,
                                         const struct decl_form *form, const struct content_loaded *loaded);
struct content_items content_loaded_answers(const struct env *env, const struct decl_flow *decl,
                                            const struct content_loaded *loaded);

/* content_action_items - all items that an action takes: its own form, and the request or the answers where it works on those. */
struct content_items content_action_items(const struct env *env, const struct decl_flow *decl,
                                          const struct decl_action *action,
                                          const struct content_values *values);

/* content_item - an item by name, or NULL. */
const struct content_item *content_item(const struct content_items *items, const char *name);

/* content_holds - whether a declared condition holds with these values. */
bool content_holds(const struct decl_flow *decl, const struct decl_when *when, const struct content_values *values);

/*
 * content_normal - bring a raw text into the stored form of an item's kind.
 * Returns the stored text ("" = nothing given), or NULL after filling `problem`.
 */
const char *content_normal(const struct env *env, const struct content_item *item, const char *raw,
                           struct content_problem *problem);

/*
 * content_incomplete - what of `items` is still needed at `need` (NEED_SAVE or NEED_SEND) and missing; problems are appended.
 * Files are no values, and are not looked at.
 */
void content_incomplete(TALLOC_CTX *mem, const struct content_items *items, const struct content_values *values,
                        enum decl_need need, struct content_problems *problems);

/* content_section_progress - how far a section of a draft is: for the task list. */
enum content_progress { PROGRESS_NONE, PROGRESS_BEGUN, PROGRESS_DONE };
enum content_progress content_section_progress(const struct env *env, const struct decl_flow *decl,
                                               const struct decl_section *section,
                                               const struct content_values *values, size_t files);

/* content_answered - whether the answer to a question is complete. */
bool content_answered(const struct env *env, const struct decl_flow *decl,
                      const struct decl_question *question, const struct content_values *values);

#endif
