/* SPDX-License-Identifier: EUPL-1.2 */
#include "ctl/site.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "config/setup.h"

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
