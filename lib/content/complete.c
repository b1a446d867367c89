/* SPDX-License-Identifier: EUPL-1.2 */
/* What is still missing: in a section, in a form, in the answer to a question. */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "content/item.h"
#include "content/problem.h"

void
problem_add(TALLOC_CTX *mem, struct content_problems *problems, struct content_problem problem)
{
    problems->items = mem_grow(mem, problems->items, struct content_problem, problems->count + 1);
    problems->items[problems->count++] = problem;
}

void
content_incomplete(TALLOC_CTX *mem, const struct content_items *items, const struct content_values *values,
                   enum decl_need need, struct content_problems *problems)
{
    for (size_t i = 0; i < items->count; i++) {
        const struct content_item *item = &items->items[i];

        if (!item->shown || item->need == NEED_NEVER || (need == NEED_SAVE && item->need != NEED_SAVE) || item->kind->attached)
            continue;
        if (*content_text(values, item->name) == '\0')
            problem_add(mem, problems,
                        (struct content_problem){.field = item->name,
                                                 .msgid = item->kind->missing,
                                                 .label = item->label});
    }
}

static const char *
part_text(const struct content_values *values, const struct decl_question *question, const char *part)
{
    char name[LIMIT_VALUE_NAME_CHARS + 1];

    snprintf(name, sizeof name, "answer.%s%s", question->id, part);
    return content_text(values, name);
}

/* A question without codes is answered by its other parts. */
static bool
has_content(const struct content_values *values, const struct decl_question *question)
{
    static const char *const parts[] = {".text", ".day1", ".day2", ".number", ".unlimited"};

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (*part_text(values, question, parts[i]) != '\0')
            return true;
    return question->has_files && !question->has_text && question->n_days == 0;
}

static bool
comment_needed(const struct decl_question *question, const char *code)
{
    if (question->comment == COMMENT_NO)
        return false;
    /* "Not allowed to say" is given with its reason. */
    if (strcmp(code, ANSWER_NOT_ALLOWED) == 0)
        return true;
    if (strcmp(code, ANSWER_NOT_KNOWN) == 0 || question->comment != COMMENT_MUST)
        return false;
    if (question->n_must_codes == 0)
        return true;
    for (size_t i = 0; i < question->n_must_codes; i++)
        if (strcmp(question->must_codes[i], code) == 0)
            return true;
    return false;
}

void
answer_problems(const struct env *env, const struct decl_flow *decl,
                const struct decl_question *question, const struct content_values *values,
                struct content_problems *problems)
{
    const char *code = part_text(values, question, "");
    bool coded = question->list != NULL || question->list_field != NULL;

    if (!content_holds(decl, &question->when, values))
        return;
    if (*code == '\0' && (coded || !has_content(values, question)))
        problem_add(env->mem, problems,
                    (struct content_problem){.field = mem_printf(env->mem, "answer.%s", question->id),
                                             .msgid = N_("{label}: answer the question, or say why not"),
                                             .label = question->text});
    if (comment_needed(question, code) && *part_text(values, question, ".comment") == '\0')
        problem_add(env->mem, problems,
                    (struct content_problem){.field = mem_printf(env->mem, "answer.%s.comment", question->id),
                                             .msgid = N_("{label}: this answer needs a comment"),
                                             .label = question->text});
}

bool
content_answered(const struct env *env, const struct decl_flow *decl,
                 const struct decl_question *question, const struct content_values *values)
{
    struct content_problems problems = {NULL, 0};

    answer_problems(env, decl, question, values, &problems);
    return problems.count == 0;
}

static enum content_progress
question_progress(const struct decl_flow *decl, const struct content_values *values)
{
    for (size_t i = 0; decl->questions != NULL && i < decl->questions->n_groups; i++)
        for (size_t j = 0; j < decl->questions->groups[i].n_questions; j++)
            if (content_asked(values, decl->questions->groups[i].questions[j].id))
                return PROGRESS_DONE;
    return PROGRESS_NONE;
}

enum content_progress
content_section_progress(const struct env *env, const struct decl_flow *decl,
                         const struct decl_section *section, const struct content_values *values,
                         size_t files)
{
    struct content_items items;
    struct content_problems problems = {NULL, 0};
    bool begun = false;

    if (section->kind == SECTION_QUESTIONS)
        return question_progress(decl, values);
    if (section->kind == SECTION_ATTACHMENTS)
        return files > 0 ? PROGRESS_DONE : PROGRESS_NONE;
    items = content_section_items(env, decl, section, values);
    for (size_t i = 0; i < items.count; i++)
        begun = begun || *content_text(values, items.items[i].name) != '\0';
    content_incomplete(env->mem, &items, values, NEED_SEND, &problems);
    if (!begun)
        return PROGRESS_NONE;
    return problems.count > 0 ? PROGRESS_BEGUN : PROGRESS_DONE;
}
