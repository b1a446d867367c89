/* SPDX-License-Identifier: EUPL-1.2 */
/* One section of a request at a time, in any order; what was given stays in the working copy. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "attach/attach.h"
#include "base/mem.h"
#include "cases/files.h"
#include "cases/form.h"
#include "content/place.h"
#include "directory/directory.h"
#include "text/fill.h"
#include "web/choices.h"

#define MOST_HITS 40

struct section_form {
    struct exchange *exchange;
    const struct env *env;
    const struct content_case *the_case;
    const struct decl_section *section;
    struct content_loaded *loaded;
    struct content_items items;
    struct form_state state;
    struct model_form *form;
};

static const struct decl_section *
find_section(const struct content_case *the_case, const char *id)
{
    const struct decl_form *form = the_case->decl->main;

    for (size_t i = 0; id != NULL && i < form->n_sections; i++)
        if (strcmp(form->sections[i].id, id) == 0)
            return &form->sections[i];
    return NULL;
}

/* The section after this one, so that the form can be gone through in order too. */
static const struct decl_section *
next_section(const struct content_case *the_case, const struct decl_section *section)
{
    const struct decl_form *form = the_case->decl->main;
    size_t i = (size_t)(section - form->sections) + 1;

    return i < form->n_sections ? &form->sections[i] : NULL;
}

static const struct model_authority *
show_hit(struct exchange *exchange, const struct authority_hit *hit)
{
    struct model_authority *body = mem_zero(exchange->mem, struct model_authority);

    *body = (struct model_authority){
        .id = (int64_t)hit->id,
        .slug = hit->slug,
        .name = {hit->name, hit->language},
        .other_name = hit->other_name,
        .country = {text_country_shown(hit->country), label_country(exchange, hit->country)},
        .town = hit->town,
        .region = hit->region,
        .acronym = hit->acronym,
        .choose = mem_printf(exchange->mem, "%" PRIu64, hit->id),
        .href = mem_printf(exchange->mem, "/directory/%" PRIu64, hit->id)};
    return body;
}

/* Find the authority: country, words of its name or town, activity; then choose it. */
static enum err_code
put_directory(struct section_form *form, struct err *err)
{
    struct exchange *exchange = form->exchange;
    const struct form *query = exchange->req->query;
    const char *country = text_country_stored(form_value(query, "country")), *words = form_value(query, "q");
    const char *own = exchange->actor->country;
    struct directory_query find = {.country = country != NULL && *country != '\0' ? country : NULL,
                                   .not_country = own,
                                   .area = form->the_case->area->id,
                                   .flow = form->the_case->decl->id,
                                   .activity = form_value(query, "activity"),
                                   .words = words,
                                   .limit = MOST_HITS};
    struct view_control *controls = mem_zeros(exchange->mem, struct view_control, 4);
    struct directory_found found;
    struct authority_hit *national;
    struct model_authority *bodies;
    enum err_code code;

    controls[0] = choices_country(exchange, country);
    controls[1] = (struct view_control){.kind = "search",
                                        .name = "q",
                                        .label = app_t(exchange, N_("Part of the name or the town, in any language")),
                                        .value = words != NULL ? words : "",
                                        .max = MODEL_NO_NUMBER,
                                        .rows = MODEL_NO_NUMBER};
    controls[2] = choices_activity(exchange, form->the_case->area, find.activity);
    form->form->controls = model_list_of(controls, controls[2].name != NULL ? 3 : 2);
    if (find.activity != NULL && *find.activity == '\0')
        find.activity = NULL;
    form->form->searched = country != NULL || words != NULL;
    if (!form->form->searched)
        return ERR_OK;
    TRY(handler_codes(exchange, (const char *const[]){"country", "activity"}, 2, err));
    code = directory_find(form->env, &find, &found, err);
    if (code == ERR_INVALID) {
        controls[1].error = app_t(exchange, DIRECTORY_MANY_WORDS);
        form->form->searched = false;
        exchange->failed = true;
        return ERR_OK;
    }
    TRY(code);
    form->form->more = found.more || found.given_up;
    bodies = mem_zeros(exchange->mem, struct model_authority, found.count + 1);
    for (size_t i = 0; i < found.count; i++)
        bodies[i] = *show_hit(exchange, &found.hits[i]);
    form->form->bodies = model_list_of(bodies, found.count);
    if (find.country == NULL)
        return ERR_OK;
    TRY(directory_national(form->env, find.country, find.area, find.flow, &national, err));
    if (national != NULL) {
        form->form->national = show_hit(exchange, national);
        form->form->national_text =
            fill(exchange->mem, app_t(exchange, N_("Not sure? Send it to the coordinator of {country}.")),
                 (const struct fill_arg[]){{"country", label_country(exchange, find.country)}}, 1);
    }
    return ERR_OK;
}

static enum err_code
put_chosen(struct section_form *form, struct err *err)
{
    for (size_t i = 0; i < form->items.count; i++) {
        const char *id = content_text(form->state.values, form->items.items[i].name);
        struct authority_card *card;
        enum err_code code;

        if (!form->items.items[i].kind->names_authority)
            continue;
        form->form->field = form->items.items[i].name;
        if (*id == '\0')
            continue;
        code = directory_card(form->env, strtoull(id, NULL, 10), &card, err);
        if (code == ERR_NOT_FOUND)
            continue; /* it left the directory since: another is chosen in its place */
        TRY(code);
        form->form->chosen = show_hit(
            form->exchange, &(struct authority_hit){.id = card->id,
                                                    .slug = card->slug,
                                                    .country = card->country,
                                                    .name = card->name,
                                                    .language = card->language,
                                                    .town = card->town,
                                                    .region = card->region,
                                                    .other_name = card->other_name});
    }
    return put_directory(form, err);
}

static enum err_code
put_files(struct section_form *form, struct err *err)
{
    struct attach_file *files;
    size_t count;
    struct attach_file *own;
    size_t n = 0;

    TRY(attach_files(form->env, form->the_case, &files, &count, err));
    own = mem_zeros(form->exchange->mem, struct attach_file, count + 1);
    for (size_t i = 0; i < count; i++)
        if (files[i].part == form->the_case->member)
            own[n++] = files[i];
    form->form->files = show_files(form->exchange, form->the_case, NULL, own, n);
    form->form->controls = control_upload(form->exchange, form->env, PLACE_FILES, &form->state);
    form->form->upload = true;
    TRY(files_quota(form->exchange, form->env, form->the_case, &form->form->quota, err));
    return ERR_OK;
}

static bool
is_given(const struct form_state *state, const char *field)
{
    for (size_t i = 0; i < state->n_typed; i++)
        if (strcmp(state->typed[i].field, field) == 0)
            return state->typed[i].raw != NULL && *state->typed[i].raw != '\0';
    return *content_text(state->values, field) != '\0';
}

/* A declared warning is shown when its field is given; it stops nothing. */
static const char *
warning_of(const struct section_form *form)
{
    for (size_t i = 0; i < form->items.count; i++) {
        const struct decl_field *field = form->items.items[i].field;

        if (field != NULL && field->warning != NULL && is_given(&form->state, field->id))
            return app_t(form->exchange, field->warning);
    }
    return NULL;
}

static const char *
template_of(const struct decl_section *section)
{
    switch (section->kind) {
    case SECTION_AUTHORITY:
        return "section-authority";
    case SECTION_QUESTIONS:
        return "section-questions";
    case SECTION_ATTACHMENTS:
        return "section-files";
    default:
        return "section-fields";
    }
}

static enum err_code
put_controls(struct section_form *form, struct err *err)
{
    switch (form->section->kind) {
    case SECTION_AUTHORITY:
        return put_chosen(form, err);
    case SECTION_ATTACHMENTS:
        return put_files(form, err);
    case SECTION_QUESTIONS:
        form->form->groups = case_form_questions(form->exchange, form->env, form->the_case,
                                                 &form->items, &form->state);
        return ERR_OK;
    default:
        form->form->controls =
            controls_of(form->exchange, form->env, &form->items, &form->state);
        return ERR_OK;
    }
}

static const char *
seen_of(const struct section_form *form)
{
    struct content_input *all =
        mem_zeros(form->exchange->mem, struct content_input, form->items.count + 1);
    size_t n = 0;

    for (size_t i = 0; i < form->items.count; i++)
        if (!form->items.items[i].kind->attached)
            all[n++] = (struct content_input){.field = form->items.items[i].name};
    return content_loaded_seen(form->env, form->loaded, all, n);
}

static enum err_code
show_form(struct section_form *form, int status, struct err *err)
{
    struct exchange *exchange = form->exchange;
    const struct decl_section *section = form->section;
    const struct release_showing showing = {.purpose = "draft", .only = &form->items, .typed = form->state.typed,
                                            .n_typed = form->state.n_typed};
    struct content_values *values;

    TRY(release_disclose(form->env, form->the_case, form->loaded, &showing, &values, err));
    form->state.values = values;
    form->form = case_form_new(exchange, form->the_case, app_t(exchange, section->label));
    form->form->section = section->id;
    form->form->intro = section->hint != NULL ? app_t(exchange, section->hint) : NULL;
    form->form->action = show_section_href(exchange, form->the_case, section);
    form->form->submit = app_t(exchange, next_section(form->the_case, section) != NULL
                                             ? N_("Save and continue")
                                             : N_("Save"));
    form->form->other = app_t(exchange, N_("Save and go back to the list"));
    form->form->autosave = true;
    form->form->warning = warning_of(form);
    form->form->seen = seen_of(form);
    form->form->faults = case_faults(exchange, &form->state);
    exchange->failed = form->form->faults.count > 0;
    TRY(put_controls(form, err));
    return app_page(exchange, status, template_of(section), form->form->title, &model_form_table,
                    form->form, err);
}

static enum err_code
open_section(struct section_form *form, struct err *err)
{
    form->section = find_section(form->the_case, form_value(form->exchange->req->query, "section"));
    if (form->section == NULL)
        return FAIL(err, ERR_NOT_FOUND, "no such section");
    TRY(content_load(form->env, form->the_case, &form->loaded, err));
    form->state.autosave = true;
    form->items = content_loaded_section(form->env, form->the_case->decl, form->section, form->loaded);
    return ERR_OK;
}

enum err_code
case_section_get(struct exchange *exchange, const struct env *env,
                 const struct content_case *the_case, struct err *err)
{
    struct section_form form = {.exchange = exchange, .env = env, .the_case = the_case};

    TRY(open_section(&form, err));
    return show_form(&form, 200, err);
}

/* Where the task list of the working copy stands: the draft's page, or the edit of what was sent. */
static const char *
task_list_href(const struct section_form *form)
{
    const struct case_row *row = form->the_case->row;
    const char *action = NULL;

    for (size_t i = 0; row->class != CASE_DRAFT && i < form->the_case->n_offers; i++)
        if (!form->the_case->offers[i]->working_copy && form->the_case->offers[i]->input == INPUT_MAIN)
            action = form->the_case->offers[i]->id;
    return handler_href(form->exchange, form->the_case->area->id, row->ref, action, NULL);
}

static void
go_on(struct section_form *form, const struct form *given)
{
    const char *go = form_value(given, CONTROL_GO);
    const struct decl_section *next = next_section(form->the_case, form->section);

    if (go != NULL && strcmp(go, "stay") == 0)
        app_go(form->exchange, show_section_href(form->exchange, form->the_case, form->section), "saved");
    else if (go != NULL && strcmp(go, "next") == 0 && next != NULL)
        app_go(form->exchange, show_section_href(form->exchange, form->the_case, next), NULL);
    else
        app_go(form->exchange, task_list_href(form), "saved");
}

/*
 * The form shows a whole section, the act may hold a part of it: the mark is compared for the section, and made anew for
 * the part, so that the gate still sees what changes between here and its transaction.
 */
static const char *
seen_for(const struct section_form *form, const struct form *given, const struct content_input *inputs,
         size_t n_inputs)
{
    const char *seen = form_value(given, CONTROL_SEEN);

    if (seen == NULL || strcmp(seen, seen_of(form)) != 0)
        return seen;
    return content_loaded_seen(form->env, form->loaded, inputs, n_inputs);
}

static enum err_code
kept(struct section_form *form, const struct form *given, struct err *err)
{
    if (!handler_autosaves(given)) {
        go_on(form, given);
        return ERR_OK;
    }
    TRY(open_section(form, err));
    return case_saved(form->exchange, 200, seen_of(form), err);
}

enum err_code
case_section_post(struct exchange *exchange, const struct env *env,
                  const struct content_case *the_case, const struct form *given,
                  const struct files_result *files, struct err *err)
{
    struct section_form form = {
        .exchange = exchange, .env = env, .the_case = the_case, .state.files = files};
    struct flow_outcome outcome = {0};
    struct content_input *inputs;
    struct flow_act act = {.ref = the_case->row->ref, .opened = the_case, .action = app_capture(exchange, "action")};
    enum err_code code;

    TRY(open_section(&form, err));
    act.n_inputs = given_from_form(exchange, &form.items, given, &inputs);
    act.inputs = inputs;
    act.seen = seen_for(&form, given, inputs, act.n_inputs);
    code = act.n_inputs > 0 ? flow_apply(env, &act, &outcome, err) : ERR_OK;
    if (code == ERR_STALE || code == ERR_CONFLICT)
        return case_conflict(exchange, env, NULL, inputs, act.n_inputs, err);
    if (code == ERR_INVALID) {
        TRY(open_section(&form, err)); /* what could be kept was */
        if (handler_autosaves(given))
            return case_saved(exchange, 422, seen_of(&form), err);
        form.state.typed = inputs;
        form.state.n_typed = act.n_inputs;
        form.state.problems = &outcome.problems;
        return show_form(&form, 422, err);
    }
    TRY(code);
    if (files->n_refused > 0)
        return show_form(&form, 422, err);
    return kept(&form, given, err);
}
