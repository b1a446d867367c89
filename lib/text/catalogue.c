/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/catalogue.h"

#include "base/mem.h"
#include "text/lang.h"

#include <stdlib.h>
#include <string.h>

/* In the EU's order: by self-name in its own spelling, Bulgarian first (Interinstitutional Style Guide
 * 7.2), then the two others, then the pseudo-language. */
static const struct lang_known known_langs[] = {
    {"bg", "български", "bg", "bg"},     {"es", "español", "es", "es"},
    {"cs", "čeština", "cs", "cs"},       {"da", "dansk", "da", "da"},
    {"de", "Deutsch", "de", "de"},       {"et", "eesti", "et", "et"},
    {"el", "ελληνικά", "el", "el"},      {"en", "English", "en", "en_IE"},
    {"fr", "français", "fr", "fr"},      {"ga", "Gaeilge", "ga", "ga"},
    {"hr", "hrvatski", "hr", "hr"},      {"it", "italiano", "it", "it"},
    {"lv", "latviešu", "lv", "lv"},      {"lt", "lietuvių", "lt", "lt"},
    {"hu", "magyar", "hu", "hu"},        {"mt", "Malti", "mt", "mt"},
    {"nl", "Nederlands", "nl", "nl"},    {"pl", "polski", "pl", "pl"},
    {"pt", "português", "pt", "pt_PT"},  {"ro", "română", "ro", "ro"},
    {"sk", "slovenčina", "sk", "sk"},    {"sl", "slovenščina", "sl", "sl"},
    {"fi", "suomi", "fi", "fi"},         {"sv", "svenska", "sv", "sv"},
    {"is", "íslenska", "is", "is"},      {"nb", "norsk bokmål", "nb", "nb"},
    {"qps", "[Pséúdóó]", "en-x-pseudo", "en_IE"},
};
#define KNOWN_COUNT (sizeof known_langs / sizeof known_langs[0])

static const struct lang_known *
known_find(const char *code)
{
    size_t i;

    for (i = 0; i < KNOWN_COUNT; i++)
        if (strcmp(known_langs[i].code, code) == 0)
            return &known_langs[i];
    return NULL;
}

static enum err_code
lang_open(struct text *text, struct text_lang *lang, const struct lang_known *known, const char *dir,
          struct err *err)
{
    lang->known = known;
    lang->pseudo = strcmp(known->code, "qps") == 0;
    lang->state = mem_zero(text, struct lang_state);
    if (lang->pseudo || strcmp(known->code, "en") == 0) {
        plural_english(&lang->english_plural);
        return ERR_OK;
    }
    if (dir == NULL)
        return FAIL(err, ERR_CONFIG, "language %s is offered but no folder of texts is named", known->code);
    return mo_open(text, mem_printf(lang->state, "%s/%s.mo", dir, known->code), &lang->mo, err);
}

static int
lang_order(const void *a, const void *b)
{
    const struct text_lang *left = a;
    const struct text_lang *right = b;

    return (left->known > right->known) - (left->known < right->known);
}

enum err_code
text_open(TALLOC_CTX *mem, const struct text_setup *setup, struct text **out, struct err *err)
{
    struct text *text;
    size_t i;

    if (setup->lang_count < 1 || setup->lang_count > TEXT_LANG_MAX)
        return FAIL(err, ERR_CONFIG, "between 1 and %d languages can be offered", TEXT_LANG_MAX);
    text = mem_zero(mem, struct text);
    for (i = 0; i < setup->lang_count; i++) {
        const struct lang_known *known = known_find(setup->langs[i]);
        enum err_code code = ERR_OK;

        if (known == NULL)
            code = FAIL(err, ERR_CONFIG, "language %.20s is not known", setup->langs[i]);
        else if (text_lang(text, known->code) != NULL)
            code = FAIL(err, ERR_CONFIG, "language %s is offered twice", known->code);
        else
            code = lang_open(text, &text->langs[i], known, setup->dir, err);
        if (code != ERR_OK) {
            talloc_free(text);
            return code;
        }
        text->count++;
    }
    qsort(text->langs, text->count, sizeof text->langs[0], lang_order);
    text->first = text_lang(text, setup->langs[0]);
    *out = text;
    return ERR_OK;
}

const struct text_lang *
text_lang(const struct text *text, const char *code)
{
    size_t i;

    for (i = 0; code != NULL && i < text->count; i++)
        if (strcmp(text->langs[i].known->code, code) == 0)
            return &text->langs[i];
    return NULL;
}

const struct text_lang *
text_lang_default(const struct text *text)
{
    return text->first;
}

size_t
text_lang_count(const struct text *text)
{
    return text->count;
}

const struct text_lang *
text_lang_at(const struct text *text, size_t index)
{
    return &text->langs[index];
}

const char *
text_lang_code(const struct text_lang *lang)
{
    return lang->known->code;
}

const char *
text_lang_self_name(const struct text_lang *lang)
{
    return lang->known->self_name;
}

const char *
text_lang_tag(const struct text_lang *lang)
{
    return lang->known->tag;
}

/* The key under which gettext stores a message with a context. Messages are short; a longer one than
 * the buffer has no translation. */
#define KEY_BYTES 2048

static const char *
find_message(const struct text_lang *lang, const char *context, const char *msgid, size_t *length)
{
    char key[KEY_BYTES];
    size_t context_length, msgid_length;

    if (lang->mo == NULL || msgid[0] == '\0')
        return NULL;
    if (context == NULL)
        return mo_find(lang->mo, msgid, length);
    context_length = strlen(context);
    msgid_length = strlen(msgid);
    if (context_length + msgid_length + 2 > sizeof key)
        return NULL;
    memcpy(key, context, context_length);
    key[context_length] = '\004';
    memcpy(key + context_length + 1, msgid, msgid_length + 1);
    return mo_find(lang->mo, key, length);
}

const char *
text_get_context(const struct text_lang *lang, const char *context, const char *msgid)
{
    const char *text;

    if (msgid == NULL)
        return "";
    if (lang->pseudo)
        return pseudo_text(lang->state, msgid);
    text = find_message(lang, context, msgid, NULL);
    return text != NULL ? text : msgid;
}

const char *
text_get(const struct text_lang *lang, const char *msgid)
{
    return text_get_context(lang, NULL, msgid);
}

const char *
text_get_plural(const struct text_lang *lang, const char *msgid, const char *msgid_plural, int64_t n)
{
    uint64_t count = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    const struct plural *plural = lang->mo != NULL ? &lang->mo->plural : &lang->english_plural;
    const char *english = count == 1 ? msgid : msgid_plural;
    const char *text, *end;
    size_t length;
    unsigned form;

    if (msgid == NULL || msgid_plural == NULL)
        return "";
    if (lang->pseudo)
        return pseudo_text(lang->state, english);
    text = find_message(lang, NULL, msgid, &length);
    if (text == NULL)
        return english;
    end = text + length;
    for (form = plural_form(plural, count); form > 0; form--) {
        const char *next = text + strlen(text) + 1;

        if (next >= end)
            break; /* fewer forms than the rule says: the last one */
        text = next;
    }
    return text[0] != '\0' ? text : english;
}

bool
text_has(const struct text_lang *lang, const char *context, const char *msgid)
{
    return lang->mo == NULL || find_message(lang, context, msgid, NULL) != NULL;
}
