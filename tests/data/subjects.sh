#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# A filled database of the version before goes through sql/migrations/*_subjects.sql: nothing is lost, what had no name gets
# one, and a run that was cut off after any statement and begun anew ends the same.
#   tests/data/subjects.sh SOCKET       as the server's administrator
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
. "$TESTS_DIR/data/schema.sh"

socket=$1
dir=$(test_dir)
trap 'rm -rf "$dir"' EXIT
migration=$(echo "$ROOT"/sql/migrations/*_subjects.sql)
sql() { schema_client "$socket" "$@"; }

fresh() { sql mysql -e "DROP DATABASE IF EXISTS $1; CREATE DATABASE $1 CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci"; }
# before: the database as it was, into $dir/before.sql: the tables that matter, with a message that a person and the mailbox have had, a key and a record of a read
before() {
    fresh subjects
    local file
    for file in "$ROOT"/sql/migrations/*.sql; do
        [ "$file" != "$migration" ] || break
        sql subjects <"$file" >/dev/null
    done
    sql subjects <<'SQL'
INSERT INTO authority (id, slug, country, kind, name, language, street, postcode, town, email, time_zone, liaison_point, access_manager, status, version, made_at, changed_at)
VALUES (41, 'a', 'DK', 'CA', 'A', 'en', 's', '1', 't', 'a@example.org', 'Europe/Brussels', 0, 0, 'active', 1, '2026-01-01', '2026-01-01');
INSERT INTO user_account (id, name, authority_id, full_name, email, language, code_step, status, made_at, changed_at)
VALUES (3, 'anna', 41, 'Anna', 'anna@example.org', 'en', 0, 'active', '2026-01-01', '2026-01-01');
INSERT INTO case_file (id, ref, area, flow, flow_version, state, class, version, made_by, made_at, changed_at)
VALUES (7, 'BCDF-00007', 'services', 'request', 1, 'sent', 1, 1, 3, '2026-11-20', '2026-11-20');
INSERT INTO outbox (id, lane, message, case_id, authority_id, made_at, due_at, tries) VALUES (5, 'mail', 'request_received', 7, 41, '2026-11-20', '2026-11-20', 1);
INSERT INTO outbox_mail (outbox_id, user_id, sent_at) VALUES (5, 3, '2026-11-20'), (5, 0, '2026-11-21');
INSERT INTO act_key (user_id, act_key, digest, case_id, version, made_at) VALUES (3, 'k', REPEAT('d', 32), 7, 2, '2026-11-20');
INSERT INTO read_record (id, month, at, user_id, authority_id, role, door, purpose, case_ids, value_ids, request_id)
VALUES (9, 202611, '2026-11-20', 3, 41, 'handler', 'page', 'search', '7 8', '', 'r');
SQL
    local table
    echo "SET FOREIGN_KEY_CHECKS = 0;" >"$dir/before.sql"
    for table in authority user_account case_file outbox outbox_mail act_key read_record; do
        sql subjects -e "SHOW CREATE TABLE $table" | sed -e '1s/^[^\t]*\t//' -e '$s/$/;/'
        echo "INSERT INTO $table SELECT * FROM subjects.$table;"
    done >>"$dir/before.sql"
}
# as_before NAME: a database as it was before
as_before() {
    fresh "$1"
    sql "$1" <"$dir/before.sql"
}
kept() {
    sql "$1" -e "SELECT * FROM outbox; SELECT * FROM outbox_mail; SELECT * FROM act_key; SELECT * FROM read_record"
    schema_dump "$socket" "$1"
}
# first N: that many statements of the migration
first() { awk -v most="$1" 'n < most { print } !/^--/ && /;$/ { n++ }' "$migration"; }

before
as_before subjects_whole
sql subjects_whole <"$migration"
is_equal "data subjects: a message is about its case and goes to its authority" "request_received case 7 41 7 NULL" \
    "$(sql subjects_whole -e "SELECT message, subject_kind, subject_id, authority_id, subject_case, subject_user FROM outbox" | tr '\t' ' ')"
is_equal "data subjects: user 0 was the mailbox of the authority" "mailbox 41 person 3" \
    "$(sql subjects_whole -e "SELECT receiver_kind, receiver_id FROM outbox_mail ORDER BY receiver_kind" | tr '\t\n' '  ' | sed 's/ $//')"
is_equal "data subjects: a key was used on its case" "case 7 2" "$(sql subjects_whole -e "SELECT subject_kind, subject_id, version FROM act_key" | tr '\t' ' ')"
is_equal "data subjects: a record of a read names its cases" "case 7 8" "$(sql subjects_whole -e "SELECT subject_kind, subject_ids FROM read_record" | tr '\t' ' ')"

# refused WHAT STATEMENT CONSTRAINT: the database itself refuses it
refused() { has_text "data subjects: $1 is refused" "$3" "$(sql subjects_whole -e "$2" 2>&1 || true)"; }
insert="INSERT INTO outbox (lane, message, subject_kind, subject_id, authority_id, made_at, due_at, tries) VALUES ('mail', 'm',"
refused "a message about a case that there is not" "$insert 'case', 99, 41, '2026-01-01', '2026-01-01', 0)" outbox_subject_case
refused "a message about a user that there is not" "$insert 'user', 7, NULL, '2026-01-01', '2026-01-01', 0)" outbox_subject_user
refused "a message about a kind that there is not" "$insert 'thing', 7, 41, '2026-01-01', '2026-01-01', 0)" outbox_subject
refused "a message about a case to nobody" "$insert 'case', 7, NULL, '2026-01-01', '2026-01-01', 0)" outbox_receiver
refused "a message about a user to an authority" "$insert 'user', 3, 41, '2026-01-01', '2026-01-01', 0)" outbox_receiver
refused "the end of a case that a row names" "DELETE FROM case_file" subject_case

kept subjects_whole >"$dir/whole"
statements=$(grep -c '^[^-].*;$' "$migration")
bad=""
for ((n = 1; n <= statements; n++)); do
    as_before subjects_cut
    first "$n" | sql subjects_cut
    sql subjects_cut <"$migration"
    kept subjects_cut >"$dir/cut"
    cmp -s "$dir/whole" "$dir/cut" || bad="$bad $n"
done
is_equal "data subjects: cut off after any of $statements statements and begun anew it ends the same" "" "$bad"
sql mysql -e "DROP DATABASE subjects; DROP DATABASE subjects_whole; DROP DATABASE subjects_cut"
