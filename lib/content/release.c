/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The one door to values (docs/personal-data.md, Release): asks `reveal`, records the read, and gives only what may be seen.
 * Source: Reg. (EU) 1024/2012 Art. 9(6), 17(3).
 */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "content/release.h"
#include "content/values.h"
#include "store/history.h"

#define RECORD_BYTES (1024 * 1024)

/* Whether a settled value is shown to a part (or, without one, to somebody who sees questions only). */
static bool
is_shown(const struct content_case *the_case, const struct value_rule *rule, int owner)
{
    if (rule->reveal == NULL || (rule->before_acceptance && rule->data_class == PERSONAL_NONE))
        return the_case->visibility >= VISIBLE_QUESTIONS;
    if (the_case->visibility != VISIBLE_FULL)
        return false;
    if (owner == the_case->part || rule->before_acceptance)
        return true;
    return decl_reveals(the_case->decl, rule->reveal, the_case->part, the_case->state);
}

static bool
may_see(const struct content_case *the_case, const struct content_value *value, struct value_rule *rule)
{
    if (the_case->blocked || !value_rule(the_case->decl, value->field, rule))
        return false;
    if (value->draft)
        return the_case->visibility == VISIBLE_FULL && value->part == the_case->part;
    return is_shown(the_case, rule, value->part);
}

static size_t
keep_visible(const struct content_case *the_case, struct content_value *items, size_t count,
             struct buf *record)
{
    size_t kept = 0;
    struct value_rule rule;
    bool drafts = false;

    for (size_t i = 0; i < count; i++) {
        if (!may_see(the_case, &items[i], &rule))
            continue;
        items[kept++] = items[i];
        if (rule.data_class == PERSONAL_NONE)
            continue;
        if (!items[i].draft)
            buf_printf(record, "%sv%" PRIu64, record->length == 0 ? "" : " ", items[i].id);
        else if (!drafts)
            buf_puts(record, record->length == 0 ? "d" : " d");
        drafts = drafts || items[i].draft;
    }
    return kept;
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

    if (values->n_earlier == 0 || the_case->part < 0 || !the_case->row->sides[the_case->part].replaced)
        return ERR_OK;
    TRY(history_before_other(env->db, env->mem, the_case->row->id, &written, &count, err));
    for (size_t i = 0; i < values->n_earlier; i++) {
        const struct content_value *value = &values->earlier[i];

        if (value->part == the_case->part || !is_written(written, count, value->field, value->version + 1))
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
                            .case_ids = log_number((int64_t)the_case->row->id),
                            .value_ids = value_ids,
                            .request_id = env->request_id};

    return history_read(env->db, &read, err);
}

enum err_code
release_values(const struct env *env, const struct content_case *the_case, const char *purpose,
               struct content_values **out, struct err *err)
{
    struct buf *record = buf_new(env->mem, RECORD_BYTES);
    struct content_values *values;

    if (the_case->visibility < VISIBLE_QUESTIONS || the_case->blocked) {
        *out = mem_zero(env->mem, struct content_values);
        return ERR_OK;
    }
    /* Part 255 has no working copy: somebody who takes no part sees none. */
    TRY(values_load(env, the_case->row->id, the_case->part < 0 ? 255 : (unsigned)the_case->part,
                    &values, err));
    values->count = keep_visible(the_case, values->items, values->count, record);
    TRY(forget_replaced(env, the_case, values, err));
    values->n_earlier = keep_visible(the_case, values->earlier, values->n_earlier, record);
    if (buf_full(record))
        return FAIL(err, ERR_INTERNAL, "the record of a read does not fit");
    if (record->length > 0)
        TRY(release_record(env, the_case, purpose, record->data, err));
    *out = values;
    return ERR_OK;
}

struct content_values *
release_as_other(const struct env *env, const struct content_case *the_case,
                 const struct content_values *values)
{
    struct content_values *seen = mem_zero(env->mem, struct content_values);
    struct content_case other = *the_case;
    struct value_rule rule;

    other.part = 1 - the_case->part;
    other.visibility = VISIBLE_FULL;
    for (size_t i = 0; i < the_case->decl->n_actions; i++) {
        const struct decl_action *action = &the_case->decl->actions[i];

        if (the_case->row->class == CASE_DRAFT && action->to >= 0 && action->confirm &&
            action->from[0] == the_case->state)
            other.state = action->to;
    }
    seen->items = mem_zeros(env->mem, struct content_value, values->count + 1);
    for (size_t i = 0; i < values->count; i++) {
        const struct content_value *value = &values->items[i];

        if (value_rule(the_case->decl, value->field, &rule) && is_shown(&other, &rule, value->part) &&
            content_value(seen, value->field) == NULL)
            seen->items[seen->count++] = *value;
    }
    return seen;
}
