/* SPDX-License-Identifier: EUPL-1.2 */
/* What lib/text knows of one offered language. Private to this room. */
#ifndef IMI_TEXT_LANG_H
#define IMI_TEXT_LANG_H

#include "text/catalogue.h"
#include "text/mo.h"

struct format_cache;
struct pseudo;
struct names;

/* One of the languages that can be offered. */
struct lang_known {
    const char *code;
    const char *self_name;
    const char *tag;    /* BCP 47 */
    const char *locale; /* for ICU: spelling of the European variant */
};

/* What is made at first use and kept: reached from a const struct text_lang. */
struct lang_state {
    struct format_cache *formats;
    struct pseudo *pseudo;
    struct names *names;
    void *collator;
};

struct text_lang {
    const struct lang_known *known;
    const struct mo *mo; /* NULL for English and qps */
    bool pseudo;
    struct plural english_plural; /* of English and qps */
    struct lang_state *state;     /* a talloc context too; as long as the struct text */
};

struct text {
    size_t count;
    const struct text_lang *first; /* the default */
    struct text_lang langs[TEXT_LANG_MAX];
};

/* pseudo_text - the pseudo-language's form of a msgid; kept in state. The msgid itself when 20,000 are kept. */
const char *pseudo_text(struct lang_state *state, const char *msgid);

/* pseudo_make - write that form to a buffer of its own in mem. */
char *pseudo_make(TALLOC_CTX *mem, const char *msgid);

#endif
