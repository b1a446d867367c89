/* SPDX-License-Identifier: EUPL-1.2 */
/* Areas: one folder of conf/areas each. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "decl/build.h"
#include "decl/reserved.h"
#include "decl/verify.h"
#include "yaml/file.h"

struct raw_area {
    const struct node *node;
    struct decl_area d;
    const struct node *acts, *activities;
    struct walk_rows lists;
};

struct raw_lists {
    const struct node *node;
    struct walk_rows lists;
};

/* Blocking: 6 months as a rule, 18 at most where an act says so; deletion 3 years after closure.
 * Source: Reg. (EU) 1024/2012 Art. 14(1), 14(4). */
static const struct walk_key area_keys[] = {
    KEY_TEXT("area", raw_area, d.id, true, SHAPE_NAME, LIMIT_ID_CHARS),
    KEY_MSGID("title", raw_area, d.title, true),
    KEY_MSGID("description", raw_area, d.description, true),
    KEY_MSGID("purpose", raw_area, d.purpose, false),
    KEY_MSGIDS("acts", raw_area, acts, true),
    KEY_NUMBER("block_months", raw_area, d.block_months, true, 1, 18, 0),
    KEY_NUMBER("erase_months", raw_area, d.erase_months, true, 1, 36, 0),
    KEY_NUMBER("reply_days", raw_area, d.reply_days, true, 1, 365, 0),
    KEY_REF("activities", raw_area, activities, false, SHAPE_NAME),
    KEY_ROWS("lists", raw_area, lists, false, &lists_table),
    KEY_END,
};

static const struct walk_table area_table = {
    .what = "an area",
    .size = sizeof(struct raw_area),
    .keys = area_keys,
};

static const struct walk_key file_keys[] = {
    KEY_ROWS("lists", raw_lists, lists, true, &lists_table),
    KEY_END,
};

static const struct walk_table file_table = {
    .what = "a file of code lists",
    .size = sizeof(struct raw_lists),
    .keys = file_keys,
};

static bool
ends_with(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);

    return length > tail && strcmp(name + length - tail, end) == 0;
}

/* <id>.<version>.yaml with a version from 1 on; NULL when the name is not of this form. */
static const char *
split_name(TALLOC_CTX *mem, const char *name, unsigned *version)
{
    size_t id = strcspn(name, ".");
    const char *digits = name + id + (name[id] == '.');
    size_t length = strspn(digits, "0123456789");

    if (length == 0 || length > 4 || digits[0] == '0' || strcmp(digits + length, ".yaml") != 0)
        return NULL;
    *version = (unsigned)strtoul(digits, NULL, 10);
    return mem_copy_n(mem, name, id);
}

static void
read_lists(struct build *build, const char *folder)
{
    const char *sub = mem_printf(build->load->scratch, "%s/lists", folder);
    const char *const *names = file_names(build->load->scratch, build->load->folder, sub);

    for (size_t i = 0; names[i] != NULL; i++) {
        const char *file = mem_printf(build->load->mem, "%s/%s", sub, names[i]);
        struct raw_lists raw = {0};
        const struct node *top;

        if (!ends_with(names[i], ".yaml"))
            continue;
        top = yaml_read(build->load, file);
        if (top == NULL)
            continue;
        walk(build->load, top, &file_table, &raw);
        lists_build(build, &raw.lists);
    }
}

static void
build_version(struct build *build, const char *folder, const char *id, unsigned version)
{
    struct load *load = build->load;
    struct decl_origin origin;
    const struct node *top = version_read(load, folder, id, version, &origin);

    if (top == NULL)
        return;
    load->user = origin.from == NULL ? NULL : mem_printf(load->mem, "%s/%s.%u.yaml", folder, id, version);
    if (strcmp(id, "questions") == 0)
        questions_build(build, top, version, &origin);
    else
        flow_build(build, top, id, version, &origin);
    load->user = NULL;
}

/* Files of flows come after those of questions, which they name. Backups of editors are no declared data. */
static void
read_versions(struct build *build, const char *folder, bool questions)
{
    const char *const *names = file_names(build->load->scratch, build->load->folder, folder);

    for (size_t i = 0; names[i] != NULL; i++) {
        const char *file = mem_printf(build->load->mem, "%s/%s", folder, names[i]);
        unsigned version = 0;
        const char *id = split_name(build->load->scratch, names[i], &version);

        if (strcmp(names[i], "area.yaml") == 0 || !(ends_with(names[i], ".yaml") || ends_with(names[i], ".yml")))
            continue;
        if (id == NULL) {
            if (questions)
                fault_add(build->load, (struct yaml_pos){file, 1}, "yaml",
                          "the name of the file must be area.yaml, questions.<version>.yaml or <flow>.<version>.yaml");
            continue;
        }
        if ((strcmp(id, "questions") == 0) == questions && walk_id(build->load, (struct yaml_pos){file, 1}, SHAPE_NAME, id))
            build_version(build, folder, id, version);
    }
}

/* By id, the newest version first: decl_flow takes the first that fits. */
static int
compare_flows(const void *a, const void *b)
{
    const struct decl_flow *x = *(const struct decl_flow *const *)a;
    const struct decl_flow *y = *(const struct decl_flow *const *)b;
    int order = strcmp(x->id == NULL ? "" : x->id, y->id == NULL ? "" : y->id);

    return order != 0 ? order : (x->version < y->version) - (x->version > y->version);
}

static void
fill_area(struct build *build, const struct raw_area *raw)
{
    struct decl_area *area = build->area;
    struct load *load = build->load;

    area->acts = when_ids(load, raw->acts, &area->n_acts);
    area->activities = lists_find(build, raw->activities, "activities");
    if (area->erase_months != 0 && area->block_months > area->erase_months)
        fault_key(load, area->pos, "block_months", "is more than `erase_months`");
}

void
area_read(struct load *load, const char *id, struct decl_area *area)
{
    struct build build = {.load = load, .area = area};
    const char *folder = mem_printf(load->scratch, "conf/areas/%s", id);
    struct raw_area raw = {0};
    const struct node *top = yaml_read(load, mem_printf(load->mem, "%s/area.yaml", folder));

    if (top != NULL)
        walk(load, top, &area_table, &raw);
    *area = raw.d;
    if (top != NULL) {
        area->pos = top->pos;
        if (reserved_has(RESERVED_AREA, id))
            fault_key(load, area->pos, "area", "/%s/ is an address of the program: give the folder another name", id);
        if (area->id != NULL && strcmp(area->id, id) != 0)
            fault_key(load, area->pos, "area", "the name of the folder is %s", id);
    }
    area->id = mem_copy(load->mem, id);
    lists_build(&build, &raw.lists);
    read_lists(&build, folder);
    read_versions(&build, folder, true);
    read_versions(&build, folder, false);
    if (top != NULL)
        fill_area(&build, &raw);
    if (build.n_flows > 1)
        qsort(build.flows, build.n_flows, sizeof *build.flows, compare_flows);
    area->lists = build.lists;
    area->n_lists = build.n_lists;
    area->flows = build.flows;
    area->n_flows = build.n_flows;
}
