/* SPDX-License-Identifier: EUPL-1.2 */
/* imictl doctor: one line a check, `ok` or `FAULT`, and under a fault how to mend it. */
#include <errno.h>
#include <inttypes.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "access/installation.h"
#include "access/password.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "config/setup.h"
#include "ctl/site.h"
#include "filecheck/scanner.h"
#include "retention/retention.h"
#include "text/catalogue.h"

#define LATE_S 900
#define MAIL_WAIT_MS 3000
#define CALENDAR_MONTHS 3 /* the year that will be then must have its closed days */
#define CLOCK_LEAST INT64_C(1767225600) /* 2026-01-01: a clock before it is not set */

struct doctor {
    struct ctl *ctl;
    struct ctl_site site;
    unsigned faults;
};

static void
good(const char *what, const char *detail)
{
    printf("ok     %s%s%s\n", what, detail[0] == '\0' ? "" : ": ", detail);
}

static void
fault(struct doctor *doctor, const char *what, const char *detail, const char *mend)
{
    doctor->faults++;
    printf("FAULT  %s: %s\n       mend: %s\n", what, detail, mend);
}

static bool
check_configuration(struct doctor *doctor)
{
    const char *path = ctl_config_file(doctor->ctl);
    struct err err = {0};

    if (config_load(doctor->ctl->mem, path, &doctor->site.config, &err) != ERR_OK) {
        fault(doctor, "configuration", err.detail, "correct the line named, or name another file with --config");
        return false;
    }
    good("configuration", path);
    return true;
}

static void
check_keys(struct doctor *doctor)
{
    struct err err = {0};

    if (keys_load(doctor->ctl->mem, doctor->site.config->keys, &doctor->site.keys, &err) != ERR_OK)
        fault(doctor, "keys", err.detail, "imictl key new makes one; chmod 600; the user of the endpoints must own it");
    else
        good("keys", mem_printf(doctor->ctl->mem, "%zu, the current one is %u", keys_count(doctor->site.keys),
                                keys_current(doctor->site.keys)));
}

static const struct decl *
check_declared(struct doctor *doctor)
{
    const struct config *config = doctor->site.config;
    struct text_setup setup = {config->translations, config->languages, config->n_languages};
    const struct decl *decl = NULL;
    struct text *text;
    struct err err = {0};

    if (setup_declared(doctor->ctl->mem, config, &decl, &err) != ERR_OK) {
        fault(doctor, "declared data", err.detail, "imictl check lists every fault with its line");
        decl = NULL;
    } else {
        good("declared data", mem_printf(doctor->ctl->mem, "%zu areas", decl->n_areas));
    }
    if (text_open(doctor->ctl->mem, &setup, &text, &err) != ERR_OK)
        fault(doctor, "languages", err.detail, "take the language out of `languages`, or install its .mo file");
    else
        good("languages", mem_printf(doctor->ctl->mem, "%zu", config->n_languages));
    return decl;
}

static void
check_calendars(struct doctor *doctor, const struct decl *decl)
{
    int32_t today = clock_day(clock_machine_now());
    int year = day_year(today), until = day_year(day_add_months(today, CALENDAR_MONTHS));

    if (decl == NULL || decl_needs_calendars(decl) == NULL)
        return;
    for (size_t i = 0; i < decl->n_calendars; i++)
        if (!decl_calendar_covers(&decl->calendars[i], year, until)) {
            fault(doctor, "closed days",
                  mem_printf(doctor->ctl->mem, "%s holds %d to %d, and %d is needed", decl->calendars[i].pos.file,
                             decl->calendars[i].first_year, decl->calendars[i].last_year, until),
                  "install a release with later calendars, or add the days (conf/calendars/README.md); then reload");
            return;
        }
    good("closed days", mem_printf(doctor->ctl->mem, "%zu calendars", decl->n_calendars));
}

static void
check_server(struct doctor *doctor)
{
    struct installation_server *server;
    struct err err = {0};

    if (installation_server(doctor->ctl->mem, doctor->site.db, &server, &err) != ERR_OK) {
        fault(doctor, "database server", err.detail, "look at the server's log");
        return;
    }
    good("database server", server->version);
    if (server->flush_at_commit != 1 && !doctor->site.config->training)
        fault(doctor, "durability", "innodb_flush_log_at_trx_commit is not 1: an answered act may be lost",
              "set it to 1 in the server's configuration");
    if (strncmp(server->collation, "utf8mb4", 7) != 0)
        fault(doctor, "database", "its character set is not utf8mb4", "ALTER DATABASE ... CHARACTER SET utf8mb4");
}

static void
check_published(struct doctor *doctor, const struct decl *decl)
{
    struct err err = {0};

    if (decl == NULL)
        return;
    if (installation_compare(doctor->site.db, decl, &err) == ERR_OK)
        good("published flows", "");
    else
        fault(doctor, "published flows", err.detail, "imictl migrate publishes new versions; never change a published one");
}

/* The statements of the program on the real schema, as each account that runs them sees it. */
static void
check_account(struct doctor *doctor, const char *what, const struct config_account *account)
{
    struct db_conf conf;
    struct err err = {0};
    struct installation *installation;
    struct db *db;
    TALLOC_CTX *mem = mem_new(doctor->ctl->mem, "account");

    if (setup_database(mem, doctor->site.config, account, &conf, &err) != ERR_OK) {
        fault(doctor, what, err.detail, "make the password file readable for the user that runs this, and for nobody else");
        return;
    }
    db = db_new(mem, &conf);
    if (installation_read(mem, db, &installation, &err) != ERR_OK)
        fault(doctor, what, err.detail, "CREATE USER as docs/installing.md says, then imictl migrate gives it its rights");
    else
        good(what, account->user);
    talloc_free(mem);
}

static void
check_lanes(struct doctor *doctor)
{
    const struct installation_lane *lanes;
    size_t count;
    struct err err = {0};

    if (installation_lanes(doctor->ctl->mem, doctor->site.db, &lanes, &count, &err) != ERR_OK) {
        fault(doctor, "clerk", err.detail, "imictl migrate");
        return;
    }
    if (count == 0)
        fault(doctor, "clerk", "it has never worked", "start imi-clerk");
    for (size_t i = 0; i < count; i++) {
        int64_t age = (clock_machine_now() - lanes[i].machine_time) / CLOCK_SECOND;

        if (age > LATE_S)
            fault(doctor, "clerk", mem_printf(doctor->ctl->mem, "lane %s worked last %lld s ago", lanes[i].lane, (long long)age),
                  "start imi-clerk and look at its log");
        else
            good("clerk", mem_printf(doctor->ctl->mem, "lane %s", lanes[i].lane));
    }
}

/* A flow's file is needed as long as one of its cases holds something. */
static void
check_versions(struct doctor *doctor, const struct decl *decl)
{
    TALLOC_CTX *mem = doctor->ctl->mem;
    const struct installation_version *rows;
    size_t count, missing = 0;
    struct err err = {0};

    if (decl == NULL)
        return;
    if (installation_versions(mem, doctor->site.db, &rows, &count, &err) != ERR_OK) {
        fault(doctor, "flows of cases", err.detail, "look at the server's log");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const struct decl_area *area = decl_area(decl, rows[i].area);
        const char *file = mem_printf(mem, "conf/areas/%s/%s.%" PRIu64 ".yaml", rows[i].area, rows[i].flow, rows[i].version);

        if (area != NULL && decl_flow(area, rows[i].flow, (unsigned)rows[i].version) != NULL)
            continue;
        missing++;
        fault(doctor, "flows of cases",
              mem_printf(mem, "%s is gone, and nobody can open the cases of it: %" PRIu64 ", such as %s", file,
                         rows[i].cases, rows[i].ref),
              "put the file back");
    }
    if (missing == 0)
        good("flows of cases", "");
}

#define OVERDUE_NAMED 10

/* What a dry run of retention finds due. */
struct overdue {
    TALLOC_CTX *mem;
    const char *names[RETENTION_DRAFT + 1];
    unsigned count[RETENTION_DRAFT + 1];
};

static void
note_overdue(const struct retention_note *note, void *closure)
{
    struct overdue *overdue = closure;
    const char **names = &overdue->names[note->what];

    if (overdue->count[note->what]++ < OVERDUE_NAMED)
        *names = *names == NULL ? mem_copy(overdue->mem, note->ref) : mem_printf(overdue->mem, "%s %s", *names, note->ref);
}

/* What the clerk should have blocked or erased more than a day ago: a case that fails each time, or the clerk does not work. */
static void
check_overdue(struct doctor *doctor)
{
    static const char *const words[] = {"to be blocked", "to be erased", "drafts to be erased"};
    struct overdue overdue = {.mem = doctor->ctl->mem};
    struct retention retention = {.db = doctor->site.db, .dry_run = true, .note = note_overdue, .closure = &overdue};
    struct installation *installation;
    struct retention_totals totals;
    struct err err = {0};

    if (installation_read(doctor->ctl->mem, doctor->site.db, &installation, &err) != ERR_OK) {
        fault(doctor, "retention", err.detail, "imictl migrate");
        return;
    }
    retention.now = clock_machine_now() + installation->case_offset - CLOCK_DAY;
    if (retention_run(&retention, &totals, &err) != ERR_OK)
        fault(doctor, "retention", err.detail, "look at the server's log");
    else if (totals.blocked + totals.erased + totals.drafts == 0)
        good("retention", "nothing is overdue");
    for (size_t i = 0; i <= RETENTION_DRAFT; i++)
        if (overdue.count[i] > 0)
            fault(doctor, "retention",
                  mem_printf(overdue.mem, "%u %s, overdue by more than a day: %s%s", overdue.count[i], words[i], overdue.names[i],
                             overdue.count[i] > OVERDUE_NAMED ? " ..." : ""),
                  "start imi-clerk; where it runs, its log says each day why it passed a case over");
}

/* Cases that a timer should have moved on more than a day ago; how many. */
static size_t
check_timer(struct doctor *doctor, const struct decl_flow *flow, const struct decl_timer *timer, int32_t today)
{
    TALLOC_CTX *mem = doctor->ctl->mem;
    const struct installation_overdue *rows;
    const char *names = "";
    size_t count;
    struct err err = {0};

    if (installation_acts_overdue(mem, doctor->site.db, flow, timer, today - 1, &rows, &count, &err) != ERR_OK) {
        fault(doctor, "acts by time", err.detail, "look at the server's log");
        return 1;
    }
    for (size_t i = 0; i < count && i < OVERDUE_NAMED; i++)
        names = mem_printf(mem, "%s %s", names, rows[i].ref);
    if (count > 0)
        fault(doctor, "acts by time",
              mem_printf(mem, "%s %s: %s is overdue by more than a day:%s%s", flow->area_id, flow->id, timer->then->id, names,
                         count > OVERDUE_NAMED ? " ..." : ""),
              "start imi-clerk; where it runs, its log says each day why it passed a case over");
    return count;
}

static void
check_acts(struct doctor *doctor, const struct decl *decl)
{
    struct installation *installation;
    struct err err = {0};
    size_t count = 0;
    int32_t today;

    if (decl == NULL || installation_read(doctor->ctl->mem, doctor->site.db, &installation, &err) != ERR_OK)
        return;
    today = clock_day(clock_machine_now() + installation->case_offset);
    for (size_t a = 0; a < decl->n_areas; a++)
        for (size_t f = 0; f < decl->areas[a].n_flows; f++) {
            const struct decl_flow *flow = decl->areas[a].flows[f];

            for (size_t t = 0; t < flow->n_timers; t++)
                if (flow->timers[t].then != NULL && flow->timers[t].idle == 0)
                    count += check_timer(doctor, flow, &flow->timers[t], today);
        }
    if (count == 0)
        good("acts by time", "none is overdue");
}

static void
check_notices(struct doctor *doctor)
{
    uint64_t waiting;
    struct err err = {0};

    if (doctor->site.config->mail_server == NULL)
        return;
    if (installation_mail_waiting(doctor->site.db, clock_machine_now() - CLOCK_DAY, &waiting, &err) != ERR_OK)
        fault(doctor, "notices", err.detail, "look at the server's log");
    else if (waiting > 0)
        fault(doctor, "notices", mem_printf(doctor->ctl->mem, "%" PRIu64 " have waited for more than a day to be sent", waiting),
              "look at the clerk's log and at the mail server");
    else
        good("notices", "none has waited for a day");
}

static void
check_database(struct doctor *doctor, const struct decl *decl)
{
    const struct config *config = doctor->site.config;
    struct db_conf conf;
    struct err err = {0};
    unsigned pending;

    if (setup_database(doctor->ctl->mem, config, &config->migrate, &conf, &err) != ERR_OK) {
        fault(doctor, "database", err.detail, "run doctor as a user who may read the password file");
        return;
    }
    doctor->site.db = db_new(doctor->ctl->mem, &conf);
    if (db_ping(doctor->site.db, &err) != ERR_OK) {
        fault(doctor, "database", err.detail, "start the server; check `database:` in the configuration and the account");
        return;
    }
    check_server(doctor);
    if (ctl_migrate_pending(doctor->ctl, &doctor->site, &pending, &err) != ERR_OK || pending > 0) {
        fault(doctor, "migrations", err.detail[0] == '\0' ? mem_printf(doctor->ctl->mem, "%u are missing", pending) : err.detail,
              "imictl migrate");
        return;
    }
    good("migrations", "");
    check_published(doctor, decl);
    check_account(doctor, "account of the endpoints", &config->web);
    check_account(doctor, "account of the clerk", &config->clerk);
    check_lanes(doctor);
    check_versions(doctor, decl);
    check_overdue(doctor);
    check_acts(doctor, decl);
    check_notices(doctor);
}

/* Whether something takes a connection at host:port within MAIL_WAIT_MS. */
static bool
connects(const char *host, const char *port)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *list, *at;
    bool good_one = false;

    if (getaddrinfo(host, port, &hints, &list) != 0)
        return false;
    for (at = list; at != NULL && !good_one; at = at->ai_next) {
        int fd = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), status = 0;
        struct pollfd wait = {.fd = fd, .events = POLLOUT};
        socklen_t size = sizeof status;

        if (fd < 0)
            continue;
        if (connect(fd, at->ai_addr, at->ai_addrlen) == 0 || errno == EINPROGRESS)
            good_one = poll(&wait, 1, MAIL_WAIT_MS) == 1 &&
                       getsockopt(fd, SOL_SOCKET, SO_ERROR, &status, &size) == 0 && status == 0;
        close(fd);
    }
    freeaddrinfo(list);
    return good_one;
}

static void
check_mail(struct doctor *doctor)
{
    const char *server = doctor->site.config->mail_server;
    char *host, *port;

    if (server == NULL) {
        good("mail", "none is configured: notices stay on the site");
        return;
    }
    host = mem_copy(doctor->ctl->mem, strstr(server, "://") + 3);
    port = strrchr(host, ':');
    if (port != NULL)
        *port++ = '\0';
    else
        port = mem_copy(doctor->ctl->mem, strncmp(server, "smtps", 5) == 0 ? "465" : "25");
    if (connects(host, port))
        good("mail", server);
    else
        fault(doctor, "mail", mem_printf(doctor->ctl->mem, "%s does not answer", server), "check `mail:` and the mail server");
}

static void
check_scanner(struct doctor *doctor)
{
    const char *clamd = doctor->site.config->clamd;
    struct err err = {0};

    if (clamd == NULL)
        good("clamd", "none is configured: files are not scanned for malware");
    else if (scanner_ping(clamd, &err) == ERR_OK)
        good("clamd", clamd);
    else
        fault(doctor, "clamd", mem_printf(doctor->ctl->mem, "%s does not answer", clamd),
              "start clamd, and let the user of the endpoints write to its socket (its LocalSocketGroup); until then no file is taken");
}

static void
check_places(struct doctor *doctor)
{
    const struct config *config = doctor->site.config;
    const struct password_list *list;
    struct stat status;
    struct err err = {0};

    if (stat(config->sockets, &status) != 0)
        fault(doctor, "sockets", mem_printf(doctor->ctl->mem, "%s: %s", config->sockets, strerror(errno)),
              "make the folder (systemd does with RuntimeDirectory=imi), mode 0750, group of nginx");
    else if ((status.st_mode & S_IRWXO) != 0)
        fault(doctor, "sockets", mem_printf(doctor->ctl->mem, "others may enter %s", config->sockets),
              mem_printf(doctor->ctl->mem, "chmod 0750 %s", config->sockets));
    else
        good("sockets", config->sockets);
    if (access(mem_printf(doctor->ctl->mem, "%s/templates/layout.cs", config->data), R_OK) != 0)
        fault(doctor, "templates", "cannot be read", "check `data:` in the configuration");
    else
        good("templates", "");
    if (password_list_load(doctor->ctl->mem, mem_printf(doctor->ctl->mem, "%s/conf/passwords/common.txt", config->data), &list,
                           &err) != ERR_OK)
        fault(doctor, "common passwords", err.detail, "install the file again");
    else
        good("common passwords", "");
}

static void
check_clock(struct doctor *doctor)
{
    if (clock_machine_now() < CLOCK_LEAST * CLOCK_SECOND)
        fault(doctor, "clock", "this machine's time lies years back", "set it, and keep it with NTP");
    else
        good("clock", "");
}

enum ctl_status
ctl_doctor(struct ctl *ctl, int argc, char **argv)
{
    struct doctor doctor = {.ctl = ctl};
    const struct decl *decl;

    (void)argv;
    if (argc != 0)
        return CTL_USAGE;
    if (check_configuration(&doctor)) {
        check_clock(&doctor);
        check_keys(&doctor);
        check_places(&doctor);
        decl = check_declared(&doctor);
        check_calendars(&doctor, decl);
        check_database(&doctor, decl);
        check_mail(&doctor);
        check_scanner(&doctor);
    }
    if (doctor.faults > 0)
        printf("%u to mend\n", doctor.faults);
    return doctor.faults == 0 ? CTL_OK : CTL_FAULT;
}
