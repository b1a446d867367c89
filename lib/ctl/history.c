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
    const char *since = option_value(ctl->options, "since");
    struct verify_totals totals;
    struct seal_head head;
    struct ctl_site site;
    struct err err = {0};
    enum err_code code;

    if (argc > 1 || (argc == 1 && since != NULL))
        return CTL_USAGE;
    if (since != NULL && !seal_head_read(since, &head)) {
        fprintf(stderr, "imictl: --since %s: no head; imictl history seal prints one, SEAL:HASH:CASES:EVENTS\n", since);
        return CTL_USAGE;
    }
    verify.since = since != NULL ? &head : NULL;
    code = open_site(ctl, &site, &err);
    if (code == ERR_OK) {
        verify.db = site.db;
        verify.now = clock_case_now();
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
    printf("%" PRIu64 " heads and %" PRIu64 " records of reads sealed\n", outcome.sealed, outcome.reads);
    if (outcome.head.id != 0)
        printf("head\t%s\nKeep the head apart from the database: imictl history verify --since HEAD then tells whether all that"
               " is sealed until now is still there.\n", seal_head_text(ctl->mem, &outcome.head));
    return CTL_OK;
}
