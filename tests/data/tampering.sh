#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# What the account of the endpoints, and the server's administrator, can alter in a loaded training set past the program: imictl
# history verify names each, and nothing else. Called by tests/data/training.sh.
#   tests/data/tampering.sh DIR         DIR has imi.yaml and, in db/, a running database that is loaded and sealed
# A line is ACCOUNT<TAB>SQL<TAB>what is said; {c} is an accepted case, {o} a blocked one, {e} an erased one, {f} a file, {n} the
# newest seal.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"

BUILD=${BUILD:-$ROOT}
dir=$1
# shellcheck source=/dev/null
. "$dir/db/stack.env"
as() { mariadb --no-defaults --socket="$DB_SOCKET" --user="$1" --batch --skip-column-names imi -e "SET foreign_key_checks = 0; $2"; }
query() { as root "$1"; }
# faults: what is said besides the count, in one line
faults() { "$BUILD/imictl" --config "$dir/imi.yaml" history verify 2>&1 | sed -e '/cases verified/d' -e 's/^[^\t]*\t//' | paste -sd '|'; }

declare -A ids sums
ids[c]=$(query "SELECT MAX(id) FROM case_file WHERE class = 1 AND state = 'accepted'")
ids[o]=$(query "SELECT MIN(id) FROM case_file WHERE class = 2 AND blocked_at IS NOT NULL AND erased_at IS NULL")
ids[e]=$(query "SELECT MIN(id) FROM case_file WHERE erased_at IS NOT NULL AND version > 0")
ids[f]=$(query "SELECT MIN(id) FROM attachment WHERE state = 'linked'")
ids[n]=$(query "SELECT MAX(id) FROM history_seal")
tables="case_file case_part case_stamp attachment history_seal seal_end"
sum_of() { query "CHECKSUM TABLE $1" | cut -f 2; }
for table in $tables; do
    query "CREATE TABLE kept_$table AS SELECT * FROM $table"
    sums[$table]=$(sum_of "$table")
done
# put_back: what the statement has touched becomes as it was; the tables are compared by their sums
put_back() {
    local table
    for table in $tables; do
        [ "$(sum_of "$table")" = "${sums[$table]}" ] || query "DELETE FROM $table; INSERT INTO $table SELECT * FROM kept_$table"
    done
}

while IFS=$'\t' read -r account sql said; do
    [ -n "$account" ] || continue
    for name in "${!ids[@]}"; do
        sql=${sql//"{$name}"/${ids[$name]}}
        said=${said//"{$name}"/${ids[$name]}}
    done
    as "$account" "$sql"
    is_equal "data tampering $account: $sql" "$said" "$(faults)"
    put_back
done <<'TABLE'
imi_web	UPDATE case_part SET authority_id = 1 WHERE case_id = {c} AND part = 1	party altered 1
imi_web	SET @a = (SELECT authority_id FROM case_part WHERE case_id = {c} AND part = 0), @b = (SELECT authority_id FROM case_part WHERE case_id = {c} AND part = 1); UPDATE case_part SET authority_id = IF(part = 0, @b, @a) WHERE case_id = {c}	parties exchanged 0 1
imi_web	UPDATE case_file SET state = 'replied' WHERE id = {c}	shell altered state
imi_web	UPDATE case_file SET version = version + 1 WHERE id = {c}	shell altered version
imi_web	UPDATE case_file SET flow_version = 7 WHERE id = {c}	shell altered flow_version
imi_web	UPDATE case_file SET made_by = 1 + made_by WHERE id = {c}	shell altered made_by
imi_web	UPDATE case_file SET blocked_at = NULL WHERE id = {o}	shell altered blocked_at
imi_web	UPDATE case_file SET erased_at = NULL WHERE id = {e}	shell altered erased_at
imi_web	UPDATE case_file SET erase_due = erase_due + INTERVAL 1 YEAR WHERE id = {o}	shell altered erase_due
imi_web	UPDATE case_part SET due = due + INTERVAL 1 DAY WHERE case_id = {c} AND part = 1	list row altered due of party 1
imi_web	UPDATE case_part SET other_country = 'XX' WHERE case_id = {c} AND part = 1	list row altered other_country of party 1
imi_web	INSERT INTO case_stamp (case_id, field, seq, moment, day) VALUES ({c}, 'reply_by', 99, NULL, '2040-01-01')	stamp added reply_by 99
imi_web	UPDATE attachment SET language = 'fi' WHERE id = {f}	value altered file.{f} 1
imi_web	UPDATE attachment SET uploaded_by = uploaded_by + 1 WHERE id = {f}	value altered file.{f} 1
imi_web	UPDATE attachment SET part = 1 - part WHERE id = {f}	value altered file.{f} 1
root	SET @a = (SELECT ref FROM case_file WHERE id = {c}), @b = (SELECT ref FROM case_file WHERE id = {o}); UPDATE case_file SET ref = 'X' WHERE id = {c}; UPDATE case_file SET ref = @a WHERE id = {o}; UPDATE case_file SET ref = @b WHERE id = {c}	shell altered ref|shell altered ref
root	UPDATE case_stamp SET day = day + INTERVAL 9 DAY WHERE case_id = {c} AND field = 'reply_by'	stamp altered reply_by 2
root	DELETE FROM case_part WHERE case_id = {c} AND part = 1	party removed 1
root	DELETE FROM history_seal	last seals removed: the end knows seal {n}
root	DELETE FROM history_seal ORDER BY id DESC LIMIT 3	last seals removed: the end knows seal {n}
root	DELETE FROM seal_end	end of the seals removed
TABLE
for table in $tables; do query "DROP TABLE kept_$table"; done
