# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# ./dev run and ./dev stop

readonly DEFAULT_PORT=8080

# Who may sign in: the first accounts of the training set, in columns.
show_accounts() {
    [ -s "$DIR/accounts.tsv" ] || return 0
    printf '\nWho may sign in (all of them: %s):\n' "$DIR/accounts.tsv"
    head -n 13 "$DIR/accounts.tsv" | awk -F '\t' '
        { for (i = 1; i <= 6; i++) { if (i == 3) continue; cell[NR, i] = substr($i, 1, 40); w = length(cell[NR, i]); if (w > width[i]) width[i] = w } }
        END { for (r = 1; r <= NR; r++) { line = " "; for (i = 1; i <= 6; i++) if (i != 3) line = line sprintf(" %-*s", width[i] + 1, cell[r, i]); sub(/ +$/, "", line); print line } }'
}

show_ready() {
    printf 'IMI is ready: %s\n' "$(cat "$DIR/address")"
    show_accounts
}

# watch_until_stopped: the foreground; says once when a program ended by itself
watch_until_stopped() {
    local name told=' '
    trap 'trap "" INT TERM HUP; say ""; say "Stopping"; instance_stop; exit 0' INT TERM HUP
    say ""
    say "Ctrl-C stops it. Logs: $LOGS, mail: $DIR/mail"
    while [ -f "$DIR/address" ]; do
        for name in $(process_names); do
            if ! process_alive "$name" && [ -f "$DIR/address" ] && [ -f "$PIDS/$name.pid" ] && [[ $told != *" $name "* ]]; then
                told="$told$name "
                say "dev: $name has ended; the end of its log:"
                log_tail "$name"
            fi
        done
        # Waiting for a child lets a signal through at once.
        sleep 1 &
        wait $! || true
    done
    say "Stopped"
}

dev_run() {
    local port=$DEFAULT_PORT folder=$ROOT/.dev detach=no reset=no
    while [ $# -gt 0 ]; do
        case $1 in
        --port) port=${2:?--port needs a number} && shift ;;
        --port=*) port=${1#*=} ;;
        --dir) folder=${2:?--dir needs a folder} && shift ;;
        --dir=*) folder=${1#*=} ;;
        --detach) detach=yes ;;
        --reset) reset=yes ;;
        *) usage "run: what is $1?" ;;
        esac
        shift
    done
    [[ $port =~ ^[1-9][0-9]{1,4}$ && $port -lt 65536 ]] || die "--port takes a number from 10 to 65535"
    open_dir "$folder"
    exec 9>"$DIR/lock"
    flock -n 9 || {
        say "Another ./dev works in $DIR; waiting for it"
        flock 9
    }
    if instance_running; then
        if [ "$reset" = no ] && [ -f "$DIR/address" ]; then
            say "It is running already, with what it was started with; ./dev stop --dir $DIR stops it"
            show_ready
            return
        fi
        instance_stop
        # Stopping took the folder of the sockets away.
        open_dir "$folder"
    fi
    port_must_be_free "$port"
    prepare_tree build run
    [ "$reset" = no ] || rm -rf "$DIR/db" "$DIR/keys" "$DIR/accounts.tsv" "$DIR/mail"
    rm -f "$PIDS"/*.pid
    printf '%s://127.0.0.1:%s/\n' "$(instance_scheme)" "$port" >"$DIR/address"
    trap 'trap "" INT TERM HUP; instance_stop; exit 130' INT TERM HUP
    if ! instance_start "$port"; then
        instance_stop
        die "it did not start; the logs are in $LOGS"
    fi
    trap - INT TERM HUP
    show_ready
    exec 9>&-
    [ "$detach" = yes ] || watch_until_stopped
}

dev_stop() {
    local folder=$ROOT/.dev
    while [ $# -gt 0 ]; do
        case $1 in
        --dir) folder=${2:?--dir needs a folder} && shift ;;
        --dir=*) folder=${1#*=} ;;
        *) usage "stop: what is $1?" ;;
        esac
        shift
    done
    [ -d "$folder/run" ] || {
        say "Nothing runs in $folder"
        return 0
    }
    open_dir "$folder"
    if ! instance_running; then
        say "Nothing runs in $folder"
        rm -f "$PIDS"/*.pid "$DIR/address"
        return 0
    fi
    instance_stop
    say "Stopped"
}
