#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Every SQL statement as the database account that runs it, what these accounts must not do, and how the server answers the
# statements of lists, tasks, search and directory when there are many rows. It fills its own database with rows.
# BUILD names the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
command -v node >/dev/null || { skip "http statements" "node is missing"; exit 0; }

work_dir
own_stack "http statements"
export DB_SOCKET ROOT
node "$TESTS_DIR/http/statements.mjs"
status=$?
is_equal "http statements: no program was refused by the database" "" "$(grep -lE 'command denied|Access denied' "$LOGS"/*.log | paste -sd ' ')"
exit "$status"
