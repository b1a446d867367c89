/* SPDX-License-Identifier: EUPL-1.2 */
#include "cases/sentence.h"

#include <string.h>

#include "base/mem.h"
#include "cases/unmet.h"
#include "text/fill.h"
#include "text/format.h"

static const char *
final_text(const struct exchange *exchange, const struct content_case *the_case)
{
    const struct case_row *row = the_case->row;
    const char *day;

    if (row->erased_at != DB_NO_MOMENT)
        return app_t(exchange, N_("This case is closed, and its personal data were deleted."));
    if (the_case->blocked)
        return app_t(exchange, N_("This case is closed, and its personal data are blocked."));
    day = format_day_long(exchange->mem, exchange->lang, row->block_due);
    return fill(exchange->mem,
                app_t(exchange, N_("This case is closed. Its personal data are blocked from {day} on.")),
                (const struct fill_arg[]){{"day", day}}, 1);
}

static const char *
waits_text(const struct exchange *exchange, const struct content_case *the_case,
           const struct decl_state *state, int32_t due, const char **level)
{
    const struct case_party *party = &the_case->row->parties[state->waits_for];
    const char *left = label_days(exchange, due, level);
    const char *day = format_day_long(exchange->mem, exchange->lang, due);
    const struct fill_arg args[] = {
        {"authority", party->name},
        {"day", left != NULL ? mem_printf(exchange->mem, "%s (%s)", day, left) : day}};

    return fill(exchange->mem, app_t(exchange, state->waits_text), args, 2);
}

/* What the reader's own member has to do comes before what others have. */
static bool
own_waits(const struct content_case *the_case)
{
    return the_case->own != NULL && the_case->own->waits && the_case->own_state >= 0;
}

/* The condition for which somebody whose turn it is cannot act now; NULL where that is not what keeps him from it. */
static const struct decl_verb_use *
first_unmet(const struct exchange *exchange, const struct content_case *the_case)
{
    for (size_t i = 0; i < the_case->decl->n_actions; i++)
        if (content_may(the_case, exchange->actor, &the_case->decl->actions[i]) == MAY_NOT_YET)
            return content_unmet(the_case, &the_case->decl->actions[i], NULL);
    return NULL;
}

/* A state that waits for a day: nobody is late, and nobody has to act. */
static const char *
until_text(const struct exchange *exchange, const struct content_case *the_case, const struct decl_state *state)
{
    const char *level, *left = label_days(exchange, the_case->row->due, &level);
    const char *day = format_day_long(exchange->mem, exchange->lang, the_case->row->due);
    const struct fill_arg arg = {
        "day", left != NULL && strcmp(level, "late") != 0 ? mem_printf(exchange->mem, "%s (%s)", day, left) : day};

    return fill(exchange->mem, app_t(exchange, state->waits_text), &arg, 1);
}

void
sentence_put(const struct exchange *exchange, const struct content_case *the_case,
             struct model_case *answer)
{
    bool own = own_waits(the_case);
    const struct decl_state *state = &the_case->decl->states[own ? the_case->own_state : the_case->state];
    bool mine = state->waits_for >= 0 && state->waits_for == the_case->part;
    const struct decl_verb_use *unmet;

    if (state->until != NULL) {
        answer->waits = until_text(exchange, the_case, state);
        answer->level = "other";
        answer->todo = the_case->part >= 0 ? app_t(exchange, N_("You need do nothing.")) : NULL;
        return;
    }
    if (state->class == CLASS_FINAL || the_case->blocked) {
        answer->waits = final_text(exchange, the_case);
        answer->level = "closed";
        return;
    }
    if (state->waits_for < 0) {
        answer->waits = app_t(exchange, decl_has_members(the_case->decl) ? N_("This case is open with all who take part in it.")
                                                                         : N_("This case is open. Nobody has to act now."));
        answer->level = "other";
        return;
    }
    answer->waits = waits_text(exchange, the_case, state, own ? the_case->own->due : the_case->row->due, &answer->level);
    if (!mine && strcmp(answer->level, "late") != 0)
        answer->level = "other";
    if (mine && the_case->n_offers == 0 && (unmet = first_unmet(exchange, the_case)) != NULL)
        answer->todo = unmet_text(exchange, the_case, unmet);
    else if (mine && the_case->n_offers == 0)
        answer->todo = app_t(exchange, N_("A request handler of your authority must act."));
    else if (mine)
        answer->todo = app_t(exchange, N_("You need to act."));
    else if (the_case->part >= 0)
        answer->todo = app_t(exchange, N_("You need do nothing."));
}
