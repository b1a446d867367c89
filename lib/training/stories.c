/* SPDX-License-Identifier: EUPL-1.2 */
/* Told stories: their steps as acts, and whether they ended as told. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/period.h"
#include "content/place.h"
#include "proof/verify.h"
#include "training/load.h"

#define CLERK "clerk"
#define RETENTION "retention"
#define VALUE_BYTES 65536

/* One step being read. */
struct reading {
    struct loading *loading;
    const struct data_story *story;
    const struct data_step *step;
    const struct decl_action *action;
    struct inputs inputs;
    struct play_file *files;
    size_t n_files;
    const char *language; /* of the texts; NULL: the user's */
};

static void
story_fault(struct reading *reading, const struct node *node, const char *text)
{
    fault_add(reading->loading->data->load, node->pos, node->key != NULL ? node->key : "values", "%s", text);
}

/* A text as it is; a list joined by `join`. NULL after a complaint. */
static const char *
scalar(struct reading *reading, const struct node *node, char join)
{
    struct buf *text;

    if (node->kind == NODE_TEXT)
        return node->text;
    if (node->kind != NODE_LIST) {
        story_fault(reading, node, "must be a text or a list");
        return NULL;
    }
    text = buf_new(reading->loading->mem, VALUE_BYTES);
    for (size_t i = 0; i < node->count; i++) {
        if (node->items[i].kind != NODE_TEXT) {
            story_fault(reading, node, "must be a list of texts");
            return NULL;
        }
        if (i > 0)
            buf_putc(text, join);
        buf_puts(text, node->items[i].text);
    }
    return text->data;
}

static void
add_input(struct reading *reading, const char *field, const char *raw)
{
    if (raw != NULL)
        inputs_add(&reading->inputs, field, raw, reading->language);
}

static void
read_files(struct reading *reading, const struct node *node, const char *place)
{
    if (node->kind != NODE_LIST)
        story_fault(reading, node, "must be a list of files");
    for (size_t i = 0; node->kind == NODE_LIST && i < node->count; i++) {
        const struct node *name = node_child(&node->items[i], "file");
        const struct node *language = node_child(&node->items[i], "language");

        if (name == NULL || name->kind != NODE_TEXT || node->items[i].count != (language != NULL ? 2u : 1u)) {
            story_fault(reading, &node->items[i], "must be a file and its language");
            return;
        }
        reading->files = mem_grow(reading->loading->mem, reading->files, struct play_file, reading->n_files + 1);
        reading->files[reading->n_files++] = (struct play_file){
            .name = name->text, .field = place, .language = language != NULL ? language->text : reading->language};
    }
}

static bool
known_question(struct reading *reading, const struct node *node)
{
    const struct decl_questions *set = reading->story->flow->questions;

    if (set != NULL && decl_question(set, node->key) != NULL && node->kind == NODE_MAP)
        return true;
    story_fault(reading, node, "is no question of the flow, or has no keys and values");
    return false;
}

static void
read_questions(struct reading *reading, const struct node *map)
{
    TALLOC_CTX *mem = reading->loading->mem;

    for (size_t i = 0; map->kind == NODE_MAP && i < map->count; i++) {
        const struct node *question = &map->items[i];

        if (!known_question(reading, question))
            continue;
        add_input(reading, mem_printf(mem, "ask.%s", question->key), "yes");
        for (size_t j = 0; j < question->count; j++) {
            if (strcmp(question->items[j].key, "comment") == 0)
                add_input(reading, mem_printf(mem, "ask.%s.comment", question->key),
                          scalar(reading, &question->items[j], '\n'));
            else
                story_fault(reading, &question->items[j], "unknown key in a question");
        }
    }
}

/* days_from_start: a date so many days from the first start. */
static const char *
day_from_start(struct reading *reading, const struct node *node)
{
    char day[DAY_TEXT_SIZE];

    if (node->kind != NODE_TEXT || strspn(node->text, "-0123456789") != strlen(node->text)) {
        story_fault(reading, node, "must be a whole number");
        return NULL;
    }
    day_format(reading->loading->today + (int32_t)strtol(node->text, NULL, 10), day);
    return mem_copy(reading->loading->mem, day);
}

static void
read_answer(struct reading *reading, const char *id, const struct node *part)
{
    static const struct {
        const char *key, *suffix;
    } plain[] = {{"code", ""}, {"codes", ""}, {"text", ".text"}, {"date", ".day1"}, {"until", ".day2"},
                 {"number", ".number"}, {"comment", ".comment"}};
    TALLOC_CTX *mem = reading->loading->mem;

    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strcmp(part->key, plain[i].key) == 0) {
            add_input(reading, mem_printf(mem, "answer.%s%s", id, plain[i].suffix), scalar(reading, part, ' '));
            return;
        }
    if (strcmp(part->key, "days_from_start") == 0)
        add_input(reading, mem_printf(mem, "answer.%s.day1", id), day_from_start(reading, part));
    else if (strcmp(part->key, "files") == 0)
        read_files(reading, part, mem_printf(mem, "answer.%s.files", id));
    else
        story_fault(reading, part, "unknown key in an answer");
}

static void
read_answers(struct reading *reading, const struct node *map)
{
    for (size_t i = 0; map->kind == NODE_MAP && i < map->count; i++)
        if (known_question(reading, &map->items[i]))
            for (size_t j = 0; j < map->items[i].count; j++)
                read_answer(reading, map->items[i].key, &map->items[i].items[j]);
}

static void
read_field(struct reading *reading, const struct node *node)
{
    const struct decl_field *field = decl_field(reading->story->flow->main, node->key);

    if (field == NULL && reading->action->form != NULL)
        field = decl_field(reading->action->form, node->key);
    if (field == NULL)
        story_fault(reading, node, "is no field of this action");
    else
        add_input(reading, field->id, scalar(reading, node, field->kind->several ? ' ' : '\n'));
}

static void
read_values(struct reading *reading, const struct node *values)
{
    const struct node *language = node_child(values, "text_language");

    if (values == NULL)
        return;
    if (values->kind != NODE_MAP) {
        story_fault(reading, values, "must be keys and values");
        return;
    }
    if (language != NULL && language->kind == NODE_TEXT)
        reading->language = language->text;
    for (size_t i = 0; i < values->count; i++) {
        const struct node *value = &values->items[i];

        if (value == language)
            continue;
        if (strcmp(value->key, "questions") == 0)
            read_questions(reading, value);
        else if (strcmp(value->key, "answers") == 0)
            read_answers(reading, value);
        else if (strcmp(value->key, "files") == 0)
            read_files(reading, value, PLACE_FILES);
        else
            read_field(reading, value);
    }
}

/* The field in which an authority is chosen. */
static const char *
authority_field(const struct decl_flow *flow)
{
    for (size_t i = 0; i < flow->main->n_sections; i++)
        for (size_t j = 0; j < flow->main->sections[i].n_fields; j++)
            if (flow->main->sections[i].fields[j].kind->names_authority)
                return flow->main->sections[i].fields[j].id;
    return NULL;
}

/*
 * Months first, then days. A day after the same day of another month must also lie after it when the months are
 * counted on again, where a short month cuts: what is closed then must not be blocked today.
 */
static int32_t
day_of(const struct loading *loading, const struct data_step *step)
{
    int32_t day = day_add_months(loading->today, (int)step->months) + (int32_t)step->day;

    while (step->day > 0 && day_add_months(day, -(int)step->months) < loading->today + (int32_t)step->day)
        day++;
    return day;
}

static int64_t
moment_of(struct loading *loading, const struct data_story *story, const struct data_step *step, size_t index)
{
    struct draw draw = draw_start(loading->seed, "minute", story->id);

    /* Two steps of one hour keep their order. */
    return clock_day_start(day_of(loading, step)) + step->hour * CLOCK_HOUR +
           (int64_t)(index * 3 + draw_below(&draw, 20)) * 60 * CLOCK_SECOND;
}

static bool
of_addressee(const struct data_story *story, size_t index)
{
    const struct data_step *steps = story->steps.rows;

    return strcmp(steps[index].by->text, story->to_user->text) == 0;
}

/* Who is addressed opens the case when it first does something with it. */
static bool
looks_first(const struct data_story *story, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (of_addressee(story, i))
            return false;
    return of_addressee(story, index);
}

static void
plan_step(struct loading *loading, const struct data_story *story, struct play_case *the_case, size_t index)
{
    const struct data_step *from = (const struct data_step *)story->steps.rows + index;
    struct reading reading = {
        .loading = loading, .story = story, .step = from, .inputs = {.mem = loading->mem}};
    const struct person *person = loading_person(loading, from->by->text);
    struct step *step;

    if (strcmp(from->by->text, CLERK) == 0 && strcmp(from->action->text, RETENTION) == 0) {
        loading_step(loading, NULL, moment_of(loading, story, from, index));
        return;
    }
    reading.action = decl_action(story->flow, from->action->text);
    if (reading.action == NULL || person == NULL || person->authority->status != DATA_ACTIVE) {
        story_fault(&reading, reading.action == NULL ? from->action : from->by, "is not there");
        return;
    }
    if (index == 0)
        inputs_add(&reading.inputs, authority_field(story->flow),
                   mem_printf(loading->mem, "%" PRIu64, data_authority(loading->data, story->to->text)->row_id),
                   NULL);
    read_values(&reading, from->values);
    step = loading_step(loading, the_case, moment_of(loading, story, from, index));
    step->begins = index == 0;
    step->action = reading.action->id;
    step->person = person;
    step->looks = looks_first(story, index);
    step->inputs = reading.inputs.items;
    step->n_inputs = reading.inputs.count;
    step->files = reading.files;
    step->n_files = reading.n_files;
    step->what = mem_printf(loading->mem, "%s:%u", from->node->pos.file, from->node->pos.line);
    if (step->at >= loading->start)
        step->at = loading->start - CLOCK_SECOND;
}

static void
tell_person(struct loading *loading, const struct node *name, size_t story, const char *text)
{
    struct person *person = loading_person(loading, name->text);

    if (person->stories == NULL)
        person->first_story = story;
    person->stories = person->stories == NULL ? text
                                              : mem_printf(loading->mem, "%s; %s", person->stories, text);
}

void
stories_plan(struct loading *loading)
{
    const struct data *data = loading->data;

    loading->cases = mem_zeros(loading->mem, struct play_case *, data->n_stories + 1);
    for (size_t i = 0; i < data->n_stories; i++) {
        const struct data_story *story = data->stories[i];
        const char *text;

        loading->cases[i] = loading_case(loading, story->id, story->area, story->flow);
        for (size_t j = 0; j < story->steps.count; j++)
            plan_step(loading, story, loading->cases[i], j);
        text = mem_printf(loading->mem, "%s (%s)%s%s", story->title, loading->cases[i]->ref,
                          story->shows != NULL ? ": " : "", story->shows != NULL ? story->shows : "");
        tell_person(loading, story->from_user, i, text);
        if (strcmp(story->from_user->text, story->to_user->text) != 0)
            tell_person(loading, story->to_user, i, text);
    }
}

/* ---- how they ended ------------------------------------------------------------------------------------------ */

/* The day that is told, or where it is no working day of whoever must act, the next. */
static int32_t
moved(const struct loading *loading, const char *country, int32_t day)
{
    const struct decl_calendar *calendar = country == NULL ? NULL : decl_calendar(loading->set->decl, country);
    const struct closed_days *closed[] = {calendar == NULL ? NULL : &calendar->closed};

    return period_end(&(struct period){.closed = closed, .n_closed = calendar != NULL}, day);
}

static bool
due_as_told(const struct loading *loading, const struct data_expect *expect, const char *country, int32_t due)
{
    if (expect->overdue != NULL)
        return due != DB_NO_DAY && due < loading->today;
    if (expect->due_today != NULL)
        return due == moved(loading, country, loading->today);
    return expect->due_in_days < 0 || due == moved(loading, country, loading->today + (int32_t)expect->due_in_days);
}

static bool
due_by_the_field(const struct data_story *story, const struct decl_state *state)
{
    const struct node *field = story->expect.overdue != NULL ? story->expect.overdue : story->expect.due_today;

    return field == NULL || (state->due_field != NULL && strcmp(state->due_field, field->text) == 0);
}

/* "Blocked tomorrow" falls up to three days later where the day does not exist in the month of the closing. */
static bool
kept_as_told(const struct loading *loading, const struct data_expect *expect, const struct case_row *row)
{
    switch ((enum data_retention)expect->retention) {
    case DATA_BLOCKS_TOMORROW:
        return row->blocked_at == DB_NO_MOMENT && row->block_due > loading->today &&
               row->block_due <= loading->today + 4;
    case DATA_BLOCKED: return row->blocked_at != DB_NO_MOMENT && row->erased_at == DB_NO_MOMENT;
    case DATA_ERASED: return row->erased_at != DB_NO_MOMENT;
    case DATA_KEPT: break;
    }
    return row->blocked_at == DB_NO_MOMENT;
}

static enum err_code
check_history(struct loading *loading, const char *ref, struct err *err)
{
    const struct verify verify = {.db = loading->db, .keys = loading->seals};
    struct verify_totals totals = {0};

    TRY(verify_one(&verify, ref, &totals, err));
    return totals.faults == 0 ? ERR_OK : FAIL(err, ERR_DECLARED, "%s: the history does not verify", ref);
}

static enum err_code
check_one(struct loading *loading, const struct data_story *story, const char *ref, struct err *err)
{
    TALLOC_CTX *mem = mem_new(loading->mem, "story");
    const struct data_expect *expect = &story->expect;
    const struct decl_state *state;
    struct case_row *row;
    const char *waits, *country;
    bool good;

    TRY(case_open(loading->db, mem, ref, "en", 0, 0, &row, err));
    state = &story->flow->states[decl_state(story->flow, row->state)];
    waits = state->waits_for < 0 ? "none" : story->flow->parts[state->waits_for].id;
    country = state->waits_for < 0 ? NULL : row->parties[state->waits_for].country;
    good = strcmp(row->state, expect->state->text) == 0 && strcmp(waits, expect->waits_for->text) == 0 &&
           due_as_told(loading, expect, country, row->due) && due_by_the_field(story, state) &&
           kept_as_told(loading, expect, row);
    if (!good)
        (void)FAIL(err, ERR_DECLARED, "%s:%u: expect: the story %s stands in state %s, waiting for %s",
             expect->node->pos.file, expect->node->pos.line, story->id, row->state, waits);
    talloc_free(mem);
    return good ? check_history(loading, ref, err) : ERR_DECLARED;
}

enum err_code
stories_check(struct loading *loading, struct err *err)
{
    for (size_t i = 0; i < loading->data->n_stories; i++)
        TRY(check_one(loading, loading->data->stories[i], loading->cases[i]->ref, err));
    return ERR_OK;
}
