#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Each source of lib/ and cgi/ is listed in a build fragment: what is not would be missing from the package.
. "$(dirname "$0")/lib.sh"

lint() {
    LC_ALL=C comm -23 \
        <({ find lib cgi -type f \( -name '*.[ch]' -o -name '*.def' \) ! -name '*.gen.[ch]' ! -path lib/paths.h 2>/dev/null || true; } | LC_ALL=C sort) \
        <({ find lib cgi tests sql -name '*.am' -exec sed '/^#/d' {} + 2>/dev/null || true; } | tr -s ' \t\\=' '\n' | LC_ALL=C sort -u) |
        sed 's/$/:1: is in no sources.am/'
}

plant() {
    mkdir -p lib/base
    printf 'libimi_a_SOURCES += lib/base/good.c \\\n\tlib/base/good.h\n# lib/base/bad.c.old\n' >lib/base/sources.am
    touch lib/base/good.c lib/base/good.h lib/base/bad.c lib/base/bad.def
}

lint_main "$@"
