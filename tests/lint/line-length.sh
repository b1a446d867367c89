#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# No line of C is longer than .clang-format says, but for its longest text in quotes, which is not cut: it is looked for as a whole.
. "$(dirname "$0")/lib.sh"

lint() {
    local most
    most=$(sed -n 's/^ColumnLimit: *//p' .clang-format)
    { c_files lib cgi tests || true; } | tr '\n' '\0' | LC_ALL=C.UTF-8 xargs -0 -r awk -v most="$most" '
        length($0) <= most { next }
        {
            longest = 0; rest = $0
            while (match(rest, /"([^"\\]|\\.)*"/)) { if (RLENGTH > longest) longest = RLENGTH; rest = substr(rest, RSTART + RLENGTH) }
            if (length($0) - longest > most - 2 || longest < most / 3) print FILENAME ":" FNR ": " length($0) " characters, " most " at most"
        }'
}

plant() {
    printf 'ColumnLimit: 30\n' >.clang-format
    mkdir -p lib
    printf 'int a_name_that_is_longer_than_the_line;\n' >lib/bad.c
    printf 'f(a_name_that_is_long, "short", another_long_name);\n' >lib/bad_quote.c
    printf '%s\n' 'f("%s\n", a_name_that_is_long, another_long_name_here, "x\n");' >lib/bad_escape.c
    printf '%s\n' 'f("a text that is longer than any \"line\" and is not cut");' >lib/good_escape.c
    printf 'int a;\nconst char *b = "a text that is longer than any line and is not cut";\n' >lib/good.c
}

lint_main "$@"
