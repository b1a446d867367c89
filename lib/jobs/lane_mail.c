/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The lane of mail. A row of the outbox is a message about a subject; it becomes one mail for each receiver that notice.h
 * finds. Claimed rows carry owner and expiry; no mail begins in the last half of a lease, which is renewed then; after each mail
 * the receiver is settled, so that only a process that dies between the server's answer and that one commit can make a mail go
 * twice. No transaction is open while the server is spoken to.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "jobs/lane.h"
#include "jobs/notice.h"
#include "out/mail.h"

#define LEASE (5 * 60 * CLOCK_SECOND)
#define LEASE_SPARE (LEASE / 2) /* more than one mail may take (lib/out/mail.c) */
#define MINUTE (60 * CLOCK_SECOND)
#define LONGEST_DELAY (4 * 60 * MINUTE)
#define GIVE_UP_AFTER (3 * CLOCK_DAY)
#define ROUND_MOST (60 * CLOCK_SECOND) /* then the heartbeat, and on in the next round */
#define FAR_BEHIND (20 * CLOCK_SECOND) /* more than between two looks of that lane: the clock was moved */
#define OUTBOX_LANE "mail"
#define CLAIM_MOST 20 /* as outbox_due and outbox_claim have it */

struct message {
    uint64_t id, subject_id, authority_id, tries;
    const char *message, *subject_kind;
    int64_t made_at;
    int64_t lease_until; /* as the row said, or as renewed */
    struct notice notice;
};

DB_SHAPE(message_shape, message, DB_COLUMN(DB_U64, message, id), DB_COLUMN(DB_TEXT, message, message),
         DB_COLUMN(DB_TEXT, message, subject_kind), DB_COLUMN(DB_U64, message, subject_id),
         DB_COLUMN(DB_U64, message, authority_id), DB_COLUMN(DB_U64, message, tries),
         DB_COLUMN(DB_MOMENT, message, made_at), DB_COLUMN(DB_MOMENT, message, lease_until));

struct number {
    uint64_t n;
};

DB_SHAPE(number_shape, number, DB_COLUMN(DB_U64, number, n));

/* Rows that are due and free, to be held by this lane. */
struct claim {
    const struct lane_run *run;
    struct number *due;
    size_t count;
    int64_t now;
};

struct progress {
    int64_t case_time;
};

DB_SHAPE(progress_shape, progress, DB_COLUMN(DB_MOMENT, progress, case_time));

struct mail_lane {
    struct mail_out *out; /* NULL: no mail leaves this installation */
};

/* How the receivers of one message have fared. */
struct tally {
    unsigned taken, refused, later;
    bool lost; /* the lease ran out: another has the row now */
    const struct receiver *last; /* is settled together with the message; NULL: nobody is to be */
    bool last_taken;
};

/* What ends a message, in one transaction. */
struct ending {
    struct lane_run *run;
    const struct message *message;
    const struct tally *tally;
};

static enum err_code
start(struct lane_run *run, struct err *err)
{
    const struct config *config = run->setup->config;
    struct mail_lane *lane = mem_zero(run->mem, struct mail_lane);
    struct mail_server server = {.address = config->mail_server, .tls_required = config->mail_tls};

    run->state = lane;
    if (config->mail_server == NULL || config->mail_from == NULL) {
        log_line(LOG_WARNING, "no mail leaves: the configuration names no mail server", NULL);
        return ERR_OK;
    }
    if (!mime_address_good(config->mail_from))
        return FAIL(err, ERR_CONFIG, "mail: from: is not an address");
    return mail_out_new(run->mem, &server, &lane->out, err);
}

/* Claiming -------------------------------------------------------------------------------------------------------- */

static enum err_code
claim_work(struct db *db, void *argument, struct err *err)
{
    const struct claim *claim = argument;
    struct db_value args[CLAIM_MOST + 4];
    size_t n = 0;

    args[n++] = db_text(claim->run->owner);
    args[n++] = db_moment(claim->now + LEASE);
    for (size_t i = 0; i < CLAIM_MOST; i++)
        args[n++] = db_u64(i < claim->count ? claim->due[i].n : 0);
    args[n++] = db_moment(claim->now);
    args[n++] = db_moment(claim->now);
    return db_exec(db, SQL_OUTBOX_CLAIM, args, n, NULL, err);
}

static enum err_code
claim(struct lane_run *run, TALLOC_CTX *mem, struct message **rows, size_t *count, struct err *err)
{
    struct claim claim = {.run = run, .now = clock_machine_now()};

    *count = 0;
    TRY(db_select(run->db, mem, SQL_OUTBOX_DUE, DB_ARGS(db_text(OUTBOX_LANE), db_moment(claim.now), db_moment(claim.now)),
                  &number_shape, &claim.due, &claim.count, err));
    if (claim.count == 0)
        return ERR_OK;
    TRY(db_transaction(run->db, claim_work, &claim, err));
    /* Perhaps more than was claimed just now: what an earlier round could neither do nor give back. */
    return db_select(run->db, mem, SQL_OUTBOX_CLAIMED, DB_ARGS(db_text(run->owner)), &message_shape, rows, count,
                     err);
}

/* Holds a row for as long as a mail takes; false in *held when the lease ran out before this. */
static enum err_code
hold(struct lane_run *run, struct message *message, bool *held, struct err *err)
{
    int64_t now = clock_machine_now();
    struct db_done done;

    *held = true;
    if (now < message->lease_until - LEASE_SPARE)
        return ERR_OK;
    TRY(db_exec(run->db, SQL_OUTBOX_RENEW,
                DB_ARGS(db_moment(now + LEASE), db_u64(message->id), db_text(run->owner), db_moment(now)), &done,
                err));
    *held = done.affected == 1;
    message->lease_until = now + LEASE;
    return ERR_OK;
}

/* Receivers ------------------------------------------------------------------------------------------------------- */

static enum err_code
settle(struct db *db, const struct message *message, const struct receiver *receiver, bool taken, struct err *err)
{
    static const char *const kinds[] = {[RECEIVER_PERSON] = "person", [RECEIVER_MAILBOX] = "mailbox"};
    int64_t now = clock_machine_now();

    return db_exec(db, SQL_OUTBOX_MAIL_SETTLE,
                   DB_ARGS(db_u64(message->id), db_text(kinds[receiver->kind]), db_u64(receiver->id),
                           db_moment(taken ? now : DB_NO_MOMENT), db_moment(taken ? DB_NO_MOMENT : now)),
                   NULL, err);
}

/* Sending --------------------------------------------------------------------------------------------------------- */

/* The same for every try, so that a mail that went twice is known as one. */
static const char *
message_id(TALLOC_CTX *mem, const struct message *message, const struct receiver *receiver, const char *from)
{
    return mem_printf(mem, "%" PRIx64 ".%" PRIu64 ".%s%" PRIu64 "@%s", (uint64_t)message->made_at, message->id,
                      receiver->kind == RECEIVER_MAILBOX ? "box" : "", receiver->id, mime_domain(from));
}

static struct mail
make_mail(struct lane_run *run, TALLOC_CTX *mem, const struct message *message, const void *facts,
          const struct receiver *receiver)
{
    const struct config *config = run->setup->config;
    const struct text_lang *lang = text_lang(run->setup->text, receiver->language);
    struct notice_mail notice = {.config = config, .decl = run->setup->decl, .lang = lang, .notice = &message->notice,
                                 .facts = facts};
    struct mail mail = {.from_name = config->site_name, .from = config->mail_from, .to = receiver->email,
                        .date = clock_machine_now()};

    if (lang == NULL)
        notice.lang = text_lang_default(run->setup->text);
    mail.language = text_lang_tag(notice.lang);
    mail.message_id = message_id(mem, message, receiver, config->mail_from);
    notice_write(mem, &notice, &mail.subject, &mail.text);
    return mail;
}

static enum err_code
send_one(struct lane_run *run, TALLOC_CTX *mem, struct message *message, const void *facts,
         const struct receiver *receiver, bool last, struct tally *tally, struct err *err)
{
    struct mail_lane *lane = run->state;
    enum mail_result result;
    struct mail mail;
    char why[80] = "";
    bool held;

    TRY(hold(run, message, &held, err));
    if (!held) {
        tally->lost = true;
        return ERR_OK;
    }
    mail = make_mail(run, mem, message, facts, receiver);
    result = mail_send(lane->out, &mail, why);
    if (result == MAIL_LATER) {
        tally->later++;
    } else {
        if (last) {
            tally->last = receiver;
            tally->last_taken = result == MAIL_TAKEN;
        } else {
            TRY(settle(run->db, message, receiver, result == MAIL_TAKEN, err));
        }
        tally->taken += result == MAIL_TAKEN;
        tally->refused += result == MAIL_REFUSED;
    }
    if (result != MAIL_TAKEN)
        log_line(LOG_WARNING, result == MAIL_LATER ? "a mail must wait" : "a mail was refused", "outbox",
                 log_number((int64_t)message->id), receiver->kind == RECEIVER_PERSON ? "user" : "authority",
                 log_number((int64_t)receiver->id), "why", why, NULL);
    return ERR_OK;
}

/* 1, 2, 4 ... minutes, four hours at most; after three days it is given up. */
static enum err_code
put_off(struct db *db, const struct lane_run *run, const struct message *message, struct err *err)
{
    int64_t now = clock_machine_now();
    int64_t delay = message->tries < 8 ? MINUTE << message->tries : LONGEST_DELAY;

    if (now - message->made_at >= GIVE_UP_AFTER)
        return db_exec(db, SQL_OUTBOX_FAILED,
                       DB_ARGS(db_moment(now), db_u64(message->id), db_text(run->owner)), NULL, err);
    return db_exec(db, SQL_OUTBOX_LATER,
                   DB_ARGS(db_moment(now + delay), db_u64(message->id), db_text(run->owner)), NULL, err);
}

/* Done when every receiver is settled; failed when every one of them refused. */
static enum err_code
finish(struct db *db, void *argument, struct err *err)
{
    const struct ending *ending = argument;
    const struct tally *tally = ending->tally;
    const struct message *message = ending->message;
    uint64_t statement = tally->refused > 0 && tally->taken == 0 ? SQL_OUTBOX_FAILED : SQL_OUTBOX_DONE;

    if (tally->last != NULL)
        TRY(settle(db, message, tally->last, tally->last_taken, err));
    if (tally->lost)
        return ERR_OK;
    if (tally->later > 0)
        return put_off(db, ending->run, message, err);
    return db_exec(db, statement,
                   DB_ARGS(db_moment(clock_machine_now()), db_u64(message->id), db_text(ending->run->owner)), NULL, err);
}

/*
 * A row of the outbox as a notice, what it is about and whom it goes to; *known is false when the program has no such message, or
 * none about such a subject.
 */
static enum err_code
open_message(struct lane_run *run, TALLOC_CTX *mem, struct message *message, const void **facts, struct receiver **receivers,
             size_t *count, bool *known, struct err *err)
{
    struct notice *notice = &message->notice;
    struct err ignored;

    *notice = (struct notice){.id = message->id, .message = message->message, .authority_id = message->authority_id,
                              .made_at = message->made_at};
    *known = subject_read(message->subject_kind, message->subject_id, &notice->subject, &ignored) == ERR_OK;
    if (!*known)
        return ERR_OK;
    TRY(notice_open(run->db, mem, notice, facts, receivers, count, err));
    *known = notice_known(run->setup->decl, notice, *facts);
    return ERR_OK;
}

static enum err_code
send_message(struct lane_run *run, struct message *message, struct err *err)
{
    TALLOC_CTX *mem = mem_new(run->mem, "message");
    struct receiver *receivers = NULL;
    struct tally tally = {0};
    size_t count = 0;
    const void *facts = NULL;
    bool known = true;
    enum err_code code = open_message(run, mem, message, &facts, &receivers, &count, &known, err);

    if (code == ERR_OK && !known) {
        log_line(LOG_ERROR, "the outbox names a message that there is not", "outbox",
                 log_number((int64_t)message->id), NULL);
        tally.refused = 1;
        count = 0;
    }
    for (size_t i = 0; code == ERR_OK && i < count && !tally.lost; i++) {
        if (receivers[i].settled)
            tally.taken++; /* by an earlier try, whichever way */
        else if (lane_stop())
            break;
        else
            code = send_one(run, mem, message, facts, &receivers[i], i + 1 == count, &tally, err);
    }
    /* Who was written to is settled, also when the clerk is to stop. */
    if (code == ERR_OK && (tally.last != NULL || !lane_stop()))
        code = db_transaction(run->db, finish, &(struct ending){run, message, &tally}, err);
    talloc_free(mem);
    return code;
}

/* A message that cannot be sent is put off as if its mails had to wait, and the others go. */
static enum err_code
pass_over(struct lane_run *run, TALLOC_CTX *mem, const struct message *message, const struct err *fault, struct err *err)
{
    const char *ref = mem_printf(mem, "outbox %" PRIu64, message->id);

    if (!lane_passes_over(run, "mail", ref, fault)) {
        *err = *fault;
        return fault->code;
    }
    return put_off(run->db, run, message, err);
}

static enum err_code
send_claimed(struct lane_run *run, bool *any, struct err *err)
{
    TALLOC_CTX *mem = mem_new(run->mem, "claimed");
    struct message *rows;
    size_t count;
    enum err_code code = claim(run, mem, &rows, &count, err);

    for (size_t i = 0; code == ERR_OK && i < count && !lane_stop(); i++) {
        struct err fault;

        if (send_message(run, &rows[i], &fault) != ERR_OK)
            code = pass_over(run, mem, &rows[i], &fault, err);
    }
    *any = code == ERR_OK && count > 0;
    talloc_free(mem);
    return code;
}

/* What the lane of time has not looked at cannot have been sent: this lane has come no further than that one. */
static enum err_code
not_before_time(struct lane_run *run, struct err *err)
{
    TALLOC_CTX *mem = mem_new(run->mem, "lane");
    struct progress *rows;
    size_t count;
    enum err_code code = db_select(run->db, mem, SQL_LANE_CASE_TIME, DB_ARGS(db_text("time")), &progress_shape, &rows,
                                   &count, err);

    if (code == ERR_OK && count > 0 && rows->case_time < run->upto) {
        run->behind = run->upto - rows->case_time > FAR_BEHIND;
        run->upto = rows->case_time;
    }
    talloc_free(mem);
    return code;
}

static enum err_code
work(struct lane_run *run, struct err *err)
{
    const struct mail_lane *lane = run->state;
    int64_t until = clock_steady_now() + ROUND_MOST;
    bool any = true;
    struct err ignored;
    enum err_code code = not_before_time(run, err);

    while (code == ERR_OK && lane->out != NULL && any && !lane_stop() && clock_steady_now() < until) {
        code = send_claimed(run, &any, err);
        run->worked = run->worked || any;
    }
    /* What is left in hand is somebody else's now. Without this it is after the lease. */
    if ((code != ERR_OK || lane_stop()) && lane->out != NULL &&
        db_exec(run->db, SQL_OUTBOX_RELEASE, DB_ARGS(db_text(run->owner)), NULL, &ignored) != ERR_OK)
        log_err(LOG_WARNING, "leases could not be given back", &ignored);
    return code;
}

const struct lane lane_mail = {"mail", start, work};
