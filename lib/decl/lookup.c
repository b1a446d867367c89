/* SPDX-License-Identifier: EUPL-1.2 */
/* Look-ups in declared data. The lists are short (tens of entries) and read-only: walking them is fast enough. */
#include <string.h>

#include "base/mem.h"
#include "decl/decl.h"

static const char *const role_names[] = {
#define ROLE(id, name, label) name,
#include "decl/roles.def"
#undef ROLE
};

static const char *const role_labels[] = {
#define ROLE(id, name, label) label,
#include "decl/roles.def"
#undef ROLE
};

/* Ids are NULL only in data with faults, while they are verified. */
static bool
same(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

const struct decl_area *
decl_area(const struct decl *decl, const char *id)
{
    for (size_t i = 0; i < decl->n_areas; i++)
        if (same(decl->areas[i].id, id))
            return &decl->areas[i];
    return NULL;
}

const struct decl_flow *
decl_flow(const struct decl_area *area, const char *id, unsigned version)
{
    for (size_t i = 0; i < area->n_flows; i++)
        if (same(area->flows[i]->id, id) && (version == 0 || area->flows[i]->version == version))
            return area->flows[i];
    return NULL;
}

const struct decl_action *
decl_action(const struct decl_flow *flow, const char *id)
{
    for (size_t i = 0; i < flow->n_actions; i++)
        if (same(flow->actions[i].id, id))
            return &flow->actions[i];
    return NULL;
}

const struct decl_question *
decl_question(const struct decl_questions *questions, const char *id)
{
    for (size_t g = 0; g < questions->n_groups; g++)
        for (size_t q = 0; q < questions->groups[g].n_questions; q++)
            if (same(questions->groups[g].questions[q].id, id))
                return &questions->groups[g].questions[q];
    return NULL;
}

const struct decl_list *
decl_list(const struct decl_area *area, const char *id)
{
    for (size_t i = 0; i < area->n_lists; i++)
        if (same(area->lists[i]->id, id))
            return area->lists[i];
    return NULL;
}

const struct decl_field *
decl_field(const struct decl_form *form, const char *id)
{
    for (size_t s = 0; s < form->n_sections; s++)
        for (size_t f = 0; f < form->sections[s].n_fields; f++)
            if (same(form->sections[s].fields[f].id, id))
                return &form->sections[s].fields[f];
    return NULL;
}

const struct decl_section *
decl_section(const struct decl_form *form, enum decl_section_kind kind)
{
    for (size_t i = 0; i < form->n_sections; i++)
        if (form->sections[i].kind == kind)
            return &form->sections[i];
    return NULL;
}

const struct decl_message *
decl_message(const struct decl_flow *flow, const char *id)
{
    for (size_t i = 0; i < flow->n_messages; i++)
        if (same(flow->messages[i].id, id))
            return &flow->messages[i];
    return NULL;
}

int
decl_state(const struct decl_flow *flow, const char *id)
{
    for (size_t i = 0; i < flow->n_states; i++)
        if (same(flow->states[i].id, id))
            return (int)i;
    return -1;
}

const char *
decl_timer_name(TALLOC_CTX *mem, const struct decl_timer *timer, const char *state)
{
    if (timer->idle > 0)
        return mem_printf(mem, "%s.idle.%d", state, timer->idle);
    return mem_printf(mem, "%s.%s.%d", state, timer->field, timer->before);
}

const char *
decl_state_day(const struct decl_state *state)
{
    return state->due_field != NULL ? state->due_field : state->until;
}

int
decl_part(const struct decl_flow *flow, const char *id)
{
    for (size_t i = 0; i < flow->n_parts; i++)
        if (same(flow->parts[i].id, id))
            return (int)i;
    return -1;
}

bool
decl_has_members(const struct decl_flow *flow)
{
    for (size_t i = 0; i < flow->n_parts; i++)
        if (flow->parts[i].many)
            return true;
    return false;
}

int
decl_initial(const struct decl_flow *flow, int of)
{
    for (size_t i = 0; i < flow->n_states; i++)
        if (flow->states[i].of == of && flow->states[i].class == CLASS_INITIAL)
            return (int)i;
    return -1;
}

bool
decl_goes_on(const struct decl_flow *flow, const struct decl_action *action, int state)
{
    for (size_t i = 0; i < action->n_during; i++)
        if (action->during[i] == state)
            return true;
    return action->n_during == 0 && flow->states[state].class == CLASS_ACTIVE;
}

bool
decl_starts_in(const struct decl_action *action, int state)
{
    for (size_t i = 0; i < action->n_from; i++)
        if (action->from[i] == state)
            return true;
    return false;
}

bool
decl_leads_on(const struct decl_action *action, int state)
{
    return decl_starts_in(action, state) && action->to >= 0 && action->to != state && (action->n_by > 0 || action->by_system);
}

bool
decl_is_by(const struct decl_action *action, int part)
{
    for (size_t i = 0; i < action->n_by; i++)
        if (action->by[i].part == part)
            return true;
    return false;
}

bool
decl_sends_answers(const struct decl_action *action)
{
    return action->input == INPUT_ANSWERS && !action->working_copy && action->primary;
}

bool
decl_fills(const struct decl_flow *flow, int part, int state)
{
    for (size_t i = 0; i < flow->n_actions; i++) {
        const struct decl_action *action = &flow->actions[i];

        if (action->working_copy && decl_starts_in(action, state) && decl_is_by(action, part))
            return true;
    }
    return false;
}

const struct decl_action *
decl_filling(const struct decl_flow *flow, int part, int state)
{
    for (size_t i = 0; i < flow->n_actions; i++) {
        const struct decl_action *action = &flow->actions[i];

        if (action->working_copy && action->input == INPUT_MAIN && decl_starts_in(action, state) && decl_is_by(action, part))
            return action;
    }
    return NULL;
}

bool
decl_reveals(const struct decl_flow *flow, const char *key, int part, int state)
{
    if (part < 0 || part >= (int)flow->n_parts || state < 0 || state >= (int)flow->n_states)
        return false;
    for (size_t i = 0; i < flow->n_reveals; i++)
        if (same(flow->reveals[i].key, key))
            return (flow->reveals[i].states[part] >> state & 1) != 0;
    return false;
}

static bool
reads_section(const struct decl_flow *flow, const struct decl_section *section, int part, int state)
{
    if (section->reveal != NULL && !decl_reveals(flow, section->reveal, part, state))
        return false;
    for (size_t i = 0; i < section->n_fields; i++)
        if (!section->fields[i].early && !decl_reveals(flow, section->fields[i].reveal, part, state))
            return false;
    return true;
}

bool
decl_reads_main(const struct decl_flow *flow, int part, int state)
{
    for (size_t i = 0; i < flow->main->n_sections; i++)
        if (!reads_section(flow, &flow->main->sections[i], part, state))
            return false;
    return true;
}

const char *
decl_role_name(enum decl_role role)
{
    return role < ROLE_COUNT ? role_names[role] : "";
}

const char *
decl_role_label(enum decl_role role)
{
    return role < ROLE_COUNT ? role_labels[role] : "";
}

enum decl_role
decl_role(const char *name)
{
    for (int i = 0; i < ROLE_COUNT; i++)
        if (same(role_names[i], name))
            return (enum decl_role)i;
    return ROLE_COUNT;
}
