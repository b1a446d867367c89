/* SPDX-License-Identifier: EUPL-1.2 */
/* Those who hold a part together, as whoever sees the case may see them: who takes part, and how each of them stands. */
#include "content/case.h"

enum err_code
content_progress(const struct env *env, const struct content_case *the_case, struct member_progress **progress, size_t *count,
                 struct err *err)
{
    return members_progress(env->db, env->mem, the_case->row->id, progress, count, err);
}

enum err_code
content_members(const struct env *env, const struct content_case *the_case, int part, uint64_t after, unsigned limit,
                struct case_member **members, size_t *count, struct err *err)
{
    return members_of_part(env->db, env->mem, the_case->row->id, (unsigned)part, after, limit, env->language, members, count,
                           err);
}
