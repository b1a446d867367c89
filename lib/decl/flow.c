/* SPDX-License-Identifier: EUPL-1.2 */
/* Flows: <flow>.<version>.yaml. */
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "decl/build.h"
#include "decl/verify.h"


struct raw_fill {
    const struct node *node;
    struct decl_fill d;
    int relation;
    const struct node *of;
};

struct raw_part {
    const struct node *node;
    struct decl_part d;
    struct walk_rows states;
    struct raw_fill fill;
};

struct raw_state {
    const struct node *node;
    struct decl_state d;
    int class;
    const struct node *waits_for;
    bool no_limit;
};

struct raw_timer {
    const struct node *node;
    struct decl_timer d;
    const struct node *state, *then, *remind, *message;
};

struct raw_date {
    const struct node *node;
    struct decl_date d;
};

struct raw_flow {
    const struct node *node;
    struct decl_flow d;
    const struct node *questions;
    int64_t questions_version;
    struct walk_rows parts, states, messages, actions, timers, dates, main, forms;
    const struct node *reveal;
};

static const char *const class_words[] = {"initial", "active", "final", NULL};

static const struct walk_key state_keys[] = {
    KEY_CHOICE("class", raw_state, class, true, class_words, -1),
    KEY_MSGID("label", raw_state, d.label, true),
    KEY_REF("waits_for", raw_state, waits_for, false, SHAPE_NAME),
    KEY_MSGID("waits_text", raw_state, d.waits_text, false),
    KEY_MSGID("opened_text", raw_state, d.opened_text, false),
    KEY_MSGID("early_text", raw_state, d.early_text, false),
    KEY_TEXT("due_field", raw_state, d.due_field, false, SHAPE_NAME, LIMIT_ID_CHARS),
    KEY_TEXT("until", raw_state, d.until, false, SHAPE_NAME, LIMIT_ID_CHARS),
    KEY_FLAG("no_limit", raw_state, no_limit),
    KEY_END,
};

static const struct walk_table state_table = {
    .what = "a state",
    .size = sizeof(struct raw_state),
    .keys = state_keys,
    .id_offset = offsetof(struct raw_state, d.id),
    .id_shape = SHAPE_NAME,
};

static const char *const relation_words[] = {"request", "linked", NULL};

static const struct walk_key fill_keys[] = {
    KEY_CHOICE("relation", raw_fill, relation, false, relation_words, -1),
    KEY_REF("of", raw_fill, of, false, SHAPE_NAME),
    KEY_TEXT("states_in", raw_fill, d.field, false, SHAPE_NAME, LIMIT_ID_CHARS),
    KEY_END,
};

static const struct walk_table fill_table = {
    .what = "a way to fill a part",
    .size = sizeof(struct raw_fill),
    .keys = fill_keys,
};

static const struct walk_key part_keys[] = {
    KEY_MSGID("label", raw_part, d.label, true),
    KEY_FLAG("many", raw_part, d.many),
    KEY_ROWS("states", raw_part, states, false, &state_table),
    KEY_MAP("fill", raw_part, fill, false, &fill_table),
    KEY_TEXT("contact", raw_part, d.contact, false, SHAPE_NAME, LIMIT_ID_CHARS),
    KEY_END,
};

static const struct walk_table part_table = {
    .what = "a part",
    .size = sizeof(struct raw_part),
    .keys = part_keys,
    .id_offset = offsetof(struct raw_part, d.id),
    .id_shape = SHAPE_NAME,
};

static const char *const unit_words[] = {"calendar_day", "working_day", NULL};

static const struct walk_key timer_keys[] = {
    KEY_REF("in", raw_timer, state, true, SHAPE_NAME),
    KEY_TEXT("field", raw_timer, d.field, false, SHAPE_NAME, LIMIT_ID_CHARS),
    KEY_NUMBER("idle", raw_timer, d.idle, false, 1, 365, 0),
    KEY_NUMBER("before", raw_timer, d.before, false, 0, 365, 0),
    KEY_CHOICE("unit", raw_timer, d.unit, false, unit_words, PERIOD_CALENDAR_DAY),
    KEY_REF("then", raw_timer, then, false, SHAPE_ACTION),
    KEY_REFS_1("remind", raw_timer, remind, false, SHAPE_NAME),
    KEY_FLAG("coordinators", raw_timer, d.coordinators),
    KEY_REF("message", raw_timer, message, false, SHAPE_NAME),
    KEY_END,
};

static const struct walk_table timer_table = {
    .what = "a timer",
    .size = sizeof(struct raw_timer),
    .keys = timer_keys,
};

static const struct walk_key date_keys[] = {
    KEY_MSGID("label", raw_date, d.label, true),
    KEY_END,
};

static const struct walk_table date_table = {
    .what = "a date",
    .size = sizeof(struct raw_date),
    .keys = date_keys,
    .id_offset = offsetof(struct raw_date, d.id),
    .id_shape = SHAPE_NAME,
};

static const struct walk_key flow_keys[] = {
    KEY_TEXT("flow", raw_flow, d.id, true, SHAPE_NAME, LIMIT_ID_CHARS),
    KEY_NUMBER("version", raw_flow, d.version, true, 1, 9999, 0),
    KEY_MSGID("title", raw_flow, d.title, true),
    KEY_MSGID("description", raw_flow, d.description, true),
    KEY_TEXT("source", raw_flow, d.source, true, SHAPE_ANY, 500),
    KEY_NUMBER("questions", raw_flow, questions_version, false, 1, 9999, 0),
    KEY_ROWS("parts", raw_flow, parts, true, &part_table),
    KEY_ROWS("states", raw_flow, states, true, &state_table),
    KEY_ROWS("messages", raw_flow, messages, false, &message_table),
    KEY_ROWS("actions", raw_flow, actions, true, &action_table),
    KEY_ITEMS("timers", raw_flow, timers, false, &timer_table),
    KEY_ROWS("dates", raw_flow, dates, false, &date_table),
    KEY_ANY("reveal", raw_flow, reveal, true),
    KEY_ROWS("main", raw_flow, main, true, &section_table),
    KEY_ROWS("forms", raw_flow, forms, false, &form_table),
    KEY_END,
};

static const struct walk_table flow_table = {
    .what = "a flow",
    .size = sizeof(struct raw_flow),
    .keys = flow_keys,
};

/* The tick that shows a contact person must be a flag of the request itself. */
static void
check_contacts(struct flow_build *fb)
{
    const struct decl_flow *flow = fb->flow;

    for (size_t i = 0; i < flow->n_parts; i++) {
        const char *id = flow->parts[i].contact;
        const struct decl_field *field = id != NULL && flow->main != NULL ? decl_field(flow->main, id) : NULL;

        if (id != NULL && (field == NULL || !field->kind->ticked || field->data_class != PERSONAL_NONE))
            fault_key(fb->build->load, flow->parts[i].pos, "contact", "there is no such flag in the main form");
    }
}

/* Who takes the part: named in one of two ways here, or by the field of the effect. */
static void
build_fill(struct flow_build *fb, const struct raw_fill *raw, struct decl_fill *fill)
{
    struct load *load = fb->build->load;

    *fill = raw->d;
    if (raw->node == NULL)
        return;
    fill->pos = raw->node->pos;
    if ((raw->relation >= 0) == (fill->field != NULL))
        fault_add(load, raw->node->pos, "fill", "needs either `relation` with `of`, or `states_in`");
    else if (fill->field != NULL)
        fill->kind = FILL_STATES;
    else if (raw->of == NULL)
        fault_add(load, raw->node->pos, "of", "is missing: whose relation is meant");
    if (raw->relation < 0 && raw->of != NULL)
        fault_key(load, raw->node->pos, "of", "needs `relation`");
    if (raw->relation < 0 || raw->of == NULL)
        return;
    fill->kind = FILL_RELATION;
    fill->relation = relation_words[raw->relation];
    fill->of = build_part(fb, raw->of, "of");
}

static void
build_parts(struct flow_build *fb, const struct walk_rows *raw)
{
    const struct raw_part *rows = raw->rows;
    struct decl_part *parts = mem_zeros(fb->build->load->mem, struct decl_part, raw->count + 1);

    for (size_t i = 0; i < raw->count; i++) {
        parts[i] = rows[i].d;
        parts[i].pos = rows[i].node->pos;
        if (i == LIMIT_PARTS)
            fault_add(fb->build->load, parts[i].pos, parts[i].id, "a flow has at most %d parts", LIMIT_PARTS);
    }
    fb->flow->parts = parts;
    fb->flow->n_parts = raw->count < LIMIT_PARTS ? raw->count : LIMIT_PARTS;
    for (size_t i = 0; i < fb->flow->n_parts; i++)
        build_fill(fb, &rows[i].fill, &parts[i].fill);
}

static void
check_limit(struct flow_build *fb, const struct raw_state *raw, const struct decl_state *state)
{
    bool begun = state->class == CLASS_ACTIVE || (state->of != OF_CASE && state->class == CLASS_INITIAL);
    bool waits = state->waits_for >= 0 && begun;
    struct load *load = fb->build->load;

    if (waits && raw->d.due_field == NULL && !raw->no_limit)
        fault_add(load, raw->node->pos, "due_field",
                  "is missing: the state waits for somebody; say by when, or `no_limit: true` if no law sets a limit");
    if (raw->no_limit && (!waits || raw->d.due_field != NULL))
        fault_key(load, raw->node->pos, "no_limit",
                  "fits only an active state that waits for a part without `due_field`");
    if (raw->d.until != NULL && (raw->waits_for != NULL || raw->class != CLASS_ACTIVE))
        fault_key(load, raw->node->pos, "until", "fits only an active state that waits for a day and for no part");
    if (raw->d.due_field != NULL && !waits)
        fault_key(load, raw->node->pos, "due_field", "fits only an active state that waits for a part");
}

/* The states of a graph behind those that there are: the case's (OF_CASE), or those of each member of a part. */
static void
add_states(struct flow_build *fb, const struct walk_rows *raw, int of, struct decl_state *states)
{
    const struct raw_state *rows = raw->rows;
    struct load *load = fb->build->load;

    for (size_t i = 0; i < raw->count; i++) {
        struct decl_state *state = &states[fb->flow->n_states];

        if (fb->flow->n_states == LIMIT_STATES) {
            fault_add(load, rows[i].node->pos, rows[i].d.id, "a flow has at most 64 states");
            return;
        }
        *state = rows[i].d;
        state->pos = rows[i].node->pos;
        state->class = rows[i].class < 0 ? CLASS_ACTIVE : (enum decl_class)rows[i].class;
        state->of = of;
        state->waits_for = rows[i].waits_for == NULL ? -1 : build_part(fb, rows[i].waits_for, "waits_for");
        if (of != OF_CASE && rows[i].waits_for != NULL)
            fault_key(load, state->pos, "waits_for", "is left out: a member waits for itself where `waits_text` says so");
        if (of != OF_CASE)
            state->waits_for = state->waits_text != NULL ? of : -1;
        if (of != OF_CASE && state->until != NULL)
            fault_key(load, state->pos, "until", "fits only a state of the case");
        check_limit(fb, &rows[i], state);
        fb->flow->n_states++;
    }
}

static void
build_states(struct flow_build *fb, const struct walk_rows *raw, const struct walk_rows *raw_parts)
{
    const struct raw_part *parts = raw_parts->rows;
    struct decl_state *states = mem_zeros(fb->build->load->mem, struct decl_state, LIMIT_STATES);

    fb->flow->states = states;
    add_states(fb, raw, OF_CASE, states);
    for (size_t p = 1; p < fb->flow->n_parts; p++)
        add_states(fb, &parts[p].states, (int)p, states);
}

/* A reminder is remembered by this word (jobs/timers.c). */
static void
check_timer_name(struct flow_build *fb, const struct decl_timer *timer, const char *state)
{
    const char *name = decl_timer_name(fb->build->load->mem, timer, state);

    if (strlen(name) > LIMIT_TIMER_NAME_CHARS)
        fault_add(fb->build->load, timer->pos, "field", "with its state and days the name %s has more than %d characters", name,
                  LIMIT_TIMER_NAME_CHARS);
}

/* The action that a timer carries out; NULL, and said so where one is named, when there is none. */
static const struct decl_action *
find_action(struct flow_build *fb, const struct node *name)
{
    const struct decl_action *action = name == NULL ? NULL : decl_action(fb->flow, name->text);

    if (name != NULL && action == NULL)
        fault_add(fb->build->load, name->pos, "then", "there is no action \"%s\"", name->text);
    return action;
}

static void
build_timers(struct flow_build *fb, const struct walk_rows *raw)
{
    const struct raw_timer *rows = raw->rows;
    struct decl_timer *timers = mem_zeros(fb->build->load->mem, struct decl_timer, raw->count + 1);
    size_t n = 0;

    for (size_t i = 0; i < raw->count; i++) {
        struct decl_timer *timer = &timers[n];

        if (rows[i].state == NULL)
            continue;
        if ((rows[i].d.field != NULL) == (rows[i].d.idle > 0)) {
            fault_add(fb->build->load, rows[i].node->pos, "field", "a timer is about a `field` or about so many days `idle`");
            continue;
        }
        *timer = rows[i].d;
        timer->pos = rows[i].node->pos;
        timer->state = build_state(fb, rows[i].state, "in");
        timer->remind = build_refs(fb, rows[i].remind, "remind", build_part, &timer->n_remind);
        timer->message = message_find(fb, rows[i].message);
        timer->then = find_action(fb, rows[i].then);
        check_timer_name(fb, timer, rows[i].state->text);
        n += timer->state >= 0 && (timer->then != NULL) == (rows[i].then != NULL);
    }
    fb->flow->timers = timers;
    fb->flow->n_timers = n;
}

static bool
is_stamp(const struct decl_flow *flow, const char *id)
{
    for (size_t i = 0; i < flow->n_stamps; i++)
        if (strcmp(flow->stamps[i], id) == 0)
            return true;
    return false;
}

static void
build_dates(struct flow_build *fb, const struct walk_rows *raw)
{
    const struct raw_date *rows = raw->rows;
    struct decl_date *dates = mem_zeros(fb->build->load->mem, struct decl_date, raw->count + 1);

    for (size_t i = 0; i < raw->count; i++) {
        dates[i] = rows[i].d;
        dates[i].pos = rows[i].node->pos;
        if (!is_stamp(fb->flow, dates[i].id))
            fault_add(fb->build->load, dates[i].pos, dates[i].id, "no effect of the flow stamps this");
    }
    fb->flow->dates = dates;
    fb->flow->n_dates = raw->count;
}

/* always, or a list of states */
static uint64_t
build_shown(struct flow_build *fb, const struct node *value)
{
    uint64_t states = 0;

    if (value->kind == NODE_TEXT && strcmp(value->text, "always") == 0)
        return UINT64_MAX;
    if (value->kind != NODE_LIST) {
        fault_add(fb->build->load, value->pos, value->key, "must be `always` or a list of states");
        return 0;
    }
    for (size_t i = 0; i < value->count; i++) {
        int state = value->items[i].kind == NODE_TEXT
                        ? build_state(fb, &value->items[i], value->key)
                        : -1;

        if (value->items[i].kind != NODE_TEXT)
            fault_add(fb->build->load, value->items[i].pos, value->key, "must be `always` or a list of states");
        if (state >= 0 && fb->flow->states[state].of != OF_CASE)
            fault_add(fb->build->load, value->items[i].pos, value->key, "%s is no state of the case", fb->flow->states[state].id);
        if (state >= 0)
            states |= UINT64_C(1) << state;
    }
    return states;
}

static void
build_reveal(struct flow_build *fb, const struct node *rule, struct decl_reveal *reveal)
{
    struct load *load = fb->build->load;

    reveal->key = rule->key;
    reveal->pos = rule->pos;
    (void)walk_id(load, rule->pos, SHAPE_NAME, rule->key);
    if (rule->kind != NODE_MAP) {
        fault_add(load, rule->pos, rule->key, "must say for each part in which states it reads");
        return;
    }
    for (size_t i = 0; i < rule->count; i++) {
        int part = decl_part(fb->flow, rule->items[i].key);

        if (part < 0)
            fault_add(load, rule->items[i].pos, rule->items[i].key, "there is no such part");
        else
            reveal->states[part] = build_shown(fb, &rule->items[i]);
    }
    for (size_t i = 0; i < fb->flow->n_parts; i++)
        if (node_child(rule, fb->flow->parts[i].id) == NULL)
            fault_add(load, rule->pos, fb->flow->parts[i].id, "is missing in the rule %s", rule->key);
}

static void
build_reveals(struct flow_build *fb, const struct node *rules)
{
    struct decl_reveal *reveals;

    if (rules == NULL)
        return;
    if (rules->kind != NODE_MAP) {
        fault_add(fb->build->load, rules->pos, "reveal", "must be keys and values");
        return;
    }
    reveals = mem_zeros(fb->build->load->mem, struct decl_reveal, rules->count + 1);
    for (size_t i = 0; i < rules->count; i++)
        build_reveal(fb, &rules->items[i], &reveals[i]);
    fb->flow->reveals = reveals;
    fb->flow->n_reveals = rules->count;
}

/* The question set that the flow names; its node goes into the digest. */
static const struct node *
find_questions(struct flow_build *fb, const struct raw_flow *raw)
{
    struct build *build = fb->build;

    if (raw->questions_version == 0)
        return NULL;
    for (size_t i = 0; i < build->n_questions; i++)
        if (build->questions[i].set->version == (unsigned)raw->questions_version) {
            fb->flow->questions = build->questions[i].set;
            return build->questions[i].node;
        }
    fault_key(build->load, raw->node->pos, "questions", "there is no file questions.%u.yaml that is in order",
              (unsigned)raw->questions_version);
    return NULL;
}

static void
check_name(struct flow_build *fb, const char *id, unsigned version)
{
    struct decl_flow *flow = fb->flow;

    if (flow->id != NULL && strcmp(flow->id, id) != 0)
        fault_key(fb->build->load, flow->pos, "flow", "the name of the file says %s", id);
    if (flow->version != 0 && flow->version != version)
        fault_key(fb->build->load, flow->pos, "version", "the name of the file says %u", version);
}

static void
remember(struct build *build, const struct decl_flow *flow)
{
    build->flows = mem_grow(build->load->mem, build->flows, const struct decl_flow *, build->n_flows + 1);
    build->flows[build->n_flows++] = flow;
}

void
flow_build(struct build *build, const struct node *file, const char *id, unsigned version,
           const struct decl_origin *origin)
{
    const struct node *top = checks_expand(build->load, file);
    struct raw_flow raw = {0};
    struct flow_build fb = {build, mem_zero(build->load->mem, struct decl_flow)};
    const struct node *questions;

    walk(build->load, top, &flow_table, &raw);
    *fb.flow = raw.d;
    fb.flow->origin = *origin;
    fb.flow->pos = top->pos;
    fb.flow->area_id = build->area->id;
    check_name(&fb, id, version);
    questions = find_questions(&fb, &raw);
    build_parts(&fb, &raw.parts);
    build_states(&fb, &raw.states, &raw.parts);
    fb.flow->main = form_build_main(&fb, top, &raw.main);
    check_contacts(&fb);
    form_build_others(&fb, &raw.forms);
    message_build(&fb, &raw.messages);
    action_build(&fb, &raw.actions);
    build_timers(&fb, &raw.timers);
    build_dates(&fb, &raw.dates);
    build_reveals(&fb, raw.reveal);
    digest_flow(top, questions, fb.flow->digest);
    verify_flow(build->load, fb.flow);
    remember(build, fb.flow);
}
