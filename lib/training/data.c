/* SPDX-License-Identifier: EUPL-1.2 */
#include "training/data.h"

#include <string.h>

#include "base/mem.h"
#include "text/catalogue.h"
#include "yaml/scalar.h"

/* ---- checks that several files share -------------------------------------------------------------------- */

static bool
number_good(const struct node *node, int64_t *number)
{
    return node->kind == NODE_TEXT && node->plain && scalar_number(node->text, number) && *number >= 0;
}

struct weights
data_weights(struct data *data, const struct node *node)
{
    struct weights weights = {0};

    if (node == NULL)
        return weights;
    if (node->kind != NODE_MAP || node->count == 0) {
        fault_add(data->load, node->pos, node->key, "must be a map of weights");
        return weights;
    }
    weights.names = mem_zeros(data->mem, const char *, node->count);
    weights.weights = mem_zeros(data->mem, int64_t, node->count);
    for (size_t i = 0; i < node->count; i++) {
        const struct node *item = &node->items[i];
        int64_t weight = 0;

        if (!number_good(item, &weight))
            fault_add(data->load, item->pos, item->key, "must be a whole number from 0 on");
        weights.names[weights.count] = item->key;
        weights.weights[weights.count++] = weight;
        weights.total += weight;
    }
    if (weights.total == 0)
        fault_add(data->load, node->pos, node->key, "has no weight above 0");
    return weights;
}

void
data_text_map(struct data *data, const struct node *map, size_t most)
{
    if (map == NULL)
        return;
    if (map->kind != NODE_MAP)
        fault_add(data->load, map->pos, map->key, "must be keys and values");
    for (size_t i = 0; map->kind == NODE_MAP && i < map->count; i++) {
        const struct node *item = &map->items[i];

        if (item->kind != NODE_TEXT || item->text[0] == '\0' || strlen(item->text) > 4 * most)
            fault_add(data->load, item->pos, item->key, "must be a text of at most %zu characters", most);
    }
}

void
data_country(struct data *data, struct yaml_pos pos, const char *key, const char *code)
{
    if (code != NULL && !text_country_known(code))
        fault_add(data->load, pos, key, "\"%s\" is no country", code);
}

void
data_language(struct data *data, struct yaml_pos pos, const char *key, const char *code)
{
    if (code != NULL && !text_language_known(code))
        fault_add(data->load, pos, key, "\"%s\" is no language", code);
}

/* ---- look-ups --------------------------------------------------------------------------------------------- */

bool
data_has(const struct node *list, const char *text)
{
    for (size_t i = 0; i < node_count(list); i++)
        if (strcmp(node_at(list, i)->text, text) == 0)
            return true;
    return false;
}

struct data_authority *
data_authority(const struct data *data, const char *id)
{
    for (size_t i = 0; id != NULL && i < data->n_authorities; i++)
        if (strcmp(data->authorities[i]->id, id) == 0)
            return data->authorities[i];
    return NULL;
}

const struct data_names *
data_names(const struct data *data, const char *country)
{
    for (size_t i = 0; i < data->n_names; i++)
        if (strcmp(data->names[i].country, country) == 0)
            return &data->names[i];
    return NULL;
}

const struct data_access *
data_access(const struct data_authority *authority, const char *area)
{
    const struct data_access *rows = authority->areas.rows;

    for (size_t i = 0; i < authority->areas.count; i++)
        if (strcmp(rows[i].area, area) == 0)
            return &rows[i];
    return NULL;
}

const struct data_texts *
data_texts(const struct data_background *background, const char *language)
{
    const struct data_texts *rows = background->texts.rows;

    for (size_t i = 0; i < background->texts.count; i++)
        if (strcmp(rows[i].language, language) == 0)
            return &rows[i];
    return NULL;
}
