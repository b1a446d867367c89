/* SPDX-License-Identifier: EUPL-1.2 */
/* imi-training: loads the training set into a training installation. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/setup.h"
#include "base/log.h"
#include "base/mem.h"
#include "training/training.h"

static int
usage(void)
{
    fprintf(stderr, "usage: imi-training [--config FILE] --accounts FILE [--files] [--reset]\n\n"
                    "  --accounts FILE  where to write who may sign in\n"
                    "  --files          the drawn requests have files too\n"
                    "  --reset          empty the database first\n");
    return 2;
}

/* Which arguments were given; false when one of them is unknown. */
static bool
read_arguments(int argc, char **argv, struct training *set)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--files") == 0)
            set->files = true;
        else if (strcmp(argv[i], "--reset") == 0)
            set->reset = true;
        else if (strcmp(argv[i], "--accounts") == 0 && i + 1 < argc)
            set->accounts = argv[++i];
        else if (strcmp(argv[i], "--config") == 0 && i + 1 < argc)
            i++; /* setup_config_path reads it */
        else
            return false;
    }
    return set->accounts != NULL;
}

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
    struct training_totals totals;
    struct yaml_faults faults = {0};
    struct err err;
    enum err_code code;

    log_start("imi-training", LOG_WARNING);
    if (!read_arguments(argc, argv, &set))
        return usage();
    code = load(mem, setup_config_path(mem, argc, argv), &set, &totals, &faults, &err);
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
