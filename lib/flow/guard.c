/* SPDX-License-Identifier: EUPL-1.2 */
/* Guards: one function for each line of lib/decl/verbs.def. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "content/problem.h"
#include "flow/act.h"
#include "store/attachment.h"
#include "store/authority.h"

static void
against(struct act *act, const char *field, const char *msgid, const char *label, int64_t number)
{
    problem_add(act->env->mem, &act->out->problems,
                (struct content_problem){.field = field, .msgid = msgid, .label = label, .number = number});
}

/* The field in which an authority is chosen. */
static const struct content_item *
authority_item(const struct act *act)
{
    for (size_t i = 0; i < act->items.count; i++)
        if (act->items.items[i].kind->names_authority)
            return &act->items.items[i];
    return NULL;
}

static uint64_t
chosen_authority(const struct act *act, const struct content_item *item)
{
    return item != NULL ? strtoull(content_text(act->values, item->name), NULL, 10) : 0;
}

/* What an authority may do in this flow now, NULL for one that is not active: asked once an act, for both sides together. */
static enum err_code
ability_of(struct act *act, uint64_t authority_id, const struct authority_ability **ability, struct err *err)
{
    const uint64_t both[2] = {act->env->actor->authority_id, chosen_authority(act, authority_item(act))};

    *ability = NULL;
    if (act->abilities == NULL)
        TRY(authority_able(act->env->db, act->env->mem, both, act->the_case->decl->area_id, act->the_case->decl->id,
                           &act->abilities, &act->n_abilities, err));
    for (size_t i = 0; i < act->n_abilities; i++)
        if (act->abilities[i].id == authority_id)
            *ability = &act->abilities[i];
    return ERR_OK;
}

static enum err_code
guard_authority_takes_part(struct act *act, const struct verb_authority_takes_part *args, struct err *err)
{
    const struct content_item *item = authority_item(act);
    const struct authority_ability *chosen;

    (void)args;
    if (item == NULL || *content_text(act->values, item->name) == '\0')
        return ERR_OK; /* fields_complete says that it is missing */
    TRY(ability_of(act, chosen_authority(act, item), &chosen, err));
    if (chosen == NULL || !chosen->receives)
        against(act, item->name, N_("{label}: this authority does not take part in these requests now; choose another"),
                item->label, 0);
    return ERR_OK;
}

static enum err_code
guard_authority_abroad(struct act *act, const struct verb_authority_abroad *args, struct err *err)
{
    const struct content_item *item = authority_item(act);
    const struct authority_ability *chosen;

    (void)args;
    TRY(ability_of(act, chosen_authority(act, item), &chosen, err));
    if (chosen != NULL && strcmp(chosen->country, act->env->actor->country) == 0)
        against(act, item->name, N_("{label}: choose an authority of another country"), item->label, 0);
    return ERR_OK;
}

static enum err_code
guard_may_send(struct act *act, const struct verb_may_send *args, struct err *err)
{
    const struct content_item *item = authority_item(act);
    const struct authority_ability *own;

    (void)args;
    TRY(ability_of(act, act->env->actor->authority_id, &own, err));
    if (own == NULL || !own->sends)
        against(act, item != NULL ? item->name : "", N_("Your authority may not send these requests; ask your access coordinator"),
                NULL, 0);
    return ERR_OK;
}

static enum err_code
guard_one_question(struct act *act, const struct verb_one_question *args, struct err *err)
{
    (void)args;
    (void)err;
    for (size_t i = 0; i < act->items.count; i++)
        if (act->items.items[i].role == ITEM_ASK &&
            strcmp(content_text(act->values, act->items.items[i].name), "yes") == 0)
            return ERR_OK;
    against(act, "questions", N_("Choose at least one question"), NULL, 0);
    return ERR_OK;
}

static bool
has_file(const struct act *act, const char *place)
{
    for (size_t i = 0; i < act->n_files; i++)
        if ((int)act->files[i].part == act->the_case->member && strcmp(act->files[i].state, "draft") == 0 &&
            strcmp(act->files[i].field, place) == 0)
            return true;
    return false;
}

/* Files are no values: there must be one, not sent yet, at each place that needs one. */
static enum err_code
files_complete(struct act *act, struct err *err)
{
    for (size_t i = 0; i < act->items.count; i++) {
        const struct content_item *item = &act->items.items[i];

        if (!item->kind->attached || !item->shown || item->need != NEED_SEND)
            continue;
        TRY(act_files(act, err));
        if (!has_file(act, item->name))
            against(act, item->name, item->kind->missing, item->label, 0);
    }
    return ERR_OK;
}

static enum err_code
guard_fields_complete(struct act *act, const struct verb_fields_complete *args, struct err *err)
{
    (void)args;
    content_incomplete(act->env->mem, &act->items, act->values, NEED_SEND, &act->out->problems);
    return files_complete(act, err);
}

static enum err_code
guard_answers_complete(struct act *act, const struct verb_answers_complete *args, struct err *err)
{
    const struct decl_questions *set = act->the_case->decl->questions;

    (void)args;
    (void)err;
    for (size_t i = 0; set != NULL && i < set->n_groups; i++)
        for (size_t j = 0; j < set->groups[i].n_questions; j++)
            if (content_asked(act->values, set->groups[i].questions[j].id))
                answer_problems(act->env, act->the_case->decl, &set->groups[i].questions[j],
                                act->values, &act->out->problems);
    return ERR_OK;
}

static bool
holds(const struct act *act, enum decl_test test, const char *subject, const char *code)
{
    struct decl_term term = {.test = test, .subject = subject, .codes = &code, .n_codes = code != NULL};
    struct decl_when when = {.terms = &term, .n_terms = 1};

    return content_holds(act->the_case->decl, &when, act->values);
}

static bool
group_chosen(const struct act *act, const char *group)
{
    return holds(act, TEST_CHOSEN, group, NULL);
}

static const char *
label_of(const struct act *act, const char *field)
{
    const struct content_item *item = content_item(&act->items, field);

    return item != NULL ? item->label : NULL;
}

static enum err_code
guard_group_needs_code(struct act *act, const struct verb_group_needs_code *args, struct err *err)
{
    (void)err;
    if (group_chosen(act, args->group) && !holds(act, TEST_IS, args->field, args->is))
        against(act, args->field, N_("{label}: the questions you chose need another answer here"),
                label_of(act, args->field), 0);
    return ERR_OK;
}

static enum err_code
guard_group_needs_text(struct act *act, const struct verb_group_needs_text *args, struct err *err)
{
    (void)err;
    if (group_chosen(act, args->group) &&
        (int64_t)utf8_count(content_text(act->values, args->field)) < args->number)
        against(act, args->field, N_("{label}: the questions you chose need a reason of at least {number} characters"),
                label_of(act, args->field), args->number);
    return ERR_OK;
}

static enum err_code
guard_one_contact(struct act *act, const struct verb_one_contact *args, struct err *err)
{
    const struct content_item *first = NULL;

    (void)args;
    (void)err;
    for (size_t i = 0; i < act->items.count; i++) {
        const struct content_item *item = &act->items.items[i];

        if (item->field == NULL || !item->field->contact)
            continue;
        if (*content_text(act->values, item->name) != '\0')
            return ERR_OK;
        first = first != NULL ? first : item;
    }
    if (first != NULL)
        against(act, first->name, N_("Give at least one address, telephone number or website of the provider"), NULL, 0);
    return ERR_OK;
}

/* One function for each row, called with the arguments of its verb: a guard without its function does not compile. */
#define GUARD(id, name, verifier, arguments, words)                                                        \
    static enum err_code ask_##name(struct act *act, const struct decl_verb_use *use, struct err *err)     \
    {                                                                                                      \
        return guard_##name(act, &use->args.name, err);                                                    \
    }
#include "decl/verbs.def"

static enum err_code (*const guards[VERB_COUNT])(struct act *act, const struct decl_verb_use *use, struct err *err) = {
#define GUARD(id, name, verifier, arguments, words) [GUARD_##id] = ask_##name,
#include "decl/verbs.def"
};

/* Two guards may find the same fault: one complaint a field is enough. */
static void
drop_doubles(struct content_problems *problems)
{
    size_t kept = 0;

    for (size_t i = 0; i < problems->count; i++) {
        bool seen = false;

        for (size_t j = 0; j < kept; j++)
            seen = seen || strcmp(problems->items[j].field, problems->items[i].field) == 0;
        if (!seen)
            problems->items[kept++] = problems->items[i];
    }
    problems->count = kept;
}

enum err_code
guards_check(struct act *act, struct err *err)
{
    bool own_form_complete = false;

    for (size_t i = 0; i < act->action->n_guards; i++) {
        const struct decl_verb_use *use = &act->action->guards[i];

        own_form_complete = own_form_complete || use->verb == GUARD_FIELDS_COMPLETE;
        TRY(guards[use->verb](act, use, err));
    }
    /* The fields of an action's own form are needed whether or not a guard asks for the request's. */
    if (!own_form_complete && !act->action->working_copy)
        TRY(guard_fields_complete(act, NULL, err));
    drop_doubles(&act->out->problems);
    return ERR_OK;
}
