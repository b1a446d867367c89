/* SPDX-License-Identifier: EUPL-1.2 */
#include "portal/declared.h"

#include <string.h>

#include "base/mem.h"
#include "model/directory.h"
#include "web/handler.h"

static struct model_list
codes_of(struct exchange *exchange, const struct decl_list *list)
{
    struct model_choice *codes =
        mem_zeros(exchange->mem, struct model_choice, (list != NULL ? list->n_codes : 0) + 1);

    for (size_t i = 0; list != NULL && i < list->n_codes; i++)
        codes[i] = (struct model_choice){list->codes[i].id,
                                         label_code(exchange, list, list->codes[i].id)};
    return model_list_of(codes, list != NULL ? list->n_codes : 0);
}

static struct model_list
bare_codes(struct exchange *exchange, const char *const *codes, size_t count)
{
    struct model_choice *items = mem_zeros(exchange->mem, struct model_choice, count + 1);

    for (size_t i = 0; i < count; i++)
        items[i].code = codes[i];
    return model_list_of(items, count);
}

static struct model_list
terms_of(struct exchange *exchange, const struct decl_when *when)
{
    static const char *const tests[] = {"is", "is_not", "any", "chosen"};
    struct model_term *terms = mem_zeros(exchange->mem, struct model_term, when->n_terms + 1);

    for (size_t i = 0; i < when->n_terms; i++)
        terms[i] = (struct model_term){.test = tests[when->terms[i].test],
                                       .subject = when->terms[i].subject,
                                       .codes = bare_codes(exchange, when->terms[i].codes, when->terms[i].n_codes)};
    return model_list_of(terms, when->n_terms);
}

static const char *
translated(struct exchange *exchange, const char *text)
{
    return text != NULL ? app_t(exchange, text) : NULL;
}

static struct model_list
fields_of(struct exchange *exchange, const struct decl_form *form)
{
    struct model_declared_field *fields;
    size_t n = 0, most = 0;

    for (size_t i = 0; form != NULL && i < form->n_sections; i++)
        most += form->sections[i].n_fields;
    fields = mem_zeros(exchange->mem, struct model_declared_field, most + 1);
    for (size_t i = 0; form != NULL && i < form->n_sections; i++)
        for (size_t j = 0; j < form->sections[i].n_fields; j++) {
            const struct decl_field *field = &form->sections[i].fields[j];
            const struct kind_limits *limits = &field->limits;
            const struct kind_schema schema = field->kind->schema(limits);

            fields[n++] = (struct model_declared_field){
                .id = field->id,
                .label = app_t(exchange, field->label),
                .kind = field->kind->word,
                .type = schema.type,
                .format = schema.format,
                .hint = translated(exchange, field->hint),
                .pattern = limits->pattern_text,
                .personal = field->data_class != PERSONAL_NONE,
                .needed = field->need != NEED_NEVER,
                .repeat = limits->repeat,
                .past_only = limits->past_only,
                .max = limits->max != 0 ? (int64_t)limits->max : MODEL_NO_NUMBER,
                .min = limits->min != 0 ? (int64_t)limits->min : MODEL_NO_NUMBER,
                .least = schema.ranged ? schema.least : MODEL_NO_NUMBER,
                .most = schema.ranged ? schema.most : MODEL_NO_NUMBER,
                .codes = codes_of(exchange, limits->list),
                .when = terms_of(exchange, &field->when)};
        }
    return model_list_of(fields, n);
}

static struct model_declared_action
action_of(struct exchange *exchange, const struct decl_flow *flow, const struct decl_action *action)
{
    struct model_choice *from = mem_zeros(exchange->mem, struct model_choice, action->n_from + 1);

    for (size_t i = 0; i < action->n_from; i++)
        from[i] = (struct model_choice){flow->states[action->from[i]].id,
                                        app_t(exchange, flow->states[action->from[i]].label)};
    return (struct model_declared_action){.id = action->id,
                                          .label = app_t(exchange, action->label),
                                          .to = action->to >= 0 ? flow->states[action->to].id : NULL,
                                          .from = model_list_of(from, action->n_from),
                                          .fields = fields_of(exchange, action->form)};
}

static struct model_declared_flow
env_of(struct exchange *exchange, const struct decl_flow *flow)
{
    struct model_choice *states = mem_zeros(exchange->mem, struct model_choice, flow->n_states + 1);
    struct model_declared_action *actions =
        mem_zeros(exchange->mem, struct model_declared_action, flow->n_actions + 1);

    for (size_t i = 0; i < flow->n_states; i++)
        states[i] = (struct model_choice){flow->states[i].id, app_t(exchange, flow->states[i].label)};
    for (size_t i = 0; i < flow->n_actions; i++)
        actions[i] = action_of(exchange, flow, &flow->actions[i]);
    return (struct model_declared_flow){
        .id = flow->id,
        .title = app_t(exchange, flow->title),
        .description = app_t(exchange, flow->description),
        .source = flow->source,
        .version = flow->version,
        .questions = flow->questions != NULL ? flow->questions->id : NULL,
        .states = model_list_of(states, flow->n_states),
        .fields = fields_of(exchange, flow->main),
        .actions = model_list_of(actions, flow->n_actions)};
}

enum err_code
declared_flows(struct exchange *exchange, struct err *err)
{
    const struct decl_area *area = exchange->app->area;
    struct model_declared *answer = mem_zero(exchange->mem, struct model_declared);
    struct model_declared_flow *flows =
        mem_zeros(exchange->mem, struct model_declared_flow, area->n_flows + 1);
    size_t n = 0;

    for (size_t i = 0; i < area->n_flows; i++)
        if (area->flows[i] == decl_flow(area, area->flows[i]->id, 0))
            flows[n++] = env_of(exchange, area->flows[i]);
    answer->flows = model_list_of(flows, n);
    return app_json(exchange, 200, &model_declared_table, answer, err);
}

static struct model_list
date_labels(struct exchange *exchange, const struct decl_question *question)
{
    static const char *const names[] = {"day1", "day2"};
    struct model_choice *labels = mem_zeros(exchange->mem, struct model_choice, 2);

    for (unsigned i = 0; i < question->n_days; i++)
        labels[i] = (struct model_choice){names[i], translated(exchange, question->day_labels[i])};
    return model_list_of(labels, question->n_days);
}

static struct model_declared_question
question_of(struct exchange *exchange, const struct decl_group *group, const struct decl_question *question)
{
    static const char *const comments[] = {"no", "may", "must"};

    return (struct model_declared_question){
        .id = question->id,
        .group = question->group,
        .group_label = app_t(exchange, group->label),
        .text = app_t(exchange, question->text),
        .hint = translated(exchange, question->hint),
        .comment = comments[question->comment],
        .comment_codes = bare_codes(exchange, question->must_codes, question->n_must_codes),
        .many = question->many,
        .has_text = question->has_text,
        .text_label = translated(exchange, question->text_label),
        .has_number = question->has_number,
        .has_files = question->has_files,
        .follow_up = question->when.n_terms > 0,
        .when = terms_of(exchange, &question->when),
        .needs_field = question->needs_field,
        .dates = question->n_days,
        .date_labels = date_labels(exchange, question),
        .unlimited_label = translated(exchange, question->unlimited_label),
        .codes = codes_of(exchange, question->list),
        .codes_of = question->list_field};
}

enum err_code
declared_questions(struct exchange *exchange, struct err *err)
{
    const struct decl_area *area = exchange->app->area;
    const struct decl_questions *set = NULL;
    struct model_declared *answer = mem_zero(exchange->mem, struct model_declared);
    struct model_declared_question *questions;
    size_t n = 0, most = 0;

    for (size_t i = 0; i < area->n_flows && set == NULL; i++)
        if (area->flows[i]->questions != NULL &&
            strcmp(area->flows[i]->questions->id, app_capture(exchange, "set")) == 0)
            set = area->flows[i]->questions;
    if (set == NULL)
        return FAIL(err, ERR_NOT_FOUND, "no such question set");
    for (size_t i = 0; i < set->n_groups; i++)
        most += set->groups[i].n_questions;
    questions = mem_zeros(exchange->mem, struct model_declared_question, most + 1);
    for (size_t i = 0; i < set->n_groups; i++)
        for (size_t j = 0; j < set->groups[i].n_questions; j++)
            questions[n++] = question_of(exchange, &set->groups[i], &set->groups[i].questions[j]);
    answer->questions = model_list_of(questions, n);
    return app_json(exchange, 200, &model_declared_table, answer, err);
}
