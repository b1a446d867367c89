/* SPDX-License-Identifier: EUPL-1.2 */
/* Forms and questions: conditions name what exists, and everything is governed by a reveal rule. */
#include <string.h>

#include "decl/reserved.h"
#include "decl/verify.h"

/* ---- conditions --------------------------------------------------------------------------------------- */

/* Whose condition it is: what it names must stand before it, so that no two wait for each other. */
struct owner {
    struct load *load;
    const struct decl_flow *flow;
    struct yaml_pos pos;
    const struct decl_form *form;         /* of a field; NULL for a question */
    const struct decl_field *field;
    const struct decl_question *question; /* NULL for a field */
};

/* Every question can be answered with these, besides its codes. */
static bool
answer_of_all(const char *code)
{
    return strcmp(code, "not_known") == 0 || strcmp(code, "not_allowed") == 0;
}

static bool
question_has_code(const struct decl_question *question, const char *code)
{
    return question->list_field != NULL || (question->list != NULL && decl_code(question->list, code) != NULL) ||
           answer_of_all(code);
}

/* Whether the field stands in the form of the owner before the owner itself. */
static const struct decl_field *
earlier_field(const struct owner *owner, const char *id)
{
    for (size_t s = 0; s < owner->form->n_sections; s++)
        for (size_t f = 0; f < owner->form->sections[s].n_fields; f++) {
            const struct decl_field *field = &owner->form->sections[s].fields[f];

            if (field == owner->field)
                return NULL;
            if (strcmp(field->id, id) == 0)
                return field;
        }
    return NULL;
}

static const struct decl_question *
earlier_question(const struct owner *owner, const char *id)
{
    const struct decl_questions *set = owner->flow->questions;

    for (size_t g = 0; set != NULL && g < set->n_groups; g++)
        for (size_t q = 0; q < set->groups[g].n_questions; q++) {
            const struct decl_question *question = &set->groups[g].questions[q];

            if (question == owner->question)
                return NULL;
            if (strcmp(question->id, id) == 0)
                return question;
        }
    return NULL;
}

static void
check_about_field(const struct owner *owner, const struct decl_term *term)
{
    const struct decl_field *field;

    if (owner->form == NULL) {
        fault_key(owner->load, owner->pos, "when", "a question depends on answers, not on fields; see needs_field");
        return;
    }
    field = earlier_field(owner, term->subject);
    if (field == NULL) {
        fault_key(owner->load, owner->pos, "when", "no field \"%s\" stands before this one", term->subject);
        return;
    }
    for (size_t i = 0; i < term->n_codes; i++)
        if (!verify_code_fits(field, term->codes[i]))
            fault_key(owner->load, owner->pos, "when", "the field %s cannot be \"%s\"", field->id, term->codes[i]);
}

static void
check_about_question(const struct owner *owner, const struct decl_term *term)
{
    const struct decl_question *question = earlier_question(owner, term->subject);

    if (question == NULL) {
        fault_key(owner->load, owner->pos, "when", "no question \"%s\" stands before this one", term->subject);
        return;
    }
    for (size_t i = 0; i < term->n_codes; i++)
        if (!question_has_code(question, term->codes[i]))
            fault_key(owner->load, owner->pos, "when", "%s cannot be answered \"%s\"", question->id, term->codes[i]);
}

static void
check_about_group(const struct owner *owner, const struct decl_term *term)
{
    const struct decl_group *group = verify_group(owner->flow, term->subject);

    if (group == NULL) {
        fault_key(owner->load, owner->pos, "when", "there is no group of questions \"%s\"", term->subject);
        return;
    }
    for (size_t i = 0; i < term->n_codes; i++) {
        bool known = false;

        for (size_t q = 0; q < group->n_questions; q++)
            known = known || question_has_code(&group->questions[q], term->codes[i]);
        if (!known)
            fault_key(owner->load, owner->pos, "when", "no question of group %s can be answered \"%s\"", group->id,
                      term->codes[i]);
    }
}

static void
check_when(const struct owner *owner, const struct decl_when *when)
{
    for (size_t i = 0; i < when->n_terms; i++) {
        const struct decl_term *term = &when->terms[i];

        if (term->subject == NULL)
            continue;
        /* The shapes of the three kinds of ids do not overlap. */
        if (term->subject[0] >= 'a')
            check_about_field(owner, term);
        else if (term->subject[1] == '\0')
            check_about_group(owner, term);
        else
            check_about_question(owner, term);
    }
}

/* ---- forms -------------------------------------------------------------------------------------------- */

static bool
has_rule(const struct decl_flow *flow, const char *key)
{
    for (size_t i = 0; i < flow->n_reveals; i++)
        if (strcmp(flow->reveals[i].key, key) == 0)
            return true;
    return false;
}

static void
need_rule(struct load *load, const struct decl_flow *flow, struct yaml_pos pos, const char *key)
{
    if (key != NULL && !has_rule(flow, key))
        fault_key(load, pos, "reveal", "the flow has no reveal rule \"%s\"", key);
}

/* A value is named by its field alone, so an id stands in a flow once, whatever form and section. */
static void
check_unique(struct load *load, const struct decl_flow *flow, const struct decl_field *field)
{
    const struct decl_field *first = verify_field(flow, field->id);

    if (first != field)
        fault_add(load, field->pos, field->id, "stands in this flow already, in line %u: choose another id", first->pos.line);
}

/* An authority is chosen on a page of its own, which shows the authorities found and nothing else. */
static void
check_section(struct load *load, const struct decl_flow *flow, const struct decl_form *form, const struct decl_section *section)
{
    bool chooses = section->kind == SECTION_AUTHORITY;

    if (form != flow->main && section->kind != SECTION_FIELDS)
        fault_key(load, section->pos, "kind", "only the main form has sections of this kind");
    if (chooses && (section->n_fields != 1 || !section->fields[0].kind->names_authority))
        fault_key(load, section->pos, "fields", "a section of kind authority holds one field, of that kind");
    for (size_t f = 0; !chooses && f < section->n_fields; f++)
        if (section->fields[f].kind->names_authority)
            fault_key(load, section->fields[f].pos, "kind", "stands in a section of kind authority, alone, or nobody can fill it");
}

static void
check_form(struct load *load, const struct decl_flow *flow, const struct decl_form *form)
{
    for (size_t s = 0; s < form->n_sections; s++) {
        const struct decl_section *section = &form->sections[s];

        need_rule(load, flow, section->pos, section->reveal);
        check_section(load, flow, form, section);
        for (size_t f = 0; f < section->n_fields; f++) {
            const struct decl_field *field = &section->fields[f];
            struct owner owner = {load, flow, field->pos, form, field, NULL};

            need_rule(load, flow, field->pos, field->reveal);
            check_unique(load, flow, field);
            if (form == flow->main && field->kind->attached && field->need != NEED_NEVER)
                fault_key(load, field->pos, "need", "files can be required in the form of an action only");
            if (reserved_has(RESERVED_CONTROL, field->id))
                fault_add(load, field->pos, field->id, "is a name that the forms of a case use themselves: choose another id");
            check_when(&owner, &field->when);
        }
    }
}

static size_t
count_sections(const struct decl_form *form, enum decl_section_kind kind)
{
    size_t count = 0;

    for (size_t s = 0; s < form->n_sections; s++)
        count += form->sections[s].kind == kind;
    return count;
}

static void
check_section_kinds(struct load *load, const struct decl_flow *flow)
{
    static const enum decl_section_kind once[] = {SECTION_AUTHORITY, SECTION_QUESTIONS, SECTION_ATTACHMENTS};

    for (size_t i = 0; i < sizeof once / sizeof *once; i++)
        if (count_sections(flow->main, once[i]) > 1)
            fault_key(load, flow->pos, "main", "two sections have the same kind");
    if (count_sections(flow->main, SECTION_QUESTIONS) > 0 && flow->questions == NULL)
        fault_key(load, flow->pos, "main", "a section of questions needs `questions`");
    if (count_sections(flow->main, SECTION_QUESTIONS) == 0 && flow->questions != NULL)
        fault_key(load, flow->pos, "main", "no section is of kind questions");
}

/* ---- questions ---------------------------------------------------------------------------------------- */

static void
check_question(struct load *load, const struct decl_flow *flow, const struct decl_question *question)
{
    struct owner owner = {load, flow, question->pos, NULL, NULL, question};

    check_when(&owner, &question->when);
    if (question->needs_field != NULL && decl_field(flow->main, question->needs_field) == NULL)
        fault_key(load, question->pos, "needs_field", "the main form of %s has no field \"%s\"", flow->id,
                  question->needs_field);
    if (question->list_field != NULL) {
        const struct decl_field *field = decl_field(flow->main, question->list_field);

        if (field == NULL || !field->kind->several)
            fault_key(load, question->pos, "answer", "of_field: the main form of %s has no field \"%s\" of kind codes",
                      flow->id, question->list_field);
    }
}

static void
check_questions(struct load *load, const struct decl_flow *flow)
{
    const struct decl_questions *set = flow->questions;

    if (set == NULL)
        return;
    if (!has_rule(flow, "answers"))
        fault_key(load, flow->pos, "reveal", "the flow has questions and no reveal rule \"answers\"");
    for (size_t g = 0; g < set->n_groups; g++)
        for (size_t q = 0; q < set->groups[g].n_questions; q++)
            check_question(load, flow, &set->groups[g].questions[q]);
}

/* ---- reveal ------------------------------------------------------------------------------------------- */

static bool
form_uses(const struct decl_form *form, const char *key)
{
    for (size_t s = 0; s < form->n_sections; s++) {
        const struct decl_section *section = &form->sections[s];

        if (section->reveal != NULL && strcmp(section->reveal, key) == 0)
            return true;
        for (size_t f = 0; f < section->n_fields; f++)
            if (section->fields[f].reveal != NULL && strcmp(section->fields[f].reveal, key) == 0)
                return true;
    }
    return false;
}

static void
check_rules_used(struct load *load, const struct decl_flow *flow)
{
    for (size_t r = 0; r < flow->n_reveals; r++) {
        const char *key = flow->reveals[r].key;
        bool used = strcmp(key, "answers") == 0 || form_uses(flow->main, key);

        for (size_t f = 0; f < flow->n_forms; f++)
            used = used || form_uses(&flow->forms[f], key);
        if (!used)
            fault_add(load, flow->reveals[r].pos, key, "nothing is governed by this rule");
    }
}

void
verify_forms(struct load *load, const struct decl_flow *flow)
{
    check_form(load, flow, flow->main);
    for (size_t f = 0; f < flow->n_forms; f++)
        check_form(load, flow, &flow->forms[f]);
    check_section_kinds(load, flow);
    check_questions(load, flow);
    check_rules_used(load, flow);
}
