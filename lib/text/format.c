/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/format.h"

#include "base/mem.h"
#include "text/fill.h"
#include "text/lang.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#define DAY_MS 86400000.0
#define DAY_LEAST (-719162) /* 0001-01-01 */
#define DAY_MOST 2932896    /* 9999-12-31 */
#define WIDE 256

/* The forms, by ICU's skeletons: which parts, not in which order. `fallback` is used where a language
 * writes the short month as a number. */
enum form { FORM_DAY_LONG, FORM_DAY_SHORT, FORM_MONTH, FORM_MOMENT_LONG, FORM_MOMENT_SHORT, FORM_COUNT };

static const struct {
    const char *skeleton;
    const char *fallback;
} forms[FORM_COUNT] = {
    [FORM_DAY_LONG] = {"yMMMMEEEEd", NULL},
    [FORM_DAY_SHORT] = {"yMMMd", "yMMMMd"},
    [FORM_MONTH] = {"yMMMM", NULL},
    [FORM_MOMENT_LONG] = {"yMMMMEEEEdHmO", NULL},
    [FORM_MOMENT_SHORT] = {"yMMMdHmO", "yMMMMdHmO"},
};

struct format_cache {
    UDateTimePatternGenerator *patterns;
    UDateFormat *dates[FORM_COUNT];
    char zone[FORM_COUNT][64]; /* that each is set to */
    UNumberFormat *whole;
    UNumberFormat *tenths;
};

static int
cache_close(struct format_cache *cache)
{
    size_t i;

    for (i = 0; i < FORM_COUNT; i++)
        if (cache->dates[i] != NULL)
            udat_close(cache->dates[i]);
    if (cache->whole != NULL)
        unum_close(cache->whole);
    if (cache->tenths != NULL)
        unum_close(cache->tenths);
    if (cache->patterns != NULL)
        udatpg_close(cache->patterns);
    return 0;
}

static struct format_cache *
cache_of(const struct text_lang *lang)
{
    if (lang->state->formats == NULL) {
        lang->state->formats = mem_zero(lang->state, struct format_cache);
        talloc_set_destructor(lang->state->formats, cache_close);
    }
    return lang->state->formats;
}

static int32_t
best_pattern(struct format_cache *cache, const char *skeleton, UChar *pattern)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[32];
    int32_t length;

    u_uastrcpy(wide, skeleton);
    length = udatpg_getBestPattern(cache->patterns, wide, -1, pattern, WIDE, &status);
    return U_SUCCESS(status) ? length : 0;
}

static bool
has_month_word(const UChar *pattern, int32_t length)
{
    static const UChar formatting[] = {'M', 'M', 'M', 0};
    static const UChar alone[] = {'L', 'L', 'L', 0};

    return u_strFindFirst(pattern, length, formatting, 3) != NULL ||
           u_strFindFirst(pattern, length, alone, 3) != NULL;
}

static UDateFormat *
date_format(const struct text_lang *lang, struct format_cache *cache, enum form form)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar pattern[WIDE];
    int32_t length;

    if (cache->dates[form] != NULL)
        return cache->dates[form];
    if (cache->patterns == NULL)
        cache->patterns = udatpg_open(lang->known->locale, &status);
    if (U_FAILURE(status))
        return NULL;
    length = best_pattern(cache, forms[form].skeleton, pattern);
    if (forms[form].fallback != NULL && !has_month_word(pattern, length))
        length = best_pattern(cache, forms[form].fallback, pattern);
    if (length <= 0)
        return NULL;
    cache->dates[form] = udat_open(UDAT_PATTERN, UDAT_PATTERN, lang->known->locale, u"UTC", -1,
                                   pattern, length, &status);
    if (U_FAILURE(status))
        return cache->dates[form] = NULL;
    memcpy(cache->zone[form], "UTC", sizeof "UTC");
    return cache->dates[form];
}

bool
format_zone_known(const char *zone)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[64], canonical[64];
    UBool system = false;

    if (zone == NULL || strlen(zone) >= 64 || strspn(zone, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                           "abcdefghijklmnopqrstuvwxyz0123456789_+-/") != strlen(zone))
        return false;
    u_uastrcpy(wide, zone);
    ucal_getCanonicalTimeZoneID(wide, -1, canonical, 64, &system, &status);
    return U_SUCCESS(status) && system;
}

/* Set a formatter to a zone; the calendar is only replaced when the zone is another than last time. */
static bool
zone_set(UDateFormat *format, char *set, const char *zone)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[64];
    UCalendar *calendar;

    if (strcmp(set, zone) == 0)
        return true;
    u_uastrcpy(wide, zone);
    calendar = ucal_clone(udat_getCalendar(format), &status);
    if (U_FAILURE(status))
        return false;
    ucal_setTimeZone(calendar, wide, -1, &status);
    udat_setCalendar(format, calendar);
    ucal_close(calendar);
    memcpy(set, zone, strlen(zone) + 1);
    return U_SUCCESS(status);
}

static const char *
to_utf8(TALLOC_CTX *mem, const UChar *wide, int32_t length)
{
    UErrorCode status = U_ZERO_ERROR;
    char *text = mem_size(mem, (size_t)length * 3 + 1);
    int32_t size = 0;

    u_strToUTF8(text, length * 3 + 1, &size, wide, length, &status);
    text[U_SUCCESS(status) ? size : 0] = '\0';
    return text;
}

/*
 * Lists show the same few days again and again, and ICU takes microseconds for each: the last texts are kept, one for
 * each place that the hash of what is asked falls on.
 */
#define KEPT_TEXTS 1024
#define KEPT_BYTES 96

struct kept_text {
    const struct text_lang *lang;
    enum form form;
    double moment_ms;
    char zone[32];
    char text[KEPT_BYTES];
};

static struct kept_text kept_texts[KEPT_TEXTS];

static struct kept_text *
kept_place(const struct text_lang *lang, enum form form, double moment_ms)
{
    uint64_t hash = (uint64_t)(int64_t)moment_ms * 0x9e3779b97f4a7c15u ^ (uint64_t)(uintptr_t)lang * 31 ^ (uint64_t)form;

    return &kept_texts[(hash >> 32) % KEPT_TEXTS];
}

static bool
is_kept(const struct kept_text *kept, const struct text_lang *lang, enum form form, const char *zone, double moment_ms)
{
    return kept->lang == lang && kept->form == form && !(kept->moment_ms < moment_ms) &&
           !(kept->moment_ms > moment_ms) && strcmp(kept->zone, zone) == 0;
}

static const char *
keep_text(struct kept_text *kept, const struct text_lang *lang, enum form form, const char *zone, double moment_ms,
          const char *text)
{
    if (strlen(text) < sizeof kept->text && strlen(zone) < sizeof kept->zone) {
        *kept = (struct kept_text){.lang = lang, .form = form, .moment_ms = moment_ms};
        memcpy(kept->zone, zone, strlen(zone) + 1);
        memcpy(kept->text, text, strlen(text) + 1);
    }
    return text;
}

static const char *
date_text(TALLOC_CTX *mem, const struct text_lang *lang, enum form form, const char *zone, double moment_ms)
{
    struct kept_text *kept = kept_place(lang, form, moment_ms);
    struct format_cache *cache = cache_of(lang);
    UDateFormat *format = date_format(lang, cache, form);
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[WIDE];
    int32_t length;

    if (moment_ms < DAY_LEAST * DAY_MS || moment_ms >= (DAY_MOST + 1.0) * DAY_MS)
        return "";
    if (is_kept(kept, lang, form, zone, moment_ms))
        return mem_copy(mem, kept->text);
    if (format == NULL || !zone_set(format, cache->zone[form], zone))
        return "";
    length = udat_format(format, moment_ms, wide, WIDE, NULL, &status);
    return U_SUCCESS(status) ? keep_text(kept, lang, form, zone, moment_ms, to_utf8(mem, wide, length)) : "";
}

const char *
format_day_long(TALLOC_CTX *mem, const struct text_lang *lang, int32_t day)
{
    return date_text(mem, lang, FORM_DAY_LONG, "UTC", day * DAY_MS);
}

const char *
format_day_short(TALLOC_CTX *mem, const struct text_lang *lang, int32_t day)
{
    return date_text(mem, lang, FORM_DAY_SHORT, "UTC", day * DAY_MS);
}

const char *
format_month(TALLOC_CTX *mem, const struct text_lang *lang, int32_t day)
{
    return date_text(mem, lang, FORM_MONTH, "UTC", day * DAY_MS);
}

static const char *
moment_text(TALLOC_CTX *mem, const struct text_lang *lang, enum form form, const char *zone, int64_t moment)
{
    static char known[64] = FORMAT_ZONE; /* the last that was: a page shows all its times in one zone */

    /* A bad name must not show UTC. */
    if (zone == NULL || (strcmp(zone, known) != 0 && !format_zone_known(zone)))
        zone = FORMAT_ZONE;
    if (strcmp(zone, known) != 0)
        memcpy(known, zone, strlen(zone) + 1);
    return date_text(mem, lang, form, zone, (double)(moment / 1000));
}

const char *
format_moment_long(TALLOC_CTX *mem, const struct text_lang *lang, const char *zone, int64_t moment)
{
    return moment_text(mem, lang, FORM_MOMENT_LONG, zone, moment);
}

const char *
format_moment_short(TALLOC_CTX *mem, const struct text_lang *lang, const char *zone, int64_t moment)
{
    return moment_text(mem, lang, FORM_MOMENT_SHORT, zone, moment);
}

static UNumberFormat *
number_format(const struct text_lang *lang, UNumberFormat **kept, int32_t fraction_most)
{
    UErrorCode status = U_ZERO_ERROR;

    if (*kept != NULL)
        return *kept;
    *kept = unum_open(UNUM_DECIMAL, NULL, 0, lang->known->locale, NULL, &status);
    if (U_FAILURE(status))
        return *kept = NULL;
    unum_setAttribute(*kept, UNUM_MAX_FRACTION_DIGITS, fraction_most);
    return *kept;
}

const char *
format_number(TALLOC_CTX *mem, const struct text_lang *lang, int64_t number)
{
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *format = number_format(lang, &cache_of(lang)->whole, 0);
    UChar wide[WIDE];
    int32_t length;

    if (number == INT64_MIN)
        return "";
    if (format == NULL || (number >= 0 && number < 1000)) /* no language of ours writes these otherwise, and most are such */
        return mem_printf(mem, "%lld", (long long)number);
    length = unum_formatInt64(format, number, wide, WIDE, NULL, &status);
    return U_SUCCESS(status) ? to_utf8(mem, wide, length) : "";
}

const char *
format_size(TALLOC_CTX *mem, const struct text_lang *lang, int64_t size_bytes)
{
    static const char *const units[] = {N_("{number} kB"), N_("{number} MB"), N_("{number} GB")};
    UNumberFormat *format = number_format(lang, &cache_of(lang)->tenths, 1);
    UErrorCode status = U_ZERO_ERROR;
    double size = (double)size_bytes / 1024;
    struct fill_arg arg = {"number", NULL};
    UChar wide[WIDE];
    int32_t length;
    size_t unit = 0;

    if (size_bytes == INT64_MIN)
        return "";
    if (size_bytes < 1024 || format == NULL) {
        arg = (struct fill_arg){"count", format_number(mem, lang, size_bytes)};
        return fill(mem, text_get_plural(lang, "{count} byte", "{count} bytes", size_bytes), &arg, 1);
    }
    for (; size >= 1023.95 && unit + 1 < sizeof units / sizeof units[0]; unit++)
        size /= 1024;
    length = unum_formatDouble(format, size, wide, WIDE, NULL, &status);
    arg.value = U_SUCCESS(status) ? to_utf8(mem, wide, length) : "";
    return fill(mem, text_get(lang, units[unit]), &arg, 1);
}

const char *
format_days_left(TALLOC_CTX *mem, const struct text_lang *lang, int32_t days)
{
    struct fill_arg arg = {"count", NULL};

    if (days == INT32_MIN)
        return "";
    if (days == 0)
        return text_get(lang, "today");
    arg.value = format_number(mem, lang, days < 0 ? -(int64_t)days : days);
    if (days < 0)
        return fill(mem, text_get_plural(lang, "{count} day late", "{count} days late", days), &arg, 1);
    return fill(mem, text_get_plural(lang, "{count} day left", "{count} days left", days), &arg, 1);
}
