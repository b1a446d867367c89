/* SPDX-License-Identifier: EUPL-1.2 */
#include "yaml/difference.h"

#include <string.h>

#include "base/mem.h"

struct merge {
    struct load *load;
    const char *base_name;
    struct differences *found;
};

static void
note(struct merge *merge, enum difference_kind kind, const char *path)
{
    struct differences *found = merge->found;

    found->items = mem_grow(merge->load->mem, found->items, struct difference, found->count + 1);
    found->items[found->count++] = (struct difference){kind, mem_copy(merge->load->mem, path)};
}

/* ---- nodes ---------------------------------------------------------------------------------------------- */

static void
copy_items(struct load *load, struct node *node)
{
    const struct node *items = node->items;

    if (node->kind == NODE_TEXT)
        return;
    node->items = mem_zeros(load->scratch, struct node, node->count + 1);
    for (size_t i = 0; i < node->count; i++) {
        node->items[i] = items[i];
        copy_items(load, &node->items[i]);
    }
}

static struct node *
copy(struct load *load, const struct node *from)
{
    struct node *to = mem_zero(load->scratch, struct node);

    *to = *from;
    copy_items(load, to);
    return to;
}

/* Whether two values say the same; layout and quotes are none of it. */
static bool
same(const struct node *a, const struct node *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == NODE_TEXT)
        return strcmp(a->text, b->text) == 0;
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if ((a->kind == NODE_MAP && strcmp(a->items[i].key, b->items[i].key) != 0) || !same(&a->items[i], &b->items[i]))
            return false;
    return true;
}

/* The place of a key in a map; map->count when it is not there. */
static size_t
place_of(const struct node *map, const char *key)
{
    size_t i = 0;

    while (i < map->count && strcmp(map->items[i].key, key) != 0)
        i++;
    return i;
}

static void
insert(struct load *load, struct node *map, size_t place, struct node item)
{
    map->items = mem_grow(load->scratch, map->items, struct node, map->count + 1);
    memmove(&map->items[place + 1], &map->items[place], (map->count - place) * sizeof item);
    map->items[place] = item;
    map->count++;
}

static void
take_out(struct node *map, size_t place)
{
    map->count--;
    memmove(&map->items[place], &map->items[place + 1], (map->count - place) * sizeof *map->items);
}

/* ---- order ---------------------------------------------------------------------------------------------- */

/* Whether a map says `before`, and where in the map around it that is: `place`. */
static bool
says_before(struct merge *merge, const struct node *around, const struct node *change, size_t *place)
{
    const struct node *before = change->kind == NODE_MAP ? node_child(change, "before") : NULL;

    if (before == NULL)
        return false;
    *place = before->kind == NODE_TEXT && strcmp(before->text, change->key) != 0 ? place_of(around, before->text) : around->count;
    if (*place < around->count)
        return true;
    fault_add(merge->load, before->pos, "before", "must name a key beside %s", change->key);
    return false;
}

static void
move(struct merge *merge, struct node *around, const struct node *change, const char *path)
{
    size_t to, at = place_of(around, change->key);
    struct node item = around->items[at];

    if (!says_before(merge, around, change, &to))
        return;
    if (at + 1 == to) {
        fault_add(merge->load, change->pos, "before", "changes nothing of %s", merge->base_name);
        return;
    }
    take_out(around, at);
    insert(merge->load, around, to > at ? to - 1 : to, item);
    note(merge, DIFFERENCE_MOVED, path);
}

/* ---- merging -------------------------------------------------------------------------------------------- */

static void merge_maps(struct merge *merge, struct node *to, const struct node *change, const char *path);

static void
add(struct merge *merge, struct node *to, const struct node *change, const char *path)
{
    struct node *item = copy(merge->load, change);
    size_t place = to->count;

    says_before(merge, to, change, &place);
    if (item->kind == NODE_MAP && node_child(item, "before") != NULL)
        take_out(item, place_of(item, "before"));
    insert(merge->load, to, place, *item);
    note(merge, DIFFERENCE_ADDED, path);
}

static void
change_map(struct merge *merge, struct node *to, const struct node *change, const char *path)
{
    struct node *item = &to->items[place_of(to, change->key)];

    if (change->count == 0)
        fault_add(merge->load, change->pos, change->key, "changes nothing of %s", merge->base_name);
    item->pos = change->pos;
    merge_maps(merge, item, change, path);
    move(merge, to, change, path);
}

static void
change_value(struct merge *merge, struct node *item, const struct node *change, const char *path)
{
    if (same(item, change)) {
        fault_add(merge->load, change->pos, change->key, "says what %s says already", merge->base_name);
        return;
    }
    *item = *copy(merge->load, change);
    note(merge, DIFFERENCE_CHANGED, path);
}

static bool
is_word(const struct node *item, bool top)
{
    if (top)
        return strcmp(item->key, "from") == 0 || strcmp(item->key, "remove") == 0;
    return strcmp(item->key, "before") == 0;
}

/* `path` leads to the map; it is empty at the top. */
static void
merge_maps(struct merge *merge, struct node *to, const struct node *change, const char *path)
{
    for (size_t i = 0; i < change->count; i++) {
        const struct node *item = &change->items[i];
        const char *own = mem_printf(merge->load->scratch, "%s%s%s", path, *path == '\0' ? "" : ".", item->key);
        size_t place = place_of(to, item->key);

        if (is_word(item, *path == '\0'))
            continue;
        if (place == to->count)
            add(merge, to, item, own);
        else if (to->items[place].kind == NODE_MAP && item->kind == NODE_MAP)
            change_map(merge, to, item, own);
        else
            change_value(merge, &to->items[place], item, own);
    }
}

/* ---- remove --------------------------------------------------------------------------------------------- */

/* Whether there was something under the path; it is gone then. */
static bool
remove_path(struct load *load, struct node *map, const char *path)
{
    while (map->kind == NODE_MAP) {
        size_t length = strcspn(path, ".");
        size_t place = place_of(map, mem_copy_n(load->scratch, path, length));

        if (place == map->count)
            return false;
        if (path[length] == '\0') {
            take_out(map, place);
            return true;
        }
        map = &map->items[place];
        path += length + 1;
    }
    return false;
}

static void
remove_all(struct merge *merge, struct node *top, const struct node *paths)
{
    for (size_t i = 0; i < node_count(paths); i++) {
        const struct node *path = node_at(paths, i);

        if (paths->kind != NODE_LIST || path->kind != NODE_TEXT)
            fault_add(merge->load, path->pos, "remove", "must be a list of paths such as states.draft");
        else if (!remove_path(merge->load, top, path->text))
            fault_add(merge->load, path->pos, "remove", "there is no \"%.100s\" in %s", path->text, merge->base_name);
        else
            note(merge, DIFFERENCE_REMOVED, path->text);
    }
}

/* Complaints about what the maps say together find the lines of their keys. */
static void
remember_maps(struct load *load, const struct node *node)
{
    if (node->kind == NODE_MAP)
        load_remember(load, node);
    for (size_t i = 0; node->kind != NODE_TEXT && i < node->count; i++)
        remember_maps(load, &node->items[i]);
}

struct node *
difference_apply(struct load *load, const struct node *base, const char *base_name, const struct node *change,
                 struct differences *found)
{
    struct merge merge = {load, base_name, found};
    struct node *top = copy(load, base);

    *found = (struct differences){NULL, 0};
    top->pos = change->pos;
    remove_all(&merge, top, node_child(change, "remove"));
    merge_maps(&merge, top, change, "");
    remember_maps(load, top);
    return top;
}
