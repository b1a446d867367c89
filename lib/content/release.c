/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The one way of values to a person (docs/personal-data.md, Release): asks `reveal`, records the read, and gives only what may be
 * seen. Source: Reg. (EU) 1024/2012 Art. 9(6), 17(3).
 */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "content/item.h"
#include "content/release.h"
#include "content/values.h"
#include "store/history.h"

#define RECORD_BYTES (1024 * 1024)

/* Whether a settled value is shown to a part (or, without one, to somebody who sees questions only). */
static bool
is_shown(const struct content_case *the_case, const struct value_rule *rule, int owner)
{
    if (rule->reveal == NULL || (rule->early && rule->data_class == PERSONAL_NONE))
        return the_case->visibility >= VISIBLE_QUESTIONS;
    if (the_case->visibility != VISIBLE_FULL)
        return false;
    if (owner == the_case->member || rule->early)
        return true;
    return decl_reveals(the_case->decl, rule->reveal, the_case->part, the_case->state);
}

static bool
may_see(const struct content_case *the_case, const struct content_value *value, struct value_rule *rule)
{
    if (the_case->blocked || !value_rule(the_case->decl, value->field, rule))
        return false;
    if (value->draft)
        return the_case->visibility == VISIBLE_FULL && value->part == the_case->member;
    return is_shown(the_case, rule, value->part);
}

/* Opaque to everybody else: what is in it reaches a person by release_disclose alone. */
struct content_loaded {
    struct content_values values; /* those that may be seen */
};

static size_t
keep_visible(const struct content_case *the_case, struct content_value *items, size_t count)
{
    size_t kept = 0;
    struct value_rule rule;

    for (size_t i = 0; i < count; i++)
        if (may_see(the_case, &items[i], &rule))
            items[kept++] = items[i];
    return kept;
}

static bool
was_typed(const struct release_showing *showing, const char *field)
{
    for (size_t i = 0; i < showing->n_typed; i++)
        if (strcmp(showing->typed[i].field, field) == 0)
            return true;
    return false;
}

/* The record names each personal value, and working copies, which have no number, all together. */
struct record {
    struct buf *text;
    bool drafts;
};

static void
record_value(struct record *record, const struct content_value *value)
{
    const char *blank = record->text->length == 0 ? "" : " ";

    if (!value->draft)
        buf_printf(record->text, "%sv%" PRIu64, blank, value->id);
    else if (!record->drafts)
        buf_printf(record->text, "%sd", blank);
    record->drafts = record->drafts || value->draft;
}

/* Copies what is shown; gives the number copied. */
static size_t
take_shown(const struct content_case *the_case, const struct release_showing *showing, const struct content_value *from,
           size_t count, struct content_value *to, struct record *record)
{
    size_t taken = 0;
    struct value_rule rule;

    for (size_t i = 0; i < count; i++) {
        bool personal = value_rule(the_case->decl, from[i].field, &rule) && rule.data_class != PERSONAL_NONE;

        if (showing->only != NULL && content_item(showing->only, from[i].field) == NULL)
            continue;
        if (personal && was_typed(showing, from[i].field))
            continue;
        to[taken++] = from[i];
        if (personal)
            record_value(record, &from[i]);
    }
    return taken;
}

static bool
is_written(const struct written_value *written, size_t count, const char *field, uint64_t version)
{
    for (size_t i = 0; i < count; i++)
        if (written[i].version == version && strcmp(written[i].field, field) == 0)
            return true;
    return false;
}

/*
 * An authority that was asked in place of another reads the request as it was put to it, not what had been replaced by
 * then: that was said to somebody else.
 */
static enum err_code
forget_replaced(const struct env *env, const struct content_case *the_case, struct content_values *values, struct err *err)
{
    struct written_value *written;
    size_t count, kept = 0;

    if (values->n_earlier == 0 || the_case->part < 0 || !the_case->row->parties[the_case->part].replaced)
        return ERR_OK;
    TRY(history_before_other(env->db, env->mem, the_case->row->id, &written, &count, err));
    for (size_t i = 0; i < values->n_earlier; i++) {
        const struct content_value *value = &values->earlier[i];

        if (value->part == the_case->member || !is_written(written, count, value->field, value->version + 1))
            values->earlier[kept++] = *value;
    }
    values->n_earlier = kept;
    return ERR_OK;
}

static const char *
role_of(const struct content_case *the_case)
{
    for (int role = ROLE_COUNT - 1; role >= 0; role--)
        if ((the_case->roles & (1u << role)) != 0 &&
            (role == ROLE_HANDLER || the_case->visibility != VISIBLE_FULL))
            return decl_role_name((enum decl_role)role);
    return "none";
}

enum err_code
release_record(const struct env *env, const struct content_case *the_case, const char *purpose,
               const char *value_ids, struct err *err)
{
    struct read_new read = {.at = clock_case_now(),
                            .user_id = env->actor->user_id,
                            .authority_id = env->actor->authority_id,
                            .role = role_of(the_case),
                            .door = env->door,
                            .purpose = purpose,
                            .subject_kind = SUBJECT_CASE,
                            .subject_ids = log_number((int64_t)the_case->row->id),
                            .value_ids = value_ids,
                            .request_id = env->request_id};

    return history_read(env->db, &read, err);
}

enum err_code
content_load(const struct env *env, const struct content_case *the_case, struct content_loaded **out, struct err *err)
{
    struct content_loaded *loaded = mem_zero(env->mem, struct content_loaded);
    struct content_values *values;

    *out = loaded;
    if (the_case->visibility < VISIBLE_QUESTIONS || the_case->blocked)
        return ERR_OK;
    TRY(values_load_with(env, the_case->row->id, the_case->chain != 0 ? (int)the_case->chain : the_case->member, the_case->member,
                         &values, err));
    values->count = keep_visible(the_case, values->items, values->count);
    TRY(forget_replaced(env, the_case, values, err));
    values->n_earlier = keep_visible(the_case, values->earlier, values->n_earlier);
    loaded->values = *values;
    return ERR_OK;
}

enum err_code
release_disclose(const struct env *env, const struct content_case *the_case, const struct content_loaded *loaded,
                 const struct release_showing *showing, struct content_values **out, struct err *err)
{
    const struct content_values *all = &loaded->values;
    struct content_values *values = mem_zero(env->mem, struct content_values);
    struct record record = {.text = buf_new(env->mem, RECORD_BYTES)};

    values->items = mem_zeros(env->mem, struct content_value, all->count + 1);
    values->count = take_shown(the_case, showing, all->items, all->count, values->items, &record);
    values->earlier = mem_zeros(env->mem, struct content_value, all->n_earlier + 1);
    values->n_earlier = take_shown(the_case, showing, all->earlier, all->n_earlier, values->earlier, &record);
    if (buf_full(record.text))
        return FAIL(err, ERR_INTERNAL, "the record of a read does not fit");
    if (record.text->length > 0)
        TRY(release_record(env, the_case, showing->purpose, record.text->data, err));
    *out = values;
    return ERR_OK;
}

enum err_code
release_values(const struct env *env, const struct content_case *the_case, const char *purpose, struct content_values **out,
               struct err *err)
{
    struct content_loaded *loaded;

    TRY(content_load(env, the_case, &loaded, err));
    return release_disclose(env, the_case, loaded, &(struct release_showing){.purpose = purpose}, out, err);
}

struct content_items
content_loaded_section(const struct env *env, const struct decl_flow *decl, const struct decl_section *section,
                       const struct content_loaded *loaded)
{
    return content_section_items(env, decl, section, &loaded->values);
}

struct content_items
content_loaded_form(const struct env *env, const struct decl_flow *decl, const struct decl_form *form,
                    const struct content_loaded *loaded)
{
    return content_form_items(env, decl, form, &loaded->values);
}

struct content_items
content_loaded_answers(const struct env *env, const struct decl_flow *decl, const struct content_loaded *loaded)
{
    return content_answer_items(env, decl, &loaded->values);
}

const char *
content_loaded_seen(const struct env *env, const struct content_loaded *loaded, const struct content_input *inputs,
                    size_t n_inputs)
{
    return content_seen(env, &loaded->values, inputs, n_inputs);
}

/* Whose turn it is in a state, or else the first of the others. */
static int
other_part(const struct decl_flow *decl, int own, int state)
{
    int waits = decl->states[state].waits_for;

    if (waits >= 0 && waits != own)
        return waits;
    return own == PART_BEGINS ? PART_BEGINS + 1 : PART_BEGINS;
}

struct content_values *
release_as_other(const struct env *env, const struct content_case *the_case,
                 const struct content_values *values)
{
    struct content_values *seen = mem_zero(env->mem, struct content_values);
    struct content_case other = *the_case;
    struct value_rule rule;

    other.visibility = VISIBLE_FULL;
    for (size_t i = 0; i < the_case->decl->n_actions; i++) {
        const struct decl_action *action = &the_case->decl->actions[i];

        if (the_case->row->class == CASE_DRAFT && action->to >= 0 && action->confirm &&
            action->from[0] == the_case->state)
            other.state = action->to;
    }
    other.part = other.member = other_part(the_case->decl, the_case->part, other.state);
    seen->items = mem_zeros(env->mem, struct content_value, values->count + 1);
    for (size_t i = 0; i < values->count; i++) {
        const struct content_value *value = &values->items[i];

        if (value_rule(the_case->decl, value->field, &rule) && is_shown(&other, &rule, value->part) &&
            content_value(seen, value->field) == NULL)
            seen->items[seen->count++] = *value;
    }
    return seen;
}
