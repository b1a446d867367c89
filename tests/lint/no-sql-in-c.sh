#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# SQL is named text under sql/statements/, never a string in C.
. "$(dirname "$0")/lib.sh"

lint() {
    strip strings lib cgi |
        grep -E ':[0-9]+:.*\b(SELECT [^a-z]*[a-z*`]|INSERT( IGNORE)? INTO|REPLACE INTO|UPDATE [a-z_`]+ |DELETE FROM|(CREATE|DROP|ALTER|TRUNCATE) TABLE|INNER JOIN|LEFT JOIN|ORDER BY|GROUP BY)' |
        sed 's/^\([^:]*:[0-9]*\):/\1: SQL in C: /' || true
}

plant() {
    mkdir -p lib/store
    printf 'const char *q = "SELECT id FROM person";\n' >lib/store/bad_select.c
    printf 'const char *q = "x " "DELETE FROM person";\n' >lib/store/bad_delete.c
    printf '/* SELECT id FROM x is in the statement */\nconst char *q = "person.by_id"; /* "SELECT a" */\n' >lib/store/good.c
    printf 'const char *t = N_("Select the people you want to delete from the list");\n' >lib/store/good_text.c
}

lint_main "$@"
