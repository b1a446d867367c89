/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/clock.h"
#include "content/case.h"

#define TOUCH_AFTER CLOCK_HOUR

enum err_code
content_touch(const struct env *env, const struct content_case *the_case, struct err *err)
{
    int64_t now = clock_case_now();

    if (the_case->row->class != CASE_DRAFT || now - the_case->row->changed_at < TOUCH_AFTER)
        return ERR_OK;
    return case_touch(env->db, the_case->row->id, now, err);
}
