#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Kinds of fields: each is a file of lib/kinds with a line in kinds.def, and no other module compares with a particular kind.
. "$(dirname "$0")/lib.sh"

words() {
    sed -nE 's/^KIND\(([a-z_]+)\)$/\1/p' lib/kinds/kinds.def
}

lint() {
    local word any file
    any=$(words | paste -sd '|')
    [ -n "$any" ] || { echo "lib/kinds/kinds.def:1: lists no kind" && return; }
    for word in $(words); do
        grep -qs "^const struct kind kind_$word = {" "lib/kinds/$word.c" || echo "lib/kinds/$word.c:1: does not define kind_$word"
    done
    for file in $({ grep -lE '^const struct kind kind_' lib/kinds/*.c || true; }); do
        words | grep -qxF "$(basename "$file" .c)" || echo "$file:1: is a kind that kinds.def does not list"
    done
    strip code lib cgi | grep -v '^lib/kinds/' |
        grep -E "[!=]= *&?kind_($any)\b|\bkind_($any) *[!=]=|\bkind_($any)\.|str(n?cmp|str|chr) *\([^;]*->word\b[^[]|\bkind->word *\[|->word *[!=]=|:[0-9]+: *&kind_($any) *[;)]" |
        sed -E 's/^([^:]*:[0-9]*):/\1: compares with a particular kind: /' || true
}

plant() {
    mkdir -p lib/kinds lib/cases
    printf 'KIND(good)\nKIND(bad_missing)\n' >lib/kinds/kinds.def
    printf 'const struct kind kind_good = {\n    .word = "good",\n};\nbool is_good(struct kind *k) { return k == &kind_good; }\n' >lib/kinds/good.c
    printf 'const struct kind kind_bad_unlisted = {\n};\n' >lib/kinds/bad_unlisted.c
    printf 'int two;\n' >lib/kinds/bad_missing.c
    printf 'bool f(struct item *item) { return item->kind == &kind_good; }\n' >lib/cases/bad_equal.c
    printf 'bool f(struct item *item) { return &kind_good != item->kind; }\n' >lib/cases/bad_turned.c
    printf 'bool f(struct item *item) { return item->kind->store == kind_good.store; }\n' >lib/cases/bad_member.c
    printf 'bool f(struct item *item) { return strcmp(item->kind->word, "good") == 0; }\n' >lib/cases/bad_word.c
    printf 'bool f(struct item *item)\n{\n    return item->kind ==\n           &kind_good;\n}\n' >lib/cases/bad_next_line.c
    printf 'bool f(struct kind *k) { return strcmp(k->word, "good") == 0; }\n' >lib/cases/bad_other_name.c
    printf 'void f(struct item *item) { item->kind = &kind_good; g(item->kind->coded); h(item->kind->word); }\n' >lib/cases/good.c
}

lint_main "$@"
