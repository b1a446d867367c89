/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "access/installation.h"
#include "base/clock.h"
#include "base/mem.h"
#include "text/catalogue.h"
#include "training/load.h"

struct number {
    uint64_t n;
};

DB_SHAPE(number_shape, number, DB_COLUMN(DB_U64, number, n));

/* A training installation, without authorities unless they are to go. Its clock is where "today" comes from. */
static enum err_code
look(struct loading *loading, struct err *err)
{
    struct installation *installation;
    struct number *authorities;

    TRY(installation_read(loading->mem, loading->db, &installation, err));
    if (strcmp(installation->mode, "training") != 0)
        return FAIL(err, ERR_CONFIG, "this database is one for production: no training set goes there");
    TRY(db_one(loading->db, loading->mem, SQL_TRAINING_AUTHORITIES, DB_NO_ARGS, &number_shape, &authorities, err));
    if (authorities->n > 0 && !loading->set->reset)
        return FAIL(err, ERR_DUPLICATE, "there are authorities already; --reset empties the database first");
    loading->start = clock_machine_now() + installation->case_offset;
    loading->today = clock_day(loading->start);
    return ERR_OK;
}

/* All that can be found wrong with the files is found before anything is written. */
static enum err_code
plan(struct loading *loading, struct yaml_faults *faults, struct err *err)
{
    const struct training *set = loading->set;
    const struct text_setup setup = {set->translations, set->languages, set->n_languages};

    TRY(text_open(loading->mem, &setup, &loading->text, err));
    TRY(data_read(loading->mem, set->decl, set->folder, &loading->data, faults, err));
    loading->seed = (uint64_t)loading->data->background.seed;
    people_plan(loading);
    stories_plan(loading);
    TRY(data_complete(loading->data, err));
    background_plan(loading);
    return data_complete(loading->data, err);
}

enum err_code
training_load(TALLOC_CTX *mem, const struct training *set, struct training_totals *totals, struct yaml_faults *faults,
              struct err *err)
{
    struct loading loading = {.set = set, .mem = mem, .db = set->db};
    enum err_code code;

    *faults = (struct yaml_faults){0};
    TRY(look(&loading, err));
    TRY(plan(&loading, faults, err));
    keys_derive(set->keys, "history", loading.history_key);
    loading.seals = seal_keys_new(mem, set->keys);
    if (set->reset)
        TRY(wipe_all(set->db, err));
    TRY(bodies_write(&loading, err));
    TRY(people_write(&loading, err));
    *totals = (struct training_totals){.authorities = loading.data->n_authorities,
                                       .people = loading.n_people,
                                       .stories = loading.data->n_stories,
                                       .background = (size_t)loading.data->background.requests,
                                       .acts = loading.n_steps};
    code = play_all(&loading, err);
    hash_wipe(loading.history_key, sizeof loading.history_key);
    TRY(code);
    TRY(reminders_note(&loading, err));
    TRY(stories_check(&loading, err));
    return accounts_write(&loading, err);
}
