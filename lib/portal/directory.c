/* SPDX-License-Identifier: EUPL-1.2 */
#include "portal/directory.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "directory/directory.h"
#include "model/directory.h"
#include "text/collate.h"
#include "text/fill.h"
#include "text/format.h"
#include "web/choices.h"

#define PAGE_BODIES 50

/* The address of this search behind an authority; only codes stand in it. */
static const char *
next_href(struct exchange *exchange, uint64_t after)
{
    static const char *const names[] = {"country", "area", "flow", "activity"};
    const char *query = mem_printf(exchange->mem, "/directory?after=%" PRIu64, after);

    if (after == 0)
        return NULL;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (handler_query(exchange, names[i]) != NULL)
            query = mem_printf(exchange->mem, "%s&%s=%s", query, names[i], handler_query(exchange, names[i]));
    return query;
}

/* How many were found, and whether there are more. */
static const char *
count_text(struct exchange *exchange, const struct model_authorities *answer)
{
    int64_t count = (int64_t)answer->items.count;
    const char *text;

    if (answer->more)
        text = app_t(exchange, N_("More than {count} authorities; narrow the search."));
    else if (answer->incomplete)
        text = app_t(exchange, N_("{count} found so far. The search stopped early: there may be more. Narrow it, or continue."));
    else
        text = text_get_plural(exchange->lang, "{count} authority found.", "{count} authorities found.", count);
    return fill(exchange->mem, text,
                (const struct fill_arg[]){{"count", format_number(exchange->mem, exchange->lang, count)}}, 1);
}

/* The area that has the activity; a code that none has is found in none of them. */
static const char *
area_of_activity(const struct decl *decl, const char *activity)
{
    for (size_t i = 0; i < decl->n_areas; i++)
        if (decl->areas[i].activities != NULL && decl_code(decl->areas[i].activities, activity) != NULL)
            return decl->areas[i].id;
    return decl->areas[0].id;
}

static enum err_code
find(struct exchange *exchange, struct env *env, struct model_authorities *answer, struct err *err)
{
    const char *after = handler_query(exchange, "after");
    struct directory_query query = {.country = text_country_stored(handler_query(exchange, "country")),
                                    .area = handler_query(exchange, "area"),
                                    .flow = handler_query(exchange, "flow"),
                                    .activity = handler_query(exchange, "activity"),
                                    .words = handler_query(exchange, "q"),
                                    .after = after != NULL ? strtoull(after, NULL, 10) : 0,
                                    .limit = PAGE_BODIES};
    struct directory_found found;
    struct model_authority *bodies;

    TRY(handler_codes(exchange, (const char *const[]){"country", "area", "flow", "activity"}, 4, err));
    if (query.flow != NULL && query.area == NULL)
        query.flow = NULL;
    if (query.activity != NULL && query.area == NULL)
        query.area = area_of_activity(exchange->app->decl, query.activity);
    TRY(directory_find(env, &query, &found, err));
    answer->more = found.more;
    answer->incomplete = found.given_up;
    answer->next_after = found.after != 0 ? (int64_t)found.after : MODEL_NO_NUMBER;
    answer->next = next_href(exchange, found.after);
    bodies = mem_zeros(exchange->mem, struct model_authority, found.count + 1);
    for (size_t i = 0; i < found.count; i++)
        bodies[i] = (struct model_authority){
            .id = (int64_t)found.hits[i].id,
            .slug = found.hits[i].slug,
            .name = {found.hits[i].name, found.hits[i].language},
            .other_name = found.hits[i].other_name,
            .country = {text_country_shown(found.hits[i].country), label_country(exchange, found.hits[i].country)},
            .town = found.hits[i].town,
            .region = found.hits[i].region,
            .acronym = found.hits[i].acronym,
            .href = mem_printf(exchange->mem, "/directory/%" PRIu64, found.hits[i].id)};
    answer->items = model_list_of(bodies, found.count);
    return ERR_OK;
}

enum err_code
directory_get(struct exchange *exchange, struct err *err)
{
    struct env *env = handler_env(exchange, "page");
    struct model_authorities *answer = mem_zero(exchange->mem, struct model_authorities);
    struct view_control *controls = mem_zeros(exchange->mem, struct view_control, 4);
    const struct decl *decl = exchange->app->decl;
    enum err_code code;
    size_t n = 0;

    controls[n++] = choices_country(exchange, handler_query(exchange, "country"));
    controls[n++] = (struct view_control){
        .kind = "search",
        .name = "q",
        .label = app_t(exchange, N_("Part of the name or the town, in any language")),
        .value = handler_query(exchange, "q"),
        .max = MODEL_NO_NUMBER,
        .rows = MODEL_NO_NUMBER};
    for (size_t i = 0; i < decl->n_areas; i++)
        if (decl->areas[i].activities != NULL && actor_roles(exchange->actor, decl->areas[i].id) != 0) {
            controls[n++] = choices_activity(exchange, &decl->areas[i], handler_query(exchange, "activity"));
            break;
        }
    answer->controls = model_list_of(controls, n);
    answer->searched = handler_query(exchange, "country") != NULL || handler_query(exchange, "q") != NULL ||
                       handler_query(exchange, "activity") != NULL;
    code = answer->searched ? find(exchange, env, answer, err) : ERR_OK;
    if (code == ERR_INVALID) {
        controls[1].error = app_t(exchange, DIRECTORY_MANY_WORDS);
        answer->searched = false;
        exchange->failed = true;
        return app_page(exchange, 422, "directory", app_t(exchange, N_("Directory")), &model_authorities_table, answer, err);
    }
    TRY(code);
    if (answer->searched) {
        answer->count_text = count_text(exchange, answer);
    }
    return app_page(exchange, 200, "directory", app_t(exchange, N_("Directory")),
                    &model_authorities_table, answer, err);
}

enum err_code
directory_api(struct exchange *exchange, struct err *err)
{
    struct env *env = handler_env(exchange, "api");
    struct model_authorities *answer = mem_zero(exchange->mem, struct model_authorities);
    enum err_code code = find(exchange, env, answer, err);

    if (code == ERR_INVALID)
        return app_problem(exchange, code, &(struct app_fault){"q", app_t(exchange, DIRECTORY_MANY_WORDS)}, 1, err);
    TRY(code);
    return app_json(exchange, 200, &model_authorities_table, answer, err);
}

static const char *
authority_kind_text(const struct exchange *exchange, const char *kind)
{
    static const struct {
        const char *code, *label;
    } kinds[] = {{"NIMIC", N_("National IMI coordinator")},
                 {"SDIMIC", N_("Super-delegated IMI coordinator")},
                 {"LIMIC", N_("Coordinator for a legislative area")},
                 {"DIMIC", N_("Delegated IMI coordinator")},
                 {"CA", N_("Competent authority")}};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(kinds[i].code, kind) == 0)
            return app_t(exchange, kinds[i].label);
    return kind;
}

/* "da en de" as names of languages, joined by commas. */
static const char *
language_names(struct exchange *exchange, const char *codes)
{
    const char *text = "";

    while (codes != NULL && *codes != '\0') {
        size_t length = strcspn(codes, " ");

        text = mem_printf(exchange->mem, "%s%s%s", text, *text != '\0' ? ", " : "",
                          text_language(exchange->lang, mem_copy_n(exchange->mem, codes, length)));
        codes += length + (codes[length] == ' ');
    }
    return *text != '\0' ? text : NULL;
}

/* area:code pairs joined by blanks, of one area, as labels of a list; without a list the areas themselves. */
static struct model_list
pairs_of(struct exchange *exchange, const char *pairs, const struct decl_area *area)
{
    struct model_choice *shown = NULL;
    size_t n = 0;

    while (pairs != NULL && *pairs != '\0') {
        size_t length = strcspn(pairs, " "), head = strcspn(pairs, ":");
        const char *left = mem_copy_n(exchange->mem, pairs, head);
        const char *right = head < length ? mem_copy_n(exchange->mem, pairs + head + 1, length - head - 1) : "";
        const struct decl_area *declared = decl_area(exchange->app->decl, left);

        shown = mem_grow(exchange->mem, shown, struct model_choice, n + 1);
        if (area == NULL && declared != NULL)
            shown[n++] = (struct model_choice){left, app_t(exchange, declared->title)};
        else if (area != NULL && declared == area)
            shown[n++] = (struct model_choice){right, label_code(exchange, area->activities, right)};
        pairs += length + (pairs[length] == ' ');
    }
    return model_list_of(shown, n);
}

enum err_code
directory_card_get(struct exchange *exchange, struct err *err)
{
    struct env *env = handler_env(exchange, "page");
    const char *id = app_capture(exchange, "id");
    struct model_card *answer = mem_zero(exchange->mem, struct model_card);
    struct model_authority *body = mem_zero(exchange->mem, struct model_authority);
    const struct decl *decl = exchange->app->decl;
    struct authority_card *card;

    if (strspn(id, "0123456789") != strlen(id) || strlen(id) > 18)
        return FAIL(err, ERR_NOT_FOUND, "not an authority's number");
    TRY(directory_card(env, strtoull(id, NULL, 10), &card, err));
    *body = (struct model_authority){
        .id = (int64_t)card->id,
        .slug = card->slug,
        .name = {card->name, card->language},
        .other_name = card->other_name,
        .country = {text_country_shown(card->country), label_country(exchange, card->country)},
        .town = card->town,
        .region = card->region,
        .acronym = card->acronym};
    *answer = (struct model_card){
        .body = body,
        .slug = card->slug,
        .kind = authority_kind_text(exchange, card->kind),
        .informal = {card->informal_name, card->language},
        .what = {card->what_it_does, card->what_language},
        .address = mem_printf(exchange->mem, "%s, %s %s", card->street, card->postcode, card->town),
        .phone = card->phone,
        .email = card->email,
        .website = card->website,
        .hours = card->hours,
        .languages = language_names(exchange, card->languages),
        .areas = pairs_of(exchange, card->areas, NULL),
        .liaison_point = card->liaison_point,
        .suspended = strcmp(card->status, "active") != 0};
    for (size_t i = 0; i < decl->n_areas; i++)
        if (decl->areas[i].activities != NULL && actor_roles(exchange->actor, decl->areas[i].id) != 0) {
            answer->activities = pairs_of(exchange, card->competences, &decl->areas[i]);
            break;
        }
    return app_page(exchange, 200, "authority", card->name, &model_card_table, answer, err);
}
