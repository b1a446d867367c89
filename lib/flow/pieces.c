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
    bool states_alone; /* a range holds all of a state */
    bool mixed;        /* one of the states waits for another part in another flow of its area */
    bool other_flows;  /* an area has other flows than the one that is asked for */
    size_t n_parts;    /* of the flow of the area that has most of them */
};

static bool
same_key(const struct case_key *a, const struct case_key *b)
{
    return a->part == b->part && a->class == b->class && strcmp(a->area, b->area) == 0 && strcmp(a->state, b->state) == 0;
}

static void
add_key(struct pieces *pieces, struct case_key key)
{
    for (size_t i = 0; key.state != NULL && i < pieces->count; i++)
        if (same_key(&key, &pieces->keys[i]))
            return; /* another version of the flow has the same state */
    pieces->keys = mem_grow(pieces->mem, pieces->keys, struct case_key, pieces->count + 1);
    pieces->keys[pieces->count++] = key;
}

/* Whether a filter asks for a part; 0 asks for every one. */
static bool
asks_for_part(const struct case_filter *filter, int part)
{
    return filter->parts == 0 || (filter->parts >> part & 1) != 0;
}

static void
add_parts(struct pieces *pieces, struct case_key key, size_t n_parts)
{
    for (int part = 0; part < (int)n_parts; part++)
        if (asks_for_part(pieces->filter, part)) {
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
                add_parts(pieces, key, pieces->n_parts);
            else
                add_key(pieces, key);
        }
}

/* Whether cases wait for the same part in every flow of the area that has a state of this name and class. */
static bool
waits_for_one(const struct decl_area *area, const struct decl_state *state)
{
    for (size_t i = 0; i < area->n_flows; i++) {
        const struct decl_flow *flow = area->flows[i];
        int at = decl_state(flow, state->id);

        if (at >= 0 && flow->states[at].class == state->class && flow->states[at].waits_for != state->waits_for)
            return false;
    }
    return true;
}

/* Of the class that rows have in a state: what waits for the first act of a member is open, not a draft. */
static int
class_in(const struct decl_state *state)
{
    return state->of != OF_CASE && state->class == CLASS_INITIAL ? CASE_OPEN : (int)state->class;
}

/* The parts whose rows are in a state: those that hold a part alone follow the case, the others have states of their own. */
static void
add_holders(struct pieces *pieces, struct case_key key, const struct decl_flow *flow, const struct decl_state *state)
{
    for (int part = 0; part < (int)flow->n_parts; part++)
        if (asks_for_part(pieces->filter, part) && (state->of == OF_CASE ? !flow->parts[part].many : part == state->of)) {
            key.part = part;
            add_key(pieces, key);
        }
}

static void
add_waiting(struct pieces *pieces, const struct decl_area *area, const struct decl_state *state)
{
    struct case_key key = {.area = area->id, .state = state->id};

    if (state->waits_for < 0 || !asks_for_part(pieces->filter, state->waits_for))
        return;
    if (!pieces->states_alone) {
        key.class = class_in(state);
        key.part = state->waits_for;
    }
    pieces->mixed = pieces->mixed || !waits_for_one(area, state);
    add_key(pieces, key);
}

/* What is closed in a state that is not final: a draft that was erased, and a member whose case ended. It waits for nobody. */
static void
add_state(struct pieces *pieces, const struct decl_area *area, const struct decl_flow *flow, const struct decl_state *state)
{
    const struct case_filter *filter = pieces->filter;
    struct case_key key = {.area = area->id, .state = state->id, .class = class_in(state)};

    if (filter->state != NULL && strcmp(filter->state, state->id) != 0)
        return;
    if (filter->class < 0 || filter->class == key.class) {
        if (filter->waits)
            add_waiting(pieces, area, state);
        else
            add_holders(pieces, key, flow, state);
    }
    key.class = CASE_CLOSED;
    if ((state->class == CLASS_INITIAL || state->of != OF_CASE) && state->class != CLASS_FINAL && !filter->waits &&
        (filter->class < 0 || filter->class == CASE_CLOSED))
        add_holders(pieces, key, flow, state);
}

static bool
is_asked_for(const struct case_filter *filter, const struct decl_flow *flow)
{
    return filter->flow == NULL || strcmp(filter->flow, flow->id) == 0;
}

static void
add_states(struct pieces *pieces, const struct decl_area *area)
{
    for (size_t i = 0; area != NULL && i < area->n_flows; i++)
        for (size_t j = 0; is_asked_for(pieces->filter, area->flows[i]) && j < area->flows[i]->n_states; j++)
            add_state(pieces, area, area->flows[i], &area->flows[i]->states[j]);
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
    return filter->class >= 0 || filter->parts != 0 ? CASE_BY_CLASS : CASE_BY_AREA;
}

/* Whether an area has the flow that is asked for, if one is. */
static bool
has_flow(struct pieces *pieces, const struct decl_area *area)
{
    bool found = false, others = false;

    pieces->n_parts = 0;
    for (size_t i = 0; area != NULL && i < area->n_flows; i++) {
        bool asked = is_asked_for(pieces->filter, area->flows[i]);

        found = found || asked;
        if (asked && area->flows[i]->n_parts > pieces->n_parts)
            pieces->n_parts = area->flows[i]->n_parts;
        others = others || !asked;
    }
    pieces->other_flows = pieces->other_flows || (found && others);
    return found;
}

static void
add_pieces(const struct env *env, struct pieces *pieces, enum case_index index, const char *area)
{
    const struct decl_area *declared = decl_area(env->decl, area);
    struct case_key key = {.area = area, .country = pieces->filter->country};

    if (!has_flow(pieces, declared))
        return;
    if (index == CASE_BY_DUE)
        add_dues(pieces, area);
    else if (index == CASE_BY_COUNTRY)
        add_classes(pieces, key, false);
    else if (index == CASE_BY_STATE)
        add_states(pieces, declared);
    else if (index == CASE_BY_CLASS)
        add_classes(pieces, key, true);
    else
        add_key(pieces, key);
}

/* What the chosen index carries need not be tried any more. */
static void
take_carried(struct case_query *query, const struct pieces *pieces)
{
    struct case_filter *rest = &query->rest;

    rest->area = NULL;
    if (!pieces->other_flows)
        rest->flow = NULL;
    if (query->index == CASE_BY_STATE) {
        rest->state = NULL;
        rest->parts = 0;
        rest->class = -1;
        rest->waits = rest->waits && pieces->mixed;
    } else if (query->index == CASE_BY_COUNTRY) {
        rest->country = NULL;
        rest->class = -1;
    } else if (query->index == CASE_BY_CLASS) {
        rest->parts = 0;
        rest->class = -1;
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
    query.keys = pieces.keys;
    query.n_keys = pieces.count;
    if (pieces.count <= SQL_TIMES_MAX) {
        take_carried(&query, &pieces);
        return query;
    }
    /* So many areas that one statement does not hold their ranges: all is tried on the rows of the authority. */
    query.index = CASE_BY_AREAS;
    query.areas = pieces_joined(env->mem, areas, n_areas);
    query.n_keys = 1;
    query.rest.area = NULL;
    return query;
}

const struct case_key *
pieces_waiting(const struct env *env, const char *const *areas, size_t n_areas, size_t *count)
{
    struct case_filter waiting = {.class = -1, .waits = true, .due_before = DB_NO_DAY};
    struct pieces pieces = {.mem = env->mem, .filter = &waiting, .states_alone = true};

    for (size_t i = 0; i < n_areas; i++)
        add_states(&pieces, decl_area(env->decl, areas[i]));
    *count = pieces.count;
    return pieces.keys;
}
