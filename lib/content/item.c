/* SPDX-License-Identifier: EUPL-1.2 */
/* Items of sections, questions and answers. */
#include "content/item.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"

#define FIRST_ITEMS 64

struct collector {
    const struct env *env;
    const struct decl_flow *decl;
    const struct content_values *values;
    const struct decl_section *section;
    struct content_items items;
    size_t capacity;
};

static struct content_item *
add_item(struct collector *to)
{
    struct content_items *items = &to->items;

    if (items->count == to->capacity) {
        to->capacity = to->capacity == 0 ? FIRST_ITEMS : 2 * to->capacity;
        items->items = mem_grow(to->env->mem, items->items, struct content_item, to->capacity);
    }
    items->items[items->count] = (struct content_item){.section = to->section};
    return &items->items[items->count++];
}

static void
add_field(struct collector *to, const struct decl_field *field)
{
    struct content_item *item = add_item(to);

    item->name = field->id;
    item->role = ITEM_FIELD;
    item->kind = field->kind;
    item->data_class = field->data_class;
    item->reveal = field->reveal;
    item->limits = field->limits;
    item->labels = field->limits.list;
    item->label = field->label;
    item->hint = field->hint;
    item->shown = content_holds(to->decl, &field->when, to->values);
    item->need = item->shown ? field->need : NEED_NEVER;
    item->early = field->early;
    item->field = field;
}

static struct content_item *
add_question(struct collector *to, const struct decl_question *question, const char *prefix,
             const char *part, enum content_item_role role, const struct kind *kind)
{
    struct content_item *item = add_item(to);
    bool coded = role == ITEM_ASK || role == ITEM_ANSWER || role == ITEM_ANSWER_UNLIMITED;

    item->name = mem_printf(to->env->mem, "%s.%s%s", prefix, question->id, part);
    item->role = role;
    item->kind = kind;
    item->data_class = role == ITEM_ASK ? PERSONAL_NONE : coded ? question->code_class : question->data_class;
    item->reveal = role == ITEM_ASK ? NULL : role == ITEM_ASK_COMMENT ? to->section->reveal : "answers";
    item->question = question;
    item->label = question->text;
    item->hint = question->hint;
    item->shown = true;
    return item;
}

static void
add_ask(struct collector *to, const struct decl_question *question)
{
    struct content_item *item = add_question(to, question, "ask", "", ITEM_ASK, &kind_flag);

    item->early = true;
    if (question->comment == COMMENT_NO)
        return;
    item = add_question(to, question, "ask", ".comment", ITEM_ASK_COMMENT, &kind_text);
    item->label = N_("Details for this question");
    item->hint = NULL;
    item->limits.max = LIMIT_TEXT_CHARS;
    item->shown = content_asked(to->values, question->id);
}

static void
add_answer_days(struct collector *to, const struct decl_question *question)
{
    static const char *const parts[] = {".day1", ".day2"};

    for (unsigned i = 0; i < question->n_days && i < 2; i++) {
        struct content_item *item =
            add_question(to, question, "answer", parts[i], ITEM_ANSWER_DAY, &kind_day);

        item->label = question->day_labels[i] != NULL ? question->day_labels[i] : N_("Date");
        item->hint = NULL;
    }
    if (question->unlimited_label != NULL) {
        struct content_item *item = add_question(to, question, "answer", ".unlimited",
                                                 ITEM_ANSWER_UNLIMITED, &kind_flag);
        item->label = question->unlimited_label;
        item->hint = NULL;
    }
}

static void
add_answer_rest(struct collector *to, const struct decl_question *question)
{
    struct content_item *item;

    if (question->has_text) {
        item = add_question(to, question, "answer", ".text", ITEM_ANSWER_TEXT, &kind_text);
        item->label = question->text_label != NULL ? question->text_label : N_("Answer in words");
        item->limits.max = LIMIT_TEXT_CHARS;
    }
    add_answer_days(to, question);
    if (question->has_number) {
        item = add_question(to, question, "answer", ".number", ITEM_ANSWER_NUMBER, &kind_number);
        item->label = N_("Number");
        item->limits.most = INT64_C(1000000000000);
    }
    if (question->has_files) {
        item = add_question(to, question, "answer", ".files", ITEM_ANSWER_FILES, &kind_files);
        item->label = N_("Files");
    }
    if (question->comment != COMMENT_NO) {
        item = add_question(to, question, "answer", ".comment", ITEM_ANSWER_COMMENT, &kind_text);
        item->label = N_("Comment");
        item->hint = NULL;
        item->limits.max = LIMIT_TEXT_CHARS;
    }
}

/* The answer of a question: its codes (and the two that answer every question), then its other parts. */
static void
add_answer(struct collector *to, const struct decl_question *question)
{
    size_t first = to->items.count;
    struct content_item *item =
        add_question(to, question, "answer", "", ITEM_ANSWER, question->many ? &kind_codes : &kind_code);
    bool shown = content_holds(to->decl, &question->when, to->values);

    item->limits.list = question->list;
    item->labels = question->list;
    item->limits.lone_codes = ANSWER_NOT_KNOWN " " ANSWER_NOT_ALLOWED;
    if (question->list_field != NULL) {
        item->labels = decl_field(to->decl->main, question->list_field)->limits.list;
        item->limits.more_codes = content_text(to->values, question->list_field);
    }
    add_answer_rest(to, question);
    for (size_t i = first; i < to->items.count; i++)
        to->items.items[i].shown = shown;
}

static void
add_questions(struct collector *to, bool answers)
{
    const struct decl_questions *set = to->decl->questions;

    for (size_t i = 0; set != NULL && i < set->n_groups; i++)
        for (size_t j = 0; j < set->groups[i].n_questions; j++) {
            const struct decl_question *question = &set->groups[i].questions[j];

            if (!answers)
                add_ask(to, question);
            else if (content_asked(to->values, question->id))
                add_answer(to, question);
        }
}

static void
add_section(struct collector *to, const struct decl_section *section)
{
    to->section = section;
    switch (section->kind) {
    case SECTION_FIELDS:
    case SECTION_AUTHORITY:
        for (size_t i = 0; i < section->n_fields; i++)
            add_field(to, &section->fields[i]);
        break;
    case SECTION_QUESTIONS:
        add_questions(to, false);
        break;
    case SECTION_ATTACHMENTS:
        break;
    }
}

static void
add_form(struct collector *to, const struct decl_form *form)
{
    for (size_t i = 0; form != NULL && i < form->n_sections; i++)
        add_section(to, &form->sections[i]);
}

struct content_items
content_section_items(const struct env *env, const struct decl_flow *decl,
                      const struct decl_section *section, const struct content_values *values)
{
    struct collector to = {.env = env, .decl = decl, .values = values};

    add_section(&to, section);
    return to.items;
}

struct content_items
content_form_items(const struct env *env, const struct decl_flow *decl, const struct decl_form *form,
                   const struct content_values *values)
{
    struct collector to = {.env = env, .decl = decl, .values = values};

    add_form(&to, form);
    return to.items;
}

struct content_items
content_answer_items(const struct env *env, const struct decl_flow *decl,
                     const struct content_values *values)
{
    struct collector to = {.env = env, .decl = decl, .values = values};

    add_questions(&to, true);
    return to.items;
}

struct content_items
content_action_items(const struct env *env, const struct decl_flow *decl,
                     const struct decl_action *action, const struct content_values *values)
{
    struct collector to = {.env = env, .decl = decl, .values = values};
    size_t own;

    if (action->input == INPUT_MAIN)
        add_form(&to, decl->main);
    else if (action->input == INPUT_ANSWERS)
        add_questions(&to, true);
    own = to.items.count;
    add_form(&to, action->form);
    for (; own < to.items.count; own++)
        to.items.items[own].own_form = true;
    return to.items;
}

const struct content_item *
content_item(const struct content_items *items, const char *name)
{
    for (size_t i = 0; i < items->count; i++)
        if (strcmp(items->items[i].name, name) == 0)
            return &items->items[i];
    return NULL;
}
