/* SPDX-License-Identifier: EUPL-1.2 */
#include "cases/how.h"

#include "base/buf.h"
#include "base/mem.h"
#include "text/fill.h"
#include "text/format.h"
#include "web/handler.h"

#define HOW_BYTES 2000

/* "7 calendar days after 18 Dec 2026." */
static const char *
counted_text(const struct exchange *exchange, const struct flow_reckoning *reckoning)
{
    const struct text_lang *lang = exchange->lang;
    int32_t count = reckoning->count;
    const char *text = NULL;
    const struct fill_arg args[] = {{"count", format_number(exchange->mem, lang, count)},
                                    {"day", format_day_short(exchange->mem, lang, reckoning->event)}};

    switch (reckoning->unit) {
    case PERIOD_CALENDAR_DAY:
        text = text_get_plural(lang, "{count} calendar day after {day}.", "{count} calendar days after {day}.", count);
        break;
    case PERIOD_WORKING_DAY:
        text = text_get_plural(lang, "{count} working day after {day}.", "{count} working days after {day}.", count);
        break;
    case PERIOD_MONTH:
        text = text_get_plural(lang, "{count} month after {day}.", "{count} months after {day}.", count);
        break;
    }
    return fill(exchange->mem, text, args, 2);
}

/* What is left out when working days are counted. */
static const char *
left_out_text(const struct exchange *exchange, const struct flow_reckoning *reckoning)
{
    struct fill_arg country = {"country", NULL};

    if (reckoning->n_countries == 0)
        return app_t(exchange, N_("Saturdays and Sundays do not count."));
    country.value = label_country(exchange, reckoning->countries[0]);
    if (reckoning->n_countries == 1)
        return fill(exchange->mem, app_t(exchange, N_("Saturdays, Sundays and public holidays do not count ({country}).")),
                    &country, 1);
    return app_t(exchange, N_("Saturdays, Sundays and the public holidays of both states do not count."));
}

/* Why the day is not the one to which the counting leads. */
static const char *
moved_text(const struct exchange *exchange, const struct flow_reckoning *reckoning)
{
    const struct fill_arg args[] = {
        {"day", format_day_long(exchange->mem, exchange->lang, reckoning->counted)},
        {"country", reckoning->closed_in == NULL ? NULL : label_country(exchange, reckoning->closed_in)}};

    if (reckoning->closed_in != NULL)
        return fill(exchange->mem,
                    app_t(exchange, N_("That would be {day}, a public holiday ({country}): the next working day counts.")), args, 2);
    return fill(exchange->mem, app_t(exchange, N_("That would be {day}: the next working day counts.")), args, 1);
}

const char *
how_text(const struct exchange *exchange, const struct flow_reckoning *reckoning)
{
    struct buf *text = buf_new(exchange->mem, HOW_BYTES);

    buf_puts(text, counted_text(exchange, reckoning));
    if (reckoning->unit == PERIOD_WORKING_DAY)
        buf_printf(text, " %s", left_out_text(exchange, reckoning));
    if (reckoning->closed)
        buf_printf(text, " %s", moved_text(exchange, reckoning));
    if (reckoning->lengthened)
        buf_printf(text, " %s", app_t(exchange, N_("A period of two days or more includes at least two working days.")));
    return text->data;
}
