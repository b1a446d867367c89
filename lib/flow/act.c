/* SPDX-License-Identifier: EUPL-1.2 */
/* What the steps of an act share. */
#include "flow/act.h"

#include <string.h>

#include "content/place.h"
#include "store/attachment.h"

uint64_t
act_holder(const struct act *act, int part)
{
    const struct act_taken *taken = &act->taken[part];

    return taken->how != NULL ? taken->authority_id : act->the_case->row->parties[part].authority_id;
}

enum err_code
act_files(struct act *act, struct err *err)
{
    if (act->files != NULL)
        return ERR_OK;
    return attachments_of_case(act->env->db, act->env->mem, act->the_case->row->id, &act->files, &act->n_files, err);
}

/* Whether an action of a flow asks for files in its own form. */
static bool
asks_for_files(const struct decl_flow *decl)
{
    for (size_t i = 0; i < decl->n_forms; i++)
        for (size_t s = 0; s < decl->forms[i].n_sections; s++)
            for (size_t f = 0; f < decl->forms[i].sections[s].n_fields; f++)
                if (decl->forms[i].sections[s].fields[f].kind->attached)
                    return true;
    return false;
}

/* Whether an action may still be done after the act by whoever has begun a file for it. */
static bool
stays_open(const struct act *act, const struct attachment_row *row, const struct decl_action *action)
{
    if (row->part < MEMBER_FIRST)
        return decl_is_by(action, (int)row->part) && decl_starts_in(action, act->to);
    if (act->chain != 0) /* its own act */
        return decl_is_by(action, act->the_case->part) && decl_starts_in(action, act->to);
    return action->of != OF_CASE && decl_goes_on(act->the_case->decl, action, act->to);
}

static bool
is_stranded(const struct act *act, const struct attachment_row *row)
{
    const struct decl_flow *decl = act->the_case->decl;
    struct place place;

    if (act->chain != 0 && row->part != act->chain)
        return false; /* it moves nobody else */
    if (strcmp(row->state, "draft") != 0 || !place_find(decl, row->field, &place) || place.input != INPUT_FORM)
        return false;
    for (size_t i = 0; i < decl->n_actions; i++)
        if (place_works_on(&decl->actions[i], &place) && stays_open(act, row, &decl->actions[i]))
            return false;
    return true;
}

enum err_code
act_forget_files(struct act *act, struct err *err)
{
    int before = act->chain != 0 ? act->the_case->own_state : act->the_case->state;

    if (act->to == before || !asks_for_files(act->the_case->decl))
        return ERR_OK;
    TRY(act_files(act, err));
    for (size_t i = 0; i < act->n_files; i++)
        if (is_stranded(act, &act->files[i]))
            TRY(attachment_drop(act->env->db, act->the_case->row->id, (unsigned)act->files[i].part, act->files[i].id, err));
    return ERR_OK;
}
