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

/* The part of whose working copy a file is, where the act moves those who hold it; -1: it moves others. */
static int
part_moved(const struct act *act, const struct attachment_row *row)
{
    if (act->chain != 0)
        return row->part == act->chain ? act->the_case->part : -1;
    return row->part < MEMBER_FIRST ? (int)row->part : -1;
}

static bool
is_stranded(const struct act *act, const struct attachment_row *row)
{
    const struct decl_flow *decl = act->the_case->decl;
    int part = part_moved(act, row);
    struct place place;

    if (part < 0)
        return false;
    if (strcmp(row->state, "draft") != 0 || !place_find(decl, row->field, &place) || place.input != INPUT_FORM)
        return false;
    for (size_t i = 0; i < decl->n_actions; i++)
        if (place_works_on(&decl->actions[i], &place) && decl_is_by(&decl->actions[i], part) &&
            decl_starts_in(&decl->actions[i], act->to))
            return false;
    return true;
}

enum err_code
act_forget_files(struct act *act, struct err *err)
{
    if (act->to == act->the_case->state || !asks_for_files(act->the_case->decl))
        return ERR_OK;
    TRY(act_files(act, err));
    for (size_t i = 0; i < act->n_files; i++)
        if (is_stranded(act, &act->files[i]))
            TRY(attachment_drop(act->env->db, act->the_case->row->id, (unsigned)act->files[i].part, act->files[i].id, err));
    return ERR_OK;
}
