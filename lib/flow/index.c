/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Search keys: folded words of the values that are declared for search, one row for each party that may read them
 * after the act, and none for anybody else.
 */
#include <string.h>

#include "base/mem.h"
#include "flow/act.h"
#include "text/key.h"

struct words {
    const char **items;
    size_t count;
};

static void
add_word(TALLOC_CTX *mem, struct words *words, const char *word)
{
    if (*word == '\0')
        return;
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->items[i], word) == 0)
            return;
    words->items = mem_grow(mem, words->items, const char *, words->count + 1);
    words->items[words->count++] = mem_copy(mem, word);
}

/* A name is found by its words; a number also by itself, whatever blanks and dashes it is written with. */
static void
add_words(TALLOC_CTX *mem, struct words *words, const char *text)
{
    struct key_words folded;
    char number[KEY_WORD_BYTES + 1];
    struct err err;

    if (key_words(mem, text, &folded, &err) == ERR_OK)
        for (size_t i = 0; i < folded.count; i++)
            add_word(mem, words, folded.word[i]);
    if (key_number(text, number, &err) == ERR_OK && strlen(number) <= 24)
        add_word(mem, words, number);
}

static void
words_for(struct act *act, int part, struct words *words)
{
    struct value_rule rule;

    for (size_t i = 0; i < act->values->count; i++) {
        const struct content_value *value = &act->values->items[i];
        const struct content_item *item;

        if (content_value(act->values, value->field) != value ||
            !value_rule(act->the_case->decl, value->field, &rule) || rule.search == NULL ||
            *value->value == '\0')
            continue;
        if (rule.reveal != NULL && value->part != part &&
            !decl_reveals(act->the_case->decl, rule.reveal, part, act->to))
            continue;
        item = content_item(&act->items, value->field);
        if (value->draft && (item == NULL || !item->shown))
            continue; /* not sent */
        add_words(act->env->mem, words, rule.search->search(act->env->mem, value->value));
    }
}

struct index {
    struct search_key *keys;
    size_t n_keys;
};

static void
add_keys(struct act *act, struct index *index, const struct words *words, uint64_t authority_id)
{
    index->keys = mem_grow(act->env->mem, index->keys, struct search_key, index->n_keys + words->count + 1);
    for (size_t i = 0; i < words->count; i++)
        index->keys[index->n_keys++] = (struct search_key){authority_id, words->items[i]};
}

/* All who hold a part together read the same of what others wrote, and so find the case by the same words. */
static enum err_code
add_members(struct act *act, struct index *index, int part, const struct words *words, struct err *err)
{
    uint64_t *present = NULL;
    size_t count = 0;

    if (words->count == 0)
        return ERR_OK;
    if (act->the_case->row->class != CASE_DRAFT)
        TRY(members_authorities(act->env->db, act->env->mem, act->the_case->row->id, part, &present, &count, err));
    for (size_t i = 0; i < count; i++)
        add_keys(act, index, words, present[i]);
    for (size_t i = 0; i < act->n_joining; i++)
        if ((int)act->joining[i].part == part)
            add_keys(act, index, words, act->joining[i].authority_id);
    return ERR_OK;
}

enum err_code
act_index(struct act *act, struct err *err)
{
    const struct case_row *row = act->the_case->row;
    const struct decl_flow *decl = act->the_case->decl;
    struct index index = {NULL, 0};

    if (row->class != CASE_DRAFT) /* a draft has none yet */
        TRY(search_keys_drop(act->env->db, row->id, err));
    for (int part = 0; part < (int)decl->n_parts; part++) {
        struct words words = {.count = 0};

        if (act_holder(act, part) == 0 && !decl->parts[part].many)
            continue;
        words_for(act, part, &words);
        if (decl->parts[part].many)
            TRY(add_members(act, &index, part, &words, err));
        else
            add_keys(act, &index, &words, act_holder(act, part));
    }
    return search_keys_put(act->env->db, act->env->mem, row->id, index.keys, index.n_keys, err);
}
