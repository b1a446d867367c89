/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Calendar days as one number: days since 1970-01-01, in the Gregorian calendar of the years 1 to 9999.
 * Knows no zone; which day a moment falls on is asked of base/clock.h.
 */
#ifndef IMI_BASE_DAY_H
#define IMI_BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#define DAY_TEXT_SIZE 11 /* "YYYY-MM-DD" and its NUL */

/* day_valid - whether year 1..9999, month 1..12 and day of the month name a day that exists. */
bool day_valid(int year, int month, int day);

/* day_from_civil - the number of a day for which day_valid() holds (else it ends the process). */
int32_t day_from_civil(int year, int month, int day);

/* day_to_civil - year, month (1..12) and day of the month of a number. */
void day_to_civil(int32_t number, int *year, int *month, int *day);

/* day_year - the year of a number. */
int day_year(int32_t number);

/* day_weekday - 1 Monday ... 7 Sunday (ISO 8601). */
int day_weekday(int32_t number);

/* day_add_months - the same day `months` later or earlier; the last of the month where there is none such. */
int32_t day_add_months(int32_t number, int months);

/* day_parse - read exactly YYYY-MM-DD. False, and *number unchanged, when the text is no such day. */
bool day_parse(const char *text, int32_t *number);

/* day_digits - write the last `count` digits of a number >= 0 with leading zeros, without a NUL. Pages hold many days: printf is
 * slow. */
void day_digits(char *out, int value, int count);

/* day_format - write YYYY-MM-DD. */
void day_format(int32_t number, char out[DAY_TEXT_SIZE]);

#endif
