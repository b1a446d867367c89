/* SPDX-License-Identifier: EUPL-1.2 */
/* The working copy becomes the next version: values with commitments, files linked (docs/personal-data.md, Two stores and
 * History). */
#include <stdlib.h>
#include <string.h>

#include "attach/attach.h"
#include "base/mem.h"
#include "base/rng.h"
#include "flow/act.h"

/* Versions count per field from 1; the newest settled one is among the values. */
static uint64_t
next_version(const struct act *act, const char *field)
{
    const struct content_value *settled = values_settled(act->values, field);

    return settled != NULL ? settled->version + 1 : 1;
}

static bool
was_given(const struct act *act, const char *name)
{
    for (size_t i = 0; i < act->n_given; i++)
        if (strcmp(act->given[i], name) == 0)
            return true;
    return false;
}

/*
 * The text that an item gets, or NULL when nothing changes. What is hidden by its condition is taken back
 * if it had been published; fields of an action's own form are written at each act anew.
 */
static const char *
new_text(const struct act *act, const struct content_item *item)
{
    const struct content_value *now = content_value(act->values, item->name);
    const struct content_value *settled = values_settled(act->values, item->name);
    const char *text = now != NULL && item->shown ? now->value : "";

    if (item->kind->attached)
        return NULL;
    if (item->own_form)
        return was_given(act, item->name) && *text != '\0' ? text : NULL;
    if (settled == NULL)
        return *text != '\0' ? text : NULL;
    return strcmp(settled->value, text) != 0 ? text : NULL;
}

static void
commit_to(struct act *act, const struct value_new *value)
{
    unsigned char *commitment = mem_size(act->env->mem, HASH_BYTES);

    value_commit(commitment, (unsigned)act->the_case->member, value);
    act->written =
        mem_grow(act->env->mem, act->written, struct event_value, act->n_written + 1);
    act->written[act->n_written++] =
        (struct event_value){.field = value->field,
                             .version = value->version,
                             .store = value_store(value),
                             .commitment = {commitment, HASH_BYTES}};
}

/* Whether a value of the working copy is none that this act sends. */
static bool
stays(const struct act *act, const struct content_value *value)
{
    const struct content_item *item = content_item(&act->items, value->field);

    return value->draft && item == NULL;
}

/* What was sent leaves the working copy; what the part has begun for another act stays. Mostly all of it was sent. */
static enum err_code
end_working_copy(struct act *act, struct err *err)
{
    const struct env *env = act->env;
    struct draft_new *sent = mem_zeros(env->mem, struct draft_new, act->items.count + 1);
    size_t n = 0;
    bool all = true;

    for (size_t i = 0; i < act->values->count; i++)
        all = all && !stays(act, &act->values->items[i]);
    for (size_t i = 0; i < act->items.count; i++) {
        const struct content_value *now = content_value(act->values, act->items.items[i].name);

        if (!act->items.items[i].own_form && now != NULL && now->draft)
            sent[n++] = (struct draft_new){.field = now->field};
    }
    act->copy_empty = all;
    if (n == 0)
        return ERR_OK;
    if (all)
        return drafts_drop(env->db, act->the_case->row->id, act->the_case->member, err);
    return drafts_put(env->db, env->mem, act->the_case->row->id, (unsigned)act->the_case->member,
                      env->actor->user_id, act->now, sent, n, err);
}

enum err_code
act_publish(struct act *act, struct err *err)
{
    const struct env *env = act->env;
    struct value_new *values = mem_zeros(env->mem, struct value_new, act->items.count + 1);
    unsigned part = (unsigned)act->the_case->member;
    size_t n = 0;

    for (size_t i = 0; i < act->items.count; i++) {
        const struct content_item *item = &act->items.items[i];
        const struct content_value *now = content_value(act->values, item->name);
        const char *text = new_text(act, item);

        if (text == NULL)
            continue;
        values[n] = (struct value_new){.field = item->name,
                                       .version = next_version(act, item->name),
                                       .personal = item->data_class != PERSONAL_NONE,
                                       .language = now != NULL ? now->language : NULL,
                                       .value = text};
        rng_bytes(values[n].commit_key, sizeof values[n].commit_key);
        commit_to(act, &values[n++]);
    }
    TRY(values_insert(env->db, env->mem, act->the_case->row->id, part, values, n, err));
    TRY(act_files(act, err));
    TRY(attach_link(env, act->the_case->row->id, part, act->files, act->n_files,
                    &(struct attach_sent){act->the_case->decl, act->action, &act->items}, &act->written,
                    &act->n_written, err));
    return end_working_copy(act, err);
}
