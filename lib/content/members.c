/* SPDX-License-Identifier: EUPL-1.2 */
/* Those who hold a part together, as whoever sees the case may see them: who takes part, and how each of them stands. */
#include <inttypes.h>

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

enum err_code
content_read_member(const struct env *env, struct content_case *the_case, uint64_t number, struct case_member **member,
                    struct err *err)
{
    if (the_case->own != NULL || the_case->part < 0 || the_case->visibility != VISIBLE_FULL || number < MEMBER_FIRST)
        return FAIL(err, ERR_NOT_FOUND, "no member %" PRIu64 " to read", number);
    TRY(member_read(env->db, env->mem, the_case->row->id, number, env->language, member, err));
    the_case->chain = number;
    return ERR_OK;
}
