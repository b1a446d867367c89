/* SPDX-License-Identifier: EUPL-1.2 */
#include "directory/directory.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "text/key.h"

static struct authority_hit
to_hit(const struct authority_row *row)
{
    return (struct authority_hit){.id = row->id,
                                  .slug = row->slug,
                                  .country = row->country,
                                  .kind = row->kind,
                                  .name = row->name,
                                  .language = row->language,
                                  .acronym = row->acronym,
                                  .town = row->town,
                                  .region = row->region,
                                  .other_name = row->other_name};
}

enum err_code
directory_find(const struct env *env, const struct directory_query *query, struct directory_found *found,
               struct err *err)
{
    struct authority_search search = {.language = env->language,
                                      .area = query->area,
                                      .flow = query->flow,
                                      .activity = query->area != NULL ? query->activity : NULL,
                                      .country = query->country,
                                      .not_country = query->not_country,
                                      .after = query->after,
                                      .limit = query->limit + 1};
    struct key_words words = {.count = 0};
    struct authority_hits hits;

    if (query->words != NULL && *query->words != '\0')
        TRY(key_words(env->mem, query->words, &words, err));
    if (words.count > LIMIT_DIRECTORY_WORDS)
        return FAIL(err, ERR_INVALID, "%zu words to search for", words.count);
    for (size_t i = 0; i < words.count; i++)
        search.words[i] = words.word[i];
    TRY(authority_search(env->db, env->mem, &search, &hits, err));
    *found = (struct directory_found){.more = hits.count > query->limit, .given_up = hits.given_up};
    found->count = found->more ? query->limit : hits.count;
    found->hits = mem_zeros(env->mem, struct authority_hit, found->count + 1);
    for (size_t i = 0; i < found->count; i++)
        found->hits[i] = to_hit(&hits.rows[i]);
    if (found->more && words.count == 0)
        found->after = found->hits[found->count - 1].id;
    else if (found->given_up && words.count == 0)
        found->after = hits.after;
    return ERR_OK;
}

enum err_code
directory_national(const struct env *env, const char *country, const char *area,
                   const char *flow_id, struct authority_hit **hit, struct err *err)
{
    struct authority_row *row;

    *hit = NULL;
    TRY(authority_national(env->db, env->mem, country, area, flow_id, env->language, &row, err));
    if (row == NULL)
        return ERR_OK;
    *hit = mem_zero(env->mem, struct authority_hit);
    **hit = to_hit(row);
    return ERR_OK;
}

/* The reader's language, else English, else whatever there is. */
static void
choose_text(const struct authority_text *texts, size_t count, const char *language,
            struct authority_card *card)
{
    const struct authority_text *best = NULL;

    for (size_t i = 0; i < count; i++) {
        if (strcmp(texts[i].kind, "what_it_does") != 0)
            continue;
        if (best == NULL || strcmp(texts[i].language, language) == 0 ||
            (strcmp(texts[i].language, "en") == 0 && strcmp(best->language, language) != 0))
            best = &texts[i];
    }
    if (best != NULL) {
        card->what_it_does = best->text;
        card->what_language = best->language;
    }
}

enum err_code
directory_names(const struct env *env, const uint64_t *ids, size_t n_ids, struct authority_name **names, size_t *count,
                struct err *err)
{
    return authority_names(env->db, env->mem, ids, n_ids, names, count, err);
}

enum err_code
directory_card(const struct env *env, uint64_t id, struct authority_card **card, struct err *err)
{
    struct authority_full *row;
    struct authority_text *texts;
    size_t count;

    TRY(authority_get(env->db, env->mem, id, env->language, &row, err));
    TRY(authority_texts(env->db, env->mem, id, &texts, &count, err));
    *card = mem_zero(env->mem, struct authority_card);
    **card = (struct authority_card){
        .id = row->id,           .slug = row->slug,
        .country = row->country, .kind = row->kind,
        .name = row->name,       .language = row->language,
        .informal_name = row->informal_name, .acronym = row->acronym,
        .street = row->street,   .postcode = row->postcode,
        .town = row->town,       .region = row->region,
        .phone = row->phone,     .email = row->email,
        .website = row->website, .hours = row->hours,
        .time_zone = row->time_zone, .status = row->status,
        .other_name = row->other_name, .languages = row->languages,
        .areas = row->areas,     .receives = row->receives,
        .competences = row->competences, .liaison_point = row->liaison_point};
    choose_text(texts, count, env->language, *card);
    return ERR_OK;
}

size_t
directory_words(TALLOC_CTX *mem, const char *const *texts, size_t n_texts, const char ***words)
{
    struct key_words folded;
    struct err err;
    size_t count = 0;

    *words = NULL;
    for (size_t i = 0; i < n_texts; i++) {
        if (texts[i] == NULL || key_words(mem, texts[i], &folded, &err) != ERR_OK)
            continue;
        for (size_t j = 0; j < folded.count; j++) {
            bool seen = false;

            for (size_t k = 0; k < count; k++)
                seen = seen || strcmp((*words)[k], folded.word[j]) == 0;
            if (seen)
                continue;
            *words = mem_grow(mem, *words, const char *, count + 1);
            (*words)[count++] = folded.word[j];
        }
    }
    return count;
}
