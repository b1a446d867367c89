# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# libFuzzer targets: tests/fuzz/fuzz_NAME.c with seeds in tests/fuzz/corpus/NAME/. What a run finds new goes to
# .dev/fuzz/NAME/, so that the next one goes on from there; a crash is kept in .dev/fuzz/NAME-crash-*.

# The tree is built by clang with the fuzzer and the sanitizers, in .dev/variants/fuzz.
fuzz_build() {
    local clang
    clang=$(command -v clang-14 || command -v clang) || die "clang is missing"
    CC=$clang build_variant fuzz fuzzers --enable-fuzz
}

# fuzz_targets: names without fuzz_
fuzz_targets() { make -s -C "$ROOT/.dev/variants/fuzz" print-fuzzers | tr ' ' '\n' | sed -n 's/^fuzz_//p'; }

# fuzz_one NAME SECONDS: exit 0 when nothing was found
fuzz_one() {
    local name=$1 seconds=$2 found=$ROOT/.dev/fuzz/$1 seeds=()
    mkdir -p "$found"
    [ ! -d "$ROOT/tests/fuzz/corpus/$name" ] || seeds+=("$ROOT/tests/fuzz/corpus/$name")
    [ ! -f "$ROOT/tests/fuzz/$name.dict" ] || seeds+=("-dict=$ROOT/tests/fuzz/$name.dict")
    # A single input may take 5 seconds and 1 GiB: more is a finding too.
    (cd "$ROOT" && UBSAN_OPTIONS=print_stacktrace=1 "$ROOT/.dev/variants/fuzz/fuzz_$name" -max_total_time="$seconds" \
        -timeout=5 -rss_limit_mb=1024 -print_final_stats=1 -artifact_prefix="$ROOT/.dev/fuzz/$name-" "$found" "${seeds[@]}")
}

dev_fuzz() {
    local target='' seconds=60 name
    [ $# -le 2 ] || usage "fuzz takes a target and a number of seconds"
    for name in "$@"; do
        if [[ $name =~ ^[0-9]+$ ]]; then seconds=$name; else target=$name; fi
    done
    prepare_tree build test
    fuzz_build
    if [ -n "$target" ]; then
        fuzz_targets | grep -qxF -- "$target" || die "there is no target $target; there are: $(fuzz_targets | tr '\n' ' ')"
        fuzz_one "$target" "$seconds"
    else
        for name in $(fuzz_targets); do
            say "fuzz_$name"
            fuzz_one "$name" "$seconds" || return 1
        done
    fi
}
