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

enum err_code
act_index(struct act *act, struct err *err)
{
    const struct case_row *row = act->the_case->row;
    struct search_key *keys = NULL;
    size_t n = 0;

    if (row->class != CASE_DRAFT) /* a draft has none yet */
        TRY(search_keys_drop(act->env->db, row->id, err));
    for (int part = 0; part < CASE_PARTS; part++) {
        uint64_t authority_id = act_holder(act, part);
        struct words words = {.count = 0};

        if (authority_id == 0)
            continue;
        words_for(act, part, &words);
        keys = mem_grow(act->env->mem, keys, struct search_key, n + words.count + 1);
        for (size_t i = 0; i < words.count; i++)
            keys[n++] = (struct search_key){authority_id, words.items[i]};
    }
    return search_keys_put(act->env->db, act->env->mem, row->id, keys, n, err);
}
