#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Case work with bad, late, repeated and foreign input, through nginx. With URL, CONFIG, DB_SOCKET and LOGS in the environment
# it uses that installation; else it starts one of its own. BUILD names the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}
command -v node >/dev/null || { skip "http cases" "node is missing"; exit 0; }

work_dir
[ -n "${URL:-}" ] || own_stack "http cases"
export IMI_CONFIG=$CONFIG IMICTL=$BUILD/imictl URL DB_SOCKET LOGS
status=0
node "$TESTS_DIR/http/cases.mjs" 2>"$dir/errors" || status=1
if grep -hE '"level":"error"|AddressSanitizer' "$LOGS"/*.log >"$dir/logged" 2>/dev/null; then
    not_ok "http cases: nothing went wrong inside" "see below"
    cut -c 1-500 "$dir/logged" | head -n 10 | explain
    status=1
else
    ok "http cases: nothing went wrong inside"
fi
if [ -s "$dir/errors" ]; then
    not_ok "http cases" "it stopped"
    explain <"$dir/errors"
fi
exit "$status"
