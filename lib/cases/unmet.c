/* SPDX-License-Identifier: EUPL-1.2 */
#include "cases/unmet.h"

#include <string.h>

#include "base/mem.h"
#include "text/fill.h"
#include "text/format.h"
#include "web/handler.h"

/* What a person is told of a condition that does not hold: its own words, with the day that it asks for. */
static const char *
declared_text(const struct exchange *exchange, const char *text, int32_t day)
{
    const struct fill_arg arg = {"day", day == DB_NO_DAY ? NULL : format_day_long(exchange->mem, exchange->lang, day)};

    return fill(exchange->mem, app_t(exchange, text), &arg, 1);
}

static const struct decl_field *
field_of(const struct decl_flow *decl, const char *id)
{
    const struct decl_field *field = decl_field(decl->main, id);

    for (size_t i = 0; field == NULL && i < decl->n_forms; i++)
        field = decl_field(&decl->forms[i], id);
    return field;
}

static const char *
values_text(const struct exchange *exchange, const struct decl_field *field, const char *const *codes)
{
    const char *text = "";

    for (size_t i = 0; codes[i] != NULL; i++)
        text = mem_printf(exchange->mem, "%s%s%s", text, i > 0 ? ", " : "", label_code(exchange, field->limits.list, codes[i]));
    return text;
}

static const char *
text_of_field_is(const struct exchange *exchange, const struct content_case *the_case, const struct decl_verb_use *unmet)
{
    const struct verb_field_is *args = &unmet->args.field_is;
    const struct decl_field *field = field_of(the_case->decl, args->field);
    const struct fill_arg fills[] = {
        {"label", app_t(exchange, field->label)},
        {"values", values_text(exchange, field, args->is != NULL ? args->is : args->is_not)}};
    const char *text;

    if (field->kind->ticked)
        text = args->is != NULL ? N_("This can be done only where “{label}” is ticked.")
                                : N_("This can be done only where “{label}” is not ticked.");
    else
        text = args->is != NULL ? N_("This can be done only where “{label}” is one of these: {values}.")
                                : N_("This can be done only where “{label}” is none of these: {values}.");
    return fill(exchange->mem, app_t(exchange, text), fills, 2);
}

static const char *
date_label(const struct decl_flow *decl, const char *stamp)
{
    for (size_t i = 0; i < decl->n_dates; i++)
        if (strcmp(decl->dates[i].id, stamp) == 0)
            return decl->dates[i].label;
    return NULL;
}

/* A moment or day that is shown among the dates has a name. */
static const char *
text_of_stamp_is(const struct exchange *exchange, const struct content_case *the_case, const struct decl_verb_use *unmet)
{
    bool set = unmet->args.stamp_is.is == STANDS_SET;
    const char *label = date_label(the_case->decl, unmet->args.stamp_is.stamp);
    const struct fill_arg arg = {"label", label == NULL ? NULL : app_t(exchange, label)};

    if (label == NULL)
        return app_t(exchange, set ? N_("Something else must be done first.") : N_("This can no longer be done after what was done before."));
    return fill(exchange->mem,
                app_t(exchange, set ? N_("This can be done only once there is a date for “{label}”.")
                                    : N_("This can be done only while there is no date for “{label}”.")),
                &arg, 1);
}

static const char *
text_of_day_is(const struct exchange *exchange, const struct content_case *the_case, const struct decl_verb_use *unmet)
{
    int32_t day = content_unmet_day(the_case, unmet);
    struct fill_arg arg = {"day", NULL};

    if (day == DB_NO_DAY)
        return app_t(exchange, N_("The day on which this depends is not set."));
    arg.value = format_day_long(exchange->mem, exchange->lang, unmet->args.day_is.is == DAY_PASSED ? day + 1 : day);
    return fill(exchange->mem,
                app_t(exchange, unmet->args.day_is.is == DAY_NOT_PASSED ? N_("This could be done until {day}.")
                                                                        : N_("This can be done from {day} on.")),
                &arg, 1);
}

static const char *
text_of_setting_is(const struct exchange *exchange, const struct content_case *the_case, const struct decl_verb_use *unmet)
{
    (void)the_case;
    (void)unmet;
    return app_t(exchange, N_("The settings of your authority do not provide for this."));
}

/* One function for each row: a condition without its words does not compile. */
typedef const char *words_of(const struct exchange *exchange, const struct content_case *the_case,
                             const struct decl_verb_use *unmet);

static words_of *const words[VERB_COUNT] = {
#define CONDITION(id, name, key, verifier, arguments, words) [CONDITION_##id] = text_of_##name,
#include "decl/verbs.def"
};

const char *
unmet_text(const struct exchange *exchange, const struct content_case *the_case, const struct decl_verb_use *unmet)
{
    const char *text = decl_condition_text(unmet);

    if (text != NULL)
        return declared_text(exchange, text, content_unmet_day(the_case, unmet));
    return words[unmet->verb](exchange, the_case, unmet);
}
