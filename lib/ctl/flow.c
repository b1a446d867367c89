/* SPDX-License-Identifier: EUPL-1.2 */
/* imictl flow list, show, who. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "ctl/ctl.h"
#include "decl/show.h"

#define BYTES_MAX (1024 * 1024)

static const struct decl *
load(struct ctl *ctl)
{
    struct ctl_data data;
    struct err err;

    if (ctl_find_data(ctl, &data, &err) == ERR_OK)
        return ctl_load(ctl, &data);
    fprintf(stderr, "imictl: %s\n", err.detail);
    return NULL;
}

/* Prints the document whole, or nothing. */
static enum ctl_status
print(const struct buf *buf)
{
    if (buf_full(buf) || fwrite(buf->data, 1, buf->length, stdout) != buf->length || fflush(stdout) != 0) {
        fprintf(stderr, "imictl: the output could not be written\n");
        return CTL_FAULT;
    }
    return CTL_OK;
}

enum ctl_status
ctl_flow_list(struct ctl *ctl, int argc, char **argv)
{
    const struct decl *decl;
    struct buf *out = buf_new(ctl->mem, BYTES_MAX);

    (void)argv;
    if (argc != 0)
        return CTL_USAGE;
    decl = load(ctl);
    if (decl == NULL)
        return CTL_FAULT;
    for (size_t a = 0; a < decl->n_areas; a++)
        for (size_t f = 0; f < decl->areas[a].n_flows; f++) {
            const struct decl_flow *flow = decl->areas[a].flows[f];

            buf_printf(out, "%s\t%s\t%u\t%s\n", decl->areas[a].id, flow->id, flow->version, flow->title);
        }
    return print(out);
}

/* The newest version of the flow named by two arguments; NULL, and said why, when there is none. */
static const struct decl_flow *
find_flow_of(struct ctl *ctl, char **argv)
{
    const struct decl *decl = load(ctl);
    const struct decl_area *area;
    const struct decl_flow *flow;

    if (decl == NULL)
        return NULL;
    area = decl_area(decl, argv[0]);
    if (area == NULL) {
        fprintf(stderr, "imictl: there is no area \"%s\"\n", argv[0]);
        return NULL;
    }
    flow = decl_flow(area, argv[1], 0);
    if (flow == NULL)
        fprintf(stderr, "imictl: the area %s has no flow \"%s\"\n", argv[0], argv[1]);
    return flow;
}

enum ctl_status
ctl_flow_show(struct ctl *ctl, int argc, char **argv)
{
    const struct decl_flow *flow;
    struct buf *out = buf_new(ctl->mem, BYTES_MAX);
    bool svg = option_value(ctl->options, "svg") != NULL;

    if (argc != 2)
        return CTL_USAGE;
    flow = find_flow_of(ctl, argv);
    if (flow == NULL)
        return CTL_FAULT;
    if (svg)
        show_svg(flow, out);
    else
        show_text(flow, out);
    return print(out);
}

enum ctl_status
ctl_flow_who(struct ctl *ctl, int argc, char **argv)
{
    const struct decl_flow *flow;
    struct buf *out = buf_new(ctl->mem, BYTES_MAX);

    if (argc != 2)
        return CTL_USAGE;
    flow = find_flow_of(ctl, argv);
    if (flow == NULL)
        return CTL_FAULT;
    show_who(flow, out);
    return print(out);
}
