/* SPDX-License-Identifier: EUPL-1.2 */
#include "decl/show.h"

#include <inttypes.h>
#include <string.h>

#include "decl/verb.h"

/* An argument that is a list: its key, and its values set apart by bars. */
static void
put_list(const char *key, const char *const *texts, struct buf *out)
{
    buf_puts(out, key);
    for (size_t i = 0; texts[i] != NULL; i++)
        buf_printf(out, "%c%s", i == 0 ? ' ' : '|', texts[i]);
}

/* A condition or guard with its arguments, in the order of its row. */
static void
put_use(const struct decl_verb_use *use, struct buf *out)
{
    const char *before = "(";

    buf_puts(out, decl_verb_name(use->verb));
    for (const struct verb_argument *argument = verb_arguments(use->verb); argument->key != NULL; argument++) {
        const char *text = verb_text(use, argument), *word = verb_word(use, argument);
        const char *const *texts = verb_texts(use, argument);
        int64_t number = verb_number(use, argument);

        if (text == NULL && word == NULL && texts == NULL && number == 0)
            continue;
        buf_puts(out, before);
        before = " ";
        if (texts != NULL)
            put_list(argument->key, texts, out);
        else if (text != NULL || word != NULL)
            buf_puts(out, text != NULL ? text : word);
        else
            buf_printf(out, "%" PRId64, number);
    }
    if (*before == ' ')
        buf_puts(out, ")");
}

static void
put_uses(const struct decl_verb_use *uses, size_t count, struct buf *out)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_putc(out, ',');
        put_use(&uses[i], out);
    }
}

/* What must hold: its conditions, and what it demands of the input. */
static void
put_demands(const struct decl_action *action, struct buf *out)
{
    put_uses(action->when, action->n_when, out);
    if (action->n_when > 0 && action->n_guards > 0)
        buf_putc(out, ',');
    put_uses(action->guards, action->n_guards, out);
    if (action->n_when + action->n_guards == 0)
        buf_putc(out, '-');
}

static void
put_who_row(const struct decl_flow *flow, size_t state, const struct decl_action *action, const struct decl_who *who,
            struct buf *out)
{
    buf_printf(out, "%s\t%s\t", flow->states[state].id, action->id);
    if (who == NULL)
        buf_puts(out, "system");
    else
        buf_printf(out, "%s.%s", flow->parts[who->part].id, decl_role_name(who->role));
    buf_putc(out, '\t');
    put_demands(action, out);
    buf_putc(out, '\n');
}

void
show_who(const struct decl_flow *flow, struct buf *out)
{
    for (size_t s = 0; s < flow->n_states; s++)
        for (size_t a = 0; a < flow->n_actions; a++) {
            const struct decl_action *action = &flow->actions[a];

            if (!decl_starts_in(action, (int)s))
                continue;
            for (size_t b = 0; b < action->n_by; b++)
                put_who_row(flow, s, action, &action->by[b], out);
            if (action->by_system)
                put_who_row(flow, s, action, NULL, out);
        }
}

static void
put_state(const struct decl_flow *flow, const struct decl_state *state, struct buf *out)
{
    static const char *const classes[] = {" (initial)", "", " (final)"};

    buf_printf(out, "\n%s%s: %s\n", state->id, classes[state->class], state->label);
    if (state->waits_for >= 0)
        buf_printf(out, "    waits for %s%s%s\n", flow->parts[state->waits_for].id,
                   state->due_field == NULL ? "" : " until ",
                   state->due_field == NULL ? "" : state->due_field);
    else if (state->until != NULL)
        buf_printf(out, "    waits for %s to pass\n", state->until);
}

static void
put_action(const struct decl_flow *flow, const struct decl_action *action, struct buf *out)
{
    buf_printf(out, "    %-24s %s%-16s", action->id, action->to < 0 ? "   " : "-> ",
               action->to < 0 ? "" : flow->states[action->to].id);
    for (size_t b = 0; b < action->n_by; b++)
        buf_printf(out, "%s%s.%s", b == 0 ? " " : ", ", flow->parts[action->by[b].part].id,
                   decl_role_name(action->by[b].role));
    buf_puts(out, action->by_system ? " system\n" : "\n");
    if (action->n_when == 0)
        return;
    buf_puts(out, "        when ");
    put_uses(action->when, action->n_when, out);
    buf_putc(out, '\n');
}

static void
put_timer(const struct decl_flow *flow, const struct decl_timer *timer, struct buf *out)
{
    if (timer->idle > 0)
        buf_printf(out, "    after %" PRId32 " days without an act: ", timer->idle);
    else if (timer->before > 0)
        buf_printf(out, "    %" PRId32 " days before %s: ", timer->before, timer->field);
    else
        buf_printf(out, "    after %s: ", timer->field);
    if (timer->then != NULL) {
        buf_printf(out, "%s\n", timer->then->id);
        return;
    }
    buf_printf(out, "%s to", timer->message->id);
    for (size_t i = 0; i < timer->n_remind; i++)
        buf_printf(out, "%s %s", i == 0 ? "" : ",", flow->parts[timer->remind[i]].id);
    buf_puts(out, timer->coordinators ? " and their coordinators\n" : "\n");
}

static void
put_origin(const char *id, unsigned version, const struct decl_origin *origin, struct buf *out)
{
    static const char *const words[] = {"adds", "changes", "removes", "moves"};
    size_t count = origin->differences.count;

    if (origin->from == NULL)
        return;
    buf_printf(out, "    %s.%u is %s with %zu difference%s:\n", id, version, origin->from, count, count == 1 ? "" : "s");
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "        %s %s\n", words[origin->differences.items[i].kind], origin->differences.items[i].path);
}

void
show_text(const struct decl_flow *flow, struct buf *out)
{
    buf_printf(out, "%s %s %u: %s\n", flow->area_id, flow->id, flow->version, flow->title);
    buf_printf(out, "    %s\n", flow->source);
    put_origin(flow->id, flow->version, &flow->origin, out);
    if (flow->questions != NULL)
        put_origin("questions", flow->questions->version, &flow->questions->origin, out);
    for (size_t s = 0; s < flow->n_states; s++) {
        put_state(flow, &flow->states[s], out);
        for (size_t a = 0; a < flow->n_actions; a++)
            if (decl_starts_in(&flow->actions[a], (int)s))
                put_action(flow, &flow->actions[a], out);
        for (size_t t = 0; t < flow->n_timers; t++)
            if (flow->timers[t].state == (int)s)
                put_timer(flow, &flow->timers[t], out);
    }
}
