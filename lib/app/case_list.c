/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists of cases. They show the shell and the own file number only, so they write no record of reads. */
#include "app/case_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/directory.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "text/fill.h"
#include "text/format.h"

#define PAGE_ROWS 25
#define API_ROWS 100
#define LAST_DAY 100000 /* in the year 2243 */
#define TASK_ROWS 25 /* a page of tasks and drafts stays under 30 kB */

static const struct decl_state *
state_of(const struct exchange *exchange, const struct case_shell *shell)
{
    const struct decl_area *area = decl_area(exchange->app->decl, shell->area);
    const struct decl_flow *flow =
        area != NULL ? decl_flow(area, shell->flow, (unsigned)shell->flow_version) : NULL;
    int state = flow != NULL ? decl_state(flow, shell->state) : -1;

    return state >= 0 ? &flow->states[state] : NULL;
}

static const struct model_body *
other_side(struct exchange *exchange, const struct case_shell *shell)
{
    struct model_body *body;

    if (shell->other_id == 0)
        return NULL;
    body = mem_zero(exchange->mem, struct model_body);
    /* A page needs no number of it, and every value of every row costs. */
    *body = (struct model_body){.id = app_is_api(exchange) ? (int64_t)shell->other_id : MODEL_NO_NUMBER,
                                .name = {shell->other_name, shell->other_language},
                                .country = {text_country_shown(shell->other_country),
                                            label_country(exchange, shell->other_country)}};
    return body;
}

static struct model_row
show_row(struct exchange *exchange, const struct case_shell *shell)
{
    const struct decl_area *area = decl_area(exchange->app->decl, shell->area);
    const struct decl_state *state = state_of(exchange, shell);
    const struct decl_flow *flow = area != NULL ? decl_flow(area, shell->flow, 0) : NULL;
    struct model_row row = {
        .ref = shell->ref,
        .href = handler_href(exchange, shell->area, shell->ref, NULL, NULL),
        .file_number = shell->file_number,
        .area = {shell->area, area != NULL ? app_t(exchange, area->title) : shell->area},
        .flow = {shell->flow, flow != NULL ? app_t(exchange, flow->title) : shell->flow},
        .state = {shell->state, state != NULL ? app_t(exchange, state->label) : shell->state},
        .other = other_side(exchange, shell),
        .direction = shell->part == 0 ? "sent" : "received",
        .due = shell->class == CASE_OPEN ? shell->due : MODEL_NO_DAY,
        .level = "fine",
        .waits = shell->waits && shell->class != CASE_CLOSED,
        .changed_at = app_is_api(exchange) || shell->class == CASE_DRAFT ? shell->changed_at : MODEL_NO_MOMENT};

    if (row.due != MODEL_NO_DAY)
        row.left = label_days(exchange, row.due, &row.level);
    return row;
}

static struct model_list
show_rows(struct exchange *exchange, const struct case_shell *shells, size_t count)
{
    struct model_row *rows = mem_zeros(exchange->mem, struct model_row, count + 1);

    for (size_t i = 0; i < count; i++)
        rows[i] = show_row(exchange, &shells[i]);
    return list_of(rows, count);
}

/* A cursor says nothing but where to go on; it is opaque and checked when it comes back. */
static const char *
make_cursor(struct exchange *exchange, int64_t first, uint64_t second)
{
    char text[64];
    int length = snprintf(text, sizeof text, "%ld:%lu", first, second);

    return hash_base64url(exchange->mem, text, (size_t)length);
}

static bool
read_cursor(const char *cursor, int64_t *first, uint64_t *second)
{
    char text[64] = "";
    size_t length = cursor != NULL ? strlen(cursor) * 3 / 4 : 0;
    char *end;

    if (length == 0 || length >= sizeof text || !hash_from_base64url(cursor, text, length))
        return false;
    *first = strtoll(text, &end, 10);
    if (*end != ':')
        return false;
    *second = strtoull(end + 1, &end, 10);
    return *end == '\0';
}

/* Tasks ------------------------------------------------------------------------------------------------------------ */

static struct model_list
show_counts(struct exchange *exchange, const struct case_count *counts, size_t n, int64_t *cases,
            int64_t *overdue, int64_t *today)
{
    struct model_count *shown = mem_zeros(exchange->mem, struct model_count, n + 1);

    for (size_t i = 0; i < n; i++) {
        const struct decl_area *area = decl_area(exchange->app->decl, counts[i].area);
        const char *label = counts[i].state;

        for (size_t j = 0; area != NULL && j < area->n_flows; j++) {
            int state = decl_state(area->flows[j], counts[i].state);

            if (state >= 0)
                label = area->flows[j]->states[state].label;
        }
        shown[i] = (struct model_count){
            .area = {counts[i].area, area != NULL ? app_t(exchange, area->title) : counts[i].area},
            .state = {counts[i].state, app_t(exchange, label)},
            .cases = (int64_t)counts[i].cases,
            .overdue = (int64_t)counts[i].overdue,
            .today = (int64_t)counts[i].today,
            .href = mem_printf(exchange->mem, "/%s/cases?state=%s&waits=1", counts[i].area,
                               counts[i].state)};
        *cases += counts[i].class == CASE_OPEN ? shown[i].cases : 0;
        *overdue += shown[i].overdue;
        *today += shown[i].today;
    }
    return list_of(shown, n);
}

static struct model_list
beginnings(struct exchange *exchange)
{
    const struct decl *decl = exchange->app->decl;
    struct model_link *links = mem_zeros(exchange->mem, struct model_link, 32);
    size_t n = 0;

    for (size_t i = 0; i < decl->n_areas; i++)
        for (size_t j = 0; j < decl->areas[i].n_flows && n < 32; j++) {
            const struct decl_flow *flow = decl->areas[i].flows[j];

            if (flow == decl_flow(&decl->areas[i], flow->id, 0) &&
                flow_may_begin(exchange->actor, flow))
                links[n++] = (struct model_link){
                    .label = app_t(exchange, flow->title),
                    .hint = app_t(exchange, flow->description),
                    .href = mem_printf(exchange->mem, "/%s/new/%s", decl->areas[i].id, flow->id)};
        }
    return list_of(links, n);
}

static const char *
tasks_summary(struct exchange *exchange, int64_t cases, int64_t overdue, int64_t today)
{
    const struct fill_arg args[] = {
        {"count", format_number(exchange->mem, exchange->lang, cases)},
        {"overdue", format_number(exchange->mem, exchange->lang, overdue)},
        {"today", format_number(exchange->mem, exchange->lang, today)}};
    const char *text;

    if (cases == 0)
        return app_t(exchange, N_("Nothing waits for your authority."));
    if (overdue + today == 0)
        text = text_get_plural(exchange->lang, "{count} case waits for your authority.",
                               "{count} cases wait for your authority.", cases);
    else
        text = text_get_plural(
            exchange->lang,
            "{count} case waits for your authority: {overdue} late, {today} due today.",
            "{count} cases wait for your authority: {overdue} late, {today} due today.", cases);
    return fill(exchange->mem, text, args, 3);
}

static enum err_code
tasks_answer(struct exchange *exchange, struct flow *flow, struct model_tasks *answer,
             struct err *err)
{
    int64_t after_due = DB_NO_DAY, cases = 0, overdue = 0, today = 0;
    uint64_t after_id = 0;
    struct case_count *counts;
    struct case_shell *open, *drafts;
    size_t n_counts, n_open, n_drafts;
    const char *cursor = form_value(exchange->req->query, "cursor");

    if (cursor != NULL && (!read_cursor(cursor, &after_due, &after_id) ||
                           (after_due != DB_NO_DAY && (after_due < 0 || after_due > LAST_DAY))))
        return FAIL(err, ERR_BAD_REQUEST, "bad cursor");
    TRY(flow_tasks(flow, CASE_OPEN, (int32_t)after_due, after_id, TASK_ROWS + 1, &open, &n_open, err));
    TRY(flow_tasks(flow, CASE_DRAFT, DB_NO_DAY, 0, TASK_ROWS + 1, &drafts, &n_drafts, err));
    /* Mostly all that waits stands on the page; only what does not is counted by the database. */
    if (cursor == NULL && n_open <= TASK_ROWS && n_drafts <= TASK_ROWS)
        flow_count_rows(flow, open, n_open, drafts, n_drafts, &counts, &n_counts);
    else
        TRY(flow_counts(flow, &counts, &n_counts, err));
    answer->counts = show_counts(exchange, counts, n_counts, &cases, &overdue, &today);
    answer->summary = tasks_summary(exchange, cases, overdue, today);
    if (n_open > TASK_ROWS) {
        n_open = TASK_ROWS;
        answer->next = mem_printf(exchange->mem, "?cursor=%s",
                                  make_cursor(exchange, open[n_open - 1].due, open[n_open - 1].id));
    }
    answer->waiting = show_rows(exchange, open, n_open);
    answer->drafts = show_rows(exchange, drafts, n_drafts < TASK_ROWS ? n_drafts : TASK_ROWS);
    answer->begin = beginnings(exchange);
    return ERR_OK;
}

enum err_code
tasks_get(struct exchange *exchange, struct err *err)
{
    struct flow *flow = handler_flow(exchange, "page");
    struct model_tasks *answer = mem_zero(exchange->mem, struct model_tasks);

    TRY(tasks_answer(exchange, flow, answer, err));
    return app_page(exchange, 200, "tasks", app_t(exchange, N_("My tasks")), &model_tasks_table,
                    answer, err);
}

enum err_code
tasks_api(struct exchange *exchange, struct err *err)
{
    struct flow *flow = handler_flow(exchange, "api");
    struct model_tasks *answer = mem_zero(exchange->mem, struct model_tasks);

    TRY(tasks_answer(exchange, flow, answer, err));
    return app_json(exchange, 200, &model_tasks_table, answer, err);
}

/* Lists ------------------------------------------------------------------------------------------------------------ */

static int
class_of(const char *code)
{
    static const char *const codes[] = {"draft", "open", "closed"};

    for (int i = 0; code != NULL && i < 3; i++)
        if (strcmp(codes[i], code) == 0)
            return i;
    return -1;
}

static const char *
given(const struct exchange *exchange, const char *name)
{
    const char *value = form_value(exchange->req->query, name);

    return value != NULL && *value != '\0' ? value : NULL;
}

/* A filter that is none of the known codes is told, not guessed at. */
static enum err_code
read_filter(struct exchange *exchange, unsigned limit, struct case_filter *filter, struct err *err)
{
    const char *class = given(exchange, "class"), *direction = given(exchange, "direction");
    const char *cursor = given(exchange, "cursor");

    TRY(handler_codes(exchange, (const char *const[]){"area", "flow", "state", "country"}, 4, err));
    *filter = (struct case_filter){
        .area = exchange->app->area != NULL ? exchange->app->area->id : given(exchange, "area"),
        .flow = given(exchange, "flow"),
        .state = given(exchange, "state"),
        .country = given(exchange, "country"),
        .class = class_of(class),
        .part = direction == NULL ? -1 : strcmp(direction, "sent") == 0 ? 0 : 1,
        .waits = given(exchange, "waits") != NULL,
        .due_before = given(exchange, "overdue") != NULL ? clock_today() : DB_NO_DAY,
        .after_changed = DB_NO_MOMENT,
        .limit = limit};
    if ((class != NULL && filter->class < 0) ||
        (direction != NULL && strcmp(direction, "sent") != 0 && strcmp(direction, "received") != 0))
        return FAIL(err, ERR_BAD_REQUEST, "unknown filter value");
    if (filter->area != NULL && decl_area(exchange->app->decl, filter->area) == NULL)
        return FAIL(err, ERR_BAD_REQUEST, "unknown area");
    if (cursor != NULL && !read_cursor(cursor, &filter->after_changed, &filter->after_id))
        return FAIL(err, ERR_BAD_REQUEST, "bad cursor");
    return ERR_OK;
}

/* This page's address with one filter set otherwise; the cursor goes. */
static const char *
with_filter(struct exchange *exchange, const char *name, const char *value)
{
    static const char *const names[] = {"area", "flow", "state", "class", "direction",
                                        "country", "waits", "overdue"};
    const char *query = "";

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *code = strcmp(names[i], name) == 0 ? value : given(exchange, names[i]);

        if (code != NULL && strspn(code, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == strlen(code))
            query = mem_printf(exchange->mem, "%s%s%s=%s", query, *query != '\0' ? "&" : "?",
                               names[i], code);
    }
    if (strcmp(name, "cursor") == 0 && value != NULL)
        query = mem_printf(exchange->mem, "%s%scursor=%s", query, *query != '\0' ? "&" : "?", value);
    return mem_printf(exchange->mem, "%s%s", exchange->req->path, query);
}

struct choices {
    struct view_option items[40];
    size_t count;
};

static void
add_choice(struct exchange *exchange, struct choices *choices, const char *name, const char *code,
           const char *label)
{
    const char *chosen = given(exchange, name);

    if (choices->count < 40)
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
                                 .options = list_of(choices->items, choices->count),
                                 .value = given(exchange, name)};
}

static struct choices *
begin_choices(struct exchange *exchange, const char *name)
{
    struct choices *choices = mem_zero(exchange->mem, struct choices);

    add_choice(exchange, choices, name, "", app_t(exchange, N_("All")));
    return choices;
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
    if (area != NULL && area->n_flows > 0) {
        choices = begin_choices(exchange, "state");
        for (size_t i = 0; i < area->flows[0]->n_states; i++)
            add_choice(exchange, choices, "state", area->flows[0]->states[i].id,
                       app_t(exchange, area->flows[0]->states[i].label));
        controls[n++] = select_control(exchange, "state", app_t(exchange, N_("State")), choices);
    }
    controls[n++] = directory_country_control(exchange, given(exchange, "country"));
    answer->controls = list_of(controls, n);
    answer->action = exchange->req->path;
    answer->clear = exchange->req->path;
}

static void
put_active(struct exchange *exchange, struct model_rows *answer)
{
    static const char *const names[] = {"direction", "class", "state", "country", "waits", "overdue"};
    const struct view_control *controls = answer->controls.items;
    struct model_link *active = mem_zeros(exchange->mem, struct model_link, 8);
    size_t n = 0;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *code = given(exchange, names[i]), *label = NULL;

        for (size_t j = 0; code != NULL && j < answer->controls.count; j++)
            for (size_t k = 0; strcmp(controls[j].name, names[i]) == 0 && k < controls[j].options.count; k++) {
                const struct view_option *option =
                    (const struct view_option *)controls[j].options.items + k;

                if (strcmp(option->code, code) == 0)
                    label = option->label;
            }
        if (code != NULL && strcmp(names[i], "waits") == 0)
            label = app_t(exchange, N_("Waits for us"));
        if (code != NULL && strcmp(names[i], "overdue") == 0)
            label = app_t(exchange, N_("Late"));
        if (label != NULL)
            active[n++] = (struct model_link){.label = label,
                                              .href = with_filter(exchange, names[i], NULL)};
    }
    answer->active = list_of(active, n);
    answer->filtered = n > 0;
}

static void
put_search(struct exchange *exchange, struct model_rows *answer)
{
    struct view_control *control = mem_zero(exchange->mem, struct view_control);

    *control = (struct view_control){
        .kind = "search",
        .name = "words",
        .label = app_t(exchange, N_("Find by the name or number of a provider")),
        .hint = app_t(exchange, N_("In any spelling. Every word must fit.")),
        .max = MODEL_NO_NUMBER,
        .rows = MODEL_NO_NUMBER};
    answer->search = list_of(control, 1);
    answer->search_action = exchange->app->area != NULL
                                ? mem_printf(exchange->mem, "/%s/cases", exchange->app->area->id)
                                : "/cases";
}

static enum err_code
rows_answer(struct exchange *exchange, struct flow *flow, unsigned limit, struct model_rows *answer,
            struct err *err)
{
    struct case_filter filter;
    struct case_shell *rows;
    size_t n;

    TRY(read_filter(exchange, limit + 1, &filter, err));
    TRY(flow_list(flow, &filter, &rows, &n, err));
    if (n > limit) {
        n = limit;
        answer->next_cursor = make_cursor(exchange, rows[n - 1].changed_at, rows[n - 1].id);
        answer->next = with_filter(exchange, "cursor", answer->next_cursor);
    }
    answer->items = show_rows(exchange, rows, n);
    return ERR_OK;
}

enum err_code
cases_get(struct exchange *exchange, struct err *err)
{
    struct flow *flow = handler_flow(exchange, "page");
    struct model_rows *answer = mem_zero(exchange->mem, struct model_rows);

    TRY(rows_answer(exchange, flow, PAGE_ROWS, answer, err));
    answer->title = app_t(exchange, N_("Cases"));
    put_filters(exchange, answer);
    put_active(exchange, answer);
    put_search(exchange, answer);
    answer->empty = app_t(exchange, answer->filtered ? N_("No case fits these filters.")
                                                     : N_("There is no case yet."));
    return app_page(exchange, 200, "cases", answer->title, &model_rows_table, answer, err);
}

enum err_code
cases_api(struct exchange *exchange, struct err *err)
{
    struct flow *flow = handler_flow(exchange, "api");
    struct model_rows *answer = mem_zero(exchange->mem, struct model_rows);
    const char *limit = given(exchange, "limit");
    unsigned rows = limit != NULL ? (unsigned)strtoul(limit, NULL, 10) : API_ROWS;

    if (rows < 1 || rows > API_ROWS)
        return FAIL(err, ERR_BAD_REQUEST, "limit is 1 to %d", API_ROWS);
    TRY(rows_answer(exchange, flow, rows, answer, err));
    if (answer->next != NULL)
        response_header(exchange->resp, "Link",
                        mem_printf(exchange->mem, "<%s>; rel=\"next\"", answer->next));
    return app_json(exchange, 200, &model_rows_table, answer, err);
}

/* Search ----------------------------------------------------------------------------------------------------------- */

enum err_code
cases_search(struct exchange *exchange, struct err *err)
{
    struct flow *flow = handler_flow(exchange, "search");
    const char *area = exchange->app->area != NULL ? exchange->app->area->id : NULL;
    const char *words = form_value(exchange->form, "words"), *key;
    enum err_code code = flow_search(flow, area, words != NULL ? words : "", &key, err);

    if (code == ERR_INVALID) {
        app_go(exchange, exchange->req->path, "no-words");
        return ERR_OK;
    }
    TRY(code);
    app_go(exchange,
           area != NULL ? mem_printf(exchange->mem, "/%s/cases/found/%s", area, key)
                        : mem_printf(exchange->mem, "/cases/found/%s", key),
           NULL);
    return ERR_OK;
}

enum err_code
cases_found(struct exchange *exchange, struct err *err)
{
    struct flow *flow = handler_flow(exchange, "search");
    struct model_rows *answer = mem_zero(exchange->mem, struct model_rows);
    struct case_shell *rows;
    size_t n;

    TRY(flow_search_answer(flow, app_capture(exchange, "key"), &rows, &n, err));
    answer->items = show_rows(exchange, rows, n);
    answer->title = app_t(exchange, N_("Cases found"));
    answer->intro = fill(
        exchange->mem,
        text_get_plural(exchange->lang, "{count} case found.", "{count} cases found.", (int64_t)n),
        (const struct fill_arg[]){{"count", format_number(exchange->mem, exchange->lang, (int64_t)n)}}, 1);
    answer->empty = app_t(exchange, N_("No case was found. Try fewer words, or another spelling."));
    put_search(exchange, answer);
    return app_page(exchange, 200, "cases", answer->title, &model_rows_table, answer, err);
}

enum err_code
searches_api(struct exchange *exchange, struct err *err)
{
    struct flow *flow = handler_flow(exchange, "search");
    struct model_rows *answer = mem_zero(exchange->mem, struct model_rows);
    const char *words = form_value(exchange->form, "words"), *key;
    struct case_shell *rows;
    size_t n;
    enum err_code code;

    code = flow_search(flow, exchange->app->area->id, words != NULL ? words : "", &key, err);
    if (code == ERR_INVALID) {
        struct flow_problem problem = {.field = "words", .msgid = N_("Give at least one word to search for")};
        struct flow_problems problems = {&problem, 1};

        return handler_problems(exchange, &problems, err);
    }
    TRY(code);
    TRY(flow_search_answer(flow, key, &rows, &n, err));
    answer->items = show_rows(exchange, rows, n);
    return app_json(exchange, 200, &model_rows_table, answer, err);
}

enum err_code
history_api(struct exchange *exchange, struct err *err)
{
    struct flow *flow = handler_flow(exchange, "api");
    struct model_case *answer = mem_zero(exchange->mem, struct model_case);
    struct flow_case *the_case;
    struct flow_event *events;
    size_t n;

    TRY(handler_open(exchange, flow, &the_case, err));
    TRY(flow_history(flow, the_case, &events, &n, err));
    answer->ref = the_case->row->ref;
    answer->version = (int64_t)the_case->row->version;
    answer->events = show_events(exchange, events, n);
    answer->n_files = answer->tasks_all = answer->tasks_done = MODEL_NO_NUMBER;
    answer->informed_on = answer->block_due = answer->erase_due = MODEL_NO_DAY;
    return app_json(exchange, 200, &model_case_table, answer, err);
}
