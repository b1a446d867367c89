/* SPDX-License-Identifier: EUPL-1.2 */
/* imictl retention run: what the clerk does by itself, now and before one's eyes. */
#include <inttypes.h>
#include <stdio.h>

#include "access/installation.h"
#include "base/clock.h"
#include "config/setup.h"
#include "ctl/site.h"
#include "retention/retention.h"

/* One line a case: block<TAB>NUMBER, or erase<TAB>NUMBER<TAB>what goes with it. */
static void
print_note(const struct retention_note *note, void *closure)
{
    (void)closure;
    if (note->what == RETENTION_BLOCK) {
        printf("block\t%s\n", note->ref);
        return;
    }
    printf("%s\t%s\t%" PRIu64 " values, %" PRIu64 " files, %" PRIu64 " of working copies\n",
           note->what == RETENTION_DRAFT ? "erase draft" : "erase", note->ref, note->n_values, note->n_files,
           note->n_drafts);
}

static bool
tell_failed(const char *ref, const struct err *err, void *closure)
{
    bool *failed = closure;

    if (err_status(err->code) == 503)
        return false;
    fprintf(stderr, "failed\t%s\t%s\n", ref, err->detail);
    *failed = true;
    return true;
}

static enum err_code
run(struct ctl *ctl, bool dry_run, struct retention_totals *totals, bool *failed, struct err *err)
{
    struct retention retention = {.dry_run = dry_run, .note = print_note, .passes_over = tell_failed, .closure = failed};
    struct installation *installation;
    struct ctl_site site;

    TRY(ctl_open(ctl, CTL_DATABASE | CTL_KEYS, &site, err));
    TRY(setup_declared(ctl->mem, site.config, &retention.decl, err));
    TRY(installation_read(ctl->mem, site.db, &installation, err));
    clock_shift(installation->case_offset);
    retention.db = site.db;
    retention.keys = seal_keys_new(ctl->mem, site.keys);
    retention.now = clock_case_now();
    TRY(retention_shorten(&retention, err));
    return retention_run(&retention, totals, err);
}

enum ctl_status
ctl_retention_run(struct ctl *ctl, int argc, char **argv)
{
    bool dry_run = option_value(ctl->options, "dry-run") != NULL;
    struct retention_totals totals;
    bool failed = false;
    struct err err = {0};

    (void)argv;
    if (argc != 0)
        return CTL_USAGE;
    if (run(ctl, dry_run, &totals, &failed, &err) != ERR_OK)
        return ctl_failed(&err);
    printf("%" PRIu64 " blocked, %" PRIu64 " erased, %" PRIu64 " drafts erased%s\n", totals.blocked, totals.erased,
           totals.drafts, dry_run ? " (dry run: nothing was done)" : "");
    return failed ? CTL_FAULT : CTL_OK;
}
