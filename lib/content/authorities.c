/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "base/mem.h"
#include "content/values.h"

static bool
is_known(const struct case_row *row, const uint64_t *ids, size_t n_ids, uint64_t id)
{
    for (size_t i = 0; i < CASE_PARTS; i++)
        if (row->parties[i].authority_id == id)
            return true;
    for (size_t i = 0; i < n_ids; i++)
        if (ids[i] == id)
            return true;
    return false;
}

static void
add_named(const struct content_case *the_case, const struct content_value *values, size_t count, uint64_t *ids, size_t *n_ids)
{
    struct value_rule rule;

    for (size_t i = 0; i < count; i++) {
        uint64_t id;

        if (!value_rule(the_case->decl, values[i].field, &rule) || rule.kind == NULL || !rule.kind->names_authority)
            continue;
        id = strtoull(values[i].value, NULL, 10);
        if (id != 0 && !is_known(the_case->row, ids, *n_ids, id))
            ids[(*n_ids)++] = id;
    }
}

const uint64_t *
content_authorities(TALLOC_CTX *mem, const struct content_case *the_case, const struct content_values *values, size_t *count)
{
    uint64_t *ids = mem_zeros(mem, uint64_t, values->count + values->n_earlier + 1);

    *count = 0;
    add_named(the_case, values->items, values->count, ids, count);
    add_named(the_case, values->earlier, values->n_earlier, ids, count);
    return ids;
}
