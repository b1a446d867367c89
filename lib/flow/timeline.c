/* SPDX-License-Identifier: EUPL-1.2 */
/* The time line and the stamps of a case, and what each side notes for itself. */
#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "content/item.h"
#include "content/problem.h"
#include "flow/flow.h"
#include "store/history.h"

#define FILE_NUMBER_CHARS 40

/* The flag that lets a part's handlers be named to the other side. */
static const char *
contact_field(const struct decl_flow *decl)
{
    for (size_t i = 0; i < decl->n_parts; i++)
        if (decl->parts[i].contact != NULL)
            return decl->parts[i].contact;
    return NULL;
}

static void
fill_event(const struct env *env, const struct content_case *the_case, uint64_t member, const struct event_row *row,
           struct flow_event *event)
{
    const struct decl_action *action = decl_action(the_case->decl, row->action);
    bool colleague = row->user_id != 0 && row->user_authority == env->actor->authority_id &&
                     the_case->part >= 0;
    bool contact = row->contact_shown && the_case->visibility == VISIBLE_FULL && !the_case->blocked &&
                   decl_reveals(the_case->decl, "identity", the_case->part, the_case->state);

    *event = (struct flow_event){
        .member = member,
        .seq = row->seq,
        .at = row->at,
        .action = row->action,
        .done = action != NULL ? action->done : NULL,
        .from = decl_state(the_case->decl, row->from_state),
        .to = decl_state(the_case->decl, row->to_state),
        /* Own colleagues by name; the other side as authority, and as a person only where its handler ticked it. */
        .user_name = colleague || contact ? row->user_name : NULL,
        .authority_name = row->authority_name,
        .authority_language = row->authority_language,
        .authority_country = row->authority_country,
        .other_name = row->other_name,
        .other_language = row->other_language,
        .other_country = row->other_country,
        .rule = row->rule,
        .part = row->part,
        .own = row->part >= 0 && row->part == the_case->member};
}

/* The events of one chain: of the case (0), or of a member. */
static enum err_code
read_chain(const struct env *env, const struct content_case *the_case, uint64_t member, uint64_t before, unsigned limit,
           struct flow_events *events, struct err *err)
{
    struct event_row *rows;
    size_t n;

    TRY(history_events(env->db, env->mem, the_case->row->id, member, contact_field(the_case->decl), before, limit + 1, &rows, &n,
                       err));
    events->older = n > limit;
    events->count = n > limit ? limit : n;
    events->items = mem_zeros(env->mem, struct flow_event, n + 1);
    for (size_t i = 0; i < events->count; i++)
        fill_event(env, the_case, member, &rows[i], &events->items[i]);
    events->oldest = events->count > 0 ? events->items[events->count - 1].seq : 0;
    return ERR_OK;
}

/*
 * What the member that is read did stands among the events of the case, in the order of time. Its first event says that it joined
 * by an act of the case, which is told already.
 */
static enum err_code
add_own(const struct env *env, const struct content_case *the_case, unsigned limit, struct flow_events *events, struct err *err)
{
    struct flow_events own, both = {.older = events->older, .oldest = events->oldest};
    size_t i = 0, j = 0;

    TRY(read_chain(env, the_case, the_case->chain, 0, limit, &own, err));
    both.items = mem_zeros(env->mem, struct flow_event, events->count + own.count + 1);
    while (i < events->count || j < own.count) {
        bool mine = i == events->count || (j < own.count && own.items[j].at > events->items[i].at);
        const struct flow_event *next = mine ? &own.items[j++] : &events->items[i++];

        if (next->member == 0 || next->seq > 1)
            both.items[both.count++] = *next;
    }
    *events = both;
    return ERR_OK;
}

enum err_code
flow_history(const struct env *env, const struct content_case *the_case, uint64_t before, unsigned limit,
             struct flow_events *events, struct err *err)
{
    TRY(read_chain(env, the_case, 0, before, limit, events, err));
    if (the_case->chain == 0 || before != 0)
        return ERR_OK;
    return add_own(env, the_case, limit, events, err);
}

static bool
is_written(const struct event_value *written, size_t count, const struct flow_event *event, const struct content_value *value)
{
    for (size_t i = 0; i < count; i++)
        if (written[i].member == event->member && written[i].seq == event->seq && written[i].version == value->version &&
            strcmp(written[i].field, value->field) == 0)
            return true;
    return false;
}

/* Of the values of one event, those that stand in the form of its action. */
static void
find_said(const struct env *env, const struct content_case *the_case, const struct content_values *values,
          const struct event_value *written, size_t n_written, struct flow_event *event)
{
    const struct decl_action *action = decl_action(the_case->decl, event->action);
    struct content_items items;
    size_t most = values->count + values->n_earlier;

    if (action == NULL || action->form == NULL)
        return;
    items = content_form_items(env, the_case->decl, action->form, values);
    event->said = mem_zeros(env->mem, struct flow_said, items.count + 1);
    for (size_t i = 0; i < items.count; i++)
        for (size_t j = 0; j < most; j++) {
            const struct content_value *value = j < values->count ? &values->items[j] : &values->earlier[j - values->count];

            if (value->draft || *value->value == '\0' || strcmp(value->field, items.items[i].name) != 0 ||
                !is_written(written, n_written, event, value))
                continue;
            event->said[event->n_said++] = (struct flow_said){&items.items[i], value};
            break;
        }
}

/* What was said with the events of one chain: of the case (0), or of a member. */
static enum err_code
said_in_chain(const struct env *env, const struct content_case *the_case, uint64_t member, const struct content_values *values,
              struct flow_events *events, struct err *err)
{
    struct event_value *written;
    uint64_t first = UINT64_MAX, last = 0;
    size_t n_written;

    for (size_t i = 0; i < events->count; i++)
        if (events->items[i].member == member) {
            first = events->items[i].seq < first ? events->items[i].seq : first;
            last = events->items[i].seq > last ? events->items[i].seq : last;
        }
    if (last == 0)
        return ERR_OK;
    TRY(history_values(env->db, env->mem, the_case->row->id, member, first, last, &written, &n_written, err));
    for (size_t i = 0; i < events->count; i++)
        if (events->items[i].member == member)
            find_said(env, the_case, values, written, n_written, &events->items[i]);
    return ERR_OK;
}

enum err_code
flow_said(const struct env *env, const struct content_case *the_case, const struct content_values *values,
          struct flow_events *events, struct err *err)
{
    if (the_case->decl->n_forms == 0 || values->count + values->n_earlier == 0)
        return ERR_OK;
    TRY(said_in_chain(env, the_case, 0, values, events, err));
    return the_case->chain == 0 ? ERR_OK : said_in_chain(env, the_case, the_case->chain, values, events, err);
}

enum err_code
flow_stamps(const struct env *env, const struct content_case *the_case, struct case_stamp **stamps,
            size_t *count, struct err *err)
{
    return case_stamps(env->db, env->mem, the_case->row->id, the_case->chain, stamps, count, err);
}

const struct case_stamp *
flow_stamp(const struct case_stamp *stamps, size_t count, const char *field)
{
    return case_stamp_last(stamps, count, field);
}

enum err_code
flow_note_opened(const struct env *env, struct content_case *the_case, struct err *err)
{
    struct case_party *party;

    if (the_case->part < 0 || the_case->row->class == CASE_DRAFT || actor_is_system(env->actor))
        return ERR_OK;
    party = &the_case->row->parties[the_case->part];
    if (party->opened_at != DB_NO_MOMENT)
        return ERR_OK;
    party->opened_at = clock_case_now();
    return case_opened(env->db, the_case->row->id, (unsigned)the_case->member,
                       env->actor->authority_id, party->opened_at, err);
}

static bool
is_file_number(const char *text)
{
    return strlen(text) <= FILE_NUMBER_CHARS &&
           strspn(text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz./ -") ==
               strlen(text);
}

enum err_code
flow_own(const struct env *env, const char *ref, const char *file_number, const char *informed_on,
         struct content_problems *problems, struct err *err)
{
    struct content_case *the_case;
    int32_t day = DB_NO_DAY;

    TRY(content_open(env, ref, &the_case, err));
    if (the_case->part < 0 || the_case->visibility != VISIBLE_FULL)
        return FAIL(err, ERR_FORBIDDEN, "not a handler of a party");
    *problems = (struct content_problems){NULL, 0};
    if (file_number != NULL && !is_file_number(file_number))
        problem_add(env->mem, problems,
                    (struct content_problem){
                        .field = "file_number",
                        .label = N_("Own file number"),
                        .number = FILE_NUMBER_CHARS,
                        .msgid = N_("{label}: at most {number} of the letters A to Z, digits, full stop, slash, blank and dash")});
    if (informed_on != NULL && *informed_on != '\0' &&
        (!day_parse(informed_on, &day) || day > clock_today()))
        problem_add(env->mem, problems,
                    (struct content_problem){.field = "informed_on",
                                             .label = N_("Person informed on"),
                                             .msgid = N_("{label}: give a date that exists and is not in the future")});
    if (problems->count > 0)
        return FAIL(err, ERR_INVALID, "own notes");
    return case_own(env->db, the_case->row->id, (unsigned)the_case->member, env->actor->authority_id,
                    file_number != NULL && *file_number != '\0' ? file_number : NULL, day, err);
}
