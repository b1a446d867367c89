#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# A flow with conditions and acts by time, brought to a running installation as data alone: what is not open is not offered and says
# why, a standstill ends by itself when the clock moves on, and doctor lists an act that cannot be done. It sets the clock, so it
# always has an installation of its own. BUILD names the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}
command -v node >/dev/null || { skip "http standstill" "node is missing"; exit 0; }

work_dir
IMI_DEV_LANGUAGES=en own_stack "http standstill"
export IMI_CONFIG=$CONFIG IMICTL=$BUILD/imictl URL DB_SOCKET LOGS

own_data
cp "$TESTS_DIR/unit/fixture/conf/areas/services/notice.1.yaml" "$dir/data/conf/areas/services/"
cp "$TESTS_DIR/unit/fixture/conf/areas/services/lists/notice.yaml" "$dir/data/conf/areas/services/lists/"
own_data_in "http standstill"
status=0
node "$TESTS_DIR/http/standstill.mjs" 2>"$dir/errors" || status=1
succeeds "http standstill: every history is in order" "$IMICTL" history verify
if [ -s "$dir/errors" ]; then
    not_ok "http standstill" "it stopped"
    explain <"$dir/errors"
fi
exit "$status"
