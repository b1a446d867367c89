/* SPDX-License-Identifier: EUPL-1.2 */
/* Values as a set: by field, the working copy before the newest version, older versions apart. */
#include "content/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"

static int
by_field(const void *a, const void *b)
{
    const struct content_value *x = a, *y = b;
    int order = strcmp(x->field, y->field);

    if (order != 0)
        return order;
    if (x->draft != y->draft)
        return x->draft ? -1 : 1;
    return x->version > y->version ? -1 : x->version < y->version;
}

static struct content_value
to_value(const struct value_row *row)
{
    bool draft = row->store == STORE_DRAFT;

    return (struct content_value){.field = row->field,
                                  .value = row->value != NULL ? row->value : "",
                                  .language = row->language,
                                  .version = draft ? 0 : row->version,
                                  .id = row->id,
                                  .part = (int)row->part,
                                  .draft = draft};
}

/* Of each field the working copy and the newest version stay; the others go to `earlier`. */
static void
split(struct content_values *values, struct content_value *all, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct content_value *last =
            values->count > 0 ? &values->items[values->count - 1] : NULL;

        if (last != NULL && !last->draft && strcmp(last->field, all[i].field) == 0)
            values->earlier[values->n_earlier++] = all[i];
        else
            values->items[values->count++] = all[i];
    }
}

enum err_code
values_load(const struct env *env, uint64_t case_id, int member, struct content_values **out, struct err *err)
{
    return values_load_with(env, case_id, member, member, out, err);
}

enum err_code
values_load_with(const struct env *env, uint64_t case_id, int member, int copy, struct content_values **out, struct err *err)
{
    struct content_values *values = mem_zero(env->mem, struct content_values);
    struct content_value *all;
    struct value_row *rows;
    size_t count;

    TRY(values_of_case(env->db, env->mem, case_id, member, copy, &rows, &count, err));
    all = mem_zeros(env->mem, struct content_value, count + 1);
    for (size_t i = 0; i < count; i++)
        all[i] = to_value(&rows[i]);
    qsort(all, count, sizeof *all, by_field);
    values->items = mem_zeros(env->mem, struct content_value, count + 1);
    values->earlier = mem_zeros(env->mem, struct content_value, count + 1);
    split(values, all, count);
    *out = values;
    return ERR_OK;
}

const struct content_value *
content_value(const struct content_values *values, const char *field)
{
    for (size_t i = 0; i < values->count; i++)
        if (strcmp(values->items[i].field, field) == 0)
            return &values->items[i];
    return NULL;
}

const char *
content_text(const struct content_values *values, const char *field)
{
    const struct content_value *value = content_value(values, field);

    return value != NULL ? value->value : "";
}

bool
content_asked(const struct content_values *values, const char *question_id)
{
    char name[LIMIT_VALUE_NAME_CHARS + 1];

    snprintf(name, sizeof name, "ask.%s", question_id);
    return strcmp(content_text(values, name), "yes") == 0;
}

const struct content_value *
values_settled(const struct content_values *values, const char *field)
{
    for (size_t i = 0; i < values->count; i++)
        if (!values->items[i].draft && strcmp(values->items[i].field, field) == 0)
            return &values->items[i];
    return NULL;
}

void
values_overlay(const struct env *env, struct content_values *values, const char *field,
               const char *value, const char *language, int part)
{
    struct content_value *place = NULL;

    for (size_t i = 0; i < values->count && place == NULL; i++)
        if (values->items[i].draft && strcmp(values->items[i].field, field) == 0)
            place = &values->items[i];
    if (place == NULL) {
        values->items =
            mem_grow(env->mem, values->items, struct content_value, values->count + 2);
        memmove(values->items + 1, values->items, values->count * sizeof *values->items);
        values->count++;
        place = &values->items[0];
    }
    *place = (struct content_value){
        .field = field, .value = value, .language = language, .part = part, .draft = true};
}

static bool
rule_of_field(const struct decl_form *form, const char *name, bool own_form,
              struct value_rule *rule)
{
    const struct decl_field *field = form != NULL ? decl_field(form, name) : NULL;

    if (field == NULL)
        return false;
    *rule = (struct value_rule){.kind = field->kind,
                                .data_class = field->data_class,
                                .reveal = field->reveal,
                                .early = field->early,
                                .search = field->search ? field->kind : NULL,
                                .own_form = own_form};
    return true;
}

static bool
rule_of_question(const struct decl_flow *decl, const char *name, struct value_rule *rule)
{
    bool asks = strncmp(name, "ask.", 4) == 0;
    const char *start = asks ? name + 4 : name + 7;
    const char *end = start + strcspn(start, ".");
    char id[24];
    const struct decl_question *question;

    if ((!asks && strncmp(name, "answer.", 7) != 0) || (size_t)(end - start) >= sizeof id)
        return false;
    memcpy(id, start, (size_t)(end - start));
    id[end - start] = '\0';
    question = decl->questions != NULL ? decl_question(decl->questions, id) : NULL;
    if (question == NULL)
        return false;
    *rule = (struct value_rule){.data_class = *end == '\0' && asks ? PERSONAL_NONE
                                        : *end == '\0' || strcmp(end, ".unlimited") == 0
                                            ? question->code_class
                                                             : question->data_class,
                                .reveal = !asks         ? "answers"
                                          : *end == '\0' ? NULL
                                                         : decl_section(decl->main, SECTION_QUESTIONS)->reveal};
    return true;
}

bool
value_rule(const struct decl_flow *decl, const char *name, struct value_rule *rule)
{
    if (rule_of_field(decl->main, name, false, rule) || rule_of_question(decl, name, rule))
        return true;
    for (size_t i = 0; i < decl->n_forms; i++)
        if (rule_of_field(&decl->forms[i], name, true, rule))
            return true;
    return false;
}
