/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/installation.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"

DB_SHAPE(installation_shape, installation, DB_COLUMN(DB_TEXT, installation, mode),
         DB_COLUMN(DB_I64, installation, case_offset), DB_COLUMN(DB_MOMENT, installation, made_at));

DB_SHAPE(migration_shape, installation_migration, DB_COLUMN(DB_U64, installation_migration, number),
         DB_COLUMN(DB_TEXT, installation_migration, name), DB_COLUMN(DB_BYTES, installation_migration, checksum));

DB_SHAPE(lane_shape, installation_lane, DB_COLUMN(DB_TEXT, installation_lane, lane),
         DB_COLUMN(DB_MOMENT, installation_lane, case_time), DB_COLUMN(DB_MOMENT, installation_lane, machine_time));

DB_SHAPE(overdue_shape, installation_overdue, DB_COLUMN(DB_TEXT, installation_overdue, ref));

DB_SHAPE(version_shape, installation_version, DB_COLUMN(DB_TEXT, installation_version, area),
         DB_COLUMN(DB_TEXT, installation_version, flow), DB_COLUMN(DB_U64, installation_version, version),
         DB_COLUMN(DB_U64, installation_version, cases), DB_COLUMN(DB_TEXT, installation_version, ref));

struct waiting {
    uint64_t n;
};

DB_SHAPE(waiting_shape, waiting, DB_COLUMN(DB_U64, waiting, n));

DB_SHAPE(readiness_shape, installation_readiness, DB_COLUMN(DB_TEXT, installation_readiness, mode),
         DB_COLUMN(DB_I64, installation_readiness, case_offset), DB_COLUMN(DB_I64, installation_readiness, migrations),
         DB_COLUMN(DB_MOMENT, installation_readiness, slowest_lane));

DB_SHAPE(server_shape, installation_server, DB_COLUMN(DB_TEXT, installation_server, collation),
         DB_COLUMN(DB_TEXT, installation_server, version), DB_COLUMN(DB_I64, installation_server, flush_at_commit));

struct current_account {
    char *account;
};

DB_SHAPE(account_shape, current_account, DB_COLUMN(DB_TEXT, current_account, account));

struct published {
    char *area;
    char *flow;
    uint64_t version;
    struct db_bytes digest;
};

DB_SHAPE(published_shape, published, DB_COLUMN(DB_TEXT, published, area), DB_COLUMN(DB_TEXT, published, flow),
         DB_COLUMN(DB_U64, published, version), DB_COLUMN(DB_BYTES, published, digest));

enum err_code
installation_read(TALLOC_CTX *mem, struct db *db, struct installation **installation, struct err *err)
{
    return db_one(db, mem, SQL_INSTALLATION_ONE, DB_NO_ARGS, &installation_shape, installation, err);
}

enum err_code
installation_begin(struct db *db, bool training, struct err *err)
{
    const char *mode = training ? "training" : "production";
    TALLOC_CTX *mem = mem_new(NULL, "installation");
    struct installation *installation;
    enum err_code code;

    code = db_exec(db, SQL_INSTALLATION_ADD, DB_ARGS(db_text(mode), db_moment(clock_machine_now())), NULL, err);
    if (code == ERR_OK)
        code = installation_read(mem, db, &installation, err);
    if (code == ERR_OK && strcmp(installation->mode, mode) != 0)
        code = FAIL(err, ERR_CONFIG, "this database is a %s installation, the configuration says %s; the mode of an "
                                     "installation never changes: use another database", installation->mode, mode);
    talloc_free(mem);
    return code;
}

enum err_code
installation_set_offset(struct db *db, int64_t offset, struct err *err)
{
    TALLOC_CTX *mem = mem_new(NULL, "installation");
    struct installation *installation;
    enum err_code code = installation_read(mem, db, &installation, err);

    if (code == ERR_OK && strcmp(installation->mode, "training") != 0)
        code = FAIL(err, ERR_FORBIDDEN, "the clock of a production installation does not move");
    talloc_free(mem);
    TRY(code);
    return db_exec(db, SQL_INSTALLATION_OFFSET, DB_ARGS(db_i64(offset)), NULL, err);
}

enum err_code
installation_migrations(TALLOC_CTX *mem, struct db *db, const struct installation_migration **rows, size_t *count,
                        struct err *err)
{
    return db_select(db, mem, SQL_MIGRATION_LIST, DB_NO_ARGS, &migration_shape, rows, count, err);
}

enum err_code
installation_migrated(struct db *db, uint64_t number, const char *name, const unsigned char checksum[HASH_BYTES],
                      struct err *err)
{
    return db_exec(db, SQL_MIGRATION_ADD,
                   DB_ARGS(db_u64(number), db_text(name), db_bytes(checksum, HASH_BYTES),
                           db_moment(clock_machine_now())),
                   NULL, err);
}

/* One declared flow against what is published; *known tells whether it is there. */
static enum err_code
compare_one(const struct decl_flow *flow, const struct published *rows, size_t count, bool *known, struct err *err)
{
    *known = false;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(rows[i].area, flow->area_id) != 0 || strcmp(rows[i].flow, flow->id) != 0 ||
            rows[i].version != flow->version)
            continue;
        *known = true;
        if (rows[i].digest.length != sizeof flow->digest ||
            memcmp(rows[i].digest.data, flow->digest, sizeof flow->digest) != 0)
            return FAIL(err, ERR_DECLARED, "%s:%u: version %u of %s %s is published and was changed; make a new version",
                        flow->pos.file, flow->pos.line, flow->version, flow->area_id, flow->id);
    }
    return ERR_OK;
}

static enum err_code
publish_one(struct db *db, const struct decl_flow *flow, bool write, const struct published *rows, size_t count,
            struct err *err)
{
    bool known;

    TRY(compare_one(flow, rows, count, &known, err));
    if (known)
        return ERR_OK;
    if (!write)
        return FAIL(err, ERR_DECLARED, "version %u of %s %s is not published yet: run imictl migrate", flow->version,
                    flow->area_id, flow->id);
    return db_exec(db, SQL_PUBLISHED_ADD,
                   DB_ARGS(db_text(flow->area_id), db_text(flow->id), db_u64(flow->version),
                           db_bytes(flow->digest, sizeof flow->digest), db_moment(clock_machine_now())),
                   NULL, err);
}

static enum err_code
walk(struct db *db, const struct decl *decl, bool write, struct err *err)
{
    TALLOC_CTX *mem = mem_new(NULL, "published");
    struct published *rows;
    size_t count;
    enum err_code code = db_select(db, mem, SQL_PUBLISHED_LIST, DB_NO_ARGS, &published_shape, &rows, &count, err);

    for (size_t a = 0; code == ERR_OK && a < decl->n_areas; a++)
        for (size_t f = 0; code == ERR_OK && f < decl->areas[a].n_flows; f++)
            code = publish_one(db, decl->areas[a].flows[f], write, rows, count, err);
    talloc_free(mem);
    return code;
}

enum err_code
installation_publish(struct db *db, const struct decl *decl, struct err *err)
{
    return walk(db, decl, true, err);
}

enum err_code
installation_compare(struct db *db, const struct decl *decl, struct err *err)
{
    return walk(db, decl, false, err);
}

enum err_code
installation_versions(TALLOC_CTX *mem, struct db *db, const struct installation_version **rows, size_t *count, struct err *err)
{
    return db_select(db, mem, SQL_CASE_VERSIONS, DB_NO_ARGS, &version_shape, rows, count, err);
}

enum err_code
installation_acts_overdue(TALLOC_CTX *mem, struct db *db, const struct decl_flow *flow, const struct decl_timer *timer,
                          int32_t before, const struct installation_overdue **rows, size_t *count, struct err *err)
{
    return db_select(db, mem, SQL_ACTS_OVERDUE,
                     DB_ARGS(db_text(timer->field), db_text(flow->area_id), db_text(flow->id), db_u64(flow->version),
                             db_text(flow->states[timer->state].id), db_day(before)),
                     &overdue_shape, rows, count, err);
}

enum err_code
installation_mail_waiting(struct db *db, int64_t before, uint64_t *count, struct err *err)
{
    TALLOC_CTX *mem = mem_new(NULL, "mail");
    struct waiting *row;
    enum err_code code = db_one(db, mem, SQL_OUTBOX_WAITING, DB_ARGS(db_moment(before)), &waiting_shape, &row, err);

    *count = code == ERR_OK ? row->n : 0;
    talloc_free(mem);
    return code;
}

enum err_code
installation_lanes(TALLOC_CTX *mem, struct db *db, const struct installation_lane **rows, size_t *count,
                   struct err *err)
{
    return db_select(db, mem, SQL_LANE_LIST, DB_NO_ARGS, &lane_shape, rows, count, err);
}

enum err_code
installation_ready(TALLOC_CTX *mem, struct db *db, struct installation_readiness **readiness, struct err *err)
{
    return db_one(db, mem, SQL_READINESS, DB_NO_ARGS, &readiness_shape, readiness, err);
}

enum err_code
installation_server(TALLOC_CTX *mem, struct db *db, struct installation_server **server, struct err *err)
{
    return db_one(db, mem, SQL_DATABASE_COLLATION, DB_NO_ARGS, &server_shape, server, err);
}

enum err_code
installation_account_host(TALLOC_CTX *mem, struct db *db, const char **host, struct err *err)
{
    struct current_account *row;
    const char *at;

    TRY(db_one(db, mem, SQL_CURRENT_ACCOUNT, DB_NO_ARGS, &account_shape, &row, err));
    at = strrchr(row->account, '@');
    if (at == NULL || strpbrk(at, "'`\\;") != NULL)
        return FAIL(err, ERR_CONFIG, "an account name that cannot be used in grants");
    *host = at + 1;
    return ERR_OK;
}
