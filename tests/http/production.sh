#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# An installation in mode production, over TLS: nothing of training is there, the clock does not move, nobody works without a
# second factor, and a request goes all its way. BUILD names the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
. "$TESTS_DIR/production_lib.sh"
BUILD=${BUILD:-$ROOT}
command -v node >/dev/null || { skip "http production" "node is missing"; exit 0; }

work_dir
production_start "$dir/imi" ask answer without >"$dir/start.log" 2>&1 || {
    not_ok "http production" "it did not start"
    explain <"$dir/start.log"
    exit 1
}
status=0

# ---- what belongs to training is refused -----------------------------------------------------------------------
rows() { production_sql -e "SELECT (SELECT COUNT(*) FROM authority), (SELECT COUNT(*) FROM user_account), (SELECT case_offset FROM installation)"; }
before=$(rows)
fails "http production: the clock is not set" production_ctl clock set 2030-01-01T00:00:00Z
fails "http production: the clock is not advanced" production_ctl clock advance 1d
fails "http production: the clock is not reset" production_ctl clock reset
has_text "http production: imictl says why" "the clock of a production installation does not move" "$(production_ctl clock advance 1d 2>&1)"
fails "http production: nor does the database let it move" production_sql -e "UPDATE installation SET case_offset = 1"
fails "http production: a training set is not loaded" "$BUILD/imi-training" --config "$CONFIG" --accounts "$dir/accounts.tsv"
fails "http production: nor in place of what is there" "$BUILD/imi-training" --config "$CONFIG" --accounts "$dir/accounts.tsv" --reset
sed 's/^mode: production$/mode: training/' "$CONFIG" >"$dir/training.yaml"
chmod 600 "$dir/training.yaml"
fails "http production: nor with a configuration for training" "$BUILD/imi-training" --config "$dir/training.yaml" --accounts "$dir/accounts.tsv" --reset
fails "http production: a configuration for training does not clear the way for the clock" \
    env IMI_CONFIG="$dir/training.yaml" "$BUILD/imictl" clock advance 1d
fails "http production: an installation keeps its mode" env IMI_CONFIG="$dir/training.yaml" "$BUILD/imictl" migrate
is_equal "http production: all of that has changed nothing" "$before" "$(rows)"
# The list that a training installation has; the sign-in page is asked for it below.
printf 'name\npaula\tpw\t-\tReal\tDK\tservices:handler\t-\tA story (BCDF-12345)\n' >"$dir/imi/accounts.tsv"

node "$TESTS_DIR/http/production.mjs" 2>"$dir/errors" || status=1
if [ -s "$dir/errors" ]; then
    not_ok "http production" "it stopped"
    explain <"$dir/errors"
fi
if grep -hE '"level":"error"|AddressSanitizer' "$LOGS"/*.log >"$dir/logged" 2>/dev/null; then
    not_ok "http production: nothing went wrong inside" "see below"
    cut -c 1-500 "$dir/logged" | head -n 10 | explain
else
    ok "http production: nothing went wrong inside"
fi
exit "$status"
