/* SPDX-License-Identifier: EUPL-1.2 */
/* The help page: how it works, in a few paragraphs, and what each kind of error means (the anchors of the API's problems). */
#include <string.h>

#include "base/mem.h"
#include "model/control.h"
#include "portal/portal.h"
#include "web/core.h"

struct paragraph {
    const char *text;
};

static const struct model_field paragraph_fields[] = {MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, paragraph, text), MODEL_END};
static const struct model_table paragraph_table = {"HelpParagraph", sizeof(struct paragraph), paragraph_fields};

struct section {
    const char *id;
    const char *title;
    struct model_list paragraphs;
    struct model_list links;
};

static const struct model_field section_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, section, id), MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, section, title),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, section, paragraphs, &paragraph_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, section, links, &view_link_table), MODEL_END};
static const struct model_table section_table = {"HelpSection", sizeof(struct section), section_fields};

struct help_page {
    const char *lead;
    const char *contact;
    struct model_list sections;
};

static const struct model_field help_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, help_page, lead), MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, help_page, contact),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, help_page, sections, &section_table), MODEL_END};
static const struct model_table help_table = {"HelpPage", sizeof(struct help_page), help_fields};

/* The sections; an empty title goes on with the section before. */
static const struct {
    const char *id;
    const char *title;
    const char *text;
} texts[] = {
    {"ask", N_("Asking another authority"),
     N_("Choose the area and the kind of case, find the competent authority by country and subject, and tick the questions: they are ready in every language.")},
    {NULL, NULL, N_("Your draft is kept while you work. Before you send it you see it as the other authority will see it.")},
    {"answer", N_("Answering"),
     N_("A new request shows what is asked and about which kind of firm or person, but no names, until your authority accepts it. Then you see all of it and can answer by the date shown.")},
    {"data", N_("Personal data"),
     N_("Fields with (!) may hold personal data. Who reads them is recorded. They are blocked some months after a case is closed, and deleted later, by themselves.")},
    {"account", N_("Your account"),
     N_("Set up one-time codes: then a stolen password is not enough. Keep the recovery codes away from your device; each works once.")},
    {NULL, NULL, N_("When you do nothing for some time you are signed out. What you entered in a draft is kept.")},
};

static size_t
fill_sections(const struct exchange *exchange, struct section *sections)
{
    struct paragraph *paragraphs = mem_zeros(exchange->mem, struct paragraph, sizeof texts / sizeof texts[0]);
    size_t count = 0;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        paragraphs[i].text = app_t(exchange, texts[i].text);
        if (texts[i].title != NULL) {
            sections[count].id = texts[i].id;
            sections[count].title = app_t(exchange, texts[i].title);
            sections[count].paragraphs.items = &paragraphs[i];
            count++;
        }
        sections[count - 1].paragraphs.count++;
    }
    return count;
}

/* One short section for each kind of error: `type` of the API's problems points here. */
static size_t
fill_errors(const struct exchange *exchange, struct section *sections)
{
    size_t count = 0;

    for (int code = ERR_OK + 1; code < ERR_COUNT; code++) {
        bool internal = code == ERR_RETRY || code == ERR_DECLARED || code == ERR_CONFIG || code == ERR_NO_MEMORY ||
                        code == ERR_COMMIT_LOST;
        struct paragraph *paragraph;

        if (internal)
            continue;
        paragraph = mem_zeros(exchange->mem, struct paragraph, 1);
        paragraph->text =
            mem_printf(exchange->mem, "HTTP %d, %s", err_status((enum err_code)code), err_slug((enum err_code)code));
        sections[count].id = err_slug((enum err_code)code);
        sections[count].title = app_t(exchange, err_title((enum err_code)code));
        sections[count].paragraphs = (struct model_list){paragraph, 1};
        count++;
    }
    return count;
}

enum err_code
help_show(struct exchange *exchange, struct err *err)
{
    struct section *sections = mem_zeros(exchange->mem, struct section, sizeof texts / sizeof texts[0] + ERR_COUNT);
    struct view_link *link = mem_zeros(exchange->mem, struct view_link, 1);
    size_t count = fill_sections(exchange, sections), first_error = count;
    struct help_page page = {.lead = app_t(exchange, N_("How this works, in short.")),
                             .contact = exchange->app->config->site_contact};

    count += fill_errors(exchange, sections + count);
    *link = (struct view_link){app_t(exchange, N_("Description of the API (OpenAPI)")), "/api/v1/openapi.json"};
    sections[first_error].links = (struct model_list){link, 1};
    page.sections = (struct model_list){sections, count};
    return app_page(exchange, 200, "help", app_t(exchange, N_("Help")), &help_table, &page, err);
}
