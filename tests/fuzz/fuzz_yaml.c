/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Declared data: any bytes are read or refused with complaints, through YAML, schema walker, builders and
 * verifier. A seed holds the files of an area as maps: lists, questions, flow, and differences from that flow.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "decl/build.h"
#include "decl/show.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct raw_seed {
    const struct node *node;
    struct walk_rows lists;
    const struct node *questions, *flow, *differences;
};

static const struct walk_key seed_keys[] = {
    KEY_ROWS("lists", raw_seed, lists, false, &lists_table),
    KEY_ANY("questions", raw_seed, questions, false),
    KEY_ANY("flow", raw_seed, flow, false),
    KEY_ANY("differences", raw_seed, differences, false),
    KEY_END,
};

static const struct walk_table seed_table = {.what = "a seed", .size = sizeof(struct raw_seed), .keys = seed_keys};

/* What came through without a complaint can be shown. */
static void
show(TALLOC_CTX *mem, const struct decl_flow *flow)
{
    struct buf *out = buf_new(mem, 4 * 1024 * 1024);

    show_who(flow, out);
    show_text(flow, out);
    show_svg(flow, out);
    for (size_t i = 0; i < flow->n_states; i++)
        if (decl_state(flow, flow->states[i].id) != (int)i)
            abort();
}

static void
build(TALLOC_CTX *mem, struct load *load, const struct node *top)
{
    struct decl_area area = {.id = "fuzz"};
    struct build build = {.load = load, .area = &area};
    struct raw_seed raw = {0};
    struct decl_origin origin = {0};

    walk(load, top, &seed_table, &raw);
    lists_build(&build, &raw.lists);
    if (raw.questions != NULL)
        questions_build(&build, raw.questions, 1, &origin);
    /* The top of a file is a map. */
    if (raw.flow != NULL && raw.flow->kind == NODE_MAP && raw.differences != NULL && raw.differences->kind == NODE_MAP) {
        origin.from = "request.1";
        raw.flow = difference_apply(load, raw.flow, origin.from, raw.differences, &origin.differences);
    }
    if (raw.flow != NULL)
        flow_build(&build, raw.flow, "request", 1, &origin);
    if (load->faults->count == 0 && build.n_flows == 1)
        show(mem, build.flows[0]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TALLOC_CTX *mem = mem_new(NULL, "fuzz");
    struct yaml_faults faults;
    struct load *load = load_start(mem, "/nonexistent", &faults);
    const struct node *top = yaml_parse(load, "seed.yaml", (const char *)data, size);

    if (top != NULL)
        build(mem, load, top);
    else if (faults.count == 0)
        abort();
    load_end(load, NULL, NULL);
    for (size_t i = 0; i < faults.count; i++)
        if (faults.items[i].pos.line == 0 || faults.items[i].key == NULL || faults.items[i].text[0] == '\0')
            abort();
    talloc_free(mem);
    return 0;
}
