# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# A private MariaDB in DIR/db: unix socket only, owned by the caller. DB_OPTIONS adds server options.

database_socket() { printf '%s/db.sock\n' "$SOCKETS"; }

database_user_option() { [ "$(id -u)" != 0 ] || echo --user=root; }

# database_create: an empty data folder (2 seconds)
database_create() {
    local option
    option=$(database_user_option)
    rm -rf "$DIR/db.new"
    mkdir -p "$DIR/db.tmp"
    # shellcheck disable=SC2086
    TMPDIR=$DIR/db.tmp mariadb-install-db --no-defaults $option --auth-root-authentication-method=normal --skip-test-db \
        --skip-name-resolve --datadir="$DIR/db.new" >"$LOGS/database-install.log" 2>&1 || {
        tail -n 15 "$LOGS/database-install.log" >&2
        die "the database could not be made; all of it is in $LOGS/database-install.log"
    }
    mv "$DIR/db.new" "$DIR/db"
}

# database_client ARGUMENT...: as the server's administrator
database_client() { mariadb --no-defaults --socket="$(database_socket)" --user=root --batch --skip-column-names "$@"; }

# database_start: the server is up and answers when this returns
database_start() {
    local option socket fresh=no
    socket=$(database_socket)
    [ -d "$DIR/db" ] || {
        database_create
        fresh=yes
    }
    option=$(database_user_option)
    rm -f "$socket"
    # A folder of its own for temporary tables: a server that starts takes away what it finds in /tmp of another.
    mkdir -p "$DIR/db.tmp"
    # shellcheck disable=SC2086
    process_run database mariadbd --no-defaults $option --datadir="$DIR/db" --socket="$socket" --skip-networking \
        --tmpdir="$DIR/db.tmp" \
        --pid-file="$DIR/db/mariadbd.pid" --skip-log-bin --skip-name-resolve --performance-schema=OFF \
        --character-set-server=utf8mb4 --collation-server=utf8mb4_uca1400_ai_ci --default-time-zone=+00:00 \
        --innodb-buffer-pool-size=128M --innodb-log-file-size=64M --innodb-flush-log-at-trx-commit=1 \
        --key-buffer-size=64K --aria-pagecache-buffer-size=128K --max-connections=100 --max-allowed-packet=16M \
        ${DB_OPTIONS:-}
    wait_for 60 "the database" database_answers || {
        log_tail database
        return 1
    }
    [ "$fresh" = no ] || database_accounts
}

database_answers() {
    process_alive database || return 0
    database_client -e 'SELECT 1'
}

# The three accounts of the configuration. Who can open the socket may use them: its folder is the caller's alone.
database_accounts() {
    database_client <<'SQL'
CREATE DATABASE IF NOT EXISTS imi CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
CREATE USER IF NOT EXISTS imi_web@localhost, imi_clerk@localhost, imi_migrate@localhost;
GRANT ALL PRIVILEGES ON imi.* TO imi_migrate@localhost WITH GRANT OPTION;
SQL
}
