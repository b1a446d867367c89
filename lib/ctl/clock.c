/* SPDX-License-Identifier: EUPL-1.2 */
/* imictl clock: case time of a training or test installation; set and advance wait for the clerk. */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "access/installation.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "ctl/site.h"

#define WAIT_S 300
#define DEAD_S 60 /* a lane that has said nothing for so long is not at work */
#define BIRTH_S 10 /* a clerk that was started just now has not said anything yet */
#define POLL_MS 100

static enum err_code
open_site(struct ctl *ctl, struct ctl_site *site, struct installation **installation, struct err *err)
{
    TRY(ctl_open(ctl, CTL_DATABASE, site, err));
    TRY(installation_read(ctl->mem, site->db, installation, err));
    clock_shift((*installation)->case_offset);
    return ERR_OK;
}

/* "36h", "7d", "2mo" after a moment of case time; days and months are legal days, the time of day stays. False: no duration. */
static bool
after(const char *duration, int64_t from, int64_t *to)
{
    char *unit;
    unsigned long number = strtoul(duration, &unit, 10);
    int32_t day = clock_day(from);
    int64_t time_of_day = from - clock_day_start(day);

    if (*duration < '0' || *duration > '9' || number < 1 || number > 100000)
        return false;
    if (strcmp(unit, "h") == 0)
        *to = from + (int64_t)number * CLOCK_HOUR;
    else if (strcmp(unit, "d") == 0)
        *to = clock_day_start(day + (int32_t)number) + time_of_day;
    else if (strcmp(unit, "mo") == 0 && number <= 1200)
        *to = clock_day_start(day_add_months(day, (int)number)) + time_of_day;
    else
        return false;
    return true;
}

static void
print_time(const char *what, int64_t moment)
{
    char text[32];

    clock_rfc3339(moment, text, sizeof text);
    printf("%s\t%s\n", what, text);
}

/* Whether every lane has worked, since the clock was moved, up to the time set. *late: one that has not; *alive: any was heard of
 * lately. */
static enum err_code
caught_up(struct ctl *ctl, struct db *db, int64_t moved_at, int64_t target, bool *done, bool *alive, const char **late,
          struct err *err)
{
    const struct installation_lane *lanes;
    size_t count;

    TRY(installation_lanes(ctl->mem, db, &lanes, &count, err));
    *done = count > 0;
    *alive = false;
    *late = "any";
    for (size_t i = 0; i < count; i++) {
        *alive = *alive || clock_machine_now() - lanes[i].machine_time < DEAD_S * CLOCK_SECOND;
        if (lanes[i].machine_time >= moved_at && lanes[i].case_time >= target)
            continue;
        *done = false;
        *late = lanes[i].lane;
    }
    return ERR_OK;
}

static enum err_code
wait_for_clerk(struct ctl *ctl, struct db *db, int64_t moved_at, int64_t target, struct err *err)
{
    const struct timespec pause = {.tv_nsec = POLL_MS * 1000000L};
    int64_t started = clock_steady_now(), until = started + WAIT_S * CLOCK_SECOND;
    bool done = false, alive = true;
    const char *late = "any";

    while (!done && clock_steady_now() < until) {
        TRY(caught_up(ctl, db, moved_at, target, &done, &alive, &late, err));
        if (!alive && clock_steady_now() - started > BIRTH_S * CLOCK_SECOND)
            return FAIL(err, ERR_UNAVAILABLE, "the clock was moved, but no clerk is at work: what became due waits for imi-clerk");
        if (!done)
            nanosleep(&pause, NULL);
    }
    return done ? ERR_OK : FAIL(err, ERR_UNAVAILABLE, "the clock was moved, but lane %s of the clerk has not caught up in %d s", late, WAIT_S);
}

/* Move case time to `target`; wait: until the clerk has handled what became due. */
static enum err_code
move(struct ctl *ctl, struct ctl_site *site, int64_t offset, bool wait, struct err *err)
{
    int64_t moved_at = clock_machine_now();

    TRY(installation_set_offset(site->db, offset, err));
    clock_shift(offset);
    if (wait)
        TRY(wait_for_clerk(ctl, site->db, moved_at, moved_at + offset, err));
    print_time("case time", clock_case_now());
    return ERR_OK;
}

static enum ctl_status
change(struct ctl *ctl, const char *time, const char *duration, bool reset)
{
    struct installation *installation;
    struct ctl_site site;
    struct err err = {0};
    int64_t target = 0;

    if (open_site(ctl, &site, &installation, &err) != ERR_OK)
        return ctl_failed(&err);
    if (!site.config->training || strcmp(installation->mode, "training") != 0) {
        fprintf(stderr, "imictl: the clock of a production installation does not move\n");
        return CTL_FAULT;
    }
    if (reset)
        return move(ctl, &site, 0, false, &err) == ERR_OK ? CTL_OK : ctl_failed(&err);
    assert(time != NULL || duration != NULL);
    if (time != NULL ? clock_parse(time, &target) != 0 : !after(duration, clock_case_now(), &target)) {
        fprintf(stderr, "imictl: a time is 2027-01-31T09:00:00Z; a duration is 36h, 7d or 2mo\n");
        return CTL_USAGE;
    }
    return move(ctl, &site, target - clock_machine_now(), true, &err) == ERR_OK ? CTL_OK : ctl_failed(&err);
}

enum ctl_status
ctl_clock_show(struct ctl *ctl, int argc, char **argv)
{
    struct installation *installation;
    struct ctl_site site;
    struct err err = {0};

    (void)argv;
    if (argc != 0)
        return CTL_USAGE;
    if (open_site(ctl, &site, &installation, &err) != ERR_OK)
        return ctl_failed(&err);
    print_time("case time", clock_case_now());
    print_time("machine time", clock_machine_now());
    printf("mode\t%s\n", installation->mode);
    return CTL_OK;
}

enum ctl_status
ctl_clock_set(struct ctl *ctl, int argc, char **argv)
{
    return argc == 1 ? change(ctl, argv[0], NULL, false) : CTL_USAGE;
}

enum ctl_status
ctl_clock_advance(struct ctl *ctl, int argc, char **argv)
{
    return argc == 1 ? change(ctl, NULL, argv[0], false) : CTL_USAGE;
}

enum ctl_status
ctl_clock_reset(struct ctl *ctl, int argc, char **argv)
{
    (void)argv;
    return argc == 0 ? change(ctl, NULL, NULL, true) : CTL_USAGE;
}
