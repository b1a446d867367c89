/* SPDX-License-Identifier: EUPL-1.2 */
/* Calendars of closed days: conf/calendars/<country>.yaml. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "decl/build.h"
#include "yaml/file.h"

struct raw_calendar {
    const struct node *node;
    const char *country;
    const struct node *closed;
};

static const struct walk_key calendar_keys[] = {
    KEY_TEXT("calendar", raw_calendar, country, true, SHAPE_COUNTRY, 2),
    KEY_REFS("closed", raw_calendar, closed, true, SHAPE_ANY),
    KEY_END,
};

static const struct walk_table calendar_table = {
    .what = "a calendar",
    .size = sizeof(struct raw_calendar),
    .keys = calendar_keys,
};

static int
compare_days(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

    return (x > y) - (x < y);
}

static void
build_days(struct load *load, const struct node *names, struct decl_calendar *calendar)
{
    int32_t *days = mem_zeros(load->mem, int32_t, node_count(names) + 1);
    size_t count = 0;

    for (size_t i = 0; i < node_count(names); i++) {
        const struct node *name = node_at(names, i);

        if (day_parse(name->text, &days[count]))
            count++;
        else
            fault_add(load, name->pos, "closed", "\"%.60s\" is no day such as 2026-12-31", name->text);
    }
    qsort(days, count, sizeof *days, compare_days);
    calendar->closed = (struct closed_days){days, count};
}

/* A year without a closed day has been forgotten: every state has some. */
static void
check_years(struct load *load, struct decl_calendar *calendar)
{
    const struct closed_days *closed = &calendar->closed;

    if (closed->count == 0)
        return;
    calendar->first_year = day_year(closed->days[0]);
    calendar->last_year = day_year(closed->days[closed->count - 1]);
    for (size_t i = 1; i < closed->count; i++)
        for (int year = day_year(closed->days[i - 1]) + 1; year < day_year(closed->days[i]); year++)
            fault_key(load, calendar->pos, "closed", "has no day of %d", year);
}

static void
read_calendar(struct load *load, const char *name, struct decl_calendar *calendar)
{
    const char *file = mem_printf(load->mem, "conf/calendars/%s", name);
    struct raw_calendar raw = {0};
    const struct node *top = yaml_read(load, file);

    calendar->country = mem_copy_n(load->mem, name, 2);
    if (top == NULL)
        return;
    walk(load, top, &calendar_table, &raw);
    calendar->pos = top->pos;
    if (raw.country != NULL && strcmp(raw.country, calendar->country) != 0)
        fault_key(load, top->pos, "calendar", "the name of the file says %s", calendar->country);
    build_days(load, raw.closed, calendar);
    check_years(load, calendar);
}

static bool
names_country(const char *name)
{
    return strlen(name) == strlen("XX.yaml") && strcmp(name + 2, ".yaml") == 0 && name[0] >= 'A' && name[0] <= 'Z' &&
           name[1] >= 'A' && name[1] <= 'Z';
}

void
calendars_read(struct load *load, struct decl *decl)
{
    const char *const *names = file_names(load->scratch, load->folder, "conf/calendars");
    struct decl_calendar *calendars;
    size_t count = 0;

    while (names[count] != NULL)
        count++;
    calendars = mem_zeros(load->mem, struct decl_calendar, count + 1);
    for (size_t i = 0; i < count; i++) {
        const char *end = strrchr(names[i], '.');

        if (names_country(names[i]))
            read_calendar(load, names[i], &calendars[decl->n_calendars++]);
        else if (end != NULL && strcmp(end, ".yaml") == 0)
            fault_add(load, (struct yaml_pos){mem_printf(load->mem, "conf/calendars/%s", names[i]), 1}, "calendar",
                      "the name of the file must be <country>.yaml");
    }
    decl->calendars = calendars;
}

void
calendars_verify(struct load *load, const struct decl *decl)
{
    for (size_t a = 0; a < decl->n_areas; a++)
        for (size_t l = 0; l < decl->areas[a].n_lists; l++) {
            const struct decl_list *list = decl->areas[a].lists[l];

            for (size_t c = 0; list->countries && c < list->n_codes; c++)
                if (decl_calendar(decl, list->codes[c].id) == NULL)
                    fault_add(load, list->codes[c].pos, "countries", "there is no conf/calendars/%s.yaml", list->codes[c].id);
        }
}

const struct decl_calendar *
decl_calendar(const struct decl *decl, const char *country)
{
    for (size_t i = 0; i < decl->n_calendars; i++)
        if (strcmp(decl->calendars[i].country, country) == 0)
            return &decl->calendars[i];
    return NULL;
}

bool
decl_calendar_covers(const struct decl_calendar *calendar, int first_year, int last_year)
{
    return calendar->first_year <= first_year && calendar->last_year >= last_year;
}

static bool
counts_closed_days(const struct decl_flow *flow)
{
    for (size_t a = 0; a < flow->n_actions; a++)
        for (size_t e = 0; e < flow->actions[a].n_effects; e++)
            if (flow->actions[a].effects[e].verb == EFFECT_DUE && flow->actions[a].effects[e].args.due.calendar != NULL)
                return true;
    return false;
}

const struct decl_flow *
decl_needs_calendars(const struct decl *decl)
{
    for (size_t a = 0; a < decl->n_areas; a++)
        for (size_t f = 0; f < decl->areas[a].n_flows; f++)
            if (counts_closed_days(decl->areas[a].flows[f]))
                return decl->areas[a].flows[f];
    return NULL;
}
