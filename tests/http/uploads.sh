#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Files at the edge of each limit, through every address that takes them, behind the nginx configuration that is installed.
# With URL, CONFIG, DB_SOCKET and LOGS in the environment it uses that installation; else it starts one of its own. BUILD names
# the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}
command -v node >/dev/null || { skip "http uploads" "node is missing"; exit 0; }

work_dir
[ -n "${URL:-}" ] || own_stack "http uploads"
export IMI_CONFIG=$CONFIG IMICTL=$BUILD/imictl URL DB_SOCKET LOGS ROOT
status=0
node "$TESTS_DIR/http/uploads.mjs" 2>"$dir/errors" || status=1
if [ -s "$dir/errors" ]; then
    not_ok "http uploads" "it stopped"
    explain <"$dir/errors"
fi
exit "$status"
