/* SPDX-License-Identifier: EUPL-1.2 */
/* Drawn requests: who asks whom about what. Their days are course.c, their acts acts.c, their answers answers.c. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "text/catalogue.h"
#include "training/background.h"

/* Pairs of countries with their weights, and the people by authority: made once. */
struct world {
    const struct data_pair *pairs;
    int64_t *pair_weights;
    size_t n_pairs;
    const struct person **handlers; /* by the place of their authority; NULL: nobody handles requests there */
};

/* ---- who ----------------------------------------------------------------------------------------------------- */

/* A pair that is named takes its own weight; all others a thousandth of the product of their two. */
static void
pairs_make(struct loading *loading, struct world *world)
{
    const struct data_background *background = &loading->data->background;
    const struct data_pair *named = background->pairs.rows;
    size_t n = background->askers.count * background->asked.count;
    struct data_pair *pairs = mem_zeros(loading->mem, struct data_pair, n);

    world->pair_weights = mem_zeros(loading->mem, int64_t, n);
    for (size_t i = 0; i < n; i++) {
        size_t a = i / background->asked.count, b = i % background->asked.count;

        pairs[i].from = background->askers.names[a];
        pairs[i].to = background->asked.names[b];
        if (strcmp(pairs[i].from, pairs[i].to) != 0)
            world->pair_weights[i] = background->askers.weights[a] * background->asked.weights[b];
        for (size_t j = 0; j < background->pairs.count; j++)
            if (strcmp(named[j].from, pairs[i].from) == 0 && strcmp(named[j].to, pairs[i].to) == 0)
                world->pair_weights[i] = named[j].weight * 1000;
    }
    world->pairs = pairs;
    world->n_pairs = n;
}

static void
handlers_make(struct loading *loading, struct world *world)
{
    const char *area = loading->data->background.area->id;

    world->handlers = mem_zeros(loading->mem, const struct person *, loading->data->n_authorities);
    for (size_t i = 0; i < loading->n_people; i++) {
        size_t at = (size_t)loading->people[i].authority->row_id - 1;

        if (world->handlers[at] == NULL && person_handles(loading, &loading->people[i], area))
            world->handlers[at] = &loading->people[i];
    }
}

/* How much an authority takes of the requests of its country: 0 nothing. strict: it must work in the activity. */
static int64_t
share(const struct request *request, const struct data_authority *body, bool asks, const char *activity, bool strict)
{
    const struct data_background *background = request->background;
    const struct data_access *access = data_access(body, background->area->id);

    if (access == NULL || body->status != DATA_ACTIVE || (asks ? !access->can_send : !access->can_receive))
        return 0;
    /* Nobody here allocates or approves, so it would stay there. */
    if (asks ? access->approve_request : access->use_allocation || access->approve_reply)
        return 0;
    if (strict && !data_has(access->activities, activity))
        return 0;
    for (size_t i = 0; i < background->hot.count; i++)
        if (strcmp(background->hot.names[i], body->id) == 0)
            return background->hot.weights[i];
    return 1;
}

static const struct person *
draw_person(struct request *request, const struct world *world, const char *country, bool asks, const char *activity)
{
    const struct data *data = request->loading->data;
    int64_t *weights = mem_zeros(request->loading->mem, int64_t, data->n_authorities);
    const struct person *person = NULL;

    for (int strict = 1; person == NULL && strict >= 0; strict--) {
        int64_t total = 0;

        for (size_t i = 0; i < data->n_authorities; i++) {
            weights[i] = strcmp(data->authorities[i]->country, country) == 0 && world->handlers[i] != NULL
                             ? share(request, data->authorities[i], asks, activity, strict == 1)
                             : 0;
            total += weights[i];
        }
        if (total > 0)
            person = world->handlers[draw_weight(&request->draw, weights, data->n_authorities)];
    }
    talloc_free(weights);
    return person;
}

/* ---- the provider ---------------------------------------------------------------------------------------------- */

/* Where an authority of a country has its seat: towns that exist. */
static const struct data_authority *
draw_place(struct request *request, const char *country)
{
    const struct data *data = request->loading->data;
    size_t n = 0, nth;

    for (size_t i = 0; i < data->n_authorities; i++)
        n += strcmp(data->authorities[i]->country, country) == 0;
    nth = draw_below(&request->draw, (uint32_t)n);
    for (size_t i = 0; i < data->n_authorities; i++)
        if (strcmp(data->authorities[i]->country, country) == 0 && nth-- == 0)
            return data->authorities[i];
    return data->authorities[0];
}

static const char *
draw_address(struct request *request, const struct data_names *names, const struct data_authority *place)
{
    return mem_printf(request->loading->mem, "%s %u, %s %s", request_draw(request, names->streets),
                      1 + draw_below(&request->draw, 140), place->postcode, place->town);
}

static void
draw_provider(struct request *request, const char *asker, const char *asked)
{
    const struct data_background *background = request->background;
    struct draw *draw = &request->draw;
    TALLOC_CTX *mem = request->loading->mem;
    bool home = draw_percent(draw, background->provider_of_asked_country_percent);
    const char *country = home ? asked : draw_name(draw, &background->asked);
    const struct data_names *names = data_names(request->loading->data, country);
    const struct data_authority *place = draw_place(request, country);
    bool woman = draw_percent(draw, 34);
    size_t nth = draw_below(draw, (uint32_t)node_count(names->surnames));
    const struct node *surnames = woman && names->surnames_of_women != NULL ? names->surnames_of_women
                                                                            : names->surnames;
    char day[DAY_TEXT_SIZE];

    request->slots[SLOT_KIND] = draw_name(draw, &background->kinds);
    request->slots[SLOT_PROVIDER_COUNTRY] = country;
    request->slots[SLOT_PROVIDER_TOWN] = place->town;
    request->slots[SLOT_PROVIDER_REGION] = place->region != NULL ? place->region : "";
    request->slots[SLOT_PROVIDER_ADDRESS] = draw_address(request, names, place);
    request->slots[SLOT_SURNAME] = node_at(surnames, nth)->text;
    request->slots[SLOT_GIVEN_NAME] = request_draw(request, woman ? names->women : names->men);
    request->slots[SLOT_FIRM] = mem_printf(mem, "%s %s %s", request_draw(request, names->firm_name_parts),
                                           request_draw(request, names->firm_name_parts),
                                           request_draw(request, names->firm_forms));
    request->slots[SLOT_NUMBER] = mem_printf(mem, "9%06u", draw_below(draw, 1000000));
    day_format(request->loading->today - (int32_t)draw_between(draw, 7700, 24000), day);
    request->slots[SLOT_BIRTH_DATE] = mem_copy(mem, day);
    place = request->asking->authority;
    request->slots[SLOT_HOST_ADDRESS] = draw_address(request, data_names(request->loading->data, asker), place);
    request->slots[SLOT_TOWN] = place->town;
}

static void
draw_matter(struct request *request, const char *activity)
{
    const struct data_background *background = request->background;
    const struct data_bundle *bundles = background->bundles.rows;
    int64_t *weights = mem_zeros(request->loading->mem, int64_t, background->bundles.count);
    const char *second = draw_name(&request->draw, &background->activities);
    const char *language = request_texts(request, request->asking)->language;
    const struct node *why = node_child(background->sensitive_reasons, language);

    for (size_t i = 0; i < background->bundles.count; i++)
        weights[i] = bundles[i].weight;
    request->bundle = &bundles[draw_weight(&request->draw, weights, background->bundles.count)];
    talloc_free(weights);
    request->slots[SLOT_ACTIVITIES] = activity;
    if (strcmp(second, activity) != 0 && draw_percent(&request->draw, background->second_activity_percent))
        request->slots[SLOT_ACTIVITIES] = mem_printf(request->loading->mem, "%s %s", activity, second);
    request->slots[SLOT_LEGAL_BASIS] = request->bundle->legal_basis->text;
    request->slots[SLOT_CASE_TYPE] = draw_name(&request->draw, &background->types);
    request->slots[SLOT_SENSITIVE] = request->bundle->sensitive ? "yes" : "";
    request->slots[SLOT_JUSTIFICATION] = request->bundle->sensitive && why != NULL ? why->text : "";
}

/* ---- all of it --------------------------------------------------------------------------------------------------- */

/* The first ones are those that are not over yet, as many of each as the data say. */
static void
choose_end(struct request *request, int64_t index)
{
    const struct data_background *background = request->background;
    const struct {
        enum course_end end;
        int64_t count, overdue;
    } groups[] = {{END_DRAFT, background->drafts, 0},
                  {END_SENT, background->open.sent, background->not_accepted_overdue},
                  {END_ACCEPTED, background->open.accepted, background->not_replied_overdue},
                  {END_REPLIED, background->open.replied, 0},
                  {END_CLARIFICATION, background->open.clarification, 0}};

    request->end = END_OVER;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        if (index >= 0 && index < groups[i].count) {
            request->end = groups[i].end;
            request->overdue = index < groups[i].overdue;
        }
        index -= groups[i].count;
    }
}

static void
plan_one(struct loading *loading, const struct world *world, int64_t index)
{
    const struct data_background *background = &loading->data->background;
    const char *name = mem_printf(loading->mem, "%" PRId64, index + 1);
    struct request request = {.loading = loading,
                              .background = background,
                              .draw = draw_start(loading->seed, "background", name),
                              .name = name};
    const struct data_pair *pair =
        &world->pairs[draw_weight(&request.draw, world->pair_weights, world->n_pairs)];
    const char *activity = draw_name(&request.draw, &background->activities);

    request.asking = draw_person(&request, world, pair->from, true, activity);
    request.answering = draw_person(&request, world, pair->to, false, activity);
    if (request.asking == NULL || request.answering == NULL) {
        fault_add(loading->data->load, background->node->pos, "askers", "nobody can ask from %s to %s", pair->from,
                  pair->to);
        return;
    }
    request.the_case = loading_case(loading, mem_printf(loading->mem, "background %s", name), background->area,
                                    background->flow);
    choose_end(&request, index);
    course_draw(&request, pair->to);
    draw_provider(&request, pair->from, pair->to);
    draw_matter(&request, activity);
    request.slots[SLOT_ASKED] = mem_printf(loading->mem, "%" PRIu64, request.answering->authority->row_id);
    acts_plan(&request);
}

void
background_plan(struct loading *loading)
{
    struct world world = {0};

    pairs_make(loading, &world);
    handlers_make(loading, &world);
    for (int64_t i = 0; i < loading->data->background.requests; i++)
        plan_one(loading, &world, i);
}
