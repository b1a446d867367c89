/* SPDX-License-Identifier: EUPL-1.2 */
/* All cases of the reader's authority, by coded filters in the address. */
#include "lists/lists.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/mem.h"
#include "lists/rows.h"
#include "text/fill.h"
#include "text/format.h"
#include "web/choices.h"

#define PAGE_ROWS 20
#define API_ROWS 100

static int
class_of(const char *code)
{
    static const char *const codes[] = {"draft", "open", "closed"};

    for (int i = 0; code != NULL && i < 3; i++)
        if (strcmp(codes[i], code) == 0)
            return i;
    return -1;
}

static bool
flow_declared(const struct decl_area *area, const char *id)
{
    return decl_flow(area, id, 0) != NULL;
}

static bool
state_declared(const struct decl_area *area, const char *id)
{
    for (size_t i = 0; i < area->n_flows; i++)
        if (decl_state(area->flows[i], id) >= 0)
            return true;
    return false;
}

/* Whether a code is declared in some area: a case of an earlier version, or of another area, may bear it. */
static bool
is_declared(const struct exchange *exchange, const char *code, bool (*declared)(const struct decl_area *area, const char *id))
{
    const struct decl *decl = exchange->app->decl;

    for (size_t i = 0; i < decl->n_areas; i++)
        if (declared(&decl->areas[i], code))
            return true;
    return false;
}

static bool
is_tick(const char *value)
{
    return value == NULL || strcmp(value, "1") == 0;
}

/* The parts that those hold who have begun a case, or all others. */
static unsigned
parts_of(const char *direction)
{
    const unsigned begins = 1u << PART_BEGINS, all = (1u << LIMIT_PARTS) - 1;

    if (direction == NULL)
        return 0;
    return strcmp(direction, "sent") == 0 ? begins : all & ~begins;
}

/* A filter that is none of the known codes is told, not guessed at. */
static enum err_code
check_filter(const struct exchange *exchange, const struct case_filter *filter, struct err *err)
{
    const char *direction = handler_query(exchange, "direction");

    if (filter->area != NULL && decl_area(exchange->app->decl, filter->area) == NULL)
        return FAIL(err, ERR_BAD_REQUEST, "there is no area %s", filter->area);
    if (filter->flow != NULL && !is_declared(exchange, filter->flow, flow_declared))
        return FAIL(err, ERR_BAD_REQUEST, "there is no flow %s", filter->flow);
    if (filter->state != NULL && !is_declared(exchange, filter->state, state_declared))
        return FAIL(err, ERR_BAD_REQUEST, "there is no state %s", filter->state);
    if (filter->country != NULL && !text_country_known(filter->country))
        return FAIL(err, ERR_BAD_REQUEST, "there is no country %s", filter->country);
    if (handler_query(exchange, "class") != NULL && filter->class < 0)
        return FAIL(err, ERR_BAD_REQUEST, "class is draft, open or closed");
    if (direction != NULL && strcmp(direction, "sent") != 0 && strcmp(direction, "received") != 0)
        return FAIL(err, ERR_BAD_REQUEST, "direction is sent or received");
    if (!is_tick(handler_query(exchange, "waits")) || !is_tick(handler_query(exchange, "overdue")))
        return FAIL(err, ERR_BAD_REQUEST, "waits and overdue are 1, or not there");
    return ERR_OK;
}

static enum err_code
read_filter(struct exchange *exchange, unsigned limit, struct case_filter *filter, struct err *err)
{
    const char *direction = handler_query(exchange, "direction"), *cursor = handler_query(exchange, "cursor");

    TRY(handler_codes(exchange, (const char *const[]){"area", "flow", "state", "country"}, 4, err));
    *filter = (struct case_filter){
        .area = exchange->app->area != NULL ? exchange->app->area->id : handler_query(exchange, "area"),
        .flow = handler_query(exchange, "flow"),
        .state = handler_query(exchange, "state"),
        .country = text_country_stored(handler_query(exchange, "country")),
        .class = class_of(handler_query(exchange, "class")),
        .parts = parts_of(direction),
        .waits = handler_query(exchange, "waits") != NULL,
        .due_before = handler_query(exchange, "overdue") != NULL ? clock_today() : DB_NO_DAY,
        .after = DB_NO_MOMENT,
        .limit = limit};
    TRY(check_filter(exchange, filter, err));
    if (cursor != NULL && !rows_cursor_read(cursor, &filter->after, &filter->after_id))
        return FAIL(err, ERR_BAD_REQUEST, "bad cursor");
    return ERR_OK;
}

/* This page's address with one filter set otherwise; the cursor goes. */
static const char *
with_filter(struct exchange *exchange, const char *name, const char *value)
{
    static const char *const names[] = {"area", "flow", "state", "class", "direction",
                                        "country", "waits", "overdue", "limit"};
    const char *query = "";

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *code = strcmp(names[i], name) == 0 ? value : handler_query(exchange, names[i]);

        if (code != NULL && strspn(code, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == strlen(code))
            query = mem_printf(exchange->mem, "%s%s%s=%s", query, *query != '\0' ? "&" : "?",
                               names[i], code);
    }
    if (strcmp(name, "cursor") == 0 && value != NULL)
        query = mem_printf(exchange->mem, "%s%scursor=%s", query, *query != '\0' ? "&" : "?", value);
    return mem_printf(exchange->mem, "%s%s", exchange->req->path, query);
}

struct choices {
    struct view_option *items;
    size_t count;
};

static void
add_choice(struct exchange *exchange, struct choices *choices, const char *name, const char *code,
           const char *label)
{
    const char *chosen = handler_query(exchange, name);

    choices->items = mem_grow(exchange->mem, choices->items, struct view_option, choices->count + 1);
    choices->items[choices->count++] = (struct view_option){
        .code = code,
        .label = label,
        .selected = chosen != NULL ? strcmp(chosen, code) == 0 : *code == '\0'};
}

static struct view_control
select_control(struct exchange *exchange, const char *name, const char *label,
               const struct choices *choices)
{
    return (struct view_control){.kind = "select",
                                 .name = name,
                                 .label = label,
                                 .max = MODEL_NO_NUMBER,
                                 .rows = MODEL_NO_NUMBER,
                                 .options = model_list_of(choices->items, choices->count),
                                 .value = handler_query(exchange, name)};
}

static struct choices *
begin_choices(struct exchange *exchange, const char *name)
{
    struct choices *choices = mem_zero(exchange->mem, struct choices);

    add_choice(exchange, choices, name, "", app_t(exchange, N_("All")));
    return choices;
}

static bool
has_choice(const struct choices *choices, const char *code)
{
    for (size_t i = 0; i < choices->count; i++)
        if (strcmp(choices->items[i].code, code) == 0)
            return true;
    return false;
}

/* The kinds of cases of an area, each once by its newest version. */
static struct choices *
flow_choices(struct exchange *exchange, const struct decl_area *area)
{
    struct choices *choices = begin_choices(exchange, "flow");

    for (size_t i = 0; i < area->n_flows; i++)
        if (!has_choice(choices, area->flows[i]->id))
            add_choice(exchange, choices, "flow", area->flows[i]->id, app_t(exchange, area->flows[i]->title));
    return choices;
}

/* The states of all versions of a flow, the newest version's words first. */
static struct choices *
state_choices(struct exchange *exchange, const struct decl_area *area, const char *flow)
{
    struct choices *choices = begin_choices(exchange, "state");

    for (size_t i = 0; i < area->n_flows; i++)
        for (size_t j = 0; strcmp(area->flows[i]->id, flow) == 0 && j < area->flows[i]->n_states; j++)
            if (!has_choice(choices, area->flows[i]->states[j].id))
                add_choice(exchange, choices, "state", area->flows[i]->states[j].id,
                           app_t(exchange, area->flows[i]->states[j].label));
    return choices;
}

/* A state means something in a flow alone: states are offered once the flow is known. Gives how many controls were written. */
static size_t
put_flow_and_state(struct exchange *exchange, const struct decl_area *area, struct view_control *controls)
{
    const struct choices *flows = flow_choices(exchange, area);
    const char *flow = flows->count == 2 ? flows->items[1].code : handler_query(exchange, "flow");
    size_t n = 0;

    if (flows->count > 2)
        controls[n++] = select_control(exchange, "flow", app_t(exchange, N_("Kind of case")), flows);
    if (flow != NULL)
        controls[n++] =
            select_control(exchange, "state", app_t(exchange, N_("State")), state_choices(exchange, area, flow));
    return n;
}

static void
put_filters(struct exchange *exchange, struct model_rows *answer)
{
    const struct decl_area *area = exchange->app->area;
    struct view_control *controls = mem_zeros(exchange->mem, struct view_control, 6);
    struct choices *choices;
    size_t n = 0;

    choices = begin_choices(exchange, "direction");
    add_choice(exchange, choices, "direction", "sent", app_t(exchange, N_("Sent by us")));
    add_choice(exchange, choices, "direction", "received", app_t(exchange, N_("Received by us")));
    controls[n++] = select_control(exchange, "direction", app_t(exchange, N_("Direction")), choices);
    choices = begin_choices(exchange, "class");
    add_choice(exchange, choices, "class", "draft", app_t(exchange, N_("Drafts")));
    add_choice(exchange, choices, "class", "open", app_t(exchange, N_("Open")));
    add_choice(exchange, choices, "class", "closed", app_t(exchange, N_("Closed")));
    controls[n++] = select_control(exchange, "class", app_t(exchange, N_("Open or closed")), choices);
    if (area != NULL)
        n += put_flow_and_state(exchange, area, controls + n);
    controls[n++] = choices_country(exchange, handler_query(exchange, "country"));
    answer->controls = model_list_of(controls, n);
    answer->action = exchange->req->path;
    answer->clear = exchange->req->path;
}

/* What an option of a control says; NULL where there is no such control or option. */
static const char *
option_label(const struct model_rows *answer, const char *name, const char *code)
{
    const struct view_control *controls = answer->controls.items;

    for (size_t i = 0; i < answer->controls.count; i++) {
        const struct view_option *options = controls[i].options.items;

        for (size_t j = 0; strcmp(controls[i].name, name) == 0 && j < controls[i].options.count; j++)
            if (strcmp(options[j].code, code) == 0)
                return options[j].label;
    }
    return NULL;
}

/* What a state is called in the flow of the area that has it. */
static const char *
state_label(struct exchange *exchange, const char *code)
{
    const struct decl_area *area = exchange->app->area;

    for (size_t i = 0; area != NULL && i < area->n_flows; i++) {
        int state = decl_state(area->flows[i], code);

        if (state >= 0)
            return app_t(exchange, area->flows[i]->states[state].label);
    }
    return NULL;
}

static void
put_active(struct exchange *exchange, struct model_rows *answer)
{
    static const char *const names[] = {"direction", "class", "flow", "state", "country", "waits", "overdue"};
    struct model_link *active = mem_zeros(exchange->mem, struct model_link, sizeof names / sizeof names[0] + 1);
    size_t n = 0;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *code = handler_query(exchange, names[i]), *label = NULL;

        if (code == NULL)
            continue;
        label = option_label(answer, names[i], code);
        if (label == NULL && strcmp(names[i], "state") == 0)
            label = state_label(exchange, code);
        if (strcmp(names[i], "waits") == 0)
            label = app_t(exchange, N_("Waits for us"));
        if (strcmp(names[i], "overdue") == 0)
            label = app_t(exchange, N_("Late"));
        if (label != NULL)
            active[n++] = (struct model_link){.label = label,
                                              .href = with_filter(exchange, names[i], NULL)};
    }
    answer->active = model_list_of(active, n);
    answer->filtered = n > 0;
}

static enum err_code
rows_answer(struct exchange *exchange, struct env *env, unsigned limit, struct model_rows *answer,
            struct err *err)
{
    struct case_filter filter;
    struct case_rows rows;

    TRY(read_filter(exchange, limit + 1, &filter, err));
    TRY(flow_list(env, &filter, &rows, err));
    if (rows.count > limit) {
        const struct case_shell *last = &rows.items[--rows.count - 1];
        bool by_deadline = filter.due_before != DB_NO_DAY;

        answer->next_cursor =
            rows_cursor(exchange, by_deadline ? flow_due_moment(last->due) : last->changed_at, last->id);
    } else if (rows.given_up) {
        answer->next_cursor = rows_cursor(exchange, rows.place, rows.place_id);
        answer->incomplete = true;
        answer->incomplete_text =
            fill(exchange->mem, app_t(exchange, N_("The search stopped after {count} cases. There may be more.")),
                 (const struct fill_arg[]){{"count", format_number(exchange->mem, exchange->lang, LIMIT_LIST_EXAMINED)}}, 1);
    }
    if (answer->next_cursor != NULL)
        answer->next = with_filter(exchange, "cursor", answer->next_cursor);
    answer->items = rows_show(exchange, rows.items, rows.count);
    return ERR_OK;
}

enum err_code
cases_get(struct exchange *exchange, struct err *err)
{
    struct env *env = handler_env(exchange, "page");
    struct model_rows *answer = mem_zero(exchange->mem, struct model_rows);

    TRY(rows_answer(exchange, env, PAGE_ROWS, answer, err));
    answer->title = app_t(exchange, N_("Cases"));
    put_filters(exchange, answer);
    put_active(exchange, answer);
    case_put_search(exchange, answer, NULL);
    answer->empty = app_t(exchange, answer->filtered ? N_("No case fits these filters.")
                                                     : N_("There is no case yet."));
    return app_page(exchange, 200, "cases", answer->title, &model_rows_table, answer, err);
}

enum err_code
cases_api(struct exchange *exchange, struct err *err)
{
    struct env *env = handler_env(exchange, "api");
    struct model_rows *answer = mem_zero(exchange->mem, struct model_rows);
    const char *limit = handler_query(exchange, "limit");
    unsigned long rows = API_ROWS;

    if (limit != NULL)
        rows = strspn(limit, "0123456789") == strlen(limit) ? strtoul(limit, NULL, 10) : 0;
    if (rows < 1 || rows > API_ROWS)
        return FAIL(err, ERR_BAD_REQUEST, "limit is 1 to %d", API_ROWS);
    TRY(rows_answer(exchange, env, (unsigned)rows, answer, err));
    if (answer->next != NULL)
        response_header(exchange->resp, "Link",
                        mem_printf(exchange->mem, "<%s>; rel=\"next\"", answer->next));
    return app_json(exchange, 200, &model_rows_table, answer, err);
}
