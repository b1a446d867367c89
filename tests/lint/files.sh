#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# docs/files.md is what the tables of lib/filecheck say, and the texts that list the kinds of files name each kind that is taken.
# `files.sh --write` makes the document.
. "$(dirname "$0")/lib.sh"

TYPES=lib/filecheck/filetypes.def FAULTS=lib/filecheck/faults.def NOTES=lib/filecheck/notes.def

# The limits that a sentence names, as docs/limits.md writes them, are left as they are: {file_bytes}.
document() {
    cat <<'END'
# Files

Made from `filetypes.def`, `notes.def` and `faults.def` of `lib/filecheck` by `tests/lint/files.sh --write`. The content decides, and the end
of the name must agree with it. A file is kept byte for byte as it was sent, signatures with it; only of pictures are position and device
data taken out, and the list of files says so. Sizes and numbers: [limits.md](limits.md).

## Taken

| end of the name | is | media type |
|---|---|---|
END
    sed -nE 's/^TAKEN\("([a-z0-9]+)", "([^"]+)", [A-Z]+, [A-Z]+, "([^"]+)"\)$/| `.\1` | \3 | `\2` |/p' "$TYPES"
    cat <<'END'

A text that is not UTF-8 is kept in its encoding, which the list of files tells the reader (`charset` of the media type).

## What runs, is fetched or lies inside

One rule: what can start a program on the computer of who opens the file, or has it fetch something from another computer, is refused;
what stays within the program that shows the file, and what cannot be looked into, is kept, and the list of files warns who opens it.
It is found by content, relationships and types, not by names alone; files in mails and containers are looked at as files.

| of a file that is kept | the list of files says |
|---|---|
END
    sed -nE 's/^FILE_NOTE\(([A-Z]+), [0-9]+, (true|false), N_\("([^"]+)"\)\)$/\1\t\3/p' "$NOTES" | awk -F '\t' '{ printf "| %s | %s |\n", tolower($1), $2 }'
    cat <<'END'

## Refused, with the way to convert it

| end of the name | what the sender is told |
|---|---|
END
    sed -nE 's/^REFUSED\("([a-z0-9]+)", N_\("([^"]+)"\)\)$/\2\t`.\1`/p' "$TYPES" |
        awk -F '\t' '!($1 in all) { order[++n] = $1 } { all[$1] = all[$1] (all[$1] == "" ? "" : " ") $2 } END { for (i = 1; i <= n; i++) printf "| %s | %s |\n", all[order[i]], order[i] }'
    cat <<'END'

## Refused for what it is

A form keeps its other files; the refusal stands beside the field and begins with the name of the file. By the API the answer holds
`refused`, or, where no file is left, is a problem with a `pointer` for each file: its field, and its place among the files sent, from 0.

| what the sender is told | status where the file is the body |
|---|---|
END
    sed -nE 's/^FILE_FAULT\([A-Z_]+, ([A-Z_]+), N_\("([^"]+)"\)\)$/| \2 | \1 |/p' "$FAULTS" | sed 's/| INVALID |$/| 422 |/; s/| KEY_REUSED |$/| 422 |/; s/| UNAVAILABLE |$/| 503 |/; s/| MEDIA_TYPE |$/| 415 |/; s/| TOO_LARGE |$/| 413 |/'
}

# The kinds that are taken, one line each: "jpg jpeg".
kinds() {
    sed -nE 's/^TAKEN\("([a-z0-9]+)", "([^"]+)",.*/\2 \1/p' "$TYPES" |
        awk '!($1 in all) { order[++n] = $1 } { all[$1] = all[$1] " " $2 } END { for (i = 1; i <= n; i++) print all[order[i]] }'
}

# A text of FILE that begins with a word of the list names each kind by one of its extensions.
names_all() { # file, beginning of the text
    local line number text kind extension found
    line=$(grep -n "$2" "$1" | head -n 1) || return 0
    number=${line%%:*} text=${line#*:}
    while read -r kind; do
        found=
        for extension in $kind; do
            ! grep -qw "${extension^^}" <<<"$text" || found=1
        done
        [ -n "$found" ] || printf '%s:%s: does not name the kind of files%s\n' "$1" "$number" " $kind"
    done < <(kinds)
}

lint() {
    local all written
    [ -f "$TYPES" ] || return 0
    all=$(grep -cE '^(TAKEN|REFUSED|FILE_FAULT)\(' "$TYPES" "$FAULTS" | awk -F: '{ n += $2 } END { print n }')
    written=$(cat "$TYPES" "$FAULTS" | grep -cE '^(TAKEN\("[a-z0-9]+", "[^"]+", [A-Z]+, [A-Z]+, "[^"]+"\)|REFUSED\("[a-z0-9]+", N_\("[^"]+"\)\)|FILE_FAULT\([A-Z_]+, (INVALID|MEDIA_TYPE|TOO_LARGE|KEY_REUSED|UNAVAILABLE), N_\("[^"]+"\)\))$')
    [ "$all" = "$written" ] || printf '%s:1: or faults.def has a line that cannot be read here\n' "$TYPES"
    document | cmp -s - docs/files.md || printf 'docs/files.md:1: is not what the tables say: tests/lint/files.sh --write\n'
    names_all "$FAULTS" 'FILE_FAULT(KIND'
    names_all templates/macros/work.cs 'PDF, PNG'
}

plant() {
    mkdir -p lib/filecheck templates/macros
    printf 'TAKEN("pdf", "application/pdf", PDF, OTHER, "PDF")\nTAKEN("bad", "a/b", PDF, OTHER, "x")\n' >lib/filecheck/filetypes.def
    printf 'FILE_NOTE(CUT, 16, true, N_("cut"))\n' >lib/filecheck/notes.def
    printf 'FILE_FAULT(KIND, INVALID, N_("send PDF"))\n' >lib/filecheck/faults.def
    printf '<?cs var:t("PDF, PNG or BAD") ?>\n' >templates/macros/work.cs
}

if [ "${1:-}" = --write ]; then
    cd "$LINT_DIR/../.."
    document >docs/files.md
    exit
fi
lint_main "$@"
