/* SPDX-License-Identifier: EUPL-1.2 */
/* Questions and answers side by side, in the reader's language or in both. */
#include <string.h>

#include "attach/attach.h"
#include "base/mem.h"
#include "cases/casework.h"

struct question_view {
    const struct exchange *exchange;
    const struct shown_names *names;
    const struct content_case *the_case;
    const struct content_values *values;
    const struct content_items *items;
    const struct attach_file *files;
    size_t n_files;
    const struct text_lang *other; /* NULL: one language only */
};

/* The language of the other side for reading both: English stands in where that is the reader's own. */
static const struct text_lang *
other_language(const struct exchange *exchange, const struct content_case *the_case)
{
    int part = content_other_part(the_case);
    const char *language = part < 0 ? NULL : the_case->row->parties[part].language;
    const struct text_lang *other = language != NULL ? text_lang(exchange->app->text, language) : NULL;

    if (other == NULL || other == exchange->lang)
        other = text_lang(exchange->app->text, "en");
    return other == exchange->lang ? NULL : other;
}

static void
show_parts(const struct question_view *question_view, const struct decl_question *question,
           struct model_answer *answer)
{
    struct model_value *parts = mem_zeros(question_view->exchange->mem, struct model_value, question_view->items->count + 1);
    size_t n = 0;

    for (size_t i = 0; i < question_view->items->count; i++) {
        const struct content_item *item = &question_view->items->items[i];
        const struct content_value *value = content_value(question_view->values, item->name);

        if (item->question != question || value == NULL || *value->value == '\0')
            continue;
        answer->answered = true;
        if (item->role == ITEM_ANSWER)
            answer->answers = show_value(question_view->exchange, question_view->names, item, value).values;
        else if (item->role == ITEM_ANSWER_COMMENT)
            answer->comment = (struct model_words){value->value, value->language};
        else
            parts[n++] = show_value(question_view->exchange, question_view->names, item, value);
    }
    answer->parts = model_list_of(parts, n);
}

static struct model_answer
show_one(const struct question_view *question_view, const struct decl_question *question)
{
    const struct exchange *exchange = question_view->exchange;
    const struct content_value *note = content_value(
        question_view->values, mem_printf(exchange->mem, "ask.%s.comment", question->id));
    struct model_answer answer = {.id = question->id,
                                  .question = app_t(exchange, question->text),
                                  .follow_up = question->when.n_terms > 0,
                                  .personal = question->data_class != PERSONAL_NONE};

    if (question_view->other != NULL)
        answer.other = (struct model_words){text_get(question_view->other, question->text),
                                            text_lang_code(question_view->other)};
    if (note != NULL && *note->value != '\0')
        answer.note = (struct model_words){note->value, note->language};
    show_parts(question_view, question, &answer);
    answer.files = show_files(exchange, question_view->the_case,
                              mem_printf(exchange->mem, "answer.%s.files", question->id),
                              question_view->files, question_view->n_files);
    if (!answer.answered && !content_holds(question_view->the_case->decl, &question->when, question_view->values))
        answer.when = app_t(exchange, N_("Not to be answered after the answers above"));
    return answer;
}

struct model_list
show_questions(const struct exchange *exchange, const struct env *env,
               const struct content_case *the_case, const struct content_values *values,
               const struct shown_names *names, const struct attach_file *files, size_t n_files, bool both)
{
    const struct decl_questions *set = the_case->decl->questions;
    struct content_items items = content_answer_items(env, the_case->decl, values);
    struct question_view question_view = {exchange, names, the_case, values, &items, files, n_files,
                                          both ? other_language(exchange, the_case) : NULL};
    struct model_group *groups;
    size_t n = 0;

    if (set == NULL)
        return model_list_of(NULL, 0);
    groups = mem_zeros(exchange->mem, struct model_group, set->n_groups + 1);
    for (size_t i = 0; i < set->n_groups; i++) {
        struct model_answer *questions =
            mem_zeros(exchange->mem, struct model_answer, set->groups[i].n_questions + 1);
        size_t asked = 0;

        for (size_t j = 0; j < set->groups[i].n_questions; j++)
            if (content_asked(values, set->groups[i].questions[j].id))
                questions[asked++] = show_one(&question_view, &set->groups[i].questions[j]);
        if (asked > 0)
            groups[n++] = (struct model_group){.id = set->groups[i].id,
                                               .label = app_t(exchange, set->groups[i].label),
                                               .questions = model_list_of(questions, asked)};
    }
    return model_list_of(groups, n);
}
