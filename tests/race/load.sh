# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# Under load from 16 connections workers are told to leave, one after the other, and the endpoint loads anew: no request fails.
# Sourced by run, with the environment of a stack.

# load_on NAME PATH COMMAND...: while wrk asks for a page, the command runs; then what wrk saw
load_on() {
    local name=$1 path=$2 seen=$WORK/wrk.out wrk
    shift 2
    wrk -t 1 -c 16 -d 120 --timeout 10s -H "Cookie: $COOKIE" "$URL$path" >"$seen" 2>&1 &
    wrk=$!
    sleep 0.3
    "$@"
    sleep 0.3
    # wrk prints its figures when it is interrupted.
    kill -INT "$wrk" 2>/dev/null
    wait "$wrk" || true
    explain <<<"$name: $(grep -E 'requests in' "$seen")"
    if grep -qE 'Non-2xx|Socket errors' "$seen" || ! grep -qE '[1-9][0-9]{2,} requests in' "$seen"; then
        not_ok "race load $name" "$(grep -E 'requests in|Non-2xx|Socket errors' "$seen" | tr '\n' ' ')"
    else
        ok "race load $name: no request failed"
    fi
}

# leave_one_after_the_other ENDPOINT COUNT: the next is told when the one before is gone and replaced
leave_one_after_the_other() {
    local master worker told=0 children
    master=$("$TESTS_DIR/race/instance.sh" master "$DIR" "$1")
    while [ "$told" -lt "$2" ]; do
        read -ra children <"/proc/$master/task/$master/children" || true
        worker=${children[$((RANDOM % ${#children[@]}))]}
        kill -TERM "$worker" 2>/dev/null || continue
        told=$((told + 1))
        while [ -e "/proc/$worker" ]; do sleep 0.01; done
        until read -ra children <"/proc/$master/task/$master/children"; [ "${#children[@]}" -ge 2 ]; do sleep 0.01; done
    done
    LEFT=$told
}

reload_once() {
    local master before after=0
    master=$("$TESTS_DIR/race/instance.sh" master "$DIR" "$1")
    before=$(cat "/proc/$master/task/$master/children")
    kill -HUP "$master"
    for _ in $(seq 100); do
        sleep 0.1
        after=$(cat "/proc/$master/task/$master/children")
        # All of the old ones are gone and two new ones are there.
        [ "$(wc -w <<<"$after")" != 2 ] || [ -n "$(comm -12 <(tr ' ' '\n' <<<"$before" | grep . | sort) <(tr ' ' '\n' <<<"$after" | grep . | sort))" ] || break
    done
    is_equal "race load $1: after SIGHUP all workers are new" "" \
        "$(comm -12 <(tr ' ' '\n' <<<"$before" | grep . | sort) <(tr ' ' '\n' <<<"$after" | grep . | sort))"
}

race_load() {
    local begun
    eval "$(node "$TESTS_DIR/race/load.mjs")"
    [ -n "${REF:-}" ] || { not_ok "race load" "no case to read" && return; }
    for pair in "portal /tasks" "services /services/cases/$REF"; do
        read -r endpoint path <<<"$pair"
        begun=$(date +%s%N)
        load_on "$endpoint: 100 workers leave one after the other" "$path" leave_one_after_the_other "$endpoint" 100
        is_equal "race load $endpoint: so many left" 100 "$LEFT"
        explain <<<"$endpoint: $((($(date +%s%N) - begun) / 1000000)) ms"
        load_on "$endpoint: it loads anew" "$path" reload_once "$endpoint"
    done
}
