/* SPDX-License-Identifier: EUPL-1.2 */
/* "What do you need?": the first page of the portal, of an area and of administration. */
#include <string.h>

#include "base/mem.h"
#include "model/control.h"
#include "portal/portal.h"
#include "web/core.h"

struct choice {
    const char *label;
    const char *href;
    const char *hint;
    int64_t count;
};

static const struct model_field choice_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, choice, label), MODEL_FIELD(MODEL_LINK, MODEL_PAGE, choice, href),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, choice, hint), MODEL_FIELD(MODEL_NUMBER, MODEL_PAGE, choice, count), MODEL_END};
static const struct model_table choice_table = {"StartChoice", sizeof(struct choice), choice_fields};

struct group {
    const char *title;
    struct model_list choices;
};

static const struct model_field group_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, group, title),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, group, choices, &choice_table), MODEL_END};
static const struct model_table group_table = {"StartGroup", sizeof(struct group), group_fields};

struct portal_page {
    const char *lead;
    struct model_list waiting;
    struct model_list groups;
};

static const struct model_field portal_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, portal_page, lead),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, portal_page, waiting, &choice_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, portal_page, groups, &group_table), MODEL_END};
static const struct model_table portal_table = {"StartPage", sizeof(struct portal_page), portal_fields};

struct rule {
    const char *label;
    const char *text;
};

static const struct model_field rule_fields[] = {MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, rule, label),
                                                 MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, rule, text), MODEL_END};
static const struct model_table rule_table = {"AreaRule", sizeof(struct rule), rule_fields};

struct area_page {
    const char *title;
    const char *purpose;
    struct model_list flows;
    struct model_list lists;
    struct model_list acts;
    struct model_list rules;
};

static const struct model_field area_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, area_page, title),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, area_page, purpose),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, area_page, flows, &choice_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, area_page, lists, &choice_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, area_page, acts, &view_link_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, area_page, rules, &rule_table), MODEL_END};
static const struct model_table area_table = {"AreaPage", sizeof(struct area_page), area_fields};

struct choices {
    TALLOC_CTX *mem;
    struct choice *items;
    size_t count;
};

static struct choices
new_choices(const struct exchange *exchange)
{
    return (struct choices){exchange->mem, NULL, 0};
}

static void
add_choice(struct choices *choices, const char *label, const char *href, const char *hint)
{
    choices->items = mem_grow(choices->mem, choices->items, struct choice, choices->count + 1);
    choices->items[choices->count++] = (struct choice){label, href, hint, MODEL_NO_NUMBER};
}

static struct model_list
choices_list(const struct choices *choices)
{
    return (struct model_list){choices->items, choices->count};
}

/* A choice of the portal, when the address exists. */
static void
add_portal(const struct exchange *exchange, struct choices *choices, const char *label, const char *href,
           const char *hint)
{
    if (route_has(exchange->app->site->portal, href))
        add_choice(choices, app_t(exchange, label), href, app_t(exchange, hint));
}

/* The newest versions of an area's flows that somebody with this role may begin. */
static void
add_flows(const struct exchange *exchange, struct choices *choices, const struct decl_area *area, bool name_area)
{
    const char *area_title = app_t(exchange, area->title);

    if (!route_has(exchange->app->site->area, "/{area}/new/{flow}") || !actor_has(exchange->actor, area->id, ROLE_HANDLER))
        return;
    for (size_t i = 0; i < area->n_flows; i++) {
        const struct decl_flow *flow = area->flows[i];
        const char *title = app_t(exchange, flow->title);

        if (decl_flow(area, flow->id, 0) != flow)
            continue;
        add_choice(choices, name_area ? mem_printf(exchange->mem, "%s: %s", area_title, title) : title,
                   mem_printf(exchange->mem, "/%s/new/%s", area->id, flow->id), app_t(exchange, flow->description));
    }
}

static void
add_areas(const struct exchange *exchange, struct choices *choices)
{
    const struct decl *decl = exchange->app->decl;

    for (size_t i = 0; i < decl->n_areas; i++)
        if (actor_roles(exchange->actor, decl->areas[i].id) != 0)
            add_choice(choices, app_t(exchange, decl->areas[i].title), mem_printf(exchange->mem, "/%s/", decl->areas[i].id),
                       app_t(exchange, decl->areas[i].description));
}

static void
fill_portal(const struct exchange *exchange, struct portal_page *page)
{
    struct group *groups = mem_zeros(exchange->mem, struct group, 3);
    struct choices begin = new_choices(exchange), find = new_choices(exchange), areas = new_choices(exchange);
    const struct decl *decl = exchange->app->decl;

    add_portal(exchange, &begin, N_("See what waits for me"), "/tasks", N_("Cases that wait for your authority, the most urgent first"));
    for (size_t i = 0; i < decl->n_areas; i++)
        add_flows(exchange, &begin, &decl->areas[i], true);
    add_portal(exchange, &find, N_("Find a case"), "/cases", N_("By number, state, or words and names in it"));
    add_portal(exchange, &find, N_("Find an authority"), "/directory", N_("Who is competent for what, in every country"));
    add_portal(exchange, &find, N_("Get help"), "/help", N_("How this works, and whom to ask"));
    add_areas(exchange, &areas);
    groups[0] = (struct group){app_t(exchange, N_("Ask and answer")), choices_list(&begin)};
    groups[1] = (struct group){app_t(exchange, N_("Find")), choices_list(&find)};
    groups[2] = (struct group){app_t(exchange, N_("Areas")), choices_list(&areas)};
    page->groups = (struct model_list){groups, areas.count > 0 ? 3 : 2};
    if (begin.count == 0)
        page->groups = (struct model_list){groups + 1, areas.count > 0 ? 2 : 1};
}

enum err_code
start_portal(struct exchange *exchange, struct err *err)
{
    struct portal_page page = {0};

    if (exchange->actor == NULL)
        page.lead = app_t(exchange, N_("Here public bodies of one country ask public bodies of another, each in its own language, and get an answer by a date."));
    else
        fill_portal(exchange, &page);
    return app_page(exchange, 200, "start", app_t(exchange, N_("What do you need?")), &portal_table, &page, err);
}

static struct model_list
make_rules(const struct exchange *exchange, const struct decl_area *area)
{
    struct rule *rules = mem_zeros(exchange->mem, struct rule, 3);

    rules[0] =
        (struct rule){app_t(exchange, N_("Usual time for a reply (days)")), mem_printf(exchange->mem, "%u", area->reply_days)};
    rules[1] = (struct rule){app_t(exchange, N_("Personal data are blocked after closure (months)")),
                             mem_printf(exchange->mem, "%u", area->block_months)};
    rules[2] = (struct rule){app_t(exchange, N_("Blocked data are deleted after closure (months)")),
                             mem_printf(exchange->mem, "%u", area->erase_months)};
    return (struct model_list){rules, 3};
}

enum err_code
start_area(struct exchange *exchange, struct err *err)
{
    const struct decl_area *area = exchange->app->area;
    struct area_page page = {.title = app_t(exchange, area->title)};
    struct choices flows = new_choices(exchange), lists = new_choices(exchange);
    struct view_link *acts = mem_zeros(exchange->mem, struct view_link, area->n_acts + 1);

    add_flows(exchange, &flows, area, false);
    if (route_has(exchange->app->site->area, "/{area}/cases"))
        add_choice(&lists, app_t(exchange, N_("Cases of my authority")), mem_printf(exchange->mem, "/%s/cases", area->id),
                   app_t(exchange, N_("All cases in this area that your authority takes part in")));
    for (size_t i = 0; i < area->n_acts; i++)
        acts[i].label = app_t(exchange, area->acts[i]);
    page.purpose = app_t(exchange, area->purpose != NULL ? area->purpose : area->description);
    page.flows = choices_list(&flows);
    page.lists = choices_list(&lists);
    page.acts = (struct model_list){acts, area->n_acts};
    page.rules = make_rules(exchange, area);
    return app_page(exchange, 200, "area", page.title, &area_table, &page, err);
}

enum err_code
start_admin(struct exchange *exchange, struct err *err)
{
    struct portal_page page = {.lead = app_t(exchange, N_("For the data of your authority, its users and their access."))};
    struct group *group = mem_zeros(exchange->mem, struct group, 1);
    struct choices choices = new_choices(exchange);

    add_portal(exchange, &choices, N_("Find an authority"), "/directory", N_("Who is competent for what, in every country"));
    add_portal(exchange, &choices, N_("Your account"), "/account", N_("Your details, language, password and sessions"));
    *group = (struct group){app_t(exchange, N_("Administration")), choices_list(&choices)};
    page.groups = (struct model_list){group, 1};
    return app_page(exchange, 200, "start", app_t(exchange, N_("Administration")), &portal_table, &page, err);
}
