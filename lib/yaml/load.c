/* SPDX-License-Identifier: EUPL-1.2 */
#include "yaml/load.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "yaml/node.h"

struct load *
load_start(TALLOC_CTX *mem, const char *folder, struct yaml_faults *faults)
{
    TALLOC_CTX *scratch = mem_new(mem, "declared data being read");
    struct load *load = mem_zero(scratch, struct load);

    load->mem = mem;
    load->scratch = scratch;
    load->folder = folder;
    load->faults = faults;
    faults->items = NULL;
    faults->count = 0;
    return load;
}

static int
compare_pos(const struct yaml_pos *a, const struct yaml_pos *b)
{
    int order = strcmp(a->file, b->file);

    return order != 0 ? order : (a->line > b->line) - (a->line < b->line);
}

static int
compare_faults(const void *a, const void *b)
{
    const struct yaml_fault *x = a, *y = b;
    int order = compare_pos(&x->pos, &y->pos);

    if (order == 0)
        order = strcmp(x->key, y->key);
    return order != 0 ? order : strcmp(x->text, y->text);
}

static int
compare_texts(const void *a, const void *b)
{
    const struct yaml_text *x = a, *y = b;
    int order = compare_pos(&x->pos, &y->pos);

    if (order == 0)
        order = strcmp(x->key, y->key);
    return order != 0 ? order : strcmp(x->msgid, y->msgid);
}

/*
 * Sorts an array and keeps one of each equal items: what stands in an included file is met once for each
 * file that includes it. Gives the number kept.
 */
static size_t
sort_once(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    char *at = items;
    size_t kept = 0;

    if (count < 2)
        return count;
    qsort(items, count, size, compare);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || compare(at + (kept - 1) * size, at + i * size) != 0)
            memmove(at + kept++ * size, at + i * size, size);
    return kept;
}

void
load_end(struct load *load, const struct yaml_text **texts, size_t *n_texts)
{
    struct yaml_faults *faults = load->faults;

    faults->count = sort_once(faults->items, faults->count, sizeof *faults->items, compare_faults);
    if (texts != NULL) {
        *texts = load->texts;
        *n_texts = sort_once(load->texts, load->n_texts, sizeof *load->texts, compare_texts);
    }
    talloc_free(load->scratch);
}

void
load_remember(struct load *load, const struct node *map)
{
    if (load->n_maps % 64 == 0)
        load->maps = mem_grow(load->scratch, load->maps, const struct node *, load->n_maps + 64);
    load->maps[load->n_maps++] = map;
}

/* What stands in another file is right there, and wrong for the one that uses it. */
static bool
used_elsewhere(const struct load *load, struct yaml_pos pos)
{
    return load->user != NULL && strcmp(load->user, pos.file) != 0;
}

static void __attribute__((format(printf, 4, 0)))
add_fault(struct load *load, struct yaml_pos pos, const char *key, const char *format, va_list args)
{
    struct yaml_faults *faults = load->faults;
    struct yaml_fault *fault;

    faults->items = mem_grow(load->mem, faults->items, struct yaml_fault, faults->count + 1);
    fault = &faults->items[faults->count++];
    fault->pos = pos;
    fault->key = mem_copy(load->mem, key);
    fault->text = mem_or_end(talloc_vasprintf(load->mem, format, args));
    if (used_elsewhere(load, pos))
        fault->text = mem_printf(load->mem, "%s (as %s uses it)", fault->text, load->user);
}

void
fault_add(struct load *load, struct yaml_pos pos, const char *key, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    add_fault(load, pos, key, format, args);
    va_end(args);
}

void
fault_key(struct load *load, struct yaml_pos pos, const char *key, const char *format, ...)
{
    va_list args;

    for (size_t i = 0; i < load->n_maps; i++) {
        const struct node *map = load->maps[i];
        const struct node *value;

        if (map->pos.line != pos.line || strcmp(map->pos.file, pos.file) != 0)
            continue;
        value = node_child(map, key);
        if (value != NULL) {
            pos = value->pos;
            break;
        }
    }
    va_start(args, format);
    add_fault(load, pos, key, format, args);
    va_end(args);
}
