#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# A new version of a flow in use: a state, two actions and two questions more, by data alone (new-version/*.yaml), brought to a
# running installation as its operator would: check, migrate, SIGHUP. BUILD names the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}
command -v node >/dev/null || { skip "http new version" "node is missing"; exit 0; }

work_dir
IMI_DEV_LANGUAGES=en own_stack "http new version"
export IMI_CONFIG=$CONFIG IMICTL=$BUILD/imictl URL DB_SOCKET LOGS

# next NAME: the version after the newest that there is
next() { (cd "$ROOT/conf/areas/services" && printf '%s\n' "$1".*.yaml) | cut -d. -f2 | sort -n | awk 'END { print $1 + 1 }'; }
VERSION=$(next request)
export VERSION
# new_data: a tree with one more version of flow and questions, which state their differences from the first ones
new_data() {
    local area=$dir/data/conf/areas/services name
    own_data
    for name in request questions; do
        sed -e "s/^version: 2/version: $(next "$name")/" -e "s/^questions: 2/questions: $(next questions)/" \
            "$TESTS_DIR/http/new-version/$name.yaml" >"$area/$name.$(next "$name").yaml" || return
    done
}
bring_in() {
    own_data_in "http new version"
    has_text "http new version: the newest is shown with its differences" "adds states.on_hold" "$("$IMICTL" flow show services request)"
}
succeeds "http new version: the changes fit" new_data
status=0
mkfifo "$dir/ready" "$dir/done"
node "$TESTS_DIR/http/new-version.mjs" "$dir/ready" "$dir/done" 2>"$dir/errors" &
walk=$!
# The script has brought a case on its way by now.
timeout 60 cat "$dir/ready" >/dev/null || status=1
bring_in
timeout 10 sh -c "echo on >'$dir/done'" || status=1
wait "$walk" || status=1
if [ -s "$dir/errors" ]; then
    not_ok "http new version" "it stopped"
    explain <"$dir/errors"
fi
exit "$status"
