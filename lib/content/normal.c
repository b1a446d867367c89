/* SPDX-License-Identifier: EUPL-1.2 */
/* Raw input into the stored form of its kind; what cannot be is a problem that says how to mend it. */
#include "content/item.h"

const char *
content_normal(const struct env *env, const struct content_item *item, const char *raw,
               struct content_problem *problem)
{
    struct kind_problem found;
    const char *text = kind_store(item->kind, env->mem, &item->limits, raw, &found);

    if (text == NULL)
        *problem = (struct content_problem){
            .field = item->name, .msgid = found.msgid, .label = item->label, .number = found.number};
    return text;
}
