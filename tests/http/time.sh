#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# When limits end, as people see it: sent on Friday 18 December 2026, a request is not due on a public holiday. It sets the clock,
# so it always has an installation of its own. BUILD names the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}
command -v node >/dev/null || { skip "http time" "node is missing"; exit 0; }

dir=$(test_dir)
trap '"$TESTS_DIR/stack.sh" stop "$dir/imi" >/dev/null 2>&1; rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
BUILD=$BUILD "$TESTS_DIR/stack.sh" start "$dir/imi" >"$dir/start.log" 2>&1 || {
    not_ok "http time" "the stack did not start"
    explain <"$dir/start.log"
    exit 1
}
# shellcheck source=/dev/null
. "$dir/imi/stack.env"
export IMI_CONFIG=$CONFIG IMICTL=$BUILD/imictl URL DB_SOCKET LOGS
status=0
node "$TESTS_DIR/http/time.mjs" 2>"$dir/errors" || status=1
if [ -s "$dir/errors" ]; then
    not_ok "http time" "it stopped"
    explain <"$dir/errors"
fi
exit "$status"
