/* SPDX-License-Identifier: EUPL-1.2 */
/* My tasks: what waits for the reader's authority, by deadline, and its drafts. */
#include <string.h>

#include "lists/lists.h"
#include "lists/rows.h"
#include "base/mem.h"
#include "text/fill.h"
#include "text/format.h"

#define LAST_DAY 100000 /* in the year 2243 */
#define TASK_ROWS 20

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
    return model_list_of(shown, n);
}

static struct model_list
beginnings(struct exchange *exchange)
{
    const struct decl *decl = exchange->app->decl;
    struct model_link *links = NULL;
    size_t n = 0;

    for (size_t i = 0; i < decl->n_areas; i++)
        for (size_t j = 0; j < decl->areas[i].n_flows; j++) {
            const struct decl_flow *flow = decl->areas[i].flows[j];

            if (flow != decl_flow(&decl->areas[i], flow->id, 0) || !content_may_begin(exchange->actor, flow))
                continue;
            links = mem_grow(exchange->mem, links, struct model_link, n + 1);
            links[n++] = (struct model_link){
                .label = app_t(exchange, flow->title),
                .hint = app_t(exchange, flow->description),
                .href = mem_printf(exchange->mem, "/%s/new/%s", decl->areas[i].id, flow->id)};
        }
    return model_list_of(links, n);
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
tasks_answer(struct exchange *exchange, struct env *env, struct model_tasks *answer,
             struct err *err)
{
    int64_t after_due = DB_NO_DAY, cases = 0, overdue = 0, today = 0;
    uint64_t after_id = 0;
    struct case_count *counts;
    struct case_shell *open, *drafts;
    size_t n_counts, n_open, n_drafts;
    const char *cursor = form_value(exchange->req->query, "cursor");

    if (cursor != NULL && (!rows_cursor_read(cursor, &after_due, &after_id) ||
                           (after_due != DB_NO_DAY && (after_due < 0 || after_due > LAST_DAY))))
        return FAIL(err, ERR_BAD_REQUEST, "bad cursor");
    TRY(flow_tasks(env, CASE_OPEN, (int32_t)after_due, after_id, TASK_ROWS + 1, &open, &n_open, err));
    TRY(flow_tasks(env, CASE_DRAFT, DB_NO_DAY, 0, TASK_ROWS + 1, &drafts, &n_drafts, err));
    /* Mostly all that waits stands on the page; only what does not is counted by the database. */
    if (cursor == NULL && n_open <= TASK_ROWS && n_drafts <= TASK_ROWS)
        flow_count_rows(env, open, n_open, drafts, n_drafts, &counts, &n_counts);
    else
        TRY(flow_counts(env, &counts, &n_counts, err));
    answer->counts = show_counts(exchange, counts, n_counts, &cases, &overdue, &today);
    answer->summary = tasks_summary(exchange, cases, overdue, today);
    if (n_open > TASK_ROWS) {
        n_open = TASK_ROWS;
        answer->next = mem_printf(exchange->mem, "?cursor=%s",
                                  rows_cursor(exchange, open[n_open - 1].due, open[n_open - 1].id));
    }
    answer->waiting = rows_show(exchange, open, n_open);
    answer->drafts = rows_show(exchange, drafts, n_drafts < TASK_ROWS ? n_drafts : TASK_ROWS);
    answer->begin = beginnings(exchange);
    return ERR_OK;
}

enum err_code
tasks_get(struct exchange *exchange, struct err *err)
{
    struct env *env = handler_env(exchange, "page");
    struct model_tasks *answer = mem_zero(exchange->mem, struct model_tasks);

    TRY(tasks_answer(exchange, env, answer, err));
    return app_page(exchange, 200, "tasks", app_t(exchange, N_("My tasks")), &model_tasks_table,
                    answer, err);
}

enum err_code
tasks_api(struct exchange *exchange, struct err *err)
{
    struct env *env = handler_env(exchange, "api");
    struct model_tasks *answer = mem_zero(exchange->mem, struct model_tasks);

    TRY(tasks_answer(exchange, env, answer, err));
    return app_json(exchange, 200, &model_tasks_table, answer, err);
}
