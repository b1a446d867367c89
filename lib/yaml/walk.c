/* SPDX-License-Identifier: EUPL-1.2 */
#include "yaml/walk.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "yaml/scalar.h"

static const char *const kind_names[] = {"a text", "a list", "keys and values"};

static void
wrong_type(struct load *load, const struct node *node, const char *key, const char *wanted)
{
    bool empty = node->kind == NODE_TEXT && node->plain && node->text[0] == '\0';

    fault_add(load, node->pos, key, "must be %s, and is %s", wanted,
              empty ? "empty" : kind_names[node->kind]);
}

/* ---- single values ------------------------------------------------------------------------------------ */

static size_t
most_chars(const struct walk_key *spec)
{
    bool id = spec->shape == SHAPE_NAME || spec->shape == SHAPE_ACTION || spec->shape == SHAPE_CODE;

    return id ? LIMIT_ID_CHARS : (size_t)spec->most;
}

static bool
text_good(struct load *load, const struct node *node, const char *key, const struct walk_key *spec)
{
    if (node->kind != NODE_TEXT) {
        wrong_type(load, node, key, "a text");
    } else if (node->text[0] == '\0') {
        fault_add(load, node->pos, key, "is empty");
    } else if (!utf8_clean_line(node->text, strlen(node->text))) {
        fault_add(load, node->pos, key, "holds a line break or a control character");
    } else if (node->text[0] == ' ' || node->text[strlen(node->text) - 1] == ' ') {
        fault_add(load, node->pos, key, "begins or ends with a blank");
    } else if (utf8_count(node->text) > most_chars(spec)) {
        fault_add(load, node->pos, key, "is longer than %zu characters", most_chars(spec));
    } else if (!walk_shape_fits(spec->shape, node->text)) {
        fault_add(load, node->pos, key, "\"%.60s\" is not of the form %s", node->text,
                  walk_shape_text(spec->shape));
    } else {
        return true;
    }
    return false;
}

/* Placeholders are named, {count}: a brace that belongs to none would reach the reader. */
static bool
placeholders_good(const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '}')
            return false;
        if (*at == '{') {
            size_t length = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz_");

            if (length == 0 || at[1 + length] != '}')
                return false;
            at += 1 + length;
        }
    }
    return true;
}

static const char *
read_msgid(struct load *load, const struct node *node, const char *key, const struct walk_key *spec)
{
    struct yaml_text *text;

    if (!text_good(load, node, key, spec))
        return NULL;
    if (!placeholders_good(node->text)) {
        fault_add(load, node->pos, key, "has a brace that is no placeholder such as {day}");
        return NULL;
    }
    if (load->n_texts % 64 == 0)
        load->texts = mem_grow(load->mem, load->texts, struct yaml_text, load->n_texts + 64);
    text = &load->texts[load->n_texts++];
    text->msgid = node->text;
    text->key = mem_copy(load->mem, key);
    text->pos = node->pos;
    return node->text;
}

static void
read_number(struct load *load, const struct node *node, const struct walk_key *spec, void *to)
{
    int64_t value;

    if (node->kind != NODE_TEXT || !node->plain || !scalar_number(node->text, &value)) {
        wrong_type(load, node, spec->name, "a whole number");
        return;
    }
    if (value < spec->least || value > spec->most) {
        fault_add(load, node->pos, spec->name, "must be between %lld and %lld",
                  (long long)spec->least, (long long)spec->most);
        return;
    }
    if (spec->size == sizeof(int32_t)) {
        int32_t narrow = (int32_t)value;

        memcpy(to, &narrow, sizeof narrow);
    } else {
        memcpy(to, &value, sizeof value);
    }
}

static void
read_flag(struct load *load, const struct node *node, const struct walk_key *spec, void *to)
{
    bool yes = node->kind == NODE_TEXT && node->plain && strcmp(node->text, "true") == 0;

    if (!yes && (node->kind != NODE_TEXT || !node->plain || strcmp(node->text, "false") != 0))
        wrong_type(load, node, spec->name, "true or false");
    else
        memcpy(to, &yes, sizeof yes);
}

static const char *
words_joined(TALLOC_CTX *mem, const char *const *words)
{
    struct buf *buf = buf_new(mem, 1000);

    for (size_t i = 0; words[i] != NULL; i++)
        buf_printf(buf, "%s%s", i == 0 ? "" : words[i + 1] == NULL ? " or " : ", ", words[i]);
    return buf->data;
}

static void
read_choice(struct load *load, const struct node *node, const struct walk_key *spec, void *to)
{
    if (node->kind == NODE_TEXT) {
        for (int i = 0; spec->words[i] != NULL; i++)
            if (strcmp(node->text, spec->words[i]) == 0) {
                memcpy(to, &i, sizeof i);
                return;
            }
        fault_add(load, node->pos, spec->name, "must be %s, and is \"%.40s\"",
                  words_joined(load->scratch, spec->words), node->text);
    } else {
        wrong_type(load, node, spec->name, words_joined(load->scratch, spec->words));
    }
}

static void
read_day(struct load *load, const struct node *node, const struct walk_key *spec, void *to)
{
    int32_t day;

    if (node->kind != NODE_TEXT || !day_parse(node->text, &day))
        wrong_type(load, node, spec->name, "a day such as 2026-12-31");
    else
        memcpy(to, &day, sizeof day);
}

/* Whether a list is in order, each item once. */
static bool
list_good(struct load *load, const struct node *node, const struct walk_key *spec)
{
    bool one = spec->type == WALK_REFS_1 || spec->type == WALK_TEXTS_1;
    bool good = node->kind == NODE_LIST || (one && node->kind == NODE_TEXT);

    if (!good) {
        wrong_type(load, node, spec->name, "a list");
        return false;
    }
    if (node_count(node) == 0 && spec->required) {
        fault_add(load, node->pos, spec->name, "is empty");
        return false;
    }
    for (size_t i = 0; i < node_count(node); i++) {
        const struct node *item = node_at(node, i);

        if (spec->type == WALK_MSGIDS)
            good = read_msgid(load, item, spec->name, spec) != NULL && good;
        else
            good = text_good(load, item, spec->name, spec) && good;
        for (size_t j = 0; good && j < i; j++)
            if (strcmp(node_at(node, j)->text, item->text) == 0) {
                fault_add(load, item->pos, spec->name, "names \"%s\" twice", item->text);
                good = false;
            }
    }
    return good;
}

static void
read_refs(struct load *load, const struct node *node, const struct walk_key *spec, void *to)
{
    if (list_good(load, node, spec))
        memcpy(to, &node, sizeof node);
}

static void
read_texts(struct load *load, const struct node *node, const struct walk_key *spec, void *to)
{
    const char **texts;

    if (!list_good(load, node, spec))
        return;
    texts = mem_zeros(load->mem, const char *, node_count(node) + 1);
    for (size_t i = 0; i < node_count(node); i++)
        texts[i] = node_at(node, i)->text;
    memcpy(to, &texts, sizeof texts);
}

/* ---- structs ------------------------------------------------------------------------------------------ */

static void
read_rows(struct load *load, const struct node *node, const struct walk_key *spec, void *to)
{
    const struct walk_table *table = spec->table;
    enum node_kind wanted = spec->type == WALK_ROWS ? NODE_MAP : NODE_LIST;
    struct walk_rows *rows = to;

    if (node->kind != wanted) {
        wrong_type(load, node, spec->name, kind_names[wanted]);
        return;
    }
    if (node->count == 0 && spec->required)
        fault_add(load, node->pos, spec->name, "is empty");
    rows->rows = mem_size(load->scratch, (node->count + 1) * table->size);
    memset(rows->rows, 0, (node->count + 1) * table->size);
    for (size_t i = 0; i < node->count; i++) {
        const struct node *item = &node->items[i];
        char *row = (char *)rows->rows + i * table->size;

        if (spec->type == WALK_ROWS) {
            (void)walk_id(load, item->pos, table->id_shape, item->key);
            memcpy(row + table->id_offset, &item->key, sizeof item->key);
        }
        walk(load, item, table, row);
    }
    rows->count = node->count;
}

static void
read_value(struct load *load, const struct node *node, const struct walk_key *spec, void *to)
{
    const char *text;

    switch (spec->type) {
    case WALK_TEXT:
        if (text_good(load, node, spec->name, spec))
            memcpy(to, &node->text, sizeof node->text);
        break;
    case WALK_MSGID:
        text = read_msgid(load, node, spec->name, spec);
        memcpy(to, &text, sizeof text);
        break;
    case WALK_NUMBER:
        read_number(load, node, spec, to);
        break;
    case WALK_FLAG:
        read_flag(load, node, spec, to);
        break;
    case WALK_CHOICE:
        read_choice(load, node, spec, to);
        break;
    case WALK_DAY:
        read_day(load, node, spec, to);
        break;
    case WALK_REF:
        if (text_good(load, node, spec->name, spec))
            memcpy(to, &node, sizeof node);
        break;
    case WALK_REFS:
    case WALK_REFS_1:
    case WALK_MSGIDS:
        read_refs(load, node, spec, to);
        break;
    case WALK_TEXTS:
    case WALK_TEXTS_1:
        read_texts(load, node, spec, to);
        break;
    case WALK_MAP:
        walk(load, node, spec->table, to);
        break;
    case WALK_ROWS:
    case WALK_ITEMS:
        read_rows(load, node, spec, to);
        break;
    case WALK_ANY:
        memcpy(to, &node, sizeof node);
        break;
    }
}

static void
set_fallback(const struct walk_key *spec, char *row)
{
    int32_t narrow = (int32_t)spec->fallback;

    if (spec->type != WALK_NUMBER && spec->type != WALK_CHOICE && spec->type != WALK_DAY)
        return;
    if (spec->size == sizeof narrow)
        memcpy(row + spec->offset, &narrow, sizeof narrow);
    else
        memcpy(row + spec->offset, &spec->fallback, sizeof spec->fallback);
}

static const struct walk_key *
find_key(const struct walk_table *table, const char *name)
{
    for (const struct walk_key *spec = table->keys; spec->name != NULL; spec++)
        if (strcmp(spec->name, name) == 0)
            return spec;
    return NULL;
}

static void
read_keys(struct load *load, const struct node *node, const struct walk_table *table, char *row)
{
    for (size_t i = 0; i < node->count; i++) {
        const struct node *value = &node->items[i];
        const struct walk_key *spec = find_key(table, value->key);

        if (spec == NULL)
            fault_add(load, value->pos, value->key, "unknown key in %s", table->what);
        else
            read_value(load, value, spec, row + spec->offset);
    }
}

/* `given` besides: the key for which a text stands in place of the map, or NULL. */
static void
check_required(struct load *load, const struct node *node, const struct walk_table *table, const char *given)
{
    for (const struct walk_key *spec = table->keys; spec->name != NULL; spec++)
        if (spec->required && node_child(node, spec->name) == NULL &&
            (given == NULL || strcmp(spec->name, given) != 0))
            fault_add(load, node->pos, spec->name, "is missing in %s", table->what);
}

void
walk(struct load *load, const struct node *node, const struct walk_table *table, void *row)
{
    const char *key = node->key == NULL ? "yaml" : node->key;

    memcpy(row, &node, sizeof node);
    if (table->choose != NULL)
        table = table->choose(load, node);
    if (table == NULL)
        return;
    for (const struct walk_key *spec = table->keys; spec->name != NULL; spec++)
        set_fallback(spec, row);
    if (node->kind == NODE_MAP) {
        read_keys(load, node, table, row);
        check_required(load, node, table, NULL);
    } else if (node->kind == NODE_TEXT && table->alone != NULL) {
        const struct walk_key *spec = find_key(table, table->alone);

        read_value(load, node, spec, (char *)row + spec->offset);
        check_required(load, node, table, table->alone);
    } else if (!(table->bare && node->kind == NODE_TEXT && node->plain && node->text[0] == '\0')) {
        wrong_type(load, node, key, "keys and values");
    }
}
