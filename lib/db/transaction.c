/* SPDX-License-Identifier: EUPL-1.2 */
#include <time.h>

#include "base/rng.h"
#include "db/internal.h"

#define TRIES 5
#define LONGEST_PAUSE_MS 20

bool
db_in_transaction(const struct db *db)
{
    return db->in_transaction;
}

static enum err_code
plain(struct db *db, const char *text, const char *what, struct err *err)
{
    db->statements++;
    if (mysql_query(db->mysql, text) == 0)
        return ERR_OK;
    return db_error(db, mysql_errno(db->mysql), what, mysql_error(db->mysql), err);
}

static enum err_code
begin(struct db *db, struct err *err)
{
    bool was_connected = db->mysql != NULL;
    enum err_code code;

    TRY(db_connect(db, err));
    code = plain(db, "START TRANSACTION", "begin", err);
    /* An idle connection may have been closed by the server: nothing has begun, so try a new one. */
    if (code == ERR_UNAVAILABLE && was_connected && db->mysql == NULL) {
        TRY(db_connect(db, err));
        code = plain(db, "START TRANSACTION", "begin", err);
    }
    if (code == ERR_OK)
        db->in_transaction = true;
    return code;
}

static void
roll_back(struct db *db)
{
    if (db->mysql != NULL && db->in_transaction && mysql_query(db->mysql, "ROLLBACK") != 0)
        db_disconnect(db);
    db->in_transaction = false;
    db->doomed = ERR_OK;
}

static enum err_code
commit(struct db *db, struct err *err)
{
    enum err_code code;

    TRY(db_connect(db, err)); /* refuses what work says is well after its transaction was lost */
    code = plain(db, "COMMIT", "commit", err);
    if (code == ERR_UNAVAILABLE && db->mysql == NULL)
        return FAIL(err, ERR_COMMIT_LOST, "the connection went away at COMMIT");
    if (code == ERR_OK)
        db->in_transaction = false;
    return code;
}

static void
pause_a_little(void)
{
    struct timespec pause = {.tv_nsec = 1000000L * (1 + (long)rng_below(LONGEST_PAUSE_MS))};

    nanosleep(&pause, NULL);
}

enum err_code
db_transaction(struct db *db, db_work *work, void *argument, struct err *err)
{
    enum err_code code = ERR_OK;

    if (db->in_transaction)
        return FAIL(err, ERR_INTERNAL, "a transaction inside another");
    for (int i = 0; i < TRIES; i++) {
        TRY(begin(db, err));
        code = work(db, argument, err);
        if (code == ERR_OK)
            code = commit(db, err);
        if (code == ERR_OK)
            return ERR_OK;
        roll_back(db);
        if (code != ERR_RETRY)
            return code;
        pause_a_little();
    }
    code = FAIL(err, ERR_UNAVAILABLE, "gave up after %d tries: deadlock or lock timeout", TRIES);
    err->retry_after_s = 1;
    return code;
}
