#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# What the linker sees: no circle between object files, no symbol taken from a module that the table of lib/README.md
# does not grant, and no grant that neither a symbol nor an include uses.
. "$(dirname "$0")/lib.sh"

# objects: the object files of lib/; a source that is gone or was renamed leaves its object behind
objects() {
    find lib -name '*.o' 2>/dev/null | LC_ALL=C sort | while read -r object; do
        [ ! -f "${object%.o}.c" ] || printf '%s\n' "$object"
    done
}

# arrows: FROM TO, a line for each pair of object files of which the first takes a symbol of the second
arrows() {
    objects | tr '\n' '\0' | xargs -0 -r nm -A -g | awk '
        { file = $1; sub(/:.*/, "", file) }
        $(NF - 1) == "U" { wants[file, $NF] = 1; next }
        { home[$NF] = file }
        END {
            for (pair in wants) {
                split(pair, part, SUBSEP)
                if (part[2] in home && home[part[2]] != part[1]) print part[1], home[part[2]]
            }
        }' | LC_ALL=C sort -u
}

# grants: MODULE MODULE, a line for each arrow that the table of modules allows
grants() {
    awk -F '|' '
        /^## / { rooms = /may include/ }
        rooms && /^\|/ && $2 !~ /^(---| room )/ {
            gsub(/ /, "", $2)
            n = split($4, word, " ")
            for (i = 1; i <= n; i++) print $2, word[i]
        }' lib/README.md | LC_ALL=C sort -u
}

# used: MODULE MODULE, a line for each arrow that an include or a symbol makes
used() {
    {
        c_files lib | while read -r file; do
            sed -nE 's#^[ \t]*\#[ \t]*include "([a-z_]+)/.*#\1#p' "$file" | sed "s#^#$(cut -d/ -f2 <<<"$file") #"
        done
        modules_of
    } | awk '$1 != $2' | LC_ALL=C sort -u
}

# modules_of: the arrows between object files as arrows between modules
modules_of() {
    sed -E 's#^lib/([^/]+)/[^ ]* lib/([^/]+)/.*#\1 \2#' <<<"$ARROWS" | awk '$1 != $2' | LC_ALL=C sort -u
}

lint() {
    ARROWS=$(arrows)
    [ -n "$ARROWS" ] || { echo "lib:1: there are no object files; build first" && return; }
    # tsort names the members of a circle on standard error.
    tsort <<<"$ARROWS" 2>&1 >/dev/null | sed -nE 's#^tsort: (lib/.*)\.o$#\1.c:1: is in a circle#p' | LC_ALL=C sort -u
    LC_ALL=C comm -23 <(modules_of) <(grants) | while read -r from to; do
        echo "lib/$from:1: takes a symbol of $to, which lib/README.md does not grant"
    done
    LC_ALL=C comm -13 <(used) <(grants) | while read -r from to; do
        [ ! -d "lib/$from" ] || echo "lib/$from:1: lib/README.md grants it $to, which it does not use"
    done
}

plant() {
    mkdir -p lib/bad_circle lib/bad_symbol lib/bad_grant lib/good lib/fine
    printf '## Which module may include which\n| room | is | may include |\n|---|---|---|\n' >lib/README.md
    printf '| bad_circle | | good |\n| bad_symbol | | |\n| bad_grant | | good |\n| good | | |\n| fine | | good |\n' >>lib/README.md
    printf 'int good(void);\nint two(void);\nint one(void) { return two() + good(); }\n' >lib/bad_circle/one.c
    printf 'int one(void);\nint two(void) { return one(); }\n' >lib/bad_circle/two.c
    printf 'int good(void);\nint three(void) { return good(); }\n' >lib/bad_symbol/three.c
    printf 'int four(void) { return 4; }\n' >lib/bad_grant/four.c
    printf 'int good(void) { return 1; }\n' >lib/good/good.c
    printf 'int good(void);\nint five(void) { return good(); }\n' >lib/fine/good.c
    local source
    for source in lib/*/*.c; do "${CC:-cc}" -c -o "${source%.c}.o" "$source"; done
}

lint_main "$@"
