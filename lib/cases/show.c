/* SPDX-License-Identifier: EUPL-1.2 */
/* Stored values as they are shown: labels for codes, dates with the month as a word, texts with their language. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "attach/attach.h"
#include "base/day.h"
#include "base/mem.h"
#include "cases/casework.h"
#include "directory/directory.h"
#include "text/fill.h"
#include "text/format.h"

static struct model_list
choices_of(const struct exchange *exchange, const struct decl_list *list, const char *codes)
{
    struct model_choice *choices = mem_zeros(exchange->mem, struct model_choice, strlen(codes) / 2 + 2);
    const char *at;
    size_t n = 0, length;

    while (codes_next(&codes, &at, &length)) {
        const char *code = mem_copy_n(exchange->mem, at, length);

        choices[n++] = (struct model_choice){.code = code, .label = label_code(exchange, list, code)};
    }
    return model_list_of(choices, n);
}

enum err_code
show_read_names(const struct env *env, const struct content_case *the_case, const struct content_values *values,
           struct shown_names *names, struct err *err)
{
    struct authority_name *found;
    size_t n_ids;
    const uint64_t *ids = content_authorities(env->mem, the_case, values, &n_ids);

    names->row = the_case->row;
    TRY(directory_names(env, ids, n_ids, &found, &names->count, err));
    names->names = found;
    return ERR_OK;
}

/* The name of an authority stands for its number; one that is not there any more has none. */
static struct model_words
show_authority(const struct exchange *exchange, const struct shown_names *names, uint64_t id)
{
    const char *name = NULL, *country = NULL, *language = NULL;

    for (size_t i = 0; i < names->count; i++)
        if (names->names[i].id == id) {
            name = names->names[i].name;
            country = names->names[i].country;
            language = names->names[i].language;
        }
    for (size_t i = 0; i < CASE_PARTS; i++)
        if (names->row->parties[i].authority_id == id) {
            name = names->row->parties[i].name;
            country = names->row->parties[i].country;
            language = names->row->parties[i].language;
        }
    if (name == NULL)
        return (struct model_words){NULL, NULL};
    return (struct model_words){mem_printf(exchange->mem, "%s (%s)", name, label_country(exchange, country)), language};
}

struct model_value
show_value(const struct exchange *exchange, const struct shown_names *names, const struct content_item *item,
           const struct content_value *value)
{
    struct model_value shown = {.field = item->name,
                                .label = app_t(exchange, item->label),
                                .day = MODEL_NO_DAY,
                                .personal = item->data_class != PERSONAL_NONE};
    const struct kind_shown part = kind_shown(item->kind, exchange->mem, value != NULL ? value->value : "");

    shown.text = part.msgid != NULL ? app_t(exchange, part.msgid) : part.text;
    if (part.words != NULL && value != NULL)
        shown.words = (struct model_words){part.words, value->language};
    if (part.codes != NULL)
        shown.values = choices_of(exchange, item->labels, part.codes);
    if (part.day != KIND_NO_DAY)
        shown.day = part.day;
    if (part.authority_id != 0)
        shown.words = show_authority(exchange, names, part.authority_id);
    return shown;
}

const struct model_authority *
show_party(const struct exchange *exchange, const struct case_party *party)
{
    struct model_authority *body;

    if (party->authority_id == 0)
        return NULL;
    body = mem_zero(exchange->mem, struct model_authority);
    *body = (struct model_authority){
        .id = (int64_t)party->authority_id,
        .name = {party->name, party->language},
        .other_name = party->other_name,
        .country = {text_country_shown(party->country), label_country(exchange, party->country)},
        .href = mem_printf(exchange->mem, "/directory/%" PRIu64, party->authority_id),
        .own = party->authority_id == exchange->actor->authority_id};
    return body;
}

static bool
was_changed(const struct content_values *values, const char *field)
{
    for (size_t i = 0; i < values->n_earlier; i++)
        if (strcmp(values->earlier[i].field, field) == 0)
            return true;
    return false;
}

const char *
show_section_href(const struct exchange *exchange, const struct content_case *the_case, const struct decl_section *section)
{
    const struct decl_action *filling = decl_filling(the_case->decl, the_case->part, the_case->state);

    return filling == NULL || section == NULL
               ? NULL
               : mem_printf(exchange->mem, "/%s/cases/%s/%s?section=%s", the_case->area->id, the_case->row->ref, filling->id,
                            section->id);
}

static const char *
field_href(const struct exchange *exchange, const struct content_case *the_case, const struct decl_section *section,
           const char *field)
{
    const char *href = show_section_href(exchange, the_case, section);

    return href == NULL ? NULL : mem_printf(exchange->mem, "%s#%s", href, field);
}

struct model_list
show_sections(const struct exchange *exchange, const struct env *env,
              const struct content_case *the_case, const struct decl_form *form,
              const struct content_values *values, const struct shown_names *names, bool change)
{
    struct model_section *sections =
        mem_zeros(exchange->mem, struct model_section, form->n_sections + 1);
    size_t n = 0;

    for (size_t i = 0; i < form->n_sections; i++) {
        const struct decl_section *section = &form->sections[i];
        struct content_items items;
        struct model_value *rows;
        size_t n_rows = 0;

        if (section->kind != SECTION_FIELDS && section->kind != SECTION_AUTHORITY)
            continue;
        items = content_section_items(env, the_case->decl, section, values);
        rows = mem_zeros(exchange->mem, struct model_value, items.count + 1);
        for (size_t j = 0; j < items.count; j++) {
            const struct content_value *value = content_value(values, items.items[j].name);
            bool given = value != NULL && *value->value != '\0';

            if (!items.items[j].shown || (!given && !(change && items.items[j].need == NEED_SEND)))
                continue;
            rows[n_rows] = show_value(exchange, names, &items.items[j], value);
            rows[n_rows].changed = was_changed(values, items.items[j].name);
            if (change)
                rows[n_rows].href = field_href(exchange, the_case, section, items.items[j].name);
            n_rows++;
        }
        if (n_rows == 0)
            continue;
        sections[n++] = (struct model_section){
            .id = section->id,
            .authority = section->kind == SECTION_AUTHORITY,
            .label = app_t(exchange, section->label),
            .href = change ? show_section_href(exchange, the_case, section) : NULL,
            .rows = model_list_of(rows, n_rows)};
    }
    return model_list_of(sections, n);
}

/* "utf-16le" of "text/csv; charset=utf-16le"; NULL where the media type says none. */
static const char *
charset_of(const char *media_type)
{
    const char *charset = media_type != NULL ? strstr(media_type, "charset=") : NULL;

    return charset != NULL ? charset + strlen("charset=") : NULL;
}

static const char *
warning_of(const struct exchange *exchange, const struct attach_file *file)
{
    const char *all = NULL, *one;

    for (unsigned i = 0; (one = attach_warning(file, i)) != NULL; i++)
        all = all == NULL ? app_t(exchange, one) : mem_printf(exchange->mem, "%s %s", all, app_t(exchange, one));
    return all;
}

struct model_list
show_files(const struct exchange *exchange, const struct content_case *the_case, const char *field,
           const struct attach_file *files, size_t n_files)
{
    struct model_file *shown = mem_zeros(exchange->mem, struct model_file, n_files + 1);
    size_t n = 0;

    for (size_t i = 0; i < n_files; i++) {
        const struct attach_file *file = &files[i];

        if (field != NULL && strcmp(file->field, field) != 0)
            continue;
        shown[n++] = (struct model_file){
            .id = (int64_t)file->id,
            .label = file->name,
            .href = file->name != NULL
                        ? mem_printf(exchange->mem, "/%s/cases/%s/attachments/%" PRIu64,
                                     the_case->area->id, the_case->row->ref, file->id)
                        : NULL,
            .size = format_size(exchange->mem, exchange->lang, (int64_t)file->size),
            .bytes = (int64_t)file->size,
            .media_type = file->media_type,
            .kind = file->kind,
            .lang = file->language,
            .charset = charset_of(file->media_type),
            .warning = warning_of(exchange, file),
            .cleaned = file->cleaned,
            .removable = file->draft && file->part == the_case->member};
    }
    return model_list_of(shown, n);
}

/* Who did it: own colleagues by name, the other side as authority, the system as itself. */
static const char *
event_actor(const struct exchange *exchange, const struct flow_event *event)
{
    if (event->user_name != NULL)
        return event->user_name;
    return event->authority_name == NULL ? app_t(exchange, N_("The system")) : NULL;
}

static const char *
event_title(const struct exchange *exchange, const struct flow_event *event)
{
    const char *done = event->done;

    if (strcmp(event->action, "blocked") == 0)
        done = N_("blocked the personal data");
    else if (strcmp(event->action, "shortened") == 0)
        done = N_("brought blocking and deletion forward");
    else if (strcmp(event->action, "erased") == 0)
        done = N_("deleted the personal data");
    return done != NULL ? app_t(exchange, done) : event->action;
}

static const char *
event_authority(const struct exchange *exchange, const struct flow_event *event)
{
    if (event->authority_name == NULL)
        return NULL;
    return mem_printf(exchange->mem, "%s (%s)", event->authority_name, text_country_shown(event->authority_country));
}

struct model_list
show_events(const struct exchange *exchange, const struct flow_events *events)
{
    struct model_event *shown = mem_zeros(exchange->mem, struct model_event, events->count + 1);

    for (size_t i = 0; i < events->count; i++) {
        const struct flow_event *event = &events->items[i];

        shown[i] = (struct model_event){.seq = (int64_t)event->seq,
                                        .at = event->at,
                                        .action = event->action,
                                        .title = event_title(exchange, event),
                                        .authority = event_authority(exchange, event),
                                        .actor = event_actor(exchange, event),
                                        .kind = event->from != event->to ? "step" : "note"};
    }
    return model_list_of(shown, events->count);
}

struct model_list
show_said(const struct exchange *exchange, const struct shown_names *names, const struct flow_events *events)
{
    struct model_said *shown = mem_zeros(exchange->mem, struct model_said, events->count + 1);
    size_t n = 0;

    for (size_t i = events->count; i-- > 0;) {
        const struct flow_event *event = &events->items[i];
        struct model_value *rows = mem_zeros(exchange->mem, struct model_value, event->n_said + 1);

        for (size_t j = 0; j < event->n_said; j++)
            rows[j] = show_value(exchange, names, event->said[j].item, event->said[j].value);
        if (event->n_said > 0)
            shown[n++] = (struct model_said){.seq = (int64_t)event->seq,
                                             .at = event->at,
                                             .title = event_title(exchange, event),
                                             .authority = event_authority(exchange, event),
                                             .actor = event_actor(exchange, event),
                                             .own = event->own,
                                             .rows = model_list_of(rows, event->n_said)};
    }
    return model_list_of(shown, n);
}
