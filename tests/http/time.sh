#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# When limits end, as people see it: sent on Friday 18 December 2026, a request is not due on a public holiday. It sets the clock,
# so it always has an installation of its own. BUILD names the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}
command -v node >/dev/null || { skip "http time" "node is missing"; exit 0; }

work_dir
own_stack "http time"
export IMI_CONFIG=$CONFIG IMICTL=$BUILD/imictl URL DB_SOCKET LOGS
status=0
node "$TESTS_DIR/http/time.mjs" 2>"$dir/errors" || status=1

# Doctor tells of a calendar that ends within three months: here with this year.
mkdir "$dir/data"
cp -R "$ROOT/conf" "$dir/data/conf"
for name in templates static sql; do ln -s "$ROOT/$name" "$dir/data/$name"; done
sed -i "s|^data: .*|data: \"$dir/data\"|" "$CONFIG"
has_text "http time: doctor counts the calendars" "ok     closed days: 31 calendars" "$("$IMICTL" doctor || true)"
awk -v year="$(date +%Y)" '!/^  - / || substr($2, 1, 4) <= year' "$ROOT/conf/calendars/DK.yaml" >"$dir/data/conf/calendars/DK.yaml"
wanted="ok     closed days"
[ "$(date +%-m)" -lt 10 ] || wanted="FAULT  closed days: conf/calendars/DK.yaml holds 2026 to $(date +%Y), and $(($(date +%Y) + 1)) is needed"
has_text "http time: doctor tells of a calendar that ends" "$wanted" "$("$IMICTL" doctor || true)"
if [ -s "$dir/errors" ]; then
    not_ok "http time" "it stopped"
    explain <"$dir/errors"
fi
exit "$status"
