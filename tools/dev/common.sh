# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# Shared by the tools of ./dev: words to the user, paths, processes and ports.
# Callers have set ROOT; functions on an instance take DIR from open_dir.

say() { printf '%s\n' "$*" >&2; }
die() {
    say "dev: $*"
    exit 1
}

# The longest socket name is imi-ecommerce.sock's; a socket path holds 107 bytes, and we stay under 100.
readonly LONGEST_SOCKET=/imi-longest-area.sock

# open_dir DIR: makes the folder of an instance and sets DIR, SOCKETS (short path), LOGS, PIDS.
open_dir() {
    mkdir -p "$1"
    chmod 0700 "$1"
    DIR=$(cd "$1" && pwd -P)
    LOGS=$DIR/log
    PIDS=$DIR/run
    mkdir -p "$LOGS" "$PIDS"
    chmod 0750 "$PIDS"
    SOCKETS=$DIR/run
    if [ $((${#SOCKETS} + ${#LONGEST_SOCKET})) -ge 100 ]; then
        # The path is recorded, and kept from one start to the next.
        if [ -f "$DIR/sockets" ]; then SOCKETS=$(cat "$DIR/sockets"); fi
        if [ ! -O "$SOCKETS" ] || [ "$SOCKETS" = "$PIDS" ]; then
            SOCKETS=$(mktemp -d /tmp/imi-XXXXXX)
            printf '%s\n' "$SOCKETS" >"$DIR/sockets"
        fi
    fi
}

# ---- processes: DIR/run/NAME.pid holds "PID START", START being the kernel's start time, so that a number that went
# ---- to another program meanwhile is never taken for ours.
process_start_time() {
    local stat
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    # The second field is the name in brackets and may hold blanks: count from behind it.
    stat=${stat##*) }
    # shellcheck disable=SC2086
    set -- $stat
    printf '%s\n' "${20}"
}

# process_alive NAME: sets PID
process_alive() {
    local start
    PID=
    [ -f "$PIDS/$1.pid" ] && read -r PID start <"$PIDS/$1.pid" || return 1
    [ -n "$PID" ] && [ "$(process_start_time "$PID")" = "$start" ] && ! process_is_zombie "$PID"
}
process_is_zombie() { grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null; }

# process_run NAME COMMAND...: starts it in a session of its own, out of reach of the terminal's Ctrl-C.
process_run() {
    local name=$1 pid
    shift
    # Own session, no terminal, and none of the descriptors that a caller may have open (a lock, a pipe).
    setsid "$@" >>"$LOGS/$name.log" 2>&1 </dev/null 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
    pid=$!
    printf '%s %s\n' "$pid" "$(process_start_time "$pid")" >"$PIDS/$name.pid"
}

# process_run_gently NAME COMMAND...: the same for what lets people in front of a screen go first. Linux weighs sessions before
# processes where it groups them by itself (sched(7), autogroup), so both are told.
process_run_gently() {
    local name=$1
    shift
    # shellcheck disable=SC2016 # the inner shell's own
    process_run "$name" sh -c '{ echo 10 >/proc/self/autogroup; } 2>/dev/null; exec nice -n 10 "$@"' sh "$@"
}

# process_stop NAME [SECONDS]: asks, waits, and kills what does not leave.
process_stop() {
    local name=$1 tenths=$((${2:-15} * 10))
    if process_alive "$name"; then
        kill -TERM "$PID" 2>/dev/null || true
        while [ "$tenths" -gt 0 ] && process_alive "$name"; do
            sleep 0.1
            tenths=$((tenths - 1))
        done
        if process_alive "$name"; then
            say "dev: $name did not stop when asked; killed"
            # Its workers are in its session: the group goes with it.
            kill -KILL -- "-$PID" 2>/dev/null || kill -KILL "$PID" 2>/dev/null || true
        fi
    fi
    rm -f "$PIDS/$name.pid"
}

# process_names: all that were started here, the newest first
process_names() {
    local file
    # shellcheck disable=SC2012
    ls -t "$PIDS"/*.pid 2>/dev/null | while read -r file; do basename "$file" .pid; done
}

# log_tail NAME: the end of a log, for a message
log_tail() { tail -n "${2:-15}" "$LOGS/$1.log" 2>/dev/null | sed 's/^/    /' >&2; }

# wait_for SECONDS WHAT COMMAND...: until the command succeeds
wait_for() {
    local tenths=$(($1 * 10)) what=$2
    shift 2
    while ! "$@" >/dev/null 2>&1; do
        tenths=$((tenths - 1))
        [ "$tenths" -gt 0 ] || { say "dev: $what did not come up" && return 1; }
        sleep 0.1
    done
}

# ---- ports -----------------------------------------------------------------------------------------------
# port_inode PORT: the listening socket's inode, or nothing (no ss on a bare Debian)
port_inode() {
    awk -v port="$(printf ':%04X' "$1")" '$4 == "0A" && substr($2, length($2) - 4) == port { print $10; exit }' \
        /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

# port_owner PORT: "name (process N)", or "another user's program"
port_owner() {
    local inode fd pid
    inode=$(port_inode "$1")
    for fd in /proc/[0-9]*/fd/*; do
        [ "$(readlink "$fd" 2>/dev/null)" = "socket:[$inode]" ] || continue
        pid=${fd#/proc/}
        pid=${pid%%/*}
        printf '%s (process %s)\n' "$(tr '\0' ' ' <"/proc/$pid/cmdline" | cut -c 1-60 | sed 's/ *$//')" "$pid"
        return
    done
    echo "a program of another user"
}

port_must_be_free() {
    [ -z "$(port_inode "$1")" ] || die "port $1 is busy: $(port_owner "$1") listens there. Stop it, or give another: --port N"
}

# port_find FIRST LAST: a free port of the range
port_find() {
    local port
    for port in $(seq "$1" "$2" | shuf); do
        [ -n "$(port_inode "$port")" ] || { printf '%s\n' "$port" && return; }
    done
    die "no free port between $1 and $2"
}
