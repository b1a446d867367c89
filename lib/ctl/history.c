/* SPDX-License-Identifier: EUPL-1.2 */
/* imictl history: verify chains, values and seals; seal now. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "access/installation.h"
#include "base/clock.h"
#include "base/mem.h"
#include "ctl/site.h"
#include "proof/verify.h"

struct told {
    struct ctl *ctl;
    bool details;
};

static enum err_code
open_site(struct ctl *ctl, struct ctl_site *site, struct err *err)
{
    struct installation *installation;

    TRY(ctl_open(ctl, CTL_DATABASE | CTL_KEYS, site, err));
    TRY(installation_read(ctl->mem, site->db, &installation, err));
    clock_shift(installation->case_offset);
    return ERR_OK;
}

static void
print_events(const struct verify_case *found)
{
    for (size_t i = 0; i < found->n_events; i++) {
        const struct verify_event *event = &found->events[i];
        char at[32];

        clock_rfc3339(event->at, at, sizeof at);
        printf("  %" PRIu64 "\t%s\t%s\t%s -> %s\t%zu values%s%s\t%s\n", event->seq, at, event->action, event->from_state,
               event->to_state, event->n_values, event->rule != NULL ? "\t" : "", event->rule != NULL ? event->rule : "",
               event->place == event->seq ? "intact" : "not as it was written");
    }
}

static void
print_state(const struct verify_case *found)
{
    printf("%s\tintact, %zu events, %zu values\n", found->ref, found->n_events, found->n_values);
    for (size_t i = 0; i < found->n_erased; i++)
        printf("%s\t%zu values erased under %s\n", found->ref, found->erased[i].count, found->erased[i].rule);
}

/* A case that is not intact has one line: its number, a tab, and what is wrong. */
static void
print_case(const struct verify_case *found, void *closure)
{
    const struct told *told = closure;

    if (found->n_faults > 0) {
        if (found->ref != NULL)
            printf("%s\t", found->ref);
        else
            printf("case %" PRIu64 "\t", found->id);
        for (size_t i = 0; i < found->n_faults; i++)
            printf("%s%s", i > 0 ? "; " : "", found->faults[i]);
        putchar('\n');
    }
    if (told->details && found->n_faults == 0)
        print_state(found);
    if (told->details)
        print_events(found);
}

static void
print_seal(const char *fault, void *closure)
{
    (void)closure;
    printf("%s\n", fault);
}

enum ctl_status
ctl_history_verify(struct ctl *ctl, int argc, char **argv)
{
    struct told told = {ctl, argc == 1};
    struct verify verify = {.each_case = print_case, .each_seal = print_seal, .closure = &told};
    struct verify_totals totals;
    struct ctl_site site;
    struct err err = {0};
    enum err_code code;

    if (argc > 1)
        return CTL_USAGE;
    code = open_site(ctl, &site, &err);
    if (code == ERR_OK) {
        verify.db = site.db;
        verify.keys = seal_keys_new(ctl->mem, site.keys);
        code = argc == 1 ? verify_one(&verify, argv[0], &totals, &err) : verify_all(&verify, &totals, &err);
    }
    if (code == ERR_NOT_FOUND && argc == 1) {
        fprintf(stderr,
                "imictl: there is no case %s; imictl history verify without a number finds traces of a case that is gone\n",
                argv[0]);
        return CTL_FAULT;
    }
    if (code != ERR_OK)
        return ctl_failed(&err);
    printf("%" PRIu64 " cases verified, %" PRIu64 " faults\n", totals.cases, totals.faults);
    return totals.faults == 0 ? CTL_OK : CTL_FAULT;
}

enum ctl_status
ctl_history_seal(struct ctl *ctl, int argc, char **argv)
{
    struct seal_outcome outcome;
    struct ctl_site site;
    struct err err = {0};

    (void)argv;
    if (argc != 0)
        return CTL_USAGE;
    if (open_site(ctl, &site, &err) != ERR_OK ||
        history_seal_all(site.db, seal_keys_new(ctl->mem, site.keys), clock_case_now(), &outcome, &err) != ERR_OK)
        return ctl_failed(&err);
    printf("%" PRIu64 " heads sealed\n", outcome.sealed);
    if (outcome.last_id != 0)
        printf("last seal %" PRIu64 ": %s; keep it apart from the database\n", outcome.last_id, outcome.last_hash);
    return CTL_OK;
}
