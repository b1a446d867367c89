/* SPDX-License-Identifier: EUPL-1.2 */
/* Notices about an account go to its owner: what was changed, when, and whom to tell if it was somebody else. */
#include <string.h>

#include "base/mem.h"
#include "jobs/notice.h"
#include "text/format.h"

struct facts {
    uint64_t id;
    const char *email, *language, *time_zone;
    bool settled;
};

DB_SHAPE(facts_shape, facts, DB_COLUMN(DB_U64, facts, id), DB_COLUMN(DB_TEXT, facts, email),
         DB_COLUMN(DB_TEXT, facts, language), DB_COLUMN(DB_TEXT, facts, time_zone), DB_COLUMN(DB_FLAG, facts, settled));

static const struct message {
    const char *name, *headline, *consequence;
} messages[] = {
#define ACCOUNT_MESSAGE(id, name, headline, consequence) {name, headline, consequence},
#include "access/messages.def"
#undef ACCOUNT_MESSAGE
};

static const struct message *
find_message(const char *name)
{
    for (size_t i = 0; i < sizeof messages / sizeof messages[0]; i++)
        if (strcmp(messages[i].name, name) == 0)
            return &messages[i];
    return NULL;
}

static const char *
headline(const struct decl *decl, const struct notice *notice, const void *facts)
{
    const struct message *found = find_message(notice->message);

    (void)decl;
    (void)facts;
    return found != NULL ? found->headline : NULL;
}

/* Whoever has left, or has no address, is not written to. */
static enum err_code
open_account(struct db *db, TALLOC_CTX *mem, const struct notice *notice, const void **facts, struct receiver **receivers,
             size_t *count, struct err *err)
{
    struct facts *found;

    TRY(db_select(db, mem, SQL_NOTICE_ACCOUNT, DB_ARGS(db_u64(notice->id), db_u64(notice->subject.id)), &facts_shape,
                  &found, count, err));
    *facts = found;
    *receivers = mem_zero(mem, struct receiver);
    **receivers = (struct receiver){.kind = RECEIVER_PERSON, .id = found->id, .email = found->email,
                                    .language = found->language, .settled = found->settled};
    return ERR_OK;
}

static const char *
number(const void *facts)
{
    (void)facts;
    return NULL;
}

static void
tell(const struct notice_mail *mail)
{
    const struct facts *facts = mail->facts;

    notice_line(mail, N_("When: {moment}"), "moment",
                format_moment_long(mail->out, mail->lang, facts->time_zone, mail->notice->made_at));
    notice_line(mail, find_message(mail->notice->message)->consequence, NULL, NULL);
    buf_putc(mail->out, '\n');
    notice_line(mail, N_("If it was not you who did this, tell us at once: {contact}"), "contact", mail->config->site_contact);
}

static const char *
path(const struct notice_mail *mail)
{
    (void)mail;
    return "/account";
}

const struct notice_kind notice_account = {open_account, headline, number, tell, path};
