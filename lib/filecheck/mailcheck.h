/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of a mail (RFC 2045, 2046, 2183, 2231), to look at what is attached. Lenient: mail programs are. */
#ifndef IMI_FILECHECK_MAILCHECK_H
#define IMI_FILECHECK_MAILCHECK_H

#include <stddef.h>
#include <talloc.h>

#include "base/err.h"

/*
 * Who looks at a part that is no container of others: its file name, in UTF-8 as far as it can be read, "" for none, and its
 * bytes, decoded; they are gone when it returns. An error ends it all.
 */
struct mail_sink {
    enum err_code (*part)(void *data, const char *name, const unsigned char *bytes, size_t size, struct err *err);
    void *data;
};

/*
 * mail_look - give every part to the sink, those of attached mails and of containers in containers too.
 * Errors: ERR_MEDIA_TYPE more than 20 levels or 1,000 parts, with `why`; the sink's.
 */
enum err_code mail_look(TALLOC_CTX *mem, const unsigned char *data, size_t size, const struct mail_sink *sink,
                        struct err *err) ERR_MUST_CHECK;

#endif
