/* SPDX-License-Identifier: EUPL-1.2 */
/* Declared conditions: when a field is shown and a follow-up question is to be answered. */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "content/item.h"

/* Whether one of the blank-separated codes of `value` is among `codes`. */
static bool
has_code(const char *value, const char *const *codes, size_t n_codes)
{
    while (*value != '\0') {
        size_t length = strcspn(value, " ");

        for (size_t i = 0; i < n_codes; i++)
            if (strlen(codes[i]) == length && strncmp(value, codes[i], length) == 0)
                return true;
        value += length + (value[length] == ' ');
    }
    return false;
}

static const char *
answer_of(const struct content_values *values, const char *question_id)
{
    char name[LIMIT_VALUE_NAME_CHARS + 1];

    snprintf(name, sizeof name, "answer.%s", question_id);
    return content_text(values, name);
}

static const struct decl_group *
find_group(const struct decl_flow *decl, const char *id)
{
    for (size_t i = 0; decl->questions != NULL && i < decl->questions->n_groups; i++)
        if (strcmp(decl->questions->groups[i].id, id) == 0)
            return &decl->questions->groups[i];
    return NULL;
}

static bool
group_holds(const struct decl_group *group, const struct decl_term *term,
            const struct content_values *values)
{
    for (size_t i = 0; group != NULL && i < group->n_questions; i++) {
        const char *id = group->questions[i].id;

        if (term->test == TEST_CHOSEN ? content_asked(values, id)
                                      : has_code(answer_of(values, id), term->codes, term->n_codes))
            return true;
    }
    return false;
}

static bool
term_holds(const struct decl_flow *decl, const struct decl_term *term,
           const struct content_values *values)
{
    const char *value;

    if (term->test == TEST_ANY || term->test == TEST_CHOSEN)
        return group_holds(find_group(decl, term->subject), term, values);
    if (decl->questions != NULL && decl_question(decl->questions, term->subject) != NULL) {
        /* A follow-up whose leading question was not asked stands on its own. */
        if (!content_asked(values, term->subject))
            return true;
        value = answer_of(values, term->subject);
    } else {
        value = content_text(values, term->subject);
    }
    if (term->test == TEST_IS)
        return has_code(value, term->codes, term->n_codes);
    return *value != '\0' && !has_code(value, term->codes, term->n_codes);
}

bool
content_holds(const struct decl_flow *decl, const struct decl_when *when,
              const struct content_values *values)
{
    for (size_t i = 0; i < when->n_terms; i++)
        if (!term_holds(decl, &when->terms[i], values))
            return false;
    return true;
}
