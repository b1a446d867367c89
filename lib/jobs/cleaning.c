/* SPDX-License-Identifier: EUPL-1.2 */
#include "jobs/cleaning.h"

#include "access/session.h"
#include "access/throttle.h"
#include "base/clock.h"
#include "base/mem.h"
#include "store/attachment.h"
#include "store/history.h"


static enum err_code
sweep(struct lane_run *run, uint64_t statement, struct db_value before, struct err *err)
{
    struct db_done done;

    TRY(db_exec(run->db, statement, &before, 1, &done, err));
    run->worked = run->worked || done.affected >= 1000;
    return ERR_OK;
}

struct drop {
    const struct attachment_left *file;
};

static enum err_code
drop_work(struct db *db, void *argument, struct err *err)
{
    const struct drop *drop = argument;

    return attachment_drop(db, drop->file->case_id, (unsigned)drop->file->part, drop->file->id, err);
}

/* A file of at most 10 MiB is 20 pieces: one transaction holds it. */
static enum err_code
drop_uploads(struct lane_run *run, struct err *err)
{
    TALLOC_CTX *mem = mem_new(run->mem, "uploads");
    struct attachment_left *rows;
    size_t count;
    enum err_code code = attachments_stale(run->db, mem, run->upto - CLEANING_SHORT_HOURS * CLOCK_HOUR, &rows, &count, err);

    for (size_t i = 0; code == ERR_OK && i < count && !lane_stop(); i++) {
        struct drop drop = {&rows[i]};

        code = db_transaction(run->db, drop_work, &drop, err);
        run->worked = true;
    }
    talloc_free(mem);
    return code;
}

enum err_code
cleaning_run(struct lane_run *run, struct err *err)
{
    int64_t machine = clock_machine_now();
    struct db_done done;

    TRY(sweep(run, SQL_ACT_KEY_SWEEP, db_moment(machine - CLEANING_SHORT_HOURS * CLOCK_HOUR), err));
    TRY(sweep(run, SQL_SEARCH_ANSWER_SWEEP, db_moment(machine - CLEANING_SHORT_HOURS * CLOCK_HOUR), err));
    TRY(sweep(run, SQL_READ_RECORD_SWEEP, db_u64(history_first_month(run->upto)), err));
    TRY(db_exec(run->db, SQL_OUTBOX_SWEEP,
                DB_ARGS(db_text("mail"), db_moment(machine - CLEANING_OUTBOX_DAYS * CLOCK_DAY)), &done, err));
    TRY(session_sweep(run->db, err));
    TRY(throttle_sweep(run->db, err));
    return drop_uploads(run, err);
}
