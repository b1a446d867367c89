/* SPDX-License-Identifier: EUPL-1.2 */
/* What the handlers of one case share: given values, values as they are shown, items as form controls. */
#ifndef IMI_CASES_CASEWORK_H
#define IMI_CASES_CASEWORK_H

#include "content/item.h"
#include "decl/reserved.h"
#include "flow/flow.h"
#include "model/case.h"
#include "web/handler.h"

/* handler_open - the case of the address; another area's case is not found here. */
enum err_code handler_open(struct exchange *exchange, const struct env *env,
                           struct content_case **the_case, struct err *err) ERR_MUST_CHECK;

/* Given values ------------------------------------------------------------------------------------------------- */

/* handler_autosaves - whether a form was sent by itself (go=autosave): it holds only what was changed. */
bool handler_autosaves(const struct form *form);

/*
 * given_from_form - what a posted form gives for these items; unticked boxes of a shown item count as emptied, but not
 * where the form was sent by itself.
 */
size_t given_from_form(struct exchange *exchange, const struct content_items *items,
                       const struct form *form, struct content_input **inputs);

/* given_from_json - what the JSON body of this exchange gives, `flow` apart; names that are no item are passed on, for flow to
 * refuse. NAME.lang is a language. */
size_t given_from_json(struct exchange *exchange, struct content_input **inputs);

/* Shown ---------------------------------------------------------------------------------------------------------- */

/*
 * What values are shown with, read before the page is drawn, in one statement at most however many there are: how the
 * authorities are called that they name.
 */
struct authority_name;
struct shown_names {
    const struct case_row *row; /* the authorities that take part are known by the case */
    const struct authority_name *names;
    size_t count;
};

/* show_read_names - read it, for the values that a page is about to show. Errors: any of the database. */
enum err_code show_read_names(const struct env *env, const struct content_case *the_case, const struct content_values *values,
                         struct shown_names *names, struct err *err) ERR_MUST_CHECK;

/* show_value - a stored value as it is shown; asks the database nothing. */
struct model_value show_value(const struct exchange *exchange, const struct shown_names *names,
                              const struct content_item *item, const struct content_value *value);

/* show_party - an authority as a party of a case. */
const struct model_authority *show_party(const struct exchange *exchange, const struct case_party *party);

/* show_section_href - the form that fills a section of the main form; NULL without a section, or where the actor's part does not
 * fill it now. */
const char *show_section_href(const struct exchange *exchange, const struct content_case *the_case,
                              const struct decl_section *section);

/* show_sections - the values of a form, section by section; `change` makes links to where each is changed. */
struct model_list show_sections(const struct exchange *exchange, const struct env *env,
                                const struct content_case *the_case, const struct decl_form *form,
                                const struct content_values *values, const struct shown_names *names, bool change);

/* show_questions - questions asked, with answers where they are among the values; in both languages if `both`. */
struct attach_file;
struct model_list show_questions(const struct exchange *exchange, const struct env *env,
                                 const struct content_case *the_case, const struct content_values *values,
                                 const struct shown_names *names, const struct attach_file *files, size_t n_files,
                                 bool both);

/* show_files - files at a place (NULL: all). */
struct model_list show_files(const struct exchange *exchange, const struct content_case *the_case,
                             const char *field, const struct attach_file *files, size_t n_files);

/* show_events - the time line. */
struct model_list show_events(const struct exchange *exchange, const struct flow_events *events);

/* show_said - what was said with events (flow_said), in the order of time. */
struct model_list show_said(const struct exchange *exchange, const struct shown_names *names, const struct flow_events *events);

/* Controls ------------------------------------------------------------------------------------------------------ */

struct files_result;
struct form_state {
    const struct content_values *values;
    const struct content_input *typed; /* what was typed, shown in place of the stored */
    size_t n_typed;
    const struct content_problems *problems;
    const struct files_result *files; /* files that came with the form, some perhaps refused; NULL = none */
    bool autosave;
    bool uploads; /* the form takes files: fields of kind files are shown, too */
};

/* control_of - an item as a form control. */
struct view_control control_of(struct exchange *exchange, const struct env *env,
                               const struct content_item *item, const struct form_state *state);

/* controls_of - the shown items as controls. */
struct model_list controls_of(struct exchange *exchange, const struct env *env,
                              const struct content_items *items, const struct form_state *state);

/* control_upload - the controls that add files at a place: the files, and the language that they are in. */
struct model_list control_upload(struct exchange *exchange, const struct env *env, const char *place,
                                 const struct form_state *state);

#endif
