#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Each module has a README.md that says which file to open: it names every file of the module (a header and its source once) and
# none that is not there, and repeats what lib/README.md grants it.
. "$(dirname "$0")/lib.sh"

# granted_to MODULE: the line that its README must have
granted_to() {
    awk -F '|' -v module="$1" '
        { name = $2; gsub(/ /, "", name) }
        name == module {
            n = split($4, word, " ")
            for (i = 1; i <= n; i++) line = line (i > 1 ? ", " : "") "`" word[i] "`"
            exit
        }
        END { print "May include: " (line == "" ? "nothing" : line) "." }' lib/README.md
}

lint() {
    local module readme line file granted
    for module in lib/*/; do
        [ -n "$(find "$module" -name '*.[ch]' ! -name '*.gen.[ch]' -print -quit)" ] || continue
        readme=${module}README.md
        if [ ! -f "$readme" ]; then
            printf '%s:1: is missing\n' "$readme"
            continue
        fi
        granted=$(granted_to "$(basename "$module")")
        grep -qxF "$granted" "$readme" || printf '%s:1: does not say "%s"\n' "$readme" "$granted"
        grep -qE '`[a-z0-9_/-]+(\.[a-z]+)?`' "$readme" || printf '%s:1: names no file to open\n' "$readme"
        find "$module" -name '*.[ch]' ! -name '*.gen.[ch]' -o -name '*.def' | LC_ALL=C sort | while read -r file; do
            file=$(basename "${file%.*}")
            grep -qE "\`[^\`]*\b$file\b[^\`]*\`" "$readme" || printf '%s:1: does not name %s\n' "$readme" "$file"
        done | uniq
        { grep -noE '`[a-z0-9_/-]+\.[ch]`' "$readme" || true; } | tr -d '`' | while IFS=: read -r line file; do
            [ -e "$module$file" ] || [ -e "lib/$file" ] || [ -e "$file" ] || [[ $file == *.gen.? ]] || [ "$file" = paths.h ] ||
                grep -qsw -- "$file" lib/README.md || # a library's header
                printf '%s:%s: names %s, which is not there\n' "$readme" "$line" "$file"
        done
    done
}

plant() {
    mkdir -p lib/bad_none lib/bad_stale lib/bad_silent lib/bad_grant lib/good
    printf '| good | is | base |\n| bad_grant | is | base |\n' >lib/README.md
    mkdir -p lib/bad_unnamed
    printf 'int a;\n' | tee lib/bad_unnamed/one.c lib/bad_unnamed/two.c >/dev/null
    printf 'May include: nothing.\n`one.c` is one, the other is two\n' >lib/bad_unnamed/README.md
    printf 'int a;\n' | tee lib/bad_none/one.c lib/bad_stale/one.c lib/bad_silent/one.c lib/bad_grant/one.c lib/good/fine.c >/dev/null
    printf 'May include: nothing.\n`one.c` `gone.c`\n' >lib/bad_stale/README.md
    printf 'May include: nothing.\nWords.\n' >lib/bad_silent/README.md
    printf 'May include: nothing.\n`one.c`\n' >lib/bad_grant/README.md
    printf 'May include: `base`.\n`fine.c` is good, `<mysql.h>` too\n' >lib/good/README.md
}

lint_main "$@"
