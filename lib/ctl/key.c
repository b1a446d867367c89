/* SPDX-License-Identifier: EUPL-1.2 */
/* imictl key new, rotate: the key file that the configuration names. */
#include <stdio.h>

#include "ctl/site.h"

static enum ctl_status
change(struct ctl *ctl, int argc, enum err_code (*act)(const char *path, struct err *err), const char *done)
{
    struct ctl_site site;
    struct err err = {0};

    if (argc != 0)
        return CTL_USAGE;
    if (ctl_open(ctl, CTL_CONFIG, &site, &err) != ERR_OK || act(site.config->keys, &err) != ERR_OK)
        return ctl_failed(&err);
    printf("%s: %s\n", site.config->keys, done);
    return CTL_OK;
}

enum ctl_status
ctl_key_new(struct ctl *ctl, int argc, char **argv)
{
    (void)argv;
    return change(ctl, argc, keys_create, "made; keep a copy in a safe place, apart from copies of the database");
}

enum ctl_status
ctl_key_rotate(struct ctl *ctl, int argc, char **argv)
{
    (void)argv;
    return change(ctl, argc, keys_rotate, "a new key was added; reload the endpoints and the clerk, on every host with the same file");
}
