#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Each room has a README.md that says which file to open, and names none that is not there.
. "$(dirname "$0")/lib.sh"

lint() {
    local room readme line file
    for room in lib/*/; do
        [ -n "$(find "$room" -name '*.[ch]' ! -name '*.gen.[ch]' -print -quit)" ] || continue
        readme=${room}README.md
        if [ ! -f "$readme" ]; then
            printf '%s:1: is missing\n' "$readme"
            continue
        fi
        grep -qE '`[a-z0-9_/-]+(\.[a-z]+)?`' "$readme" || printf '%s:1: names no file to open\n' "$readme"
        { grep -noE '`[a-z0-9_/-]+\.[ch]`' "$readme" || true; } | tr -d '`' | while IFS=: read -r line file; do
            [ -e "$room$file" ] || [ -e "lib/$file" ] || [ -e "$file" ] || [[ $file == *.gen.? ]] || [ "$file" = paths.h ] ||
                grep -qsw -- "$file" lib/README.md || # a library's header
                printf '%s:%s: names %s, which is not there\n' "$readme" "$line" "$file"
        done
    done
}

plant() {
    mkdir -p lib/bad_none lib/bad_stale lib/bad_silent lib/good
    printf 'int a;\n' | tee lib/bad_none/one.c lib/bad_stale/one.c lib/bad_silent/one.c lib/good/fine.c >/dev/null
    printf '`one.c` `gone.c`\n' >lib/bad_stale/README.md
    printf 'Words.\n' >lib/bad_silent/README.md
    printf '`fine.c` is good, `<mysql.h>` too\n' >lib/good/README.md
}

lint_main "$@"
