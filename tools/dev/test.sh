# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# ./dev test: runs tests/<family>/run for each family and counts what they print (tests/lib.sh says the form).
# tests/EXPECTED holds the least number of results of each family: a test that silently does not run is a failure.

readonly FAMILIES="lint unit data matrix http browser race sanitize fuzz bench"

# expected_of FAMILY
expected_of() { awk -v family="$1" '$1 == family { print $2 }' "$ROOT/tests/EXPECTED"; }

# A family has 15 minutes (60 in the long form): what hangs is a failure, not a night without a result.
family_seconds() { if [ "${IMI_TEST_FULL:-0}" = 1 ]; then echo 3600; else echo 900; fi; }

# run_family NAME: sets PASSED, FAILED, SKIPPED
run_family() {
    local family=$1 output=$ROOT/.dev/test/$1.out status=0 begun=$SECONDS least
    timeout --foreground --kill-after=20 "$(family_seconds)" "$ROOT/tests/$family/run" </dev/null 2>&1 |
        tee "$output" | grep --line-buffered -v '^ok ' | sed -u "s/^/$family: /" || true
    status=${PIPESTATUS[0]}
    PASSED=$(grep -c '^ok ' "$output" || true)
    FAILED=$(grep -c '^not ok ' "$output" || true)
    SKIPPED=$(grep -c '^skip ' "$output" || true)
    if [ "$status" = 124 ] || [ "$status" = 137 ]; then
        printf '%s: not ok %s: stopped after %s seconds\n' "$family" "$family" "$(family_seconds)"
        FAILED=$((FAILED + 1))
    elif [ "$status" != 0 ] && [ "$FAILED" = 0 ]; then
        printf '%s: not ok %s: its script ended with %s\n' "$family" "$family" "$status"
        FAILED=$((FAILED + 1))
    fi
    least=$(expected_of "$family")
    if [ $((PASSED + FAILED)) -lt "${least:-1}" ]; then
        printf '%s: not ok %s: %d tests ran, at least %d are expected (tests/EXPECTED)\n' "$family" "$family" \
            $((PASSED + FAILED)) "${least:-1}"
        FAILED=$((FAILED + 1))
    fi
    printf '%s: %d passed, %d failed, %d skipped, %d s\n' "$family" "$PASSED" "$FAILED" "$SKIPPED" $((SECONDS - begun))
}

dev_test() {
    local family asked=() passed=0 failed=0 skipped=0
    while [ $# -gt 0 ]; do
        case $1 in
        --full) export IMI_TEST_FULL=1 ;;
        -*) usage "test: what is $1?" ;;
        *)
            [[ " $FAMILIES " == *" $1 "* && -x $ROOT/tests/$1/run ]] || die "there is no family $1; there are: $(families_present)"
            asked+=("$1")
            ;;
        esac
        shift
    done
    if [ "${#asked[@]}" = 0 ]; then
        # What has an expectation must be there; what is there is run.
        for family in $FAMILIES; do
            if [ -x "$ROOT/tests/$family/run" ] || [ -n "$(expected_of "$family")" ]; then asked+=("$family"); fi
        done
    fi
    prepare_tree build run test
    mkdir -p "$ROOT/.dev/test"
    for family in "${asked[@]}"; do
        run_family "$family"
        passed=$((passed + PASSED))
        failed=$((failed + FAILED))
        skipped=$((skipped + SKIPPED))
    done
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    [ "$failed" = 0 ]
}

families_present() {
    local family
    for family in $FAMILIES; do [ ! -x "$ROOT/tests/$family/run" ] || printf '%s ' "$family"; done
}
