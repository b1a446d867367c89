/* SPDX-License-Identifier: EUPL-1.2 */
/* Names in a flow as indexes. */
#include "base/mem.h"
#include "decl/build.h"

int
build_part(struct flow_build *fb, const struct node *name, const char *key)
{
    int part = decl_part(fb->flow, name->text);

    if (part < 0)
        fault_add(fb->build->load, name->pos, key, "there is no part \"%s\"", name->text);
    return part;
}

int
build_state(struct flow_build *fb, const struct node *name, const char *key)
{
    int state = decl_state(fb->flow, name->text);

    if (state < 0)
        fault_add(fb->build->load, name->pos, key, "there is no state \"%s\"", name->text);
    return state;
}

const int *
build_refs(struct flow_build *fb, const struct node *names, const char *key,
           int (*find)(struct flow_build *, const struct node *, const char *), size_t *count)
{
    int *refs = mem_zeros(fb->build->load->mem, int, node_count(names) + 1);

    *count = 0;
    for (size_t i = 0; i < node_count(names); i++) {
        int ref = find(fb, node_at(names, i), key);

        if (ref >= 0)
            refs[(*count)++] = ref;
    }
    return refs;
}
