#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# The schema that the migrations make, as text: each table as the server shows it, by name, without counters.
#   tests/data/schema.sh SOCKET DATABASE       prints it, as the server's administrator
#   tests/data/schema.sh --write               migrates an empty database and writes sql/schema.sql; BUILD names the built tree
# Sourced by tests/data/run, which proves that sql/schema.sql is the result of all migrations and makes the same tables.
schema_client() { mariadb --no-defaults --socket="$1" --user=root --database="$2" --batch --skip-column-names --raw "${@:3}"; }

# schema_dump SOCKET DATABASE
schema_dump() {
    local table
    cat <<'TEXT'
-- SPDX-License-Identifier: EUPL-1.2
-- What the migrations make; written by tests/data/schema.sh --write, never by hand. To read, and for a database without its
-- history; an installation is made by `imictl migrate`.
SET FOREIGN_KEY_CHECKS = 0;
TEXT
    schema_client "$1" "$2" -e "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY BINARY table_name" |
        while read -r table; do
            printf '\n'
            schema_client "$1" "$2" -e "SHOW CREATE TABLE \`$table\`" </dev/null | sed -e '1s/^[^\t]*\t//' -e 's/ AUTO_INCREMENT=[0-9]*//' -e '$s/$/;/'
        done
    printf '\nSET FOREIGN_KEY_CHECKS = 1;\n'
}

# schema_migrated DIR: starts a database server in DIR and migrates its database; sets DB_SOCKET. Stop it with tests/stack.sh stop DIR.
schema_migrated() {
    mkdir -p "$1"
    "$TESTS_DIR/stack.sh" database "$1" || return
    # shellcheck source=/dev/null
    . "$1/stack.env"
    cat >"$1/imi.yaml" <<YAML
mode: production
site: { name: IMI, address: "https://imi.example", contact: help@imi.example }
languages: [en]
data: "$ROOT"
translations: "$BUILD/translations"
database: { socket: "$DB_SOCKET", name: imi, web: imi_web, clerk: imi_clerk, migrate: imi_migrate }
keys: "$1/keys"
YAML
    "$BUILD/imictl" --config "$1/imi.yaml" migrate
}

[ "${BASH_SOURCE[0]}" = "$0" ] || return 0
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}
if [ "${1:-}" = --write ]; then
    work_dir
    schema_migrated "$dir/db" >&2
    schema_dump "$DB_SOCKET" imi >"$ROOT/sql/schema.sql.new"
    mv "$ROOT/sql/schema.sql.new" "$ROOT/sql/schema.sql"
elif [ $# = 2 ]; then
    schema_dump "$1" "$2"
else
    echo "usage: tests/data/schema.sh SOCKET DATABASE | --write" >&2
    exit 2
fi
