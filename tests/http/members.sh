#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# A part that many hold: a warning to several states is brought to a running installation as data alone and walked by page and API.
# BUILD names the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}
command -v node >/dev/null || { skip "http members" "node is missing"; exit 0; }

dir=$(test_dir)
trap '"$TESTS_DIR/stack.sh" stop "$dir/imi" >/dev/null 2>&1; rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
IMI_DEV_LANGUAGES=en BUILD=$BUILD "$TESTS_DIR/stack.sh" start "$dir/imi" >"$dir/start.log" 2>&1 || {
    not_ok "http members" "the stack did not start"
    explain <"$dir/start.log"
    exit 1
}
# shellcheck source=/dev/null
. "$dir/imi/stack.env"
export IMI_CONFIG=$CONFIG IMICTL=$BUILD/imictl URL DB_SOCKET LOGS

mkdir "$dir/data"
cp -R "$ROOT/conf" "$dir/data/conf"
for name in templates static sql; do ln -s "$ROOT/$name" "$dir/data/$name"; done
cp "$TESTS_DIR/areas/services/alert.1.yaml" "$dir/data/conf/areas/services/"
sed -i "s|^data: .*|data: \"$dir/data\"|" "$CONFIG"
succeeds "http members: the check finds nothing" "$IMICTL" check
succeeds "http members: it is published" "$IMICTL" migrate
for name in portal services clerk; do kill -HUP "$(cut -d' ' -f1 "$DIR/run/$name.pid")"; done
for name in portal services clerk; do
    for _ in $(seq 100); do
        ! grep -q '"event":"reloaded"' "$LOGS/$name.log" || break
        sleep 0.1
    done
done
sleep 0.5 # workers of before end their last request and leave
status=0
node "$TESTS_DIR/http/members.mjs" 2>"$dir/errors" || status=1
succeeds "http members: every history is in order" "$IMICTL" history verify
if [ -s "$dir/errors" ]; then
    not_ok "http members" "it stopped"
    explain <"$dir/errors"
fi
[ "${KEEP:-}" = "" ] || { cp -R "$dir/imi/stack.env" /tmp/members.env; sleep "$KEEP"; }
exit "$status"
