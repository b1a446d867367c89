#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# The canary test: a different invented word in every personal field, free text, file name and file of a request. The case walks
# through every door; who may not read them never does, nothing that is written on the side holds one, after blocking nobody
# finds any, and after deletion none is left in database, work folder, logs, mails and temporary files.
# It moves the clock by years, so it always has an installation of its own. BUILD names the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}
command -v node >/dev/null || { skip "http canary" "node is missing"; exit 0; }

work_dir
# Everything that the programs might leave in a folder for temporary files is seen below.
mkdir "$dir/tmp"
# In development the limits on searches are wide.
TMPDIR=$dir/tmp IMI_DEV_RELOAD=true own_stack "http canary"
export IMI_CONFIG=$CONFIG URL LOGS MAIL DB_SOCKET BUILD ROOT WORK=$dir/imi TEMPORARY=$dir/tmp
sql() { mariadb --no-defaults --socket="$DB_SOCKET" --user=root --database=imi --batch --skip-column-names "$@"; }

# Copenhagen asks Berlin; linked and coordinating bodies of Berlin; Paris has nothing to do with it.
sql <<'SQL'
INSERT INTO authority (slug, country, kind, name, language, street, postcode, town, email, time_zone, liaison_point,
    access_manager, status, version, made_at, changed_at)
VALUES ('can-dk', 'DK', 'CA', 'Kanarietilsynet', 'da', 'Prøvevej 1', '1000', 'Prøveby', 'post@can-dk.example', 'Europe/Copenhagen', 0, 1, 'active', 1, '2026-01-01', '2026-01-01'),
       ('can-de', 'DE', 'CA', 'Kanarienamt', 'de', 'Probeweg 1', '10115', 'Berlin', 'post@can-de.example', 'Europe/Berlin', 0, 1, 'active', 1, '2026-01-01', '2026-01-01'),
       ('can-linked', 'DE', 'CA', 'Verbundenes Amt', 'de', 'Probeweg 2', '10115', 'Berlin', 'post@can-li.example', 'Europe/Berlin', 0, 1, 'active', 1, '2026-01-01', '2026-01-01'),
       ('can-coord', 'DE', 'DIMIC', 'Koordinierung', 'de', 'Probeweg 3', '10115', 'Berlin', 'post@can-co.example', 'Europe/Berlin', 0, 1, 'active', 1, '2026-01-01', '2026-01-01'),
       ('can-fr', 'FR', 'CA', 'Office des canaris', 'fr', 'Rue 1', '75001', 'Paris', 'post@can-fr.example', 'Europe/Paris', 0, 1, 'active', 1, '2026-01-01', '2026-01-01');
INSERT INTO authority_area SELECT id, 'services', kind, 'granted', NULL, country FROM authority WHERE slug LIKE 'can-%';
INSERT INTO authority_flow SELECT id, 'services', 'request', TRUE, TRUE, FALSE, FALSE, FALSE, FALSE FROM authority WHERE slug LIKE 'can-%';
INSERT INTO authority_relation SELECT a.id, 'services', 'linked', o.id FROM authority a JOIN authority o WHERE a.slug = 'can-de' AND o.slug = 'can-linked';
INSERT INTO authority_relation SELECT a.id, 'services', 'request', o.id FROM authority a JOIN authority o WHERE a.slug = 'can-de' AND o.slug = 'can-coord';
SQL
PASSWORD='seven grey herons wade'
PEOPLE=$dir/people
export PASSWORD PEOPLE
: >"$PEOPLE"
while read -r name slug roles; do
    "$BUILD/imictl" account add "$name" --authority "$slug" --full-name "Nadia Prøvesen" --email "$name@can.example" \
        --roles "$roles" <<<"$PASSWORD" >"$dir/account.log" 2>&1 || {
        not_ok "http canary" "imictl did not make $name"
        explain <"$dir/account.log"
        exit 1
    }
    printf '%s\t%s\t%s\n' "$name" "$(sql -e "SELECT id FROM authority WHERE slug = '$slug'")" "$("$BUILD/imictl" token add "$name")" >>"$PEOPLE"
done <<'LIST'
can-ask can-dk services:handler
can-ask-basic can-dk services:basic
can-ask-admin can-dk services:administrator
can-ask-dpo can-dk services:dpo
can-ask-none can-dk ecommerce:handler
can-answer can-de services:handler
can-answer-allocator can-de services:allocator
can-answer-admin can-de services:administrator
can-linked can-linked services:handler
can-coord can-coord services:handler
can-coord-referral can-coord services:referral_handler
can-foreign can-fr services:handler
LIST
sql -e "UPDATE user_account SET language = 'en' WHERE name LIKE 'can-%'"
node "$TESTS_DIR/http/canary.mjs" || exit 1

# Not asserted, for what a server leaves in its files is the server's: its pages after a clean, slow shutdown.
if is_full || [ "$(rotation 3)" = 0 ]; then
    sql -e 'SET GLOBAL innodb_fast_shutdown = 0'
    read -r pid _ <"$dir/imi/run/database.pid"
    kill -TERM "$pid" && while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
    left=$(find "$dir/imi/db" -type f -print0 | while IFS= read -r -d '' file; do
        n=$(LC_ALL=C grep -aoiE 'zv[bdfgklmnprst][aiou][bdfgklmnprst][aiou][bdfgklmnprst][aiou][bdfgklmnprst][aiou]' "$file" | sort -u | wc -l)
        [ "$n" = 0 ] || printf '%s: %s words  ' "${file#"$dir/imi/db/"}" "$n"
    done)
    echo "# http canary: files of the database server after a slow shutdown hold: ${left:-none}"
fi
