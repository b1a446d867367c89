/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/authority.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"
#include "store/value.h"

DB_SHAPE(row_shape, authority_row, DB_COLUMN(DB_U64, authority_row, id),
         DB_COLUMN(DB_TEXT, authority_row, slug), DB_COLUMN(DB_TEXT, authority_row, country),
         DB_COLUMN(DB_TEXT, authority_row, kind), DB_COLUMN(DB_TEXT, authority_row, name),
         DB_COLUMN(DB_TEXT, authority_row, language), DB_COLUMN(DB_TEXT, authority_row, acronym),
         DB_COLUMN(DB_TEXT, authority_row, town), DB_COLUMN(DB_TEXT, authority_row, region),
         DB_COLUMN(DB_TEXT, authority_row, other_name));

DB_SHAPE(full_shape, authority_full, DB_COLUMN(DB_U64, authority_full, id),
         DB_COLUMN(DB_TEXT, authority_full, slug), DB_COLUMN(DB_TEXT, authority_full, country),
         DB_COLUMN(DB_TEXT, authority_full, kind), DB_COLUMN(DB_TEXT, authority_full, name),
         DB_COLUMN(DB_TEXT, authority_full, language),
         DB_COLUMN(DB_TEXT, authority_full, informal_name),
         DB_COLUMN(DB_TEXT, authority_full, acronym), DB_COLUMN(DB_TEXT, authority_full, street),
         DB_COLUMN(DB_TEXT, authority_full, postcode), DB_COLUMN(DB_TEXT, authority_full, town),
         DB_COLUMN(DB_TEXT, authority_full, region), DB_COLUMN(DB_TEXT, authority_full, phone),
         DB_COLUMN(DB_TEXT, authority_full, email), DB_COLUMN(DB_TEXT, authority_full, website),
         DB_COLUMN(DB_TEXT, authority_full, hours), DB_COLUMN(DB_TEXT, authority_full, time_zone),
         DB_COLUMN(DB_TEXT, authority_full, status),
         DB_COLUMN(DB_TEXT, authority_full, other_name),
         DB_COLUMN(DB_TEXT, authority_full, languages), DB_COLUMN(DB_TEXT, authority_full, areas),
         DB_COLUMN(DB_TEXT, authority_full, receives),
         DB_COLUMN(DB_TEXT, authority_full, competences),
         DB_COLUMN(DB_FLAG, authority_full, liaison_point));

DB_SHAPE(text_shape, authority_text, DB_COLUMN(DB_TEXT, authority_text, kind),
         DB_COLUMN(DB_TEXT, authority_text, language), DB_COLUMN(DB_TEXT, authority_text, text));

DB_SHAPE(settings_shape, authority_settings, DB_COLUMN(DB_FLAG, authority_settings, can_send),
         DB_COLUMN(DB_FLAG, authority_settings, can_receive), DB_COLUMN(DB_FLAG, authority_settings, use_allocation),
         DB_COLUMN(DB_FLAG, authority_settings, approve_request), DB_COLUMN(DB_FLAG, authority_settings, approve_reply),
         DB_COLUMN(DB_FLAG, authority_settings, coordinator_decides));

DB_SHAPE(ability_shape, authority_ability, DB_COLUMN(DB_U64, authority_ability, id),
         DB_COLUMN(DB_TEXT, authority_ability, country),
         DB_COLUMN(DB_TEXT, authority_ability, name),
         DB_COLUMN(DB_TEXT, authority_ability, language),
         DB_COLUMN(DB_FLAG, authority_ability, receives),
         DB_COLUMN(DB_FLAG, authority_ability, sends));

#define SEARCH_WORDS 3

struct place {
    uint64_t place, hits;
};

DB_SHAPE(place_shape, place, DB_COLUMN(DB_U64, place, place), DB_COLUMN(DB_U64, place, hits));

struct end {
    uint64_t n;
};

DB_SHAPE(end_shape, end, DB_COLUMN(DB_U64, end, n));

/* The index that a search goes by; its optional lines in both statements. */
struct driver {
    uint64_t rows, end;
};

static const struct driver by_id = {SQL_AUTHORITY_SEARCH__BY_ID, SQL_AUTHORITY_SEARCH_END__BY_ID},
                           by_country = {SQL_AUTHORITY_SEARCH__BY_COUNTRY, SQL_AUTHORITY_SEARCH_END__BY_COUNTRY},
                           by_area = {SQL_AUTHORITY_SEARCH__BY_AREA, SQL_AUTHORITY_SEARCH_END__BY_AREA},
                           by_area_country = {SQL_AUTHORITY_SEARCH__BY_AREA_COUNTRY, SQL_AUTHORITY_SEARCH_END__BY_AREA_COUNTRY},
                           by_activity = {SQL_AUTHORITY_SEARCH__BY_ACTIVITY, SQL_AUTHORITY_SEARCH_END__BY_ACTIVITY},
                           by_activity_country = {SQL_AUTHORITY_SEARCH__BY_ACTIVITY_COUNTRY,
                                                  SQL_AUTHORITY_SEARCH_END__BY_ACTIVITY_COUNTRY},
                           by_word = {SQL_AUTHORITY_SEARCH__BY_WORD, 0},
                           by_word_country = {SQL_AUTHORITY_SEARCH__BY_WORD_COUNTRY, 0};

struct arguments {
    uint64_t statement;
    struct db_value values[24];
    size_t n;
};

static void
add_argument(struct arguments *arguments, uint64_t flag, const char *text)
{
    if (text == NULL)
        return;
    arguments->statement |= flag;
    arguments->values[arguments->n++] = db_text(text);
}

static void
add_number(struct arguments *arguments, uint64_t flag, uint64_t number)
{
    arguments->statement |= flag;
    arguments->values[arguments->n++] = db_u64(number);
}

static const struct driver *
driver_for(const struct authority_search *search)
{
    if (search->words[0] != NULL)
        return search->country != NULL ? &by_word_country : &by_word;
    if (search->activity != NULL)
        return search->country != NULL ? &by_activity_country : &by_activity;
    if (search->area != NULL)
        return search->country != NULL ? &by_area_country : &by_area;
    return search->country != NULL ? &by_country : &by_id;
}

/* The range of the index: what stands in the part of that name in authority.sql. */
static void
add_range(struct arguments *args, const struct authority_search *search, const struct driver *driver, uint64_t line,
          uint64_t after)
{
    bool activity = driver == &by_activity || driver == &by_activity_country;

    if (activity || driver == &by_area || driver == &by_area_country)
        add_argument(args, line, search->area);
    if (activity)
        add_argument(args, line, search->activity);
    if (driver == &by_country || driver == &by_area_country || driver == &by_activity_country)
        add_argument(args, line, search->country);
    args->statement |= line;
    if (search->after != 0)
        add_number(args, after, search->after);
}

/* Other filters than those of the range. */
static void
add_rest(struct arguments *args, TALLOC_CTX *mem, const struct authority_search *search, const struct driver *driver)
{
    static const uint64_t word_flags[] = {0, SQL_AUTHORITY_SEARCH__WORD_A, SQL_AUTHORITY_SEARCH__WORD_B};

    add_argument(args, SQL_AUTHORITY_SEARCH__NOT_COUNTRY, search->not_country);
    if (search->words[0] != NULL)
        add_argument(args, SQL_AUTHORITY_SEARCH__COUNTRY, search->country);
    if (driver != &by_area && driver != &by_area_country)
        add_argument(args, SQL_AUTHORITY_SEARCH__AREA, search->area);
    if (search->flow != NULL) {
        add_argument(args, SQL_AUTHORITY_SEARCH__FLOW, search->area);
        add_argument(args, SQL_AUTHORITY_SEARCH__FLOW, search->flow);
    }
    if (search->activity != NULL && search->words[0] != NULL) {
        add_argument(args, SQL_AUTHORITY_SEARCH__ACTIVITY, search->area);
        add_argument(args, SQL_AUTHORITY_SEARCH__ACTIVITY, search->activity);
    }
    for (int i = 1; i < SEARCH_WORDS; i++)
        if (search->words[i] != NULL)
            add_argument(args, word_flags[i], store_like(mem, search->words[i]));
}

/* The word with the fewest hits comes first; whether all its hits are looked through. */
static enum err_code
rarest_first(struct db *db, TALLOC_CTX *mem, struct authority_search *search, bool *all, struct err *err)
{
    struct arguments args = {.statement = SQL_AUTHORITY_WORD_HITS};
    struct place *places, least = {0, LIMIT_DIRECTORY_EXAMINED + 1};
    const char *first;
    size_t count, n = 0;

    for (; n < SEARCH_WORDS && search->words[n] != NULL; n++) {
        add_number(&args, 0, n);
        add_argument(&args, SQL_AUTHORITY_WORD_HITS__COUNTRY, search->country);
        add_argument(&args, 0, store_like(mem, search->words[n]));
        add_number(&args, 0, LIMIT_DIRECTORY_EXAMINED + 1);
    }
    TRY(db_select(db, mem, args.statement | SQL_TIMES(n), args.values, args.n, &place_shape, &places, &count, err));
    for (size_t i = 0; i < count; i++)
        if (places[i].hits < least.hits)
            least = places[i];
    first = search->words[least.place];
    search->words[least.place] = search->words[0];
    search->words[0] = first;
    *all = least.hits <= LIMIT_DIRECTORY_EXAMINED;
    return ERR_OK;
}

static enum err_code
find_end(struct db *db, TALLOC_CTX *mem, const struct authority_search *search, const struct driver *driver,
         uint64_t *end, struct err *err)
{
    struct arguments args = {.statement = SQL_AUTHORITY_SEARCH_END};
    struct end *rows;
    size_t count;

    add_range(&args, search, driver, driver->end, SQL_AUTHORITY_SEARCH_END__AFTER);
    add_number(&args, 0, LIMIT_DIRECTORY_EXAMINED);
    TRY(db_select(db, mem, args.statement, args.values, args.n, &end_shape, &rows, &count, err));
    *end = count > 0 ? rows->n : 0;
    return ERR_OK;
}

enum err_code
authority_search(struct db *db, TALLOC_CTX *mem, const struct authority_search *asked, struct authority_hits *hits,
                 struct err *err)
{
    struct authority_search search = *asked;
    const struct driver *driver = driver_for(&search);
    bool by_words = search.words[0] != NULL, all = true;
    struct arguments args = {.statement = SQL_AUTHORITY_SEARCH};
    uint64_t end = 0;

    *hits = (struct authority_hits){.count = 0};
    if (by_words) {
        TRY(rarest_first(db, mem, &search, &all, err));
        if (driver == &by_word_country)
            add_argument(&args, 0, search.country);
        add_argument(&args, 0, store_like(mem, search.words[0]));
        add_number(&args, 0, LIMIT_DIRECTORY_EXAMINED);
    } else {
        TRY(find_end(db, mem, &search, driver, &end, err));
    }
    add_argument(&args, 0, search.language);
    add_range(&args, &search, driver, driver->rows, SQL_AUTHORITY_SEARCH__AFTER);
    add_rest(&args, mem, &search, driver);
    if (end != 0)
        add_number(&args, SQL_AUTHORITY_SEARCH__UNTIL, end);
    add_number(&args, 0, search.limit);
    TRY(db_select(db, mem, args.statement, args.values, args.n, &row_shape, &hits->rows, &hits->count, err));
    hits->given_up = !all || (end != 0 && hits->count < search.limit);
    hits->after = end;
    return ERR_OK;
}

enum err_code
authority_national(struct db *db, TALLOC_CTX *mem, const char *country, const char *area,
                   const char *flow, const char *language, struct authority_row **row,
                   struct err *err)
{
    size_t count;

    TRY(db_select(db, mem, SQL_AUTHORITY_NATIONAL,
                  DB_ARGS(db_text(area), db_text(area), db_text(flow), db_text(language),
                          db_text(country)),
                  &row_shape, row, &count, err));
    if (count == 0)
        *row = NULL;
    return ERR_OK;
}

DB_SHAPE(name_shape, authority_name, DB_COLUMN(DB_U64, authority_name, id), DB_COLUMN(DB_TEXT, authority_name, country),
         DB_COLUMN(DB_TEXT, authority_name, name), DB_COLUMN(DB_TEXT, authority_name, language));

enum err_code
authority_names(struct db *db, TALLOC_CTX *mem, const uint64_t *ids, size_t n_ids, struct authority_name **names,
                size_t *count, struct err *err)
{
    struct buf *list = buf_new(mem, n_ids * 21 + 3); /* digits of an id and a comma */

    *names = NULL;
    *count = 0;
    if (n_ids == 0)
        return ERR_OK;
    for (size_t i = 0; i < n_ids; i++)
        buf_printf(list, "%c%" PRIu64, i == 0 ? '[' : ',', ids[i]);
    buf_putc(list, ']');
    return db_select(db, mem, SQL_AUTHORITY_NAMES, DB_ARGS(db_text(list->data)), &name_shape, names, count, err);
}

enum err_code
authority_get(struct db *db, TALLOC_CTX *mem, uint64_t id, const char *language,
              struct authority_full **row, struct err *err)
{
    return db_one(db, mem, SQL_AUTHORITY_CARD, DB_ARGS(db_text(language), db_u64(id)), &full_shape,
                  row, err);
}

enum err_code
authority_texts(struct db *db, TALLOC_CTX *mem, uint64_t id, struct authority_text **rows,
                size_t *count, struct err *err)
{
    return db_select(db, mem, SQL_AUTHORITY_TEXTS, DB_ARGS(db_u64(id)), &text_shape, rows, count,
                     err);
}

enum err_code
authority_able(struct db *db, TALLOC_CTX *mem, const uint64_t ids[2], const char *area, const char *flow,
               struct authority_ability **rows, size_t *count, struct err *err)
{
    return db_select(db, mem, SQL_AUTHORITY_ABLE,
                     DB_ARGS(db_text(area), db_text(flow), db_u64(ids[0]), db_u64(ids[1])), &ability_shape, rows,
                     count, err);
}

enum err_code
authority_settings(struct db *db, TALLOC_CTX *mem, uint64_t authority_id, const char *area, const char *flow,
                   struct authority_settings **settings, struct err *err)
{
    size_t count;

    TRY(db_select(db, mem, SQL_AUTHORITY_SETTINGS, DB_ARGS(db_u64(authority_id), db_text(area), db_text(flow)), &settings_shape,
                  settings, &count, err));
    if (count == 0)
        *settings = mem_zero(mem, struct authority_settings);
    return ERR_OK;
}
