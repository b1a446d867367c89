/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Texts in the languages that the site offers. A message is found by its English text (msgid), as in
 * translations/<lang>.po; the compiled DIR/<lang>.mo files are mapped read-only and shared by all
 * processes. What has no translation is shown in English: never empty, never an error.
 *
 * English needs no file. "qps" is a pseudo-language made from the msgids at run time (accents, about
 * 40 % longer, in brackets, placeholders untouched): what stands on a page without brackets is not
 * translated.
 *
 * Open once per process, before forking. A struct text_lang is one offered language; get it once per
 * request (negotiate.h, or text_lang) and pass it on. Both live as long as the struct text.
 */
#ifndef IMI_TEXT_CATALOGUE_H
#define IMI_TEXT_CATALOGUE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#define TEXT_LANG_MAX 32        /* languages that one site may offer */
#define TEXT_LANG_CODE_BYTES 15 /* longest language code */

struct text;
struct text_lang;

struct text_setup {
    const char *dir;          /* folder with <lang>.mo; NULL when only en and qps are offered */
    const char *const *langs; /* codes offered, of the 26 known ones and qps; the first is the default */
    size_t lang_count;        /* 1..TEXT_LANG_MAX */
};

/*
 * text_open - map the catalogues of the offered languages.
 * Ownership: *out belongs to mem and unmaps itself with it.
 * Errors: ERR_CONFIG a language is unknown or given twice, its file is missing, cut or not a .mo file
 * (the caller stops the start).
 */
enum err_code text_open(TALLOC_CTX *mem, const struct text_setup *setup, struct text **out,
                        struct err *err) ERR_MUST_CHECK;

/* text_lang - an offered language by its exact code ("da"); NULL when it is not offered. */
const struct text_lang *text_lang(const struct text *text, const char *code);

/* text_lang_default - the language offered first. Never NULL. */
const struct text_lang *text_lang_default(const struct text *text);

/* text_lang_count, text_lang_at - the offered languages in the EU's order (by self-name; is, nb, qps
 * last). index < text_lang_count. */
size_t text_lang_count(const struct text *text);
const struct text_lang *text_lang_at(const struct text *text, size_t index);

/* text_lang_code - "da"; text_lang_self_name - "dansk", in its own spelling. Never NULL. */
const char *text_lang_code(const struct text_lang *lang);
const char *text_lang_self_name(const struct text_lang *lang);

/* text_lang_tag - what goes into lang="" and Content-Language: "da"; "en-x-pseudo" for qps. */
const char *text_lang_tag(const struct text_lang *lang);

/*
 * text_get - a message in a language; the msgid itself when there is no translation.
 * text_get_context - the same for a short word whose meaning needs a context ("Open", "From").
 * text_get_plural - the form for a number n >= 0 (a negative one counts as its absolute value); fill
 * {count} with fill.h.
 * None returns NULL; NULL as msgid gives "". The result lives as long as the struct text and, for
 * untranslated messages, as the msgid passed in.
 */
const char *text_get(const struct text_lang *lang, const char *msgid);
const char *text_get_context(const struct text_lang *lang, const char *context, const char *msgid);
const char *text_get_plural(const struct text_lang *lang, const char *msgid,
                            const char *msgid_plural, int64_t n);

/* text_has - is there a text for msgid (context may be NULL)? Always true for en and qps. */
bool text_has(const struct text_lang *lang, const char *context, const char *msgid);

/*
 * Names of countries and languages come from ICU's data (CLDR), with the wording of the EU's style guide
 * where it differs (names.c).
 * text_country - the name of a country (ISO 3166-1 alpha-2 as stored: "GR") in a language; the code
 * itself when it is unknown. text_country_shown - the code as people read it: EL for GR, else the same. text_country_stored -
 * what somebody gave, EL or GR, as it is stored; NULL stays NULL.
 * text_language - the name of a language (ISO 639-1: "da") in a language; the code when unknown.
 */
const char *text_country(const struct text_lang *lang, const char *code);
const char *text_country_shown(const char *code);
const char *text_country_stored(const char *code);
const char *text_language(const struct text_lang *lang, const char *code);

/* text_country_known, text_language_known - is this exactly a code of the list (XK included)? */
bool text_country_known(const char *code);
bool text_language_known(const char *code);

#endif
