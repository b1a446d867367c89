/* SPDX-License-Identifier: EUPL-1.2 */
#include "lists/rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

#define DIGITS "0123456789"

static const struct decl_state *
state_of(const struct exchange *exchange, const struct case_shell *shell)
{
    const struct decl_area *area = decl_area(exchange->app->decl, shell->area);
    const struct decl_flow *flow =
        area != NULL ? decl_flow(area, shell->flow, (unsigned)shell->flow_version) : NULL;
    int state = flow != NULL ? decl_state(flow, shell->state) : -1;

    return state >= 0 ? &flow->states[state] : NULL;
}

static const struct model_authority *
other_side(struct exchange *exchange, const struct case_shell *shell)
{
    struct model_authority *body;

    if (shell->other_id == 0)
        return NULL;
    body = mem_zero(exchange->mem, struct model_authority);
    /* A page needs no number of it, and every value of every row costs. */
    *body = (struct model_authority){.id = app_is_api(exchange) ? (int64_t)shell->other_id : MODEL_NO_NUMBER,
                                     .name = {shell->other_name, shell->other_language},
                                     .country = {text_country_shown(shell->other_country),
                                                 label_country(exchange, shell->other_country)}};
    return body;
}

static struct model_row
show_row(struct exchange *exchange, const struct case_shell *shell)
{
    const struct decl_area *area = decl_area(exchange->app->decl, shell->area);
    const struct decl_state *state = state_of(exchange, shell);
    const struct decl_flow *flow = area != NULL ? decl_flow(area, shell->flow, 0) : NULL;
    struct model_row row = {
        .ref = shell->ref,
        .href = handler_href(exchange, shell->area, shell->ref, NULL, NULL),
        .file_number = shell->file_number,
        .area = {shell->area, area != NULL ? app_t(exchange, area->title) : shell->area},
        .flow = {shell->flow, flow != NULL ? app_t(exchange, flow->title) : shell->flow},
        .state = {shell->state, state != NULL ? app_t(exchange, state->label) : shell->state},
        .other = other_side(exchange, shell),
        .direction = shell->part == PART_BEGINS ? "sent" : "received",
        .due = shell->class == CASE_OPEN ? shell->due : MODEL_NO_DAY,
        .level = "fine",
        .waits = shell->waits && shell->class != CASE_CLOSED,
        .changed_at = app_is_api(exchange) || shell->class == CASE_DRAFT ? shell->changed_at : MODEL_NO_MOMENT};

    /* Of a state that waits for a day by itself the day is shown, and nobody is late. */
    if (row.due != MODEL_NO_DAY && (state == NULL || state->until == NULL))
        row.left = label_days(exchange, row.due, &row.level);
    return row;
}

struct model_list
rows_show(struct exchange *exchange, const struct case_shell *shells, size_t count)
{
    struct model_row *rows = mem_zeros(exchange->mem, struct model_row, count + 1);

    for (size_t i = 0; i < count; i++)
        rows[i] = show_row(exchange, &shells[i]);
    return model_list_of(rows, count);
}

const char *
rows_cursor(struct exchange *exchange, int64_t first, uint64_t second)
{
    char text[64];
    int length = snprintf(text, sizeof text, "%" PRId64 ":%" PRIu64, first, second);

    return hash_base64url(exchange->mem, text, (size_t)length);
}

bool
rows_cursor_read(const char *cursor, int64_t *first, uint64_t *second)
{
    char text[64] = "";
    size_t length = cursor != NULL ? strlen(cursor) * 3 / 4 : 0;
    size_t digits;

    if (length == 0 || length >= sizeof text || !hash_from_base64url(cursor, text, length))
        return false;
    digits = strspn(text, DIGITS);
    if (digits == 0 || text[digits] != ':' || text[digits + 1] == '\0' ||
        strspn(text + digits + 1, DIGITS) != strlen(text + digits + 1))
        return false;
    *first = strtoll(text, NULL, 10);
    *second = strtoull(text + digits + 1, NULL, 10);
    return *first >= 0 && *first <= flow_due_moment(DB_NO_DAY);
}
