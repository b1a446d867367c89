/* SPDX-License-Identifier: EUPL-1.2 */
/* Forms of a case: a section of the request, the form of an action, and the check before sending. */
#ifndef IMI_CASES_FORM_H
#define IMI_CASES_FORM_H

#include "cases/casework.h"

/* case_form_new - a form about a case with its head filled: number, version, a fresh key, the way back. */
struct model_form *case_form_new(struct exchange *exchange, const struct content_case *the_case,
                                 const char *title);

/*
 * case_form_questions - the question set as groups of ticks, each with its comment; a group with chosen questions is open.
 */
struct model_list case_form_questions(struct exchange *exchange, const struct env *env,
                                      const struct content_case *the_case,
                                      const struct content_items *items,
                                      const struct form_state *state);

/* case_form_answers - the answers to give, question by question. */
struct model_list case_form_answers(struct exchange *exchange, const struct env *env,
                                    const struct content_case *the_case,
                                    const struct content_items *items,
                                    const struct form_state *state);

/*
 * case_conflict - answer 409: what happened, and both texts. `inputs` may be NULL.
 * unmet  the condition for which the action is not open now; NULL: somebody was faster
 */
enum err_code case_conflict(struct exchange *exchange, const struct env *env, const struct decl_verb_use *unmet,
                            const struct content_input *inputs, size_t n_inputs,
                            struct err *err) ERR_MUST_CHECK;

/* case_faults - the error summary of a form that may have brought files: what to mend, and which files were not taken, and why.
 */
struct model_list case_faults(struct exchange *exchange, const struct form_state *state);

/*
 * case_saved - answer to a form that was sent by itself: 200 kept; 422 what could be kept was. seen: content_seen of what the
 * form shows from now on, NULL where the form carries none.
 */
enum err_code case_saved(struct exchange *exchange, int status, const char *seen, struct err *err) ERR_MUST_CHECK;

/* case_act_get, case_act_post - an action's form: GET shows it; POST does the action, and answers with what follows from its
 * outcome. */
enum err_code case_act_get(struct exchange *exchange, struct err *err) ERR_MUST_CHECK;
enum err_code case_act_post(struct exchange *exchange, struct err *err) ERR_MUST_CHECK;

/* The form of a section: GET shows it, POST keeps what was given in the working copy. */
enum err_code case_section_get(struct exchange *exchange, const struct env *env,
                               const struct content_case *the_case, struct err *err) ERR_MUST_CHECK;
enum err_code case_section_post(struct exchange *exchange, const struct env *env,
                                const struct content_case *the_case, const struct form *form,
                                const struct files_result *files, struct err *err) ERR_MUST_CHECK;

#endif
