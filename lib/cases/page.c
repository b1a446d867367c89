/* SPDX-License-Identifier: EUPL-1.2 */
/* The case: one answer for page and API. A draft shows its tasks. */
#include "cases/page.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "attach/attach.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/mem.h"
#include "cases/how.h"
#include "cases/members.h"
#include "cases/sentence.h"
#include "text/fill.h"
#include "text/format.h"

struct page {
    struct exchange *exchange;
    const struct env *env;
    struct content_case *the_case;
    struct content_values *values;
    struct shown_names names;
    struct attach_file *files;
    size_t n_files;
    struct model_case *answer;
};

/* What the page knows of the course of the case. */
struct course {
    struct case_stamp *stamps;
    size_t n_stamps;
    struct flow_events events;
};

static const char *
how_of(const struct page *page, const struct course *course, const struct case_stamp *stamp)
{
    struct flow_reckoning reckoning;

    if (stamp->day == DB_NO_DAY || !flow_reckon(page->env, page->the_case, page->values, course->events.items,
                                                course->events.count, course->stamps, course->n_stamps, stamp, &reckoning))
        return NULL;
    return how_text(page->exchange, &reckoning);
}

static void
put_dates(struct page *page, const struct course *course)
{
    const struct decl_flow *decl = page->the_case->decl;
    struct model_date *shown = mem_zeros(page->exchange->mem, struct model_date, decl->n_dates + 1);
    bool open = page->the_case->row->class == CASE_OPEN;
    size_t n = 0;

    for (size_t i = 0; i < decl->n_dates; i++) {
        const struct decl_date *date = &decl->dates[i];
        const struct case_stamp *stamp = flow_stamp(course->stamps, course->n_stamps, date->id);
        bool due = stamp != NULL && stamp->day != DB_NO_DAY;

        if (stamp == NULL || (!due && stamp->moment == DB_NO_MOMENT))
            continue;
        shown[n] = (struct model_date){
            .id = date->id,
            .label = app_t(page->exchange, date->label),
            .how = how_of(page, course, stamp),
            .day = due ? stamp->day : clock_day(stamp->moment),
            .level = "fine"};
        if (due && open && stamp->day == page->the_case->row->due && page->the_case->row->waits >= 0)
            shown[n].left = label_days(page->exchange, stamp->day, &shown[n].level);
        n++;
    }
    page->answer->dates = model_list_of(shown, n);
}

static void
put_parties(struct page *page)
{
    const struct content_case *the_case = page->the_case;
    const struct decl_flow *decl = the_case->decl;
    struct model_party *parties = mem_zeros(page->exchange->mem, struct model_party, decl->n_parts + 1);
    size_t n = 0;

    for (size_t i = 0; i < decl->n_parts; i++) {
        const struct model_authority *authority = show_party(page->exchange, &the_case->row->parties[i]);

        if (authority != NULL && !decl->parts[i].many)
            parties[n++] = (struct model_party){.part = decl->parts[i].id,
                                                .label = app_t(page->exchange, decl->parts[i].label),
                                                .authority = authority,
                                                .waits = decl->states[the_case->state].waits_for == (int)i,
                                                .you = authority->own};
    }
    page->answer->parties = model_list_of(parties, n);
}

static void
put_head(struct page *page)
{
    struct exchange *exchange = page->exchange;
    const struct content_case *the_case = page->the_case;
    const struct case_row *row = the_case->row;
    const struct decl_state *state = &the_case->decl->states[the_case->state];
    struct model_case *answer = page->answer;

    answer->ref = row->ref;
    answer->version = (int64_t)content_version(the_case);
    answer->area =
        (struct model_coded){the_case->area->id, app_t(exchange, the_case->area->title)};
    answer->flow = (struct model_coded){the_case->decl->id, app_t(exchange, the_case->decl->title)};
    answer->state = (struct model_coded){state->id, app_t(exchange, state->label)};
    if (the_case->own != NULL && the_case->own_state >= 0)
        answer->own_state = (struct model_coded){the_case->own->state,
                                                 app_t(exchange, the_case->decl->states[the_case->own_state].label)};
    answer->title = mem_printf(exchange->mem, "%s %s", answer->flow.label, row->ref);
    answer->caption = answer->area.label;
    put_parties(page);
    answer->blocked = the_case->blocked;
    answer->erased = row->erased_at != DB_NO_MOMENT;
    answer->block_due = row->block_due;
    answer->erase_due = row->erase_due;
    answer->shell_only = the_case->visibility == VISIBLE_SHELL;
    answer->draft = row->class == CASE_DRAFT;
    answer->informed_on = MODEL_NO_DAY;
    answer->tasks_done = answer->tasks_all = MODEL_NO_NUMBER;
    sentence_put(exchange, the_case, answer);
    if (the_case->area->purpose != NULL && row->class != CASE_DRAFT)
        answer->purpose = app_t(exchange, the_case->area->purpose);
}

static void
put_own(struct page *page)
{
    const struct content_case *the_case = page->the_case;
    const struct case_party *party;

    if (the_case->part < 0)
        return;
    party = &the_case->row->parties[the_case->part];
    page->answer->file_number = party->file_number;
    page->answer->informed_on = party->informed_on;
    page->answer->own_notes = the_case->visibility == VISIBLE_FULL;
}

/* Who has to wait for another is told whether that one has at least looked. */
static void
put_opened(struct page *page)
{
    const struct content_case *the_case = page->the_case;
    const struct decl_state *state = &the_case->decl->states[the_case->state];
    int64_t opened = state->waits_for >= 0 ? the_case->row->parties[state->waits_for].opened_at : DB_NO_MOMENT;

    if (state->opened_text == NULL || the_case->part < 0 || the_case->part == state->waits_for || opened == DB_NO_MOMENT)
        return;
    page->answer->opened = fill(
        page->exchange->mem, app_t(page->exchange, state->opened_text),
        (const struct fill_arg[]){{"day", format_moment_short(page->exchange->mem, page->exchange->lang, NULL, opened)}},
        1);
}

/* A part that reads only what is early is told so, and when it reads the rest. */
static void
put_early(struct page *page)
{
    const struct content_case *the_case = page->the_case;
    const struct decl_state *state = &the_case->decl->states[the_case->state];

    if (the_case->row->class != CASE_OPEN || the_case->part < 0 ||
        decl_reads_main(the_case->decl, the_case->part, the_case->state))
        return;
    page->answer->early = true;
    page->answer->early_text =
        app_t(page->exchange, state->early_text != NULL ? state->early_text : N_("You do not read all of this case yet."));
}

/* What the act that led here did, in the words of the flow. */
static void
put_banner(struct page *page)
{
    const char *code = app_noticed(page->exchange);
    const struct decl_action *action;

    if (code == NULL || strncmp(code, CASE_ACT_NOTICE, strlen(CASE_ACT_NOTICE)) != 0)
        return;
    action = decl_action(page->the_case->decl, code + strlen(CASE_ACT_NOTICE));
    if (action != NULL)
        page->exchange->banner = app_t(page->exchange, action->banner != NULL ? action->banner : N_("Done."));
}

/* On a page the reply is filled in first and then checked; to the API both are acts as declared. */
static struct model_link
link_of(struct exchange *exchange, const struct content_case *the_case, const struct decl_action *action)
{
    struct model_link link = {
        .id = action->id,
        .main = action->primary,
        .label = app_t(exchange, action->label),
        .hint = action->hint != NULL ? app_t(exchange, action->hint) : NULL,
        .href = handler_href(exchange, the_case->area->id, the_case->row->ref, action->id, NULL)};

    if (app_is_api(exchange) || action->input != INPUT_ANSWERS)
        return link;
    link.main = action->working_copy;
    if (action->working_copy)
        link.label = app_t(exchange, N_("Answer the questions"));
    else if (decl_sends_answers(action))
        link.label = app_t(exchange, N_("Check and reply"));
    return link;
}

static void
put_actions(struct page *page)
{
    struct exchange *exchange = page->exchange;
    const struct content_case *the_case = page->the_case;
    struct model_link *links =
        mem_zeros(exchange->mem, struct model_link, the_case->n_offers + 1);
    size_t n = 0;

    /* The one that moves the case on comes first. */
    for (int primary = 1; primary >= 0; primary--)
        for (size_t i = 0; i < the_case->n_offers; i++) {
            const struct decl_action *action = the_case->offers[i];
            bool hidden = action->working_copy && action->input == INPUT_MAIN;
            struct model_link link = link_of(exchange, the_case, action);

            if (link.main == (primary == 1) && !(hidden && !app_is_api(exchange)))
                links[n++] = link;
        }
    page->answer->actions = model_list_of(links, n);
}

static const struct content_values *
settled_only(struct page *page)
{
    struct content_values *settled = mem_zero(page->exchange->mem, struct content_values);

    settled->items = mem_zeros(page->exchange->mem, struct content_value, page->values->count + 1);
    for (size_t i = 0; i < page->values->count; i++)
        if (!page->values->items[i].draft)
            settled->items[settled->count++] = page->values->items[i];
    settled->earlier = page->values->earlier;
    settled->n_earlier = page->values->n_earlier;
    return settled;
}

static bool
has_drafts(const struct content_values *values)
{
    for (size_t i = 0; i < values->count; i++)
        if (values->items[i].draft)
            return true;
    return false;
}

/* Unsent changes of a sent request or an unsent reply: said on the page, with the way to them. */
static void
put_pending(struct page *page)
{
    const struct content_case *the_case = page->the_case;

    if (!has_drafts(page->values))
        return;
    for (size_t i = 0; i < the_case->n_offers; i++) {
        const struct decl_action *action = the_case->offers[i];

        if (action->working_copy || (action->input != INPUT_MAIN && !decl_sends_answers(action)))
            continue;
        page->answer->pending =
            action->input == INPUT_ANSWERS
                ? app_t(page->exchange, N_("A reply has been begun and is not sent yet."))
                : app_t(page->exchange, N_("Changes have been begun and are not sent yet."));
        page->answer->pending_href = handler_href(page->exchange, the_case->area->id,
                                                  the_case->row->ref, action->id, NULL);
    }
}

/* Which events are asked for: those before a number, or the newest. */
static enum err_code
read_before(const struct exchange *exchange, uint64_t *before, struct err *err)
{
    const char *text = handler_query(exchange, "before");

    *before = 0;
    if (text == NULL)
        return ERR_OK;
    *before = strspn(text, "0123456789") == strlen(text) && strlen(text) < 10 ? strtoull(text, NULL, 10) : 0;
    return *before > 0 ? ERR_OK : FAIL(err, ERR_BAD_REQUEST, "before is no number of an event");
}

/* A page of the time line, and the way to the older events. */
static enum err_code
read_events(struct exchange *exchange, const struct env *env, const struct content_case *the_case, struct flow_events *events,
            struct model_case *answer, struct err *err)
{
    uint64_t before;

    TRY(read_before(exchange, &before, err));
    TRY(flow_history(env, the_case, before, LIMIT_EVENTS_SHOWN, events, err));
    answer->events = show_events(exchange, events);
    if (events->older)
        answer->older = mem_printf(exchange->mem, "%s?before=%" PRIu64, exchange->req->path,
                                   events->oldest);
    return ERR_OK;
}

static enum err_code
put_content(struct page *page, struct err *err)
{
    struct exchange *exchange = page->exchange;
    bool both = form_value(exchange->req->query, "both") != NULL;
    struct course course;

    TRY(flow_stamps(page->env, page->the_case, &course.stamps, &course.n_stamps, err));
    TRY(read_events(exchange, page->env, page->the_case, &course.events, page->answer, err));
    put_dates(page, &course);
    put_pending(page);
    if (page->the_case->row->class != CASE_DRAFT)
        page->values = (struct content_values *)settled_only(page);
    TRY(flow_said(page->env, page->the_case, page->values, &course.events, err));
    page->answer->said = show_said(exchange, &page->names, &course.events);
    page->answer->sections = show_sections(exchange, page->env, page->the_case, page->the_case->decl->main, page->values,
                                           &page->names, false);
    page->answer->groups = show_questions(exchange, page->env, page->the_case, page->values, &page->names,
                                          page->files, page->n_files, both);
    page->answer->files = show_files(exchange, page->the_case, NULL, page->files, page->n_files);
    page->answer->n_files = (int64_t)page->n_files;
    page->answer->both = both;
    page->answer->languages_href =
        handler_href(exchange, page->the_case->area->id, page->the_case->row->ref, NULL,
                     both ? NULL : "both=1");
    return ERR_OK;
}

/* The tasks of a draft: every section of its form, in any order. */
static void
put_tasks(struct page *page)
{
    page->answer->tasks = case_tasks_of(page->exchange, page->env, page->the_case, page->values,
                                        page->n_files, &page->answer->tasks_done);
    page->answer->tasks_all = (int64_t)page->answer->tasks.count;
}

enum err_code
case_answer(struct exchange *exchange, const struct env *env, struct content_case *the_case,
            struct model_case **answer, struct err *err)
{
    struct page page = {.exchange = exchange, .env = env, .the_case = the_case};

    page.answer = *answer = mem_zero(exchange->mem, struct model_case);
    put_head(&page);
    put_own(&page);
    put_opened(&page);
    put_early(&page);
    put_banner(&page);
    put_actions(&page);
    TRY(members_read(exchange, env, the_case, *answer, err));
    TRY(release_values(env, the_case, "handle", &page.values, err));
    if (the_case->visibility != VISIBLE_SHELL)
        TRY(attach_files(env, the_case, &page.files, &page.n_files, err));
    TRY(show_read_names(env, the_case, page.values, &page.names, err));
    TRY(members_put(exchange, env, the_case, *answer, err));
    TRY(put_content(&page, err));
    if (the_case->row->class == CASE_DRAFT && the_case->visibility == VISIBLE_FULL)
        put_tasks(&page);
    return flow_note_opened(env, the_case, err);
}

struct model_list
case_tasks_of(struct exchange *exchange, const struct env *env, const struct content_case *the_case,
              const struct content_values *values, size_t n_files, int64_t *done)
{
    static const struct {
        const char *code, *label;
    } states[] = {{"not_begun", N_("Not yet started")},
                  {"incomplete", N_("Incomplete")},
                  {"completed", N_("Completed")}};
    const struct decl_form *form = the_case->decl->main;
    struct model_task *tasks = mem_zeros(exchange->mem, struct model_task, form->n_sections + 1);

    *done = 0;
    for (size_t i = 0; i < form->n_sections; i++) {
        const struct decl_section *section = &form->sections[i];
        enum content_progress progress =
            content_section_progress(env, the_case->decl, section, values, n_files);
        bool optional = section->kind == SECTION_ATTACHMENTS && progress == PROGRESS_NONE;

        tasks[i] = (struct model_task){
            .id = section->id,
            .label = app_t(exchange, section->label),
            .href = show_section_href(exchange, the_case, section),
            .status = {optional ? "optional" : states[progress].code,
                       app_t(exchange, optional ? N_("Optional") : states[progress].label)}};
        *done += optional || progress == PROGRESS_DONE;
    }
    return model_list_of(tasks, form->n_sections);
}

enum err_code
case_get(struct exchange *exchange, struct err *err)
{
    struct env *env = handler_env(exchange, app_is_api(exchange) ? "api" : "page");
    struct content_case *the_case;
    struct model_case *answer;

    TRY(handler_open(exchange, env, &the_case, err));
    TRY(case_answer(exchange, env, the_case, &answer, err));
    response_header(exchange->resp, "ETag",
                    mem_printf(exchange->mem, "\"%" PRId64 "\"", answer->version));
    if (app_is_api(exchange))
        return app_json(exchange, 200, &model_case_table, answer, err);
    app_case(exchange, answer->ref, answer->state.code, (uint64_t)answer->version);
    /* Only who may fill a draft in is told how it goes on. */
    return app_page(exchange, 200, answer->draft && the_case->visibility == VISIBLE_FULL ? "draft" : "case", answer->title,
                    &model_case_table, answer, err);
}

enum err_code
history_api(struct exchange *exchange, struct err *err)
{
    struct env *env = handler_env(exchange, "api");
    struct model_case *answer = mem_zero(exchange->mem, struct model_case);
    struct content_case *the_case;
    struct flow_events events;

    TRY(handler_open(exchange, env, &the_case, err));
    TRY(read_events(exchange, env, the_case, &events, answer, err));
    answer->ref = the_case->row->ref;
    answer->version = (int64_t)content_version(the_case);
    answer->n_files = answer->tasks_all = answer->tasks_done = MODEL_NO_NUMBER;
    answer->informed_on = answer->block_due = answer->erase_due = MODEL_NO_DAY;
    return app_json(exchange, 200, &model_case_table, answer, err);
}
