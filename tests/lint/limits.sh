#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# docs/limits.md is what lib/base/limits.def says, and no page text repeats a limit in figures. `limits.sh --write` makes the document.
. "$(dirname "$0")/lib.sh"

# A size as people write it: whole MB, else kB, else bytes.
document() {
    cat <<'END'
# Limits

Made from `lib/base/limits.def` by `tests/lint/limits.sh --write`. 1 kB is 1,024 bytes, 1 MB is 1,024 kB. What a procedure sets
itself (`max:` of a field, the number of days) is in its declared data, and refused beside the field.

| what | at most | what is over |
|---|---|---|
END
    sed -nE 's/^LIMIT\(([A-Z_]+), ([0-9* ]+), ([A-Z]+), "([^"]*)", "([^"]*)"\)$/\2\t\3\t\4\t\5/p' lib/base/limits.def |
        while IFS=$'\t' read -r value unit bounds refused; do
            value=$((value))
            case $unit in
            BYTES)
                if [ $((value % 1048576)) = 0 ]; then value="$((value / 1048576)) MB"
                elif [ $((value % 1024)) = 0 ]; then value="$((value / 1024)) kB"
                else value="$value bytes"; fi ;;
            CHARS) value="$value characters" ;;
            esac
            printf '| %s | %s | %s |\n' "$bounds" "$value" "$refused"
        done
}

lint() {
    local lines
    if [ -f lib/base/limits.def ]; then
        lines=$(grep -c '^LIMIT(' lib/base/limits.def)
        [ "$(document | grep -c '^| [A-Z]')" = "$lines" ] || printf 'lib/base/limits.def:1: has a line that is no LIMIT(NAME, value, UNIT, "what", "refused")\n'
        document | cmp -s - docs/limits.md || printf 'docs/limits.md:1: is not what lib/base/limits.def says: tests/lint/limits.sh --write\n'
    fi
    { grep -rnE '"[^"]*\b[0-9]+ [kMG]B\b[^"]*"' lib templates --include='*.c' --include='*.cs' --include='*.def' || true; } |
        sed -E 's/^([^:]*:[0-9]+):.*/\1: repeats a size: name the limit, as in "{file_bytes}"/'
    { grep -nE '^msgid .*\b[0-9]+ [kMG]B\b' translations/imi.pot 2>/dev/null || true; } | sed -E 's/^([0-9]+):.*/translations\/imi.pot:\1: repeats a size/'
}

plant() {
    mkdir -p templates lib/app
    printf '<?cs var:t("at most 10 MB a file") ?>\n' >templates/bad.cs
    printf '<?cs var:t("at most {file_bytes} a file") ?>\n' >templates/good.cs
    printf 'char *a = N_("at most 100 MB");\n' >lib/app/bad.c
    printf 'char *a = N_("{number} MB"); /* 10 MB */\n' >lib/app/good.c
}

if [ "${1:-}" = --write ]; then
    cd "$LINT_DIR/../.."
    document >docs/limits.md
    exit
fi
lint_main "$@"
