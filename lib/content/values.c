/* SPDX-License-Identifier: EUPL-1.2 */
/* Values as a set: by field, the working copy before the newest version, older versions apart. */
#include "content/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static int
by_field(const void *a, const void *b)
{
    const struct flow_value *x = a, *y = b;
    int order = strcmp(x->field, y->field);

    if (order != 0)
        return order;
    if (x->draft != y->draft)
        return x->draft ? -1 : 1;
    return x->version > y->version ? -1 : x->version < y->version;
}

static struct flow_value
to_value(const struct value_row *row)
{
    bool draft = row->store == STORE_DRAFT;

    return (struct flow_value){.field = row->field,
                               .value = row->value != NULL ? row->value : "",
                               .language = row->language,
                               .version = draft ? 0 : row->version,
                               .id = row->id,
                               .part = (int)row->part,
                               .draft = draft};
}

/* Of each field the working copy and the newest version stay; the others go to `earlier`. */
static void
split(struct flow_values *values, struct flow_value *all, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct flow_value *last =
            values->count > 0 ? &values->items[values->count - 1] : NULL;

        if (last != NULL && !last->draft && strcmp(last->field, all[i].field) == 0)
            values->earlier[values->n_earlier++] = all[i];
        else
            values->items[values->count++] = all[i];
    }
}

enum err_code
values_load(const struct flow *flow, uint64_t case_id, unsigned part, struct flow_values **out,
            struct err *err)
{
    struct flow_values *values = mem_zero(flow->mem, struct flow_values);
    struct flow_value *all;
    struct value_row *rows;
    size_t count;

    TRY(values_of_case(flow->db, flow->mem, case_id, part, &rows, &count, err));
    all = mem_zeros(flow->mem, struct flow_value, count + 1);
    for (size_t i = 0; i < count; i++)
        all[i] = to_value(&rows[i]);
    qsort(all, count, sizeof *all, by_field);
    values->items = mem_zeros(flow->mem, struct flow_value, count + 1);
    values->earlier = mem_zeros(flow->mem, struct flow_value, count + 1);
    split(values, all, count);
    *out = values;
    return ERR_OK;
}

const struct flow_value *
flow_value(const struct flow_values *values, const char *field)
{
    for (size_t i = 0; i < values->count; i++)
        if (strcmp(values->items[i].field, field) == 0)
            return &values->items[i];
    return NULL;
}

const char *
flow_text(const struct flow_values *values, const char *field)
{
    const struct flow_value *value = flow_value(values, field);

    return value != NULL ? value->value : "";
}

bool
flow_asked(const struct flow_values *values, const char *question_id)
{
    char name[40];

    snprintf(name, sizeof name, "ask.%s", question_id);
    return strcmp(flow_text(values, name), "yes") == 0;
}

const struct flow_value *
values_settled(const struct flow_values *values, const char *field)
{
    for (size_t i = 0; i < values->count; i++)
        if (!values->items[i].draft && strcmp(values->items[i].field, field) == 0)
            return &values->items[i];
    return NULL;
}

void
values_overlay(const struct flow *flow, struct flow_values *values, const char *field,
               const char *value, const char *language, int part)
{
    struct flow_value *place = NULL;

    for (size_t i = 0; i < values->count && place == NULL; i++)
        if (values->items[i].draft && strcmp(values->items[i].field, field) == 0)
            place = &values->items[i];
    if (place == NULL) {
        values->items =
            mem_grow(flow->mem, values->items, struct flow_value, values->count + 2);
        memmove(values->items + 1, values->items, values->count * sizeof *values->items);
        values->count++;
        place = &values->items[0];
    }
    *place = (struct flow_value){
        .field = field, .value = value, .language = language, .part = part, .draft = true};
}

static bool
rule_of_field(const struct decl_form *form, const char *name, bool own_form,
              struct value_rule *rule)
{
    const struct decl_field *field = form != NULL ? decl_field(form, name) : NULL;

    if (field == NULL)
        return false;
    *rule = (struct value_rule){.mark = field->mark,
                                .reveal = field->reveal,
                                .before_acceptance = field->before_acceptance,
                                .search = field->search,
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
    *rule = (struct value_rule){.mark = *end == '\0' && asks ? MARK_NONE
                                        : *end == '\0' || strcmp(end, ".unlimited") == 0
                                            ? question->code_mark
                                                             : question->mark,
                                .reveal = !asks         ? "answers"
                                          : *end == '\0' ? NULL
                                                         : "content"};
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
