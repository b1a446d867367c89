/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Finding cases by words and names. Words are posted; the answer lies at a random key that only its owner opens, so that no
 * name stands in an address (docs/personal-data.md, Addresses).
 */
#include "lists/lists.h"

#include "base/mem.h"
#include "lists/rows.h"
#include "text/fill.h"
#include "text/format.h"

#define NO_WORD N_("Give at least one word to search for")
#define MANY_WORDS N_("Search for at most {search_words} words at once")

void
case_put_search(struct exchange *exchange, struct model_rows *answer, const char *fault)
{
    struct view_control *control = mem_zero(exchange->mem, struct view_control);

    *control = (struct view_control){
        .kind = "search",
        .name = "words",
        .label = app_t(exchange, N_("Find by the name or number of a provider")),
        .hint = app_t(exchange, N_("In any spelling. Every word must fit.")),
        .error = fault != NULL ? app_t(exchange, fault) : NULL,
        .value = exchange->form != NULL ? form_value(exchange->form, "words") : NULL,
        .max = MODEL_NO_NUMBER,
        .rows = MODEL_NO_NUMBER};
    answer->search = model_list_of(control, 1);
    answer->search_action = exchange->app->area != NULL
                                ? mem_printf(exchange->mem, "/%s/cases", exchange->app->area->id)
                                : "/cases";
}

/* Nothing to search for, or too much; NULL where the code is another. */
static const char *
fault_text(enum err_code code)
{
    return code == ERR_INVALID ? NO_WORD : code == ERR_TOO_LARGE ? MANY_WORDS : NULL;
}

/* Told beside the field, with what was typed. */
static enum err_code
show_fault(struct exchange *exchange, const char *fault, struct err *err)
{
    struct model_rows *answer = mem_zero(exchange->mem, struct model_rows);

    struct view_fault *faults = mem_zeros(exchange->mem, struct view_fault, 1);

    exchange->failed = true;
    faults[0] = (struct view_fault){.name = "words", .text = app_t(exchange, fault)};
    answer->faults = model_list_of(faults, 1);
    answer->title = app_t(exchange, N_("Cases"));
    case_put_search(exchange, answer, fault);
    return app_page(exchange, 422, "cases", answer->title, &model_rows_table, answer, err);
}

enum err_code
cases_search(struct exchange *exchange, struct err *err)
{
    struct env *env = handler_env(exchange, "search");
    const char *area = exchange->app->area != NULL ? exchange->app->area->id : NULL;
    const char *words = form_value(exchange->form, "words"), *key;
    enum err_code code = flow_search(env, area, words != NULL ? words : "", &key, err);

    if (fault_text(code) != NULL)
        return show_fault(exchange, fault_text(code), err);
    TRY(code);
    app_go(exchange,
           area != NULL ? mem_printf(exchange->mem, "/%s/cases/found/%s", area, key)
                        : mem_printf(exchange->mem, "/cases/found/%s", key),
           NULL);
    return ERR_OK;
}

static enum err_code
put_found(struct exchange *exchange, struct env *env, const char *key, struct model_rows *answer,
          struct case_rows *rows, struct err *err)
{
    TRY(flow_search_answer(env, key, rows, err));
    answer->items = rows_show(exchange, rows->items, rows->count);
    answer->incomplete = rows->given_up;
    if (rows->given_up)
        answer->incomplete_text = app_t(exchange, N_("More cases may fit than are shown here. Add a word that says more."));
    return ERR_OK;
}

enum err_code
cases_found(struct exchange *exchange, struct err *err)
{
    struct env *env = handler_env(exchange, "search");
    struct model_rows *answer = mem_zero(exchange->mem, struct model_rows);
    struct case_rows rows;

    TRY(put_found(exchange, env, app_capture(exchange, "key"), answer, &rows, err));
    answer->title = app_t(exchange, N_("Cases found"));
    answer->intro = fill(
        exchange->mem,
        text_get_plural(exchange->lang, "{count} case found.", "{count} cases found.", (int64_t)rows.count),
        (const struct fill_arg[]){{"count", format_number(exchange->mem, exchange->lang, (int64_t)rows.count)}}, 1);
    answer->empty = app_t(exchange, N_("No case was found. Try fewer words, or another spelling."));
    case_put_search(exchange, answer, NULL);
    return app_page(exchange, 200, "cases", answer->title, &model_rows_table, answer, err);
}

enum err_code
searches_api(struct exchange *exchange, struct err *err)
{
    struct env *env = handler_env(exchange, "search");
    struct model_rows *answer = mem_zero(exchange->mem, struct model_rows);
    const char *words = form_value(exchange->form, "words"), *key;
    struct case_rows rows;
    enum err_code code;

    code = flow_search(env, exchange->app->area->id, words != NULL ? words : "", &key, err);
    if (fault_text(code) != NULL) {
        struct content_problem problem = {.field = "words", .msgid = fault_text(code)};
        struct content_problems problems = {&problem, 1};

        return handler_problems(exchange, &problems, err);
    }
    TRY(code);
    TRY(put_found(exchange, env, key, answer, &rows, err));
    return app_json(exchange, 200, &model_rows_table, answer, err);
}
