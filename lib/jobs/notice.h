/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a mail says (docs/personal-data.md, Addresses): what has happened, what is known of its subject, what is to be done, and a
 * link; in the reader's language. Never a name of a person, a firm or an authority, never anything out of a case.
 *
 * What is common to all mails is here. Each kind of subject has a file of its own (notice_case.c, notice_account.c) with its
 * messages, whom they go to and what they say; notice.c has the list of them.
 */
#ifndef IMI_JOBS_NOTICE_H
#define IMI_JOBS_NOTICE_H

#include <stdbool.h>
#include <stdint.h>
#include <talloc.h>

#include "base/buf.h"
#include "config/config.h"
#include "db/db.h"
#include "decl/decl.h"
#include "store/subject.h"
#include "text/catalogue.h"

/* A row of the outbox. */
struct notice {
    uint64_t id;
    const char *message;
    struct subject subject;
    uint64_t authority_id; /* who is written to; 0: the subject itself, a person */
    int64_t made_at;       /* machine time */
};

enum receiver_kind { RECEIVER_PERSON, RECEIVER_MAILBOX };

/* One address that a notice goes to. */
struct receiver {
    enum receiver_kind kind;
    uint64_t id; /* of the user, or of the authority whose mailbox it is */
    const char *email, *language;
    bool settled; /* by an earlier try, whichever way */
};

/* One mail being written. */
struct notice_mail {
    struct buf *out;
    const struct config *config;
    const struct decl *decl;
    const struct text_lang *lang;
    const struct notice *notice;
    const void *facts; /* as `open` of the kind read them */
};

/* What differs between kinds of subjects. */
struct notice_kind {
    /* Reads what the mail says of its subject, and whom it goes to: nobody is fine. What is read lives in mem. */
    enum err_code (*open)(struct db *db, TALLOC_CTX *mem, const struct notice *notice, const void **facts,
                          struct receiver **receivers, size_t *count, struct err *err);
    /* The subject of the mail as a msgid; NULL: there is no such message about this subject. */
    const char *(*headline)(const struct decl *decl, const struct notice *notice, const void *facts);
    /* The number in the subject of the mail; NULL: it has none. */
    const char *(*number)(const void *facts);
    void (*tell)(const struct notice_mail *mail);
    /* Where the link leads, below the address of the site: "/account". */
    const char *(*path)(const struct notice_mail *mail);
};

extern const struct notice_kind notice_case, notice_account;

/* notice_open - read the subject of a notice as it stands now, and whom to write to. Errors: the database's. */
enum err_code notice_open(struct db *db, TALLOC_CTX *mem, const struct notice *notice, const void **facts,
                          struct receiver **receivers, size_t *count, struct err *err) ERR_MUST_CHECK;

/* notice_known - whether there is such a message about the subject; facts are those of notice_open. */
bool notice_known(const struct decl *decl, const struct notice *notice, const void *facts);

/* notice_write - subject and text of the mail, in `mem`. Of `mail`, all but `out` is given. */
void notice_write(TALLOC_CTX *mem, const struct notice_mail *mail, const char **subject, const char **text);

/* notice_line - a line of the text: a msgid with one place to fill in. value NULL: it has none. */
void notice_line(const struct notice_mail *mail, const char *pattern, const char *name, const char *value);

#endif
