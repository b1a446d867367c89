/* SPDX-License-Identifier: EUPL-1.2 */
#include "jobs/notice.h"

#include "base/mem.h"
#include "text/fill.h"

#define MOST_BYTES 8192

static const struct notice_kind *const kinds[SUBJECT_KINDS] = {[SUBJECT_CASE] = &notice_case,
                                                               [SUBJECT_USER] = &notice_account};

static const struct notice_kind *
kind_of(const struct notice *notice)
{
    return kinds[notice->subject.kind];
}

bool
notice_known(const struct decl *decl, const struct notice *notice, const void *facts)
{
    return kind_of(notice)->headline(decl, notice, facts) != NULL;
}

static const char *
headline(const struct notice_mail *mail)
{
    return text_get(mail->lang, kind_of(mail->notice)->headline(mail->decl, mail->notice, mail->facts));
}

enum err_code
notice_open(struct db *db, TALLOC_CTX *mem, const struct notice *notice, const void **facts,
            struct receiver **receivers, size_t *count, struct err *err)
{
    return kind_of(notice)->open(db, mem, notice, facts, receivers, count, err);
}

static const char *
make_subject(TALLOC_CTX *mem, const struct notice_mail *mail)
{
    const struct notice_kind *kind = kind_of(mail->notice);
    const char *number = kind->number(mail->facts), *pattern;
    const struct fill_arg args[] = {
        {"training", text_get(mail->lang, N_("Training"))}, {"subject", headline(mail)}, {"number", number}};

    if (number != NULL)
        pattern = mail->config->training ? N_("{training}: {subject} ({number})") : N_("{subject} ({number})");
    else if (mail->config->training)
        pattern = N_("{training}: {subject}");
    else
        return headline(mail);
    return fill(mem, text_get(mail->lang, pattern), args, sizeof args / sizeof args[0]);
}

void
notice_write(TALLOC_CTX *mem, const struct notice_mail *given, const char **subject, const char **text)
{
    struct notice_mail mail = *given;
    const struct notice_kind *kind = kind_of(mail.notice);

    mail.out = buf_new(mem, MOST_BYTES);
    buf_printf(mail.out, "%s\n\n", headline(&mail));
    kind->tell(&mail);
    buf_printf(mail.out, "\n%s%s\n\n", mail.config->site_address, kind->path(&mail));
    notice_line(&mail, N_("{site} sends this message by itself. Please do not answer it."), "site", mail.config->site_name);
    if (mail.config->training)
        notice_line(&mail, N_("This is a training system. All people and cases in it are invented."), NULL, NULL);
    *subject = make_subject(mem, &mail);
    *text = mail.out->data;
}
