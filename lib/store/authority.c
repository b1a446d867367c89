/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/authority.h"

#include <inttypes.h>

#include "base/buf.h"

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

DB_SHAPE(ability_shape, authority_ability, DB_COLUMN(DB_U64, authority_ability, id),
         DB_COLUMN(DB_TEXT, authority_ability, country),
         DB_COLUMN(DB_TEXT, authority_ability, name),
         DB_COLUMN(DB_TEXT, authority_ability, language),
         DB_COLUMN(DB_FLAG, authority_ability, receives),
         DB_COLUMN(DB_FLAG, authority_ability, sends));

struct arguments {
    unsigned statement;
    struct db_value values[16];
    size_t n;
};

static void
add_argument(struct arguments *arguments, unsigned flag, const char *text)
{
    if (text == NULL)
        return;
    arguments->statement |= flag;
    arguments->values[arguments->n++] = db_text(text);
}

enum err_code
authority_search(struct db *db, TALLOC_CTX *mem, const struct authority_search *search,
                 struct authority_row **rows, size_t *count, struct err *err)
{
    static const unsigned word_flags[] = {SQL_AUTHORITY_SEARCH__WORD_A,
                                          SQL_AUTHORITY_SEARCH__WORD_B,
                                          SQL_AUTHORITY_SEARCH__WORD_C};
    struct arguments args = {.statement = SQL_AUTHORITY_SEARCH};

    add_argument(&args, SQL_AUTHORITY_SEARCH__AREA, search->area);
    if (search->flow != NULL) {
        add_argument(&args, SQL_AUTHORITY_SEARCH__FLOW, search->area);
        add_argument(&args, SQL_AUTHORITY_SEARCH__FLOW, search->flow);
    }
    if (search->activity != NULL) {
        add_argument(&args, SQL_AUTHORITY_SEARCH__ACTIVITY, search->area);
        add_argument(&args, SQL_AUTHORITY_SEARCH__ACTIVITY, search->activity);
    }
    add_argument(&args, 0, search->language);
    add_argument(&args, SQL_AUTHORITY_SEARCH__COUNTRY, search->country);
    add_argument(&args, SQL_AUTHORITY_SEARCH__NOT_COUNTRY, search->not_country);
    for (int i = 0; i < 3; i++)
        if (search->words[i] != NULL)
            add_argument(&args, word_flags[i], store_like(mem, search->words[i]));
    if (search->after != 0) {
        args.statement |= SQL_AUTHORITY_SEARCH__AFTER;
        args.values[args.n++] = db_u64(search->after);
    }
    args.values[args.n++] = db_u64(search->limit);
    return db_select(db, mem, args.statement, args.values, args.n, &row_shape, rows, count, err);
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
