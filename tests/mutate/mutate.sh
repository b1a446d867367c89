#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# ./dev mutate [NAME...]: plants the faults of mutants.txt one at a time in a copy of the tree (.dev/mutate/tree), builds what
# their tests need and runs these, until one fails. Says `killed NAME by TEST` or `LIVED NAME`; ends with 1 when one lived that is
# not said to live, was killed though it is, or could not be planted. The tests must pass without a fault first.
set -uo pipefail
. "$(dirname "$0")/../lib.sh"
. "$TESTS_DIR/mutate/lib.sh"
for part in common build; do
    # shellcheck source=/dev/null
    . "$ROOT/tools/dev/$part.sh"
done
WORK=$ROOT/.dev/mutate
TREE=$WORK/tree
LOG=$WORK/build.log
failed=0

# build PROGRAM...
build() { make -s -C "$TREE" -j "$(jobs_count)" "$@" >>"$LOG" 2>&1; }

# run_unit PROGRAM: prints the first test that failed, or how it ended; succeeds when none did. 3: it did not end
run_unit() {
    local status=0
    rm -f "$WORK/tap"
    (cd "$TREE" && CK_TAP_LOG_FILE_NAME=$WORK/tap CK_VERBOSITY=silent timeout 300 "./$1") >"$WORK/out" 2>&1 || status=$?
    [ "$status" != 0 ] || return 0
    [ "$status" != 77 ] || die "$1 has no database"
    [ "$status" != 124 ] || return 3
    sed -nE 's/^not ok [0-9]+ - [^:]*:[^:]*:([^:]*):.*/\1/p' "$WORK/tap" 2>/dev/null | head -n 1 | grep . || echo "it ended with $status"
    return 1
}

# run_script COMMAND...: the same of a script of a family
run_script() {
    local status=0
    (cd "$TREE" && BUILD=$TREE timeout 900 "$@") >"$WORK/out" 2>&1 || status=$?
    [ "$status" != 124 ] || return 3
    sed -nE 's/^not ok //p' "$WORK/out" | head -n 1 | cut -c 1-120 | grep . && return 1
    [ "$status" = 0 ] || { echo "it ended with $status" && return 1; }
}

# run_test TEST: builds what it needs and runs it; prints why it failed. 2: it does not build; 3: it did not end
run_test() {
    case $1 in
    test_*)
        build "$1" || return 2
        run_unit "$1"
        ;;
    *)
        build all || return 2
        case $1 in
        */*) run_script "$TREE/tests/$1.sh" ;;
        *) run_script "$TREE/tests/$1/run" ;;
        esac
        ;;
    esac
}

# baseline TEST...: each must pass as things are, or it proves nothing
baseline() {
    local test why
    for test in "$@"; do
        why=$(run_test "$test") || die "$test fails without a fault: ${why:-it does not build, see $LOG}"
    done
}

# try NAME FILE FUNCTION CODE BECOMES TESTS LIVES
try() {
    local name=$1 file test why status killer=''
    file=$(cd "$TREE" && mutant_file "$2" 2>&1) || { problem "$name: $file" && return; }
    why=$(mutant_plant "$ROOT/$file" "$3" "$4" "$5" 2>&1 >"$WORK/planted") || { problem "$name: $file: $why" && return; }
    cp "$WORK/planted" "$TREE/$file"
    for test in $6; do
        status=0
        why=$(run_test "$test") || status=$?
        [ "$status" != 2 ] || { killer=none && problem "$name: it does not build, see $LOG" && break; }
        [ "$status" != 3 ] || { killer=none && problem "$name: $test does not end" && break; }
        [ "$status" = 0 ] || { killer="$test: $why" && break; }
    done
    cp "$ROOT/$file" "$TREE/$file"
    [ "$killer" != none ] || return
    verdict "$name" "$killer" "$7"
}

problem() {
    printf 'error %s\n' "$1"
    failed=1
}

# verdict NAME KILLER LIVES
verdict() {
    if [ -n "$2" ]; then printf 'killed %s by %s\n' "$1" "$2"; else printf 'LIVED %s%s\n' "$1" "$([ "$3" = - ] || echo ": $3")"; fi
    [ -n "$2" ] || [ "$3" != - ] || failed=1
    [ -z "$2" ] || [ "$3" = - ] || problem "$1: it is said to live"
}

# chosen NAME...: the lines of these mutants, or of all
chosen() {
    local name
    if [ $# = 0 ]; then
        mutants_of "$TESTS_DIR/mutate/mutants.txt"
        return
    fi
    for name in "$@"; do
        mutants_of "$TESTS_DIR/mutate/mutants.txt" | awk -F '\t' -v name="$name" '$1 == name { print; found = 1 } END { exit !found }' ||
            die "mutate: there is no mutant $name"
    done
}

lines=$(chosen "$@") || exit 1
mirror_tree "$TREE"
mkdir -p "$WORK"
: >"$LOG"
# A mutant may leave a variable without use: warnings are no faults here.
CFLAGS=${CFLAGS:--O1} configure_tree "$TREE" "$LOG"
mkdir -p "$WORK/db"
trap '"$TESTS_DIR/stack.sh" stop "$WORK/db" >/dev/null 2>&1' EXIT
trap 'exit 1' INT TERM HUP
"$TESTS_DIR/stack.sh" database "$WORK/db" >&2
# shellcheck source=/dev/null
. "$WORK/db/stack.env"
export IMI_TEST_DB_SOCKET=$DB_SOCKET IMI_SRCDIR=$TREE IMI_BUILDDIR=$TREE
# shellcheck disable=SC2046
baseline $(cut -f 7 <<<"$lines" | tr ' ' '\n' | LC_ALL=C sort -u)
while IFS=$'\t' read -r name file place code becomes _ tests lives <&4; do
    try "$name" "$file" "$place" "$code" "$becomes" "$tests" "$lives"
done 4<<<"$lines"
exit "$failed"
