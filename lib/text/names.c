/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Names of countries and languages: ICU's (CLDR), which are shorter and cleaner than the ISO lists' own
 * ("Greek", not "Greek, Modern (1453-)"), with the wording of the EU where it differs.
 */
#include "text/lang.h"

#include "base/mem.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

/* Source: Interinstitutional Style Guide, annex A5 (names of countries), short names. */
static const struct {
    const char *lang;
    const char *code;
    const char *name;
} eu_wording[] = {
    {"en", "TR", "Türkiye"},
    {"en", "MM", "Myanmar/Burma"},
    {"en", "CI", "Côte d’Ivoire"},
    {"en", "HK", "Hong Kong"},
    {"en", "MO", "Macao"},
    {"en", "PS", "Palestine"},
    {"da", "GB", "Det Forenede Kongerige"},
    {"da", "NL", "Nederlandene"},
    {"da", "TR", "Tyrkiet"},
    {"de", "GB", "Vereinigtes Königreich"},
    {"de", "CZ", "Tschechien"},
};

/* Two letters each, so two slots of letters find any code. */
struct names {
    const char *country[26 * 26];
    const char *language[26 * 26];
};

static int
slot_of(const char *code, char first)
{
    if (code == NULL || strlen(code) != 2)
        return -1;
    if (code[0] < first || code[0] >= first + 26 || code[1] < first || code[1] >= first + 26)
        return -1;
    return (code[0] - first) * 26 + (code[1] - first);
}

static bool
listed(const char *const *list, const char *code)
{
    for (; *list != NULL; list++)
        if (strcmp(*list, code) == 0)
            return true;
    return false;
}

bool
text_country_known(const char *code)
{
    return slot_of(code, 'A') >= 0 && (listed(uloc_getISOCountries(), code) || strcmp(code, "XK") == 0);
}

bool
text_language_known(const char *code)
{
    return slot_of(code, 'a') >= 0 && listed(uloc_getISOLanguages(), code);
}

const char *
text_country_shown(const char *code)
{
    /* Source: Interinstitutional Style Guide 7.1.1: the EU writes EL for Greece. */
    return code != NULL && strcmp(code, "GR") == 0 ? "EL" : code;
}

const char *
text_country_stored(const char *code)
{
    return code != NULL && strcmp(code, "EL") == 0 ? "GR" : code;
}

static struct names *
names_of(const struct text_lang *lang)
{
    if (lang->state->names == NULL)
        lang->state->names = mem_zero(lang->state, struct names);
    return lang->state->names;
}

static const char *
from_icu(struct names *names, const UChar *wide, int32_t length, UErrorCode status, const char *code)
{
    char name[512];
    int32_t size;

    if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING || length <= 0)
        return mem_copy(names, code);
    u_strToUTF8(name, (int32_t)sizeof name - 1, &size, wide, length, &status);
    if (U_FAILURE(status))
        return mem_copy(names, code);
    return mem_copy_n(names, name, (size_t)size);
}

const char *
text_country(const struct text_lang *lang, const char *code)
{
    struct names *names = names_of(lang);
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[128];
    char region[8];
    int slot = slot_of(code, 'A');
    int32_t length;
    size_t i;

    if (slot < 0)
        return code != NULL ? code : "";
    if (names->country[slot] != NULL)
        return names->country[slot];
    for (i = 0; i < sizeof eu_wording / sizeof eu_wording[0]; i++)
        if (strcmp(eu_wording[i].lang, lang->pseudo ? "en" : lang->known->code) == 0 &&
            strcmp(eu_wording[i].code, code) == 0)
            names->country[slot] = eu_wording[i].name;
    if (names->country[slot] == NULL) {
        region[0] = '_';
        memcpy(region + 1, code, 3);
        length = uloc_getDisplayCountry(region, lang->known->locale, wide, 128, &status);
        names->country[slot] = from_icu(names, wide, length, status, code);
    }
    if (lang->pseudo)
        names->country[slot] = pseudo_make(names, names->country[slot]);
    return names->country[slot];
}

const char *
text_language(const struct text_lang *lang, const char *code)
{
    struct names *names = names_of(lang);
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[128];
    int slot = slot_of(code, 'a');
    int32_t length;

    if (slot < 0)
        return code != NULL ? code : "";
    if (names->language[slot] == NULL) {
        length = uloc_getDisplayLanguage(code, lang->known->locale, wide, 128, &status);
        names->language[slot] = from_icu(names, wide, length, status, code);
        if (lang->pseudo)
            names->language[slot] = pseudo_make(names, names->language[slot]);
    }
    return names->language[slot];
}
