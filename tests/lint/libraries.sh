#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# The library table of lib/README.md, configure.ac and the includes agree: what no file includes is not required, and what is
# required has its row.
. "$(dirname "$0")/lib.sh"

# Rows as "headers<TAB>rooms<TAB>package", the package being pkg-config's name or empty.
rows() {
    awk -F '|' '
    function trim(s) { gsub(/^[ \t]+|[ \t]+$/, "", s); return s }
    /^## / { table = /library/ }
    table && /^\|/ && !/^\|---/ && !/^\| header \|/ { print trim($2) "\t" trim($4) "\t" trim($5) }' lib/README.md
}

# Is a header of the list included in a folder? A name that ends in .h is whole, another one a beginning.
is_included() {
    local folder=$1 header pattern
    shift
    for header in "$@"; do
        pattern="#[[:space:]]*include[[:space:]]*<${header//./\\.}"
        [[ $header == *.h ]] && pattern+='>'
        ! grep -rqE --include='*.[ch]' -- "$pattern" "$folder" 2>/dev/null || return 0
    done
    return 1
}

# What configure.ac asks pkg-config for, the library of the unit tests left out.
required() {
    sed 's/^dnl .*//' configure.ac | awk '
    /PKG_CHECK_MODULES\(\[CHECK\]/ { next }
    /PKG_CHECK_MODULES\(/ { inside = 1; sub(/.*PKG_CHECK_MODULES\(\[[A-Z]+\], *\[/, "") }
    inside { line = $0; if (sub(/\].*/, "", line)) inside = 0; n = split(line, word, " "); if (n) print word[1] }'
}

lint() {
    local headers rooms room
    while IFS=$'\t' read -r headers rooms _; do
        for room in $rooms; do
            [ "$room" != all ] || room=.
            # shellcheck disable=SC2086
            is_included "lib/$room" $headers || printf 'lib/README.md:1: no file of lib/%s includes %s\n' "$room" "$headers"
        done
    done < <(rows)
    LC_ALL=C comm -3 <(required | LC_ALL=C sort -u) <(rows | cut -f 3 | tr ' ' '\n' | grep -vx -- - | LC_ALL=C sort -u) |
        awk -F '\t' '$1 != "" { print "configure.ac:1: " $1 " is in no row of the library table" }
                     $2 != "" { print "lib/README.md:1: configure.ac does not ask for " $2 }'
}

plant() {
    mkdir -p lib/text lib/bad_room
    printf '#include <yaml.h>\n' >lib/text/good.c
    printf '#include "yaml.h"\n' >lib/bad_room/bad.c
    printf 'PKG_CHECK_MODULES([DEPS], [\n  good >= 1\n  bad.pc >= 2\n])\nPKG_CHECK_MODULES([CHECK], [check >= 1])\n' >configure.ac
    touch bad.pc good.pc
    printf '## library\n| header | library | rooms | package |\n|---|---|---|---|\n| yaml.h | a | text bad_room | good |\n' >lib/README.md
}

lint_main "$@"
