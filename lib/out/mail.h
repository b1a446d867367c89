/* SPDX-License-Identifier: EUPL-1.2 */
/* Mail out: one SMTP connection per process, kept while it is good. Never called with a transaction open. */
#ifndef IMI_OUT_MAIL_H
#define IMI_OUT_MAIL_H

#include "base/err.h"
#include "out/mime.h"

struct mail_server {
    const char *address;   /* smtp://host:port or smtps://host:port */
    bool tls_required;     /* smtp: STARTTLS or nothing */
    unsigned timeout_s;    /* for a whole mail; 0 = 30 */
};

struct mail_out;

/* mail_out_new - a sender; the server is called with the first mail. Freed (and the connection closed) with mem. */
enum err_code mail_out_new(TALLOC_CTX *mem, const struct mail_server *server, struct mail_out **out,
                           struct err *err) ERR_MUST_CHECK;

enum mail_result {
    MAIL_TAKEN,   /* the server has it */
    MAIL_LATER,   /* not now: no connection, no TLS, a 4xx, or a 5xx that is not about this address */
    MAIL_REFUSED  /* for good: a 5xx to the address or to the message, or an address that cannot be one */
};

/*
 * mail_send - give one mail to the server.
 * why  receives a short reason when it was not taken: the step and the server's code, never its text or the address
 */
enum mail_result mail_send(struct mail_out *out, const struct mail *mail, char why[80]);

#endif
