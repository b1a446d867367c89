/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Places of attachments: where in a request or an answer a file belongs, who may put one there and who
 * may have it. A place is named `files` (the attachments section of the main form), by a field of kind files, or
 * answer.QID.files.
 */
#ifndef IMI_CONTENT_PLACE_H
#define IMI_CONTENT_PLACE_H

#include "content/case.h"
#include "decl/reserved.h"
#include "store/attachment.h"

#define PLACE_FILES CONTROL_FILES

struct place {
    enum decl_input input;
    const struct decl_form *form;         /* INPUT_FORM: the form of the action */
    const struct decl_question *question; /* INPUT_ANSWERS */
    const char *reveal;                   /* key of the reveal rules */
};

/* place_find - the place of a name; false for a name that the flow does not declare. */
bool place_find(const struct decl_flow *decl, const char *name, struct place *place);

/* place_works_on - whether an action takes the files of a place. */
bool place_works_on(const struct decl_action *action, const struct place *place);

/*
 * place_may - whether the actor may change the files of a place now: an action that works on it is his to do.
 * Errors: ERR_CONFLICT not from this state; ERR_FORBIDDEN not his to do.
 */
enum err_code place_may(const struct env *env, const struct content_case *the_case,
                        const struct place *place, struct err *err) ERR_MUST_CHECK;

/* How much of a file somebody is given. */
enum place_show {
    PLACE_HIDDEN,
    PLACE_KIND, /* that there is one, its kind and language: what is read early (docs/visibility.md) */
    PLACE_WHOLE
};

/* place_shows - what the actor is given of a file. Source: Reg. (EU) 1024/2012 Art. 9(6); docs/visibility.md. */
enum place_show place_shows(const struct content_case *the_case, const struct attachment_row *row);

#endif
