/* SPDX-License-Identifier: EUPL-1.2 */
#include "flow/pieces.h"

#include <string.h>

#include "base/limits.h"
#include "base/mem.h"

const char *
pieces_joined(TALLOC_CTX *mem, const char *const *areas, size_t n)
{
    const char *list = "";

    for (size_t i = 0; i < n; i++)
        list = mem_printf(mem, "%s%s%s", list, i > 0 ? "," : "", areas[i]);
    return list;
}

_Static_assert(2 * LIMIT_AREAS <= SQL_TIMES_MAX, "the cases that are due, two ranges an area, fit one statement");

/* The ranges that a list is made of. */
struct pieces {
    TALLOC_CTX *mem;
    const struct case_filter *filter;
    struct case_key *keys;
    size_t count;
    bool any_part; /* ranges hold all parts */
    bool mixed; /* a state does not say class and waiting: drafts may be erased, versions of a flow may differ */
};

static void
add_key(struct pieces *pieces, struct case_key key)
{
    for (size_t i = 0; i < pieces->count; i++)
        if (key.state != NULL && key.part == pieces->keys[i].part && strcmp(key.area, pieces->keys[i].area) == 0 &&
            strcmp(key.state, pieces->keys[i].state) == 0)
            return; /* another version of the flow has the same state */
    pieces->keys = mem_grow(pieces->mem, pieces->keys, struct case_key, pieces->count + 1);
    pieces->keys[pieces->count++] = key;
}

static void
add_parts(struct pieces *pieces, struct case_key key)
{
    for (int part = 0; part < CASE_PARTS; part++)
        if (pieces->filter->part < 0 || part == pieces->filter->part) {
            key.part = part;
            add_key(pieces, key);
        }
}

static void
add_classes(struct pieces *pieces, struct case_key key, bool by_part)
{
    for (int class = CASE_DRAFT; class <= CASE_CLOSED; class++)
        if (pieces->filter->class < 0 || class == pieces->filter->class) {
            key.class = class;
            if (by_part)
                add_parts(pieces, key);
            else
                add_key(pieces, key);
        }
}

/* Whether every flow of the area that has a state of this name means the same by it. */
static bool
means_one(const struct decl_area *area, const struct decl_state *state)
{
    for (size_t i = 0; i < area->n_flows; i++) {
        const struct decl_flow *flow = area->flows[i];
        int at = decl_state(flow, state->id);

        if (at >= 0 && (flow->states[at].class != state->class || flow->states[at].waits_for != state->waits_for))
            return false;
    }
    return true;
}

/* A draft that was erased is closed in the state of a draft. */
static bool
state_fits(const struct case_filter *filter, const struct decl_state *state)
{
    bool closed_draft = state->class == CLASS_INITIAL && filter->class == CASE_CLOSED;

    return (filter->state == NULL || strcmp(filter->state, state->id) == 0) &&
           (filter->class < 0 || (int)state->class == filter->class || closed_draft) &&
           (!filter->waits || (state->waits_for >= 0 && (filter->part < 0 || filter->part == state->waits_for)));
}

static void
add_states(struct pieces *pieces, const struct decl_area *area)
{
    for (size_t i = 0; area != NULL && i < area->n_flows; i++) {
        const struct decl_flow *flow = area->flows[i];

        if (pieces->filter->flow != NULL && strcmp(pieces->filter->flow, flow->id) != 0)
            continue;
        for (size_t j = 0; j < flow->n_states; j++) {
            struct case_key key = {.area = area->id, .state = flow->states[j].id};

            key.part = pieces->any_part ? 0 : flow->states[j].waits_for;
            if (!state_fits(pieces->filter, &flow->states[j]))
                continue;
            pieces->mixed = pieces->mixed || flow->states[j].class == CLASS_INITIAL || !means_one(area, &flow->states[j]);
            if (pieces->filter->waits)
                add_key(pieces, key);
            else
                add_parts(pieces, key);
        }
    }
}

static void
add_dues(struct pieces *pieces, const char *area)
{
    const struct case_filter *filter = pieces->filter;

    if (filter->class >= 0 && filter->class != CASE_OPEN)
        return;
    add_key(pieces, (struct case_key){.area = area, .class = CASE_OPEN, .waits = true});
    if (!filter->waits)
        add_key(pieces, (struct case_key){.area = area, .class = CASE_OPEN, .waits = false});
}

/*
 * The index that carries most of a filter. What it does not carry stays in query->rest and is tried on rows; by country that
 * is the state: of one country few cases are open, and it says the class.
 */
static enum case_index
index_for(const struct case_filter *filter)
{
    if (filter->due_before != DB_NO_DAY)
        return CASE_BY_DUE;
    if (filter->country != NULL)
        return CASE_BY_COUNTRY;
    if (filter->state != NULL || filter->waits)
        return CASE_BY_STATE;
    return filter->class >= 0 || filter->part >= 0 ? CASE_BY_CLASS : CASE_BY_AREA;
}

static void
add_pieces(const struct env *env, struct pieces *pieces, enum case_index index, const char *area)
{
    struct case_key key = {.area = area, .country = pieces->filter->country};

    if (index == CASE_BY_DUE)
        add_dues(pieces, area);
    else if (index == CASE_BY_COUNTRY)
        add_classes(pieces, key, false);
    else if (index == CASE_BY_STATE)
        add_states(pieces, decl_area(env->decl, area));
    else if (index == CASE_BY_CLASS)
        add_classes(pieces, key, true);
    else
        add_key(pieces, key);
}

/* What the chosen index carries need not be tried any more. */
static void
take_carried(struct case_query *query, bool mixed)
{
    struct case_filter *rest = &query->rest;

    rest->area = NULL;
    if (query->index == CASE_BY_STATE) {
        rest->state = NULL;
        rest->part = -1;
        rest->class = mixed ? rest->class : -1;
        rest->waits = mixed && rest->waits;
    } else if (query->index == CASE_BY_COUNTRY) {
        rest->country = NULL;
        rest->class = -1;
    } else if (query->index == CASE_BY_CLASS) {
        rest->class = rest->part = -1;
    } else if (query->index == CASE_BY_DUE) {
        rest->class = -1;
        rest->waits = false;
    }
}

struct case_query
pieces_query(const struct env *env, const struct case_filter *filter, const char *const *areas, size_t n_areas)
{
    struct case_query query = {.index = index_for(filter), .rest = *filter};
    struct pieces pieces = {.mem = env->mem, .filter = filter};

    for (size_t i = 0; i < n_areas; i++)
        add_pieces(env, &pieces, query.index, areas[i]);
    /* So many areas that one statement does not hold their ranges: all is tried on the rows of the authority. */
    if (pieces.count > SQL_TIMES_MAX && query.index != CASE_BY_DUE) {
        query.index = CASE_BY_AREAS;
        query.areas = pieces_joined(env->mem, areas, n_areas);
        pieces.count = 1;
    }
    query.keys = pieces.keys;
    query.n_keys = pieces.count;
    take_carried(&query, pieces.mixed);
    return query;
}

const struct case_key *
pieces_waiting(const struct env *env, const char *const *areas, size_t n_areas, size_t *count)
{
    struct case_filter waiting = {.class = -1, .part = -1, .waits = true, .due_before = DB_NO_DAY};
    struct pieces pieces = {.mem = env->mem, .filter = &waiting, .any_part = true};

    for (size_t i = 0; i < n_areas; i++)
        add_states(&pieces, decl_area(env->decl, areas[i]));
    *count = pieces.count;
    return pieces.keys;
}
