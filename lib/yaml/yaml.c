/* SPDX-License-Identifier: EUPL-1.2 */
#include "yaml/yaml.h"

#include <stdint.h>
#include <string.h>
#include <yaml.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "yaml/file.h"


static struct yaml_pos
place(const char *file, yaml_mark_t mark)
{
    return (struct yaml_pos){file, (unsigned)mark.line + 1};
}

/* ---- bytes -------------------------------------------------------------------------------------------- */

/* Tabs are refused before libyaml sees them: it takes them in some places and not in others. */
static bool
bytes_sound(struct load *load, const char *file, const char *data, size_t length)
{
    struct yaml_pos pos = {file, 1};
    bool sound = true;

    if (length > LIMIT_DECLARED_BYTES) {
        fault_add(load, pos, "yaml", "the file is larger than 1 MiB");
        return false;
    }
    if (!utf8_valid(data, length)) {
        fault_add(load, pos, "yaml", "the file is not UTF-8");
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if (data[i] == '\t') {
            fault_add(load, pos, "yaml", "a tab stands here; use blanks");
            sound = false;
        }
        if (data[i] == '\n')
            pos.line++;
    }
    return sound;
}

/* ---- tokens: what the tree no longer shows ------------------------------------------------------------ */

struct scan {
    struct load *load;
    const char *file;
    unsigned levels;
    bool content; /* something of a document has been seen */
    bool sound;
};

static void
refuse(struct scan *scan, yaml_mark_t mark, const char *key, const char *what)
{
    fault_add(scan->load, place(scan->file, mark), key, "%s", what);
    scan->sound = false;
}

static void
look_at_token(struct scan *scan, const yaml_token_t *token)
{
    switch (token->type) {
    case YAML_ANCHOR_TOKEN:
        refuse(scan, token->start_mark, (const char *)token->data.anchor.value, "anchors (&) are not allowed");
        break;
    case YAML_ALIAS_TOKEN:
        refuse(scan, token->start_mark, (const char *)token->data.alias.value, "aliases (*) are not allowed");
        break;
    case YAML_TAG_TOKEN:
        refuse(scan, token->start_mark, "yaml", "tags (!) are not allowed");
        break;
    case YAML_VERSION_DIRECTIVE_TOKEN:
    case YAML_TAG_DIRECTIVE_TOKEN:
        refuse(scan, token->start_mark, "yaml", "directives (%) are not allowed");
        break;
    case YAML_DOCUMENT_START_TOKEN:
        if (scan->content)
            refuse(scan, token->start_mark, "yaml", "a second document begins here; a file holds one");
        scan->content = true;
        break;
    case YAML_FLOW_SEQUENCE_START_TOKEN:
    case YAML_FLOW_MAPPING_START_TOKEN:
    case YAML_BLOCK_SEQUENCE_START_TOKEN:
    case YAML_BLOCK_MAPPING_START_TOKEN:
        scan->content = true;
        if (++scan->levels > LIMIT_DECLARED_LEVELS)
            refuse(scan, token->start_mark, "yaml", "more than 16 levels");
        break;
    case YAML_FLOW_SEQUENCE_END_TOKEN:
    case YAML_FLOW_MAPPING_END_TOKEN:
    case YAML_BLOCK_END_TOKEN:
        if (scan->levels > 0)
            scan->levels--;
        break;
    default:
        scan->content = scan->content || token->type == YAML_SCALAR_TOKEN;
    }
}

/* How to mend what libyaml complains about, by a part of its words; the last is for all the others. */
static const struct {
    const char *words, *mend;
} hints[] = {
    {"mapping values", "a text that holds a colon or # is put in quotes; a key stands below the keys beside it"},
    {"cannot start any token", "a text that begins with a sign is put in quotes"},
    {"alphabetic or numeric", "a text that begins with a sign is put in quotes"},
    {"are not allowed in this context", "a text that begins with a sign is put in quotes"},
    {"comment or line break", "a text that begins with a sign is put in quotes"},
    {"could not find expected ':'", "a key is followed by a colon and a blank"},
    {"escape", "in \"...\" a backslash is written twice; in '...' it stands for itself"},
    {"", "quotes and brackets are closed; a text that holds one is put in quotes, and in '...' an apostrophe is written twice"},
};

static void
tell_problem(struct load *load, const char *file, const yaml_parser_t *parser)
{
    const char *problem = parser->problem == NULL ? "cannot be read" : parser->problem;

    size_t hint = 0;

    while (strstr(problem, hints[hint].words) == NULL)
        hint++;
    fault_add(load, place(file, parser->problem_mark), "yaml", "%s: %s", problem, hints[hint].mend);
}

static bool
tokens_sound(struct load *load, const char *file, const char *data, size_t length)
{
    struct scan scan = {.load = load, .file = file, .sound = true};
    yaml_parser_t parser;
    bool more = true;

    if (!yaml_parser_initialize(&parser))
        mem_or_end(NULL);
    yaml_parser_set_input_string(&parser, (const unsigned char *)data, length);
    while (more && scan.levels <= LIMIT_DECLARED_LEVELS) {
        yaml_token_t token;

        if (!yaml_parser_scan(&parser, &token)) {
            tell_problem(load, file, &parser);
            scan.sound = false;
            break;
        }
        more = token.type != YAML_STREAM_END_TOKEN && token.type != YAML_NO_TOKEN;
        look_at_token(&scan, &token);
        yaml_token_delete(&token);
    }
    yaml_parser_delete(&parser);
    return scan.sound;
}

/* ---- the tree ----------------------------------------------------------------------------------------- */

struct reading {
    struct load *load;
    const char *file;
    yaml_document_t *document;
    bool sound;
};

static void convert(struct reading *r, const yaml_node_t *from, struct node *to);

static void
convert_list(struct reading *r, const yaml_node_t *from, struct node *to)
{
    size_t count = (size_t)(from->data.sequence.items.top - from->data.sequence.items.start);

    to->kind = NODE_LIST;
    to->items = mem_zeros(r->load->scratch, struct node, count + 1);
    for (size_t i = 0; i < count; i++) {
        const yaml_node_t *item =
            yaml_document_get_node(r->document, from->data.sequence.items.start[i]);

        to->items[i].pos = place(r->file, item->start_mark);
        convert(r, item, &to->items[i]);
    }
    to->count = count;
}

static void
convert_pair(struct reading *r, const yaml_node_pair_t *pair, struct node *map)
{
    const yaml_node_t *key = yaml_document_get_node(r->document, pair->key);
    struct node *value = &map->items[map->count];
    const char *name;

    if (key->type != YAML_SCALAR_NODE || key->data.scalar.length == 0) {
        fault_add(r->load, place(r->file, key->start_mark), "yaml", "a key must be a word");
        r->sound = false;
        return;
    }
    name = mem_copy(r->load->mem, (const char *)key->data.scalar.value);
    for (size_t i = 0; i < map->count; i++)
        if (strcmp(map->items[i].key, name) == 0) {
            fault_add(r->load, place(r->file, key->start_mark), name,
                      "stands twice; the first is in line %u", map->items[i].pos.line);
            r->sound = false;
            return;
        }
    value->key = name;
    value->pos = place(r->file, key->start_mark);
    map->count++;
    convert(r, yaml_document_get_node(r->document, pair->value), value);
}

static void
convert_map(struct reading *r, const yaml_node_t *from, struct node *to)
{
    size_t count = (size_t)(from->data.mapping.pairs.top - from->data.mapping.pairs.start);

    to->kind = NODE_MAP;
    to->items = mem_zeros(r->load->scratch, struct node, count + 1);
    load_remember(r->load, to);
    for (size_t i = 0; i < count; i++)
        convert_pair(r, &from->data.mapping.pairs.start[i], to);
}

/* The depth was limited when the tokens were looked at. */
static void
convert(struct reading *r, const yaml_node_t *from, struct node *to)
{
    if (from->type == YAML_SEQUENCE_NODE) {
        convert_list(r, from, to);
    } else if (from->type == YAML_MAPPING_NODE) {
        convert_map(r, from, to);
    } else {
        to->kind = NODE_TEXT;
        to->plain = from->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
        to->text = mem_copy_n(r->load->mem, (const char *)from->data.scalar.value,
                              from->data.scalar.length);
        if (strlen(to->text) != from->data.scalar.length) {
            fault_add(r->load, to->pos, to->key == NULL ? "yaml" : to->key, "holds a NUL character");
            r->sound = false;
        }
    }
}

static struct node *
compose(struct load *load, const char *file, yaml_parser_t *parser)
{
    yaml_document_t document;
    struct reading reading = {.load = load, .file = file, .document = &document, .sound = true};
    const yaml_node_t *root;
    struct node *top = NULL;

    if (!yaml_parser_load(parser, &document)) {
        tell_problem(load, file, parser);
        return NULL;
    }
    root = yaml_document_get_root_node(&document);
    if (root == NULL || root->type != YAML_MAPPING_NODE) {
        fault_add(load, (struct yaml_pos){file, 1}, "yaml", "the file must hold keys and values");
    } else {
        top = mem_zero(load->scratch, struct node);
        top->pos = place(file, root->start_mark);
        convert(&reading, root, top);
    }
    yaml_document_delete(&document);
    return reading.sound ? top : NULL;
}

struct node *
yaml_parse(struct load *load, const char *file, const char *data, size_t length)
{
    yaml_parser_t parser;
    struct node *top;

    if (!bytes_sound(load, file, data, length) || !tokens_sound(load, file, data, length))
        return NULL;
    if (!yaml_parser_initialize(&parser))
        mem_or_end(NULL);
    yaml_parser_set_input_string(&parser, (const unsigned char *)data, length);
    top = compose(load, file, &parser);
    yaml_parser_delete(&parser);
    return top;
}

static struct node *
read_and_parse(struct load *load, const char *file)
{
    size_t length;
    const char *why;
    char *data = file_read(load->scratch, load->folder, file, LIMIT_DECLARED_BYTES, &length, &why);

    if (data == NULL) {
        fault_add(load, (struct yaml_pos){file, 1}, "yaml", "the file cannot be read: %s", why);
        return NULL;
    }
    return yaml_parse(load, file, data, length);
}

/* ---- include ------------------------------------------------------------------------------------------ */

/* Appends the items of one list or map to another; in a map no key may stand in both. */
static void
join(struct load *load, struct node *to, const struct node *from)
{
    struct node *items = mem_zeros(load->scratch, struct node, to->count + from->count + 1);

    memcpy(items, to->items, to->count * sizeof *items);
    to->items = items;
    for (size_t i = 0; i < from->count; i++) {
        const struct node *twin =
            to->kind == NODE_MAP ? node_child(to, from->items[i].key) : NULL;

        if (twin != NULL)
            fault_add(load, twin->pos, twin->key, "stands in %s, line %u, too",
                      from->items[i].pos.file, from->items[i].pos.line);
        else
            to->items[to->count++] = from->items[i];
    }
}

/*
 * What an included file holds stands in the including file as if it were written there: its maps and lists
 * join those of the same key, one level deep.
 */
static void
include(struct load *load, struct node *top, const struct node *common)
{
    struct node *items = mem_zeros(load->scratch, struct node, top->count + common->count + 1);

    memcpy(items, top->items, top->count * sizeof *items);
    top->items = items;
    for (size_t i = 0; i < common->count; i++) {
        const struct node *from = &common->items[i];
        struct node *to = NULL;

        for (size_t j = 0; j < top->count; j++)
            if (strcmp(top->items[j].key, from->key) == 0)
                to = &top->items[j];
        if (strcmp(from->key, "include") == 0)
            fault_add(load, from->pos, "include", "an included file may not include others");
        else if (to == NULL)
            top->items[top->count++] = *from;
        else if (to->kind != from->kind || to->kind == NODE_TEXT)
            fault_add(load, to->pos, to->key, "stands in %s, line %u, too", from->pos.file, from->pos.line);
        else
            join(load, to, from);
    }
}

static bool
common_name_good(const char *name)
{
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-");

    return length > 0 && strcmp(name + length, ".yaml") == 0;
}

static bool
include_all(struct load *load, struct node *top, const struct node *names)
{
    bool sound = true;

    for (size_t i = 0; i < node_count(names); i++) {
        const struct node *name = node_at(names, i);
        struct node *common;

        if (name->kind != NODE_TEXT || !common_name_good(name->text)) {
            fault_add(load, name->pos, "include", "must name a file of conf/areas/common, such as countries.yaml");
            sound = false;
            continue;
        }
        common = read_and_parse(load, mem_printf(load->mem, "conf/areas/common/%s", name->text));
        if (common == NULL) {
            fault_add(load, name->pos, "include", "conf/areas/common/%s is not in order", name->text);
            sound = false;
        } else {
            include(load, top, common);
        }
    }
    return sound;
}

const struct node *
yaml_read(struct load *load, const char *file)
{
    struct node *top = read_and_parse(load, mem_copy(load->mem, file));
    const struct node *names = node_child(top, "include");
    size_t place_of_include = 0;

    if (names == NULL)
        return top;
    if (!include_all(load, top, names))
        return NULL;
    for (size_t i = 0; i < top->count; i++)
        if (strcmp(top->items[i].key, "include") == 0)
            place_of_include = i;
    memmove(&top->items[place_of_include], &top->items[place_of_include + 1],
            (top->count - place_of_include - 1) * sizeof *top->items);
    top->count--;
    return top;
}
