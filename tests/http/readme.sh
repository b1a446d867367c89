#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# The lines with curl in README.md, run as they stand there against the training set: at the end the case is closed.
# BUILD names the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}
[ -x "$BUILD/imi-training" ] || { skip "http readme" "there is no training set"; exit 0; }
command -v curl >/dev/null || { skip "http readme" "curl is missing"; exit 0; }

work_dir
own_stack "http readme" .dev
sed -n '/^<!-- curl: /,/^<!-- curl end -->/p' "$ROOT/README.md" | sed '/^<!--/d; /^```/d' >"$dir/lines.sh"
is_equal "http readme: README.md has its lines with curl" yes "$([ "$(grep -c . "$dir/lines.sh")" -gt 30 ] && echo yes)"

# A reader's shell, in the folder that ./dev run has worked in.
status=0
(cd "$dir" && bash -eu -o pipefail lines.sh) >"$dir/out" 2>&1 || status=$?
is_equal "http readme: every line works" 0 "$status"
[ "$status" = 0 ] || tail -n 20 "$dir/out" | explain
has_text "http readme: the file is given out" "this is the offer of the firm" "$(cat "$dir/out")"
has_text "http readme: the case is closed" '"state":{"code":"closed"' "$(tr -d ' ' <"$dir/out")"
is_equal "http readme: the whole course was gone through" "send accept reply ask-clarification answer-clarification close" \
    "$(sed -nE 's/^"action":"(.*)"$/\1/p' "$dir/out" | grep -v '^begin' | paste -sd ' ')"
is_equal "http readme: the database says so too" closed "$(mariadb --no-defaults --socket="$DB_SOCKET" --user=root --database=imi --batch \
    --skip-column-names -e "SELECT state FROM case_file ORDER BY id DESC LIMIT 1")"
