/* SPDX-License-Identifier: EUPL-1.2 */
/* A new draft, by page and by API; acts by API; what a side notes for itself. */
#include "cases/new.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "cases/form.h"
#include "cases/page.h"
#include "cases/unmet.h"

static const struct decl_flow *
flow_of_address(struct exchange *exchange)
{
    return decl_flow(exchange->app->area, app_capture(exchange, "flow"), 0);
}

enum err_code
case_new_get(struct exchange *exchange, struct err *err)
{
    const struct decl_flow *decl = flow_of_address(exchange);
    struct model_form *form = mem_zero(exchange->mem, struct model_form);

    if (decl == NULL || actor_roles(exchange->actor, exchange->app->area->id) == 0)
        return FAIL(err, ERR_NOT_FOUND, "no such flow here");
    if (!content_may_begin(exchange->actor, decl))
        return FAIL(err, ERR_FORBIDDEN, "may not begin %s", decl->id);
    form->title = app_t(exchange, decl->title);
    form->caption = app_t(exchange, exchange->app->area->title);
    form->intro = app_t(exchange, decl->description);
    form->action = exchange->req->path;
    form->back = mem_printf(exchange->mem, "/%s/", exchange->app->area->id);
    form->key = handler_key(exchange);
    form->submit = app_t(exchange, N_("Begin a draft"));
    return app_page(exchange, 200, "new", form->title, &model_form_table, form, err);
}

enum err_code
case_new_post(struct exchange *exchange, struct err *err)
{
    const struct decl_flow *decl = flow_of_address(exchange);
    struct env *env = handler_env(exchange, "page");
    struct flow_outcome outcome = {0};

    if (decl == NULL)
        return FAIL(err, ERR_NOT_FOUND, "no such flow here");
    TRY(flow_new(env, exchange->app->area, decl, form_value(exchange->form, CONTROL_KEY), NULL, 0,
                 &outcome, err));
    app_go(exchange,
           handler_href(exchange, exchange->app->area->id, outcome.ref, NULL, NULL), NULL);
    return ERR_OK;
}

static enum err_code
answer_outcome(struct exchange *exchange, int status, const struct flow_outcome *outcome,
               struct err *err)
{
    struct model_outcome answer = {
        .ref = outcome->ref,
        .version = (int64_t)outcome->version,
        .href = mem_printf(exchange->mem, "/%s/api/v1/cases/%s", exchange->app->area->id, outcome->ref),
        .repeated = outcome->repeated};

    response_header(exchange->resp, "ETag", mem_printf(exchange->mem, "\"%" PRId64 "\"", answer.version));
    if (status == 201)
        response_header(exchange->resp, "Location", answer.href);
    return app_json(exchange, status, &model_outcome_table, &answer, err);
}

enum err_code
case_api_new(struct exchange *exchange, struct err *err)
{
    struct env *env = handler_env(exchange, "api");
    const struct decl_flow *decl;
    struct flow_outcome outcome = {0};
    struct content_input *inputs;
    const char *id, *key;
    size_t n;
    enum err_code code;

    TRY(handler_api_key(exchange, &key, err));
    id = form_value(exchange->form, CONTROL_FLOW);
    decl = id != NULL ? decl_flow(exchange->app->area, id, 0) : NULL;
    if (decl == NULL) {
        struct content_problem problem = {.field = CONTROL_FLOW, .msgid = N_("Name one of the flows of this area")};
        struct content_problems problems = {&problem, 1};

        return handler_problems(exchange, &problems, err);
    }
    n = given_from_json(exchange, &inputs);
    code = flow_new(env, exchange->app->area, decl, key, inputs, n, &outcome, err);
    if (code == ERR_INVALID)
        return handler_problems(exchange, &outcome.problems, err);
    TRY(code);
    return answer_outcome(exchange, 201, &outcome, err);
}

/* If-Match: "3". */
static enum err_code
seen_version(struct exchange *exchange, uint64_t *version, struct err *err)
{
    const char *text = exchange->req->if_match;
    char *end;

    if (text == NULL)
        return FAIL(err, ERR_PRECONDITION, "no If-Match");
    if (text[0] != '"' || text[1] < '0' || text[1] > '9')
        return FAIL(err, ERR_BAD_REQUEST, "If-Match is not a version in quotes");
    *version = strtoull(text + 1, &end, 10);
    if (strcmp(end, "\"") != 0)
        return FAIL(err, ERR_BAD_REQUEST, "If-Match is not a version in quotes");
    return ERR_OK;
}

/* The condition that does not hold, by what it is about. */
static enum err_code
answer_unmet(struct exchange *exchange, const struct content_case *the_case, const struct decl_verb_use *unmet, struct err *err)
{
    struct app_fault fault = {.field = decl_condition_subject(unmet), .text = unmet_text(exchange, the_case, unmet)};

    return app_problem(exchange, ERR_CONFLICT, &fault, 1, err);
}

enum err_code
case_api_act(struct exchange *exchange, struct err *err)
{
    struct env *env = handler_env(exchange, "api");
    struct content_case *the_case;
    struct flow_outcome outcome = {0};
    struct content_input *inputs;
    struct flow_act act = {.has_version = true};
    enum err_code code;

    TRY(handler_open(exchange, env, &the_case, err));
    TRY(handler_api_key(exchange, &act.key, err));
    TRY(seen_version(exchange, &act.version, err));
    act.ref = the_case->row->ref;
    act.opened = the_case;
    act.action = app_capture(exchange, "action");
    act.n_inputs = given_from_json(exchange, &inputs);
    act.inputs = inputs;
    code = flow_apply(env, &act, &outcome, err);
    if (code == ERR_INVALID)
        return handler_problems(exchange, &outcome.problems, err);
    if (outcome.unmet != NULL)
        return answer_unmet(exchange, the_case, outcome.unmet, err);
    TRY(code);
    return answer_outcome(exchange, 200, &outcome, err);
}

static struct model_list
own_controls(struct exchange *exchange, const char *file_number, const char *informed_on,
             const struct content_problems *problems)
{
    struct view_control *controls = mem_zeros(exchange->mem, struct view_control, 2);

    controls[0] = (struct view_control){
        .kind = "line",
        .name = "file_number",
        .label = app_t(exchange, N_("Own file number")),
        .hint = app_t(exchange, N_("A number of your own files. Only your authority sees it. Do not put names in it.")),
        .value = file_number,
        .width = "20",
        .max = MODEL_NO_NUMBER,
        .rows = MODEL_NO_NUMBER};
    controls[1] = (struct view_control){
        .kind = "line",
        .name = "informed_on",
        .label = app_t(exchange, N_("Person informed on")),
        .hint = app_t(exchange, N_("The day on which you told the person that the data are in the system, as year-month-day: 2026-03-31.")),
        .value = informed_on,
        .width = "10",
        .max = MODEL_NO_NUMBER,
        .rows = MODEL_NO_NUMBER};
    for (size_t i = 0; problems != NULL && i < problems->count; i++)
        for (int j = 0; j < 2; j++)
            if (strcmp(problems->items[i].field, controls[j].name) == 0)
                controls[j].error = label_problem(exchange, &problems->items[i]);
    return model_list_of(controls, 2);
}

static enum err_code
show_own(struct exchange *exchange, const struct content_case *the_case, int status,
         const char *file_number, const char *informed_on, const struct content_problems *problems,
         struct err *err)
{
    struct model_form *form =
        case_form_new(exchange, the_case, app_t(exchange, N_("Notes of your authority")));

    form->action = handler_href(exchange, the_case->area->id, the_case->row->ref, "own", NULL);
    form->submit = app_t(exchange, N_("Save"));
    form->controls = own_controls(exchange, file_number, informed_on, problems);
    form->faults = faults_of(exchange, problems);
    exchange->failed = form->faults.count > 0;
    return app_page(exchange, status, "act", form->title, &model_form_table, form, err);
}

enum err_code
case_own_get(struct exchange *exchange, struct err *err)
{
    struct env *env = handler_env(exchange, "page");
    struct content_case *the_case;
    const struct case_party *party;
    char day[DAY_TEXT_SIZE] = "";

    TRY(handler_open(exchange, env, &the_case, err));
    if (the_case->part < 0 || the_case->visibility != VISIBLE_FULL)
        return FAIL(err, ERR_FORBIDDEN, "not a handler of a party");
    party = &the_case->row->parties[the_case->part];
    if (party->informed_on != DB_NO_DAY)
        day_format(party->informed_on, day);
    return show_own(exchange, the_case, 200, party->file_number != NULL ? party->file_number : "",
                    mem_copy(exchange->mem, day), NULL, err);
}

enum err_code
case_own_post(struct exchange *exchange, struct err *err)
{
    struct env *env = handler_env(exchange, "page");
    const char *file_number = form_value(exchange->form, "file_number");
    const char *informed_on = form_value(exchange->form, "informed_on");
    struct content_problems problems = {NULL, 0};
    struct content_case *the_case;
    enum err_code code;

    TRY(handler_open(exchange, env, &the_case, err));
    code = flow_own(env, the_case->row->ref, file_number, informed_on, &problems, err);
    if (code == ERR_INVALID)
        return show_own(exchange, the_case, 422, file_number, informed_on, &problems, err);
    TRY(code);
    app_go(exchange, handler_href(exchange, the_case->area->id, the_case->row->ref, NULL, NULL),
           "saved");
    return ERR_OK;
}
