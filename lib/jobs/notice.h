/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a notice says (docs/personal-data.md, Addresses): number, kind of case, area, what waits by when, and a link; in the
 * reader's language. Never a name of a person, a firm or an authority, never anything out of a case.
 */
#ifndef IMI_JOBS_NOTICE_H
#define IMI_JOBS_NOTICE_H

#include <stdbool.h>
#include <stdint.h>
#include <talloc.h>

#include "config/config.h"
#include "decl/decl.h"
#include "text/catalogue.h"

struct notice {
    const char *message; /* name in decl/verbs.def */
    const char *ref, *area, *flow;
    unsigned flow_version;
    unsigned class;   /* enum case_class */
    bool party;       /* the reader's authority takes part in the case */
    bool coordinates; /* it coordinates one that does */
    bool waits;       /* the case waits for it */
    int32_t due;      /* by when the one that must act must; DB_NO_DAY: no day */
    int32_t draft_end; /* when an untouched draft is deleted; for draft_ends */
};

/* notice_known - whether there is such a message. */
bool notice_known(const char *message);

/* notice_write - subject and text of a notice, in `mem`. The message must be known. */
void notice_write(TALLOC_CTX *mem, const struct config *config, const struct decl *decl,
                  const struct text_lang *lang, const struct notice *notice, const char **subject,
                  const char **text);

#endif
