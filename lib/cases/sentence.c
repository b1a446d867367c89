/* SPDX-License-Identifier: EUPL-1.2 */
#include "cases/sentence.h"

#include <string.h>

#include "base/mem.h"
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
           const struct decl_state *state, const char **level)
{
    const struct case_row *row = the_case->row;
    const struct case_party *party = &row->parties[state->waits_for];
    const char *left = label_days(exchange, row->due, level);
    const char *day = format_day_long(exchange->mem, exchange->lang, row->due);
    const struct fill_arg args[] = {
        {"authority", party->name},
        {"day", left != NULL ? mem_printf(exchange->mem, "%s (%s)", day, left) : day}};

    return fill(exchange->mem, app_t(exchange, state->waits_text), args, 2);
}

void
sentence_put(const struct exchange *exchange, const struct content_case *the_case,
             struct model_case *answer)
{
    const struct decl_state *state = &the_case->decl->states[the_case->state];
    bool mine = state->waits_for >= 0 && state->waits_for == the_case->part;

    if (state->class == CLASS_FINAL || state->waits_for < 0) {
        answer->waits = final_text(exchange, the_case);
        answer->level = "closed";
        return;
    }
    answer->waits = waits_text(exchange, the_case, state, &answer->level);
    if (!mine && strcmp(answer->level, "late") != 0)
        answer->level = "other";
    if (mine && the_case->n_offers == 0)
        answer->todo = app_t(exchange, N_("A request handler of your authority must act."));
    else if (mine)
        answer->todo = app_t(exchange, N_("You need to act."));
    else if (the_case->part >= 0)
        answer->todo = app_t(exchange, N_("You need do nothing."));
}
