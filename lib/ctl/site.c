/* SPDX-License-Identifier: EUPL-1.2 */
#include "ctl/site.h"

#include <stdio.h>
#include <string.h>

#include "config/setup.h"
#include "base/mem.h"

enum err_code
ctl_open(struct ctl *ctl, unsigned needs, struct ctl_site *site, struct err *err)
{
    struct db_conf *conf = mem_zero(ctl->mem, struct db_conf);

    *site = (struct ctl_site){0};
    TRY(config_load(ctl->mem, ctl_config_file(ctl), &site->config, err));
    if ((needs & CTL_KEYS) != 0)
        TRY(keys_load(ctl->mem, site->config->keys, &site->keys, err));
    if ((needs & CTL_DATABASE) != 0) {
        TRY(setup_database(ctl->mem, site->config, &site->config->migrate, conf, err));
        site->db = db_new(ctl->mem, conf);
    }
    return ERR_OK;
}

enum ctl_status
ctl_failed(const struct err *err)
{
    fprintf(stderr, "imictl: %s\n", err->detail);
    return CTL_FAULT;
}

static void
take_out(int *argc, char **argv, int at, int count)
{
    for (int i = at; i + count < *argc; i++)
        argv[i] = argv[i + count];
    *argc -= count;
}

const char *
ctl_option(int *argc, char **argv, const char *name)
{
    for (int i = 0; i + 1 < *argc; i++) {
        if (strncmp(argv[i], "--", 2) == 0 && strcmp(argv[i] + 2, name) == 0) {
            const char *value = argv[i + 1];

            take_out(argc, argv, i, 2);
            return value;
        }
    }
    return NULL;
}

bool
ctl_flag(int *argc, char **argv, const char *name)
{
    for (int i = 0; i < *argc; i++) {
        if (strncmp(argv[i], "--", 2) == 0 && strcmp(argv[i] + 2, name) == 0) {
            take_out(argc, argv, i, 1);
            return true;
        }
    }
    return false;
}
