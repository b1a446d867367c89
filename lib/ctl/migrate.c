/* SPDX-License-Identifier: EUPL-1.2 */
/* imictl migrate: numbered files, forward only, each once; a published one that was changed stops everything. */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "access/installation.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "config/setup.h"
#include "ctl/site.h"
#include "proof/rewrite.h"

#define FILE_MAX_BYTES (4 * 1024 * 1024)
#define NAME_MAX_BYTES 100

struct migration {
    unsigned number;
    const char *name; /* of the file */
    char *text;
    unsigned char checksum[HASH_BYTES];
};

struct migrations {
    struct migration *items;
    size_t count;
};

static int
by_number(const void *a, const void *b)
{
    const struct migration *one = a, *other = b;

    return one->number < other->number ? -1 : one->number > other->number;
}

/* "0001_foundation.sql": four digits, then a name; 0 for any other file. */
static unsigned
number_of(const char *name)
{
    size_t length = strlen(name);

    if (length < 10 || length > NAME_MAX_BYTES || strspn(name, "0123456789") != 4 || name[4] != '_' ||
        strcmp(name + length - 4, ".sql") != 0)
        return 0;
    return (unsigned)strtoul(name, NULL, 10);
}

static enum err_code
read_one(TALLOC_CTX *mem, const char *folder, const char *name, struct migration *migration, struct err *err)
{
    migration->number = number_of(name);
    migration->name = mem_copy(mem, name);
    TRY(setup_read(mem, mem_printf(mem, "%s/%s", folder, name), FILE_MAX_BYTES, &migration->text, err));
    hash_bytes(migration->checksum, NULL, migration->text, strlen(migration->text));
    return ERR_OK;
}

static enum err_code
read_all(TALLOC_CTX *mem, const char *data, struct migrations *migrations, struct err *err)
{
    const char *folder = mem_printf(mem, "%s/sql/migrations", data);
    DIR *dir = opendir(folder);
    struct dirent *entry;
    enum err_code code = ERR_OK;

    *migrations = (struct migrations){NULL, 0};
    if (dir == NULL)
        return FAIL(err, ERR_CONFIG, "%s: %s", folder, strerror(errno));
    while (code == ERR_OK && (entry = readdir(dir)) != NULL)
        if (number_of(entry->d_name) != 0) {
            migrations->items = mem_grow(mem, migrations->items, struct migration, migrations->count + 1);
            code = read_one(mem, folder, entry->d_name, &migrations->items[migrations->count++], err);
        }
    closedir(dir);
    TRY(code);
    if (migrations->count > 0)
        qsort(migrations->items, migrations->count, sizeof *migrations->items, by_number);
    for (size_t i = 0; i < migrations->count; i++)
        if (migrations->items[i].number != i + 1)
            return FAIL(err, ERR_CONFIG, "%s: number %zu is missing or there twice", folder, i + 1);
    return migrations->count > 0 ? ERR_OK : FAIL(err, ERR_CONFIG, "%s: holds no migration", folder);
}

/* What the database has had must be the first of what there is, unchanged. *done: how many. */
static enum err_code
compare(TALLOC_CTX *mem, struct db *db, const struct migrations *migrations, size_t *done, struct err *err)
{
    const struct installation_migration *rows;

    TRY(installation_migrations(mem, db, &rows, done, err));
    for (size_t i = 0; i < *done; i++) {
        if (i >= migrations->count)
            return FAIL(err, ERR_CONFIG, "the database has had migration %s, which this version of the program does not "
                                         "know: install the newer version", rows[i].name);
        if (rows[i].number != i + 1 || rows[i].checksum.length != HASH_BYTES ||
            memcmp(rows[i].checksum.data, migrations->items[i].checksum, HASH_BYTES) != 0)
            return FAIL(err, ERR_CONFIG, "sql/migrations/%s was changed after it had been applied", migrations->items[i].name);
    }
    return ERR_OK;
}

static enum err_code
run_file(TALLOC_CTX *mem, struct db *db, const char *data, const char *file, struct err *err)
{
    char *text;

    TRY(setup_read(mem, mem_printf(mem, "%s/sql/%s", data, file), FILE_MAX_BYTES, &text, err));
    return db_script(db, text, err);
}

static bool
plain_account(const char *user)
{
    return user[0] != '\0' && strpbrk(user, "'`\\;@ ") == NULL;
}

/* The grants, with the accounts of the configuration in their places. */
static enum err_code
grant(TALLOC_CTX *mem, const struct ctl_site *site, struct err *err)
{
    const char *users[] = {site->config->web.user, site->config->clerk.user}, *marks[] = {"@web@", "@clerk@"};
    struct buf *out = buf_new(mem, FILE_MAX_BYTES);
    const char *host, *at;
    char *text;

    TRY(installation_account_host(mem, site->db, &host, err));
    TRY(setup_read(mem, mem_printf(mem, "%s/sql/grants.sql", site->config->data), FILE_MAX_BYTES, &text, err));
    if (!plain_account(users[0]) || !plain_account(users[1]))
        return FAIL(err, ERR_CONFIG, "the database accounts of the configuration must be plain names");
    for (at = text; *at != '\0';) {
        size_t mark = 2;

        for (size_t i = 0; i < 2; i++)
            if (strncmp(at, marks[i], strlen(marks[i])) == 0)
                mark = i;
        if (mark == 2) {
            buf_putc(out, *at++);
            continue;
        }
        buf_printf(out, "'%s'@'%s'", users[mark], host);
        at += strlen(marks[mark]);
    }
    if (db_script(site->db, out->data, err) == ERR_OK)
        return ERR_OK;
    fprintf(stderr, "imictl: the rights could not be given; as the server's administrator:\n"
                    "  GRANT ALL PRIVILEGES ON %s.* TO '%s'@'%s' WITH GRANT OPTION;\n",
            site->config->db_name, site->config->migrate.user, host);
    return err->code;
}

/* Histories of the format before are written anew, once: sql/migrations/0007_chain.sql. */
static enum err_code
rewrite_history(TALLOC_CTX *mem, struct ctl_site *site, struct err *err)
{
    struct installation *installation;
    const struct keys *keys;
    uint64_t cases;
    bool any;

    TRY(history_any(site->db, &any, err));
    if (!any)
        return ERR_OK;
    TRY(keys_load(mem, site->config->keys, &keys, err));
    TRY(installation_read(mem, site->db, &installation, err));
    clock_shift(installation->case_offset);
    TRY(history_rewrite(site->db, seal_keys_new(mem, keys), clock_case_now(), &cases, err));
    printf("the history of %" PRIu64 " cases was written anew, unverified; its seals were replaced\n", cases);
    return ERR_OK;
}

/* What a migration does beyond its file. The program knows the newest tables alone, so it is done when all files have been. */
static const struct step {
    unsigned number;
    enum err_code (*run)(TALLOC_CTX *mem, struct ctl_site *site, struct err *err);
} steps[] = {{7, rewrite_history}};

static const struct step *
step_of(const struct migration *migration)
{
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (steps[i].number == migration->number)
            return &steps[i];
    return NULL;
}

static enum err_code
note(struct ctl_site *site, const struct migration *migration, struct err *err)
{
    return installation_migrated(site->db, migration->number, migration->name, migration->checksum, err);
}

/* The steps of migrations whose files were run, then the note of each: a run that is cut off before that repeats them all. */
static enum err_code
finish(TALLOC_CTX *mem, struct ctl_site *site, const struct migration *held, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++)
        if (step_of(&held[i]) != NULL)
            TRY(step_of(&held[i])->run(mem, site, err));
    for (size_t i = 0; i < count; i++)
        TRY(note(site, &held[i], err));
    return ERR_OK;
}

static enum err_code
apply(TALLOC_CTX *mem, struct ctl_site *site, unsigned *applied, struct err *err)
{
    struct migrations migrations;
    size_t done, held; /* noted before; from which on none is before all are done */

    TRY(read_all(mem, site->config->data, &migrations, err));
    db_no_time_limit(site->db);
    TRY(run_file(mem, site->db, site->config->data, "migration_table.sql", err));
    TRY(compare(mem, site->db, &migrations, &done, err));
    held = done;
    while (held < migrations.count && step_of(&migrations.items[held]) == NULL)
        held++;
    for (size_t i = done; i < migrations.count; i++) {
        printf("%s\n", migrations.items[i].name);
        TRY(db_script(site->db, migrations.items[i].text, err));
        if (i < held)
            TRY(note(site, &migrations.items[i], err));
    }
    *applied = (unsigned)(migrations.count - done);
    return finish(mem, site, migrations.items + held, migrations.count - held, err);
}

enum err_code
ctl_migrate_run(struct ctl *ctl, struct ctl_site *site, unsigned *applied, struct err *err)
{
    TALLOC_CTX *mem = mem_new(ctl->mem, "migrations");
    const struct decl *decl;
    enum err_code code;

    TRY(setup_declared(ctl->mem, site->config, &decl, err));
    code = apply(mem, site, applied, err);
    if (code == ERR_OK)
        code = installation_begin(site->db, site->config->training, err);
    if (code == ERR_OK)
        code = installation_publish(site->db, decl, err);
    if (code == ERR_OK)
        code = grant(mem, site, err);
    talloc_free(mem);
    return code;
}

enum err_code
ctl_migrate_pending(struct ctl *ctl, struct ctl_site *site, unsigned *pending, struct err *err)
{
    TALLOC_CTX *mem = mem_new(ctl->mem, "migrations");
    struct migrations migrations;
    size_t done = 0;
    enum err_code code = read_all(mem, site->config->data, &migrations, err);

    if (code == ERR_OK)
        code = compare(mem, site->db, &migrations, &done, err);
    *pending = code == ERR_OK ? (unsigned)(migrations.count - done) : 0;
    talloc_free(mem);
    return code;
}

enum ctl_status
ctl_migrate(struct ctl *ctl, int argc, char **argv)
{
    struct ctl_site site;
    unsigned applied;
    struct err err = {0};

    (void)argv;
    if (argc != 0)
        return CTL_USAGE;
    if (ctl_open(ctl, CTL_DATABASE, &site, &err) != ERR_OK || ctl_migrate_run(ctl, &site, &applied, &err) != ERR_OK)
        return ctl_failed(&err);
    printf("%u applied; the database is up to date\n", applied);
    return CTL_OK;
}
