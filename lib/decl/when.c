/* SPDX-License-Identifier: EUPL-1.2 */
/* Conditions: `when:` of fields and questions. Whether what they name exists is checked in verify_forms.c. */
#include "base/mem.h"
#include "decl/build.h"

struct raw_term {
    const struct node *node;
    const struct node *field, *question, *group;
    const struct node *is, *is_not, *any;
    bool chosen;
};

static const struct walk_key term_keys[] = {
    KEY_REF("field", raw_term, field, false, SHAPE_NAME),
    KEY_REF("question", raw_term, question, false, SHAPE_QUESTION),
    KEY_REF("group", raw_term, group, false, SHAPE_GROUP),
    KEY_REFS_1("is", raw_term, is, false, SHAPE_ANY),
    KEY_REFS_1("is_not", raw_term, is_not, false, SHAPE_ANY),
    KEY_REFS_1("any", raw_term, any, false, SHAPE_ANY),
    KEY_FLAG("chosen", raw_term, chosen),
    KEY_END,
};

const struct walk_table when_table = {
    .what = "a condition",
    .size = sizeof(struct raw_term),
    .keys = term_keys,
};

const char *const *
when_ids(struct load *load, const struct node *node, size_t *count)
{
    const char **ids;

    *count = node_count(node);
    ids = mem_zeros(load->mem, const char *, *count + 1);
    for (size_t i = 0; i < *count; i++)
        ids[i] = node_at(node, i)->text;
    return ids;
}

static struct decl_term
build_term(struct load *load, const struct raw_term *raw)
{
    const struct node *subject = raw->field != NULL    ? raw->field
                                 : raw->question != NULL ? raw->question
                                                         : raw->group;
    struct decl_term term = {.subject = subject == NULL ? NULL : subject->text};
    const struct node *codes = raw->is;
    int subjects = (raw->field != NULL) + (raw->question != NULL) + (raw->group != NULL);
    int tests = (raw->is != NULL) + (raw->is_not != NULL) + (raw->any != NULL) + raw->chosen;

    if (raw->is_not != NULL) {
        term.test = TEST_IS_NOT;
        codes = raw->is_not;
    } else if (raw->any != NULL) {
        term.test = TEST_ANY;
        codes = raw->any;
    } else if (raw->chosen) {
        term.test = TEST_CHOSEN;
        codes = NULL;
    }
    term.codes = when_ids(load, codes, &term.n_codes);
    if (subjects != 1)
        fault_add(load, raw->node->pos, "when", "must name one field, question or group");
    else if (tests != 1)
        fault_add(load, raw->node->pos, "when", "must have one of is, is_not, any and chosen");
    else if ((raw->group != NULL) != (term.test == TEST_ANY || term.test == TEST_CHOSEN))
        fault_add(load, raw->node->pos, "when",
                  "any and chosen ask about a group, is and is_not about a field or question");
    return term;
}

struct decl_when
when_build(struct load *load, const struct walk_rows *raw)
{
    const struct raw_term *rows = raw->rows;
    struct decl_term *terms = mem_zeros(load->mem, struct decl_term, raw->count + 1);

    for (size_t i = 0; i < raw->count; i++)
        terms[i] = build_term(load, &rows[i]);
    return (struct decl_when){terms, raw->count};
}
