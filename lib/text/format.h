/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Days, moments, numbers and sizes as people of a language read them. The month is always a word:
 * between two countries 03/11 is two different days. Formatters are made at first use and kept per
 * language for the life of the process.
 *
 * Days are days since 1970-01-01, moments are microseconds since 1970-01-01T00:00Z, zones are names
 * of the time zone database ("Europe/Brussels"; NULL or unknown = FORMAT_ZONE). Days and moments are
 * meant for the years 1..9999; others give "". All functions return UTF-8 in mem and never NULL;
 * the "absent" values (INT32_MIN, INT64_MIN) give "" too.
 */
#ifndef IMI_TEXT_FORMAT_H
#define IMI_TEXT_FORMAT_H

#include "text/catalogue.h"

#define FORMAT_ZONE "Europe/Brussels"

/* format_zone_known - is this the name of a time zone ("Europe/Copenhagen")? */
bool format_zone_known(const char *zone);

/* format_day_long - "Thursday 26 November 2026", "torsdag den 26. november 2026". */
const char *format_day_long(TALLOC_CTX *mem, const struct text_lang *lang, int32_t day);

/* format_day_short - "26 Nov 2026". */
const char *format_day_short(TALLOC_CTX *mem, const struct text_lang *lang, int32_t day);

/* format_month - "November 2026", for the month that holds the day. */
const char *format_month(TALLOC_CTX *mem, const struct text_lang *lang, int32_t day);

/* format_moment_long - weekday, day, month, year and time of a moment in a zone, which is named. */
const char *format_moment_long(TALLOC_CTX *mem, const struct text_lang *lang, const char *zone,
                               int64_t moment);

/* format_moment_short - "26 Nov 2026, 14:05 GMT+1". */
const char *format_moment_short(TALLOC_CTX *mem, const struct text_lang *lang, const char *zone,
                                int64_t moment);

/* format_number - 12,345 / 12.345. */
const char *format_number(TALLOC_CTX *mem, const struct text_lang *lang, int64_t number);

/* format_size - a size in bytes: "312 bytes", "1.4 MB" (1 kB = 1,024 bytes, as file managers count and as limits are set). */
const char *format_size(TALLOC_CTX *mem, const struct text_lang *lang, int64_t size_bytes);

/* format_days_left - "3 days left", "today", "2 days late", from the days until a deadline. */
const char *format_days_left(TALLOC_CTX *mem, const struct text_lang *lang, int32_t days);

#endif
