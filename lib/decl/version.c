/* SPDX-License-Identifier: EUPL-1.2 */
/* Versions of flows and question sets: written out in full, or as what they change of an earlier one. */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "decl/build.h"

/* Versions that state differences, one on top of the other. The digest holds them all: see digest.c. */

/* request.1 in `from` of request.2; 0 when it names no earlier version of the same thing. */
static unsigned
earlier_version(const struct node *from, const char *id, unsigned version)
{
    for (unsigned earlier = 1; from->kind == NODE_TEXT && earlier < version; earlier++) {
        char name[64];

        snprintf(name, sizeof name, "%s.%u", id, earlier);
        if (strcmp(from->text, name) == 0)
            return earlier;
    }
    return 0;
}

/* The new number is no difference: every version has its own. */
static void
forget_version(struct differences *found)
{
    size_t kept = 0;

    for (size_t i = 0; i < found->count; i++)
        if (strcmp(found->items[i].path, "version") != 0)
            found->items[kept++] = found->items[i];
    found->count = kept;
}

static const struct node *
apply(struct load *load, const struct node *base, const struct node *change, struct decl_origin *origin)
{
    const struct node *from = node_child(change, "from");
    const struct node *top;

    if (node_child(change, "version") == NULL) {
        fault_add(load, change->pos, "version", "is missing");
        return NULL;
    }
    top = difference_apply(load, base, from->text, change, &origin->differences);
    forget_version(&origin->differences);
    origin->from = from->text;
    if (origin->differences.count == 0)
        fault_add(load, from->pos, "from", "nothing differs from %s", from->text);
    return top;
}

static const struct node *
read_version(struct load *load, const char *folder, const char *id, unsigned version, unsigned chain, struct decl_origin *origin)
{
    const struct node *top = yaml_read(load, mem_printf(load->mem, "%s/%s.%u.yaml", folder, id, version));
    const struct node *from = node_child(top, "from");
    const struct node *base;
    struct decl_origin of_base = {0};
    unsigned earlier;

    if (from == NULL)
        return top;
    earlier = earlier_version(from, id, version);
    if (earlier == 0) {
        fault_add(load, from->pos, "from", "must name an earlier version, such as %s.%u", id, version > 1 ? version - 1 : 1);
        return NULL;
    }
    if (chain == LIMIT_VERSION_CHAIN) {
        fault_add(load, from->pos, "from", "more than %d versions state differences from each other; write one out in full", LIMIT_VERSION_CHAIN);
        return NULL;
    }
    base = read_version(load, folder, id, earlier, chain + 1, &of_base);
    if (base == NULL) {
        fault_add(load, from->pos, "from", "%s.%u.yaml is not in order", id, earlier);
        return NULL;
    }
    return apply(load, base, top, origin);
}

const struct node *
version_read(struct load *load, const char *folder, const char *id, unsigned version, struct decl_origin *origin)
{
    *origin = (struct decl_origin){0};
    return read_version(load, folder, id, version, 0, origin);
}
