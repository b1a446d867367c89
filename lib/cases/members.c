/* SPDX-License-Identifier: EUPL-1.2 */
#include "cases/members.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "text/fill.h"
#include "text/format.h"

/* How far the members of one part are. */
struct progress {
    const struct member_progress *rows;
    size_t count;
    uint64_t all, waiting;
    int32_t first_due; /* of those who have to act */
};

static const struct decl_state *
state_of(const struct content_case *the_case, const char *id)
{
    int state = decl_state(the_case->decl, id);

    return state >= 0 ? &the_case->decl->states[state] : NULL;
}

static struct progress
progress_of(const struct content_case *the_case, const struct member_progress *rows, size_t count, uint64_t part)
{
    struct progress progress = {.rows = rows, .count = count, .first_due = DB_NO_DAY};

    for (size_t i = 0; i < count; i++) {
        const struct decl_state *state = state_of(the_case, rows[i].state);

        if (rows[i].part != part)
            continue;
        progress.all += rows[i].members;
        if (state == NULL || state->waits_for < 0 || the_case->row->class == CASE_CLOSED)
            continue;
        progress.waiting += rows[i].members;
        if (rows[i].due != DB_NO_DAY && (progress.first_due == DB_NO_DAY || rows[i].due < progress.first_due))
            progress.first_due = rows[i].due;
    }
    return progress;
}

/* In words, before any table: how many there are, and how many of them still have to act, by when the first. */
static const char *
summary_of(const struct exchange *exchange, const struct progress *progress)
{
    const char *msgid = N_("{count} authorities take part here. None of them has to act now.");

    if (progress->waiting > 0)
        msgid = progress->first_due != DB_NO_DAY
                    ? N_("{waiting} of {count} authorities still have to act, the first of them by {day}.")
                    : N_("{waiting} of {count} authorities still have to act.");
    return fill(exchange->mem, app_t(exchange, msgid),
                (const struct fill_arg[]){
                    {"count", format_number(exchange->mem, exchange->lang, (int64_t)progress->all)},
                    {"waiting", format_number(exchange->mem, exchange->lang, (int64_t)progress->waiting)},
                    {"day", progress->first_due != DB_NO_DAY
                                ? format_day_long(exchange->mem, exchange->lang, progress->first_due)
                                : ""}},
                3);
}

/* The states in the order in which they are declared, each with how many are there. */
static struct model_list
counts_of(const struct exchange *exchange, const struct content_case *the_case, const struct progress *progress, int part)
{
    const struct decl_flow *decl = the_case->decl;
    struct model_progress *counts = mem_zeros(exchange->mem, struct model_progress, decl->n_states + 1);
    size_t n = 0;

    for (size_t s = 0; s < decl->n_states; s++)
        for (size_t i = 0; decl->states[s].of == part && i < progress->count; i++)
            if (progress->rows[i].part == (uint64_t)part && strcmp(progress->rows[i].state, decl->states[s].id) == 0)
                counts[n++] = (struct model_progress){
                    .state = {decl->states[s].id, app_t(exchange, decl->states[s].label)},
                    .members = (int64_t)progress->rows[i].members,
                    .text = format_number(exchange->mem, exchange->lang, (int64_t)progress->rows[i].members),
                    .share = (int64_t)(progress->rows[i].members * 100 / progress->all)};
    return model_list_of(counts, n);
}

static struct model_member
show_member(struct exchange *exchange, const struct content_case *the_case, const struct case_member *member)
{
    const struct decl_state *state = state_of(the_case, member->state);
    const struct case_party party = {.authority_id = member->authority_id, .name = member->name, .language = member->language,
                                     .country = member->country, .other_name = member->other_name};
    struct model_member shown = {.member = (int64_t)member->member,
                                 .authority = show_party(exchange, &party),
                                 .state = {member->state, state != NULL ? app_t(exchange, state->label) : member->state},
                                 .due = member->waits ? member->due : MODEL_NO_DAY,
                                 .level = "fine",
                                 .waits = member->waits,
                                 .changed_at = member->changed_at};

    if (the_case->own == NULL && the_case->part >= 0 && the_case->visibility == VISIBLE_FULL)
        shown.href = mem_printf(exchange->mem, "%s?member=%" PRIu64, exchange->req->path, member->member);
    if (shown.due != MODEL_NO_DAY)
        shown.left = label_days(exchange, shown.due, &shown.level);
    return shown;
}

enum err_code
members_read(struct exchange *exchange, const struct env *env, struct content_case *the_case, struct model_case *answer,
             struct err *err)
{
    const char *text = handler_query(exchange, "member");
    struct case_member *member;
    struct model_member *shown;

    if (text == NULL)
        return ERR_OK;
    if (strspn(text, "0123456789") != strlen(text) || *text == '\0' || strlen(text) > 5)
        return FAIL(err, ERR_BAD_REQUEST, "member is no number of a member");
    TRY(content_read_member(env, the_case, strtoull(text, NULL, 10), &member, err));
    shown = mem_zero(exchange->mem, struct model_member);
    *shown = show_member(exchange, the_case, member);
    answer->reading = shown;
    answer->reading_text = fill(exchange->mem, app_t(exchange, N_("This page also shows what {authority} has done and said.")),
                                (const struct fill_arg[]){{"authority", member->name}}, 1);
    answer->reading_back = exchange->req->path;
    return ERR_OK;
}

/* Which page is asked for: PART.NUMBER, behind which it goes on; of every other part the first page is shown. */
static enum err_code
read_after(const struct exchange *exchange, const char *part, uint64_t *after, struct err *err)
{
    const char *text = handler_query(exchange, "members"), *dot = text != NULL ? strrchr(text, '.') : NULL;

    *after = 0;
    if (text == NULL)
        return ERR_OK;
    if (dot == NULL || strspn(dot + 1, "0123456789") != strlen(dot + 1) || dot[1] == '\0' || strlen(dot + 1) > 5)
        return FAIL(err, ERR_BAD_REQUEST, "members is no place among members");
    if (strncmp(text, part, (size_t)(dot - text)) == 0 && part[dot - text] == '\0')
        *after = strtoull(dot + 1, NULL, 10);
    return ERR_OK;
}

/* A place among members is that of a part that many hold. */
static enum err_code
check_place(const struct exchange *exchange, const struct decl_flow *decl, struct err *err)
{
    const char *text = handler_query(exchange, "members"), *dot = text != NULL ? strrchr(text, '.') : NULL;

    for (size_t i = 0; dot != NULL && i < decl->n_parts; i++)
        if (decl->parts[i].many && strlen(decl->parts[i].id) == (size_t)(dot - text) &&
            strncmp(decl->parts[i].id, text, (size_t)(dot - text)) == 0)
            return ERR_OK;
    return text == NULL ? ERR_OK : FAIL(err, ERR_BAD_REQUEST, "members is no place among members");
}

static enum err_code
put_rows(struct exchange *exchange, const struct env *env, const struct content_case *the_case, int part,
         struct model_members *shown, struct err *err)
{
    struct case_member *members;
    struct model_member *rows;
    uint64_t after;
    size_t count;

    TRY(read_after(exchange, the_case->decl->parts[part].id, &after, err));
    TRY(content_members(env, the_case, part, after, LIMIT_MEMBERS_SHOWN + 1, &members, &count, err));
    if (count > LIMIT_MEMBERS_SHOWN) {
        count = LIMIT_MEMBERS_SHOWN;
        shown->next = mem_printf(exchange->mem, "%s?members=%s.%" PRIu64, exchange->req->path, the_case->decl->parts[part].id,
                                 members[count - 1].member);
    }
    rows = mem_zeros(exchange->mem, struct model_member, count + 1);
    for (size_t i = 0; i < count; i++)
        rows[i] = show_member(exchange, the_case, &members[i]);
    shown->rows = model_list_of(rows, count);
    return ERR_OK;
}

enum err_code
members_put(struct exchange *exchange, const struct env *env, const struct content_case *the_case, struct model_case *answer,
            struct err *err)
{
    const struct decl_flow *decl = the_case->decl;
    struct model_members *shown = mem_zeros(exchange->mem, struct model_members, decl->n_parts + 1);
    struct member_progress *rows;
    size_t count, n = 0;

    if (!decl_has_members(decl) || the_case->row->class == CASE_DRAFT)
        return ERR_OK;
    TRY(check_place(exchange, decl, err));
    TRY(content_progress(env, the_case, &rows, &count, err));
    for (int part = 0; part < (int)decl->n_parts; part++) {
        const struct progress progress = progress_of(the_case, rows, count, (uint64_t)part);

        if (progress.all == 0)
            continue;
        shown[n] = (struct model_members){.part = decl->parts[part].id,
                                          .label = app_t(exchange, decl->parts[part].label),
                                          .summary = summary_of(exchange, &progress),
                                          .all = (int64_t)progress.all,
                                          .waiting = (int64_t)progress.waiting,
                                          .progress = counts_of(exchange, the_case, &progress, part)};
        TRY(put_rows(exchange, env, the_case, part, &shown[n++], err));
    }
    answer->members = model_list_of(shown, n);
    return ERR_OK;
}
