#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# The clerk against a real mail server: two at once send each mail once, one may be killed, refusals and delays are kept
# apart, timers ring once, and nothing but number, kind, area and link leaves. BUILD names the built tree.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"

BUILD=${BUILD:-$ROOT}
dir=$(test_dir)
pids=()
stop_all() {
    [ -z "${KEEP_LOG:-}" ] || cp "$dir/clerk.log" "$KEEP_LOG" || true
    local pid
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    "$TESTS_DIR/stack.sh" stop "$dir/db" || true
    rm -rf "$dir"
}
trap stop_all EXIT

"$TESTS_DIR/stack.sh" database "$dir/db" 2>&1 | explain
. "$dir/db/stack.env"
sql() { mariadb --no-defaults --socket="$DB_SOCKET" --user=root --batch --skip-column-names imi "$@"; }
count() { sql -e "SELECT COUNT(*) FROM $1"; }

# until SECONDS COMMAND...: wait for it
until_true() {
    local tenths=$(($1 * 10))
    shift
    while ! "$@"; do
        tenths=$((tenths - 1))
        [ "$tenths" -gt 0 ] || return 1
        sleep 0.1
    done
}

sink() {
    rm -f "$dir/port"
    node "$TESTS_DIR/race/sink.mjs" "$dir/mail" "$dir/port" "${1:-0}" &
    pids+=($!)
    until_true 10 test -s "$dir/port"
}

configure() {
    cat >"$dir/imi.yaml" <<YAML
mode: training
site: { name: "IMI træning", address: "http://127.0.0.1:8080", accent: "#1f5f8b", contact: "help@imi.example" }
languages: [en, qps]
data: "$ROOT"
translations: "$BUILD/translations"
sockets: "$dir"
workers: 1
database:
  socket: "$DB_SOCKET"
  name: imi
  web: { user: imi_web }
  clerk: { user: imi_clerk }
  migrate: { user: imi_migrate }
keys: "$dir/keys"
mail: { server: "smtp://127.0.0.1:$1", from: "noreply@imi.example", tls: none }
sessions: { idle_minutes: 30, absolute_hours: 12 }
development: false
YAML
    chmod 600 "$dir/imi.yaml"
}
export IMI_CONFIG=$dir/imi.yaml

clerk() {
    "$BUILD/imi-clerk" >>"$dir/clerk.log" 2>&1 &
    CLERK=$!
    pids+=("$CLERK")
}
stop_clerk() {
    kill "$1"
    wait "$1" 2>/dev/null
}

sink 30
configure "$(cat "$dir/port")"
"$BUILD/imictl" key new >"$dir/out" 2>&1 || explain <"$dir/out"
succeeds "clerk: a new database is migrated" "$BUILD/imictl" migrate

# Two authorities, four handlers at the second; NAMES that must not leave: of persons and of authorities.
people() {
    sql <<'SQL'
INSERT INTO authority (id, slug, country, kind, name, language, street, postcode, town, email, time_zone, liaison_point, access_manager, status, version, made_at, changed_at)
VALUES (1, 'a', 'DK', 'CA', 'Zebrastyrelsen', 'en', 's', '1', 't', 'boxa@example.org', 'Europe/Brussels', 0, 0, 'active', 1, '2026-01-01', '2026-01-01'),
       (2, 'b', 'DE', 'CA', 'Quaggaamt', 'en', 's', '1', 't', 'boxb@example.org', 'Europe/Brussels', 0, 0, 'active', 1, '2026-01-01', '2026-01-01'),
       (3, 'c', 'DE', 'NIMIC', 'Okapiministerium', 'en', 's', '1', 't', 'boxc@example.org', 'Europe/Brussels', 0, 0, 'active', 1, '2026-01-01', '2026-01-01');
INSERT INTO authority_relation VALUES (2, 'services', 'request', 3);
INSERT INTO user_account (id, name, authority_id, full_name, email, language, code_step, status, made_at, changed_at)
VALUES (1, 'anna', 1, 'Anna Xylofon', 'anna@example.org', 'en', 0, 'active', '2026-01-01', '2026-01-01'),
       (2, 'bert', 2, 'Bert Xylofon', 'bert@example.org', 'en', 0, 'active', '2026-01-01', '2026-01-01'),
       (3, 'carl', 2, 'Carl Xylofon', 'carl@example.org', 'qps', 0, 'active', '2026-01-01', '2026-01-01'),
       (4, 'dora', 2, 'Dora Xylofon', 'dora@example.org', 'en', 0, 'suspended', '2026-01-01', '2026-01-01'),
       (5, 'emil', 2, 'Emil Xylofon', 'emil@example.org', 'en', 0, 'active', '2026-01-01', '2026-01-01');
INSERT INTO user_role VALUES (1, 'services', 'handler'), (2, 'services', 'handler'), (3, 'services', 'handler'), (4, 'services', 'handler'), (5, 'services', 'basic');
SQL
}

# cases N: open cases 1..N waiting for authority 2, each with a personal value
cases() {
    sql <<SQL
INSERT INTO case_file (id, ref, area, flow, flow_version, state, class, version, made_by, made_at, changed_at)
SELECT seq, CONCAT('BCDF-', LPAD(seq, 5, '0')), 'services', 'request', 1, 'sent', 1, 1, 1, '2026-11-20', '2026-11-20' FROM seq_1_to_$1;
INSERT INTO case_part (case_id, part, ref, authority_id, other_id, since, area, flow, flow_version, state, class, waits, due, changed_at)
SELECT c.id, p.seq - 1, c.ref, p.seq, 3 - p.seq, '2026-11-20', 'services', 'request', 1, 'sent', 1, p.seq = 2, '2099-12-03', '2026-11-20' FROM case_file c JOIN seq_1_to_2 p;
INSERT INTO personal_value (case_id, field, version, part, commit_key, value)
SELECT id, 'provider_name', 1, 0, REPEAT('k', 32), 'Ottokar Kontrafagot' FROM case_file;
SQL
}

# message NAME AUTHORITY WHERE: rows of the outbox, due now
message() {
    sql -e "INSERT INTO outbox (lane, message, subject_kind, subject_id, authority_id, made_at, due_at, tries)
            SELECT 'mail', '$1', 'case', id, $2, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 0 FROM case_file WHERE $3"
}

mails() { find "$dir/mail" -name '*.eml' | wc -l; }
envelopes() { cat "$dir"/mail/*.eml | sed -n 's/^To-Envelope: //p' | sort | uniq -c | awk '{ print $2 "=" $1 }' | paste -sd ' '; }
all_done() { [ "$(count 'outbox WHERE done_at IS NULL AND failed_at IS NULL')" = 0 ]; }
beaten() { [ "$(count lane)" = 2 ]; }

people
cases 60
message request_received 2 'id <= 40'

# ---- two at once, one killed in the middle ---------------------------------------------------------------
clerk
first=$CLERK
clerk
second=$CLERK
until_true 60 all_done || true
is_equal "clerk: two at once send each mail once" "bert@example.org=40 carl@example.org=40" "$(envelopes)"
is_equal "clerk: every message is done" 0 "$(count 'outbox WHERE done_at IS NULL')"
is_equal "clerk: no message number twice" 80 "$(grep -h '^Message-ID:' "$dir"/mail/*.eml | sort -u | wc -l)"
until_true 10 beaten || true
is_equal "clerk: both lanes have written their row" 2 "$(count lane)"

one=$(grep -l '^To-Envelope: bert@' "$dir"/mail/*.eml | head -n 1)
text=$(cat "$one")
has_text "clerk: the subject carries the band word and the number" "Subject: Training: A request waits for you (BCDF-" "$text"
has_text "clerk: a machine sent it" "Auto-Submitted: auto-generated" "$text"
has_text "clerk: the number of the mail is of the own domain" "@imi.example>" "$(grep '^Message-ID:' "$one")"
has_text "clerk: what waits by when" "It waits for your authority until Thursday 3 December 2099." "$text"
has_text "clerk: the link" "http://127.0.0.1:8080/services/cases/BCDF-" "$text"
has_text "clerk: a name with other letters is encoded" "From: =?UTF-8?B?" "$text"
has_text "clerk: the text is in the reader's language" "Content-Language: en-x-pseudo" "$(cat "$(grep -l '^To-Envelope: carl@' "$dir"/mail/*.eml | head -n 1)")"
is_equal "clerk: no person, firm or authority is named" "" \
    "$(cat "$dir"/mail/*.eml | grep -E 'Xylofon|Kontrafagot|Zebra|Quagga|Okapi' | head -n 3)"

stop_clerk "$second"
is_equal "clerk: SIGTERM ends it with 0" 0 $?
lanes_of() { pgrep -P "$1" | wc -l; }
victim=$(pgrep -P "$first" | head -n 1)
kill -9 "$victim"
until_true 10 test "$(lanes_of "$first")" = 2 || true
sleep 1
is_equal "clerk: a dead lane is replaced" 2 "$(lanes_of "$first")"
mv "$dir/imi.yaml" "$dir/away.yaml"
kill -HUP "$first"
sleep 2
is_equal "clerk: SIGHUP without a configuration leaves the clerk at work" 2 "$(lanes_of "$first")"
has_text "clerk: why it did not begin anew is logged" '"reload refused: the old data stay in use"' "$(cat "$dir/clerk.log")"
mv "$dir/away.yaml" "$dir/imi.yaml"
kill -HUP "$first"
sleep 2
is_equal "clerk: SIGHUP begins anew under the same number" 2 "$(lanes_of "$first")"

# ---- killed while mail goes out: every mail arrives; at most the one in hand goes twice, under the same number ---------------
rm -f "$dir"/mail/*.eml
message request_changed 2 'id <= 40'
until_true 10 test "$(mails)" -ge 0
sleep 1.2
kill -9 "$first"
sleep 1
clerk
first=$CLERK
# The leases of the dead run out after five minutes: here they are made to.
sql -e "UPDATE outbox SET lease_until = '2020-01-01' WHERE owner IS NOT NULL AND done_at IS NULL"
until_true 60 all_done || true
is_equal "clerk: after kill -9 every mail arrives" 80 "$(grep -h '^Message-ID:' "$dir"/mail/*.eml | sort -u | wc -l)"
if [ "$(mails)" -le 81 ]; then ok "clerk: at most the mail in hand went twice"; else not_ok "clerk: at most the mail in hand went twice" "$(mails) mails"; fi

# ---- refusals and delays -----------------------------------------------------------------------------------
rm -f "$dir"/mail/*.eml
sql -e "UPDATE user_account SET email = 'bounce@example.org' WHERE id = 2; UPDATE user_account SET email = 'busy@example.org' WHERE id = 3"
message reply_received 2 'id = 1'
settled() { [ "$(count "outbox_mail m JOIN outbox o ON o.id = m.outbox_id WHERE o.message = 'reply_received'")" = 1 ]; }
until_true 20 settled || true
sleep 0.5
is_equal "clerk: a refused address is failed at once, the other waits" "1 1 0" \
    "$(sql -e "SELECT (SELECT COUNT(*) FROM outbox_mail m WHERE m.outbox_id = o.id AND m.failed_at IS NOT NULL), o.tries, o.done_at IS NOT NULL FROM outbox o WHERE o.message = 'reply_received'" | tr '\t' ' ')"
is_equal "clerk: the next try is a minute later" 1 \
    "$(sql -e "SELECT due_at > UTC_TIMESTAMP(6) + INTERVAL 30 SECOND FROM outbox WHERE message = 'reply_received'")"
sql -e "UPDATE outbox SET due_at = UTC_TIMESTAMP(6) WHERE message = 'reply_received'"
tried() { [ "$(sql -e "SELECT tries FROM outbox WHERE message = 'reply_received'")" = "$1" ]; }
until_true 20 tried 2 || true
is_equal "clerk: the delay grows" 1 "$(sql -e "SELECT due_at > UTC_TIMESTAMP(6) + INTERVAL 90 SECOND FROM outbox WHERE message = 'reply_received'")"
sql -e "UPDATE outbox SET due_at = UTC_TIMESTAMP(6) WHERE message = 'reply_received'"
until_true 20 all_done || true
is_equal "clerk: a later try reaches only who has not had it" "busy@example.org=1" "$(envelopes)"

sql -e "UPDATE user_account SET email = 'never@example.org' WHERE id IN (2, 3)"
message request_closed 2 'id = 1'
until_true 20 all_done || true
is_equal "clerk: a message that everybody refuses has failed" 1 "$(count "outbox WHERE message = 'request_closed' AND failed_at IS NOT NULL AND done_at IS NULL")"

sql -e "UPDATE user_account SET status = 'suspended' WHERE authority_id = 2"
rm -f "$dir"/mail/*.eml
message request_closed 2 'id = 2'
until_true 20 all_done || true
is_equal "clerk: without a handler the mailbox of the authority gets it" "boxb@example.org=1" "$(envelopes)"

# What is about a person goes to that person alone, also to one who may not sign in now; to one who has left, nothing.
told() { sql -e "INSERT INTO outbox (lane, message, subject_kind, subject_id, made_at, due_at, tries) VALUES ('mail', '$1', 'user', $2, '2026-11-28 06:10:00', UTC_TIMESTAMP(6), 0)"; }
rm -f "$dir"/mail/*.eml
sql -e "UPDATE user_account SET status = 'removed' WHERE id = 5"
told password_changed 1
told recovery_renewed 4
told password_changed 5
told request_closed 1
until_true 20 all_done || true
is_equal "clerk: a message about an account goes to its owner" "anna@example.org=1 dora@example.org=1" "$(envelopes)"
is_equal "clerk: a message that there is not about an account has failed" 1 \
    "$(count "outbox WHERE subject_user = 1 AND message = 'request_closed' AND failed_at IS NOT NULL")"
text=$(cat "$(grep -l '^To-Envelope: anna@' "$dir"/mail/*.eml)")
has_text "clerk: it says what was changed, without a number" "Subject: Training: Your password was changed" "$text"
has_text "clerk: and when, where the owner is" "When: Saturday 28 November 2026" "$text"
has_text "clerk: and whom to tell if it was somebody else" "help@imi.example" "$text"
has_text "clerk: and leads to the account" "http://127.0.0.1:8080/account" "$text"
is_equal "clerk: the owner's name stays out of it" "" "$(cat "$dir"/mail/*.eml | grep -E 'Xylofon|Zebra|Quagga' | head -n 3)"

# A server that cannot be reached: given up after three days.
sql -e "UPDATE user_account SET email = 'busy@example.org', status = 'active' WHERE id = 3"
stop_clerk "$first"
configure 1
clerk
first=$CLERK
message request_closed 2 'id = 3'
put_off() { [ "$(count 'outbox WHERE tries = 1 AND done_at IS NULL AND failed_at IS NULL')" = 1 ]; }
until_true 20 put_off || true
is_equal "clerk: without a mail server a message waits" 1 "$(count 'outbox WHERE tries = 1 AND done_at IS NULL AND failed_at IS NULL')"
sql -e "UPDATE outbox SET due_at = UTC_TIMESTAMP(6), made_at = UTC_TIMESTAMP(6) - INTERVAL 73 HOUR WHERE tries = 1 AND done_at IS NULL AND failed_at IS NULL"
until_true 20 all_done || true
is_equal "clerk: after three days it is given up" 1 "$(count 'outbox WHERE subject_case = 3 AND tries = 2 AND failed_at IS NOT NULL')"
stop_clerk "$first"

# ---- timers and the clock --------------------------------------------------------------------------------------
sql -e "DELETE FROM outbox_mail; DELETE FROM outbox; UPDATE user_account SET email = 'carl@example.org' WHERE id = 3"
today=$(date -u +%F)
sql -e "INSERT INTO case_stamp (case_id, field, seq, moment, day) SELECT id, 'accept_by', 1, NULL, '$today' + INTERVAL 5 DAY FROM case_file WHERE id <= 2;
        UPDATE case_file SET changed_at = UTC_TIMESTAMP(6) WHERE id <= 2"
sink 0
configure "$(cat "$dir/port")"
clerk
first=$CLERK
clerk
second=$CLERK
until_true 10 beaten || true
# of MESSAGE: how many rows of the outbox, and to how many authorities
of() { sql -e "SELECT COUNT(*), COUNT(DISTINCT authority_id) FROM outbox WHERE message = '$1'" | tr '\t' ' '; }
succeeds "clerk: imictl clock advance waits for the clerk" timeout 60 "$BUILD/imictl" clock advance 1d
is_equal "clerk: no timer rings before its day" "0 0" "$(of date_near)"
succeeds "clerk: the clock goes on" timeout 60 "$BUILD/imictl" clock advance 3d
is_equal "clerk: a date that is near is told to the one that must act" "2 1" "$(of date_near)"
succeeds "clerk: and on" timeout 60 "$BUILD/imictl" clock advance 1d
is_equal "clerk: on the last day nothing is late" "0 0" "$(of date_passed)"
succeeds "clerk: and past it" timeout 60 "$BUILD/imictl" clock advance 1d
is_equal "clerk: a date that has passed is told to both sides and the coordinator" "6 3" "$(of date_passed)"
succeeds "clerk: a day later" timeout 60 "$BUILD/imictl" clock advance 1d
is_equal "clerk: two clerks ring each timer once" "2 1 6 3" "$(of date_near) $(of date_passed)"
is_equal "clerk: what was due is written down" 4 "$(count timer_rung)"
# change N: a case is changed now, with a date of tomorrow
change() {
    sql -e "INSERT INTO case_stamp (case_id, field, seq, moment, day) SELECT $1, 'accept_by', 1, NULL, DATE(case_time) + INTERVAL 1 DAY FROM lane WHERE lane = 'time';
            UPDATE case_file c JOIN lane l ON l.lane = 'time' SET c.changed_at = l.case_time WHERE c.id = $1"
}
change 3
succeeds "clerk: an hour later" timeout 60 "$BUILD/imictl" clock advance 1h
is_equal "clerk: a case that changed since the last walk is told then" "3 1 6 3" "$(of date_near) $(of date_passed)"
if is_full; then
    change 4
    told() { [ "$(of date_near)" = "4 1" ]; }
    until_true 75 told || true
    is_equal "clerk: without moving the clock it is told within a minute" "4 1 6 3" "$(of date_near) $(of date_passed)"
fi

# ---- drafts ------------------------------------------------------------------------------------------------------
sql -e "INSERT INTO case_file (id, ref, area, flow, flow_version, state, class, version, made_by, made_at, changed_at)
        SELECT 900, 'BCDF-99999', 'services', 'request', 1, 'draft', 0, 0, 1, c.case_time, c.case_time FROM lane c WHERE c.lane = 'time';
        INSERT INTO case_part (case_id, part, ref, authority_id, since, area, flow, flow_version, state, class, waits, changed_at)
        SELECT 900, 0, ref, 1, changed_at, 'services', 'request', 1, 'draft', 0, 1, changed_at FROM case_file WHERE id = 900;
        INSERT INTO draft_value (case_id, part, field, version, language, value, changed_by, changed_at)
        SELECT 900, 0, 'provider_name', 1, 'da', 'Kontrafagot', 1, changed_at FROM case_file WHERE id = 900"
succeeds "clerk: 59 days" timeout 60 "$BUILD/imictl" clock advance 59d
is_equal "clerk: a draft of 59 days is left alone" "0 0" "$(of draft_ends)"
succeeds "clerk: 61 days" timeout 60 "$BUILD/imictl" clock advance 2d
is_equal "clerk: the end of an untouched draft is announced once, to its authority" "1 1" "$(of draft_ends)"
succeeds "clerk: 91 days" timeout 60 "$BUILD/imictl" clock advance 30d
is_equal "clerk: after 90 days it is erased" "0 1 2" "$(sql -e "SELECT (SELECT COUNT(*) FROM draft_value WHERE case_id = 900), erased_at IS NOT NULL, class FROM case_file WHERE id = 900" | tr '\t' ' ')"
is_equal "clerk: and told no more" "1 1" "$(of draft_ends)"
sealed() { [ "$(count history_seal)" -ge 1 ]; }
until_true 10 sealed || true
is_equal "clerk: the history has been sealed" 1 "$(count history_seal)"
sql -e "DELETE FROM personal_value"
is_equal "clerk: imictl history verify finds fault with nothing but the cases that this test has written by hand" "" \
    "$("$BUILD/imictl" history verify | grep -vE '^BCDF-[0-9]{5}\b|cases verified' || true)"
succeeds "clerk: imictl retention run has nothing left to do" "$BUILD/imictl" retention run
stop_clerk "$first"
stop_clerk "$second"
is_equal "clerk: nothing of a case is in the log" "" "$(grep -E 'Xylofon|Kontrafagot|example.org' "$dir/clerk.log" | head -n 3)"
