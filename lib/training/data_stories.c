/* SPDX-License-Identifier: EUPL-1.2 */
/* stories/<n>-<name>.yaml: the frame of each story. What its steps write is read by stories.c. */
#include <string.h>

#include "base/mem.h"
#include "training/data.h"
#include "yaml/file.h"

#define FOLDER DATA_FOLDER "/stories"

static const char *const retentions[] = {"kept", "blocks_tomorrow", "blocked", "erased", NULL};
static const char *const verifications[] = {"intact", "intact_with_erasure", NULL};

static const struct walk_key step_keys[] = {
    KEY_NUMBER("day", data_step, day, true, -1500, 60, 0),
    KEY_NUMBER("months", data_step, months, false, -60, 0, 0),
    KEY_NUMBER("hour", data_step, hour, true, 0, 23, 0),
    KEY_REF("by", data_step, by, true, SHAPE_ANY),
    KEY_REF("action", data_step, action, true, SHAPE_ACTION),
    KEY_ANY("values", data_step, values, false),
    KEY_END,
};
static const struct walk_table step_table = {.what = "a step", .size = sizeof(struct data_step), .keys = step_keys};

static const struct walk_key expect_keys[] = {
    KEY_REF("state", data_expect, state, true, SHAPE_NAME),
    KEY_REF("waits_for", data_expect, waits_for, true, SHAPE_NAME),
    KEY_REF("due_today", data_expect, due_today, false, SHAPE_NAME),
    KEY_REF("overdue", data_expect, overdue, false, SHAPE_NAME),
    KEY_NUMBER("due_in_days", data_expect, due_in_days, false, 0, 400, -1),
    KEY_CHOICE("retention", data_expect, retention, false, retentions, DATA_KEPT),
    KEY_CHOICE("verify", data_expect, verify, false, verifications, 0),
    KEY_END,
};
static const struct walk_table expect_table = {
    .what = "what is expected", .size = sizeof(struct data_expect), .keys = expect_keys};

static const struct walk_key story_keys[] = {
    KEY_TEXT("id", data_story, id, true, SHAPE_ANY, 40),
    KEY_TEXT("title", data_story, title, true, SHAPE_ANY, 200),
    KEY_TEXT("shows", data_story, shows, false, SHAPE_ANY, 200),
    KEY_REF("from", data_story, from, true, SHAPE_ANY),
    KEY_REF("to", data_story, to, true, SHAPE_ANY),
    KEY_REF("from_user", data_story, from_user, true, SHAPE_ANY),
    KEY_REF("to_user", data_story, to_user, true, SHAPE_ANY),
    KEY_MAP("expect", data_story, expect, true, &expect_table),
    KEY_ITEMS("steps", data_story, steps, true, &step_table),
    KEY_END,
};
static const struct walk_table story_table = {
    .what = "a story", .size = sizeof(struct data_story), .keys = story_keys};

struct stories_file {
    const struct node *node;
    const struct node *area, *flow;
    struct walk_rows stories;
};
static const struct walk_key file_keys[] = {
    KEY_REF("area", stories_file, area, true, SHAPE_NAME),
    KEY_REF("flow", stories_file, flow, true, SHAPE_NAME),
    KEY_ITEMS("stories", stories_file, stories, true, &story_table),
    KEY_END,
};
static const struct walk_table file_table = {
    .what = "a file of stories", .size = sizeof(struct stories_file), .keys = file_keys};

static void
check_user(struct data *data, const struct node *name, const struct node *authority)
{
    for (size_t i = 0; i < data->n_users; i++)
        if (strcmp(data->users[i].name, name->text) == 0) {
            if (strcmp(data->users[i].authority->id, authority->text) != 0)
                fault_add(data->load, name->pos, name->key, "does not work at %s", authority->text);
            return;
        }
    fault_add(data->load, name->pos, name->key, "there is no user \"%s\"", name->text);
}

static void
check(struct data *data, struct data_story *story)
{
    const struct data_expect *expect = &story->expect;
    const struct node *sides[] = {story->from, story->to};

    for (size_t i = 0; i < data->n_stories; i++)
        if (strcmp(data->stories[i]->id, story->id) == 0)
            fault_add(data->load, story->node->pos, "id", "\"%s\" is there already", story->id);
    for (size_t i = 0; i < 2; i++)
        if (data_authority(data, sides[i]->text) == NULL)
            fault_add(data->load, sides[i]->pos, sides[i]->key, "there is no authority \"%s\"", sides[i]->text);
    check_user(data, story->from_user, story->from);
    check_user(data, story->to_user, story->to);
    if (decl_state(story->flow, expect->state->text) < 0)
        fault_add(data->load, expect->state->pos, "state", "\"%s\" is no state", expect->state->text);
    if (strcmp(expect->waits_for->text, "none") != 0 && decl_part(story->flow, expect->waits_for->text) < 0)
        fault_add(data->load, expect->waits_for->pos, "waits_for", "\"%s\" is no part", expect->waits_for->text);
}

static void
read_file(struct data *data, const char *name)
{
    const struct node *node = yaml_read(data->load, mem_printf(data->mem, FOLDER "/%s", name));
    struct stories_file file = {0};
    struct data_story *rows;

    if (node == NULL)
        return;
    walk(data->load, node, &file_table, &file);
    if (data->load->faults->count > 0)
        return;
    rows = file.stories.rows;
    for (size_t i = 0; i < file.stories.count; i++) {
        rows[i].area = decl_area(data->decl, file.area->text);
        rows[i].flow = rows[i].area != NULL ? decl_flow(rows[i].area, file.flow->text, 0) : NULL;
        if (rows[i].flow == NULL) {
            fault_add(data->load, file.flow->pos, "flow", "is not declared");
            return;
        }
        check(data, &rows[i]);
        data->stories = mem_grow(data->mem, data->stories, struct data_story *, data->n_stories + 1);
        data->stories[data->n_stories++] = &rows[i];
    }
}

void
data_read_stories(struct data *data)
{
    const char *const *names = file_names(data->mem, data->load->folder, FOLDER);

    for (size_t i = 0; names[i] != NULL; i++)
        read_file(data, names[i]);
}
