/* SPDX-License-Identifier: EUPL-1.2 */
/* A mail as the bytes that travel: headers in ASCII (RFC 5322, 2047), a text part (RFC 2045). */
#ifndef IMI_OUT_MIME_H
#define IMI_OUT_MIME_H

#include <stdint.h>
#include <stdbool.h>
#include <talloc.h>

struct mail {
    const char *from_name;    /* UTF-8, any characters; NULL or "": none */
    const char *from;         /* address */
    const char *to;           /* address */
    const char *subject;      /* UTF-8 */
    const char *language;     /* tag of the text: "da" */
    const char *message_id;   /* without brackets: "17.4@imi.example" */
    const char *text;         /* UTF-8, lines ended by LF */
    int64_t date;             /* machine time */
};

/*
 * mime_address_good - whether an address can be used as it is: ASCII, one @ with something on both sides, no
 * space, control character, bracket, comma or quote; at most 200 bytes. Nothing else reaches a mail server.
 */
bool mime_address_good(const char *address);

/* mime_domain - what follows the @ of a good address; "localhost" of any other. */
const char *mime_domain(const char *address);

/* mime_make - the whole message, lines ended by CR LF, in `mem`; *length without the NUL. The addresses must be good. */
const char *mime_make(TALLOC_CTX *mem, const struct mail *mail, size_t *length);

#endif
