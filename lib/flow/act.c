/* SPDX-License-Identifier: EUPL-1.2 */
/* What the steps of an act share. */
#include "flow/act.h"
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
