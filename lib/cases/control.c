/* SPDX-License-Identifier: EUPL-1.2 */
/* Items as form controls: what was typed goes before what is stored, and what must be mended stands beside it. */
#include <string.h>

#include "attach/attach.h"
#include "base/mem.h"
#include "cases/casework.h"
#include "cases/files.h"
#include "text/collate.h"
#include "text/fill.h"
#include "text/format.h"

#define SELECT_FROM 9   /* more choices than this, and one of them, become a drop-down list */

static const struct content_input *
typed_for(const struct form_state *state, const char *name)
{
    for (size_t i = 0; i < state->n_typed; i++)
        if (strcmp(state->typed[i].field, name) == 0)
            return &state->typed[i];
    return NULL;
}

static const char *
error_for(const struct exchange *exchange, const struct form_state *state, const char *name)
{
    for (size_t i = 0; state->problems != NULL && i < state->problems->count; i++)
        if (strcmp(state->problems->items[i].field, name) == 0)
            return label_problem(exchange, &state->problems->items[i]);
    return files_refused(exchange, state->files, name);
}

struct options {
    struct view_option *items; /* with room for one more, the blank choice */
    size_t count;
};

static void
add_option(struct exchange *exchange, struct options *options, const struct decl_list *list,
           const char *code, const char *value)
{
    const struct decl_code *known = list != NULL ? decl_code(list, code) : NULL;

    options->items = mem_grow(exchange->mem, options->items, struct view_option, options->count + 2);
    options->items[options->count++] = (struct view_option){
        .code = code,
        .label = label_code(exchange, list, code),
        .hint = known != NULL && known->note != NULL ? app_t(exchange, known->note) : NULL,
        .selected = codes_have(value, code, strlen(code))};
}

/* Countries and long lists stand in the reader's alphabetical order; short ones as declared. */
static void
sort_options(struct exchange *exchange, struct options *options)
{
    const char **labels = mem_zeros(exchange->mem, const char *, options->count + 1);
    size_t *order = mem_zeros(exchange->mem, size_t, options->count + 1);
    struct view_option *sorted = mem_zeros(exchange->mem, struct view_option, options->count + 1);

    for (size_t i = 0; i < options->count; i++)
        labels[i] = options->items[i].label;
    collate_order(exchange->lang, labels, options->count, order);
    for (size_t i = 0; i < options->count; i++)
        sorted[i] = options->items[order[i]];
    options->items = sorted;
}

static void
add_codes(struct exchange *exchange, struct options *options, const struct content_item *item, const char *codes,
          const char *value)
{
    const char *code;
    size_t length;

    while (codes_next(&codes, &code, &length))
        add_option(exchange, options, item->labels, mem_copy_n(exchange->mem, code, length), value);
}

static struct options
options_of(struct exchange *exchange, const struct content_item *item, const char *value)
{
    const struct decl_list *list = item->limits.list;
    struct options options = {mem_zeros(exchange->mem, struct view_option, 1), 0};

    for (size_t i = 0; list != NULL && i < list->n_codes; i++)
        add_option(exchange, &options, list, list->codes[i].id, value);
    if (options.count > SELECT_FROM)
        sort_options(exchange, &options);
    add_codes(exchange, &options, item, item->limits.more_codes, value);
    add_codes(exchange, &options, item, item->limits.lone_codes, value);
    return options;
}

static struct model_list
languages_of(struct exchange *exchange, const char *chosen)
{
    const struct config *config = exchange->app->config;
    struct view_option *options =
        mem_zeros(exchange->mem, struct view_option, config->n_languages + 1);
    size_t n = 0;

    for (size_t i = 0; i < config->n_languages; i++)
        if (strcmp(config->languages[i], "qps") != 0)
            options[n++] = (struct view_option){
                .code = config->languages[i],
                .label = text_language(exchange->lang, config->languages[i]),
                .selected = strcmp(config->languages[i], chosen) == 0};
    return model_list_of(options, n);
}

/* The inputs of a value that is asked for in several; the widget `day` is the one that has them. */
static void
put_parts(struct exchange *exchange, const struct kind_parts *parts, const char *value,
          struct view_control *control)
{
    const char *split[KIND_PARTS];

    parts->split(exchange->mem, value, split);
    control->day_year = split[0];
    control->day_month = split[1];
    control->day_day = split[2];
}

static void
add_blank_choice(struct exchange *exchange, struct options *options)
{
    memmove(options->items + 1, options->items, options->count * sizeof *options->items);
    options->items[0] = (struct view_option){.code = "", .label = app_t(exchange, N_("Choose"))};
    options->count++;
}

/* What the kind of the item says of its control, and the choices that it offers. */
static void
put_widget(struct exchange *exchange, const struct content_item *item, const char *value,
           struct view_control *control)
{
    const struct kind_control asked = item->kind->control(&item->limits);
    struct options options = {NULL, 0};

    control->kind = asked.widget;
    control->width = asked.width;
    control->input_mode = asked.input_mode;
    control->suffix = asked.suffix != NULL ? app_t(exchange, asked.suffix) : NULL;
    control->multiple = asked.multiple;
    if (asked.counter != 0)
        control->max = (int64_t)asked.counter;
    if (item->kind->coded)
        options = options_of(exchange, item, value);
    if (asked.widget_of_many != NULL && options.count > SELECT_FROM) {
        control->kind = asked.widget_of_many;
        add_blank_choice(exchange, &options);
    }
    control->options = model_list_of(options.items, options.count);
    if (item->kind->parts != NULL)
        put_parts(exchange, item->kind->parts, value, control);
}

struct view_control
control_of(struct exchange *exchange, const struct env *env, const struct content_item *item,
           const struct form_state *state)
{
    const struct content_input *typed = typed_for(state, item->name);
    const struct content_value *stored = content_value(state->values, item->name);
    const char *value = typed != NULL ? (typed->raw != NULL ? typed->raw : "")
                        : stored != NULL ? kind_typed(item->kind, exchange->mem, stored->value) : "";
    const char *language = typed != NULL && typed->language != NULL ? typed->language
                           : stored != NULL && stored->language != NULL ? stored->language
                                                                        : env->actor->language;
    struct view_control control = {.name = item->name,
                                   .label = app_t(exchange, item->label),
                                   .hint = item->hint != NULL ? app_t(exchange, item->hint) : NULL,
                                   .error = error_for(exchange, state, item->name),
                                   .value = value,
                                   .personal = item->data_class != PERSONAL_NONE,
                                   .optional = item->need == NEED_NEVER && item->role == ITEM_FIELD &&
                                               !item->kind->ticked && !item->kind->several,
                                   .autosave = state->autosave,
                                   .max = MODEL_NO_NUMBER,
                                   .rows = MODEL_NO_NUMBER};

    put_widget(exchange, item, value, &control);
    if (item->kind->prose) {
        control.langs = languages_of(exchange, language);
        control.lang = language;
        if (item->role != ITEM_FIELD)
            control.rows = 3;
    }
    return control;
}

static struct view_control
language_of_files(struct exchange *exchange, const struct env *env, const char *name)
{
    return (struct view_control){.kind = "select",
                                 .name = name,
                                 .label = app_t(exchange, N_("Language of these files")),
                                 .max = MODEL_NO_NUMBER,
                                 .rows = MODEL_NO_NUMBER,
                                 .options = languages_of(exchange, env->actor->language)};
}

struct model_list
control_upload(struct exchange *exchange, const struct env *env, const char *place, const struct form_state *state)
{
    struct view_control *controls = mem_zeros(exchange->mem, struct view_control, 2);

    controls[0] = (struct view_control){.kind = "file",
                                        .name = place,
                                        .label = app_t(exchange, N_("Choose files")),
                                        .error = error_for(exchange, state, place),
                                        .accept = attach_accepted(exchange->mem),
                                        .multiple = true,
                                        .personal = true,
                                        .max = MODEL_NO_NUMBER,
                                        .rows = MODEL_NO_NUMBER};
    controls[1] = language_of_files(exchange, env, CONTROL_LANGUAGE);
    return model_list_of(controls, 2);
}

/* Codes of a condition as words: "a person, not known". */
static const char *
term_codes(struct exchange *exchange, const struct content_item *subject, const struct decl_term *term)
{
    const char *text = "";

    for (size_t i = 0; i < term->n_codes; i++)
        text = mem_printf(exchange->mem, "%s%s%s", text, i > 0 ? ", " : "",
                          label_code(exchange, subject->labels, term->codes[i]));
    return text;
}

/* Without scripts every field stands on the page: one that does not apply at present says when it does. */
static const char *
condition_hint(struct exchange *exchange, const struct content_items *items, const struct content_item *item)
{
    const struct decl_when *when = item->field != NULL ? &item->field->when : NULL;
    const struct content_item *subject;
    const char *text;

    if (item->shown || when == NULL || when->n_terms != 1 || when->terms[0].test != TEST_IS)
        return NULL;
    subject = content_item(items, when->terms[0].subject);
    if (subject == NULL)
        return NULL;
    text = subject->kind->ticked
               ? app_t(exchange, N_("Only where “{field}” is ticked."))
               : app_t(exchange, N_("Only where “{field}” is: {answers}."));
    return fill(exchange->mem, text,
                (const struct fill_arg[]){{"field", app_t(exchange, subject->label)},
                                          {"answers", subject->kind->ticked
                                                          ? ""
                                                          : term_codes(exchange, subject, &when->terms[0])}},
                2);
}

/* What a page shows of a form: authorities are chosen elsewhere, and files where the form takes them. */
static bool
has_control(const struct content_item *item, const struct form_state *state)
{
    return !item->kind->names_authority && (!item->kind->attached || state->uploads);
}

struct model_list
controls_of(struct exchange *exchange, const struct env *env, const struct content_items *items,
            const struct form_state *state)
{
    struct view_control *controls = mem_zeros(exchange->mem, struct view_control, 2 * items->count + 1);
    size_t n = 0;

    for (size_t i = 0; i < items->count; i++) {
        const struct content_item *item = &items->items[i];
        const char *condition = condition_hint(exchange, items, item);
        struct view_control *control = &controls[n];

        if (!has_control(item, state))
            continue;
        n++;
        *control = control_of(exchange, env, item, state);
        if (condition != NULL)
            control->hint = control->hint == NULL ? condition : mem_printf(exchange->mem, "%s %s", condition, control->hint);
        if (!item->kind->attached)
            continue;
        control->accept = attach_accepted(exchange->mem);
        controls[n++] = language_of_files(exchange, env, mem_printf(exchange->mem, "%s.%s", item->name, CONTROL_LANGUAGE));
    }
    return model_list_of(controls, n);
}
