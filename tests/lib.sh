# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# Helpers for tests/<family>/run. Each result is one line on standard output:
#   ok NAME          not ok NAME: why          skip NAME: why
# Lines that begin with # explain. The runner (tools/dev/test.sh) counts the results.
TESTS_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck disable=SC2034
ROOT=$(cd "$TESTS_DIR/.." && pwd)

ok() { printf 'ok %s\n' "$1"; }
not_ok() { printf 'not ok %s: %s\n' "$1" "${2:-it failed}"; }
skip() { printf 'skip %s: %s\n' "$1" "${2:-not here}"; }
explain() { sed 's/^/# /'; }

# is_equal NAME WANTED GOT
is_equal() {
    if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "wanted '$2', got '$3'"; fi
}

# has_text NAME TEXT WHERE: WHERE holds TEXT
has_text() {
    case $3 in *"$2"*) ok "$1" ;; *) not_ok "$1" "no '$2' in '$(head -c 200 <<<"$3")'" ;; esac
}

# succeeds NAME COMMAND...; fails NAME COMMAND...: what the command says is shown only when the test fails
succeeds() {
    local name=$1 output status=0
    shift
    output=$("$@" 2>&1) || status=$?
    if [ "$status" = 0 ]; then ok "$name"; else
        not_ok "$name" "exit $status from $1"
        tail -n 20 <<<"$output" | explain
    fi
}
fails() {
    local name=$1 output status=0
    shift
    output=$("$@" 2>&1) || status=$?
    if [ "$status" != 0 ]; then ok "$name"; else
        not_ok "$name" "$1 was expected to fail"
        tail -n 20 <<<"$output" | explain
    fi
}

# is_full: the long form of the suite was asked for. rotation N: a number from 0 to N-1 that changes from day to day,
# to choose which of N combinations the short form takes; IMI_TEST_SEED repeats a day's choice.
is_full() { [ "${IMI_TEST_FULL:-0}" = 1 ]; }
rotation() { printf '%s\n' $((${IMI_TEST_SEED:-$(($(date +%s) / 86400))} % $1)); }

# side_by_side COMMAND WORD...: runs COMMAND WORD for each word, as many at once as there are processors, each with ports of its own
# where IMI_TEST_PORTS has enough. What one of them prints comes out in one piece when it has ended; one that ends badly without
# naming a failure is a failure. COMMAND may be a function.
side_by_side() {
    local command=$1 folder word first last width n=0 status
    shift
    folder=$(test_dir)
    IFS=- read -r first last <<<"${IMI_TEST_PORTS:-$TEST_PORTS}"
    width=$(((last - first + 1) / $#))
    for word in "$@"; do
        [ "$(jobs -pr | wc -l)" -lt "$(nproc)" ] || wait -n || true
        (
            trap - INT # a shell lets what runs in its background ignore it
            # shellcheck disable=SC2030 # for this one alone
            [ "$width" = 0 ] || export IMI_TEST_PORTS=$((first + n * width))-$((first + (n + 1) * width - 1))
            status=0
            "$command" "$word" >"$folder/$n" 2>&1 || status=$?
            [ "$status" = 0 ] || grep -q '^not ok' "$folder/$n" || not_ok "$(basename "$word")" "it ended with $status" >>"$folder/$n"
            flock "$folder" cat "$folder/$n"
        ) &
        n=$((n + 1))
    done
    wait
    rm -rf "$folder"
}

# test_dir: a short path of its own for each test run (sockets have room for 100 bytes); remove it yourself.
test_dir() { mktemp -d "${TMPDIR:-/tmp}/imi-t-XXXXXX"; }

# work_dir: sets dir, a test_dir that goes when the script ends, and what was started in it ends before (own_stack, stack.sh).
work_dir() {
    dir=$(test_dir)
    trap work_dir_clear EXIT
    trap 'exit 1' INT TERM
}
work_dir_clear() {
    find "$dir" -mindepth 2 -maxdepth 2 -type d -name run -printf '%h\n' | while read -r stack; do
        "$TESTS_DIR/stack.sh" stop "$stack" >/dev/null 2>&1 </dev/null
    done
    rm -rf "$dir"
}

# own_stack NAME [FOLDER]: starts a private IMI in FOLDER of dir (default: imi) and sets what stack.sh says of it. Where it does not
# start, NAME has failed and the script ends.
own_stack() {
    local folder=$dir/${2:-imi}
    "$TESTS_DIR/stack.sh" start "$folder" >"$dir/start.log" 2>&1 || {
        not_ok "$1" "the stack did not start"
        explain <"$dir/start.log"
        exit 1
    }
    # shellcheck source=/dev/null
    . "$folder/stack.env"
}
# own_data: a copy of the declared data, $dir/data, that own_stack will read after own_data_in
own_data() {
    local name
    mkdir "$dir/data"
    cp -R "$ROOT/conf" "$dir/data/conf"
    for name in templates static sql; do ln -s "$ROOT/$name" "$dir/data/$name"; done
}
# own_data_in NAME: brings it to the running programs as docs/installing.md says: check, migrate, SIGHUP
own_data_in() {
    local name
    sed -i "s|^data: .*|data: \"$dir/data\"|" "$CONFIG"
    succeeds "$1: the check finds nothing" "$BUILD/imictl" --config "$CONFIG" check
    succeeds "$1: it is published" "$BUILD/imictl" --config "$CONFIG" migrate
    for name in portal services clerk; do kill -HUP "$(cut -d' ' -f1 "$DIR/run/$name.pid")"; done
    for name in portal services clerk; do
        for _ in $(seq 100); do
            ! grep -q '"event":"reloaded"' "$LOGS/$name.log" || break
            sleep 0.1
        done
    done
    sleep 0.5 # workers of before end their last request and leave
}

# free_port: one that nobody listens on, of IMI_TEST_PORTS (FIRST-LAST)
readonly TEST_PORTS=18100-18999
free_port() {
    # shellcheck source=/dev/null disable=SC2031
    (. "$ROOT/tools/dev/common.sh" && range=${IMI_TEST_PORTS:-$TEST_PORTS} && port_find "${range%-*}" "${range#*-}")
}
