#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# One licence line a file, among its first three lines. Formats without comments have none.
. "$(dirname "$0")/lib.sh"

lint() {
    tree_files | grep -E '(\.(c|h|def|sh|bash|mjs|js|css|scss|sql|ya?ml|cs|po|pot|am|ac|awk|conf|in|service|socket|timer|py)|/run|^dev|^\.ci/.*)$' |
        grep -vE '^(tests/fuzz/corpus/|node_modules/|static/dist/|tests/[a-z]+/(broken|samples)/)' |
        while read -r file; do
            head -n 3 "$file" | grep -q 'SPDX-License-Identifier: EUPL-1\.2' ||
                printf '%s:1: the licence line is missing\n' "$file"
        done
}

plant() {
    mkdir -p lib
    printf 'int a;\n' >lib/bad.c
    printf -- '-- SPDX-License-Identifier: MIT\n' >bad.sql
    printf '/* SPDX-License-Identifier: EUPL-1.2 */\nint a;\n' >lib/good.c
    printf '# Words\n' >good.md
}

lint_main "$@"
