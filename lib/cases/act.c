/* SPDX-License-Identifier: EUPL-1.2 */
/* Actions of a case by page: the form or the check before it, and the act itself. One handler for all actions of all areas. */
#include <stdlib.h>
#include <string.h>

#include "attach/attach.h"
#include "base/mem.h"
#include "cases/files.h"
#include "cases/form.h"
#include "cases/page.h"
#include "http/body.h"

struct act_form {
    struct exchange *exchange;
    const struct env *env;
    struct content_case *the_case;
    const struct decl_action *action;
    struct content_loaded *loaded;
    struct content_values *values; /* what of it the page shows; NULL as long as none does */
    struct content_items own; /* of the action's own form */
    struct form_state state;
    struct flow_outcome outcome; /* of the act: `state` points at its problems */
    const struct decl_verb_use *unmet; /* the condition for which the action is not open; NULL: it is, or for another reason */
    struct model_form *form;
};

/* The action of the address, if this actor may take it now; else why not. */
static enum err_code
find_action(struct act_form *form, struct err *err)
{
    form->action = content_action(form->the_case, form->env->actor, app_capture(form->exchange, "action"));
    if (form->action == NULL)
        return FAIL(err, ERR_NOT_FOUND, "no such action");
    switch (content_may(form->the_case, form->env->actor, form->action)) {
    case MAY:
        return ERR_OK;
    case MAY_NOT_STATE:
        return FAIL(err, ERR_CONFLICT, "%s is not from %s", form->action->id,
                    form->the_case->row->state);
    case MAY_NOT_YET:
        form->unmet = content_unmet(form->the_case, form->action, NULL);
        return FAIL(err, ERR_CONFLICT, "%s: a condition does not hold", form->action->id);
    case MAY_NOT_ROLE:
        break;
    }
    return FAIL(err, ERR_FORBIDDEN, "%s is not this actor's", form->action->id);
}

static bool
fills_request(const struct decl_action *action)
{
    return action->working_copy && action->input == INPUT_MAIN;
}

static bool
fills_answers(const struct decl_action *action)
{
    return action->working_copy && action->input == INPUT_ANSWERS;
}

static const char *
template_of(const struct act_form *form)
{
    if (fills_answers(form->action))
        return "answers";
    if (form->action->input == INPUT_FORM)
        return "act";
    return form->action->input == INPUT_MAIN && form->the_case->row->class != CASE_DRAFT ? "edit"
                                                                                        : "check";
}

/* The page on which all is read once more before it is sent says so; any other is called as its action. */
static const char *
title_of(const struct act_form *form)
{
    bool checks = strcmp(template_of(form), "check") == 0 &&
                  (form->action->input != INPUT_ANSWERS || decl_sends_answers(form->action));

    return app_t(form->exchange, checks ? N_("Check before you send") : form->action->label);
}

/* What the act will send, as it stands: the request, or the reply. */
static enum err_code
put_check(struct act_form *form, struct err *err)
{
    struct exchange *exchange = form->exchange;
    const struct content_case *the_case = form->the_case;
    bool request = form->action->input == INPUT_MAIN;
    const struct content_values *shown = form->values;
    struct shown_names names;
    struct attach_file *files;
    size_t n_files;

    TRY(attach_files(form->env, the_case, &files, &n_files, err));
    TRY(show_read_names(form->env, the_case, form->values, &names, err));
    form->form->as_other = request && form_value(exchange->req->query, "as") != NULL;
    if (form->form->as_other)
        shown = release_as_other(form->env, the_case, form->values);
    if (request)
        form->form->sections = show_sections(exchange, form->env, the_case, the_case->decl->main,
                                             shown, &names, !form->form->as_other);
    form->form->answers =
        show_questions(exchange, form->env, the_case, shown, &names, files, n_files, false);
    form->form->files = show_files(exchange, the_case, NULL, files, n_files);
    if (request)
        form->form->as_href = handler_href(exchange, the_case->area->id, the_case->row->ref,
                                           form->action->id,
                                           form->form->as_other ? NULL : "as=other");
    if (request && !form->form->as_other) {
        form->form->questions_href =
            show_section_href(exchange, the_case, decl_section(the_case->decl->main, SECTION_QUESTIONS));
        form->form->files_href = show_section_href(exchange, the_case, decl_section(the_case->decl->main, SECTION_ATTACHMENTS));
    }
    return ERR_OK;
}

static bool
stands_in(const struct model_list *sections, const char *field)
{
    const struct model_section *all = sections->items;

    for (size_t i = 0; i < sections->count; i++) {
        const struct model_value *rows = all[i].rows.items;

        for (size_t j = 0; j < all[i].rows.count; j++)
            if (strcmp(rows[j].field, field) == 0)
                return true;
    }
    return false;
}

/* What is to be mended but has no row on the page is linked to its section. */
static void
link_faults(struct act_form *form)
{
    const struct decl_form *main = form->the_case->decl->main;
    struct view_fault *faults = (struct view_fault *)form->form->faults.items;

    for (size_t i = 0; i < form->form->faults.count; i++)
        for (size_t j = 0; faults[i].name != NULL && j < main->n_sections; j++)
            for (size_t k = 0; k < main->sections[j].n_fields; k++)
                if (strcmp(main->sections[j].fields[k].id, faults[i].name) == 0 &&
                    !stands_in(&form->form->sections, faults[i].name)) {
                    faults[i].name = mem_printf(form->exchange->mem, "section-%s", main->sections[j].id);
                    break;
                }
}

/* The action that fills the working copy which this one sends. */
static const char *
filling_href(const struct act_form *form)
{
    for (size_t i = 0; i < form->the_case->n_offers; i++) {
        const struct decl_action *action = form->the_case->offers[i];

        if (action->working_copy && action->input == form->action->input &&
            action->input == INPUT_ANSWERS)
            return handler_href(form->exchange, form->the_case->area->id,
                                form->the_case->row->ref, action->id, NULL);
    }
    return NULL;
}

/* How the answers stand that a form shows: two people of an authority may be at one reply. */
static const char *
seen_of(const struct act_form *form)
{
    struct content_items items = content_loaded_answers(form->env, form->the_case->decl, form->loaded);
    struct content_input *all = mem_zeros(form->exchange->mem, struct content_input, items.count + 1);
    size_t n = 0;

    for (size_t i = 0; i < items.count; i++)
        if (!items.items[i].kind->attached)
            all[n++] = (struct content_input){.field = items.items[i].name};
    return content_loaded_seen(form->env, form->loaded, all, n);
}

/* The form shows all answers, the act may hold some: compared for all, made anew for what is given (as in section.c). */
static const char *
seen_for(const struct act_form *form, const struct form *given, const struct flow_act *in)
{
    const char *seen = fills_answers(form->action) ? form_value(given, CONTROL_SEEN) : NULL;

    if (seen == NULL || strcmp(seen, seen_of(form)) != 0)
        return seen;
    return content_loaded_seen(form->env, form->loaded, in->inputs, in->n_inputs);
}

/* The action that sends what this form saves; NULL where the reply cannot be sent at present. */
static const struct decl_action *
sending_action(const struct act_form *form)
{
    for (size_t i = 0; i < form->the_case->n_offers; i++)
        if (decl_sends_answers(form->the_case->offers[i]))
            return form->the_case->offers[i];
    return NULL;
}

static enum err_code
put_answers(struct act_form *form, struct err *err)
{
    bool sends = sending_action(form) != NULL;
    struct content_items items = content_answer_items(form->env, form->the_case->decl, form->values);
    struct attach_file *files;
    size_t n_files;

    TRY(attach_files(form->env, form->the_case, &files, &n_files, err));
    form->form->groups =
        case_form_answers(form->exchange, form->env, form->the_case, &items, &form->state);
    form->form->files = show_files(form->exchange, form->the_case, NULL, files, n_files);
    form->form->seen = seen_of(form);
    form->form->upload = true;
    TRY(files_quota(form->exchange, form->env, form->the_case, &form->form->quota, err));
    form->form->submit = app_t(form->exchange, sends ? N_("Check and reply") : N_("Save"));
    form->form->other = sends ? app_t(form->exchange, N_("Save and come back later")) : NULL;
    return ERR_OK;
}

/* Files of the form that were sent and not used yet: with an earlier try of this act, which lacked something else. */
static enum err_code
put_own_files(struct act_form *form, struct err *err)
{
    struct attach_file *files, *own;
    size_t count, n = 0;

    for (size_t i = 0; i < form->own.count; i++)
        form->state.uploads = form->state.uploads || form->own.items[i].kind->attached;
    form->form->upload = form->state.uploads;
    if (!form->state.uploads)
        return ERR_OK;
    TRY(attach_files(form->env, form->the_case, &files, &count, err));
    own = mem_zeros(form->exchange->mem, struct attach_file, count + 1);
    for (size_t i = 0; i < count; i++)
        if (files[i].draft && files[i].part == form->the_case->member && content_item(&form->own, files[i].field) != NULL)
            own[n++] = files[i];
    form->form->files = show_files(form->exchange, form->the_case, NULL, own, n);
    return ERR_OK;
}

/* The form of an action begins empty at each act: only what was typed just now stands in it. */
static struct model_list
own_controls(struct act_form *form)
{
    struct content_values nothing = {.items = NULL};
    struct form_state state = form->state;

    state.values = &nothing;
    return controls_of(form->exchange, form->env, &form->own, &state);
}

/* The form of an action shows nothing that is stored; the answers, and what is read once more before it is sent, do. */
static enum err_code
disclose(struct act_form *form, struct err *err)
{
    const struct release_showing showing = {.purpose = form->action->input == INPUT_ANSWERS ? "answer" : "handle"};

    if (form->action->input == INPUT_FORM)
        return ERR_OK;
    TRY(release_disclose(form->env, form->the_case, form->loaded, &showing, &form->values, err));
    form->state.values = form->values;
    return ERR_OK;
}

static enum err_code
show_act(struct act_form *form, int status, struct err *err)
{
    struct exchange *exchange = form->exchange;
    const char *template = template_of(form);

    TRY(disclose(form, err));
    form->form = case_form_new(exchange, form->the_case, title_of(form));
    form->form->intro = form->action->hint != NULL ? app_t(exchange, form->action->hint) : NULL;
    form->form->action = handler_href(exchange, form->the_case->area->id, form->the_case->row->ref,
                                      form->action->id, NULL);
    form->form->submit = app_t(exchange, form->action->label);
    form->form->faults = case_faults(exchange, &form->state);
    exchange->failed = form->form->faults.count > 0;
    if (form->action->input == INPUT_FORM)
        TRY(put_own_files(form, err));
    form->form->controls = own_controls(form);
    form->form->other_href = filling_href(form);
    if (strcmp(template, "answers") == 0)
        TRY(put_answers(form, err));
    else if (form->action->input != INPUT_FORM) {
        TRY(put_check(form, err));
        link_faults(form);
    }
    if (strcmp(template, "edit") == 0) {
        int64_t done;

        form->form->tasks = case_tasks_of(exchange, form->env, form->the_case, form->values,
                                          form->form->files.count, &done);
    }
    return app_page(exchange, status, template, form->form->title, &model_form_table, form->form,
                    err);
}

static enum err_code
open_act(struct act_form *form, struct err *err)
{
    form->env = handler_env(form->exchange, "page");
    TRY(handler_open(form->exchange, form->env, &form->the_case, err));
    return find_action(form, err);
}

static enum err_code
load_values(struct act_form *form, struct err *err)
{
    TRY(content_load(form->env, form->the_case, &form->loaded, err));
    form->state.autosave = fills_answers(form->action);
    if (form->action->form != NULL)
        form->own = content_loaded_form(form->env, form->the_case->decl, form->action->form, form->loaded);
    return ERR_OK;
}

enum err_code
case_act_get(struct exchange *exchange, struct err *err)
{
    struct act_form form = {.exchange = exchange};
    enum err_code code = open_act(&form, err);

    if (form.unmet != NULL)
        return case_conflict(exchange, form.env, form.unmet, NULL, 0, err);
    TRY(code);
    if (fills_request(form.action)) {
        if (form_value(exchange->req->query, "section") != NULL)
            return case_section_get(exchange, form.env, form.the_case, err);
        app_go(exchange,
               handler_href(exchange, form.the_case->area->id, form.the_case->row->ref, NULL, NULL),
               NULL);
        return ERR_OK;
    }
    TRY(load_values(&form, err));
    return show_act(&form, 200, err);
}

/* Forms with files come in pieces; others whole. The form token is checked before anything is done. */
static enum err_code
read_body(struct act_form *form, const struct form **given, struct files_result *files,
          struct err *err)
{
    struct form *plain;

    if (strcmp(request_media_type(form->exchange->req), "multipart/form-data") == 0)
        return upload_take(form->exchange, form->env, form->the_case, given, files, err);
    TRY(body_form(form->exchange->mem, form->exchange->req, NULL, 0, &plain, err));
    *given = plain;
    return app_form_token(form->exchange, plain, err);
}

/* What the page of the case says was done: put_banner of page.c reads it. */
static const char *
notice_of(const struct act_form *form)
{
    return mem_printf(form->exchange->mem, "%s%s", CASE_ACT_NOTICE, form->action->id);
}

static void
go_after(struct act_form *form, const struct form *given)
{
    const char *go = form_value(given, CONTROL_GO);
    const char *ref = form->the_case->row->ref, *area = form->the_case->area->id;
    const struct decl_action *sends;

    if (!fills_answers(form->action)) {
        app_go(form->exchange, handler_href(form->exchange, area, ref, NULL, NULL), notice_of(form));
        return;
    }
    if (go != NULL && strcmp(go, "stay") == 0) {
        app_go(form->exchange,
               handler_href(form->exchange, area, ref, form->action->id, NULL), "saved");
        return;
    }
    sends = go != NULL && strcmp(go, "next") == 0 ? sending_action(form) : NULL;
    if (sends != NULL) {
        app_go(form->exchange, handler_href(form->exchange, area, ref, sends->id, NULL), NULL);
        return;
    }
    app_go(form->exchange, handler_href(form->exchange, area, ref, NULL, NULL), "saved");
}

static size_t
inputs_of(struct act_form *form, const struct form *given, struct content_input **inputs)
{
    struct content_items items =
        fills_answers(form->action)
            ? content_loaded_answers(form->env, form->the_case->decl, form->loaded)
            : form->own;

    return given_from_form(form->exchange, &items, given, inputs);
}

static enum err_code
act(struct act_form *form, const struct form *given, struct err *err)
{
    struct content_input *inputs;
    const char *version = form_value(given, CONTROL_VERSION);
    struct flow_act in = {.ref = form->the_case->row->ref,
                          .opened = form->the_case,
                          .action = form->action->id,
                          /* A working copy may be saved again and again from the same page. */
                          .key = form->action->working_copy ? NULL : form_value(given, CONTROL_KEY)};
    enum err_code code;

    TRY(load_values(form, err));
    in.n_inputs = inputs_of(form, given, &inputs);
    in.inputs = inputs;
    if (form->state.files->n_refused > 0 && !form->action->working_copy) {
        form->state.typed = inputs;
        form->state.n_typed = in.n_inputs;
        return show_act(form, 422, err);
    }
    in.has_version = version != NULL && !form->action->working_copy;
    in.version = version != NULL ? strtoull(version, NULL, 10) : 0;
    in.seen = seen_for(form, given, &in);
    code = flow_apply(form->env, &in, &form->outcome, err);
    if (code == ERR_STALE || code == ERR_CONFLICT || code == ERR_KEY_REUSED)
        return case_conflict(form->exchange, form->env, form->outcome.unmet, inputs, in.n_inputs, err);
    if (code == ERR_INVALID) {
        if (form->action->working_copy) /* what could be kept was */
            TRY(load_values(form, err));
        if (handler_autosaves(given))
            return case_saved(form->exchange, 422, in.seen != NULL ? seen_of(form) : NULL, err);
        form->state.typed = inputs;
        form->state.n_typed = in.n_inputs;
        form->state.problems = &form->outcome.problems;
        return show_act(form, 422, err);
    }
    TRY(code);
    if (form->state.files->n_refused > 0) {
        TRY(load_values(form, err));
        return show_act(form, 422, err);
    }
    if (!handler_autosaves(given)) {
        go_after(form, given);
        return ERR_OK;
    }
    TRY(load_values(form, err));
    return case_saved(form->exchange, 200, in.seen != NULL ? seen_of(form) : NULL, err);
}

/* A repeated or late form meets another state: the key may tell that it was done, else what happened is shown. */
static enum err_code
act_too_late(struct act_form *form, struct err *err)
{
    struct flow_outcome outcome = {0};
    struct form *given;
    struct content_input *inputs = NULL;
    /* Only a repetition may pass: should the case be back in the state meanwhile, the version tells that it moved. */
    struct flow_act in = {
        .ref = form->the_case->row->ref, .action = form->action->id, .has_version = true};
    const char *version;
    enum err_code code;

    TRY(body_form(form->exchange->mem, form->exchange->req, NULL, 0, &given, err));
    TRY(app_form_token(form->exchange, given, err));
    TRY(load_values(form, err));
    in.n_inputs = inputs_of(form, given, &inputs);
    in.inputs = inputs;
    in.key = form_value(given, CONTROL_KEY);
    version = form_value(given, CONTROL_VERSION);
    in.version = version != NULL ? strtoull(version, NULL, 10) : UINT64_MAX;
    code = in.key != NULL ? flow_apply(form->env, &in, &outcome, err) : ERR_CONFLICT;
    if (code == ERR_OK && outcome.repeated) {
        go_after(form, given);
        return ERR_OK;
    }
    return case_conflict(form->exchange, form->env, form->unmet, inputs, in.n_inputs, err);
}

enum err_code
case_act_post(struct exchange *exchange, struct err *err)
{
    struct act_form form = {.exchange = exchange};
    struct files_result files = {0};
    const struct form *given;
    enum err_code code = open_act(&form, err);

    if (code == ERR_CONFLICT)
        return act_too_late(&form, err);
    TRY(code);
    TRY(read_body(&form, &given, &files, err));
    if (fills_request(form.action))
        return case_section_post(exchange, form.env, form.the_case, given, &files, err);
    form.state.files = &files;
    return act(&form, given, err);
}
