/* SPDX-License-Identifier: EUPL-1.2 */
/* Several codes of a list, stored in the order of the list, each once, joined by one blank. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "kinds/common.h"

#define CODES_BYTES 65536

static const struct kind_key keys[] = {{"list", true}, {NULL, false}};

static void
add(struct buf *out, const char *code, size_t length)
{
    if (out->length > 0)
        buf_putc(out, ' ');
    buf_add(out, code, length);
}

static void
add_those_chosen(struct buf *out, const char *codes, const char *chosen)
{
    const char *code;
    size_t length;

    while (codes_next(&codes, &code, &length))
        if (codes_have(chosen, code, length))
            add(out, code, length);
}

static const char *
in_order(TALLOC_CTX *mem, const struct kind_limits *limits, const char *chosen)
{
    struct buf *out = buf_new(mem, CODES_BYTES);

    for (size_t i = 0; limits->list != NULL && i < limits->list->n_codes; i++)
        if (codes_have(chosen, limits->list->codes[i].id, strlen(limits->list->codes[i].id)))
            add(out, limits->list->codes[i].id, strlen(limits->list->codes[i].id));
    add_those_chosen(out, limits->more_codes, chosen);
    add_those_chosen(out, limits->lone_codes, chosen);
    return out->data;
}

/* Codes may also be typed with commas or one a line. */
static const char *
store(TALLOC_CTX *mem, const struct kind_limits *limits, const char *typed, struct kind_problem *problem)
{
    char *chosen = mem_copy(mem, typed);
    const char *rest = chosen, *code;
    size_t length, count = 0, alone = 0;

    for (char *c = chosen; *c != '\0'; c++)
        if (strchr("\t\n,", *c) != NULL)
            *c = ' ';
    for (; codes_next(&rest, &code, &length); count++) {
        if (!code_offered(limits, code, length))
            return kind_refuse(problem, N_("{label}: choose among the answers offered"), 0);
        alone += codes_have(limits->lone_codes, code, length);
    }
    if (alone > 0 && count > 1)
        return kind_refuse(problem, N_("{label}: \"not known\" and \"not allowed to say\" stand alone"), 0);
    return in_order(mem, limits, chosen);
}

static struct kind_control
control(const struct kind_limits *limits)
{
    (void)limits;
    return (struct kind_control){.widget = "codes"};
}

static struct kind_schema
schema(const struct kind_limits *limits)
{
    (void)limits;
    return (struct kind_schema){.type = "array"};
}

const struct kind kind_codes = {
    .word = "codes",
    .coded = true,
    .several = true,
    .keys = keys,
    .can_be = code_can_be,
    .store = store,
    .missing = N_("{label}: choose an answer"),
    .control = control,
    .show = shown_as_codes,
    .schema = schema,
};
