#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# The training set: faults in its files are told with file, line and key before anything is written; what it holds when it
# is loaded; that nobody loads it twice, or into production. Called by tests/data/run; BUILD names another built tree.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"

BUILD=${BUILD:-$ROOT}
unset IMI_CONFIG
for program in imictl imi-training; do
    if [ ! -x "$BUILD/$program" ]; then
        not_ok "data training $program" "$BUILD/$program is not built"
        exit 1
    fi
done
work_dir
"$TESTS_DIR/stack.sh" database "$dir/db" 2>&1 | explain
# shellcheck source=/dev/null
. "$dir/db/stack.env"

# configuration FILE DATA MODE: with a database that is there
configuration() {
    cat >"$1" <<YAML
mode: $3
site: { name: IMI, address: "https://imi.example", contact: help@imi.example }
languages: [en]
data: $2
translations: $BUILD/translations
database: { socket: $DB_SOCKET, name: imi, web: imi_web, clerk: imi_clerk, migrate: imi_migrate }
keys: $dir/keys
YAML
}
configuration "$dir/imi.yaml" "$ROOT" training
configuration "$dir/tree.yaml" "$dir/tree" training
configuration "$dir/production.yaml" "$ROOT" production
load() { "$BUILD/imi-training" --config "$1" --accounts "$dir/accounts.tsv" "${@:2}" 2>&1; }
today=$(TZ=CET-1CEST,M3.5.0,M10.5.0/3 date +%F)
query() { mariadb --no-defaults --socket="$DB_SOCKET" --user=root --batch --skip-column-names imi -e "$1"; }

if ! { "$BUILD/imictl" --config "$dir/imi.yaml" key new && "$BUILD/imictl" --config "$dir/imi.yaml" migrate; } >"$dir/migrate.log" 2>&1; then
    not_ok "data training" "the database could not be made"
    explain <"$dir/migrate.log"
    exit 1
fi

# ---- faults ----------------------------------------------------------------------------------------------
# planted NAME FILE SED PATTERN TEXT: the line that holds PATTERN after SED is named, with TEXT
planted() {
    local name="data training fault: $1" file=conf/training/$2 line output
    rm -rf "$dir/tree"
    mkdir -p "$dir/tree/conf"
    cp -R "$ROOT/conf/areas" "$ROOT/conf/calendars" "$ROOT/conf/training" "$dir/tree/conf/"
    sed -i -e "$3" "$dir/tree/$file"
    line=$(grep -n -e "$4" "$dir/tree/$file" | head -n 1 | cut -d : -f 1)
    output=$(load "$dir/tree.yaml" || true)
    has_text "$name" "$file:$line: $5" "$output"
}
planted "unknown key" authorities/mt.yaml '0,/acronym:/s//akronym:/' 'akronym:' "akronym: unknown key in an authority"
planted "unknown authority" authorities/mt.yaml '0,/validating: mt-ufficcju-servizzi/s//validating: mt-gone/' 'validating: mt-gone' 'validating: there is no authority "mt-gone"'
planted "unknown activity" authorities/mt.yaml '0,/\[construction/s//[castles/' 'activities: \[castles' 'activities: "castles" is no code of the area'
planted "unknown role" users.yaml '0,/\[administrator, referral_handler\]/s//[administrator, king]/' 'king' "services: is no role"
planted "unknown user" stories/1-copenhagen-berlin.yaml '0,/from_user: jette.holm@dk/s//from_user: nobody@dk/' 'nobody@dk' 'from_user: there is no user "nobody@dk"'
planted "unknown field" stories/1-copenhagen-berlin.yaml '0,/provider_region:/s//provider_planet:/' 'provider_planet:' "provider_planet: is no field of this action"
planted "unknown question" stories/1-copenhagen-berlin.yaml '0,/SD-B3:/s//SD-B39:/' 'SD-B39' "SD-B39: is no question of the flow"
planted "unknown state" stories/1-copenhagen-berlin.yaml '0,/state: draft/s//state: daft/' 'state: daft' 'state: "daft" is no state'
planted "unknown placeholder" background.yaml "0,/'{asked}'/s//'{aksed}'/" 'aksed' "value: {aksed} is no placeholder"
planted "weight that is none" background.yaml '0,/legal_person: 61/s//legal_person: much/' 'legal_person: much' "legal_person: must be a whole number"
planted "sign-in name twice" users.yaml '0,/- name: ingo.ueberall@de/s//- name: laerke.skovbjerg@dk # again/' '# again' 'name: "laerke.skovbjerg@dk" is there already'
is_equal "data training faults leave nothing behind" 0 "$(query 'SELECT COUNT(*) FROM authority')"

# ---- loading ---------------------------------------------------------------------------------------------
has_text "data training not in production" "mode: is production" "$(load "$dir/production.yaml" || true)"
output=$(load "$dir/imi.yaml") || {
    not_ok "data training loads" "imi-training failed"
    explain <<<"$output"
    exit 1
}
# Each story was found in its declared end state by the loader itself: else it fails.
has_text "data training loads" "440 authorities, 467 people, 40 stories, 2000 background requests" "$output"
has_text "data training not twice" "--reset empties the database first" "$(load "$dir/imi.yaml" || true)"

is_equal "data training national coordinators" 30 "$(query "SELECT COUNT(DISTINCT country) FROM authority WHERE kind = 'NIMIC' AND status = 'active' OR slug IN
    (SELECT a.slug FROM authority a JOIN authority_area g ON g.authority_id = a.id WHERE g.kind = 'NIMIC' AND a.status = 'active')")"
is_equal "data training every active authority has an administrator in each area" 0 "$(query "SELECT COUNT(*) FROM authority_area g JOIN authority a ON a.id = g.authority_id
    WHERE a.status = 'active' AND NOT EXISTS (SELECT 1 FROM user_account u JOIN user_role r ON r.user_id = u.id
    WHERE u.authority_id = a.id AND r.area = g.area AND r.role = 'administrator')")"
is_equal "data training cases" 2040 "$(query 'SELECT COUNT(*) FROM case_file')"
is_equal "data training every state" "accepted clarification closed draft replied sent withdrawn" \
    "$(query "SELECT GROUP_CONCAT(DISTINCT state ORDER BY state SEPARATOR ' ') FROM case_file")"
is_equal "data training open requests" "accepted 99, clarification 21, draft 36, replied 71, sent 52" \
    "$(query "SELECT GROUP_CONCAT(s ORDER BY s SEPARATOR ', ') FROM (SELECT CONCAT(state, ' ', COUNT(*)) AS s FROM case_file WHERE class < 2 GROUP BY state) t")"
is_equal "data training overdue" "accepted 18, sent 10" \
    "$(query "SELECT GROUP_CONCAT(s ORDER BY s SEPARATOR ', ') FROM (SELECT CONCAT(state, ' ', COUNT(*)) AS s FROM case_part WHERE waits AND class = 1 AND due < '$today' GROUP BY state) t")"
# A Saturday, Sunday or closed day moves them on; the stories' own expectations tell to which day.
is_equal "data training due today" 1 "$(query "SELECT COUNT(DISTINCT state) >= 2 FROM case_part WHERE waits AND class = 1 AND due BETWEEN '$today' AND DATE '$today' + INTERVAL 5 DAY")"
is_equal "data training span" 1 "$(query "SELECT MIN(made_at) < DATE '$today' - INTERVAL 3 YEAR AND MAX(changed_at) >= DATE '$today' - INTERVAL 4 DAY FROM case_file")"
is_equal "data training blocked after six months" 0 "$(query "SELECT COUNT(*) FROM case_file WHERE (block_due <= DATE '$today' - INTERVAL 1 DAY) <> (blocked_at IS NOT NULL) AND block_due <> '$today'")"
is_equal "data training erased after three years" 0 "$(query "SELECT COUNT(*) FROM case_file WHERE (erase_due <= DATE '$today' - INTERVAL 1 DAY) <> (erased_at IS NOT NULL) AND erase_due <> '$today'")"
is_equal "data training blocked on its day" 0 "$(query "SELECT COUNT(*) FROM case_file WHERE blocked_at IS NOT NULL AND ABS(DATEDIFF(blocked_at, block_due)) > 1")"
is_equal "data training blocked, erased" 1 "$(query "SELECT SUM(blocked_at IS NOT NULL) > 1000 AND SUM(erased_at IS NOT NULL) > 100 FROM case_file")"
is_equal "data training no mail for the past" 0 "$(query 'SELECT COUNT(*) FROM outbox WHERE done_at IS NULL')"
is_equal "data training reminders of the past are rung" 0 "$(query "SELECT COUNT(*) FROM case_part p WHERE p.waits AND p.class = 1 AND p.due < DATE '$today' - INTERVAL 2 DAY
    AND NOT EXISTS (SELECT 1 FROM timer_rung t WHERE t.case_id = p.case_id AND t.day = p.due)")"
is_equal "data training nobody has read" 0 "$(query 'SELECT COUNT(*) FROM read_record')"
# words WORD: how many cases each authority finds by it that finds more than one
words() { query "SELECT COUNT(*) FROM (SELECT authority_id FROM search_key WHERE word = '$1' GROUP BY authority_id HAVING COUNT(*) > 1) t"; }
is_equal "data training Bulgarian provider found as Stoimenov" 1 "$(words stoimenov)"
is_equal "data training Bulgarian provider found as Stoimenoff" 1 "$(words stoimenoff)"
for word in papadimitrakopoulos papadhimitrakopulos; do
    is_equal "data training Greek provider found as $word" 2 "$(query "SELECT COUNT(DISTINCT case_id) FROM search_key WHERE word = '$word'")"
done
is_equal "data training two of one name" 2 "$(query "SELECT COUNT(DISTINCT a.case_id) FROM search_key a JOIN search_key b USING (authority_id, case_id)
    WHERE a.word = 'rzepkowiak' AND b.word = 'piotr'")"
is_equal "data training authorities found in English" 1 "$(query "SELECT COUNT(*) > 0 FROM authority_word WHERE word = 'copenhagen'")"
is_equal "data training the photo has lost its place" 1 "$(query "SELECT COUNT(*) FROM attachment WHERE name = 'baustelle-foto.jpg' AND notes & 1 AND state = 'linked'")"
is_equal "data training second factors" 1 "$(query 'SELECT SUM(code_secret IS NOT NULL) BETWEEN 30 AND 60 FROM user_account')"
has_text "data training history verifies" "2040 cases verified, 0 faults" "$("$BUILD/imictl" --config "$dir/imi.yaml" history verify 2>&1 || true)"

# ---- a history of the version before ------------------------------------------------------------------------
# The same cases as migration 0006 left them, with hashes that are right for nobody now, and flows of another language.
query "ALTER TABLE case_event DROP KEY case_event_seq, ADD UNIQUE KEY case_event_seq (case_id, seq), DROP COLUMN member, DROP COLUMN facts, DROP COLUMN sealed;
    ALTER TABLE case_part DROP KEY case_part_member, DROP KEY case_part_progress, DROP PRIMARY KEY, ADD PRIMARY KEY (case_id, part), DROP COLUMN member, DROP COLUMN version;
    ALTER TABLE case_stamp DROP PRIMARY KEY, ADD PRIMARY KEY (case_id, field, seq), DROP COLUMN member;
    ALTER TABLE timer_rung DROP PRIMARY KEY, ADD PRIMARY KEY (case_id, timer, day), DROP COLUMN member;
    DELETE FROM history_seal; DROP TABLE seal_end;
    ALTER TABLE history_seal DROP CONSTRAINT history_seal_of, DROP KEY history_seal_case, ADD KEY history_seal_case (case_id, seq), DROP COLUMN member, DROP COLUMN month, DROP COLUMN reads_after, DROP COLUMN reads_upto,
        DROP COLUMN cases, DROP COLUMN events, MODIFY COLUMN case_id BIGINT UNSIGNED NOT NULL, MODIFY COLUMN id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT;
    INSERT INTO history_seal (case_id, seq, head, sealed_at, previous, hash) SELECT case_id, MAX(seq), REPEAT('h', 32), MAX(at), REPEAT('p', 32), REPEAT('s', 32)
        FROM case_event GROUP BY case_id;
    UPDATE case_event SET previous = REPEAT('p', 32), hash = REPEAT('h', 32);
    UPDATE event_value SET commitment = REPEAT('c', 32) WHERE commitment IS NOT NULL;
    UPDATE published_flow SET digest = REPEAT('d', 32);
    DELETE FROM migration WHERE number >= 7"
cases=$(query "SELECT COUNT(DISTINCT case_id) FROM case_event")
has_text "data training migrating says what was written anew" "the history of $cases cases was written anew" "$("$BUILD/imictl" --config "$dir/imi.yaml" migrate 2>&1 || true)"
has_text "data training a history that was written anew verifies" "2040 cases verified, 0 faults" "$("$BUILD/imictl" --config "$dir/imi.yaml" history verify 2>&1 || true)"
is_equal "data training a history that was written anew is sealed" "$cases" "$(query "SELECT cases FROM history_seal ORDER BY id DESC LIMIT 1")"

# ---- what is altered behind the program's back --------------------------------------------------------------
BUILD=$BUILD "$TESTS_DIR/data/tampering.sh" "$dir" || not_ok "data tampering" "it broke off"

# ---- accounts.tsv ------------------------------------------------------------------------------------------
accounts=$dir/accounts.tsv
is_equal "data training accounts head" "name password code_secret authority country roles api_token story" "$(head -n 1 "$accounts" | tr '\t' ' ')"
is_equal "data training accounts columns" "" "$(awk -F '\t' 'NF != 8' "$accounts" | head -n 1)"
is_equal "data training accounts are for the owner only" 600 "$(stat -c %a "$accounts")"
is_equal "data training accounts of all" 467 "$(($(wc -l <"$accounts") - 1))"
is_equal "data training one password" 1 "$(tail -n +2 "$accounts" | cut -f 2 | sort -u | wc -l)"
is_equal "data training 30 countries" 30 "$(tail -n +2 "$accounts" | cut -f 5 | sort -u | wc -l)"
is_equal "data training every role" "administrator allocator basic dpo handler referral_handler" \
    "$(tail -n +2 "$accounts" | cut -f 6 | tr ' ' '\n' | sed 's/.*://' | sort -u | paste -sd ' ')"
is_equal "data training every story with both sides" "" "$(cut -f 8 "$accounts" | grep -o '([0-9A-Z]\{4\}-[0-9A-Z]\{5\})' | sort | uniq -c | awk '$1 != 2' | head -n 1)"
is_equal "data training 40 stories" 40 "$(cut -f 8 "$accounts" | grep -o '([0-9A-Z]\{4\}-[0-9A-Z]\{5\})' | sort -u | wc -l)"

# ---- the same again ----------------------------------------------------------------------------------------
if is_full; then
    query 'SELECT ref, state FROM case_file ORDER BY ref' >"$dir/first"
    load "$dir/imi.yaml" --reset >/dev/null || not_ok "data training reset" "imi-training --reset failed"
    query 'SELECT ref, state FROM case_file ORDER BY ref' >"$dir/second"
    succeeds "data training comes out the same again" cmp "$dir/first" "$dir/second"
    is_equal "data training reset leaves nothing of the old" 467 "$(query 'SELECT COUNT(*) FROM user_account')"
fi
