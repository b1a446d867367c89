#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Each fault of tests/mutate/mutants.txt can still be planted: its file is there, the text stands in it once, its tests and what its
# rule cites exist, and its name is its own.
. "$(dirname "$0")/lib.sh"
. "$LINT_DIR/../mutate/lib.sh"

# The tests of a mutant that are not there.
missing_tests() {
    local test
    for test in $1; do
        case $test in
        test_*) [ -f "tests/unit/$test.c" ] || echo "there is no tests/unit/$test.c" ;;
        */*) [ -f "tests/$test.sh" ] || echo "there is no tests/$test.sh" ;;
        *) [ -f "tests/$test/run" ] || echo "there is no family $test" ;;
        esac
    done
}

# The files that the rule of a mutant cites and that are not there.
missing_files() {
    local file
    for file in $(grep -oE '\b(lib|docs|sql|conf)/[A-Za-z0-9_./-]+\.(h|c|md|def|sql)' <<<"$1" || true); do [ -f "$file" ] || echo "there is no $file"; done
}

lint() {
    local table name file place code becomes breaks tests path why
    grep -hsE '^mutant ' tests/mutate/mutants.txt | LC_ALL=C sort | uniq -d | sed 's/^/tests\/mutate\/mutants.txt:1: stands twice: /'
    find tests/mutate -name '*.txt' 2>/dev/null | LC_ALL=C sort | while read -r table; do
        mutants_of "$table" 2>&1 | while IFS=$'\t' read -r name file place code becomes breaks tests _; do
            [ -n "$file" ] || { printf '%s: %s\n' "$table" "$name" && continue; }
            if path=$(mutant_file "$file" 2>&1); then
                why=$(mutant_plant "$path" "$place" "$code" "$becomes" 2>&1 >/dev/null) || printf '%s: %s: %s %s\n' "$table" "$name" "$path" "$why"
            else
                printf '%s: %s: %s\n' "$table" "$name" "$path"
            fi
            why=$(missing_files "$breaks")
            [ -z "$why" ] || printf '%s: %s: %s\n' "$table" "$name" "$why"
            why=$(missing_tests "$tests")
            [ -z "$why" ] || printf '%s: %s: %s\n' "$table" "$name" "$why"
        done
    done
}

# table FILE FUNCTION CODE TESTS: a table with one
table() { printf 'mutant a\nfile %s\nin %s\ncode %s\nbecomes b\nbreaks c\ntests %s\n' "$@"; }

plant() {
    mkdir -p lib/x lib/y tests/mutate tests/unit
    printf 'int\none(int a)\n{\n    return a <= 5;\n}\n\nint\ntwo(int a)\n{\n    return a <= 5 && a <= 5;\n}\n' >lib/x/one.c
    printf 'int a;\n' | tee lib/x/twice.c >lib/y/twice.c
    printf 'int a;\n' >tests/unit/test_good.c
    table one.c one '<= 5' test_good >tests/mutate/good.txt
    table gone.c one '<= 5' test_good >tests/mutate/bad_file.txt
    table twice.c one '<= 5' test_good >tests/mutate/bad_two_files.txt
    table one.c one '<= 6' test_good >tests/mutate/bad_text.txt
    table one.c two '<= 5' test_good >tests/mutate/bad_twice.txt
    table one.c three '<= 5' test_good >tests/mutate/bad_function.txt
    table one.c one '<= 5' test_good | sed 's/^breaks .*/breaks a rule (docs\/gone.md)/' >tests/mutate/bad_rule.txt
    table one.c one '<= 5' test_gone >tests/mutate/bad_test.txt
    printf 'mutant a\nfile one.c\nword b\n' >tests/mutate/bad_word.txt
}

lint_main "$@"
