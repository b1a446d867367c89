#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# A flow with conditions and acts by time, brought to a running installation as data alone: what is not open is not offered and says
# why, a standstill ends by itself when the clock moves on, and doctor lists an act that cannot be done. It sets the clock, so it
# always has an installation of its own. BUILD names the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}
command -v node >/dev/null || { skip "http standstill" "node is missing"; exit 0; }

dir=$(test_dir)
trap '"$TESTS_DIR/stack.sh" stop "$dir/imi" >/dev/null 2>&1; rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
IMI_DEV_LANGUAGES=en BUILD=$BUILD "$TESTS_DIR/stack.sh" start "$dir/imi" >"$dir/start.log" 2>&1 || {
    not_ok "http standstill" "the stack did not start"
    explain <"$dir/start.log"
    exit 1
}
# shellcheck source=/dev/null
. "$dir/imi/stack.env"
export IMI_CONFIG=$CONFIG IMICTL=$BUILD/imictl URL DB_SOCKET LOGS

mkdir "$dir/data"
cp -R "$ROOT/conf" "$dir/data/conf"
for name in templates static sql; do ln -s "$ROOT/$name" "$dir/data/$name"; done
cp "$TESTS_DIR/unit/fixture/conf/areas/services/notice.1.yaml" "$dir/data/conf/areas/services/"
cp "$TESTS_DIR/unit/fixture/conf/areas/services/lists/notice.yaml" "$dir/data/conf/areas/services/lists/"
sed -i "s|^data: .*|data: \"$dir/data\"|" "$CONFIG"
succeeds "http standstill: the check finds nothing" "$IMICTL" check
succeeds "http standstill: it is published" "$IMICTL" migrate
for name in portal services clerk; do kill -HUP "$(cut -d' ' -f1 "$DIR/run/$name.pid")"; done
for name in portal services clerk; do
    for _ in $(seq 100); do
        ! grep -q '"event":"reloaded"' "$LOGS/$name.log" || break
        sleep 0.1
    done
done
sleep 0.5 # workers of before end their last request and leave
status=0
node "$TESTS_DIR/http/standstill.mjs" 2>"$dir/errors" || status=1
succeeds "http standstill: every history is in order" "$IMICTL" history verify
if [ -s "$dir/errors" ]; then
    not_ok "http standstill" "it stopped"
    explain <"$dir/errors"
fi
exit "$status"
