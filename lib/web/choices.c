/* SPDX-License-Identifier: EUPL-1.2 */
#include "web/choices.h"

#include <string.h>

#include "base/mem.h"
#include "text/collate.h"

static const struct decl_list *
country_list(const struct exchange *exchange)
{
    for (size_t i = 0; i < exchange->app->decl->n_areas; i++) {
        const struct decl_area *area = &exchange->app->decl->areas[i];

        for (size_t j = 0; j < area->n_lists; j++)
            if (area->lists[j]->countries)
                return area->lists[j];
    }
    return NULL;
}

static struct view_control
list_control(struct exchange *exchange, const char *name, const char *label,
             const struct decl_list *list, const char *chosen)
{
    size_t count = list != NULL ? list->n_codes : 0;
    const char **labels = mem_zeros(exchange->mem, const char *, count + 1);
    size_t *order = mem_zeros(exchange->mem, size_t, count + 1);
    struct view_option *options = mem_zeros(exchange->mem, struct view_option, count + 1);

    for (size_t i = 0; i < count; i++)
        labels[i] = label_code(exchange, list, list->codes[i].id);
    collate_order(exchange->lang, labels, count, order);
    options[0] = (struct view_option){.code = "", .label = app_t(exchange, N_("All"))};
    for (size_t i = 0; i < count; i++)
        options[i + 1] = (struct view_option){
            .code = list->codes[order[i]].id,
            .label = labels[order[i]],
            .selected = chosen != NULL && strcmp(chosen, list->codes[order[i]].id) == 0};
    return (struct view_control){.kind = "select",
                                 .name = name,
                                 .label = label,
                                 .max = MODEL_NO_NUMBER,
                                 .rows = MODEL_NO_NUMBER,
                                 .options = model_list_of(options, count + 1)};
}

struct view_control
choices_country(struct exchange *exchange, const char *chosen)
{
    return list_control(exchange, "country", app_t(exchange, N_("Country")), country_list(exchange),
                        chosen);
}

struct view_control
choices_activity(struct exchange *exchange, const struct decl_area *area,
                           const char *chosen)
{
    if (area == NULL || area->activities == NULL)
        return (struct view_control){.name = NULL};
    return list_control(exchange, "activity", app_t(exchange, N_("Competent for")),
                        area->activities, chosen);
}
