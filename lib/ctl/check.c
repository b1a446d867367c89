/* SPDX-License-Identifier: EUPL-1.2 */
/* imictl check: all declared data, the years that their calendars hold, and their texts in every language that is offered. */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "ctl/ctl.h"
#include "text/catalogue.h"

struct check {
    const struct text *text;
    const struct text_lang *lang; /* looked at now */
    const char *language;         /* its English name */
    bool all;                     /* name each text that is missing */
    size_t faults, missing;       /* missing: not named */
};

static void
complain(struct check *check, const struct yaml_text *text, const char *what)
{
    printf("%s:%u: %s: %s %s text\n", text->pos.file, text->pos.line, text->key, what, check->language);
    check->faults++;
}

/* Whether every {placeholder} of one text stands in the other, too. */
static bool
holds_placeholders(const char *of, const char *in)
{
    for (const char *at = strchr(of, '{'); at != NULL; at = strchr(at + 1, '{')) {
        const char *end = strchr(at, '}');
        char word[64];
        size_t length = end == NULL ? 0 : (size_t)(end - at) + 1;

        if (length == 0 || length >= sizeof word)
            continue;
        memcpy(word, at, length);
        word[length] = '\0';
        if (strstr(in, word) == NULL)
            return false;
    }
    return true;
}

static void
check_text(const struct yaml_text *text, void *closure)
{
    struct check *check = closure;
    const char *translated;

    if (!text_has(check->lang, NULL, text->msgid)) {
        if (check->all)
            complain(check, text, "no");
        else
            check->missing++;
        return;
    }
    translated = text_get(check->lang, text->msgid);
    if (!holds_placeholders(text->msgid, translated) || !holds_placeholders(translated, text->msgid))
        complain(check, text, "other placeholders in the");
}

/* What is missing is one line, with how many texts: a new area has hundreds of them. */
static size_t
check_language(const struct decl *decl, const struct text *text, const char *code, bool all)
{
    const char *name = text_language(text_lang_default(text), code);
    struct check check = {.text = text, .lang = text_lang(text, code), .language = name, .all = all};

    if (check.lang != NULL)
        decl_texts(decl, check_text, &check);
    if (check.missing > 0)
        printf("translations/%s.po:1: %s: %zu texts are not in %s; imictl check --all names them\n", code, code, check.missing, name);
    return check.faults + check.missing;
}

/* A language whose catalogue is missing or broken is one complaint, and the others are looked at all the same. */
static size_t
check_catalogue(struct ctl *ctl, const struct decl *decl, const struct ctl_data *data, const char *code)
{
    const char *const langs[] = {"en", code};
    struct text_setup setup = {.dir = data->translations, .langs = langs, .lang_count = 2};
    struct text *text;
    struct err err;

    if (strcmp(code, "en") == 0 || strcmp(code, "qps") == 0)
        return 0;
    if (text_open(ctl->mem, &setup, &text, &err) != ERR_OK) {
        printf("translations/%s.po:1: %s: %s\n", code, code, err.detail);
        return 1;
    }
    return check_language(decl, text, code, option_value(ctl->options, "all") != NULL);
}

/* Periods that begin today reach into the next year: both years must be there, where a flow counts closed days. */
static size_t
check_calendars(const struct decl *decl)
{
    const struct decl_flow *flow = decl_needs_calendars(decl);
    int year = day_year(clock_today());
    size_t faults = 0;

    for (size_t i = 0; flow != NULL && i < decl->n_calendars; i++) {
        const struct decl_calendar *calendar = &decl->calendars[i];

        if (decl_calendar_covers(calendar, year, year + 1))
            continue;
        printf("%s:%u: closed: holds %d to %d; the flow %s %s.%u needs %d and %d\n", calendar->pos.file, calendar->pos.line,
               calendar->first_year, calendar->last_year, flow->area_id, flow->id, flow->version, year, year + 1);
        faults++;
    }
    return faults;
}

enum ctl_status
ctl_check(struct ctl *ctl, int argc, char **argv)
{
    struct ctl_data data;
    const struct decl *decl;
    struct err err;
    size_t faults = 0;

    (void)argv;
    if (argc != 0)
        return CTL_USAGE;
    if (ctl_find_data(ctl, &data, &err) != ERR_OK) {
        printf("%s\n", err.detail);
        return CTL_FAULT;
    }
    decl = ctl_load(ctl, &data);
    if (decl == NULL)
        return CTL_FAULT;
    faults += check_calendars(decl);
    for (size_t i = 0; i < data.n_languages; i++)
        faults += check_catalogue(ctl, decl, &data, data.languages[i]);
    return faults == 0 ? CTL_OK : CTL_FAULT;
}
