/* SPDX-License-Identifier: EUPL-1.2 */
/* imi-clerk: what happens without anybody asking: deadlines, reminders, mail, blocking, deletion, seals. */
#include <stdio.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/option.h"
#include "config/setup.h"
#include "jobs/clerk.h"

static enum err_code
load(TALLOC_CTX *mem, const char *path, struct lane_setup *setup, struct err *err)
{
    struct text_setup text = {0};
    const struct keys *keys;
    struct text *opened;

    TRY(config_load(mem, path, &setup->config, err));
    TRY(setup_declared(mem, setup->config, &setup->decl, err));
    text.dir = setup->config->translations;
    text.langs = setup->config->languages;
    text.lang_count = setup->config->n_languages;
    TRY(text_open(mem, &text, &opened, err));
    setup->text = opened;
    TRY(keys_load(mem, setup->config->keys, &keys, err));
    setup->keys = seal_keys_new(mem, keys);
    return setup_database(mem, setup->config, &setup->config->clerk, &setup->db, err);
}

/* What cannot be loaded any more must not end a clerk that works with what it has. */
static bool
may_begin_anew(const char *path)
{
    TALLOC_CTX *mem = mem_new(NULL, "clerk");
    struct lane_setup setup = {0};
    struct err err;
    enum err_code code = load(mem, path, &setup, &err);

    if (code != ERR_OK)
        log_err(LOG_ERROR, "reload refused: the old data stay in use", &err);
    talloc_free(mem);
    return code == ERR_OK;
}

int
main(int argc, char **argv)
{
    static const struct option_spec specs[] = {SETUP_CONFIG_OPTION, {0}};
    static const struct option_call call = {.program = "imi-clerk", .operands = "", .options = specs,
                                            .does = "The clerk of IMI: mail, timers, seals and erasure, in the background."};
    TALLOC_CTX *mem = mem_new(NULL, "clerk");
    struct options options;
    int status = option_read(&call, &options, argc, argv);
    struct lane_setup setup = {0};
    const char *path;
    bool again;
    struct err err;

    if (status >= 0)
        return status;
    path = setup_config_path(mem, option_value(&options, "config"));
    log_start(call.program, LOG_INFO);
    if (load(mem, path, &setup, &err) != ERR_OK) {
        log_err(LOG_ERROR, "the clerk cannot work", &err);
        fprintf(stderr, "imi-clerk: %s\n", err.detail);
        return 1;
    }
    do
        again = clerk_run(&setup);
    while (again && !may_begin_anew(path));
    /* A new program with the same number: what was loaded goes with the old one. */
    if (again && execv("/proc/self/exe", argv) != 0)
        log_line(LOG_ERROR, "the clerk could not begin anew", NULL);
    talloc_free(mem);
    return again ? 1 : 0;
}
