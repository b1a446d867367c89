/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Conditions, guards and effects: what their arguments name exists, and each use makes sense. verbs.def says which function
 * looks at what.
 */
#include <string.h>

#include "base/limits.h"
#include "decl/verb.h"
#include "decl/verify.h"

/* A use of a verb that is looked at. */
struct place {
    struct load *load;
    const struct decl_flow *flow;
    const struct decl_action *action;
    const struct decl_verb_use *use;
    struct yaml_pos pos;
    const char *key; /* of the argument, or `when`, `guards`, `effects` */
};

/* A complaint about the argument looked at, or about the use as a whole. */
#define AGAINST(at, ...) fault_key((at)->load, (at)->pos, (at)->key, __VA_ARGS__)

/* ---- checks: one argument, by its type ------------------------------------------------------------------ */

static void
check_group(const struct place *at, const char *id)
{
    if (verify_group(at->flow, id) == NULL)
        AGAINST(at, "there is no group of questions \"%s\"", id);
}

static void
check_field(const struct place *at, const char *id)
{
    if (decl_field(at->flow->main, id) == NULL)
        AGAINST(at, "the main form has no field \"%s\"", id);
}

static void
check_text_field(const struct place *at, const char *id)
{
    const struct decl_field *field = decl_field(at->flow->main, id);

    if (field == NULL)
        AGAINST(at, "the main form has no field \"%s\"", id);
    else if (!field->kind->prose)
        AGAINST(at, "%s is no text", id);
}

static void
check_authority_field(const struct place *at, const char *id)
{
    const struct decl_field *field = decl_field(at->flow->main, id);

    if (field == NULL || !field->kind->names_authority)
        AGAINST(at, "the main form has no field \"%s\" of kind authority", id);
}

/* How many units a period may have. */
static int
most_units(enum period_unit unit)
{
    return unit == PERIOD_MONTH ? LIMIT_DUE_DAYS / 30 : LIMIT_DUE_DAYS;
}

static void
check_days_field(const struct place *at, const char *id)
{
    enum period_unit unit = at->use->args.due.unit;
    const struct decl_field *field = at->action->form == NULL ? NULL : decl_field(at->action->form, id);

    if (field == NULL)
        field = decl_field(at->flow->main, id);
    if (field == NULL)
        AGAINST(at, "neither the action's form nor the main form has a field \"%s\"", id);
    else if (!field->kind->counts || field->limits.least < 0)
        AGAINST(at, "%s is no number of days", id);
    else if (field->limits.most > most_units(unit))
        AGAINST(at, "%s may be more than %d %s", id, most_units(unit), unit == PERIOD_MONTH ? "months" : "days");
    else if (field->need != NEED_SEND || field->when.n_terms > 0)
        AGAINST(at, "%s may be left empty: it needs `need: send` and no `when`", id);
}

static void
check_code(const struct place *at, const char *code)
{
    const char *id = verb_text_of(at->use, ARGUMENT_FIELD);
    const struct decl_field *field = id == NULL ? NULL : decl_field(at->flow->main, id);

    if (field != NULL && !verify_code_fits(field, code))
        AGAINST(at, "the field %s cannot be \"%s\"", field->id, code);
}

static void
check_new_stamp(const struct place *at, const char *id)
{
    if (verify_field(at->flow, id) != NULL)
        AGAINST(at, "\"%s\" is a field of a form", id);
}

static bool
some_effect_sets_moment(const struct decl_flow *flow, const char *id)
{
    for (size_t a = 0; a < flow->n_actions; a++)
        for (size_t e = 0; e < flow->actions[a].n_effects; e++) {
            const char *moment = verb_text_of(&flow->actions[a].effects[e], ARGUMENT_MOMENT);

            if (moment != NULL && strcmp(moment, id) == 0)
                return true;
        }
    return false;
}

static void
check_new_day(const struct place *at, const char *id)
{
    check_new_stamp(at, id);
    if (some_effect_sets_moment(at->flow, id))
        AGAINST(at, "\"%s\" is a moment that another effect stamps", id);
}

static void
check_stamp(const struct place *at, const char *id)
{
    for (size_t i = 0; i < at->flow->n_stamps; i++)
        if (strcmp(at->flow->stamps[i], id) == 0)
            return;
    AGAINST(at, "no effect sets \"%s\"", id);
}

static void
check_moment(const struct place *at, const char *id)
{
    if (!some_effect_sets_moment(at->flow, id))
        AGAINST(at, "no effect sets the moment \"%s\"", id);
}

static void
check_set_day(const struct place *at, const char *id)
{
    if (!verify_day_is_set(at->flow, id))
        AGAINST(at, "no effect `due` sets \"%s\"", id);
}

/* What an action depends on shows in whether it is offered, and stays when what is personal has gone. */
static void
check_coded_field(const struct place *at, const char *id)
{
    const struct decl_field *field = verify_field(at->flow, id);

    if (field == NULL)
        AGAINST(at, "there is no field \"%s\"", id);
    else if (field->kind->can_be == NULL)
        AGAINST(at, "%s is not of kind code, codes or flag", id);
    else if (field->data_class != PERSONAL_NONE)
        AGAINST(at, "%s is personal: no action depends on it", id);
}

static void
check_coded_value(const struct place *at, const char *code)
{
    const char *id = verb_text_of(at->use, ARGUMENT_CODED_FIELD);
    const struct decl_field *field = id == NULL ? NULL : verify_field(at->flow, id);

    if (field != NULL && field->kind->can_be != NULL && !verify_code_fits(field, code))
        AGAINST(at, "the field %s cannot be \"%s\"", field->id, code);
}

static void
check_message(const struct place *at, const char *id)
{
    if (decl_message(at->flow, id) == NULL)
        AGAINST(at, "there is no message \"%s\"", id);
}

static void
check_part(const struct place *at, const char *id)
{
    if (decl_part(at->flow, id) < 0)
        AGAINST(at, "there is no part \"%s\"", id);
}

/* ---- verifiers: a use as a whole, by its verb ----------------------------------------------------------- */

static bool
main_has(const struct decl_flow *flow, bool (*fits)(const struct decl_field *))
{
    for (size_t s = 0; s < flow->main->n_sections; s++)
        for (size_t f = 0; f < flow->main->sections[s].n_fields; f++)
            if (fits(&flow->main->sections[s].fields[f]))
                return true;
    return false;
}

static bool
is_authority(const struct decl_field *field)
{
    return field->kind->names_authority;
}

static bool
is_contact(const struct decl_field *field)
{
    return field->contact;
}

/* What a guard looks at is what is typed into the main form. */
static void
verify_main(const struct place *at)
{
    if (at->action->input != INPUT_MAIN)
        AGAINST(at, "%s: the action does not take the main form", decl_verb_name(at->use->verb));
}

static void
verify_authority(const struct place *at)
{
    verify_main(at);
    if (!main_has(at->flow, is_authority))
        AGAINST(at, "%s: the main form has no field of kind authority", decl_verb_name(at->use->verb));
}

static void
verify_contact(const struct place *at)
{
    verify_main(at);
    if (!main_has(at->flow, is_contact))
        AGAINST(at, "%s: the main form has no field with `contact: true`", decl_verb_name(at->use->verb));
}

static void
verify_questions(const struct place *at)
{
    if (at->flow->questions == NULL)
        AGAINST(at, "%s: the flow has no questions", decl_verb_name(at->use->verb));
}

static void
verify_one_question(const struct place *at)
{
    verify_main(at);
    verify_questions(at);
}

/* Whether an authority that holds a part already may be replaced by an action: it starts where the part may be taken. */
static bool
may_replace(const struct decl_flow *flow, const struct decl_action *action)
{
    for (size_t i = 0; i < action->n_from; i++)
        if (flow->states[action->from[i]].class != CLASS_INITIAL)
            return true;
    return false;
}

/* Who begins the case chooses who takes another part; the others are taken as the part says. */
static void
verify_chosen(const struct place *at)
{
    for (size_t i = 0; i < at->action->n_by; i++)
        if (at->action->by[i].part != PART_BEGINS)
            AGAINST(at, "take: only %s, which begins the case, chooses another authority", at->flow->parts[PART_BEGINS].id);
}

static void
verify_take(const struct place *at)
{
    const struct verb_take *args = &at->use->args.take;
    int part = args->part == NULL ? -1 : decl_part(at->flow, args->part);

    if (part == PART_BEGINS)
        fault_key(at->load, args->pos, "part", "%s begins the case: nobody else takes this part", args->part);
    if (part < 0)
        return;
    if ((args->field != NULL) != (at->flow->parts[part].fill.kind == FILL_FIELD))
        fault_key(at->load, args->pos, "field", args->field != NULL ? "%s says itself by `fill` who takes it"
                                                                    : "is missing: the field in which the authority for %s is chosen",
                  args->part);
    if (args->field != NULL)
        verify_chosen(at);
    if (at->flow->parts[part].many && (args->taken != NULL || args->released != NULL))
        fault_key(at->load, args->pos, "taken", "fits only a part that one authority holds");
    if (!at->flow->parts[part].many && may_replace(at->flow, at->action) && (args->taken == NULL || args->released == NULL))
        AGAINST(at, "take: one authority may take the part of another here; say with `taken` and `released` what they are told");
}

static void
verify_length(const struct place *at)
{
    const struct verb_group_needs_text *args = &at->use->args.group_needs_text;
    const struct decl_field *field = args->field == NULL ? NULL : decl_field(at->flow->main, args->field);

    if (field != NULL && field->kind->prose && args->number > (int64_t)field->limits.max)
        fault_key(at->load, args->pos, "number", "is more than %s can hold", field->id);
}

static void
verify_field_is(const struct place *at)
{
    const struct verb_field_is *args = &at->use->args.field_is;

    if ((args->is != NULL) == (args->is_not != NULL))
        AGAINST(at, "field needs either `is` or `is_not`");
    else if ((args->is != NULL ? args->is : args->is_not)[0] == NULL)
        AGAINST(at, "field names no value");
}

/* A part that the act itself fills has a state only afterwards. */
static bool
fills_later(const struct decl_action *action, const struct decl_verb_use *use)
{
    for (size_t i = 0; i < action->n_effects; i++)
        if (action->effects[i].verb == EFFECT_TAKE && &action->effects[i] > use)
            return true;
    return false;
}

static void
verify_calendar(const struct place *at)
{
    const struct verb_due *args = &at->use->args.due;

    if (args->exact && args->unit == PERIOD_WORKING_DAY)
        fault_key(at->load, args->pos, "exact", "says nothing where working days are counted");
    if (args->exact && args->calendar != NULL)
        fault_key(at->load, args->pos, "calendar", "says nothing where the period is `exact`");
    if (args->calendar != NULL && args->calendar[0] == NULL)
        fault_key(at->load, args->pos, "calendar", "names no part");
    if (args->calendar != NULL && fills_later(at->action, at->use))
        fault_key(at->load, args->pos, "calendar", "needs the effect take to stand before");
}

static void
verify_days(const struct place *at)
{
    const struct verb_due *args = &at->use->args.due;
    int most = most_units(args->unit);

    if ((args->number > 0) == (args->from != NULL))
        AGAINST(at, "due needs either `number` or `from`");
    if (args->number > most)
        fault_key(at->load, args->pos, "number", "is more than %d %s", most, args->unit == PERIOD_MONTH ? "months" : "days");
    verify_calendar(at);
}

/* ---- the tables of both --------------------------------------------------------------------------------- */

static void (*const checks[ARGUMENT_TYPES])(const struct place *at, const char *text) = {
#define TYPE(id, c_type, reading, check, words) [ARGUMENT_##id] = check,
#include "decl/verbs.def"
};

static void (*const verifiers[VERB_COUNT])(const struct place *at) = {
#define CONDITION(id, name, key, verifier, arguments, words) [CONDITION_##id] = verifier,
#define GUARD(id, name, verifier, arguments, words) [GUARD_##id] = verifier,
#define EFFECT(id, name, verifier, arguments, words) [EFFECT_##id] = verifier,
#include "decl/verbs.def"
};

static void
verify_use(struct place at)
{
    const char *whole = at.key;

    at.pos = at.use->args.any.pos;
    for (const struct verb_argument *argument = verb_arguments(at.use->verb); argument->key != NULL; argument++) {
        const char *text = verb_text(at.use, argument);
        const char *const *texts = verb_texts(at.use, argument);

        at.key = argument->key;
        for (; texts != NULL && *texts != NULL; texts++)
            checks[argument->type](&at, *texts);
        if (text != NULL && checks[argument->type] != NULL)
            checks[argument->type](&at, text);
    }
    at.key = whole;
    if (verifiers[at.use->verb] != NULL)
        verifiers[at.use->verb](&at);
}

/* The moment or day that an effect writes. */
static const char *
written_stamp(const struct decl_verb_use *use)
{
    const char *moment = verb_text_of(use, ARGUMENT_MOMENT), *day = verb_text_of(use, ARGUMENT_DAY);

    return moment != NULL ? moment : day != NULL ? day : verb_text_of(use, ARGUMENT_STAMP);
}

/* Only what takes arguments can be asked for twice, and one act chooses an authority once, and writes a moment or day once. */
/* An act may let several parts be taken, each once. */
static bool
takes_the_same(const struct decl_verb_use *one, const struct decl_verb_use *other)
{
    const char *part = one->args.take.part, *again = other->args.take.part;

    return one->verb == EFFECT_TAKE && part != NULL && again != NULL && strcmp(part, again) == 0;
}

static void
check_twice(struct load *load, const struct decl_verb_use *uses, const struct decl_verb_use *use, const char *key)
{
    const char *stamp = written_stamp(use);

    for (const struct decl_verb_use *other = uses; other < use; other++) {
        const char *before = written_stamp(other);

        if (other->verb == use->verb && (verb_arguments(use->verb)->key == NULL || takes_the_same(other, use)))
            fault_add(load, use->args.any.pos, key, "%s stands twice", decl_verb_name(use->verb));
        if (stamp != NULL && before != NULL && strcmp(stamp, before) == 0)
            fault_add(load, use->args.any.pos, key, "\"%s\" is written by two effects of this action", stamp);
    }
}

void
verify_verbs(struct load *load, const struct decl_flow *flow, const struct decl_action *action)
{
    for (size_t i = 0; i < action->n_when; i++)
        verify_use((struct place){.load = load, .flow = flow, .action = action, .use = &action->when[i], .key = "when"});
    for (size_t i = 0; i < action->n_guards; i++) {
        verify_use((struct place){.load = load, .flow = flow, .action = action, .use = &action->guards[i], .key = "guards"});
        check_twice(load, action->guards, &action->guards[i], "guards");
    }
    for (size_t i = 0; i < action->n_effects; i++) {
        verify_use((struct place){.load = load, .flow = flow, .action = action, .use = &action->effects[i], .key = "effects"});
        check_twice(load, action->effects, &action->effects[i], "effects");
    }
}
