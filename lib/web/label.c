/* SPDX-License-Identifier: EUPL-1.2 */
/* Codes, dates and problems as words of the reader's language. */
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "content/item.h"
#include "text/fill.h"
#include "text/format.h"
#include "web/handler.h"

const char *
label_country(const struct exchange *exchange, const char *country)
{
    return country != NULL ? text_country(exchange->lang, country) : NULL;
}

const char *
label_code(const struct exchange *exchange, const struct decl_list *list, const char *code)
{
    const struct decl_code *known = list != NULL ? decl_code(list, code) : NULL;

    if (strcmp(code, ANSWER_NOT_KNOWN) == 0)
        return app_t(exchange, N_("Not known"));
    if (strcmp(code, ANSWER_NOT_ALLOWED) == 0)
        return app_t(exchange, N_("Not allowed to say"));
    if (list != NULL && list->countries)
        return label_country(exchange, code);
    return known != NULL ? app_t(exchange, known->label) : code;
}

/* A label that is a question loses its mark before a colon. */
static const char *
plain_label(const struct exchange *exchange, const char *msgid)
{
    const char *label = app_t(exchange, msgid);
    size_t length = strlen(label);

    return length > 0 && strchr("?.", label[length - 1]) != NULL
               ? mem_copy_n(exchange->mem, label, length - 1)
               : label;
}

const char *
label_problem(const struct exchange *exchange, const struct content_problem *problem)
{
    const struct fill_arg args[] = {
        {"label", problem->label != NULL ? plain_label(exchange, problem->label) : problem->field},
        {"number", format_number(exchange->mem, exchange->lang, problem->number)}};

    return fill(exchange->mem, app_t(exchange, problem->msgid), args, 2);
}

#define SOON_DAYS 3

const char *
label_days(const struct exchange *exchange, int32_t day, const char **level)
{
    int32_t left;

    *level = "fine";
    if (day == MODEL_NO_DAY)
        return NULL;
    left = day - clock_today();
    *level = left < 0 ? "late" : left <= SOON_DAYS ? "soon" : "fine";
    return format_days_left(exchange->mem, exchange->lang, left);
}

struct model_list
faults_of(const struct exchange *exchange, const struct content_problems *problems)
{
    struct view_fault *faults;

    if (problems == NULL || problems->count == 0)
        return model_list_of(NULL, 0);
    faults = mem_zeros(exchange->mem, struct view_fault, problems->count);
    for (size_t i = 0; i < problems->count; i++)
        faults[i] = (struct view_fault){.name = problems->items[i].field,
                                        .text = label_problem(exchange, &problems->items[i])};
    return model_list_of(faults, problems->count);
}
