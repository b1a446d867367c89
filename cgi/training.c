/* SPDX-License-Identifier: EUPL-1.2 */
/* imi-training: loads the training set into a training installation. */
#include <stdio.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/option.h"
#include "config/setup.h"
#include "training/training.h"

static const struct option_spec specs[] = {
    SETUP_CONFIG_OPTION,
    {"accounts", "FILE", "where to write who may sign in", true},
    {"files", NULL, "the drawn requests have files too", false},
    {"reset", NULL, "empty the database first", false},
    {0},
};
static const struct option_call call = {.program = "imi-training", .operands = "", .options = specs,
                                        .does = "Loads the training set into the database of a training installation."};

static enum err_code
load(TALLOC_CTX *mem, const char *path, struct training *set, struct training_totals *totals,
     struct yaml_faults *faults, struct err *err)
{
    const struct config *config;
    struct db_conf *conf = mem_zero(mem, struct db_conf); /* as long as the loading */

    TRY(config_load(mem, path, &config, err));
    if (!config->training)
        return FAIL(err, ERR_CONFIG, "%s: mode: is production; the training set is for training only", path);
    TRY(setup_declared(mem, config, &set->decl, err));
    TRY(keys_load(mem, config->keys, &set->keys, err));
    TRY(setup_database(mem, config, &config->migrate, conf, err));
    set->conf = conf;
    set->db = db_new(mem, conf);
    set->folder = config->data;
    set->translations = config->translations;
    set->languages = config->languages;
    set->n_languages = config->n_languages;
    return training_load(mem, set, totals, faults, err);
}

int
main(int argc, char **argv)
{
    TALLOC_CTX *mem = mem_new(NULL, "imi-training");
    struct training set = {0};
    struct options options;
    int status = option_read(&call, &options, argc, argv);
    struct training_totals totals;
    struct yaml_faults faults = {0};
    struct err err;
    enum err_code code;

    if (status >= 0)
        return status;
    log_start(call.program, LOG_WARNING);
    set.accounts = option_value(&options, "accounts");
    set.files = option_value(&options, "files") != NULL;
    set.reset = option_value(&options, "reset") != NULL;
    code = load(mem, setup_config_path(mem, option_value(&options, "config")), &set, &totals, &faults, &err);
    for (size_t i = 0; i < faults.count; i++)
        fprintf(stderr, "%s:%u: %s: %s\n", faults.items[i].pos.file, faults.items[i].pos.line, faults.items[i].key,
                faults.items[i].text);
    if (code != ERR_OK)
        fprintf(stderr, "imi-training: %s\n", err.detail);
    else
        printf("%zu authorities, %zu people, %zu stories, %zu background requests, %zu steps\n", totals.authorities,
               totals.people, totals.stories, totals.background, totals.acts);
    talloc_free(mem);
    return code == ERR_OK ? 0 : 1;
}
