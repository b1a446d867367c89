#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# A whole private IMI for tests: database with the training set, endpoints, clerk, mail receiver, nginx.
#   tests/stack.sh start DIR     about two seconds; writes DIR/stack.env: URL, CONFIG, DB_SOCKET, ACCOUNTS, LOGS, MAIL
#   tests/stack.sh production DIR    the same in mode production: over TLS (CERTIFICATE), without training set; who works
#                                    there is made by tests/production_lib.sh
#   tests/stack.sh stop DIR      stops it and takes DIR away
# The database is a copy of one made once for each state of migrations, declared data and programs (.dev/templates), whatever
# options it is then run with.
# From the environment: BUILD (tree whose programs run), IMI_DEV_WORKERS, IMI_DEV_LANGUAGES,
# IMI_TEST_PORTS (FIRST-LAST), DB_OPTIONS (options of the database server; by default it does not wait for the disk).
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
export LC_ALL=C.UTF-8
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
for part in common build database instance; do
    # shellcheck source=/dev/null
    . "$ROOT/tools/dev/$part.sh"
done
BUILD=${BUILD:-$ROOT}
# A database that a test throws away waits for the disk neither at a commit nor when tables are made or altered.
readonly HASTY_OPTIONS="--innodb-flush-log-at-trx-commit=0 --skip-innodb-doublewrite --innodb-log-file-size=16M --innodb-buffer-pool-size=64M
    --innodb-flush-method=nosync --debug-no-sync"
: "${DB_OPTIONS:=$HASTY_OPTIONS}"
: "${IMI_DEV_RELOAD:=false}"

# What a prepared database depends on.
template_digest() {
    {
        cd "$ROOT"
        find sql conf/areas conf/calendars conf/training -type f -print0 2>/dev/null | LC_ALL=C sort -z | xargs -0 -r sha256sum
        for program in imictl imi-training; do [ ! -x "$BUILD/$program" ] || sha256sum "$BUILD/$program"; done
        instance_mode
    } | sha256sum | cut -c 1-16
}

# template_make FOLDER: database, keys and accounts, made in a place of their own and moved there when whole
template_make() (
    local made
    made=$(mktemp -d /tmp/imi-t-XXXXXX)
    open_dir "$made"
    trap 'process_stop database 60; rm -rf "$made"' EXIT
    # Stopped in good order, its files serve a server with other options too.
    DB_OPTIONS=$HASTY_OPTIONS
    database_start || die "no template"
    instance_configure 80 25
    instance_data
    process_stop database 60
    rm -rf "$1.new"
    mkdir -p "$1.new"
    for thing in db keys accounts.tsv; do [ ! -e "$made/$thing" ] || mv "$made/$thing" "$1.new/"; done
    mv "$1.new" "$1"
)

stack_start() {
    local template port first last
    mkdir -p "$ROOT/.dev/templates"
    template=$ROOT/.dev/templates/$(template_digest)
    (
        flock 7
        [ -d "$template" ] || {
            # Old states are of no use any more.
            find "$ROOT/.dev/templates" -mindepth 1 -maxdepth 1 -type d -mmin +120 -exec rm -rf {} +
            template_make "$template"
        }
    ) 7>"$ROOT/.dev/templates/lock"
    open_dir "$1"
    cp -a "$template/." "$DIR/"
    IFS=- read -r first last <<<"${IMI_TEST_PORTS:-18100-18999}"
    port=$(port_find "$first" "$last")
    printf '%s://127.0.0.1:%s/\n' "$(instance_scheme)" "$port" >"$DIR/address"
    if ! instance_start "$port"; then
        instance_stop
        die "the test stack did not start; its logs are in $LOGS"
    fi
    {
        printf 'URL=%q\nCERTIFICATE=%q\n' "$(instance_scheme)://127.0.0.1:$port" "$DIR/tls.pem"
        printf 'CONFIG=%q\nDB_SOCKET=%q\nACCOUNTS=%q\nLOGS=%q\nMAIL=%q\nSOCKETS=%q\nDIR=%q\n' "$DIR/imi.yaml" \
            "$(database_socket)" "$DIR/accounts.tsv" "$LOGS" "$DIR/mail" "$SOCKETS" "$DIR"
    } >"$DIR/stack.env"
}

stack_stop() {
    [ -d "$1/run" ] || return 0
    open_dir "$1"
    instance_stop
    case $DIR in
    "$ROOT" | / | "$HOME") die "$DIR is not a test folder" ;;
    esac
    [ -f "$DIR/stack.env" ] || [ -f "$DIR/imi.yaml" ] || die "$DIR is not a test folder"
    rm -rf "$DIR"
}

# database DIR: only a private database server, with an empty schema imi and its three accounts; for unit tests
stack_database() {
    open_dir "$1"
    database_start || die "no database"
    printf 'DB_SOCKET=%q\nDIR=%q\n' "$(database_socket)" "$DIR" >"$DIR/stack.env"
}

stack_production() {
    export IMI_DEV_MODE=production
    stack_start "$1"
}

case ${1:-} in
start | production | stop | database)
    [ $# = 2 ] || die "usage: tests/stack.sh $1 DIR"
    "stack_$1" "$2"
    ;;
*) die "usage: tests/stack.sh start|production|stop|database DIR" ;;
esac
