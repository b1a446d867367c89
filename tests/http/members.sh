#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# A part that many hold: a warning to several states is brought to a running installation as data alone and walked by page and API.
# BUILD names the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}
command -v node >/dev/null || { skip "http members" "node is missing"; exit 0; }

work_dir
IMI_DEV_LANGUAGES=en own_stack "http members"
export IMI_CONFIG=$CONFIG IMICTL=$BUILD/imictl URL DB_SOCKET LOGS

own_data
cp "$TESTS_DIR/areas/services/alert.1.yaml" "$dir/data/conf/areas/services/"
own_data_in "http members"
status=0
node "$TESTS_DIR/http/members.mjs" 2>"$dir/errors" || status=1
succeeds "http members: every history is in order" "$IMICTL" history verify
if [ -s "$dir/errors" ]; then
    not_ok "http members" "it stopped"
    explain <"$dir/errors"
fi
exit "$status"
