/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The only source of time, with two faces:
 *   case time     everything legal or shown; a training or test installation may shift it
 *   machine time  one-time codes, sessions, tokens, throttles, leases, mail, logs; never shifted
 * Moments are microseconds since 1970-01-01T00:00Z. Legal days are days since 1970-01-01, cut in the
 * declared zone.
 */
#ifndef IMI_BASE_CLOCK_H
#define IMI_BASE_CLOCK_H

#include <stddef.h>
#include <stdint.h>

#define CLOCK_SECOND INT64_C(1000000)
#define CLOCK_HOUR (INT64_C(3600) * CLOCK_SECOND)
#define CLOCK_DAY (INT64_C(86400) * CLOCK_SECOND)

/* clock_machine_now - the time of this machine. */
int64_t clock_machine_now(void);

/* clock_steady_now - microseconds of a clock that only goes forward; for measuring durations. */
int64_t clock_steady_now(void);

/* clock_case_now - machine time shifted by what clock_shift was told. */
int64_t clock_case_now(void);

/*
 * clock_shift - set how far case time is from machine time, in microseconds. Read from the database with
 * each request; a production installation always stores 0.
 */
void clock_shift(int64_t offset);

/*
 * clock_day - the legal day of a moment in the zone of the law, Europe/Brussels: UTC+1, from the last Sunday
 * of March 01:00Z to the last Sunday of October 01:00Z UTC+2.
 * Source: Directive 2000/84/EC on summer-time arrangements.
 */
int32_t clock_day(int64_t moment);

/* clock_day_start - the moment at which a legal day begins in Europe/Brussels. */
int64_t clock_day_start(int32_t day);

/* clock_today - the legal day of case time now. */
int32_t clock_today(void);

/* clock_rfc3339 - write a moment as 2026-11-23T10:00:00.123456Z; size at least 32 bytes. */
void clock_rfc3339(int64_t moment, char *out, size_t size);

/*
 * clock_parse - read RFC 3339 (Z or a numeric offset; fraction up to six digits used).
 * Returns 0 and sets *moment, or -1 and leaves it when the text is not such a time.
 */
int clock_parse(const char *text, int64_t *moment);

#endif
