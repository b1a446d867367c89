/* SPDX-License-Identifier: EUPL-1.2 */
/* Notices about a case go to an authority: its number, kind and area, and what waits by when. */
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "jobs/notice.h"
#include "retention/retention.h"
#include "store/case.h"
#include "text/format.h"

/* The shell of a case, and how the authority that is written to stands to it. */
struct facts {
    uint64_t flow_version, class;
    const char *ref, *area, *flow, *email, *language, *status;
    int64_t changed_at;
    int32_t due;      /* by when the one that must act must; DB_NO_DAY: no day */
    bool party;       /* it takes part in the case */
    bool coordinates; /* it coordinates one that does */
    bool waits;       /* the case waits for it */
    bool allocation;  /* it hands out work */
};

DB_SHAPE(facts_shape, facts, DB_COLUMN(DB_U64, facts, flow_version), DB_COLUMN(DB_U64, facts, class),
         DB_COLUMN(DB_TEXT, facts, ref), DB_COLUMN(DB_TEXT, facts, area), DB_COLUMN(DB_TEXT, facts, flow),
         DB_COLUMN(DB_TEXT, facts, email), DB_COLUMN(DB_TEXT, facts, language), DB_COLUMN(DB_TEXT, facts, status),
         DB_COLUMN(DB_MOMENT, facts, changed_at), DB_COLUMN(DB_DAY, facts, due), DB_COLUMN(DB_FLAG, facts, party),
         DB_COLUMN(DB_FLAG, facts, coordinates), DB_COLUMN(DB_FLAG, facts, waits), DB_COLUMN(DB_FLAG, facts, allocation));

/* kind: RECEIVER_PERSON, since a row of the statement has none. */
DB_SHAPE(receiver_shape, receiver, DB_COLUMN(DB_U64, receiver, id), DB_COLUMN(DB_TEXT, receiver, email),
         DB_COLUMN(DB_TEXT, receiver, language), DB_COLUMN(DB_FLAG, receiver, settled));

struct number {
    uint64_t n;
};

DB_SHAPE(number_shape, number, DB_COLUMN(DB_U64, number, n));

static const struct decl_flow *
flow_of(const struct decl *decl, const struct facts *facts)
{
    const struct decl_area *area = decl_area(decl, facts->area);

    return area != NULL ? decl_flow(area, facts->flow, (unsigned)facts->flow_version) : NULL;
}

static const char *
headline(const struct decl *decl, const struct notice *notice, const void *facts)
{
    const struct decl_flow *flow = flow_of(decl, facts);
    const struct decl_message *message = flow != NULL ? decl_message(flow, notice->message) : NULL;

    if (strcmp(notice->message, DECL_MESSAGE_DRAFT_ENDS) == 0)
        return N_("A draft will be deleted soon");
    if (flow == NULL)
        return N_("Something has happened in a case"); /* its file is gone, and with it the words */
    return message != NULL ? message->subject : NULL;
}

static enum err_code
find_mailbox(struct db *db, TALLOC_CTX *mem, const struct notice *notice, const struct facts *facts,
             struct receiver **receivers, size_t *count, struct err *err)
{
    struct number *settled;

    TRY(db_one(db, mem, SQL_OUTBOX_MAILBOX_SETTLED, DB_ARGS(db_u64(notice->id), db_u64(notice->authority_id)),
               &number_shape, &settled, err));
    *receivers = mem_zero(mem, struct receiver);
    **receivers = (struct receiver){.kind = RECEIVER_MAILBOX, .id = notice->authority_id, .email = facts->email,
                                    .language = facts->language, .settled = settled->n > 0};
    *count = 1;
    return ERR_OK;
}

/*
 * A party's handlers; its allocators too where work is handed out; of an authority that takes no part itself (a
 * coordinator) those who handle referrals too. Whoever has no address is passed over; is nobody left, the mailbox.
 */
static enum err_code
find_receivers(struct db *db, TALLOC_CTX *mem, const struct notice *notice, const struct facts *facts,
               struct receiver **receivers, size_t *count, struct err *err)
{
    const char *handler = decl_role_name(ROLE_HANDLER);
    const char *allocator = facts->allocation ? decl_role_name(ROLE_ALLOCATOR) : handler;
    const char *referral = facts->party ? handler : decl_role_name(ROLE_REFERRAL);

    TRY(db_select(db, mem, SQL_OUTBOX_RECEIVERS,
                  DB_ARGS(db_u64(notice->id), db_u64(notice->authority_id), db_text(facts->area), db_text(handler),
                          db_text(allocator), db_text(referral)),
                  &receiver_shape, receivers, count, err));
    return *count > 0 ? ERR_OK : find_mailbox(db, mem, notice, facts, receivers, count, err);
}

static enum err_code
open_case(struct db *db, TALLOC_CTX *mem, const struct notice *notice, const void **facts, struct receiver **receivers,
          size_t *count, struct err *err)
{
    struct facts *found;

    TRY(db_one(db, mem, SQL_NOTICE_CASE,
               DB_ARGS(db_u64(notice->authority_id), db_u64(MEMBER_FIRST), db_u64(notice->subject.id)), &facts_shape, &found,
               err));
    *facts = found;
    *count = 0;
    if (strcmp(found->status, "active") != 0)
        return ERR_OK;
    return find_receivers(db, mem, notice, found, receivers, count, err);
}

static const char *
number(const void *facts)
{
    return ((const struct facts *)facts)->ref;
}

/* The one sentence that says whether the reader must do something, and by when. */
static void
what_waits(const struct notice_mail *mail, const struct facts *facts)
{
    const char *day = facts->due != DB_NO_DAY ? format_day_long(mail->out, mail->lang, facts->due) : NULL;

    if (strcmp(mail->notice->message, DECL_MESSAGE_DRAFT_ENDS) == 0 && facts->class == CASE_DRAFT)
        notice_line(mail, N_("Nobody has changed this draft for 60 days. It is deleted on {day} if it stays so."), "day",
                    format_day_long(mail->out, mail->lang, clock_day(facts->changed_at) + RETENTION_DRAFT_ERASE_DAYS));
    else if (facts->class == CASE_CLOSED)
        notice_line(mail, N_("The case is closed. You need do nothing."), NULL, NULL);
    else if (facts->waits && day != NULL)
        notice_line(mail, N_("It waits for your authority until {day}."), "day", day);
    else if (facts->waits)
        notice_line(mail, N_("It waits for your authority."), NULL, NULL);
    else if (day != NULL && facts->party)
        notice_line(mail, N_("It waits for the other authority until {day}."), "day", day);
    else if (day != NULL && facts->coordinates)
        notice_line(mail, N_("It waits for an authority that you coordinate, or for the other side, until {day}."), "day", day);
    else
        notice_line(mail, N_("You need do nothing."), NULL, NULL);
}

static void
tell(const struct notice_mail *mail)
{
    const struct facts *facts = mail->facts;
    const struct decl_area *area = decl_area(mail->decl, facts->area);
    const struct decl_flow *flow = flow_of(mail->decl, facts);

    notice_line(mail, N_("Number: {number}"), "number", facts->ref);
    if (flow != NULL)
        notice_line(mail, N_("Kind: {kind}"), "kind", text_get(mail->lang, flow->title));
    if (area != NULL)
        notice_line(mail, N_("Area: {area}"), "area", text_get(mail->lang, area->title));
    buf_putc(mail->out, '\n');
    what_waits(mail, facts);
}

static const char *
path(const struct notice_mail *mail)
{
    const struct facts *facts = mail->facts;

    return mem_printf(mail->out, "/%s/cases/%s", facts->area, facts->ref);
}

const struct notice_kind notice_case = {open_case, headline, number, tell, path};
