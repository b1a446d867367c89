/* SPDX-License-Identifier: EUPL-1.2 */
#include "jobs/notice.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "db/db.h"
#include "store/case.h"
#include "text/fill.h"
#include "text/format.h"

#define MOST_BYTES 8192

static const struct {
    const char *name, *subject;
} messages[] = {
#define MESSAGE(id, name, subject) {name, subject},
#include "decl/verbs.def"
};

static const char *
subject_of(const char *message)
{
    for (size_t i = 0; i < sizeof messages / sizeof messages[0]; i++)
        if (strcmp(messages[i].name, message) == 0)
            return messages[i].subject;
    return NULL;
}

bool
notice_known(const char *message)
{
    return subject_of(message) != NULL;
}

static void
line(struct buf *out, const struct text_lang *lang, const char *pattern, const char *name, const char *value)
{
    const struct fill_arg arg = {name, value};

    buf_puts(out, fill(out, text_get(lang, pattern), &arg, 1));
    buf_putc(out, '\n');
}

/* The one sentence that says whether the reader must do something, and by when. */
static void
what_waits(struct buf *out, const struct text_lang *lang, const struct notice *notice)
{
    const char *day = notice->due != DB_NO_DAY ? format_day_long(out, lang, notice->due) : NULL;

    if (strcmp(notice->message, decl_verb_name(MESSAGE_DRAFT_ENDS)) == 0 && notice->class == CASE_DRAFT)
        line(out, lang, N_("Nobody has changed this draft for 60 days. It is deleted on {day} if it stays so."), "day",
             format_day_long(out, lang, notice->draft_end));
    else if (notice->class == CASE_CLOSED)
        line(out, lang, N_("The case is closed. You need do nothing."), "day", NULL);
    else if (notice->waits && day != NULL)
        line(out, lang, N_("It waits for your authority until {day}."), "day", day);
    else if (notice->waits)
        line(out, lang, N_("It waits for your authority."), "day", NULL);
    else if (day != NULL && notice->party)
        line(out, lang, N_("It waits for the other authority until {day}."), "day", day);
    else if (day != NULL && notice->coordinates)
        line(out, lang, N_("It waits for an authority that you coordinate, or for its counterpart, until {day}."), "day", day);
    else
        line(out, lang, N_("You need do nothing."), "day", NULL);
}

static const char *
make_text(TALLOC_CTX *mem, const struct config *config, const struct decl *decl, const struct text_lang *lang,
          const struct notice *notice)
{
    const struct decl_area *area = decl_area(decl, notice->area);
    const struct decl_flow *flow = area != NULL ? decl_flow(area, notice->flow, notice->flow_version) : NULL;
    struct buf *out = buf_new(mem, MOST_BYTES);

    buf_printf(out, "%s\n\n", text_get(lang, subject_of(notice->message)));
    line(out, lang, N_("Number: {number}"), "number", notice->ref);
    if (flow != NULL)
        line(out, lang, N_("Kind: {kind}"), "kind", text_get(lang, flow->title));
    if (area != NULL)
        line(out, lang, N_("Area: {area}"), "area", text_get(lang, area->title));
    buf_putc(out, '\n');
    what_waits(out, lang, notice);
    buf_putc(out, '\n');
    buf_printf(out, "%s/%s/cases/%s\n\n", config->site_address, notice->area, notice->ref);
    line(out, lang, N_("{site} sends this message by itself. Please do not answer it."), "site", config->site_name);
    if (config->training)
        line(out, lang, N_("This is a training system. All people and cases in it are invented."), "site", NULL);
    return out->data;
}

void
notice_write(TALLOC_CTX *mem, const struct config *config, const struct decl *decl, const struct text_lang *lang,
             const struct notice *notice, const char **subject, const char **text)
{
    const struct fill_arg args[] = {{"training", text_get(lang, N_("Training"))},
                                    {"subject", text_get(lang, subject_of(notice->message))},
                                    {"number", notice->ref}};
    const char *pattern = config->training ? N_("{training}: {subject} ({number})") : N_("{subject} ({number})");

    *subject = fill(mem, text_get(lang, pattern), args, 3);
    *text = make_text(mem, config, decl, lang, notice);
}
