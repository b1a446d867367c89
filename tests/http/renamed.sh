#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# The program knows no action by its name: a version of the flow that calls saving and sending otherwise works, by page and by API.
# BUILD names the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}
command -v node >/dev/null || { skip "http renamed" "node is missing"; exit 0; }

work_dir
IMI_DEV_LANGUAGES=en own_stack "http renamed"
export IMI_CONFIG=$CONFIG IMICTL=$BUILD/imictl URL DB_SOCKET

newest=$(cd "$ROOT/conf/areas/services" && printf '%s\n' request.*.yaml | cut -d. -f2 | sort -n | tail -n 1)
export VERSION=$((newest + 1))
own_data
sed -e "s/^version: .*/version: $VERSION/" -e 's/^  save:/  keep:/' -e 's/^  send:/  dispatch:/' \
    "$ROOT/conf/areas/services/request.1.yaml" >"$dir/data/conf/areas/services/request.$VERSION.yaml"
own_data_in "http renamed"
node "$TESTS_DIR/http/renamed.mjs" 2>"$dir/errors"
status=$?
if [ -s "$dir/errors" ]; then
    not_ok "http renamed" "it stopped"
    explain <"$dir/errors"
fi
exit "$status"
