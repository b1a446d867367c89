/* SPDX-License-Identifier: EUPL-1.2 */
#include "cases/form.h"

#include <string.h>

#include "base/mem.h"
#include "cases/files.h"
#include "cases/unmet.h"

/* The last events that a conflict tells: what was faster. */
#define CONFLICT_EVENTS 3

struct model_form *
case_form_new(struct exchange *exchange, const struct content_case *the_case, const char *title)
{
    struct model_form *form = mem_zero(exchange->mem, struct model_form);

    form->ref = the_case->row->ref;
    form->title = title;
    form->caption = mem_printf(exchange->mem, "%s %s", app_t(exchange, the_case->decl->title),
                               the_case->row->ref);
    form->version = (int64_t)content_version(the_case);
    form->key = handler_key(exchange);
    form->back = handler_href(exchange, the_case->area->id, the_case->row->ref, NULL, NULL);
    app_case(exchange, the_case->row->ref, the_case->row->state, content_version(the_case));
    return form;
}

struct model_list
case_faults(struct exchange *exchange, const struct form_state *state)
{
    struct model_list problems = faults_of(exchange, state->problems);
    size_t refused = state->files != NULL ? state->files->n_refused : 0;
    struct view_fault *faults = mem_zeros(exchange->mem, struct view_fault, problems.count + refused + 1);

    if (problems.count > 0)
        memcpy(faults, problems.items, problems.count * sizeof *faults);
    for (size_t i = 0; i < refused; i++)
        faults[problems.count + i] = (struct view_fault){.name = state->files->refused[i].field,
                                                         .text = files_refusal_text(exchange, &state->files->refused[i])};
    return model_list_of(faults, problems.count + refused);
}

struct saved {
    const char *seen;
};

static const struct model_field saved_fields[] = {MODEL_FIELD(MODEL_TEXT, MODEL_API, saved, seen), MODEL_END};
static const struct model_table saved_table = {"Saved", sizeof(struct saved), saved_fields};

enum err_code
case_saved(struct exchange *exchange, int status, const char *seen, struct err *err)
{
    return app_json(exchange, status, &saved_table, &(struct saved){seen}, err);
}

/* The tick of a question carries the question; its comment follows it. */
static void
add_ask(struct exchange *exchange, const struct env *env, const struct content_item *item,
        const struct form_state *state, struct model_form_group *group,
        struct view_control *controls, size_t *n)
{
    struct view_control *control = &controls[(*n)++];

    *control = control_of(exchange, env, item, state);
    if (item->role == ITEM_ASK) {
        control->personal = false;
        control->optional = false;
        group->chosen += *control->value != '\0';
        if (item->question->when.n_terms > 0 && control->hint == NULL)
            control->hint = app_t(exchange, N_("Follows from the question before"));
    } else {
        control->optional = true;
        control->rows = 2;
    }
    group->open = group->open || control->error != NULL;
}

struct model_list
case_form_questions(struct exchange *exchange, const struct env *env,
                    const struct content_case *the_case, const struct content_items *items,
                    const struct form_state *state)
{
    const struct decl_questions *set = the_case->decl->questions;
    struct model_form_group *groups =
        mem_zeros(exchange->mem, struct model_form_group, set->n_groups + 1);

    for (size_t i = 0; i < set->n_groups; i++) {
        const struct decl_group *group = &set->groups[i];
        struct view_control *controls =
            mem_zeros(exchange->mem, struct view_control, 2 * group->n_questions + 1);
        size_t n = 0;

        groups[i] = (struct model_form_group){
            .id = group->id,
            .label = app_t(exchange, group->label),
            .hint = group->hint != NULL ? app_t(exchange, group->hint) : NULL};
        for (size_t j = 0; j < items->count; j++)
            if (strcmp(items->items[j].question->group, group->id) == 0)
                add_ask(exchange, env, &items->items[j], state, &groups[i], controls, &n);
        groups[i].open = groups[i].open || groups[i].chosen > 0;
        groups[i].controls = model_list_of(controls, n);
    }
    return model_list_of(groups, set->n_groups);
}

static const char *
note_of(struct exchange *exchange, const struct content_values *values,
        const struct decl_question *question)
{
    const char *note =
        content_text(values, mem_printf(exchange->mem, "ask.%s.comment", question->id));

    return *note != '\0' ? note : question->hint != NULL ? app_t(exchange, question->hint) : NULL;
}

/* A question without codes still offers the two answers that every question has. */
static struct model_form_group
answer_group(struct exchange *exchange, const struct env *env, const struct content_case *the_case,
             const struct content_items *items, const struct decl_question *question,
             const struct form_state *state)
{
    struct view_control *controls = mem_zeros(exchange->mem, struct view_control, items->count + 1);
    struct model_form_group group = {.id = question->id,
                                     .label = app_t(exchange, question->text),
                                     .hint = note_of(exchange, state->values, question),
                                     .open = true};
    size_t n = 0;

    for (size_t i = 0; i < items->count; i++) {
        const struct content_item *item = &items->items[i];

        if (item->question != question)
            continue;
        controls[n] = control_of(exchange, env, item, state);
        if (item->role == ITEM_ANSWER) {
            controls[n].label = app_t(exchange, N_("Answer"));
            controls[n].hint = NULL;
        }
        controls[n++].optional = item->role == ITEM_ANSWER_COMMENT;
        group.open = item->shown;
    }
    group.chosen = group.open && content_answered(env, the_case->decl, question, state->values);
    group.controls = model_list_of(controls, n);
    return group;
}

struct model_list
case_form_answers(struct exchange *exchange, const struct env *env,
                  const struct content_case *the_case, const struct content_items *items,
                  const struct form_state *state)
{
    const struct decl_questions *set = the_case->decl->questions;
    struct model_form_group *groups =
        mem_zeros(exchange->mem, struct model_form_group, items->count + 1);
    size_t n = 0;

    for (size_t i = 0; set != NULL && i < set->n_groups; i++)
        for (size_t j = 0; j < set->groups[i].n_questions; j++) {
            const struct decl_question *question = &set->groups[i].questions[j];

            if (content_asked(state->values, question->id))
                groups[n++] =
                    answer_group(exchange, env, the_case, items, question, state);
        }
    return model_list_of(groups, n);
}

/* What a given name is called: the label of a field, or the question that it belongs to. */
static const char *
name_in_words(struct exchange *exchange, const struct decl_flow *decl, const char *name)
{
    const struct decl_field *field = decl_field(decl->main, name);
    const struct decl_question *question = NULL;
    size_t head = strcspn(name, ".");

    for (size_t i = 0; field == NULL && i < decl->n_forms; i++)
        field = decl_field(&decl->forms[i], name);
    if (field == NULL && decl->questions != NULL && name[head] == '.')
        question = decl_question(decl->questions,
                                 mem_copy_n(exchange->mem, name + head + 1, strcspn(name + head + 1, ".")));
    return field != NULL ? app_t(exchange, field->label) : question != NULL ? app_t(exchange, question->text) : name;
}

/* What was typed beside what stands there now. */
static struct model_list
both_texts(struct exchange *exchange, const struct content_case *the_case, const struct content_input *inputs, size_t n_inputs,
           const struct content_values *values)
{
    struct model_both *texts = mem_zeros(exchange->mem, struct model_both, n_inputs + 1);
    size_t n = 0;

    for (size_t i = 0; i < n_inputs; i++) {
        const char *present = content_text(values, inputs[i].field);

        if (inputs[i].raw == NULL || *inputs[i].raw == '\0' || strcmp(inputs[i].raw, present) == 0)
            continue;
        texts[n++] = (struct model_both){
            .label = name_in_words(exchange, the_case->decl, inputs[i].field),
            .yours = inputs[i].raw,
            .present = *present != '\0' ? present : NULL};
    }
    return model_list_of(texts, n);
}

/* What stands now in the fields that were filled in, and nothing else of the case: no more is shown, or recorded as read. */
static enum err_code
present_values(const struct env *env, const struct content_case *the_case, const struct content_input *inputs, size_t n_inputs,
               struct content_values **values, struct err *err)
{
    struct content_items typed = {.items = mem_zeros(env->mem, struct content_item, n_inputs + 1)};
    struct content_loaded *loaded;

    for (size_t i = 0; i < n_inputs; i++)
        if (inputs[i].raw != NULL && *inputs[i].raw != '\0')
            typed.items[typed.count++].name = inputs[i].field;
    TRY(content_load(env, the_case, &loaded, err));
    return release_disclose(env, the_case, loaded, &(struct release_showing){.purpose = "conflict", .only = &typed}, values, err);
}

enum err_code
case_conflict(struct exchange *exchange, const struct env *env, const struct decl_verb_use *unmet,
              const struct content_input *inputs, size_t n_inputs, struct err *err)
{
    struct model_conflict *answer = mem_zero(exchange->mem, struct model_conflict);
    struct content_case *the_case;
    struct content_values *values;
    struct flow_events events;

    TRY(handler_open(exchange, env, &the_case, err));
    TRY(present_values(env, the_case, inputs, n_inputs, &values, err));
    TRY(flow_history(env, the_case, 0, CONFLICT_EVENTS, &events, err));
    answer->title = app_t(exchange, unmet != NULL ? N_("This cannot be done now") : N_("Somebody else was faster"));
    answer->what = unmet != NULL ? unmet_text(exchange, the_case, unmet)
                                 : app_t(exchange, N_("While you were writing, this case was changed. Nothing of yours was saved; your text stands below, so that you can copy it."));
    answer->href = handler_href(exchange, the_case->area->id, the_case->row->ref, NULL, NULL);
    answer->events = show_events(exchange, &events);
    answer->texts = both_texts(exchange, the_case, inputs, n_inputs, values);
    app_case(exchange, the_case->row->ref, the_case->row->state, content_version(the_case));
    return app_page(exchange, 409, "conflict", answer->title, &model_conflict_table, answer, err);
}
