#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Files at the edge of each limit, through every address that takes them, behind the nginx configuration that is installed.
# With URL, CONFIG, DB_SOCKET and LOGS in the environment it uses that installation; else it starts one of its own. BUILD names
# the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}
command -v node >/dev/null || { skip "http uploads" "node is missing"; exit 0; }

dir=$(test_dir)
trap '"$TESTS_DIR/stack.sh" stop "$dir/imi" >/dev/null 2>&1; rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
if [ -z "${URL:-}" ]; then
    BUILD=$BUILD "$TESTS_DIR/stack.sh" start "$dir/imi" >"$dir/start.log" 2>&1 || {
        not_ok "http uploads" "the stack did not start"
        explain <"$dir/start.log"
        exit 1
    }
    # shellcheck source=/dev/null
    . "$dir/imi/stack.env"
fi
export IMI_CONFIG=$CONFIG IMICTL=$BUILD/imictl URL DB_SOCKET LOGS ROOT
status=0
node "$TESTS_DIR/http/uploads.mjs" 2>"$dir/errors" || status=1
if [ -s "$dir/errors" ]; then
    not_ok "http uploads" "it stopped"
    explain <"$dir/errors"
fi
exit "$status"
