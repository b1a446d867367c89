/* SPDX-License-Identifier: EUPL-1.2 */
/* My tasks: what waits for the reader's authority, by deadline, and its drafts. */
#include <string.h>

#include "base/mem.h"
#include "lists/lists.h"
#include "lists/rows.h"
#include "text/fill.h"
#include "text/format.h"

#define TASK_ROWS 20

/* A number that was counted no further, in words; NULL for one that is whole. */
static const char *
more_than(struct exchange *exchange, bool more, const char *msgid, int64_t number)
{
    if (!more)
        return NULL;
    return fill(exchange->mem, app_t(exchange, msgid),
                (const struct fill_arg[]){{"count", format_number(exchange->mem, exchange->lang, number)}}, 1);
}

/* What waits in all. */
struct sums {
    int64_t cases, overdue, today;
    bool more, overdue_more, today_more;
};

static void
add_up(struct sums *sums, const struct case_count *count)
{
    if (count->class == CASE_OPEN) {
        sums->cases += (int64_t)count->cases;
        sums->more = sums->more || count->more;
    }
    sums->overdue += (int64_t)count->overdue;
    sums->today += (int64_t)count->today;
    sums->overdue_more = sums->overdue_more || count->overdue_more;
    sums->today_more = sums->today_more || count->today_more;
}

static struct model_list
show_counts(struct exchange *exchange, const struct case_count *counts, size_t n, struct sums *sums)
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
            .cases_more = counts[i].more,
            .overdue_more = counts[i].overdue_more,
            .today_more = counts[i].today_more,
            .cases_text = more_than(exchange, counts[i].more, N_("more than {count}"), (int64_t)counts[i].cases),
            .overdue_text = more_than(exchange, counts[i].overdue_more, N_("more than {count} late"), (int64_t)counts[i].overdue),
            .today_text = more_than(exchange, counts[i].today_more, N_("more than {count} today"), (int64_t)counts[i].today),
            .href = mem_printf(exchange->mem, "/%s/cases?state=%s&waits=1", counts[i].area,
                               counts[i].state)};
        add_up(sums, &counts[i]);
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
number_words(struct exchange *exchange, int64_t number, bool more)
{
    const char *words = more_than(exchange, more, N_("more than {count}"), number);

    return words != NULL ? words : format_number(exchange->mem, exchange->lang, number);
}

static const char *
tasks_summary(struct exchange *exchange, const struct sums *sums)
{
    const struct fill_arg args[] = {{"count", format_number(exchange->mem, exchange->lang, sums->cases)},
                                    {"overdue", number_words(exchange, sums->overdue, sums->overdue_more)},
                                    {"today", number_words(exchange, sums->today, sums->today_more)}};
    bool pressing = sums->overdue + sums->today > 0;
    const char *text;

    if (sums->cases == 0)
        return app_t(exchange, N_("Nothing waits for your authority."));
    if (sums->more)
        text = app_t(exchange,
                     pressing ? N_("More than {count} cases wait for your authority: {overdue} late, {today} due today.")
                              : N_("More than {count} cases wait for your authority."));
    else if (!pressing)
        text = text_get_plural(exchange->lang, "{count} case waits for your authority.",
                               "{count} cases wait for your authority.", sums->cases);
    else
        text = text_get_plural(
            exchange->lang,
            "{count} case waits for your authority: {overdue} late, {today} due today.",
            "{count} cases wait for your authority: {overdue} late, {today} due today.", sums->cases);
    return fill(exchange->mem, text, args, 3);
}

static enum err_code
tasks_answer(struct exchange *exchange, struct env *env, struct model_tasks *answer,
             struct err *err)
{
    int64_t after = DB_NO_MOMENT;
    uint64_t after_id = 0;
    struct sums sums = {0};
    struct case_count *counts;
    struct case_rows open, drafts;
    size_t n_counts;
    const char *cursor = form_value(exchange->req->query, "cursor");

    if (cursor != NULL && !rows_cursor_read(cursor, &after, &after_id))
        return FAIL(err, ERR_BAD_REQUEST, "bad cursor");
    TRY(flow_tasks(env, CASE_OPEN, after, after_id, TASK_ROWS + 1, &open, err));
    TRY(flow_tasks(env, CASE_DRAFT, DB_NO_MOMENT, 0, TASK_ROWS + 1, &drafts, err));
    /* Mostly all that waits stands on the page; only what does not is counted by the database. */
    if (cursor == NULL && open.count <= TASK_ROWS && drafts.count <= TASK_ROWS)
        flow_count_rows(env, &open, &drafts, &counts, &n_counts);
    else
        TRY(flow_counts(env, &counts, &n_counts, err));
    answer->counts = show_counts(exchange, counts, n_counts, &sums);
    answer->summary = tasks_summary(exchange, &sums);
    if (open.count > TASK_ROWS) {
        const struct case_shell *last = &open.items[TASK_ROWS - 1];

        open.count = TASK_ROWS;
        answer->next = mem_printf(exchange->mem, "?cursor=%s", rows_cursor(exchange, flow_due_moment(last->due), last->id));
    }
    answer->waiting = rows_show(exchange, open.items, open.count);
    answer->drafts = rows_show(exchange, drafts.items, drafts.count < TASK_ROWS ? drafts.count : TASK_ROWS);
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
