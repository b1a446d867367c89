/* SPDX-License-Identifier: EUPL-1.2 */
/* The act of a case: its state, who takes part in it, its event, and who is told. */
#include <stdlib.h>
#include <string.h>

#include "attach/attach.h"
#include "base/clock.h"
#include "base/mem.h"
#include "flow/act.h"
#include "store/act.h"
#include "store/facts.h"
#include "store/value.h"

/* The day until which the state after the act waits. */
static int32_t
due_day(const struct act *act)
{
    const char *field = decl_state_day(&act->the_case->decl->states[act->to]);
    const struct case_stamp *stamp = field != NULL ? flow_stamp(act->stamps, act->n_stamps, field) : NULL;

    return stamp != NULL ? stamp->day : DB_NO_DAY;
}

static enum case_class
class_of(const struct decl_state *state)
{
    static const enum case_class classes[] = {CASE_DRAFT, CASE_OPEN, CASE_CLOSED};

    return classes[state->class];
}

static enum err_code
move_case(struct act *act, struct err *err)
{
    const struct decl_state *state = &act->the_case->decl->states[act->to];
    const struct case_row *row = act->the_case->row;
    struct case_step step = {.id = row->id,
                             .version = row->version,
                             .state = state->id,
                             .class = class_of(state),
                             .now = act->now,
                             .closed_at = act->closed_at,
                             .block_due = act->block_due,
                             .erase_due = act->erase_due,
                             .waits_for = state->waits_for,
                             .due = due_day(act)};

    for (int part = 0; part < CASE_PARTS; part++)
        step.authorities[part] = act_holder(act, part);
    for (unsigned part = 0; part < CASE_PARTS; part++)
        if (act->taken[part].how != NULL)
            TRY(case_take_part(act->env->db, row, &step, part, act->taken[part].replaced_id != 0, err));
    TRY(act_join(act, err));
    if (step.class == CASE_CLOSED && decl_has_members(act->the_case->decl))
        TRY(members_end(act->env->db, row->id, CASE_CLOSED, err));
    return case_advance(act->env->db, &step, err);
}

/* The shell as it was read, before this act. */
static struct case_state
shell_before(const struct case_row *row)
{
    struct case_state shell = {.ref = row->ref, .area = row->area, .flow = row->flow,
                               .flow_version = row->flow_version, .class = row->class, .made_by = row->made_by,
                               .made_at = row->made_at, .changed_at = row->changed_at, .closed_at = row->closed_at,
                               .block_due = row->block_due, .erase_due = row->erase_due,
                               .blocked_at = row->blocked_at, .erased_at = row->erased_at};

    for (int part = 0; part < CASE_PARTS; part++) {
        const struct case_party *party = &row->parties[part];

        shell.parties[part] = (struct party_state){.authority_id = party->authority_id, .since = party->since,
                                                   .replaced = party->replaced, .waits = row->waits == part, .due = row->due};
    }
    return shell;
}

/* What the act makes of it: what move_case writes. */
static struct case_state
shell_after(const struct act *act, struct case_state shell)
{
    const struct decl_state *state = &act->the_case->decl->states[act->to];

    shell.class = class_of(state);
    shell.changed_at = act->now;
    shell.closed_at = act->closed_at;
    shell.block_due = act->block_due;
    shell.erase_due = act->erase_due;
    for (int part = 0; part < CASE_PARTS; part++) {
        struct party_state *party = &shell.parties[part];

        if (act->taken[part].how != NULL)
            *party = (struct party_state){.authority_id = act->taken[part].authority_id, .since = act->now,
                                          .replaced = act->taken[part].replaced_id != 0};
        /* A part that nobody has yet has no row that could say that the case waits for it. */
        party->waits = state->waits_for == part && party->authority_id != 0;
        party->due = due_day(act);
    }
    if (act->n_joining > 0)
        shell.members = act->joining[act->n_joining - 1].member;
    return shell;
}

/* Who takes a part by this act is named in its event, the first of them; the facts name all. */
static uint64_t
first_taken(const struct act *act)
{
    for (int part = 0; part < CASE_PARTS; part++)
        if (act->taken[part].how != NULL)
            return act->taken[part].authority_id;
    return 0;
}

static int
by_field_version(const void *a, const void *b)
{
    const struct event_value *x = a, *y = b;
    int order = strcmp(x->field, y->field);

    return order != 0 ? order : (x->version > y->version) - (x->version < y->version);
}

static enum err_code
write_event(struct act *act, struct err *err)
{
    const struct env *env = act->env;
    const struct case_row *row = act->the_case->row;
    struct case_state before = shell_before(row), after = shell_after(act, before);
    struct event_new event = {.case_id = row->id,
                              .user_id = env->actor->user_id,
                              .authority_id = env->actor->authority_id,
                              .version = row->version + 1,
                              .other_id = first_taken(act),
                              .part = act->the_case->member,
                              .at = act->now,
                              .action = act->action->id,
                              .from_state = row->state,
                              .to_state = act->the_case->decl->states[act->to].id,
                              .facts = facts_text(env->mem, act->head.seq > 1 ? &before : NULL, &after,
                                                  act->stamps + act->n_old_stamps, act->n_stamps - act->n_old_stamps),
                              .values = act->written,
                              .n_values = act->n_written};

    if (act->n_written > 0)
        qsort(act->written, act->n_written, sizeof *act->written, by_field_version);
    return history_append(env->db, env->mem, env->history_key, &act->head, &event, err);
}

/* Who takes the part of another has not heard of the case before, and is told so; the other, that it is released. */
static enum err_code
notify_replaced(const struct act *act, struct subject subject, int64_t now, struct err *err)
{
    for (int part = 0; part < CASE_PARTS; part++) {
        const struct act_taken *taken = &act->taken[part];

        if (taken->replaced_id == 0)
            continue;
        TRY(outbox_to_authority(act->env->db, "mail", taken->how->taken, subject, taken->authority_id, now, err));
        TRY(outbox_to_authority(act->env->db, "mail", taken->how->released, subject, taken->replaced_id, now, err));
    }
    return ERR_OK;
}

enum err_code
act_notify(struct act *act, struct err *err)
{
    const struct subject subject = {SUBJECT_CASE, act->the_case->row->id};
    int64_t now = clock_machine_now();

    for (size_t i = 0; i < act->action->n_notify; i++) {
        const struct decl_notify *notify = &act->action->notify[i];
        uint64_t to = act_holder(act, notify->part);

        if (act->the_case->decl->parts[notify->part].many)
            TRY(act_notify_members(act, notify->part, notify->message->id, now, err));
        else if (to != 0 && act->taken[notify->part].replaced_id == 0)
            TRY(outbox_to_authority(act->env->db, "mail", notify->message->id, subject, to, now, err));
    }
    return notify_replaced(act, subject, now, err);
}

/*
 * A working copy that cannot be sent any more ends: an edit begun when the other side accepts. Left there it would
 * be nobody's, and a later act must not send it along.
 */
static enum err_code
end_drafts(struct act *act, struct err *err)
{
    const struct content_case *the_case = act->the_case;

    for (int part = 0; part < CASE_PARTS; part++) {
        if (!decl_fills(the_case->decl, part, the_case->state) || decl_fills(the_case->decl, part, act->to))
            continue;
        if (part != the_case->member || !act->copy_empty)
            TRY(drafts_drop(act->env->db, the_case->row->id, part, err));
        TRY(act_files(act, err));
        TRY(attach_forget(act->env, the_case->row->id, (unsigned)part, act->files, act->n_files, err));
    }
    return ERR_OK;
}

enum err_code
act_move_case(struct act *act, struct err *err)
{
    TRY(end_drafts(act, err));
    TRY(move_case(act, err));
    TRY(write_event(act, err));
    return ERR_OK;
}
