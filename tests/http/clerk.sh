#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# One bad case stops nobody: with a case whose flow is gone, one that cannot be blocked and a notice that cannot be sent, all else is
# blocked and mailed; the clerk's log names each once, and imictl doctor lists them. BUILD names the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}

work_dir
IMI_DEV_LANGUAGES=en own_stack "http clerk"
export IMI_CONFIG=$CONFIG
sql() { mariadb --no-defaults --socket="$DB_SOCKET" --user=root --database=imi --batch --skip-column-names -e "$1"; }
doctor() { "$BUILD/imictl" doctor 2>&1 || true; }
# within SECONDS STATEMENT WANTED: what the statement gives becomes what is wanted
within() {
    for _ in $(seq $(($1 * 5))); do
        [ "$(sql "$2")" != "$3" ] || return 0
        sleep 0.2
    done
    return 1
}

before=$(doctor)
has_text "http clerk: doctor knows that nothing is overdue" "ok     retention: nothing is overdue" "$before"
has_text "http clerk: doctor knows that every flow has its file" "ok     flows of cases" "$before"

open=$(sql "SELECT ref FROM case_file WHERE class = 1 ORDER BY changed_at LIMIT 1")
read -r bad good <<<"$(sql "SELECT ref FROM case_file WHERE class = 2 AND blocked_at IS NULL ORDER BY id LIMIT 2" | paste -sd ' ')"
id() { sql "SELECT id FROM case_file WHERE ref = '$1'"; }
sql "CREATE TRIGGER no_block BEFORE INSERT ON case_event FOR EACH ROW SET NEW.action = IF(NEW.case_id = $(id "$bad"), NULL, NEW.action)"
sql "CREATE TRIGGER no_mail BEFORE INSERT ON outbox_mail FOR EACH ROW
    SET NEW.receiver_kind = IF((SELECT subject_id FROM outbox WHERE id = NEW.outbox_id) = $(id "$bad"), NULL, NEW.receiver_kind)"
sql "UPDATE case_file SET flow_version = 99, changed_at = UTC_TIMESTAMP(6) WHERE ref = '$open'"
sql "UPDATE case_file SET block_due = '2026-01-05' WHERE ref IN ('$bad', '$good')"
for ref in "$bad" "$open" "$good"; do
    sql "INSERT INTO outbox (lane, message, subject_kind, subject_id, authority_id, made_at, due_at, tries)
        SELECT 'mail', 'request_closed', 'case', c.id, p.authority_id, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 0 FROM case_file c JOIN case_part p ON p.case_id = c.id AND p.part = 0 WHERE c.ref = '$ref'"
done
succeeds "http clerk: the case behind the bad one is blocked" within 20 "SELECT blocked_at IS NOT NULL FROM case_file WHERE ref = '$good'" 1
for ref in "$open" "$good"; do
    succeeds "http clerk: the notice of case $([ "$ref" = "$open" ] && echo "without a flow" || echo "behind the bad one") is sent" within 20 "SELECT COUNT(*) FROM outbox WHERE subject_id = $(id "$ref") AND message = 'request_closed' AND done_at IS NULL" 0
done
succeeds "http clerk: the notice that fails is put off" within 20 "SELECT MAX(tries) > 0 AND MAX(due_at) > UTC_TIMESTAMP(6) FROM outbox WHERE subject_id = $(id "$bad") AND done_at IS NULL" 1
is_equal "http clerk: the bad case is not blocked" 0 "$(sql "SELECT blocked_at IS NOT NULL FROM case_file WHERE ref = '$bad'")"
succeeds "http clerk: the lane of time has come to its end" within 20 "SELECT machine_time > UTC_TIMESTAMP(6) - INTERVAL 8 SECOND FROM lane WHERE lane = 'time'" 1
sleep 6 # another full round
is_equal "http clerk: the log names the bad case once" 1 "$(grep -c "passed over.*\"work\":\"retention\",\"case\":\"$bad\"" "$LOGS/clerk.log")"
after=$(doctor)
has_text "http clerk: doctor lists what is overdue" "FAULT  retention: 1 to be blocked, overdue by more than a day: $bad" "$after"
has_text "http clerk: doctor names the file that is gone" "FAULT  flows of cases: conf/areas/services/request.99.yaml is gone, and nobody can open the cases of it: 1, such as $open" "$after"
