#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Time has one source, lib/base/clock.c: a training instance shifts it for every program, a test moves it.
. "$(dirname "$0")/lib.sh"

lint() {
    strip code lib cgi | grep -v '^lib/base/clock\.c:' |
        grep -E '(^|[^A-Za-z0-9_.>])(time|gettimeofday|clock_gettime|timespec_get|ftime|clock) *\(' |
        sed 's/^\([^:]*:[0-9]*\):/\1: ask lib\/base\/clock.h: /' || true
    strip code lib cgi | grep -E '(^|[^A-Za-z0-9_.>])(tzset|localtime|localtime_r|mktime|timelocal|ctime|ctime_r|strftime) *\(' |
        sed 's/^\([^:]*:[0-9]*\):/\1: the zone of the process is nobody'"'"'s: lib\/base\/clock.h has legal days, lib\/text\/format.h shows times: /' || true
    { find sql -type f -name '*.sql' 2>/dev/null || true; } | LC_ALL=C sort | tr '\n' '\0' |
        xargs -0 -r sed -n 's/--.*//; /\b\(NOW\|SYSDATE\|CURDATE\|CURTIME\|UTC_TIMESTAMP\|UTC_DATE\|UTC_TIME\|LOCALTIME\|LOCALTIMESTAMP\) *(/I{F;=;p}
            /\b\(CURRENT_TIMESTAMP\|CURRENT_DATE\|CURRENT_TIME\|LOCALTIMESTAMP\)\b/I{F;=;p}
            /\bUNIX_TIMESTAMP *( *)/I{F;=;p}' -s |
        paste -d '\t' - - - | awk -F '\t' '{ print $1 ":" $2 ": time is a parameter in SQL: " $3 }'
}

plant() {
    mkdir -p lib/base lib/flow sql/statements
    printf 'long f(void) { return time(0); }\n' >lib/flow/bad_time.c
    printf 'void f(void) { clock_gettime(CLOCK_REALTIME, &t); }\n' >lib/flow/bad_gettime.c
    printf 'void f(void) { localtime_r(&t, &tm); }\n' >lib/flow/bad_zone.c
    printf 'SELECT 1;\nSELECT NOW();\n' >sql/statements/bad_now.sql
    printf 'CREATE TABLE t (at DATETIME DEFAULT current_timestamp);\n' >sql/bad_default.sql
    printf 'void f(void) { clock_gettime(CLOCK_REALTIME, &t); }\n' >lib/base/clock.c
    printf 'void f(void) { case_time(x); a->time(b); } /* time(0) */ char *s = "time(";\n' >lib/flow/good.c
    printf -- '-- NOW() is not asked\nSELECT sent_at, unix_timestamp(sent_at) FROM t WHERE at <= ?;\n' >sql/statements/good.sql
}

lint_main "$@"
